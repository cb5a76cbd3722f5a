//! Whether what was typed is sound: texts, names and dates. Nothing here is about the law.
//!
//! Text is kept as it was typed, in any script and any direction; only control characters that no keyboard makes are refused, because they
//! hide what a text says. A refusal never loses what was typed: the draft is kept where it was typed.

use jiff::civil::{Date, date};

use super::Refusal;
use super::words::day;
use crate::facts::{Body, Role, When};
use crate::file::CaseFile;

/// The longest account that one fact takes, in characters.
pub const LONGEST_ACCOUNT: usize = 100_000;
/// The longest name, reference or other single line, in characters.
pub const LONGEST_LINE: usize = 200;
/// The most things that one list of a fact may hold.
pub const LONGEST_LIST: usize = 200;
/// Nothing in a file happened before this day.
pub const FIRST_DAY: Date = date(1900, 1, 1);
/// No plan or order in a file runs beyond this day.
pub const LAST_DAY: Date = date(2199, 12, 31);

/// Checks texts, names and dates of a fact about to be recorded.
/// # Errors
/// The first thing that has to be mended, and how.
pub fn check(file: &CaseFile, body: &Body, happened: When, now: When) -> Result<(), Refusal> {
    texts(body, None)?;
    dates(file, body, happened, now)?;
    points_into_the_file(file, body)
}

/// As [`check`], for a fact that takes the place of an earlier one: a sealed value may stay as it stands there.
/// # Errors
/// The first thing that has to be mended, and how.
pub fn check_correction(file: &CaseFile, earlier: &Body, body: &Body, happened: When, now: When) -> Result<(), Refusal> {
    texts(body, Some(earlier))?;
    dates(file, body, happened, now)?;
    points_into_the_file(file, body)
}

/// The sealed values of a body, with the names of their fields.
fn shut_values(body: &Body) -> Vec<(&'static str, Vec<u8>)> {
    let mut values = Vec::new();
    body.clone().private(&mut |field, value| values.extend(value.shut_bytes().map(|bytes| (field, bytes.to_vec()))));
    values
}

/// Whoever and whatever a fact names is in the file: people, services, earlier facts.
fn points_into_the_file(file: &CaseFile, body: &Body) -> Result<(), Refusal> {
    let new_person = match body {
        // These bring in whom they name.
        Body::FileOpened(_) | Body::ServiceNamed(_) => return Ok(()),
        Body::PersonAdded(it) => Some(it.person),
        Body::ChildBorn(it) => Some(it.child),
        _ => None,
    };
    if body.people().into_iter().any(|person| Some(person) != new_person && file.people().get(person).is_none()) {
        return Err(Refusal::because("Somebody named here is not in this file yet.").instead("Add the person to the file first."));
    }
    if body.teams().into_iter().any(|team| file.services().team(team).is_none()) {
        return Err(Refusal::because("A service named here is not in this file yet.")
            .instead("Bring the service in first; it need not be given access."));
    }
    if body.facts().into_iter().any(|earlier| !file.recorded().any(|fact| fact.id == earlier)) {
        return Err(Refusal::because("An earlier entry named here is not in this file.")
            .instead("Go back to the file and choose it there."));
    }
    Ok(())
}

/// Checks the private and the plain texts of a body. The only sealed values that it takes are those of the entry that it corrects.
fn texts(body: &Body, earlier: Option<&Body>) -> Result<(), Refusal> {
    let kept = earlier.map(shut_values).unwrap_or_default();
    let mut wrong = None;
    let mut looked_at = body.clone();
    looked_at.private(&mut |field, value| {
        if let Some(shut) = value.shut_bytes() {
            if kept.iter().any(|(name, bytes)| (*name, bytes.as_slice()) == (field, shut)) {
                return;
            }
            wrong = Some(Refusal::because(format!(
                "What was sent in “{}” is not text that can be recorded. Type it again.",
                words_of(field)
            )));
            return;
        }
        // The text can only be looked at in passing: nothing is sealed here, for the lock gives nothing back.
        value.shut_with(&mut |_, text| {
            if let Err(refusal) = text_is_sound(words_of(field).as_str(), text, LONGEST_ACCOUNT) {
                wrong = Some(refusal);
            }
            None
        });
    });
    if let Some(refusal) = wrong {
        return Err(refusal);
    }
    for (field, line) in lines(body) {
        line_is_sound(field, line)?;
    }
    if body.people().len() > LONGEST_LIST || body.facts().len() > LONGEST_LIST || body.teams().len() > LONGEST_LIST {
        return Err(Refusal::because(format!(
            "A single entry can name at most {LONGEST_LIST} people, services or entries. Split it."
        )));
    }
    Ok(())
}

fn words_of(field: &str) -> String {
    field.replace('_', " ")
}

