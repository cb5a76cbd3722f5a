//! Pairs as lines.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use crate::linking::{Band, Learned, Pair, explain};
use crate::records::Table;
use crate::records::interner::Interner;

/// The first line of the pairs.
pub(crate) const fn header(explained: bool) -> &'static str {
    if explained { "id_a,id_b,score,band,why\n" } else { "id_a,id_b,score\n" }
}

/// The lines of some pairs.
pub(crate) struct Lines<'a> {
    pub(crate) ids: &'a Interner,
    pub(crate) table: &'a Table,
    pub(crate) learned: &'a Learned,
    pub(crate) explained: bool,
}

impl Lines<'_> {
    pub(crate) fn of(&self, pairs: &[Pair]) -> String {
        let mut lines = String::with_capacity(pairs.len() * 32);
        for pair in pairs {
            cell(self.ids.text(pair.one + 1), &mut lines);
            lines.push(',');
            cell(self.ids.text(pair.other + 1), &mut lines);
            // Writing into a String cannot fail.
            let _ = write!(lines, ",{:.6}", pair.chance);
            if self.explained {
                let band = Band::of(pair.chance).map_or("unlikely", Band::word);
                let _ = write!(lines, ",{band},");
                cell(&explain(self.table, self.learned, pair.one, pair.other), &mut lines);
            }
            lines.push('\n');
        }
        lines
    }
}

fn cell(text: &str, lines: &mut String) {
    if text.contains([',', '"', '\n', '\r']) {
        lines.push('"');
        lines.push_str(&text.replace('"', "\"\""));
        lines.push('"');
    } else {
        lines.push_str(text);
    }
}

/// Writes a whole file beside its place and puts it there only when it is complete.
pub(crate) fn whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".new");
    let mut file = BufWriter::new(File::create(&unfinished)?);
    write(&mut file)?;
    file.flush()?;
    file.get_ref().sync_all()?;
    std::fs::rename(&unfinished, path)
}
