//! The form of any kind of fact, made from its declaration: one question for each field, with what the file offers as answers.

use casefile::facts::{Body, Choice as Code, FieldInfo, Kind, Shape};
use casefile::file::CaseFile;
use casefile::ids::{FactId, OfficerId, PersonId, TeamId};
use serde_json::Value;

use super::read::taken_out;
use super::words;
use crate::components::{Answers, Choice, Question, Section};
use crate::file::describe::{Seen, fields};
use crate::typed::Mistakes;

/// How many rows a plan's form has at least.
const ROWS: usize = 3;
/// Up to so many choices stand in sight; more become a list to choose from.
const FEW: usize = 7;

/// What a form can offer as answers.
pub struct Offer<'a> {
    /// The file as the officer sees it.
    pub seen: Seen<'a>,
    /// The officer's own team.
    pub team: TeamId,
    /// Officers who can be named.
    pub officers: &'a [(OfficerId, String)],
}

impl Offer<'_> {
    fn file(&self) -> &CaseFile {
        self.seen.file
    }

    /// The people of the file.
    pub fn people(&self) -> Vec<Choice> {
        let people = self.file().people().all().iter();
        people
            .map(|one| {
                Choice::new(one.id.to_string(), format!("{} ({})", self.seen.person(one.id), one.role.label().to_lowercase()))
            })
            .collect()
    }

    /// The teams of the file.
    pub fn teams(&self) -> Vec<Choice> {
        self.file().services().all().iter().map(|one| Choice::new(one.team.to_string(), self.seen.team(one.team))).collect()
    }

    fn who(&self) -> Vec<Choice> {
        let prefix = |what: &str, list: Vec<Choice>| {
            list.into_iter().map(|one| Choice { value: format!("{what}:{}", one.value), ..one }).collect::<Vec<_>>()
        };
        prefix("person", self.people()).into_iter().chain(prefix("team", self.teams())).collect()
    }

    /// Earlier facts that a field of a kind can point to, newest first.
    pub fn facts(&self, kind: Kind, field: &str) -> Vec<Choice> {
        let kinds = kinds_for(kind, field);
        let facts = self.file().facts().iter().rev();
        let facts = facts.filter(|fact| {
            let kind = fact.body.kind();
            kinds.contains(&kind) || (kinds.is_empty() && !NEVER_MEANT.contains(&kind))
        });
        facts.map(|fact| Choice::new(fact.id.to_string(), crate::words::from_code(&self.seen.briefly(fact)))).collect()
    }
}

/// What nobody means who points to something in the file: how it was set up, and what clocks write.
const NEVER_MEANT: [Kind; 5] = [Kind::FileOpened, Kind::ServiceNamed, Kind::PersonAdded, Kind::ObligationEscalated, Kind::Looked];

/// Which kinds of fact a field of a kind points to; empty for any.
fn kinds_for(kind: Kind, field: &str) -> &'static [Kind] {
    match (kind, field) {
        (Kind::ReciprocalAnswered, "referral") => &[Kind::ReciprocalReferred],
        (Kind::ProximityTriaged, "report") => &[Kind::ProximityReported],
        (Kind::DisclosureSchemeDecided, "request") => &[Kind::DisclosureSchemeAsked],
        (Kind::SubjectAccessAnswered, "request") => &[Kind::SubjectAccessAsked],
        (Kind::AgreementSigned, "replaces") | (_, "agreement") => &[Kind::AgreementSigned],
        (Kind::AreaRestrictionOverridden, "of") => &[Kind::UnsafeAreaNamed],
        (Kind::RegisterResumed, "of") => &[Kind::RegisterSuspended],
        (_, "evidence" | "considered") => &[Kind::EvidenceReceived],
        (_, "referral") => &[Kind::ReferralMade],
        (_, "complaint") => &[Kind::ComplaintMade],
        (_, "breach") => &[Kind::BreachFound],
        (_, "meeting") => &[Kind::MeetingHeld],
        (_, "plan" | "document") => &[Kind::PlanMade],
        (_, "review") => &[Kind::ReviewAsked],
        (_, "promise") => &[Kind::PromiseMade],
        (_, "marker") => &[Kind::MarkerSet, Kind::ConfidentialityAsked],
        (_, "confirms" | "replaces") => &[Kind::SafeContactSet],
        (_, "request") => &[Kind::InformationAsked],
        (_, "remedy") => &[Kind::RemedyAgreed],
        (_, "action") => &[Kind::ActionSet],
        (_, "report") => &[Kind::OmbudsmanReported],
        (_, "order") => &[Kind::OrderMade],
        (_, "offer") => &[Kind::OfferMade],
        (_, "placement") => &[Kind::PlacementMade],
        (_, "repair") => &[Kind::RepairReported],
        (_, "check") => &[Kind::SuitabilityChecked],
        (_, "tenancy") => &[Kind::TenancyHeld],
        _ => &[],
    }
}

