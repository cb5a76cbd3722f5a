//! Who may open a file, who has looked, and what a colleague with a link is told: nothing.

use casefile::facts::LookPurpose;
use testkit::{World, officer};

use crate::browser::Browser;

#[tokio::test]
async fn a_file_is_closed_on_one_page_and_opened_again_by_two_people() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let (home, access) = (format!("/files/{file}"), format!("/files/{file}/access"));
        let tom = Browser::of(&world, "tom").await;
        tom.get(&home).await.is(200);
        let amara = Browser::of(&world, "amara").await;
        amara.get(&access).await.is(200).says("Staff of the services below");
        let (close, named) = (format!("{access}/restrict"), officer("meera").to_string());
        amara.fill(&close, &close, &[("named", &named)]).await.is(422).says("Choose how closely");
        amara.fill(&close, &close, &[("hidden", "yes"), ("named", &named)]).await.is(303);
        for part in ["", "/timeline", "/access", "/plan"] {
            amara.get(&format!("{home}{part}")).await.is(200).says("For everybody else it does not exist");
        }
        amara.get(&access).await.says("Named staff");
        tom.get(&home).await.is(404);
        tom.get(&access).await.is(404);

        let meera = Browser::of(&world, "meera").await;
        let ask = format!("{access}/loosen");
        meera.fill(&ask, &ask, &[("to", "all"), ("why", "he is in prison for years")]).await.is(303);
        tom.get(&home).await.is(404);
        let page = meera.get(&access).await.is(200).says("asks that this be loosened");
        let agree = page.link(&ask, "/loosen/");
        meera.fill(&agree, &agree, &[("why", "I say so myself")]).await.is(422).says("somebody else has to agree");
        let dan = Browser::of(&world, "dan").await;
        dan.fill(&agree, &agree, &[("why", "I rang the prison")]).await.is(303);
        tom.get(&home).await.is(200).says_nothing_of("For everybody else it does not exist");
    }
}

#[tokio::test]
async fn leave_and_sharing_are_decided_by_managers_and_end() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let access = format!("/files/{file}/access");
        let (amara, meera) = (Browser::of(&world, "amara").await, Browser::of(&world, "meera").await);
        let pete = Browser::of(&world, "pete").await;
        pete.get(&format!("/files/{file}")).await.is(404);
        let (give, id) = (format!("{access}/leave"), officer("pete").to_string());
        let answers =
            [("to", id.as_str()), ("why", "a report"), ("until-day", "9"), ("until-month", "6"), ("until-year", "2026")];
        amara.get(&give).await.is(403);
        meera.fill(&give, &give, &answers).await.is(303);
        pete.get(&format!("/files/{file}")).await.is(200);
        let end = meera.get(&access).await.is(200).link(&give, "/leave/");
        meera.fill(&end, &end, &[]).await.is(303);
        pete.get(&format!("/files/{file}")).await.is(404);

        let share = format!("{access}/share/{}", testkit::team("children"));
        let terms = [
            ("what", "decide"),
            ("classes", "words"),
            ("basis", "safeguarding"),
            ("why", "to plan for the child"),
            ("review-day", "1"),
            ("review-month", "8"),
            ("review-year", "2026"),
        ];
        meera.fill(&share, &share, &terms).await.is(303);
        meera.get(&access).await.says("Safeguarding of children").says("1 August 2026");
        let chidi = Browser::of(&world, "chidi").await;
        chidi.get(&format!("/files/{file}")).await.is(200);
        meera.fill(&share, &share, &[("what", "end"), ("why", "their part is done")]).await.is(303);
        chidi.get(&format!("/files/{file}")).await.is(404);
    }
}

