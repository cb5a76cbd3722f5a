#!/usr/bin/env bash
# Everything that must hold before a change goes in. Runs all steps even when one fails, so that one run tells all,
# and closes with one line: how many tests passed and how many failed. A step without tests of its own that fails
# (lints, say) counts as one failed.
set -uo pipefail
cd "$(dirname "$0")/.."

began=$SECONDS
passed=0
failed=0
wrong=()
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

heading() { printf '\n== %s  %s\n' "$(date +%H:%M:%S)" "$1"; }

# Counts one failed test-less step, or the failure of a step whose tests all passed.
broke() {
  wrong+=("$1")
  [ "${2:-0}" -gt 0 ] || failed=$((failed + 1))
}

step() { # step TITLE COMMAND...
  local title=$1 from=$SECONDS code=0
  shift
  heading "$title"
  "$@" || code=$?
  [ "$code" -eq 0 ] || { broke "$title"; echo "-- $title: FAILED (exit code $code)"; }
  echo "-- $((SECONDS - from)) s"
  return "$code"
}

counted() { # counted TITLE COUNTER COMMAND...: a step whose output the counter turns into "PASSED FAILED"
  local title=$1 counter=$2 from=$SECONDS code=0 yes=0 no=0
  shift 2
  heading "$title"
  "$@" 2>&1 | tee "$log/output"
  code=${PIPESTATUS[0]}
  read -r yes no < <("$counter" "$log/output")
  passed=$((passed + yes))
  failed=$((failed + no))
  if [ "$code" -eq 0 ] && [ $((yes + no)) -eq 0 ]; then
    echo "-- $title: ended well without a single test, which is not to be believed"
    code=1
  fi
  [ "$code" -eq 0 ] || { broke "$title" "$no"; echo "-- $title: FAILED (exit code $code)"; }
  echo "-- $yes passed, $no failed, $((SECONDS - from)) s"
  return "$code"
}

# "Summary [ 1.2s] 90/100 tests run: 80 passed (2 slow), 7 failed, 2 timed out, 1 exec failed, 3 skipped"; tests that a
# failure kept from running count as failed, because nobody knows.
count_nextest() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    / tests? run: / {
      for (i = 1; i <= NF; i++) if ($i ~ /^tests?$/) { n = split($(i - 1), runs, "/"); meant = runs[n] }
      yes = 0
      for (i = 2; i <= NF; i++) if ($i ~ /^passed,?$/) yes = $(i - 1)
      no = meant - yes
    }
    END { print yes + 0, no + 0 }'
}

# One "test result: ok. 12 passed; 1 failed; ..." for each binary.
count_cargo_test() {
  awk '/^test result: / { for (i = 2; i <= NF; i++) { if ($i == "passed;") yes += $(i - 1); if ($i == "failed;") no += $(i - 1) } }
    END { print yes + 0, no + 0 }' "$1"
}

# run.mjs closes with "browser: 12 passed, 0 failed".
count_browser() {
  awk '$1 == "browser:" && $3 == "passed," { yes = $2; no = $4 } END { print yes + 0, no + 0 }' "$1"
}

finish() {
  echo
  if [ ${#wrong[@]} -gt 0 ]; then
    printf 'Not right: %s\n' "${wrong[@]}"
  fi
  printf 'Took %d min %d s\n' $(((SECONDS - began) / 60)) $(((SECONDS - began) % 60))
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ ${#wrong[@]} -eq 0 ] && [ "$failed" -eq 0 ]
  exit
}

set_up() { scripts/setup.sh test && scripts/npm-ci.sh assets && scripts/npm-ci.sh browser-tests; }

check_stories() {
  ls stories/*.toml >/dev/null && target/debug/holdfast story check stories
}

step "Set-up" set_up || finish
step "Formatting" cargo fmt --check
step "Dependencies" node scripts/check-dependencies.mjs
step "Lints" cargo clippy --workspace --all-targets --locked -- -D warnings
# The same selection and features as the tests below, so that nothing is compiled twice.
step "Build (some 5 minutes the first time)" cargo build --workspace --locked || finish
if cargo nextest --version >/dev/null 2>&1; then
  counted "Tests on SQLite and PostgreSQL" count_nextest scripts/with-postgres.sh cargo nextest run --workspace --locked --no-fail-fast
  step "Examples in the documentation of the code" cargo test --doc --workspace --locked --quiet
else
  counted "Tests on SQLite and PostgreSQL" count_cargo_test scripts/with-postgres.sh cargo test --workspace --locked --no-fail-fast
fi
step "Fuzzing of the engines, 5 seconds for each target" scripts/fuzz.sh 5
step "Stories" check_stories
step "Written documents" scripts/check-generated.sh
step "Letters, by a validator of PDF/UA" scripts/check-letters.sh
counted "Browser" count_browser node browser-tests/run.mjs
finish
