//! She moves to another area within a year of a hearing: one conference hands over to the next.

use crate::calendar::Clock;
use crate::children::across_a_border;
use crate::facts::{Body, Function, Kind, ReferralKind, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::marac::{SAFELIVES, SAFELIVES_URL, TOPIC, criteria};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// MARAC-to-MARAC
pub const MARAC_TO_MARAC: Rule = Rule {
    id: "MARAC-to-MARAC",
    topic: TOPIC,
    title: "Hand over to the conference of the new area",
    must: "Refer her to the conference of the area that she has moved to, with the minutes and what is still to be done, by a safe way and to a named person; adviser tells adviser. For a short stay too.",
    source: Source {
        force: Force::House,
        act: SAFELIVES,
        provision: "transfer between MARACs",
        says: "When she moves, for a time or for good, the coordinator refers her to the conference there with minutes and action plans, and advisers and representatives call those they hand over to. The twelve months go on. Two working days is our standard.",
        url: SAFELIVES_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Marac,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::Moved, Kind::PlacementMade, Kind::ReferralMade, Kind::MeetingHeld],
    hears: Shows::empty(),
    meets: &[Kind::ReferralMade],
    ends: &[],
    derive: marac_to_marac,
};

fn marac_to_marac(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .any_of(&[Kind::Moved, Kind::PlacementMade])
        .filter(|fact| across_a_border(fact) && criteria::is_live(file, fact))
        .filter_map(|fact| {
            let known = file.falls_to(fact, Function::Marac).or_else(|| file.falls_to(fact, Function::Idva));
            let (team, since) = known.or_else(|| file.first_to_know(fact, |_| true))?;
            Some(Cause::new(fact, team, since))
        })
        .collect();
    owed.episodes(causes, |_, fact| match &fact.body {
        Body::ReferralMade(it) => Verdict::meets_if(it.referral == ReferralKind::MaracTransfer),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("police", Function::Police, "police").outsider("host", Function::Housing, "council-two").outsider(
            "their-police",
            Function::Police,
            "police-two",
        )
    }

    #[test]
    fn a_move_within_a_year_of_a_hearing_is_handed_over_within_two_working_days() {
        let file = file()
            .on("2026-01-05", "meeting-held meeting=marac by=police")
            .on("2026-06-05", "placement-made by=housing home=refuge host=host");
        file.owes("MARAC-to-MARAC").by_whom("police").due("2026-06-09").is("late");
        file.on("2026-06-09", "referral-made by=police to=their-police referral=marac-transfer").owes("MARAC-to-MARAC").is("met");
    }

    #[test]
    fn a_move_long_after_or_without_a_hearing_is_not() {
        file().on("2026-06-05", "moved person=her to_area_of=host to=police").owes_nothing_under("MARAC-to-MARAC");
        file()
            .on("2025-01-05", "meeting-held meeting=marac by=police")
            .on("2026-06-05", "moved person=her to_area_of=host to=police")
            .owes_nothing_under("MARAC-to-MARAC");
    }
}
