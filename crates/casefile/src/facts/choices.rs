//! Closed lists: every code that a fact may hold, with the words that people see for it.

/// One code of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// As it is written in stories and stored in facts.
    pub code: &'static str,
    /// As people read it.
    pub label: &'static str,
}

/// Makes a closed list: an enum with codes, labels, and everything that a field needs.
macro_rules! choices {
    ($($(#[doc = $doc:literal])+ $name:ident { $($variant:ident $code:literal $label:literal),* $(,)? })*) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[doc = $label] #[serde(rename = $code)] $variant),* }

        impl $name {
            /// Every code with its label, in the order in which people are shown them.
            pub const CHOICES: &'static [$crate::facts::choices::Choice] =
                &[$($crate::facts::choices::Choice { code: $code, label: $label }),*];
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// As it is written in stories and stored in facts.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
            /// As people read it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.label())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|one| one.code() == text).ok_or_else(|| {
                    format!("“{text}” is not one of: {}", Self::CHOICES.iter().map(|one| one.code).collect::<Vec<_>>().join(", "))
                })
            }
        }

        impl $crate::facts::shape::Field for $name {
            const SHAPE: $crate::facts::shape::Shape = $crate::facts::shape::Shape::OneOf(Self::CHOICES);
        }
    )*};
}
pub(crate) use choices;

mod register;

pub use register::*;
mod access;
mod homes;
mod returns;
mod sending;

pub use access::*;
pub use homes::*;
pub use returns::*;
pub use sending::*;

