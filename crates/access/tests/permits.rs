//! Who may do what: the questions of the door, tried one by one and at random.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

use access::{
    Account, Asking, DecideAccess, Ground, Guard, ManageAccounts, ManageTeam, Object, Officer, OpenSealed, Permit, Purpose,
    Question, ReadFile, ReadRules, RecordFact, Refused, Role, SeeLooks, SeeTeamWork, explain, house_permit, permit,
    permit_in_an_emergency, permit_to_open, team_permit, weigh,
};
use casefile::confidentiality::{Emergency, Grant, Guarding, Restriction, Shared};
use casefile::facts::{By, EmergencyReason, FieldClass};
use casefile::ids::{BodyId, FactId, FileId, OfficerId, TeamId};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn officer(team: u128, body: u128, role: Role) -> Officer {
    Officer { id: OfficerId(id(1)), team: TeamId(id(team)), body: BodyId(id(body)), role }
}

fn noon() -> Timestamp {
    "2026-06-01T12:00[Europe/London]".parse::<jiff::Zoned>().unwrap().timestamp()
}

fn shared(team: u128, body: u128) -> Shared {
    Shared { team: TeamId(id(team)), body: BodyId(id(body)), classes: FieldClass::ALL.to_vec(), until: None }
}

fn guard(parties: &[(u128, u128)]) -> Guard {
    let mut parties: Vec<_> = parties.iter().map(|&(team, body)| shared(team, body)).collect();
    parties.sort_by_key(|shared| shared.team);
    parties.dedup_by_key(|shared| shared.team);
    Guard { file: FileId(id(9)), guarding: Guarding { shared: parties, ..Guarding::default() } }
}

fn may<A: access::FileAct>(who: &Officer, guard: &Guard) -> Result<(), Refused> {
    permit::<A>(&Asking::casework(who, noon()), Some(guard)).map(|_| ())
}

#[test]
fn a_member_of_a_party_team_opens_the_file_and_the_permit_names_both() {
    let who = officer(10, 20, Role::Officer);
    let permit: Permit<ReadFile> = permit(&Asking::casework(&who, noon()), Some(&guard(&[(10, 20)]))).unwrap();
    assert_eq!(
        (permit.file(), permit.by(), permit.ground()),
        (FileId(id(9)), By::Officer(OfficerId(id(1))), Some(Ground::OnDuty))
    );
}

#[test]
fn a_file_that_one_may_not_open_and_a_file_that_is_not_there_are_the_same() {
    let stranger = officer(11, 21, Role::Director);
    let hidden = permit::<ReadFile>(&Asking::casework(&stranger, noon()), Some(&guard(&[(10, 20)]))).unwrap_err();
    let absent = permit::<ReadFile>(&Asking::casework(&stranger, noon()), None).unwrap_err();
    assert_eq!(hidden, absent);
    assert_eq!(hidden.to_string(), absent.to_string());
}

#[test]
fn for_those_who_keep_the_house_no_file_exists() {
    for role in [Role::Administrator, Role::ConflictReviewer, Role::PrivacyOfficer] {
        let who = officer(10, 20, role);
        assert_eq!(may::<ReadFile>(&who, &guard(&[(10, 20)])), Err(Refused::NoSuchFile));
        assert_eq!(may::<OpenSealed>(&who, &guard(&[(10, 20)])), Err(Refused::NoSuchFile));
        // They may be told of abuse like anybody: what they record is for others, and they do not see it again.
        let opened = permit_to_open(&who, FileId(id(9))).map(|permit| permit.file());
        assert_eq!(opened, Ok(FileId(id(9))));
    }
    assert!(house_permit::<ManageAccounts>(&officer(10, 20, Role::Administrator)).is_ok());
    assert!(house_permit::<ManageAccounts>(&officer(10, 20, Role::Director)).is_err());
}

