//! The templates that come with Holdfast; what is wrong with a folder is told when it is read; every occasion gives a whole letter.

use jiff::civil::date;

use super::*;
use crate::facts::{Fact, LetterPart};
use crate::testing::{TestFile, a_council, team_id};

fn mistakes(name: &str, text: &str) -> Vec<String> {
    match Templates::with([(name.to_owned(), text.to_owned())]) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn the_templates_that_come_with_holdfast_are_right_and_there_is_one_for_every_occasion() {
    let built_in = Templates::files().iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let read = Templates::read(built_in);
    let told: Vec<String> = read.as_ref().err().into_iter().flatten().map(ToString::to_string).collect();
    assert_eq!(told, Vec::<String>::new());
    for occasion in occasions() {
        let template = Templates::built_in().for_occasion(occasion).unwrap();
        assert!(occasion.must.iter().all(|part| template.gives().contains(part)), "{}", occasion.code);
    }
    assert_eq!(Templates::with([]).unwrap(), *Templates::built_in());
}

#[test]
fn the_files_of_the_folder_are_the_ones_that_are_built_in() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../letters");
    let list = |folder: &std::path::Path, before: &str| {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        files
            .filter(|entry| entry.path().is_file())
            .map(|entry| format!("{before}{}", entry.file_name().to_string_lossy()))
            .collect::<Vec<_>>()
    };
    let mut there = list(&folder, "");
    there.extend(list(&folder.join("parts"), "parts/"));
    there.retain(|name| std::path::Path::new(name).extension().is_some_and(|ending| ending == "txt"));
    there.sort();
    let mut built_in: Vec<String> = Templates::files().iter().map(|(name, _)| (*name).to_owned()).collect();
    built_in.sort();
    assert_eq!(there, built_in);
}

const BEFORE: &str = "---\nid: delay\ntitle: Longer\nfor: delay\n---\n[part opening]\n# It takes longer\n{reasons}\n\n";
const AFTER: &str = "\n[added]\n[part help]\n";

#[test]
fn what_is_wrong_with_a_template_is_told_with_its_line_and_a_way_out() {
    let of = |middle: &str| mistakes("delay.txt", &format!("{BEFORE}{middle}{AFTER}"));
    assert_eq!(of("By {new-day}."), Vec::<String>::new());
    for (middle, told) in [
        ("By {new-dya}.", "delay.txt:10: nobody knows the variable {new-dya}. Did you mean “new-day”?"),
        ("By {new-day.", "delay.txt:10: a brace { is never closed."),
        ("By new-day}.", "delay.txt:10: a brace } closes nothing."),
        ("{name}", "delay.txt:10: {name} may be missing for “delay”. Write [if name] before it"),
        ("It is {reasons}.", "delay.txt:10: {reasons} holds paragraphs and cannot stand inside a line."),
        ("{band}", "delay.txt:10: {band} is not known for “delay”."),
        ("[if chidlren]\nx\n[end]", "delay.txt:10: nobody knows the condition “chidlren”. Did you mean “children”?"),
        ("[if children]\nx", "delay.txt:10: this [if …] is never closed."),
        ("[end]", "delay.txt:10: this [end] ends nothing."),
        ("[else]", "delay.txt:10: this [else] belongs to no [if …]."),
        ("[if band]\nx\n[end]", "delay.txt:10: “band” is never there for what this letter is for."),
        ("[part helpp]", "delay.txt:10: there is no part “helpp”. Did you mean “help”?"),
        ("[perhaps]", "delay.txt:10: [perhaps] is not something that a template can do."),
        ("# Another heading", "delay.txt:1: a letter has one heading of its own"),
        ("[added]", "delay.txt:1: it does not say, once, where an officer may add something."),
        ("The low-level risk", "delay.txt:10: “low-level” makes little of what was done to her"),
    ] {
        let found = of(middle);
        assert!(found.iter().any(|one| one.starts_with(told)), "{middle}: {found:#?}");
    }
    let without_help = mistakes("delay.txt", &format!("{BEFORE}[added]\n"));
    assert!(
        without_help[0].starts_with("delay.txt:1: a letter for “delay” has to give this: where to get help. Write [part help]"),
        "{without_help:#?}"
    );
    let hidden = mistakes("delay.txt", &format!("{BEFORE}[added]\n[if children]\n[part help]\n[end]\n"));
    assert_eq!(hidden, without_help, "what the law wants stands outside every condition");
    let front = mistakes("delay.txt", "---\nid: A b\nfoor: delay\n---\n# x\n");
    assert!(front.iter().any(|one| one.contains("“A b” cannot be an id")), "{front:#?}");
    assert!(front.iter().any(|one| one.contains("“foor” is not something")), "{front:#?}");
    assert!(front.iter().any(|one| one.contains("it has no “for”")), "{front:#?}");
    assert!(front.iter().any(|one| one.contains("no letter is for “delay”")), "{front:#?}");
    let twice = mistakes("own.txt", &format!("{BEFORE}{AFTER}"));
    assert!(twice.iter().any(|one| one.contains("is for “delay” too")), "{twice:#?}");
    let no_last_day = mistakes("parts/review-right.txt", "## Your right to a review\n\nAsk us.\n");
    assert!(
        no_last_day[0].contains("parts/review-right.txt:1: it does not say the last day: {review-last-day}"),
        "{no_last_day:#?}"
    );
    let round = mistakes("parts/help.txt", "[part help]\n");
    assert!(round[0].contains("too deep"), "{round:#?}");
}

