#!/usr/bin/env bash
# Builds Holdfast and starts it with the demonstration partnership. HOLDFAST_PORT chooses the port (8080 if unset).
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh run
scripts/npm-ci.sh assets
if [ -x target/debug/holdfast ]; then
  echo "Building Holdfast: seconds if little has changed"
else
  echo "Building Holdfast: the first time takes about 5 minutes on two cores, later ones seconds"
fi
cargo build --locked
export HOLDFAST_PORT="${HOLDFAST_PORT:-8080}"
exec target/debug/holdfast demo
