//! What stands between two tokens.

/// A set of the kinds of characters that stand before a token; empty where it follows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap(pub u16);

impl Gap {
    /// A blank.
    pub const SPACE: Self = Self(1);
    /// The end of a line, or the beginning of the text.
    pub const LINE: Self = Self(1 << 1);
    /// A hyphen or dash.
    pub const HYPHEN: Self = Self(1 << 2);
    /// A full stop.
    pub const DOT: Self = Self(1 << 3);
    /// A comma.
    pub const COMMA: Self = Self(1 << 4);
    /// A slash of either kind.
    pub const SLASH: Self = Self(1 << 5);
    /// @.
    pub const AT: Self = Self(1 << 6);
    /// _.
    pub const UNDERSCORE: Self = Self(1 << 7);
    /// An apostrophe.
    pub const APOSTROPHE: Self = Self(1 << 8);
    /// An opening bracket.
    pub const OPEN: Self = Self(1 << 9);
    /// A closing bracket.
    pub const CLOSE: Self = Self(1 << 10);
    /// A colon or semicolon.
    pub const COLON: Self = Self(1 << 11);
    /// A quotation mark.
    pub const QUOTE: Self = Self(1 << 12);
    /// An exclamation or question mark.
    pub const STOP: Self = Self(1 << 13);
    /// What parts the cells of a table: a bar or a tabulator.
    pub const CELL: Self = Self(1 << 14);
    /// Anything else.
    pub const OTHER: Self = Self(1 << 15);

    /// Both sets.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of these stands there.
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether nothing but these stands there.
    pub const fn only(self, of: Self) -> bool {
        self.0 & !of.0 == 0
    }

    /// Whether nothing stands there.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether a sentence, a line, a cell or a heading ends there.
    pub const fn ends_a_sentence(self) -> bool {
        self.has(Self(Self::LINE.0 | Self::STOP.0 | Self::COLON.0 | Self::CELL.0 | Self::QUOTE.0))
            || self.has(Self::DOT) && self.has(Self::SPACE)
    }
}

const fn kind(byte: u8) -> u16 {
    match byte {
        b' ' => Gap::SPACE.0,
        b'\n' | b'\r' | 0x0b | 0x0c => Gap::LINE.0,
        b'-' | b'~' => Gap::HYPHEN.0,
        b'.' => Gap::DOT.0,
        b',' => Gap::COMMA.0,
        b'/' | b'\\' => Gap::SLASH.0,
        b'@' => Gap::AT.0,
        b'_' => Gap::UNDERSCORE.0,
        b'\'' | b'`' => Gap::APOSTROPHE.0,
        b'(' | b'[' | b'{' | b'<' => Gap::OPEN.0,
        b')' | b']' | b'}' | b'>' => Gap::CLOSE.0,
        b':' | b';' => Gap::COLON.0,
        b'"' => Gap::QUOTE.0,
        b'!' | b'?' => Gap::STOP.0,
        b'|' | b'\t' => Gap::CELL.0,
        _ => Gap::OTHER.0,
    }
}

/// A letter, …
pub const LETTER: u8 = 0;
/// … a digit, …
pub const DIGIT: u8 = 1;
/// … or neither.
pub const NEITHER: u8 = 2;

/// For each byte of folded text: a letter, a digit or neither.
pub const KINDS: [u8; 256] = {
    let mut table = [NEITHER; 256];
    let mut at = 0;
    while at < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "256 bytes")]
        let byte = at as u8;
        if byte.is_ascii_alphabetic() || byte >= 0x80 {
            table[at] = LETTER;
        } else if byte.is_ascii_digit() {
            table[at] = DIGIT;
        }
        at += 1;
    }
    table
};

/// For each byte that is neither letter nor digit: what it is in a gap.
pub const GAPS: [u16; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "256 bytes")]
        let byte = at as u8;
        if KINDS[at] == NEITHER {
            table[at] = kind(byte);
        }
        at += 1;
    }
    table
};
