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

def step(command, expected):
    """The step as it should stand in the README."""
    global wrong, run
    old = f"$ {command}\n{expected}"
    if command.startswith("cargo"): return old
    done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    found = done.stdout.decode(); run += 1
    if matches(expected, found): return old
    wrong += 1
    print(f"differs: $ {command}\n{found}")
    return f"$ {command}\n{found}" if update and "…\n" not in expected else old

def block(match):
    """Steps begin with `$ `; a command goes on while a quotation in it is open."""
    steps, lines = [], match[0].splitlines(keepends=True)
    while lines:
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
        command = lines.pop(0).strip()[2:]
        while command.count('"') % 2: command += "\n" + lines.pop(0)[len(indent):].rstrip("\n")
        expected = []
        while lines and not lines[0].lstrip().startswith("$ "): expected.append(lines.pop(0))
        text = step(command, "".join(line[len(indent):] for line in expected))
        steps.append("".join(indent + line for line in text.splitlines(keepends=True)))
    return "".join(steps)

new = re.sub(r"(?<=```console\n).*?(?=^ *```)", block, readme, flags=re.S | re.M)
if update and new != readme: open("README.md", "w", encoding="utf-8").write(new)
print(f"{run} commands of the README, {wrong} differ")
sys.exit(wrong > 0 and not update)
