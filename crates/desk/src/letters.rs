//! Letters at the desk: what one will say, and making one ready through the sending gate.

use std::sync::Arc;

use casefile::commands::Refusal;
use casefile::commands::links::not_yet;
use casefile::facts::{Channel, DataItem, Fact, LookPurpose, Who};
use casefile::homelessness::links::{Told, may_be_told};
use casefile::ids::{FactId, FileId};
use casefile::letters::{
    Composed, Filling, Goes, Letter, Missing, Occasion, Template, Templates, Variable, Writing, asks_for_reasons, compose,
    occasion_of, recipient, sealed,
};
use casefile::private::{Sealed, Unprinted};
use casefile::sending::Telling;
use jiff::civil::Date;

use crate::{Answer, CannotAct, Desk, House, Opened, ToSend};

/// Whoever turns a letter into a file that a printer takes: an accessible PDF. The desk knows no typesetting.
pub trait Typeset: Send + Sync {
    /// Typesets one letter. The same letter gives the same bytes.
    /// # Errors
    /// It cannot be typeset; the page can be printed all the same.
    fn typeset(&self, what: &ToTypeset<'_>) -> Result<Vec<u8>, CannotTypeset>;
}

/// A letter that is to be typeset. Nothing in it but what was checked, and the address.
#[derive(Clone, Copy)]
pub struct ToTypeset<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// The language that it is written in, such as `en-GB`.
    pub language: &'a str,
    /// The address for the envelope, line by line; none where it is handed over.
    pub address: Option<&'a str>,
    /// The day of the letter.
    pub date: Date,
}

/// A letter could not be typeset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the letter cannot be typeset: print its page instead")]
pub struct CannotTypeset;

/// What a house is given beside its ledger: its own templates of letters, and somebody who typesets.
#[derive(Clone, Default)]
pub struct Fittings {
    /// The partnership's templates, where it has its own.
    pub templates: Option<Templates>,
    /// Whoever typesets.
    pub typeset: Option<Arc<dyn Typeset>>,
}

/// How she gets a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By post, to the address that she confirmed.
    Post,
    /// Into her hands, or ready at the office.
    Hand,
}

/// What an officer says about a letter that is to be written.
#[derive(Clone)]
pub struct LetterOf {
    /// What it tells of.
    pub about: FactId,
    /// How she gets it.
    pub way: Way,
    /// The reasons, where the fact holds none.
    pub reasons: Option<Unprinted>,
    /// What the officer adds.
    pub added: Option<Unprinted>,
    /// The address of the authority to which a notice goes.
    pub address: Option<Unprinted>,
}

/// A letter that has not been made ready: what it says, and what it is.
pub struct Preview {
    /// What it says.
    pub composed: Composed,
    /// What it is for.
    pub occasion: &'static Occasion,
    /// The template's id.
    pub template: String,
}

impl House {
    /// Gives a house its templates and its typesetter. Once: what a house has is not taken away while it is open.
    pub fn fit_out(&self, fittings: Fittings) {
        if let Some(templates) = fittings.templates {
            let _ = self.0.templates.set(templates);
        }
        if let Some(typeset) = fittings.typeset {
            let _ = self.0.typeset.set(typeset);
        }
    }

    /// The templates of letters.
    pub fn templates(&self) -> &Templates {
        self.0.templates.get().unwrap_or_else(|| Templates::built_in())
    }

    /// Whoever typesets, where there is somebody.
    pub fn typeset(&self) -> Option<&Arc<dyn Typeset>> {
        self.0.typeset.get()
    }
}

/// What stands where sealed words will.
const SEALED: &str = "[what stands in the file, sealed until you show it]";
/// What stands where the officer has not yet said why.
const TO_SAY: &str = "[the reasons, in your words]";

impl Desk {
    /// A letter as it would be, without any sealed words: they stand as a note.
    /// # Errors
    /// Nothing is told in a letter about it, or the file does not say something that the letter has to.
    pub async fn letter_before_it_is_written(&self, opened: &Opened, what: &LetterOf) -> Result<Preview, CannotAct> {
        let (fact, occasion) = told(opened, what)?;
        let name = self.own_name().await?;
        let opened_words =
            wanted(opened, fact, occasion)?.into_iter().map(|(variable, _)| (variable, SEALED.to_owned())).collect();
        self.preview(opened, fact, occasion, what, &name, opened_words)
    }

    /// A letter as it will be, sealed words and all: that the officer had them read out for this letter is on record before.
    /// # Errors
    /// As [`Desk::letter_before_it_is_written`]; or the second factor is not fresh, and nothing is shown.
    pub async fn letter_as_it_will_be(&self, opened: &Opened, what: &LetterOf) -> Result<Preview, CannotAct> {
        let (fact, occasion) = told(opened, what)?;
        let name = self.own_name().await?;
        let wanted = wanted(opened, fact, occasion)?;
        let fields: Vec<(FactId, &str)> = wanted.iter().map(|(_, field)| (fact.id, *field)).collect();
        let words = if fields.is_empty() { Vec::new() } else { self.reveal_all(opened.id, &fields, LookPurpose::Letter).await? };
        let opened_words =
            wanted.iter().zip(&words).map(|((variable, _), words)| (*variable, words.words().to_owned())).collect();
        self.preview(opened, fact, occasion, what, &name, opened_words)
    }

