//! Text that remembers where each of its bytes came from.

use std::ops::Range;

/// Text made from other text. For each byte: the bytes of the original that it stands for.
#[derive(Default)]
pub struct Mapped {
    pub text: String,
    from: Vec<(u32, u32)>,
}

impl Mapped {
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), from: Vec::with_capacity(bytes) }
    }

    /// Adds a character that stands for these bytes of the original.
    pub fn push(&mut self, c: char, from: (u32, u32)) {
        self.text.push(c);
        self.from.resize(self.text.len(), from);
    }

    /// Adds text, all of which stands for these bytes of the original.
    pub fn push_str(&mut self, text: &str, from: (u32, u32)) {
        self.text.push_str(text);
        self.from.resize(self.text.len(), from);
    }

    /// Takes the last bytes away again.
    pub fn cut(&mut self, len: usize) {
        self.text.truncate(len);
        self.from.truncate(len);
    }

    /// The characters, each with where it stands here and what it stands for.
    pub fn chars(&self) -> impl Iterator<Item = (usize, char, (u32, u32))> {
        self.text.char_indices().map(|(at, c)| (at, c, self.from[at]))
    }

    /// What a byte stands for.
    pub fn origin(&self, at: usize) -> (u32, u32) {
        self.from.get(at).copied().unwrap_or_else(|| self.from.last().map_or((0, 0), |last| (last.1, last.1)))
    }

    /// What the bytes of a range stand for, from the first to the last.
    pub fn origin_of(&self, range: Range<usize>) -> (u32, u32) {
        let start = self.origin(range.start).0;
        let end = range.end.checked_sub(1).map_or(start, |last| self.origin(last).1);
        (start, end.max(start))
    }
}

impl Drop for Mapped {
    fn drop(&mut self) {
        // A copy of somebody's letter does not stay in memory.
        zeroize::Zeroize::zeroize(&mut self.text);
    }
}
