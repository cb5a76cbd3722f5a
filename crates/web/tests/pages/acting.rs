//! Acting on a file: facts, evidence, decisions, waivers, hand-overs, stale forms.

use casefile::facts::LookPurpose;
use casefile::facts::{Kind, Shape};
use testkit::{World, officer, team};

use crate::browser::{Browser, Page, day};

async fn record(browser: &Browser, file: &str, kind: &str, answers: &[(&str, &str)]) -> Page {
    let path = format!("/files/{file}/act/{kind}");
    let when = day("happened", "1", "6", "2026");
    let mut all: Vec<(&str, &str)> = when.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend(answers);
    browser.fill(&path, &path, &all).await
}

async fn evidence(browser: &Browser, file: &str) -> Page {
    let (by, to) = (format!("team:{}", team("housing").0), team("housing").0.to_string());
    record(
        browser,
        file,
        "evidence-received",
        &[("by", &by), ("to", &to), ("evidence", "police-letter"), ("shows", "violence"), ("words", "he was charged")],
    )
    .await
    .is(303)
}

#[tokio::test]
async fn a_decision_waits_until_the_evidence_is_read() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        evidence(&browser, &file).await;
        let page = browser
            .get(&format!("/files/{file}/decide"))
            .await
            .is(200)
            .says("Nothing can be decided yet: this evidence is unread");
        assert!(!page.body.contains("name=\"outcome\""), "no outcome is offered while evidence is unread");
        let consider = page.link(&format!("/files/{file}/evidence/"), "/consider");
        browser
            .fill(&consider, &consider, &[("changes", "yes"), ("words", "")])
            .await
            .is(422)
            .says("Say in a line what it changes");
        let done = browser.fill(&consider, &consider, &[("changes", "yes"), ("words", "she is at risk at home")]).await.is(303);
        browser.get(done.to()).await.is(200).says("Recorded as read");
        browser.get(&format!("/files/{file}/decide")).await.is(200).says("What is decided?");
    }
}

#[tokio::test]
async fn an_outcome_that_the_law_does_not_allow_is_refused_with_what_is_possible_and_nothing_typed_is_lost() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        let decide = format!("/files/{file}/decide");
        let page = browser
            .fill(
                &decide,
                &decide,
                &[("subject", "homelessness"), ("outcome", "against"), ("reasons", "no local connection, as we see it")],
            )
            .await
            .is(422);
        page.says("This cannot be recorded as it is").says("What you can do instead").says("no local connection, as we see it");
        browser.get(&format!("/files/{file}/act/turned-away")).await.is(404);
        let page = browser.get(&format!("/files/{file}/act")).await.is(200);
        assert!(
            !page.body.contains("act/turned-away") && !page.body.contains("act/asked-again"),
            "what may not be done is not offered"
        );
    }
}

/// The answers with the first of June as the day on which it happened.
fn today<'a>(when: &'a [(String, String)], answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    when.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(answers.iter().copied()).collect()
}

#[tokio::test]
async fn what_another_body_has_done_is_refused_as_an_act_and_recorded_as_it_was_in_a_second_step() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        world.move_on(24, 0);
        let browser = Browser::of(&world, "amara").await;
        let (act, as_it_was) = (format!("/files/{file}/act/interview-held"), format!("/files/{file}/as-it-was/interview-held"));
        let (when, yesterday) = (day("happened", "2", "6", "2026"), day("happened", "1", "6", "2026"));
        let by = team("housing").0.to_string();

        // What the officer's own team is about to do is refused, and there is no way round.
        let refused = browser.fill(&act, &act, &today(&when, &[("by", &by)])).await.is(422);
        refused.says("held in private").says_nothing_of("name=\"as-it-was\"");

        // What has already happened is refused too, with the second step beside it.
        let typed = [("by", by.as_str()), ("trained_officer", "yes")];
        let refused = browser.fill(&act, &act, &today(&yesterday, &typed)).await.is(422);
        let refused = refused.says("What you can do instead").says("This has already happened: record it as it was");
        let step = browser.send_form(&refused, &act, &[&today(&yesterday, &typed)[..], &[("as-it-was", "yes")]].concat()).await;
        let step = step.is(200).says("How is it known that this happened?").says("what puts it right is owed from then on");
        let silent = browser.send_form(&step, &as_it_was, &today(&yesterday, &typed)).await;
        let silent = silent.is(422).says("Say how it is known");
        let told = [&today(&yesterday, &typed)[..], &[("how-known", "she told us at the window")]].concat();
        let done = browser.send_form(&silent, &as_it_was, &told).await.is(303);
        browser.get(done.to()).await.is(200).says("Recorded as it was").says("Hear her again in private");
        let timeline = browser.get(&format!("/files/{file}/timeline")).await.is(200);
        timeline.says("Interview held").says("Recorded as it was").says_nothing_of("she told us at the window");
    }
}

