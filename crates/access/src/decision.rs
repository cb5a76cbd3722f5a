//! The decision: one function, default deny. Everything that anybody may do to a file goes through [`weigh`].
//!
//! It asks its questions in a fixed order and needs a yes to every one. Bars are asked last and always win: before emergency access, whatever the
//! role, whatever else is held.

use casefile::confidentiality::{Guarding, Restriction, Shared};
use casefile::facts::FieldClass;

use crate::{Account, ActInfo, Asking, Guard, Object, Refused, Role};

/// What ties a member of staff to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// They have it in hand.
    Assigned,
    /// Their team is party to it, and its work falls to whoever is on duty there.
    OnDuty,
    /// They stand on the ladder of a body that is party to it: duty manager, lead, director.
    Ladder,
    /// Somebody who may open it gave them leave, which has not run out.
    Granted,
    /// They took emergency access, which has not run out.
    Emergency,
    /// They look after information in a body that is party to it.
    Guardian,
}

impl Ground {
    /// Every ground.
    pub const ALL: &'static [Self] =
        &[Self::Assigned, Self::OnDuty, Self::Ladder, Self::Granted, Self::Emergency, Self::Guardian];

    /// What it is called on screen and in `docs/access.md`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Assigned => "has the file in hand",
            Self::OnDuty => "is in a team that is party to the file",
            Self::Ladder => "is duty manager, lead or director of a body that is party to the file",
            Self::Granted => "was given leave until a day that has not passed",
            Self::Emergency => "took emergency access that has not run out",
            Self::Guardian => "looks after information in a body that is party to the file",
        }
    }

    fn holds(self, asking: &Asking<'_>, guarding: &Guarding) -> bool {
        let who = asking.officer;
        let party_body = || guarding.shared.iter().any(|shared| shared.body == who.body);
        match self {
            Self::Assigned => guarding.shared_with(who.team).is_some() && guarding.assigned.binary_search(&who.id).is_ok(),
            Self::OnDuty => guarding.shared_with(who.team).is_some(),
            Self::Ladder => matches!(who.role, Role::DutyManager | Role::Lead | Role::Director) && party_body(),
            Self::Granted => {
                let today = asking.today();
                guarding.grants.iter().any(|grant| grant.officer == who.id && today <= grant.until)
            }
            Self::Emergency => {
                let now = asking.wall();
                guarding.emergencies.iter().any(|taken| taken.officer == who.id && now < taken.until)
            }
            Self::Guardian => who.role == Role::PrivacyOfficer && party_body(),
        }
    }

    /// Whether the ground still carries where only named staff may open the file. The duty manager is there at every hour for whoever cannot reach
    /// a named person; an emergency opens a file whose existence is no secret, and never one whose existence is.
    fn carries(self, asking: &Asking<'_>, guarding: &Guarding) -> bool {
        let on_call = self == Self::Ladder && asking.officer.role == Role::DutyManager;
        let named = if guarding.named.is_empty() { self == Self::Assigned } else { guarding.names(asking.officer.id) };
        match guarding.restriction {
            Restriction::NeedToKnow => true,
            Restriction::Named => named || on_call || matches!(self, Self::Granted | Self::Emergency | Self::Guardian),
            Restriction::Hidden => named || on_call || self == Self::Granted,
        }
    }
}

/// A question that the decision asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// Is there such a file?
    IsThere,
    /// May the account, and its body, be used?
    GoodStanding,
    /// Is the person's service party to the file, or have they leave of their own?
    Tied,
    /// Where only named staff may open it: are they named?
    Named,
    /// May their role do this?
    Role,
    /// May it be done on the ground that they have?
    Ground,
    /// Is it done for a purpose that fits?
    Purpose,
    /// Are they not kept out?
    NotBarred,
}

impl Question {
    /// What it is called in `docs/access.md` and in explanations.
    pub const fn label(self) -> &'static str {
        match self {
            Self::IsThere => "Is there such a file?",
            Self::GoodStanding => "May the account, and the body it belongs to, be used?",
            Self::Tied => "Is their service party to the file, do they have it in hand, or were they given leave?",
            Self::Named => "If only named staff may open the file: are they named?",
            Self::Role => "May their role do this?",
            Self::Ground => "May it be done on the ground that they have?",
            Self::Purpose => "Is it done for a purpose that fits?",
            Self::NotBarred => "Are they not kept out of it?",
        }
    }

    /// Every question, in the order in which they are asked.
    pub const ALL: [Self; 8] =
        [Self::IsThere, Self::GoodStanding, Self::Tied, Self::Named, Self::Role, Self::Ground, Self::Purpose, Self::NotBarred];
}

/// What the decision found: an answer to every question, and what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Each question with its answer, in order.
    pub answers: [(Question, bool); 8],
    /// The ground on which it may be done; the strongest of several.
    pub ground: Option<Ground>,
    /// Which sealed information may be read out.
    pub classes: Classes,
    /// Yes, or why not.
    pub outcome: Result<(), Refused>,
}

/// Classes of sealed information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u8);

impl Classes {
    /// Of these classes.
    pub fn of(classes: &[FieldClass]) -> Self {
        Self(classes.iter().fold(0, |all, class| all | 1 << *class as u8))
    }

    /// Every class.
    pub fn all() -> Self {
        Self::of(FieldClass::ALL)
    }

