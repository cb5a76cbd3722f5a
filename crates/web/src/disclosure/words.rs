//! The words of *Record a disclosure*.

/// Heading.
pub const WHO: &str = "Who";
/// Question.
pub const NAME: &str = "What is she called?";
/// Help.
pub const NAME_HINT: &str = "As she gives it: any name will do, a first name or a nickname too.";
/// Error.
pub const NAME_MISSING: &str = "Enter what she is called. If you do not know, type “not known”";
/// Question.
pub const TELLER: &str = "Who told you?";
/// Choice.
pub const HERSELF: &str = "She herself";
/// Choice.
pub const ANOTHER: &str = "Somebody for her";
/// Choice.
pub const SIGNS: &str = "Nobody: I have seen signs";
/// Heading.
pub const WHAT: &str = "What you were told";
/// Question.
pub const WORDS: &str = "What was said, in their own words";
/// Help.
pub const WORDS_HINT: &str =
    "A sentence is enough. Do not put addresses or telephone numbers here: there is a place for them below.";
/// Error.
pub const NOTHING_SAID: &str = "Write down what was said, or tick what you have seen";
/// Question.
pub const SHOWS: &str = "What does it show?";
/// Help.
pub const SHOWS_HINT: &str = "Tick all that you know of. Threats count.";
/// Fold.
pub const MORE_SHOWS: &str = "Something else";
/// Question.
pub const ASKS: &str = "What does she ask for?";
/// Fold.
pub const MORE_ASKS: &str = "Something else";
/// Heading.
pub const NOW: &str = "Now";
/// Question.
pub const DANGER: &str = "Is anybody in danger now?";
/// Help.
pub const DANGER_HINT: &str = "If you are not sure, say yes.";
/// Question.
pub const AREA: &str = "Which council area is she in?";
/// Choice.
pub const AREA_UNKNOWN: &str = "Not known";
/// Heading.
pub const CHILDREN: &str = "Children";
/// Before the questions.
pub const CHILDREN_INTRO: &str = "Any children who live with her or with the person she fears. Leave empty if there are none.";
/// Error.
pub const AGE: &str = "Enter an age in years, up to 25";
/// Heading.
pub const FEARED: &str = "Who she fears";
/// Question.
pub const FEARED_NAME: &str = "Name, if known";
/// Question.
pub const RELATION: &str = "This person";
/// Heading.
pub const REACH: &str = "How to reach her safely";
/// Before the questions.
pub const REACH_INTRO: &str = "Ask her. If you leave this empty, nobody will write, ring or call.";
/// Question.
pub const REACH_HOW: &str = "Which way?";
/// Error.
pub const REACH_MISSING: &str = "Choose which way of reaching her this is";
/// Question.
pub const SAFE: &str = "Does she say that it is safe?";
/// Question.
pub const NUMBER: &str = "Number or address";
/// Question.
pub const TERMS: &str = "When it is safe, and which words to use";
/// Help.
pub const TERMS_HINT: &str = "For example: weekdays before 3pm, say that it is the dentist.";
/// Question.
pub const BORN: &str = "Her date of birth, if known";
/// Error.
pub const BORN_LATER: &str = "That day has not come yet";
/// Question.
pub const CHANNEL: &str = "How were you told?";
/// Question.
pub const HAPPENED: &str = "When were you told?";
/// Help.
pub const HAPPENED_HINT: &str = "Leave empty for now.";
/// Error.
pub const NOT_YET: &str = "That day has not come yet";
/// Error.
pub const BEFORE_BIRTH: &str = "That is before she was born";