    /// Writes a letter and asks the gate: it is ready to be printed, waits for a second person, or may not leave, with why.
    /// # Errors
    /// As [`Desk::letter_as_it_will_be`] and [`Desk::send`].
    pub async fn write_letter(&self, file: FileId, what: &LetterOf, key: Option<&str>) -> Result<Answer, CannotAct> {
        let opened = self.open(file).await?;
        let (fact, occasion) = told(&opened, what)?;
        if asks_for_reasons(fact, occasion) && what.reasons.as_ref().is_none_or(|reasons| reasons.shown().trim().is_empty()) {
            return Err(Refusal::because("The letter has to give the reasons, and what it tells of holds none.")
                .instead("Write them as you would explain them to her.")
                .into());
        }
        let preview = self.letter_as_it_will_be(&opened, what).await?;
        let to = recipient(&opened.file, fact).ok_or(CannotAct::NoSuchFile)?;
        let template = self.house().templates().called(&preview.template).ok_or(CannotAct::NoSuchFile)?;
        let to_host = occasion.goes == Goes::ToHost;
        let send = ToSend {
            to,
            channel: if to_host || what.way == Way::Post { Channel::Letter } else { Channel::InPerson },
            address: what.address.clone().filter(|_| matches!(to, Who::Team(_))),
            items: if to_host { items(&opened, to) } else { Vec::new() },
            words: Unprinted::new(preview.composed.letter().text()),
            // The notice is nothing without the address: a second person reads it first.
            in_spite: to_host.then(|| Sealed::new("Housing Act 1996 s.208(3): the notice holds the names and the address.")),
            telling: Some(Telling { about: what.about, template: preview.template, gives: template.gives().to_vec() }),
        };
        self.send(file, &send, key).await
    }

    async fn own_name(&self) -> Result<String, CannotAct> {
        let directory = self.house().directory().await?;
        Ok(directory.officer(self.officer().id).map(|officer| officer.name.clone()).unwrap_or_default())
    }

    fn preview(
        &self,
        opened: &Opened,
        fact: &Fact,
        occasion: &'static Occasion,
        what: &LetterOf,
        officer: &str,
        opened_words: Vec<(Variable, String)>,
    ) -> Result<Preview, CannotAct> {
        let templates = self.house().templates();
        let template = templates.for_occasion(occasion).ok_or(CannotAct::NoSuchFile)?;
        let typed = what.reasons.as_ref().map(Unprinted::shown).filter(|reasons| !reasons.trim().is_empty());
        let needs = asks_for_reasons(fact, occasion);
        let writing = Writing {
            file: &opened.file,
            fact,
            occasion,
            today: opened.at.date(),
            officer,
            team: self.officer().team,
            by_post: what.way == Way::Post,
            reasons: if needs { Some(typed.unwrap_or(TO_SAY)) } else { None },
        };
        let filling = writing.filling(opened_words);
        let added = what.added.as_ref().map_or("", |added| added.shown());
        let composed = made(templates, template, &filling, added)?;
        Ok(Preview { composed, occasion, template: template.id().to_owned() })
    }
}

/// The sealed fields that a letter needs. What tells another body where she is waits for the check of its links to the alleged perpetrator, and holds no
/// address where that is what was decided.
fn wanted(opened: &Opened, fact: &Fact, occasion: &Occasion) -> Result<Vec<(Variable, &'static str)>, CannotAct> {
    let mut fields = sealed(fact);
    if occasion.goes == Goes::ToHost
        && let Some(Who::Team(to)) = recipient(&opened.file, fact)
        && may_be_told(&opened.file, to, opened.at.date()).map_err(not_yet)? == Told::WithoutAddress
    {
        fields.retain(|(variable, _)| *variable != Variable::Address);
    }
    Ok(fields)
}

/// What a notice to another body holds, in the words of the sending gate.
fn items(opened: &Opened, to: Who) -> Vec<DataItem> {
    let told = to.team().map(|to| may_be_told(&opened.file, to, opened.at.date()));
    let address = (told != Some(Ok(Told::WithoutAddress))).then_some(DataItem::Address);
    address.into_iter().chain([DataItem::Children, DataItem::Application]).collect()
}

fn made(templates: &Templates, template: &Template, filling: &Filling, added: &str) -> Result<Composed, CannotAct> {
    compose(templates, template, filling, added).map_err(|missing: Missing| {
        Refusal::because(format!("{}.", capital(&missing.to_string())))
            .instead("Correct the entry in the file, and write the letter then.")
            .into()
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn told<'a>(opened: &'a Opened, what: &LetterOf) -> Result<(&'a Fact, &'static Occasion), CannotAct> {
    let fact = opened.file.fact(what.about).ok_or(CannotAct::NoSuchFile)?;
    let occasion = occasion_of(&opened.file, fact).ok_or(CannotAct::NoSuchFile)?;
    Ok((fact, occasion))
}
