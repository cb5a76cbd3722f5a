//! What a story expects of its replay.

use jiff::civil::Date;

use super::cast::{code, too_many};
use super::fields::rule;
use super::labels::Labels;
use super::moved::Moved;
use super::problem::{Problems, instead};
use super::read::MOST_EXPECTATIONS;
use super::section::{self, Section, cut};
use super::story::{Expectation, Expected};
use crate::facts::Rung;
use crate::obligations::State;

/// Every state in which something owed can be expected.
const STATES: &[State] =
    &[State::Coming, State::Open, State::Late, State::Met, State::MetLate, State::Missed, State::Waived, State::Ended];

const SORTS: &[&str] = &["raised", "not_raised", "refused", "state", "escalated_to"];

pub(super) fn expectations(sections: &[Section], moved: Moved, labels: &Labels, problems: &mut Problems) -> Vec<Expectation> {
    too_many(sections, MOST_EXPECTATIONS, "expectations", problems);
    sections.iter().take(MOST_EXPECTATIONS).flat_map(|section| some(section, moved, labels, problems)).collect()
}

fn some(section: &Section, moved: Moved, labels: &Labels, problems: &mut Problems) -> Vec<Expectation> {
    let sorts: Vec<_> = SORTS.iter().copied().filter(|sort| section.value(sort).is_some()).collect();
    let row = section.number("row", problems);
    let why = section.text("why", problems);
    let [sort] = sorts[..] else {
        let wrong = if sorts.is_empty() {
            "this expects nothing".to_owned()
        } else {
            format!("this expects several things: {}", sorts.join(", "))
        };
        problems.add(&section.at, wrong, "give each [[expect]] one of raised, not_raised, refused, state or escalated_to");
        return Vec::new();
    };
    let asked = Asked { section, moved, labels };
    let expected = match sort {
        "raised" => {
            section.only(&["row", "why", "raised", "because", "owner", "by", "due", "act"], problems);
            let (because, by, due) = (asked.fact("because", problems), asked.day("by", problems), asked.day("due", problems));
            let owner =
                section.label("owner", problems).and_then(|owner| labels.team(&owner, &section.at_key("owner"), problems));
            let act = section.text("act", problems);
            let raised = |rule| Expected::Raised { rule, because, owner, by, due, act: act.clone() };
            asked.rules("raised", problems).into_iter().map(raised).collect()
        }
        "not_raised" => {
            section.only(&["row", "why", "not_raised", "because", "by"], problems);
            let (because, by) = (asked.fact("because", problems), asked.day("by", problems));
            asked.rules("not_raised", problems).into_iter().map(|rule| Expected::NotRaised { rule, because, by }).collect()
        }
        "refused" => {
            section.only(&["row", "why", "refused", "rule"], problems);
            // Not only rules that owe something forbid something: what is named here is compared with what the refusal names.
            let rule = section.text("rule", problems);
            asked.fact("refused", problems).map(|fact| Expected::Refused { fact, rule }).into_iter().collect()
        }
        "state" => {
            section.only(&["row", "why", "state", "of", "on", "because"], problems);
            asked.stands(problems).into_iter().collect()
        }
        _ => {
            section.only(&["row", "why", "escalated_to", "of", "by", "because"], problems);
            asked.escalated(problems).into_iter().collect::<Vec<_>>()
        }
    };
    let line = problems.line(section.at.start);
    expected.into_iter().map(|expected| Expectation { line, row, expected, why: why.clone() }).collect()
}

struct Asked<'s, 'v, 'i, 'l> {
    section: &'s Section<'v, 'i>,
    moved: Moved,
    labels: &'l Labels,
}

impl Asked<'_, '_, '_, '_> {
    fn stands(&self, problems: &mut Problems) -> Option<Expected> {
        let because = self.fact("because", problems);
        let code = self.section.text("state", problems);
        let state = code.and_then(|code| {
            let found = STATES.iter().copied().find(|state| state.code() == code);
            if found.is_none() {
                let codes: Vec<_> = STATES.iter().map(|state| state.code()).collect();
                problems.add(
                    &self.section.at_key("state"),
                    format!("nothing can stand as “{}”", cut(&code)),
                    instead(&code, &codes),
                );
            }
            found
        });
        let rule = self.must_rule(problems);
        if self.section.value("on").is_none() {
            problems.add(&self.section.at, "nothing says on which day", "add a line on = 2021-03-31");
        }
        let on = self.day("on", problems);
        Some(Expected::Stands { rule: rule?, because, state: state?, on: on? })
    }

    fn escalated(&self, problems: &mut Problems) -> Option<Expected> {
        let because = self.fact("because", problems);
        let to = code(self.section, "escalated_to", Rung::CHOICES, Rung::ALL, problems);
        let by = self.day("by", problems);
        let rule = self.must_rule(problems);
        Some(Expected::Escalated { rule: rule?, because, to: to?, by })
    }

    fn must_rule(&self, problems: &mut Problems) -> Option<String> {
        if self.section.value("of").is_none() {
            problems.add(
                &self.section.at,
                "nothing says of which rule",
                "add a line of = \"HA96-s188-interim\", or the rule that is meant",
            );
        }
        self.rules("of", problems).into_iter().next()
    }

    fn rules(&self, key: &str, problems: &mut Problems) -> Vec<String> {
        let Some((value, at)) = self.section.value(key) else { return Vec::new() };
        section::list(value, &at).into_iter().filter_map(|(one, at)| rule(one, &at, problems)).collect()
    }

    fn fact(&self, key: &str, problems: &mut Problems) -> Option<crate::ids::FactId> {
        let label = self.section.text(key, problems)?;
        self.labels.earlier(&label, None, &self.section.at_key(key), problems)
    }

    fn day(&self, key: &str, problems: &mut Problems) -> Option<Date> {
        self.section.day(key, problems).map(|day| self.moved.day(day))
    }
}
