//! Adding a home to the list, changing it, withdrawing it.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::accommodation::home::{Home, Room, Spaces};
use casefile::facts::{Choice as Code, Function, HomeKind, Near, Neighbours, RunBy, Shared};
use casefile::ids::{BodyId, HomeId, RoomId, in_story};
use casefile::private::Unprinted;
use desk::{CannotAct, Directory, KeptPlace};
use serde::Deserialize;
use uuid::Uuid;

use super::list::{HOMES, address};
use crate::act::owing::one_section;
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Choice, Problems, Question, Section};
use crate::door::{Checked, Problem, Signed};
use crate::file::views::Head;
use crate::frame::At;
use crate::typed::{self, Mistakes};

/// What kinds of home a housing team lets.
const KINDS: &[HomeKind] = &[
    HomeKind::Temporary,
    HomeKind::BedAndBreakfast,
    HomeKind::Hostel,
    HomeKind::PrivateRent,
    HomeKind::Social,
    HomeKind::Specialist,
];

/// How many rooms can be typed at once.
const ROWS: (usize, usize) = (1, 60);

/// Which form.
#[derive(Deserialize, Default)]
pub struct What {
    #[serde(default)]
    what: String,
}

fn rows(answers: &Answers) -> usize {
    answers.one("rows").parse::<usize>().unwrap_or(ROWS.0).clamp(ROWS.0, ROWS.1)
}

fn is_refuge(answers: &Answers) -> bool {
    answers.one("what") == "refuge"
}

fn codes(list: &[Code]) -> Vec<Choice> {
    list.iter().map(|one| Choice::new(one.code, one.label)).collect()
}

fn areas(directory: &Directory) -> Vec<Choice> {
    let mut found: Vec<(BodyId, String)> = directory
        .teams()
        .iter()
        .filter(|team| team.function == Function::Housing)
        .filter_map(|team| directory.body(team.body).map(|body| (body.id, body.name.clone())))
        .collect();
    found.sort_by(|one, other| one.1.cmp(&other.1));
    found.dedup();
    found.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect()
}

fn sections(directory: &Directory, answers: &Answers, mistakes: &Mistakes, changes: bool) -> Vec<Section> {
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let area = asked(Question::select("area", "In whose area is it?", areas(directory)));
    if is_refuge(answers) {
        return one_section(vec![
            area,
            asked(Question::number("spaces", "How many spaces does the refuge have?")),
            asked(Question::number("free", "How many are free?")),
            asked(Question::day("told", "On which day did its provider say so?")),
        ]);
    }
    let kinds = KINDS.iter().map(|kind| Choice::new(kind.code(), kind.label())).collect();
    let stays = if changes { " Leave it empty and it stays as it was." } else { "" };
    let mut all = vec![
        Section {
            questions: vec![
                asked(Question::radios("kind", "What kind of home is it?", kinds)),
                asked(Question::radios("run_by", "Who runs it?", codes(RunBy::CHOICES))),
                area,
                asked(
                    Question::checkboxes("shares", "What is shared with other households?", codes(Shared::CHOICES)).hint(
                        "With anything shared, and a private landlord or hotel, it is bed and breakfast in law, whatever it is called.",
                    ),
                ),
                asked(Question::yes_no("step_free", "Is it step-free, from the street to the bathroom?")),
                asked(Question::checkboxes("lives_here", "Who else lives in the building?", codes(Neighbours::CHOICES)).hint("By type, never by name.")),
                asked(Question::checkboxes("near", "What is within a short walk?", codes(Near::CHOICES))),
                asked(Question::day("inspected", "When was it last inspected for hazards?")),
                asked(Question::checkboxes("hazard", "Hazards", vec![Choice::new("yes", "A serious hazard was found, and is still there")])),
                asked(Question::day("mended", "Until when have all reported repairs been seen to?").hint("Repairs that were reported up to that day no longer stand against the home.")),
            ],
            ..Section::default()
        },
        Section {
            heading: "Where it is".into(),
            intro: "Sealed at once. It is read out only with a reason, and every look is on record.".into(),
            questions: vec![
                asked(Question::text("address", "Address", 3).hint(format!("With its postcode.{stays}"))),
                asked(Question::text("notes", "How to get there, where the key is, schools and stops by name", 3).hint(format!("Whatever tells where it is.{stays}"))),
            ],
            ..Section::default()
        },
    ];
    for row in 1..=rows(answers) {
        let name = |part: &str| format!("room-{row}-{part}");
        let label = |words: &str| format!("Room {row}: {words}");
        all.push(Section {
            heading: if row == 1 { "What is let".into() } else { String::new() },
            intro: if row == 1 {
                "One row for a home that is let whole: leave its number empty. A row for each room where rooms are let.".into()
            } else {
                String::new()
            },
            questions: vec![
                asked(Question::number(name("number"), label("its number, if rooms are let"))),
                asked(Question::number(name("bedrooms"), label("bedrooms")).hint("A single room to live and sleep in is one.")),
                asked(Question::number(name("living"), label("other rooms to live in"))),
                asked(Question::number(name("beds"), label("people it has beds for"))),
                asked(Question::money(name("nightly"), label("cost of a night"))),
                asked(Question::day(name("from"), label("from when it can be used, if that is still to come"))),
            ],
            ..Section::default()
        });
    }
    all
}

