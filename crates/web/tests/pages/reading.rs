//! Opening files: what stands on their pages, what stays hidden, and who finds nothing.

use casefile::commands::RecordFact;
use casefile::facts::{RepairReported, Shows, When, Who};
use desk::Sent;
use testkit::{World, team};

use crate::browser::Browser;

#[tokio::test]
async fn a_file_that_may_not_be_opened_and_one_that_is_not_there_look_alike() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let lars = Browser::of(&world, "lars").await;
        for part in [
            "",
            "/timeline",
            "/people",
            "/contact",
            "/evidence",
            "/decisions",
            "/plan",
            "/act",
            "/act/noted",
            "/decide",
            "/hand-over",
        ] {
            let (barred, absent) = (
                lars.get(&format!("/files/{file}{part}")).await.is(404),
                lars.get(&format!("/files/00000000-0000-4000-8000-000000000000{part}")).await.is(404),
            );
            assert_eq!(barred.body, absent.body, "{part}");
            assert_eq!(barred.headers, absent.headers, "{part}");
        }
    }
}

#[tokio::test]
async fn every_part_of_a_file_is_drawn_and_says_nothing_sealed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let browser = Browser::of(&world, "amara").await;
        for part in [
            "",
            "/timeline",
            "/people",
            "/contact",
            "/evidence",
            "/decisions",
            "/plan",
            "/act",
            "/decide",
            "/plan/new",
            "/hand-over",
            "/assign",
            "/bring-in",
        ] {
            let page = browser.get(&format!("/files/{file}{part}")).await.is(200).says_nothing_of("he waits outside the school");
            assert!(!page.body.split("</title>").next().unwrap().contains("Asha"), "a title names her");
        }
        browser.get(&format!("/files/{file}/people")).await.says("Asha Rahman").says("Mina").says("Karl");
        browser.get(&format!("/files/{file}/contact")).await.says("No way of reaching her is known to be safe");
    }
}

#[tokio::test]
async fn sealed_words_are_shown_once_for_a_reason_and_the_look_is_on_record() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let browser = Browser::of(&world, "amara").await;
        let page = browser.get(&format!("/files/{file}/timeline")).await.is(200);
        let action = format!("/files/{file}/reveal");
        let shown = browser.send_form(&page, &action, &[("purpose", "safety")]).await.is(200);
        shown.says("he waits outside the school").says("Seen by").says("To act on danger");
        browser.send_form(&page, &action, &[("purpose", "out of curiosity")]).await.is(400);
        let looks = world.desk("meera").who_looked(file, None, 10).await.unwrap().1;
        assert_eq!(looks.len(), 1);
    }
}

#[tokio::test]
async fn a_past_day_shows_what_was_known_then_and_offers_nothing_to_do() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        world.move_on(48, 0);
        let browser = Browser::of(&world, "amara").await;
        browser
            .get(&format!("/files/{file}?on=2026-05-31"))
            .await
            .is(200)
            .says("As known on 31 May 2026")
            .says("Nothing is owed as far as was known then");
        let page = browser.get(&format!("/files/{file}?on=2026-06-02")).await.is(200).says("As known on 2 June 2026");
        assert!(!page.body.contains("hf-work__act"), "a past day has no buttons");
        browser.get(&format!("/files/{file}?on=2026-07-01")).await.is(200).says("That day has not come yet");
        browser.get(&format!("/files/{file}/timeline?on=tomorrow")).await.is(200).says("That is not a day");
    }
}

#[tokio::test]
async fn what_is_owed_opens_to_its_facts_its_clock_its_ladder_and_its_source() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let browser = Browser::of(&world, "amara").await;
        let owed = browser.get(&format!("/files/{file}")).await.is(200).link(&format!("/files/{file}/owed/"), "");
        let page = browser.get(&owed).await.is(200);
        page.says("Why it is owed")
            .says("How the time is counted")
            .says("Who hears of it if nothing happens")
            .says("Where it stands")
            .says("What you can do");
        let unknown = owed.replace("/owed/", "/owed/not-a-rule-");
        browser.get(&unknown).await.is(404);
    }
}

#[tokio::test]
async fn my_work_says_why_since_when_under_which_law_and_what_to_do() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        world.a_file_by("amara").await;
        let browser = Browser::of(&world, "amara").await;
        browser
            .get("/work")
            .await
            .is(200)
            .says("What I owe")
            .says("Because disclosure made on 1 June 2026")
            .says("Housing Act 1996")
            .says("Asha Rahman");
        browser.get("/work?whose=team").await.is(200).says("What my team owes");
    }
}

