//! The templates of a partnership: those that come with Holdfast, with its own files laid over them; all of them checked when they are read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::built_in::BUILT_IN;
use super::check;
use super::mistake::Mistake;
use super::occasions::Occasion;
use super::template::{At, Front, read};
use crate::facts::LetterPart;

/// A template that has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub(super) file: String,
    pub(super) front: Front,
    pub(super) body: Vec<At>,
    pub(super) occasions: Vec<&'static Occasion>,
    pub(super) gives: Vec<LetterPart>,
}

impl Template {
    /// Its id.
    pub fn id(&self) -> &str {
        &self.front.id
    }

    /// What officers read in lists.
    pub fn title(&self) -> &str {
        &self.front.title
    }

    /// The language that it is written in, such as `en-GB` or `cy-GB`.
    pub fn language(&self) -> &str {
        &self.front.language
    }

    /// The file that it stands in.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The occasions that it is for.
    pub fn occasions(&self) -> &[&'static Occasion] {
        &self.occasions
    }

    /// What every letter made from it gives.
    pub fn gives(&self) -> &[LetterPart] {
        &self.gives
    }
}

/// A partnership's templates. There is one for every occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    all: Vec<Template>,
    pub(super) parts: BTreeMap<String, Vec<At>>,
}

impl Templates {
    /// Those that come with Holdfast.
    pub fn built_in() -> &'static Self {
        static READ: LazyLock<Templates> = LazyLock::new(|| {
            #[expect(
                clippy::expect_used,
                reason = "a test reads them, and a Holdfast whose own templates are wrong is never built"
            )]
            Templates::read(BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
                .expect("the templates that come with Holdfast are right")
        });
        &READ
    }

    /// The files of those that come with Holdfast: each by its name in a folder, with its text.
    pub fn files() -> &'static [(&'static str, &'static str)] {
        BUILT_IN
    }

    /// Those that come with Holdfast, with the files of a folder laid over them: a file of the same name takes the place of ours.
    /// # Errors
    /// Everything that is wrong with them, in the order of files and lines.
    pub fn with(own: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<Mistake>> {
        let mut files: BTreeMap<String, String> =
            BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        files.extend(own);
        Self::read(files)
    }

    /// Reads files and checks everything.
    /// # Errors
    /// Everything that is wrong with them, in the order of files and lines.
    pub fn read(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<Mistake>> {
        let (mut mistakes, mut templates, mut parts) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (file, text) in files {
            let found = read(&file, &text, &mut mistakes);
            match (file.strip_prefix("parts/").and_then(|name| name.strip_suffix(".txt")), found.front) {
                (Some(name), None) => drop(parts.insert(name.to_owned(), found.body)),
                (Some(_), Some(_)) => mistakes.push(Mistake {
                    file,
                    line: 1,
                    what: "a part of letters says nothing about itself".into(),
                    fix: "take out the lines between the dashes".into(),
                }),
                (None, Some(front)) => templates.push((file, front, found.body)),
                (None, None) => mistakes.push(Mistake {
                    file,
                    line: 1,
                    what: "it does not say what it is for".into(),
                    fix:
                        "begin it with three dashes, then id, title and for, then three dashes; or put it into the folder “parts”"
                            .into(),
                }),
            }
        }
        let all = check::all(templates, &parts, &mut mistakes);
        if mistakes.is_empty() {
            Ok(Self { all, parts })
        } else {
            let in_order: BTreeSet<Mistake> = mistakes.into_iter().collect();
            Err(in_order.into_iter().collect())
        }
    }

    /// Every template, in the order of their files.
    pub fn all(&self) -> &[Template] {
        &self.all
    }

    /// The template that has this id.
    pub fn called(&self, id: &str) -> Option<&Template> {
        self.all.iter().find(|template| template.front.id == id)
    }

    /// The template for an occasion.
    pub fn for_occasion(&self, occasion: &Occasion) -> Option<&Template> {
        self.all.iter().find(|template| template.occasions.iter().any(|one| one.code == occasion.code))
    }
}
