//! An intake: somebody is told of abuse, and what is owed is there when the page comes back. Its people are compared with everybody in every file, and
//! with staff, on the way.

use std::time::Instant;

use access::Officer;
use casefile::facts::{Ask, Channel, Relation, Role, Shows};
use casefile::ids::{OfficerId, in_story};
use casefile::private::{Sealed, Unprinted};
use desk::{Disclosure, House, Newcomer, Teller};

use crate::searching::name;
use crate::statistics::{millis, percentile};

/// How many are measured, after some that are not.
const INTAKES: usize = 400;
const WARM_UP: usize = 40;

fn disclosure(number: usize) -> Disclosure {
    let newcomer = |role, nth, in_household, relation| Newcomer {
        role,
        name: Some(Unprinted::new(name(number * 3 + nth))),
        born: None,
        in_household,
        relation: Some(relation),
    };
    Disclosure {
        name: Some(Unprinted::new(name(number * 3))),
        born: None,
        people: vec![
            newcomer(Role::Child, 1, true, Relation::Child),
            newcomer(Role::AllegedPerpetrator, 2, false, Relation::Intimate),
        ],
        by: Teller::Herself,
        channel: Some(Channel::InPerson),
        happened: None,
        shows: Shows::VIOLENCE | Shows::UNSAFE_HOME | Shows::CHILD_WITNESS,
        asks: vec![Ask::SafeTonight],
        words: Some(Sealed::new("He broke the door last night. She cannot go home.")),
        reach: Vec::new(),
        housing: None,
        take_on: true,
    }
}

/// Measures intakes in a house that holds so many files.
pub async fn measure(house: &House, officer: &Officer, files: usize) -> anyhow::Result<String> {
    let mut times = Vec::with_capacity(INTAKES);
    let mut owed = 0;
    for nth in 0..INTAKES + WARM_UP {
        let id = OfficerId(in_story("colleague", "intake", &(nth / 40).to_string()));
        let colleague = if nth % 2 == 0 { officer.clone() } else { Officer { id, ..officer.clone() } };
        let desk = house.desk(colleague);
        let told = disclosure(10_000_000 + nth);
        let start = Instant::now();
        let done = desk.open_file(&told, None).await?;
        times.push(start.elapsed());
        owed += house.desk(officer.clone()).open(done.file).await?.owed.len();
    }
    anyhow::ensure!(owed > INTAKES * 5, "an intake after which nothing is owed");
    let times = &mut times[WARM_UP..];
    let (median, slowest) = (percentile(times, 50), percentile(times, 99));
    Ok(format!(
        "\nAn intake, from what was told to a new file with everything that is owed, durably kept, among {files} files; its three people compared with everybody in every file, and with staff: median {:.1} ms, p99 {:.1} ms ({INTAKES} intakes). The goal is a p99 under 100 ms.\n",
        millis(median),
        millis(slowest)
    ))
}
