#!/usr/bin/env python3
"""Runs rbc over documents that it has not seen and holds it to what it promises of any input.

endure.py corpus RBC FOLDER            every *.md alone: ends within 1 s; each project as a whole
endure.py nasty RBC FOLDER EXPECTED N  one project a folder; EXPECTED says the exit status, a JSON object a line; at
                                       least N of them end with it

Promised for each: exit status 0, 1 or 2; no signal, no panic; bounded time and memory. N only rises.
"""
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# MiB: 512 for the work, as much again for stacks that threads reserve and never touch.
ADDRESS_SPACE = 1024
PANIC = ("panicked", "source/internal-error", "stack overflow")


def limits(memory):
    def set_them():
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return set_them


def run(rbc, folder, arguments, seconds, memory=0):
    """Exit status and the reason why the run is bad, if it is."""
    command = [rbc, *arguments]
    try:
        done = subprocess.run(command, cwd=folder, timeout=seconds, capture_output=True, preexec_fn=limits(memory))
    except subprocess.TimeoutExpired:
        return None, f"took more than {seconds} s"
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode not in (0, 1, 2):
        return done.returncode, f"exit status {done.returncode}: {said[-300:]}"
    for word in PANIC:
        if word in said:
            return done.returncode, f"{word}: {said[max(0, said.find(word) - 100):][:400]}"
    return done.returncode, None


def timed(rbc, folder, arguments, seconds, memory=0):
    """A busy machine gets a second try before a run counts as slow."""
    status, fault = run(rbc, folder, arguments, seconds, memory)
    if status is None:
        status, fault = run(rbc, folder, arguments, seconds, memory)
    return status, fault


def corpus(rbc, folder):
    faults, count = [], 0
    for document in sorted(folder.rglob("*.md")):
        count += 1
        with tempfile.TemporaryDirectory() as alone:
            shutil.copyfile(document, os.path.join(alone, "runbook.md"))
            _, fault = timed(rbc, alone, ["check", "--content", "."], 1)
        if fault:
            faults.append(f"{document.relative_to(folder)}: {fault}")
    for project in sorted(path for path in folder.iterdir() if path.is_dir()):
        with tempfile.TemporaryDirectory() as whole:
            shutil.copytree(project, os.path.join(whole, "content"), symlinks=True)
            _, fault = timed(rbc, whole, ["build"], 60)
            if not fault and not os.path.isdir(os.path.join(whole, "site")):
                fault = "no site was built"
        if fault:
            faults.append(f"{project.name} as a whole: {fault}")
    print(f"{count} documents")
    return faults


def nasty(rbc, folder, expected, floor):
    faults, other, named, count = [], [], 0, 0
    for line in expected.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        place = folder / case["id"]
        if not place.is_dir():
            continue
        count += 1
        status, fault = timed(rbc, place, ["check", "--content", "."], 10, ADDRESS_SPACE)
        if fault:
            faults.append(f"{case['id']} ({case['what']}): {fault}")
        elif status == case["exit"]:
            named += 1
        else:
            other.append(f"{case['id']}: exit status {status}, the table says {case['exit']} ({case['diag']})")
    print(f"{count} inputs, {named} with the exit status of the table")
    print("\n".join(other))
    if named < floor:
        faults.append(f"only {named} end with the exit status of the table; it was {floor}")
    return faults


def main():
    kind, rbc, folder = sys.argv[1], os.path.abspath(sys.argv[2]), Path(sys.argv[3])
    if kind == "corpus":
        faults = corpus(rbc, folder)
    else:
        faults = nasty(rbc, folder, Path(sys.argv[4]), int(sys.argv[5]))
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
