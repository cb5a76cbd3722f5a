//! Passing the sending gate: every decision is a fact, also a refusal; where a second person is needed, nothing leaves until they agree.

use super::{Command, Context, Refusal, checked};
use crate::facts::{DataItem, NewFact, SendingAsked, SendingDecided, SendingOutcome, SendingReason};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Narrative, Sealed};
use crate::sending::{Decision, Gate, HitSummary, Outgoing, Telling, decide_sending};

/// Asks to send something to one recipient.
#[derive(Debug, Clone, PartialEq)]
pub struct AskSending {
    /// What, without its words.
    pub outgoing: Outgoing,
    /// What the ledger found in its bytes.
    pub hits: Vec<HitSummary>,
    /// The hash of those bytes.
    pub content: String,
    /// The words, for the second person where one is needed.
    pub words: Sealed<Narrative>,
    /// The number or address, where it is given by hand.
    pub address: Option<Sealed<Narrative>>,
    /// Why it has to go in spite of what was found in it.
    pub why: Option<Sealed<Narrative>>,
    /// What it tells of, where it is a letter that was made from a template.
    pub telling: Option<Telling>,
}

impl AskSending {
    /// What the gate says.
    pub fn decision(&self, file: &CaseFile, context: &Context<'_>) -> Decision {
        decide_sending(file, context.standards, &self.outgoing, &self.hits, context.today)
    }
}

impl Command for AskSending {
    const NAME: &'static str = "ask-sending";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let it = &self.outgoing;
        if it.in_spite_of_hits && self.why.as_ref().is_none_or(Sealed::is_empty) {
            return Err(Refusal::because("Say why it has to go with what was found in it.").instead("Take it out instead."));
        }
        let decision = self.decision(file, context);
        let waits = matches!(decision.gate, Gate::NeedsSecond { .. });
        let decided = decided(&decision, it, &self.content, self.telling.clone(), context);
        let asked = SendingAsked {
            officer: context.officer,
            to: it.recipient,
            channel: it.channel,
            contact: it.contact,
            address: self.address.clone(),
            items: it.items.clone(),
            content_free: it.is_content_free,
            in_spite_of_hits: it.in_spite_of_hits,
            content: self.content.clone(),
            words: self.words.clone(),
            why: self.why.clone(),
            by: Some(context.team),
            about: self.telling.as_ref().map(|telling| telling.about),
            template: self.telling.as_ref().map(|telling| telling.template.clone()),
            gives: self.telling.as_ref().map(|telling| telling.gives.clone()).unwrap_or_default(),
        };
        let mut facts = vec![NewFact::new(context.wall(), decided)];
        if waits {
            facts.push(NewFact::new(context.wall(), asked));
        }
        checked(file, facts, context)
    }
}

/// Answers somebody else's asking, after reading it: it leaves, or it does not.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreeSending {
    /// What was asked.
    pub asked: FactId,
    /// Whether it may leave.
    pub agrees: bool,
    /// What the ledger finds in its bytes now.
    pub hits: Vec<HitSummary>,
    /// The hash of those bytes.
    pub content: String,
    /// What is found wanting in it now.
    pub wanting: Vec<SendingReason>,
    /// What the second person says.
    pub why: Sealed<Narrative>,
}

impl AgreeSending {
    /// What the gate says now; `None` where nobody has asked.
    pub fn decision(&self, file: &CaseFile, context: &Context<'_>) -> Option<Decision> {
        let asked = file.fact(self.asked)?.is::<SendingAsked>()?;
        Some(decide_sending(file, context.standards, &self.outgoing(asked), &self.hits, context.today))
    }

    /// What was asked to leave, to be weighed again.
    fn outgoing(&self, asked: &SendingAsked) -> Outgoing {
        Outgoing {
            recipient: asked.to,
            channel: asked.channel,
            contact: asked.contact,
            items: asked.items.clone(),
            is_content_free: asked.content_free,
            in_spite_of_hits: asked.in_spite_of_hits,
            wanting: self.wanting.clone(),
        }
    }
}

impl Command for AgreeSending {
    const NAME: &'static str = "agree-sending";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(asked) = file.fact(self.asked).and_then(|fact| fact.is::<SendingAsked>()) else {
            return Err(Refusal::because("Nobody has asked for this.").instead("Open the file again and choose what was asked."));
        };
        if file.each::<SendingDecided>().any(|(_, it)| it.asked == Some(self.asked)) {
            return Err(Refusal::because("Somebody has answered this already."));
        }
        if asked.officer == context.officer {
            return Err(Refusal::because("You wrote this, so somebody else has to read it before it leaves.")
                .instead("Ask another manager to look at it."));
        }
        if !context.is_manager() {
            return Err(Refusal::because("A manager, duty manager, lead or director reads this before it leaves.")
                .instead("Pass it to them."));
        }
        if asked.content != self.content {
            return Err(
                Refusal::because("These are not the words that you were asked about.").instead("Open it again and read it.")
            );
        }
        if self.why.is_empty() {
            return Err(Refusal::because("Say what you have checked: it stands beside their reason in the file."));
        }
        let outgoing = self.outgoing(asked);
        let decision = decide_sending(file, context.standards, &outgoing, &self.hits, context.today);
        let mut decided = decided(&decision, &outgoing, &self.content, Telling::asked(asked), context);
        if decided.outcome == SendingOutcome::WaitsForSecond {
            decided.outcome = SendingOutcome::MayLeave;
        }
        if !self.agrees {
            decided.outcome = SendingOutcome::Declined;
        }
        let answered = SendingDecided {
            officer: asked.officer,
            asked: Some(self.asked),
            second: Some(context.officer),
            why: Some(self.why.clone()),
            ..decided
        };
        checked(file, vec![NewFact::new(context.wall(), answered)], context)
    }
}

fn decided(
    decision: &Decision,
    outgoing: &Outgoing,
    hash: &str,
    telling: Option<Telling>,
    context: &Context<'_>,
) -> SendingDecided {
    let (about, template, gives) = match telling {
        Some(Telling { about, template, gives }) => (Some(about), Some(template), gives),
        None => (None, None, Vec::new()),
    };
    let (outcome, because) = match &decision.gate {
        Gate::Send => (SendingOutcome::MayLeave, Vec::new()),
        Gate::NeedsSecond { why } => (SendingOutcome::WaitsForSecond, why.clone()),
        Gate::Refused { because, .. } => (SendingOutcome::Refused, because.clone()),
    };
    let withheld = |wanted: SendingReason| -> Vec<DataItem> {
        decision.withheld.iter().filter(|(_, why)| *why == wanted).map(|(item, _)| *item).collect()
    };
    SendingDecided {
        officer: context.officer,
        to: outgoing.recipient,
        channel: outgoing.channel,
        contact: outgoing.contact,
        outcome,
        because,
        items: outgoing.items.clone(),
        kept: withheld(SendingReason::Marked),
        withheld: withheld(SendingReason::LeadsToHer),
        content: hash.to_owned(),
        asked: None,
        second: None,
        why: None,
        about,
        template,
        gives,
    }
}
