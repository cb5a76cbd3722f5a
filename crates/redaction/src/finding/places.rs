//! Schools, surgeries, places of work and refuges: by their whole names, by the words of them that are their own, and by first letters.

use super::{Page, Sure, Why};
use crate::english;
use crate::known::words::{Word, distance, scanned};
use crate::known::{Place, PlaceWord, Use, What};
use crate::lexicon::Class;
use crate::reading::tokens::of;
use crate::reading::{Gap, Shape, Token};

const WITHIN: Gap = Gap::SPACE
    .or(Gap::LINE)
    .or(Gap::HYPHEN)
    .or(Gap::DOT)
    .or(Gap::APOSTROPHE)
    .or(Gap::UNDERSCORE)
    .or(Gap::OTHER)
    .or(Gap::COMMA)
    .or(Gap::SLASH)
    .or(Gap::OPEN);

/// Finds known places.
pub fn look(page: &mut Page<'_>) {
    let known = page.known;
    let mut from = 0;
    for at in 0..page.marked.known.len() {
        let at = page.marked.known[at] as usize;
        let Some(word) = page.known_word(at).filter(|word| at >= from && word.rooms & Word::PLACE != 0) else { continue };
        for how in &word.uses {
            if let Use::Place { place, at: position } = *how
                && let Some(entry) = known.places.get(usize::from(place))
                && let Some(last) = place_at(page, at, entry, usize::from(position))
            {
                from = from.max(last + 1);
            }
        }
    }
    for at in 0..page.marked.large.len() {
        let at = page.marked.large[at] as usize;
        let token = page.tokens()[at];
        if token.is_upper() && (token.len() == 1 || token.len() <= 6 && !known.acronyms.get(token.hash).is_empty()) {
            acronym(page, at);
        }
        if token.len() == 1
            && at > 0
            && matches!(page.word(at - 1), b"st" | b"saint")
            && page.gap(at).only(Gap::SPACE.or(Gap::DOT))
        {
            saint(page, at);
        }
    }
}

