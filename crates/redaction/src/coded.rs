//! Texts that were saved as a program keeps them: quoted-printable, with entities, with escapes, folded as calendars are, or read in the wrong
//! letters («WiÅ›niewska»). They are opened before they are read, and every character remembers what it stands for.
//!
//! Nearly all texts are none of these, and are passed on after a look for the few marks that all of them have.

use crate::layers::{self, decode};
use crate::mapped::Mapped;

/// One way to open a text; `None` where there is nothing of its kind.
type Step = fn(&Mapped) -> Option<Mapped>;

/// The text as it was meant, where it was encoded; `None` where it stands as it is.
pub fn open(text: &str) -> Option<Mapped> {
    // One quick pass for the marks of all of them.
    let is = |byte: u8, mark: u8| u8::from(byte == mark);
    let marks = |byte: u8| is(byte, b'=') | is(byte, b'\\') | is(byte, b'&') | is(byte, b'<') | is(byte, 0xc3);
    if text.as_bytes().iter().fold(0, |any, byte| any | marks(*byte)) == 0 && !is_folded(text) {
        return None;
    }
    let steps: [(bool, Step); 6] = [
        (is_folded(text), unfolded),
        (has_encoded_words(text), decode::encoded_words),
        (is_quoted(text), decode::quoted_letters),
        (text.contains('\\') && text.contains("\\u0"), decode::escapes),
        (has_entities(text), decode::entities),
        (has_tags_within(text), without_tags_within),
    ];
    let mut open: Option<Mapped> = None;
    for (_, step) in steps.iter().filter(|(marked, _)| *marked) {
        let next = match &open {
            Some(text) => step(text),
            None => step(&layers::plain(text)),
        };
        open = next.or(open);
    }
    // Letters may have been read wrongly twice.
    for _ in 0..2 {
        let now = open.as_ref().map_or(text, |open| open.text.as_str());
        if !is_misread(now) {
            break;
        }
        let next = match &open {
            Some(text) => reread(text),
            None => reread(&layers::plain(text)),
        };
        open = next.or(open);
    }
    open
}

/// Whether it is quoted-printable: it says so, or letters beyond ASCII are written so. «?tel=07906» is none.
fn is_quoted(text: &str) -> bool {
    if !text.contains('=') {
        return false;
    }
    text.contains("quoted-printable")
        || ["=C3=", "=E2=80=", "=C4=", "=C5=", "=C8=", "=c3=", "=e2=80="].iter().any(|mark| text.contains(mark))
}

fn has_encoded_words(text: &str) -> bool {
    text.contains('=') && text.contains("=?") && ["?B?", "?b?"].iter().any(|mark| text.contains(mark))
}

/// Whether letters are written as entities, beyond those blanks and marks that stand between words.
fn has_entities(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = &text.as_bytes()[at + 1..];
        let name = rest.iter().take(9).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        let between: [&[u8]; 7] = [b"nbsp", b"#160", b"amp", b"#39", b"apos", b"quot", b""];
        rest.get(name) == Some(&b';') && !between.contains(&&rest[..name])
    })
}

/// Whether it is a calendar's or a card's, of which lines are folded (RFC 5545 section 3.1).
fn is_folded(text: &str) -> bool {
    text.match_indices('V').any(|(at, _)| text.as_bytes()[..at].ends_with(b"BEGIN:"))
}

/// Without the ends of lines that such a file breaks its text with, and without its escapes.
#[allow(clippy::unnecessary_wraps, reason = "one of several of its kind")]
fn unfolded(text: &Mapped) -> Option<Mapped> {
    let mut done = Mapped::with_capacity(text.text.len());
    let mut rest = text.chars().peekable();
    let mut broken: Option<(char, (u32, u32))> = None;
    while let Some((_, c, from)) = rest.next() {
        if let Some((end, stands)) = broken.take() {
            if matches!(c, ' ' | '\t') {
                continue;
            }
            done.push(end, stands);
        }
        let next = rest.peek().map(|(_, c, _)| *c);
        match (c, next) {
            ('\r', Some('\n')) | ('\\', Some(',' | ';')) => {}
            ('\n', _) => broken = Some((c, from)),
            ('\\', Some('n' | 'N')) => {
                if let Some((_, _, last)) = rest.next() {
                    done.push('\n', (from.0, last.1));
                }
            }
            _ => done.push(c, from),
        }
    }
    if let Some((end, stands)) = broken {
        done.push(end, stands);
    }
    Some(done)
}

/// Tags that change how letters look and part no words.
const LOOKS: [&str; 9] = ["b", "i", "u", "em", "strong", "span", "font", "wbr", "mark"];

