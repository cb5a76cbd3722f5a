//! Who comes next for a home among so many who wait: read, opened, weighed, put in order, and the look committed before it is told.

use std::time::Instant;

use access::{Officer, Role};
use casefile::allocations::shortlist::Home;
use casefile::facts::{
    AccessNeed, AccessRestricted, Body, By, FileOpened, HousingApplied, NewFact, PersonAdded, PriorityAwarded, RegisterAssessed,
    Role as InFile, ServiceNamed, Shows, UnsafeAreaNamed, When, Who,
};
use casefile::ids::{FactId, FileId, OfficerId, PersonId, in_story};
use casefile::private::{Sealed, Unprinted};
use demonstration::Partnership;
use desk::{CannotAct, House, NewFile, Recording};
use jiff::ToSpan as _;
use jiff::civil::date;

use crate::house::{Place, account, open};
use crate::statistics::{millis, percentile};

/// The lettings officer of the demonstration.
const OFFICER: &str = "joan.lettings";
/// How many lists are measured, after some that are not.
const LISTS: usize = 200;
const WARM_UP: usize = 10;
/// Files that go into one transaction.
const BATCH: usize = 1_000;
const BANDS: [&str; 3] = ["A", "B", "C"];
const AREAS: [&str; 5] = ["harbour", "old-town", "mill-quarter", "north-fields", "villages"];

/// A number that looks drawn at random and is the same each time.
fn drawn(what: &str, number: usize, below: usize) -> usize {
    let id = in_story(what, "shortlisting", &number.to_string());
    usize::try_from(id.as_u128() % below as u128).unwrap_or_default()
}

/// Somebody who waits: of every hundred, five have a hidden file, ten would not be safe in one area and ten cannot climb steps.
fn waits(here: &Partnership, number: usize, officer: &Officer) -> anyhow::Result<NewFile> {
    let id = |what: &str| in_story(what, "shortlisting", &number.to_string());
    let fact_id = |nth: usize| FactId(in_story("fact", "shortlisting", &format!("{number} {nth}")));
    let (file, her) = (FileId(id("file")), PersonId(id("person")));
    let team = here.teams.iter().find(|one| one.id == officer.team).ok_or_else(|| anyhow::anyhow!("no such team"))?;
    let body = here.bodies.iter().find(|one| one.id == team.body).ok_or_else(|| anyhow::anyhow!("no such body"))?;
    let by = team.id;
    let bedrooms = Some(1 + u32::try_from(drawn("bedrooms", number, 3))?);
    let access = if drawn("steps", number, 10) == 0 { vec![AccessNeed::StepFree] } else { Vec::new() };
    let effective = date(2022, 1, 1).saturating_add(i64::try_from(drawn("effective", number, 1_500))?.days());
    let mut bodies: Vec<Body> = vec![
        FileOpened { survivor: her, lead: by, reference: format!("W{number:07}") }.into(),
        ServiceNamed {
            team: by,
            name: team.name.clone(),
            function: team.function,
            body: team.body,
            body_name: body.name.clone(),
            body_kind: body.kind,
            party: true,
            basis: None,
        }
        .into(),
        PersonAdded { person: her, role: InFile::Survivor, name: Some(Unprinted::new("Asha")), born: None, in_household: true }
            .into(),
        HousingApplied {
            by: None,
            to: by,
            register: true,
            homeless: false,
            shows: Shows::empty(),
            asks: Vec::new(),
            words: None,
        }
        .into(),
        RegisterAssessed { by, application: Some(fact_id(3)), answers: Shows::empty(), bedrooms, access }.into(),
        PriorityAwarded {
            by,
            band: BANDS[drawn("band", number, BANDS.len())].to_owned(),
            highest: false,
            answers: Shows::empty(),
            effective: Some(effective),
            letter: true,
            to_write: false,
            application: Some(fact_id(3)),
            counts: Vec::new(),
            reasons: None,
            later_because: None,
        }
        .into(),
    ];
    if drawn("unsafe", number, 10) == 0 {
        let codes = Sealed::new(AREAS[drawn("area", number, AREAS.len())]);
        let by = Who::Person(her);
        bodies.push(UnsafeAreaNamed { by, to: team.id, whole_area: false, area: None, lettings_areas: Some(codes) }.into());
    }
    if number % 100 < 5 {
        let restricted = AccessRestricted { by, because: None, named_only: true, hidden: true, named: Vec::new(), officer: None };
        bodies.push(restricted.into());
    }
    let recorded = casefile::calendar::london_moment(date(2026, 1, 5).at(11, 0, 0, 0));
    let fact = |(nth, body): (usize, Body)| Recording {
        id: fact_id(nth),
        recorded,
        by: By::Import,
        fact: NewFact::new(When::on(date(2026, 1, 5)), body),
    };
    Ok(NewFile { permit: access::house::import(file), facts: bodies.into_iter().enumerate().map(fact).collect() })
}

