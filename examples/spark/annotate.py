#!/usr/bin/env python3
"""A folder of JSON Lines in, Parquet tables out, annotated by gazet on as many machines as Spark has.

usage: spark-submit annotate.py IN OUT [--gazet PATH] [-- FLAGS OF GAZET…]

IN is whatever Spark reads as text: one JSON object with `id` and `text` a line. OUT gets a folder a table: documents,
mentions, entities, citations and keywords, each row with its document's id. gazet has to be on every worker, at --gazet
or on the PATH. Each partition is piped through one `gazet --input jsonl -`, which gives a line for every line, also for
one that is no record: its row in documents has an error. A gazet that dies fails its task, and Spark runs it again.
"""
import argparse
import shlex

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

RECORD = f"""
    schema STRING, id STRING, error STRUCT<kind: STRING, message: STRING>, offsets STRING, length INT,
    mentions ARRAY<STRUCT<start: INT, end: INT, text: STRING, type: STRING, subtype: STRING, entity: STRING, form: STRING,
        nested_in: INT, possessive: BOOLEAN, zone: STRING, sentence: INT, rule: STRING, score: DOUBLE,
        candidates: ARRAY<STRUCT<entity: STRING, score: DOUBLE>>>>,
    entities ARRAY<STRUCT<id: STRING, name: STRING, type: STRING, subtype: STRING, known: BOOLEAN, ids: MAP<STRING, STRING>,
        count: INT, salience: DOUBLE, forms: ARRAY<STRING>, mentions: ARRAY<INT>>>,
    citations ARRAY<STRUCT<start: INT, end: INT, text: STRING, kind: STRING, id: STRING, targets: ARRAY<STRING>,
        instrument: STRING, via: STRING, parts: ARRAY<STRUCT<role: STRING, start: INT, end: INT>>,
        external: MAP<STRING, STRING>>>,
    keywords ARRAY<STRUCT<text: STRING, score: DOUBLE, count: INT, spans: ARRAY<ARRAY<INT>>, entity: STRING>>,
    warnings ARRAY<STRING>
"""


def annotate(spark: SparkSession, folder: str, command: str) -> DataFrame:
    """One row a line of the input: the record of gazet, typed."""
    lines = spark.sparkContext.textFile(folder).filter(lambda line: line.strip())
    records = lines.pipe(command, checkCode=True)
    return spark.createDataFrame(records.map(lambda record: (record,)), "record STRING").select(
        F.from_json("record", RECORD, {"mode": "FAILFAST"}).alias("record")).select("record.*")


def tables(records: DataFrame) -> dict[str, DataFrame]:
    """The flat tables of some records, by name."""
    flat = {"documents": records.select("id", "error", "offsets", "length", "warnings")}
    for name in ["mentions", "entities", "citations", "keywords"]:
        rows = records.select(F.col("id").alias("document"), F.explode(name).alias("row"))
        flat[name] = rows.select("document", "row.*")
    return flat


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="IN")
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--gazet", default="gazet", help="the program, as the workers find it")
    parser.add_argument("flags", nargs="*", help="more flags of gazet, after --")
    args = parser.parse_args()
    # A failed document is a row with an error and no reason to fail the task. One thread: Spark has the others.
    command = shlex.join([args.gazet, "--input", "jsonl", "--format", "jsonl", "--exit-zero", "--quiet", "--jobs", "1", *args.flags, "-"])
    spark = SparkSession.builder.appName("gazet").getOrCreate()
    records = annotate(spark, args.folder, command).cache()
    for name, table in tables(records).items():
        table.write.mode("overwrite").parquet(f"{args.out}/{name}")
    spark.stop()


if __name__ == "__main__":
    main()
