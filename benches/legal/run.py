#!/usr/bin/env python3
"""The legal layer beside the npm package `citation` and PyPI's `eyecite`, in one run on one machine.

usage: run.py [FOLDER]   FOLDER holds the two packages between runs; without it they are installed anew

Needs cargo, node, npm and python3, and the network for the first run. See README.md beside it.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CITATION, EYECITE = "0.9.0", "2.7.8"
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GOLD = ROOT / "fixtures" / "gold" / "citations.dev.jsonl"


def documents(folder):
    """Three files: articles without a citation, articles as they are, and twenty sentences at a time that all cite."""
    paths = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))
    articles = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    marked = (ROOT / "fixtures" / "gold" / "citations.txt").read_text(encoding="utf-8").splitlines()
    sentences = [line.split(" | ")[1] for line in marked if line[:1] not in ("", "#") and not line.endswith("| -")]
    plain = [re.sub("[⟦⟧]", "", sentence).replace("⏎", "\n") for sentence in sentences]
    many = [" ".join(plain[at : at + 20]) for at in range(0, len(plain), 20)]
    lawless = ("agency", "broadcast", "business", "sport")
    sets = {"without": [articles[name] for name in lawless] * 8, "mixed": list(articles.values()) * 4, "with": many * 2}
    for name, texts in sets.items():
        lines = (json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(texts))
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return [str(folder / f"{name}.jsonl") for name in sets]


def install(folder):
    if not (folder / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", str(folder), f"citation@{CITATION}"], check=True)
    if not (folder / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([folder / "venv/bin/pip", "install", "-q", f"eyecite=={EYECITE}"], check=True)


def lines(command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout.splitlines()


def f1(predictions):
    """Exact span, kind and id."""
    gold = [json.loads(line) for line in open(GOLD, encoding="utf-8")]
    found = {record["id"]: record["citations"] for record in predictions}
    n_gold, n_found = sum(len(one["citations"]) for one in gold), sum(map(len, found.values()))
    keys = lambda one, name: (one["start"], one["end"], one["kind"], one[name])
    right = sum(
        any(keys(mark, "normalised")[:3] == keys(one, "id")[:3] and one["id"] in mark["targets"] for one in found[record["id"]])
        for record in gold
        for mark in record["citations"]
    )
    return 2 * right / (n_gold + n_found)


def main():
    keep = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    keep.mkdir(parents=True, exist_ok=True)
    install(keep)
    files = documents(keep)
    node = {**os.environ, "CITATION": str(keep / "node_modules/citation")}
    python = str(keep / "venv/bin/python")
    gazet = lines(["cargo", "bench", "--quiet", "--bench", "legal", "--", *files], cwd=ROOT)
    npm = lines(["node", str(HERE / "npm.js"), *files], env=node)
    eyecite = lines([python, str(HERE / "eyecite_run.py"), *files])
    records = lines(["cargo", "run", "--quiet", "--release", "--", "--keywords", "none", str(GOLD)], cwd=ROOT)
    scores = [
        f1(map(json.loads, records)),
        f1(map(json.loads, lines(["node", str(HERE / "npm.js"), "--predict", str(GOLD)], env=node))),
        f1(map(json.loads, lines([python, str(HERE / "eyecite_run.py"), "--predict", str(GOLD)]))),
    ]
    print("| MB/s, one thread | no citation | articles | all sentences cite | F1 |\n|---|---|---|---|---|")
    speeds = lambda printed, column: " | ".join(line.split("\t")[column] for line in printed)
    print(f"| gazet, the layer alone | {speeds(gazet, 1)} | {scores[0]:.3f} |")
    print(f"| gazet with words and names before it | {speeds(gazet, 2)} | |")
    print(f"| citation {CITATION} | {speeds(npm, 1)} | {scores[1]:.3f} |")
    print(f"| eyecite {EYECITE} | {speeds(eyecite, 1)} | {scores[2]:.3f} |")
    counts = ["/".join(line.split("\t")[-1] for line in printed) for printed in (gazet, npm, eyecite)]
    print(f"\ncitations found: gazet {counts[0]}, citation {counts[1]}, eyecite {counts[2]}")


main()
