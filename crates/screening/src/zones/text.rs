//! The file of a tree: lines of words and numbers that a person can read and two people can compare.
//!
//! ```text
//! holdfast-zones 1
//! floors 4000 600 1000 2 6000 1000        homes, social, buildings, primaries, width in dm, effective homes
//! register 9f2c…                          SHA-256 of the register
//! node - 0 0 7000000 13000000 sh e 4221337 1 2 200843 42107 61022 165 301220
//! view s 3 9 812341250 5210 611 3         level, home zone, second zone, share of 2^32, effective homes, without companion, what is shown
//! ```
//!
//! A node is its parent, its edges, at which levels it is a zone (`s`, `h` or `-`), its cut (`e` or `n`, where, and the halves; or `-`), and
//! its counts. What is read back is checked whole: no file that is not a tree becomes one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::floors::{Counts, Floors};
use super::law::{Law, View};
use super::links::ONE;
use super::tree::{Level, Node, NodeId, ZoneTree};
use crate::grid::{Axis, Rect};

/// A file that is not a tree of zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotRead {
    /// A line says something that no tree says.
    #[error("line {0} does not belong in a file of zones: use the file as `holdfast zones build` wrote it")]
    Line(usize),
    /// The lines do not make a tree.
    #[error("the zones in this file do not make one tree: part of it is missing or was changed. Use the file as it was written")]
    NotATree,
}

const FIRST: &str = "holdfast-zones 1";
/// No region has as many nodes; what claims more is no file of ours.
const MOST_NODES: usize = 1 << 20;

impl ZoneTree {
    /// The tree as its file has it. Its hash is the tree's version.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.nodes.len() * 160);
        let Floors { homes, social, buildings, primaries, width, pair } = self.floors;
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{FIRST}\nfloors {homes} {social} {buildings} {primaries} {width} {pair}");
        text.push_str("register ");
        for byte in self.register {
            let _ = write!(text, "{byte:02x}");
        }
        text.push('\n');
        for (index, node) in self.nodes.iter().enumerate() {
            let parent = node.parent.map_or("-".to_owned(), |parent| parent.number().to_string());
            let [west, south, east, north] = node.rect.edges();
            let levels = match [self.shown[0][index], self.shown[1][index]] {
                [true, true] => "sh",
                [true, false] => "s",
                [false, true] => "h",
                [false, false] => "-",
            };
            let cut = match node.cut {
                Some((axis, at, [low, high])) => {
                    let axis = if axis == Axis::Easting { 'e' } else { 'n' };
                    format!("{axis} {at} {} {}", low.number(), high.number())
                }
                None => "-".to_owned(),
            };
            let Counts { homes, social, buildings, primaries, width } = node.counts;
            let _ = writeln!(
                text,
                "node {parent} {west} {south} {east} {north} {levels} {cut} {homes} {social} {buildings} {primaries} {width}"
            );
        }
        for (level, law) in ["s", "h"].into_iter().zip(&self.laws) {
            for home in law.homes() {
                for (second, View { drawn, effective, alone, shown }) in law.of(home) {
                    let shown = shown.map_or("-".to_owned(), |shown| shown.number().to_string());
                    let _ =
                        writeln!(text, "view {level} {} {} {drawn} {effective} {alone} {shown}", home.number(), second.number());
                }
            }
        }
        text
    }

    /// Reads a tree back, and checks that it is one.
    pub fn from_text(text: &str) -> Result<Self, CannotRead> {
        let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
        if lines.next().map(|(_, line)| line) != Some(FIRST) {
            return Err(CannotRead::Line(1));
        }
        let (mut floors, mut register) = (None, None);
        let mut nodes = Vec::new();
        let mut shown = [Vec::new(), Vec::new()];
        let mut views: [BTreeMap<NodeId, BTreeMap<NodeId, View>>; 2] = Default::default();
        for (number, line) in lines {
            let mut words = Words(line.split(' '));
            let read = match words.0.next() {
                Some("floors") if floors.is_none() => words.floors().map(|read| floors = Some(read)),
                Some("register") if register.is_none() => words.hash().map(|read| register = Some(read)),
                Some("node") if nodes.len() < MOST_NODES => words.node().map(|(node, levels)| {
                    nodes.push(node);
                    shown.iter_mut().zip(levels).for_each(|(shown, is)| shown.push(is));
                }),
                Some("view") => words.view().and_then(|(level, home, second, view)| {
                    views[level.index()].entry(home).or_default().insert(second, view).is_none().then_some(())
                }),
                _ => None,
            };
            if read.is_none() || words.0.next().is_some() {
                return Err(CannotRead::Line(number));
            }
        }
        let (Some(floors), Some(register)) = (floors, register) else { return Err(CannotRead::NotATree) };
        if !is_a_tree(&nodes, &shown) {
            return Err(CannotRead::NotATree);
        }
        let tree = Self::of_parts(nodes, shown, floors, register, views.map(Law::of_views));
        let sound = Level::ALL.into_iter().all(|level| tree.law_is_whole(level));
        // One text, one tree: a version names both.
        if sound && tree.to_text() == text { Ok(tree) } else { Err(CannotRead::NotATree) }
    }

    fn law_is_whole(&self, level: Level) -> bool {
        let law = self.law(level);
        law.homes().all(|home| {
            let shares: u64 = law.of(home).map(|(_, view)| view.drawn).fold(0, u64::saturating_add);
            let rests = law.of(home).all(|(second, view)| {
                self.is_zone(level, second)
                    && second != home
                    && view.shown.is_none_or(|shown| self.holds(shown, home) && !self.holds(shown, second))
            });
            self.is_zone(level, home) && (shares == ONE || shares == 0) && rests
        })
    }
}

