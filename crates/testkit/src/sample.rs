//! Asha's file: small, and with something of everything that is sealed.

use access::{Officer, Permit, Role};
use casefile::calendar::london_moment;
use casefile::facts::{
    AddressRecorded, BodyKind, Channel, DisclosureMade, FileOpened, Function, NewFact, OfficerAssigned, PersonAdded,
    Role as InFile, SafeContactSet, ServiceNamed, Shows, When, Who,
};
use casefile::ids::{BodyId, FileId, OfficerId, PersonId, TeamId};
use casefile::private::{Sealed, Unprinted};
use jiff::Timestamp;
use jiff::civil::DateTime;
use ledger::{Appended, Ledger, LedgerError};
use uuid::Uuid;

/// A moment, by London's clock.
/// # Panics
/// The text is no moment.
pub fn at(text: &str) -> Timestamp {
    london_moment(text.parse::<DateTime>().expect("a moment such as 2026-06-01T09:00"))
}

/// A file about Asha, in which the housing team of one council is a party and a court is not.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// The file.
    pub file: FileId,
    /// Its number: makes its reference and every id in it.
    pub number: u128,
    /// Asha.
    pub asha: PersonId,
    /// The man she fears.
    pub him: PersonId,
    /// The housing team.
    pub housing: TeamId,
    /// Its council.
    pub council: BodyId,
    /// An officer of the team.
    pub officer: OfficerId,
}

impl Sample {
    /// The file with a number. Teams and bodies are the same in all.
    pub fn numbered(number: u128) -> Self {
        let id = |what: u128| Uuid::from_u128(number * 1000 + what);
        Self {
            file: FileId(id(1)),
            number,
            asha: PersonId(id(2)),
            him: PersonId(id(3)),
            housing: TeamId(Uuid::from_u128(0x7ea1)),
            council: BodyId(Uuid::from_u128(0xb0d1)),
            officer: OfficerId(Uuid::from_u128(0x0ff1)),
        }
    }

