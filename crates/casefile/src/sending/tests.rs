//! The sending gate, told as short cases; Zadie's through all of it.

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::*;
use crate::commands::{AgreeSending, AskSending, Command, Context};
use crate::facts::{By, Fact, Function, Role, Rung, SendingAsked, SendingDecided, SendingOutcome};
use crate::ids::{BodyId, OfficerId, TeamId, in_story};
use crate::private::Sealed;
use crate::testing::{TestFile, a_council, team_id};

const TODAY: Date = date(2020, 3, 18);

fn council() -> TestFile {
    a_council()
        .person("sister", Role::Relative)
        .team("police", Function::Police, "force")
        .team("school", Function::School, "school")
        .on("2020-01-02", "relationship-recorded person=sister relation=sibling with=him")
        .on("2020-03-02", "number: safe-contact-set person=her channel=phone ways=voice,text safe confirmed=2020-03-02")
        .on("2020-03-02", "his: safe-contact-set person=him channel=email safe confirmed=2020-03-02")
}

fn person(file: &TestFile, name: &str) -> Who {
    Who::Person(file.person_id(name))
}

/// Something for somebody, by a channel, at the entry of that label or at an address given by hand.
fn to(file: &TestFile, recipient: Who, channel: Channel, contact: &str) -> Outgoing {
    let contact = (!contact.is_empty()).then(|| file.id(contact));
    Outgoing {
        recipient,
        channel,
        contact,
        items: Vec::new(),
        is_content_free: false,
        in_spite_of_hits: false,
        wanting: Vec::new(),
    }
}

fn her_number(file: &TestFile) -> HitSummary {
    let whose = Some(file.person_id("her"));
    HitSummary { fact: file.id("number"), field: "value".into(), found: Found::Phone, whose, sure: true }
}

fn gate(file: &TestFile, outgoing: &Outgoing, hits: &[HitSummary]) -> Gate {
    decide_sending(&file.fold(), &Standards::default(), outgoing, hits, TODAY).gate
}

/// Why it may not leave.
fn refused(file: &TestFile, outgoing: &Outgoing, hits: &[HitSummary]) -> Vec<SendingReason> {
    match gate(file, outgoing, hits) {
        Gate::Refused { because, instead } => {
            assert!(!instead.is_empty(), "a refusal says what is possible instead");
            because
        }
        other => panic!("it would leave: {other:?}"),
    }
}

fn second(file: &TestFile, outgoing: &Outgoing, hits: &[HitSummary]) -> Vec<SendingReason> {
    match gate(file, outgoing, hits) {
        Gate::NeedsSecond { why } => why,
        other => panic!("no second person: {other:?}"),
    }
}

#[test]
fn her_texts_say_please_call_and_go_only_where_she_agreed() {
    let file = council();
    let her = person(&file, "her");
    let call = Outgoing { is_content_free: true, ..to(&file, her, Channel::Text, "number") };
    assert_eq!(gate(&file, &call, &[]), Gate::Send);
    assert_eq!(refused(&file, &to(&file, her, Channel::Text, "number"), &[]), [SendingReason::NotFromTheList]);
    let mail = Outgoing { is_content_free: true, ..to(&file, her, Channel::Email, "number") };
    assert_eq!(refused(&file, &mail, &[]), [SendingReason::NotSafe], "she agreed to no e-mail");
    let by_hand = Outgoing { contact: None, ..call.clone() };
    assert_eq!(refused(&file, &by_hand, &[]), [SendingReason::NotSafe], "nobody confirmed that number");
    let his = Outgoing { contact: Some(file.id("his")), ..call.clone() };
    assert_eq!(refused(&file, &his, &[]), [SendingReason::NotTheirs]);
    let moved = file.clone().on("2020-03-10", "moved person=her");
    assert_eq!(refused(&moved, &call, &[]), [SendingReason::NotSafe]);
    let changed = file.on("2020-03-10", "safe-contact-set person=her channel=phone ways=text safe confirmed=2020-03-10");
    assert_eq!(refused(&changed, &call, &[]), [SendingReason::NotSafe], "never to the old number");
}