/// Halves make their whole, parents and children agree, and the zones of each level are a partition.
fn is_a_tree(nodes: &[Node], shown: &[Vec<bool>; 2]) -> bool {
    let Some(root) = nodes.first() else { return false };
    if root.rect != Rect::WHOLE || root.parent.is_some() {
        return false;
    }
    let mut parents = 0_usize;
    for (index, node) in nodes.iter().enumerate() {
        if let Some((axis, at, halves)) = node.cut {
            let Some(rects) = node.rect.cut(axis, at) else { return false };
            for (half, rect) in halves.into_iter().zip(rects) {
                let fits = |child: &Node| child.rect == rect && child.parent == Some(NodeId::of_index(index));
                if half.index() <= index || !nodes.get(half.index()).is_some_and(fits) {
                    return false;
                }
            }
            if halves[0] == halves[1] {
                return false;
            }
            parents += 2;
        }
    }
    // Every node but the first is a half of exactly one other, because a half names its whole.
    if parents + 1 != nodes.len() {
        return false;
    }
    shown.iter().all(|shown| {
        let mut open = vec![0_usize];
        let mut met = 0;
        while let Some(at) = open.pop() {
            if shown[at] {
                met += 1;
            } else if let Some((_, _, halves)) = nodes[at].cut {
                open.extend(halves.iter().map(|half| half.index()));
            } else {
                return false;
            }
        }
        met == shown.iter().filter(|is| **is).count()
    })
}

/// A word that is no number.
struct NotANumber;

struct Words<'a>(std::str::Split<'a, char>);

impl Words<'_> {
    /// A number as we write it: no sign, no leading nought.
    fn number<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.0.next()?.parse().ok()
    }

    /// A node, or a line in place of none; an error is what is neither.
    fn id_or_line(&mut self) -> Result<Option<NodeId>, NotANumber> {
        match self.0.next().ok_or(NotANumber)? {
            "-" => Ok(None),
            word => word.parse().map(|number| Some(NodeId::new(number))).map_err(|_| NotANumber),
        }
    }

    fn id(&mut self) -> Option<NodeId> {
        self.number().map(NodeId::new)
    }

    fn floors(&mut self) -> Option<Floors> {
        Some(Floors {
            homes: self.number()?,
            social: self.number()?,
            buildings: self.number()?,
            primaries: self.number()?,
            width: self.number()?,
            pair: self.number()?,
        })
    }

    fn hash(&mut self) -> Option<[u8; 32]> {
        let word = self.0.next()?;
        let mut hash = [0; 32];
        if word.len() != 64 || !word.is_ascii() {
            return None;
        }
        for (i, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(word.get(2 * i..2 * i + 2)?, 16).ok()?;
        }
        Some(hash)
    }

    fn node(&mut self) -> Option<(Node, [bool; 2])> {
        let parent = self.id_or_line().ok()?;
        let rect = Rect::new(self.number()?, self.number()?, self.number()?, self.number()?)?;
        let levels = match self.0.next()? {
            "sh" => [true, true],
            "s" => [true, false],
            "h" => [false, true],
            "-" => [false, false],
            _ => return None,
        };
        let axis = match self.0.next()? {
            "e" => Some(Axis::Easting),
            "n" => Some(Axis::Northing),
            "-" => None,
            _ => return None,
        };
        let cut = match axis {
            Some(axis) => Some((axis, self.number()?, [self.id()?, self.id()?])),
            None => None,
        };
        let counts = Counts {
            homes: self.number()?,
            social: self.number()?,
            buildings: self.number()?,
            primaries: self.number()?,
            width: self.number()?,
        };
        Some((Node { rect, parent, cut, counts }, levels))
    }

    fn view(&mut self) -> Option<(Level, NodeId, NodeId, View)> {
        let level = match self.0.next()? {
            "s" => Level::Standard,
            "h" => Level::High,
            _ => return None,
        };
        let (home, second) = (self.id()?, self.id()?);
        let drawn = self.number::<u64>().filter(|drawn| *drawn <= ONE)?;
        Some((
            level,
            home,
            second,
            View { drawn, effective: self.number()?, alone: self.number()?, shown: self.id_or_line().ok()? },
        ))
    }
}
