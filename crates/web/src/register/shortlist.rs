//! `GET /register/homes/{vacancy}`: who comes next for a home, of those whom the officer may know of.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use casefile::allocations::scheme::Scheme;
use casefile::commands::Refusal;
use casefile::ids::VacancyId;
use desk::{Candidate, CannotAct, OfferedFrom, Vacancy};
use jiff::civil::Date;

use super::keep_home::offer_address;
use super::letting::{self, address, area, floor, has};
use super::views::{CandidateLine, ShortlistPage};
use crate::act::views::{FormPage, Note};
use crate::components::{Line, Problems, Row, Summary};
use crate::door::{Problem, Signed};
use crate::file::views::Head;
use crate::frame::{At, Frame};
use crate::{paths, words};

fn summary(one: &Vacancy, from: OfferedFrom, scheme: &Scheme, today: Date) -> Summary {
    let home = &one.home;
    let mut rows = vec![
        Row::new("Landlord", home.landlord.clone()),
        Row::new("Size", words::count(i64::from(home.bedrooms), "bedroom", "bedrooms")),
        Row::new("Floor", floor(home.floor)),
    ];
    let of = [
        ("Area", area(home, scheme)),
        ("What it has", has(home)),
        ("Ready from", home.ready.map(words::day).unwrap_or_default()),
    ];
    rows.extend(of.into_iter().filter(|(_, what)| !what.is_empty()).map(|(key, what)| Row::new(key, what)));
    if let Some(rules) = scheme.local_letting(&home.local_letting) {
        rows.push(Row {
            key: "Rules of its own".into(),
            lines: vec![Line::Plain(rules.name.clone()), Line::Plain(rules.says.clone())],
            action: None,
        });
    }
    rows.push(Row::new("Offers", letting::offered(from, today).0));
    Summary(rows)
}

fn line(place: usize, one: &Candidate, home: &Vacancy, scheme: &Scheme, open: bool) -> CandidateLine {
    let applicant = &one.applicant;
    let band = scheme.band(&applicant.band).map_or_else(|| applicant.band.clone(), |band| band.name.clone());
    CandidateLine {
        place,
        href: paths::part(one.file, "register"),
        reference: one.reference.clone(),
        known_as: one.name.as_ref().map(|name| name.shown().to_owned()).unwrap_or_default(),
        band,
        counts_from: words::day(applicant.effective),
        bedrooms: applicant.bedrooms,
        // The band has a column of its own.
        why: home
            .home
            .reasons(applicant, scheme)
            .into_iter()
            .filter(|why| scheme.bands.iter().all(|band| band.name != *why))
            .collect(),
        offer: if open { offer_address(one.file, home.id) } else { String::new() },
    }
}

/// Nothing is shown to whoever has looked at many lists in a short time.
fn too_often(frame: Frame, refusal: Refusal, id: VacancyId) -> Response {
    let mut page = FormPage::new(frame, Head::default(), "Who comes next", String::new());
    page.back = address(id);
    page.problems = Some(Problems::new(vec![(refusal.because, String::new())]));
    page.notes.push(Note::Lines("What you can do instead".into(), refusal.instead));
    (StatusCode::TOO_MANY_REQUESTS, page).into_response()
}

/// The page.
/// # Errors
/// The officer is in no housing team; the home is not on the list.
pub async fn show(signed: Signed, Path(id): Path<VacancyId>) -> Result<Response, Problem> {
    let directory = signed.directory().await?;
    let found = match signed.desk().shortlist(id).await {
        Ok(found) => found.ok_or(Problem::NotFound)?,
        Err(CannotAct::Refused(refusal)) => return Ok(too_often(signed.frame(At::Register, &directory), refusal, id)),
        Err(problem) => return Err(problem.into()),
    };
    let house = signed.web.house();
    let today = house.today();
    let standards = house.standards();
    let scheme = standards.schemes.of(found.home.body, today);
    let open = found.offered.is_over(today);
    let page = ShortlistPage {
        label: found.home.home.label.clone(),
        summary: summary(&found.home, found.offered, scheme, today),
        candidates: (1..).zip(&found.candidates).map(|(place, one)| line(place, one, &found.home, scheme, open)).collect(),
        open,
        take_off: format!("{}/take-off", address(id)),
        frame: signed.frame(At::Register, &directory),
    };
    Ok(page.into_response())
}