#[tokio::test]
async fn that_she_was_turned_away_elsewhere_is_recorded_from_the_menu() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        let menu = browser.get(&format!("/files/{file}/act")).await.is(200).says("Record what another body has done");
        let path = menu.link(&format!("/files/{file}/as-it-was/"), "turned-away");
        let (now, before) = (day("happened", "1", "6", "2026"), day("happened", "31", "5", "2026"));
        let by = team("housing").0.to_string();
        let told = [("by", by.as_str()), ("how", "come-back-later"), ("how-known", "it is in the call log")];
        browser.fill(&path, &path, &today(&now, &told)).await.is(422).says("cannot be recorded as past");
        browser.fill(&path, &path, &today(&before, &told)).await.is(303);
        browser.get(&format!("/files/{file}/timeline")).await.is(200).says("Turned away");
        browser.get(&format!("/files/{file}/as-it-was/obligation-escalated")).await.is(404);
    }
}

#[tokio::test]
async fn a_stale_form_shows_what_is_new_and_keeps_what_was_typed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let (amara, tom) = (Browser::of(&world, "amara").await, Browser::of(&world, "tom").await);
        let path = format!("/files/{file}/act/noted");
        let form = amara.get(&path).await.is(200);
        evidence(&tom, &file).await;
        let when = day("happened", "1", "6", "2026");
        let mut answers: Vec<(&str, &str)> = when.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        answers.push(("words", "she rang and asked for a call back"));
        let page = amara.send_form(&form, &path, &answers).await.is(409);
        let page = page
            .says("Somebody added to this file")
            .says("Evidence received on 1 June 2026")
            .says("she rang and asked for a call back");
        amara.send_form(&page, &path, &answers).await.is(303);
    }
}

#[tokio::test]
async fn a_waiver_needs_a_second_person() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let amara = Browser::of(&world, "amara").await;
        let owed = amara.get(&format!("/files/{file}")).await.link(&format!("/files/{file}/owed/"), "");
        let waive = format!("{owed}/waive");
        amara.fill(&waive, &waive, &[("reason", "")]).await.is(422).says("Say why it need not be done");
        amara.fill(&waive, &waive, &[("reason", "she asked for it, in a safe way")]).await.is(303);
        let page = amara.get(&owed).await.is(200).says("asks that this be waived").says("It stays owed");
        let waiver = page.link(&format!("/files/{file}/waivers/"), "");
        let refused = amara.fill(&waiver, &waiver, &[("decision", "agree"), ("reason", "fine")]).await;
        assert!([403, 422].contains(&refused.status.as_u16()), "the same person cannot agree");
        let dan = Browser::of(&world, "dan").await;
        dan.fill(&waiver, &waiver, &[("decision", "decline"), ("reason", "")]).await.is(422).says("Say why");
        dan.fill(&waiver, &waiver, &[("decision", "decline"), ("reason", "nobody has asked her alone")]).await.is(303);
        let declined = amara.get(&owed).await.is(200);
        declined
            .says("Dan declined what you asked: that this be waived. It stays owed.")
            .says("Waiver declined Officer: Dan")
            .says_nothing_of("nobody has asked her alone");
        amara.get("/work").await.is(200).says("Waiver declined");
        let late = dan.fill(&waiver, &waiver, &[("decision", "agree"), ("reason", "on second thoughts")]).await;
        late.is(422).says("This waiver has been declined");
        // Asked again for a new reason, it can be agreed to.
        amara.fill(&waive, &waive, &[("reason", "she said so, alone and in her own words")]).await.is(303);
        let waiver = dan.get(&owed).await.is(200).link(&format!("/files/{file}/waivers/"), "");
        dan.fill(&waiver, &waiver, &[("decision", "agree"), ("reason", "she told me so herself")]).await.is(303);
        dan.get(&owed).await.is(200).says("Waived on 1 June 2026");
    }
}

