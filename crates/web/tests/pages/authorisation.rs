//! Who comes through which door: every route and method, for everybody and nobody, on a file that is open to those who need it, on one that only
//! named staff may open, and on one that is hidden.
//!
//! Both tables are written by hand. A route that is in the router and not in [`ROUTES`] fails the test.

use std::sync::Arc;

use axum::http::{Request, header};
use casefile::commands::{AskLoosening, AskWaiver, GrantAccess, RecordFact, RestrictAccess};
use casefile::facts::{Body, Kind, ObligationEscalated, When};
use casefile::ids::{FactId, FileId};
use casefile::private::Sealed;
use desk::Sent;
use serde_json::{Value, json};
use testkit::{World, officer, team};

use crate::browser::{Browser, Page};

/// Who asks. Amara has the file in hand; Tom is in her team; Chidi is of another service that is party to the file; Rita is of another team of
/// the council and Pete of the police, and neither is party to it; Nora looks after the council's information; Carol is kept out.
const WHO: [&str; 12] = ["nobody", "amara", "tom", "meera", "ruth", "chidi", "rita", "pete", "nora", "vera", "ada", "carol"];

/// What each of them gets at a door, for each way of keeping the file. `o` comes in; `-` there is no such thing; `x` it is there, and for somebody
/// else to do; `s` sign in first.
#[rustfmt::skip]
const DOORS: &[(&str, [&str; 3])] = &[
    //                        nobody       open                       named                      hidden
    //                        |amara,tom,meera,ruth,chidi,rita,pete,nora,vera,ada,carol
    ("anybody",             ["oooooooooooo",             "oooooooooooo",             "oooooooooooo"]),
    ("back to the door",    ["ssssssssssss",             "ssssssssssss",             "ssssssssssss"]),
    ("staff",               ["sooooooooooo",             "sooooooooooo",             "sooooooooooo"]),
    ("works",               ["soooooooxxxo",             "soooooooxxxo",             "soooooooxxxo"]),
    ("manages",             ["sxxooxxxxxxo",             "sxxooxxxxxxo",             "sxxooxxxxxxo"]),
    ("reviews",             ["sxxxxxxxxoxx",             "sxxxxxxxxoxx",             "sxxxxxxxxoxx"]),
    ("reads",               ["sooooo------",             "so-o--------",             "so-o--------"]),
    ("signs",               ["sxxoox------",             "sx-o--------",             "sx-o--------"]),
    ("sees looks",          ["sxxoox--o---",             "sx-o----o---",             "sx-o--------"]),
    ("agrees to loosening", ["sxx--x------",             "sx-o--------",             "sx-o--------"]),
    ("on call",             ["sxxxoxxxxxxx",             "sxxxoxxxxxxx",             "sxxxoxxxxxxx"]),
    ("answers on call",     ["sxxx-xxxxxxx",             "sxxx-xxxxxxx",             "sxxx-xxxxxxx"]),
    ("guards",              ["sxxxxxxxoxxx",             "sxxxxxxxoxxx",             "sxxxxxxxoxxx"]),
    ("guards a matter",     ["sxxxxxxx-xxx",             "sxxxxxxx-xxx",             "sxxxxxxx-xxx"]),
    ("nothing sent",        ["s-----------",             "s-----------",             "s-----------"]),
    ("returns",             ["sxxooxxxxxxx",             "sxxooxxxxxxx",             "sxxooxxxxxxx"]),
    ("houses",              ["sooooxxxxxxx",             "sooooxxxxxxx",             "sooooxxxxxxx"]),
    ("houses her",          ["soooo-------",             "so-o--------",             "so-o--------"]),
    ("overrides a check",   ["sxx--x------",             "sx----------",             "sx----------"]),
    ("in an emergency",     ["s-----------",             "s-----------",             "s-----------"]),
];

