//! Names by year of birth and by family.

use std::sync::LazyLock;

const GIVEN: &str = include_str!("../data/given_names.txt");
const FAMILY: &str = include_str!("../data/surnames.txt");
const ELSEWHERE: &str = include_str!("../data/names_elsewhere.txt");

/// Starts and ends from which English surnames are put together, since the common ones are not enough for a million people.
const STARTS: [&str; 48] = [
    "Ash", "Alder", "Barn", "Beck", "Black", "Brad", "Bram", "Broad", "Burn", "Cal", "Carl", "Chad", "Clay", "Crow", "Dal",
    "Den", "Eld", "Fair", "Fen", "Gar", "Gold", "Had", "Hart", "Haw", "Hazel", "Hol", "Hurst", "Kel", "Kirk", "Lam", "Lang",
    "Marl", "Mel", "Mor", "Nor", "Oak", "Pem", "Ran", "Raven", "Red", "Row", "Shel", "Stan", "Thorn", "Wal", "Whit", "Win",
    "Wood",
];
const ENDS: [&str; 30] = [
    "acre", "bank", "berry", "borough", "bourne", "bridge", "by", "cliffe", "combe", "cote", "croft", "dale", "den", "field",
    "ford", "garth", "gate", "ham", "hurst", "ley", "man", "mere", "more", "shaw", "sley", "stead", "stone", "ton", "well",
    "worth",
];

struct Period {
    female: bool,
    from: i32,
    names: Vec<&'static str>,
}

struct Elsewhere {
    given: [Vec<&'static str>; 2],
    family: Vec<&'static str>,
}

static PERIODS: LazyLock<Vec<Period>> = LazyLock::new(|| {
    let period = |line: &'static str| {
        let (sex, rest) = line.split_once(' ')?;
        let (from, names) = rest.split_once(' ')?;
        Some(Period { female: sex == "F", from: from.parse().ok()?, names: names.split(',').collect() })
    };
    GIVEN.lines().filter(|line| !line.starts_with('#')).filter_map(period).collect()
});

static FAMILIES: LazyLock<Vec<(&'static str, f64)>> = LazyLock::new(|| {
    let mut sum = 0.0;
    let mut list = Vec::new();
    for line in FAMILY.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, weight)) = line.rsplit_once(' ') {
            sum += weight.parse::<f64>().unwrap_or(0.0);
            list.push((name, sum));
        }
    }
    list
});

static OTHERS: LazyLock<Vec<Elsewhere>> = LazyLock::new(|| {
    let other = |line: &'static str| {
        let (_, rest) = line.split_once(' ')?;
        let mut lists = rest.split(';').map(|list| list.split(',').collect::<Vec<_>>());
        Some(Elsewhere { given: [lists.next()?, lists.next()?], family: lists.next()? })
    };
    ELSEWHERE.lines().filter(|line| !line.starts_with('#')).filter_map(other).collect()
});

/// Where a family's names come from: `None` for England.
pub(crate) type Origin = Option<usize>;

pub(crate) fn origin(dice: &mut fastrand::Rng) -> Origin {
    (dice.f64() < 0.22).then(|| dice.usize(..OTHERS.len()))
}

/// The commonest first, by a power of chance.
fn ranked<'a>(names: &[&'a str], power: i32, dice: &mut fastrand::Rng) -> &'a str {
    let at = dice.f64().powi(power) * names.len() as f64;
    names.get(at as usize).copied().unwrap_or("Alex")
}

pub(crate) fn given(origin: Origin, female: bool, year: i32, dice: &mut fastrand::Rng) -> &'static str {
    if let Some(other) = origin.and_then(|at| OTHERS.get(at))
        && dice.f64() < 0.8
    {
        return ranked(&other.given[usize::from(!female)], 2, dice);
    }
    let year = year + dice.i32(-6..=6);
    let fits = |period: &&Period| period.female == female && period.from <= year;
    let first = || PERIODS.iter().find(|period| period.female == female);
    let period = PERIODS.iter().rfind(fits).or_else(first);
    period.map_or("Alex", |period| ranked(&period.names, 2, dice))
}

