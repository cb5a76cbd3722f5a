//! `GET /files/{file}/access`: who may open the file, and every act that changes it. Closing is one page and one step; opening again takes two
//! people.

use axum::extract::Path;
use axum::response::Response;
use casefile::commands::{
    AgreeLoosening, AskLoosening, DecideSharing, EndGrant, EndSharing, GrantAccess, RestrictAccess, SHARING_LASTS,
};
use casefile::confidentiality::{Guarding, Restriction};
use casefile::facts::{AccessGranted, FieldClass, LawfulBasis, LooseningAsked, RestrictionLoosened, SharingDecided};
use casefile::ids::{FactId, FileId, OfficerId, TeamId};
use jiff::ToSpan as _;

use super::views::AccessPage;
use crate::act::owing::{account, asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Cell, Choice, Question, Table};
use crate::door::{Checked, Problem, Signed};
use crate::file::describe::Seen;
use crate::file::handlers::InHand;
use crate::{paths, typed, words};

/// The part of a file that this room is.
pub const PART: &str = "access";

fn part(file: FileId, what: &str) -> String {
    format!("{}/{what}", paths::part(file, PART))
}

fn plain(heads: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    Table { caption: String::new(), heads: heads.iter().map(|head| ((*head).to_owned(), false)).collect(), rows }
}

/// How closely the file is kept, in words.
pub fn kept(restriction: Restriction) -> &'static str {
    match restriction {
        Restriction::NeedToKnow => "Staff of the services below may open this file when they need it for their work.",
        Restriction::Named => "Only named staff may open this file.",
        Restriction::Hidden => "Only named staff may open this file. For everybody else it does not exist.",
    }
}

/// The page.
/// # Errors
/// No such file.
pub async fn show(signed: Signed, Path(file): Path<FileId>) -> Result<AccessPage, Problem> {
    let hand = InHand::open(signed, file, "").await?;
    let (seen, guarding, manages) = (hand.seen(), Guarding::of(&hand.opened.file), hand.signed.manages());
    let mut actions = vec![(part(file, "restrict"), "Let only named staff open it".to_owned())];
    if guarding.restriction != Restriction::NeedToKnow {
        actions.push((part(file, "loosen"), "Ask to loosen this".to_owned()));
        actions.push((paths::part(file, "found-out"), "What has left the house, and who has looked".to_owned()));
    }
    if manages {
        actions.push((part(file, "leave"), "Give somebody leave".to_owned()));
    }
    actions.push((paths::part(file, "bring-in"), "Bring in a service".to_owned()));
    actions.push((paths::part(file, "i-know-someone"), "I know someone in this case".to_owned()));
    let sees_looks = manages.then(|| paths::part(file, "looks"));
    Ok(AccessPage {
        kept: kept(guarding.restriction),
        closed: guarding.restriction != Restriction::NeedToKnow,
        named: standing(&guarding).map(|officer| seen.officer(officer)).collect(),
        waiting: waiting(&seen),
        services: services(&seen, &guarding, manages, hand.opened.at.date()),
        leave: leave(&seen, &guarding, manages),
        actions,
        sees_looks,
        frame: hand.frame(),
        head: hand.head(PART),
    })
}

/// Who is named; those who have the file in hand where nobody is.
fn standing(guarding: &Guarding) -> impl Iterator<Item = OfficerId> {
    let all = if guarding.restriction == Restriction::NeedToKnow {
        &[][..]
    } else if guarding.named.is_empty() {
        &guarding.assigned
    } else {
        &guarding.named
    };
    all.iter().copied()
}

/// What somebody asked and nobody has agreed to: who asked, and where to agree.
fn waiting(seen: &Seen<'_>) -> Vec<(String, String)> {
    let agreed = |id: FactId| seen.file.each::<RestrictionLoosened>().any(|(_, it)| it.asked == id);
    let open = seen.file.each::<LooseningAsked>().filter(|(fact, _)| !agreed(fact.id));
    open.map(|(fact, it)| (seen.officer(it.officer), part(seen.id, &format!("loosen/{}", fact.id)))).collect()
}

