//! Checking one home for her, in full; letting it be offered for reasons; offering it.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use casefile::accommodation::check::{Answer, Compared, Finding, Offered, Said, can_be_overridden, check, to_be_judged};
use casefile::accommodation::checked::{changed_since, in_the_way, overridden};
use casefile::accommodation::{law_of, rule_of};
use casefile::commands::{CheckHome, Listed, OfferHome, OverrideCheck};
use casefile::facts::{HouseholdDescribed, LookPurpose, Matter, PlaceNeed, SuitabilityChecked};
use casefile::ids::{FactId, FileId, RoomId};
use casefile::private::{Narrative, Sealed};
use desk::{CannotAct, HomeEntry, unsafe_places};

use super::forms::{self, at, or_prove};
use super::views::CheckedPage;
use super::words as w;
use crate::act::owing::{account, asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Cell, Choice, Question, Reveal, Row, Section, Summary, Table};
use crate::door::{Checked, Problem, Signed};
use crate::sign_in::prove;
use crate::{paths, typed, words};

/// A room as the officer may have it; one that there is not, or that another team lets, is not there.
async fn listed(act: &Act, room: RoomId) -> Result<Result<(HomeEntry, Listed), CannotAct>, Problem> {
    match act.hand.signed.desk().listed(act.file(), room).await {
        Ok(found) => Ok(Ok(found)),
        Err(refused @ (CannotAct::Refused(_) | CannotAct::NobodyThere(_))) => Ok(Err(refused)),
        Err(CannotAct::NotYourRole | CannotAct::NoSuchFile) => Err(Problem::NotFound),
        Err(problem) => Err(problem.into()),
    }
}

fn offered<'a>(act: &Act, listed: &'a Listed) -> Result<Offered<'a>, Problem> {
    let room = listed.home.room(listed.room).ok_or(Problem::NotFound)?;
    Ok(Offered {
        home: &listed.home,
        room,
        elsewhere: listed.host.is_some(),
        open_repairs: listed.open_repairs,
        by: act.hand.signed.desk().officer().team,
    })
}

fn code(matter: Matter) -> String {
    format!("matter-{}", matter.code())
}

fn judged(act: &Act, matter: Matter, because: &str) -> Question {
    let choices =
        vec![Choice::new("suits", "Suits"), Choice::new("does-not", "Does not suit"), Choice::new("not-known", "Not known yet")];
    asked(act, Question::radios(code(matter), matter.label(), choices).hint(because))
}

fn check_page(act: &Act, entry: &HomeEntry, listed: &Listed) -> Result<FormPage, Problem> {
    let offered = offered(act, listed)?;
    let today = act.hand.opened.at.date();
    let file = &act.hand.opened.file;
    let open = to_be_judged(file, &offered, today);
    let found = check(file, &offered, &Said::default(), today);
    let mut questions: Vec<Question> = open.iter().map(|(matter, because)| judged(act, *matter, because)).collect();
    let shared = |one: &Finding| one.matter == Matter::SharedHome && one.answer == Answer::DoesNot;
    if found.iter().any(shared) {
        let only = vec![Choice::new("yes", "Nothing but bed and breakfast is to be had tonight")];
        questions.insert(0, asked(act, Question::checkboxes("nothing-else", "Bed and breakfast", only)));
    }
    questions.push(asked(
        act,
        Question::text("words", "How did you weigh it?", 4)
            .hint("A few sentences. They are sealed, and stand beside the check for whoever decides later."),
    ));
    let mut page = act.page("Check a home", at(act, &format!("check/{}", listed.room)), one_section(questions));
    let worked_out = found.iter().filter(|one| open.iter().all(|(matter, _)| *matter != one.matter));
    page.notes.push(Note::Inset(format!(
        "{}: {}, {}.",
        w::name(&entry.reference, offered.room),
        w::kind(&listed.home).to_lowercase(),
        w::size(offered.room)
    )));
    page.notes.push(Note::Lines(
        "What is worked out".into(),
        worked_out.map(|one| format!("{}: {}. {}", one.matter.label(), one.answer.label().to_lowercase(), one.because)).collect(),
    ));
    page.back = paths::part(act.file(), forms::PART);
    page.button = "Record the check".into();
    if !unsafe_places(file).is_empty() {
        page.more.push(("read".into(), "yes".into(), "Read where she is not safe beside the address".into()));
    }
    Ok(page)
}

