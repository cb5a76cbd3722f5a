#!/usr/bin/env bash
# Installs the npm packages of one folder exactly as its lock says: from npm's own cache where it can, with no
# package's scripts run. Does nothing when what is installed is what the lock says.
# usage: scripts/npm-ci.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/../$1"

done_for=node_modules/.holdfast-lock # a copy of the lock that was installed; times would lie after a git checkout
if [ -f "$done_for" ] && cmp -s "$done_for" package-lock.json; then
  exit 0
fi
if ! command -v npm >/dev/null; then
  echo "npm is missing: install Node.js 20 or later with npm, then try again." >&2
  exit 1
fi
echo "Installing the npm packages of $1/"
npm ci --ignore-scripts --no-audit --no-fund --offline >/dev/null 2>&1 || npm ci --ignore-scripts --no-audit --no-fund
cp package-lock.json "$done_for"
