//! The questions of *Record a disclosure*, and reading the answers. Only who and what must be answered.

use casefile::facts::{Ask, Channel, Relation, SHOWS_CHOICES, Shows, When};
use jiff::civil::{Date, DateTime};

use super::words;
use crate::components::{Answers, Choice, Question, Section};
use crate::typed::{self, Mistakes};

/// How many rows for children there are at least.
const CHILDREN: usize = 2;
/// What it shows, in sight of everybody; the rest is folded away.
const FIRST: [&str; 8] =
    ["violence", "threats", "control", "harassment", "grave-danger", "unsafe-home", "child-witness", "child-harm"];
/// Answered by a question of its own.
const DANGER_NOW: &str = "danger-now";

/// What was told, read from the form.
#[derive(Clone, PartialEq)]
pub struct Given {
    /// What she is called.
    pub name: String,
    /// When she was born.
    pub born: Option<Date>,
    /// Who told: she herself, somebody for her, or nobody: signs were seen.
    pub teller: Teller,
    /// In which form.
    pub channel: Option<Channel>,
    /// When, where it was not just now.
    pub happened: Option<When>,
    /// In their own words.
    pub words: Option<String>,
    /// What it shows.
    pub shows: Shows,
    /// What she asks for.
    pub asks: Vec<Ask>,
    /// Children: names, as far as known, and dates of birth or ages.
    pub children: Vec<Child>,
    /// Who she fears.
    pub feared: Option<Feared>,
    /// How to reach her safely.
    pub reach: Option<Reach>,
    /// The council area in which she lives or is; as a choice of the page.
    pub area: String,
}

/// Who told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Teller {
    /// The survivor.
    Herself,
    /// Somebody for her, with the name where it was given.
    Another(Option<String>),
    /// Nobody: signs were seen.
    Signs,
}

/// A child.
#[derive(Clone, PartialEq, Eq)]
pub struct Child {
    /// The name, where it is known.
    pub name: Option<String>,
    /// Born on about this day, where an age was given.
    pub born: Option<Date>,
}

/// Who she fears.
#[derive(Clone, PartialEq, Eq)]
pub struct Feared {
    /// The name, where it is known.
    pub name: Option<String>,
    /// How he or she is connected with her.
    pub relation: Option<Relation>,
}

/// How she can, or cannot, be reached.
#[derive(Clone, PartialEq, Eq)]
pub struct Reach {
    /// By which channel.
    pub channel: Channel,
    /// Whether she says that it is safe.
    pub safe: bool,
    /// The number or address.
    pub value: Option<String>,
    /// When, and with which words.
    pub terms: Option<String>,
}

fn code(choice: &casefile::facts::Choice) -> Choice {
    Choice::new(choice.code, choice.label)
}

/// How many rows for children are on the page.
pub fn rows(answers: &Answers) -> usize {
    answers.one("child-rows").parse().unwrap_or(CHILDREN).clamp(CHILDREN, 20)
}

/// The questions, with what was typed and what is wrong with it. `areas` are the council areas of the partnership: value and words.
pub fn sections(areas: &[(String, String)], answers: &Answers, mistakes: &Mistakes) -> Vec<Section> {
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    vec![who(&asked), what(&asked), danger(&asked, areas), children(&asked, answers), feared(&asked), reach(&asked)]
}

type Asked<'a> = &'a dyn Fn(Question) -> Question;

fn who(asked: Asked<'_>) -> Section {
    let tellers =
        vec![Choice::new("herself", words::HERSELF), Choice::new("another", words::ANOTHER), Choice::new("signs", words::SIGNS)];
    Section {
        heading: words::WHO.into(),
        questions: vec![
            asked(Question::line("name", words::NAME).hint(words::NAME_HINT)),
            asked(Question::radios("teller", words::TELLER, tellers)),
        ],
        ..Section::default()
    }
}

fn what(asked: Asked<'_>) -> Section {
    let shown = |wanted: &dyn Fn(&str) -> bool| SHOWS_CHOICES.iter().filter(|one| wanted(one.code)).map(code).collect::<Vec<_>>();
    let first: Vec<Choice> =
        FIRST.iter().filter_map(|code| SHOWS_CHOICES.iter().find(|one| one.code == *code)).map(code).collect();
    let rest = shown(&|one| !FIRST.contains(&one) && !matches!(one, DANGER_NOW | "abuse"));
    let asks: Vec<Choice> = Ask::CHOICES.iter().map(code).collect();
    let (few, more) = asks.split_at(6);
    Section {
        heading: words::WHAT.into(),
        questions: vec![
            asked(Question::text("words", words::WORDS, 6).hint(words::WORDS_HINT)),
            asked(Question::checkboxes("shows", words::SHOWS, first).hint(words::SHOWS_HINT).more(words::MORE_SHOWS, rest)),
            asked(Question::checkboxes("asks", words::ASKS, few.to_vec()).more(words::MORE_ASKS, more.to_vec())),
        ],
        ..Section::default()
    }
}