/// `GET /files/{file}/home/check/{room}`
/// # Errors
/// No such room for this officer.
pub async fn show(signed: Signed, Path((file, room)): Path<(FileId, RoomId)>) -> Result<Response, Problem> {
    let act = Act::begin(signed, file).await?;
    match listed(&act, room).await? {
        Ok((entry, listed)) => Ok(check_page(&act, &entry, &listed)?.into_response()),
        Err(refused) => unavailable(&act, refused),
    }
}

/// A home that is not available, whatever the reason: one page for all of them.
fn unavailable(act: &Act, refused: CannotAct) -> Result<Response, Problem> {
    let mut page = act.page("Check a home", String::new(), Vec::new());
    page.draft = String::new();
    page.back = paths::part(act.file(), forms::PART);
    act.refused(page, refused)
}

fn said(act: &mut Act, matters: &[(Matter, String)]) -> Said {
    let mut said = Said { nothing_else: act.answers.has("nothing-else", "yes"), ..Said::default() };
    for (matter, _) in matters {
        let answer = match act.answers.one(&code(*matter)) {
            "suits" => Answer::Suits,
            "does-not" => Answer::DoesNot,
            "not-known" => Answer::NotKnown,
            _ => {
                act.mistakes.note(code(*matter), format!("Say how it stands with “{}”", matter.label().to_lowercase()));
                continue;
            }
        };
        said.answers.insert(*matter, answer);
    }
    said
}

/// Reads out the places where she is not safe, and the address, beside each other. Every look is on record before.
async fn beside(act: &Act, mut page: FormPage, entry: &HomeEntry, action: &str) -> Result<Response, Problem> {
    let desk = act.hand.signed.desk();
    let wanted = unsafe_places(&act.hand.opened.file);
    let both = async {
        let there = desk.where_home_is(entry.id, LookPurpose::Check).await?;
        Ok::<_, CannotAct>((there, desk.reveal_all(act.file(), &wanted, LookPurpose::Check).await?))
    };
    let (there, read) = match or_prove(act, action, both.await).await {
        Ok(Ok(read)) => read,
        Ok(Err(again)) => return Ok(again),
        Err(problem) => return act.refused(page, problem),
    };
    let mut lines = vec![format!("The home: {} {}", there.address.shown(), there.notes.shown())];
    lines.extend(read.iter().map(|place| format!("Not safe: {}", place.words())));
    page.notes.push(Note::Lines("Shown once, and on record".into(), lines));
    Ok(page.into_response())
}

/// `POST /files/{file}/home/check/{room}`
/// # Errors
/// No such room for this officer.
pub async fn check_it(
    Path((file, room)): Path<(FileId, RoomId)>,
    headers: HeaderMap,
    form: Checked,
) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    let action = paths::part(file, &format!("{}/check/{room}", forms::PART));
    if let Some(again) = prove::take(&mut signed, &headers, &action, &answers).await? {
        return Ok(again);
    }
    let mut act = Act::with(signed, file, answers).await?;
    let (entry, listed) = match listed(&act, room).await? {
        Ok(found) => found,
        Err(refused) => return unavailable(&act, refused),
    };
    if act.answers.asked("read") {
        let page = check_page(&act, &entry, &listed)?;
        return beside(&act, page, &entry, &action).await;
    }
    let matters = to_be_judged(&act.hand.opened.file, &offered(&act, &listed)?, act.hand.opened.at.date());
    let mut said = said(&mut act, &matters);
    let words: Option<Sealed<Narrative>> = forms::sealed(&mut act, "words", typed::ACCOUNT);
    let page = check_page(&act, &entry, &listed)?;
    if !act.mistakes.is_empty() {
        return Ok(wrong(page));
    }
    let compared = act.hand.signed.desk().compare_places(file, &act.hand.opened.file, entry.id).await;
    said.compared = match or_prove(&act, &action, compared).await {
        Ok(Ok(compared)) => compared,
        Ok(Err(again)) => return Ok(again),
        // What is not shared with this service is not compared; the officer’s own word then stands alone.
        Err(CannotAct::NotLikeThis(access::Refused::NotShared) | CannotAct::NoSuchFile) => Compared::No,
        Err(problem) => return act.refused(page, problem),
    };
    match act.send(&CheckHome { listed, said, words }).await {
        Ok(done) => {
            let check = done.facts.last().copied().ok_or(Problem::NotFound)?;
            act.done(&page, &format!("{}/checked/{check}", forms::PART), "home-checked").await
        }
        Err(problem) => act.refused(page, problem),
    }
}