/// Checks an account of any length up to [`LONGEST_ACCOUNT`].
/// # Errors
/// It is too long, or holds control characters.
pub fn text_is_sound(field: &str, text: &str, longest: usize) -> Result<(), Refusal> {
    let length = text.chars().count();
    if length > longest {
        return Err(Refusal::because(format!(
            "“{field}” has {} characters; the most that one entry takes is {}. Nothing was lost: your text is kept as a draft.",
            in_thousands(length),
            in_thousands(longest)
        ))
        .instead("Split it into several entries, one for each day or contact.")
        .instead("Keep the essence here, and record the whole document as evidence received."));
    }
    if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        return Err(Refusal::because(format!(
            "“{field}” holds control characters that cannot be seen, perhaps from copying. Nothing was lost: your text is kept as a draft."
        ))
        .instead("Paste it as plain text, or type it again."));
    }
    Ok(())
}

/// Checks a name, a reference or any other single line.
/// # Errors
/// It is empty, too long, or holds line breaks or control characters.
pub fn line_is_sound(field: &str, line: &str) -> Result<(), Refusal> {
    if line.trim().is_empty() {
        return Err(Refusal::because(format!("“{field}” is empty. Leave it out, or fill it in.")));
    }
    if line.chars().any(|letter| matches!(letter, '\n' | '\r')) {
        return Err(Refusal::because(format!("“{field}” must fit on one line.")));
    }
    text_is_sound(field, line, LONGEST_LINE)
}