fn place_at(page: &mut Page<'_>, at: usize, place: &Place, position: usize) -> Option<usize> {
    if position == usize::from(Use::JOINED) {
        return Some(joined(page, at, place));
    }
    // A bit for each word of the place that stands here.
    let mut matched = 1_u64 << position.min(63);
    let mut last = at;
    let mut reached = position;
    // To the right.
    let mut next = at + 1;
    while next < at + 12 && page.gap(next).only(WITHIN) && page.token(next).is_some() {
        let word = page.word(next);
        if matches!(word, b"s" | b"5") && page.gap(next).has(Gap::APOSTROPHE) {
            last = next;
        } else if let Some((to, more)) = follows(page, next, place, reached) {
            matched |= (2_u64 << to.min(62)) - (2_u64 << reached.min(62));
            reached = to;
            last = next + more;
            next += more;
        } else if !matches!(word, b"the" | b"at" | b"of" | b"and" | b"in" | b"c" | b"e") || page.gap(next).has(Gap::SLASH) {
            break;
        }
        next += 1;
    }
    last = kind_after(page, last, place.what);
    // To the left.
    let mut first = at;
    let mut from = position;
    while first > 0 && from > 0 && page.gap(first).only(WITHIN) && !page.gap(first).has(Gap::COMMA.or(Gap::OPEN)) {
        let word = page.word(first - 1);
        if let Some(to) = (0..from).rev().find(|to| is_word_of(word, place, *to)) {
            matched |= 1 << to.min(63);
            from = to;
            first -= 1;
            continue;
        }
        // «L. Lanterns»
        if word.len() == 1
            && page.tokens()[first - 1].is_capital()
            && page.gap(first).has(Gap::DOT)
            && place.words[from - 1].text.starts_with(word)
        {
            matched |= 1 << (from - 1).min(63);
            from -= 1;
            first -= 1;
            continue;
        }
        // `Ho1y`
        let mut start = first - 1;
        while start > 0 && page.gap(start).is_none() && first - start < 5 {
            start -= 1;
        }
        let Some(to) = (start + 1 < first)
            .then(|| (0..from).rev().find(|to| in_pieces(page, start, &place.words[*to]) == Some(first - 1 - start)))
            .flatten()
        else {
            break;
        };
        matched |= 1 << to.min(63);
        from = to;
        first = start;
    }
    let is_here = |one: &&(usize, &PlaceWord)| matched & 1 << one.0.min(63) != 0;
    let own = || place.words.iter().enumerate().filter(|(_, word)| word.own);
    let count = own().filter(|one| is_here(&one)).count();
    let rare = own().filter(|one| is_here(&one)).any(|(_, word)| !word.english);
    let leads = place.words.iter().position(|word| word.own) == Some(position);
    let token = page.tokens()[at];
    let words = last - first + 1;
    let large = token.is_capital();
    // «Calder Road» is no part of «Calder Valley Logistics».
    if words == 1
        && page.class(last + 1).has(Class::ROAD)
        && page.gap(last + 1).only(Gap::SPACE)
        && large
        && page.token(last + 1).is_some_and(Token::is_capital)
    {
        return None;
    }
    let near = token.shape.is(Shape::NEAR);
    let (why, sure) = if matched.count_ones() as usize >= place.words.len() {
        (if near { Why::Near } else { Why::Whole }, Sure::Certain)
    } else if count == place.own && (rare || words >= 2) {
        (Why::OwnWords, if words >= 2 || rare && large { Sure::Likely } else { Sure::Possible })
    } else if count == place.own {
        let named = large && (!page.gap(at).ends_a_sentence() || page.class(at + 1).has(Class::DOES));
        (Why::OwnWords, if named { Sure::Likely } else { Sure::Possible })
    } else if rare && large || words >= 2 && (rare || large || count >= 2) || large && leads && stands_alone(page, at, last) {
        (Why::OwnWords, Sure::Likely)
    } else if rare {
        (Why::OwnWords, Sure::Possible)
    } else {
        return None;
    };
    let (theirs, protected): (Vec<u16>, Vec<u16>) = place.holders.iter().partition(|holder| page.known.stays(**holder));
    page.take_for(first, last, &protected, place.what, why, sure);
    for holder in theirs {
        page.take(first, last, holder, place.what, why, sure);
    }
    Some(last)
}

/// A place's words in one piece: `stannickcare`.
fn joined(page: &mut Page<'_>, at: usize, place: &Place) -> usize {
    let last = kind_after(page, at, place.what);
    let (theirs, protected): (Vec<u16>, Vec<u16>) = place.holders.iter().partition(|holder| page.known.stays(**holder));
    page.take_for(at, last, &protected, place.what, Why::Spelling, Sure::Likely);
    for holder in theirs {
        page.take(at, last, holder, place.what, Why::Spelling, Sure::Likely);
    }
    last
}

/// What such a place is called beside its name, as far as it follows: «Page Hall docters», «Osborne Prim Sch», «Harvest Fresh Ltd».
fn kind_after(page: &Page<'_>, mut last: usize, what: What) -> usize {
    for next in last + 1..last + 4 {
        let kind: &[&[u8]] = match what {
            What::Surgery => &[
                b"doctors",
                b"docters",
                b"doctor",
                b"drs",
                b"surgery",
                b"surg",
                b"practice",
                b"practise",
                b"pract",
                b"prac",
                b"gp",
                b"gps",
                b"medical",
                b"med",
                b"health",
                b"centre",
                b"center",
                b"ctr",
                b"clinic",
                b"fp",
            ],
            What::School => &[
                b"school",
                b"sch",
                b"schl",
                b"primary",
                b"prim",
                b"nursery",
                b"infants",
                b"infant",
                b"inf",
                b"juniors",
                b"junior",
                b"jnr",
                b"academy",
                b"college",
                b"preschool",
                b"playgroup",
                b"cofe",
                b"ce",
                b"rc",
            ],
            What::Workplace => {
                &[b"ltd", b"limited", b"plc", b"llp", b"factory", b"cafe", b"bkry", b"nursery", b"practise", b"practice"]
            }
            What::Refuge => &[b"refuge", b"hostel", b"house", b"hse", b"ct", b"cottage"],
            _ => &[],
        };
        let gap = page.gap(next);
        let follows = gap.only(Gap::SPACE.or(Gap::DOT).or(Gap::UNDERSCORE).or(Gap::HYPHEN))
            && !gap.is_none()
            && !(gap.has(Gap::DOT)
                && gap.has(Gap::SPACE)
                && page.token(next).is_some_and(Token::is_capital)
                && page.word(next - 1).len() > 5);
        if !follows || !kind.contains(&page.word(next)) {
            break;
        }
        last = next;
    }
    last
}

