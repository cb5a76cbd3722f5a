//! Words of which letters were lost: «G?l?ah», «Y?ld?r?m», «Sh*zia».

use super::Bench;
use crate::lexicon::Class;
use crate::reading::{Gap, Shape, Token};

/// Whether nothing stands there but marks that programs and people put for letters: «G?l?ah», «Anghar@d», «Sh*zia».
pub(super) const fn is_hole(gap: Gap) -> bool {
    gap.only(Gap::STOP.or(Gap::AT).or(Gap::OTHER)) && !gap.is_none()
}

impl Bench<'_> {
    /// Letters with marks for those that were lost: «Y?ld?r?m».
    pub(super) fn with_holes(&mut self, tokens: &[Token], at: usize, mended: &mut Vec<Token>) -> usize {
        let more = tokens[at + 1..].iter().take_while(|token| is_hole(token.gap) && token.is_letters()).take(6).count();
        for run in (2..=more + 1).rev() {
            let (first, last) = (tokens[at], tokens[at + run - 1]);
            let whole = &self.small[first.start as usize..last.end as usize];
            let letters = whole.iter().filter(|byte| byte.is_ascii_alphanumeric()).count();
            if whole.len() > 24 || letters < 3 || letters * 2 < whole.len() {
                continue;
            }
            let known = self.words.with_holes(whole);
            if known != 0 {
                let shape = Shape(first.shape.0 & (Shape::CAPITAL | Shape::UPPER) | Shape::MENDED | Shape::NEAR);
                mended.push(Token { end: last.end, known, shape, class: Class::NONE, ..first });
                return run;
            }
        }
        0
    }
}