/// The form of a kind, with what was typed and what is wrong with it.
pub fn sections(kind: Kind, offer: &Offer<'_>, answers: &Answers, mistakes: &Mistakes) -> Vec<Section> {
    let when = Question::moment("happened", "When did it happen?").hint("Leave the time empty if you do not know it.");
    let mut first = vec![when.answered(answers).error(mistakes.with("happened"))];
    let mut more = Vec::new();
    for field in kind.info().fields {
        // Areas of the lettings scheme are chosen on the page of the register.
        if is_made_by_the_form(kind, field) || field.name == "lettings_areas" {
            continue;
        }
        let question = question(kind, field, offer, answers, mistakes);
        let prominent = !field.optional
            || matches!(field.shape, Shape::AnyOf(_) | Shape::Sealed(_) | Shape::Steps | Shape::Many(Shape::Steps));
        if prominent { first.extend(question) } else { more.extend(question) }
    }
    let mut sections = vec![Section { questions: first, ..Section::default() }];
    if !more.is_empty() {
        let answered = more.iter().any(|question| question.error.is_some());
        sections.push(Section {
            heading: "More, where you know it".into(),
            questions: more,
            folded: !answered && kind.info().fields.len() > 4,
            ..Section::default()
        });
    }
    sections
}

/// A person who comes into the file gets an id from Holdfast, not from a form.
pub fn is_made_by_the_form(kind: Kind, field: &FieldInfo) -> bool {
    matches!((kind, field.name), (Kind::PersonAdded, "person") | (Kind::ChildBorn, "child"))
}

fn question(kind: Kind, field: &'static FieldInfo, offer: &Offer<'_>, answers: &Answers, mistakes: &Mistakes) -> Vec<Question> {
    let label = words::question(field);
    let label = if field.optional && !matches!(field.shape, Shape::YesNo | Shape::AnyOf(_) | Shape::Many(_) | Shape::Steps) {
        format!("{label} (if known)")
    } else {
        label
    };
    let asked = |question: Question| {
        let question = question.answered(answers).error(mistakes.with(field.name));
        vec![match words::help(field) {
            Some(help) => question.hint(help),
            None => question,
        }]
    };
    let none = |list: Vec<Choice>| {
        let blank = if field.optional { "Nobody, or not known" } else { "Choose" };
        std::iter::once(Choice::new("", blank)).chain(list).collect::<Vec<_>>()
    };
    match &field.shape {
        Shape::Text | Shape::Name => asked(Question::line(field.name, label)),
        Shape::Sealed(_) if matches!(field.name, "value" | "hours" | "terms") => asked(Question::text(field.name, label, 2)),
        Shape::Sealed(_) => asked(Question::text(field.name, label, 6)),
        Shape::Day => asked(Question::day(field.name, label)),
        Shape::Moment => asked(Question::moment(field.name, label)),
        Shape::YesNo => asked(Question::checkboxes(field.name, label, vec![Choice::new("yes", "Yes")])),
        Shape::Number => asked(Question::number(field.name, label)),
        Shape::Money => asked(Question::money(field.name, label)),
        Shape::OneOf(codes) => asked(one_of(field, label, lawful(kind, field, codes))),
        Shape::AnyOf(codes) | Shape::Many(Shape::OneOf(codes)) => asked(any_of(field, label, codes)),
        Shape::Person => asked(Question::select(field.name, label, none(offer.people()))),
        Shape::Team => asked(Question::select(field.name, label, none(offer.teams()))),
        Shape::Who => asked(Question::select(field.name, label, none(offer.who()))),
        Shape::Fact => asked(Question::select(field.name, label, none(offer.facts(kind, field.name)))),
        Shape::Officer => {
            let officers = offer.officers.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
            asked(Question::select(field.name, label, none(officers)))
        }
        Shape::Many(Shape::Person) => asked(Question::checkboxes(field.name, label, offer.people())),
        Shape::Many(Shape::Team) => asked(Question::checkboxes(field.name, label, offer.teams())),
        Shape::Many(Shape::Who) => asked(Question::checkboxes(field.name, label, offer.who())),
        Shape::Many(Shape::Fact) => asked(Question::checkboxes(field.name, label, offer.facts(kind, field.name))),
        Shape::Steps | Shape::Many(Shape::Steps) => steps(offer, answers, mistakes),
        Shape::Many(_) => asked(Question::line(field.name, label).hint("One after the other, with commas between.")),
        // Bodies and rules are named by the pages themselves, never by what somebody types.
        Shape::Body | Shape::Rule | Shape::Room => Vec::new(),
    }
}

