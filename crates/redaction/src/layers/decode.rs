//! The encodings, each from text to text. `None` where there is nothing to decode. None of them fails: what is no code stays as it is.

use data_encoding::BASE64_NOPAD;

use crate::mapped::Mapped;

/// Characters of the text by index, each with what it stands for.
type Chars = Vec<(char, (u32, u32))>;

fn chars(text: &Mapped) -> Chars {
    text.chars().map(|(_, c, from)| (c, from)).collect()
}

fn hex(chars: &[(char, (u32, u32))], at: usize, length: usize) -> Option<(u32, (u32, u32))> {
    let digits = chars.get(at..at + length)?;
    let value = digits.iter().try_fold(0, |value: u32, (c, _)| Some(value * 16 + c.to_digit(16)?))?;
    Some((value, (digits.first()?.1.0, digits.last()?.1.1)))
}

const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A byte that is no UTF-8, as Windows' Latin letters.
pub fn latin(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// Bytes that were decoded one by one, put together to text.
#[derive(Default)]
struct Bytes {
    bytes: Vec<u8>,
    from: Vec<(u32, u32)>,
}

impl Bytes {
    fn push(&mut self, byte: u8, from: (u32, u32)) {
        self.bytes.push(byte);
        self.from.push(from);
    }

    fn spill(&mut self, into: &mut Mapped) {
        let mut at = 0;
        for chunk in self.bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                let end = at + c.len_utf8();
                into.push(c, (self.from[at].0, self.from[end - 1].1));
                at = end;
            }
            for byte in chunk.invalid() {
                into.push(latin(*byte), self.from[at]);
                at += 1;
            }
        }
        self.bytes.clear();
        self.from.clear();
    }
}

/// The byte that Windows has for a Latin letter.
pub fn latin_byte(c: char) -> Option<u8> {
    let window = WINDOWS.iter().position(|one| *one == c).and_then(|at| u8::try_from(at + 0x80).ok());
    window.or_else(|| u8::try_from(u32::from(c)).ok())
}

/// Quoted-printable (RFC 2045 section 6.7).
pub fn quoted_printable(text: &Mapped) -> Option<Mapped> {
    quoted(text, |_| true)
}

/// The same in a text of which parts may be something else: no control characters come out of «?tel=07906».
pub fn quoted_letters(text: &Mapped) -> Option<Mapped> {
    quoted(text, |value| matches!(value, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0x80..))
}

fn quoted(text: &Mapped, may_be: fn(u32) -> bool) -> Option<Mapped> {
    if !text.text.contains('=') {
        return None;
    }
    let chars = chars(text);
    let (mut done, mut bytes, mut changed, mut at) = (Mapped::with_capacity(text.text.len()), Bytes::default(), false, 0);
    while let Some(&(c, from)) = chars.get(at) {
        if c == '=' {
            if let Some((value, to)) = hex(&chars, at + 1, 2).filter(|(value, _)| may_be(*value)) {
                bytes.push(u8::try_from(value).unwrap_or(b'?'), (from.0, to.1));
                (at, changed) = (at + 3, true);
                continue;
            }
            // A soft line break: «=», perhaps blanks, and the end of the line.
            let blanks = chars[at + 1..].iter().take_while(|(c, _)| matches!(c, ' ' | '\t')).count();
            let end = chars[at + 1 + blanks..].iter().take(2).take_while(|(c, _)| matches!(c, '\r' | '\n')).count();
            if end > 0 {
                (at, changed) = (at + 1 + blanks + end, true);
                continue;
            }
        }
        bytes.spill(&mut done);
        done.push(c, from);
        at += 1;
    }
    bytes.spill(&mut done);
    changed.then_some(done)
}