proptest::proptest! {
    #[test]
    fn no_file_whatever_is_in_it_brings_the_reading_down(text in "(\\PC|\n|---|\\[if |\\]|\\{|\\}|# |- | :: |for: delay){0,60}") {
        let _ = Templates::with([("delay.txt".to_owned(), text.clone()), ("parts/help.txt".to_owned(), text)]);
    }
}

/// A file in which every occasion of a letter has come.
fn everything() -> TestFile {
    let mut file = a_council()
        .team("elsewhere", crate::facts::Function::Housing, "council-other")
        .child("child")
        .on("2020-01-01", "person-added person=her role=survivor name=Asha in_household")
        .on("2020-01-01", "tenancy-held person=her tenure=social-sole")
        .on("2020-01-02", "paper: evidence-received by=housing to=housing evidence=police-letter")
        .on("2020-01-03", "asked: review-asked by=her to=housing review=section-202")
        .on("2020-01-03", "listed: review-asked by=her to=housing review=register")
        .on("2020-01-03", "open: review-asked by=her to=housing review=section-202")
        .on("2020-01-03", "wrong: complaint-made by=her to=housing");
    for duty in ["prevention", "relief", "interim", "main", "intentional"] {
        file = file.on("2020-02-01", &format!("duty-accepted by=housing duty={duty} satisfied=2020-01-31 to_write"));
    }
    for ground in [
        "secured",
        "time-up",
        "became-homeless",
        "next-duty",
        "refused-offer",
        "refused-final-offer",
        "accepted-offer",
        "intentional",
        "not-eligible",
        "withdrew",
        "non-cooperation",
        "referred",
        "left-voluntarily",
    ] {
        for duty in ["prevention", "relief", "main", "interim"] {
            file = file.on("2020-04-01", &format!("duty-ended by=housing duty={duty} ground={ground} to_write"));
        }
    }
    for subject in
        ["homelessness", "qualification", "priority", "panel", "suitability", "urgent-move", "referral", "money", "complaint"]
    {
        for (outcome, paper) in [("in-favour", ""), ("partly", "considered=paper"), ("against", "considered=paper")] {
            file = file.on(
                "2020-03-01",
                &format!("decision-made by=housing subject={subject} outcome={outcome} {paper} reasons=why to_write"),
            );
        }
    }
    file.on("2020-01-02", "homelessness-opened by=housing")
        .on("2020-03-02", "priority-awarded by=housing band=A highest effective=2020-01-01 to_write")
        .on("2020-03-02", "priority-awarded by=housing band=B to_write")
        .on("2020-02-29", "applied: housing-applied to=housing register")
        .on(
            "2020-03-02",
            "register-suspended by=housing application=applied ground=offers-refused until=2020-06-01 reasons=why to_write",
        )
        .on("2020-03-03", "register-suspended by=housing application=applied ground=she-asked")
        .on("2020-03-03", "review-decided review=asked by=housing to_write")
        .on("2020-03-03", "review-decided review=asked by=housing changed to_write")
        .on("2020-03-03", "review-decided review=listed by=housing to_write")
        .on("2020-03-04", "offer-made by=housing home=social place=there suitability_checked")
        .on("2020-03-04", "offer-made by=housing home=private-rent is_final")
        .on("2020-03-05", "survivor-updated by=housing about=open until=2020-04-09")
        .on("2020-03-05", "review-minded-to review=open by=housing reasons=why")
        .on("2020-03-05", "review-minded-to review=open by=housing answer_by=2020-03-20")
        .on("2020-03-15", "decision-made by=housing subject=referral outcome=against reasons=why to_write")
        .on("2020-03-15", "referral-made by=housing to=elsewhere referral=local-connection")
        .on("2020-03-06", "referral-made by=housing to=elsewhere referral=local-connection")
        .on("2020-03-07", "placement-made by=housing home=temporary host=elsewhere place=there")
        .on("2020-03-08", "tenancy-advice-given by=housing advice=keep")
        .on("2020-03-08", "tenancy-advice-given by=housing advice=end")
        .on("2020-03-08", "tenancy-advice-given by=housing advice=transfer")
        .on("2020-03-08", "tenancy-advice-given by=housing advice=options")
        .on("2020-03-09", "plan-made by=housing plan=personalised-housing-plan")
        .on("2020-03-10", "remedy-agreed by=housing remedy=apology words=sorry")
        .on("2020-03-10", "remedy-agreed by=housing remedy=payment amount=50000 due=2020-04-30")
        .on("2020-03-11", "complaint-answered complaint=wrong by=housing upheld")
}

