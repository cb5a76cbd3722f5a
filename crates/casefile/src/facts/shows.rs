//! What a fact shows about danger and need, whoever said it and in whatever form.
//!
//! Rules ask what a fact *shows*, not which form it came on: a letter from a doctor that mentions a violent father counts like a disclosure
//! at a counter.

use bitflags::bitflags;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::choices::Choice;
use super::shape::{Field, Shape};

bitflags! {
    /// A set of things shown.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub struct Shows: u64 {
        /// Abuse of any kind (Domestic Abuse Act 2021 section 1).
        const ABUSE = 1;
        /// Threats.
        const THREAT = 1 << 1;
        /// Violence.
        const VIOLENCE = 1 << 2;
        /// Controlling or coercive behaviour.
        const CONTROL = 1 << 3;
        /// Economic abuse.
        const ECONOMIC = 1 << 4;
        /// Stalking or harassment.
        const HARASSMENT = 1 << 5;
        /// Strangulation, a weapon, or threats to kill.
        const GRAVE = 1 << 6;
        /// A risk to life.
        const LIFE = 1 << 7;
        /// Danger at this moment.
        const NOW = 1 << 8;
        /// It is getting worse, or she is planning or making her exit.
        const LEAVING = 1 << 9;
        /// She is not safe where she lives, or has nowhere to live.
        const UNSAFE_HOME = 1 << 10;
        /// She may lose her home.
        const HOME_AT_RISK = 1 << 11;
        /// A child is hurt, or likely to be.
        const CHILD_HARM = 1 << 12;
        /// A child sees, hears or lives with the effects of abuse.
        const CHILD_WITNESS = 1 << 13;
        /// She is pregnant.
        const PREGNANT = 1 << 14;
        /// An adult who may have needs for care and support.
        const CARE_NEEDS = 1 << 15;
        /// The alleged perpetrator is near, or has found out where she is.
        const NEAR = 1 << 16;
        /// The alleged perpetrator is to be released, or has been.
        const RELEASE = 1 << 17;
        /// Contact or harassment from custody.
        const FROM_CUSTODY = 1 << 18;
        /// She needs to leave the area.
        const LEAVE_AREA = 1 << 19;
        /// Something must not be told to somebody.
        const KEEP_FROM = 1 << 20;
        /// The abuse is sexual.
        const SEXUAL = 1 << 21;
        /// Debt or arrears.
        const DEBT = 1 << 22;
        /// Poor health, injury or disability.
        const HEALTH = 1 << 23;
        /// So-called honour, forced marriage or FGM.
        const HONOUR = 1 << 24;
        /// She no longer feels able to decide freely: coercion, or a question of capacity.
        const COERCED = 1 << 25;
        /// A high risk in the judgement of a professional.
        const HIGH_RISK = 1 << 26;
        /// Overcrowding or bad housing conditions.
        const BAD_HOUSING = 1 << 27;
    }
}

/// The codes, in the order of the bits.
pub const CHOICES: &[Choice] = &[
    Choice { code: "abuse", label: "Abuse" },
    Choice { code: "threats", label: "Threats" },
    Choice { code: "violence", label: "Violence" },
    Choice { code: "control", label: "Controlling or coercive behaviour" },
    Choice { code: "economic-abuse", label: "Economic abuse" },
    Choice { code: "harassment", label: "Stalking or harassment" },
    Choice { code: "grave-danger", label: "Strangulation, a weapon or threats to kill" },
    Choice { code: "risk-to-life", label: "Risk to life" },
    Choice { code: "danger-now", label: "Danger now" },
    Choice { code: "leaving", label: "Getting worse, or planning to leave" },
    Choice { code: "unsafe-home", label: "Not safe at home, or nowhere to live" },
    Choice { code: "home-at-risk", label: "May lose her home" },
    Choice { code: "child-harm", label: "A child hurt, or likely to be" },
    Choice { code: "child-witness", label: "A child sees, hears or lives with it" },
    Choice { code: "pregnant", label: "Pregnant" },
    Choice { code: "care-needs", label: "May need care and support" },
    Choice { code: "perpetrator-near", label: "Alleged perpetrator near, or has found her" },
    Choice { code: "release", label: "Alleged perpetrator to be released, or released" },
    Choice { code: "from-custody", label: "Contact or harassment from custody" },
    Choice { code: "leave-area", label: "Needs to leave the area" },
    Choice { code: "keep-from", label: "Something must be kept from somebody" },
    Choice { code: "sexual-abuse", label: "Sexual abuse" },
    Choice { code: "debt", label: "Debt or arrears" },
    Choice { code: "health", label: "Poor health, injury or disability" },
    Choice { code: "honour", label: "So-called honour, forced marriage or FGM" },
    Choice { code: "coerced", label: "Not deciding freely" },
    Choice { code: "high-risk", label: "High risk in a professional's judgement" },
    Choice { code: "bad-housing", label: "Overcrowding or bad housing" },
];

