//! Whether a scheme is sound and lawful.
//!
//! Law: Housing Act 1996 ss.160ZA(6)–(8), 166A(3); S.I. 2025/706.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::law::preferences;
use super::read::{Problems, Text};
use crate::facts::{Circumstance, QualificationGround};

/// The most of one sort of thing in a scheme.
const MANY: usize = 200;

pub(super) fn check(text: &Text, problems: &mut Problems<'_>) {
    must_be_there(text, problems);
    numbers(text, problems);
    words(text, problems);
    codes(text, problems);
    circumstances(text, problems);
    preference(text, problems);
    bars(text, problems);
}

fn must_be_there(text: &Text, problems: &mut Problems<'_>) {
    let at = text.scheme.span();
    let missing = [
        (text.band.is_empty(), "bands", "[[band]] with code, name and says, the highest first"),
        (text.panel.is_none(), "panel", "[panel] with meets, papers and says"),
        (text.targets.is_none(), "targets", "[targets] with abuse and ordinary, in working days"),
        (text.reviews.is_none(), "reviews", "[reviews] with ask in days and decide in weeks"),
        (text.offers.is_none(), "offers", "[offers] with answer, refusals, rests and first_look"),
    ];
    for (is_missing, what, lines) in missing {
        if is_missing {
            problems.add(&at, format!("this scheme has no {what}"), format!("add {lines}"));
        }
    }
    for (length, what) in [
        (text.band.len(), "bands"),
        (text.area.len(), "areas"),
        (text.local_letting.len(), "local lettings"),
        (text.wait.len(), "waits"),
    ] {
        if length > MANY {
            problems.add(&at, format!("there are {length} {what}"), format!("{MANY} are the most"));
        }
    }
}

fn number(value: &Spanned<i64>, name: &str, range: std::ops::RangeInclusive<i64>, unit: &str, problems: &mut Problems<'_>) {
    let given = *value.get_ref();
    if !range.contains(&given) {
        let mend = format!("write a number from {} to {} ({unit})", range.start(), range.end());
        problems.add(&value.span(), format!("“{name}” cannot be {given}"), mend);
    }
}

fn numbers(text: &Text, problems: &mut Problems<'_>) {
    if let Some(it) = text.panel.as_ref().map(Spanned::get_ref) {
        number(&it.papers, "papers", 0..=20, "working days", problems);
    }
    if let Some(it) = text.targets.as_ref().map(Spanned::get_ref) {
        number(&it.abuse, "abuse", 0..=10, "working days", problems);
        number(&it.ordinary, "ordinary", 1..=30, "working days", problems);
        if it.abuse.get_ref() > it.ordinary.get_ref() {
            let mend = "give it no more days than any other application has";
            problems.add(&it.abuse.span(), "an application that shows abuse waits longer than any other", mend);
        }
    }
    if let Some(it) = text.reviews.as_ref().map(Spanned::get_ref) {
        number(&it.ask, "ask", 21..=365, "days", problems);
        number(&it.decide, "decide", 1..=8, "weeks", problems);
    }
    if let Some(it) = text.offers.as_ref().map(Spanned::get_ref) {
        number(&it.answer, "answer", 1..=20, "working days", problems);
        number(&it.refusals, "refusals", 2..=20, "refusals", problems);
        number(&it.rests, "rests", 0..=12, "months", problems);
        number(&it.first_look, "first_look", 0..=5, "working days", problems);
    }
    for it in text.wait.iter().map(Spanned::get_ref) {
        number(&it.bedrooms, "bedrooms", 0..=10, "bedrooms", problems);
        number(&it.months, "months", 0..=600, "months", problems);
    }
}

fn words(text: &Text, problems: &mut Problems<'_>) {
    let mut said: Vec<(&str, &Spanned<String>)> = vec![("name", &text.scheme.get_ref().name)];
    said.extend(
        text.band.iter().map(Spanned::get_ref).flat_map(|it| [("code", &it.code), ("name", &it.name), ("says", &it.says)]),
    );
    said.extend(text.circumstance.iter().map(|it| ("says", &it.get_ref().says)));
    said.extend(text.bar.iter().map(|it| ("says", &it.get_ref().says)));
    said.extend(text.panel.iter().map(|it| ("says", &it.get_ref().says)));
    said.extend(text.direct_let.iter().map(Spanned::get_ref).flat_map(|it| [("name", &it.name), ("says", &it.says)]));
    said.extend(text.area.iter().map(|it| ("name", &it.get_ref().name)));
    said.extend(text.local_letting.iter().map(Spanned::get_ref).flat_map(|it| [("name", &it.name), ("says", &it.says)]));
    for (key, value) in said {
        let given = value.get_ref().trim();
        if given.is_empty() {
            problems.add(&value.span(), format!("“{key}” says nothing"), "write a few words that an officer understands");
        } else if given.chars().count() > 500 || given.chars().any(char::is_control) {
            let mend = "write it on one line, in 500 letters at most";
            problems.add(&value.span(), format!("“{key}” is too long, or holds what no keyboard types"), mend);
        }
    }
}