fn found_again(act: &Act, listed: Option<&Listed>, it: &SuitabilityChecked) -> Vec<Finding> {
    let mut said = Said { nothing_else: it.suits.contains(&Matter::SharedHome), ..Said::default() };
    if it.alike {
        said.compared = Compared::Alike;
    }
    let lists = [(&it.suits, Answer::Suits), (&it.does_not, Answer::DoesNot), (&it.not_known, Answer::NotKnown)];
    let as_found = |matter| lists.iter().find(|(list, _)| list.contains(&matter)).map(|(_, answer)| *answer);
    said.answers.extend(Matter::ALL.iter().filter_map(|matter| Some((*matter, as_found(*matter)?))));
    let now = listed.and_then(|listed| {
        let offered = offered(act, listed).ok()?;
        Some(check(&act.hand.opened.file, &offered, &said, act.hand.opened.at.date()))
    });
    let because = |matter| {
        let found = now.iter().flatten().find(|one| one.matter == matter && Some(one.answer) == as_found(matter));
        found.map(|one| one.because.clone()).unwrap_or_default()
    };
    Matter::ALL
        .iter()
        .filter_map(|matter| Some(Finding { matter: *matter, answer: as_found(*matter)?, because: because(*matter) }))
        .collect()
}

/// `GET /files/{file}/home/checked/{fact}`
/// # Errors
/// No such check.
pub async fn checked(signed: Signed, Path((file, id)): Path<(FileId, FactId)>) -> Result<CheckedPage, Problem> {
    let act = Act::begin(signed, file).await?;
    let (fact, it) = forms::fact::<SuitabilityChecked>(&act, id)?;
    let held = match it.room {
        Some(room) => act.hand.signed.desk().listed(file, room).await.ok(),
        None => None,
    };
    let mut rows = vec![Row::new("Checked", words::when(fact.happened)), Row::new("Kind in law", it.home.label())];
    match &held {
        Some((entry, listed)) => {
            let room = listed.home.room(listed.room).ok_or(Problem::NotFound)?;
            rows.push(Row::new("Home", w::name(&entry.reference, room)));
            rows.push(Row::new("A night", w::money(room.nightly.0)));
        }
        None => rows.push(Row::new("Home", "Not available")),
    }
    rows.push(Row::new("Bedrooms", format!("{}, needed {}", it.bedrooms, it.bedrooms_needed)));
    let over = overridden(&act.hand.opened.file, id);
    let row = |one: &Finding| {
        let law = law_of(one.matter);
        let note = if over.contains(&one.matter) { " A manager has given reasons." } else { "" };
        vec![
            one.matter.label().into(),
            Cell::Tag(w::answer(one.answer)),
            format!("{}{note}", one.because).as_str().into(),
            Cell::Link(paths::rule(rule_of(one.matter)), format!("{} {}", law.act, law.provision)),
        ]
    };
    let found = found_again(&act, held.as_ref().map(|(_, listed)| listed), it);
    let against = in_the_way(&act.hand.opened.file, id);
    let mut lines: Vec<String> = against
        .iter()
        .map(|matter| {
            let does_not = it.does_not.contains(matter);
            let way = match (does_not, can_be_overridden(*matter)) {
                (false, _) => "ask her, and check again",
                (true, true) => "a manager can decide to offer it all the same, with reasons",
                (true, false) => "there is no way round it",
            };
            format!(
                "{}: {}. What is possible: {way}.",
                matter.label(),
                if does_not { "does not suit" } else { "has to be known first" }
            )
        })
        .collect();
    let stale = changed_since(&act.hand.opened.file, fact).is_some();
    if stale {
        lines.push("Something was recorded since that bears on it: check the home again.".into());
    }
    if held.is_none() {
        lines.push("The home is not available any more.".into());
    }
    let mut actions = Vec::new();
    let part = |what: String| at(&act, &what);
    if lines.is_empty() {
        actions.push((part(format!("offer/{id}")), "Offer it to her".into()));
    } else if act.hand.signed.manages()
        && !stale
        && against.iter().any(|one| can_be_overridden(*one) && it.does_not.contains(one))
    {
        actions.push((part(format!("override/{id}")), "Let it be offered, with reasons".into()));
    }
    if let (Some(_), Some(room)) = (&held, it.room) {
        actions.push((part(format!("check/{room}")), "Check it again".into()));
    }
    actions.push((paths::part(file, forms::PART), "Back to “A home for her”".into()));
    let sealed = it.words.is_some().then(|| Reveal {
        action: paths::part(file, "reveal"),
        csrf: act.hand.signed.me.csrf.clone(),
        fact: id.to_string(),
        field: "words".into(),
        what: "account of how it was weighed".into(),
    });
    Ok(CheckedPage {
        summary: Summary(rows),
        findings: Table {
            caption: "What was looked at".into(),
            heads: [("Matter", false), ("Found", false), ("Why", false), ("What it rests on", false)]
                .map(|(name, number)| (name.to_owned(), number))
                .to_vec(),
            rows: found.iter().map(row).collect(),
        },
        in_the_way: lines,
        sealed: sealed.into_iter().collect(),
        actions,
        frame: act.hand.frame(),
        head: act.hand.head(forms::PART),
    })
}