#[test]
fn a_colleague_of_another_team_of_the_same_body_needs_a_ground_of_their_own() {
    let file = guard(&[(10, 20)]);
    assert_eq!(may::<ReadFile>(&officer(11, 20, Role::Officer), &file), Err(Refused::NoSuchFile));
    assert_eq!(may::<ReadFile>(&officer(11, 20, Role::Manager), &file), Err(Refused::NoSuchFile));
    for role in [Role::DutyManager, Role::Lead, Role::Director] {
        assert_eq!(may::<ReadFile>(&officer(11, 20, role), &file), Ok(()), "the ladder reaches {role:?}");
    }
}

#[test]
fn leave_holds_through_its_last_day_and_gives_no_leave_to_give() {
    let mut file = guard(&[(10, 20)]);
    let who = officer(12, 22, Role::Manager);
    let leave = |until| Grant { id: FactId(id(5)), officer: who.id, until };
    file.guarding.grants = vec![leave(date(2026, 5, 31))];
    assert_eq!(may::<ReadFile>(&who, &file), Err(Refused::NoSuchFile));
    file.guarding.grants = vec![leave(date(2026, 6, 1))];
    assert_eq!(may::<RecordFact>(&who, &file), Ok(()));
    let looks = Asking::casework(&who, noon()).for_purpose(Purpose::Oversight);
    assert_eq!(permit::<SeeLooks>(&looks, Some(&file)).map(|_| ()), Err(Refused::NotOnThisGround));
}

#[test]
fn in_an_emergency_one_reads_what_the_reason_calls_for_and_nothing_else() {
    let mut file = guard(&[(10, 20)]);
    let who = officer(12, 22, Role::Officer);
    let taken = |hour| Emergency {
        id: FactId(id(5)),
        officer: who.id,
        reason: EmergencyReason::LifeAtRisk,
        until: date(2026, 6, 1).at(hour, 0, 0, 0),
        taken: date(2026, 6, 1),
        reviewed: false,
    };
    file.guarding.emergencies = vec![taken(12)];
    assert_eq!(may::<ReadFile>(&who, &file), Err(Refused::NoSuchFile), "it has run out");
    file.guarding.emergencies = vec![taken(13)];
    assert_eq!(may::<ReadFile>(&who, &file), Ok(()));
    assert_eq!(may::<RecordFact>(&who, &file), Err(Refused::NotOnThisGround));
    let sealed = permit::<OpenSealed>(&Asking::casework(&who, noon()), Some(&file)).unwrap();
    assert_eq!(sealed.may_read_out(FieldClass::Contact), Ok(()));
    assert_eq!(sealed.may_read_out(FieldClass::Words), Err(Refused::NotShared));
    file.guarding.restriction = Restriction::Named;
    assert_eq!(may::<ReadFile>(&who, &file), Ok(()), "a file whose existence is no secret opens in an emergency");
    file.guarding.restriction = Restriction::Hidden;
    assert_eq!(may::<ReadFile>(&who, &file), Err(Refused::NoSuchFile), "a hidden one goes to the duty manager on call");
}

#[test]
fn where_only_named_staff_may_open_a_file_the_others_find_none() {
    let mut file = guard(&[(10, 20)]);
    let who = officer(10, 20, Role::Manager);
    for restriction in [Restriction::Named, Restriction::Hidden] {
        file.guarding.restriction = restriction;
        file.guarding.named = vec![OfficerId(id(2))];
        assert_eq!(may::<ReadFile>(&who, &file), Err(Refused::NoSuchFile));
        assert_eq!(may::<ReadFile>(&officer(10, 20, Role::Director), &file), Err(Refused::NoSuchFile));
        assert_eq!(may::<ReadFile>(&officer(11, 20, Role::DutyManager), &file), Ok(()), "somebody can always be reached");
        file.guarding.named.insert(0, who.id);
        assert_eq!(may::<RecordFact>(&who, &file), Ok(()));
    }
}

#[test]
fn what_is_not_shared_with_a_service_is_not_read_out_to_it() {
    let mut file = guard(&[(10, 20)]);
    file.guarding.shared[0].classes = vec![FieldClass::Words];
    let who = officer(10, 20, Role::Officer);
    let sealed = permit::<OpenSealed>(&Asking::casework(&who, noon()), Some(&file)).unwrap();
    assert_eq!(sealed.may_read_out(FieldClass::Words), Ok(()));
    assert_eq!(sealed.may_read_out(FieldClass::Whereabouts), Err(Refused::NotShared));
}

