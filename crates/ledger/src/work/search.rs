//! Looking for a person among the files that one may open: by reference, telephone or e-mail, or by a name with one more detail. Never by a name or a
//! date of birth alone.
//!
//! Whole details only, through the blind index; nothing is counted, and what the viewer may not know of takes part in nothing. Each search is
//! written into the chain of the house before its answer leaves: who, for what, by which kinds of detail, and which files were shown.

use access::{HousePermit, Purpose, SearchPeople};
use casefile::ids::{FileId, OfficerId};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use matching::{Details, Name};

use super::files::{FileLine, FileLineRow, lines};
use super::viewer::{Viewer, shown, tied};
use crate::matching::token;
use crate::store::sql::{all, statements};
use crate::store::tx::Reading;
use crate::{Ledger, LedgerError};

statements! {
    BY_REFERENCE = lines!("file f JOIN file_summary s ON s.file = f.id WHERE f.reference = $1",
        "", shown!("f.id", "$2", "$3", "$4"), " AND ", tied!("f.id", "$2", "$3", "$5", "$6"));
    BY_ID = lines!("file f JOIN file_summary s ON s.file = f.id WHERE f.id = $1",
        "", shown!("f.id", "$2", "$3", "$4"), " AND ", tied!("f.id", "$2", "$3", "$5", "$6"));
    // Up to nine forms of a detail; fewer are repeated, so that one statement serves.
    BY_ONE = lines!("(SELECT DISTINCT file FROM person_trace WHERE token IN ($1, $2, $3, $4, $5, $6, $7, $8, $9) AND found = 1) n \
        JOIN file f ON f.id = n.file JOIN file_summary s ON s.file = n.file WHERE 1 = 1",
        " ORDER BY f.id LIMIT $15",
        shown!("f.id", "$10", "$11", "$12"), " AND ", tied!("f.id", "$10", "$11", "$13", "$14"));
    // Two details of one person.
    BY_BOTH = lines!("(SELECT DISTINCT file, person FROM person_trace WHERE token IN ($1, $2, $3, $4, $5, $6, $7, $8, $9) AND found = 1) n \
        JOIN file f ON f.id = n.file JOIN file_summary s ON s.file = n.file WHERE EXISTS (SELECT 1 FROM person_trace t \
        WHERE t.file = n.file AND t.person = n.person AND t.token IN ($16, $17, $18, $19, $20, $21, $22, $23, $24))",
        " ORDER BY f.id LIMIT $15",
        shown!("f.id", "$10", "$11", "$12"), " AND ", tied!("f.id", "$10", "$11", "$13", "$14"));
    // A detail of one person, and one of another in the same file.
    BY_OTHER = lines!("(SELECT DISTINCT file, person FROM person_trace WHERE token IN ($1, $2, $3, $4, $5, $6, $7, $8, $9) AND found = 1) n \
        JOIN file f ON f.id = n.file JOIN file_summary s ON s.file = n.file WHERE EXISTS (SELECT 1 FROM person_trace t \
        WHERE t.file = n.file AND t.person <> n.person AND t.token IN ($16, $17, $18, $19, $20, $21, $22, $23, $24))",
        " ORDER BY f.id LIMIT $15",
        shown!("f.id", "$10", "$11", "$12"), " AND ", tied!("f.id", "$10", "$11", "$13", "$14"));
}

/// How many searches one officer may make in [`WINDOW`]: attempts, not finds, so that the count tells nothing.
pub const SEARCHES: u32 = 60;
/// In which time.
const WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// How many files stand on the page, whatever there is.
pub const ON_A_PAGE: u32 = 20;
/// How often a search is written down again where somebody else was quicker.
const TRIES: u32 = 6;
/// So many forms of one detail are looked for.
const FORMS: usize = 9;

/// By what somebody is looked for.
#[derive(Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The reference of a file.
    Reference(String),
    /// A telephone number, an e-mail address, or several.
    Reached(String),
    /// A name, and the date of birth.
    Born(String, Date),
    /// Two words of a name, and the year of birth.
    Year(String, i16),
    /// Two words of a name, and the name of somebody else in the file.
    With(String, String),
}

/// What is missing from a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLittle {
    /// There is no number or address in it.
    NothingToReach,
    /// One word of a name, where two are needed.
    OneWord,
    /// Nothing at all.
    Nothing,
}