/// The tag that begins here, of those that part no words: how many bytes it takes.
fn looks(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.bytes().take(80).position(|byte| byte == b'>')?;
    let tag = inner.get(..end)?.trim_start_matches('/');
    // «a<b and b>c» is none.
    if tag.contains(' ') && !tag.contains('=') {
        return None;
    }
    let name = tag.split([' ', '/', '\n']).next()?;
    LOOKS.contains(&name.to_ascii_lowercase().as_str()).then_some(end + 2)
}

/// Whether such a tag stands within a word: «<b>El</b>if».
fn has_tags_within(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.match_indices('<').any(|(at, _)| {
        at > 0
            && is_letter(bytes[at - 1])
            && looks(&text[at..]).is_some_and(|length| bytes.get(at + length).is_some_and(|byte| is_letter(*byte)))
    })
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Without such tags within words.
fn without_tags_within(text: &Mapped) -> Option<Mapped> {
    let mut done = Mapped::with_capacity(text.text.len());
    let (mut until, mut changed) = (0, false);
    for (at, c, from) in text.chars() {
        if at < until {
            continue;
        }
        let bytes = text.text.as_bytes();
        if c == '<'
            && at > 0
            && is_letter(bytes[at - 1])
            && let Some(length) = looks(&text.text[at..])
            && bytes.get(at + length).is_some_and(|byte| is_letter(*byte))
        {
            (until, changed) = (at + length, true);
            continue;
        }
        done.push(c, from);
    }
    changed.then_some(done)
}

/// Whether there are letters that were written as UTF-8 and read as Windows' Latin letters: «Ã©», «Å‚», «â€™».
fn is_misread(text: &str) -> bool {
    // All letters that begin one begin with this byte.
    text.as_bytes().contains(&0xc3) && text.char_indices().any(|(at, c)| begins_misread(c) && misread(&text[at..]).is_some())
}

const fn begins_misread(c: char) -> bool {
    matches!(c, 'Â'..='Å' | 'È' | 'â')
}

/// What the letters with which a text begins were before they were misread, and how many they are.
fn misread(rest: &str) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 3];
    let mut letters = rest.chars();
    *bytes.first_mut()? = decode::latin_byte(letters.next()?)?;
    let length = if bytes[0] == 0xe2 { 3 } else { 2 };
    for byte in &mut bytes[1..length] {
        *byte = decode::latin_byte(letters.next()?).filter(|byte| (0x80..0xc0).contains(byte))?;
    }
    let c = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    // «Å » and the like are themselves; what comes out is a Latin letter or a mark between words.
    let told =
        c.is_alphabetic() && c < '\u{250}' || matches!(c, '\u{a0}'..='\u{bf}' | '\u{c3}'..='\u{c5}' | '\u{2010}'..='\u{2027}');
    told.then_some((c, length))
}

fn reread(text: &Mapped) -> Option<Mapped> {
    let mut done = Mapped::with_capacity(text.text.len());
    let (mut skip, mut changed) = (0, false);
    let mut last: Option<(char, u32)> = None;
    let chars: Vec<(usize, char, (u32, u32))> = text.chars().collect();
    for (place, (at, c, from)) in chars.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            if skip == 0
                && let Some((meant, start)) = last.take()
            {
                done.push(meant, (start, from.1));
            }
            continue;
        }
        if begins_misread(*c)
            && let Some((meant, length)) = misread(&text.text[*at..])
            && place + length <= chars.len()
        {
            (skip, changed, last) = (length - 1, true, Some((meant, from.0)));
            continue;
        }
        done.push(*c, *from);
    }
    changed.then_some(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(text: &str) -> String {
        open(text).map_or_else(|| text.to_owned(), |open| open.text.clone())
    }

    #[test]
    fn what_a_program_wrote_is_read_as_it_was_meant() {
        for (written, meant) in [
            ("Zo=C3=AB Rost=\nron=E2=80=99s", "Zoë Rostron’s"),
            ("{\"family\": \"Mi\\u0142osz\"}", "{\"family\": \"Miłosz\"}"),
            ("S&ouml;ren &#350;im&#x15f;ek", "Soren Şimşek"),
            ("<b>Ro</b>strons <i>Zoe</i>", "<b>Rostrons <i>Zoe</i>"),
            ("MiÅ‚osz ZoÃ« Rostronâ€™s", "Miłosz Zoë Rostron’s"),
            ("BEGIN:VEVENT\nSUMMARY:Rost\n ron\\, Zoe\\nat two", "BEGIN:VEVENT\nSUMMARY:Rostron, Zoe\nat two"),
        ] {
            assert_eq!(opened(written), meant);
        }
    }

    #[test]
    fn what_is_no_code_stays() {
        for text in [
            "?tel=07906123306&dob=19850425",
            "R&D; B&B",
            "CAFÉ’s Ångström’s",
            "a<b and b>c",
            "S:\\users\\new",
            "Tom &amp; Ann&nbsp;Lee",
        ] {
            assert!(open(text).is_none(), "{text}");
        }
    }
}