/// Whether a word with a large letter stands within a sentence with none beside it, as a name does: «at the Bluebell when».
fn stands_alone(page: &Page<'_>, at: usize, last: usize) -> bool {
    let large =
        |at: Option<usize>| at.and_then(|at| page.token(at)).is_some_and(|token| token.is_letters() && token.is_capital());
    !page.gap(at).ends_a_sentence()
        && page.gap(at).only(Gap::SPACE)
        && at > 0
        && !large(at.checked_sub(1))
        && !(large(Some(last + 1)) && page.gap(last + 1) == Gap::SPACE)
        && page.class(at - 1).has(Class::DETERMINER.or(Class::PREPOSITION))
}

/// Whether a word is short for another: «Bkry», «Ctr», «Dent», «Grp».
fn abbreviates(word: &[u8], text: &[u8]) -> bool {
    if word.len() < 2 || word.len() + 1 >= text.len() || word[0] != text[0] {
        return false;
    }
    let mut rest = text.iter();
    word.iter().all(|letter| rest.any(|other| other == letter))
}

fn is_word_of(word: &[u8], place: &Place, at: usize) -> bool {
    let known = &place.words[at];
    let text = known.text.as_slice();
    if word == text || known.short.iter().any(|short| short.as_bytes() == word) {
        return true;
    }
    // Anything else begins or ends as the word does.
    let alike =
        word.len() >= 3 && text.len() >= 3 && (word[..2] == text[..2] || word[word.len() - 2..] == text[text.len() - 2..]);
    alike
        && (text.strip_suffix(b"s") == Some(word)
            || word.strip_suffix(b"s") == Some(text)
            || word.len().abs_diff(text.len()) <= 2 && scanned(word) == known.scanned
            || text.len() >= 4 && word.len() >= 4 && distance(text, word, 1) <= 1)
        // «QuickPcik», «QuickPck»: no word of the language, between words of the place
        || text.len() >= 4 && word.len() >= 3 && word[0] == text[0] && distance(text, word, 1) <= 1 && !english::is_word(word)
}

/// Whether a word stands here in pieces, broken at the end of a line or misread; how many more tokens it takes.
fn in_pieces(page: &Page<'_>, at: usize, known: &PlaceWord) -> Option<usize> {
    let text = known.text.as_slice();
    let next = page.token(at + 1)?;
    if next.gap.has(Gap::HYPHEN) && next.gap.has(Gap::LINE) {
        let (one, other) = (page.word(at), page.word(at + 1));
        return (text.len() == one.len() + other.len() && text.starts_with(one) && text.ends_with(other)).then_some(1);
    }
    if !next.gap.is_none() || text.len() < 3 {
        return None;
    }
    let mut end = at + 1;
    while end < at + 5 && page.gap(end + 1).is_none() && page.token(end + 1).is_some() {
        end += 1;
    }
    let read: Vec<u8> = (at..=end).flat_map(|at| page.word(at).iter().copied()).collect();
    (read.iter().any(u8::is_ascii_digit) && scanned(&read) == known.scanned).then_some(end - at)
}