/// The door of each route, for `GET` and for `POST`; nothing where the route has no such method.
pub const ROUTES: &[(&str, &str, &str)] = &[
    ("/", "start", ""),
    ("/sign-in", "anybody", "anybody"),
    ("/sign-in/code", "back to the door", "anybody"),
    ("/prove", "staff", "staff"),
    ("/sign-out", "", "leaves"),
    ("/signed-out", "anybody", ""),
    ("/work", "staff", ""),
    ("/disclosures", "", "staff"),
    ("/disclosures/new", "staff", ""),
    ("/disclosures/recorded/{file}", "reads", ""),
    ("/disclosures/passed-on", "staff", ""),
    ("/files", "works", ""),
    ("/files/{file}", "reads", ""),
    ("/files/{file}/timeline", "reads", ""),
    ("/files/{file}/people", "reads", ""),
    ("/files/{file}/contact", "reads", ""),
    ("/files/{file}/contact/{fact}/confirm", "reads", ""),
    ("/files/{file}/keep", "", "reads"),
    ("/files/{file}/evidence", "reads", ""),
    ("/files/{file}/decisions", "reads", ""),
    ("/files/{file}/register", "reads", ""),
    ("/files/{file}/register/{step}", "nothing sent", "nothing sent"),
    ("/files/{file}/register/homes/{vacancy}", "nothing sent", "nothing sent"),
    ("/files/{file}/plan", "reads", ""),
    ("/files/{file}/homelessness", "reads", ""),
    ("/files/{file}/homelessness/take", "", "reads"),
    ("/files/{file}/homelessness/{step}", "reads", "reads"),
    ("/files/{file}/homelessness/{step}/{on}", "reads", "reads"),
    ("/files/{file}/return", "reads", ""),
    ("/files/{file}/return/{application}", "houses her", "houses her"),
    ("/files/{file}/housing-plan", "reads", ""),
    ("/files/{file}/housing-plan/write", "reads", "reads"),
    ("/files/{file}/found-out", "reads", ""),
    ("/files/{file}/home", "reads", ""),
    ("/files/{file}/home/household", "reads", "reads"),
    ("/files/{file}/home/check/{room}", "houses her", "houses her"),
    ("/files/{file}/home/checked/{fact}", "nothing sent", ""),
    ("/files/{file}/home/override/{fact}", "overrides a check", "overrides a check"),
    ("/files/{file}/home/offer/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/home/answer/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/home/move-in/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/home/leave/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/home/move/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/home/repair", "reads", "reads"),
    ("/files/{file}/home/repairs/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/home/things", "reads", "reads"),
    ("/files/{file}/home/things/{fact}", "nothing sent", "nothing sent"),
    ("/homes", "houses", ""),
    ("/homes/new", "houses", "houses"),
    ("/homes/{home}", "houses", ""),
    ("/homes/{home}/where", "", "houses"),
    ("/homes/{home}/rooms/{room}", "", "houses"),
    ("/homes/{home}/change", "houses", "houses"),
    ("/homes/{home}/withdraw", "houses", "houses once"),
    ("/files/{file}/reveal", "", "reads"),
    ("/files/{file}/act", "reads", ""),
    ("/files/{file}/act/{kind}", "reads", "reads"),
    ("/files/{file}/as-it-was/{kind}", "reads", "reads"),
    ("/files/{file}/facts/{fact}/correct", "reads", "reads"),
    ("/files/{file}/evidence/{fact}/consider", "reads", "reads"),
    ("/hear", "staff", "staff"),
    ("/files/{file}/heard/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/decide", "reads", "reads"),
    ("/files/{file}/plan/new", "reads", "reads"),
    ("/files/{file}/plan/review", "reads", "reads"),
    ("/files/{file}/owed/{rule}/{raised_by}", "reads", ""),
    ("/files/{file}/owed/{rule}/{raised_by}/do/{kind}", "reads", ""),
    ("/files/{file}/owed/{rule}/{raised_by}/answer", "reads", "reads"),
    ("/files/{file}/owed/{rule}/{raised_by}/waive", "reads", "reads"),
    ("/files/{file}/owed/{rule}/{raised_by}/reassign", "reads", "reads"),
    ("/files/{file}/waivers/{fact}", "reads", "signs"),
    ("/files/{file}/escalations/{fact}", "reads", "reads"),
    ("/files/{file}/hand-over", "reads", "reads"),
    ("/files/{file}/assign", "reads", "reads"),
    ("/files/{file}/bring-in", "reads", "reads"),
    ("/files/{file}/give-back", "reads", "reads once"),
    ("/files/{file}/access", "reads", ""),
    ("/files/{file}/access/restrict", "reads", "reads"),
    ("/files/{file}/access/loosen", "reads", "reads"),
    ("/files/{file}/access/loosen/{fact}", "agrees to loosening", "agrees to loosening"),
    ("/files/{file}/access/leave", "signs", "signs"),
    ("/files/{file}/access/leave/{grant}", "signs", "signs once"),
    ("/files/{file}/access/share/{team}", "signs", "signs"),
    ("/files/{file}/looks", "sees looks", ""),
    ("/files/{file}/i-know-someone", "reads", "reads once"),
    ("/files/{file}/send", "reads", ""),
    ("/files/{file}/send/to/{who}", "reads", "reads"),
    ("/files/{file}/send/asked/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/send/letters/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/letters", "reads", ""),
    ("/files/{file}/letters/links/{team}", "reads", "reads"),
    ("/files/{file}/letters/write/{fact}", "nothing sent", "nothing sent"),
    ("/search", "works", "works"),
    ("/enquiry", "works", "works"),
    ("/enquiries", "on call", ""),
    ("/enquiries/{id}", "answers on call", "answers on call"),
    ("/files/{file}/likeness/{fact}", "nothing sent", "nothing sent"),
    ("/files/{file}/part/{fact}", "nothing sent", "nothing sent"),
    ("/me/links", "staff", "staff"),
    ("/conflicts", "reviews", ""),
    ("/conflicts/{file}/{bar}", "reviews", "reviews"),
    ("/emergency", "works", "works"),
    ("/emergency/{file}/end", "", "in an emergency"),
    ("/emergency/requests", "on call", ""),
    ("/emergency/requests/{id}", "answers on call", "answers on call"),
    ("/destroying", "on call", ""),
    ("/destroying/{file}", "answers on call", "answers on call"),
    ("/privacy", "guards", ""),
    ("/privacy/{file}/{fact}", "guards a matter", "guards a matter"),
    ("/privacy/{file}/{fact}/reason", "", "guards a matter"),
    ("/team", "manages", ""),
    ("/team/passed-up", "manages", ""),
    ("/team/reassign", "manages", "manages"),
    ("/team/absence", "manages", "manages"),
    ("/register", "staff", ""),
    ("/register/scheme", "staff", ""),
    ("/register/panel", "works", ""),
    ("/returns", "returns", ""),
    ("/returns/{quarter}/download", "returns", ""),
    ("/register/homes", "houses", ""),
    ("/register/homes/new", "houses", "houses"),
    ("/register/homes/{vacancy}", "houses", ""),
    ("/register/homes/{vacancy}/take-off", "houses", "houses once"),
    ("/stories", "staff", ""),
    ("/stories/{story}", "staff", ""),
    ("/rules", "staff", ""),
    ("/help", "anybody", ""),
    ("/help/limits", "anybody", ""),
    ("/help/accessibility", "anybody", ""),
    ("/information", "anybody", ""),
    ("/information/about", "anybody", ""),
    ("/information/leaving", "anybody", ""),
    ("/information/home", "anybody", ""),
    ("/information/home/{sheet}", "anybody", ""),
    ("/information/out", "anybody", ""),
    ("/drafts", "", "staff"),
    ("/drafts/{*key}", "staff", ""),
    ("/api/files/{file}/facts", "program", "program"),
    ("/api/files/{file}/owed", "program", ""),
    ("/api/files/{file}/send", "", "program"),
    ("/api/search", "", "program"),
    ("/api/me/links", "program", ""),
    ("/health", "anybody", ""),
    ("/callbacks/notify/delivery", "", "carrier"),
    ("/callbacks/notify/returned-letter", "", "carrier"),
    ("/assets/{file}", "anybody", ""),
];

