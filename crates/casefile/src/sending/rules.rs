//! What is owed around sending: a second person reads what waits for one, a letter that is ready is posted, and what did not reach somebody is
//! made good.

use crate::calendar::Clock;
use crate::facts::{
    Body, Delivery, DeliveryReported, Fact, Function, Kind, LetterReady, LetterReturned, MessageSent, SendingAsked,
    SendingStopped, Shows, Who,
};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// The rules of this room.
pub const RULES: &[&Rule] = &[&SECOND_PERSON, &LETTER_WAITS, &NOT_ARRIVED];

/// The id of the rule under which a letter that is ready is printed and posted.
pub const POST_IT: &str = "SEND-post-it";

const TOPIC: &str = "What leaves the house";
const REPORT: &str = "Ombudsman focus report, November 2021";
const REPORTS: &str = "https://www.lgo.org.uk/information-centre/reports/focus-reports";

/// SEND-second-person
pub const SECOND_PERSON: Rule = Rule {
    id: "SEND-second-person",
    topic: TOPIC,
    title: "Read what a colleague wants to send, and agree or decline",
    must: "Read the very words as a second person, look for anything that leads to her or tells what she said, and say whether they may leave. Until you do, nothing leaves.",
    source: Source {
        force: Force::Ombudsman,
        act: REPORT,
        provision: "case 20 007 812",
        says: "A plan with her number in it was sent to the man she fled because nobody but its author had looked at it. The time is ours.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::SendingAsked],
    hears: Shows::empty(),
    meets: &[Kind::SendingDecided],
    ends: &[],
    derive: second_person,
};

fn second_person(file: &CaseFile, owed: &mut Owed<'_>) {
    let asked: Vec<Cause> = file
        .each::<SendingAsked>()
        .filter_map(|(fact, it)| Some(Cause::new(fact, or_lead(file, it.by)?, fact.happened.date)))
        .collect();
    owed.each_answered(asked, |cause, fact| match &fact.body {
        Body::SendingDecided(it) => Verdict::meets_if(it.asked == Some(cause.fact)),
        _ => Verdict::Nothing,
    });
}

/// SEND-post-it
pub const LETTER_WAITS: Rule = Rule {
    id: POST_IT,
    topic: TOPIC,
    title: "Print the letter and post it",
    must: "Print the letter from its page, put it into a plain envelope with the address on that page and nothing else, post it, and say so. If it is not to go any more, stop it.",
    source: Source {
        force: Force::House,
        act: REPORT,
        provision: "case 20 007 812",
        says: "A letter that is ready leaves the next working day, as it was checked. Nobody is told that it was sent before it was.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::LetterReady],
    hears: Shows::empty(),
    meets: &[Kind::MessageSent],
    ends: &[Kind::SendingStopped],
    derive: post_it,
};

fn post_it(file: &CaseFile, owed: &mut Owed<'_>) {
    let ready: Vec<Cause> = file
        .each::<LetterReady>()
        .filter_map(|(fact, it)| Some(Cause::new(fact, or_lead(file, it.by)?, fact.happened.date)))
        .collect();
    owed.each(ready, |cause, fact| match (&fact.body, file.body_of(cause.fact)) {
        (Body::MessageSent(sent), Some(Body::LetterReady(letter))) => Verdict::meets_if(sent.decided == Some(letter.decided)),
        (Body::SendingStopped(it), _) => Verdict::ends_if(it.of == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// SEND-not-arrived
pub const NOT_ARRIVED: Rule = Rule {
    id: "SEND-not-arrived",
    topic: TOPIC,
    title: "It did not reach them: find another safe way",
    must: "What was sent came back, was not delivered or was stopped on its way. Find out how they can be reached safely now, record it, and send it again in that way. Never try an old number or address.",
    source: Source {
        force: Force::Guidance,
        act: "Homelessness Code of Guidance 2018",
        provision: "chapter 21",
        says: "Whoever deals with a survivor has to be able to reach her without danger. What comes back shows that somebody else may be where she was. The time is ours.",
        url: "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::DeliveryReported, Kind::LetterReturned, Kind::SendingStopped, Kind::LetterReady],
    hears: Shows::empty(),
    meets: &[Kind::SafeContactSet, Kind::MessageSent, Kind::ContactMade, Kind::ObligationAnswered],
    ends: &[Kind::DeliveryReported],
    derive: not_arrived,
};

fn not_arrived(file: &CaseFile, owed: &mut Owed<'_>) {
    let mut seen: Vec<FactId> = Vec::new();
    let mut causes = Vec::new();
    for fact in file.any_of(NOT_ARRIVED.reads) {
        let Some(lost) = Lost::of(file, fact) else { continue };
        // A message that is reported twice is one thing to make good.
        if lost.message.is_some_and(|message| seen.contains(&message)) {
            continue;
        }
        seen.extend(lost.message);
        causes.extend(or_lead(file, lost.by).map(|team| Cause::new(fact, team, fact.happened.date)));
    }
    owed.each(causes, |cause, fact| {
        let Some(raised) = file.fact(cause.fact) else { return Verdict::Nothing };
        let Some(lost) = Lost::of(file, raised) else { return Verdict::Nothing };
        if fact.recorded < raised.recorded || (fact.recorded == raised.recorded && fact.id < raised.id) {
            return Verdict::Nothing;
        }
        match &fact.body {
            Body::SafeContactSet(it) => Verdict::meets_if(it.safe && Some(it.person) == lost.to.and_then(Who::person)),
            Body::MessageSent(it) => Verdict::meets_if(Some(it.to) == lost.to),
            Body::ContactMade(it) => Verdict::meets_if(Some(it.to) == lost.to || Some(it.by) == lost.to),
            Body::DeliveryReported(it) => Verdict::ends_if(Some(it.message) == lost.message && it.outcome == Delivery::Delivered),
            _ => Verdict::Nothing,
        }
    });
}

/// Something that did not reach its recipient.
struct Lost {
    /// The message or the letter, where it is known.
    message: Option<FactId>,
    /// To whom it was sent.
    to: Option<Who>,
    /// By which team.
    by: Option<TeamId>,
}

impl Lost {
    /// What a fact says was lost; `None` where it says that it arrived.
    fn of(file: &CaseFile, fact: &Fact) -> Option<Self> {
        match &fact.body {
            Body::DeliveryReported(DeliveryReported { outcome: Delivery::Delivered, .. }) => None,
            Body::DeliveryReported(it) => Self::sent(file, it.message),
            Body::SendingStopped(SendingStopped { of, .. }) => Self::sent(file, *of),
            Body::LetterReturned(LetterReturned { message, person, by, .. }) => {
                let sent = message.and_then(|message| Self::sent(file, message));
                let to = sent.as_ref().and_then(|sent| sent.to).or(person.map(Who::Person));
                Some(Self { message: *message, to, by: by.or(sent.and_then(|sent| sent.by)) })
            }
            _ => None,
        }
    }

    fn sent(file: &CaseFile, message: FactId) -> Option<Self> {
        let fact = file.fact(message)?;
        let (to, by) = match fact.is::<MessageSent>() {
            Some(it) => (it.to, it.by),
            None => fact.is::<LetterReady>().map(|it| (it.to, it.by))?,
        };
        Some(Self { message: Some(message), to: Some(to), by })
    }
}

/// The team that sent it, or the one that leads the file.
fn or_lead(file: &CaseFile, by: Option<TeamId>) -> Option<TeamId> {
    by.filter(|team| file.services().team(*team).is_some()).or_else(|| file.lead())
}
