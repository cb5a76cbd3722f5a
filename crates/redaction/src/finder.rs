//! The finder: a case made ready once, and any number of texts looked through.

use std::ops::Range;

use crate::case::Case;
use crate::coded;
use crate::finding::{self, Page, Sure, Why};
use crate::known::{Known, What, Whose};
use crate::reading::{Reading, mending, tokens};
use crate::weighing;

/// Something in a text that must not be told, or may have to be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which bytes of the text, whole characters.
    pub range: Range<usize>,
    /// Whose it is; several where they share it.
    pub whose: Vec<Whose>,
    /// What it is.
    pub what: What,
    /// Why it was taken for that.
    pub why: Why,
    /// How sure that is.
    pub sure: Sure,
}

impl Finding {
    /// Whether it is taken out without asking. The rest is shown for somebody to decide.
    pub fn is_taken_out(&self) -> bool {
        self.sure >= Sure::Likely
    }
}

/// Finds the details of one case in texts. Prints none of them, and wipes what it knows when it goes.
pub struct Finder {
    known: Known,
    people: Vec<String>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a finder for {} protected people", self.known.protected)
    }
}

impl Finder {
    /// Makes a case ready.
    pub fn new(case: &Case) -> Self {
        let people =
            case.protected.iter().map(|person| if person.role.is_empty() { person.called() } else { person.role.clone() });
        Self { known: Known::of(case), people: people.collect() }
    }

    /// Everything in a text that must not be told or may have to be left out, in the order of the text. No two findings overlap.
    pub fn find(&self, text: &str) -> Vec<Finding> {
        let Some(open) = coded::open(text) else { return self.find_in(text) };
        let mut findings = self.find_in(&open.text);
        // What stands for one piece of the original cannot be taken out in parts.
        let mut end = 0;
        findings.retain_mut(|one| {
            let (from, to) = open.origin_of(one.range.clone());
            one.range = end.max(from as usize)..to as usize;
            let told = one.range.start < one.range.end;
            if told {
                end = one.range.end;
            }
            told
        });
        findings
    }

    /// The same in a text that stands as it was meant.
    fn find_in(&self, text: &str) -> Vec<Finding> {
        let mut reading = Reading::fold(text);
        tokens::cut(&mut reading, &self.known.words);
        mending::mend(&mut reading, &self.known.words);
        let mut page = Page::new(&reading, &self.known);
        finding::table::look(&mut page);
        finding::names::look(&mut page);
        finding::numbers::look(&mut page);
        finding::codes::look(&mut page);
        finding::dates::look(&mut page);
        finding::addresses::look(&mut page);
        finding::places::look(&mut page);
        finding::mails::look(&mut page);
        finding::indirect::look(&mut page);
        finding::strangers::look(&mut page);
        let weighed = weighing::weigh(&page.found, &page.shared);
        let mut origins = reading.origins();
        weighed
            .into_iter()
            .map(|one| Finding {
                range: origins.of(one.range.0 as usize..one.range.1 as usize),
                whose: one.whose,
                what: one.what,
                why: one.why,
                sure: one.sure,
            })
            .collect()
    }

    /// Whom a finding concerns, in words, without a name: «protected child».
    pub fn called(&self, whose: Whose) -> String {
        match whose {
            Whose::Protected(at) => self.people.get(at).cloned().unwrap_or_default(),
            Whose::Stranger => "somebody else".to_owned(),
            Whose::Recipient => "the recipient".to_owned(),
            Whose::Official(_) => "an official".to_owned(),
            Whose::Organisation => "the organisation".to_owned(),
        }
    }
}