fn danger(asked: Asked<'_>, areas: &[(String, String)]) -> Section {
    let mut questions = vec![asked(Question::yes_no("danger", words::DANGER).hint(words::DANGER_HINT))];
    if !areas.is_empty() {
        let areas = areas.iter().map(|(value, text)| Choice::new(value, text));
        let areas = std::iter::once(Choice::new("", words::AREA_UNKNOWN)).chain(areas).collect();
        questions.push(asked(Question::select("area", words::AREA, areas)));
    }
    Section { heading: words::NOW.into(), questions, ..Section::default() }
}

fn children(asked: Asked<'_>, answers: &Answers) -> Section {
    let mut questions = Vec::new();
    for row in 1..=rows(answers) {
        questions.push(asked(Question::line(format!("child-{row}-name"), format!("Child {row}: name, if known"))));
        questions.push(asked(Question::number(format!("child-{row}-age"), format!("Child {row}: age, if known"))));
    }
    Section {
        heading: words::CHILDREN.into(),
        intro: words::CHILDREN_INTRO.into(),
        questions,
        rows: "hf-pairs",
        ..Section::default()
    }
}

fn feared(asked: Asked<'_>) -> Section {
    let relations = Relation::CHOICES.iter().map(|one| Choice::new(one.code, format!("{} her", one.label)));
    let relations = std::iter::once(Choice::new("", "Not known")).chain(relations).collect();
    Section {
        heading: words::FEARED.into(),
        questions: vec![
            asked(Question::line("feared", words::FEARED_NAME)),
            asked(Question::select("relation", words::RELATION, relations)),
        ],
        ..Section::default()
    }
}

fn reach(asked: Asked<'_>) -> Section {
    let ways = [Channel::Phone, Channel::Text, Channel::Email, Channel::Letter, Channel::Proxy];
    let ways = ways.into_iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let how = [
        Channel::InPerson,
        Channel::Phone,
        Channel::Email,
        Channel::HomeVisit,
        Channel::Letter,
        Channel::Online,
        Channel::Unknown,
    ];
    let how = std::iter::once(Choice::new("", "Not known"))
        .chain(how.into_iter().map(|one| Choice::new(one.code(), one.label())))
        .collect();
    Section {
        heading: words::REACH.into(),
        intro: words::REACH_INTRO.into(),
        questions: vec![
            asked(Question::radios("reach", words::REACH_HOW, ways)),
            asked(Question::yes_no("safe", words::SAFE)),
            asked(Question::line("number", words::NUMBER).autocomplete("off")),
            asked(Question::line("terms", words::TERMS).hint(words::TERMS_HINT)),
            asked(Question::day("born", words::BORN)),
            asked(Question::select("channel", words::CHANNEL, how)),
            asked(Question::moment("happened", words::HAPPENED).hint(words::HAPPENED_HINT)),
        ],
        ..Section::default()
    }
}

/// Reads the form.
/// # Errors
/// What is wrong with which answer.
pub fn read(areas: &[(String, String)], answers: &Answers, now: DateTime) -> Result<Given, Mistakes> {
    let mut wrong = Mistakes::default();
    let name = wrong.take("name", typed::text(answers, "name", typed::LINE)).flatten();
    if name.is_none() {
        wrong.note("name", words::NAME_MISSING);
    }
    let shows = shows(answers);
    let account = wrong.take("words", typed::text(answers, "words", typed::ACCOUNT)).flatten();
    if account.is_none() && shows.is_empty() {
        wrong.note("words", words::NOTHING_SAID);
    }
    let born = wrong.take("born", typed::day(answers, "born")).flatten();
    if born.is_some_and(|day| day > now.date()) {
        wrong.note("born", words::BORN_LATER);
    }
    let happened = wrong.take("happened", typed::moment(answers, "happened")).flatten();
    if happened.is_some_and(|when| when.moment() > now) {
        wrong.note("happened", words::NOT_YET);
    } else if born.is_some_and(|day| happened.is_some_and(|when| when.date < day)) {
        wrong.note("happened", words::BEFORE_BIRTH);
    }
    let area = answers.one("area");
    if !area.is_empty() && !areas.iter().any(|(value, _)| value == area) {
        wrong.note("area", "Choose one from the list");
    }
    let children = read_children(answers, now.date(), &mut wrong);
    let feared = read_feared(answers, &mut wrong);
    let reach = read_reach(answers, &mut wrong);
    let Some(name) = name.filter(|_| wrong.is_empty()) else { return Err(wrong) };
    Ok(Given {
        name,
        born,
        teller: match answers.one("teller") {
            "another" => Teller::Another(None),
            "signs" => Teller::Signs,
            _ => Teller::Herself,
        },
        channel: answers.one("channel").parse().ok(),
        happened,
        words: account,
        shows,
        asks: answers.all("asks").filter_map(|code| code.parse().ok()).collect(),
        children,
        feared,
        reach,
        area: area.to_owned(),
    })
}

