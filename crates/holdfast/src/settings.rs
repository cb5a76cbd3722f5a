//! How a real Holdfast is set up: a file, and the environment for what should not stand in one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use desk::worker::{Carrier, Notify, NotifySettings, Post, ToFolder, ToServer};
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
    /// The folder of the partnership's own templates of letters; `HOLDFAST_LETTERS`. Without it, those that come with Holdfast.
    pub letters: Option<PathBuf>,
    /// Where browsers reach the program, such as `127.0.0.1:8080`; `HOLDFAST_LISTEN`.
    pub listen: Option<String>,
    /// Browsers come without TLS: only for a try on one machine. Otherwise something in front of the program ends TLS.
    pub without_tls: bool,
    /// Something in front of the program, on another machine, ends TLS: only then may it listen anywhere but on this machine.
    pub behind_tls_proxy: bool,
    /// How e-mail leaves.
    pub mail: Mail,
    /// Who carries what, where that is not only e-mail.
    pub post: PostSettings,
    /// With what the national return is written; without it, managers see the quarter and take nothing.
    pub returns: Option<Returns>,
    /// Programs that may come in, each as an officer.
    pub programs: Vec<Program>,
}

/// With what the national return is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returns {
    /// The mapping table with the official codes.
    pub mapping: PathBuf,
    /// The names of sections and items, where they are not those that come with Holdfast.
    pub elements: Option<PathBuf>,
    /// The version of the standard, where the mapping table has several.
    pub standard: Option<String>,
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

/// Who carries what.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PostSettings {
    /// Who carries e-mail.
    pub email: Way,
    /// Who carries text messages.
    pub text: Way,
    /// GOV.UK Notify, where either is carried by it.
    pub notify: NotifyFile,
}

/// A way of carrying.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Way {
    /// Which carrier; e-mail that says nothing leaves as `[mail]` says, texts that say nothing are not sent.
    pub carrier: Option<By>,
    /// The folder, where it is one.
    pub folder: Option<PathBuf>,
}

/// A carrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A folder, a file for each message: for demonstrations.
    Folder,
    /// The mail server of `[mail]`.
    Smtp,
    /// GOV.UK Notify.
    Notify,
}

/// How GOV.UK Notify is used. Secrets stand in files of their own, readable by nobody else.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotifyFile {
    /// The file that holds the API key.
    pub key_file: Option<PathBuf>,
    /// Another host than Notify's own, for tests.
    pub host: Option<String>,
    /// The template for e-mails: its subject is `((subject))`, its text `((body))`.
    pub email_template: Option<uuid::Uuid>,
    /// The template for text messages: its text is `((body))`.
    pub text_template: Option<uuid::Uuid>,
    /// The file that holds the bearer token with which Notify calls back; without it, callbacks are not heard and Notify is only asked.
    pub callback_secret_file: Option<PathBuf>,
}

impl std::fmt::Debug for NotifyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NotifyFile").field("host", &self.host).finish_non_exhaustive()
    }
}

/// A secret out of its file.
fn secret(path: &Path, what: &str) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{what} cannot be read from {}", path.display()))?;
    Ok(text.trim().to_owned())
}

impl PostSettings {
    /// Who carries what.
    /// # Errors
    /// A carrier is not set up, or cannot be used.
    pub fn post(&self, mail: &Mail) -> anyhow::Result<Post> {
        let email: Arc<dyn Carrier> = match self.email.carrier {
            None | Some(By::Smtp) => mail.carrier()?,
            Some(By::Folder) => self.email.to_folder("email", mail)?,
            Some(By::Notify) => Arc::new(self.notify.carrier()?),
        };
        let text: Option<Arc<dyn Carrier>> = match self.text.carrier {
            None => None,
            Some(By::Folder) => Some(self.text.to_folder("text", mail)?),
            Some(By::Notify) => Some(Arc::new(self.notify.carrier()?)),
            Some(By::Smtp) => bail!("a mail server carries no text messages: set post.text.carrier to “notify” or “folder”"),
        };
        Ok(Post::new(email, text))
    }
}