struct Form<'a> {
    signed: &'a Signed,
    directory: &'a Directory,
    answers: &'a Answers,
    /// The home that is changed.
    changes: Option<HomeId>,
}

impl Form<'_> {
    fn page(&self, mistakes: &Mistakes) -> FormPage {
        let action = self.changes.map_or_else(|| format!("{HOMES}/new"), |id| format!("{}/change", address(id)));
        let heading = match (self.changes, is_refuge(self.answers)) {
            (Some(_), _) => "Change a home",
            (None, true) => "Add refuge spaces",
            (None, false) => "Add a home",
        };
        let sections = sections(self.directory, self.answers, mistakes, self.changes.is_some());
        let mut page = FormPage::new(self.signed.frame(At::Homes, self.directory), Head::default(), heading, action);
        page.problems = Problems::of(sections.iter().flat_map(|section| &section.questions));
        page.sections = sections;
        page.back = self.changes.map_or_else(|| HOMES.to_owned(), address);
        page.button = "Keep".into();
        let key = Some(self.answers.one("idempotency")).filter(|key| !key.is_empty());
        page.hidden.push(("idempotency".into(), key.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned)));
        page.hidden.push(("what".into(), self.answers.one("what").to_owned()));
        page.hidden.push(("rows".into(), rows(self.answers).to_string()));
        if is_refuge(self.answers) {
            page.notes
                .push(Note::Plain("Of a refuge nothing is on the list but how many spaces it has and how many are free.".into()));
        } else if self.changes.is_none() {
            page.more.push(("more".into(), "rooms".into(), "Add room for more rooms".into()));
        }
        page
    }

    fn wrong(&self, mistakes: &Mistakes) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.page(mistakes)).into_response()
    }

    fn refused(&self, problem: CannotAct) -> Result<Response, Problem> {
        let because = match problem {
            CannotAct::Refused(refusal) => {
                let instead = refusal.instead.join(" ");
                format!("{} {instead}", refusal.because).trim().to_owned()
            }
            other => return Err(other.into()),
        };
        let mut page = self.page(&Mistakes::default());
        page.problems = Some(Problems { title: "This cannot be kept as it is".into(), list: vec![(because, String::new())] });
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    }
}

fn chosen<T: Copy>(answers: &Answers, name: &str, all: &[T], code: impl Fn(T) -> &'static str) -> Vec<T> {
    all.iter().copied().filter(|one| answers.has(name, code(*one))).collect()
}

