//! What letters are for: one occasion for each thing that is told in a letter, with what a letter about it has to give.
//!
//! Source: Housing Act 1996 ss.160ZA(9), 166A(9), 184(3)–(6), 189A, 189B(6), 190, 193, 193A, 195(8), 198–200, 202–204, 208, 214(2).

use super::variables::Variable;
use crate::facts::LetterPart;

/// Who gets a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// The survivor.
    ToHer,
    /// The authority of the area where she is placed.
    ToHost,
}

/// One thing that is told in a letter.
#[derive(Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Its code, as templates name it.
    pub code: &'static str,
    /// What officers call it.
    pub title: &'static str,
    /// To whom.
    pub goes: Goes,
    /// What a letter about it has to give, whatever else it says.
    pub must: &'static [LetterPart],
    /// What is always there to be filled in, beside what every letter has.
    pub always: &'static [Variable],
    /// What may be there: a template uses it only where it is.
    pub perhaps: &'static [Variable],
}

/// What every letter has.
pub const EVERY: &[Variable] =
    &[Variable::Date, Variable::Reference, Variable::Officer, Variable::Team, Variable::Body, Variable::DecidedOn];
/// What every letter may have.
pub const EVERY_PERHAPS: &[Variable] = &[Variable::Name];

use LetterPart::{Appeal, Help, Reasons, ReviewRight};
use Variable as V;

const ADVERSE: &[LetterPart] = &[Reasons, ReviewRight, Help];
const TOLD: &[LetterPart] = &[ReviewRight, Help];
const HELP: &[LetterPart] = &[Help];
const WHY: &[LetterPart] = &[Reasons, Help];
const COURT: &[LetterPart] = &[Reasons, Appeal, Help];
const REASONED: &[V] = &[V::Reasons, V::ReceiptDay, V::ReviewLastDay];
const ENDED: &[V] = &[V::Duty, V::Reasons, V::ReceiptDay, V::ReviewLastDay];
const DECIDED: &[V] = &[V::Subject, V::Reasons, V::ReceiptDay, V::ReviewLastDay];

const fn occasion(
    code: &'static str,
    title: &'static str,
    must: &'static [LetterPart],
    always: &'static [V],
    perhaps: &'static [V],
) -> Occasion {
    Occasion { code, title, goes: Goes::ToHer, must, always, perhaps }
}

macro_rules! ended {
    ($($ground:literal $title:literal),* $(,)?) => { [$(occasion(concat!("duty-ended/", $ground), $title, ADVERSE, ENDED, &[])),*] };
}

const DUTY_ENDED: [Occasion; 13] = ended!(
    "secured" "A duty has ended: a home is secured",
    "time-up" "A duty has ended: its 56 days are over",
    "became-homeless" "Prevention has ended: she has become homeless",
    "next-duty" "A duty has ended: the next one took its place",
    "refused-offer" "A duty has ended: an offer was refused",
    "refused-final-offer" "A duty has ended: a final offer was refused",
    "accepted-offer" "A duty has ended: an offer was accepted",
    "intentional" "A duty has ended: intentionally homeless",
    "not-eligible" "A duty has ended: no longer eligible",
    "withdrew" "A duty has ended: the application was withdrawn",
    "non-cooperation" "A duty has ended: refusal to co-operate",
    "referred" "A duty has ended: another authority has accepted it",
    "left-voluntarily" "The main duty has ended: she left the home",
);

const DUTIES: &[V] = &[V::Satisfied, V::DutyLastDay, V::ReceiptDay, V::ReviewLastDay];

