//! What a clerk writes about somebody.

use crate::Habits;
use crate::homes::{Home, KINDS};
use crate::names::nickname;
use crate::people::Human;
use crate::slips;

/// The columns of a row.
pub const HEADER: [&str; 13] = [
    "record_id",
    "first_name",
    "middle_names",
    "surname",
    "sex",
    "dob",
    "address",
    "town",
    "postcode",
    "phone",
    "email",
    "nino",
    "aliases",
];

/// One line of a list, in the order of [`HEADER`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The cells.
    pub cells: [String; 13],
}

pub(crate) struct Clerk<'a> {
    pub(crate) dice: &'a mut fastrand::Rng,
    pub(crate) habits: &'a Habits,
}

impl Clerk<'_> {
    fn chance(&mut self, chance: f64) -> bool {
        self.dice.f64() < chance
    }

    /// Writes a row about somebody. `later` says that years have passed since an earlier row; `register` that it lists what else they are called.
    pub(crate) fn row(&mut self, id: String, human: &Human, later: bool, register: bool) -> Row {
        let evading = human.evades && later;
        let mut row = Row::default();
        row.cells[0] = id;
        let (mut first, mut surname) = (human.first.clone(), human.surname.clone());
        if later && human.renames {
            surname.clone_from(&human.other_surname);
        }
        let mut middles = human.middles.clone();
        if evading && self.chance(0.5) {
            match self.dice.usize(..3) {
                0 => first.clone_from(&human.alias.0),
                1 => surname.clone_from(&human.alias.1),
                _ => (first, surname) = human.alias.clone(),
            }
        } else if self.chance(self.habits.nickname) {
            first = nickname(&first, self.dice);
        } else if self.chance(self.habits.initial) {
            first = first.chars().take(1).collect();
        } else if self.chance(self.habits.middle_first) && !middles.is_empty() {
            std::mem::swap(&mut first, &mut middles[0]);
        }
        if self.chance(self.habits.slip) {
            first = slips::slip(&first, self.dice);
        }
        if self.chance(self.habits.slip) {
            surname = slips::slip(&surname, self.dice);
        }
        if self.chance(self.habits.swapped) {
            std::mem::swap(&mut first, &mut surname);
        }
        if self.chance(self.habits.missing * 0.2) {
            first.clear();
        }
        row.cells[1] = first;
        row.cells[2] = self.middles(&middles);
        row.cells[3] = surname;
        let sex = if self.chance(self.habits.missing) {
            ""
        } else if human.female {
            "F"
        } else {
            "M"
        };
        sex.clone_into(&mut row.cells[4]);
        row.cells[5] = self.born(human, evading);
        let moved = human.moves && later;
        self.home(&human.homes[usize::from(moved)], &mut row);
        self.contacts(human, later, evading, moved, &mut row);
        if register && self.chance(0.25) {
            row.cells[12] = self.aliases(human);
        }
        let unsure = self.dice.usize(..8);
        if unsure == 0 {
            for cell in &mut row.cells[1..8] {
                *cell = cell.to_uppercase();
            }
        }
        row
    }

    fn middles(&mut self, middles: &[String]) -> String {
        match self.dice.usize(..4) {
            0 | 1 => middles.join(" "),
            2 => middles.iter().filter_map(|name| name.chars().next()).map(String::from).collect::<Vec<_>>().join(" "),
            _ => String::new(),
        }
    }

    fn born(&mut self, human: &Human, evading: bool) -> String {
        if self.chance(self.habits.missing * 0.8) {
            return String::new();
        }
        let mut born = human.born;
        if self.chance(self.habits.default_date) {
            born = (born.0, 1, 1);
        } else if self.chance(self.habits.date_slip) || (evading && self.chance(0.5)) {
            born = slips::date(born, self.dice);
        }
        format!("{:04}-{:02}-{:02}", born.0, born.1, born.2)
    }

    fn home(&mut self, home: &Home, row: &mut Row) {
        row.cells[7].clone_from(&home.town);
        if !self.chance(self.habits.missing) {
            let mut street = home.street.clone();
            for (long, short) in KINDS {
                if street.ends_with(long) && self.chance(0.3) {
                    street = format!("{}{short}", street.trim_end_matches(long));
                }
            }
            if self.chance(self.habits.slip * 0.6) {
                street = slips::slip(&street, self.dice);
            }
            row.cells[6] = match (home.flat, self.dice.usize(..4)) {
                (Some(flat), 0) => format!("{flat}/{} {street}", home.house),
                (Some(flat), 1) => format!("{} {street} Flat {flat}", home.house),
                (Some(flat), _) => format!("Flat {flat}, {} {street}", home.house),
                (None, _) => format!("{} {street}", home.house),
            };
        }
        if !self.chance(self.habits.missing) {
            row.cells[8] = match self.dice.usize(..12) {
                0 => home.postcode.split(' ').next().unwrap_or("").to_owned(),
                1 | 2 => home.postcode.replace(' ', ""),
                _ => home.postcode.clone(),
            };
            if self.chance(self.habits.slip * 0.4) {
                row.cells[8] = slips::slip(&row.cells[8], self.dice);
            }
        }
    }

    fn contacts(&mut self, human: &Human, later: bool, evading: bool, moved: bool, row: &mut Row) {
        if self.chance(self.habits.contact) {
            let changed = (later && self.chance(0.3)) || evading;
            row.cells[9] = match self.dice.usize(..8) {
                0 => human.homes[usize::from(moved)].landline.clone(),
                _ => human.phones[usize::from(changed)].clone(),
            };
            if self.chance(0.25) {
                let number = row.cells[9].clone();
                row.cells[9] = format!("{} {} {}", &number[..5], &number[5..8], &number[8..]);
            } else if self.chance(0.1) {
                row.cells[9] = format!("+44{}", &row.cells[9][1..]);
            }
            if self.chance(self.habits.slip * 0.3) {
                row.cells[9] = slips::slip(&row.cells[9], self.dice);
            }
        }
        if self.chance(self.habits.contact * 0.8) && !(evading && self.chance(0.6)) {
            row.cells[10] = if self.chance(0.06) { human.shared_email.clone() } else { human.email.clone() };
            if self.chance(self.habits.slip * 0.3) {
                row.cells[10] = slips::slip(&row.cells[10], self.dice);
            }
        }
        if self.chance(self.habits.number) && !evading {
            row.cells[11].clone_from(&human.nino);
        }
    }

    fn aliases(&mut self, human: &Human) -> String {
        let mut names = Vec::new();
        if human.evades {
            names.push(format!("{} {}", human.alias.0, human.alias.1));
        }
        if human.renames {
            names.push(format!("{} {}", human.first, human.other_surname));
        }
        if names.is_empty() {
            names.push(format!("{} {}", nickname(&human.first, self.dice), human.surname));
        }
        names.join(";")
    }
}