#[tokio::test]
async fn days_that_cannot_be_are_explained() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        let path = format!("/files/{file}/act/noted");
        for ((d, m, y), said) in [
            (("29", "2", "2025"), "There is no 29 February in 2025"),
            (("1", "1", "9999"), "The year must be between 1900 and 2200"),
            (("2", "6", "2026"), "That day has not come yet"),
            (("", "", ""), "Enter the day on which it happened"),
        ] {
            let when = day("happened", d, m, y);
            let answers: Vec<(&str, &str)> = when.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            browser.fill(&path, &path, &answers).await.is(422).says(said);
        }
    }
}

#[tokio::test]
async fn a_plan_has_steps_with_owners_and_days() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        let path = format!("/files/{file}/plan/new");
        let who = format!("team:{}", team("housing").0);
        let mut answers = vec![
            ("plan", "safety-plan"),
            ("step-1-what", "Change the locks"),
            ("step-1-kind", "safety"),
            ("step-1-who", who.as_str()),
        ];
        browser
            .fill(&path, &path, &answers)
            .await
            .is(422)
            .says("Each step of a service has a day")
            .says("What you can do instead");
        let due = day("step-1-due", "5", "6", "2026");
        answers.extend(due.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        browser.fill(&path, &path, &answers).await.is(303);
        browser
            .get(&format!("/files/{file}/plan"))
            .await
            .is(200)
            .says("Safety plan")
            .says("Change the locks")
            .says("5 June 2026");
        browser.fill(&path, &path, &[("more", "steps")]).await.is(200).says("Step 6");
    }
}

#[tokio::test]
async fn a_fact_is_corrected_and_the_old_one_stays_readable() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        evidence(&browser, &file).await;
        let page = browser.get(&format!("/files/{file}/evidence")).await.is(200);
        let correct = page.link(&format!("/files/{file}/facts/"), "/correct");
        let form = browser.get(&correct).await.is(200).says("Leave it empty and it stays as it was");
        assert!(form.body.contains("value=\"police-letter\" selected"), "what it had stands in the form");
        assert!(!form.body.contains("he was charged"), "sealed words stay sealed");
        let when = day("happened", "1", "6", "2026");
        let (by, to) = (format!("team:{}", team("housing").0), team("housing").0.to_string());
        let corrected = [("by", by.as_str()), ("to", to.as_str()), ("evidence", "medical-evidence")];
        let done = browser.send_form(&form, &correct, &today(&when, &corrected)).await.is(303);
        let timeline = browser.get(done.to()).await.is(200);
        timeline.says("Corrected since").says("Medical evidence");

        // The words stayed as they were, under a lock of their own, and nobody looked at them on the way.
        let id = file.parse().unwrap();
        let words =
            async |fact| world.desk("amara").reveal(id, fact, "words", LookPurpose::Check).await.map(|it| it.words().to_owned());
        let newest = async || {
            let opened = world.desk("amara").open(id).await.unwrap();
            opened.file.facts().iter().rfind(|fact| fact.body.kind() == Kind::EvidenceReceived).unwrap().id
        };
        let carried = newest().await;
        assert!(!correct.contains(&carried.to_string()));
        assert!(world.desk("meera").who_looked(id, None, 10).await.unwrap().1.is_empty());
        assert_eq!(words(carried).await.unwrap(), "he was charged");

        // Others take their place, or they are taken out.
        let again = format!("/files/{file}/facts/{carried}/correct");
        let typed = [&corrected[..], &[("words", "he was cautioned")]].concat();
        browser.fill(&again, &again, &today(&when, &typed)).await.is(303);
        let replaced = newest().await;
        assert_eq!(words(replaced).await.unwrap(), "he was cautioned");
        let again = format!("/files/{file}/facts/{replaced}/correct");
        let out = [&corrected[..], &[("words-out", "yes")]].concat();
        browser.fill(&again, &again, &today(&when, &out)).await.is(303);
        assert!(words(newest().await).await.is_err());
    }
}

