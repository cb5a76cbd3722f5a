//! The whole product with a still clock, seeded chance and an in-tray for post.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use access::Role;
use casefile::facts::{BodyKind, Function, Relation, Role as InFile, Shows};
use casefile::ids::{BodyId, FileId, OfficerId, TeamId, in_story};
use casefile::obligations::Standards;
use casefile::private::{Sealed, Unprinted};
use desk::worker::{CannotPost, Carrier, Carrying, Parcel, Post, Receipt, Way, Worker, as_mail};
use desk::{Desk, Disclosure, Done, House, NewOfficer, Newcomer, SetUp, Still, Teller};
use jiff::SignedDuration;
use ledger::{Account, BodyEntry, Partnership, TeamEntry};

use crate::{Database, at, databases};

/// The token that the world has agreed with GOV.UK Notify.
pub const CALLBACK_TOKEN: &str = "a token of more than thirty-two letters";

/// Everybody's password in the world.
pub const PASSWORD: &str = "lamp river saddle fog";

/// The whole product on one database.
pub struct World {
    /// The database under it.
    pub database: Database,
    /// The product.
    pub house: House,
    /// Its clock, which stands still until it is moved.
    pub clock: Arc<Still>,
    /// Where notices arrive.
    pub tray: InTray,
}

/// Teams of the world: name, what they do, body.
const TEAMS: [(&str, Function, &str); 8] = [
    ("housing", Function::Housing, "council"),
    ("register", Function::Allocations, "council"),
    ("children", Function::Children, "council"),
    ("adults", Function::Adults, "council"),
    ("reception", Function::ContactCentre, "council"),
    ("advisers", Function::Idva, "charity"),
    ("police", Function::Police, "force"),
    ("landlord", Function::Landlord, "landlord"),
];

/// Officers of the world: sign-in name, team, role.
const STAFF: [(&str, &str, Role); 17] = [
    ("amara", "housing", Role::Officer),
    ("tom", "housing", Role::Officer),
    ("meera", "housing", Role::Manager),
    ("dan", "housing", Role::DutyManager),
    ("lena", "housing", Role::Lead),
    ("ruth", "housing", Role::Director),
    ("greta", "register", Role::Officer),
    ("chidi", "children", Role::Officer),
    ("carol", "children", Role::Manager),
    ("rita", "reception", Role::Officer),
    ("iris", "advisers", Role::Officer),
    ("pete", "police", Role::Officer),
    ("lars", "landlord", Role::Officer),
    ("ada", "housing", Role::Administrator),
    ("nora", "reception", Role::PrivacyOfficer),
    ("vera", "reception", Role::ConflictReviewer),
    ("louis", "reception", Role::ConflictReviewer),
];

impl World {
    /// A world on each kind of database, at a moment such as `2026-06-01T09:00`, London's time. Run the same test in every one.
    /// # Panics
    /// A database cannot be made.
    pub async fn everywhere(moment: &str) -> Vec<Self> {
        let mut worlds = Vec::new();
        for database in databases().await {
            worlds.push(Self::on(database, moment).await);
        }
        worlds
    }

    /// A world on one database.
    /// # Panics
    /// It cannot be set up.
    pub async fn on(database: Database, moment: &str) -> Self {
        let clock = Arc::new(Still::at(at(moment)));
        let house = House::with_light_passwords(
            database.ledger.clone(),
            Arc::clone(&database.vault),
            clock.clone(),
            Arc::new(desk::Seeded::with(7)),
        );
        let world = Self { database, house, clock, tray: InTray::default() };
        world.house.set_up(&partnership()).await.expect("a partnership");
        world
    }

    /// The same product started once more on the same database, as a second node: the same clock, and chance of its own.
    /// # Panics
    /// The database does not open.
    pub async fn second_node(&self) -> House {
        let ledger = self.database.opened_again().await.expect("the same database");
        House::with_light_passwords(ledger, Arc::clone(&self.database.vault), self.clock.clone(), Arc::new(desk::Seeded::with(8)))
    }

    /// Moves the clock on.
    pub fn move_on(&self, hours: i64, minutes: i64) {
        self.clock.move_on(SignedDuration::from_mins(hours * 60 + minutes));
    }

