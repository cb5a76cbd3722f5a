//! Reading a scheme's text. Everything that is wrong with it is told at once, each with its line and how to mend it.

use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::calendar::{Calendar, RULES};
use super::{Area, Band, Bar, Direct, Given, Local, Offers, Panel, Reviews, Scheme, Targets, Wait, checks};

/// The longest text of a scheme, in bytes.
const LONGEST: usize = 200_000;
/// More than this many problems are not worth reading at once.
const MOST: usize = 50;

/// One thing that is wrong with a scheme's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {wrong}; {mend}")]
pub struct SchemeProblem {
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong.
    pub wrong: String,
    /// How to mend it.
    pub mend: String,
}

/// A scheme that has been read, and the short names of the bodies whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadScheme {
    /// The scheme.
    pub scheme: Scheme,
    /// Whose it is, by their short names in the partnership, each with its line.
    pub bodies: Vec<(String, usize)>,
}

/// What is wrong with a text, and on which lines.
pub(super) struct Problems<'t> {
    text: &'t str,
    found: Vec<SchemeProblem>,
}

impl Problems<'_> {
    pub(super) fn add(&mut self, at: &Range<usize>, wrong: impl Into<String>, mend: impl Into<String>) {
        if self.found.len() < MOST {
            self.found.push(SchemeProblem { line: self.line(at.start), wrong: wrong.into(), mend: mend.into() });
        }
    }

    fn line(&self, at: usize) -> usize {
        self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
    }
}

/// A text as it is written, with the place of everything that is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    pub scheme: Spanned<Heading>,
    #[serde(default)]
    pub band: Vec<Spanned<BandText>>,
    #[serde(default)]
    pub circumstance: Vec<Spanned<GivenText>>,
    #[serde(default)]
    pub bar: Vec<Spanned<BarText>>,
    pub panel: Option<Spanned<PanelText>>,
    #[serde(default)]
    pub direct_let: Vec<Spanned<DirectText>>,
    #[serde(default)]
    pub area: Vec<Spanned<AreaText>>,
    #[serde(default)]
    pub local_letting: Vec<Spanned<LocalText>>,
    pub targets: Option<Spanned<TargetsText>>,
    pub reviews: Option<Spanned<ReviewsText>>,
    pub offers: Option<Spanned<OffersText>>,
    #[serde(default)]
    pub wait: Vec<Spanned<WaitText>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Heading {
    pub name: Spanned<String>,
    pub from: Spanned<Datetime>,
    #[serde(default)]
    pub bodies: Vec<Spanned<String>>,
}

macro_rules! texts {
    ($($name:ident { $($field:ident : $type:ty),* $(,)? })*) => {$(
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $(pub $field: $type),* }
    )*};
}

texts! {
    BandText { code: Spanned<String>, name: Spanned<String>, says: Spanned<String> }
    GivenText { what: Spanned<String>, band: Spanned<String>, says: Spanned<String> }
    BarText { ground: Spanned<String>, says: Spanned<String>, not_for_abuse: Spanned<bool> }
    PanelText { meets: Option<Spanned<String>>, dates: Option<Spanned<Vec<Spanned<Datetime>>>>, papers: Spanned<i64>, says: Spanned<String> }
    DirectText { name: Spanned<String>, says: Spanned<String> }
    AreaText { code: Spanned<String>, name: Spanned<String> }
    LocalText { code: Spanned<String>, name: Spanned<String>, says: Spanned<String> }
    TargetsText { abuse: Spanned<i64>, ordinary: Spanned<i64> }
    ReviewsText { ask: Spanned<i64>, decide: Spanned<i64> }
    OffersText { answer: Spanned<i64>, refusals: Spanned<i64>, rests: Spanned<i64>, first_look: Spanned<i64> }
    WaitText { band: Spanned<String>, bedrooms: Spanned<i64>, months: Spanned<i64> }
}

impl ReadScheme {
    /// Reads a scheme.
    /// # Errors
    /// Everything that is wrong with the text, each with its line and how to mend it. Never empty.
    pub fn read(text: &str) -> Result<Self, Vec<SchemeProblem>> {
        let mut problems = Problems { text, found: Vec::new() };
        if text.len() > LONGEST {
            problems.add(&(0..0), format!("this scheme is {} bytes long", text.len()), format!("{LONGEST} bytes are the most"));
            return Err(problems.found);
        }
        let (table, wrong) = DeTable::parse_recoverable(text);
        for error in wrong.iter().take(20) {
            let message = error.message().lines().map(str::trim).collect::<Vec<_>>().join(", ");
            let mend = "text stands in double quotes, days as 2026-03-31, and each thing starts with a line such as [[band]]";
            problems.add(&error.span().unwrap_or(0..0), format!("this is not TOML: {message}"), mend);
        }
        if problems.found.is_empty() {
            no_score(table.get_ref(), &mut problems);
        }
        let read = if problems.found.is_empty() { Self::of(text, &mut problems) } else { None };
        match read {
            Some(read) if problems.found.is_empty() => Ok(read),
            _ => {
                if problems.found.is_empty() {
                    problems.add(&(0..0), "this scheme cannot be read", "compare it with the one that comes with Holdfast");
                }
                problems.found.sort_by_key(|problem| problem.line);
                problems.found.dedup();
                Err(problems.found)
            }
        }
    }

    fn of(text: &str, problems: &mut Problems<'_>) -> Option<Self> {
        let read: Text = match toml::from_str(text) {
            Ok(read) => read,
            Err(error) => {
                let message = error.message().lines().map(str::trim).collect::<Vec<_>>().join(", ");
                let mend = "the scheme that comes with Holdfast shows every line that there is";
                problems.add(&error.span().unwrap_or(0..0), message, mend);
                return None;
            }
        };
        checks::check(&read, problems);
        let scheme = built(&read, problems)?;
        let heading = read.scheme.get_ref();
        let bodies = heading.bodies.iter().map(|body| (body.get_ref().clone(), problems.line(body.span().start)));
        Some(Self { bodies: bodies.collect(), scheme })
    }
}

