//! Slips of the keyboard, of the ear and of the scanner.

const NEIGHBOURS: [(&str, &str); 26] = [
    ("a", "sqz"),
    ("b", "vng"),
    ("c", "xvd"),
    ("d", "sfe"),
    ("e", "wrd"),
    ("f", "dgr"),
    ("g", "fht"),
    ("h", "gjy"),
    ("i", "uok"),
    ("j", "hku"),
    ("k", "jli"),
    ("l", "kop"),
    ("m", "nk"),
    ("n", "bmj"),
    ("o", "ipl"),
    ("p", "ol"),
    ("q", "wa"),
    ("r", "etf"),
    ("s", "adw"),
    ("t", "ryg"),
    ("u", "yij"),
    ("v", "cbf"),
    ("w", "qes"),
    ("x", "zcs"),
    ("y", "tuh"),
    ("z", "xa"),
];
const HEARD: [(&str, &str); 16] = [
    ("ph", "f"),
    ("ck", "k"),
    ("ee", "ea"),
    ("ei", "ie"),
    ("ie", "ei"),
    ("th", "t"),
    ("ll", "l"),
    ("tt", "t"),
    ("nn", "n"),
    ("gh", "g"),
    ("y", "i"),
    ("c", "k"),
    ("z", "s"),
    ("oo", "u"),
    ("ou", "u"),
    ("ai", "ay"),
];

/// A text with one slip in it.
pub(crate) fn slip(text: &str, dice: &mut fastrand::Rng) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() < 3 {
        return text.to_owned();
    }
    let at = dice.usize(..letters.len());
    let mut slipped = letters.clone();
    match dice.usize(..6) {
        0 => {
            slipped.remove(at.max(1));
        }
        1 => slipped.insert(at, letters[at]),
        2 if at + 1 < letters.len() => slipped.swap(at, at + 1),
        3 => {
            let lower = text.to_lowercase();
            let heard: Vec<_> = HEARD.iter().filter(|(from, _)| lower.contains(from)).collect();
            if let Some((from, to)) = heard.get(dice.usize(..heard.len().max(1))) {
                return lower.replacen(from, to, 1);
            }
        }
        _ => {
            let key = letters[at].to_lowercase().to_string();
            if let Some((_, near)) = NEIGHBOURS.iter().find(|(one, _)| *one == key) {
                let near: Vec<char> = near.chars().collect();
                slipped[at] = near[dice.usize(..near.len())];
            } else if letters[at].is_ascii_digit() {
                slipped[at] = char::from(b'0' + dice.u8(0..10));
            }
        }
    }
    slipped.into_iter().collect()
}

/// A date with a slip in it: day and month swapped, a digit wrong, the year before or ten years off.
pub(crate) fn date(born: (i32, u32, u32), dice: &mut fastrand::Rng) -> (i32, u32, u32) {
    let (year, month, day) = born;
    match dice.usize(..6) {
        0 if day <= 12 => (year, day, month),
        1 => (year + if dice.bool() { 1 } else { -1 }, month, day),
        2 => (year + if dice.bool() { 10 } else { -10 }, month, day),
        3 => (year, dice.u32(1..=12), day),
        _ => (year, month, dice.u32(1..=28)),
    }
}