fn in_thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The plain single lines of a body.
fn lines(body: &Body) -> Vec<(&'static str, &str)> {
    let mut found: Vec<(&'static str, Option<&str>)> = Vec::new();
    match body {
        Body::FileOpened(it) => found.push(("reference", Some(&it.reference))),
        Body::ServiceNamed(it) => {
            found.extend([
                ("name of the service", Some(it.name.as_str())),
                ("name of the body", Some(&it.body_name)),
                ("basis", it.basis.as_deref()),
            ]);
        }
        Body::PersonAdded(it) => found.push(("name", it.name.as_ref().map(crate::private::Unprinted::shown))),
        Body::PriorityAwarded(it) => found.push(("band", Some(&it.band))),
        Body::HomeFits(it) => found.push(("home", Some(&it.vacancy))),
        Body::HomeKept(it) => found.push(("home", Some(&it.vacancy))),
        Body::HomePassed(it) => found.push(("home", Some(&it.vacancy))),
        Body::Charged(it) => found.push(("charge", it.with.as_deref())),
        Body::Convicted(it) => found.push(("offence", it.of.as_deref())),
        Body::ReciprocalReferred(it) => found.push(("scheme", it.scheme.as_deref())),
        Body::PlanMade(it) => found.extend(it.steps.iter().map(|step| ("step", Some(step.what.as_str())))),
        Body::ObligationReassigned(it) => found.push(("reason", it.why.as_deref())),
        _ => {}
    }
    found.into_iter().filter_map(|(field, line)| line.map(|line| (field, line))).collect()
}

/// What a date in a fact has to be.
enum Must {
    /// On or before the day on which it is recorded.
    BePast,
    /// Any day that a file can speak of.
    BeSane,
}

/// The days that a body holds, with what each has to be.
fn days(body: &Body) -> Vec<(&'static str, Date, Must)> {
    use Must::{BePast, BeSane};
    let mut found: Vec<(&'static str, Option<Date>, Must)> = Vec::new();
    match body {
        Body::PersonAdded(it) => found.push(("date of birth", it.born, BePast)),
        Body::PregnancyKnown(it) => found.push(("day on which the child is expected", it.expected, BeSane)),
        Body::OfficerLeft(it) => found.push(("day of return", it.back, BeSane)),
        Body::PromiseMade(it) => found.push(("day promised", Some(it.due), BeSane)),
        Body::Bailed(it) => found.push(("end of bail", it.until, BeSane)),
        Body::ReleaseDateKnown(it) => found.push(("day of release", it.on, BeSane)),
        Body::OrderMade(it) => {
            found.extend([
                ("start of the order", it.from.map(|from| from.date), BeSane),
                ("last day of the order", it.until, BeSane),
            ]);
        }
        Body::PriorityAwarded(it) => found.push(("day from which it counts", it.effective, BeSane)),
        Body::PanelListed(it) => found.push(("day of the panel", it.meets, BeSane)),
        Body::RegisterSuspended(it) => found.push(("last day", it.until, BeSane)),
        Body::HomeFits(it) => found.push(("last day", it.until, BeSane)),
        Body::DutyAccepted(it) => found.push(("day on which you were satisfied", it.satisfied, BePast)),
        Body::NoticeToLeave(it) => found.push(("day on which the notice runs out", it.expires, BeSane)),
        Body::AppliedAgain(it) => found.push(("day on which the offer was accepted", Some(it.accepted), BePast)),
        Body::SafetyMeasure(it) => found.push(("day of review", it.review, BeSane)),
        Body::RepairReported(it) => found.push(("day by which it is done", it.due, BeSane)),
        Body::RepairChased(it) => found.push(("day by which it is done now", it.due, BeSane)),
        Body::BelongingsProtected(it) => {
            found.extend([("first day", it.from, BeSane), ("last day", it.until, BeSane)]);
        }
        Body::PlanMade(it) => found.extend(it.steps.iter().map(|step| ("day of a step", step.due, BeSane))),
        Body::ActionSet(it) => found.push(("day by which it is done", it.due, BeSane)),
        Body::SafeContactSet(it) => found.push(("day on which she confirmed it", it.confirmed, BePast)),
        Body::BreachFound(it) => found.push(("day on which you became aware", it.aware.map(|aware| aware.date), BePast)),
        Body::RemedyAgreed(it) => found.push(("day by which it is done", it.due, BeSane)),
        Body::ReviewMindedTo(it) => found.push(("last day for her answer", it.answer_by, BeSane)),
        Body::ReviewExtended(it) => found.push(("new last day", Some(it.until), BeSane)),
        Body::SurvivorUpdated(it) => found.push(("new day", it.until, BeSane)),
        Body::ObligationEscalated(it) => found.push(("day", Some(it.on), BeSane)),
        _ => {}
    }
    found.into_iter().filter_map(|(field, on, must)| on.map(|on| (field, on, must))).collect()
}

fn dates(file: &CaseFile, body: &Body, happened: When, now: When) -> Result<(), Refusal> {
    if happened.moment() > now.moment() && (happened.date > now.date || happened.time.is_some()) {
        return Err(Refusal::because(format!(
            "{} has not come yet. Record what has happened; what is to come is a promise, a step or an action with its day.",
            day(happened.date)
        )));
    }
    if happened.date < FIRST_DAY {
        return Err(Refusal::because(format!("{} is too long ago. Write the year with four digits.", day(happened.date))));
    }
    for (field, on, must) in days(body) {
        if on < FIRST_DAY || on > LAST_DAY {
            return Err(Refusal::because(format!("The {field} cannot be {}. Write the year with four digits.", day(on))));
        }
        if matches!(must, Must::BePast) && on > now.date {
            return Err(Refusal::because(format!("The {field} cannot be {}: that day has not come yet.", day(on))));
        }
    }
    before_birth(file, body, happened)
}

/// Nobody does or suffers anything before they are born. A child may well be spoken of before birth, so children are not looked at.
fn before_birth(file: &CaseFile, body: &Body, happened: When) -> Result<(), Refusal> {
    if let Body::PersonAdded(_) = body {
        return Ok(());
    }
    for id in body.people() {
        let Some(person) = file.people().get(id) else { continue };
        let adult = !matches!(person.role, Role::Child | Role::UnbornChild | Role::OtherChild);
        if let (true, Some(born)) = (adult, person.born)
            && happened.date < born
        {
            return Err(Refusal::because(format!(
                "This cannot have happened on {}: somebody in it was born later. Check the day, or correct the date of birth.",
                day(happened.date)
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{FileOpened, Noted, PersonAdded, PromiseMade, Released};
    use crate::ids::{PersonId, TeamId};
    use crate::private::{Sealed, Unprinted};
    use uuid::Uuid;

    const NOON: fn() -> When = || When::at(date(2026, 3, 31).at(12, 0, 0, 0));

    fn empty() -> CaseFile {
        CaseFile::fold(Vec::new())
    }

    fn noted(text: &str) -> Body {
        Noted { by: None, to: None, shows: crate::facts::Shows::empty(), words: Some(Sealed::new(text)), about: None }.into()
    }

    fn named(name: &str, born: Option<Date>) -> Body {
        PersonAdded {
            person: PersonId(Uuid::nil()),
            role: Role::Survivor,
            name: Some(Unprinted::new(name)),
            born,
            in_household: true,
        }
        .into()
    }

    #[test]
    fn a_million_letters_are_too_many_and_nothing_is_lost() {
        let refusal = check(&empty(), &noted(&"x".repeat(1_000_000)), NOON(), NOON()).unwrap_err();
        assert_eq!(
            refusal.because,
            "“words” has 1,000,000 characters; the most that one entry takes is 100,000. Nothing was lost: your text is kept as a draft."
        );
        assert!(check(&empty(), &noted(&"é".repeat(100_000)), NOON(), NOON()).is_ok());
    }

    #[test]
    fn text_from_right_to_left_and_with_marks_is_kept_as_typed() {
        for text in ["قالت إنها خائفة", "she said \u{202e}backwards\u{202c}", "a\u{301}\u{328}", "👩‍👧", "line\nbreak\tand tab"]
        {
            assert!(check(&empty(), &noted(text), NOON(), NOON()).is_ok(), "{text}");
        }
        assert!(check(&empty(), &noted("a\u{0}b"), NOON(), NOON()).unwrap_err().because.contains("control characters"));
        assert!(check(&empty(), &noted("a\u{1b}[2J"), NOON(), NOON()).is_err());
    }

    #[test]
    fn a_sealed_value_from_outside_is_not_taken_in() {
        let stranger: Sealed<crate::private::Narrative> = serde_json::from_str(r#"{"sealed":"0aff"}"#).unwrap();
        let body = Noted { by: None, to: None, shows: crate::facts::Shows::empty(), words: Some(stranger), about: None }.into();
        assert!(check(&empty(), &body, NOON(), NOON()).unwrap_err().because.contains("Type it again"));
    }

    #[test]
    fn a_name_is_kept_as_given_but_fits_on_a_line() {
        for name in ["Asha", "D’Arcy-Ní Bhriain", "李", "محمد", "X Æ"] {
            assert!(check(&empty(), &named(name, None), NOON(), NOON()).is_ok(), "{name}");
        }
        assert!(check(&empty(), &named("  ", None), NOON(), NOON()).is_err());
        assert!(check(&empty(), &named("a\nb", None), NOON(), NOON()).is_err());
        assert!(check(&empty(), &named(&"a".repeat(201), None), NOON(), NOON()).is_err());
    }

    #[test]
    fn what_has_not_happened_yet_is_not_recorded_as_a_fact() {
        let tomorrow = When::on(date(2026, 4, 1));
        assert!(check(&empty(), &noted("x"), tomorrow, NOON()).unwrap_err().because.starts_with("1 April 2026 has not come yet"));
        assert!(check(&empty(), &noted("x"), When::at(date(2026, 3, 31).at(12, 1, 0, 0)), NOON()).is_err());
        assert!(check(&empty(), &noted("x"), When::on(date(2026, 3, 31)), NOON()).is_ok());
        assert!(check(&empty(), &named("Asha", Some(date(2026, 4, 1))), NOON(), NOON()).is_err());
    }

    #[test]
    fn a_leap_day_is_a_day_and_the_year_9999_is_not() {
        assert!(check(&empty(), &noted("x"), When::on(date(2024, 2, 29)), NOON()).is_ok());
        let promise = |due| Body::from(PromiseMade { by: TeamId(Uuid::nil()), to: None, due, what: None });
        assert!(dates(&empty(), &promise(date(9999, 12, 31)), NOON(), NOON()).unwrap_err().because.contains("four digits"));
        assert!(dates(&empty(), &promise(date(2028, 2, 29)), NOON(), NOON()).is_ok());
        assert!(check(&empty(), &noted("x"), When::on(date(26, 3, 31)), NOON()).is_err());
    }

    #[test]
    fn what_is_named_is_in_the_file() {
        let promise = Body::from(PromiseMade { by: TeamId(Uuid::nil()), to: None, due: date(2026, 4, 1), what: None });
        assert!(check(&empty(), &promise, NOON(), NOON()).unwrap_err().instead[0].starts_with("Bring the service in"));
        let released = Body::from(Released { person: PersonId(Uuid::nil()), to: None, licence: false });
        assert!(check(&empty(), &released, NOON(), NOON()).unwrap_err().because.contains("not in this file"));
    }

    #[test]
    fn nobody_is_released_before_being_born() {
        use crate::facts::{By, Fact};
        let he = PersonId(Uuid::from_u128(7));
        let fact = |number: u128, body: Body| Fact {
            id: crate::ids::FactId(Uuid::from_u128(number)),
            happened: When::on(date(2026, 1, 1)),
            recorded: "2026-01-01T09:00:00Z".parse().unwrap(),
            by: By::Import,
            supersedes: None,
            known: Vec::new(),
            body,
        };
        let file = CaseFile::fold(vec![
            fact(
                1,
                FileOpened { survivor: PersonId(Uuid::from_u128(1)), lead: TeamId(Uuid::from_u128(2)), reference: "R".into() }
                    .into(),
            ),
            fact(
                2,
                PersonAdded {
                    person: he,
                    role: Role::AllegedPerpetrator,
                    name: None,
                    born: Some(date(1990, 5, 1)),
                    in_household: false,
                }
                .into(),
            ),
        ]);
        let released = Body::from(Released { person: he, to: None, licence: false });
        assert!(check(&file, &released, When::on(date(1990, 4, 30)), NOON()).unwrap_err().because.contains("born later"));
        assert!(check(&file, &released, When::on(date(2020, 4, 30)), NOON()).is_ok());
    }
}
