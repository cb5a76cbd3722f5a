//! Looking for a person among half a million, with every rule on and each search written down; having a sealed value read out; and one decision about
//! who may do what.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use access::{Act as _, Asking, Guard, Officer, Purpose, ReadFile, Role, weigh};
use casefile::confidentiality::Guarding;
use casefile::facts::{
    AccessRestricted, BarGround, Body, By, Channel, FileOpened, LookPurpose, NewFact, OfficerBarred, PersonAdded, Role as InFile,
    SafeContactSet, ServiceNamed, When,
};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, OfficerId, PersonId, TeamId, in_story};
use casefile::private::{Sealed, Unprinted};
use demonstration::Partnership;
use desk::{Found, House, NewFile, Recording, Wanted};
use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::house::{OFFICER, Place, account, open};
use crate::statistics::{micros, millis, percentile};

/// People in each file: she, three of her household, and the man she fears.
const PEOPLE: usize = 5;
/// How many searches of each kind are measured, after some that are not.
const SEARCHES: usize = 400;
const WARM_UP: usize = 40;
/// How many decisions are measured together.
const DECISIONS: u32 = 200_000;
/// Files that go into one transaction.
const BATCH: usize = 1_000;

const FIRST: [&str; 48] = [
    "Mohammed",
    "Sarah",
    "John",
    "Fatima",
    "David",
    "Emma",
    "Michael",
    "Olivia",
    "Aisha",
    "James",
    "Maria",
    "Robert",
    "Elizabeth",
    "William",
    "Amina",
    "Thomas",
    "Catherine",
    "Daniel",
    "Sophie",
    "Joseph",
    "Rebecca",
    "Samuel",
    "Hannah",
    "Ahmed",
    "Grace",
    "Peter",
    "Priya",
    "Andrew",
    "Chloe",
    "Steven",
    "Zainab",
    "Mark",
    "Lucy",
    "Paul",
    "Megan",
    "Ali",
    "Jessica",
    "Simon",
    "Ewa",
    "Richard",
    "Charlotte",
    "Anthony",
    "Nadia",
    "Kevin",
    "Agnieszka",
    "Brian",
    "Ruth",
    "Tariq",
];
const LAST: [&str; 24] = [
    "Smith", "Khan", "Jones", "Ali", "Taylor", "Hussain", "Brown", "Ahmed", "Williams", "Patel", "Wilson", "Begum", "Johnson",
    "Singh", "Davies", "Kaur", "Evans", "Nowak", "Thomas", "Rahman", "Roberts", "Walker", "Wright", "Robinson",
];
const SYLLABLES: [&str; 20] = [
    "ba", "del", "cor", "min", "tas", "lo", "ven", "ri", "ham", "gor", "pe", "sul", "ka", "wen", "do", "mar", "fi", "lan", "tu",
    "ber",
];

/// A number that looks drawn at random and is the same each time.
fn drawn(what: &str, number: usize, below: usize) -> usize {
    let id = in_story(what, "searching", &number.to_string());
    usize::try_from(id.as_u128() % below as u128).unwrap_or_default()
}

/// A few names are common, and most are rare.
pub fn name(number: usize) -> String {
    let first = FIRST[drawn("first", number, FIRST.len() * FIRST.len()).isqrt()];
    let last = if drawn("common", number, 10) < 4 {
        LAST[drawn("last", number, LAST.len() * LAST.len()).isqrt()].to_owned()
    } else {
        let at = |part: &str| SYLLABLES[drawn(part, number, SYLLABLES.len())];
        let last = format!("{}{}{}", at("a"), at("b"), at("c"));
        last[..1].to_uppercase() + &last[1..]
    };
    format!("{first} {last}")
}

fn born(number: usize) -> Date {
    date(1950, 1, 1).saturating_add(jiff::Span::new().days(i64::try_from(drawn("born", number, 24_000)).unwrap_or_default()))
}

fn phone(number: usize) -> String {
    format!("07{:09}", drawn("phone", number, 1_000_000_000))
}

fn reference(number: usize) -> String {
    format!("S{number:07}")
}

