//! A population of households.

use crate::homes::{Home, mobile};
use crate::names::{Origin, family, given, origin};

/// One person, as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Human {
    pub(crate) female: bool,
    pub(crate) born: (i32, u32, u32),
    pub(crate) first: String,
    pub(crate) middles: Vec<String>,
    pub(crate) surname: String,
    /// The surname before a marriage, or after one.
    pub(crate) other_surname: String,
    pub(crate) alias: (String, String),
    pub(crate) homes: [Home; 2],
    pub(crate) phones: [String; 2],
    pub(crate) email: String,
    pub(crate) shared_email: String,
    pub(crate) nino: String,
    /// Whether they have once lived elsewhere, changed their surname, want not to be found.
    pub(crate) moves: bool,
    pub(crate) renames: bool,
    pub(crate) evades: bool,
}

/// A town full of people.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Everybody in it.
    pub people: Vec<Human>,
}

const YEAR: i32 = 2025;

struct Maker<'a> {
    dice: &'a mut fastrand::Rng,
    count: usize,
    habits: &'a crate::Habits,
    people: Vec<Human>,
}

impl Town {
    /// A town of so many people.
    pub fn of(count: usize, dice: &mut fastrand::Rng, habits: &crate::Habits) -> Self {
        let mut maker = Maker { dice, count, habits, people: Vec::with_capacity(count + 8) };
        while maker.people.len() < count {
            maker.household();
        }
        maker.people.truncate(count);
        Self { people: maker.people }
    }
}

impl Maker<'_> {
    fn chance(&mut self, chance: f64) -> bool {
        self.dice.f64() < chance
    }

    fn household(&mut self) {
        let home = Home::any(self.count, self.dice);
        if self.chance(0.012) {
            for _ in 0..self.dice.usize(4..25) {
                let (origin, year) = (origin(self.dice), YEAR - self.dice.i32(18..60));
                let surname = family(origin, self.dice);
                self.person(origin, None, year, &surname, &home);
            }
            return;
        }
        let origin = origin(self.dice);
        let surname = family(origin, self.dice);
        let year = YEAR - 18 - (self.dice.f64().powf(0.8) * 65.0) as i32;
        let first = self.people.len();
        let female = self.dice.bool();
        self.person(origin, Some(female), year, &surname, &home);
        if self.chance(0.6) {
            let name = if self.chance(0.7) { surname.clone() } else { family(origin, self.dice) };
            let partner_year = year + self.dice.i32(-6..=6);
            let sex = if self.chance(0.96) { !female } else { female };
            self.person(origin, Some(sex), partner_year, &name, &home);
        }
        if self.chance(0.45) {
            self.children(first, origin, year, &surname, &home);
        }
        if self.chance(0.04) {
            let other = crate::names::origin(self.dice);
            let name = family(other, self.dice);
            let born = YEAR - self.dice.i32(18..50);
            self.person(other, None, born, &name, &home);
        }
        let shared = self.people[first].email.clone();
        for at in first..self.people.len() {
            self.people[at].shared_email.clone_from(&shared);
        }
    }

    fn children(&mut self, parent: usize, origin: Origin, year: i32, surname: &str, home: &Home) {
        let mut born = year + self.dice.i32(19..36);
        for _ in 0..self.dice.usize(1..4) {
            if born >= YEAR {
                break;
            }
            let child = self.people.len();
            self.person(origin, None, born, surname, home);
            if self.chance(0.04) && self.people[child].female == self.people[parent].female {
                self.people[child].first = self.people[parent].first.clone();
            }
            if self.chance(0.03) {
                let date = self.people[child].born;
                let sex = if self.chance(0.7) { Some(self.people[child].female) } else { None };
                self.person(origin, sex, born, surname, home);
                let twin = self.people.len() - 1;
                self.people[twin].born = date;
            }
            born += self.dice.i32(1..6);
        }
    }

    fn person(&mut self, origin: Origin, female: Option<bool>, year: i32, surname: &str, home: &Home) {
        let female = female.unwrap_or_else(|| self.dice.bool());
        let first = given(origin, female, year, self.dice).to_owned();
        let middles = (0..usize::from(self.chance(0.55)) + usize::from(self.chance(0.12)))
            .map(|_| given(origin, female, year, self.dice).to_owned())
            .collect();
        let other = family(origin, self.dice);
        let adult = year < YEAR - 17;
        let renames = adult && self.chance(if female { self.habits.renamed * 2.0 } else { self.habits.renamed * 0.4 });
        let other_surname = match (renames, self.dice.usize(..4)) {
            (true, 0) => format!("{surname}-{other}"),
            (true, 1) => format!("{other}-{surname}"),
            (true, _) => other,
            (false, _) => surname.to_owned(),
        };
        let alias_first = given(origin, female, year, self.dice).to_owned();
        let alias_family = if self.dice.bool() { family(origin, self.dice) } else { surname.to_owned() };
        let mail_name = if renames && self.dice.bool() { other_surname.as_str() } else { surname };
        let email = self.email(&first, mail_name, year);
        let (month, day) = (self.dice.u32(1..=12), self.dice.u32(1..=28));
        let letters = b"ABCEGHJKLMNPRSTWXYZ";
        let letter = |dice: &mut fastrand::Rng| char::from(letters[dice.usize(..letters.len())]);
        let end = ['A', 'B', 'C', 'D'][self.dice.usize(..4)];
        let nino = format!("{}{}{:06}{end}", letter(self.dice), letter(self.dice), self.dice.u32(0..1_000_000));
        let moves = self.chance(self.habits.moved);
        let evades = adult && self.chance(self.habits.evades);
        let homes = [home.clone(), Home::any(self.count, self.dice)];
        let phones = [mobile(self.dice), mobile(self.dice)];
        let nino = if adult { nino } else { String::new() };
        self.people.push(Human {
            female,
            born: (year, month, day),
            first,
            middles,
            surname: surname.to_owned(),
            other_surname,
            alias: (alias_first, alias_family),
            homes,
            phones,
            email: email.clone(),
            shared_email: email,
            nino,
            moves,
            renames,
            evades,
        });
    }

    fn email(&mut self, first: &str, surname: &str, year: i32) -> String {
        let plain = |name: &str| name.to_lowercase().chars().filter(char::is_ascii_lowercase).collect::<String>();
        let (first, surname) = (plain(first), plain(surname));
        let initial = first.chars().next().map(String::from).unwrap_or_default();
        let local = match self.dice.usize(..8) {
            0 => format!("{first}.{surname}"),
            1 => format!("{first}{surname}"),
            2 => format!("{initial}.{surname}"),
            3 => format!("{initial}{surname}"),
            4 => format!("{surname}.{first}"),
            5 => format!("{first}_{surname}"),
            6 => format!("the.{surname}s"),
            _ => format!("{first}{}", ["x", "star", "lfc", "bear", "girl", "king"][self.dice.usize(..6)]),
        };
        let digits = match self.dice.usize(..5) {
            0 => format!("{year}"),
            1 => format!("{:02}", year % 100),
            2 => format!("{}", self.dice.u32(1..1000)),
            _ => String::new(),
        };
        let host = ["mail.example", "post.example", "inbox.example", "web.example", "net.example"][self.dice.usize(..5)];
        format!("{local}{digits}@{host}")
    }
}