/// A later word of the place at a token, or the first letters of the words that are left: its position, and how many more tokens it takes.
fn follows(page: &Page<'_>, at: usize, place: &Place, reached: usize) -> Option<(usize, usize)> {
    let word = page.word(at);
    let rest = reached + 1..place.words.len();
    // «Pri-⏎mary» broken within a word, and `Schoo1`.
    let after = page.gap(at + 1);
    if (after.is_none() || after.has(Gap::LINE))
        && let Some((to, more)) = rest.clone().find_map(|to| in_pieces(page, at, &place.words[to]).map(|more| (to, more)))
    {
        return Some((to, more));
    }
    if let Some(to) = rest.clone().find(|to| is_word_of(word, place, *to)) {
        return Some((to, 0));
    }
    // «Bkry», «Pract»; «gym» for «Gymraeg» where it is the next word, and «packaging» for «packing»
    let short = |to: &usize| {
        let text = place.words[*to].text.as_slice();
        let begins = word.len() >= 3 && (text.starts_with(word) || word.len() >= 5 && text.len() >= 5 && text[..4] == word[..4]);
        let plain =
            page.is_word(at) || page.class(at).has(Class::DOES.or(Class::PREPOSITION).or(Class::PRONOUN).or(Class::DETERMINER));
        *to == reached + 1 && begins || !plain && abbreviates(word, text)
    };
    if let Some(to) = rest.clone().find(short) {
        return Some((to, 0));
    }
    // «H/C», «H.C.»
    if word.len() == 1
        && page.token(at).is_some_and(Token::is_capital)
        && page.gap(at).only(Gap::SLASH.or(Gap::SPACE).or(Gap::DOT))
        && (page.gap(at).has(Gap::SLASH) || page.gap(at + 1).has(Gap::SLASH.or(Gap::DOT)))
        && place.words.get(reached + 1).is_some_and(|next| next.text[0] == word[0])
    {
        return Some((reached + 1, 0));
    }
    // «HC» for «Health Centre».
    if word.len() >= 2 && page.token(at).is_some_and(Token::is_upper) {
        let firsts: Vec<u8> = rest.clone().map(|to| place.words[to].text[0]).collect();
        if let Some(from) = firsts.windows(word.len()).position(|run| run == word) {
            return Some((reached + from + word.len(), 0));
        }
    }
    // Spelled out.
    if word.len() == 1 {
        let letters: Vec<u8> = (at..at + 16)
            .map_while(|next| page.token(next).filter(|token| token.len() == 1).map(|_| page.word(next)[0]))
            .collect();
        return rest
            .clone()
            .find(|to| place.words[*to].text.len() > 2 && letters.starts_with(&place.words[*to].text))
            .map(|to| (to, place.words[to].text.len() - 1));
    }
    None
}

/// «St B's»: a saint's place by the first letter of the saint.
fn saint(page: &mut Page<'_>, at: usize) {
    let letter = page.word(at)[0];
    let known = page.known;
    let named = |place: &&Place| {
        place.words.windows(2).any(|two| matches!(two[0].text.as_slice(), b"st" | b"saint") && two[1].text[0] == letter)
    };
    let Some(place) = known.places.iter().find(named) else { return };
    let ends = page.gap(at + 1) == Gap::APOSTROPHE && page.word(at + 1) == b"s";
    if ends || page.gap(at + 1).has(Gap::DOT) {
        let protected: Vec<u16> = place.holders.iter().copied().filter(|holder| !known.stays(*holder)).collect();
        let last = kind_after(page, at + usize::from(ends), place.what);
        page.take_for(at - 1, last, &protected, place.what, Why::FirstLetters, Sure::Likely);
    }
}

