#!/usr/bin/env bash
# Measures the redaction engine and writes docs/benchmarks-redaction.md: builds the crate's examples, makes documents, and sets Microsoft Presidio
# beside them in an environment of its own under var/ (left out, with a word, where it cannot be installed).
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked -p redaction --example spans --example rate
mkdir -p docs/images var
python3 scripts/redaction/bench.py
