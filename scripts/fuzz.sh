#!/usr/bin/env bash
# Bytes made to break the engines, for so many seconds each (20 if unset): builds fuzz/ with libFuzzer and what tells it which way a program went,
# on the ordinary compiler, and runs every target from its seeds. What it learns stays in var/fuzz and is where the next run begins; an input that
# breaks something stays there too, and ends this with 1.
# usage: scripts/fuzz.sh [SECONDS [TARGET...]]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-20}
shift || true
host=$(rustc -vV | sed -n 's/^host: //p')
targets=("$@")
[ ${#targets[@]} -gt 0 ] || for file in fuzz/src/bin/*.rs; do targets+=("$(basename "$file" .rs)"); done
tells="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
tells+=" -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
into=${FUZZ_TARGET_DIR:-target/fuzz}
# libFuzzer is not among what the product is built from; where it cannot be had, that is said and nothing is thrown.
if ! cargo fetch --quiet --locked --manifest-path fuzz/Cargo.toml; then
  echo "libFuzzer cannot be fetched here: nothing was fuzzed."
  exit 0
fi
RUSTFLAGS="--cfg fuzzing $tells" CARGO_TARGET_DIR=$into cargo build --release --locked --manifest-path fuzz/Cargo.toml --target "$host"
wrong=0
for target in "${targets[@]}"; do
  mkdir -p "var/fuzz/$target"
  seeds=()
  [ -d "fuzz/seeds/$target" ] && seeds=("fuzz/seeds/$target")
  echo "$target: $seconds s"
  "$into/$host/release/$target" "var/fuzz/$target" "${seeds[@]}" -max_total_time="$seconds" -max_len=2000 -timeout=20 -rss_limit_mb=2048 \
    -artifact_prefix="var/fuzz/broke-$target-" -print_final_stats=1 >"var/fuzz/$target.log" 2>&1 || wrong=1
  grep -E "panicked|ERROR|stat::number_of_executed_units|Test unit written" "var/fuzz/$target.log" || true
done
exit "$wrong"
