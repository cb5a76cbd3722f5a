//! At the door: who gets in, for how long, and what everybody else is told.

use desk::sign_in::{CannotSignIn, Next, SessionToken, Ticket};
use jiff::SignedDuration;
use testkit::{PASSWORD, World, officer};

const HERE: &str = "10.0.0.1";

async fn ticket(world: &World, name: &str, password: &str) -> Result<Ticket, CannotSignIn> {
    match world.house.begin_sign_in(name, password, HERE).await? {
        Next::Code(ticket) | Next::Enrol(ticket, _) => Ok(ticket),
    }
}

async fn sign_in(world: &World, name: &str, password: &str, code: &str) -> Result<SessionToken, CannotSignIn> {
    let ticket = ticket(world, name, password).await?;
    world.house.finish_sign_in(&ticket, code, HERE).await
}

/// Signs somebody in, and lets half a minute pass so that the next code is a new one.
async fn signed_in(world: &World, name: &str) -> SessionToken {
    let token = sign_in(world, name, PASSWORD, &world.code_of(name)).await.unwrap();
    world.clock.move_on(SignedDuration::from_secs(30));
    token
}

async fn worlds() -> Vec<World> {
    let mut all = Vec::new();
    for world in World::everywhere("2026-06-01T09:00").await {
        all.push(world.with_accounts().await);
    }
    all
}

#[tokio::test]
async fn the_right_name_password_and_code_open_the_door() {
    for world in worlds().await {
        let token = sign_in(&world, " Amara", PASSWORD, &world.code_of("amara")).await.unwrap();
        let session = world.house.signed_in(token).await.unwrap().unwrap();
        assert_eq!(session.desk.officer().id, officer("amara"));
        assert!(session.is_csrf(&session.csrf) && !session.is_csrf("x") && !session.is_csrf(""));
        assert_eq!(token.to_string().parse::<SessionToken>().unwrap(), token);
        assert_eq!(format!("{token:?}"), "‹session›");
    }
}

#[tokio::test]
async fn whatever_is_wrong_the_answer_is_the_same() {
    for world in worlds().await {
        let today = world.house.today();
        world.desk("meera").officer_leaves(officer("tom"), today).await.unwrap();
        let tries = [
            ("nobody", PASSWORD, world.code_of("amara")),
            ("amara", "wrong words here", world.code_of("amara")),
            ("amara", PASSWORD, "000000".to_owned()),
            ("amara", PASSWORD, String::new()),
            ("tom", PASSWORD, world.code_of("tom")),
            ("amara", PASSWORD, world.code_of("meera")),
        ];
        let good = ticket(&world, "meera", PASSWORD).await.unwrap().to_string().len();
        for (name, password, code) in tries {
            // The first step says the same to everybody.
            let ticket = ticket(&world, name, password).await.unwrap();
            assert_eq!(ticket.to_string().len(), good, "a ticket tells nothing by its length");
            let answer = world.house.finish_sign_in(&ticket, &code, HERE).await;
            assert!(matches!(answer, Err(CannotSignIn::Wrong)), "{name}");
        }
    }
}

#[tokio::test]
async fn a_code_works_once() {
    for world in worlds().await {
        let code = world.code_of("amara");
        sign_in(&world, "amara", PASSWORD, &code).await.unwrap();
        assert!(matches!(sign_in(&world, "amara", PASSWORD, &code).await, Err(CannotSignIn::Wrong)));
        world.clock.move_on(SignedDuration::from_secs(30));
        assert!(sign_in(&world, "amara", PASSWORD, &world.code_of("amara")).await.is_ok());
    }
}

#[tokio::test]
async fn a_ticket_is_good_for_five_minutes_and_cannot_be_made_up() {
    for world in worlds().await {
        let late = ticket(&world, "amara", PASSWORD).await.unwrap();
        world.move_on(0, 6);
        let answer = world.house.finish_sign_in(&late, &world.code_of("amara"), HERE).await;
        assert!(matches!(answer, Err(CannotSignIn::TooLate)));
        let mut letters = ticket(&world, "amara", PASSWORD).await.unwrap().to_string().into_bytes();
        letters[60] = if letters[60] == b'A' { b'B' } else { b'A' };
        let changed: Ticket = String::from_utf8(letters).unwrap().parse().unwrap();
        let answer = world.house.finish_sign_in(&changed, &world.code_of("amara"), HERE).await;
        assert!(matches!(answer, Err(CannotSignIn::TooLate)));
        assert!("no ticket!".parse::<Ticket>().is_err());
    }
}

