#!/usr/bin/env python3
"""Run every command of README.md that stands behind `$ ` in a console block, and compare what it prints.

usage: check_readme.py [--update]      with gazet, jq, and python3 with pandas and duckdb on the PATH
A line `…` in the expected output stands for any lines. --update writes the real output into the README.
"""
import os, re, subprocess, sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
update = "--update" in sys.argv
readme = open("README.md", encoding="utf-8").read()
wrong = run = 0

def matches(expected, found):
    pattern = "".join(r"(?:.*\n)*" if line == "…\n" else re.escape(line) for line in expected.splitlines(keepends=True))
    return re.fullmatch(pattern, found) is not None

def step(match):
    global wrong, run
    command, expected = match[1], match[2]
    if command.startswith("cargo"): return match[0]
    done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    found = done.stdout.decode(); run += 1
    if matches(expected, found): return match[0]
    wrong += 1
    print(f"differs: $ {command}\n{found}")
    return f"$ {command}\n{found}" if update and "…\n" not in expected else match[0]

def block(match): return re.sub(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", step, match[0], flags=re.M)

new = re.sub(r"(?<=```console\n).*?(?=```)", block, readme, flags=re.S)
if update and new != readme: open("README.md", "w", encoding="utf-8").write(new)
print(f"{run} commands of the README, {wrong} differ")
sys.exit(wrong > 0 and not update)