/// A score has no place in a scheme, whatever it is called (Ombudsman 18 008 509 and 19 014 383; rule MARAC-not-a-gate).
fn no_score(table: &DeTable<'_>, problems: &mut Problems<'_>) {
    for (key, value) in table {
        told_in(key.get_ref(), &key.span(), problems);
        no_score_in(value.get_ref(), &value.span(), problems);
    }
}

fn no_score_in(value: &DeValue<'_>, at: &Range<usize>, problems: &mut Problems<'_>) {
    match value {
        DeValue::String(text) => told_in(text, at, problems),
        DeValue::Array(list) => list.iter().for_each(|one| no_score_in(one.get_ref(), &one.span(), problems)),
        DeValue::Table(table) => no_score(table, problems),
        _ => {}
    }
}

/// Words by which the score of a risk assessment goes.
const SCORES: &[&str] = &["marac", "dash", "score", "scores", "scored", "scoring", "ric", "ticks"];

fn told_in(text: &str, at: &Range<usize>, problems: &mut Problems<'_>) {
    let lower = text.to_lowercase();
    let found = lower.split(|letter: char| !letter.is_alphanumeric()).find(|word| SCORES.contains(word));
    if let Some(word) = found {
        problems.add(
            at,
            format!("“{word}” has no place in a scheme: no score of a risk assessment decides about a home"),
            "leave it out, and name the circumstance itself: the abuse, the danger at home, the need",
        );
    }
}

fn built(text: &Text, problems: &mut Problems<'_>) -> Option<Scheme> {
    let whole = |value: &Spanned<i64>| u32::try_from(*value.get_ref()).unwrap_or(0);
    let words = |value: &Spanned<String>| value.get_ref().trim().to_owned();
    let heading = text.scheme.get_ref();
    let from = day(&heading.from, problems)?;
    let panel = text.panel.as_ref()?.get_ref();
    let meets = calendar(panel, text.panel.as_ref()?.span(), problems)?;
    let (targets, reviews, offers) = (text.targets.as_ref()?.get_ref(), text.reviews.as_ref()?.get_ref(), text.offers.as_ref()?);
    let offers = offers.get_ref();
    Some(Scheme {
        name: words(&heading.name),
        from,
        bands: each(&text.band, |it| Some(Band { code: words(&it.code), name: words(&it.name), says: words(&it.says) })),
        circumstances: each(&text.circumstance, |it| {
            Some(Given { what: it.what.get_ref().parse().ok()?, band: words(&it.band), says: words(&it.says) })
        }),
        qualification: each(&text.bar, |it| {
            let not_for_abuse = *it.not_for_abuse.get_ref();
            Some(Bar { ground: it.ground.get_ref().parse().ok()?, says: words(&it.says), not_for_abuse })
        }),
        panel: Panel { meets, papers: whole(&panel.papers), says: words(&panel.says) },
        direct_lets: each(&text.direct_let, |it| Some(Direct { name: words(&it.name), says: words(&it.says) })),
        areas: each(&text.area, |it| Some(Area { code: words(&it.code), name: words(&it.name) })),
        local_lettings: each(&text.local_letting, |it| {
            Some(Local { code: words(&it.code), name: words(&it.name), says: words(&it.says) })
        }),
        targets: Targets { abuse: whole(&targets.abuse), ordinary: whole(&targets.ordinary) },
        reviews: Reviews { ask: whole(&reviews.ask), decide: whole(&reviews.decide) },
        offers: Offers {
            answer: whole(&offers.answer),
            refusals: whole(&offers.refusals),
            rests: whole(&offers.rests),
            first_look: whole(&offers.first_look),
        },
        waits: each(&text.wait, |it| {
            Some(Wait { band: words(&it.band), bedrooms: whole(&it.bedrooms), months: whole(&it.months) })
        }),
    })
}

fn each<T, U>(list: &[Spanned<T>], make: impl Fn(&T) -> Option<U>) -> Vec<U> {
    list.iter().filter_map(|one| make(one.get_ref())).collect()
}

fn day(written: &Spanned<Datetime>, problems: &mut Problems<'_>) -> Option<Date> {
    let read = written.get_ref().date.and_then(|date| {
        Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
    });
    if read.is_none() {
        problems.add(&written.span(), "this is no day", "write days as 2026-04-01, without quotes");
    }
    read
}

fn calendar(panel: &PanelText, at: Range<usize>, problems: &mut Problems<'_>) -> Option<Calendar> {
    match (&panel.meets, &panel.dates) {
        (Some(rule), None) => match rule.get_ref().parse() {
            Ok(calendar) => Some(calendar),
            Err(wrong) => {
                problems.add(&rule.span(), wrong, RULES);
                None
            }
        },
        (None, Some(dates)) => {
            let mut days: Vec<Date> = dates.get_ref().iter().filter_map(|one| day(one, problems)).collect();
            if days.is_empty() {
                problems.add(&dates.span(), "no day is listed on which the panel meets", RULES);
                return None;
            }
            days.sort_unstable();
            days.dedup();
            Some(Calendar::Days(days))
        }
        (Some(_), Some(dates)) => {
            problems.add(&dates.span(), "the panel meets by a rule and on listed days", "keep one of “meets” and “dates”");
            None
        }
        (None, None) => {
            problems.add(&at, "it does not say when the panel meets", RULES);
            None
        }
    }
}
