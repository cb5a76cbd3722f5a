//! Destruction: a file's or a person's key is taken away, and with it everything that it sealed, in every backup that holds no key. Two people
//! have to want it. A tombstone beside the database sees to it that a backup put back later forgets again.

use access::Role;
use casefile::ids::{FileId, OfficerId, PersonId};
use jiff::Timestamp;
use uuid::Uuid;
use vault::{Note, Place, Signed, VerifierKey};

use crate::store::sql::{all, maybe, run, statements};
use crate::store::tx::Tx;
use crate::{Ledger, LedgerError};

statements! {
    ASK = "INSERT INTO shredding (target, of_person, asked, asked_by, because) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    WISH = "SELECT target, of_person, asked, asked_by, because, agreed FROM shredding WHERE target = $1";
    WISHES = "SELECT target, of_person, asked, asked_by, because, agreed FROM shredding WHERE agreed IS NULL ORDER BY asked, target";
    AGREE = "UPDATE shredding SET agreed = $2, agreed_by = $3 WHERE target = $1 AND agreed IS NULL";
    TAKE_BACK = "DELETE FROM shredding WHERE target = $1 AND agreed IS NULL";
    LOSE_FILE = "UPDATE file SET wrapped_key = NULL, key_version = NULL WHERE id = $1 AND wrapped_key IS NOT NULL";
    LOSE_PERSON = "UPDATE person_key SET wrapped_key = NULL, key_version = NULL WHERE person = $1 AND wrapped_key IS NOT NULL";
    LOSE_PEOPLE = "UPDATE person_key SET wrapped_key = NULL, key_version = NULL WHERE file = $1 AND wrapped_key IS NOT NULL";
    NO_OBLIGATIONS = "DELETE FROM obligation WHERE file = $1";
    NO_TEAMS = "DELETE FROM file_team WHERE file = $1";
    NO_SUMMARY = "DELETE FROM file_summary WHERE file = $1";
    NO_TRACES = "DELETE FROM person_trace WHERE file = $1";
    NO_TRACES_OF = "DELETE FROM person_trace WHERE person = $1";
    NO_STAFF = "DELETE FROM staff_detail WHERE officer = $1";
    NO_STAFF_TRACES = "DELETE FROM staff_trace WHERE officer = $1";
    NO_GUARD = "DELETE FROM file_guard WHERE file = $1";
    NO_RESTRICTED = "DELETE FROM file_restricted WHERE file = $1";
    NO_NAMED = "DELETE FROM file_named WHERE file = $1";
    NO_BAR = "DELETE FROM file_bar WHERE file = $1";
    NO_EMERGENCY = "DELETE FROM file_emergency WHERE file = $1";
    NO_ROOMS = "DELETE FROM occupancy WHERE file = $1";
    NO_REPAIRS = "DELETE FROM home_repair WHERE file = $1";
    NO_APPLICANT = "DELETE FROM applicant WHERE file = $1";
    IS_FILE = "SELECT id FROM file WHERE id = $1";
    IS_PERSON = "SELECT person FROM person_key WHERE person = $1";
    // Looking whether it is to be kept is what leads here, and holds nothing up.
    OPEN = "SELECT rule FROM obligation WHERE file = $1 AND ended IS NULL AND rule <> 'RETENTION-review' ORDER BY rule LIMIT 20";
    WAITS = "SELECT k.file FROM person_key k JOIN applicant a ON a.file = k.file WHERE k.person = $1 LIMIT 1";
    FILE_OF = "SELECT file FROM person_key WHERE person = $1";
}

/// What is destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A file, with the keys of the people who came in with it.
    File(FileId),
    /// One person's contact details and whereabouts.
    Person(PersonId),
}

impl Target {
    const fn id(self) -> Uuid {
        match self {
            Self::File(file) => file.0,
            Self::Person(person) => person.0,
        }
    }

    const fn of_person(self) -> i64 {
        match self {
            Self::File(_) => 0,
            Self::Person(_) => 1,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Person(_) => "person",
        }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.word(), self.id())
    }
}

/// A wish to destroy, by one person, that waits for a second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What.
    pub target: Target,
    /// Who wants it.
    pub asked_by: OfficerId,
    /// When they said so.
    pub asked: Timestamp,
    /// Why.
    pub because: String,
}

/// What was destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shredded {
    /// How many keys.
    pub keys: u64,
}

/// What stands beside the database for what was destroyed: signed, without a word of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// What was destroyed.
    pub target: Target,
    pub(crate) note: Note,
}

