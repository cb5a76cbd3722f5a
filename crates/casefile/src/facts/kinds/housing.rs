//! Housing: applications, duties, decisions, the register, tenancies.

use jiff::civil::Date;

use super::super::Shows;
use super::super::choices::{
    AccessNeed, Ask, Circumstance, DebtKind, Duty, EndGround, NoticeKind, Outcome, Protection, ReturnQuestion, Subject,
    SuspensionGround, TenancyAdvice, Tenure,
};
use super::super::findings::Finding;
use super::super::kind::kinds;
use super::super::money::Pence;
use super::super::who::Who;
use crate::ids::{FactId, PersonId, TeamId};
use crate::private::{Narrative, Sealed, Whereabouts};

kinds! {
    /// She applies for housing: to the register, as homeless, for a transfer, or in any other form.
    HousingApplied "housing-applied" {
        /// Who applies; the survivor where left out.
        by: Option<Who>,
        /// The team that gets it.
        to: TeamId,
        /// Whether it is an application to the housing register or for a transfer.
        #[serde(default)]
        register: bool,
        /// Whether it is made as a homelessness application.
        #[serde(default)]
        homeless: bool,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// What she asks for.
        #[serde(default)]
        asks: Vec<Ask>,
        /// In her words.
        words: Option<Sealed<Narrative>>,
    }
    /// A housing authority opens a homelessness application, which any request that shows possible homelessness is.
    HomelessnessOpened "homelessness-opened" {
        /// Which authority.
        by: TeamId,
        /// What showed it.
        of: Option<FactId>,
    }
    /// It was explained to her, in plain words, that she has to say when something changes that matters for the decision, and what follows if she does
    /// not (Housing Act 1996 s.214(2)).
    ChangesExplained "changes-explained" {
        /// By which authority.
        by: TeamId,
        /// Whether in writing.
        #[serde(default)]
        in_writing: bool,
        /// How she can tell safely, and what she asked.
        words: Option<Sealed<Narrative>>,
    }
    /// A housing authority assesses her case and tells her in writing (Housing Act 1996 s.189A).
    HomelessnessAssessed "homelessness-assessed" {
        /// Which authority.
        by: TeamId,
        /// Whether the assessment was given in writing.
        #[serde(default)]
        in_writing: bool,
        /// What made her homeless, or threatens to.
        caused: Option<Sealed<Narrative>>,
        /// What home would suit her and hers, and where they would be safe.
        home: Option<Sealed<Narrative>>,
        /// What support she needs.
        support: Option<Sealed<Narrative>>,
    }
    /// A register application is made active or assessed.
    RegisterAssessed "register-assessed" {
        /// Which team.
        by: TeamId,
        /// The application.
        application: Option<FactId>,
        /// What the assessment answers of all that she disclosed.
        #[serde(default)]
        answers: Shows,
        /// How many bedrooms her household needs.
        bedrooms: Option<u32>,
        /// What a home has to have for them to be able to live in it.
        #[serde(default)]
        access: Vec<AccessNeed>,
    }
    /// Priority on the register is decided.
    PriorityAwarded "priority-awarded" {
        /// Which team.
        by: TeamId,
        /// The band or level, as the scheme calls it.
        band: String,
        /// Whether it is the highest.
        #[serde(default)]
        highest: bool,
        /// What it rests on: what the decision answers of all that she disclosed.
        #[serde(default)]
        answers: Shows,
        /// The day from which it counts.
        effective: Option<Date>,
        /// Whether there is a letter with reasons and the right to a review.
        #[serde(default)]
        letter: bool,
        /// Whether the letter is written in Holdfast from this: it counts as written once that letter has left, or was handed over.
        #[serde(default)]
        to_write: bool,
        /// The application that it decides.
        application: Option<FactId>,
        /// The circumstances that count for it. No score of a risk assessment is among them.
        #[serde(default)]
        counts: Vec<Circumstance>,
        /// What each need that she told of means for it.
        reasons: Option<Sealed<Narrative>>,
        /// Why it counts from a later day than the first on which she told of a need.
        later_because: Option<Sealed<Narrative>>,
    }
    /// An application rests for a while: no home is offered.
    RegisterSuspended "register-suspended" {
        /// Which team.
        by: TeamId,
        /// The application.
        application: FactId,
        /// Why.
        ground: SuspensionGround,
        /// The last day; left out where it ends when she says so.
        until: Option<Date>,
        /// Whether there is a letter with reasons and the right to a review.
        #[serde(default)]
        letter: bool,
        /// Whether the letter is written in Holdfast from this: it counts as written once that letter has left, or was handed over.
        #[serde(default)]
        to_write: bool,
        /// The reasons.
        reasons: Option<Sealed<Narrative>>,
    }
    /// An application that rested counts again.
    RegisterResumed "register-resumed" {
        /// Which team.
        by: TeamId,
        /// What is over.
        of: FactId,
    }
    /// A home on the lettings list may suit her. Nobody outside the file was told; whoever has the file looks at it first.
    HomeFits "home-fits" {
        /// The team to look at it.
        by: TeamId,
        /// The home, by its number on the lettings list.
        vacancy: String,
        /// The last day on which nobody else is offered it.
        until: Option<Date>,
    }
    /// A home is taken off the lettings list for her, and offered with the same entry.
    HomeKept "home-kept" {
        /// By which team.
        by: TeamId,
        /// The home, by its number on the lettings list.
        vacancy: String,
    }
    /// Somebody looked at a home that may have suited her, and it is not kept for her.
    HomePassed "home-passed" {
        /// By which team.
        by: TeamId,
        /// The home, by its number on the lettings list.
        vacancy: String,
        /// Why.
        reasons: Option<Sealed<Narrative>>,
    }
    /// The case is put on the agenda of the housing panel.
    PanelListed "panel-listed" {
        /// Which team.
        by: TeamId,
        /// The day on which the panel meets.
        meets: Option<Date>,
    }
    /// A body accepts a legal duty to her or to a child.
    DutyAccepted "duty-accepted" {
        /// Which body's team.
        by: TeamId,
        /// Which duty.
        duty: Duty,
        /// To whom, where it is not the survivor.
        person: Option<PersonId>,
        /// The day on which the body was first satisfied; the duty's days count from it.
        satisfied: Option<Date>,
        /// Whether there is a letter with reasons and the right to a review.
        #[serde(default)]
        letter: bool,
        /// What the authority is satisfied of, where it is a housing duty.
        #[serde(default)]
        findings: Vec<Finding>,
        /// The reasons.
        reasons: Option<Sealed<Narrative>>,
        /// Whether the letter is written in Holdfast from this: it counts as written once that letter has left, or was handed over.
        #[serde(default)]
        to_write: bool,
    }
    /// A duty ends.
    DutyEnded "duty-ended" {
        /// Which body's team.
        by: TeamId,
        /// Which duty.
        duty: Duty,
        /// On which ground.
        ground: EndGround,
        /// Whether there was written notice with the ground and the right to a review.
        #[serde(default)]
        notice: bool,
        /// The reasons.
        reasons: Option<Sealed<Narrative>>,
        /// Whether the letter is written in Holdfast from this: it counts as written once that letter has left, or was handed over.
        #[serde(default)]
        to_write: bool,
    }
    /// A named officer decides something, with reasons, on the evidence.
    DecisionMade "decision-made" {
        /// Which team.
        by: TeamId,
        /// About what.
        subject: Subject,
        /// Which way.
        outcome: Outcome,
        /// The evidence considered.
        #[serde(default)]
        considered: Vec<FactId>,
        /// What it answers of all that she disclosed.
        #[serde(default)]
        answers: Shows,
        /// Whether there is a letter.
        #[serde(default)]
        letter: bool,
        /// Whether the letter tells of the right to a review or an appeal, and its last day.
        #[serde(default)]
        review_right: bool,
        /// Whether the letter is written in Holdfast from this: it counts as written once that letter has left, or was handed over.
        #[serde(default)]
        to_write: bool,
        /// Whether a score decided it. No score may decide anything about housing.
        #[serde(default)]
        on_score: bool,
        /// Whether it rests on her having no connection with the area.
        #[serde(default)]
        local_connection: bool,
        /// What the authority is satisfied of, where it is about homelessness.
        #[serde(default)]
        findings: Vec<Finding>,
        /// Whether somebody of a manager's standing or above decided it.
        #[serde(default)]
        senior: bool,
        /// What is decided, where it answers an earlier fact: a referral, a request, a complaint.
        of: Option<FactId>,
        /// The reasons.
        reasons: Option<Sealed<Narrative>>,
    }
    /// She has the decision in her hands, or it has been ready at the office for a reasonable time.
    DecisionReceived "decision-received" {
        /// Which decision.
        of: FactId,
        /// The service that told her.
        by: Option<TeamId>,
    }
    /// A move is agreed to be urgent.
    UrgentMoveAgreed "urgent-move-agreed" {
        /// By which team.
        by: TeamId,
        /// Following what.
        of: Option<FactId>,
    }
    /// A notice or demand that may cost her her home.
    NoticeToLeave "notice-to-leave" {
        /// Which kind.
        notice: NoticeKind,
        /// Who gives it.
        by: Option<Who>,
        /// When it runs out.
        expires: Option<Date>,
        /// The service that is told.
        to: Option<TeamId>,
    }
    /// She holds a home, or comes to hold one.
    TenancyHeld "tenancy-held" {
        /// Who.
        person: PersonId,
        /// How.
        tenure: Tenure,
        /// Whether a social tenancy is for a fixed term only (flexible), and not for life.
        #[serde(default)]
        fixed_term: bool,
        /// The landlord.
        landlord: Option<TeamId>,
        /// The service that knows it.
        to: Option<TeamId>,
        /// Where.
        place: Option<Sealed<Whereabouts>>,
        /// Its rent for a week, in pence.
        weekly_rent: Option<Pence>,
        /// Council tax for a week, in pence.
        weekly_council_tax: Option<Pence>,
    }
    /// A tenancy ends.
    TenancyEnded "tenancy-ended" {
        /// Which; left out where there is only one.
        tenancy: Option<FactId>,
        /// The service that knows it.
        to: Option<TeamId>,
    }
    /// She is advised what to do with a tenancy.
    TenancyAdviceGiven "tenancy-advice-given" {
        /// By which team.
        by: TeamId,
        /// Which advice.
        advice: TenancyAdvice,
        /// Whether in writing.
        #[serde(default)]
        in_writing: bool,
        /// Which tenancy; left out where there is only one.
        tenancy: Option<FactId>,
        /// What was advised: how and when, and what it costs in rent, council tax, benefits and rights.
        words: Option<Sealed<Narrative>>,
    }
    /// A debt or a bill, in her name or because of the abuse.
    DebtKnown "debt-known" {
        /// Which kind.
        debt: DebtKind,
        /// How much, in pence.
        amount: Option<Pence>,
        /// The service that knows it.
        to: Option<TeamId>,
        /// Whether it came from economic abuse.
        #[serde(default)]
        from_abuse: bool,
    }
    /// Belongings, or pets, are at risk of loss.
    BelongingsAtRisk "belongings-at-risk" {
        /// The service that is told.
        to: TeamId,
        /// Whether pets are among them.
        #[serde(default)]
        pets: bool,
        /// What they are.
        what: Option<Sealed<Narrative>>,
        /// Where they are now.
        place: Option<Sealed<Whereabouts>>,
    }
    /// Belongings are stored or otherwise made safe.
    BelongingsProtected "belongings-protected" {
        /// By which service.
        by: TeamId,
        /// How.
        how: Option<Protection>,
        /// What.
        what: Option<Sealed<Narrative>>,
        /// Where they are kept.
        place: Option<Sealed<Whereabouts>>,
        /// From which day.
        from: Option<Date>,
        /// Until which day, where one is agreed.
        until: Option<Date>,
        /// What it costs: for a week where things are kept, once where they are moved.
        cost: Option<Pence>,
        /// What she is charged for it, in the same way; nothing where it is left out.
        charge: Option<Pence>,
    }
    /// The protection of belongings ends: she has them back, or the duty or power is over (Housing Act 1996 s.212).
    ProtectionEnded "protection-ended" {
        /// By which service.
        by: TeamId,
        /// Which protection.
        of: FactId,
        /// Whether she has her things back.
        #[serde(default)]
        returned: bool,
        /// Whether she was told that it ends and why, in a safe way, and not at an address that he knows.
        #[serde(default)]
        told_safely: bool,
        /// Why it ends.
        why: Option<Sealed<Narrative>>,
    }
    /// She wants to apply again after she accepted a private rented offer less than two years ago.
    AppliedAgain "applied-again" {
        /// To whom.
        to: TeamId,
        /// When she accepted the private rented offer.
        accepted: Date,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
    }
    /// A question of the national return of homelessness cases is answered, because nothing else on file answers it. Codes and nothing else: no name,
    /// no place, no words. A later answer takes its place.
    ReturnAnswered "return-answered" {
        /// Which authority.
        by: TeamId,
        /// Which question.
        question: ReturnQuestion,
        /// The placement that it is about, where it is about one.
        about: Option<FactId>,
        /// The answer, by our codes of the list; none of them where the answer is that there is none.
        #[serde(default)]
        answers: Vec<String>,
    }
}
