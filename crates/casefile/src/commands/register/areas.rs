//! Areas in which she would not be safe: she says so, and no home there is offered.

use super::super::{Command, Context, Refusal, checked};
use super::{open, scheme_of};
use crate::facts::{NewFact, UnsafeAreaNamed, Who};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Sealed, Whereabouts};

/// She names areas that are not safe for her. Her word is enough.
#[derive(Debug, Clone, PartialEq)]
pub struct NameUnsafeAreas {
    /// The application.
    pub application: FactId,
    /// The areas of the scheme, by their codes. They are sealed with where she is.
    pub areas: Vec<String>,
    /// Whether the whole area of the council is not safe.
    pub whole_area: bool,
    /// In her words.
    pub words: Option<Sealed<Whereabouts>>,
}

impl Command for NameUnsafeAreas {
    const NAME: &'static str = "name-unsafe-areas";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let on = open(file, self.application, context)?;
        let scheme = scheme_of(&context.standards.schemes, file, on.team, context.today);
        if self.areas.iter().any(|code| scheme.area(code).is_none()) {
            return Err(Refusal::because("The scheme has no such area.")
                .instead("Choose among its areas, or describe the place in words."));
        }
        if self.areas.is_empty() && !self.whole_area && self.words.as_ref().is_none_or(Sealed::is_empty) {
            return Err(Refusal::because("No area is named yet.").instead("Choose at least one, or describe the place in words."));
        }
        let by = file.survivor().map_or(Who::Team(context.team), Who::Person);
        let codes = (!self.areas.is_empty()).then(|| Sealed::new(self.areas.join(" ")));
        let body = UnsafeAreaNamed {
            by,
            to: context.team,
            whole_area: self.whole_area,
            area: self.words.clone(),
            lettings_areas: codes,
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
