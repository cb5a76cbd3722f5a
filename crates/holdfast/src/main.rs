//! Holdfast: the program and its commands.
//!
//! Each command has a file of its own here. Results go to standard output, and what stands in the way, in plain words, to standard error.
//!
//! Exit codes: 0 done; 1 something failed (an expectation, a check, a machine); 2 what was given cannot be used (arguments, a malformed file).

mod access;
mod database;
mod demo;
mod facts;
mod journal;
mod keys;
mod ledger;
mod letters;
mod matching;
mod out;
mod recognise;
mod redact;
mod returns;
mod rules;
mod run;
mod screen;
mod serve;
mod set_up;
mod settings;
mod story;
mod zones;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Deriving and folding ask for many small pieces of memory and give them back at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The case file of a domestic-abuse survivor: what is owed to her, by whom, by when and under which law.
#[derive(Debug, Parser)]
#[command(name = "holdfast", version, about, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Who may do what, and why somebody may or may not.
    Access(access::Args),
    /// Give an officer a password and a secret for codes, shown once.
    Account(set_up::AccountArgs),
    /// Start the demonstration: an invented partnership with invented people, on this machine.
    Demo(demo::Args),
    /// List every kind of fact with its fields, their meanings and codes, and the rules that read it.
    Facts(facts::Args),
    /// Prove that the journal says what was written, and take the heads by which others can hold us to it.
    Journal(journal::Args),
    /// Look after keys: who holds the root, rotation, destruction by two people.
    Keys(keys::Args),
    /// Look after what is kept: make the views again from the facts.
    Ledger(ledger::Args),
    /// Hear likely disclosures of abuse in a table of texts, with the words that suggest them.
    Recognise(recognise::Args),
    /// Find every trace of protected people in text, in any spelling, before it leaves.
    Redact(redact::Args),
    /// Make the national return of homelessness cases.
    Returns(returns::Args),
    /// Find which records of two lists, or of one, are of the same person.
    Match(matching::Args),
    /// Templates of letters: check a folder of them, copy ours to adapt, list what they can name.
    Letters(letters::Args),
    /// List every rule: what must be done, by whom, until when, under which law.
    Rules(rules::Args),
    /// Attack the screening of homes, and see that it holds.
    Screen(screen::Args),
    /// Serve a partnership that has been set up: pages, clocks and notices.
    Serve(serve::Args),
    /// Set a partnership up, or bring it up to date: bodies, teams, officers, local standards.
    SetUp(set_up::Args),
    /// Replay cases written as dated facts, and check what they expect.
    Story(story::Args),
    /// Build and look at the zones by which homes are screened.
    Zones(zones::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Access(args) => access::run(&args),
        Command::Account(args) => set_up::account(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Facts(args) => facts::run(&args),
        Command::Journal(args) => journal::run(&args),
        Command::Keys(args) => keys::run(&args),
        Command::Ledger(args) => ledger::run(&args),
        Command::Recognise(args) => recognise::run(&args),
        Command::Redact(args) => redact::run(&args),
        Command::Returns(args) => returns::run(&args),
        Command::Match(args) => matching::run(&args),
        Command::Letters(args) => letters::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Screen(args) => screen::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::SetUp(args) => set_up::run(&args),
        Command::Story(args) => story::run(&args),
        Command::Zones(args) => zones::run(&args),
    };
    done.unwrap_or_else(|error| {
        eprintln!("holdfast: {error:#}");
        ExitCode::FAILURE
    })
}
