//! The partnership's keys, as they are kept: sealed under one key that the holder of the root wraps.
//!
//! ```text
//! holdfast key ring 1
//! provider age
//! for age1…                       who can open it, for people to read
//! key <base64>                    the ring's key, wrapped by the provider
//! ring <base64>                   the keys, sealed under the ring's key
//! ```
//!
//! Inside, one key a line. Those that stand by themselves (database, blind index, journal, heads, house) have one version; of the partnership's
//! wrapping key there are several while a rotation runs. An older key file holds one master key from which all of them are derived: it is read as
//! a ring with one version.

use data_encoding::{BASE64, HEXLOWER};
use zeroize::Zeroizing;

use crate::provider::{KeyProvider, Plain};
use crate::{KeyFileError, Secret, sealing};

pub(crate) const HEADER: &str = "holdfast key ring 1";
const STANDING: [&str; 6] = ["database", "key-check", "blind-index", "journal-mac", "house", "heads"];

/// The partnership's keys.
#[derive(Clone)]
pub(crate) struct Ring {
    /// In the order of [`STANDING`].
    standing: Vec<Secret>,
    /// The wrapping key by version, the newest last.
    wrapping: Vec<(u32, Secret)>,
}

impl Ring {
    /// What was always derived from one master key.
    pub(crate) fn of_master(master: &Secret) -> Self {
        let labels = ["database 1", "key check 1", "blind index 1", "journal mac 1", "house 1", "tree head signing 1"];
        Self {
            standing: labels.iter().map(|label| master.subkey(label)).collect(),
            wrapping: vec![(1, master.subkey("wrapping 1"))],
        }
    }

    pub(crate) fn standing(&self, name: &str) -> Secret {
        let at = STANDING.iter().position(|known| *known == name);
        at.and_then(|at| self.standing.get(at)).cloned().unwrap_or_else(|| unreachable!("no key is called {name}"))
    }

    /// The newest version of the wrapping key.
    pub(crate) fn newest(&self) -> (u32, &Secret) {
        self.wrapping.last().map_or_else(|| unreachable!("a ring holds a wrapping key"), |(version, key)| (*version, key))
    }

    pub(crate) fn wrapping(&self, version: u32) -> Option<&Secret> {
        self.wrapping.iter().find(|(known, _)| *known == version).map(|(_, key)| key)
    }

    pub(crate) fn versions(&self) -> Vec<u32> {
        self.wrapping.iter().map(|(version, _)| *version).collect()
    }

    /// Adds a new version of the wrapping key.
    pub(crate) fn add_version(&mut self) -> Result<(), KeyFileError> {
        let version = self.newest().0 + 1;
        self.wrapping.push((version, Secret::random().map_err(|_| KeyFileError::NoChance)?));
        Ok(())
    }

    /// Destroys every version but the newest.
    pub(crate) fn drop_old_versions(&mut self) {
        let newest = self.newest().0;
        self.wrapping.retain(|(version, _)| *version == newest);
    }

    /// The ring as text, sealed.
    pub(crate) fn write(&self, provider: &dyn KeyProvider) -> Result<Zeroizing<String>, KeyFileError> {
        let mut inside = Zeroizing::new(String::with_capacity(1024));
        let standing = STANDING.iter().zip(&self.standing).map(|(name, key)| ((*name).to_owned(), key));
        let wrapping = self.wrapping.iter().map(|(version, key)| (format!("wrapping {version}"), key));
        for (name, key) in standing.chain(wrapping) {
            inside.push_str(&name);
            inside.push(' ');
            inside.push_str(&Zeroizing::new(HEXLOWER.encode(&key.0)));
            inside.push('\n');
        }
        let key = Secret::random().map_err(|_| KeyFileError::NoChance)?;
        let ring = sealing::seal(&key, HEADER.as_bytes(), inside.as_bytes()).map_err(|_| KeyFileError::NoChance)?;
        let wrapped = provider.wrap(&key.0)?;
        Ok(Zeroizing::new(format!(
            "{HEADER}\nprovider {}\nfor {}\nkey {}\nring {}\n",
            provider.name(),
            provider.about(),
            BASE64.encode(&wrapped),
            BASE64.encode(&ring)
        )))
    }

    /// Reads what [`Ring::write`] wrote. `None` where it is no such text, or does not open.
    pub(crate) fn read(text: &str, provider: Option<&dyn KeyProvider>) -> Result<Option<Self>, KeyFileError> {
        let mut lines = text.lines();
        let mut field = |name: &str| lines.next().and_then(|line| line.strip_prefix(name)).map(str::trim);
        let (Some(""), Some(kind), Some(_), Some(key), Some(ring)) =
            (field(HEADER), field("provider "), field("for "), field("key "), field("ring "))
        else {
            return Ok(None);
        };
        let (Ok(key), Ok(ring)) = (BASE64.decode(key.as_bytes()), BASE64.decode(ring.as_bytes())) else { return Ok(None) };
        let provider = match (kind, provider) {
            ("plain", _) => &Plain as &dyn KeyProvider,
            (kind, Some(provider)) if provider.name() == kind => provider,
            (kind, _) => return Err(KeyFileError::NeedsProvider(kind.to_owned())),
        };
        let key = provider.unwrap(&key)?;
        let Some(key) = secret(&key) else { return Ok(None) };
        let Ok(inside) = sealing::open(&key, HEADER.as_bytes(), &ring) else { return Ok(None) };
        Ok(std::str::from_utf8(&inside).ok().and_then(Self::inside))
    }

    fn inside(text: &str) -> Option<Self> {
        let (mut standing, mut wrapping) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let (name, key) = line.rsplit_once(' ')?;
            let key = secret(&Zeroizing::new(HEXLOWER.decode(key.as_bytes()).ok()?))?;
            match name.strip_prefix("wrapping ") {
                Some(version) => wrapping.push((version.parse().ok()?, key)),
                None if STANDING.get(standing.len()) == Some(&name) => standing.push(key),
                None => return None,
            }
        }
        let whole = standing.len() == STANDING.len() && wrapping.windows(2).all(|pair| pair[0].0 < pair[1].0);
        (whole && !wrapping.is_empty()).then_some(Self { standing, wrapping })
    }
}

fn secret(bytes: &[u8]) -> Option<Secret> {
    let mut key = Secret([0; 32]);
    if bytes.len() != 32 {
        return None;
    }
    key.0.copy_from_slice(bytes);
    Some(key)
}
