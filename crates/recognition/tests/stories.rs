//! Sentences that a caseworker would nod at.

use recognition::{Kind, recognise};

#[track_caller]
fn heard(text: &str) -> recognition::Heard {
    let heard = recognise(text);
    assert!(heard.disclosure, "not heard ({:.2}): {text}", heard.score);
    heard
}

#[track_caller]
fn not_heard(text: &str) {
    let heard = recognise(text);
    assert!(!heard.disclosure, "heard ({:.2}) {:?}: {text}", heard.score, heard.because);
}

#[test]
fn naomi_is_heard_in_her_medical_form() {
    let text = "Applicant has arthritis in both knees and cannot climb stairs. \
                She also needs to move away from her father because he is aggressive towards her. Please consider a ground floor flat.";
    let heard = heard(text);
    assert!(heard.kinds.contains(&Kind::ViolentOrThreatening), "{:?}", heard.kinds);
    assert!(heard.because.iter().any(|because| because.words(text).contains("aggressive")), "{:?}", heard.because);
}

#[test]
fn blows_by_a_partner_are_physical_abuse() {
    for text in [
        "My husband punched me in the face.",
        "He strangled me and I passed out, my boyfriend.",
        "My wife kicks me and I'm too ashamed to say.",
    ] {
        assert!(heard(text).kinds.contains(&Kind::PhysicalOrSexual), "{text}");
    }
}

#[test]
fn threats_alone_are_enough() {
    for text in ["My ex says he will kill me.", "He never hit me but he says he'll burn the house down with us in it."] {
        assert!(heard(text).kinds.contains(&Kind::ViolentOrThreatening), "{text}");
    }
}

#[test]
fn control_and_money_are_abuse_without_a_blow() {
    assert!(
        heard("He won't let me leave the house and he checks my phone every night.").kinds.contains(&Kind::ControllingOrCoercive)
    );
    assert!(heard("My partner takes all my wages and I have to beg him for food money.").kinds.contains(&Kind::Economic));
}

#[test]
fn relatives_and_men_and_couples_of_one_sex_are_heard() {
    heard("My father hits me, I am 23 and live at home.");
    heard("My grown up son threatens me for money and I'm frightened of him.");
    heard("I am a man and my wife hits me.");
    heard("My girlfriend beats me, we are both women.");
}

#[test]
fn others_are_heard_who_speak_for_her() {
    heard("Tenant disclosed to the operative that her husband gave her the bruise on her cheek.");
    heard("Child told her teacher that daddy hits mummy at night.");
    heard("I hear him shouting that he'll kill her through the wall, and the children crying.");
}

#[test]
fn strangers_and_neighbours_and_bosses_are_another_matter() {
    not_heard("I was mugged by a stranger in the park.");
    not_heard("My neighbour plays loud music until three in the morning.");
    not_heard("My boss shouts at me at work and I want to leave the job.");
    not_heard("A dog bit my daughter in the park.");
}

#[test]
fn mentioning_a_partner_is_not_telling_of_abuse() {
    not_heard("My husband and I would like a two bedroom flat.");
    not_heard("My ex and I share the care of the children and get on well.");
    not_heard("Please add my partner to the tenancy.");
}

#[test]
fn what_is_denied_is_not_said() {
    not_heard("There is no domestic abuse, we want a bigger home.");
    not_heard("My husband has never hit me.");
    heard("My husband hit me.");
    heard("My husband has never hit me but he threatens me with a knife and I am scared of him.");
}

#[test]
fn policies_and_novels_are_about_nobody() {
    not_heard("Please send me a copy of your domestic abuse policy and the training dates.");
    not_heard("I'm writing a novel in which the husband beats the heroine.");
}

#[test]
fn apostrophes_capitals_and_haste_make_no_difference() {
    let scores: Vec<f32> = [
        "He won't let me out, my husband's controlling me.",
        "he wont let me out, my husbands controlling me.",
        "HE WON’T LET ME OUT, MY HUSBAND’S CONTROLLING ME.",
    ]
    .iter()
    .map(|text| heard(text).score)
    .collect();
    assert!(scores.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-6), "{scores:?}");
    heard("my bf strangeled me last nite and im scard of him");
}

#[test]
fn nothing_is_heard_in_nothing() {
    not_heard("");
    not_heard("   \n\n ... !!!");
    not_heard("12345");
}
