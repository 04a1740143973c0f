#!/usr/bin/env python3
"""Makes readings.bin from IPADIC as packaged (Debian's mecab-ipadic): make.py FOLDER > readings.bin

Kept are words with kanji and the short words of kana between them, each with its reading, its class and its cost.
Classes are parts of speech, where IPADIC has 1,316 kinds; costs between classes are means over their kinds. Proper
names are left out but for frequent places. What a surface and its reading have in common at the end (okurigana) is
kept in the surface only. The layout is described in reading.rs.
"""
import csv, glob, os, struct, sys

FOLDER = sys.argv[1]
LEFT_OUT = {"Noun.name.csv", "Noun.org.csv", "Noun.proper.csv", "Symbol.csv", "Others.csv", "Filler.csv", "Interjection.csv"}
KANA = {"Postp.csv", "Postp-col.csv", "Auxil.csv", "Suffix.csv", "Prefix.csv", "Conjunction.csv", "Adnominal.csv", "Noun.others.csv"}
DEAREST = 32000
RARE = {"Noun.place.csv": 7000}
hiragana = lambda t: "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in t)
kanji = lambda c: "\u4e00" <= c <= "\u9fff" or c == "々"
kana = lambda c: "\u3041" <= c <= "\u3096"

def marks(text):
    out = ""
    for c in text:
        if not (c == "ー" and out and "\u3041" <= hiragana(out[-1]) <= "\u3096"):
            out += c
    return out

def kind(f):
    """Part of speech and its division, and the form where the word is inflected."""
    if f[0] in ("動詞", "形容詞", "助動詞"):
        return "-".join((f[0], f[1], f[5].split("接続")[0]))
    if f[0] == "助詞":
        return "-".join((f[0], f[1]))
    return "-".join(f[:3]) if f[1] in ("接尾", "固有名詞") else "-".join(f[:2])

classes = {}
def number(name):
    return classes.setdefault(name, len(classes))

ids = {"left": {}, "right": {}}
for side in ids:
    for line in open(f"{FOLDER}/{side}-id.def", encoding="euc-jp"):
        i, f = line.split(" ", 1)
        ids[side][int(i)] = number(kind(f.strip().split(",")))

words = {}
for path in glob.glob(FOLDER + "/*.csv"):
    name = os.path.basename(path)
    if name in LEFT_OUT:
        continue
    for row in csv.reader(open(path, encoding="euc-jp")):
        surface, left, right, cost, reading = marks(row[0]), int(row[1]), int(row[2]), int(row[3]), hiragana(row[11])
        with_kanji = any(map(kanji, surface))
        if not all(kanji(c) or "\u3041" <= hiragana(c) <= "\u3096" for c in surface) or len(surface) > 12:
            continue
        if not with_kanji and not (all(map(kana, surface)) and (name in KANA or (name == "Verb.csv" and cost < 7500 and len(surface) < 4))):
            continue
        if cost > RARE.get(name, DEAREST):
            continue
        reading = marks(reading)
        if not all(map(kana, reading)):
            continue
        cls = ids["left"][left]
        key = (surface, reading)
        if not with_kanji:
            key = (surface, surface)
        # A word counts once for each reading, but for forms that connect otherwise.
        words.setdefault(key, {})
        old = words[key].get(cls)
        words[key][cls] = min(cost, old) if old is not None else cost

count = len(classes)
sums, numbers = [0] * count * count, [0] * count * count
with open(f"{FOLDER}/matrix.def") as matrix:
    next(matrix)
    for line in matrix:
        right, left, cost = line.split()
        at = ids["right"][int(right)] * count + ids["left"][int(left)]
        sums[at] += int(cost)
        numbers[at] += 1

def letter(c):
    if c == "々":
        return b"\xfe"
    if kana(c):
        return bytes([ord(c) - 0x3041])
    if "\u30a1" <= c <= "\u30f6":
        return bytes([ord(c) - 0x30a1 + 86])
    return bytes([172 + (ord(c) - 0x4e00 >> 8), ord(c) - 0x4e00 & 255])

entries = []
for (surface, reading), by in words.items():
    # Two classes are enough for a reading.
    for cls, cost in sorted(by.items(), key=lambda e: e[1])[:2]:
        entries.append((surface, cost, cls, reading))
entries.sort()
out = bytearray(struct.pack("<H", count))
for i in range(count * count):
    out += struct.pack("<h", sums[i] // max(1, numbers[i]))
out += bytes([classes[n] for n in ("BOS/EOS-*", "名詞-一般", "名詞-数", "記号-一般")])
last = ""
for surface, cost, cls, reading in entries:
    shared = 0
    while shared < min(len(last), len(surface)) and last[shared] == surface[shared]:
        shared += 1
    own = reading
    end = len(surface)
    while end and own and hiragana(surface[end - 1]) == own[-1] and not kanji(surface[end - 1]):
        end -= 1
        own = own[:-1]
    if len(own) > 15:
        continue
    suffix = b"".join(map(letter, surface[shared:]))
    out += bytes([shared << 4 | (len(surface) - shared), end << 4 | len(own)])
    out += suffix + b"".join(map(letter, own)) + bytes([cls]) + bytes([max(0, min(255, (cost + 8000) // 100))])
    last = surface
sys.stdout.buffer.write(out)
print(count, len(entries), len(out), file=sys.stderr)