#[tokio::test]
async fn who_has_looked_is_told_to_those_who_look_after_the_file_and_to_her_without_names() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let opened = world.desk("amara").open(file).await.unwrap();
        let told = opened.file.each::<casefile::facts::DisclosureMade>().next().unwrap().0.id;
        world.desk("chidi").reveal(file, told, "words", LookPurpose::Support).await.unwrap();
        let looks = format!("/files/{file}/looks");
        let meera = Browser::of(&world, "meera").await;
        let page = meera.get(&looks).await.is(200).says("Chidi").says("To support her or her children");
        page.says_nothing_of("he waits outside the school");
        // Reading the list is on record: the privacy officer, who opens no file, reads that.
        let nora = Browser::of(&world, "nora").await;
        nora.get(&format!("/files/{file}")).await.is(404);
        nora.get(&looks).await.is(200).says("Meera").says("This list");
        let plain = nora.get(&format!("{looks}?plain=yes")).await.is(200).says("Officer,").says("What somebody said or wrote");
        plain.says_nothing_of("Chidi").says_nothing_of("Meera").says_nothing_of("This list");
        Browser::of(&world, "amara").await.get(&looks).await.is(403);
        Browser::of(&world, "lars").await.get(&looks).await.is(404);
    }
}

#[tokio::test]
async fn that_a_colleague_is_kept_out_is_told_to_nobody_who_works_on_the_file() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        let action = format!("/files/{file}/act/noted");
        let before = amara.get(&format!("/files/{file}/timeline")).await.is(200);
        let form = amara.get(&action).await.is(200);
        world.bar("tom", file).await;
        let after = amara.get(&format!("/files/{file}/timeline")).await.is(200);
        assert_eq!(before.words(), after.words());
        // What was begun before is not said to have been overtaken.
        let sent = amara.send_form(&form, &action, &[("words", "she rang")]).await;
        assert_ne!(sent.status.as_u16(), 409, "{}", sent.words());
    }
}

#[tokio::test]
async fn somebody_who_knows_someone_says_so_with_one_button_and_a_reviewer_decides() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        let (home, know) = (format!("/files/{file}"), format!("/files/{file}/i-know-someone"));
        amara.fill(&know, &know, &[]).await.is(303);
        amara.get(&home).await.is(404);
        amara.get("/work").await.is(200).says_nothing_of(&file.to_string());
        let opened = world.desk("tom").open(file).await.unwrap();
        assert_eq!(opened.file.officer_of(testkit::team("housing")), None, "the file is back with the team");

        amara.get("/conflicts").await.is(403);
        let vera = Browser::of(&world, "vera").await;
        vera.get(&home).await.is(404);
        let page = vera.get("/conflicts").await.is(200).says("Amara").says("They said so themselves");
        let decide = page.says_nothing_of("Asha").link("/conflicts/", &file.to_string());
        vera.fill(&decide, &decide, &[("decision", "lifted")]).await.is(422).says("Say how you know");
        vera.fill(&decide, &decide, &[("decision", "lifted"), ("why", "another person of that name")]).await.is(303);
        vera.get("/conflicts").await.says("Nothing waits for a decision");
        amara.get(&home).await.is(200);
    }
}

#[tokio::test]
async fn a_reviewer_does_not_see_a_link_of_their_own() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        world.bar("vera", file).await;
        world.bar("tom", file).await;
        let (vera, louis) = (Browser::of(&world, "vera").await, Browser::of(&world, "louis").await);
        vera.get("/conflicts").await.is(200).says_nothing_of(&file.to_string()).says("Nothing waits for a decision");
        let decide = louis.get("/conflicts").await.is(200).says("Vera").says("Tom").link("/conflicts/", &file.to_string());
        vera.get(&decide).await.is(404);
        louis.get(&decide).await.is(200);
    }
}

#[tokio::test]
async fn a_service_comes_in_with_what_is_shared_on_which_basis_and_until_when() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let bring = format!("/files/{file}/bring-in");
        let amara = Browser::of(&world, "amara").await;
        let police = testkit::team("police").to_string();
        let page = amara.fill(&bring, &bring, &[("team", &police), ("party", "yes")]).await.is(422);
        page.says("Choose the lawful basis").says("Say for what purpose").says("Enter the day on which");
        let terms = [
            ("team", police.as_str()),
            ("party", "yes"),
            ("classes", "contact"),
            ("basis", "safeguarding"),
            ("why", "to watch the door"),
            ("review-day", "1"),
            ("review-month", "8"),
            ("review-year", "2026"),
        ];
        amara.fill(&bring, &bring, &terms).await.is(303);
        let access = amara.get(&format!("/files/{file}/access")).await.is(200);
        access.says("police, force").says("Telephone numbers").says("Decided by Amara").says("1 August 2026");
        Browser::of(&world, "pete").await.get(&format!("/files/{file}")).await.is(200);
    }
}