impl Tombstone {
    /// Reads a tombstone that this key has signed.
    pub(crate) fn read(text: &str, key: &VerifierKey) -> Option<Self> {
        let note: Note = text.parse().ok()?;
        if !matches!(key.check(&note), Signed::Well { .. }) {
            return None;
        }
        let mut lines = note.text().lines();
        if lines.next()? != "holdfast tombstone 1" {
            return None;
        }
        let (word, id) = lines.next()?.split_once(' ')?;
        let id: Uuid = id.parse().ok()?;
        let target = match word {
            "file" => Target::File(FileId(id)),
            "person" => Target::Person(PersonId(id)),
            _ => return None,
        };
        Some(Self { target, note })
    }

    /// The name of its file.
    pub(crate) fn file_name(&self) -> String {
        format!("{}-{}.tombstone", self.target.word(), self.target.id())
    }
}

type WishRow = (Uuid, i64, i64, Uuid, Vec<u8>, Option<i64>);

fn place(target: Uuid) -> Place<'static> {
    Place {
        purpose: "shredding",
        file: target.into_bytes(),
        fact: target.into_bytes(),
        field: "because",
        class: "note",
        version: 1,
    }
}

impl Ledger {
    fn wish(&self, (target, of_person, asked, asked_by, because, _): &WishRow) -> Result<Wish, LedgerError> {
        let because = self.vault().house().open(&place(*target), because)?;
        let target = if *of_person == 1 { Target::Person(PersonId(*target)) } else { Target::File(FileId(*target)) };
        let asked = Timestamp::from_microsecond(*asked).unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Wish { target, asked_by: OfficerId(*asked_by), asked, because: because.text()?.to_owned() })
    }

    /// What waits for a second person.
    /// # Errors
    /// The database does not answer.
    pub async fn wishes_to_shred(&self) -> Result<Vec<Wish>, LedgerError> {
        let mut reading = self.read().await?;
        all!(reading.conn, WishRow, WISHES)?.iter().map(|row| self.wish(row)).collect()
    }

    /// The first person's word: nothing is destroyed yet.
    /// # Errors
    /// [`LedgerError::NoPurpose`] without a reason, [`LedgerError::StillOwed`] while the file owes something, [`LedgerError::Taken`] where it was
    /// asked before, [`LedgerError::NoSuchFile`].
    pub async fn ask_to_shred(&self, target: Target, by: OfficerId, because: &str, now: Timestamp) -> Result<(), LedgerError> {
        self.may_write()?;
        let because = because.trim();
        if because.is_empty() {
            return Err(LedgerError::NoPurpose);
        }
        let mut tx = self.begin("ask to destroy a key").await?;
        tx.may_ask(by).await?;
        tx.may_be_shredded(target).await?;
        let sealed = self.vault().house().seal(&place(target.id()), because.as_bytes())?;
        if run!(tx.conn, ASK, target.id(), target.of_person(), now.as_microsecond(), by.0, sealed)? == 0 {
            return Err(LedgerError::Taken);
        }
        tx.note_key_act(&format!("officer {by} asks that the key of {target} be destroyed"), now).await?;
        tx.commit().await
    }

    /// Takes a wish back.
    /// # Errors
    /// The database does not answer.
    pub async fn do_not_shred(&self, target: Target, by: OfficerId, now: Timestamp) -> Result<bool, LedgerError> {
        self.may_write()?;
        let mut tx = self.begin("keep a key").await?;
        tx.answers_for_it(by).await?;
        let taken_back = run!(tx.conn, TAKE_BACK, target.id())? > 0;
        if taken_back {
            tx.note_key_act(&format!("officer {by} says that the key of {target} stays"), now).await?;
        }
        tx.commit().await?;
        Ok(taken_back)
    }

    /// The second person's word: the key is destroyed. The tombstone is on the disk before the key is gone.
    /// # Errors
    /// [`LedgerError::SecondPerson`] where it is the same person or nobody asked, [`LedgerError::StillOwed`], [`LedgerError::NoTombstones`] where no
    /// folder beside the database was named.
    pub async fn agree_to_shred(&self, target: Target, by: OfficerId, now: Timestamp) -> Result<Shredded, LedgerError> {
        self.may_write()?;
        let folder = self.beside().ok_or(LedgerError::NoTombstones)?;
        let mut tx = self.begin("destroy a key").await?;
        tx.answers_for_it(by).await?;
        let row = maybe!(tx.conn, WishRow, WISH, target.id())?.filter(|row| row.5.is_none() && row.1 == target.of_person());
        let wish = self.wish(&row.ok_or(LedgerError::SecondPerson)?)?;
        if wish.asked_by == by {
            return Err(LedgerError::SecondPerson);
        }
        tx.may_be_shredded(target).await?;
        let mut note = Note::unsigned(format!(
            "holdfast tombstone 1\n{target}\nat {now}\nasked by officer {}\nagreed by officer {by}\n",
            wish.asked_by
        ));
        self.vault().sign(&mut note);
        folder.keep_tombstone(&Tombstone { target, note })?;
        run!(tx.conn, AGREE, target.id(), now.as_microsecond(), by.0)?;
        let keys = tx.lose(target).await?;
        tx.note_key_act(&format!("officer {by} agrees: the key of {target} is destroyed"), now).await?;
        tx.commit().await?;
        self.recent().forget();
        Ok(Shredded { keys })
    }

    /// Destroys again what tombstones say was destroyed: after a backup has been put back. Gives how many keys had come back.
    pub(crate) async fn bury_again(&self, tombstones: &[Tombstone]) -> Result<u64, LedgerError> {
        let mut keys = 0;
        for some in tombstones.chunks(200) {
            let mut tx = self.begin("destroy again what was destroyed").await?;
            for one in some {
                keys += tx.lose(one.target).await?;
            }
            tx.commit().await?;
        }
        if keys > 0 {
            tracing::warn!(keys, "keys that were destroyed had come back with an older copy, and are destroyed again");
            self.recent().forget();
        }
        Ok(keys)
    }
}