/// What came of a search.
#[derive(Debug, Clone)]
pub enum Found {
    /// The files that the viewer may open: a page at most.
    Files(Vec<FileLine>),
    /// Too many searches in a short time.
    TooOften,
}

/// The words to be looked for in the index: those that lead, and those that have to be there beside them.
struct Keys {
    lead: Vec<String>,
    beside: Option<(bool, Vec<String>)>,
}

impl Wanted {
    /// What kinds of detail are given, for the record: never the details.
    fn kinds(&self) -> &'static str {
        match self {
            Self::Reference(_) => "reference",
            Self::Reached(_) => "telephone or e-mail",
            Self::Born(..) => "name and date of birth",
            Self::Year(..) => "name and year of birth",
            Self::With(..) => "name and another name",
        }
    }

    fn keys(&self) -> Result<Keys, TooLittle> {
        let plain = |lead: Vec<String>| Keys { lead, beside: None };
        match self {
            Self::Reference(text) if text.trim().is_empty() => Err(TooLittle::Nothing),
            Self::Reference(_) => Ok(plain(Vec::new())),
            Self::Reached(text) => {
                let mut details = Details::default();
                details.add_text(text);
                let phones = details.phones.iter().map(|number| format!("phone {number}"));
                let lead: Vec<String> = phones.chain(details.emails.iter().map(|address| format!("email {address}"))).collect();
                if lead.is_empty() { Err(TooLittle::NothingToReach) } else { Ok(plain(lead)) }
            }
            Self::Born(name, day) => {
                let name = Name::read(name);
                let words = name.each();
                let of = |forms: &Vec<String>| forms.iter().map(|word| format!("born {word} {day}")).collect::<Vec<_>>();
                match words {
                    [] => Err(TooLittle::Nothing),
                    [one] => Ok(plain(of(one))),
                    [one, .., last] => Ok(Keys { lead: of(last), beside: Some((true, of(one))) }),
                }
            }
            Self::Year(name, year) => {
                let pairs = two_words(name)?;
                Ok(plain(pairs.into_iter().map(|pair| format!("year {pair} {year}")).collect()))
            }
            Self::With(name, other) => {
                let lead = two_words(name)?.into_iter().map(|pair| format!("pair {pair}")).collect();
                let other = Name::read(other);
                let beside: Vec<String> = match other.len() {
                    0 => return Err(TooLittle::Nothing),
                    1 => other.words().map(|word| format!("word {word}")).collect(),
                    _ => other.pairs().into_iter().map(|pair| format!("pair {pair}")).collect(),
                };
                Ok(Keys { lead, beside: Some((false, beside)) })
            }
        }
    }

    /// Whether enough is given to look for somebody.
    /// # Errors
    /// What is missing.
    pub fn is_enough(&self) -> Result<(), TooLittle> {
        self.keys().map(|_| ())
    }
}

fn two_words(name: &str) -> Result<Vec<String>, TooLittle> {
    let name = Name::read(name);
    match name.len() {
        0 => Err(TooLittle::Nothing),
        1 => Err(TooLittle::OneWord),
        _ => Ok(name.pairs()),
    }
}