/// A file, with its people; of every hundred, five are hidden and one keeps the officer who looks out.
fn file(here: &Partnership, number: usize, officer: OfficerId, own: TeamId) -> anyhow::Result<NewFile> {
    let id = |what: &str| in_story(what, "searching", &number.to_string());
    let person = |nth: usize| PersonId(in_story("person", "searching", &(number * PEOPLE + nth).to_string()));
    let file = FileId(id("file"));
    let team = if number.is_multiple_of(4) { own } else { here.teams[drawn("team", number, here.teams.len())].id };
    let team = here.teams.iter().find(|one| one.id == team).ok_or_else(|| anyhow::anyhow!("no such team"))?;
    let body = here.bodies.iter().find(|one| one.id == team.body).ok_or_else(|| anyhow::anyhow!("no such body"))?;
    let mut bodies: Vec<Body> = vec![
        FileOpened { survivor: person(0), lead: team.id, reference: reference(number) }.into(),
        ServiceNamed {
            team: team.id,
            name: team.name.clone(),
            function: team.function,
            body: team.body,
            body_name: body.name.clone(),
            body_kind: body.kind,
            party: true,
            basis: None,
        }
        .into(),
    ];
    for nth in 0..PEOPLE {
        let role = match nth {
            0 => InFile::Survivor,
            4 => InFile::AllegedPerpetrator,
            _ => InFile::Child,
        };
        let at = number * PEOPLE + nth;
        let (person, name, born) = (person(nth), Some(Unprinted::new(name(at))), Some(born(at)));
        bodies.push(PersonAdded { person, role, name, born, in_household: nth < 4 }.into());
    }
    bodies.push(
        SafeContactSet {
            person: person(0),
            channel: Channel::Phone,
            safe: true,
            value: Some(Sealed::new(phone(number))),
            terms: None,
            by: None,
            confirmed: None,
            ways: Vec::new(),
            hours: None,
            reached_by: Vec::new(),
            confirms: None,
            replaces: None,
        }
        .into(),
    );
    if number % 100 < 5 {
        let restricted =
            AccessRestricted { by: team.id, because: None, named_only: true, hidden: true, named: Vec::new(), officer: None };
        bodies.push(restricted.into());
    }
    if number % 100 == 8 {
        bodies.push(OfficerBarred { barred: officer, ground: BarGround::Matched, agreed: Vec::new(), person: None }.into());
    }
    let recorded = casefile::calendar::london_moment(date(2026, 1, 5).at(11, 0, 0, 0));
    let fact = |(nth, body): (usize, Body)| Recording {
        id: FactId(in_story("fact", "searching", &format!("{number} {nth}"))),
        recorded,
        by: By::Import,
        fact: NewFact::new(When::on(date(2026, 1, 5)), body),
    };
    Ok(NewFile { permit: access::house::import(file), facts: bodies.into_iter().enumerate().map(fact).collect() })
}

/// What somebody who looks types, of one kind.
fn wanted(kind: usize, number: usize) -> Wanted {
    let her = number * PEOPLE;
    match kind {
        0 => Wanted::Reference(reference(number)),
        1 => Wanted::Reached(phone(number)),
        2 => Wanted::Born(name(her), born(her)),
        3 => Wanted::Year(name(her), born(her).year()),
        4 => Wanted::With(name(her), name(her + 1)),
        // The two most common names there are.
        _ => Wanted::With("Tariq Robinson".into(), "Ruth".into()),
    }
}

const KINDS: [&str; 6] = [
    "Reference",
    "Telephone number",
    "Name and date of birth",
    "Name and year of birth",
    "Name and another name in the file",
    "The most common name, and another common name",
];

/// A house with so many people in it. Gives it with an officer who looks, and how many files there are.
async fn filled(place: &Place, people: usize) -> anyhow::Result<(House, Officer, usize)> {
    let here = demonstration::partnership();
    let house = open(place, "searching", ledger::IfMissing::Create).await?;
    house.set_up(&demonstration::set_up(here)).await?;
    let account = account(here, OFFICER)?;
    let files = people / PEOPLE;
    let mut batch = Vec::with_capacity(BATCH);
    for number in 0..files {
        batch.push(file(here, number, account.id, account.team)?);
        if batch.len() == BATCH || number + 1 == files {
            house.bring_over(std::mem::take(&mut batch)).await?;
        }
        if (number + 1) % 10_000 == 0 {
            println!("  {} files", number + 1);
        }
    }
    house.settle().await?;
    let officer = Officer { id: account.id, team: account.team, body: account.body, role: Role::Officer };
    Ok((house, officer, files))
}

