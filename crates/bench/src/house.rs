//! A whole Holdfast to measure: a durable database, the demonstration partnership, files, and a server on a free port.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context as _;
use casefile::ids::FileId;
use demonstration::{DemonstrationFile, Partnership};
use desk::sign_in::{Next, code_at};
use desk::{Chance, Clock, FromTheSystem, House, NewOfficer, System};
use jiff::civil::Date;
use ledger::{Address, IfMissing, Ledger};
use vault::Vault;
use web::door::{Settings, Token, Web};

use crate::statistics::millis;

/// What programs bring in these measurements.
const SECRET: &str = "a secret of the measurements, 32 bytes or more";
const SEED: u64 = 1;
/// Files that go into one transaction while a house is filled.
const BATCH: usize = 1_000;

/// Where a database is kept.
pub struct Place {
    /// As people read it.
    pub name: &'static str,
    server: Option<String>,
    folder: tempfile::TempDir,
}

/// SQLite in a folder on this disk, and PostgreSQL where `HOLDFAST_BENCH_POSTGRES` names a durable server.
pub fn places() -> anyhow::Result<Vec<Place>> {
    std::fs::create_dir_all("target/bench")?;
    let folder = || tempfile::tempdir_in("target/bench");
    let mut places = vec![Place { name: "SQLite (SQLCipher, WAL, synchronous=FULL)", server: None, folder: folder()? }];
    match std::env::var("HOLDFAST_BENCH_POSTGRES") {
        Ok(server) => {
            places.push(Place { name: "PostgreSQL (fsync on, synchronous_commit on)", server: Some(server), folder: folder()? });
        }
        Err(_) => println!("HOLDFAST_BENCH_POSTGRES is not set: measuring SQLite only; `make bench` measures both"),
    }
    Ok(places)
}

impl Place {
    /// A new database here.
    pub fn address(&self, name: &str) -> anyhow::Result<Address> {
        match &self.server {
            None => Ok(Address::File(self.folder.path().join(format!("{name}.db")))),
            Some(server) => Ok(format!("{server}?schema={name}").parse()?),
        }
    }

    /// The address of the server, where it is one.
    pub fn server(&self) -> Option<&str> {
        self.server.as_deref()
    }

    /// A file in this place's folder.
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }
}

/// A server with files in it.
pub struct Serving {
    /// Where it answers.
    pub address: SocketAddr,
    /// The files that the signed-in officer may open.
    pub files: Vec<FileId>,
    /// `Cookie:` of an officer, as a header line.
    pub cookie: String,
    /// `Cookie:` of the manager of the officer's team.
    pub manager: String,
    /// `Authorization:` of the officer, for programs.
    pub bearer: String,
    house: House,
}

/// The housing officer of the demonstration who asks for pages, and the manager of the team.
pub const OFFICER: &str = "amara.housing";
const MANAGER: &str = "priya.housing";

impl Serving {
    /// Fills a fresh database with so many files of so many facts and serves it.
    pub async fn with(place: &Place, name: &str, files: usize, facts: usize) -> anyhow::Result<Self> {
        let house = open(place, name, IfMissing::Create).await?;
        let here = demonstration::partnership();
        house.set_up(&demonstration::set_up(here)).await?;
        let today = house.today();
        let start = Instant::now();
        let mine = fill(&house, here, today, files, facts).await?;
        println!("{files} files were brought in at {:.2} ms each", millis(start.elapsed()) / f64::from(u32::try_from(files)?));
        Self::of(house, mine).await
    }

    /// Serves the same database anew: nothing of it is in memory.
    pub async fn again(self, place: &Place, name: &str) -> anyhow::Result<Self> {
        let files = self.files.clone();
        self.close().await;
        Self::of(open(place, name, IfMissing::Refuse).await?, files).await
    }

