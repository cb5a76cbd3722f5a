#!/usr/bin/env bash
# Builds the measuring program with optimisation, runs it beside a PostgreSQL that writes to the disk as a real one does, and leaves its figures
# in docs/benchmarks.md.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh test
scripts/npm-ci.sh assets
echo "Building with optimisation; this takes some ten minutes the first time."
cargo build --release --workspace --locked
echo "Attacking the screening of homes."
cargo run --release --locked -p screening --example screening-figures >/dev/null
echo "Matching invented lists, beside Splink where it can be installed."
scripts/splink/setup.sh
cargo run --release --locked -p matching --example matching-figures
export HOLDFAST_POSTGRES_DURABLE=1
scripts/with-postgres.sh bash -c 'HOLDFAST_BENCH_POSTGRES=$HOLDFAST_TEST_POSTGRES target/release/bench'
