//! How a real Holdfast is set up: a file, and the environment for what should not stand in one.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use desk::worker::{Post, ToFolder, ToServer};
use serde::Deserialize;

/// The settings of `holdfast serve`. What the environment says wins over the file, and the command line over both.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// A path, or `postgres://user:password@host/name?schema=partnership`; `HOLDFAST_DATABASE` in the environment.
    pub database: Option<String>,
    /// The key file; `HOLDFAST_KEY_FILE`.
    pub key_file: Option<PathBuf>,
    /// The age identity that opens the key file; `HOLDFAST_IDENTITY`.
    pub identity: Option<PathBuf>,
    /// Or the program that does, with its own arguments, separated by spaces; `HOLDFAST_KEY_PROGRAM`.
    pub key_program: Option<String>,
    /// The folder in which heads of the journal are kept beside the database; `HOLDFAST_KEPT`. Without it, beside the key file.
    pub kept: Option<PathBuf>,
    /// Where browsers reach the program, such as `127.0.0.1:8080`; `HOLDFAST_LISTEN`.
    pub listen: Option<String>,
    /// Browsers come without TLS: only for a try on one machine. Otherwise something in front of the program ends TLS.
    pub without_tls: bool,
    /// Something in front of the program, on another machine, ends TLS: only then may it listen anywhere but on this machine.
    pub behind_tls_proxy: bool,
    /// How notices leave.
    pub mail: Mail,
    /// Programs that may come in, each as an officer.
    pub programs: Vec<Program>,
}

/// How notices leave.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// A mail server, such as `smtps://mail.example.org`; `HOLDFAST_MAIL_SERVER`.
    pub server: Option<String>,
    /// The name with which to sign in there; `HOLDFAST_MAIL_NAME`.
    pub name: Option<String>,
    /// The password; `HOLDFAST_MAIL_PASSWORD`.
    pub password: Option<String>,
    /// Or a folder, a file for each notice; `HOLDFAST_MAIL_FOLDER`.
    pub folder: Option<PathBuf>,
    /// From whom notices come; `HOLDFAST_MAIL_SENDER`.
    pub sender: Option<String>,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("folder", &self.folder).field("sender", &self.sender).finish_non_exhaustive()
    }
}

/// A program's way in.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The sign-in name of the officer as whom it acts.
    pub officer: String,
    /// The file that holds its secret, readable by nobody else.
    pub secret_file: PathBuf,
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Program").field("officer", &self.officer).finish_non_exhaustive()
    }
}

/// What the environment says under a name; nothing where it is empty.
fn said(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}

impl Settings {
    /// Whether it may listen there. In clear, only what stays on this machine is heard by nobody.
    /// # Errors
    /// Others could reach it, and nothing says that a proxy ends TLS before it.
    pub fn may_listen_at(&self, address: std::net::IpAddr) -> anyhow::Result<()> {
        let (here, sealed) = (address.is_loopback(), self.behind_tls_proxy && !self.without_tls);
        if here || sealed {
            return Ok(());
        }
        bail!(
            "Holdfast speaks HTTP, and at {address} others could listen in: listen at 127.0.0.1, or put something that ends TLS in front \
             of it and say so with behind_tls_proxy = true (and without_tls left out)"
        )
    }