    async fn of(house: House, files: Vec<FileId>) -> anyhow::Result<Self> {
        let here = demonstration::partnership();
        let officer = account(here, OFFICER)?;
        let token = Token::new(SECRET, officer.id);
        let standards = here.standards.clone();
        let web = Web::new(
            house.clone(),
            Settings { demonstration: None, tls: false, tokens: vec![token], callbacks: None, standards },
        );
        let (cookie, manager) = (signed_in(&web, here, OFFICER).await?, signed_in(&web, here, MANAGER).await?);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let service = web::router::router(web).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Ok(Self { address, files, cookie, manager, bearer: format!("Authorization: Bearer {SECRET}\r\n"), house })
    }

    /// The day that it is there.
    pub fn today(&self) -> Date {
        self.house.today()
    }

    /// Lets go of the database.
    pub async fn close(self) {
        self.house.close().await;
    }
}

fn vault() -> Arc<Vault> {
    Arc::new(Vault::from_master([7; 32]))
}

/// Opens a database of this place.
pub async fn open(place: &Place, name: &str, if_missing: IfMissing) -> anyhow::Result<House> {
    let clock: Arc<dyn Clock> = Arc::new(System);
    let chance: Arc<dyn Chance> = Arc::new(FromTheSystem);
    let ledger = Ledger::open(&place.address(name)?, vault(), if_missing, clock.now()).await?;
    Ok(House::new(ledger, vault(), clock, chance))
}

/// An account of the demonstration.
pub fn account<'a>(here: &'a Partnership, sign_in: &str) -> anyhow::Result<&'a demonstration::Account> {
    here.officers.iter().find(|officer| officer.sign_in == sign_in).context("no such officer in the demonstration")
}

/// Fills a house through the same path as every import, and gives the files that the officer's team is party to.
async fn fill(house: &House, here: &Partnership, today: Date, files: usize, facts: usize) -> anyhow::Result<Vec<FileId>> {
    let officer = account(here, OFFICER)?;
    let mut mine = Vec::new();
    let mut batch = Vec::with_capacity(BATCH);
    let party = |file: &DemonstrationFile| {
        file.facts
            .iter()
            .any(|fact| matches!(&fact.body, casefile::facts::Body::ServiceNamed(it) if it.party && it.team == officer.team))
    };
    let mut references = HashSet::new();
    let reference = |file: &DemonstrationFile| match file.facts.first().map(|fact| &fact.body) {
        Some(casefile::facts::Body::FileOpened(it)) => it.reference.clone(),
        _ => String::new(),
    };
    for (number, file) in demonstration::many(here, SEED, today, files, facts).enumerate() {
        // Among so many, two are sometimes given the same reference at random: a house would have drawn it again.
        if !references.insert(reference(&file)) {
            continue;
        }
        if party(&file) {
            mine.push(file.id);
        }
        batch.push(file.into_new_file());
        if batch.len() == BATCH {
            house.bring_over(std::mem::take(&mut batch)).await?;
            if (number + 1) % 10_000 == 0 {
                println!("  {} files", number + 1);
            }
        }
    }
    house.bring_over(batch).await?;
    house.settle().await?;
    Ok(mine)
}

async fn signed_in(web: &Web, here: &Partnership, sign_in: &str) -> anyhow::Result<String> {
    let house = web.house();
    let account =
        demonstration::set_up(here).officers.into_iter().find(|account| account.sign_in == sign_in).context("no such account")?;
    let secret = demonstration::code_secret(&vault(), sign_in);
    house.give_account_with(&NewOfficer { account, password: here.passphrase.clone() }, secret).await?;
    let (Next::Code(ticket) | Next::Enrol(ticket, _)) = house.begin_sign_in(sign_in, &here.passphrase, "bench").await?;
    let token = house.finish_sign_in(&ticket, &code_at(&secret, house.now()), "bench").await?;
    let cookie = web::door::cookie(web, token);
    let pair = cookie.split(';').next().unwrap_or_default();
    Ok(format!("Cookie: {pair}\r\n"))
}