pub(crate) fn family(origin: Origin, dice: &mut fastrand::Rng) -> String {
    if let Some(other) = origin.and_then(|at| OTHERS.get(at)) {
        return ranked(&other.family, 2, dice).to_owned();
    }
    if dice.f64() < 0.45 {
        let (start, end) = (STARTS[dice.usize(..STARTS.len())], ENDS[dice.usize(..ENDS.len())]);
        return format!("{start}{end}");
    }
    let sum = FAMILIES.last().map_or(0.0, |last| last.1);
    let at = dice.f64() * sum;
    let place = FAMILIES.partition_point(|(_, up_to)| *up_to < at);
    FAMILIES.get(place).map_or("Smith", |(name, _)| name).to_owned()
}

/// Short forms: enough to be written in place of the name.
const SHORT: &[(&str, &str)] = &[
    ("Robert", "Bob Rob Bobby"),
    ("William", "Bill Will Billy"),
    ("Elizabeth", "Liz Beth Lizzie Betty"),
    ("Margaret", "Maggie Peggy Meg"),
    ("Catherine", "Kate Cathy"),
    ("Richard", "Rick Dick Richie"),
    ("James", "Jim Jimmy Jamie"),
    ("John", "Jack Johnny"),
    ("Michael", "Mick Mike"),
    ("Thomas", "Tom Tommy"),
    ("Susan", "Sue Susie"),
    ("Patricia", "Pat Trish"),
    ("Deborah", "Debbie Deb"),
    ("Christopher", "Chris Kit"),
    ("Daniel", "Dan Danny"),
    ("Matthew", "Matt"),
    ("Andrew", "Andy Drew"),
    ("Anthony", "Tony"),
    ("Nicholas", "Nick"),
    ("Samuel", "Sam"),
    ("Joseph", "Joe"),
    ("Benjamin", "Ben"),
    ("Jennifer", "Jenny Jen"),
    ("Rebecca", "Becky Bex"),
    ("Victoria", "Vicky Tori"),
    ("Jessica", "Jess"),
    ("Samantha", "Sam Sammy"),
    ("Alexandra", "Alex Sandra"),
    ("Charlotte", "Lottie Charlie"),
    ("Edward", "Ed Ted Eddie"),
    ("Stephen", "Steve"),
    ("Steven", "Steve"),
    ("Kenneth", "Ken"),
    ("Ronald", "Ron"),
    ("Donald", "Don"),
    ("Dorothy", "Dot"),
    ("Barbara", "Babs"),
    ("Pamela", "Pam"),
    ("Sandra", "Sandy"),
    ("Jacqueline", "Jackie"),
    ("Gillian", "Gill"),
    ("Katherine", "Kath Kate"),
    ("Kathleen", "Kath Kathy"),
    ("Timothy", "Tim"),
    ("Philip", "Phil"),
    ("Geoffrey", "Geoff"),
    ("Gregory", "Greg"),
    ("Jonathan", "Jon"),
    ("Joshua", "Josh"),
    ("Zachary", "Zac"),
    ("Oliver", "Olly"),
    ("Mohammed", "Mo Mohd"),
    ("Muhammad", "Mo Mohammad"),
    ("Amelia", "Millie"),
    ("Isabella", "Bella Izzy"),
    ("Olivia", "Liv"),
    ("Emily", "Em"),
    ("Abigail", "Abby"),
    ("Hannah", "Hanna"),
    ("Lucy", "Lu"),
    ("Megan", "Meg"),
    ("Natalie", "Nat"),
    ("Natasha", "Tasha"),
    ("Stephanie", "Steph"),
];

/// A short form, or the first syllable where there is none in the list.
pub(crate) fn nickname(name: &str, dice: &mut fastrand::Rng) -> String {
    if let Some((_, forms)) = SHORT.iter().find(|(full, _)| *full == name) {
        let forms: Vec<&str> = forms.split(' ').collect();
        return forms[dice.usize(..forms.len())].to_owned();
    }
    let letters: Vec<char> = name.chars().collect();
    if letters.len() < 6 {
        return name.to_owned();
    }
    let cut = letters.iter().skip(3).position(|letter| !"aeiou".contains(*letter)).map_or(3, |at| at + 3).min(4);
    let short: String = letters[..cut].iter().collect();
    if dice.bool() { short } else { format!("{short}{}", if dice.bool() { "y" } else { "ie" }) }
}
