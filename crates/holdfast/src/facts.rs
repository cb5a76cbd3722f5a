//! `holdfast facts`: every kind of fact, for people who write stories and programs.

mod lists;
mod markdown;
mod text;

use std::process::ExitCode;

use casefile::facts::{FieldInfo, Kind, Shape};
use casefile::obligations::{Rule, rules};
use casefile::stories;
use clap::{Args as ClapArgs, ValueEnum};
use serde_json::{Value, json};

use crate::out;

/// What `holdfast facts` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// One kind only, by its code, such as `disclosure-made`.
    kind: Option<String>,
    /// As docs/facts.md has it.
    #[arg(long, conflicts_with = "format")]
    markdown: bool,
    /// For whom it is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// For whom something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Lists the kinds of fact.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let only = match &args.kind {
        None => None,
        Some(code) => match Kind::from_code(code) {
            Some(kind) => Some(kind),
            None => return Ok(out::cannot_use(&unknown(code))),
        },
    };
    let shown = |kind: &Kind| only.is_none_or(|only| only == *kind);
    if args.markdown {
        out::say(&markdown::page(&shown))?;
    } else if args.format == Format::Json {
        out::say(&format!("{}\n", serde_json::to_string_pretty(&as_json(&shown))?))?;
    } else if let Some(kind) = only {
        out::say(&text::one(kind, out::width()))?;
    } else {
        out::say(&text::all(out::width()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn unknown(code: &str) -> String {
    let codes = Kind::ALL.iter().map(|kind| kind.code());
    match stories::nearest(code, codes) {
        Some(near) => format!("there is no kind of fact “{code}”; did you mean “{near}”?"),
        None => format!("there is no kind of fact “{code}”; `holdfast facts` lists them all"),
    }
}

fn as_json(shown: &dyn Fn(&Kind) -> bool) -> Value {
    let topics: Vec<_> = Kind::TOPICS
        .iter()
        .map(|(title, kinds)| (title, kinds.iter().filter(|kind| shown(kind)).map(|kind| kind_json(*kind)).collect::<Vec<_>>()))
        .filter(|(_, kinds)| !kinds.is_empty())
        .map(|(title, kinds)| json!({ "topic": title, "kinds": kinds }))
        .collect();
    json!({ "version": casefile::facts::BODY_VERSION, "topics": topics })
}

fn kind_json(kind: Kind) -> Value {
    let info = kind.info();
    let fields: Vec<_> = info.fields.iter().map(field_json).collect();
    json!({
        "kind": info.code,
        "meaning": words(info.doc),
        "in_stories": stories::may_be_written(kind),
        "fields": fields,
        "read_by": read_by(kind),
        "met_by": meets(kind),
    })
}

fn field_json(field: &FieldInfo) -> Value {
    let mut told = json!({
        "name": field.name,
        "in_stories": stories::key_of(field.name),
        "meaning": words(field.doc),
        "shape": shape_code(&field.shape),
        "many": matches!(field.shape, Shape::Many(_) | Shape::AnyOf(_) | Shape::Steps),
        "optional": field.optional,
    });
    if let (Some(choices), Some(told)) = (choices(&field.shape), told.as_object_mut()) {
        let codes = choices.iter().map(|choice| json!({ "code": choice.code, "meaning": choice.label })).collect();
        told.insert("codes".to_owned(), Value::Array(codes));
    }
    told
}

/// The closed list that a field takes its codes from, if any.
fn choices(shape: &Shape) -> Option<&'static [casefile::facts::Choice]> {
    match shape {
        Shape::OneOf(choices) | Shape::AnyOf(choices) => Some(choices),
        Shape::Many(shape) => choices_of(shape),
        _ => None,
    }
}

fn choices_of(shape: &'static Shape) -> Option<&'static [casefile::facts::Choice]> {
    choices(shape)
}

fn shape_code(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Name => "name",
        Shape::Sealed(_) => "sealed-text",
        Shape::Day => "day",
        Shape::Moment => "day-or-moment",
        Shape::YesNo => "yes-no",
        Shape::Number => "number",
        Shape::Money => "money",
        Shape::OneOf(_) | Shape::AnyOf(_) => "code",
        Shape::Person => "person",
        Shape::Team => "team",
        Shape::Who => "team-or-person",
        Shape::Body => "body",
        Shape::Officer => "officer",
        Shape::Fact => "fact",
        Shape::Rule => "rule",
        Shape::Room => "room",
        Shape::Steps => "step",
        Shape::Many(shape) => shape_code(shape),
    }
}

/// What goes into a field, in words, without its codes.
fn shape_words(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Name => "a name".to_owned(),
        Shape::Sealed(about) => (*about).to_owned(),
        Shape::Day => "a day".to_owned(),
        Shape::Moment => "a day, with a time if known".to_owned(),
        Shape::YesNo => "true or false".to_owned(),
        Shape::Number => "a whole number".to_owned(),
        Shape::Money => "an amount, such as \"£250\"".to_owned(),
        Shape::OneOf(_) => "one code".to_owned(),
        Shape::AnyOf(_) => "a list of codes".to_owned(),
        Shape::Person => "a person".to_owned(),
        Shape::Team => "a team".to_owned(),
        Shape::Who => "a team or a person".to_owned(),
        Shape::Body => "an organisation".to_owned(),
        Shape::Officer => "a member of staff".to_owned(),
        Shape::Fact => "an earlier fact, by its id".to_owned(),
        Shape::Rule => "the id of a rule".to_owned(),
        Shape::Room => "a room on the list of homes, by its id".to_owned(),
        Shape::Steps => "a step { what, kind, who, due }".to_owned(),
        Shape::Many(shape) => format!("a list: {}", shape_words(shape)),
    }
}

/// Documentation comes with a space in front of each line.
fn words(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rules that read facts of this kind, by what kind they are.
fn read_by(kind: Kind) -> Vec<&'static str> {
    rules_where(|rule| rule.reads.contains(&kind) || rule.ends.contains(&kind))
}

/// The rules that a fact of this kind can meet.
fn meets(kind: Kind) -> Vec<&'static str> {
    rules_where(|rule| rule.meets.contains(&kind))
}

/// Ids of rules, each once: several versions of one rule share an id.
fn rules_where(wanted: impl Fn(&Rule) -> bool) -> Vec<&'static str> {
    let mut ids: Vec<_> = rules().iter().filter(|rule| wanted(rule)).map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
