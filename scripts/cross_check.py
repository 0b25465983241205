#!/usr/bin/env python3
"""Compare gazetteers/places with pycountry (LGPL) and world-countries (ODbL): they are read, nothing of them is copied.

usage: scripts/cross_check.py [-v]   (from the top of the project; needs PyPI and npm)

Makes a venv and unpacks the npm package under target/cross_check, both at the versions below. Prints the disagreements
by kind. Those that scripts/cross_check_explained.tsv gives a reason for are counted (-v shows them). Exits 1 when one is
left unexplained, or when an explanation no longer explains anything.
"""
import csv, glob, json, os, re, subprocess, sys, tarfile, unicodedata

PYCOUNTRY, WORLD_COUNTRIES = "26.2.16", "5.1.0"
CACHE = "target/cross_check"
EXPLAINED = "scripts/cross_check_explained.tsv"


def main():
    rows = list(read_rows("gazetteers/places/*.tsv"))
    countries, subdivisions, world = fetch()
    found = [
        *codes(rows, countries),
        *names(rows, countries, world),
        *demonyms(rows, world),
        *capitals(rows, world),
        *regions(rows, subdivisions),
    ]
    sys.exit(report(found, read_explained()))


def fetch():
    """What the two packages say: countries and subdivisions of pycountry, countries of world-countries."""
    python = f"{CACHE}/venv/bin/python"
    if not os.path.exists(f"{CACHE}/venv/{PYCOUNTRY}"):
        subprocess.run([sys.executable, "-m", "venv", f"{CACHE}/venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", f"pycountry=={PYCOUNTRY}"], check=True)
        open(f"{CACHE}/venv/{PYCOUNTRY}", "w").close()
    archive = f"{CACHE}/world-countries-{WORLD_COUNTRIES}.tgz"
    if not os.path.exists(archive):
        command = ["npm", "pack", "--silent", f"world-countries@{WORLD_COUNTRIES}"]
        subprocess.run(command, cwd=CACHE, check=True, stdout=subprocess.DEVNULL)
    dump = "import json, pycountry as p; print(json.dumps([[x._fields for x in y] for y in (p.countries, p.subdivisions)], default=str))"
    lists = json.loads(subprocess.run([python, "-c", dump], check=True, stdout=subprocess.PIPE).stdout)
    with tarfile.open(archive) as tar:
        world = json.load(tar.extractfile("package/countries.json"))
    return *lists, world


class Row:
    def __init__(self, cells):
        self.id, self.type, self.name, aliases, _, ids, attributes, _ = cells
        self.ids, self.attributes = pairs(ids), pairs(attributes)
        written = [] if aliases == "-" else aliases.split("|")
        self.demonyms = {fold(alias[1:]) for alias in written if alias[0] == "~"}
        self.names = {fold(self.name)} | {fold(alias.lstrip("=!?^")) for alias in written if alias[0] != "~"}


def pairs(cell):
    return dict(pair.split("=", 1) for pair in cell.split(";")) if cell != "-" else {}


def read_rows(pattern):
    for path in sorted(glob.glob(pattern)):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) == 8 and cells[0] != "id":
                    yield Row(cells)


def fold(name):
    """A name as gazet folds it, and without the words in which lists differ most."""
    name = unicodedata.normalize("NFD", name.lower().replace("&", "and"))
    name = "".join(c for c in name if not unicodedata.combining(c))
    name = name.translate(str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "ə": "a"}))
    name = re.sub(r"\.|^the | \(the\)$|, the$", "", re.sub(r"[’'`ʻʼ‘]", "", name))
    return re.sub(r"[^a-z0-9]+", " ", name).replace("saint ", "st ").strip()


def codes(rows, countries):
    ours = {row.ids["iso"]: row for row in rows if "iso" in row.ids}
    theirs = {country["alpha_2"] for country in countries}
    for code in sorted(theirs - set(ours)):
        yield "code", code, "no row has this ISO 3166-1 code"
    for code in sorted(set(ours) - theirs):
        yield "code", code, f"{ours[code].id} has a code that ISO 3166-1 does not assign"
    for code, row in sorted(ours.items()):
        if row.id != f"place/{code.lower()}" or row.attributes.get("country") != code.lower():
            yield "code", code, f"id or country of {row.id} differ from its code"
    for row in rows:
        for country in filter(None, row.attributes.get("country", "").split(",")):
            if country.upper() not in theirs | {"XK"}:
                yield "code", country, f"country of {row.id} is no ISO 3166-1 code"


