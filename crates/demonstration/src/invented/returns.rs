//! What officers answered for the national return: most cases are complete, some lack something, as at any quarter's end.

use casefile::facts::{ReturnAnswered, ReturnQuestion};
use casefile::file::CaseFile;
use casefile::returns::{self, Ask, Return};
use jiff::ToSpan;
use jiff::civil::Date;

use super::draft::Draft;

/// Why she lost her home and where she lived: answers that go together.
const LOSSES: &[(&str, &str)] = &[
    ("domestic-abuse/victim", "private-rented-sector/self-contained"),
    ("domestic-abuse/victim", "social-rented-sector/council-tenant"),
    ("domestic-abuse/victim", "social-rented-sector/registered-provider-tenant"),
    ("domestic-abuse/victim", "living-with-family"),
    ("family-or-friends-no-longer-willing-or-able-to-accommodate", "living-with-friends"),
    ("end-of-private-rented-tenancy-assured-sh/landlord-wishing-to-sell-the-property", "private-rented-sector/self-contained"),
];

/// Answers what was owed an answer by now.
pub(crate) fn answer(draft: &mut Draft<'_>) {
    let mut facts = draft.facts().to_vec();
    facts.sort_by_key(|fact| fact.recorded);
    let file = CaseFile::fold(facts);
    let Ok(yesterday) = draft.until().date().yesterday() else { return };
    let team = draft.teams.housing;
    for one in returns::all(&file, team, yesterday) {
        let loss = draft.chance.one(LOSSES).copied().unwrap_or(LOSSES[0]);
        // Most are answered as they go along; a few are left for the end of the quarter, or forgotten.
        let careful = if draft.chance.in_hundred(70) { 100 } else { 55 };
        for ask in one.asks.iter().filter(|ask| ask.wanted) {
            let days = draft.chance.between(1, 9);
            let at = since(&one, ask).saturating_add(days.days()).at(14, 10, 0, 0);
            let at = one.until.map_or(at, |until| at.min(until.at(14, 10, 0, 0)));
            let answers = choose(draft, ask, loss);
            if !draft.chance.in_hundred(careful) || (answers.is_empty() && ask.question != ReturnQuestion::Assistance) {
                continue;
            }
            let by = draft.officer(team);
            draft.add(at, by, ReturnAnswered { by: one.team, question: ask.question, about: ask.about, answers }.into());
        }
    }
}

/// Since when a question could be answered.
fn since(one: &Return, ask: &Ask) -> Date {
    use ReturnQuestion as Q;
    let case = &one.case;
    let ended = match ask.question {
        Q::PreventionActivity | Q::PreventionReason | Q::PreventionSecured => case.prevention.and_then(|duty| duty.ended),
        Q::ReliefActivity | Q::ReliefReason | Q::ReliefSecured => case.relief.and_then(|duty| duty.ended),
        Q::PriorityNeed => case.main.map(|main| main.decided),
        Q::MainEndReason => case.main.and_then(|main| main.ended),
        Q::Assistance => case.closed,
        Q::PlacementType => ask.row.and_then(|row| case.placements.get(row)).map(|one| one.entry),
        _ => case.assessed,
    };
    ended.unwrap_or(case.applied)
}

fn choose(draft: &mut Draft<'_>, ask: &Ask, (reason, home): (&str, &str)) -> Vec<String> {
    use ReturnQuestion as Q;
    let fixed = match ask.question {
        Q::ReasonForLoss => Some(reason),
        Q::AccommodationNow | Q::LastSettled => Some(home),
        Q::Assistance => Some("at-risk-of-has-experienced-domestic-abuse"),
        Q::ReliefSecured | Q::PreventionSecured => draft
            .chance
            .one(&["social-rented-sector/council-tenancy", "private-rented-sector/self-contained", "staying-with-family"])
            .copied(),
        Q::SupportNeeds => draft
            .chance
            .one(&["difficulties-budgeting", "history-of-mental-health-problems", "physical-ill-health-and-disability"])
            .copied(),
        _ => None,
    };
    if let Some(code) = fixed {
        return vec![code.to_owned()];
    }
    let choices = ask.choices();
    draft.chance.one(&choices).map(|code| code.text().to_owned()).into_iter().collect()
}