/// How the file is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeping {
    Open,
    Named,
    Hidden,
}

/// A file on which everything that a route can name is there.
pub struct Scene {
    pub world: World,
    pub file: FileId,
    keeping: Keeping,
    named: Vec<(&'static str, String)>,
    asset: String,
}

impl Scene {
    pub async fn set(world: World, keeping: Keeping) -> Self {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let amara = world.desk("amara");
        let survivor = amara.open(file).await.unwrap().file.survivor().unwrap();
        let received = json!({ "by": { "team": team("housing") }, "to": team("housing"), "evidence": "police-letter", "shows": ["violence"], "words": "he was charged" });
        let evidence = record(&world, file, Kind::EvidenceReceived, received).await;
        let way = json!({ "person": survivor, "channel": "phone", "value": "01632 960 777", "safe": true, "ways": ["voice"], "confirmed": world.house.today() });
        let reach = record(&world, file, Kind::SafeContactSet, way).await;
        let opened = amara.open(file).await.unwrap();
        let owed = opened.owed.iter().find(|owed| !owed.rule.meets.is_empty()).unwrap();
        let (rule, raised_by) = (owed.rule.id, owed.raised_by);
        let waive = AskWaiver { rule: rule.to_owned(), raised_by, reason: Sealed::new("she asked") };
        let waiver = amara.act(file, &waive, Sent::default()).await.unwrap().facts[0];
        let leave = GrantAccess { to: officer("lars"), until: world.house.today(), why: Sealed::new("a repair tonight") };
        let grant = world.desk("meera").act(file, &leave, Sent::default()).await.unwrap().facts[0];
        let (home, room) = a_home(&world).await;
        let to_let = world.desk("amara").add_home_to_let("scene", &a_home_to_let()).await.unwrap();
        world.bar("carol", file).await;
        let barred = world.desk("vera").bars().await.unwrap()[0].fact;
        if keeping != Keeping::Open {
            let close = RestrictAccess {
                hidden: keeping == Keeping::Hidden,
                named: vec![officer("amara"), officer("meera")],
                because: None,
            };
            amara.act(file, &close, Sent::default()).await.unwrap();
        }
        let mut loosening = evidence;
        if keeping != Keeping::Open {
            let ask = AskLoosening { named_only: false, why: Sealed::new("he has moved away") };
            loosening = amara.act(file, &ask, Sent::default()).await.unwrap().facts[0];
        }
        // Something is passed up, so that there is something to acknowledge.
        world.move_on(8, 0);
        world.worker().round().await.unwrap();
        let escalated = amara.open(file).await.unwrap().file.each::<ObligationEscalated>().next().unwrap().0.id;
        let named = vec![
            ("/waivers/{fact}", waiver.to_string()),
            ("/escalations/{fact}", escalated.to_string()),
            ("/evidence/{fact}", evidence.to_string()),
            ("/loosen/{fact}", loosening.to_string()),
            ("/contact/{fact}", reach.to_string()),
            ("{on}", evidence.to_string()),
            ("{step}", "late".to_owned()),
            ("{fact}", evidence.to_string()),
            ("{grant}", grant.to_string()),
            ("{bar}", barred.to_string()),
            ("{rule}", rule.to_owned()),
            ("{raised_by}", raised_by.to_string()),
            ("/do/{kind}", owed.rule.meets[0].code().to_owned()),
            ("{kind}", "noted".to_owned()),
            ("{id}", uuid::Uuid::new_v4().to_string()),
            ("{step}", "assess".to_owned()),
            ("{application}", "1".to_owned()),
            ("{quarter}", "2026Q2".to_owned()),
            ("{team}", team("children").to_string()),
            ("{who}", format!("team-{}", team("children"))),
            ("{story}", "zadie".to_owned()),
            ("{sheet}", "money".to_owned()),
            ("{*key}", "noted".to_owned()),
            ("{home}", home.to_string()),
            ("{vacancy}", to_let.to_string()),
            ("{room}", room.to_string()),
        ];
        let asset = Browser::at(&world).get("/sign-in").await.is(200).link("/assets/", ".css");
        Self { world, file, keeping, named, asset }
    }
}

fn a_home_to_let() -> casefile::allocations::shortlist::Home {
    casefile::allocations::shortlist::Home {
        label: "Two bedrooms".into(),
        landlord: "Lantern Homes".into(),
        area: String::new(),
        bedrooms: 2,
        floor: 0,
        has: Vec::new(),
        local_letting: String::new(),
        ready: None,
    }
}

/// A home on the list, with its one room.
async fn a_home(world: &World) -> (casefile::ids::HomeId, casefile::ids::RoomId) {
    let room = casefile::ids::RoomId(casefile::ids::in_story("room", "scene", "flat"));
    let home = casefile::accommodation::home::Home {
        kind: casefile::facts::HomeKind::Temporary,
        run_by: casefile::facts::RunBy::Council,
        area: testkit::body("council"),
        shares: Vec::new(),
        step_free: true,
        lives_here: Vec::new(),
        near: Vec::new(),
        inspected: None,
        hazard: false,
        mended: None,
        rooms: vec![casefile::accommodation::home::Room {
            id: room,
            number: None,
            bedrooms: 2,
            living_rooms: 1,
            bed_spaces: 4,
            nightly: casefile::facts::Pence(6_500),
            free_from: None,
            out_of_use: false,
        }],
        spaces: None,
    };
    let there = desk::KeptPlace {
        address: casefile::private::Unprinted::new("14 Samphire Row"),
        notes: casefile::private::Unprinted::new(""),
    };
    (world.desk("amara").add_home("scene", &home, Some(&there)).await.unwrap(), room)
}

/// Amara records a fact of today.
async fn record(world: &World, file: FileId, kind: Kind, fields: Value) -> FactId {
    let body = Body::read(kind, fields).unwrap();
    let fact = RecordFact { body, happened: When::on(world.house.today()), known: Vec::new() };
    world.desk("amara").act(file, &fact, Sent::default()).await.unwrap().facts[0]
}

impl Scene {
    /// The address of a route, with everything that it names put in.
    pub fn address(&self, route: &str, file: FileId) -> String {
        if route == "/assets/{file}" {
            return self.asset.clone();
        }
        let mut address = route.to_owned();
        for (name, value) in &self.named {
            let (before, placeholder) = name.split_at(name.find('{').unwrap());
            address = address.replace(name, &format!("{before}{value}{}", &placeholder[placeholder.find('}').unwrap() + 1..]));
        }
        address.replace("{file}", &file.to_string())
    }