impl Ledger {
    /// Looks for a person among the files that the viewer may open. That somebody looked, for what and by what, is kept before anything is told.
    /// # Errors
    /// It could not be kept, or the database does not answer: then nothing is told.
    pub async fn search(
        &self,
        permit: &HousePermit<SearchPeople>,
        viewer: &Viewer,
        wanted: &Wanted,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Found, LedgerError> {
        let lines = self.read().await?.look_for(viewer, wanted).await?;
        let shown: Vec<FileId> = lines.iter().map(|line| line.file).collect();
        let count = self.keep_search(permit.officer(), purpose, wanted.kinds(), &shown, now).await?;
        Ok(if count > SEARCHES { Found::TooOften } else { Found::Files(lines) })
    }
}

impl Ledger {
    /// Writes into the chain of the house that somebody looked for a person, and counts it. Gives how often they have lately.
    pub(crate) async fn keep_search(
        &self,
        officer: OfficerId,
        purpose: Purpose,
        kinds: &str,
        shown: &[FileId],
        now: Timestamp,
    ) -> Result<u32, LedgerError> {
        let ids = shown.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let act = format!("officer {officer} looked for a person, {}, by {kinds}; shown: {ids}", purpose.code());
        let since = now.checked_sub(WINDOW).unwrap_or(Timestamp::MIN);
        let mut tries = 1;
        loop {
            let mut tx = self.begin("look for a person").await?;
            let count = tx.count_attempt(&format!("search {officer}"), now, since).await?;
            match tx.note_key_act(&act, now).await {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(count);
                }
                Err(LedgerError::Taken | LedgerError::Busy) if tries < TRIES => {
                    tx.give_up().await?;
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

impl Reading {
    /// One file as a line of a list, where the viewer may open it.
    pub(crate) async fn line_for(&mut self, viewer: &Viewer, file: FileId) -> Result<Option<FileLine>, LedgerError> {
        if !<access::ReadFile as access::Act>::INFO.roles.contains(&viewer.role()) {
            return Ok(None);
        }
        let (who, today, on_call) = (viewer.id().0, viewer.today.as_str(), viewer.on_call());
        let (team, ladder) = (viewer.team(), viewer.ladder());
        let rows = all!(self.conn, FileLineRow, BY_ID, file.0, who, today, on_call, team, ladder)?;
        Ok(rows.first().map(|row| self.file_line(row)))
    }

    async fn look_for(&mut self, viewer: &Viewer, wanted: &Wanted) -> Result<Vec<FileLine>, LedgerError> {
        let reads = <access::ReadFile as access::Act>::INFO.roles.contains(&viewer.role());
        let (Ok(keys), true) = (wanted.keys(), reads) else { return Ok(Vec::new()) };
        let (who, today, on_call) = (viewer.id().0, viewer.today.as_str(), viewer.on_call());
        let (team, ladder) = (viewer.team(), viewer.ladder());
        if let Wanted::Reference(reference) = wanted {
            let reference = reference.trim().to_uppercase();
            let rows = all!(self.conn, FileLineRow, BY_REFERENCE, reference, who, today, on_call, team, ladder)?;
            return Ok(rows.iter().map(|row| self.file_line(row)).collect());
        }
        let ledger = self.ledger.clone();
        let tokens = |keys: &[String]| -> Option<[Vec<u8>; FORMS]> {
            let tokens: Vec<Vec<u8>> = keys.iter().take(FORMS).map(|key| token(ledger.vault(), key)).collect();
            let first = tokens.first()?.clone();
            Some(std::array::from_fn(|at| tokens.get(at).unwrap_or(&first).clone()))
        };
        let Some(lead) = tokens(&keys.lead) else { return Ok(Vec::new()) };
        let most = i64::from(ON_A_PAGE) * 2;
        macro_rules! looked_for {
            ($sql:expr $(, $beside:expr)*) => {
                all!(
                    self.conn, FileLineRow, $sql, &lead[0][..], &lead[1][..], &lead[2][..], &lead[3][..], &lead[4][..], &lead[5][..],
                    &lead[6][..], &lead[7][..], &lead[8][..], who, today, on_call, team, ladder, most $(, $beside)*
                )?
            };
        }
        let rows = match &keys.beside {
            None => looked_for!(BY_ONE),
            Some((same, beside)) => {
                let Some(with) = tokens(beside) else { return Ok(Vec::new()) };
                let sql = if *same { BY_BOTH } else { BY_OTHER };
                looked_for!(
                    sql,
                    &with[0][..],
                    &with[1][..],
                    &with[2][..],
                    &with[3][..],
                    &with[4][..],
                    &with[5][..],
                    &with[6][..],
                    &with[7][..],
                    &with[8][..]
                )
            }
        };
        let mut lines: Vec<FileLine> = Vec::new();
        for row in &rows {
            // Two people in one file may both be who was meant.
            if !lines.iter().any(|line| line.file.0 == row.id) {
                lines.push(self.file_line(row));
            }
        }
        lines.truncate(ON_A_PAGE as usize);
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_a_word_of_it_alone_is_too_little() {
        let needs = |wanted: Wanted| wanted.is_enough().unwrap_err();
        assert_eq!(needs(Wanted::Year("Asha".into(), 1990)), TooLittle::OneWord);
        assert_eq!(needs(Wanted::With("Asha".into(), "Mina".into())), TooLittle::OneWord);
        assert_eq!(needs(Wanted::With("Asha Rahman".into(), " ".into())), TooLittle::Nothing);
        assert_eq!(needs(Wanted::Reached("Asha Rahman".into())), TooLittle::NothingToReach);
        assert!(Wanted::Reached("07700 900123".into()).is_enough().is_ok());
        assert!(Wanted::Born("Asha".into(), jiff::civil::date(1990, 3, 2)).is_enough().is_ok());
    }
}
