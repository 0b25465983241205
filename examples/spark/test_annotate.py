#!/usr/bin/env python3
"""Runs the Spark job as its users would and compares its tables with what the plain program says.

usage: test_annotate.py GAZET      with pyspark on the path of this Python, and a Java
Once in local[2], and once in local-cluster[2,1,1024], where an executor is killed on the way. The input has bad lines,
blank ones, and an empty partition.
"""
import collections
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
TABLES = ["mentions", "entities", "citations", "keywords"]


def make_input(folder: str) -> list[str]:
    """Files of lines; every ninth is no record. One file is empty."""
    gold = os.path.join(ROOT, "fixtures", "gold", "documents.dev.jsonl")
    texts = [json.loads(line)["text"] for line in open(gold, encoding="utf-8")]
    lines = []
    for number in range(400):
        text = texts[number % len(texts)]
        lines.append('{"id": "broken' if number % 9 == 4 else json.dumps({"id": f"d{number}", "text": text}))
    os.makedirs(folder)
    for part in range(4):
        with open(os.path.join(folder, f"{part}.jsonl"), "w", encoding="utf-8") as file:
            file.write("\n\n".join(lines[part * 100:(part + 1) * 100]) + "\n")
    open(os.path.join(folder, "empty.jsonl"), "w").close()
    return lines


def plain_totals(gazet: str, lines: list[str]) -> dict[str, int]:
    run = subprocess.run([gazet, "--input", "jsonl", "--exit-zero", "--quiet", "-"], input="\n".join(lines).encode(), stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, check=True)
    records = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert len(records) == len(lines), f"{len(lines)} lines in, {len(records)} out"
    totals = collections.Counter(documents=len(records), errors=sum(record["error"] is not None for record in records))
    for record in records:
        totals.update({name: len(record[name]) for name in TABLES})
    return dict(totals)


def kill_an_executor(killed: list[int]) -> None:
    """Waits for an executor and kills it, as the machine under it might."""
    for _ in range(600):
        found = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], stdout=subprocess.PIPE).stdout.split()
        if found:
            time.sleep(3)
            os.kill(int(found[0]), signal.SIGKILL)
            killed.append(int(found[0]))
            return
        time.sleep(0.1)


def spark_totals(master: str, gazet: str, folder: str, out: str, kill: bool) -> dict[str, int]:
    killed: list[int] = []
    killer = threading.Thread(target=kill_an_executor, args=(killed,), daemon=True)
    if kill:
        killer.start()
    env = dict(os.environ, PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    job = [os.path.join(spark_home(), "bin", "spark-submit"), "--master", master, "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=512m",
           os.path.join(HERE, "annotate.py"), folder, out, "--gazet", gazet]
    run = subprocess.run(job, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert run.returncode == 0, run.stdout[-4000:]
    if kill:
        killer.join(1)
        assert killed, "no executor was there to be killed"
    return counts(out)


def spark_home() -> str:
    import pyspark
    return os.path.dirname(pyspark.__file__)


def counts(out: str) -> dict[str, int]:
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    totals = {name: spark.read.parquet(f"{out}/{name}").count() for name in TABLES}
    documents = spark.read.parquet(f"{out}/documents")
    totals.update(documents=documents.count(), errors=documents.filter("error is not null").count())
    spark.stop()
    return totals


def main() -> None:
    gazet = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as tmp:
        folder = os.path.join(tmp, "in")
        wanted = plain_totals(gazet, make_input(folder))
        for number, (master, kill) in enumerate([("local[2]", False), ("local-cluster[2,1,1024]", True)]):
            found = spark_totals(master, gazet, folder, os.path.join(tmp, f"out{number}"), kill)
            assert found == wanted, f"{master}: {found} instead of {wanted}"
            print(f"{master}: {found}" + (", an executor killed on the way" if kill else ""))
    print("2 passed, 0 failed")


if __name__ == "__main__":
    main()
