# The house's commands. Each does its own set-up, from a clean clone on Debian 12 with Rust, Node and git.
.DEFAULT_GOAL := help
.PHONY: help run test bench bench-matching bench-redaction fuzz check assets prove-tests

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build Holdfast and start it with the demonstration partnership (HOLDFAST_PORT, 8080 if unset)
	@scripts/run.sh

test: ## everything that must hold: formatting, lints, all tests on both databases, stories, documents, browser
	@scripts/test.sh

prove-tests: assets ## plant faults one at a time and see that the tests notice each (takes an hour)
	@node scripts/prove-tests.mjs

bench: ## measure everything again and write docs/benchmarks.md (HOLDFAST_BENCH_FILES, 100000 if unset; HOLDFAST_BENCH_FACTS, 1000000)
	@scripts/bench.sh

bench-matching: ## measure the matching engine beside Splink and Febrl's sets and write docs/benchmarks-matching.md
	@scripts/splink/setup.sh
	@cargo run --release --locked -p matching --example matching-figures

bench-redaction: ## measure the redaction engine beside Microsoft Presidio and write docs/benchmarks-redaction.md
	@scripts/redaction/bench.sh

fuzz: ## throw bytes at the engines that are made to break them (SECONDS for each target, 60 if unset)
	@scripts/fuzz.sh $(or $(SECONDS),60)

check: assets ## the quick look before a commit: formatting and lints
	cargo fmt --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

assets: ## fetch the GOV.UK Design System, which crates/assets embeds
	@scripts/npm-ci.sh assets
