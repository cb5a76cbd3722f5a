//! Homes to let: the list, a home that comes onto it, a home that goes off it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::allocations::scheme::Scheme;
use casefile::allocations::shortlist::Home;
use casefile::facts::AccessNeed;
use casefile::ids::VacancyId;
use desk::{CannotAct, Directory, OfferedFrom, Vacancy};
use jiff::civil::Date;
use uuid::Uuid;

use super::handlers::body_name;
use super::views::HomesToLetPage;
use crate::act::owing::one_section;
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Cell, Choice, Problems, Question, Section, Table, Tag, Tone};
use crate::door::{Checked, Problem, Signed};
use crate::file::views::Head;
use crate::frame::At;
use crate::typed::{self, Mistakes};
use crate::words;

/// The address of the list.
pub const HOMES: &str = "/register/homes";

/// The address of one home.
pub fn address(home: VacancyId) -> String {
    format!("{HOMES}/{home}")
}

/// From when a home may be offered.
pub(super) fn offered(from: OfferedFrom, today: Date) -> (String, Tone) {
    match from {
        OfferedFrom::Day(day) if day <= today => ("Can be offered".into(), Tone::Green),
        OfferedFrom::Day(day) => (format!("From {}", words::day(day)), Tone::Blue),
        OfferedFrom::AtTheEarliest(day) => (format!("From {} at the earliest", words::day(day)), Tone::Grey),
    }
}

/// On which floor, in words.
pub(super) fn floor(number: u32) -> String {
    match number {
        0 => "Ground floor".into(),
        number => format!("Floor {number}"),
    }
}

/// What a home has, in words; empty where it has nothing of it.
pub(super) fn has(home: &Home) -> String {
    words::capital(&words::list(&home.has.iter().map(|one| one.label().to_lowercase()).collect::<Vec<_>>()))
}

pub(super) fn area(home: &Home, scheme: &Scheme) -> String {
    scheme.area(&home.area).map(|area| area.name.clone()).unwrap_or_default()
}

fn table(homes: &[(Vacancy, OfferedFrom)], scheme: &Scheme, today: Date) -> Table {
    let row = |(one, from): &(Vacancy, OfferedFrom)| {
        let home = &one.home;
        let (offers, tone) = offered(*from, today);
        vec![
            Cell::Link(address(one.id), home.label.clone()),
            Cell::Text(home.landlord.clone()),
            Cell::Number(home.bedrooms.to_string()),
            Cell::Text(floor(home.floor)),
            Cell::Text(area(home, scheme)),
            Cell::Text(has(home)),
            Cell::Tag(Tag::new(offers, tone)),
            Cell::Text(home.ready.map(words::day).unwrap_or_default()),
        ]
    };
    let heads = [
        ("Home", false),
        ("Landlord", false),
        ("Bedrooms", true),
        ("Floor", false),
        ("Area", false),
        ("What it has", false),
        ("Offers", false),
        ("Ready from", false),
    ];
    Table {
        caption: "Homes to let, the longest on the list first".into(),
        heads: heads.map(|(head, number)| (head.to_owned(), number)).to_vec(),
        rows: homes.iter().map(row).collect(),
    }
}

/// `GET /register/homes`
/// # Errors
/// The officer is in no housing team.
pub async fn list(signed: Signed) -> Result<HomesToLetPage, Problem> {
    let directory = signed.directory().await?;
    let homes = signed.desk().homes_to_let().await?;
    let house = signed.web.house();
    let (today, own) = (house.today(), signed.desk().officer().body);
    let standards = house.standards();
    let scheme = standards.schemes.of(own, today);
    let now = homes.iter().filter(|(_, from)| from.is_over(today)).count();
    Ok(HomesToLetPage {
        whose: body_name(&directory, own),
        counts: vec![(homes.len().to_string(), "to let".into(), "later"), (now.to_string(), "can be offered now".into(), "soon")],
        homes: table(&homes, scheme, today),
        first_look: words::count(i64::from(scheme.offers.first_look), "working day", "working days"),
        frame: signed.frame(At::Register, &directory),
    })
}

