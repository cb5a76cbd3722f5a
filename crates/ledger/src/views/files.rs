//! What a file's survivor is called, and the words by which it is found.

use std::collections::BTreeSet;

use casefile::facts::Role;
use casefile::file::CaseFile;

use vault::Vault;

use crate::LedgerError;
use crate::journal::Loaded;
use crate::store::batch::{later, later_many};
use crate::store::sql::statements;
use crate::store::tx::Tx;

statements! {
    FORGET_NAME = "DELETE FROM name_token WHERE file = $1 AND token = $2";
    KEEP_SUMMARY = "INSERT INTO file_summary (file, name, lead, last_recorded, facts, open) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (file) DO UPDATE SET name = excluded.name, lead = excluded.lead, last_recorded = excluded.last_recorded, \
        facts = excluded.facts, open = excluded.open";
    MOVE_SUMMARY = "UPDATE file_summary SET last_recorded = $2, facts = $3, open = $4 WHERE file = $1";
}

/// What the survivor is called.
fn name(file: &CaseFile) -> Option<&str> {
    file.people().get(file.survivor()?)?.name.as_ref().map(casefile::private::Unprinted::shown)
}

/// What the survivor is called, sealed for the summary.
pub(super) fn sealed_name(loaded: &Loaded) -> Result<Option<Vec<u8>>, LedgerError> {
    Ok(name(&loaded.file).map(|name| loaded.key.seal_note(loaded.id, "name", name.as_bytes())).transpose()?)
}

/// When something was last recorded; when the file was opened, where nothing was.
pub(super) fn last_recorded(loaded: &Loaded) -> i64 {
    loaded.file.history().iter().map(|fact| fact.recorded.as_microsecond()).max().unwrap_or(loaded.opened)
}

/// The words of a name, as they are compared: small letters, without signs between them. People's names as they give them, never split by rules.
pub(crate) fn name_words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Keyed MACs of the words of a name: equal words find each other, and nobody can read them back.
pub(crate) fn name_tokens(vault: &Vault, name: &str) -> BTreeSet<Vec<u8>> {
    name_words(name).map(|word| vault.blind_index("name", &word).to_vec()).collect()
}

/// The tokens by which a file is found: of the survivor's name, and of the children's and the household's.
pub(super) fn tokens(vault: &Vault, file: &CaseFile) -> BTreeSet<Vec<u8>> {
    let found_by = file.people().all().iter().filter(|person| {
        person.in_household || matches!(person.role, Role::Survivor | Role::Child) && !file.people().is_other_side(person.id)
    });
    found_by.filter_map(|person| person.name.as_ref()).flat_map(|name| name_tokens(vault, name.shown())).collect()
}

pub(super) fn bring_up_to_date(tx: &mut Tx, before: &Loaded, after: &Loaded, open: usize) -> Result<(), LedgerError> {
    let (file, ledger) = (after.id.0, tx.ledger.clone());
    let is_new = before.file.history().is_empty();
    // Names change with people, and there are far fewer facts about people than others.
    if is_new || before.file.people().all() != after.file.people().all() {
        let (had, has) = (tokens(ledger.vault(), &before.file), tokens(ledger.vault(), &after.file));
        for gone in had.difference(&has) {
            later!(tx, FORGET_NAME, file, gone.as_slice())?;
        }
        let new: Vec<_> = has.difference(&had).collect();
        later_many!(tx, "INSERT INTO name_token (token, file)", "", new, |row| [row.as_slice(), file])?;
    }
    let last = last_recorded(after);
    let facts = i64::try_from(after.file.history().len()).unwrap_or(i64::MAX);
    let open = i64::try_from(open).unwrap_or(i64::MAX);
    if is_new || name(&before.file) != name(&after.file) || before.file.lead() != after.file.lead() {
        let name = sealed_name(after)?;
        let lead = after.file.lead().map(|team| team.0);
        later!(tx, KEEP_SUMMARY, file, name, lead, last, facts, open)?;
    } else {
        later!(tx, MOVE_SUMMARY, file, last, facts, open)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let words = |name: &str| name_words(name).collect::<Vec<_>>();
        assert_eq!(words("Mary-Ann O’Neill"), ["mary", "ann", "o", "neill"]);
        assert_eq!(words("  ÉLODIE  "), ["élodie"]);
        assert!(words("…").is_empty());
        let vault = Vault::from_master([1; 32]);
        assert_eq!(name_tokens(&vault, "Asha ASHA"), name_tokens(&vault, "asha"));
    }
}