#[test]
fn where_she_is_needs_a_second_factor_of_the_last_five_minutes() {
    let who = officer(10, 20, Role::Officer);
    let file = guard(&[(10, 20)]);
    let since = |minutes| Asking {
        stepped_up: Some(noon() - jiff::SignedDuration::from_mins(minutes)),
        ..Asking::casework(&who, noon())
    };
    let sealed = |asking: &Asking<'_>| permit::<OpenSealed>(asking, Some(&file)).unwrap();
    assert_eq!(sealed(&since(5)).may_read_out(FieldClass::Whereabouts), Ok(()));
    assert_eq!(sealed(&since(6)).may_read_out(FieldClass::Whereabouts), Err(Refused::StepUp));
    assert_eq!(sealed(&since(6)).may_read_out(FieldClass::Words), Ok(()));
    let never = Asking { stepped_up: None, ..Asking::casework(&who, noon()) };
    assert_eq!(sealed(&never).may_read_out(FieldClass::Contact), Err(Refused::StepUp));
}

#[test]
fn an_account_that_may_not_be_used_opens_nothing() {
    let who = officer(10, 20, Role::Director);
    for account in [Account::Closed, Account::BodyStopped] {
        let asking = Asking { account, ..Asking::casework(&who, noon()) };
        assert_eq!(permit::<ReadFile>(&asking, Some(&guard(&[(10, 20)]))), Err(Refused::NoSuchFile));
    }
}

#[test]
fn a_refusal_says_more_only_to_somebody_who_may_open_the_file() {
    let file = guard(&[(10, 20)]);
    let clerk = officer(10, 20, Role::Officer);
    assert_eq!(may::<DecideAccess>(&clerk, &file), Err(Refused::NotYourRole));
    let wrong = Asking::casework(&clerk, noon()).for_purpose(Purpose::Information);
    assert_eq!(permit::<RecordFact>(&wrong, Some(&file)), Err(Refused::WrongPurpose));
    let guardian = officer(10, 20, Role::PrivacyOfficer);
    assert_eq!(may::<DecideAccess>(&guardian, &file), Err(Refused::NoSuchFile));
}

