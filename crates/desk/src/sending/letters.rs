//! Letters that may leave: printed, posted or put into her hands, or stopped. At each of these moments the gate decides again.

use access::{CheckOutgoing, Guard, Permit, Purpose, RecordFact as MayRecord};
use casefile::calendar::london_date;
use casefile::commands::{Command, RecordFact, Refusal};
use casefile::facts::{
    Channel, DecisionReceived, LetterPrinted, LetterReady, LookPurpose, MessageSent, NewFact, SendingDecided, SendingReason,
    SendingStopped,
};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId};
use casefile::letters::Letter;
use casefile::safe_contact::SafeContact;
use casefile::sending::{Again, decide_again};
use jiff::Timestamp;
use ledger::Tx;

use super::{give_to_author, recheck};
use crate::letters::ToTypeset;
use crate::{CannotAct, Desk};

/// A letter as it is printed.
pub struct Paper {
    /// The address, as it stands in the file; whoever prints it has been recorded as having seen it. None where it is handed over.
    pub address: Option<crate::Revealed>,
    /// The letter: exactly what was checked.
    pub letter: Letter,
    /// The language that it is written in.
    pub language: String,
    /// The same, typeset, where that was asked for and somebody typesets here.
    pub pdf: Option<Vec<u8>>,
}

impl Desk {
    /// A letter as it is to be printed: who prints it is on record before, and the gate has decided again. Why it may not go any more, where that
    /// is so: then it is stopped.
    /// # Errors
    /// No such letter; the second factor is not fresh; or the ledger could not keep it: then nothing is shown.
    pub async fn print_letter(
        &self,
        file: FileId,
        letter: FactId,
        typeset: bool,
    ) -> Result<Result<Paper, Vec<SendingReason>>, CannotAct> {
        let opened = self.open(file).await?;
        let it = opened.file.fact(letter).and_then(|fact| fact.is::<LetterReady>()).ok_or(CannotAct::NoSuchFile)?;
        let address = match it.contact {
            Some(entry) => {
                let standards = self.house.ledger().standards();
                let contact = SafeContact::of(&opened.file, &standards, opened.at.date());
                contact.point(entry).and_then(|point| point.value).map(|entry| (entry, "value"))
            }
            None => it.address.is_some().then_some((letter, "address")),
        };
        let in_hand = decided_by(&opened.file, it).is_some_and(|decided| decided.channel == Channel::InPerson);
        let shown = match address {
            Some(address) => self.reveal_all(file, &[(letter, "words"), address], LookPurpose::Letter).await?,
            None if in_hand => self.reveal_all(file, &[(letter, "words")], LookPurpose::Letter).await?,
            // The entry is gone: the gate says why it stays.
            None => Vec::new(),
        };
        let now = self.house.now();
        let mut tx = self.house.ledger().begin("print a letter").await?;
        let guard = tx.guard(file).await?;
        let permit = access::permit::<CheckOutgoing>(&self.asking(Purpose::Casework), guard.as_ref())?;
        if let Err(because) = self.letter_leaves(&mut tx, &permit, letter, now).await? {
            tx.commit().await?;
            return Ok(Err(because));
        }
        let mut shown = shown.into_iter();
        let (Some(words), address) = (shown.next(), shown.next()) else {
            return Ok(Err(vec![SendingReason::NoAddress]));
        };
        let (letter_text, language) = self.as_letter(it, words.words());
        let pdf = match self.house.typeset().filter(|_| typeset) {
            Some(typesetter) => {
                let address = address.as_ref().map(crate::Revealed::words);
                let date = opened.file.fact(letter).map_or(london_date(now), |fact| fact.happened.date);
                let what = ToTypeset { letter: &letter_text, language: &language, address, date };
                typesetter
                    .typeset(&what)
                    .inspect_err(|problem| tracing::error!(%problem, "a letter is printed from its page instead"))
                    .ok()
            }
            None => None,
        };
        let hash = pdf.as_deref().map(hash_of);
        let printed = LetterPrinted { letter, officer: self.officer.id, pdf: hash };
        tx.append(&permit, vec![NewFact::new(london_date(now), printed)], now, None).await?;
        tx.commit().await?;
        Ok(Ok(Paper { address, letter: letter_text, language, pdf }))
    }

    /// The letter in a text that was checked: what was made from a template has marks, what was written by hand has none.
    fn as_letter(&self, it: &LetterReady, words: &str) -> (Letter, String) {
        match &it.template {
            Some(id) => {
                let template = self.house.templates().called(id);
                (Letter::read(words), template.map_or_else(|| "en-GB".to_owned(), |template| template.language().to_owned()))
            }
            None => (Letter::by_hand(words), "en-GB".to_owned()),
        }
    }

    /// A letter has been put into her hands: she has it from this day. The gate has decided once more, as when it is posted.
    /// # Errors
    /// As [`Desk::letter_posted`].
    pub async fn letter_handed_over(
        &self,
        file: FileId,
        letter: FactId,
    ) -> Result<Result<FactId, Vec<SendingReason>>, CannotAct> {
        self.letter_left(file, letter, true).await
    }

    /// A letter is in the post. The gate has decided once more; why it must not go, where that is so: then it is stopped.
    /// # Errors
    /// No such letter, it was never printed, or it is in the post already; or the ledger could not keep it.
    pub async fn letter_posted(&self, file: FileId, letter: FactId) -> Result<Result<FactId, Vec<SendingReason>>, CannotAct> {
        self.letter_left(file, letter, false).await
    }