/// Percent-encoding (RFC 3986 section 2.1), with «+» for a blank.
pub fn percent(text: &Mapped) -> Option<Mapped> {
    if !text.text.contains('%') {
        return None;
    }
    let chars = chars(text);
    let (mut done, mut bytes, mut changed, mut at) = (Mapped::with_capacity(text.text.len()), Bytes::default(), false, 0);
    while let Some(&(c, from)) = chars.get(at) {
        if c == '%'
            && let Some((value, to)) = hex(&chars, at + 1, 2)
        {
            bytes.push(u8::try_from(value).unwrap_or(b'?'), (from.0, to.1));
            (at, changed) = (at + 3, true);
            continue;
        }
        bytes.spill(&mut done);
        done.push(if c == '+' { ' ' } else { c }, from);
        at += 1;
    }
    bytes.spill(&mut done);
    changed.then_some(done)
}

/// Escapes of programs: `\u0041`, `\x41`, `\u{41}`, `\n`.
pub fn escapes(text: &Mapped) -> Option<Mapped> {
    if !text.text.contains('\\') {
        return None;
    }
    let chars = chars(text);
    let (mut done, mut changed, mut at) = (Mapped::with_capacity(text.text.len()), false, 0);
    let mut high: Option<(u32, u32)> = None;
    while let Some(&(c, from)) = chars.get(at) {
        let next = chars.get(at + 1).map(|(c, _)| *c);
        let found = match (c, next) {
            ('\\', Some('u')) => hex(&chars, at + 2, 4).map(|(value, to)| (value, to.1, 6)),
            ('\\', Some('x')) => hex(&chars, at + 2, 2).map(|(value, to)| (value, to.1, 4)),
            ('\\', Some('n' | 't' | 'r')) => Some((32, chars[at + 1].1.1, 2)),
            ('\\', Some('/' | '"' | '\\')) => next.map(|c| (u32::from(c), chars[at + 1].1.1, 2)),
            _ => None,
        };
        match found {
            Some((value @ 0xd800..=0xdbff, _, length)) => {
                high = Some((value, from.0));
                at += length;
            }
            Some((value, to, length)) => {
                let (code, start) = match high.take() {
                    Some((high, start)) if (0xdc00..=0xdfff).contains(&value) => {
                        (0x10000 + ((high - 0xd800) << 10) + (value - 0xdc00), start)
                    }
                    _ => (value, from.0),
                };
                done.push(char::from_u32(code).unwrap_or(' '), (start, to));
                at += length;
                changed = true;
            }
            None => {
                done.push(c, from);
                at += 1;
            }
        }
    }
    changed.then_some(done)
}

/// Entities that letters and addresses are written with; all others stay as they are.
const ENTITIES: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("commat", '@'),
    ("period", '.'),
    ("comma", ','),
    ("plus", '+'),
    ("lowbar", '_'),
    ("hyphen", '-'),
    ("shy", '\u{ad}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("rsquo", '\''),
    ("lsquo", '\''),
    ("sol", '/'),
    ("colon", ':'),
];

/// The entities of HTML and XML.
pub fn entities(text: &Mapped) -> Option<Mapped> {
    if !text.text.contains('&') {
        return None;
    }
    let chars = chars(text);
    let (mut done, mut changed, mut at) = (Mapped::with_capacity(text.text.len()), false, 0);
    while let Some(&(c, from)) = chars.get(at) {
        if c == '&' {
            let name: String =
                chars[at + 1..].iter().take(10).map(|(c, _)| *c).take_while(|c| c.is_ascii_alphanumeric() || *c == '#').collect();
            if let Some(one) = entity(&name) {
                let semicolon = usize::from(chars.get(at + 1 + name.len()).is_some_and(|(c, _)| *c == ';'));
                let last = chars[at + name.len() + semicolon].1;
                done.push(one, (from.0, last.1));
                (at, changed) = (at + 1 + name.len() + semicolon, true);
                continue;
            }
        }
        done.push(c, from);
        at += 1;
    }
    changed.then_some(done)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    if let Some((_, one)) = ENTITIES.iter().find(|(known, _)| *known == name) {
        return Some(*one);
    }
    // «&eacute;» and its kind: the letter is what counts, for accents are folded away.
    let letter = name.chars().next()?;
    let accents = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "slash"];
    accents.contains(&name.get(1..)?).then_some(letter)
}