#[test]
fn an_explanation_answers_every_question() {
    let who = officer(10, 20, Role::Officer);
    let asking = Asking::casework(&who, noon());
    let read = <ReadFile as access::Act>::INFO;
    let yes = explain(&read, &weigh(&read, &asking, Some(&guard(&[(10, 20)]))));
    assert!(yes.contains("Yes.") && yes.contains(Ground::OnDuty.label()), "{yes}");
    let mut barred = guard(&[(10, 20)]);
    barred.guarding.barred = vec![who.id];
    let no = explain(&read, &weigh(&read, &asking, Some(&barred)));
    assert!(no.contains("not there") && no.contains(&format!("no   {}", Question::NotBarred.label())), "{no}");
    for question in Question::ALL {
        assert!(no.contains(question.label()));
    }
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
fn page() -> String {
    use std::fmt::Write as _;
    let mut page = String::from(
        "# Who may do what\n\nMade from `crates/access`; a test holds this page against the code.\n\n\
         ## How it is decided\n\nOne function decides everything that anybody does to a file. It asks these questions in this order and needs a \
         yes to each; what nobody allowed is refused.\n\n",
    );
    for (at, question) in Question::ALL.into_iter().enumerate() {
        let _ = writeln!(page, "{}. {}", at + 1, question.label());
    }
    page.push_str(
        "\nThe last question wins over all the others. Whoever is kept out of a file stays out of it: in an emergency, as an administrator, with \
         leave, named or not. They are not told.\n\nA file that somebody may not open answers exactly like a file that is not there. Only \
         somebody who may read a file is told that something else in it is not for them.\n\n## What ties somebody to a file\n\n\
         | ground | the person … | where only named staff may open the file | where its existence is hidden too |\n|---|---|---|---|\n",
    );
    let carried = [
        (Ground::Assigned, "only if named", "only if named"),
        (Ground::OnDuty, "only if named", "only if named"),
        (Ground::Ladder, "if named; the duty manager always", "if named; the duty manager always"),
        (Ground::Granted, "yes", "yes"),
        (Ground::Emergency, "yes", "never: the duty manager is asked"),
        (Ground::Guardian, "yes, without seeing the information", "only if named"),
    ];
    for (ground, named, hidden) in carried {
        let _ = writeln!(page, "| {ground:?} | {} | {named} | {hidden} |", ground.label());
    }
    page.push_str(
        "\nSealed information is read out only in the classes that a recorded decision shares with the service (words, contact, whereabouts); \
         contact and whereabouts need a second factor of the last five minutes. Emergency access reads the classes that its reason calls for, and \
         changes nothing.\n\n## Who may do what\n\n| act | what it allows | on what | grounds | purposes |",
    );
    for role in Role::ALL {
        let _ = write!(page, " {} |", role.label());
    }
    page.push_str("\n|---|---|---|---|---|");
    page.push_str(&"---|".repeat(Role::ALL.len()));
    for act in access::table() {
        let grounds = match act.on {
            Object::File(grounds) => grounds.iter().map(|ground| format!("{ground:?}")).collect::<Vec<_>>().join(", "),
            _ => "–".to_owned(),
        };
        let purposes = if act.purposes.len() == Purpose::ALL.len() {
            "any".to_owned()
        } else {
            act.purposes.iter().map(|purpose| purpose.code()).collect::<Vec<_>>().join(", ")
        };
        let _ = write!(page, "\n| {} | {} | {} | {grounds} | {purposes} |", act.name, act.allows, act.on.label());
        for role in Role::ALL {
            page.push_str(if act.roles.contains(role) { " yes |" } else { " – |" });
        }
    }
    page.push_str("\n\n## Purposes\n\n");
    for purpose in Purpose::ALL {
        let _ = writeln!(page, "- `{}`: {}", purpose.code(), purpose.label());
    }
    page.push_str(
        "\nThree kinds of permit are Holdfast's own: the clock's, with which the worker records that a time has run out; the whole return's, with which \
         `holdfast returns` reads what is plain in every file of a housing authority and opens nothing sealed; and the import's, with \
         which files are brought over from elsewhere.\n\n`holdfast access explain OFFICER FILE ACT` says in words why somebody may or may not.\n",
    );
    page
}

#[test]
fn what_is_shared_runs_out_the_day_after_it_was_to_be_looked_at_again_and_the_file_stays_open() {
    let who = officer(10, 20, Role::Officer);
    let mut file = guard(&[(10, 20)]);
    let may = |file: &Guard| {
        let permit: Permit<OpenSealed> = permit(&Asking::casework(&who, noon()), Some(file)).unwrap();
        permit.may_read_out(FieldClass::Whereabouts)
    };
    file.guarding.shared[0].until = Some(date(2026, 6, 1));
    assert_eq!(may(&file), Ok(()));
    file.guarding.shared[0].until = Some(date(2026, 5, 31));
    assert_eq!(may(&file), Err(Refused::NotShared));
    let until = date(2026, 6, 1).at(12, 30, 0, 0);
    let (taken, reviewed) = (date(2026, 6, 1), false);
    file.guarding.emergencies =
        vec![Emergency { id: FactId(id(5)), officer: who.id, reason: EmergencyReason::LifeAtRisk, until, taken, reviewed }];
    assert_eq!(may(&file), Ok(()), "in an emergency they can still ask");
}

#[test]
fn in_an_emergency_a_file_opens_unless_it_is_hidden_or_bars_the_officer_or_the_path_is_closed() {
    let who = officer(12, 22, Role::Officer);
    let asking = Asking::casework(&who, noon()).for_purpose(Purpose::Safety);
    let mut file = guard(&[(10, 20)]);
    assert!(permit_in_an_emergency(&asking, Some(&file), false).is_ok());
    file.guarding.restriction = Restriction::Named;
    assert!(permit_in_an_emergency(&asking, Some(&file), false).is_ok(), "that there is a file is no secret");
    let absent = permit_in_an_emergency(&asking, None, false).map(|_| ());
    assert_eq!(absent, Err(Refused::NoSuchFile));
    assert_eq!(permit_in_an_emergency(&asking, Some(&file), true).map(|_| ()), absent);
    let mut hidden = file.clone();
    hidden.guarding.restriction = Restriction::Hidden;
    assert_eq!(permit_in_an_emergency(&asking, Some(&hidden), false).map(|_| ()), absent);
    file.guarding.barred = vec![who.id];
    assert_eq!(permit_in_an_emergency(&asking, Some(&file), false).map(|_| ()), absent);
    let tired = Asking { stepped_up: None, ..asking };
    for guard in [None, Some(&file)] {
        assert_eq!(permit_in_an_emergency(&tired, guard, false).map(|_| ()), Err(Refused::StepUp));
    }
    for role in [Role::PrivacyOfficer, Role::ConflictReviewer, Role::Administrator] {
        let who = officer(10, 20, role);
        let asking = Asking::casework(&who, noon());
        assert_eq!(permit_in_an_emergency(&asking, Some(&hidden), false).map(|_| ()), Err(Refused::NotYourRole));
    }
}

#[test]
fn the_page_in_the_docs_says_what_the_code_does() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md");
    if std::env::var_os("HOLDFAST_WRITE_DOCS").is_some() {
        std::fs::write(path, page()).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == page(),
        "docs/access.md does not match the code: run this test with HOLDFAST_WRITE_DOCS=1 and read the difference"
    );
}

