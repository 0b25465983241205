#!/usr/bin/env python3
"""Fit the weights of the keyword score and write src/keywords/weights.rs.

usage: fit_keywords.py [--write] phrases=GOLD.jsonl words=GOLD.jsonl

GOLD.jsonl has one {"id","text","gold":["a keyphrase",...]} a line. Needs numpy, and nltk or snowballstemmer (PyPI).
The features come from the program itself (`cargo run --release --example keyword_features`); the names of the features
and their order are those of weights.rs. The fit is a logistic regression (is this candidate in the gold list, compared
in lower case and Porter stems) with an L2 penalty, by Newton's method: the same data give the same weights.
Five-fold cross-validation, grouped by document and repeated with five shuffles, is printed before the fit on all.
"""
import json, os, random, re, subprocess, sys, unicodedata
import numpy as np
try:
    from nltk.stem import PorterStemmer
    stem_word = PorterStemmer().stem
except ImportError:
    import snowballstemmer
    stem_word = snowballstemmer.stemmer("porter").stemWord

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
TABLE = os.path.join(HERE, "src/keywords/weights.rs")
ROW = re.compile(r'^    \("(\w+)", ([-\d.]+), ([-\d.]+)\),', re.M)
KS, FOLDS, SHUFFLES = (5, 10, 15), 5, 5
PENALTY = {"phrases": 100.0, "words": 30.0}
# Features that the gold texts do not have, or that mean nothing in a mode: their weights are set by hand.
BY_HAND = {
    "phrases": {"headline": 0.4, "bullets": 0.4, "citation": 0.5, "verb": 0.0},
    "words": {"bullets": 0.2, "citation": 0.0},
}
EDGE = re.compile(r"^[\W_]+|[\W_]+$")

def norm(phrase):
    words = unicodedata.normalize("NFKC", phrase).replace("’", "'").replace("‘", "'").lower().split()
    return " ".join(stem_word(w) for w in (EDGE.sub("", w) for w in words) if w)

def load(mode, path):
    with open(path, encoding="utf-8") as f: rows = [json.loads(line) for line in f if line.strip()]
    feed = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    command = ["cargo", "run", "--release", "--quiet", "--example", "keyword_features", mode]
    out = subprocess.run(command, input=feed.encode(), stdout=subprocess.PIPE, cwd=HERE, check=True).stdout.decode()
    return [document(r, json.loads(line)["candidates"]) for r, line in zip(rows, out.splitlines()) if r["gold"]]

def document(row, candidates):
    gold = {norm(g) for g in row["gold"]} - {""}
    forms = [norm(c[0]) for c in candidates]
    stems = [tuple(c[1]) for c in candidates]
    x = np.array([c[3] for c in candidates]) if candidates else np.zeros((0, len(names())))
    return {"id": row["id"], "gold": gold, "forms": forms, "stems": stems, "x": x, "y": np.array([f in gold for f in forms], float)}

def names():
    with open(TABLE, encoding="utf-8") as f: return [m[0] for m in ROW.findall(f.read())]

def fit(docs, mode):
    """Weights that make the gold phrases likely; those set by hand take part as they are."""
    hand = np.array([BY_HAND[mode].get(n, np.nan) for n in names()])
    free = np.isnan(hand)
    x, y = np.concatenate([d["x"] for d in docs]), np.concatenate([d["y"] for d in docs])
    given = x[:, ~free] @ hand[~free]
    scale = x[:, free].std(0); scale[scale == 0] = 1
    z, w = x[:, free] / scale, np.zeros(free.sum())
    penalty = np.full(len(w), PENALTY[mode]); penalty[0] = 1e-6  # The constant is not held back.
    for _ in range(50):
        p = 1 / (1 + np.exp(-(z @ w + given)))
        slope = z.T @ (p - y) + penalty * w
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + np.diag(penalty + 1e-9), slope)
        w -= step
        if abs(step).max() < 1e-9: break
    weights = hand.copy(); weights[free] = w / scale
    return weights

SAID_AGAIN = 0.6  # As in pick.rs.

def parts(stems, least):
    return {tuple(stems[a:b]) for a in range(len(stems)) for b in range(a + least, len(stems) + 1)}

def picked(d, weights, n):
    """The forms that `pick.rs` picks: a phrase that stands in a better one adds nothing, one that holds a better one less."""
    scores = d["x"] @ weights
    order, better = np.argsort(-scores, kind="stable")[:10 * n + 50], set()
    for i in order:
        stems = d["stems"][i]
        if (parts(stems, 2) - {stems}) & better: scores[i] -= SAID_AGAIN
        better.add(stems)
    told, out = set(), []
    for i in order[np.argsort(-scores[order], kind="stable")]:
        if len(out) == n: break
        if d["stems"][i] in told: continue
        told |= parts(d["stems"][i], 1)
        if d["forms"][i] not in out: out.append(d["forms"][i])
    return out

def f1(d, weights):
    out = picked(d, weights, max(KS))
    hits = [form in d["gold"] for form in out]
    return [200 * sum(hits[:k]) / (len(out[:k]) + len(d["gold"])) for k in KS]

def cross_validate(docs, mode):
    rows = []
    for seed in range(SHUFFLES):
        ids = sorted(d["id"] for d in docs); random.Random(seed).shuffle(ids)
        fold = {id: i % FOLDS for i, id in enumerate(ids)}
        for k in range(FOLDS):
            weights = fit([d for d in docs if fold[d["id"]] != k], mode)
            rows.append(np.mean([f1(d, weights) for d in docs if fold[d["id"]] == k], axis=0))
    return np.mean(rows, axis=0), np.std(rows, axis=0)

def write(weights):
    with open(TABLE, encoding="utf-8") as f: text = f.read()
    order = names()
    def row(m):
        cells = [f"{weights[mode][order.index(m[1])] + 0.0:.3f}" if mode in weights else m[2 + i] for i, mode in enumerate(("phrases", "words"))]
        return f'    ("{m[1]}", {cells[0]}, {cells[1]}),'
    with open(TABLE, "w", encoding="utf-8") as f: f.write(ROW.sub(row, text))

def main():
    sets = dict(a.split("=", 1) for a in sys.argv[1:] if "=" in a)
    if not sets: sys.exit(__doc__)
    weights = {}
    for mode, path in sets.items():
        docs = load(mode, path)
        mean, spread = cross_validate(docs, mode)
        print(mode, len(docs), "documents, macro F1 in cross-validation", *(f"@{k} {m:.1f} ± {s:.1f}" for k, m, s in zip(KS, mean, spread)))
        weights[mode] = fit(docs, mode)
        print("   fitted on all: ", *(f"@{k} {m:.1f}" for k, m in zip(KS, np.mean([f1(d, weights[mode]) for d in docs], axis=0))))
    if "--write" in sys.argv: write(weights)

if __name__ == "__main__": main()