#[test]
fn only_words_from_the_list_are_free_of_content() {
    assert_eq!(Wording::of(" Please call the number you know. "), Some(Wording::Call));
    assert_eq!(Wording::of("Please call the number you know. Ask for the refuge."), None);
}

#[test]
fn where_she_lives_with_him_a_second_person_reads_everything_to_her() {
    let file = council().on("2020-03-01", "person-added person=him role=alleged-perpetrator in_household");
    let call = Outgoing { is_content_free: true, ..to(&file, person(&file, "her"), Channel::Text, "number") };
    assert_eq!(second(&file, &call, &[]), [SendingReason::SharesAHome]);
}

#[test]
fn what_is_sealed_goes_to_nobody_else_unless_a_second_person_agrees_and_never_to_his_side() {
    let file = council();
    let school = to(&file, Who::Team(team_id("school")), Channel::Email, "");
    assert_eq!(gate(&file, &school, &[]), Gate::Send);
    let hits = [her_number(&file)];
    assert_eq!(refused(&file, &school, &hits), [SendingReason::HoldsSealed]);
    let overridden = Outgoing { in_spite_of_hits: true, ..school.clone() };
    assert_eq!(second(&file, &overridden, &hits), [SendingReason::InSpiteOfHits]);
    let sister = Outgoing { in_spite_of_hits: true, ..to(&file, person(&file, "sister"), Channel::Letter, "") };
    assert_eq!(refused(&file, &sister, &hits), [SendingReason::HoldsSealed]);
    let marked = file.clone().on("2020-03-05", "marker-set person=her items=phone keep_from=school");
    assert_eq!(refused(&marked, &overridden, &hits), [SendingReason::Marked]);
    let hers = Outgoing { is_content_free: true, ..to(&file, person(&file, "her"), Channel::Text, "number") };
    assert_eq!(gate(&file, &hers, &hits), Gate::Send, "her own number is no news to her");
}

#[test]
fn while_somebody_may_have_found_out_only_what_protects_her_leaves() {
    let file = council().on("2020-03-10", "leak: breach-found by=children person=her items=address recipient=him");
    let school = to(&file, Who::Team(team_id("school")), Channel::Email, "");
    let police = to(&file, Who::Team(team_id("police")), Channel::Email, "");
    let him = to(&file, person(&file, "him"), Channel::Email, "his");
    assert_eq!(gate(&file, &police, &[]), Gate::Send);
    assert_eq!(gate(&file, &school, &[]), Gate::Send);
    assert_eq!(refused(&file, &him, &[]), [SendingReason::Frozen]);
    let call = Outgoing { is_content_free: true, ..to(&file, person(&file, "her"), Channel::Text, "number") };
    assert_eq!(gate(&file, &call, &[]), Gate::Send, "her number has not got out");
    let closed = file.on("2020-03-15", "breach-closed breach=leak by=children");
    assert_eq!(second(&closed, &him, &[]), [SendingReason::HisSide]);
}

#[test]
fn a_service_in_which_somebody_is_linked_gets_nothing_without_a_second_person() {
    let file = council().on("2020-03-10", "staff-link-known person=him team=school");
    assert_eq!(second(&file, &to(&file, Who::Team(team_id("school")), Channel::Email, ""), &[]), [SendingReason::StaffLink]);
}

fn officer(name: &str) -> OfficerId {
    OfficerId(in_story("officer", "", name))
}

fn asked(file: &CaseFile, by: &str, standing: Rung, command: &impl Command) -> Result<CaseFile, crate::commands::Refusal> {
    let standards = Standards::default();
    let now = TODAY.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
    let team: TeamId = team_id("children");
    let body = file.services().body(team).unwrap_or(BodyId(in_story("body", "", "none")));
    let context = Context { now, today: TODAY, officer: officer(by), team, body, standing, standards: &standards };
    let mut history = file.history().to_vec();
    for fact in command.decide(file, &context)? {
        let id = FactId(in_story("grown", by, &history.len().to_string()));
        let (happened, body) = (fact.happened, fact.body);
        history.push(Fact { id, happened, recorded: now, by: By::Import, supersedes: None, known: Vec::new(), body });
    }
    Ok(CaseFile::fold(history))
}