    /// An officer's place at the desk, without the trouble of signing in.
    pub fn desk(&self, name: &str) -> Desk {
        self.house.desk(account(name).officer())
    }

    /// Gives everybody a password and a secret for codes, so that they can sign in.
    /// # Panics
    /// It cannot be kept.
    pub async fn with_accounts(self) -> Self {
        for (name, ..) in STAFF {
            let officer = NewOfficer { account: account(name), password: PASSWORD.to_owned() };
            self.house.give_account_with(&officer, secret_of(name)).await.expect("an account");
        }
        self
    }

    /// The six digits that an officer's telephone shows now.
    pub fn code_of(&self, name: &str) -> String {
        desk::sign_in::code_at(&secret_of(name), self.house.now())
    }

    /// A file that an officer opens for Asha, who has fled violence with her child and has nowhere to sleep. The officer takes it on.
    /// # Panics
    /// It cannot be opened.
    pub async fn a_file_by(&self, name: &str) -> FileId {
        self.open_file(name, &a_disclosure()).await.file
    }

    /// As [`World::a_file_by`], with a disclosure of one's own.
    /// # Panics
    /// It cannot be opened.
    pub async fn open_file(&self, name: &str, disclosure: &Disclosure) -> Done {
        self.desk(name).open_file(disclosure, None).await.expect("a file")
    }

    /// Keeps somebody out of a file, as a match found by the machine does.
    /// # Panics
    /// It cannot be recorded.
    pub async fn bar(&self, name: &str, file: FileId) {
        let body = casefile::facts::OfficerBarred {
            barred: officer(name),
            ground: casefile::facts::BarGround::Matched,
            agreed: vec!["surname".to_owned(), "address".to_owned()],
            person: None,
        };
        let fact = casefile::facts::NewFact::new(casefile::facts::When::on(self.house.today()), body);
        let mut tx = self.database.ledger.begin("bar").await.expect("a turn");
        tx.append(&access::house::clock(file), vec![fact], self.house.now(), None).await.expect("a bar");
        tx.commit().await.expect("kept");
    }

    /// What the house answers to a carrier that calls back with a token: the status, and whether it said anything besides.
    /// # Panics
    /// The house does not answer.
    pub async fn call_back(&self, path: &str, token: Option<&str>, body: &str) -> (u16, bool) {
        use http_body_util::BodyExt as _;
        use tower::ServiceExt as _;
        let settings = web::door::Settings { callbacks: Some(web::door::Secret::new(CALLBACK_TOKEN)), ..Default::default() };
        let router = web::router::router(web::door::Web::new(self.house.clone(), settings));
        let mut request = axum::http::Request::post(path).header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(axum::body::Body::from(body.to_owned())).expect("a request");
        let answer = router.oneshot(request).await.expect("an answer");
        let status = answer.status().as_u16();
        (status, !answer.into_body().collect().await.expect("a body").to_bytes().is_empty())
    }

    /// A worker whose post arrives in this world's in-tray.
    pub fn worker(&self) -> Worker {
        let tray = Arc::new(self.tray.clone());
        Worker::new(self.house.clone(), Post::new(tray.clone(), Some(tray)))
    }
}

/// A survivor's first words: Asha has fled violence with her child and has nowhere to sleep.
pub fn a_disclosure() -> Disclosure {
    let newcomer = |role, name: &str, in_household, relation| Newcomer {
        role,
        name: Some(Unprinted::new(name)),
        born: None,
        in_household,
        relation: Some(relation),
    };
    Disclosure {
        name: Some(Unprinted::new("Asha Rahman")),
        born: None,
        people: vec![
            newcomer(InFile::Child, "Mina", true, Relation::Child),
            newcomer(InFile::AllegedPerpetrator, "Karl", false, Relation::Intimate),
        ],
        by: Teller::Herself,
        channel: Some(casefile::facts::Channel::InPerson),
        happened: None,
        shows: Shows::VIOLENCE | Shows::UNSAFE_HOME | Shows::CHILD_WITNESS,
        asks: vec![casefile::facts::Ask::SafeTonight],
        words: Some(Sealed::new("he waits outside the school")),
        reach: Vec::new(),
        housing: None,
        take_on: true,
    }
}