impl Tx {
    /// A privacy officer may ask too; that it is done is said by a lead or a director.
    async fn may_ask(&mut self, officer: OfficerId) -> Result<(), LedgerError> {
        let account = self.account(officer).await?;
        let guards = account.is_some_and(|one| one.left_on.is_none() && one.role == Role::PrivacyOfficer);
        if guards { Ok(()) } else { self.answers_for_it(officer).await }
    }

    /// Only a lead or a director who works here may say so.
    async fn answers_for_it(&mut self, officer: OfficerId) -> Result<(), LedgerError> {
        let account = self.account(officer).await?;
        let may = account.is_some_and(|one| one.left_on.is_none() && matches!(one.role, Role::Lead | Role::Director));
        if may { Ok(()) } else { Err(LedgerError::NotTheirs) }
    }

    /// Refuses while the file owes something: open obligations hold every clock of a review, an appeal, a complaint or the Ombudsman.
    async fn may_be_shredded(&mut self, target: Target) -> Result<(), LedgerError> {
        let there = match target {
            Target::File(file) => maybe!(self.conn, (Uuid,), IS_FILE, file.0)?,
            Target::Person(person) => maybe!(self.conn, (Uuid,), IS_PERSON, person.0)?,
        };
        if there.is_none() {
            return Err(LedgerError::NoSuchFile);
        }
        let file = match target {
            Target::File(file) => Some(file.0),
            Target::Person(person) => maybe!(self.conn, (Uuid,), FILE_OF, person.0)?.map(|(file,)| file),
        };
        let Some(file) = file else { return Ok(()) };
        let open = all!(self.conn, (String,), OPEN, file)?;
        if open.is_empty() { Ok(()) } else { Err(LedgerError::StillOwed(open.into_iter().map(|(rule,)| rule).collect())) }
    }

    /// Takes the keys away, and empties every view of a file.
    async fn lose(&mut self, target: Target) -> Result<u64, LedgerError> {
        match target {
            Target::Person(person) => {
                // The index holds nothing that opens, but it would still tell whose number a number is.
                for sql in [NO_TRACES_OF, NO_STAFF, NO_STAFF_TRACES] {
                    run!(self.conn, sql, person.0)?;
                }
                let keys = run!(self.conn, LOSE_PERSON, person.0)?;
                self.person_keys.remove(&person);
                // Where she would not be safe cannot be read any more: no list may go on as if nothing had been said.
                if let Some((file,)) = maybe!(self.conn, (Uuid,), WAITS, person.0)? {
                    self.applicants_again(FileId(file)).await?;
                }
                Ok(keys)
            }
            Target::File(file) => {
                let keys = run!(self.conn, LOSE_FILE, file.0)? + run!(self.conn, LOSE_PEOPLE, file.0)?;
                for sql in [
                    NO_OBLIGATIONS,
                    NO_TEAMS,
                    NO_SUMMARY,
                    NO_TRACES,
                    NO_GUARD,
                    NO_RESTRICTED,
                    NO_NAMED,
                    NO_BAR,
                    NO_EMERGENCY,
                    NO_ROOMS,
                    NO_REPAIRS,
                    NO_APPLICANT,
                ] {
                    run!(self.conn, sql, file.0)?;
                }
                self.files.remove(&file);
                Ok(keys)
            }
        }
    }
}