/// Measures searches of every kind and reveals, on one house.
pub async fn measure(place: &Place, people: usize) -> anyhow::Result<String> {
    let (house, officer, files) = filled(place, people).await?;
    let mut page = format!(
        "\n### Looking for a person among {people}\n\n{files} files; of every hundred, five are hidden and one keeps the officer out. Each search at the desk: asked, looked for under every rule, written into the chain of the house, committed durably, then answered; {SEARCHES} of each kind, one after the other. The page holds its answer to a whole number of quarter seconds besides.\n\n| by | median | p99 | files shown in all |\n|---|---:|---:|---:|\n"
    );
    for (kind, words) in KINDS.iter().enumerate() {
        let mut times = Vec::with_capacity(SEARCHES);
        let mut shown = 0;
        for nth in 0..SEARCHES + WARM_UP {
            // Each in the name of another colleague, so that nobody is told that they look too often. Whoever is kept out is the first.
            let id = if nth.is_multiple_of(80) {
                officer.id
            } else {
                OfficerId(in_story("colleague", "searching", &format!("{kind} {}", nth / 40)))
            };
            let desk = house.desk(Officer { id, ..officer.clone() });
            let wanted = wanted(kind, drawn("asked", kind * 10_000 + nth, files));
            let start = Instant::now();
            let found = desk.search(&wanted, Purpose::Casework).await?;
            let took = start.elapsed();
            if nth >= WARM_UP {
                times.push(took);
                shown += if let Found::Files(lines) = found { lines.len() } else { anyhow::bail!("too often") };
            }
        }
        let (median, slowest) = (percentile(&mut times, 50), percentile(&mut times, 99));
        let _ = writeln!(page, "| {words} | {:.1} ms | {:.1} ms | {shown} |", millis(median), millis(slowest));
    }
    page.push_str(&reveals(&house, &officer, files).await?);
    page.push_str(&crate::intake::measure(&house, &officer, files).await?);
    house.close().await;
    Ok(page)
}

/// A telephone number read out, the look committed first.
async fn reveals(house: &House, officer: &Officer, files: usize) -> anyhow::Result<String> {
    // Their own team's, and none that is hidden or keeps them out.
    let theirs = |number: &usize| number.is_multiple_of(4) && number % 100 > 8;
    let mut times = Vec::with_capacity(SEARCHES);
    for number in (0..files).filter(theirs).step_by((files / 8 / (SEARCHES + WARM_UP)).max(1)).take(SEARCHES + WARM_UP) {
        let file = FileId(in_story("file", "searching", &number.to_string()));
        let fact = FactId(in_story("fact", "searching", &format!("{number} 7")));
        let start = Instant::now();
        let revealed = house.desk(officer.clone()).reveal(file, fact, "value", LookPurpose::Safety).await?;
        times.push(start.elapsed());
        anyhow::ensure!(revealed.words() == phone(number), "the wrong number");
    }
    anyhow::ensure!(times.len() > WARM_UP, "too few files");
    let times = &mut times[WARM_UP..];
    let (median, slowest) = (percentile(times, 50), percentile(times, 99));
    Ok(format!(
        "\nA telephone number read out, the look in the journal and committed first, of another file each time: median {:.1} ms, p99 {:.1} ms ({SEARCHES} reveals).\n",
        millis(median),
        millis(slowest)
    ))
}

/// How long one decision takes, on a guard with everything in it.
pub fn deciding() -> String {
    let id = |number: u128| Uuid::from_u128(number);
    let mut guarding = Guarding::of(&CaseFile::fold(Vec::new()));
    for number in 0..12 {
        guarding.shared.push(casefile::confidentiality::Shared {
            team: TeamId(id(100 + number)),
            body: casefile::ids::BodyId(id(200 + number % 4)),
            classes: casefile::facts::FieldClass::ALL.to_vec(),
            until: None,
        });
        guarding.named.push(OfficerId(id(300 + number)));
        guarding.barred.push(OfficerId(id(400 + number)));
    }
    guarding.restriction = casefile::confidentiality::Restriction::Hidden;
    let guard = Guard { file: FileId(id(1)), guarding };
    let officer =
        Officer { id: OfficerId(id(311)), team: TeamId(id(111)), body: casefile::ids::BodyId(id(203)), role: Role::Officer };
    let now = casefile::calendar::london_moment(date(2026, 6, 1).at(9, 0, 0, 0));
    let asking = Asking::casework(&officer, now);
    let mut runs: Vec<Duration> = (0..31)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..DECISIONS {
                black_box(weigh(&ReadFile::INFO, black_box(&asking), black_box(Some(&guard))));
            }
            start.elapsed() / DECISIONS
        })
        .collect();
    let (median, slowest) = (percentile(&mut runs, 50), percentile(&mut runs, 99));
    format!(
        "\n## One access decision\n\nA hidden file with twelve services, twelve named and twelve barred: median {:.2} µs, slowest of 31 runs of {DECISIONS} {:.2} µs.\n",
        micros(median),
        micros(slowest)
    )
}