struct Form<'a> {
    signed: &'a Signed,
    directory: &'a Directory,
    answers: &'a Answers,
    scheme: &'a Scheme,
}

impl Form<'_> {
    fn sections(&self, mistakes: &Mistakes) -> Vec<Section> {
        let asked = |question: Question| {
            let error = mistakes.with(&question.name).map(str::to_owned);
            question.answered(self.answers).error(error.as_deref())
        };
        let mut questions = vec![
            asked(
                Question::line("label", "What do you call this home?")
                    .hint("Such as “Two bedrooms, old town”. No street, no number, no name: it stands on a list that many see."),
            ),
            asked(Question::line("landlord", "Whose is it?").hint("The council or the housing association that lets it.")),
            asked(Question::number("bedrooms", "How many bedrooms has it?").hint("0 for a bedsit.")),
            asked(Question::number("floor", "On which floor is it?").hint("0 for the ground floor.")),
            asked(
                Question::checkboxes(
                    "has",
                    "What does it have?",
                    AccessNeed::CHOICES.iter().map(|one| Choice::new(one.code, one.label)).collect(),
                )
                .hint("Whoever needs what a home was adapted for comes first for it."),
            ),
        ];
        if !self.scheme.areas.is_empty() {
            let areas = self.scheme.areas.iter().map(|area| Choice::new(area.code.clone(), area.name.clone()));
            let areas = std::iter::once(Choice::new("", "Choose an area")).chain(areas).collect();
            questions.push(asked(
                Question::select("area", "In which area is it?", areas)
                    .hint("People are kept out of areas that are not safe for them by it."),
            ));
        }
        if !self.scheme.local_lettings.is_empty() {
            let rules = self.scheme.local_lettings.iter().map(|one| Choice::new(one.code.clone(), one.name.clone()));
            let rules = std::iter::once(Choice::new("", "None: it is let as any other")).chain(rules).collect();
            questions.push(asked(Question::select("local_letting", "Is it let by rules of its own?", rules)));
        }
        questions.push(asked(
            Question::day("ready", "From which day can somebody live there?")
                .hint("Leave it empty where it is ready, or nobody knows yet."),
        ));
        one_section(questions)
    }

    fn page(&self, mistakes: &Mistakes) -> FormPage {
        let sections = self.sections(mistakes);
        let frame = self.signed.frame(At::Register, self.directory);
        let mut page = FormPage::new(frame, Head::default(), "Add a home to let", format!("{HOMES}/new"));
        page.problems = Problems::of(sections.iter().flat_map(|section| &section.questions));
        page.sections = sections;
        page.back = HOMES.into();
        page.button = "Put it on the list".into();
        page.notes.push(Note::Plain(
            "Before anybody is offered it, those are told whose files stand on no list. It is the same for every home, and nobody sees whether there is anybody."
                .into(),
        ));
        let key = Some(self.answers.one("idempotency")).filter(|key| !key.is_empty());
        page.hidden.push(("idempotency".into(), key.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned)));
        page
    }

    fn refused(&self, because: String) -> Response {
        let mut page = self.page(&Mistakes::default());
        page.problems = Some(Problems { title: "This cannot be kept as it is".into(), list: vec![(because, String::new())] });
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    }
}

fn read(answers: &Answers, scheme: &Scheme) -> Result<Home, Mistakes> {
    let mut wrong = Mistakes::default();
    let line = |wrong: &mut Mistakes, name: &str, missing: &str| {
        let read = wrong.take(name, typed::text(answers, name, typed::LINE)).flatten();
        if read.is_none() && wrong.with(name).is_none() {
            wrong.note(name, missing);
        }
        read.unwrap_or_default()
    };
    let number = |wrong: &mut Mistakes, name: &str, missing: &str| {
        let read = wrong.take(name, typed::number(answers.one(name))).flatten();
        if read.is_none() && wrong.with(name).is_none() {
            wrong.note(name, missing);
        }
        read.unwrap_or_default()
    };
    let label = line(&mut wrong, "label", "Say what you call this home");
    let landlord = line(&mut wrong, "landlord", "Say whose it is");
    let bedrooms = number(&mut wrong, "bedrooms", "Enter how many bedrooms it has, such as 2");
    let floor = number(&mut wrong, "floor", "Enter on which floor it is, 0 for the ground floor");
    let area = answers.one("area").to_owned();
    if !scheme.areas.is_empty() && scheme.area(&area).is_none() {
        wrong.note("area", "Choose in which area it is");
    }
    let ready = wrong.take("ready", typed::day(answers, "ready")).flatten();
    let home = Home {
        label,
        landlord,
        area,
        bedrooms,
        floor,
        has: AccessNeed::ALL.iter().copied().filter(|one| answers.has("has", one.code())).collect(),
        local_letting: answers.one("local_letting").to_owned(),
        ready,
    };
    if wrong.is_empty() { Ok(home) } else { Err(wrong) }
}

