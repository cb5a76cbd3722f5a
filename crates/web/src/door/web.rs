//! What every handler has: the house behind its door, the stories on the shelf, and how it was set up.

use std::sync::{Arc, OnceLock};

use casefile::ids::OfficerId;
use casefile::obligations::Standards;
use desk::House;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use tokio::sync::Semaphore;

use crate::stories::shelf::{Told, shelf};

/// How many requests are worked on at once; more are turned away early, so that those inside are served.
const AT_ONCE: usize = 512;

/// How the web side is set up.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Everybody here is invented: a line on every page says so, and these names can sign in (name, who it is).
    pub demonstration: Option<Vec<(String, String)>>,
    /// Browsers reach it over TLS. Where they do not (the demonstration on this machine), cookies go without their `__Host-` name.
    pub tls: bool,
    /// Programs that may come in, each as an officer.
    pub tokens: Vec<Token>,
    /// With what GOV.UK Notify calls back; without it, nobody is heard.
    pub callbacks: Option<Secret>,
    /// The partnership's own lengths, by which stories are told.
    pub standards: Standards,
}

/// A program's way in. Only the hash of its secret is kept.
#[derive(Debug, Clone)]
pub struct Token {
    digest: [u8; 32],
    /// As whom it acts.
    pub officer: OfficerId,
}

impl Token {
    /// A secret that a program brings as `Authorization: Bearer …`, and the officer as whom it then acts.
    pub fn new(secret: &str, officer: OfficerId) -> Self {
        Self { digest: Sha256::digest(secret.as_bytes()).into(), officer }
    }

    /// Whether a program brought this secret. Compares hashes, so the time tells nothing of the secret.
    pub fn is(&self, brought: &str) -> bool {
        <[u8; 32]>::from(Sha256::digest(brought.as_bytes())) == self.digest
    }
}

/// A secret that somebody outside brings. Only its hash is kept.
#[derive(Debug, Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// The secret as it was agreed.
    pub fn new(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }

    /// Whether this is it. Takes the same time whatever was brought.
    pub fn is(&self, brought: &str) -> bool {
        let brought: [u8; 32] = Sha256::digest(brought.as_bytes()).into();
        self.0.ct_eq(&brought).into()
    }
}

/// What every handler has. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    house: House,
    settings: Settings,
    shelf: OnceLock<Vec<Told>>,
    room: Arc<Semaphore>,
}

impl Web {
    /// Opens the door of the house. Stories are replayed when somebody first asks for them.
    pub fn new(house: House, settings: Settings) -> Self {
        Self(Arc::new(Inner { house, settings, shelf: OnceLock::new(), room: Arc::new(Semaphore::new(AT_ONCE)) }))
    }

    /// The house.
    pub fn house(&self) -> &House {
        &self.0.house
    }

    /// How it was set up.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The stories, replayed. The first time takes as long as replaying them all: ask on a thread that may wait.
    pub fn shelf(&self) -> &[Told] {
        self.0.shelf.get_or_init(|| shelf(&self.0.settings.standards))
    }

    /// Room for requests.
    pub(crate) fn room(&self) -> &Semaphore {
        &self.0.room
    }

    /// The frame of a page for nobody in particular.
    pub fn frame(&self) -> crate::frame::Frame {
        let alarm = self.house().is_rolled_back();
        crate::frame::Frame { demonstration: self.0.settings.demonstration.is_some(), alarm, ..Default::default() }
    }
}