impl Way {
    fn to_folder(&self, which: &str, mail: &Mail) -> anyhow::Result<Arc<dyn Carrier>> {
        let folder = self.folder.clone().with_context(|| format!("post.{which} goes into a folder: set post.{which}.folder"))?;
        Ok(Arc::new(ToFolder::new(folder, mail.sender())?))
    }
}

impl NotifyFile {
    fn carrier(&self) -> anyhow::Result<Notify> {
        let key = self.key_file.as_deref().context("GOV.UK Notify needs its API key: set post.notify.key_file")?;
        Ok(Notify::new(&NotifySettings {
            key: secret(key, "the API key of GOV.UK Notify")?,
            host: self.host.clone(),
            email_template: self.email_template,
            text_template: self.text_template,
        })?)
    }

    /// The token with which Notify calls back.
    /// # Errors
    /// The file cannot be read, or holds too little.
    pub fn callback_secret(&self) -> anyhow::Result<Option<String>> {
        let Some(path) = &self.callback_secret_file else { return Ok(None) };
        let secret = secret(path, "the token for callbacks")?;
        if secret.len() < 32 {
            bail!("the token for callbacks is too short: make one with `openssl rand -hex 32`");
        }
        Ok(Some(secret))
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
        if let Some(path) = said("HOLDFAST_LETTERS") {
            settings.letters = Some(path.into());
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
    fn sender(&self) -> &str {
        self.sender.as_deref().unwrap_or("holdfast@localhost")
    }

    /// The way in which notices leave.
    /// # Errors
    /// There is none, or it cannot be used: a Holdfast whose notices reach nobody is not started.
    pub fn carrier(&self) -> anyhow::Result<Arc<dyn Carrier>> {
        let sender = self.sender();
        match (&self.server, &self.folder) {
            (Some(server), None) => Ok(match (&self.name, &self.password) {
                (Some(name), Some(password)) => {
                    Arc::new(ToServer::with_credentials(server, name.clone(), password.clone(), sender)?)
                }
                (None, None) => Arc::new(ToServer::new(server, sender)?),
                _ => bail!("the mail server needs a name and a password, or neither"),
            }),
            (None, Some(folder)) => Ok(Arc::new(ToFolder::new(folder.clone(), sender)?)),
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
        let none = Mail::default().carrier().map(|_| ()).unwrap_err().to_string();
        assert!(none.starts_with("nobody would be told"));
        let both = Mail { server: Some("smtps://m.example".into()), folder: Some("x".into()), ..Mail::default() };
        assert!(both.carrier().is_err());
    }

    #[test]
    fn each_channel_has_its_carrier_and_secrets_come_from_files() {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("key");
        std::fs::write(&key, "live-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0\n").unwrap();
        let text = format!(
            "[mail]\nserver = \"smtps://m.example\"\nsender = \"a@b.example\"\n[post.text]\ncarrier = \"notify\"\n[post.notify]\nkey_file = {key:?}\n\
             text_template = \"26785a09-ab16-4eb0-8407-a37497a57506\"\n"
        );
        let settings: Settings = toml::from_str(&text).unwrap();
        assert!(settings.post.post(&settings.mail).is_ok());
        assert!(!format!("{settings:?}").contains("3d844edf"), "{settings:?}");
        let told = |post: &str| {
            let settings: Settings = toml::from_str(&format!("[mail]\nserver = \"smtps://m.example\"\n{post}")).unwrap();
            settings.post.post(&settings.mail).map(|_| ()).unwrap_err().to_string()
        };
        assert!(told("[post.text]\ncarrier = \"notify\"").contains("post.notify.key_file"));
        assert!(told("[post.text]\ncarrier = \"smtp\"").contains("no text messages"));
        assert!(told("[post.email]\ncarrier = \"folder\"").contains("post.email.folder"));
    }
}
