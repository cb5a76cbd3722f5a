//! Who may do what: the rules of the door, tried one by one and at random.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

use access::{
    Guard, ManageAccounts, ManageTeam, Officer, OpenSealed, Party, Permit, ReadFile, ReadRules, RecordFact, Refused, Role,
    SeeTeamWork, house_permit, permit, permit_to_open, team_permit,
};
use casefile::facts::By;
use casefile::ids::{BodyId, FileId, OfficerId, TeamId};
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn officer(team: u128, body: u128, role: Role) -> Officer {
    Officer { id: OfficerId(id(1)), team: TeamId(id(team)), body: BodyId(id(body)), role }
}

fn guard(parties: &[(u128, u128)]) -> Guard {
    let parties = parties.iter().map(|&(team, body)| Party { team: TeamId(id(team)), body: BodyId(id(body)) }).collect();
    Guard { file: FileId(id(9)), parties }
}

#[test]
fn a_member_of_a_party_team_opens_the_file_and_the_permit_names_both() {
    let permit: Permit<ReadFile> = permit(&officer(10, 20, Role::Officer), Some(&guard(&[(10, 20)]))).unwrap();
    assert_eq!((permit.file(), permit.by()), (FileId(id(9)), By::Officer(OfficerId(id(1)))));
}

#[test]
fn a_file_that_one_may_not_open_and_a_file_that_is_not_there_are_the_same() {
    let stranger = officer(11, 21, Role::Director);
    let hidden = permit::<ReadFile>(&stranger, Some(&guard(&[(10, 20)]))).unwrap_err();
    let absent = permit::<ReadFile>(&stranger, None).unwrap_err();
    assert_eq!(hidden, absent);
    assert_eq!(hidden.to_string(), absent.to_string());
}

#[test]
fn for_an_administrator_no_file_exists() {
    let administrator = officer(10, 20, Role::Administrator);
    assert_eq!(permit::<ReadFile>(&administrator, Some(&guard(&[(10, 20)]))), Err(Refused::NoSuchFile));
    assert_eq!(permit::<OpenSealed>(&administrator, Some(&guard(&[(10, 20)]))), Err(Refused::NoSuchFile));
    assert_eq!(permit_to_open(&administrator, FileId(id(9))), Err(Refused::NotYourRole));
    assert!(house_permit::<ManageAccounts>(&administrator).is_ok());
    assert!(house_permit::<ManageAccounts>(&officer(10, 20, Role::Director)).is_err());
}

#[test]
fn an_officer_sees_the_work_of_the_own_team_and_a_manager_that_of_the_whole_body() {
    let (own, next_door, elsewhere) =
        ((TeamId(id(10)), BodyId(id(20))), (TeamId(id(11)), BodyId(id(20))), (TeamId(id(12)), BodyId(id(21))));
    let clerk = officer(10, 20, Role::Officer);
    let manager = officer(10, 20, Role::Manager);
    assert!(team_permit::<SeeTeamWork>(&clerk, own.0, own.1).is_ok());
    assert!(team_permit::<SeeTeamWork>(&clerk, next_door.0, next_door.1).is_err());
    assert!(team_permit::<ManageTeam>(&clerk, own.0, own.1).is_err());
    assert!(team_permit::<ManageTeam>(&manager, next_door.0, next_door.1).is_ok());
    assert!(team_permit::<SeeTeamWork>(&manager, elsewhere.0, elsewhere.1).is_err());
}

#[test]
fn everybody_may_read_the_rules() {
    for &role in Role::ALL {
        assert!(house_permit::<ReadRules>(&officer(1, 1, role)).is_ok());
        assert_eq!(Role::from_code(role.code()), Some(role));
    }
}

/// Writes `docs/access.md` as it should be.
fn table() -> String {
    use std::fmt::Write as _;
    let mut page = String::from(
        "# Who may do what\n\nMade from `crates/access`; a test holds this page against the code. \
         A file that somebody may not open answers exactly like a file that is not there.\n\n| act | what it allows | on what |",
    );
    for role in Role::ALL {
        let _ = write!(page, " {} |", role.label());
    }
    page.push_str("\n|---|---|---|");
    page.push_str(&"---|".repeat(Role::ALL.len()));
    for act in access::table() {
        let _ = write!(page, "\n| {} | {} | {} |", act.name, act.allows, act.on);
        for role in Role::ALL {
            page.push_str(if act.roles.contains(role) { " yes |" } else { " – |" });
        }
    }
    page.push_str(
        "\n\nTwo kinds of permit are Holdfast's own: the clock's, with which the worker records that a time has run out, and the import's, \
         with which files are brought over from elsewhere.\n\nStill to come, each with its place in the code: restriction (named staff only), \
         bars (this person never; asked last, and stronger than everything else), emergency access.\n",
    );
    page
}

#[test]
fn the_table_in_the_docs_says_what_the_code_does() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md");
    if std::env::var_os("HOLDFAST_WRITE_DOCS").is_some() {
        std::fs::write(path, table()).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == table(),
        "docs/access.md does not match the code: run this test with HOLDFAST_WRITE_DOCS=1 and read the difference"
    );
}

proptest! {
    #[test]
    fn nobody_outside_the_partys_bodies_ever_opens_a_file(team in 0u128..6, body in 0u128..4, role in 0usize..6, parties: Vec<(u8, u8)>) {
        let parties: Vec<_> = parties.iter().map(|&(team, body)| (u128::from(team % 6), u128::from(body % 4))).collect();
        let who = officer(team, body, Role::ALL[role]);
        let guard = guard(&parties);
        let party = parties.iter().any(|&(of, in_body)| of == team || in_body == body);
        let answers = [permit::<ReadFile>(&who, Some(&guard)).err(), permit::<RecordFact>(&who, Some(&guard)).err(), permit::<OpenSealed>(&who, Some(&guard)).err()];
        for answer in answers {
            if !party || who.role == Role::Administrator {
                prop_assert_eq!(answer, Some(Refused::NoSuchFile));
            }
        }
    }
}
