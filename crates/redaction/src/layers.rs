//! Opening what is about to leave: as it stands, decoded, without tags. A letter says more than it shows.

use std::collections::HashSet;
use std::ops::Range;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD};

use crate::mapped::Mapped;

pub mod decode;

/// Where in the bytes a value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Inside {
    /// As the bytes stand.
    Plain,
    /// Between or within tags, or written as entities.
    Markup,
    /// Quoted-printable.
    QuotedPrintable,
    /// An encoded word of a header.
    EncodedWord,
    /// Percent-encoded, as in addresses of pages and names of files.
    Percent,
    /// Written as escapes (`\u0041`).
    Escapes,
    /// Base64.
    Base64,
}

/// Bytes that could not be looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Which bytes.
    pub range: Range<usize>,
    /// Why not.
    pub why: Why,
}

/// Why bytes could not be looked into. Whoever sends them must have them looked into some other way, or not send them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// An archive, or an office file, which is one.
    Archive,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// Not text.
    Binary,
    /// Encoded within encoded within encoded: more than any honest letter.
    TooDeep,
    /// Longer than can be looked through.
    TooLong,
}

/// One reading of the bytes.
pub struct Layer {
    pub inside: Inside,
    pub text: Mapped,
    depth: u8,
}

/// One way to decode; `None` where there is nothing of its kind.
type Transform = fn(&Mapped) -> Option<Mapped>;

/// How often something may be encoded.
const DEEPEST: u8 = 6;
/// How much longer than the bytes all layers together may be.
const TIMES: usize = 32;
/// The longest bytes that are opened: what a range can say.
const LONGEST: usize = u32::MAX as usize / 2;

/// Text as it stands.
pub fn plain(text: &str) -> Mapped {
    let mut mapped = Mapped::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        mapped.push(c, (to32(at), to32(at + c.len_utf8())));
    }
    mapped
}

fn to32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Opens bytes: hands every layer to `each`, and gives what could not be read.
pub fn open(bytes: &[u8], mut each: impl FnMut(&Layer)) -> Vec<Unread> {
    let mut unread = Vec::new();
    let whole = 0..bytes.len();
    if bytes.len() > LONGEST {
        return vec![Unread { range: whole, why: Why::TooLong }];
    }
    if let Some(why) = not_text(bytes) {
        unread.push(Unread { range: whole.clone(), why });
    }
    let mut budget = bytes.len().saturating_mul(TIMES).saturating_add(1 << 16);
    let mut seen: HashSet<String> = HashSet::new();
    let mut waiting = vec![Layer { inside: Inside::Plain, text: read(bytes), depth: 0 }];
    while let Some(layer) = waiting.pop() {
        if !seen.insert(layer.text.text.clone()) {
            continue;
        }
        let Some(left) = budget.checked_sub(layer.text.text.len()) else {
            unread.push(Unread { range: whole, why: Why::TooDeep });
            break;
        };
        budget = left;
        each(&layer);
        let under = |inside, text: Mapped| Layer { inside, text, depth: layer.depth + 1 };
        let mut opened: Vec<Layer> = Vec::new();
        let transforms: [(Inside, Transform); 6] = [
            (Inside::QuotedPrintable, decode::quoted_printable),
            (Inside::EncodedWord, decode::encoded_words),
            (Inside::Percent, decode::percent),
            (Inside::Escapes, decode::escapes),
            (Inside::Markup, decode::entities),
            (Inside::Markup, decode::without_tags),
        ];
        opened.extend(transforms.iter().filter_map(|(inside, transform)| Some(under(*inside, transform(&layer.text)?))));
        for (range, decoded) in base64(&layer.text) {
            match not_text(&decoded) {
                Some(why) => unread.push(Unread { range, why }),
                None => opened.push(under(Inside::Base64, read_at(&decoded, &range))),
            }
        }
        if layer.depth + 1 >= DEEPEST {
            if !opened.iter().all(|one| seen.contains(&one.text.text)) {
                unread.push(Unread { range: whole.clone(), why: Why::TooDeep });
            }
        } else {
            waiting.append(&mut opened);
        }
    }
    for mut text in seen.drain() {
        zeroize::Zeroize::zeroize(&mut text);
    }
    unread.dedup();
    unread
}

/// What bytes are, where they are no text.
fn not_text(bytes: &[u8]) -> Option<Why> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"PK\x03\x04") || starts(b"\x1f\x8b") || starts(b"\xd0\xcf\x11\xe0") || starts(b"7z\xbc\xaf") || starts(b"Rar!") {
        Some(Why::Archive)
    } else if starts(b"%PDF") {
        Some(Why::Pdf)
    } else if starts(b"\x89PNG")
        || starts(b"\xff\xd8\xff")
        || starts(b"GIF8")
        || (starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
    {
        Some(Why::Picture)
    } else if utf16(bytes).is_none() && bytes.iter().filter(|byte| is_unprintable(**byte)).count() * 50 > bytes.len() {
        Some(Why::Binary)
    } else {
        None
    }
}

const fn is_unprintable(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)
}

/// Whether bytes are UTF-16, and which way round: by their mark, or because every other byte is nothing.
fn utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let nothing = |at: usize| bytes.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count() * 3 > bytes.len();
    match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ if bytes.len() >= 4 && nothing(1) => Some(u16::from_le_bytes),
        _ if bytes.len() >= 4 && nothing(0) => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// Bytes as text: UTF-16 where they are, UTF-8 where they are, and Windows' Latin letters for what is neither.
