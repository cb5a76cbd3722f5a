//! The page of rules, made from the rules themselves.

use casefile::obligations::{Rule, Severity, Standards, rules};
use jiff::civil::Date;

use super::views::{RuleCard, RulesPage};
use crate::components::{Choice, Question, Tag, Tone};
use crate::frame::Frame;
use crate::{typed, words};

/// The page, for a topic and a day; both as they were typed.
pub fn page(frame: Frame, standards: &Standards, topic: &str, on: &str, today: Date) -> RulesPage {
    let read = typed::day_in_one(on);
    let day_problem = read.clone().err();
    let day = read.ok().flatten().unwrap_or(today);
    let mut names: Vec<&str> = rules().iter().map(|rule| rule.topic).collect();
    names.sort_unstable();
    names.dedup();
    let topic = names.iter().copied().find(|name| *name == topic).unwrap_or_default();
    let mut topics: Vec<(String, Vec<RuleCard>)> = Vec::new();
    for name in names.iter().filter(|name| topic.is_empty() || **name == topic) {
        let list: Vec<RuleCard> = rules()
            .iter()
            .filter(|rule| rule.topic == *name && rule.in_force.on(day))
            .map(|rule| card(rule, standards))
            .collect();
        if !list.is_empty() {
            topics.push(((*name).to_owned(), list));
        }
    }
    let choice = |value: &str, text: &str| Choice { chosen: value == topic, ..Choice::new(value, text) };
    let choices = std::iter::once(choice("", "Every topic")).chain(names.iter().map(|name| choice(name, name))).collect();
    RulesPage {
        frame,
        topic: Question::select("topic", "Topic", choices),
        on: day.to_string(),
        day: words::day(day),
        day_problem,
        number: topics.iter().map(|(_, list)| list.len()).sum(),
        topics,
    }
}

fn card(rule: &'static Rule, standards: &Standards) -> RuleCard {
    let mut tags = vec![Tag::new(rule.source.force.label(), Tone::Blue)];
    match rule.severity {
        Severity::Safety => tags.push(Tag::new("Safety", Tone::Orange)),
        Severity::Duty => {}
        Severity::Practice => tags.push(Tag::new("Good practice", Tone::Grey)),
    }
    if rule.local {
        tags.push(Tag::new("Length is a local standard", Tone::Grey));
    }
    RuleCard {
        id: rule.id.into(),
        title: rule.title.into(),
        must: rule.must.into(),
        clock: words::from_code(&standards.clock(rule).in_words()),
        owner: rule.owner.label().into(),
        tags,
        citation: format!("{} {}", rule.source.act, rule.source.provision).trim().into(),
        says: rule.source.says.into(),
        url: rule.source.url.into(),
        in_force: in_force(rule),
    }
}

fn in_force(rule: &Rule) -> String {
    match (rule.in_force.from, rule.in_force.until) {
        (None, None) => String::new(),
        (Some(from), None) => format!("In force since {}.", words::day(from)),
        (None, Some(until)) => format!("In force until the end of {}.", words::day(until)),
        (Some(from), Some(until)) => format!("In force from {} to the end of {}.", words::day(from), words::day(until)),
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_law_of_a_past_day_is_shown_as_it_stood() {
        let today = date(2026, 6, 1);
        let shown = |on: &str| page(Frame::default(), &Standards::default(), "", on, today);
        for (on, day) in [("2018-02-06", date(2018, 2, 6)), ("", today)] {
            let expected = rules().iter().filter(|rule| rule.in_force.on(day)).count();
            assert_eq!(shown(on).number, expected, "{on}");
        }
        let wrong = shown("2025-02-29");
        assert_eq!(wrong.number, shown("").number);
        assert!(wrong.render().unwrap().contains("That is not a day"));
    }
}
