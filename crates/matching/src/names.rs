//! Names: people's names as they give them, taken apart into words, in which short forms and spellings of one name are alike.

use crate::folded;

/// Forms of one name, the first of which stands for all. A short form may belong to several names.
const FORMS: &[&str] = &[
    "abigail abby abbie gail",
    "abdul abdal abd",
    "ahmed ahmad achmed ahmet",
    "alexander alex alec al xander sandy sasha",
    "alexandra alex lexi lexie sandra sasha alexa",
    "alison allison ali",
    "amanda mandy manda",
    "andrew andy drew",
    "angela angie ange",
    "anthony antony tony ant",
    "ann anne anna annie nan",
    "barbara barb babs",
    "benjamin ben benny",
    "bernard bernie",
    "bridget bridie biddy",
    "caroline carolyn carrie caro",
    "catherine katherine kathryn katharine kate katie kathy cathy kat cath kath catriona",
    "charles charlie chuck chas",
    "charlotte lottie charlie lotte",
    "christine christina chris tina chrissie",
    "christopher chris kit topher",
    "daniel dan danny",
    "danielle dani",
    "david dave davey davy",
    "deborah debra deb debbie debs",
    "dennis denis den",
    "donald don donny",
    "dorothy dot dottie dolly",
    "edward ed eddie ted teddy ned",
    "eleanor elinor ellie nell nellie nora",
    "elizabeth elisabeth liz lizzie beth betty betsy eliza libby lisa bess lily",
    "emily em emmy",
    "emma em",
    "fatima fatma fatimah fathima",
    "frances fran frankie",
    "francis frank frankie",
    "frederick fred freddie",
    "gabriel gabe",
    "geoffrey jeffrey geoff jeff",
    "george georgie",
    "gerald gerard gerry jerry",
    "gregory greg gregor",
    "hassan hasan",
    "helen helena nell",
    "henry harry hal hank",
    "hussein husain hussain husayn hossein",
    "ian iain",
    "isabel isabella isobel izzy bella belle",
    "jacqueline jackie jacqui jacky",
    "james jim jimmy jamie jem",
    "jane janey",
    "janet jan",
    "jennifer jen jenny jenn",
    "jessica jess jessie",
    "joan joanie",
    "joanna joanne jo joanna",
    "john jon johnny jonny jack sean shaun",
    "jonathan jonathon jon jonny",
    "joseph joe joey jo",
    "josephine jo josie",
    "joshua josh",
    "judith judy jude",
    "julia julie jules",
    "kenneth ken kenny",
    "kimberley kimberly kim",
    "lawrence laurence larry laurie",
    "leonard len lenny leo",
    "lewis louis lou",
    "louise lou",
    "lucy lucie lucia",
    "margaret maggie meg peggy marge margie rita greta",
    "maria marie mary molly polly mia maryam mariam miriam",
    "mark marc marcus",
    "martin marty",
    "matthew matt matty mathew",
    "megan meg",
    "michael mick mike mikey mickey micheal",
    "michelle shelly shell chelle",
    "mohammed muhammad mohamed mohammad muhammed mohamad mohd md mo",
    "nathaniel nathan nate nat",
    "natalie nat natasha tasha",
    "nicholas nicolas nick nicky",
    "nicola nicole nicky nikki nik",
    "oliver ollie olly",
    "olivia liv livvy ollie",
    "pamela pam",
    "patricia pat patsy trish tricia patty",
    "patrick pat paddy",
    "peter pete",
    "philip phillip phil pip",
    "philippa pippa pip phil",
    "rachel rachael rach",
    "raymond ray",
    "rebecca becky becca bex",
    "richard rick ricky dick rich richie",
    "robert rob robbie bob bobby bert",
    "roberta bobbie",
    "ronald ron ronnie",
    "rosemary rose rosie",
    "russell russ",
    "samantha sam sammy",
    "samuel sam sammy",
    "sarah sara sally sadie",
    "simon si",
    "sophie sophia sofia",
    "stephanie steph",
    "steven stephen steve stevie",
    "stuart stewart stu",
    "susan suzanne sue susie suzie",
    "syed sayed sayyid",
    "teresa theresa terry tess tessa tracy",
    "terence terry terrence",
    "theodore theo ted",
    "thomas tom tommy",
    "timothy tim timmy",
    "toby tobias",
    "valerie val",
    "vanessa ness nessa",
    "veronica ronnie vera",
    "victoria vicky vicki vikki tori",
    "vincent vince vinny",
    "walter wally walt",
    "william bill billy will willie liam",
    "yusuf yousef yousuf youssef",
    "zachary zach zack zac",
];

