//! Typesets letters: the very words that the sending gate let through, as an accessible PDF (PDF/UA-1) that a printer takes and a screen reader reads.
//!
//! Typst does the work. It is a third of a clean build, so only the program depends on this crate; the desk knows it as [`desk::Typeset`]. What a letter
//! says goes in as a data file that the layout reads, never as markup, so nothing that stands in a letter can do anything but be printed. The same
//! letter gives the same bytes, on any machine: there is no clock, no network, no file system and no font but those inside.

mod data;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use desk::{CannotTypeset, ToTypeset, Typeset};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::OneLetter;

/// For how many letters what was laid out before is kept in memory.
const KEPT: usize = 10;

/// Typesets with Typst.
#[derive(Debug, Clone, Copy, Default)]
pub struct WithTypst;

impl Typeset for WithTypst {
    fn typeset(&self, what: &ToTypeset<'_>) -> Result<Vec<u8>, CannotTypeset> {
        // A fault in the typesetter costs the PDF and nothing else: the page can be printed.
        let made = catch_unwind(AssertUnwindSafe(|| typeset(what))).unwrap_or(Err(CannotTypeset));
        comemo::evict(KEPT);
        made
    }
}

fn typeset(what: &ToTypeset<'_>) -> Result<Vec<u8>, CannotTypeset> {
    let world = OneLetter::of(data::of(what)?);
    let document: PagedDocument = typst::compile(&world).output.map_err(|_| CannotTypeset)?;
    let options = PdfOptions {
        creator: Smart::Custom(None),
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| CannotTypeset)?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|_| CannotTypeset)
}
