#!/usr/bin/env python3
"""Makes words.bin: how words with kanji are read, reduced from the IPA dictionary of MeCab, and the words of own.txt.

make.py FOLDER [TABLE]    the folder with Noun.csv, Verb.csv and the others (Debian: mecab-ipadic, EUC-JP); of a
                          table of texts and readings with a tab between it says which are read otherwise

A line of the data, before it is deflated: how many characters it shares with the word before it (base 36), the rest of the
word, a blank, its reading in hiragana, a blank, its class, its cost in steps of 300 (a number of `code.rs`). Classes: n
noun, v what is inflected (up to the first kana behind its last kanji), s suffix, c counter, p prefix, d number. Names of
persons, companies and most places are left out, and so are long words that are read as their parts are.
"""
import collections
import csv
import os
import re
import sys
import zlib

KANJI = re.compile(r"[\u3400-\u9fff々]")
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LEFT_OUT = {"Noun.name.csv", "Noun.org.csv", "Noun.proper.csv", "Symbol.csv", "Filler.csv"}
LONGEST = 12
HERE = os.path.dirname(os.path.abspath(__file__))
PER_WORD, MISPLACED, INNER, OKURIGANA, UNKNOWN = 3000, 5000, 2000, 1200, 30000


def hiragana(text):
    return "".join(chr(ord(letter) - 0x60) if "\u30a1" <= letter <= "\u30f6" else letter for letter in text)


def entries(folder):
    """Word, reading and class, with the cost."""
    best = {}

    def add(word, reading, kind, cost):
        if KANJI.search(word) and len(word) <= LONGEST:
            key = (word, reading, kind)
            best[key] = min(cost, best.get(key, cost))

    for name in sorted(os.listdir(folder)):
        if not name.endswith(".csv") or name in LEFT_OUT:
            continue
        with open(os.path.join(folder, name), encoding="euc-jp", errors="replace", newline="") as lines:
            for row in csv.reader(lines):
                word, _, _, cost, part, first, second, _, form, _, base, reading = row[:12]
                cost, reading = int(cost), hiragana(reading)
                if name == "Noun.place.csv" and cost > 5500:
                    continue
                if part in ("動詞", "形容詞"):
                    last = max((at for at, letter in enumerate(word) if KANJI.match(letter)), default=-1)
                    tail = word[last + 1:]
                    # 見 and 出 stand without okurigana; 高 and 集 do so only as nouns.
                    bare = part == "動詞" and form.startswith("一段") and base == word[: last + 1] + "る"
                    if last >= 0 and reading.endswith(tail) and (tail or bare):
                        head = reading[: len(reading) - len(tail)]
                        add(word[: last + 1] + tail[:1], head + tail[:1], "v", cost)
                elif part == "名詞" and first == "接尾":
                    add(word, reading, "c" if second == "助数詞" else "s", cost)
                elif part == "接頭詞":
                    add(word, reading, "p", cost)
                elif part == "名詞" and first == "数":
                    add(word, reading, "d", cost)
                else:
                    add(word, reading, "n", cost)
    one = {}
    for (word, reading, kind), cost in sorted(best.items(), key=lambda entry: entry[1]):
        one.setdefault((word, kind), (reading, cost))
    for line in open(os.path.join(HERE, "own.txt"), encoding="utf-8"):
        if not line.startswith("#"):
            word, reading = line.split()
            one[(word, "n")] = (reading, 2000)
    return one


def number(value):
    """As code.rs writes it."""
    return DIGITS[value] if value < 32 else DIGITS[value & 31 | 32] + DIGITS[value >> 5]


class Words:
    """The reader of reading.rs, to see which words need no line of their own."""

    def __init__(self):
        self.of = collections.defaultdict(list)

    def read(self, text):
        kanji = lambda letter: bool(letter) and bool(KANJI.match(letter))
        joins = lambda letter: kanji(letter) or "\u30a1" <= letter <= "\u30fa" or letter == "ー" or letter.isascii() and letter.isalnum()
        cost, back = [0] + [None] * len(text), [None] * (len(text) + 1)

        def step(start, end, more, said):
            if cost[end] is None or cost[start] + more < cost[end]:
                cost[end], back[end] = cost[start] + more, (start, said)

        for at, letter in enumerate(text):
            if cost[at] is None:
                continue
            step(at, at + 1, UNKNOWN if kanji(letter) else 0, letter)
            before = text[at - 1] if at else ""
            for end in range(at + 1, min(len(text), at + LONGEST) + 1):
                word, behind = text[at:end], text[end:end + 1]
                for reading, kind, more in self.of.get(word, ()):
                    more += PER_WORD - OKURIGANA * sum(not KANJI.match(one) for one in word)
                    if kind == "s" and not (before and joins(before)):
                        more += MISPLACED
                    if kind == "c":
                        more += -4000 if before.isdigit() else 0 if before and before in "数何ヶヵか一二三四五六七八九十百千万" else MISPLACED + INNER
                    if kind == "p" and not (behind and joins(behind)):
                        more += MISPLACED
                    if kind in "nv" and len(word) == 1 and before and joins(before):
                        more += MISPLACED if kind == "n" else INNER
                    step(at, end, more, reading)
        said, at = [], len(text)
        while at > 0:
            at, part = back[at]
            said.append(part)
        return "".join(reversed(said))


def main():
    one = entries(sys.argv[1])
    words = Words()
    kept = []
    for (word, kind), (reading, cost) in sorted(one.items(), key=lambda entry: (len(entry[0][0]), entry[0])):
        cost = max(0, min(63, cost // 300))
        if len(word) > 2 and kind == "n" and words.read(word) == reading:
            continue
        words.of[word].append((reading, kind, cost * 300))
        kept.append((word, kind, reading, cost))
    lines, before = [], ""
    for word, kind, reading, cost in sorted(kept):
        shared = len(os.path.commonprefix([before, word]))
        lines.append(f"{'0123456789abcdefghijklmnopqrstuvwxyz'[shared]}{word[shared:]} {reading} {kind}{number(cost)}\n")
        before = word
    data = zlib.compress("".join(lines).encode(), 9)
    with open(os.path.join(HERE, "words.bin"), "wb") as out:
        out.write(data)
    print(f"{len(kept)} words, {len(data)} bytes")
    if len(sys.argv) > 2:
        judge(words, sys.argv[2])


def judge(words, table):
    """Lines of a text and its reading with a tab between: prints those that are read otherwise."""
    lines = [line.rstrip("\n").split("\t") for line in open(table, encoding="utf-8")]
    wrong = [(text, reading, words.read(text)) for text, reading in lines if words.read(text) != reading]
    print(f"{len(lines) - len(wrong)} of {len(lines)}", *wrong, sep="\n")


if __name__ == "__main__":
    main()