/// Anything that may stand before a file, with few enough ids that they meet.
fn any_guard() -> impl Strategy<Value = Guard> {
    let people = || {
        proptest::collection::btree_set(0_u128..4, 0..3)
            .prop_map(|set| set.into_iter().map(|n| OfficerId(id(n))).collect::<Vec<_>>())
    };
    let parties = proptest::collection::vec((0_u128..4, 0_u128..3), 0..3);
    let days = proptest::collection::vec((0_u128..4, 0_i8..3), 0..3);
    (parties, 0_usize..3, people(), people(), people(), days.clone(), days).prop_map(
        |(parties, restriction, named, assigned, barred, grants, emergencies)| {
            let mut guard = guard(&parties);
            guard.guarding.restriction = [Restriction::NeedToKnow, Restriction::Named, Restriction::Hidden][restriction];
            guard.guarding.named = named;
            guard.guarding.assigned = assigned;
            guard.guarding.barred = barred;
            guard.guarding.grants = grants
                .into_iter()
                .map(|(who, day)| Grant {
                    id: FactId(id(7)),
                    officer: OfficerId(id(who)),
                    until: date(2026, 5, 30).saturating_add(jiff::Span::new().days(i64::from(day))),
                })
                .collect();
            guard.guarding.emergencies = emergencies
                .into_iter()
                .map(|(who, hour)| Emergency {
                    id: FactId(id(8)),
                    officer: OfficerId(id(who)),
                    reason: EmergencyReason::LifeAtRisk,
                    until: date(2026, 6, 1).at(11 + hour, 0, 0, 0),
                    taken: date(2026, 6, 1),
                    reviewed: false,
                })
                .collect();
            guard
        },
    )
}

fn any_officer() -> impl Strategy<Value = Officer> {
    (0_u128..4, 0_u128..4, 0_u128..3, 0..Role::ALL.len()).prop_map(|(who, team, body, role)| Officer {
        id: OfficerId(id(who)),
        team: TeamId(id(team)),
        body: BodyId(id(body)),
        role: Role::ALL[role],
    })
}

fn file_acts() -> impl Iterator<Item = &'static access::ActInfo> {
    access::table().iter().filter(|act| matches!(act.on, Object::File(_)))
}