/// Asked before anything is read.
fn may_keep(signed: &Signed, directory: &Directory) -> Result<(), Problem> {
    if signed.desk().sees_homes(directory) { Ok(()) } else { Err(Problem::NotYourRole) }
}

/// `GET /register/homes/new`
/// # Errors
/// The officer is in no housing team.
pub async fn new(signed: Signed) -> Result<FormPage, Problem> {
    let directory = signed.directory().await?;
    may_keep(&signed, &directory)?;
    let standards = signed.web.house().standards();
    let scheme = standards.schemes.of(signed.desk().officer().body, signed.web.house().today());
    let answers = Answers::default();
    Ok(Form { signed: &signed, directory: &directory, answers: &answers, scheme }.page(&Mistakes::default()))
}

/// `POST /register/homes/new`
/// # Errors
/// The officer is in no housing team.
pub async fn add(form: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = form;
    let directory = signed.directory().await?;
    may_keep(&signed, &directory)?;
    let standards = signed.web.house().standards();
    let scheme = standards.schemes.of(signed.desk().officer().body, signed.web.house().today());
    let form = Form { signed: &signed, directory: &directory, answers: &answers, scheme };
    let home = match read(&answers, scheme) {
        Ok(home) => home,
        Err(mistakes) => return Ok((StatusCode::UNPROCESSABLE_ENTITY, form.page(&mistakes)).into_response()),
    };
    let key = match answers.one("idempotency") {
        "" => Uuid::new_v4().to_string(),
        key => key.to_owned(),
    };
    match signed.desk().add_home_to_let(&key, &home).await {
        Ok(_) => Ok(Redirect::to(&format!("{HOMES}?said=home-entered")).into_response()),
        Err(CannotAct::Refused(refusal)) => {
            Ok(form.refused(format!("{} {}", refusal.because, refusal.instead.join(" ")).trim().to_owned()))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// `GET /register/homes/{vacancy}/take-off`
/// # Errors
/// The officer is in no housing team; the home is not on the list.
pub async fn take_off(signed: Signed, Path(id): Path<VacancyId>) -> Result<FormPage, Problem> {
    let found = signed.desk().home_to_let(id).await?.ok_or(Problem::NotFound)?;
    let directory = signed.directory().await?;
    let frame = signed.frame(At::Register, &directory);
    let mut page = FormPage::new(frame, Head::default(), "Take a home off the list", format!("{}/take-off", address(id)));
    page.notes.push(Note::Inset(format!("{}, {}", found.home.label, found.home.landlord)));
    page.notes.push(Note::Plain(
        "It can then be offered to nobody: the landlord wants it back, or it was let in some other way. That you took it off is on record.".into(),
    ));
    page.back = address(id);
    page.button = "Take it off the list".into();
    Ok(page)
}

/// `POST /register/homes/{vacancy}/take-off`
/// # Errors
/// The officer is in no housing team; the home is not on the list any more.
pub async fn taken_off(Path(id): Path<VacancyId>, form: Checked) -> Result<Response, Problem> {
    form.signed.desk().home_to_let(id).await?.ok_or(Problem::NotFound)?;
    match form.signed.desk().take_home_off(id).await {
        Ok(()) => Ok(Redirect::to(&format!("{HOMES}?said=home-off")).into_response()),
        // Somebody was quicker.
        Err(CannotAct::Refused(_)) => Err(Problem::NotFound),
        Err(problem) => Err(problem.into()),
    }
}