/// Words that stand before or after a name and belong to no name.
const TITLES: [&str; 13] = ["mr", "mrs", "miss", "ms", "mx", "dr", "sir", "lady", "rev", "prof", "jr", "snr", "jnr"];

/// One word of a name, as the names that it may be a form of.
type Word = Vec<String>;

/// A name, as people give it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    words: Vec<Word>,
}

/// The names that a word may be a form of; the word itself where it is none.
fn forms(word: &str) -> Word {
    let of = |line: &&&str| line.split(' ').any(|form| form == word);
    let mut forms: Word = FORMS.iter().filter(of).filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    if forms.is_empty() {
        forms.push(word.to_owned());
    }
    forms.dedup();
    forms
}

fn alike(one: &Word, other: &Word) -> bool {
    one.iter().any(|form| other.contains(form))
}

impl Name {
    /// Reads a name. Signs and accents do not count; «O’Neill» is one word and «Mary-Ann» two.
    pub fn read(text: &str) -> Self {
        let text: String = folded(text).chars().filter(|letter| !matches!(letter, '\'' | '’' | '‘' | '`' | '´' | '.')).collect();
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<Word> = words.filter(|word| !TITLES.contains(word)).map(forms).collect();
        words.truncate(8);
        Self { words }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether two words of each are alike, in whatever order: a given name and a surname.
    pub fn agrees(&self, other: &Self) -> bool {
        self.shared(other) >= 2
    }

    /// How many words of this name have one of their own in the other.
    pub fn shared(&self, other: &Self) -> usize {
        let mut left: Vec<&Word> = other.words.iter().collect();
        let mut shared = 0;
        for word in &self.words {
            if let Some(at) = left.iter().position(|one| alike(word, one)) {
                left.swap_remove(at);
                shared += 1;
            }
        }
        shared
    }

    /// Every form of every word.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().flatten().map(String::as_str)
    }

    /// The forms of each word, word by word.
    pub fn each(&self) -> &[Vec<String>] {
        &self.words
    }

    /// Every two words, in the order of the alphabet: «asha rahman» whichever stands first.
    pub fn pairs(&self) -> Vec<String> {
        let mut pairs = Vec::new();
        for (at, one) in self.words.iter().enumerate() {
            for other in &self.words[at + 1..] {
                for one in one {
                    pairs.extend(
                        other.iter().map(|other| if one <= other { format!("{one} {other}") } else { format!("{other} {one}") }),
                    );
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(one: &str, other: &str) -> bool {
        Name::read(one).agrees(&Name::read(other))
    }

    #[test]
    fn a_name_is_known_in_another_order_in_short_and_with_more_words() {
        assert!(agree("Robert Smith", "SMITH, Bob"));
        assert!(agree("Liz O’Neill", "Elizabeth Mary ONeill"));
        assert!(agree("Mohammed Ali Khan", "Muhammad Khan"));
        assert!(agree("Żaneta Łódź", "zaneta lodz"));
        assert!(agree("Mary-Ann Clarke", "Mary Clarke"));
        assert!(agree("Mr Sam Jones", "Samantha Jones"), "a short form may be either");
    }

    #[test]
    fn one_word_alone_is_no_name_in_common() {
        assert!(!agree("John Smith", "John Brown"));
        assert!(!agree("Karl", "Karl"));
        assert!(!agree("Ann Ann", "Ann Smith"));
        assert!(!agree("", ""));
        assert_eq!(Name::read("Karl").shared(&Name::read("Karl Weber")), 1);
    }

    #[test]
    fn pairs_are_the_same_in_whatever_order() {
        assert_eq!(Name::read("Smith Bob").pairs(), Name::read("Robert Smith").pairs());
        assert!(Name::read("Karl").pairs().is_empty());
    }

    #[test]
    fn every_form_stands_for_a_name() {
        for line in FORMS {
            assert!(line.split(' ').all(|form| form.chars().all(|letter| letter.is_ascii_lowercase())), "{line}");
        }
    }
}
