#!/usr/bin/env python3
"""Plants defects into real documents and asks rbc whether each is reported on its line, under its category.

plant.py RBC FOLDER… [--seed N] [--each N] [--least 0.97] [--kinds A,B] [--only PART_OF_A_PATH] [--misses]

A FOLDER is a content root. Of each kind, --each defects are planted into each document that has a place for it, one at
a time; a finding counts when its rule's category is right, its line is the planted one, and the document did not have
it before. Exits with 1 when fewer than --least of all are found.
"""
import argparse
import collections
import json
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

INDENTED_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*([A-Za-z0-9_+-]*)\s*$")
DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$")
SHELL = {"bash", "sh", "shell", "zsh"}


class Text:
    """A document's lines, and what a reader sees at a glance: fences, tables, headings."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.fenced = [False] * len(self.lines)
        self.blocks = []  # (opening, closing, language)
        self.tables = []  # (header line, rows' lines)
        opening = None
        for at, line in enumerate(self.lines):
            mark = INDENTED_FENCE.match(line)
            if opening is None and mark:
                opening, fence, language = at, mark[1], mark[2].lower()
                self.fenced[at] = True
            elif opening is not None:
                self.fenced[at] = True
                if mark and mark[1].startswith(fence) and not mark[2]:
                    self.blocks.append((opening, at, language))
                    opening = None
        at = 0
        if self.lines and self.lines[0] == "---" and "---" in self.lines[1:60]:
            end = self.lines.index("---", 1)
            for line in range(end + 1):
                self.fenced[line] = True
        comment = False
        for at, line in enumerate(self.lines):
            comment = comment or "<!--" in line
            if comment:
                self.fenced[at] = True
            comment = comment and "-->" not in line
        for at, line in enumerate(self.lines):
            if not self.fenced[at] and at and DELIMITER.match(line) and "|" in self.lines[at - 1]:
                rows, row = [], at + 1
                while row < len(self.lines) and "|" in self.lines[row] and self.lines[row].strip() and not self.fenced[row]:
                    rows.append(row)
                    row += 1
                self.tables.append((at - 1, rows))

    def cells(self, at):
        line = re.sub(r"\\\|", "\0\0", self.lines[at].strip())
        line = re.sub(r"`[^`]*`", lambda code: code[0].replace("|", "\0"), line)
        return [cell.strip() for cell in line.strip("|").split("|")]

    def paragraphs(self):
        """Lines of prose that stand alone between blank lines, outside of everything."""
        for at, line in enumerate(self.lines):
            around = [self.lines[near] if 0 <= near < len(self.lines) else "" for near in (at - 1, at + 1)]
            if not self.fenced[at] and re.match(r"^[^\s|#>`*+\-\d<\[:=_~]", line) and not any(a.strip() for a in around):
                yield at

    def headings(self):
        for at, line in enumerate(self.lines):
            mark = re.match(r"^(#{1,6}) +(.*?)\s*#*$", line)
            if mark and not self.fenced[at]:
                yield at, len(mark[1]), mark[2]

    def commands(self):
        """Lines of shell blocks that are commands and no comments."""
        for opening, closing, language in self.blocks:
            if language in SHELL:
                for at in range(opening + 1, closing):
                    line = self.lines[at].strip()
                    if re.match(r"^[a-z][a-z0-9_-]* \S", line) and not line.endswith("\\") and "<<" not in line:
                        yield at

    def replaced(self, at, *lines):
        return "\n".join(self.lines[:at] + list(lines) + self.lines[at + 1:])


def below_paragraph(text, line):
    """One line of prose behind a paragraph."""
    for at in text.paragraphs():
        yield text.replaced(at, text.lines[at], "", line, ""), at + 2


def dead_file(text, rng):
    yield from below_paragraph(text, f"復旧の手順は[こちら](./nonexistent-{rng.randrange(1000)}.md)にあります。")
    for at, line in enumerate(text.lines):
        if not text.fenced[at] and re.search(r"\]\((?!https?:|#|mailto:)[^)\s]+\.md", line):
            yield text.replaced(at, re.sub(r"(\]\([^)\s#]+)\.md", r"\1-old-x.md", line, count=1)), at


def dead_anchor(text, rng):
    yield from below_paragraph(text, "くわしくは[この節](#存在しない見出しの名前)を読みます。")
    for at, line in enumerate(text.lines):
        if not text.fenced[at] and re.search(r"\]\(#[^)\s]+\)", line):
            yield text.replaced(at, re.sub(r"\]\(#[^)\s]+\)", "](#ここには無い節)", line, count=1)), at


def section_mention(text, rng):
    yield from below_paragraph(text, rng.choice(["復旧の手順はセクション98を参照してください。", "§97 の手順で戻します。", "96.5節を参照。"]))


LEVEL = re.compile(r"^[*_`🔴🟠🟡🟢⚪🔵\s]*(SEV-?\d|P[0-5]\b|S[1-4]\b|Critical|High|Medium|Low|緊急|重大|高|中|低|致命的|レベル ?\d|L[1-4]（)", re.I)
TARGET = re.compile(r"初動|応答|対応(開始)?(時間|期限|目標)|レスポンス|response|RTO|SLA|復旧(目標|時間)|解決(目標|時間)|目標時間", re.I)
DURATION = re.compile(r"^[*`]*\s*(?:約|最大)?(\d+)\s*(分|時間|営業日|日|min|h|m)(?:以内)?[*`]*$")


def levels(text):
    """Severity tables: (rows that are levels, columns that are targets)."""
    for header, rows in text.tables:
        named = [row for row in rows if LEVEL.match(text.cells(row)[0])]
        head = text.cells(header)
        columns = [at for at, name in enumerate(head) if TARGET.search(name)]
        columns = [at for at in columns if sum(len(text.cells(row)) > at and bool(DURATION.match(text.cells(row)[at])) for row in named) >= 2]
        if len(named) >= 2 and columns:
            yield named, columns


def with_cell(text, row, column, value):
    cells = re.split(r"(?<!\\)\|", text.lines[row])
    first = 1 if text.lines[row].lstrip().startswith("|") else 0
    cells[first + column] = f" {value} " if value else " "
    return text.replaced(row, "|".join(cells))


def bad_duration(text, rng):
    for rows, columns in levels(text):
        row, column = rng.choice(rows), rng.choice(columns)
        if DURATION.match(text.cells(row)[column]):
            yield with_cell(text, row, column, rng.choice(["だいたい", "未計測の値", "abc", "15"])), row


def minutes(cell):
    number, unit = DURATION.match(cell).groups()
    return int(number) * {"分": 1, "min": 1, "m": 1, "時間": 60, "h": 60, "日": 1440, "営業日": 1440}[unit]


def out_of_order(text, rng):
    for rows, columns in levels(text):
        for column in columns:
            usable = [row for row in rows if DURATION.match(text.cells(row)[column])]
            values = {minutes(text.cells(row)[column]) for row in usable}
            if len(usable) < 2 or len(values) < 2:
                continue
            # The first level gets more than the last one has, or the last less than the first.
            largest = max(values)
            yield with_cell(text, usable[0], column, f"{largest * 2}分"), (usable[0], *usable[1:])


def level_twice(text, rng):
    for rows, _ in levels(text):
        row = rng.choice(rows)
        yield text.replaced(row, text.lines[row], text.lines[row]), (row, row + 1)


CONTACT_HEAD = re.compile(r"連絡先|電話|メール|Slack|内線|TEL|phone|mail|チャネル|連絡方法", re.I)
PERSON_HEAD = re.compile(r"役割|担当|氏名|名前|チーム|部署|role|ロール|対象", re.I)


def contacts(text):
    for header, rows in text.tables:
        head = text.cells(header)
        columns = [at for at, name in enumerate(head) if CONTACT_HEAD.search(name)]
        if len(columns) == 1 and any(PERSON_HEAD.search(name) for name in head) and rows:
            filled = [row for row in rows if len(text.cells(row)) == len(head) and re.search(r"[@#\d]|slack", text.cells(row)[columns[0]], re.I)]
            if filled:
                yield filled, columns[0]


def contact_unfilled(text, rng):
    for rows, column in contacts(text):
        yield with_cell(text, rng.choice(rows), column, rng.choice(["TBD", "未定", "-", "xxx-xxxx-xxxx", "要記入"])), None


def contact_empty(text, rng):
    for rows, column in contacts(text):
        yield with_cell(text, rng.choice(rows), column, ""), None


def ragged_row(text, rng):
    for header, rows in text.tables:
        if rows:
            row = rng.choice(rows)
            if rng.random() < .5:
                yield text.replaced(row, text.lines[row].rstrip().rstrip("|").rstrip() + " | 追加の情報 |"), row
            elif len(text.cells(row)) > 1 and len(text.cells(row)) == len(text.cells(header)):
                parts = re.split(r"(?<!\\)\|", text.lines[row].strip().strip("|"))
                if "`" not in text.lines[row]:
                    yield text.replaced(row, "|" + "|".join(parts[:-1]) + "|"), row


def level_skipped(text, rng):
    headings = list(text.headings())
    for (_, before, _), (at, level, title) in zip(headings, headings[1:]):
        if level == before + 1 and level <= 4 and before >= 2:
            yield text.replaced(at, "#" * (level + 1) + " " + title), at


def heading_twice(text, rng):
    headings = list(text.headings())
    for index, (at, level, title) in enumerate(headings):
        if level < 2:
            continue
        end = next((later for later, depth, _ in headings[index + 1:] if depth <= level), len(text.lines))
        lines = text.lines[:end] + ["", "#" * level + " " + title, "", "もう一度書いた内容です。", ""] + text.lines[end:]
        yield "\n".join(lines), (at, end + 1)


def task_marker(text, rng):
    for at, line in enumerate(text.lines):
        if not text.fenced[at] and re.match(r"^\s*[-*] \[[ xX]\] \S", line):
            wrong = rng.choice([(r"([-*]) \[", r"\1["), (r"\[ \]", "[]"), (r"\] ", "]")])
            changed = re.sub(wrong[0], wrong[1], line, count=1)
            if changed != line:
                yield text.replaced(at, changed), at


def impossible_date(text, rng):
    for at, line in enumerate(text.lines):
        labelled = re.search(r"更新日|作成日|改訂日|制定日|レビュー|施行日|日付|Last Updated|updated", line, re.I)
        date = re.search(r"20\d\d([-/.])\d\d?\1\d\d?|20\d\d年\d\d?月\d\d?日", line)
        if labelled and date and not text.fenced[at]:
            wrong = "2025年2月30日" if "年" in date[0] else rng.choice(["2025-02-30", "2025-13-05", "2025-04-31"])
            yield text.replaced(at, line.replace(date[0], wrong, 1)), at


def error_budget(text, rng):
    yield from below_paragraph(text, rng.choice([
        "可用性の目標は 99.9%（30日）で、エラーバジェットは 86.4 分です。",
        "SLO は月間 99.95 % なので、エラーバジェットは月 43.2 分です。"]))


def in_command(change):
    def planter(text, rng):
        for at in text.commands():
            line = text.lines[at]
            changed = change(line, rng)
            if changed and changed != line:
                yield text.replaced(at, changed), at
    return planter


def inside_word(mark):
    def change(line, rng):
        words = [word.end() - 1 for word in re.finditer(r"[a-z]{3,}", line.split(" #")[0])]
        return line[:words[0]] + mark + line[words[0]:] if words else None
    return change


def space(mark):
    def change(line, rng):
        command = line.split(" #")[0]
        at = [match.start() for match in re.finditer(r"(?<=[a-z0-9]) (?=[a-z0-9/-])", command)]
        quotes = [at for at in at if command[:at].count('"') % 2 == 0 and command[:at].count("'") % 2 == 0]
        return line[:quotes[0]] + mark + line[quotes[0] + 1:] if quotes else None
    return change


def smart_quotes(line, rng):
    if line.count('"') == 2:
        return line.replace('"', "“", 1).replace('"', "”", 1)
    if line.count("'") == 2 and '"' not in line:
        return line.replace("'", "‘", 1).replace("'", "’", 1)
    return None


def secret(text, rng):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    key = "AKIA" + "".join(rng.choice(letters) for _ in range(16))
    for at in text.commands():
        yield text.replaced(at, f"export AWS_ACCESS_KEY_ID={key}", text.lines[at]), at
    slack = "xoxb-" + "".join(rng.choice("0123456789") for _ in range(12)) + "-" + "".join(rng.choice("0123456789") for _ in range(13)) + "-" + "".join(rng.choice("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(24))
    yield from below_paragraph(text, f"トークンは {slack} です。")


def unclosed_fence(text, rng):
    for opening, closing, language in text.blocks:
        yield text.replaced(closing), opening


SQL_WORDS = {
    "SELECT": ["SELEC", "SELCT", "SLECT", "SELECTT"],
    "FROM": ["FORM", "FRM", "FRMO"],
    "WHERE": ["WHER", "WHRE", "WEHRE"],
    "GROUP BY": ["GROPU BY", "GRUOP BY"],
    "ORDER BY": ["ODER BY", "ORDER YB"],
    "UPDATE": ["UPDAET", "UDPATE"],
    "DELETE FROM": ["DELTE FROM", "DELETE FORM"],
    "VALUES": ["VALEUS", "VLAUES"],
}


def mistyped(line, rng):
    words = [word for word in SQL_WORDS if re.search(rf"\b{word}\b", line)]
    if not words:
        return None
    word = rng.choice(words)
    return re.sub(rf"\b{word}\b", rng.choice(SQL_WORDS[word]), line, count=1)


def sql_typo(text, rng):
    for opening, closing, language in text.blocks:
        if language in {"sql", "postgresql", "mysql"}:
            for at in range(opening + 1, closing):
                changed = mistyped(text.lines[at], rng) if not text.lines[at].strip().startswith("--") else None
                if changed:
                    yield text.replaced(at, changed), at


def between_commands(text):
    """Lines of commands behind which another one may stand: no quoted text goes on there."""
    for opening, closing, language in text.blocks:
        code = "\n".join(text.lines[opening + 1:closing])
        if language not in SHELL or "<<" in code or re.search(r"^\s*\$ |rotate", code, re.M) or code.count("'") % 2 or code.count('"') % 2:
            continue
        lines = set(text.commands())
        for at in range(opening + 1, closing):
            before = "\n".join(text.lines[opening + 1:at + 1])
            if at in lines and not before.count('"') % 2 and not before.count("'") % 2:
                yield at


def sql_typo_in_command(text, rng):
    for at in between_commands(text):
        if re.search(r"\b(psql|mysql|sqlite3)\b.*\"", text.lines[at]):
            changed = mistyped(text.lines[at], rng)
            if changed:
                yield text.replaced(at, changed), at
        statement = mistyped(rng.choice([
            "SELECT count(*) FROM orders WHERE state = 'failed';",
            "SELECT pid, state FROM pg_stat_activity ORDER BY state;",
            "UPDATE jobs SET state = 'queued' WHERE id = 42;"]), rng)
        client = rng.choice([f'psql -h db -U app -d shop -c "{statement}"', f'psql "$DATABASE_URL" -tAc "{statement}"', f'mysql -h db shop -e "{statement}"'])
        yield text.replaced(at, text.lines[at], indent(text.lines[at]) + client), at + 1


def indent(line):
    return line[:len(line) - len(line.lstrip())]


def delete_all(text, rng):
    table = rng.choice(["sessions", "shop.orders", "audit_log"])
    statement = rng.choice([f"DELETE FROM {table};", f"UPDATE {table} SET state = 'closed';"])
    for opening, closing, language in text.blocks:
        if language == "sql":
            ends = [at for at in range(opening + 1, closing) if text.lines[at].rstrip().endswith(";")]
            for at in ends:
                yield text.replaced(at, text.lines[at], indent(text.lines[at]) + statement), at + 1
    for at in between_commands(text):
        yield text.replaced(at, text.lines[at], indent(text.lines[at]) + f'psql -U app -d shop -c "{statement}"'), at + 1


def unclosed_quote(text, rng):
    for at in between_commands(text):
        changed = without_quote(text.lines[at])
        if changed:
            yield text.replaced(at, changed), at


def without_quote(line):
    if "`" in line or "\\" in line or " #" in line or "$(" in line:
        return None
    for quote, other in (('"', "'"), ("'", '"')):
        if line.count(quote) == 2 and other not in line:
            at = line.rindex(quote)
            return line[:at] + line[at + 1:]
    return None


WARNS = re.compile(r"注意|警告|危険|慎重|破壊|取り?消|戻せ|不可逆|失わ|失う|消え|消失|削除され|最終手段|緊急時|必ず|絶対|しない|禁止|厳禁|承認|許可|バックアップ|確認(して|後|の)|本当に|要確認|[⚠🚨❗‼☢⛔]|caution|warn|danger|careful|irreversible|destructive|undone|data loss|back up|last resort|important|approval|read -p|dry.?run", re.I)
DESTRUCTIVE = [
    "rm -rf /var/lib/postgresql/14/main",
    "sudo rm -rf /srv/app/uploads",
    "kubectl delete namespace shop",
    "kubectl delete pvc data-shop-db-0 -n shop",
    "terraform destroy -auto-approve",
    "docker volume rm shop_db_data",
    "docker system prune -af --volumes",
    "aws s3 rm s3://shop-uploads --recursive",
    "git push --force origin main",
    "redis-cli -h cache FLUSHALL",
    'psql -U app -d shop -c "DROP TABLE orders;"',
]


def destructive(text, rng):
    headings = [at for at, _, _ in text.headings()]
    for at in between_commands(text):
        start = max([head for head in headings if head < at], default=0)
        end = min([head for head in headings if head > at], default=len(text.lines))
        above = max([head for head in headings if head < start], default=0)
        if not WARNS.search("\n".join(text.lines[above:end])):
            yield text.replaced(at, text.lines[at], indent(text.lines[at]) + rng.choice(DESTRUCTIVE)), at + 1


CATEGORIES = {
    "dead file": (dead_file, {"link"}),
    "dead anchor": (dead_anchor, {"link"}),
    "section mention": (section_mention, {"link"}),
    "duration that is none": (bad_duration, {"severity"}),
    "targets out of order": (out_of_order, {"severity"}),
    "level twice": (level_twice, {"severity"}),
    "contact TBD": (contact_unfilled, {"contact"}),
    "contact empty": (contact_empty, {"contact"}),
    "ragged row": (ragged_row, {"table"}),
    "heading level skipped": (level_skipped, {"section"}),
    "heading twice": (heading_twice, {"section"}),
    "task marker mistyped": (task_marker, {"checklist"}),
    "impossible date": (impossible_date, {"metadata"}),
    "wrong error budget": (error_budget, {"slo"}),
    "zero-width in a command": (in_command(inside_word("\u200b")), {"text"}),
    "bidi in a command": (in_command(inside_word("\u202e")), {"text"}),
    "no-break space in a command": (in_command(space("\u00a0")), {"text"}),
    "full-width space in a command": (in_command(space("\u3000")), {"text"}),
    "smart quotes in a command": (in_command(smart_quotes), {"text"}),
    "secret": (secret, {"secret"}),
    "unclosed fence": (unclosed_fence, {"text"}),
    "SQL typo": (sql_typo, {"sql"}),
    "SQL typo in a command": (sql_typo_in_command, {"sql"}),
    "DELETE without WHERE": (delete_all, {"sql"}),
    "unclosed quote": (unclosed_quote, {"bash"}),
    "destructive without a warning": (destructive, {"bash", "sql"}),
}


def check(rbc, root, path, text):
    """Findings of a document with this text: rule and line."""
    name = str(path.relative_to(root))
    command = [rbc, "-C", str(root), "check", "-", "--stdin-filename", name, "--format", "json", "--today", "2026-11-26"]
    done = subprocess.run(command, input=text.encode(), capture_output=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{path}: {done.stderr.decode()[:300]}{done.stdout.decode()[:300]}")
    return [(finding["rule"], finding["location"]["line"]) for finding in json.loads(done.stdout)["diagnostics"]]


def found(before, after, shift_from, grown, categories, lines):
    """Whether a new finding of the category stands on one of the lines (all lines where None)."""
    old = collections.Counter((rule, line + grown if line - 1 > shift_from else line) for rule, line in before)
    new = collections.Counter(after) - old
    return any(rule.split("/")[0] in categories and (lines is None or line - 1 in lines) for rule, line in new)


def judge(job):
    rbc, root, path, kind, text, planted, lines, before, categories = job
    old, new = text.split("\n"), planted.split("\n")
    first = next((at for at, pair in enumerate(zip(old, new)) if pair[0] != pair[1]), len(old))
    if lines is None:
        lines = [first]
    elif isinstance(lines, int):
        lines = [lines]
    after = check(rbc, root, path, planted)
    return found(before, after, first, len(new) - len(old), categories, lines), kind, path, lines[0] + 1, new[lines[0]], after


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rbc")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--least", type=float, default=.97)
    parser.add_argument("--kinds")
    parser.add_argument("--only", default="")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    rbc = str(Path(arguments.rbc).resolve())
    kinds = arguments.kinds.split(",") if arguments.kinds else list(CATEGORIES)
    jobs = []
    for root in (folder.resolve() for folder in arguments.folders):
        for path in sorted(root.rglob("*.md")):
            text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
            if arguments.only not in str(path) or any(part.startswith(".") for part in path.relative_to(root).parts):
                continue
            try:
                before = check(rbc, root, path, text)
            except RuntimeError as error:
                print(error, file=sys.stderr)
                continue
            read = Text(text)
            for kind in kinds:
                if kind.startswith("contact") and "template" in str(path):
                    continue  # unfilled by design
                planter, categories = CATEGORIES[kind]
                rng = random.Random(f"{arguments.seed} {path.relative_to(root)} {kind}")
                places = list(planter(read, rng))
                # What is broken on a line already can't be broken there again.
                old = {line - 1 for rule, line in before if rule.split("/")[0] in categories}
                places = [place for place in places if not isinstance(place[1], int) or place[1] not in old]
                for planted, lines in rng.sample(places, min(arguments.each, len(places))):
                    jobs.append((rbc, root, path, kind, text, planted, lines, before, categories))
    counts = collections.defaultdict(lambda: [0, 0])
    with ThreadPoolExecutor(2) as pool:
        for hit, kind, path, line, shown, after in pool.map(judge, jobs):
            counts[kind][0] += hit
            counts[kind][1] += 1
            if not hit and arguments.misses:
                near = [rule for rule, at in after if at == line]
                print(f"miss: {kind}: {path}:{line}: {shown.strip()[:100]} {near}")
    for kind in kinds:
        print(f"{kind:32} {counts[kind][0]:4} of {counts[kind][1]:4}")
    hits, planted = (sum(count[at] for count in counts.values()) for at in (0, 1))
    share = hits / planted if planted else 1
    print(f"{'all':32} {hits:4} of {planted:4} = {share:.3f}")
    return 0 if share >= arguments.least else 1


if __name__ == "__main__":
    sys.exit(main())