fn shows(answers: &Answers) -> Shows {
    let mut shows: Shows = answers.all("shows").filter_map(Shows::from_code).fold(Shows::empty(), Shows::union);
    if answers.one("danger") == "yes" {
        shows |= Shows::NOW;
    }
    shows
}

fn read_children(answers: &Answers, today: Date, wrong: &mut Mistakes) -> Vec<Child> {
    let mut children = Vec::new();
    for row in 1..=rows(answers) {
        let (name, age) = (format!("child-{row}-name"), format!("child-{row}-age"));
        let called = wrong.take(&name, typed::text(answers, &name, typed::LINE)).flatten();
        let years = wrong.take(
            &age,
            typed::number(answers.one(&age)).and_then(|years| match years {
                Some(years) if years > 25 => Err(words::AGE.to_owned()),
                years => Ok(years),
            }),
        );
        let years = years.flatten();
        if called.is_some() || years.is_some() {
            // An age is known to the year. The youngest that fits keeps the child a child in law for as long as it may be one.
            let born = years.and_then(|years| today.checked_sub(jiff::Span::new().years(i64::from(years))).ok());
            children.push(Child { name: called, born });
        }
    }
    children
}

fn read_feared(answers: &Answers, wrong: &mut Mistakes) -> Option<Feared> {
    let name = wrong.take("feared", typed::text(answers, "feared", typed::LINE)).flatten();
    let relation: Option<Relation> = answers.one("relation").parse().ok();
    (name.is_some() || relation.is_some()).then_some(Feared { name, relation })
}

fn read_reach(answers: &Answers, wrong: &mut Mistakes) -> Option<Reach> {
    let value = wrong.take("number", typed::text(answers, "number", typed::LINE)).flatten();
    let terms = wrong.take("terms", typed::text(answers, "terms", typed::LINE)).flatten();
    let channel: Option<Channel> = answers.one("reach").parse().ok();
    let given = value.is_some() || terms.is_some() || answers.asked("safe");
    match channel {
        Some(channel) => Some(Reach { channel, safe: answers.one("safe") == "yes", value, terms }),
        None if given => {
            wrong.note("reach", words::REACH_MISSING);
            None
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Answers {
        Answers(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn given(pairs: &[(&str, &str)]) -> Result<Given, Mistakes> {
        read(&[("north".into(), "North".into())], &typed(pairs), datetime(2026, 6, 1, 12, 0, 0, 0))
    }

    #[test]
    fn a_name_and_a_sentence_are_enough() {
        let given =
            given(&[("name", "Asha"), ("words", "He will not let me leave.")]).unwrap_or_else(|wrong| panic!("{wrong:?}"));
        assert_eq!(given.name, "Asha");
        assert_eq!(given.happened, None);
        assert!(given.reach.is_none() && given.feared.is_none() && given.children.is_empty());
    }

    #[test]
    fn signs_without_words_are_enough_too() {
        let given = given(&[("name", "not known"), ("teller", "signs"), ("shows", "violence"), ("danger", "yes")]);
        let given = given.unwrap_or_else(|wrong| panic!("{wrong:?}"));
        assert_eq!(given.teller, Teller::Signs);
        assert!(given.shows.contains(Shows::NOW | Shows::VIOLENCE));
    }

    #[test]
    fn a_number_without_a_channel_is_not_taken_for_safe() {
        let wrong = given(&[("name", "Asha"), ("words", "x"), ("number", "01632 960 001")]).err().unwrap();
        assert!(wrong.with("reach").is_some());
        let given = given(&[("name", "Asha"), ("words", "x"), ("number", "01632 960 001"), ("reach", "phone")]);
        assert!(!given.ok().and_then(|given| given.reach).unwrap().safe);
    }

    #[test]
    fn nothing_is_told_in_the_future_or_before_she_was_born() {
        let base = [("name", "Asha"), ("words", "x"), ("born-day", "1"), ("born-month", "1"), ("born-year", "1990")];
        let with = |more: &[(&str, &str)]| given(&[&base, more].concat()).err().unwrap();
        let day = |d: &'static str, m: &'static str, y: &'static str| {
            [("happened-day", d), ("happened-month", m), ("happened-year", y)]
        };
        assert_eq!(with(&day("2", "6", "2026")).with("happened"), Some(words::NOT_YET));
        assert_eq!(with(&day("1", "6", "1980")).with("happened"), Some(words::BEFORE_BIRTH));
        assert_eq!(with(&[("child-1-age", "44")]).with("child-1-age"), Some(words::AGE));
    }

    #[test]
    fn everything_that_it_can_show_is_offered_once() {
        let sections = sections(&[], &Answers::default(), &Mistakes::default());
        let shows = sections.iter().flat_map(|section| &section.questions).find(|question| question.name == "shows").unwrap();
        let crate::components::Widget::Checkboxes { choices, more, .. } = &shows.widget else { panic!() };
        // Danger now has a question of its own, and any box means abuse.
        assert_eq!(choices.len() + more.len() + 2, SHOWS_CHOICES.len());
        assert_eq!(choices.len(), FIRST.len());
    }
}