fn override_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    let (_, it) = forms::fact::<SuitabilityChecked>(act, id)?;
    let question = Question::text("reasons", "Why is she better off with this home than without it, and until when?", 5)
        .hint("She can read it, and so can a court. “Nothing else was free” is a reason only for as long as it is true.");
    let mut page =
        act.page("Let it be offered, with reasons", at(act, &format!("override/{id}")), one_section(vec![asked(act, question)]));
    let names: Vec<String> = it.does_not.iter().map(|one| one.label().to_owned()).collect();
    page.notes.push(Note::Inset(format!("What does not suit: {}.", words::list(&names))));
    page.back = at(act, &format!("checked/{id}"));
    page.button = "Record my reasons".into();
    Ok(page)
}

/// `GET /files/{file}/home/override/{fact}`
/// # Errors
/// No such check; not for this role.
pub async fn override_it(signed: Signed, Path((file, id)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    override_page(&Act::begin(signed, file).await?.for_role::<access::GiveLeave>()?, id)
}

/// `POST /files/{file}/home/override/{fact}`
/// # Errors
/// No such check; not for this role.
pub async fn overridden_it(Path((file, id)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?.for_role::<access::GiveLeave>()?;
    let reasons = account(&mut act, "reasons", "Write your reasons");
    let page = override_page(&act, id)?;
    let (Some(reasons), true) = (reasons, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&OverrideCheck { check: id, reasons }).await {
        Ok(_) => act.done(&page, &format!("{}/checked/{id}", forms::PART), "recorded").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn offer_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    forms::fact::<SuitabilityChecked>(act, id)?;
    let question = Question::yes_no("final", "Is it said in writing that this is the final offer?")
        .hint("A final offer ends the duty if she refuses it. Say no unless the law lets you make one and her letter says so.");
    let mut page = act.page("Offer it to her", at(act, &format!("offer/{id}")), one_section(vec![asked(act, question)]));
    page.notes.push(Note::Plain(
        "The home is kept for her from now on, and its address goes into her file, sealed. Tell her in a safe way where it is, what it costs, and that she may ask for a review of whether it suits, also after she has taken it."
            .into(),
    ));
    page.back = at(act, &format!("checked/{id}"));
    page.button = "Offer it".into();
    Ok(page)
}

/// `GET /files/{file}/home/offer/{fact}`
/// # Errors
/// No such check.
pub async fn offer(signed: Signed, Path((file, id)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    offer_page(&Act::begin(signed, file).await?, id)
}

/// `POST /files/{file}/home/offer/{fact}`
/// # Errors
/// No such check.
pub async fn offered_it(
    Path((file, id)): Path<(FileId, FactId)>,
    headers: HeaderMap,
    form: Checked,
) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    let action = paths::part(file, &format!("{}/offer/{id}", forms::PART));
    if let Some(again) = prove::take(&mut signed, &headers, &action, &answers).await? {
        return Ok(again);
    }
    let mut act = Act::with(signed, file, answers).await?;
    let is_final = forms::yes(&mut act, "final", "Say whether it is the final offer");
    let page = offer_page(&act, id)?;
    let (Some(is_final), true) = (is_final, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let room = forms::fact::<SuitabilityChecked>(&act, id)?.1.room.ok_or(Problem::NotFound)?;
    let (entry, listed) = match listed(&act, room).await? {
        Ok(found) => found,
        Err(refused) => return act.refused(page, refused),
    };
    let place = act.hand.signed.desk().where_home_is(entry.id, LookPurpose::Decide).await;
    let place = match or_prove(&act, &action, place).await {
        Ok(Ok(there)) => Some(Sealed::new(there.address.shown())),
        Ok(Err(again)) => return Ok(again),
        Err(problem) => return act.refused(page, problem),
    };
    match act.send(&OfferHome { check: id, listed, is_final, place }).await {
        Ok(_) => act.done(&page, forms::PART, "home-offered").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn household_page(act: &Act) -> FormPage {
    let people =
        |name: &str, label: &str, hint: &str| asked(act, Question::checkboxes(name, label, forms::members(act)).hint(hint));
    let needs = PlaceNeed::CHOICES.iter().map(|one| Choice::new(one.code, one.label)).collect();
    let sections = vec![Section {
        questions: vec![
            people("female", "Who is a woman or a girl?", "The bedroom standard asks who may share a room."),
            people("male", "Who is a man or a boy?", "Leave out whoever does not want to say: then a room more is counted."),
            people("couple", "Who live as a couple?", "Two people. Leave it empty where there is none."),
            people("own_room", "Who needs a room of their own?", "For health, for a disability, for a carer at night."),
            asked(act, Question::yes_no("step_free", "Does she need a step-free home?")),
            asked(
                act,
                Question::checkboxes("near", "What does she need to be near?", needs)
                    .hint("Ask her. What she does not name is not looked at."),
            ),
        ],
        ..Section::default()
    }];
    let mut page = act.page("Her household", at(act, "household"), sections);
    page.notes
        .push(Note::Plain("Ages come from the dates of birth under “People”. Whoever lives with her stands there too.".into()));
    page.back = paths::part(act.file(), forms::PART);
    page
}

/// `GET /files/{file}/home/household`
/// # Errors
/// No such file.
pub async fn household(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    let mut act = Act::begin(signed, file).await?;
    let last = act.hand.opened.file.each::<HouseholdDescribed>().last().map(|(_, it)| it.clone());
    if let Some(it) = last {
        for (name, list) in [("female", &it.female), ("male", &it.male), ("couple", &it.couple), ("own_room", &it.own_room)] {
            list.iter().for_each(|id| act.answers.add(name, id.to_string()));
        }
        act.answers.add("step_free", if it.step_free { "yes" } else { "no" });
        it.near.iter().for_each(|one| act.answers.add("near", one.code()));
    }
    Ok(household_page(&act))
}

/// `POST /files/{file}/home/household`
/// # Errors
/// No such file.
pub async fn described(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let step_free = forms::yes(&mut act, "step_free", "Say whether she needs a step-free home");
    let (female, male) = (forms::chosen(&act, "female"), forms::chosen(&act, "male"));
    if female.iter().any(|one| male.contains(one)) {
        act.mistakes.note("male", "Somebody is chosen under both. Choose one, or neither");
    }
    let couple = forms::chosen(&act, "couple");
    if couple.len() == 1 {
        act.mistakes.note("couple", "A couple are two");
    }
    let page = household_page(&act);
    let (Some(step_free), true) = (step_free, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let near = PlaceNeed::ALL.iter().copied().filter(|one| act.answers.has("near", one.code())).collect();
    let body = HouseholdDescribed {
        by: act.hand.signed.desk().officer().team,
        female,
        male,
        couple,
        own_room: forms::chosen(&act, "own_room"),
        step_free,
        near,
    };
    forms::record(&act, page, body.into(), "recorded").await
}