fn last_decided(file: &CaseFile) -> &SendingDecided {
    file.history().iter().rev().find_map(|fact| fact.is::<SendingDecided>()).unwrap()
}

/// Zadie: she asked once, declined support, and the case was closed. Her plan is about to go to her former partner.
#[test]
fn zadie_asked_once_and_her_number_does_not_go_to_him() {
    let file = council()
        .child("daughter")
        .on("2020-03-02", "asked: confidentiality-asked by=her to=children items=phone keep_from=him")
        .on("2020-03-03", "support-declined by=her from=children")
        .on("2020-03-04", "case-closed by=children why=she-asked");
    let (him, hits) = (person(&file, "him"), [her_number(&file)]);
    let plan = Outgoing { items: vec![DataItem::Plan, DataItem::Phone], ..to(&file, him, Channel::Letter, "") };
    assert_eq!(refused(&file, &plan, &hits), [SendingReason::Marked]);
    let silent = Outgoing { items: vec![DataItem::Plan], ..plan.clone() };
    assert_eq!(
        refused(&file, &silent, &hits),
        [SendingReason::Marked],
        "the number is found although nobody said that it is there"
    );
    let to_his_sister = Outgoing { recipient: person(&file, "sister"), ..silent.clone() };
    assert_eq!(refused(&file, &to_his_sister, &hits), [SendingReason::Marked], "his sister counts as he does");

    // The refusal is on file, with what was withheld and why.
    let folded = file.fold();
    let ask = |outgoing: &Outgoing, hits: &[HitSummary]| AskSending {
        outgoing: outgoing.clone(),
        hits: hits.to_vec(),
        content: "ab".repeat(32),
        words: Sealed::new("The plan, as it is"),
        address: Some(Sealed::new("4 Mill Lane")),
        why: None,
        telling: None,
    };
    let after = asked(&folded, "amy", Rung::Owner, &ask(&silent, &hits)).unwrap();
    let (_, decided) = after.each::<SendingDecided>().next().unwrap();
    assert_eq!((decided.outcome, &decided.kept[..]), (SendingOutcome::Refused, &[DataItem::Phone][..]));
    assert!(decided.withheld.contains(&DataItem::Address));

    // Without the number it still waits for a second person, who is not the author and reads the same words.
    let waits = asked(&folded, "amy", Rung::Manager, &ask(&silent, &[])).unwrap();
    assert_eq!(waits.each::<SendingDecided>().next().unwrap().1.because, [SendingReason::HisSide]);
    let id = waits.each::<SendingAsked>().next().unwrap().0.id;
    let agree = AgreeSending {
        asked: id,
        agrees: true,
        hits: Vec::new(),
        content: "ab".repeat(32),
        wanting: Vec::new(),
        why: Sealed::new("read it, nothing in it leads to her"),
    };
    assert!(asked(&waits, "amy", Rung::Manager, &agree).is_err(), "the author is no second person");
    assert!(asked(&waits, "bea", Rung::Owner, &agree).is_err(), "a manager agrees");
    let other_words = AgreeSending { content: "cd".repeat(32), ..agree.clone() };
    assert!(asked(&waits, "bea", Rung::Manager, &other_words).is_err(), "only what was read may leave");
    let leaves = asked(&waits, "bea", Rung::Manager, &agree).unwrap();
    let last = last_decided(&leaves);
    assert_eq!((last.outcome, last.second), (SendingOutcome::MayLeave, Some(officer("bea"))));
    assert!(asked(&leaves, "bea", Rung::Manager, &agree).is_err(), "once");

    // What is found when the second person reads it stops it all the same.
    let found = AgreeSending { hits: hits.to_vec(), ..agree.clone() };
    let stopped = asked(&waits, "bea", Rung::Manager, &found).unwrap();
    assert_eq!(last_decided(&stopped).outcome, SendingOutcome::Refused);
    let declined = asked(&waits, "bea", Rung::Manager, &AgreeSending { agrees: false, ..agree }).unwrap();
    assert_eq!(last_decided(&declined).outcome, SendingOutcome::Declined);
}