    /// What somebody is to get at a door.
    fn expected(&self, door: &str, who: usize) -> char {
        let (_, rows) = DOORS.iter().find(|(name, _)| *name == door).unwrap_or_else(|| panic!("no door “{door}”"));
        rows[self.keeping as usize].as_bytes()[who].into()
    }
}

/// What somebody got.
fn came(page: &Page) -> char {
    match page.status.as_u16() {
        303 if page.to().starts_with("/sign-in") => 's',
        // A form without a session is handed back, to be sent again after signing in.
        401 => 's',
        404 => '-',
        // A new code is asked of somebody who may.
        403 if page.body.contains("name=\"code\"") => 'o',
        403 => 'x',
        200..=399 | 400 | 422 | 429 => 'o',
        other => panic!("{other}: {}", page.words()),
    }
}

/// What a page says, without what is of this moment or of this address.
fn bare(page: &Page, file: FileId) -> (u16, Vec<(String, String)>, String) {
    let kept = |name: &str| !["date", "x-request-id"].contains(&name);
    let headers = page.headers.iter().filter(|(name, _)| kept(name.as_str()));
    let headers =
        headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect();
    (page.status.as_u16(), headers, page.body.replace(&file.to_string(), "a file"))
}

#[test]
fn every_route_has_a_row_in_the_table() {
    let mut listed: Vec<&str> = ROUTES.iter().map(|(route, ..)| *route).collect();
    let mut there = web::router::routes();
    listed.sort_unstable();
    there.sort_unstable();
    assert_eq!(listed, there, "a route was added or taken away: say in ROUTES who may come through it");
}

#[tokio::test]
async fn everybody_comes_to_an_open_file_through_the_doors_of_the_table_and_through_no_other() {
    through_every_door(Keeping::Open).await;
}

#[tokio::test]
async fn everybody_comes_to_a_file_of_named_staff_through_the_doors_of_the_table_and_through_no_other() {
    through_every_door(Keeping::Named).await;
}

#[tokio::test]
async fn everybody_comes_to_a_hidden_file_through_the_doors_of_the_table_and_through_no_other() {
    through_every_door(Keeping::Hidden).await;
}

async fn through_every_door(keeping: Keeping) {
    for world in World::everywhere("2026-06-01T09:00").await {
        let scene = Arc::new(Scene::set(world, keeping).await);
        let mut walks = Vec::new();
        for (who, name) in WHO.into_iter().enumerate() {
            let browser = if name == "nobody" { Browser::at(&scene.world) } else { Browser::of(&scene.world, name).await };
            walks.push((who, browser));
        }
        let mut wrong = Vec::new();
        for walk in
            walks.into_iter().map(|(who, browser)| tokio::spawn(walk(Arc::clone(&scene), who, browser))).collect::<Vec<_>>()
        {
            wrong.extend(walk.await.unwrap());
        }
        assert!(wrong.is_empty(), "{} {keeping:?}:\n{}", scene.world.database.name, wrong.join("\n"));
    }
}

/// Walks to every door and says where something else came than the table says.
async fn walk(scene: Arc<Scene>, who: usize, browser: Browser) -> Vec<String> {
    let csrf = if WHO[who] == "nobody" { String::new() } else { browser.get("/help").await.is(200).hidden("csrf") };
    // A form that reads something out names it; every other form takes no notice.
    let evidence = scene.address("{fact}", scene.file);
    let answers = [("csrf", csrf.as_str()), ("fact", &evidence), ("field", "words"), ("purpose", "decide")];
    let nowhere = FileId(uuid::Uuid::new_v4());
    let mut wrong = Vec::new();
    for (route, get, post) in ROUTES {
        for (method, door) in [("GET", *get), ("POST", *post)] {
            // What programs, carriers and signing out are about is proved below.
            if ["", "start", "leaves", "program", "carrier"].contains(&door) {
                continue;
            }
            // What can be done once is not done by everybody who may: the others would find nothing there.
            let door = door.strip_suffix(" once").unwrap_or(door);
            if method == "POST" && *post != door && scene.expected(door, who) == 'o' {
                continue;
            }
            let page = ask(&browser, method, &scene.address(route, scene.file), &answers).await;
            let (expected, got) = (scene.expected(door, who), came(&page));
            if got != expected {
                wrong.push(format!("{method} {route}: {} gets {got}, not {expected}: {}", WHO[who], page.words()));
            }
            // A file that somebody may not know of answers like an id that never was.
            if got == '-' && route.contains("{file}") {
                let never = ask(&browser, method, &scene.address(route, nowhere), &answers).await;
                if bare(&page, scene.file) != bare(&never, nowhere) {
                    wrong.push(format!("{method} {route}: {} can tell that there is a file", WHO[who]));
                }
            }
        }
    }
    wrong
}

async fn ask(browser: &Browser, method: &str, address: &str, answers: &[(&str, &str)]) -> Page {
    if method == "GET" { browser.get(address).await } else { browser.post(address, answers).await }
}

#[tokio::test]
async fn no_route_takes_another_method_than_its_own() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0);
    let scene = Scene::set(world, Keeping::Open).await;
    let amara = Browser::of(&scene.world, "amara").await;
    for (route, get, post) in ROUTES {
        let address = scene.address(route, scene.file);
        for (method, door) in [("GET", *get), ("POST", *post), ("PUT", ""), ("DELETE", ""), ("PATCH", ""), ("TRACE", "")] {
            // A program keeps its officer's own details with PUT.
            if door.is_empty() && (method, *route) != ("PUT", "/api/me/links") {
                let request = Request::builder().method(method).uri(&address);
                let status = amara.send(request, "").await.status.as_u16();
                assert!([403, 405].contains(&status), "{method} {route}: {status}");
            }
        }
    }
}