    /// What somebody is called in it. Only in the first file are they Asha and Karl: nobody is in two files.
    fn called(&self, in_the_first: &str) -> String {
        if self.number == 1 {
            return in_the_first.to_owned();
        }
        // Two names drawn from the number: eight letters each, of an id that nobody else has.
        let drawn = Uuid::from_u128(self.number.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835) ^ self.asha.0.as_u128());
        let letters: String = drawn
            .simple()
            .to_string()
            .bytes()
            .map(|digit| if digit.is_ascii_digit() { char::from(digit - b'0' + b'k') } else { char::from(digit) })
            .collect();
        let start = if in_the_first.starts_with('A') { 0 } else { 16 };
        format!("{} {}", &letters[start..start + 8], &letters[start + 8..start + 16])
    }

    /// What she is called.
    pub fn name(&self) -> String {
        self.called("Asha Rahman")
    }

    /// Its reference.
    pub fn reference(&self) -> String {
        format!("HF-{:06}", self.number)
    }

    /// An officer of the housing team.
    pub fn worker(&self) -> Officer {
        Officer { id: self.officer, team: self.housing, body: self.council, role: Role::Officer }
    }

    /// Somebody of another body.
    pub fn stranger(&self) -> Officer {
        Officer {
            id: OfficerId(Uuid::from_u128(0x0ff2)),
            team: TeamId(Uuid::from_u128(0x7ea2)),
            body: BodyId(Uuid::from_u128(0xb0d2)),
            role: Role::Director,
        }
    }

    /// The facts with which the file is opened.
    pub fn opening(&self) -> Vec<NewFact> {
        let day = "2026-06-01".parse::<When>().unwrap_or_else(|_| unreachable!());
        let service = |team, name: &str, function, body, body_name: &str, body_kind, party| ServiceNamed {
            team,
            name: name.into(),
            function,
            body,
            body_name: body_name.into(),
            body_kind,
            party,
            basis: None,
        };
        let person = |person, role, name: &str| PersonAdded {
            person,
            role,
            name: Some(Unprinted::new(name)),
            born: None,
            in_household: false,
        };
        let court = (TeamId(Uuid::from_u128(0x7ea3)), BodyId(Uuid::from_u128(0xb0d3)));
        vec![
            NewFact::new(day, FileOpened { survivor: self.asha, lead: self.housing, reference: self.reference() }),
            NewFact::new(
                day,
                service(self.housing, "Housing options", Function::Housing, self.council, "Westmark", BodyKind::District, true),
            ),
            NewFact::new(day, service(court.0, "Family court", Function::Court, court.1, "Courts", BodyKind::Justice, false)),
            NewFact::new(day, person(self.asha, InFile::Survivor, &self.name())),
            NewFact::new(day, person(self.him, InFile::AllegedPerpetrator, &self.called("Karl Brandt"))),
            NewFact::new(day, OfficerAssigned { team: self.housing, officer: Some(self.officer) }),
        ]
    }

    /// What she says: raises obligations, and holds sealed words.
    pub fn disclosure(&self, words: &str) -> NewFact {
        let day = "2026-06-01T14:30".parse::<When>().unwrap_or_else(|_| unreachable!());
        NewFact::new(
            day,
            DisclosureMade {
                by: Some(Who::Person(self.asha)),
                to: self.housing,
                channel: Some(Channel::InPerson),
                shows: Shows::VIOLENCE | Shows::UNSAFE_HOME,
                asks: Vec::new(),
                words: Some(Sealed::new(words)),
            },
        )
    }

    /// How to reach her: two values sealed under her own key.
    pub fn safe_contact(&self, number: &str) -> NewFact {
        let day = "2026-06-01".parse::<When>().unwrap_or_else(|_| unreachable!());
        NewFact::new(
            day,
            SafeContactSet {
                person: self.asha,
                channel: Channel::Phone,
                safe: true,
                value: Some(Sealed::new(number)),
                terms: Some(Sealed::new("weekdays before three")),
                by: Some(self.housing),
                confirmed: None,
                ways: Vec::new(),
                hours: None,
                reached_by: Vec::new(),
                confirms: None,
                replaces: None,
            },
        )
    }

    /// Where somebody is.
    pub fn address_of(&self, person: PersonId, place: &str) -> NewFact {
        let day = "2026-06-02".parse::<When>().unwrap_or_else(|_| unreachable!());
        NewFact::new(day, AddressRecorded { person, value: Sealed::new(place), by: Some(self.housing) })
    }

    /// Opens the file in a ledger.
    /// # Errors
    /// As [`ledger::Tx::open_file`].
    pub async fn open_in(&self, ledger: &Ledger) -> Result<Appended, LedgerError> {
        let permit = access::permit_to_open(&self.worker(), self.file).map_err(|_| LedgerError::NoSuchFile)?;
        let mut tx = ledger.begin("open a sample").await?;
        let done = tx.open_file(&permit, self.opening(), at("2026-06-01T14:35")).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// Leave to do something to the file.
    /// # Errors
    /// There is no such file for the worker.
    pub async fn permit<A: access::FileAct>(&self, ledger: &Ledger) -> Result<Permit<A>, LedgerError> {
        let guard = ledger.read().await?.guard(self.file).await?;
        access::permit(&access::Asking::casework(&self.worker(), at("2026-06-02T09:00")), guard.as_ref())
            .map_err(|_| LedgerError::NoSuchFile)
    }

    /// Adds facts to the file.
    /// # Errors
    /// As [`ledger::Tx::append`].
    pub async fn add(&self, ledger: &Ledger, facts: Vec<NewFact>, when: &str) -> Result<Appended, LedgerError> {
        let permit = self.permit::<access::RecordFact>(ledger).await?;
        let mut tx = ledger.begin("add to a sample").await?;
        let done = tx.append(&permit, facts, at(when), None).await?;
        tx.commit().await?;
        Ok(done)
    }
}