proptest! {
    #[test]
    fn whoever_is_kept_out_finds_nothing_whatever_else_they_hold(who in any_officer(), guard in any_guard(), purpose in 0..Purpose::ALL.len()) {
        let asking = Asking::casework(&who, noon()).for_purpose(Purpose::ALL[purpose]);
        for act in file_acts() {
            let verdict = weigh(act, &asking, Some(&guard));
            if guard.guarding.barred.contains(&who.id) {
                prop_assert_eq!(verdict.outcome, Err(Refused::NoSuchFile));
            }
        }
    }

    #[test]
    fn nobody_without_a_tie_ever_opens_a_file(who in any_officer(), guard in any_guard()) {
        let asking = Asking::casework(&who, noon());
        let guarding = &guard.guarding;
        let party = guarding.shared.iter().any(|shared| shared.team == who.team || shared.body == who.body);
        let personal = guarding.grants.iter().any(|grant| grant.officer == who.id) || guarding.emergencies.iter().any(|taken| taken.officer == who.id);
        for act in file_acts() {
            if !party && !personal {
                prop_assert_eq!(weigh(act, &asking, Some(&guard)).outcome, Err(Refused::NoSuchFile));
            }
        }
    }

    #[test]
    fn a_refusal_that_says_more_goes_only_to_those_who_may_read(who in any_officer(), guard in any_guard(), purpose in 0..Purpose::ALL.len()) {
        let asking = Asking::casework(&who, noon()).for_purpose(Purpose::ALL[purpose]);
        let reads = weigh(&<ReadFile as access::Act>::INFO, &asking, Some(&guard)).outcome.is_ok();
        for act in file_acts() {
            let outcome = weigh(act, &asking, Some(&guard)).outcome;
            prop_assert!(reads || outcome.is_ok() || outcome == Err(Refused::NoSuchFile), "{:?}", outcome);
        }
    }

    #[test]
    fn tightening_never_lets_anybody_in(who in any_officer(), guard in any_guard()) {
        let asking = Asking::casework(&who, noon());
        let mut closer = guard.clone();
        closer.guarding.restriction = match guard.guarding.restriction {
            Restriction::NeedToKnow => Restriction::Named,
            Restriction::Named | Restriction::Hidden => Restriction::Hidden,
        };
        for act in file_acts() {
            if weigh(act, &asking, Some(&closer)).outcome.is_ok() {
                prop_assert!(weigh(act, &asking, Some(&guard)).outcome.is_ok());
            }
        }
    }

    #[test]
    fn nobody_changes_a_file_on_emergency_access_alone(who in any_officer(), guard in any_guard()) {
        let asking = Asking::casework(&who, noon());
        if let Ok(permit) = permit::<RecordFact>(&asking, Some(&guard)) {
            prop_assert_ne!(permit.ground(), Some(Ground::Emergency));
        }
    }
}

#[test]
fn the_list_of_homes_is_for_housing_teams_and_where_a_home_is_needs_a_fresh_second_factor() {
    use access::{KeepHomes, OpenHome, SeeHomes, homes_permit};
    use casefile::facts::Function;
    let who = officer(10, 20, Role::Officer);
    let asking = Asking::casework(&who, noon());
    for does in Function::ALL.iter().copied() {
        let houses = matches!(does, Function::Housing | Function::Allocations);
        assert_eq!(homes_permit::<SeeHomes>(&asking, does).is_ok(), houses, "{does}");
        assert_eq!(homes_permit::<KeepHomes>(&asking, does).is_ok(), houses, "{does}");
        assert_eq!(homes_permit::<OpenHome>(&asking, does).is_ok(), houses, "{does}");
    }
    let tired = Asking { stepped_up: None, ..asking };
    assert!(homes_permit::<SeeHomes>(&tired, Function::Housing).is_ok());
    assert_eq!(homes_permit::<OpenHome>(&tired, Function::Housing).map(|_| ()), Err(Refused::StepUp));
    for role in [Role::PrivacyOfficer, Role::ConflictReviewer, Role::Administrator] {
        let who = officer(10, 20, role);
        let asking = Asking::casework(&who, noon());
        assert_eq!(homes_permit::<SeeHomes>(&asking, Function::Housing).map(|_| ()), Err(Refused::NotYourRole));
    }
    let permit = homes_permit::<SeeHomes>(&Asking::casework(&who, noon()), Function::Housing).unwrap();
    assert_eq!((permit.body(), permit.team(), permit.officer()), (who.body, who.team, who.id));
}
