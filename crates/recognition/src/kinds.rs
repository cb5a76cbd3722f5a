//! The kinds of abuse that section 1 of the Act lists.

use std::fmt;

/// A kind of abusive behaviour.
///
/// # Law
/// Domestic Abuse Act 2021 s.1(3)(a) to (e).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Physical or sexual abuse: s.1(3)(a).
    PhysicalOrSexual,
    /// Violent or threatening behaviour: s.1(3)(b).
    ViolentOrThreatening,
    /// Controlling or coercive behaviour: s.1(3)(c).
    ControllingOrCoercive,
    /// Economic abuse: s.1(3)(d) and (4).
    Economic,
    /// Psychological, emotional or other abuse: s.1(3)(e).
    PsychologicalEmotionalOrOther,
}

impl Kind {
    /// All of them, in the order of the Act.
    pub const ALL: [Kind; 5] = [
        Kind::PhysicalOrSexual,
        Kind::ViolentOrThreatening,
        Kind::ControllingOrCoercive,
        Kind::Economic,
        Kind::PsychologicalEmotionalOrOther,
    ];

    /// As files and programs write it.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::PhysicalOrSexual => "physical_or_sexual",
            Kind::ViolentOrThreatening => "violent_or_threatening",
            Kind::ControllingOrCoercive => "controlling_or_coercive",
            Kind::Economic => "economic",
            Kind::PsychologicalEmotionalOrOther => "psychological_emotional_or_other",
        }
    }

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Kind::PhysicalOrSexual => "Physical or sexual abuse",
            Kind::ViolentOrThreatening => "Violent or threatening behaviour",
            Kind::ControllingOrCoercive => "Controlling or coercive behaviour",
            Kind::Economic => "Economic abuse",
            Kind::PsychologicalEmotionalOrOther => "Psychological, emotional or other abuse",
        }
    }

    /// The kind that a code stands for.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