fn read(bytes: &[u8]) -> Mapped {
    let mut text = Mapped::with_capacity(bytes.len());
    if let Some(unit) = utf16(bytes) {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let mut at = 0;
        for c in char::decode_utf16(units) {
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            let end = at + c.len_utf16() * 2;
            text.push(c, (to32(at), to32(end)));
            at = end;
        }
        return text;
    }
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            text.push(c, (to32(at), to32(at + c.len_utf8())));
            at += c.len_utf8();
        }
        for byte in chunk.invalid() {
            text.push(decode::latin(*byte), (to32(at), to32(at + 1)));
            at += 1;
        }
    }
    text
}

/// As [`read`], of bytes all of which stand for the same range.
fn read_at(bytes: &[u8], range: &Range<usize>) -> Mapped {
    let inner = read(bytes);
    let mut text = Mapped::with_capacity(inner.text.len());
    let from = (to32(range.start), to32(range.end));
    text.push_str(&inner.text, from);
    text
}

/// The shortest base64 that is opened: what eleven digits take.
const SHORTEST: usize = 12;
/// A line of base64 that is shorter than this is the last one.
const WRAPPED: usize = 40;

/// Runs of base64 in a text that open to something, with the bytes of the original in which each stands.
fn base64(text: &Mapped) -> Vec<(Range<usize>, Vec<u8>)> {
    let bytes = text.text.as_bytes();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !is_digit(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut run: Vec<u8> = Vec::new();
        let mut line = 0;
        while at < bytes.len() {
            if is_digit(bytes[at]) {
                run.push(bytes[at]);
                (at, line) = (at + 1, line + 1);
            } else {
                let newline = bytes[at..].iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                if newline == 0 || line < WRAPPED {
                    break;
                }
                (at, line) = (at + newline, 0);
            }
        }
        if run.len() >= SHORTEST
            && let Some(decoded) = opened(&run)
        {
            let (from, to) = text.origin_of(start..at);
            found.push((from as usize..to as usize, decoded));
        }
    }
    found
}

/// What a run of base64 says, where it says something: text, or a file that begins as files do. The run may begin with what is no part of it.
fn opened(run: &[u8]) -> Option<Vec<u8>> {
    let url = run.iter().any(|byte| matches!(byte, b'-' | b'_'));
    let encoding = if url { BASE64URL_NOPAD } else { BASE64_NOPAD };
    (0..4).find_map(|skip| {
        let whole = run.get(skip..)?;
        // A last group of one is none; bits that stand over are forgiven.
        let whole = if whole.len() % 4 == 1 { &whole[..whole.len() - 1] } else { whole };
        let decoded = encoding.decode(whole).or_else(|_| encoding.decode(&whole[..whole.len() - whole.len() % 4])).ok()?;
        let says_something = match not_text(&decoded) {
            Some(Why::Binary) => false,
            Some(_) => true,
            None => is_readable(&decoded),
        };
        says_something.then_some(decoded)
    })
}

/// Whether bytes are text beyond chance.
fn is_readable(bytes: &[u8]) -> bool {
    if utf16(bytes).is_some() {
        return true;
    }
    let strange = |byte: &&u8| is_unprintable(**byte) || matches!(**byte, 0x80..=0x9f) && std::str::from_utf8(bytes).is_err();
    bytes.iter().filter(strange).count() * 20 <= bytes.len()
        && (std::str::from_utf8(bytes).is_ok() || bytes.iter().filter(|byte| byte.is_ascii()).count() * 10 >= bytes.len() * 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(text: &str) -> Vec<(Inside, String)> {
        let mut all = Vec::new();
        open(text.as_bytes(), |layer| all.push((layer.inside, layer.text.text.clone())));
        all
    }

    fn opens_to(text: &str, inside: Inside, inner: &str) {
        let all = layers(text);
        assert!(all.iter().any(|(way, found)| *way == inside && found.contains(inner)), "{inner} is not in {all:?}");
    }

    #[test]
    fn a_letter_is_opened_in_every_way() {
        opens_to("07700=20=\r\n900123", Inside::QuotedPrintable, "07700 900123");
        opens_to("MDc3MDAgOTAwMTIz", Inside::Base64, "07700 900123");
        opens_to("base64,MDc3MDAgOTAwMTIz\"", Inside::Base64, "07700 900123");
        opens_to("<b>077</b>00 <!-- x --> 900&nbsp;123", Inside::Markup, "07700  900\u{a0}123");
        opens_to("=?utf-8?q?Asha_Rahman?=", Inside::EncodedWord, "Asha Rahman");
        opens_to("To: =?utf-8?B?QXNoYSBSYWhtYW4=?=", Inside::EncodedWord, "Asha Rahman");
        opens_to("asha%40example.com", Inside::Percent, "asha@example.com");
        opens_to(r#"{"a":"\u0041sha"}"#, Inside::Escapes, "Asha");
        opens_to("PGI+QXNoPC9iPmEgUmFobWFu", Inside::Markup, "Asha Rahman");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let unread = |bytes: &[u8]| open(bytes, |_| ()).into_iter().map(|one| one.why).collect::<Vec<_>>();
        assert_eq!(unread(b"PK\x03\x04 and so on"), [Why::Archive]);
        assert_eq!(unread(b"%PDF-1.7 1 0 obj"), [Why::Pdf]);
        assert_eq!(unread(b"\0\x01\x02\x03\x04\x05\x06"), [Why::Binary]);
        assert_eq!(unread(b"nothing special"), []);
        assert_eq!(unread(b"\xff\xfea\0s\0h\0a\0"), []);
    }

    #[test]
    fn what_is_encoded_again_and_again_is_not_believed() {
        let mut text = String::from("Asha Rahman lives in the house at the end of the lane");
        for _ in 0..8 {
            text = data_encoding::BASE64.encode(text.as_bytes());
        }
        assert!(open(text.as_bytes(), |_| ()).iter().any(|one| one.why == Why::TooDeep));
    }
}
