//! `holdfast rules`: every rule with its law, its clock and its owner, for people who have to rely on them.

use std::fmt::Write as _;
use std::process::ExitCode;

use casefile::law::InForce;
use casefile::obligations::{Rule, rules};
use casefile::stories;
use clap::{Args as ClapArgs, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

use crate::out;

/// What `holdfast rules` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// One rule only, by its id, such as `HA96-s188-interim`.
    rule: Option<String>,
    /// Only rules in force on a day, such as 2018-06-01.
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
    /// As docs/law.md has it.
    #[arg(long, conflicts_with = "format")]
    markdown: bool,
    /// For whom it is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Lists the rules.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let wanted = |rule: &&&'static Rule| {
        args.rule.as_deref().is_none_or(|id| id == rule.id) && args.on.is_none_or(|day| rule.in_force.on(day))
    };
    let shown: Vec<&'static Rule> = rules().iter().filter(wanted).copied().collect();
    if let (Some(id), true) = (&args.rule, shown.is_empty()) {
        return Ok(out::cannot_use(&unknown(id, args.on)));
    }
    let text = match (args.markdown, args.format) {
        (true, _) => markdown(&shown),
        (_, Format::Json) => {
            format!("{}\n", serde_json::to_string_pretty(&shown.iter().map(|rule| as_json(rule)).collect::<Vec<_>>())?)
        }
        (_, Format::Text) => shown.iter().map(|rule| plain(rule)).collect(),
    };
    out::say(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(id: &str, on: Option<Date>) -> String {
    match (stories::nearest(id, rules().iter().map(|rule| rule.id)), on) {
        (Some(near), _) if near != id => format!("there is no rule “{id}”; did you mean “{near}”?"),
        (_, Some(day)) => format!("there is no rule “{id}” in force on {day}"),
        _ => format!("there is no rule “{id}”; `holdfast rules` lists them all"),
    }
}

fn in_force(days: InForce) -> String {
    match (days.from, days.until) {
        (None, None) => "throughout".to_owned(),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) => format!("from {from} to {until}"),
    }
}

fn clock(rule: &Rule) -> String {
    format!("{}{}", rule.clock.in_words(), if rule.local { " (local standard)" } else { "" })
}

fn plain(rule: &Rule) -> String {
    format!(
        "{}\n  {}\n  {}\n  Owed by   {}\n  Time      {}\n  In force  {}\n  Source    {}: {}, {}\n            {}\n\n",
        rule.id,
        rule.title,
        rule.must,
        rule.owner.label(),
        clock(rule),
        in_force(rule.in_force),
        rule.source.force.label(),
        rule.source.act,
        rule.source.provision,
        rule.source.url,
    )
}

fn as_json(rule: &Rule) -> serde_json::Value {
    json!({
        "rule": rule.id,
        "topic": rule.topic,
        "title": rule.title,
        "must": rule.must,
        "owner": rule.owner.code(),
        "severity": rule.severity.code(),
        "clock": rule.clock.in_words(),
        "local_standard": rule.local,
        "in_force": { "from": rule.in_force.from.map(|day| day.to_string()), "until": rule.in_force.until.map(|day| day.to_string()) },
        "source": { "force": rule.source.force.label(), "act": rule.source.act, "provision": rule.source.provision, "says": rule.source.says, "url": rule.source.url },
        "met_by": rule.meets.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
    })
}

/// Each Act or other source, and the rules that rest on it.
fn markdown(shown: &[&'static Rule]) -> String {
    let mut page = String::from(
        "# The law that Holdfast knows\n\nWritten by `holdfast rules --markdown`; `make test` fails when it differs. Each rule with its source, by Act or other authority, and the room of the code that holds it. \
         Lengths marked *local standard* are the partnership's own promises and can be set by it.\n",
    );
    let mut sources: Vec<(&str, &str)> = shown.iter().map(|rule| (rule.source.force.label(), rule.source.act)).collect();
    sources.sort_by_key(|(force, act)| {
        (["Law", "Guidance", "Ombudsman", "Local standard"].iter().position(|one| one == force), *act)
    });
    sources.dedup();
    for (force, act) in sources {
        let _ = write!(
            page,
            "\n## {act}\n\n{force}.\n\n| rule | provision | what must be done | owed by | time | in force | room |\n|---|---|---|---|---|---|---|\n"
        );
        for rule in shown.iter().filter(|rule| (rule.source.force.label(), rule.source.act) == (force, act)) {
            let _ = writeln!(
                page,
                "| `{}` | [{}]({}) | {} | {} | {} | {} | {} |",
                rule.id,
                rule.source.provision,
                rule.source.url,
                rule.must,
                rule.owner.label(),
                clock(rule),
                in_force(rule.in_force),
                rule.topic
            );
        }
    }
    page
}