fn services(seen: &Seen<'_>, guarding: &Guarding, manages: bool, today: jiff::civil::Date) -> Table {
    let rows = guarding.shared.iter().map(|shared| {
        let decided = seen.file.each::<SharingDecided>().rfind(|(_, it)| it.with == shared.team);
        let what: Vec<&str> = shared.classes.iter().map(|class| class.label()).collect();
        let what = if what.is_empty() { "Nothing that is sealed".to_owned() } else { what.join("; ") };
        let basis = decided.map_or("It came in with what she told".to_owned(), |(_, it)| {
            format!("{}. Decided by {}", it.basis.label(), seen.officer(it.officer))
        });
        let ran_out = shared.until.is_some_and(|until| until < today);
        let review = decided.map_or("To be decided".to_owned(), |(_, it)| {
            let day = words::day(it.review);
            if ran_out { format!("{day}. It has run out: nothing sealed is read out") } else { day }
        });
        let service = seen.file.services().team(shared.team);
        let name = service.map_or_else(|| seen.team(shared.team), |one| format!("{}, {}", one.name, one.body_name));
        let mut row = vec![Cell::Text(name), Cell::Text(what), Cell::Text(basis), Cell::Text(review)];
        if manages {
            row.push(Cell::Link(part(seen.id, &format!("share/{}", shared.team)), "Change or end".into()));
        }
        row
    });
    let heads = ["Service", "Sealed information it may have read out", "Why", "Looked at again by", "Act"];
    plain(&heads[..if manages { 5 } else { 4 }], rows.collect())
}

fn leave(seen: &Seen<'_>, guarding: &Guarding, manages: bool) -> Table {
    let rows = guarding.grants.iter().map(|grant| {
        let by = seen.file.each::<AccessGranted>().find(|(fact, _)| fact.id == grant.id);
        let by = by.map_or_else(String::new, |(_, it)| seen.officer(it.officer));
        let mut row = vec![Cell::Text(seen.officer(grant.officer)), Cell::Text(words::day(grant.until)), Cell::Text(by)];
        if manages {
            row.push(Cell::Link(part(seen.id, &format!("leave/{}", grant.id)), "End it".into()));
        }
        row
    });
    let heads = ["Who", "Last day", "Given by", "Act"];
    plain(&heads[..if manages { 4 } else { 3 }], rows.collect())
}

/// A form of this room: it goes back to the page.
fn form(act: &Act, heading: &str, what: &str, button: &str, questions: Vec<Question>) -> FormPage {
    let mut page = act.page(heading, part(act.file(), what), one_section(questions));
    page.back = paths::part(act.file(), PART);
    page.button = button.into();
    page
}

/// Everybody who works in a body that is party to the file, save whoever asks. Nobody is left out because they are kept out.
fn colleagues(act: &Act) -> Vec<Choice> {
    let mine = act.hand.signed.desk().officer().id;
    let services = act.hand.opened.file.services();
    let here = |officer: &&desk::Account| {
        officer.left_on.is_none() && officer.id != mine && services.all().iter().any(|one| one.party && one.body == officer.body)
    };
    let reads = |officer: &&desk::Account| {
        use access::Role;
        !matches!(officer.role, Role::Administrator | Role::PrivacyOfficer | Role::ConflictReviewer)
    };
    let directory = &act.hand.directory;
    let team = |officer: &desk::Account| directory.team(officer.team).map(|team| team.name.clone()).unwrap_or_default();
    let all = directory.officers().iter().filter(here).filter(reads);
    all.map(|one| Choice::new(one.id.to_string(), format!("{}, {}", one.name, team(one)))).collect()
}