/// A letter about a fact, with sealed values as a reader would open them.
fn write(file: &crate::file::CaseFile, fact: &Fact, by_post: bool) -> (Composed, &'static Occasion) {
    let occasion = occasion_of(file, fact).unwrap();
    let writing = Writing {
        file,
        fact,
        occasion,
        today: date(2026, 6, 1),
        officer: "Amara Obi",
        team: team_id("housing"),
        by_post,
        reasons: asks_for_reasons(fact, occasion).then_some("First reason.\nSecond reason."),
    };
    let opened = sealed(fact).into_iter().map(|(variable, field)| (variable, format!("opened {field}\nnext line")));
    let filling = writing.filling(opened);
    assert_eq!(filling.missing(occasion), [], "{}", occasion.code);
    let templates = Templates::built_in();
    let template = templates.for_occasion(occasion).unwrap();
    (compose(templates, template, &filling, "One more thing.").unwrap(), occasion)
}

#[test]
fn every_occasion_of_every_state_gives_a_whole_letter() {
    let file = everything().fold();
    let mut seen = std::collections::BTreeSet::new();
    for fact in file.facts() {
        if occasion_of(&file, fact).is_none() {
            continue;
        }
        for by_post in [true, false] {
            let (composed, occasion) = write(&file, fact, by_post);
            seen.insert(occasion.code);
            let letter = composed.letter();
            let text = letter.text();
            assert!(!text.contains(['{', '}', '[', ']']), "{}: {text}", occasion.code);
            assert!(!text.contains("  "), "{}: {text}", occasion.code);
            assert_eq!(Letter::read(&text), letter, "{}", occasion.code);
            assert!(text.contains("One more thing."), "{}", occasion.code);
            assert!(letter.heading().is_some());
            for word in ["Asha", "T-1"] {
                let hers = occasion.goes == Goes::ToHer;
                assert!(!hers || text.contains(word), "{}: {text}", occasion.code);
            }
            for part in occasion.must {
                let said = match part {
                    LetterPart::Reasons => "reason",
                    LetterPart::ReviewRight => "Last day to ask for a review",
                    LetterPart::Appeal => "Last day to appeal",
                    LetterPart::Help => "Where to get help",
                };
                assert!(text.contains(said), "{}: no {said}: {text}", occasion.code);
            }
            let fixed = composed.pieces.iter().filter(|piece| piece.fixed).map(|piece| format!("{:?}", piece.block));
            let fixed = fixed.collect::<Vec<_>>().concat();
            assert!(occasion.must.contains(&LetterPart::Help) == fixed.contains("Where to get help"), "{}", occasion.code);
        }
    }
    let all: std::collections::BTreeSet<&str> = occasions().map(|one| one.code).collect();
    assert_eq!(seen, all);
}

