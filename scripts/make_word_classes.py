#!/usr/bin/env python3
"""Make gazetteers/words/classes.tsv, the word classes of English, from WordNet 3.0.

usage: make_word_classes.py [WORDNET_DIR=/usr/share/wordnet] > gazetteers/words/classes.tsv
WordNet comes with Debian's package `wordnet-base` (3.0-37 was used); its licence stands in gazetteers/NOTICE.

One line a word: the word in lower case, its classes, the most frequent first (N noun, V verb, A adjective, R adverb),
and the whole of log2 of how often the tagged texts of WordNet have it, 0 for never.
Only words that WordNet writes in lower case are taken: the others are names.
"""
import collections, math, os, re, sys

folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet"
CLASS = {"1": "N", "2": "V", "3": "A", "5": "A", "4": "R"}
WORD = re.compile(r"[a-z][a-z'-]+$")
counts = collections.defaultdict(collections.Counter)
lemmas = collections.defaultdict(lambda: collections.defaultdict(int))

for name, letter in (("noun", "N"), ("verb", "V"), ("adj", "A"), ("adv", "R")):
    for line in open(os.path.join(folder, "data." + name), encoding="utf-8"):
        if line.startswith("  "): continue
        fields = line.split()
        for word in fields[4:4 + 2 * int(fields[3], 16):2]:
            word = re.sub(r"\((a|p|ip)\)$", "", word)
            if WORD.match(word): lemmas[word][letter] += 1
for line in open(os.path.join(folder, "cntlist.rev"), encoding="utf-8"):
    key, _, n = line.split()
    word, _, sense = key.partition("%")
    counts[word][CLASS[sense[0]]] += int(n)
for name, letter in (("noun", "N"), ("verb", "V"), ("adj", "A"), ("adv", "R")):
    for line in open(os.path.join(folder, name + ".exc"), encoding="utf-8"):
        form, *bases = line.split()
        if WORD.match(form) and any(letter in lemmas.get(b, ()) for b in bases):
            lemmas[form][letter] += 1
            base = max(bases, key=lambda b: counts[b][letter])
            counts[form][letter] += counts[base][letter] // 4

for word in sorted(lemmas):
    if len(word) > 24 or "--" in word: continue
    order = sorted(lemmas[word], key=lambda c: (-counts[word][c], -lemmas[word][c], c))
    total = sum(counts[word][c] for c in lemmas[word])
    print(word, "".join(order), int(math.log2(total)) + 1 if total else 0, sep="\t")