/// The codes that may be offered: what no officer may do is not among them.
fn lawful(kind: Kind, field: &FieldInfo, codes: &'static [Code]) -> Vec<&'static Code> {
    let refused: &[&str] = match (kind, field.name) {
        (Kind::CaseClosed, "why") => &["declined-support"],
        _ => &[],
    };
    codes.iter().filter(|code| !refused.contains(&code.code)).collect()
}

fn one_of(field: &FieldInfo, label: String, codes: Vec<&'static Code>) -> Question {
    let choices: Vec<Choice> = codes.iter().map(|code| Choice::new(code.code, code.label)).collect();
    if choices.len() <= FEW && !field.optional {
        return Question::radios(field.name, label, choices);
    }
    let blank = Choice::new("", if field.optional { "Not known" } else { "Choose" });
    Question::select(field.name, label, std::iter::once(blank).chain(choices).collect())
}

fn any_of(field: &FieldInfo, label: String, codes: &'static [Code]) -> Question {
    let choices: Vec<Choice> = codes.iter().map(|code| Choice::new(code.code, code.label)).collect();
    if choices.len() <= 2 * FEW {
        return Question::checkboxes(field.name, label, choices);
    }
    let (few, rest) = choices.split_at(FEW);
    Question::checkboxes(field.name, label, few.to_vec()).more("More", rest.to_vec())
}

/// How many rows of steps were on the page, and so must be on it again.
pub fn rows(answers: &Answers) -> usize {
    answers.one("step-rows").parse::<usize>().unwrap_or(ROWS).clamp(ROWS, 60)
}

/// Rows for the steps of a plan: what, which kind, who, by when.
fn steps(offer: &Offer<'_>, answers: &Answers, mistakes: &Mistakes) -> Vec<Question> {
    let kinds = || casefile::facts::ActionKind::CHOICES.iter().map(|code| Choice::new(code.code, code.label)).collect();
    let mut questions = Vec::new();
    for row in 1..=rows(answers) {
        let name = |part: &str| format!("step-{row}-{part}");
        let asked = |question: Question| {
            let error = mistakes.with(&question.name).map(str::to_owned);
            question.answered(answers).error(error.as_deref())
        };
        let who = std::iter::once(Choice::new("", "Choose")).chain(offer.who()).collect();
        questions.extend([
            asked(Question::line(name("what"), format!("Step {row}: what is to be done")).size("s")),
            asked(Question::select(name("kind"), format!("Step {row}: what kind of thing it is"), kinds())),
            asked(Question::select(name("who"), format!("Step {row}: who does it"), who)),
            asked(Question::day(name("due"), format!("Step {row}: by which day"))),
        ]);
    }
    questions
}

/// The questions of a correction: where there are sealed words, nobody types them again. They stay, or others take their place, or they go.
pub fn with_what_stays(questions: Vec<Question>, old: &Body, answers: &Answers) -> Vec<Question> {
    let fields = fields(old);
    let mut all = Vec::with_capacity(questions.len());
    for question in questions {
        let sealed = fields.iter().find(|(field, _)| field.name == question.name && matches!(field.shape, Shape::Sealed(_)));
        let Some((field, _)) = sealed else {
            all.push(question);
            continue;
        };
        all.push(
            question.hint("This is filled in, and sealed. Leave it empty and it stays as it was; what you type takes its place."),
        );
        if field.optional {
            let out = Choice::new("yes", "Take out what is there");
            all.push(Question::checkboxes(taken_out(field.name), words::question(field), vec![out]).answered(answers));
        }
    }
    all
}

/// The answers that a recorded fact would have had, so that it can be corrected. Sealed words are not among them: they stay as they are.
pub fn answers_of(body: &Body, happened: casefile::facts::When) -> Answers {
    let mut answers = Answers::default();
    put_day(&mut answers, "happened", &happened.to_string());
    for (field, value) in fields(body) {
        put(&mut answers, field.name, &field.shape, &value);
    }
    answers
}

fn put(answers: &mut Answers, name: &str, shape: &Shape, value: &Value) {
    match (shape, value) {
        (Shape::Sealed(_), _) => {}
        (Shape::Day | Shape::Moment, Value::String(day)) => put_day(answers, name, day),
        (Shape::YesNo, Value::Bool(true)) => answers.add(name, "yes"),
        (Shape::Money, Value::Number(pence)) => {
            let pence = pence.as_u64().unwrap_or_default();
            answers.add(name, format!("{}.{:02}", pence / 100, pence % 100));
        }
        (Shape::Many(Shape::Steps), Value::Array(steps)) => {
            answers.set("step-rows", (steps.len() + 1).to_string());
            for (row, step) in steps.iter().enumerate() {
                put_step(answers, row + 1, step);
            }
        }
        (Shape::Many(one), Value::Array(list)) => list.iter().for_each(|value| put(answers, name, one, value)),
        (Shape::AnyOf(_), Value::Array(list)) => list.iter().filter_map(Value::as_str).for_each(|code| answers.add(name, code)),
        (Shape::Who, Value::Object(who)) => {
            if let Some((what, id)) = who.iter().next() {
                answers.add(name, format!("{what}:{}", id.as_str().unwrap_or_default()));
            }
        }
        (_, Value::String(text)) => answers.add(name, text.clone()),
        (_, Value::Number(number)) => answers.add(name, number.to_string()),
        _ => {}
    }
}

fn put_step(answers: &mut Answers, row: usize, step: &Value) {
    let text = |part: &str| step.get(part).and_then(Value::as_str).unwrap_or_default().to_owned();
    answers.set(format!("step-{row}-what"), text("what"));
    answers.set(format!("step-{row}-kind"), text("kind"));
    if let Some(who) = step.get("who") {
        put(answers, &format!("step-{row}-who"), &Shape::Who, who);
    }
    put_day(answers, &format!("step-{row}-due"), &text("due"));
}

fn put_day(answers: &mut Answers, name: &str, written: &str) {
    let (date, time) = written.split_once('T').unwrap_or((written, ""));
    let mut parts = date.split('-');
    for part in ["year", "month", "day"] {
        answers.set(format!("{name}-{part}"), parts.next().unwrap_or_default().trim_start_matches('0'));
    }
    answers.set(format!("{name}-time"), time);
}

/// What a form starts with: now, the officer's own team where a team acts, the survivor where somebody is meant, and the fact that raised what is owed.
pub fn starting(kind: Kind, offer: &Offer<'_>, now: jiff::civil::DateTime, raised_by: Option<FactId>) -> Answers {
    let mut answers = Answers::default();
    put_day(&mut answers, "happened", &now.date().to_string());
    let survivor: Option<PersonId> = offer.file().survivor();
    let mut pointed = false;
    for field in kind.info().fields {
        match (&field.shape, field.name) {
            (Shape::Team, "by" | "team" | "to" | "from") if !answers_has_team(&answers, offer.team) => {
                answers.add(field.name, offer.team.to_string());
            }
            (Shape::Person, "person" | "of" | "by") if !field.optional => {
                if let Some(survivor) = survivor {
                    answers.add(field.name, survivor.to_string());
                }
            }
            (Shape::Fact, name) if !pointed => {
                if let Some(fact) = raised_by.filter(|id| offer.facts(kind, name).iter().any(|one| one.value == id.to_string())) {
                    answers.add(name, fact.to_string());
                    pointed = true;
                }
            }
            _ => {}
        }
    }
    answers
}

fn answers_has_team(answers: &Answers, team: TeamId) -> bool {
    answers.0.iter().any(|(_, value)| *value == team.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_points_to_what_it_answers() {
        for (kind, field, to) in [
            (Kind::ReciprocalAnswered, "referral", Kind::ReciprocalReferred),
            (Kind::ReferralAnswered, "referral", Kind::ReferralMade),
            (Kind::ProximityTriaged, "report", Kind::ProximityReported),
            (Kind::OmbudsmanAnswered, "report", Kind::OmbudsmanReported),
            (Kind::DisclosureSchemeDecided, "request", Kind::DisclosureSchemeAsked),
            (Kind::SubjectAccessAnswered, "request", Kind::SubjectAccessAsked),
            (Kind::InformationGiven, "request", Kind::InformationAsked),
            (Kind::AgreementBroken, "agreement", Kind::AgreementSigned),
            (Kind::AgreementSigned, "replaces", Kind::AgreementSigned),
            (Kind::SafeContactSet, "replaces", Kind::SafeContactSet),
            (Kind::RegisterResumed, "of", Kind::RegisterSuspended),
        ] {
            assert_eq!(kinds_for(kind, field), [to], "{kind:?} {field}");
        }
    }
}
