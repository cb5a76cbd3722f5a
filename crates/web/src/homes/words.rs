//! Words of the list of homes.

use casefile::accommodation::check::Answer;
use casefile::accommodation::home::{Home, Room};
use casefile::facts::Pence;
use desk::RoomState;

use crate::components::{Tag, Tone};
use crate::words;

/// What a room of a home is called.
pub fn room(room: &Room) -> String {
    room.number.map_or_else(|| "The whole home".into(), |number| format!("Room {number}"))
}

/// `H-0104, room 2`.
pub fn name(reference: &str, room: &Room) -> String {
    match room.number {
        Some(number) => format!("{reference}, room {number}"),
        None => reference.to_owned(),
    }
}

/// `2 bedrooms, beds for 4`.
pub fn size(room: &Room) -> String {
    format!("{}, beds for {}", words::count(i64::from(room.bedrooms), "bedroom", "bedrooms"), room.bed_spaces)
}

/// An amount of pence in pounds.
pub fn money(pence: u64) -> String {
    let pounds = words::thousands(i64::try_from(pence / 100).unwrap_or(i64::MAX));
    format!("£{pounds}.{:02}", pence % 100)
}

/// A cost that may not be known.
pub fn cost(pence: Option<Pence>) -> String {
    pence.map_or_else(|| "not on file".into(), |pence| money(pence.0))
}

/// What kind of home, in law and as the team calls it.
pub fn kind(home: &Home) -> String {
    let law = home.kind_in_law();
    if law == home.kind { law.label().into() } else { format!("{} (in law: {})", home.kind.label(), law.label().to_lowercase()) }
}

/// How a room stands.
pub fn state(state: &RoomState) -> Tag {
    match state {
        RoomState::Free => Tag::new("Free", Tone::Green),
        RoomState::FreeFrom(day) => Tag::new(format!("Free from {}", words::day(*day)), Tone::Blue),
        RoomState::Held { lived: true, .. } => Tag::new("In use", Tone::Plain),
        RoomState::Held { .. } => Tag::new("Offered", Tone::Yellow),
        RoomState::NotAvailable => Tag::new("Not available", Tone::Grey),
    }
}

/// How a matter was found.
pub fn answer(answer: Answer) -> Tag {
    let tone = match answer {
        Answer::Suits => Tone::Green,
        Answer::DoesNot => Tone::Red,
        Answer::NotKnown => Tone::Yellow,
    };
    Tag::new(answer.label(), tone)
}