fn secret_of(name: &str) -> [u8; 20] {
    let mut secret = [0; 20];
    for (at, byte) in name.bytes().cycle().take(20).enumerate() {
        secret[at] = byte.wrapping_add(u8::try_from(at).unwrap_or(0));
    }
    secret
}

/// A team of the world.
pub fn team(name: &str) -> TeamId {
    TeamId(in_story("team", "world", name))
}

/// A body of the world.
pub fn body(name: &str) -> BodyId {
    BodyId(in_story("body", "world", name))
}

/// An officer of the world.
pub fn officer(name: &str) -> OfficerId {
    OfficerId(in_story("officer", "world", name))
}

/// An officer's account.
/// # Panics
/// Nobody has that name.
pub fn account(name: &str) -> Account {
    let (_, own_team, role) = STAFF.iter().find(|(sign_in, ..)| *sign_in == name).expect("somebody who works in this world");
    let (_, _, own_body) = TEAMS.iter().find(|(code, ..)| code == own_team).expect("a team of this world");
    Account {
        id: officer(name),
        sign_in: name.to_owned(),
        name: format!("{}{}", name[..1].to_uppercase(), &name[1..]),
        email: format!("{name}@council.example"),
        team: team(own_team),
        body: body(own_body),
        role: *role,
        away_until: None,
        left_on: None,
    }
}

fn partnership() -> SetUp {
    let kinds = BTreeMap::from([
        ("council", BodyKind::Unitary),
        ("charity", BodyKind::Charity),
        ("force", BodyKind::PoliceForce),
        ("landlord", BodyKind::HousingAssociation),
    ]);
    SetUp {
        partnership: Partnership { name: "Marram and district".to_owned(), standards: Standards::default() },
        bodies: kinds.iter().map(|(name, kind)| BodyEntry { id: body(name), name: (*name).to_owned(), kind: *kind }).collect(),
        teams: TEAMS
            .iter()
            .map(|(name, function, own)| TeamEntry {
                id: team(name),
                body: body(own),
                name: (*name).to_owned(),
                function: *function,
            })
            .collect(),
        officers: STAFF.iter().map(|(name, ..)| account(name)).collect(),
    }
}

/// Where the notices of a test arrive.
#[derive(Clone)]
pub struct InTray {
    letters: Arc<Mutex<Vec<(uuid::Uuid, String)>>>,
    failing: Arc<AtomicU32>,
    sender: Arc<desk::worker::Sender>,
}

impl Default for InTray {
    fn default() -> Self {
        let sender = "holdfast@council.example".parse().expect("an address");
        Self { letters: Arc::default(), failing: Arc::default(), sender: Arc::new(sender) }
    }
}

impl InTray {
    /// How many notices an officer has.
    pub fn count(&self, name: &str) -> usize {
        let to = format!("To: {name}@council.example");
        self.all().iter().filter(|(_, text)| text.contains(&to)).count()
    }

    /// Every notice, as it travelled, with the id by which a second delivery can be told.
    pub fn all(&self) -> Vec<(uuid::Uuid, String)> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The next so many deliveries fail.
    pub fn fail_next(&self, times: u32) {
        self.failing.store(times, Ordering::SeqCst);
    }
}

impl Carrier for InTray {
    fn carry<'a>(&'a self, parcel: &'a Parcel) -> Carrying<'a, Receipt> {
        Box::pin(async move {
            if self.failing.load(Ordering::SeqCst) > 0 {
                self.failing.fetch_sub(1, Ordering::SeqCst);
                return Err(CannotPost::Settings("the post does not work today".to_owned()));
            }
            let text = match parcel.way {
                Way::Email => {
                    let mail = as_mail(parcel, &self.sender).ok_or_else(|| CannotPost::Refused("no address".to_owned()))?;
                    String::from_utf8_lossy(&mail.formatted()).into_owned()
                }
                Way::Text => format!("To: {}\n\n{}", parcel.to, parcel.text),
            };
            self.letters.lock().unwrap_or_else(PoisonError::into_inner).push((parcel.id, text));
            Ok(Receipt::default())
        })
    }
}