#[test]
fn the_last_day_is_counted_from_the_day_on_which_she_is_likely_to_have_the_letter() {
    let file =
        a_council().on("2026-03-02", "no: decision-made by=housing subject=homelessness outcome=against reasons=why to_write");
    let folded = file.fold();
    let fact = folded.fact(file.id("no")).unwrap();
    // Monday 1 June: in her hands today, last day 21 June; by post on Thursday 4 June, last day 24 June.
    let text = |by_post| write(&folded, fact, by_post).0.letter().text();
    assert!(text(false).contains("Last day to ask for a review :: 21 June 2026"), "{}", text(false));
    assert!(
        text(true).contains("We have counted from 4 June 2026.")
            && text(true).contains("Last day to ask for a review :: 24 June 2026")
    );
    // She has had it: the days run from there, whenever the copy is printed.
    let had = file.on("2026-05-20", "decision-received of=no");
    let (folded, id) = (had.fold(), had.id("no"));
    let fact = folded.fact(id).unwrap();
    assert!(write(&folded, fact, true).0.letter().text().contains("Last day to ask for a review :: 9 June 2026"));
    // An appeal is counted from the day after.
    let review = a_council()
        .on("2026-03-03", "asked: review-asked by=her to=housing review=section-202")
        .on("2026-04-01", "answer: review-decided review=asked by=housing to_write");
    let folded = review.fold();
    let fact = folded.fact(review.id("answer")).unwrap();
    assert!(write(&folded, fact, false).0.letter().text().contains("Last day to appeal :: 22 June 2026"));
}

#[test]
fn a_letter_about_a_rest_says_why_until_when_and_that_nothing_of_her_place_is_lost() {
    let file = a_council()
        .on("2026-03-02", "applied: housing-applied to=housing register")
        .on(
            "2026-05-04",
            "long: register-suspended by=housing application=applied ground=offers-refused until=2026-08-01 reasons=why to_write",
        )
        .on("2026-05-05", "hers: register-suspended by=housing application=applied ground=she-asked reasons=why");
    let folded = file.fold();
    let text = |label: &str| write(&folded, folded.fact(file.id(label)).unwrap(), false).0.letter().text();
    let long = text("long");
    for said in [
        "because you refused as many suitable homes as our scheme allows",
        "Last day of the rest :: 1 August 2026",
        "Your band, and the day from which it counts, stay as they are.",
        "does not count against you",
        "opened reasons",
        "Last day to ask for a review :: 21 June 2026",
    ] {
        assert!(long.contains(said), "{said}: {long}");
    }
    assert!(!long.contains("You can change your mind"), "{long}");
    let hers = text("hers");
    assert!(hers.contains("It counts again as soon as you tell us") && hers.contains("You can change your mind"), "{hers}");
    assert_eq!(letters_of(&folded).iter().map(|line| line.stage).collect::<Vec<_>>(), [Stage::CanBe, Stage::Due]);
}

