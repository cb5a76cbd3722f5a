//! One against many.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use invented::{Habits, Row};
use matching::{Index, Options, Person, Table};

use crate::own;
use crate::process::{resident, so_far};

/// How fast an index answers.
#[derive(Debug, Clone, Copy)]
pub struct Searched {
    /// Records in it.
    pub records: usize,
    /// Milliseconds: the middle of all searches.
    pub median: f64,
    /// The slowest but one in a hundred.
    pub p99: f64,
    /// The slowest but one in a thousand.
    pub p999: f64,
    /// Share of those who are in it whose own record comes first.
    pub first: f64,
    /// Processor seconds that it took to make the index.
    pub made: f64,
    /// Megabytes of a process that has nothing else.
    pub memory: f64,
}

fn person(row: &Row) -> Person<'_> {
    let cell = |at: usize| row.cells[at].as_str();
    Person {
        first_name: cell(1),
        middle_names: cell(2),
        surname: cell(3),
        sex: cell(4),
        dob: cell(5),
        address: cell(6),
        town: cell(7),
        postcode: cell(8),
        phone: cell(9),
        email: cell(10),
        nino: cell(11),
        aliases: cell(12),
        ..Person::default()
    }
}

/// Makes an index of a list in a process of its own, and tells what it costs and takes.
pub fn index_alone(list: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut table = Table::new();
    for line in BufReader::new(std::fs::File::open(list)?).lines().skip(1) {
        table.add(&person(&own::row(&line?)?));
    }
    let read = so_far();
    let index = Index::of(table, &Options::default());
    println!("{} {}", so_far().cpu - read.cpu, resident());
    std::hint::black_box(index);
    Ok(())
}

/// Searches for six thousand people of a register, as another clerk wrote them down; six in ten of them are in the index.
pub fn measure(records: usize, folder: &Path) -> Result<Searched, Box<dyn std::error::Error>> {
    const SEARCHES: usize = 6_000;
    let link = invented::link(SEARCHES, records, 109, &Habits::easy());
    let list = folder.join("indexed.csv");
    std::fs::write(&list, link.feed.csv())?;
    let told = Command::new(std::env::current_exe()?).arg("index").arg(&list).output()?.stdout;
    let told = String::from_utf8(told)?;
    let (made, memory) = told.trim().split_once(' ').ok_or("no index could be made")?;
    let mut table = Table::new();
    for row in &link.feed.rows {
        table.add(&person(row));
    }
    let mut index = Index::of(table, &Options::default());
    let mut times: Vec<f64> = vec![f64::INFINITY; SEARCHES];
    let there: HashSet<u32> = link.feed.people.iter().copied().collect();
    let (mut first, mut present) = (0.0, 0.0);
    // Three times over all of them, and for each the quickest: others use the machine too, and what one search needs is asked here.
    for round in 0..3 {
        for ((row, who), time) in link.register.rows.iter().zip(&link.register.people).zip(&mut times) {
            let begun = Instant::now();
            let found = index.find(&person(row), 10);
            *time = time.min(begun.elapsed().as_secs_f64() * 1000.0);
            if round == 0 && there.contains(who) {
                present += 1.0;
                first += f64::from(u8::from(found.first().is_some_and(|hit| link.feed.people[hit.place] == *who)));
            }
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share / 1000).min(times.len() - 1)];
    Ok(Searched {
        records,
        median: at(500),
        p99: at(990),
        p999: at(999),
        first: first / f64::max(present, 1.0),
        made: made.parse()?,
        memory: memory.parse()?,
    })
}