fn found(content: &str) -> Rechecked {
    Rechecked { hits: Vec::new(), content: content.into(), wanting: Vec::new(), is_content_free: true }
}

fn again(file: &TestFile, message: &str, now: &Rechecked) -> Again {
    decide_again(&file.fold(), &Standards::default(), file.id(message), now, TODAY)
}

fn stays(file: &TestFile, message: &str, now: &Rechecked) -> Vec<SendingReason> {
    match again(file, message, now) {
        Again::Stays(because) => because,
        Again::Leaves(_) => panic!("it leaves"),
    }
}

/// Words to her that were decided about and wait to leave.
fn on_its_way() -> TestFile {
    council()
        .on("2020-03-18", "decided: sending-decided officer=amy to=her channel=text contact=number outcome=may-leave content=ab")
        .on("2020-03-18", "message: message-sent to=her channel=text contact=number content=ab by=children decided=decided")
}

#[test]
fn what_was_allowed_is_decided_about_again_when_it_leaves() {
    let file = on_its_way();
    assert!(matches!(again(&file, "message", &found("ab")), Again::Leaves(_)));
    assert_eq!(stays(&file, "message", &found("cd")), [SendingReason::NotReadable], "only these bytes");
    let own = Rechecked { is_content_free: false, ..found("ab") };
    assert_eq!(stays(&file, "message", &own), [SendingReason::NotFromTheList]);
    let moved = file.clone().on("2020-03-18", "moved person=her");
    assert_eq!(stays(&moved, "message", &found("ab")), [SendingReason::NotSafe]);
    let leak = file.clone().on("2020-03-18", "breach-found by=children person=her items=phone recipient=him");
    assert_eq!(stays(&leak, "message", &found("ab")), [SendingReason::NotSafe]);
    let closed = file.clone().on("2020-03-18", "access-restricted by=children named_only hidden");
    assert_eq!(stays(&closed, "message", &found("ab")), [SendingReason::Restricted]);
    let stopped = file.clone().on("2020-03-18", "sending-stopped of=message");
    assert_eq!(stays(&stopped, "message", &found("ab")), [SendingReason::NotReadable], "stopped is stopped");
    let leave = MayLeave::of(&file.fold(), file.id("decided"));
    assert_eq!(leave, None, "a decision gives leave once");
}

#[test]
fn what_came_back_ends_that_way_until_she_confirms_it_again_and_somebody_finds_another() {
    let back =
        |outcome: &str| on_its_way().on("2020-03-18", &format!("back: delivery-reported message=message outcome={outcome}"));
    let call = |file: &TestFile, contact: &str| {
        let outgoing = Outgoing { is_content_free: true, ..to(file, person(file, "her"), Channel::Text, contact) };
        gate(file, &outgoing, &[])
    };
    let gone = back("permanent-failure");
    assert!(matches!(call(&gone, "number"), Gate::Refused { because, .. } if because == [SendingReason::NotSafe]));
    gone.owes("SEND-not-arrived").because(&["back"]).is("late");
    let again = gone.on("2020-03-18", "again: safe-contact-set person=her channel=phone ways=text safe confirmed=2020-03-18");
    assert_eq!(call(&again, "again"), Gate::Send);
    again.all("SEND-not-arrived").remove(0).is("met");
    let off = back("temporary-failure");
    assert_eq!(call(&off, "number"), Gate::Send, "a telephone that was off is still hers");
    off.owes("SEND-not-arrived").because(&["back"]);
    back("delivered").owes_nothing_under("SEND-not-arrived");
    let letter = council()
        .on("2020-03-02", "home: safe-contact-set person=her channel=letter safe confirmed=2020-03-02")
        .on("2020-03-10", "returned: letter-returned person=her by=children");
    let post = to(&letter, person(&letter, "her"), Channel::Letter, "home");
    assert_eq!(refused(&letter, &post, &[]), [SendingReason::NotSafe]);
    letter.owes("SEND-not-arrived").because(&["returned"]);
}
