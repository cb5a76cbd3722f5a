//! The lists of values, with our own codes. They name what the published tables name; a few, which no published table names, are ours alone.

use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;

const SHIPPED: &str = include_str!("lists.csv");

macro_rules! list_ids {
    ($($variant:ident $code:literal $label:literal),* $(,)?) => {
        /// A list of values.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ListId { $(#[doc = $label] $variant),* }

        impl ListId {
            /// Every list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// As mapping tables write it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// As people read it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }
    };
}

list_ids! {
    InitialAssessment "initial-assessment" "Outcome of the first assessment",
    ReasonForLoss "reason-for-loss" "Reason for loss, or threat of loss, of the last settled home",
    SupportNeed "support-need" "Support needs of the household",
    AccommodationNow "accommodation-at-application" "Accommodation at the time of application, or when last settled",
    Household "household-type" "Household",
    Referral "referral-source" "Who referred her",
    PreventionEnd "prevention-end-reason" "Why the prevention duty ended",
    ReliefEnd "relief-end-reason" "Why the relief duty ended",
    Secured "accommodation-secured" "Accommodation secured",
    PreventionActivity "prevention-activity" "Main activity of prevention",
    ReliefActivity "relief-activity" "Main activity of relief",
    MainDecision "main-duty-decision" "Decision at the end of relief",
    MainEnd "main-duty-end-reason" "Why the main duty ended",
    PriorityNeed "priority-need" "Priority need",
    PlacementType "temporary-accommodation-type" "Type of temporary accommodation",
    PlacementDuty "temporary-accommodation-duty" "Duty under which it is provided",
    Employment "employment-status" "Employment",
    Ethnicity "ethnicity" "Ethnicity",
    SexualIdentity "sexual-identity" "Sexual orientation",
    GenderIdentity "gender-identity" "Gender identity",
    AgeBand "age-band" "Age",
    Sex "sex" "Sex",
    Relationship "relationship" "Relationship to the main applicant",
    ReviewOf "review-of" "What is reviewed",
    ReviewOutcome "review-outcome" "Outcome of a review",
}

impl ListId {
    /// The list of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|list| list.code() == code)
    }

    /// Its values, in the order of the published tables.
    pub fn values(self) -> &'static [Value] {
        &shipped()[self as usize]
    }

    /// One of its values, by our code.
    pub fn find(self, code: &str) -> Option<Code> {
        self.values().iter().position(|value| value.code == code).and_then(|at| Code::at(self, at))
    }

    /// What may be answered today: neither retired nor a heading over finer values.
    pub fn answers(self) -> impl Iterator<Item = Code> {
        self.codes().filter(|code| code.may_be_answered())
    }

    /// Every value as a code, headings and retired ones too.
    pub fn codes(self) -> impl Iterator<Item = Code> {
        (0..self.values().len()).filter_map(move |at| Code::at(self, at))
    }
}

/// One value of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Our code: it stays as it is.
    pub code: String,
    /// The code of the value of which it is a part.
    pub parent: Option<String>,
    /// As people read it.
    pub label: String,
    /// The published tables that count it; empty where none does.
    pub tables: String,
    /// Whether it is not used for new cases any more.
    pub retired: bool,
}

/// A value that is in its list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    list: ListId,
    at: u16,
}

impl Code {
    fn at(list: ListId, at: usize) -> Option<Self> {
        u16::try_from(at).ok().filter(|_| at < list.values().len()).map(|at| Self { list, at })
    }

    /// The list that it is in.
    pub const fn list(self) -> ListId {
        self.list
    }

    /// All that the list says of it.
    pub fn value(self) -> &'static Value {
        &self.list.values()[usize::from(self.at)]
    }

    /// Our code.
    pub fn text(self) -> &'static str {
        &self.value().code
    }

    /// As people read it, with the value of which it is a part before it.
    pub fn label(self) -> String {
        let value = self.value();
        let parent = value.parent.as_deref().and_then(|parent| self.list.find(parent));
        match parent {
            Some(parent) => format!("{}: {}", parent.value().label, value.label),
            None => value.label.clone(),
        }
    }

    /// Whether it is this value, or a part of it.
    pub fn is(self, code: &str) -> bool {
        self.text() == code || self.value().parent.as_deref() == Some(code)
    }

    /// Whether finer values stand below it that together make it up.
    pub fn is_heading(self) -> bool {
        let mut parts = self.list.values().iter().filter(|value| value.parent.as_deref() == Some(self.text())).peekable();
        // “Of which …” picks some of the cases out; the others are counted by the value above alone.
        parts.peek().is_some() && parts.all(|value| !value.label.starts_with("Of which"))
    }

    /// Whether it can be answered today.
    pub fn may_be_answered(self) -> bool {
        !self.value().retired && !self.is_heading()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.list.code(), self.text())
    }
}

#[derive(Deserialize)]
struct Row {
    list: String,
    tables: String,
    code: String,
    parent: String,
    label: String,
    retired: String,
}

fn shipped() -> &'static [Vec<Value>] {
    static LISTS: OnceLock<Vec<Vec<Value>>> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists = vec![Vec::new(); ListId::ALL.len()];
        // Every row is read and every list is full: a test below holds the file to it.
        for row in csv::Reader::from_reader(SHIPPED.as_bytes()).deserialize::<Row>().flatten() {
            let Some(list) = ListId::from_code(&row.list) else { continue };
            lists[list as usize].push(Value {
                code: row.code,
                parent: Some(row.parent).filter(|parent| !parent.is_empty()),
                label: row.label,
                tables: row.tables,
                retired: row.retired == "yes",
            });
        }
        lists
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_row_of_the_shipped_file_is_a_value_of_a_list_and_no_code_stands_twice_in_one() {
        let rows: Vec<Row> = csv::Reader::from_reader(SHIPPED.as_bytes()).deserialize().collect::<Result<_, _>>().unwrap();
        let all: usize = ListId::ALL.iter().map(|list| list.values().len()).sum();
        assert_eq!(rows.len(), all);
        let published = ListId::ALL.iter().filter(|list| !list.values()[0].tables.is_empty());
        assert_eq!(published.clone().count(), 21);
        assert_eq!(published.map(|list| list.values().len()).sum::<usize>(), 279);
        for list in ListId::ALL {
            let codes: BTreeSet<&str> = list.values().iter().map(|value| value.code.as_str()).collect();
            assert_eq!(codes.len(), list.values().len(), "{}", list.code());
            for value in list.values() {
                assert!(value.parent.as_deref().is_none_or(|parent| codes.contains(parent)), "{value:?}");
            }
            assert!(list.answers().count() >= 2, "{}", list.code());
        }
    }

    #[test]
    fn domestic_abuse_is_answered_with_her_part_in_it_and_never_undivided() {
        let list = ListId::ReasonForLoss;
        assert!(list.find("domestic-abuse").unwrap().is_heading());
        assert!(!list.find("domestic-abuse/domestic-abuse-undivided").unwrap().may_be_answered());
        let victim = list.find("domestic-abuse/victim").unwrap();
        assert!(victim.may_be_answered() && victim.is("domestic-abuse"));
        assert_eq!(victim.label(), "Domestic abuse: Victim");
    }

    #[test]
    fn a_value_of_which_some_are_picked_out_can_be_answered_by_itself() {
        let threatened = ListId::InitialAssessment.values()[0].code.as_str();
        assert!(ListId::InitialAssessment.find(threatened).unwrap().may_be_answered());
    }
}
