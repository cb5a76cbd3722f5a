//! What a housing plan rests on, gathered from the file: the areas that are not safe for her, her tenancy with the advice on it, the dates of his
//! release, and steps that the file calls for.
//!
//! A suggested step is a suggestion: she and the officer agree what stands in the plan. Each says what in the file calls for it.
//!
//! Law: Housing Act 1996 s.189A(4)-(11); Homelessness Code of Guidance chapter 21; Ombudsman 19 014 011 (Barbara).

use jiff::civil::Date;

use crate::calendar::last_day;
use crate::facts::{
    ActionKind, AreaRestrictionOverridden, Bailed, BelongingsAtRisk, BelongingsProtected, CustodyBegan, DebtKnown, Fact,
    Function, HomelessnessAssessed, OrderEnded, OrderMade, PlanKind, PlanMade, Recalled, ReleaseDateKnown, Released, Role,
    SafetyMeasure, Step, TenancyAdviceGiven, TenancyEnded, TenancyHeld, Tenure, UnsafeAreaNamed, Who,
};
use crate::file::CaseFile;
use crate::ids::{FactId, PersonId, TeamId};

/// What a housing plan of one team rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Rests {
    /// The last assessment of her case.
    pub assessed: Option<FactId>,
    /// The plan that stands: the last that the team's authority made.
    pub plan: Option<FactId>,
    /// The areas that she calls unsafe, the first first.
    pub areas: Vec<Area>,
    /// The homes that she holds or held.
    pub tenancies: Vec<Tenancy>,
    /// Dates of custody, bail, orders and release, the first first.
    pub dates: Vec<Watched>,
}

/// An area that is not safe for her. What she says stands, unless somebody has recorded reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The fact that names it.
    pub named: FactId,
    /// Whether it takes in the whole area of the council.
    pub whole: bool,
    /// The recorded decision not to keep to it.
    pub overridden: Option<FactId>,
}

/// A home that she holds or held, and what she was told to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenancy {
    /// The fact that she holds it.
    pub held: FactId,
    /// How.
    pub tenure: Tenure,
    /// When it ended.
    pub ended: Option<Date>,
    /// The advice on it, the first first: its version is its place in this list.
    pub advice: Vec<FactId>,
}

/// A day to watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    /// The fact that says it.
    pub fact: FactId,
    /// What it is.
    pub what: Watch,
    /// The day; `None` where only that it will come is known.
    pub on: Option<Date>,
    /// Whether a later fact has taken its place.
    pub over: bool,
}

/// What kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// He is in custody since then.
    Custody,
    /// He is to be released.
    Release,
    /// He has been released.
    Out,
    /// He was recalled.
    Recall,
    /// His bail runs out.
    BailEnds,
    /// A protective order runs out; without a day it lasts until a further order.
    OrderEnds,
}

impl Watch {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Custody => "In custody since",
            Self::Release => "To be released",
            Self::Out => "Released",
            Self::Recall => "Recalled to prison",
            Self::BailEnds => "Bail runs out",
            Self::OrderEnds => "Protective order runs out",
        }
    }
}

impl Rests {
    /// Gathers them for a team.
    pub fn of(file: &CaseFile, team: TeamId) -> Self {
        let ours = |by: TeamId| file.services().same_body(by, team);
        let assessed = file.each::<HomelessnessAssessed>().rfind(|(_, it)| ours(it.by)).map(|(fact, _)| fact.id);
        let housing = |it: &PlanMade| it.plan == PlanKind::Housing && ours(it.by);
        let plan = file.each::<PlanMade>().rfind(|(_, it)| housing(it)).map(|(fact, _)| fact.id);
        Self { assessed, plan, areas: areas(file), tenancies: tenancies(file), dates: dates(file) }
    }
}

fn areas(file: &CaseFile) -> Vec<Area> {
    let overridden =
        |named: FactId| file.each::<AreaRestrictionOverridden>().rfind(|(_, it)| it.of == named).map(|(fact, _)| fact.id);
    let named = file.each::<UnsafeAreaNamed>();
    named.map(|(fact, it)| Area { named: fact.id, whole: it.whole_area, overridden: overridden(fact.id) }).collect()
}

fn tenancies(file: &CaseFile) -> Vec<Tenancy> {
    let hers: Vec<(&Fact, &TenancyHeld)> =
        file.each::<TenancyHeld>().filter(|(_, it)| file.survivor() == Some(it.person)).collect();
    let only = hers.len() == 1;
    hers.iter()
        .map(|(held, it)| {
            let about = |tenancy: Option<FactId>| tenancy.map_or(only, |one| one == held.id);
            let ended = file
                .each::<TenancyEnded>()
                .find(|(end, it)| about(it.tenancy) && end.happened >= held.happened)
                .map(|(end, _)| end.happened.date);
            let advice = file
                .each::<TenancyAdviceGiven>()
                .filter(|(given, it)| it.tenancy.is_none_or(|one| one == held.id) && given.happened >= held.happened)
                .map(|(given, _)| given.id)
                .collect();
            Tenancy { held: held.id, tenure: it.tenure, ended, advice }
        })
        .collect()
}