#[tokio::test]
async fn a_session_ends_after_fifteen_idle_minutes_and_after_eight_hours() {
    for world in worlds().await {
        let idle = signed_in(&world, "amara").await;
        world.move_on(0, 14);
        assert!(world.house.signed_in(idle).await.unwrap().is_some());
        world.move_on(0, 14);
        assert!(world.house.signed_in(idle).await.unwrap().is_some(), "it was in use");
        world.move_on(0, 16);
        assert!(world.house.signed_in(idle).await.unwrap().is_none());

        let busy = signed_in(&world, "amara").await;
        for _ in 0..47 {
            world.move_on(0, 10);
            assert!(world.house.signed_in(busy).await.unwrap().is_some());
        }
        world.move_on(0, 10);
        assert!(world.house.signed_in(busy).await.unwrap().is_none(), "eight hours are over");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_nobody_has_more_than_two() {
    for world in worlds().await {
        let first = signed_in(&world, "amara").await;
        let second = signed_in(&world, "amara").await;
        assert_ne!(first, second, "a new session has a new name");
        let third = signed_in(&world, "amara").await;
        assert!(world.house.signed_in(first).await.unwrap().is_none());
        assert!(world.house.signed_in(second).await.unwrap().is_some());
        world.house.sign_out(third).await.unwrap();
        assert!(world.house.signed_in(third).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn somebody_who_leaves_is_out_at_once() {
    for world in worlds().await {
        let token = signed_in(&world, "tom").await;
        world.desk("meera").officer_leaves(officer("tom"), world.house.today()).await.unwrap();
        assert!(world.house.signed_in(token).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn guessing_comes_to_an_end_for_names_that_exist_and_names_that_do_not() {
    for world in worlds().await {
        for name in ["amara", "nobody"] {
            let mut answers = Vec::new();
            for _ in 0..12 {
                answers.push(matches!(world.house.begin_sign_in(name, "guess", HERE).await, Err(CannotSignIn::TooMany)));
            }
            assert_eq!(answers.iter().position(|too_many| *too_many), Some(10), "{name}");
        }
        let elsewhere = world.house.begin_sign_in("amara", PASSWORD, "10.9.9.9").await;
        assert!(matches!(elsewhere, Err(CannotSignIn::TooMany)), "the account is closed to guesses from anywhere");
        world.move_on(0, 16);
        assert!(sign_in(&world, "amara", PASSWORD, &world.code_of("amara")).await.is_ok());

        let ticket = ticket(&world, "meera", PASSWORD).await.unwrap();
        for _ in 0..5 {
            assert!(matches!(world.house.finish_sign_in(&ticket, "000000", "10.0.0.2").await, Err(CannotSignIn::Wrong)));
        }
        let right = world.house.finish_sign_in(&ticket, &world.code_of("meera"), "10.0.0.2").await;
        assert!(matches!(right, Err(CannotSignIn::TooMany)), "a code is guessed five times, not more");
    }
}

#[tokio::test]
async fn an_officer_without_a_second_factor_sets_one_up_at_the_first_sign_in() {
    for world in worlds().await {
        let mut tx = world.database.ledger.begin("take the code away").await.unwrap();
        let hash = tx.credential(officer("amara")).await.unwrap().unwrap().password_hash;
        tx.keep_credential(officer("amara"), &hash, None).await.unwrap();
        tx.commit().await.unwrap();
        let Next::Enrol(ticket, enrolment) = world.house.begin_sign_in("amara", PASSWORD, HERE).await.unwrap() else { panic!() };
        assert!(enrolment.url.starts_with("otpauth://totp/Holdfast:amara?secret="));
        let Next::Code(_) = world.house.begin_sign_in("amara", "wrong", HERE).await.unwrap() else {
            panic!("only after the password")
        };
        let secret = data_encoding::BASE32_NOPAD.decode(enrolment.secret.replace(' ', "").as_bytes()).unwrap();
        let code = desk::sign_in::code_at(&secret, world.house.now());
        assert!(world.house.finish_sign_in(&ticket, &code, HERE).await.is_ok());
        let Next::Code(_) = world.house.begin_sign_in("amara", PASSWORD, HERE).await.unwrap() else { panic!("set up once") };
    }
}

#[tokio::test]
async fn a_new_account_has_a_password_worth_the_name() {
    for world in worlds().await {
        let mut account = testkit::account("amara");
        account.id = casefile::ids::OfficerId(uuid::Uuid::from_u128(77));
        account.sign_in = "new.person".into();
        let new = |password: &str| desk::NewOfficer { account: account.clone(), password: password.into() };
        assert!(world.house.give_account(&new("short")).await.is_err());
        assert!(world.house.give_account(&new(PASSWORD)).await.is_ok());
        let mut twin = new(PASSWORD);
        twin.account.id = casefile::ids::OfficerId(uuid::Uuid::from_u128(78));
        assert!(world.house.give_account(&twin).await.is_err(), "the name is taken");
    }
}