    /// A letter leaves; where it is handed over, she has what it tells of from now on. Both are kept together.
    async fn letter_left(
        &self,
        file: FileId,
        letter: FactId,
        handed_over: bool,
    ) -> Result<Result<FactId, Vec<SendingReason>>, CannotAct> {
        let now = self.house.now();
        let mut tx = self.house.ledger().begin("a letter leaves").await?;
        let guard = tx.guard(file).await?;
        let permit = access::permit::<CheckOutgoing>(&self.asking(Purpose::Casework), guard.as_ref())?;
        let folded = tx.file(&permit).await?;
        let it = folded.fact(letter).and_then(|fact| fact.is::<LetterReady>()).ok_or(CannotAct::NoSuchFile)?;
        let about = it.about.filter(|_| handed_over);
        if let Some((sent, _)) = folded.each::<MessageSent>().find(|(_, sent)| sent.decided == Some(it.decided)) {
            let sent = sent.id;
            self.she_has_it(&mut tx, guard.as_ref(), about, now).await?;
            tx.commit().await?;
            return Ok(Ok(sent));
        }
        if !folded.each::<LetterPrinted>().any(|(_, printed)| printed.letter == letter) {
            return Err(Refusal::because("This letter has not been printed from its page.")
                .instead("Print it there: it is looked through once more, and nothing else goes into the envelope.")
                .into());
        }
        let posted = match self.letter_leaves(&mut tx, &permit, letter, now).await? {
            Ok(leaves) => Ok(tx.letter_posted(&permit, &leaves, now).await?),
            Err(because) => Err(because),
        };
        if posted.is_ok() {
            self.she_has_it(&mut tx, guard.as_ref(), about, now).await?;
        }
        tx.commit().await?;
        Ok(posted)
    }

    /// Records, in the transaction in which a letter leaves, that she has what it tells of.
    async fn she_has_it(
        &self,
        tx: &mut Tx,
        guard: Option<&Guard>,
        about: Option<FactId>,
        now: Timestamp,
    ) -> Result<(), CannotAct> {
        let Some(of) = about else { return Ok(()) };
        let permit = access::permit::<MayRecord>(&self.asking(Purpose::Casework), guard)?;
        let folded = tx.file(&permit).await?;
        if folded.each::<DecisionReceived>().any(|(_, it)| it.of == of) {
            return Ok(());
        }
        let standards = self.house.standards();
        let context = self.context(now, &standards);
        let body = DecisionReceived { of, by: Some(self.officer.team) };
        let record = RecordFact { body: body.into(), happened: context.wall(), known: Vec::new() };
        let facts = record.decide(&folded, &context)?;
        tx.append(&permit, facts, now, None).await?;
        Ok(())
    }

    /// Stops a letter that is not to go any more.
    /// # Errors
    /// No such letter, or it is in the post already.
    pub async fn stop_letter(&self, file: FileId, letter: FactId) -> Result<(), CannotAct> {
        let now = self.house.now();
        let mut tx = self.house.ledger().begin("stop a letter").await?;
        let guard = tx.guard(file).await?;
        let permit = access::permit::<CheckOutgoing>(&self.asking(Purpose::Casework), guard.as_ref())?;
        let folded = tx.file(&permit).await?;
        let it = folded.fact(letter).and_then(|fact| fact.is::<LetterReady>()).ok_or(CannotAct::NoSuchFile)?;
        if folded.each::<MessageSent>().any(|(_, sent)| sent.decided == Some(it.decided)) {
            return Err(Refusal::because("It is in the post already.")
                .instead("If somebody may find out by it, say so at once: “Someone may have found out”.")
                .into());
        }
        if !folded.each::<SendingStopped>().any(|(_, stopped)| stopped.of == letter) {
            tx.stop(&permit, letter, None, Vec::new(), now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Whether a letter may still leave; where it may not, it is stopped.
    async fn letter_leaves(
        &self,
        tx: &mut Tx,
        permit: &Permit<CheckOutgoing>,
        letter: FactId,
        now: Timestamp,
    ) -> Result<Result<casefile::sending::LeavesNow, Vec<SendingReason>>, CannotAct> {
        let folded = tx.file(permit).await?;
        let outward = tx.outward(permit, letter).await?;
        let found = recheck(tx, permit, &folded, letter, &outward, now).await?;
        let folded = tx.file(permit).await?;
        match decide_again(&folded, &self.house.ledger().standards(), letter, &found, london_date(now)) {
            Again::Leaves(leaves) => Ok(Ok(leaves)),
            Again::Stays(because) => {
                let stopped = folded.each::<SendingStopped>().any(|(_, it)| it.of == letter);
                if !stopped {
                    let fact = tx.stop(permit, letter, None, because.clone(), now).await?;
                    give_to_author(&self.house, tx, permit.file(), letter, fact, now).await?;
                }
                Ok(Err(because))
            }
        }
    }
}

/// SHA-256 of bytes, in hexadecimal.
fn hash_of(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(bytes))
}

/// The decision by which a letter may leave.
fn decided_by<'a>(file: &'a CaseFile, letter: &LetterReady) -> Option<&'a SendingDecided> {
    file.fact(letter.decided)?.is()
}
