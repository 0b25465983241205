#!/usr/bin/env bash
# Fuzzes each target for some seconds, beginning with the fixtures: scripts/fuzz.sh SECONDS [TARGET…]
# FUZZ_FLAGS has more flags of libFuzzer: with -seed=1 and -runs=N two runs do the same.
# Needs a Rust toolchain; installs cargo-fuzz. What breaks stands in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?usage: scripts/fuzz.sh SECONDS [TARGET…]}; shift
command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz
targets=("$@"); [ ${#targets[@]} -gt 0 ] || targets=(path citations read table)

seed() { # TARGET FILE…: files as the first inputs of a target
  mkdir -p "fuzz/corpus/$1"
  local target=$1; shift
  for file in "$@"; do cp "$file" "fuzz/corpus/$target/$(basename "$file").seed"; done
}
seed path fixtures/articles/*.txt
seed table fixtures/cli/input/*.tsv
# The first byte of an input of `read` says what the file is: see its table of endings.
mkdir -p fuzz/corpus/read
number=0
for ending in txt jsonl csv tsv html; do
  for file in fixtures/cli/input/*."$ending"; do
    [ -f "$file" ] && { printf "\\x$(printf %02x $number)"; cat "$file"; } > "fuzz/corpus/read/$(basename "$file").seed"
  done
  number=$((number + 1))
done

# Fuzzing needs flags of the compiler that only a nightly or this variable allows. No sanitizer: there is no unsafe code.
export RUSTC_BOOTSTRAP=1
for target in "${targets[@]}"; do
  cargo fuzz run --sanitizer none "$target" -- -max_total_time="$seconds" -max_len=4096 -timeout=20 -print_final_stats=1 ${FUZZ_FLAGS:-}
done
