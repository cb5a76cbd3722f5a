//! `…/letters/links/{team}`: before a body is told where she is, somebody looks whether it is linked to the alleged perpetrator.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use casefile::commands::CheckLinks;
use casefile::facts::{NoticeWay, ReceiverLink};
use casefile::homelessness::links::{Pointer, last_check, placement_now, pointers, to_be_told_of};
use casefile::ids::{FileId, OfficerId, TeamId};
use casefile::private::Unprinted;

use super::{PART, links_path};
use crate::act::owing::{asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, typed, words};

/// What is known of a body that is to be told.
struct Receiver {
    team: TeamId,
    name: String,
    /// The officers of the body; none where it is not in the partnership.
    staff: Vec<OfficerId>,
    /// Whether it is a body of the partnership.
    here: bool,
}

impl Receiver {
    async fn of(act: &Act, team: TeamId) -> Result<Self, Problem> {
        let seen = act.hand.seen();
        let service = seen.file.services().team(team).ok_or(Problem::NotFound)?;
        let (body, name) = (service.body, service.body_name.clone());
        let directory = act.hand.signed.directory().await?;
        let staff = directory.officers().iter().filter(|one| one.body == body).map(|one| one.id).collect();
        Ok(Self { team, name, staff, here: directory.body(body).is_some() })
    }
}

fn form(act: &Act, receiver: &Receiver) -> FormPage {
    let links = [
        ReceiverLink::Staff,
        ReceiverLink::OnFile,
        ReceiverLink::NamedUnsafe,
        ReceiverLink::LivesThere,
        ReceiverLink::SeesRecords,
        ReceiverLink::NotKnown,
    ];
    let mut choices: Vec<Choice> = links.iter().map(|one| Choice::new(one.code(), one.label())).collect();
    choices.push(Choice::new("none", "None of these: it was asked, and there is none"));
    let ways = NoticeWay::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let questions = vec![
        asked(
            act,
            Question::checkboxes("links", "Which links are there, or may there be?", choices)
                .hint("What stands above counts as a link whatever is ticked here."),
        ),
        asked(act, Question::radios("way", "How are they told?", ways)),
        asked(
            act,
            Question::line("named", "Who there?")
                .hint("One person who needs it for their work: name and post. Needed where it goes without the address."),
        ),
        asked(
            act,
            Question::text("reasons", "Whom did you ask, what did they say, and why may it go in this way?", 5)
                .hint("Ask without saying where she is: their lead officer for domestic abuse, her, and whoever supports her."),
        ),
    ];
    let mut page =
        act.page("Check links to the alleged perpetrator", links_path(act.file(), receiver.team), one_section(questions));
    page.back = paths::part(act.file(), PART);
    page.button = "Record the check".into();
    page.notes = notes(act, receiver);
    page
}

fn notes(act: &Act, receiver: &Receiver) -> Vec<Note> {
    let seen = act.hand.seen();
    let today = act.hand.opened.at.date();
    let mut notes = vec![Note::Inset(format!("{} is to be told where she is.", receiver.name))];
    if to_be_told_of(seen.file, receiver.team, today).is_none() {
        notes.push(Note::Warning(match placement_now(seen.file, today) {
            Some(_) => "No law asks that they be told of this placement. Tell them only what they need to protect her.".into(),
            None => "There is no placement of which anybody is to be told.".into(),
        }));
    }
    if let Some((fact, it)) = last_check(seen.file, receiver.team, today) {
        notes.push(Note::Plain(format!(
            "Checked last on {}: {}. A check holds for four weeks, and until something comes to light.",
            words::day(fact.happened.date),
            words::from_code(&it.way.label().to_lowercase())
        )));
    }
    let found = pointers(seen.file, receiver.team, &receiver.staff, today);
    let lines = found.iter().map(|pointer| line(act, *pointer)).collect::<Vec<_>>();
    notes.push(if lines.is_empty() {
        Note::Plain("Nothing in this file points to a link of theirs. That is no proof that there is none: ask.".into())
    } else {
        Note::Lines("What Holdfast sees".into(), lines)
    });
    notes.push(Note::Plain(if receiver.here {
        "The names of their staff are compared with the people in this file. What that found is not shown here: a reviewer of conflicts can say whether the usual way will do. Ask one.".into()
    } else {
        "They are no body of this partnership, so Holdfast knows nobody who works there: ask them.".into()
    }));
    notes.push(Note::Plain("Where he works and where his family and friends live may stand in sealed words that nothing here has read: look there, and ask her.".into()));
    notes
}

/// One thing that points to a link.
fn line(act: &Act, pointer: Pointer) -> String {
    let seen = act.hand.seen();
    match pointer.fact.and_then(|id| seen.file.fact(id)) {
        Some(fact) => {
            format!("{}: {}, {}", pointer.link.label(), words::from_code(&seen.briefly(fact)), words::when(fact.happened))
        }
        None => pointer.link.label().to_owned(),
    }
}

/// The page.
/// # Errors
/// No such file, or no such service in it.
pub async fn check(signed: Signed, Path((file, team)): Path<(FileId, TeamId)>) -> Result<Response, Problem> {
    let act = Act::begin(signed, file).await?;
    let receiver = Receiver::of(&act, team).await?;
    Ok(form(&act, &receiver).into_response())
}

/// Records what was found, and how they are told.
/// # Errors
/// No such file, or no such service in it.
pub async fn checked(Path((file, team)): Path<(FileId, TeamId)>, sent: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(sent.signed, file, sent.answers).await?;
    let receiver = Receiver::of(&act, team).await?;
    let links: Vec<ReceiverLink> = act.answers.all("links").filter_map(|code| code.parse().ok()).collect();
    let none = act.answers.has("links", "none");
    if links.is_empty() && !none {
        act.mistakes.note("links", "Choose what links there are, or say that there is none");
    }
    if none && !links.is_empty() {
        act.mistakes.note("links", "Choose links, or say that there is none: not both");
    }
    let way: Option<NoticeWay> = act.answers.one("way").parse().ok();
    if way.is_none() {
        act.mistakes.note("way", "Choose how they are told");
    }
    let typed = typed::text(&act.answers, "named", typed::LINE);
    let named = act.mistakes.take("named", typed).flatten().map(Unprinted::new);
    let typed = typed::text(&act.answers, "reasons", typed::ACCOUNT);
    let reasons = act.mistakes.take("reasons", typed).flatten();
    if reasons.is_none() {
        act.mistakes.note("reasons", "Say whom you asked, and why it may go in this way");
    }
    let page = form(&act, &receiver);
    let (Some(way), Some(reasons), true) = (way, reasons, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let command = CheckLinks { to: team, links, staff: receiver.staff, way, named, reasons: Unprinted::new(reasons) };
    match act.send(&command).await {
        Ok(_) => act.done(&page, PART, "links-checked").await,
        Err(problem) => act.refused(page, problem),
    }
}