const OTHERS: [Occasion; 36] = [
    occasion("homelessness-opened", "Her application is open, and what she has to tell us", HELP, &[], &[]),
    occasion("duty-accepted/prevention", "The prevention duty is accepted", TOLD, DUTIES, &[V::Reasons]),
    occasion("duty-accepted/relief", "The relief duty is accepted", TOLD, DUTIES, &[V::Reasons]),
    occasion("duty-accepted/main", "The main housing duty is accepted", TOLD, &[V::ReceiptDay, V::ReviewLastDay], &[V::Reasons]),
    occasion("duty-accepted/intentional", "Accommodation for a time (s.190)", ADVERSE, REASONED, &[]),
    occasion("duty-accepted/interim", "Somewhere to stay while it is decided", HELP, &[], &[V::Reasons]),
    occasion("duty-ended/interim", "Interim accommodation has ended", WHY, &[V::Reasons], &[]),
    occasion("offer", "An offer of a home", TOLD, &[V::Home, V::ReceiptDay, V::ReviewLastDay], &[V::Address]),
    occasion("offer/final", "A final offer of a home", TOLD, &[V::Home, V::ReceiptDay, V::ReviewLastDay], &[V::Address]),
    occasion("decision/homelessness/adverse", "A homelessness decision against her, or partly", ADVERSE, DECIDED, &[V::Evidence]),
    occasion("decision/homelessness/in-favour", "A homelessness decision in her favour", TOLD, DECIDED, &[V::Evidence]),
    occasion("decision/qualification/adverse", "Not on the housing register", ADVERSE, DECIDED, &[V::Evidence]),
    occasion("decision/qualification/in-favour", "On the housing register", TOLD, DECIDED, &[V::Evidence]),
    occasion("decision/priority/adverse", "A decision on priority against her, or partly", ADVERSE, DECIDED, &[V::Evidence]),
    occasion("decision/priority/in-favour", "A decision on priority in her favour", TOLD, DECIDED, &[V::Evidence]),
    occasion("decision/panel/adverse", "The panel’s decision, against her or partly", ADVERSE, DECIDED, &[V::Evidence]),
    occasion("decision/panel/in-favour", "The panel’s decision in her favour", TOLD, DECIDED, &[V::Evidence]),
    occasion("decision/suitability/adverse", "A place is found to be suitable", ADVERSE, DECIDED, &[V::Evidence]),
    occasion("decision/suitability/in-favour", "A place is found not to be suitable", TOLD, DECIDED, &[V::Evidence]),
    occasion("decision/urgent-move/adverse", "An urgent move is not agreed", ADVERSE, DECIDED, &[V::Evidence]),
    occasion("decision/urgent-move/in-favour", "An urgent move is agreed", TOLD, DECIDED, &[V::Evidence]),
    occasion("decision/referral", "The outcome of a referral to another authority", ADVERSE, DECIDED, &[V::Evidence]),
    occasion("decision/other", "Another decision", WHY, DECIDED, &[V::Evidence]),
    occasion(
        "priority",
        "A band on the housing register",
        ADVERSE,
        &[V::Band, V::Reasons, V::ReceiptDay, V::ReviewLastDay],
        &[V::Effective],
    ),
    occasion(
        "rest",
        "An application to the housing register rests",
        ADVERSE,
        &[V::Ground, V::Reasons, V::ReceiptDay, V::ReviewLastDay],
        &[V::RestsUntil],
    ),
    occasion(
        "review/upheld",
        "A review: the decision stands",
        COURT,
        &[V::AskedOn, V::Reasons, V::ReceiptDay, V::AppealLastDay],
        &[],
    ),
    occasion("review/changed", "A review: the decision is changed", WHY, &[V::AskedOn, V::Reasons, V::ReceiptDay], &[]),
    occasion(
        "review/register",
        "A review of a decision about the housing register",
        WHY,
        &[V::AskedOn, V::Reasons, V::ReceiptDay],
        &[],
    ),
    occasion("minded-to", "What the reviewer is minded to decide", WHY, &[V::AskedOn, V::Reasons, V::NewDay], &[]),
    occasion("delay", "Something will take longer than we said", WHY, &[V::NewDay, V::Reasons], &[]),
    occasion(
        "referral",
        "A referral to another housing authority",
        ADVERSE,
        &[V::Host, V::Reasons, V::ReceiptDay, V::ReviewLastDay],
        &[],
    ),
    Occasion {
        code: "out-of-area",
        title: "Notice to the authority of the area (s.208)",
        goes: Goes::ToHost,
        must: &[],
        always: &[V::Host, V::Household, V::HowMany, V::Available, V::Function],
        // It is held back where the body may be linked to the alleged perpetrator.
        perhaps: &[V::Address],
    },
    occasion("tenancy-advice", "Advice about a tenancy", HELP, &[V::Advice], &[V::Reasons]),
    occasion(
        "plan",
        "A copy of her plan",
        TOLD,
        &[V::Plan, V::ReceiptDay, V::ReviewLastDay],
        &[V::Steps, V::AlsoAgreed, V::NotAgreed],
    ),
    occasion("harm", "What went wrong, and what will be done", HELP, &[V::Reasons], &[V::Remedy, V::Amount, V::ByDay]),
    occasion("complaint", "The answer to a complaint", WHY, &[V::AskedOn, V::Reasons], &[]),
];

/// Every occasion.
pub fn occasions() -> impl Iterator<Item = &'static Occasion> {
    const { &OTHERS }.iter().chain(const { &DUTY_ENDED })
}

/// The occasion that has this code.
pub fn occasion_called(code: &str) -> Option<&'static Occasion> {
    occasions().find(|one| one.code == code)
}

impl Occasion {
    /// Whether a variable is always there.
    pub fn always_gives(&self, variable: Variable) -> bool {
        EVERY.contains(&variable) || self.always.contains(&variable)
    }

    /// Whether a variable is there, or may be.
    pub fn may_give(&self, variable: Variable) -> bool {
        self.always_gives(variable) || EVERY_PERHAPS.contains(&variable) || self.perhaps.contains(&variable)
    }
}
