#!/usr/bin/env python3
"""Count the rows of gazetteers/ by kind and, where it matters, the countries that they cover.

usage: scripts/count_rows.py   (from the top of the project)

The second number of a line is how many countries have at least one such row.
"""
import collections, glob, re


def main():
    rows = [row for folder in ("places", "organisations", "people", "laws") for row in read_rows(f"gazetteers/{folder}/*.tsv")]
    kinds = collections.defaultdict(list)
    for cells in rows:
        kinds[cells[1].split("/")[0]].append(cells)
        kinds[cells[1]].append(cells)
    for kind in sorted(kinds):
        show(kind, kinds[kind])
    for name, pattern in GROUPS.items():
        show(name, [cells for cells in rows if re.search(pattern, "\t".join(cells))])
    with open("gazetteers/words/given_names.tsv", encoding="utf-8") as lines:
        print(f"{'given names':32}{sum(1 for _ in lines) - 1:7}")


# What no type tells apart: a pattern over the whole row.
GROUPS = {
    "natural features": r"\tplace/(sea|river|lake|mountain|island|desert|strait)\t",
    "facilities": r"\tplace/(airport|port|base|building|road|bridge|camp|crossing)\t",
    "foreign ministries": r"^org/(..-mfa|us-state-department|..-foreign\S*|gb-fcdo)\t",
    **{
        f"{office} ministers": rf"^person/.*\brole=[^;]*(?:{words})"
        for office, words in {
            "foreign": "foreign minister|foreign secretary|secretary of state|external affairs minister|foreign affairs minister",
            "defence": r"(defence|defense) (minister|secretary)|secretary of (defence|defense)",
            "finance": r"finance minister|treasury secretary|chancellor of the exchequer|treasurer|economy minister",
            "interior": r"interior minister|home secretary|home minister|homeland security secretary|home affairs minister|minister of interior",
        }.items()
    },
    "heads of state and government": r"^person/.*\brole=(former )?(president|prime minister|king|queen|chancellor|emir|sultan|taoiseach)(;|\t| of (?!the (european|world)))",
}


def read_rows(pattern):
    for path in sorted(glob.glob(pattern)):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) == 8 and cells[0] != "id":
                    yield cells


def show(name, rows):
    countries = {country for cells in rows for found in re.findall(r"(?:^|;)country=([^;]*)", cells[6]) for country in found.split(",")}
    print(f"{name:32}{len(rows):7} rows{len(countries):5} countries")


if __name__ == "__main__":
    main()