choices! {
    /// What a team is there to do. Rules find the owner of what is owed by it.
    Function {
        Housing "housing" "Housing options (homelessness)",
        Allocations "allocations" "Housing register and lettings",
        Children "children" "Children's social care",
        Adults "adults" "Adult social care",
        Police "police" "Police",
        Health "health" "Health",
        School "school" "School or early years",
        Idva "idva" "Independent domestic violence advisers",
        Refuge "refuge" "Refuge",
        Marac "marac" "Multi-agency risk assessment conference",
        Landlord "landlord" "Landlord",
        Repairs "repairs" "Repairs",
        Complaints "complaints" "Complaints",
        DataProtection "data-protection" "Data protection",
        Benefits "benefits" "Benefits and council tax",
        Planning "planning" "Planning and licensing",
        ContactCentre "contact-centre" "Contact centre or reception",
        Charity "charity" "Charity or advice service",
        Court "court" "Court",
        Prison "prison" "Prison",
        Probation "probation" "Probation",
        Legal "legal" "Legal services or solicitor",
        Ombudsman "ombudsman" "Ombudsman",
        Other "other" "Other service",
    }
    /// What kind of organisation a body is.
    BodyKind {
        Unitary "unitary-council" "Unitary council",
        County "county-council" "County council",
        District "district-council" "District council",
        London "london-borough" "London borough",
        HousingAssociation "housing-association" "Housing association",
        PoliceForce "police-force" "Police force",
        HealthTrust "health-trust" "Health trust or practice",
        Charity "charity" "Charity",
        RefugeProvider "refuge-provider" "Refuge provider",
        PrivateLandlord "private-landlord" "Private landlord",
        School "school" "School",
        Justice "justice" "Court, prison or probation",
        Government "government" "Government department or agency",
        Ombudsman "ombudsman" "Ombudsman",
        Other "other" "Other body",
    }
    /// Who a person is in this file.
    Role {
        Survivor "survivor" "Survivor",
        Child "child" "Child",
        UnbornChild "unborn-child" "Unborn child",
        AllegedPerpetrator "alleged-perpetrator" "Alleged perpetrator",
        Associate "associate" "Relative or friend of the alleged perpetrator",
        HouseholdMember "household-member" "Member of the household",
        Relative "relative" "Relative",
        Friend "friend" "Friend or neighbour",
        Representative "representative" "Representative or advocate",
        OtherChild "other-child" "Child of another household",
        OtherAdult "other-adult" "Another adult",
    }
    /// How one person is connected with another (Domestic Abuse Act 2021 section 2; relatives as in Family Law Act 1996 section 63(1)).
    Relation {
        Spouse "spouse" "Is or was married to",
        CivilPartner "civil-partner" "Is or was in a civil partnership with",
        Engaged "engaged" "Has agreed, or once agreed, to marry",
        Intimate "intimate" "Is or was in an intimate relationship with",
        CoParent "co-parent" "Has or had a parental relationship with the same child as",
        Parent "parent" "Is a parent or step-parent of",
        Child "child" "Is a child or step-child of",
        Sibling "sibling" "Is a brother or sister of",
        Grandparent "grandparent" "Is a grandparent of",
        Grandchild "grandchild" "Is a grandchild of",
        AuntOrUncle "aunt-or-uncle" "Is an aunt or uncle of",
        NieceOrNephew "niece-or-nephew" "Is a niece or nephew of",
        Cousin "cousin" "Is a first cousin of",
        InLaw "in-law" "Is a relative by marriage of",
        Neighbour "neighbour" "Is a neighbour of",
        Friend "friend" "Is a friend of",
        Carer "carer" "Is a carer, and no relative, of",
        Flatmate "flatmate" "Is no relative, and shares a home with",
    }
    /// How something was said or sent.
    Channel {
        InPerson "in-person" "In person",
        Phone "phone" "By telephone",
        Text "text" "By text message",
        Email "email" "By e-mail",
        Letter "letter" "By letter",
        Form "form" "On a form",
        Online "online" "Online",
        HomeVisit "home-visit" "On a home visit",
        Proxy "proxy" "Through somebody else",
        Unknown "unknown" "Not known how",
    }
    /// A way of reaching somebody at a number or an address.
    ContactWay {
        Voice "voice" "Ringing, and speaking to nobody else",
        Voicemail "voicemail" "Leaving a voice message",
        Text "text" "Text message",
        Email "email" "E-mail",
        Post "post" "Letter",
        InPerson "in-person" "In person, where she says",
        HomeVisit "home-visit" "Calling at the door",
        Proxy "proxy" "Through somebody she trusts",
    }
    /// A kind of abuse that words may speak of (Domestic Abuse Act 2021 section 1(3)).
    HeardKind {
        PhysicalOrSexual "physical-or-sexual" "Physical or sexual abuse",
        ViolentOrThreatening "violent-or-threatening" "Violent or threatening behaviour",
        ControllingOrCoercive "controlling-or-coercive" "Controlling or coercive behaviour",
        Economic "economic" "Economic abuse",
        Psychological "psychological" "Psychological, emotional or other abuse",
    }
    /// What somebody asks for.
    Ask {
        Housing "housing" "To be rehoused or helped with housing",
        SafeTonight "safe-tonight" "Somewhere safe now",
        Move "move" "To move to another area",
        PrivateRent "private-rent" "Help with private renting",
        HigherPriority "higher-priority" "Higher priority",
        StaySafely "stay-safely" "To stay in her home safely",
        Repairs "repairs" "Repairs",
        Information "information" "Information or an answer",
        CallBack "call-back" "To be called back",
        Support "support" "Support",
        Money "money" "Help with money",
        Confidentiality "confidentiality" "That something be kept from somebody",
        Review "review" "That a decision be looked at again",
        Advice "advice" "Advice",
        ChildContact "child-contact" "Something about contact with a child",
        Other "other" "Something else",
    }
    /// What kind of paper a piece of evidence is.
    EvidenceKind {
        PoliceLetter "police-letter" "Letter or report from the police",
        MaracMinutes "marac-minutes" "Minutes of a risk assessment conference",
        IdvaLetter "idva-letter" "Letter from an adviser (IDVA)",
        SocialWorkerLetter "social-worker-letter" "Letter from a social worker",
        MedicalEvidence "medical-evidence" "Medical evidence",
        CharityLetter "charity-letter" "Letter from a support service",
        LandlordLetter "landlord-letter" "Letter or notice from a landlord",
        CourtOrder "court-order" "Court order",
        SchoolLetter "school-letter" "Letter from a school",
        Statement "statement" "Statement by the survivor or a witness",
        Messages "messages" "Messages, letters, pictures or recordings",
        RiskAssessment "risk-assessment" "Risk assessment",
        TenancyPapers "tenancy-papers" "Tenancy papers",
        Identity "identity" "Proof of identity",
        Other "other" "Something else",
    }
    /// A legal duty that a body has accepted, or that has ended.
    Duty {
        Prevention "prevention" "Prevention duty (Housing Act 1996 s.195)",
        Relief "relief" "Relief duty (s.189B)",
        Interim "interim" "Interim accommodation (s.188)",
        Main "main" "Main housing duty (s.193)",
        Intentional "intentional" "Short accommodation and advice (s.190)",
        ChildInNeed "child-in-need" "Child in need (Children Act 1989 s.17)",
        ChildProtection "child-protection" "Child protection enquiry (s.47)",
        AdultSafeguarding "adult-safeguarding" "Adult safeguarding enquiry (Care Act 2014 s.42)",
    }
    /// Why a housing duty ended.
    EndGround {
        Secured "secured" "Suitable accommodation, likely to last six months or more",
        TimeUp "time-up" "56 days passed and reasonable steps taken",
        BecameHomeless "became-homeless" "Has become homeless",
        NextDuty "next-duty" "The next duty took its place",
        RefusedOffer "refused-offer" "Refused a suitable offer",
        RefusedFinalOffer "refused-final-offer" "Refused a final offer",
        AcceptedOffer "accepted-offer" "Accepted an offer",
        Intentional "intentional" "Intentionally homeless from the accommodation provided",
        NotEligible "not-eligible" "No longer eligible",
        Withdrew "withdrew" "Withdrew the application",
        NonCooperation "non-cooperation" "Deliberate and unreasonable refusal to co-operate",
        Referred "referred" "Accepted by another authority",
        LeftVoluntarily "left-voluntarily" "Left voluntarily",
        PlanEnded "plan-ended" "The plan or enquiry came to its end",
    }
    /// What a decision is about.
    Subject {
        Homelessness "homelessness" "Whether a homelessness duty is owed",
        Priority "priority" "Priority on the housing register",
        Qualification "qualification" "Joining the housing register",
        Panel "panel" "What the housing panel decided",
        UrgentMove "urgent-move" "An urgent move",
        Suitability "suitability" "Whether accommodation is suitable",
        Reciprocal "reciprocal" "A reciprocal referral",
        Referral "referral" "A referral",
        ChildResponse "child-response" "How to respond about a child",
        AdultResponse "adult-response" "How to respond about an adult (three-part test)",
        Disclosure "disclosure-scheme" "The domestic violence disclosure scheme",
        Marac "marac" "Whether to refer to the risk assessment conference",
        Breach "breach" "How serious a data breach is",
        Complaint "complaint" "A complaint",
        Review "review" "A review",
        Money "money" "Money",
        Other "other" "Something else",
    }
    /// Which way a decision went.
    Outcome {
        InFavour "in-favour" "In her favour",
        Partly "partly" "Partly in her favour",
        Against "against" "Against her",
        ReferredOn "referred-on" "Passed to somebody else to decide",
    }
    /// How somebody was turned away without a proper decision. None of these can be chosen in Holdfast; stories use them for what really happened.
    TurnedAway {
        ComeBackLater "come-back-later" "Told to come back nearer the time",
        SignpostOnly "signpost-only" "Told to speak to another service instead",
        OnlyThreatened "only-threatened" "Told that threats are not abuse",
        ScoreTooLow "score-too-low" "Told that a risk score is too low",
        BringProof "bring-proof" "Told to obtain proof herself",
        ApplySeparately "apply-separately" "Told to make a separate application",
        WrongArea "wrong-area" "Told to go to another council, or that she has no local connection",
        NotBelieved "not-believed" "Not believed, with no recorded reasons",
        NoRisk "no-risk" "Told that there is no risk, with no decision in writing",
        OralRefusal "oral-refusal" "Refused by word of mouth",
        MediateFirst "mediate-first" "Told to talk it over with the alleged perpetrator or the family",
        Ignored "ignored" "Received and nothing done",
    }
    /// What was asked of the survivor or blamed on her in an answer to a complaint or a breach.
    Minimising {
        LowLevel "low-level" "Called the harm low level",
        DidNotRemind "did-not-remind" "Said that she had not reminded anybody",
        NoHarm "no-harm" "Said that no harm resulted",
        NotMisused "not-misused" "Relied on the alleged perpetrator not misusing it",
        AlreadyInTouch "already-in-touch" "Said that she is in touch with him anyway",
        Blame "blame" "Put the blame on her",
    }
    /// What kind of plan it is.
    PlanKind {
        Housing "personalised-housing-plan" "Personalised housing plan",
        Safety "safety-plan" "Safety plan",
        ChildInNeed "child-in-need-plan" "Child in need plan",
        ChildProtection "child-protection-plan" "Child protection plan",
        Support "support-plan" "Support plan",
        MoveOn "move-on-plan" "Move-on plan",
        Adult "adult-safeguarding-plan" "Adult safeguarding plan",
    }
    /// What kind of place she is given or offered.
    HomeKind {
        Refuge "refuge" "Refuge",
        BedAndBreakfast "bed-and-breakfast" "Bed and breakfast",
        Hostel "hostel" "Hostel",
        Temporary "temporary" "Self-contained temporary accommodation",
        PrivateRent "private-rent" "Private rented home",
        Social "social" "Council or housing association home",
        Sanctuary "sanctuary" "Her own home made safe",
        Specialist "specialist" "Specialist, dispersed or second-stage safe accommodation",
        FriendsOrFamily "friends-or-family" "With friends or family",
    }
    /// How a home is held.
    Tenure {
        SocialSole "social-sole" "Social tenancy in one name",
        SocialJoint "social-joint" "Joint social tenancy",
        PrivateSole "private-sole" "Private tenancy in one name",
        PrivateJoint "private-joint" "Joint private tenancy",
        Owner "owner" "Owned",
        Lodging "lodging" "Lodging, or living with family or friends",
        Licence "licence" "Licence or temporary accommodation",
        None "none" "No right to stay",
    }
    /// What is wrong with a place.
    Unsuitable {
        TooSmall "too-small" "Too small for the household",
        Disrepair "disrepair" "In disrepair or hazardous",
        Location "location" "In an unsafe place, or too far away",
        Shared "shared" "Shared or bed and breakfast",
        Access "access" "Does not suit a disability",
        Known "known" "The alleged perpetrator knows it",
        Cost "cost" "Not affordable",
        Other "other" "Another reason",
    }
    /// A notice that may cost somebody their home.
    NoticeKind {
        Section21 "section-21" "Section 21 notice",
        Section8 "section-8" "Section 8 notice",
        Landlord "landlord-letter" "Letter that she must leave",
        Family "family" "Told to leave by family or friends",
        Court "court" "Possession order or warrant",
    }
    /// What advice about a tenancy came with.
    TenancyAdvice {
        Keep "keep" "Keep the tenancy for now",
        End "end" "How and when to end the tenancy",
        Transfer "transfer" "Have the tenancy transferred or made sole",
        Options "options" "All her options, with what each costs",
    }
    /// A protective order or notice.
    OrderKind {
        NonMolestation "non-molestation-order" "Non-molestation order",
        Occupation "occupation-order" "Occupation order",
        Restraining "restraining-order" "Restraining order",
        ProtectionNotice "protection-notice" "Domestic abuse protection notice",
        ProtectionOrder "protection-order" "Domestic abuse protection order",
        ViolenceNotice "violence-protection-notice" "Domestic violence protection notice",
        ViolenceOrder "violence-protection-order" "Domestic violence protection order",
        Injunction "injunction" "Injunction or undertaking",
        ProhibitedSteps "prohibited-steps-order" "Prohibited steps or child arrangements order",
        StalkingOrder "stalking-protection-order" "Stalking protection order",
        ForcedMarriage "forced-marriage-order" "Forced marriage or FGM protection order",
        BailConditions "bail-conditions" "Bail conditions",
        Licence "licence-conditions" "Licence conditions",
    }
    /// What a referral asks another service to do.
    ReferralKind {
        DutyToRefer "duty-to-refer" "Duty to refer, homelessness (s.213B)",
        Housing "housing" "Housing help, inside one council or from another service",
        Children "children" "Concern about a child",
        Adults "adults" "Concern about an adult",
        Marac "marac" "Risk assessment conference",
        MaracTransfer "marac-transfer" "Risk assessment conference, from another area",
        Idva "idva" "Adviser (IDVA)",
        Refuge "refuge" "Refuge or safe accommodation",
        Police "police" "Police",
        Health "health" "Health or counselling",
        School "school" "School or nursery",
        Panel "panel" "Housing panel",
        TransferIn "child-plan-transfer" "Child protection plan, from another area",
        Authority "local-connection" "Local connection referral (s.198)",
        Support "support" "Other support",
        Legal "legal" "Legal help",
    }
    /// What kind of meeting it was.
    MeetingKind {
        Marac "marac" "Multi-agency risk assessment conference",
        Strategy "strategy-discussion" "Strategy discussion",
        Conference "initial-conference" "Initial child protection conference",
        ReviewConference "review-conference" "Child protection review conference",
        CoreGroup "core-group" "Core group",
        TransferConference "transfer-conference" "Transfer conference",
        Panel "housing-panel" "Housing panel",
        Professionals "professionals" "Professionals' meeting",
        ChildInNeed "child-in-need" "Child in need meeting",
        Adult "adult-safeguarding" "Adult safeguarding meeting",
    }
    /// What kind of thing is to be done by an action or a step.
    ActionKind {
        Rehousing "rehousing" "Rehousing",
        Safety "safety" "Safety",
        Children "children" "Children",
        Support "support" "Support",
        Police "police" "Police",
        Health "health" "Health",
        Money "money" "Money",
        Information "information" "Information",
        Other "other" "Something else",
    }
    /// A piece of information about somebody that can be kept back or given out.
    DataItem {
        Phone "phone" "Telephone number",
        Email "email" "E-mail address",
        Address "address" "Address",
        Area "area" "Area where she lives",
        School "school" "School or nursery",
        Work "work" "Place of work",
        Health "health" "Health information",
        Disclosure "disclosure" "That she has spoken of abuse",
        Application "application" "That she has applied for housing",
        NewName "new-name" "New name",
        Children "children" "Information about her children",
        Account "account" "What she said",
        Plan "plan" "A plan or report",
        Everything "everything" "Everything",
    }
    /// A measure that makes somebody safer.
    Measure {
        NumberChanged "number-changed" "Number or e-mail changed",
        PoliceMarker "police-marker" "Police marker on the address",
        LocksChanged "locks-changed" "Locks changed",
        Alarm "alarm" "Alarm or camera",
        SafeRoom "safe-room" "Safe room or sanctuary",
        MovedOut "moved-out" "Moved to a safe place",
        SafetyPlan "safety-plan" "Safety planned with her",
        IdvaTold "idva-told" "Adviser told",
        SchoolTold "school-told" "School told",
        RiskViewTaken "risk-view-taken" "Asked how she sees the risk",
        ReachedSafely "reached-safely" "Reached in a safe way",
        OfferedNone "offered-declined" "Measures offered; she chose none for now",
        Other "other" "Another measure",
    }
    /// How serious a risk somebody judged.
    RiskLevel {
        Standard "standard" "Standard",
        Medium "medium" "Medium",
        High "high" "High",
    }
    /// How a breach was graded.
    BreachGrade {
        Low "low" "Low",
        High "high" "High",
    }
    /// Why a service closed its work.
    Closure {
        Safe "safe" "She is safe and has what she needs",
        SheAsked "she-asked" "She asked for it",
        DeclinedSupport "declined-support" "She declined support",
        NoContact "no-contact" "No contact for a long time",
        Moved "moved" "She has moved and another area has taken over",
        Other "other" "Another reason",
    }
    /// Where a complaint has got to.
    Stage {
        One "one" "Stage one",
        Two "two" "Stage two",
    }
    /// Which scheme a request to the police is made under.
    Scheme {
        Ask "right-to-ask" "Right to ask",
        Know "right-to-know" "Right to know",
    }
    /// What was agreed to put something right.
    RemedyKind {
        Apology "apology" "Apology",
        Payment "payment" "Payment",
        Debt "debt-cleared" "Debt paid or written off",
        Backdating "backdating" "Priority backdated",
        Counselling "counselling" "Counselling or support",
        Training "training" "Training",
        Review "service-review" "Review of the service",
        Policy "policy" "Policy, protocol or guidance",
        Home "home" "A home or a move",
        Other "other" "Something else",
    }
    /// A debt or bill.
    DebtKind {
        Rent "rent" "Rent",
        CouncilTax "council-tax" "Council tax",
        Energy "energy" "Energy or water",
        Credit "credit" "Credit in her name",
        Other "other" "Other debt",
    }
    /// How high an escalation goes.
    Rung {
        Owner "owner" "The owner",
        Manager "manager" "The team's manager",
        DutyManager "duty-manager" "The duty manager",
        Lead "lead" "The domestic abuse lead",
        Director "director" "The director",
    }
    /// How a payment of a review right works: which decision is asked to be looked at again.
    ReviewKind {
        Section202 "section-202" "Homelessness review (s.202)",
        Register "register" "Housing register review (s.166A)",
        PlanSteps "plan-steps" "Review of the steps in a plan",
        JointReferral "joint-referral" "Review of referral conditions by two authorities",
        AppointedPerson "appointed-person" "Review of a referral decision by an appointed person",
    }
}

impl From<crate::private::Class> for FieldClass {
    fn from(class: crate::private::Class) -> Self {
        use crate::private::Class;
        match class {
            Class::Narrative => Self::Words,
            Class::Contact => Self::Contact,
            Class::Whereabouts => Self::Whereabouts,
        }
    }
}