    /// Reads the file, if one is named, and the environment.
    /// # Errors
    /// The file cannot be read, or holds something that is no setting.
    pub fn read(file: Option<&Path>) -> anyhow::Result<Self> {
        let mut settings = match file {
            None => Self::default(),
            Some(path) => {
                let text =
                    std::fs::read_to_string(path).with_context(|| format!("the settings {} cannot be read", path.display()))?;
                toml::from_str(&text)
                    .with_context(|| format!("the settings {} say something that is no setting", path.display()))?
            }
        };
        let over = |setting: &mut Option<String>, name| {
            if let Some(text) = said(name) {
                *setting = Some(text);
            }
        };
        over(&mut settings.database, "HOLDFAST_DATABASE");
        over(&mut settings.listen, "HOLDFAST_LISTEN");
        over(&mut settings.mail.server, "HOLDFAST_MAIL_SERVER");
        over(&mut settings.mail.name, "HOLDFAST_MAIL_NAME");
        over(&mut settings.mail.password, "HOLDFAST_MAIL_PASSWORD");
        over(&mut settings.mail.sender, "HOLDFAST_MAIL_SENDER");
        if let Some(path) = said("HOLDFAST_KEY_FILE") {
            settings.key_file = Some(path.into());
        }
        over(&mut settings.key_program, "HOLDFAST_KEY_PROGRAM");
        if let Some(path) = said("HOLDFAST_IDENTITY") {
            settings.identity = Some(path.into());
        }
        if let Some(path) = said("HOLDFAST_KEPT") {
            settings.kept = Some(path.into());
        }
        if let Some(path) = said("HOLDFAST_MAIL_FOLDER") {
            settings.mail.folder = Some(path.into());
        }
        Ok(settings)
    }
}

impl Mail {
    /// The way in which notices leave.
    /// # Errors
    /// There is none, or it cannot be used: a Holdfast whose notices reach nobody is not started.
    pub fn post(&self) -> anyhow::Result<Box<dyn Post>> {
        let sender = self.sender.as_deref().unwrap_or("holdfast@localhost");
        match (&self.server, &self.folder) {
            (Some(server), None) => Ok(match (&self.name, &self.password) {
                (Some(name), Some(password)) => {
                    Box::new(ToServer::with_credentials(server, name.clone(), password.clone(), sender)?)
                }
                (None, None) => Box::new(ToServer::new(server, sender)?),
                _ => bail!("the mail server needs a name and a password, or neither"),
            }),
            (None, Some(folder)) => Ok(Box::new(ToFolder::new(folder.clone(), sender)?)),
            (Some(_), Some(_)) => bail!("notices go to a mail server or into a folder: set one of the two, not both"),
            (None, None) => bail!(
                "nobody would be told of work that waits: set a mail server (HOLDFAST_MAIL_SERVER), or a folder (HOLDFAST_MAIL_FOLDER)"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_what_is_no_setting_is_named() {
        let text = "database = \"x.db\"\n[mail]\nfolder = \"mail\"\nsender = \"a@b.example\"\n[[programs]]\nofficer = \"amara\"\nsecret_file = \"s\"\n";
        let settings: Settings = toml::from_str(text).unwrap();
        assert_eq!(settings.programs.len(), 1);
        assert!(!format!("{settings:?}").contains("secret"), "{settings:?}");
        let wrong = toml::from_str::<Settings>("databse = \"x\"").unwrap_err().to_string();
        assert!(wrong.contains("databse"), "{wrong}");
    }

    #[test]
    fn in_clear_it_listens_on_this_machine_only() {
        let at = |settings: &str, address: &str| {
            toml::from_str::<Settings>(settings).unwrap().may_listen_at(address.parse().unwrap()).is_ok()
        };
        assert!(at("", "127.0.0.1") && at("", "::1") && at("without_tls = true", "127.0.0.1"));
        assert!(!at("", "0.0.0.0") && !at("", "::") && !at("", "10.0.0.7"));
        assert!(at("behind_tls_proxy = true", "10.0.0.7"));
        assert!(!at("behind_tls_proxy = true\nwithout_tls = true", "10.0.0.7"));
    }

    #[test]
    fn a_holdfast_that_can_tell_nobody_is_not_started() {
        let none = Mail::default().post().map(|_| ()).unwrap_err().to_string();
        assert!(none.starts_with("nobody would be told"));
        let both = Mail { server: Some("smtps://m.example".into()), folder: Some("x".into()), ..Mail::default() };
        assert!(both.post().is_err());
    }
}
