//! What law each matter of the check rests on.

use crate::facts::Matter;
use crate::law::{Force, Source};

const fn law(act: &'static str, provision: &'static str, says: &'static str, url: &'static str) -> Source {
    Source { force: Force::Law, act, provision, says, url }
}

const LOCATION_ACT: &str = "Homelessness (Suitability of Accommodation) (England) Order 2012 (S.I. 2012/2601)";
const LOCATION_URL: &str = "https://www.legislation.gov.uk/uksi/2012/2601/article/2";

/// The law, or the guidance, that asks for a matter to be looked at.
pub const fn law_of(matter: Matter) -> Source {
    match matter {
        Matter::Room => law(
            "Housing Act 1985",
            "ss.324-326",
            "So many may sleep in so many rooms, and no two of opposite sexes, ten or older and no couple, in one.",
            "https://www.legislation.gov.uk/ukpga/1985/68/section/325",
        ),
        Matter::Bedrooms => law(
            "Housing Act 1996",
            "s.210(1)",
            "Whether a home suits is decided with regard to overcrowding; space and arrangement are key. The bedroom standard is how we count.",
            "https://www.legislation.gov.uk/ukpga/1996/52/section/210",
        ),
        Matter::SharedHome => law(
            "Homelessness (Suitability of Accommodation) (England) Order 2003 (S.I. 2003/3326)",
            "arts 2-4",
            "Bed and breakfast does not suit a family, save where nothing else is available, and then for six weeks in all at the most.",
            "https://www.legislation.gov.uk/uksi/2003/3326/article/3",
        ),
        Matter::Hazards => law(
            "Housing Act 1996",
            "s.210(1), with Housing Act 2004 Parts 1 to 4",
            "Regard is had to hazards, slum clearance and houses in multiple occupation.",
            "https://www.legislation.gov.uk/ukpga/2004/34/part/1",
        ),
        Matter::Repairs => Source {
            force: Force::Ombudsman,
            act: "Ombudsman, focus report on domestic abuse, November 2021",
            provision: "case 19 014 011 (Barbara)",
            says: "A home that is too small and in poor repair does not suit, and repairs that are raised are seen through.",
            url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
        },
        Matter::StepFree => law(
            "Housing Act 1996",
            "s.206(1); Equality Act 2010 s.149",
            "Whatever is secured suits the whole household, with their disabilities.",
            "https://www.legislation.gov.uk/ukpga/1996/52/section/206",
        ),
        Matter::SafeArea | Matter::Unknown | Matter::Nearby => Source {
            force: Force::Guidance,
            act: "Homelessness Code of Guidance 2018",
            provision: "chapter 21",
            says: "The risk of being found decides where she can live: his network, schools and transport count, and so does who else lives there.",
            url: "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse",
        },
        Matter::Distance => law(
            "Housing Act 1996",
            "s.208(1); S.I. 2012/2601 art. 2(a)",
            "A home in the authority’s own area, so far as reasonably practicable; the distance counts where it is not.",
            "https://www.legislation.gov.uk/ukpga/1996/52/section/208",
        ),
        Matter::School => law(LOCATION_ACT, "art. 2(b)", "Disruption of the education of the household counts.", LOCATION_URL),
        Matter::Work => law(LOCATION_ACT, "art. 2(b)", "Disruption of employment and of caring counts.", LOCATION_URL),
        Matter::Support => law(
            LOCATION_ACT,
            "art. 2(c)",
            "How near the medical facilities and other support are that she uses and that are essential to her counts.",
            LOCATION_URL,
        ),
        Matter::Transport => {
            law(LOCATION_ACT, "art. 2(d)", "How near local services, amenities and transport are counts.", LOCATION_URL)
        }
        Matter::Cost => law(
            "Homelessness (Suitability of Accommodation) Order 1996 (S.I. 1996/3204)",
            "art. 2",
            "Whether she can afford it counts: what it costs, what she has, and what else she has to pay.",
            "https://www.legislation.gov.uk/uksi/1996/3204/article/2",
        ),
        Matter::Condition => law(
            "Homelessness (Suitability of Accommodation) (England) Order 2012 (S.I. 2012/2601)",
            "art. 3",
            "A private rented home does not suit where its condition, its safety certificates, its licence or its landlord fail.",
            "https://www.legislation.gov.uk/uksi/2012/2601/article/3",
        ),
    }
}

/// The rule under which an offer is refused over a matter.
pub const fn rule_of(matter: Matter) -> &'static str {
    match matter {
        Matter::Room | Matter::Repairs => "OMB-suitability-visit",
        Matter::Bedrooms | Matter::Hazards => "HA96-s210-matters",
        Matter::SharedHome => "SI2003-BB-6w",
        Matter::SafeArea | Matter::Unknown | Matter::Nearby => "COG21-DA-location",
        Matter::Distance => "HA96-s208-in-area",
        Matter::School | Matter::Work | Matter::Support | Matter::Transport => "SI2012-location",
        Matter::Condition => "SI2012-physical",
        Matter::StepFree | Matter::Cost => "HA96-s206-suitable",
    }
}
