//! Hearing: the words of others are read as they arrive, before they are sealed.
//!
//! Where an entry holds somebody's words and does not say that they tell of abuse, the recognition engine reads them. What it hears is recorded
//! with the entry, in the same transaction, with the very words that suggest it, sealed like the entry itself. It decides nothing: a person
//! answers, within a working day.

use casefile::facts::{Body, DisclosureHeard, HeardKind, NewFact, Shows, When, Who};
use casefile::ids::TeamId;
use casefile::private::{Narrative, Sealed};
use recognition::{Heard, Kind, recognise};

/// Somebody's words, as they arrived.
struct Arrived<'a> {
    to: TeamId,
    by: Option<Who>,
    shows: Shows,
    words: &'a Sealed<Narrative>,
}

/// What was heard in facts that are about to be recorded.
pub(crate) fn heard_in(facts: &[NewFact], now: When) -> Vec<NewFact> {
    facts
        .iter()
        .filter_map(|fact| arrived(&fact.body))
        .filter_map(|one| hear(&one))
        .map(|heard| NewFact::new(now, heard))
        .collect()
}

/// The words of others in an entry. What staff write about their own acts is no message from anybody.
fn arrived(body: &Body) -> Option<Arrived<'_>> {
    let of = |to, by, shows, words| Some(Arrived { to, by, shows, words });
    match body {
        Body::HousingApplied(it) => of(it.to, it.by, it.shows, it.words.as_ref()?),
        Body::EvidenceReceived(it) => of(it.to, Some(it.by), it.shows, it.words.as_ref()?),
        Body::ContactMade(it) => of(it.to.team()?, Some(it.by), it.shows, it.words.as_ref()?),
        Body::ThirdPartyContact(it) => of(it.to, Some(it.by), it.shows, it.words.as_ref()?),
        Body::ComplaintMade(it) => of(it.to, Some(it.by), it.shows, it.words.as_ref()?),
        Body::ReferralMade(it) => of(it.to, Some(it.by), it.shows, it.words.as_ref()?),
        Body::SuitabilityQuestioned(it) => of(it.to, Some(it.by), Shows::empty(), it.words.as_ref()?),
        Body::Noted(it) => of(it.to?, it.by, it.shows, it.words.as_ref()?),
        _ => None,
    }
}

fn hear(arrived: &Arrived<'_>) -> Option<DisclosureHeard> {
    if arrived.shows.with_implied().intersects(Shows::ABUSE) {
        return None; // somebody has heard it
    }
    let text = arrived.words.fresh()?;
    let heard = recognise(text);
    heard.disclosure.then(|| DisclosureHeard {
        to: arrived.to,
        by: arrived.by,
        kinds: heard.kinds.iter().copied().map(kind).collect(),
        because: Some(reasons(&heard)).filter(|reasons| !reasons.is_empty()),
        words: Some(Sealed::new(quoted(&heard, text))),
    })
}

const fn kind(kind: Kind) -> HeardKind {
    match kind {
        Kind::PhysicalOrSexual => HeardKind::PhysicalOrSexual,
        Kind::ViolentOrThreatening => HeardKind::ViolentOrThreatening,
        Kind::ControllingOrCoercive => HeardKind::ControllingOrCoercive,
        Kind::Economic => HeardKind::Economic,
        Kind::PsychologicalEmotionalOrOther => HeardKind::Psychological,
    }
}

/// What is heard, in an officer's words: each reason once.
fn reasons(heard: &Heard) -> String {
    let mut reasons: Vec<&str> = heard.because.iter().map(|because| because.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons.join("; ")
}

/// The very words, each on a line.
fn quoted(heard: &Heard, text: &str) -> String {
    let lines: Vec<String> = heard.because.iter().map(|because| format!("“{}”", because.words(text).trim())).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use casefile::facts::Noted;
    use casefile::ids::in_story;
    use jiff::civil::date;

    use super::*;

    fn noted(words: &str) -> Vec<NewFact> {
        let to = Some(TeamId(in_story("team", "test", "housing")));
        vec![NewFact::new(
            date(2026, 6, 1),
            Noted { by: None, to, about: None, shows: Shows::empty(), words: Some(Sealed::new(words)) },
        )]
    }

    #[test]
    fn a_disclosure_in_an_ordinary_note_is_heard_with_its_words() {
        let facts = noted("She cannot climb the stairs any more. She needs to move away from her father because he hits her.");
        let heard = heard_in(&facts, date(2026, 6, 1).into());
        let Some(Body::DisclosureHeard(heard)) = heard.first().map(|fact| &fact.body) else { panic!("nothing was heard") };
        assert!(heard.words.as_ref().unwrap().fresh().unwrap().contains("hits"));
        assert!(!heard.kinds.is_empty());
    }

    #[test]
    fn an_ordinary_note_is_an_ordinary_note() {
        assert!(heard_in(&noted("She rang about the boiler. It leaks again."), date(2026, 6, 1).into()).is_empty());
    }
}