/// Tags that put a distance between what stands before and after them.
const APART: [&str; 18] =
    ["br", "p", "div", "td", "th", "tr", "li", "ul", "ol", "h1", "h2", "h3", "table", "hr", "option", "dt", "dd", "section"];

/// What a page shows: without tags and comments. What stands in tags is seen in the layer with them.
pub fn without_tags(text: &Mapped) -> Option<Mapped> {
    if !text.text.contains('<') {
        return None;
    }
    let chars = chars(text);
    let (mut done, mut changed, mut at) = (Mapped::with_capacity(text.text.len()), false, 0);
    // The next end of a tag; it only ever moves on, so that the whole takes one pass.
    let mut close = 0;
    while let Some(&(c, from)) = chars.get(at) {
        if c == '<' {
            while close < chars.len() && (close < at || chars[close].0 != '>') {
                close += 1;
            }
            let ahead: String = chars[at + 1..].iter().take(9).map(|(c, _)| c.to_ascii_lowercase()).collect();
            if ahead.starts_with("!--") {
                let end = chars[at..].windows(3).position(|three| three.iter().map(|(c, _)| *c).eq(['-', '-', '>']));
                at = end.map_or(chars.len(), |length| at + length + 3);
                changed = true;
                continue;
            }
            let name: String = ahead.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) || ahead.starts_with(['!', '?']) {
                // A tag that never ends is text.
                if close == chars.len() {
                    done.push(c, from);
                    at += 1;
                    continue;
                }
                if APART.contains(&name.as_str()) {
                    done.push('\n', from);
                }
                (at, changed) = (close + 1, true);
                continue;
            }
        }
        done.push(c, from);
        at += 1;
    }
    changed.then_some(done)
}

/// Encoded words in headers (RFC 2047).
pub fn encoded_words(text: &Mapped) -> Option<Mapped> {
    if !text.text.contains("=?") {
        return None;
    }
    let chars = chars(text);
    let (mut done, mut bytes, mut changed, mut at) = (Mapped::with_capacity(text.text.len()), Bytes::default(), false, 0);
    let mut after_word = false;
    while let Some(&(c, from)) = chars.get(at) {
        if c == '='
            && let Some((decoded, length)) = encoded_word(&chars[at..])
        {
            let last = chars[at + length - 1].1;
            decoded.iter().for_each(|byte| bytes.push(*byte, (from.0, last.1)));
            (at, changed, after_word) = (at + length, true, true);
            continue;
        }
        // Blanks between two encoded words are none.
        if after_word && c.is_whitespace() {
            let blanks = chars[at..].iter().take_while(|(c, _)| c.is_whitespace()).count();
            if encoded_word(&chars[at + blanks..]).is_some() {
                at += blanks;
                continue;
            }
        }
        after_word = false;
        bytes.spill(&mut done);
        done.push(c, from);
        at += 1;
    }
    bytes.spill(&mut done);
    changed.then_some(done)
}

/// `=?charset?b?…?=`: what it says, and how many characters it takes.
fn encoded_word(chars: &[(char, (u32, u32))]) -> Option<(Vec<u8>, usize)> {
    if chars.first()?.0 != '=' || chars.get(1)?.0 != '?' {
        return None;
    }
    // RFC 2047 allows 75 characters; programs have been seen to write more.
    let word: String = chars.iter().take(1_000).map(|(c, _)| *c).take_while(|c| !c.is_whitespace()).collect();
    let mut parts = word[2..].splitn(3, '?');
    let (charset, encoding, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (inner, _) = rest.split_once("?=")?;
    let length = 2 + charset.chars().count() + 1 + encoding.chars().count() + 1 + inner.chars().count() + 2;
    let decoded = match encoding {
        "b" | "B" => BASE64_NOPAD.decode(inner.trim_end_matches('=').as_bytes()).ok()?,
        "q" | "Q" => {
            let spaced = crate::layers::plain(&inner.replace('_', " "));
            quoted_printable(&spaced).map_or_else(|| spaced.text.clone().into_bytes(), |text| text.text.clone().into_bytes())
        }
        _ => return None,
    };
    Some((decoded, length))
}