fn twice<'t>(codes: impl Iterator<Item = &'t Spanned<String>>, what: &str, problems: &mut Problems<'_>) {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code.get_ref().as_str()) {
            let mend = format!("give each {what} a code of its own");
            problems.add(&code.span(), format!("the {what} “{}” stands twice", code.get_ref()), mend);
        }
    }
}

fn codes(text: &Text, problems: &mut Problems<'_>) {
    twice(text.band.iter().map(|it| &it.get_ref().code), "band", problems);
    twice(text.area.iter().map(|it| &it.get_ref().code), "area", problems);
    twice(text.local_letting.iter().map(|it| &it.get_ref().code), "local letting", problems);
    twice(text.circumstance.iter().map(|it| &it.get_ref().what), "circumstance", problems);
    twice(text.bar.iter().map(|it| &it.get_ref().ground), "bar", problems);
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let small = text.area.iter().map(|it| &it.get_ref().code).chain(text.local_letting.iter().map(|it| &it.get_ref().code));
    for code in small {
        let given = code.get_ref();
        if given.is_empty() || given.len() > 40 || !given.chars().all(fine) {
            let mend = "use up to 40 small letters, digits and hyphens, such as old-town";
            problems.add(&code.span(), format!("“{given}” cannot be a code"), mend);
        }
    }
    let known: Vec<&str> = text.band.iter().map(|it| it.get_ref().code.get_ref().as_str()).collect();
    let named = text.circumstance.iter().map(|it| &it.get_ref().band).chain(text.wait.iter().map(|it| &it.get_ref().band));
    for band in named {
        if !known.contains(&band.get_ref().as_str()) {
            let mend = format!("name one of: {}", known.join(", "));
            problems.add(&band.span(), format!("there is no band “{}”", band.get_ref()), mend);
        }
    }
}

fn circumstances(text: &Text, problems: &mut Problems<'_>) {
    for given in text.circumstance.iter().map(Spanned::get_ref) {
        if let Err(wrong) = given.what.get_ref().parse::<Circumstance>() {
            problems.add(&given.what.span(), wrong, "these are all the circumstances for which a scheme can give a band");
        }
    }
    for ground in text.bar.iter().map(Spanned::get_ref) {
        if let Err(wrong) = ground.ground.get_ref().parse::<QualificationGround>() {
            problems.add(&ground.ground.span(), wrong, "these are all the grounds that there are");
        }
    }
}

/// The place of a circumstance's line, and the rank of its band.
fn ranked(text: &Text, what: Circumstance) -> Option<(Range<usize>, usize)> {
    let given = text.circumstance.iter().map(Spanned::get_ref).find(|it| it.what.get_ref() == what.code())?;
    let rank = text.band.iter().position(|band| band.get_ref().code.get_ref() == given.band.get_ref())?;
    Some((given.band.span(), rank))
}

/// Every group of s.166A(3) is preferred to whoever is in none, and abuse is no less than homelessness.
fn preference(text: &Text, problems: &mut Problems<'_>) {
    let none = ranked(text, Circumstance::NoPreference);
    let groups = Circumstance::ALL.iter().copied().filter(|what| !preferences(*what).is_empty());
    for what in groups {
        let Some((at, rank)) = ranked(text, what) else {
            if !text.circumstance.iter().any(|it| it.get_ref().what.get_ref() == what.code()) {
                let provision = preferences(what).first().map_or("s.166A(3)", |one| one.provision());
                problems.add(
                    &text.scheme.span(),
                    format!("nothing is said of “{}”, who must be preferred ({provision})", what.code()),
                    format!("add [[circumstance]] with what = \"{}\", its band and says", what.code()),
                );
            }
            continue;
        };
        if none.as_ref().is_some_and(|(_, without)| rank >= *without) {
            problems.add(
                &at,
                format!("“{}” stands no higher than “no-preference”, and must be preferred (s.166A(3))", what.code()),
                "give it a higher band",
            );
        }
    }
    if let (Some((at, abuse)), Some((_, homeless))) = (ranked(text, Circumstance::Abuse), ranked(text, Circumstance::Homeless))
        && abuse > homeless
    {
        problems.add(
            &at,
            "somebody who flees abuse stands lower than somebody who is homeless, and is homeless too (ss.175 and 177)",
            "give “abuse” the same band as “homeless”, or a higher one",
        );
    }
}

/// No local connection is asked of somebody who flees abuse.
fn bars(text: &Text, problems: &mut Problems<'_>) {
    for bar in text.bar.iter().map(Spanned::get_ref) {
        let connection = bar.ground.get_ref() == QualificationGround::LocalConnection.code();
        if connection && !bar.not_for_abuse.get_ref() {
            problems.add(
                &bar.not_for_abuse.span(),
                "a local connection is asked of somebody who flees abuse, which S.I. 2025/706 forbids",
                "write not_for_abuse = true",
            );
        }
    }
}