fn restrict_page(act: &Act) -> FormPage {
    let hidden = vec![
        Choice::new("no", "Only those named below may open it"),
        Choice::new("yes", "The same, and for everybody else it does not exist")
            .hint("For a file of somebody who works here or is known here; or where he, or somebody close to him, does."),
    ];
    let questions = vec![
        asked(act, Question::radios("hidden", "How closely is it to be kept?", hidden)),
        asked(act, Question::checkboxes("named", "Who may open it, beside you?", colleagues(act))),
    ];
    let mut page = form(act, "Let only named staff open the file", "restrict", "Close the file to everybody else", questions);
    page.notes.push(Note::Plain(
        "It takes effect at once. The duty manager can always open it. Opening it to more people again takes two.".into(),
    ));
    page
}

/// `GET …/access/restrict`
/// # Errors
/// No such file.
pub async fn restrict(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(restrict_page(&Act::begin(signed, file).await?))
}

/// `POST …/access/restrict`
/// # Errors
/// No such file.
pub async fn restricted(Path(file): Path<FileId>, sent: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(sent.signed, file, sent.answers).await?;
    let hidden = match act.answers.one("hidden") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if hidden.is_none() {
        act.mistakes.note("hidden", "Choose how closely it is to be kept");
    }
    let named = act.answers.all("named").filter_map(|id| id.parse().ok()).collect();
    let page = restrict_page(&act);
    let Some(hidden) = hidden else { return Ok(wrong(page)) };
    match act.send(&RestrictAccess { hidden, named, because: None }).await {
        Ok(_) => act.done(&page, PART, "restricted").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn loosen_page(act: &Act) -> FormPage {
    let to = vec![
        Choice::new("named", "Only named staff may open it, and others may know that it is there"),
        Choice::new("all", "Whoever needs it for their work may open it"),
    ];
    let questions = vec![
        asked(act, Question::radios("to", "What do you ask for?", to)),
        asked(act, Question::text("why", "Why is it safe now?", 4)),
    ];
    let mut page = form(act, "Ask to loosen the restriction", "loosen", "Ask", questions);
    page.notes.push(Note::Plain("Nothing changes until a second person, a manager or above, agrees.".into()));
    page
}

/// `GET …/access/loosen`
/// # Errors
/// No such file.
pub async fn loosen(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(loosen_page(&Act::begin(signed, file).await?))
}

/// `POST …/access/loosen`
/// # Errors
/// No such file.
pub async fn loosening_asked(Path(file): Path<FileId>, sent: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(sent.signed, file, sent.answers).await?;
    let why = account(&mut act, "why", "Say why it is safe now to let more people open her file");
    let named_only = match act.answers.one("to") {
        "named" => Some(true),
        "all" => Some(false),
        _ => None,
    };
    if named_only.is_none() {
        act.mistakes.note("to", "Choose what you ask for");
    }
    let page = loosen_page(&act);
    let (Some(why), Some(named_only), true) = (why, named_only, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&AskLoosening { named_only, why }).await {
        Ok(_) => act.done(&page, PART, "loosening-asked").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn agree_page(act: &Act, fact: FactId) -> Result<FormPage, Problem> {
    let seen = act.hand.seen();
    let (asked_for, it) = seen.file.each::<LooseningAsked>().find(|(one, _)| one.id == fact).ok_or(Problem::NotFound)?;
    let question = asked(act, Question::text("why", "Why do you agree?", 4));
    let mut page = form(act, "Agree to loosen the restriction", &format!("loosen/{fact}"), "Agree", vec![question]);
    let to = if it.named_only { kept(Restriction::Named) } else { kept(Restriction::NeedToKnow) };
    page.notes.push(Note::Inset(format!("{} asks for this: {to}", seen.officer(it.officer))));
    page.sealed = seen.entry(asked_for).sealed;
    Ok(page)
}

/// `GET …/access/loosen/{fact}`
/// # Errors
/// Nobody asked for it.
pub async fn agree(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    agree_page(&Act::begin(signed, file).await?.for_role::<access::DecideAccess>()?, fact)
}

/// `POST …/access/loosen/{fact}`
/// # Errors
/// Nobody asked for it.
pub async fn agreed(Path((file, fact)): Path<(FileId, FactId)>, sent: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(sent.signed, file, sent.answers).await?.for_role::<access::DecideAccess>()?;
    let why = account(&mut act, "why", "Say why you agree");
    let page = agree_page(&act, fact)?;
    let (Some(why), true) = (why, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&AgreeLoosening { asked: fact, why }).await {
        Ok(_) => act.done(&page, PART, "loosened").await,
        Err(problem) => act.refused(page, problem),
    }
}

/// A day that a form begins with, as three answers.
pub fn begin_with(act: &mut Act, name: &str, days: i64) {
    let day = act.hand.opened.at.date().saturating_add(days.days());
    for (part, value) in [("day", day.day().to_string()), ("month", day.month().to_string()), ("year", day.year().to_string())] {
        act.answers.set(format!("{name}-{part}"), value);
    }
}

/// How long leave lasts unless somebody says otherwise. In days.
const LEAVE: i64 = 14;

fn leave_page(act: &Act) -> FormPage {
    let directory = &act.hand.directory;
    let mine = act.hand.signed.desk().officer().id;
    let team = |officer: &desk::Account| directory.team(officer.team).map(|team| team.name.clone()).unwrap_or_default();
    let here = directory.officers().iter().filter(|one| one.left_on.is_none() && one.id != mine);
    let staff = here.map(|one| Choice::new(one.id.to_string(), format!("{}, {}", one.name, team(one))));
    let staff = std::iter::once(Choice::new("", "Choose")).chain(staff).collect();
    let questions = vec![
        asked(act, Question::select("to", "Who?", staff)),
        asked(act, Question::day("until", "Until which day?").hint("Ninety days at most.")),
        asked(act, Question::text("why", "For what purpose?", 3)),
    ];
    let mut page = form(act, "Give somebody leave to open the file", "leave", "Give leave", questions);
    page.notes
        .push(Note::Plain("For somebody who needs it for a time: a colleague who covers, a reviewer, a court report.".into()));
    page
}

/// `GET …/access/leave`
/// # Errors
/// No such file.
pub async fn leave_form(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    let mut act = Act::begin(signed, file).await?.for_role::<access::DecideAccess>()?;
    begin_with(&mut act, "until", LEAVE);
    Ok(leave_page(&act))
}

/// `POST …/access/leave`
/// # Errors
/// No such file, or not a manager.
pub async fn leave_given(Path(file): Path<FileId>, sent: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(sent.signed, file, sent.answers).await?.for_role::<access::DecideAccess>()?;
    let why = account(&mut act, "why", "Say for what purpose they need the file");
    let until = act.mistakes.take("until", typed::day(&act.answers, "until")).flatten();
    let to: Option<OfficerId> = act.answers.one("to").parse().ok();
    if to.is_none() {
        act.mistakes.note("to", "Choose who gets leave");
    }
    if until.is_none() {
        act.mistakes.note("until", "Enter the last day");
    }
    let page = leave_page(&act);
    let (Some(to), Some(until), Some(why), true) = (to, until, why, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&GrantAccess { to, until, why }).await {
        Ok(_) => act.done(&page, PART, "leave-given").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn end_leave_page(act: &Act, grant: FactId) -> Result<FormPage, Problem> {
    let guarding = Guarding::of(&act.hand.opened.file);
    let one = guarding.grants.iter().find(|one| one.id == grant).ok_or(Problem::NotFound)?;
    let mut page = form(act, "End somebody's leave", &format!("leave/{grant}"), "End it now", Vec::new());
    let who = act.hand.seen().officer(one.officer);
    page.notes.push(Note::Inset(format!("{who} has leave to open this file until {}.", words::day(one.until))));
    Ok(page)
}

/// `GET …/access/leave/{fact}`
/// # Errors
/// There is no such leave.
pub async fn end_leave(signed: Signed, Path((file, grant)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    end_leave_page(&Act::begin(signed, file).await?.for_role::<access::DecideAccess>()?, grant)
}

/// `POST …/access/leave/{fact}`
/// # Errors
/// There is no such leave, or not a manager.
pub async fn leave_ended(Path((file, grant)): Path<(FileId, FactId)>, sent: Checked) -> Result<Response, Problem> {
    let act = Act::with(sent.signed, file, sent.answers).await?.for_role::<access::DecideAccess>()?;
    let page = end_leave_page(&act, grant)?;
    match act.send(&EndGrant { grant }).await {
        Ok(_) => act.done(&page, PART, "leave-ended").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn share_page(act: &Act, team: TeamId) -> Result<FormPage, Problem> {
    let service = act.hand.opened.file.services().team(team).filter(|one| one.party).ok_or(Problem::NotFound)?;
    let classes = FieldClass::ALL.iter().map(|class| Choice::new(class.code(), class.label())).collect();
    let bases = LawfulBasis::ALL.iter().map(|basis| Choice::new(basis.code(), basis.label())).collect();
    let what = vec![
        Choice::new("decide", "Decide what it may have"),
        Choice::new("end", "End its part in the file").hint("Its staff can no longer open it."),
    ];
    let questions = vec![
        asked(act, Question::radios("what", "What do you want to do?", what)),
        asked(act, Question::checkboxes("classes", "Which sealed information may its staff have read out?", classes)),
        asked(act, Question::radios("basis", "On which lawful basis?", bases)),
        asked(act, Question::day("review", "When is this looked at again?").hint("Ninety days at most.")),
        asked(act, Question::text("why", "Why?", 3)),
    ];
    let mut page = form(act, "Decide what is shared", &format!("share/{team}"), "Decide", questions);
    page.notes.push(Note::Inset(format!("{}, {}", service.name, service.body_name)));
    Ok(page)
}

/// `GET …/access/share/{team}`
/// # Errors
/// The service is not party to the file.
pub async fn share(signed: Signed, Path((file, team)): Path<(FileId, TeamId)>) -> Result<FormPage, Problem> {
    let mut act = Act::begin(signed, file).await?.for_role::<access::DecideAccess>()?;
    act.answers.set("what", "decide");
    if let Some(shared) = Guarding::of(&act.hand.opened.file).shared_with(team) {
        let ticked = shared.classes.iter().map(|class| ("classes".to_owned(), class.code().to_owned()));
        act.answers.0.extend(ticked);
    }
    begin_with(&mut act, "review", i64::from(SHARING_LASTS));
    share_page(&act, team)
}

/// `POST …/access/share/{team}`
/// # Errors
/// The service is not party to the file, or not a manager.
pub async fn shared(Path((file, team)): Path<(FileId, TeamId)>, sent: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(sent.signed, file, sent.answers).await?.for_role::<access::DecideAccess>()?;
    let ends = act.answers.one("what") == "end";
    let why = account(&mut act, "why", "Say why");
    let basis = LawfulBasis::ALL.iter().copied().find(|basis| basis.code() == act.answers.one("basis"));
    let review = act.mistakes.take("review", typed::day(&act.answers, "review")).flatten();
    let what: Vec<FieldClass> =
        FieldClass::ALL.iter().copied().filter(|class| act.answers.has("classes", class.code())).collect();
    if !ends && basis.is_none() {
        act.mistakes.note("basis", "Choose the lawful basis");
    }
    if !ends && review.is_none() {
        act.mistakes.note("review", "Enter the day on which it is looked at again");
    }
    let page = share_page(&act, team)?;
    let (Some(why), true) = (why, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let done = match (ends, basis, review) {
        (true, ..) => act.send(&EndSharing { with: team, why }).await,
        (false, Some(basis), Some(review)) => act.send(&DecideSharing { with: team, what, basis, why, review }).await,
        _ => return Ok(wrong(page)),
    };
    match done {
        Ok(_) => act.done(&page, PART, if ends { "sharing-ended" } else { "sharing-decided" }).await,
        Err(problem) => act.refused(page, problem),
    }
}