#[tokio::test]
async fn a_telephone_number_moves_unread_to_the_person_whom_the_correction_names() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let opened = world.desk("amara").open(file).await.unwrap();
        let survivor = opened.file.survivor().unwrap();
        let child = opened.file.people().all().iter().find(|one| one.id != survivor).unwrap().id;
        let browser = Browser::of(&world, "amara").await;
        let place = |person: casefile::ids::PersonId| person.0.to_string();
        let when = day("happened", "1", "6", "2026");
        let (mine, other) = (place(survivor), place(child));
        let path = format!("/files/{file}/act/address-recorded");
        let by = team("housing").0.to_string();
        let answers = [("by", by.as_str()), ("person", mine.as_str()), ("value", "12 Elm Road")];
        browser.fill(&path, &path, &today(&when, &answers)).await.is(303);
        let newest = async || {
            let opened = world.desk("amara").open(file).await.unwrap();
            opened.file.facts().iter().rfind(|fact| fact.body.kind() == Kind::AddressRecorded).unwrap().clone()
        };
        let old = newest().await;
        let correct = format!("/files/{file}/facts/{}/correct", old.id);
        browser.fill(&correct, &correct, &today(&when, &[("by", &by), ("person", &other)])).await.is(303);
        let new = newest().await;
        assert_eq!((new.supersedes, new.body.people()[0]), (Some(old.id), child));
        let field = new.body.kind().info().fields.iter().find(|field| matches!(field.shape, Shape::Sealed(_))).unwrap();
        let words = world.desk("amara").reveal(file, new.id, field.name, LookPurpose::Check).await.unwrap();
        assert_eq!(words.words(), "12 Elm Road");
    }
}

#[tokio::test]
async fn managers_see_their_team_and_give_work_to_others() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        world.a_file_by("amara").await;
        Browser::of(&world, "amara").await.get("/team").await.is(403).says("This is for somebody else to do");
        let meera = Browser::of(&world, "meera").await;
        meera.get("/team").await.is(200).says("By officer").says("By rule");
        let form = meera.get("/team/reassign").await.is(200);
        let work = form
            .body
            .split("name=\"work\" type=\"checkbox\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .to_owned();
        meera
            .send_form(&form, "/team/reassign", &[])
            .await
            .is(422)
            .says("Choose who is to have it")
            .says("Choose at least one piece of work");
        let tom = officer("tom").0.to_string();
        meera.send_form(&form, "/team/reassign", &[("officer", &tom), ("work", &work), ("why", "amara is away")]).await.is(303);
        let page = Browser::of(&world, "tom").await.get("/work").await.is(200);
        assert!(page.body.contains("hf-work__card"), "tom has it now");
    }
}

#[tokio::test]
async fn somebody_who_leaves_gives_the_work_back_to_the_team() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        world.a_file_by("amara").await;
        let meera = Browser::of(&world, "meera").await;
        let amara = officer("amara").0.to_string();
        meera
            .fill("/team/absence", "/team/absence", &[("officer", &amara), ("what", "away")])
            .await
            .is(422)
            .says("Enter the day on which they are back");
        meera.fill("/team/absence", "/team/absence", &[("officer", &amara), ("what", "left")]).await.is(303);
        meera.get("/team").await.is(200).says("Nobody yet");
    }
}

#[tokio::test]
async fn every_kind_that_is_offered_has_a_form_that_opens() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let file = world.a_file_by("amara").await.to_string();
    let browser = Browser::of(&world, "amara").await;
    let page = browser.get(&format!("/files/{file}/act")).await.is(200);
    let start = format!("/files/{file}/");
    let links = page.body.split("<dt><a class=\"govuk-link\" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut number = 0;
    for link in links {
        assert!(link.starts_with(&start));
        let form = browser.get(link).await;
        assert!(form.status == 200, "{link}: {}", form.words());
        number += 1;
    }
    assert!(number > 80, "{number} kinds are offered");
}

