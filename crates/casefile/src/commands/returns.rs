//! Answering what the national return asks and the file does not say. An impossible answer is refused when it is given, not at the end of the quarter.

use interchange::hclic::{Code, Item, Wrong, goes_with};

use super::homelessness::authority;
use super::{Command, Context, Refusal, checked, with};
use crate::facts::{Fact, NewFact, ReturnAnswered, ReturnQuestion};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::returns::{self, Ask, Return, item_of, takes_several};

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The question.
    pub question: ReturnQuestion,
    /// The placement that it is about.
    pub about: Option<FactId>,
    /// Our codes. One, save where several may be given; then none says that there is none.
    pub answers: Vec<String>,
}

/// Answers questions of the return about one application. What is answered again takes the place of what was answered before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerReturn {
    /// Which of her applications at the officer's authority, counted from one.
    pub application: usize,
    /// The answers.
    pub given: Vec<Given>,
}

impl Command for AnswerReturn {
    const NAME: &'static str = "answer-return";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let team = authority(file, context)?;
        let before = find(file, team, self.application, context).ok_or_else(|| {
            Refusal::because("There is no such application at your authority in this file.").instead("Go back to “Homelessness”.")
        })?;
        let mut facts: Vec<NewFact> = Vec::new();
        let mut grown = file.clone();
        // In the order of the questions: what was done may open the next question, such as which home was secured.
        let mut given: Vec<&Given> = self.given.iter().collect();
        given.sort_by_key(|one| one.question);
        for one in given {
            let now = find(&grown, team, self.application, context).unwrap_or_else(|| before.clone());
            let codes = sound(one, &now, &grown, team)?;
            let earlier = earlier(&grown, &now, one);
            if is_answered_so(&now, one, &codes) {
                continue;
            }
            let body = ReturnAnswered {
                by: team,
                question: one.question,
                about: one.about,
                answers: codes.iter().map(|code| code.text().to_owned()).collect(),
            };
            let mut fact = NewFact::new(before.day_of_answer(context.today), body);
            fact.supersedes = earlier;
            grown = with(&grown, &fact, facts.len(), context);
            facts.push(fact);
        }
        if facts.is_empty() {
            return Err(Refusal::because("Nothing is answered yet that was not answered before.").instead("Choose an answer."));
        }
        let after = find(&grown, team, self.application, context).unwrap_or_else(|| before.clone());
        let answered: Vec<Item> = self.given.iter().map(|one| item_of(one.question)).collect();
        let known = before.wrong();
        let new: Vec<Wrong> =
            after.wrong().into_iter().filter(|wrong| !known.contains(wrong) && bears_on(wrong, &answered)).collect();
        if let Some((first, rest)) = new.split_first() {
            let refusal = Refusal::because(first.words.clone());
            return Err(rest.iter().fold(refusal, |refusal, wrong| refusal.instead(wrong.words.clone())));
        }
        checked(file, facts, context)
    }
}

fn find(file: &CaseFile, team: TeamId, number: usize, context: &Context<'_>) -> Option<Return> {
    returns::all(file, team, context.today).into_iter().find(|one| one.number == number)
}

fn bears_on(wrong: &Wrong, answered: &[Item]) -> bool {
    answered.contains(&wrong.item) || wrong.with.is_some_and(|with| answered.contains(&with))
}

/// The question that an answer is to.
fn asked<'a>(now: &'a Return, one: &Given) -> Option<&'a Ask> {
    now.asks.iter().find(|ask| (ask.question, ask.about) == (one.question, one.about))
}

/// The answer as codes of its list.
fn sound(one: &Given, now: &Return, file: &CaseFile, team: TeamId) -> Result<Vec<Code>, Refusal> {
    let item = item_of(one.question);
    if asked(now, one).is_none() {
        return Err(Refusal::because(format!("“{}” is not asked here, or the file answers it already.", item.label()))
            .instead("Correct the entry from which it is known, where that is wrong."));
    }
    let list = item.list();
    let codes: Vec<Code> = one
        .answers
        .iter()
        .map(|code| list.and_then(|list| list.find(code)).filter(|code| goes_with(item, *code)))
        .collect::<Option<_>>()
        .ok_or_else(|| {
            Refusal::because(format!("“{}” has an answer that is not in its list, or is not used any more.", item.label()))
                .instead("Choose one of the answers on the page.")
        })?;
    if !takes_several(one.question) && codes.len() != 1 {
        return Err(Refusal::because(format!("“{}” has one answer.", item.label())).instead("Choose one."));
    }
    if let Some(twice) = codes.iter().enumerate().find(|(at, code)| codes[..*at].contains(code)) {
        return Err(Refusal::because(format!("“{}” is given twice. Give it once.", twice.1.label())));
    }
    if codes.iter().any(|code| returns::says_that_she_did_it(*code)) && file.abuse_known(team).is_some() {
        return Err(Refusal::because(
            "In this file she is the one to whom it was done. She does not go into the return as the alleged perpetrator.",
        )
        .instead("Answer “Domestic abuse: Victim”.")
        .instead("If he applies, he has a case of his own, in a file of his own."));
    }
    Ok(codes)
}

/// The answer of an officer that stands, to be superseded.
fn earlier(file: &CaseFile, now: &Return, one: &Given) -> Option<FactId> {
    let row = asked(now, one).and_then(|ask| ask.row);
    match now.origin(item_of(one.question), row) {
        Some(returns::Origin::Answer(fact)) => file.fact(fact).map(|fact: &Fact| fact.id),
        _ => None,
    }
}

fn is_answered_so(now: &Return, one: &Given, codes: &[Code]) -> bool {
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    asked(now, one).and_then(|ask| ask.answered.clone()).is_some_and(|mut held| {
        held.sort_unstable();
        held == codes
    })
}
