//! What is done so far, beside the file that it will become: a run that is broken off goes on from there.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// A journal of finished parts: a first line that says of what, then the lines of each part and a line that ends it.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    /// The lines that ended a part, without their sign.
    pub(crate) ended: Vec<String>,
}

const END: &str = "#done ";

/// The journal of a file to be written.
pub(crate) fn path_for(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

impl Journal {
    /// Opens the journal for a file. One that is of the same work is taken up behind its last finished part; any other is begun anew.
    pub(crate) fn open(out: &Path, work: &str) -> io::Result<Self> {
        let path = path_for(out);
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
        let first = format!("#{work}\n");
        let (mut good, mut at, mut ended) = (0_u64, 0_u64, Vec::new());
        let mut line = Vec::new();
        let mut reader = BufReader::new(&mut file);
        loop {
            line.clear();
            let size = reader.read_until(b'\n', &mut line)?;
            if size == 0 || line.last() != Some(&b'\n') || (at == 0 && line != first.as_bytes()) {
                break;
            }
            at += size as u64;
            if at == size as u64 {
                good = at;
            } else if let Some(end) = line.strip_prefix(END.as_bytes()) {
                ended.push(String::from_utf8_lossy(end).trim().to_owned());
                good = at;
            }
        }
        drop(reader);
        file.set_len(good)?;
        file.seek(SeekFrom::End(0))?;
        if good == 0 {
            file.write_all(first.as_bytes())?;
        }
        Ok(Self { path, file, ended })
    }

    /// Keeps a part with the line that ends it, and does not come back before it is on the disk.
    pub(crate) fn keep(&mut self, lines: &str, end: &str) -> io::Result<()> {
        self.file.write_all(lines.as_bytes())?;
        writeln!(self.file, "{END}{end}")?;
        self.file.sync_data()?;
        self.ended.push(end.to_owned());
        Ok(())
    }

    /// Gives every line of the finished parts to `take`, and the line that ends each part with `true`.
    pub(crate) fn each(&self, mut take: impl FnMut(&str, bool) -> io::Result<()>) -> io::Result<()> {
        for line in BufReader::new(File::open(&self.path)?).lines().skip(1) {
            let line = line?;
            match line.strip_prefix(END) {
                Some(end) => take(end, true)?,
                None => take(&line, false)?,
            }
        }
        Ok(())
    }

    /// Ends the journal: the work is done.
    pub(crate) fn remove(self) -> io::Result<()> {
        drop(self.file);
        std::fs::remove_file(self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_on_behind_the_last_part_that_was_finished() {
        let folder = std::env::temp_dir().join(format!("journal-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let out = folder.join("out.csv");
        let mut journal = Journal::open(&out, "work 1").unwrap();
        journal.keep("a\nb\n", "0").unwrap();
        journal.file.write_all(b"half a part").unwrap();
        drop(journal);
        let journal = Journal::open(&out, "work 1").unwrap();
        assert_eq!(journal.ended, ["0"]);
        let mut lines = Vec::new();
        journal
            .each(|line, end| {
                lines.push((line.to_owned(), end));
                Ok(())
            })
            .unwrap();
        assert_eq!(lines, [("a".to_owned(), false), ("b".to_owned(), false), ("0".to_owned(), true)]);
        drop(journal);
        let other = Journal::open(&out, "work 2").unwrap();
        assert!(other.ended.is_empty());
        other.remove().unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
