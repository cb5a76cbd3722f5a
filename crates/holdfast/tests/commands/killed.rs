//! The server is killed, again and again, while officers write. Nothing that was acknowledged is lost, and the journal stays whole.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use casefile::ids::{FactId, FileId};
use desk::{Disclosure, FromTheSystem, House, System, Teller};
use jiff::Timestamp;
use ledger::{Address, IfMissing, Ledger};
use vault::Vault;

const PARTNERSHIP: &str = include_str!("../../../demonstration/data/partnership.toml");
const OFFICER: &str = "amara.housing";
const SECRET: &str = "a secret for the test of kills, long enough";
/// How many officers write at once.
const WRITERS: usize = 4;

/// How often the server is killed. `HOLDFAST_KILLS` says otherwise.
fn kills() -> u64 {
    std::env::var("HOLDFAST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(100)
}

/// A folder with everything that a Holdfast needs, and a file in it to write to.
struct Ground {
    folder: tempfile::TempDir,
    database: String,
    file: FileId,
}

impl Ground {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn holdfast(folder: &Path, database: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
        command.args(arguments).args(["--database", database, "--key-file"]).arg(folder.join("holdfast.key"));
        command.env("HOLDFAST_MAIL_FOLDER", folder.join("mail")).env("HOLDFAST_LOG", "error").current_dir(folder);
        command
    }

    async fn new(database: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = database.unwrap_or_else(|| folder.path().join("holdfast.db").display().to_string());
        std::fs::write(folder.path().join("partnership.toml"), PARTNERSHIP).unwrap();
        std::fs::write(folder.path().join("secret"), SECRET).unwrap();
        let settings = format!("without_tls = true\n[[programs]]\nofficer = \"{OFFICER}\"\nsecret_file = \"secret\"\n");
        std::fs::write(folder.path().join("settings.toml"), settings).unwrap();
        let done =
            Self::holdfast(folder.path(), &database, &["set-up", "partnership.toml", "--new"]).stdout(Stdio::null()).status();
        assert!(done.unwrap().success());

        let mut ground = Self { folder, database, file: FileId(uuid::Uuid::nil()) };
        let (ledger, vault) = ground.ledger().await;
        let house = House::new(ledger, vault, Arc::new(System), Arc::new(FromTheSystem));
        let officer = house.directory().await.unwrap().officers().iter().find(|one| one.sign_in == OFFICER).unwrap().officer();
        ground.file = house.desk(officer).open_file(&a_disclosure(), None).await.unwrap().file;
        house.close().await;
        ground
    }

    async fn ledger(&self) -> (Ledger, Arc<Vault>) {
        let vault = Arc::new(Vault::from_key_file(&self.path("holdfast.key")).unwrap());
        let address: Address = self.database.parse().unwrap();
        (Ledger::open(&address, Arc::clone(&vault), IfMissing::Refuse, now()).await.unwrap(), vault)
    }

    /// Starts the server and gives its port.
    fn start(&self) -> (Child, String) {
        let arguments = ["serve", "--config", "settings.toml", "--listen", "127.0.0.1:0"];
        let mut server = Self::holdfast(self.folder.path(), &self.database, &arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Holdfast is at http://").expect("the server says where it is").to_owned();
        (server, address)
    }
}

fn a_disclosure() -> Disclosure {
    Disclosure {
        name: None,
        born: None,
        people: Vec::new(),
        by: Teller::Herself,
        channel: None,
        happened: None,
        shows: casefile::facts::Shows::VIOLENCE,
        asks: Vec::new(),
        words: None,
        reach: Vec::new(),
        housing: None,
        take_on: true,
    }
}

#[allow(clippy::disallowed_methods, reason = "the test runs beside a real server, on the machine's clock")]
fn now() -> Timestamp {
    Timestamp::now()
}

/// Records one fact. The ids of what was acknowledged; nothing where the answer did not come.
fn post(address: &str, file: FileId, key: &str) -> Option<Vec<FactId>> {
    let today = casefile::calendar::london_date(now());
    let body = format!(r#"{{"kind":"noted","happened":"{today}","fields":{{"words":"{key}"}}}}"#);
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    write!(
        stream,
        "POST /api/files/{file}/facts HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {SECRET}\r\nIdempotency-Key: {key}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let line = head.lines().next()?;
    if !(line.contains(" 201 ") || line.contains(" 200 ")) {
        // Busy is an answer; anything else would make the test prove nothing.
        assert!(line.contains(" 503 "), "{line}\n{body}");
        return None;
    }
    let value: serde_json::Value = serde_json::from_str(body.trim()).ok()?;
    serde_json::from_value(value["facts"].clone()).ok()
}

async fn killed_again_and_again(database: Option<String>) {
    let ground = Ground::new(database).await;
    let acknowledged: Arc<Mutex<Vec<FactId>>> = Arc::default();
    for round in 0..kills() {
        let (mut server, address) = ground.start();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (address, acknowledged, file) = (address.clone(), Arc::clone(&acknowledged), ground.file);
                std::thread::spawn(move || {
                    for number in 0.. {
                        match post(&address, file, &format!("round {round} writer {writer} number {number}")) {
                            Some(facts) => acknowledged.lock().unwrap().extend(facts),
                            None => return,
                        }
                    }
                })
            })
            .collect();
        // At a point of its own in every round: now and then while it starts, mostly in the middle of writing.
        if round % 5 != 0 {
            wait_for_a_fact(&acknowledged);
        }
        std::thread::sleep(Duration::from_millis(round * 7919 % 97));
        server.kill().unwrap();
        server.wait().unwrap();
        for writer in writers {
            writer.join().unwrap();
        }
        if round % 10 == 9 || round + 1 == kills() {
            let sure = acknowledged.lock().unwrap().clone();
            whole(&ground, &sure).await;
        }
    }
    let written = acknowledged.lock().unwrap().len();
    assert!(u64::try_from(written).unwrap() >= kills() / 2, "only {written} facts were written: the test proves little");
}

/// Waits until something has been acknowledged that was not before; ten seconds at most.
fn wait_for_a_fact(acknowledged: &Mutex<Vec<FactId>>) {
    let before = acknowledged.lock().unwrap().len();
    for _ in 0..5_000 {
        if acknowledged.lock().unwrap().len() > before {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Every acknowledged fact is there, and the journal says what was written.
async fn whole(ground: &Ground, acknowledged: &[FactId]) {
    let (ledger, _) = ground.ledger().await;
    let verified = ledger.verify(None).await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    let file = ledger.read().await.unwrap().file(&access::house::clock(ground.file)).await.unwrap();
    let kept: std::collections::HashSet<FactId> = file.history().iter().map(|fact| fact.id).collect();
    let lost: Vec<_> = acknowledged.iter().filter(|fact| !kept.contains(fact)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    ledger.close().await;
}

#[tokio::test]
async fn a_server_killed_while_officers_write_loses_nothing_that_it_acknowledged_on_sqlite() {
    killed_again_and_again(None).await;
}

#[tokio::test]
async fn a_server_killed_while_officers_write_loses_nothing_that_it_acknowledged_on_postgresql() {
    let Ok(server) = std::env::var("HOLDFAST_TEST_POSTGRES") else {
        eprintln!("HOLDFAST_TEST_POSTGRES is not set: this test needs a server; `make test` has one");
        return;
    };
    let joint = if server.contains('?') { '&' } else { '?' };
    killed_again_and_again(Some(format!("{server}{joint}schema=k_{}", uuid::Uuid::new_v4().simple()))).await;
}