#[tokio::test]
async fn what_one_survivor_is_owed_stands_together_and_who_owes_nothing_sees_the_team() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await.get("/work").await.is(200);
        let heads = amara.body.matches("hf-work__whose").count();
        let cards = amara.body.matches("hf-work__title").count();
        assert!((1..=3).contains(&heads) && cards > 2 * heads, "{heads} heads over {cards} cards");
        let amara = amara.says("What I owe").says("Asha Rahman : ").says_nothing_of("You owe nothing");
        assert!(amara.body.contains(&format!("/files/{file}")));
        // A manager without work of her own lands on what the team owes, and is told why.
        let meera = Browser::of(&world, "meera").await.get("/work").await.is(200);
        meera.says("You owe nothing yourself now. This is what your team owes, most urgent first.").says("Somewhere safe today");
    }
}

#[tokio::test]
async fn a_line_about_a_file_that_one_may_not_open_names_nobody() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let desk = world.desk("amara");
        // The landlord owes something in the file and is no party to it.
        desk.bring_in(file, team("landlord"), None, Sent::default()).await.unwrap();
        let survivor = desk.open(file).await.unwrap().file.survivor().unwrap();
        let report = RepairReported {
            by: Who::Person(survivor),
            to: team("landlord"),
            owner: Some(team("landlord")),
            due: None,
            shows: Shows::VIOLENCE,
            placement: None,
            words: None,
        };
        let told = RecordFact { body: report.into(), happened: When::on(jiff::civil::date(2026, 6, 1)), known: Vec::new() };
        desk.act(file, &told, Sent::default()).await.unwrap();
        let lars = Browser::of(&world, "lars").await;
        lars.get(&format!("/files/{file}")).await.is(404);
        let page = lars.get("/work?whose=team").await.is(200).says("Repairs have an owner and a day");
        for hers in ["Asha", "Rahman", "Mina", "Karl", "waits outside the school", "repair reported"] {
            page.words().contains(hers).then(|| panic!("{hers} is on the page:\n{}", page.words()));
        }
    }
}

#[tokio::test]
async fn a_person_is_found_by_a_name_with_one_more_detail_and_only_by_those_who_may_open_the_file() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let asked = [("purpose", "casework"), ("name", "rahman asha"), ("with", "mina")];
        let amara = Browser::of(&world, "amara").await;
        let found = amara.fill("/search", "/search", &asked).await.is(200);
        assert!(found.body.contains(&file.to_string()));
        amara.fill("/search", "/search", &asked[1..]).await.is(422).says("Choose what it is for");
        amara.fill("/search", "/search", &asked[..2]).await.is(422).says("A name alone is not enough");
        amara
            .fill("/search", "/search", &[("purpose", "safety"), ("reached", "Asha")])
            .await
            .is(422)
            .says("whole telephone number");
        let lars = Browser::of(&world, "lars").await;
        let none = lars.fill("/search", "/search", &asked).await.is(200).says("Nothing that you may open");
        let nobody = [("purpose", "casework"), ("name", "rahman asha"), ("with", "nobody")];
        let nobody = lars.fill("/search", "/search", &nobody).await.is(200);
        assert_eq!(none.words(), nobody.words());
        Browser::of(&world, "vera").await.get("/search").await.is(403);
    }
}

#[tokio::test]
async fn everybody_sees_and_corrects_their_own_details_and_nobody_elses() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        for name in ["tom", "ada", "vera"] {
            let browser = Browser::of(&world, name).await;
            let answers = [
                ("names", "Tomasz Nowak\nTom Karlsson"),
                ("phones", "07700 900321"),
                ("close-1-name", "Ola Nowak"),
                ("close-1-how", "my sister"),
            ];
            let kept = browser.fill("/me/links", "/me/links", &answers).await.is(303);
            assert_eq!(kept.to(), "/me/links?said=details-kept");
            browser.get("/me/links").await.is(200).says("Tomasz Nowak Tom Karlsson").says("07700 900321");
            browser.fill("/me/links", "/me/links", &[("close-2-how", "a friend")]).await.is(422).says("Enter the name");
        }
        Browser::of(&world, "meera").await.get("/me/links").await.is(200).says_nothing_of("Nowak");
        // A link found makes no difference to the answer.
        let amara = Browser::of(&world, "amara").await;
        let him = [
            ("kind", "x"),
            ("names", "Karl"),
            ("close-1-name", "Asha Rahman"),
            ("close-1-born-day", "1"),
            ("close-1-born-month", "1"),
            ("close-1-born-year", "1990"),
        ];
        let kept = amara.fill("/me/links", "/me/links", &him).await.is(303);
        assert_eq!(kept.to(), "/me/links?said=details-kept");
        amara.get(&format!("/files/{file}")).await.is(200);
    }
}

