//! What is said to services and by them: disclosures, contacts, promises, and being turned away.

use jiff::civil::Date;

use super::super::Shows;
use super::super::choices::{Ask, Channel, HeardKind, TurnedAway};
use super::super::kind::kinds;
use super::super::who::Who;
use crate::ids::{FactId, PersonId, TeamId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// Somebody tells a service of abuse, or shows signs of it, in any form.
    DisclosureMade "disclosure-made" {
        /// Who tells: the survivor, a child, a relative, another service.
        by: Option<Who>,
        /// The team that hears it.
        to: TeamId,
        /// In which form.
        channel: Option<Channel>,
        /// What it shows. Abuse is taken as shown.
        #[serde(default)]
        shows: Shows,
        /// What she asks for.
        #[serde(default)]
        asks: Vec<Ask>,
        /// In their own words.
        words: Option<Sealed<Narrative>>,
    }
    /// Holdfast has heard a likely disclosure in the words of the entry that was recorded with it. Whether it is one, a person says.
    DisclosureHeard "disclosure-heard" {
        /// The team that got the words.
        to: TeamId,
        /// Whose words they are.
        by: Option<Who>,
        /// What kinds of abuse they may speak of (Domestic Abuse Act 2021 section 1).
        #[serde(default)]
        kinds: Vec<HeardKind>,
        /// What was heard in them.
        because: Option<String>,
        /// The very words that suggest it.
        words: Option<Sealed<Narrative>>,
    }
    /// Somebody has read what Holdfast heard, and says whether it is a disclosure.
    HeardAnswered "heard-answered" {
        /// By which team.
        by: TeamId,
        /// What was heard.
        heard: FactId,
        /// Whether it is a disclosure.
        #[serde(default)]
        disclosure: bool,
        /// Why it is none, or what else there is to say.
        words: Option<Sealed<Narrative>>,
    }
    /// Any other contact with a service: a call, an e-mail, a visit, a letter; also between services.
    ContactMade "contact-made" {
        /// Who makes contact.
        by: Who,
        /// Who is contacted.
        to: Who,
        /// How.
        channel: Option<Channel>,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// What is asked for. A contact that asks for anything wants an answer.
        #[serde(default)]
        asks: Vec<Ask>,
        /// What was said.
        words: Option<Sealed<Narrative>>,
    }
    /// Somebody rings or writes on the survivor's behalf: a relative, an advocate, a solicitor, a Member of Parliament, a support worker.
    ThirdPartyContact "third-party-contact" {
        /// Who it is.
        by: Who,
        /// The team that is contacted.
        to: TeamId,
        /// Whether she has agreed to it.
        #[serde(default)]
        agreed: bool,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// What is asked for.
        #[serde(default)]
        asks: Vec<Ask>,
        /// What was said.
        words: Option<Sealed<Narrative>>,
    }
    /// Somebody asks again about something that should have been done or answered.
    Chased "chased" {
        /// Who asks.
        by: Who,
        /// Who is asked.
        to: TeamId,
        /// What it is about.
        about: Option<FactId>,
        /// What it shows, where it brings anything new.
        #[serde(default)]
        shows: Shows,
    }
    /// A service answers a contact, an application or a chaser.
    Answered "answered" {
        /// Who answers.
        by: TeamId,
        /// What is answered.
        of: FactId,
        /// How.
        channel: Option<Channel>,
        /// What was said.
        words: Option<Sealed<Narrative>>,
    }
    /// A service promises something by a day.
    PromiseMade "promise-made" {
        /// Who promises.
        by: TeamId,
        /// To whom.
        to: Option<Who>,
        /// By which day.
        due: Date,
        /// What.
        what: Option<Sealed<Narrative>>,
    }
    /// A promise is kept.
    PromiseKept "promise-kept" {
        /// Who kept it.
        by: TeamId,
        /// Which promise.
        promise: FactId,
    }
    /// A service interviews her about what happened and what she needs.
    InterviewHeld "interview-held" {
        /// Who holds it.
        by: TeamId,
        /// In private, alone with her and at a safe time.
        #[serde(default)]
        private: bool,
        /// By an officer trained in domestic abuse.
        #[serde(default)]
        trained_officer: bool,
        /// She was offered an interviewer of the same sex.
        #[serde(default)]
        same_sex_offered: bool,
        /// All her options were explained, homelessness help and refuge among them.
        #[serde(default)]
        options_explained: bool,
        /// Her account was written down as an account of abuse or fear of it.
        #[serde(default)]
        account_taken: bool,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// Her account.
        words: Option<Sealed<Narrative>>,
    }
    /// She is turned away without a decision that she could have reviewed. Nobody may do this; where it was done it is recorded as it was.
    TurnedAwayFrom "turned-away" {
        /// Who turned her away.
        by: TeamId,
        /// How.
        how: TurnedAway,
        /// What she had asked or told.
        of: Option<FactId>,
    }
    /// She says what she wants, or how she sees the risk.
    WishesRecorded "wishes-recorded" {
        /// Whose wishes.
        of: PersonId,
        /// Who asked.
        by: TeamId,
        /// What she would accept or asks for.
        #[serde(default)]
        asks: Vec<Ask>,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// In her words.
        words: Option<Sealed<Narrative>>,
    }
    /// A service is in touch with the alleged perpetrator, for whatever reason.
    ContactWithAllegedPerpetrator "contact-with-alleged-perpetrator" {
        /// Which service.
        by: TeamId,
        /// The alleged perpetrator.
        person: PersonId,
        /// Whether it was about the survivor, her home or what she said: enquiries of that kind must never reach him.
        #[serde(default)]
        about_survivor: bool,
        /// Whether he refused to say something that was asked.
        #[serde(default)]
        refused_details: bool,
        /// What was said.
        words: Option<Sealed<Narrative>>,
    }
}