impl Shows {
    /// Every one of these is abuse, and so shows [`Shows::ABUSE`] as well.
    pub const KINDS_OF_ABUSE: Self = Self::ABUSE
        .union(Self::THREAT)
        .union(Self::VIOLENCE)
        .union(Self::CONTROL)
        .union(Self::ECONOMIC)
        .union(Self::HARASSMENT)
        .union(Self::GRAVE)
        .union(Self::FROM_CUSTODY)
        .union(Self::SEXUAL)
        .union(Self::HONOUR)
        .union(Self::CHILD_WITNESS);

    /// Danger that cannot wait for an office to open.
    pub const URGENT: Self = Self::LIFE.union(Self::NOW).union(Self::GRAVE).union(Self::CHILD_HARM);

    /// With everything that these things imply: any kind of abuse is abuse; threats are abuse (Housing Act 1996 s.177, Domestic Abuse Act 2021 s.1).
    pub const fn with_implied(self) -> Self {
        if self.intersects(Self::KINDS_OF_ABUSE) { self.union(Self::ABUSE) } else { self }
    }

    /// The labels, for people.
    pub fn labels(self) -> impl Iterator<Item = &'static str> {
        self.chosen().map(|choice| choice.label)
    }

    fn chosen(self) -> impl Iterator<Item = &'static Choice> {
        CHOICES.iter().enumerate().filter(move |(at, _)| self.bits() >> at & 1 == 1).map(|(_, choice)| choice)
    }

    /// The thing shown that has this code.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = CHOICES.iter().position(|choice| choice.code == code)?;
        Self::from_bits(1 << at)
    }
}

impl Serialize for Shows {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.chosen().map(|choice| choice.code))
    }
}

impl<'de> Deserialize<'de> for Shows {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Codes;
        impl<'de> de::Visitor<'de> for Codes {
            type Value = Shows;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of what is shown, such as [\"threats\", \"child-witness\"]")
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Shows, A::Error> {
                let mut shows = Shows::empty();
                while let Some(code) = seq.next_element::<std::borrow::Cow<'_, str>>()? {
                    shows |= Shows::from_code(&code).ok_or_else(|| {
                        let known: Vec<_> = CHOICES.iter().map(|choice| choice.code).collect();
                        de::Error::custom(format!("“{code}” is not one of: {}", known.join(", ")))
                    })?;
                }
                Ok(shows)
            }
        }
        from.deserialize_seq(Codes)
    }
}

impl Field for Shows {
    const SHAPE: Shape = Shape::AnyOf(CHOICES);
    const OPTIONAL: bool = true;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bit_has_its_code() {
        assert_eq!(Shows::all().bits().count_ones() as usize, CHOICES.len());
        for choice in CHOICES {
            assert_eq!(Shows::from_code(choice.code).unwrap().labels().collect::<Vec<_>>(), [choice.label]);
        }
    }

    #[test]
    fn a_threat_is_abuse() {
        assert!(Shows::THREAT.with_implied().contains(Shows::ABUSE));
        assert!(!Shows::HEALTH.with_implied().contains(Shows::ABUSE));
    }
}