def names(rows, countries, world):
    ours = {row.ids["iso"]: row for row in rows if "iso" in row.ids}
    theirs = [(c["alpha_2"], c[key]) for c in countries for key in ("name", "common_name", "official_name") if key in c]
    theirs += [(c["cca2"], c["name"][key]) for c in world for key in ("common", "official")]
    for code, name in sorted(set(theirs)):
        plain = re.sub(r"^(.*), (.*)$", r"\2 \1", name)
        if code in ours and not {fold(name), fold(plain)} & ours[code].names:
            yield "name", code, f"{name!r} is no name of {ours[code].name}"


def demonyms(rows, world):
    by_code = {row.ids["iso"]: row for row in rows if "iso" in row.ids}
    for country in world:
        row = by_code.get(country["cca2"])
        theirs = {fold(part) for value in country["demonyms"].get("eng", {}).values() for part in re.split(r", | or |/", value)}
        for name in sorted(filter(None, theirs)):
            if row and not {name, name + "s"} & row.demonyms:
                yield "demonym", country["cca2"], f"{name!r} is no demonym of {row.name}"
            for other in rows:
                if other is not row and other.type == "place/country" and name in other.demonyms:
                    yield "demonym", country["cca2"], f"{name!r} is a demonym of {other.name}"


def capitals(rows, world):
    by_id = {row.id: row for row in rows}
    for country in world:
        row = by_id.get(f"place/{country['cca2'].lower()}")
        if row is None or not country["capital"]:
            continue
        capital = by_id.get(row.attributes.get("capital", ""))
        if capital is None:
            yield "capital", country["cca2"], f"{row.name} has none, there it is {country['capital']}"
        elif not {fold(name) for name in country["capital"]} & capital.names:
            yield "capital", country["cca2"], f"{capital.name} of {row.name} is there {country['capital']}"
        elif row.id.removeprefix("place/") not in capital.attributes.get("country", ""):
            yield "capital", country["cca2"], f"{capital.id} lies in another country than {row.name}"


GENERIC = set("""province region state oblast governorate district county prefecture department departement departamento municipality
    canton autonomous republic krai kray territory city capital of the de du da la al el ar as ash ad an az at republic parish voblasc voblast
    provincie provincia provinsi judet megye maakunta lan fylke okrug division respublika oblasty oblasts and y i e le les il ili sheng shi zizhiqu
    sala muhafazat wilaya vilayet vilayat emirate special regional regiao estado kanton land jawa""".split())


def bare(name):
    words = fold(name.split(",")[0]).split()
    return "".join(word for word in words if word not in GENERIC) or "".join(words)


def is_like(left, right):
    """Whether two spellings are those of one region: one begins the other, or few letters differ."""
    if min(len(left), len(right)) >= 4 and (left.startswith(right) or right.startswith(left)):
        return True
    skeleton = lambda name: re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", name.replace("q", "k").replace("c", "k").replace("j", "g").replace("z", "s")))
    return len(left) >= 3 and left[0] == right[0] and skeleton(left) == skeleton(right)


def regions(rows, subdivisions):
    theirs = {}
    for part in subdivisions:
        names = re.split(r"[\[\];/]", part["name"])
        theirs.setdefault(part["country_code"].lower(), set()).update(bare(name) for name in names if bare(name))
    for row in rows:
        country = row.attributes.get("country", "")
        if row.type != "place/admin1" or not country:
            continue
        ours = {bare(name) for name in row.names}
        known = theirs.get(country, set())
        if not ours & known and not any(is_like(one, other) for one in ours for other in known):
            yield "region", row.id.removeprefix("place/"), f"{row.name} is no subdivision of ISO 3166-2"


def read_explained():
    """Reasons by kind, code and a part of the message; `*` stands for all codes or messages."""
    with open(EXPLAINED, encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["kind"], code, row["about"]): row["reason"] for row in rows for code in row["codes"].split()}


def report(found, explained):
    """Prints what was found, and gives the exit status."""
    used, left = set(), {}
    for kind, key, message in found:
        reasons = [rule for rule in explained if rule[0] == kind and rule[1] in (key, "*") and (rule[2] == "*" or rule[2] in message)]
        used.update(reasons)
        if not reasons:
            left.setdefault(kind, []).append(f"{key}: {message}")
        elif "-v" in sys.argv:
            print(f"explained {kind} {key}: {message}: {explained[reasons[0]]}")
    for kind, messages in left.items():
        print(f"{kind}: {len(messages)} disagreements", *messages, sep="\n  ")
    idle = [rule for rule in explained if rule not in used]
    for rule in idle:
        print("explains nothing, remove it:", *rule)
    print(f"{len(found)} disagreements, {sum(map(len, left.values()))} of them unexplained")
    return 1 if left or idle else 0


if __name__ == "__main__":
    main()
