#!/usr/bin/env python3
"""Makes fixtures/gold/citations.jsonl from fixtures/gold/citations.txt, where the citations stand in ⟦⟧ and ⏎ is a line end.

usage: make_citation_gold.py   (no arguments; run it anywhere)
"""
import json
import pathlib
import re

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "gold"


def record(line):
    name, marked, answers = (part.strip() for part in line.split(" | "))
    pieces = re.split("[⟦⟧]", marked.replace("⏎", "\n"))
    text, spans = "", []
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    answers = [] if answers == "-" else [answer.split() for answer in answers.split(" ; ")]
    if len(spans) != len(answers):
        raise SystemExit(f"{name}: {len(spans)} citations are marked and {len(answers)} named")
    citations = []
    for (start, end), (kind, targets) in zip(spans, answers):
        targets = targets.split(",")
        citations.append({"start": start, "end": end, "text": text[start:end], "kind": kind, "normalised": targets[0], "targets": targets})
    return {"id": name, "text": text, "citations": citations}


lines = (FOLDER / "citations.txt").read_text(encoding="utf-8").splitlines()
records = [record(line) for line in lines if line and not line.startswith("#")]
with open(FOLDER / "citations.jsonl", "w", encoding="utf-8") as out:
    for one in records:
        out.write(json.dumps(one, ensure_ascii=False) + "\n")
print(len(records), "texts")