#[tokio::test]
async fn a_form_is_taken_only_from_a_page_of_this_session() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let scene = Scene::set(world, Keeping::Open).await;
        let amara = Browser::of(&scene.world, "amara").await;
        let tom = Browser::of(&scene.world, "tom").await.get("/help").await.is(200).hidden("csrf");
        let before = amara.get(&format!("/files/{}/timeline", scene.file)).await.is(200).words();
        for (route, _, door) in ROUTES {
            if ["", "anybody", "program", "carrier"].contains(door) {
                continue;
            }
            let address = scene.address(route, scene.file);
            for csrf in ["", "0", tom.as_str()] {
                let page = amara.post(&address, &[("csrf", csrf)]).await;
                assert!(
                    !page.status.is_success() && !page.status.is_redirection(),
                    "POST {route} took a foreign proof: {}",
                    page.status
                );
            }
            let own = amara.get("/help").await.hidden("csrf");
            for site in ["cross-site", "same-site"] {
                let request = Request::post(&address)
                    .header("sec-fetch-site", site)
                    .header(header::HOST, "holdfast.example")
                    .header(header::COOKIE, amara.cookie.clone().unwrap())
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                let page = amara.raw(request.body(format!("csrf={own}").into()).unwrap()).await;
                assert_eq!(page.status.as_u16(), 403, "POST {route} from elsewhere ({site})");
            }
        }
        assert_eq!(amara.get(&format!("/files/{}/timeline", scene.file)).await.is(200).words(), before);
    }
}

