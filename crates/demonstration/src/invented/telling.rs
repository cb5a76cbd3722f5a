//! Things that happen in most files, said once.

use casefile::facts::{ActionKind, Answered, ChangesExplained, DataItem, DecisionReceived, ReviewAsked, ReviewKind};
use casefile::facts::{
    Ask, Channel, ContactMade, DecisionMade, DisclosureMade, Duty, DutyAccepted, DutyEnded, EndGround, EvidenceConsidered,
    EvidenceKind, EvidenceReceived, HomeKind, HomelessnessAssessed, HomelessnessOpened, InterviewHeld, MarkerSet, Measure,
    OfferAnswered, OfferMade, Outcome, PlacementMade, PlanKind, PlanMade, PoliceAttended, ReferralAcknowledged, ReferralAnswered,
    ReferralKind, ReferralMade, RiskAssessed, RiskLevel, SafeContactSet, SafetyMeasure, Shows, Step, Subject, Who,
};
use casefile::ids::{FactId, TeamId};
use jiff::ToSpan;

use super::contact;
use super::draft::Draft;

impl Draft<'_> {
    /// She tells a team of abuse.
    pub(crate) fn discloses(
        &mut self,
        to: TeamId,
        channel: Channel,
        shows: Shows,
        asks: &[Ask],
        said: &[&str],
    ) -> Option<FactId> {
        let words = self.words(said);
        self.tell(DisclosureMade { by: Some(self.she()), to, channel: Some(channel), shows, asks: asks.to_vec(), words })
    }

    /// Somebody is in touch with a team, or a team with her, and it is answered at once.
    pub(crate) fn talks(&mut self, by: Who, to: Who, said: &[&str]) -> Option<FactId> {
        let words = self.words(said);
        let channel = Some(*self.chance.one(&[Channel::Phone, Channel::Text, Channel::InPerson, Channel::Email])?);
        self.tell(ContactMade { by, to, channel, shows: Shows::empty(), asks: Vec::new(), words })
    }

    /// She asks a team something, and it answers within a few working days.
    pub(crate) fn asks(&mut self, team: TeamId, ask: Ask, said: &[&str], answer: &[&str]) -> Option<FactId> {
        let words = self.words(said);
        let (by, to) = (self.she(), Who::Team(team));
        let asked = ContactMade { by, to, channel: Some(Channel::Phone), shows: Shows::empty(), asks: vec![ask], words };
        let asked = self.tell(asked)?;
        self.working_days(0, 2);
        let words = self.words(answer);
        self.tell(Answered { by: team, of: asked, channel: Some(Channel::Phone), words })
    }

    /// How she can be reached, and how not: in every third file.
    pub(crate) fn says_how_to_reach_her(&mut self, team: TeamId) -> Option<()> {
        if !self.chance.in_hundred(36) {
            return Some(());
        }
        let confirmed = Some(self.day());
        let mobile = self.chance.in_hundred(80);
        let number = if mobile { contact::mobile(&mut self.chance) } else { contact::landline(&mut self.chance) };
        let (channel, value) = if self.chance.in_hundred(78) {
            (Channel::Phone, number)
        } else {
            (Channel::Email, contact::email(&mut self.chance))
        };
        let terms = self.words(&[
            "weekdays 10 to 2; say you are from the school",
            "text first, and wait for the answer “all fine”",
            "only after 7 in the evening; if {he} answers, ask for Linda",
            "mornings, and never leave a message",
            "at work, through reception",
            "any time; this phone is new and {he} does not know it",
        ]);
        let person = self.survivor;
        self.tell(SafeContactSet {
            person,
            channel,
            safe: true,
            value: Some(value.into_sealed()),
            terms,
            by: Some(team),
            confirmed,
            ways: Vec::new(),
            hours: None,
            reached_by: Vec::new(),
            confirms: None,
            replaces: None,
        })?;
        if self.chance.in_hundred(34) {
            let terms = self.words(&[
                "{he} opens the post",
                "letters go to the old address",
                "the hall is shared, and post is seen by everybody",
            ]);
            let reached_by = vec![self.partner];
            self.tell(SafeContactSet {
                person,
                channel: Channel::Letter,
                safe: false,
                value: None,
                terms,
                by: Some(team),
                confirmed,
                ways: Vec::new(),
                hours: None,
                reached_by,
                confirms: None,
                replaces: None,
            })?;
        }
        if self.chance.in_hundred(22) {
            let items = vec![DataItem::Address, DataItem::Phone, DataItem::Area];
            self.tell(MarkerSet { person, items, keep_from: Who::Person(self.partner), by: Some(team) })?;
        }
        Some(())
    }

    /// The police come.
    pub(crate) fn police_attend(&mut self, shows: Shows) -> Option<FactId> {
        let children = self.children.clone();
        let seen = if children.is_empty() { shows } else { shows.union(Shows::CHILD_WITNESS) };
        self.tell(PoliceAttended { by: self.teams.police, incident: None, children, shows: seen })
    }

    /// A risk is assessed, on a checklist and by judgement.
    pub(crate) fn assesses_risk(&mut self, by: TeamId, level: RiskLevel, shows: Shows) -> Option<FactId> {
        let (least, most) = match level {
            RiskLevel::Standard => (2, 7),
            RiskLevel::Medium => (8, 13),
            RiskLevel::High => (14, 21),
        };
        let score = u32::try_from(self.chance.between(least, most)).ok();
        let words = self.words(&[
            "It has got worse since the separation.",
            "{she} rates the risk {herself} as we do.",
            "Messages every day; two visits to the house this month.",
            "No contact for some weeks, but the hearing is close.",
        ]);
        let judgement = level == RiskLevel::High && self.chance.in_hundred(30);
        let person = Some(self.survivor);
        self.tell(RiskAssessed { by, person, score, level, incidents: None, judgement, shows, words })
    }

    /// A team hands work to another, which acknowledges it and takes it.
    pub(crate) fn refers(&mut self, by: TeamId, to: TeamId, referral: ReferralKind, shows: Shows) -> Option<FactId> {
        self.join(to)?;
        let words = self.words(&[
            "With {hers} agreement.",
            "{she} knows of this and agrees.",
            "Please ring as set out under safe contact.",
        ]);
        let made =
            ReferralMade { by: Who::Team(by), to, referral, person: None, shows, safe_contact: true, condition: None, words };
        let made = self.tell(made)?;
        self.working_days(0, 1);
        self.tell(ReferralAcknowledged { referral: made, by: to })?;
        self.working_days(0, 1);
        let words = self.words(&["Accepted; first call today.", "Accepted.", "We take this on and will ring {her} by tomorrow."]);
        self.tell(ReferralAnswered { referral: made, by: to, accepted: true, words })?;
        Some(made)
    }

    /// An adviser plans her safety with her.
    pub(crate) fn plans_safety(&mut self, by: TeamId) -> Option<FactId> {
        let due = self.day().saturating_add(14.days());
        let (idva, she) = (Who::Team(by), self.she());
        let step = |what: &str, who| Step { what: what.to_owned(), kind: ActionKind::Safety, who, due: Some(due) };
        let steps = vec![step("Bag and papers kept with a friend", she), step("Phone checked for tracking", idva)];
        let words = self.words(&["Talked through with {her}; a copy is kept where it cannot be found."]);
        let plan = PlanKind::Safety;
        let plan = PlanMade { by, plan, person: None, steps, not_agreed: None, copy_given: true, contains: Vec::new(), words };
        let made = self.tell(plan)?;
        let review = Some(self.day().saturating_add(56.days()));
        self.tell(SafetyMeasure { by, measure: Measure::SafetyPlan, because: None, review })?;
        Some(made)
    }

    /// A housing authority opens an application and talks with her alone.
    pub(crate) fn opens_homelessness(&mut self, of: FactId) -> Option<FactId> {
        let by = self.teams.housing;
        let opened = self.tell(HomelessnessOpened { by, of: Some(of) })?;
        let words = self.words(&[
            "I cannot go back. {he} has keys and {he} comes at night.",
            "{who} checks my phone and my money. Last week {he} pushed me down the stairs.",
            "The children are frightened of {him}. We have been sleeping at my sister’s.",
            "{he} said {he} would find me wherever I went.",
        ]);
        self.tell(InterviewHeld {
            by,
            private: true,
            trained_officer: true,
            same_sex_offered: true,
            options_explained: true,
            account_taken: true,
            shows: Shows::ABUSE.union(Shows::UNSAFE_HOME),
            words,
        })?;
        self.tell(ChangesExplained { by, in_writing: true, words: None })?;
        Some(opened)
    }

    /// Somewhere to stay is found, looked at first, and given to her.
    pub(crate) fn places(&mut self, by: TeamId, home: HomeKind, settled: bool) -> Option<FactId> {
        let town = self.teams.town;
        let place = contact::address(&mut self.chance, town);
        let needed = u32::try_from(1 + self.children.len().div_ceil(2)).ok();
        self.tell(PlacementMade {
            by,
            home,
            settled,
            host: None,
            bedrooms: needed,
            bedrooms_needed: needed,
            suitability_checked: true,
            with_children: !self.children.is_empty(),
            place: Some(place.into_sealed()),
            room: None,
            check: None,
            nightly: None,
        })
    }

    /// Her case is assessed and a plan agreed, both in writing.
    pub(crate) fn assesses_housing(&mut self) -> Option<FactId> {
        let by = self.teams.housing;
        self.tell(HomelessnessAssessed { by, in_writing: true, caused: None, home: None, support: None })?;
        let due = self.day().saturating_add(21.days());
        let step = |what: &str, who| Step { what: what.to_owned(), kind: ActionKind::Rehousing, who, due: Some(due) };
        let steps = vec![
            step("Ask Lantern Homes and two private landlords for a home outside the areas she named", Who::Team(by)),
            step("Look at what comes up on the register", self.she()),
        ];
        let plan = PlanKind::Housing;
        self.tell(PlanMade {
            by,
            plan,
            person: None,
            steps,
            not_agreed: None,
            copy_given: true,
            contains: Vec::new(),
            words: None,
        })
    }

    /// A housing duty is accepted, by letter; lately, the letter is still to be written.
    pub(crate) fn accepts(&mut self, duty: Duty) -> Option<FactId> {
        let (by, satisfied, to_write) = (self.teams.housing, Some(self.day()), self.is_lately());
        self.tell(DutyAccepted {
            by,
            duty,
            person: None,
            satisfied,
            letter: !to_write,
            to_write,
            findings: Vec::new(),
            reasons: None,
        })
    }

    /// A duty ends, with notice and the right to a review.
    pub(crate) fn ends(&mut self, duty: Duty, ground: EndGround) -> Option<FactId> {
        self.tell(DutyEnded { by: self.teams.housing, duty, ground, notice: true, to_write: false, reasons: None })
    }

    /// She has a decision in her hands and asks for it to be looked at again.
    pub(crate) fn asks_for_a_review(&mut self, of: FactId) -> Option<FactId> {
        let by = self.teams.housing;
        self.tell(DecisionReceived { of, by: Some(by) })?;
        self.working_days(1, 4);
        let (asks, shows) = (self.she(), Shows::empty());
        let review = ReviewKind::Section202;
        self.tell(ReviewAsked { by: asks, to: by, review, of: Some(of), complaint: None, late_allowed: false, shows })
    }

    /// Evidence arrives and is read.
    pub(crate) fn sends_evidence(&mut self, by: Who, to: TeamId, evidence: EvidenceKind, shows: Shows) -> Option<FactId> {
        let words = self.words(&[
            "Confirms what {she} told us, with dates.",
            "Says that the risk to {her} is high and that {she} should not go back.",
            "Two reports to the police since spring.",
            "The doctor saw bruises and sleeplessness.",
        ]);
        let evidence = self.tell(EvidenceReceived { by, to, evidence, shows, words, answers: None })?;
        self.working_days(0, 1);
        let words =
            self.words(&["Supports {hers} account; taken into the decision.", "Nothing in it speaks against {hers} account."]);
        self.tell(EvidenceConsidered { by: to, evidence, changes: true, words })?;
        Some(evidence)
    }

    /// A decision in her favour, with a letter, which is still to be written lately.
    pub(crate) fn decides(&mut self, by: TeamId, subject: Subject, considered: Vec<FactId>, answers: Shows) -> Option<FactId> {
        let reasons = self.words(&[
            "We believe {hers} account. It is not reasonable for {her} to stay where {she} is.",
            "{hers} account and the papers agree. {she} is owed this.",
        ]);
        let to_write = self.is_lately();
        self.tell(DecisionMade {
            by,
            subject,
            outcome: Outcome::InFavour,
            considered,
            answers,
            letter: !to_write,
            review_right: !to_write,
            to_write,
            on_score: false,
            local_connection: false,
            findings: Vec::new(),
            senior: false,
            of: None,
            reasons,
        })
    }

    /// A home is offered and answered.
    pub(crate) fn offers(&mut self, by: TeamId, home: HomeKind, accepted: bool) -> Option<FactId> {
        let town = self.teams.town;
        let place = contact::address(&mut self.chance, town);
        let place = Some(place.into_sealed());
        let offer =
            self.tell(OfferMade { by, home, is_final: false, suitability_checked: true, place, room: None, check: None })?;
        self.working_days(1, 3);
        self.tell(OfferAnswered { offer, accepted, unsafe_there: !accepted, why: None })?;
        Some(offer)
    }
}

/// Plain text on its way to being sealed.
pub(crate) trait IntoSealed {
    fn into_sealed<A: casefile::private::About>(self) -> casefile::private::Sealed<A>;
}

impl IntoSealed for String {
    fn into_sealed<A: casefile::private::About>(self) -> casefile::private::Sealed<A> {
        casefile::private::Sealed::new(self)
    }
}