async fn filled(place: &Place, people: usize) -> anyhow::Result<(House, Officer)> {
    let here = demonstration::partnership();
    let house = open(place, "shortlisting", ledger::IfMissing::Create).await?;
    house.set_up(&demonstration::set_up(here)).await?;
    let account = account(here, OFFICER)?;
    let officer = Officer { id: account.id, team: account.team, body: account.body, role: Role::Officer };
    let mut batch = Vec::with_capacity(BATCH);
    for number in 0..people {
        batch.push(waits(here, number, &officer)?);
        if batch.len() == BATCH || number + 1 == people {
            house.bring_over(std::mem::take(&mut batch)).await?;
        }
    }
    house.settle().await?;
    Ok((house, officer))
}

/// Measures lists for homes of every size.
pub async fn measure(place: &Place, people: usize) -> anyhow::Result<String> {
    let (house, account) = filled(place, people).await?;
    let mut homes = Vec::new();
    for (nth, area) in AREAS.iter().enumerate() {
        let home = Home {
            label: format!("Home {nth}"),
            landlord: "Lantern Homes".into(),
            area: (*area).to_owned(),
            bedrooms: 1 + u32::try_from(nth)? % 3,
            floor: 0,
            has: vec![AccessNeed::StepFree],
            local_letting: String::new(),
            ready: None,
        };
        homes.push(house.desk(account.clone()).add_home_to_let(&format!("bench {nth}"), &home).await?);
    }
    let mut times = Vec::with_capacity(LISTS);
    for nth in 0..LISTS + WARM_UP {
        // Each in the name of another colleague, so that nobody is told that they look too often.
        let id = OfficerId(in_story("colleague", "shortlisting", &(nth / 40).to_string()));
        let desk = house.desk(Officer { id, team: account.team, body: account.body, role: Role::Officer });
        let start = Instant::now();
        let list = match desk.shortlist(homes[nth % homes.len()]).await {
            Ok(Some(list)) => list,
            Ok(None) => anyhow::bail!("the home is gone"),
            Err(problem @ CannotAct::Refused(_)) => anyhow::bail!("{problem}"),
            Err(problem) => return Err(problem.into()),
        };
        let took = start.elapsed();
        anyhow::ensure!(
            list.candidates.len() == desk::ON_A_SHORTLIST.min(people / 40),
            "a short list of {}",
            list.candidates.len()
        );
        if nth >= WARM_UP {
            times.push(took);
        }
    }
    let (median, slowest) = (percentile(&mut times, 50), percentile(&mut times, 99));
    house.close().await;
    Ok(format!(
        "\n### Who comes next for a home among {people}\n\nOf every hundred who wait, five have a hidden file, ten are not safe in one area, ten need a home without steps. Each list at the desk: whom the officer may know of, their sealed rows opened and weighed, put in order, the look committed, then answered; {LISTS} lists of five homes: median {:.1} ms, p99 {:.1} ms. The goal is under 200 ms for 10,000.\n",
        millis(median),
        millis(slowest)
    ))
}