#[tokio::test]
async fn one_tap_keeps_her_number_from_him_and_only_the_next_safe_way_is_shown() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        let contact = format!("/files/{file}/contact");
        let people = browser.get(&format!("/files/{file}/people")).await.is(200);
        let keep = format!("/files/{file}/keep");
        let done = browser.send_form(&people, &keep, &[]).await.is(303);
        browser
            .get(done.to())
            .await
            .is(200)
            .says("Marked. It binds everything that leaves")
            .says("This school or nursery is kept from Karl");
        let again = browser.send_form(&people, &keep, &[]).await.is(303);
        browser.get(again.to()).await.is(200);
        let marked = browser.get(&contact).await.is(200);
        assert_eq!(marked.body.matches("must not reach Karl").count(), 1, "what is kept already is not marked twice");

        let (safe, ways) = (("safe", "yes"), ("ways", "voice"));
        let confirmed = day("confirmed", "1", "6", "2026");
        let confirmed: Vec<(&str, &str)> = confirmed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let form = browser.get(&format!("/files/{file}/act/safe-contact-set")).await.is(200);
        let her = form.body.split("<option value=\"").skip(1).find(|option| option.contains("Asha")).unwrap();
        let her = ("person", her.split('"').next().unwrap());
        let sealed = [("value", "01632 960 777"), ("hours", "before three")];
        let told = [&confirmed[..], &[her, ("channel", "phone"), safe, ways], &sealed].concat();
        record(&browser, &file, "safe-contact-set", &told).await.is(303);
        let page = browser.get(&contact).await.is(200).says("Use this way next").says("Ringing, and speaking to nobody else");
        page.says("Do not disclose this telephone number to").says_nothing_of("01632 960 777").says_nothing_of("before three");

        // Thirty days later nothing is safe until she confirms it again; number and hours need not be typed again.
        world.move_on(24 * 31, 0);
        let browser = Browser::of(&world, "amara").await;
        let lapsed = browser.get(&contact).await.is(200).says("No way of reaching her is known to be safe").says("too long ago");
        let confirm = lapsed.link(&format!("/files/{file}/contact/"), "/confirm");
        let form = browser.get(&confirm).await.is(200).says("stay as they are");
        let act = format!("/files/{file}/act/safe-contact-set");
        let when = [day("happened", "2", "7", "2026"), day("confirmed", "2", "7", "2026")].concat();
        let again: Vec<(&str, &str)> = when.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let earlier = confirm.split('/').nth(4).unwrap();
        let again = [&again[..], &[her, ("channel", "phone"), safe, ways, ("confirms", earlier)]].concat();
        browser.send_form(&form, &act, &again).await.is(303);
        let page = browser.get(&contact).await.is(200).says("Use this way next").says("days and hours");
        page.says_nothing_of("too long ago");
    }
}

#[tokio::test]
async fn when_someone_may_have_found_out_her_safety_is_owed_at_once_and_nothing_is_closed_before_it() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        let found_out = format!("/files/{file}/found-out");
        browser.get(&format!("/files/{file}")).await.is(200).says("Someone may have found out");
        let quiet = browser.get(&found_out).await.is(200).says("Nothing on this file has been recorded as sent or shared");
        assert!(!quiet.body.contains("Nothing leaves this file"), "nothing has been said to have got out");

        // Nobody knows with whom her number is: it counts as being with him.
        let by = team("housing").0.to_string();
        record(&browser, &file, "breach-found", &[("by", &by), ("items", "phone")]).await.is(303);
        let page = browser.get(&found_out).await.is(200).says("Nothing leaves this file but what protects her");
        let page = page.says("What is owed because of it").says("What is known to have got out");
        let breach = page.body.split("id=\"fact-").nth(1).unwrap()[..36].to_owned();

        // It is never a small matter, and does not close before she is protected.
        let small = record(&browser, &file, "breach-graded", &[("breach", &breach), ("by", &by), ("grade", "low")]).await;
        small.is(422).says("What you can do instead");
        let closed =
            record(&browser, &file, "breach-closed", &[("breach", &breach), ("by", &by), ("words", "nothing came of it")]).await;
        closed.is(422).says("What you can do instead");
    }
}