/// Reads what was typed about a home; `before` is the home that is changed, whose rooms stay.
fn read(answers: &Answers, before: Option<&Home>, key: &str) -> Result<(Home, Option<KeptPlace>), Mistakes> {
    let mut wrong = Mistakes::default();
    let area = answers.one("area").parse().map(BodyId);
    if area.is_err() {
        wrong.note("area", "Choose the authority in whose area it is");
    }
    let number = |wrong: &mut Mistakes, name: &str, missing: &str| {
        let read = wrong.take(name, typed::number(answers.one(name))).flatten();
        if read.is_none() && wrong.with(name).is_none() && !missing.is_empty() {
            wrong.note(name, missing);
        }
        read
    };
    let mut home = Home {
        kind: HomeKind::Refuge,
        run_by: RunBy::Voluntary,
        area: area.unwrap_or(BodyId(Uuid::nil())),
        shares: Vec::new(),
        step_free: false,
        lives_here: Vec::new(),
        near: Vec::new(),
        inspected: None,
        hazard: false,
        mended: None,
        rooms: Vec::new(),
        spaces: None,
    };
    if is_refuge(answers) {
        let all = number(&mut wrong, "spaces", "Say how many spaces there are");
        let free = number(&mut wrong, "free", "Say how many are free");
        let told = wrong.take("told", typed::day(answers, "told")).flatten();
        if told.is_none() && wrong.with("told").is_none() {
            wrong.note("told", "Say on which day its provider said so");
        }
        if let (Some(all), Some(free), Some(told)) = (all, free, told) {
            home.spaces = Some(Spaces { all, free, told });
        }
        return if wrong.is_empty() { Ok((home, None)) } else { Err(wrong) };
    }
    match answers.one("kind").parse::<HomeKind>().ok().filter(|kind| KINDS.contains(kind)) {
        Some(kind) => home.kind = kind,
        None => wrong.note("kind", "Choose what kind of home it is"),
    }
    match answers.one("run_by").parse() {
        Ok(run_by) => home.run_by = run_by,
        Err(_) => wrong.note("run_by", "Choose who runs it"),
    }
    match answers.one("step_free") {
        "yes" => home.step_free = true,
        "no" => {}
        _ => wrong.note("step_free", "Say whether it is step-free"),
    }
    home.shares = chosen(answers, "shares", Shared::ALL, Shared::code);
    home.lives_here = chosen(answers, "lives_here", Neighbours::ALL, Neighbours::code);
    home.near = chosen(answers, "near", Near::ALL, Near::code);
    home.hazard = answers.has("hazard", "yes");
    home.inspected = wrong.take("inspected", typed::day(answers, "inspected")).flatten();
    home.mended = wrong.take("mended", typed::day(answers, "mended")).flatten();
    for row in 1..=rows(answers) {
        let name = |part: &str| format!("room-{row}-{part}");
        let parts = ["number", "bedrooms", "living", "beds", "nightly"];
        let old = before.and_then(|home| home.rooms.get(row - 1));
        if row > 1 && old.is_none() && parts.iter().all(|part| answers.one(&name(part)).is_empty()) {
            continue;
        }
        let bedrooms = number(&mut wrong, &name("bedrooms"), "Say how many bedrooms");
        let bed_spaces = number(&mut wrong, &name("beds"), "Say how many people it has beds for");
        let living_rooms = number(&mut wrong, &name("living"), "").unwrap_or(0);
        let own_number = number(&mut wrong, &name("number"), "");
        let nightly = wrong.take(&name("nightly"), typed::money(answers.one(&name("nightly")))).flatten();
        if nightly.is_none() && wrong.with(&name("nightly")).is_none() {
            wrong.note(name("nightly"), "Say what a night costs, 0 where it costs nothing");
        }
        let free_from = wrong.take(&name("from"), typed::day(answers, &name("from"))).flatten();
        if let (Some(bedrooms), Some(bed_spaces), Some(nightly)) = (bedrooms, bed_spaces, nightly) {
            home.rooms.push(Room {
                id: old.map_or_else(|| RoomId(in_story("room of a home", key, &row.to_string())), |room| room.id),
                number: own_number,
                bedrooms,
                living_rooms,
                bed_spaces,
                nightly,
                free_from,
                out_of_use: old.is_some_and(|room| room.out_of_use),
            });
        }
    }
    let text = |wrong: &mut Mistakes, name: &str| wrong.take(name, typed::text(answers, name, 2_000)).flatten();
    let (where_it_is, notes) = (text(&mut wrong, "address"), text(&mut wrong, "notes"));
    if where_it_is.is_none() && wrong.with("address").is_none() && (before.is_none() || notes.is_some()) {
        wrong.note("address", "Say where it is");
    }
    let place =
        where_it_is.map(|text| KeptPlace { address: Unprinted::new(text), notes: Unprinted::new(notes.unwrap_or_default()) });
    if wrong.is_empty() { Ok((home, place)) } else { Err(wrong) }
}

/// Asked before anything is read.
fn may_keep(signed: &Signed, directory: &Directory) -> Result<(), Problem> {
    if signed.desk().sees_homes(directory) { Ok(()) } else { Err(Problem::NotYourRole) }
}

/// `GET /homes/new`
/// # Errors
/// The officer is in no housing team.
pub async fn new(signed: Signed, Query(asked): Query<What>) -> Result<FormPage, Problem> {
    let directory = signed.directory().await?;
    may_keep(&signed, &directory)?;
    let mut answers = Answers::default();
    answers.set("area", signed.desk().officer().body.to_string());
    if asked.what == "refuge" {
        answers.set("what", "refuge");
    }
    Ok(Form { signed: &signed, directory: &directory, answers: &answers, changes: None }.page(&Mistakes::default()))
}

/// `POST /homes/new`
/// # Errors
/// The officer is in no housing team.
pub async fn add(form: Checked) -> Result<Response, Problem> {
    let Checked { signed, mut answers } = form;
    let directory = signed.directory().await?;
    may_keep(&signed, &directory)?;
    if answers.asked("more") {
        answers.set("rows", (rows(&answers) + 3).to_string());
        let form = Form { signed: &signed, directory: &directory, answers: &answers, changes: None };
        return Ok(form.page(&Mistakes::default()).into_response());
    }
    let form = Form { signed: &signed, directory: &directory, answers: &answers, changes: None };
    let key = match answers.one("idempotency") {
        "" => Uuid::new_v4().to_string(),
        key => key.to_owned(),
    };
    let (home, place) = match read(&answers, None, &format!("{} {key}", signed.desk().officer().id)) {
        Ok(read) => read,
        Err(mistakes) => return Ok(form.wrong(&mistakes)),
    };
    match signed.desk().add_home(&key, &home, place.as_ref()).await {
        Ok(id) => Ok(Redirect::to(&format!("{}?said=home-added", address(id))).into_response()),
        Err(problem) => form.refused(problem),
    }
}