#[test]
fn what_is_said_of_a_tenancy_is_the_law_of_the_day_of_the_offer() {
    let text = |file: &TestFile, label: &str| {
        let folded = file.fold();
        write(&folded, folded.fact(file.id(label)).unwrap(), false).0.letter().text()
    };
    let offers = a_council()
        .on("2026-04-30", "before: offer-made by=housing home=private-rent is_final suitability_checked")
        .on("2026-05-01", "since: offer-made by=housing home=private-rent is_final suitability_checked")
        .on("2026-05-02", "social: offer-made by=housing home=social suitability_checked");
    assert!(text(&offers, "before").contains("assured shorthold tenancy for a fixed time, of six months at the least"));
    let since = text(&offers, "since");
    assert!(since.contains("It has no end date") && !since.contains("shorthold"), "{since}");
    let social = text(&offers, "social");
    assert!(!social.contains("assured") && !social.contains("tenancy for life"), "{social}");

    let fled = a_council()
        .on("2015-01-02", "tenancy-held person=her tenure=social-joint")
        .on("2021-01-04", "disclosure-made to=housing")
        .on("2021-10-31", "early: offer-made by=housing home=social suitability_checked")
        .on("2021-11-01", "late: offer-made by=housing home=social suitability_checked")
        .on("2021-11-02", "advice: tenancy-advice-given by=housing advice=transfer");
    assert!(!text(&fled, "early").contains("81ZA"));
    assert!(text(&fled, "late").contains("Sign no tenancy for a fixed time"));
    assert!(text(&fled, "advice").contains("also where a joint tenancy becomes yours alone"));

    let private = a_council()
        .on("2025-01-02", "tenancy-held person=her tenure=private-joint")
        .on("2026-04-30", "before: tenancy-advice-given by=housing advice=end")
        .on("2026-05-01", "since: tenancy-advice-given by=housing advice=end");
    assert!(text(&private, "before").contains("A private tenancy for a fixed time ends early only if"));
    assert!(text(&private, "since").contains("Your private tenancy has no end date"));
}

#[test]
fn a_notice_that_is_given_no_address_says_that_it_is_held_back_and_not_where_she_is() {
    let file = everything().fold();
    let fact = file.facts().iter().find(|fact| matches!(fact.body, crate::facts::Body::PlacementMade(_))).unwrap();
    let occasion = occasion_of(&file, fact).unwrap();
    let writing = Writing {
        file: &file,
        fact,
        occasion,
        today: date(2026, 6, 1),
        officer: "Amara Obi",
        team: team_id("housing"),
        by_post: true,
        reasons: None,
    };
    let filling = writing.filling([]);
    assert_eq!(filling.missing(occasion), []);
    let templates = Templates::built_in();
    let template = templates.for_occasion(occasion).unwrap();
    let text = compose(templates, template, &filling, "").unwrap().letter().text();
    assert!(text.contains("We hold back the address") && !text.contains("Address ::"), "{text}");
    let full = write(&file, fact, true).0.letter().text();
    assert!(full.contains("Address :: opened place") && !full.contains("We hold back"), "{full}");
}

#[test]
fn what_was_filled_in_is_told_apart_and_cannot_make_a_heading() {
    let file =
        a_council().on("2026-03-02", "no: decision-made by=housing subject=homelessness outcome=against reasons=why to_write");
    let folded = file.fold();
    let fact = folded.fact(file.id("no")).unwrap();
    let occasion = occasion_of(&folded, fact).unwrap();
    let writing = Writing {
        file: &folded,
        fact,
        occasion,
        today: date(2026, 6, 1),
        officer: "A",
        team: team_id("housing"),
        by_post: true,
        reasons: None,
    };
    let filling = writing.filling([(Variable::Reasons, "# Not a heading\n- no item\n[part help] {officer}".to_owned())]);
    let templates = Templates::built_in();
    let template = templates.for_occasion(occasion).unwrap();
    let composed = compose(templates, template, &filling, "").unwrap();
    let filled: Vec<&Run> = composed
        .pieces
        .iter()
        .filter_map(|piece| match &piece.block {
            Block::Paragraph(line) => Some(line),
            _ => None,
        })
        .flatten()
        .filter(|run| run.filled)
        .collect();
    for text in ["# Not a heading", "- no item", "[part help] {officer}"] {
        assert!(filled.iter().any(|run| run.text == text), "{text}");
    }
    let letter = Letter::read(&composed.letter().text());
    assert_eq!(letter.blocks.iter().filter(|block| matches!(block, Block::Heading(1, _))).count(), 1);
    assert_eq!(format!("{filling:?}").matches("Not a heading").count(), 0, "what is filled in does not print in passing");
    let nothing = compose(templates, template, &Filling::default(), "").unwrap_err();
    assert!(
        nothing.to_string().starts_with("the letter cannot be written: the file does not say the day of the letter"),
        "{nothing}"
    );
}