#[tokio::test]
async fn stories_rules_and_help_are_there_for_everybody() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::of(&world, "iris").await;
    let stories = browser.get("/stories").await.is(200).says("Tessa");
    browser
        .get(&stories.link("/stories/", "tessa"))
        .await
        .is(200)
        .says("Holdfast would have forced the issue on")
        .says("Day by day");
    browser.get("/stories/unknown").await.is(404);
    browser.get("/rules").await.is(200).says("rules in force on");
    browser.get("/rules?topic=Nothing&on=2018-02-06").await.is(200).says("6 February 2018");
    browser.get("/help").await.is(200).says("Sign out");
}

/// How well somebody could tell two kinds of requests apart by their times: the share of the second half that a line drawn through the first half
/// puts on the right side. A half is what a coin does.
#[expect(clippy::cast_precision_loss, reason = "a few hundred requests")]
fn told_apart(one: &[f64], other: &[f64]) -> f64 {
    let half = one.len() / 2;
    let right = |line: f64, lower: &[f64], higher: &[f64]| {
        let right = lower.iter().filter(|time| **time <= line).count() + higher.iter().filter(|time| **time > line).count();
        right as f64 / (lower.len() + higher.len()) as f64
    };
    let lines = one[..half].iter().chain(&other[..half]);
    let best = lines.flat_map(|line| {
        [(right(*line, &one[..half], &other[..half]), *line, true), (right(*line, &other[..half], &one[..half]), *line, false)]
    });
    let (_, line, straight) = best.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    if straight { right(line, &one[half..], &other[half..]) } else { right(line, &other[half..], &one[half..]) }
}

#[tokio::test]
async fn a_hidden_file_and_one_that_is_not_there_cannot_be_told_apart_by_time() {
    const EACH: usize = 120;
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        world.bar("tom", file).await;
        let tom = Browser::of(&world, "tom").await;
        let hidden = format!("/files/{file}");
        let mut told = Vec::new();
        // What is there to be told is told every time; what a busy machine does by chance is not.
        while told.len() < 3 && told.last().is_none_or(|told| *told >= 0.65) {
            let (mut there, mut absent) = (Vec::new(), Vec::new());
            for nth in 0..EACH {
                let nowhere = format!("/files/{}", uuid::Uuid::from_u128(0x4000_8000_0000_0000_0000 + nth as u128));
                for (path, times) in [(&hidden, &mut there), (&nowhere, &mut absent)] {
                    let began = std::time::Instant::now();
                    tom.get(path).await.is(404);
                    times.push(began.elapsed().as_secs_f64());
                }
            }
            assert!(there.iter().chain(&absent).all(|time| *time >= web::door::BEAT.as_secs_f64()));
            told.push(told_apart(&there, &absent));
        }
        assert!(told.last().is_some_and(|told| *told < 0.65), "{told:?} on {}", world.database.name);
        assert!(told_apart(&[1.0; 8], &[2.0; 8]) > 0.9, "the classifier itself can tell");
    }
}

#[tokio::test]
async fn the_pages_for_anybody_set_no_cookie_and_name_nothing() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0);
    let browser = Browser::at(&world);
    for path in ["/information", "/information/about", "/information/leaving"] {
        let page = browser.get(path).await.is(200).says("Leave this page");
        assert!(!page.headers.contains_key("set-cookie"), "{path}");
        assert!(page.body.contains("<title>Information</title>"), "{path}");
    }
    let out = browser.get("/information/out").await.is(303);
    assert_eq!(out.to(), "https://www.bbc.co.uk/weather");
    assert_eq!(out.headers["referrer-policy"], "no-referrer");
    assert_eq!(out.headers["clear-site-data"], "\"cache\", \"storage\"");
}