fn dates(file: &CaseFile) -> Vec<Watched> {
    let mut dates: Vec<(Option<Date>, Watched)> = Vec::new();
    let mut watch = |fact: &Fact, what: Watch, on: Option<Date>, over: bool| {
        dates.push((on.or(Some(fact.happened.date)), Watched { fact: fact.id, what, on, over }));
    };
    let later = |fact: &Fact, person: PersonId| is_followed(file, fact, person);
    for (fact, it) in file.each::<CustodyBegan>() {
        watch(fact, Watch::Custody, Some(fact.happened.date), later(fact, it.person));
    }
    for (fact, it) in file.each::<ReleaseDateKnown>() {
        watch(fact, Watch::Release, it.on, later(fact, it.person));
    }
    for (fact, it) in file.each::<Released>() {
        watch(fact, Watch::Out, Some(fact.happened.date), later(fact, it.person));
    }
    for (fact, it) in file.each::<Recalled>() {
        watch(fact, Watch::Recall, Some(fact.happened.date), later(fact, it.person));
    }
    for (fact, it) in file.each::<Bailed>() {
        watch(fact, Watch::BailEnds, it.until, later(fact, it.person));
    }
    for (fact, it) in file.each::<OrderMade>() {
        let ended = file.each::<OrderEnded>().any(|(_, end)| end.order == fact.id);
        watch(fact, Watch::OrderEnds, it.until, ended);
    }
    dates.sort_by_key(|(day, watched)| (*day, watched.fact));
    dates.into_iter().map(|(_, watched)| watched).collect()
}

/// Whether something later about the same person's liberty takes the place of a fact.
fn is_followed(file: &CaseFile, fact: &Fact, person: PersonId) -> bool {
    let after = |other: &Fact| (other.happened, other.recorded, other.id) > (fact.happened, fact.recorded, fact.id);
    file.each::<CustodyBegan>().any(|(other, it)| it.person == person && after(other))
        || file.each::<ReleaseDateKnown>().any(|(other, it)| it.person == person && after(other))
        || file.each::<Released>().any(|(other, it)| it.person == person && after(other))
        || file.each::<Recalled>().any(|(other, it)| it.person == person && after(other))
        || file.each::<Bailed>().any(|(other, it)| it.person == person && after(other))
}

/// A step that the file calls for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The step.
    pub step: Step,
    /// What in the file calls for it.
    pub why: &'static str,
}

/// Steps that the file calls for, the most pressing first; none that stands in the plan of today already, word for word.
pub fn suggested(file: &CaseFile, team: TeamId, today: Date) -> Vec<Suggested> {
    let rests = Rests::of(file, team);
    let standing = rests.plan.and_then(|id| file.fact(id)).and_then(|fact| fact.is::<PlanMade>());
    let mut all = Vec::new();
    let mut ours = |what: &str, kind, days, why| {
        all.push(Suggested { step: step(what, kind, Who::Team(team), Some(last_day::working_days_after(today, days))), why });
    };
    let adviser = file.services().doing(Function::Idva).next().map(|service| service.team);
    if !file.each::<SafetyMeasure>().any(|_| true) {
        ours("Make a safety plan with her", ActionKind::Safety, 1, "Nothing that makes her safer is on file yet.");
    }
    if !rests.areas.iter().all(|area| area.overridden.is_some()) {
        ours(
            "Look for homes outside the areas that she calls unsafe",
            ActionKind::Rehousing,
            5,
            "She has named areas where she would not be safe.",
        );
    }
    if rests.tenancies.iter().any(|one| one.ended.is_none() && one.tenure.binds_her()) {
        ours(
            "Advise her in writing what to do with her tenancy",
            ActionKind::Money,
            2,
            "She has a tenancy, and advice goes out of date.",
        );
    }
    if rests.dates.iter().any(|one| matches!(one.what, Watch::Custody | Watch::Release | Watch::Recall) && !one.over) {
        ours(
            "Ask the prison or probation for the date of release and the conditions",
            ActionKind::Police,
            2,
            "He is in custody, or is to be released.",
        );
    }
    if belongings_are_at_risk(file) {
        ours("Make her belongings safe", ActionKind::Support, 2, "Her belongings are at risk.");
    }
    if file.each::<DebtKnown>().any(|_| true) {
        ours(
            "Ask the benefits and council tax teams to put her bills right",
            ActionKind::Money,
            5,
            "There are bills in her name.",
        );
    }
    if file.people().all().iter().any(|one| one.role == Role::Child) {
        ours("Keep the school and the doctor informed as far as she agrees", ActionKind::Children, 5, "There are children.");
    }
    ours(
        "Ask police, doctor and adviser ourselves for what a decision needs",
        ActionKind::Information,
        2,
        "She is never asked for papers that we can ask for.",
    );
    if let Some(survivor) = file.survivor() {
        let hers = |what: &str, why| Suggested { step: step(what, ActionKind::Rehousing, Who::Person(survivor), None), why };
        all.push(hers("Say which homes that are offered would not be safe, and why", "Where she is safe is hers to say."));
        all.push(hers(
            "Tell us, in the way that is safe for her, when something changes",
            "The plan is changed with her (s.189A(9)).",
        ));
    }
    if let Some(adviser) = adviser {
        let due = Some(last_day::working_days_after(today, 2));
        let step = step("Go through the safety plan with her", ActionKind::Safety, Who::Team(adviser), due);
        all.push(Suggested { step, why: "An adviser works with her." });
    }
    all.retain(|one| standing.is_none_or(|plan| !plan.steps.iter().any(|old| old.what == one.step.what)));
    all
}