    /// Whether a class is among them.
    pub fn has(self, class: FieldClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Weighs one act of one member of staff on one file. `None` is a file that is not there; the same work is done for it.
pub fn weigh(act: &ActInfo, asking: &Asking<'_>, guard: Option<&Guard>) -> Verdict {
    let nothing = Guarding::default();
    let guarding = guard.map_or(&nothing, |guard| &guard.guarding);
    let wanted = match act.on {
        Object::File(grounds) => grounds,
        Object::Untied | Object::NewFile | Object::Team | Object::Homes | Object::Partnership => &[],
    };
    let held = |ground: &&Ground| ground.holds(asking, guarding);
    let tied = Ground::ALL.iter().any(|ground| held(&ground));
    let carried = |ground: &&Ground| held(ground) && ground.carries(asking, guarding);
    let named = Ground::ALL.iter().any(|ground| carried(&ground));
    let carrying = || wanted.iter().filter(carried);
    let ground = carrying().next().copied();
    let answers = [
        (Question::IsThere, guard.is_some()),
        (Question::GoodStanding, asking.account == Account::Good),
        (Question::Tied, tied),
        (Question::Named, named),
        (Question::Role, act.roles.contains(&asking.officer.role)),
        (Question::Ground, ground.is_some()),
        (Question::Purpose, act.purposes.contains(&asking.purpose)),
        (Question::NotBarred, !guarding.bars(asking.officer.id)),
    ];
    // Whoever stands on several grounds may have read out what any of them gives: a service whose sharing has run out can still ask in an emergency.
    let classes = carrying().fold(Classes::default(), |all, ground| all.and(classes(*ground, asking, guarding)));
    Verdict { answers, ground, classes, outcome: outcome(&answers, asking, guarding) }
}

/// What follows from the answers. A bar comes first here because it wins over every other answer; then whatever would tell that there is a file.
fn outcome(answers: &[(Question, bool); 8], asking: &Asking<'_>, guarding: &Guarding) -> Result<(), Refused> {
    let no = |question| answers.contains(&(question, false));
    if no(Question::NotBarred) || no(Question::IsThere) || no(Question::GoodStanding) || no(Question::Tied) || no(Question::Named)
    {
        return Err(Refused::NoSuchFile);
    }
    if !no(Question::Role) && !no(Question::Ground) && !no(Question::Purpose) {
        return Ok(());
    }
    // Only somebody who may open the file learns that something else in it is not for them.
    if !may_know(asking, guarding) {
        return Err(Refused::NoSuchFile);
    }
    Err(if no(Question::Role) {
        Refused::NotYourRole
    } else if no(Question::Ground) {
        Refused::NotOnThisGround
    } else {
        Refused::WrongPurpose
    })
}

/// Whether somebody may know that there is a file: whoever may read it.
fn may_know(asking: &Asking<'_>, guarding: &Guarding) -> bool {
    let read = <crate::ReadFile as crate::Act>::INFO;
    let Object::File(grounds) = read.on else { return false };
    read.roles.contains(&asking.officer.role)
        && grounds.iter().any(|ground| ground.holds(asking, guarding) && ground.carries(asking, guarding))
}

/// Whether a file stands in no list, no number, no search and no notice of somebody, on a day: they are kept out of it; or only named staff may
/// open it, and they are neither named nor on call. Where it is false they may still not open it: a service that is not party to a file owes what
/// it owes.
pub fn is_hidden_from(who: &crate::Officer, guarding: &Guarding, today: jiff::civil::Date) -> bool {
    if guarding.bars(who.id) {
        return true;
    }
    let named = if guarding.named.is_empty() { guarding.assigned.binary_search(&who.id).is_ok() } else { guarding.names(who.id) };
    let leave = || guarding.grants.iter().any(|grant| grant.officer == who.id && today <= grant.until);
    let on_call = || who.role == Role::DutyManager && guarding.shared.iter().any(|shared| shared.body == who.body);
    guarding.restriction != Restriction::NeedToKnow && !named && !leave() && !on_call()
}

/// Which sealed information somebody may have read out: what is shared with their team, or for those on the ladder with any team of their body;
/// on leave of their own where their body is no party, everything that is sealed. In an emergency: what the reason calls for.
fn classes(ground: Ground, asking: &Asking<'_>, guarding: &Guarding) -> Classes {
    let who = asking.officer;
    let today = asking.today();
    let now_shared = |shared: &Shared| {
        if shared.until.is_none_or(|until| today <= until) { Classes::of(&shared.classes) } else { Classes::default() }
    };
    let of_body = || {
        let mine = guarding.shared.iter().filter(|shared| shared.body == who.body);
        mine.fold(None, |all: Option<Classes>, shared| Some(all.unwrap_or_default().and(now_shared(shared))))
    };
    match ground {
        Ground::Assigned | Ground::OnDuty => guarding.shared_with(who.team).map_or_else(Classes::default, now_shared),
        Ground::Ladder => of_body().unwrap_or_default(),
        Ground::Granted => of_body().unwrap_or_else(Classes::all),
        Ground::Emergency => {
            let now = asking.wall();
            let running = guarding.emergencies.iter().filter(|taken| taken.officer == who.id && now < taken.until);
            running.fold(Classes::default(), |all, taken| all.and(Classes::of(taken.reason.classes())))
        }
        Ground::Guardian => Classes::default(),
    }
}