fn put_day(answers: &mut Answers, name: &str, day: Option<jiff::civil::Date>) {
    if let Some(day) = day {
        answers.set(format!("{name}-day"), day.day().to_string());
        answers.set(format!("{name}-month"), day.month().to_string());
        answers.set(format!("{name}-year"), day.year().to_string());
    }
}

fn answers_of(home: &Home) -> Answers {
    let mut answers = Answers::default();
    answers.set("area", home.area.to_string());
    if let Some(spaces) = home.spaces {
        answers.set("what", "refuge");
        answers.set("spaces", spaces.all.to_string());
        answers.set("free", spaces.free.to_string());
        put_day(&mut answers, "told", Some(spaces.told));
        return answers;
    }
    answers.set("kind", home.kind.code());
    answers.set("run_by", home.run_by.code());
    answers.set("step_free", if home.step_free { "yes" } else { "no" });
    home.shares.iter().for_each(|one| answers.add("shares", one.code()));
    home.lives_here.iter().for_each(|one| answers.add("lives_here", one.code()));
    home.near.iter().for_each(|one| answers.add("near", one.code()));
    if home.hazard {
        answers.add("hazard", "yes");
    }
    put_day(&mut answers, "inspected", home.inspected);
    put_day(&mut answers, "mended", home.mended);
    for (row, room) in (1..).zip(&home.rooms) {
        let mut set = |part: &str, value: String| answers.set(format!("room-{row}-{part}"), value);
        set("number", room.number.map(|number| number.to_string()).unwrap_or_default());
        set("bedrooms", room.bedrooms.to_string());
        set("living", room.living_rooms.to_string());
        set("beds", room.bed_spaces.to_string());
        set("nightly", format!("{}.{:02}", room.nightly.0 / 100, room.nightly.0 % 100));
        put_day(&mut answers, &format!("room-{row}-from"), room.free_from);
    }
    answers.set("rows", home.rooms.len().max(1).to_string());
    answers
}

/// `GET /homes/{home}/change`
/// # Errors
/// The officer is in no housing team; there is no such home.
pub async fn change(signed: Signed, Path(id): Path<HomeId>) -> Result<FormPage, Problem> {
    let directory = signed.directory().await?;
    let line = signed.desk().home(id).await?;
    if line.entry.withdrawn.is_some() {
        return Err(Problem::NotFound);
    }
    let answers = answers_of(&line.entry.home);
    Ok(Form { signed: &signed, directory: &directory, answers: &answers, changes: Some(id) }.page(&Mistakes::default()))
}

/// `POST /homes/{home}/change`
/// # Errors
/// The officer is in no housing team; there is no such home.
pub async fn changed(Path(id): Path<HomeId>, sent: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = sent;
    let directory = signed.directory().await?;
    let line = signed.desk().home(id).await?;
    let form = Form { signed: &signed, directory: &directory, answers: &answers, changes: Some(id) };
    let (home, place) = match read(&answers, Some(&line.entry.home), &id.to_string()) {
        Ok(read) => read,
        Err(mistakes) => return Ok(form.wrong(&mistakes)),
    };
    match signed.desk().change_home(id, &home, place.as_ref()).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?said=home-changed", address(id))).into_response()),
        Err(problem) => form.refused(problem),
    }
}

fn withdraw_page(signed: &Signed, directory: &Directory, id: HomeId) -> FormPage {
    let mut page = FormPage::new(
        signed.frame(At::Homes, directory),
        Head::default(),
        "Withdraw a home",
        format!("{}/withdraw", address(id)),
    );
    page.notes.push(Note::Plain(
        "It can then be offered to nobody. Whoever lives there stays, and is not touched by it. What was said of the home stays readable.".into(),
    ));
    page.back = address(id);
    page.button = "Withdraw it".into();
    page
}

/// `GET /homes/{home}/withdraw`
/// # Errors
/// The officer is in no housing team; there is no such home.
pub async fn withdraw(signed: Signed, Path(id): Path<HomeId>) -> Result<FormPage, Problem> {
    signed.desk().home(id).await?;
    Ok(withdraw_page(&signed, &signed.directory().await?, id))
}

/// `POST /homes/{home}/withdraw`
/// # Errors
/// The officer is in no housing team; there is no such home.
pub async fn withdrawn(Path(id): Path<HomeId>, form: Checked) -> Result<Response, Problem> {
    form.signed.desk().home(id).await?;
    form.signed.desk().withdraw_home(id).await?;
    Ok(Redirect::to(&format!("{HOMES}?said=home-withdrawn")).into_response())
}