#[tokio::test]
async fn a_session_ends_by_rest_by_signing_out_and_with_the_account() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let scene = Scene::set(world, Keeping::Open).await;
        let inside: Vec<String> = ROUTES
            .iter()
            .filter(|(_, door, _)| !["", "start", "anybody", "program", "reviews", "agrees to loosening"].contains(door))
            .map(|(route, ..)| scene.address(route, scene.file))
            .collect();
        for ending in ["rest", "sign-out", "leaving"] {
            let tom = Browser::of(&scene.world, "tom").await;
            tom.get("/work").await.is(200);
            match ending {
                "rest" => scene.world.move_on(0, 16),
                "sign-out" => drop(tom.fill("/work", "/sign-out", &[]).await.is(303)),
                _ => drop(scene.world.desk("meera").officer_leaves(officer("tom"), scene.world.house.today()).await.unwrap()),
            }
            for address in &inside {
                let page = tom.get(address).await;
                assert_eq!(came(&page), 's', "{address} after {ending}: {}", page.words());
            }
        }
    }
}

#[tokio::test]
async fn a_program_needs_its_token_and_has_the_officers_permissions() {
    for keeping in [Keeping::Open, Keeping::Hidden] {
        for world in World::everywhere("2026-06-01T09:00").await {
            let scene = Scene::set(world, keeping).await;
            let secret = "another secret of a program, long enough";
            let tokens = vec![web::door::Token::new(secret, officer("tom"))];
            let browser = Browser::with(&scene.world, tokens);
            let own = if keeping == Keeping::Open { 200 } else { 404 };
            for part in ["facts", "owed"] {
                let address = format!("/api/files/{}/{part}", scene.file);
                for (token, expected) in [("", 401), ("Bearer ", 401), ("Bearer another secret", 401)] {
                    let page =
                        browser.raw(Request::get(&address).header(header::AUTHORIZATION, token).body("".into()).unwrap()).await;
                    assert_eq!(page.status.as_u16(), expected);
                    assert!(!page.body.contains("reference"));
                }
                let token = format!("Bearer {secret}");
                let page =
                    browser.raw(Request::get(&address).header(header::AUTHORIZATION, &token).body("".into()).unwrap()).await;
                assert_eq!(page.status.as_u16(), own, "{part}");
                let never = FileId(uuid::Uuid::new_v4());
                let other = format!("/api/files/{never}/{part}");
                let absent =
                    browser.raw(Request::get(&other).header(header::AUTHORIZATION, &token).body("".into()).unwrap()).await;
                if own == 404 {
                    assert_eq!(bare(&page, scene.file), bare(&absent, never));
                }
            }
        }
    }
}
