//! Every distinct text is kept once and known by a number.

/// Texts by number. Number 0 is the empty text, so «not given» needs no second look.
#[derive(Debug, Clone)]
pub(crate) struct Interner {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    /// Half of a hash above, the number below; one look in memory tells whether a text may be here.
    slots: Vec<u64>,
}

impl Default for Interner {
    fn default() -> Self {
        Self { bytes: Vec::new(), ends: vec![0], slots: vec![0; 1024] }
    }
}

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// A number from 64 bits, well mixed.
pub(crate) fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(MIX);
    let value = (value ^ (value >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value ^ (value >> 32)
}

/// A number from a text: quick, the same on every machine, and no secret.
pub(crate) fn hash_of(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(MIX);
    }
    let mut last = [0; 8];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    mixed((hash.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(MIX))
}

impl Interner {
    /// How many numbers there are, with 0 for the empty text.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number; empty for a number that was never given.
    pub(crate) fn text(&self, id: u32) -> &str {
        std::str::from_utf8(self.raw(id)).unwrap_or_default()
    }

    /// The bytes of a number.
    pub(crate) fn raw(&self, id: u32) -> &[u8] {
        let at = id as usize;
        if at == 0 || at >= self.ends.len() {
            return &[];
        }
        &self.bytes[self.ends[at - 1] as usize..self.ends[at] as usize]
    }

    /// Where a text stands, or where it would: the place among the slots, half of its hash, and its number or 0.
    fn place(&self, text: &[u8], hash: u64) -> (usize, u64, u32) {
        let half = hash >> 32;
        let mask = self.slots.len() - 1;
        let mut at = half as usize & mask;
        loop {
            let slot = self.slots[at];
            let id = slot as u32;
            if id == 0 || (slot >> 32 == half && self.raw(id) == text) {
                return (at, half, id);
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a text that may be known already.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        match (text.is_empty(), self.place(text.as_bytes(), hash_of(text.as_bytes())).2) {
            (true, _) => Some(0),
            (false, 0) => None,
            (false, id) => Some(id),
        }
    }

    /// The number of a text, new or known. Texts past four gigabytes in all are taken as not given.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if text.is_empty() { 0 } else { self.intern_hashed(text, hash_of(text.as_bytes())) }
    }

    /// What lies where a text with this hash would be sought first. It fetches the place from memory.
    pub(crate) fn look(&self, hash: u64) -> u64 {
        self.slots[(hash >> 32) as usize & (self.slots.len() - 1)]
    }

    /// The number of a text that is not empty and whose hash is known.
    pub(crate) fn intern_hashed(&mut self, text: &str, hash: u64) -> u32 {
        if self.is_full(self.ends.len()) {
            self.grow(self.slots.len() * 4);
        }
        let (at, half, known) = self.place(text.as_bytes(), hash);
        if known != 0 {
            return known;
        }
        let (Ok(id), Ok(end)) = (u32::try_from(self.ends.len()), u32::try_from(self.bytes.len() + text.len())) else { return 0 };
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(end);
        self.slots[at] = (half << 32) | u64::from(id);
        id
    }

    /// Forgets every text from this number on, the newest first, as if they had never come.
    pub(crate) fn forget_from(&mut self, len: usize) {
        while self.ends.len() > len.max(1) {
            let id = (self.ends.len() - 1) as u32;
            let text = self.raw(id);
            let (at, ..) = self.place(text, hash_of(text));
            self.slots[at] = 0;
            self.ends.pop();
            self.bytes.truncate(self.ends.last().copied().unwrap_or(0) as usize);
        }
    }

    const fn is_full(&self, texts: usize) -> bool {
        texts * 8 > self.slots.len() * 5
    }

    /// Makes room for about so many texts at once.
    pub(crate) fn reserve(&mut self, texts: usize) {
        let texts = texts.min(1 << 26) + self.ends.len();
        if self.is_full(texts) {
            self.grow((texts * 2).next_power_of_two());
        }
        self.ends.reserve(texts - self.ends.len());
    }

    fn grow(&mut self, size: usize) {
        let mask = size - 1;
        let mut slots = vec![0; mask + 1];
        for slot in self.slots.iter().filter(|slot| **slot != 0) {
            let mut at = (slot >> 32) as usize & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = *slot;
        }
        self.slots = slots;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_and_comes_back_from_it() {
        let mut texts = Interner::default();
        let ids: Vec<u32> = (0..5000).map(|at| texts.intern(&format!("name {at}"))).collect();
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(texts.intern(&format!("name {at}")), *id);
            assert_eq!(texts.find(&format!("name {at}")), Some(*id));
            assert_eq!(texts.text(*id), format!("name {at}"));
        }
        assert_eq!((texts.intern(""), texts.text(0), texts.find("nobody")), (0, "", None));
        assert_eq!(texts.text(u32::MAX), "");
    }

    #[test]
    fn what_was_forgotten_is_new_again_and_the_rest_is_as_before() {
        let mut texts = Interner::default();
        let ids: Vec<u32> = (0..600).map(|at| texts.intern(&format!("name {at}"))).collect();
        let len = texts.len();
        for at in 0..900 {
            texts.intern(&format!("other {at}"));
        }
        texts.forget_from(len);
        assert_eq!((texts.len(), texts.find("other 3")), (len, None));
        assert!(ids.iter().enumerate().all(|(at, id)| texts.find(&format!("name {at}")) == Some(*id)));
        assert_eq!(texts.intern("other 3") as usize, len);
    }
}
