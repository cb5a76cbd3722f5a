//! What a template may name: variables that are filled in from the file, and conditions that are true of it.

/// How much a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words inside a line.
    Words,
    /// Paragraphs: it stands on a line of its own.
    Paragraphs,
    /// Items: it stands as the only thing in an item of a list, which is repeated for each.
    Items,
}

macro_rules! variables {
    ($($(#[doc = $doc:literal])+ $name:ident $code:literal $holds:ident),* $(,)?) => {
        /// Something that is filled in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Variable { $($(#[doc = $doc])+ $name),* }

        impl Variable {
            /// Every variable.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// As templates write it.
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),* } }
            /// What it is.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$name => concat!($($doc),+)),* } }
            /// How much it holds.
            pub const fn holds(self) -> Holds { match self { $(Self::$name => Holds::$holds),* } }
        }
    };
}

variables! {
    /// What the recipient is called.
    Name "name" Words,
    /// The day of the letter.
    Date "date" Words,
    /// The neutral reference of the file.
    Reference "reference" Words,
    /// The officer who writes, by name.
    Officer "officer" Words,
    /// The team that writes.
    Team "team" Words,
    /// The council or other body that writes.
    Body "body" Words,
    /// The day of the decision, or of whatever the letter tells of.
    DecidedOn "decided-on" Words,
    /// What the decision is about, in a few words.
    Subject "subject" Words,
    /// The reasons.
    Reasons "reasons" Paragraphs,
    /// The evidence that was considered, each with its day.
    Evidence "evidence" Items,
    /// The day from which it counts that she may ask for a review: the day on which she is likely to have the letter.
    ReceiptDay "receipt-day" Words,
    /// The last day on which she may ask for a review.
    ReviewLastDay "review-last-day" Words,
    /// The last day on which she may go to the county court.
    AppealLastDay "appeal-last-day" Words,
    /// The duty, in plain words.
    Duty "duty" Words,
    /// The day on which the authority was first satisfied; the days of the duty count from it.
    Satisfied "satisfied" Words,
    /// The last of the 56 days.
    DutyLastDay "duty-last-day" Words,
    /// The band or level of priority.
    Band "band" Words,
    /// The day from which the priority counts.
    Effective "effective" Words,
    /// On which ground her application rests, in plain words.
    Ground "ground" Words,
    /// The last day on which her application rests.
    RestsUntil "rests-until" Words,
    /// What kind of home it is.
    Home "home" Words,
    /// Where the home is.
    Address "address" Words,
    /// The day on which something was asked for.
    AskedOn "asked-on" Words,
    /// The new day by which something will be done.
    NewDay "new-day" Words,
    /// Which advice about the tenancy.
    Advice "advice" Words,
    /// Which plan.
    Plan "plan" Words,
    /// What each side does, from the plan.
    Steps "steps" Items,
    /// What else was agreed, in the words of the plan.
    AlsoAgreed "also-agreed" Words,
    /// What was not agreed, and why.
    NotAgreed "not-agreed" Words,
    /// What will be done to put things right.
    Remedy "remedy" Words,
    /// How much money.
    Amount "amount" Words,
    /// The day by which it will be done.
    ByDay "by-day" Words,
    /// The host authority or other service to which it goes.
    Host "host" Words,
    /// The people who live there, each by name and, where known, year of birth.
    Household "household" Items,
    /// How many people live there.
    HowMany "how-many" Words,
    /// The day from which the home is available.
    Available "available" Words,
    /// Under which duty the home is provided.
    Function "function" Words,
}

macro_rules! flags {
    ($($(#[doc = $doc:literal])+ $name:ident $code:literal),* $(,)?) => {
        /// Something that is so or is not.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Flag { $($(#[doc = $doc])+ $name),* }

        impl Flag {
            /// Every condition.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// As templates write it.
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),* } }
            /// When it is so.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$name => concat!($($doc),+)),* } }
        }
    };
}

flags! {
    /// The letter goes by post.
    ByPost "by-post",
    /// There are children in the household.
    Children "children",
    /// She holds a tenancy or owns a home that binds her.
    HoldsHome "holds-home",
    /// It is about the prevention duty.
    Prevention "prevention",
    /// It is about the relief duty.
    Relief "relief",
    /// It is about the main duty.
    Main "main",
    /// It is about accommodation for a short time (section 190).
    Intentional "section-190",
    /// She is in accommodation that the authority provides while it decides.
    Interim "interim",
    /// The decision is partly in her favour.
    Partly "partly",
    /// The priority is the highest that there is.
    Highest "highest",
    /// The home is let by a private landlord.
    PrivateRent "private-rent",
    /// Private tenancies have no end date on the day that the letter tells of: since 1 May 2026.
    Periodic "no-fixed-terms",
    /// She held a social tenancy for life, and a council that houses her because of abuse may not shorten it (since 1 November 2021).
    ForLife "for-life",
    /// She asked for it herself, or it follows from a home that she has accepted.
    HerOwn "her-own",
    /// The decision is about joining the housing register.
    Qualification "qualification",
    /// The advice is to keep the tenancy for now.
    Keep "keep-tenancy",
    /// The advice is about ending the tenancy.
    End "end-tenancy",
    /// The advice is about having the tenancy transferred.
    Transfer "transfer-tenancy",
    /// An apology is part of putting it right.
    Apology "apology",
    /// It is a personalised housing plan.
    HousingPlan "housing-plan",
}