fn step(what: &str, kind: ActionKind, who: Who, due: Option<Date>) -> Step {
    Step { what: what.to_owned(), kind, who, due }
}

fn belongings_are_at_risk(file: &CaseFile) -> bool {
    let last = file.each::<BelongingsAtRisk>().last().map(|(fact, _)| fact.happened);
    last.is_some_and(|at_risk| !file.each::<BelongingsProtected>().any(|(fact, _)| fact.happened >= at_risk))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestFile, a_council, team_id as team};

    fn rests(file: &TestFile) -> Rests {
        Rests::of(&file.fold(), team("housing"))
    }

    fn words(file: &TestFile) -> Vec<String> {
        suggested(&file.fold(), team("housing"), "2026-03-05".parse().unwrap()).into_iter().map(|one| one.step.what).collect()
    }

    #[test]
    fn advice_on_a_tenancy_has_a_version_and_goes_with_its_tenancy() {
        let file = a_council()
            .on("2026-03-02", "home: tenancy-held person=her tenure=social-sole to=housing")
            .on("2026-03-03", "tenancy-advice-given by=housing advice=keep in_writing")
            .on("2026-04-28", "tenancy-advice-given by=housing advice=end in_writing");
        let tenancy = &rests(&file).tenancies[0];
        assert_eq!((tenancy.advice.len(), tenancy.ended), (2, None));
        let ended = file.on("2026-05-10", "tenancy-ended tenancy=home to=housing");
        assert_eq!(rests(&ended).tenancies[0].ended, Some("2026-05-10".parse().unwrap()));
    }

    #[test]
    fn an_area_that_she_calls_unsafe_stands_until_somebody_records_why_not() {
        let file = a_council().on("2026-03-02", "area: unsafe-area-named by=her to=housing whole_area");
        assert_eq!(rests(&file).areas[0].overridden, None);
        assert!(words(&file).iter().any(|one| one.contains("unsafe")));
        let overridden = file.on("2026-03-03", "area-restriction-overridden by=housing of=area reasons=words");
        assert!(rests(&overridden).areas[0].overridden.is_some());
    }

    #[test]
    fn a_date_of_release_that_moves_takes_the_place_of_the_one_before() {
        let file = a_council()
            .on("2026-03-02", "release-date-known person=him to=housing")
            .on("2026-03-09", "release-date-known person=him on=2026-06-01 to=housing");
        let dates = rests(&file).dates;
        let open: Vec<_> = dates.iter().filter(|one| !one.over).collect();
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].what, open[0].on), (Watch::Release, Some("2026-06-01".parse().unwrap())));
        let out = file.on("2026-06-01", "released person=him to=housing");
        assert!(rests(&out).dates.iter().all(|one| one.over || one.what == Watch::Out));
    }

    #[test]
    fn steps_follow_from_the_file_and_are_not_suggested_twice() {
        let file = a_council().on("2026-03-02", "release-date-known person=him to=housing");
        assert!(words(&file).iter().any(|one| one.contains("probation")), "{:?}", words(&file));
        assert!(!words(&a_council()).iter().any(|one| one.contains("probation")));
        for one in suggested(&file.fold(), team("housing"), "2026-03-05".parse().unwrap()) {
            assert!(one.step.due.is_none_or(|due| due > "2026-03-05".parse().unwrap()));
            assert!(one.step.who.person().is_some() || one.step.due.is_some(), "{one:?}");
        }
    }
}