/// First letters of a person's or a place's name: `RCPS`, «R.C.P.S.».
fn acronym(page: &mut Page<'_>, at: usize) {
    let Some(token) = page.token(at) else { return };
    if !token.is_upper() || token.len() > 6 || at > 0 && token.gap.is_none() {
        return;
    }
    let known = page.known;
    let (mut letters, mut last) = if token.len() == 1 {
        let mut letters = vec![page.word(at)[0]];
        let mut last = at;
        let begins = at == 0
            || !(page.token(at - 1).is_some_and(|before| before.len() == 1 && before.is_upper())
                && page.gap(at).only(Gap::DOT.or(Gap::SPACE)));
        while begins
            && let Some(next) = page.token(last + 1)
            && next.is_upper()
            && next.len() == 1
            && !next.gap.is_none()
            && next.gap.only(Gap::DOT.or(Gap::SPACE))
            && letters.len() < 7
        {
            letters.push(page.word(last + 1)[0]);
            last += 1;
        }
        (letters, last)
    } else {
        (page.word(at).to_vec(), at)
    };
    if letters.len() < 2 || page.gap(last + 1).is_none() && page.token(last + 1).is_some() {
        return;
    }
    // «My name is S.P. I was born …»: the last letter may begin what follows.
    while last > at && letters.len() > 2 && known.acronyms.get(of(&letters)).is_empty() {
        letters.pop();
        last -= 1;
    }
    let holders = known.acronyms.get(of(&letters));
    if holders.is_empty() {
        return;
    }
    // Initials before a surname are a part of that name, and a rank before a name is none.
    let next_gap = page.gap(last + 1);
    let surname = page.known_word(last + 1).is_some_and(|word| word.uses.iter().any(|how| matches!(how, Use::Surname { .. })));
    let rank = page.class(at).has(Class::OFFICIAL.or(Class::TITLE)) && next_gap == Gap::SPACE;
    let before_name =
        (surname && (next_gap == Gap::SPACE || last > at && letters.len() < 4 && next_gap.only(Gap::SPACE.or(Gap::DOT))) || rank)
            && page.token(last + 1).is_some_and(|next| next.is_capital() && next.len() > 2);
    let number = page.token(last + 1).filter(|next| next.is_digits());
    let part_of_code = page.gap(at).has(Gap::SLASH.or(Gap::HYPHEN)) && !page.gap(at).has(Gap::SPACE)
        || number.is_some_and(|next| {
            next_gap.only(Gap::HYPHEN.or(Gap::SLASH)) || next_gap == Gap::SPACE && letters.len() == 2 && next.len() > 2
        });
    if before_name || part_of_code {
        return;
    }
    let theirs = known.holders.iter().any(|holder| holder.whose.stays() && holder.initials.contains(&letters));
    let cut_off = |gap: Gap| !gap.only(Gap::SPACE.or(Gap::DOT)) || gap.has(Gap::DOT);
    // Where a name is wanted, letters are a name: «Client: SP», «that HP (born …».
    let before = page.class(at.wrapping_sub(1));
    let wanted = page.cells.at(at) == Some(What::Name)
        || before.has(Class::NAMED.or(Class::DONE_TO)) && !before.has(Class::PREPOSITION)
        || matches!(page.word(at.wrapping_sub(1)), b"children" | b"child" | b"mother" | b"that" | b"dear");
    let apart = cut_off(page.gap(at)) && cut_off(page.gap(last + 1));
    let usual = page.class(at).has(Class::ACRONYM) && last == at && !apart && !(wanted && cut_off(page.gap(last + 1)));
    let theirs = theirs && !wanted;
    // A heading in large letters has words of every length.
    let heading = last == at && letters.len() >= 3 && lonely_heading(page, at);
    for (holder, what) in holders {
        let sure = if theirs || usual || heading || letters.len() == 2 && *what != What::Initials && *what != What::Refuge {
            Sure::Possible
        } else {
            Sure::Likely
        };
        page.take(at, last, *holder, *what, Why::FirstLetters, sure);
    }
}

/// Whether the words on both sides are in large letters too.
fn lonely_heading(page: &Page<'_>, at: usize) -> bool {
    let large = |at: Option<usize>| at.and_then(|at| page.token(at)).is_some_and(|token| token.is_upper() && token.len() > 3);
    large(at.checked_sub(1)) && large(Some(at + 1))
}
