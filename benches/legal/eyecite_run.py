"""PyPI's `eyecite` on the documents of FILE.jsonl: speed, or with --predict its citations."""
import json
import sys
import time

from eyecite import get_citations

KINDS = {"FullCaseCitation": "case", "FullLawCitation": "code"}


def prediction(one):
    groups = one.groups
    reporter = groups.get("reporter", "").replace(".", "").lower()
    if reporter == "usc":
        name = f"usc/{groups['title']}/{groups['section']}"
    else:
        name = f"reporter/{reporter}/{groups.get('volume')}/{groups.get('page')}"
    start, end = one.full_span()
    return {"start": start, "end": end, "kind": KINDS[type(one).__name__], "id": name}


for file in (name for name in sys.argv[1:] if name.endswith(".jsonl")):
    records = [json.loads(line) for line in open(file, encoding="utf-8")]
    if "--predict" in sys.argv:
        for record in records:
            found = [one for one in get_citations(record["text"]) if type(one).__name__ in KINDS]
            print(json.dumps({"id": record["id"], "citations": [prediction(one) for one in found]}))
        continue
    get_citations("410 U.S. 113")
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        n = sum(len(get_citations(record["text"])) for record in records)
        best = min(best, time.perf_counter() - start)
    size = sum(len(record["text"].encode()) for record in records)
    print(f"{file}\t{size / 1e6 / best:.4f}\t{n}")
