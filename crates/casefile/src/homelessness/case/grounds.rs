//! On which grounds each duty ends, as the Act lists them on a day: every other ground is none.
//!
//! Law: Housing Act 1996 ss.188, 189B, 190, 193 to 193B, 195, 198 to 200. Next door: what bars a ground that is listed (`commands::gate`).

use jiff::civil::date;

use crate::facts::{Duty, EndGround};
use crate::homelessness::prevention::REDUCTION_ACT;
use crate::law::InForce;

/// How a duty ends on a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// By written notice that names the ground and the right to a review. Nothing ends before she has it.
    ByNotice,
    /// By itself; she is told in writing all the same.
    ByItself,
}

/// One ground of the Act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// Which duty it ends.
    pub duty: Duty,
    /// The ground.
    pub ground: EndGround,
    /// Where it stands.
    pub provision: &'static str,
    /// What must be so, in plain words.
    pub when: &'static str,
    /// How the duty ends on it.
    pub ends: Ends,
    /// When it is law.
    pub in_force: InForce,
}

const fn ground(duty: Duty, ground: EndGround, provision: &'static str, when: &'static str) -> Ground {
    Ground { duty, ground, provision, when, ends: Ends::ByNotice, in_force: InForce::ALWAYS }
}

impl Ground {
    const fn since_the_reduction_act(self) -> Self {
        Self { in_force: InForce::since(REDUCTION_ACT), ..self }
    }

    const fn by_itself(self) -> Self {
        Self { ends: Ends::ByItself, ..self }
    }

    /// Since private rented offers can end the main duty (Localism Act 2011 s.148).
    const fn since_2012(self) -> Self {
        Self { in_force: InForce::since(date(2012, 11, 9)), ..self }
    }
}

use Duty::{Intentional as Short, Interim, Main, Prevention, Relief};
use EndGround::{
    AcceptedOffer, BecameHomeless, Intentional, LeftVoluntarily, NextDuty, NonCooperation, NotEligible, PlanEnded, Referred,
    RefusedFinalOffer, RefusedOffer, Secured, TimeUp, Withdrew,
};

/// Every ground.
#[rustfmt::skip]
pub const ALL: &[Ground] = &[
    ground(Prevention, Secured, "s.195(8)(a)", "She has a suitable home, and a reasonable prospect of having it for six months or more.").since_the_reduction_act(),
    ground(Prevention, TimeUp, "s.195(8)(b), (6)", "56 days are over, you did what you had to, and no valid notice to leave her only home is running or has run out.").since_the_reduction_act(),
    ground(Prevention, BecameHomeless, "s.195(8)(c)", "She has become homeless. Relief is owed from that day.").since_the_reduction_act(),
    ground(Prevention, RefusedOffer, "s.195(8)(d)", "She has refused a suitable home with a prospect of six months or more, and nobody says that it is not safe.").since_the_reduction_act(),
    ground(Prevention, Intentional, "s.195(8)(e)", "She has become homeless intentionally from accommodation that you secured under this duty. Never by flight from abuse.").since_the_reduction_act(),
    ground(Prevention, NotEligible, "s.195(8)(f)", "She is no longer eligible for help.").since_the_reduction_act(),
    ground(Prevention, Withdrew, "s.195(8)(g)", "She has withdrawn her application: she said so herself, alone, freely, by a safe contact.").since_the_reduction_act(),
    ground(Prevention, NonCooperation, "s.193B", "She has deliberately and unreasonably refused to co-operate. Not where there is abuse.").since_the_reduction_act(),
    ground(Relief, Secured, "s.189B(7)(a)", "She has a suitable home, and a reasonable prospect of having it for six months or more.").since_the_reduction_act(),
    ground(Relief, TimeUp, "s.189B(7)(b)", "56 days are over and you did what you had to. Where she is in priority need the main duty follows by itself.").since_the_reduction_act(),
    ground(Relief, NextDuty, "s.189B(4)", "56 days are over, and the main duty has taken the place of relief.").since_the_reduction_act().by_itself(),
    ground(Relief, RefusedOffer, "s.189B(7)(c)", "She has refused a suitable home with a prospect of six months or more, and nobody says that it is not safe.").since_the_reduction_act(),
    ground(Relief, Intentional, "s.189B(7)(d)", "She has become homeless intentionally from accommodation that you secured under this duty. Never by flight from abuse.").since_the_reduction_act(),
    ground(Relief, NotEligible, "s.189B(7)(e)", "She is no longer eligible for help.").since_the_reduction_act(),
    ground(Relief, Withdrew, "s.189B(7)(f)", "She has withdrawn her application: she said so herself, alone, freely, by a safe contact.").since_the_reduction_act(),
    ground(Relief, RefusedFinalOffer, "s.193A", "She has refused a final offer that was suitable and safe, after she was told what that means. The main duty does not follow.").since_the_reduction_act(),
    ground(Relief, NonCooperation, "s.193B", "She has deliberately and unreasonably refused to co-operate. Not where there is abuse.").since_the_reduction_act(),
    ground(Relief, Referred, "s.199A(1)", "She has been told that her application is referred to another authority.").since_the_reduction_act(),
    ground(Main, RefusedOffer, "s.193(5)", "She has refused suitable accommodation after she was told what that means and of her right to a review."),
    ground(Main, NotEligible, "s.193(6)(a)", "She is no longer eligible for help."),
    ground(Main, Intentional, "s.193(6)(b)", "She has become homeless intentionally from the accommodation that you gave her. Never by flight from abuse."),
    ground(Main, AcceptedOffer, "s.193(6)(c), (cc), (7AA)", "She has accepted a tenancy under the register, an assured tenancy, or a private rented sector offer.").by_itself(),
    ground(Main, LeftVoluntarily, "s.193(6)(d)", "She has left the accommodation of her own free will. Flight is not that."),
    ground(Main, RefusedFinalOffer, "s.193(7)", "She has refused a final offer under the register that was suitable and safe, in writing and said to be final."),
    ground(Main, Referred, "s.200(1)", "She has been told that her application is referred to another authority."),
    ground(Main, Secured, "s.193(6)(cc), (7AA)", "She has accepted another suitable home that lasts.").since_2012(),
    ground(Interim, NextDuty, "s.188(1ZB)", "Relief has ended and she has been told which duty follows: the later of the two days.").by_itself(),
    ground(Interim, Secured, "s.188(1ZB), s.189B(7)(a)", "She has a suitable home, and relief has been ended because of it."),
    ground(Interim, AcceptedOffer, "s.188(1ZB)", "She has accepted a suitable home, and relief has been ended because of it."),
    ground(Interim, NotEligible, "s.184(3), s.185", "You have decided in writing that she is not eligible."),
    ground(Interim, PlanEnded, "s.188(1ZA)", "You have told her in writing that no relief duty is owed, or that nothing follows when relief ends."),
    ground(Interim, Withdrew, "s.183", "She has withdrawn her application: she said so herself, alone, freely, by a safe contact."),
    ground(Interim, RefusedOffer, "s.188(1), s.206", "She has refused a place that was suitable and safe, and knows what that means."),
    ground(Interim, LeftVoluntarily, "s.188(1)", "She has left the place of her own free will. Flight is not that."),
    ground(Interim, Referred, "s.199A(1)(a)", "She has been told of a referral, and the outcome. Until she knows the outcome she stays in accommodation that you provide."),
    ground(Short, TimeUp, "s.190(2)(a)", "The time that you gave her was long enough to find another home."),
    ground(Short, Secured, "s.190(2)", "She has found another home."),
    ground(Short, AcceptedOffer, "s.190(2)", "She has accepted another home."),
    ground(Short, NextDuty, "s.190, s.193", "A review has come out for her and the main duty has taken its place.").by_itself(),
    ground(Short, NotEligible, "s.185", "She is no longer eligible for help."),
    ground(Short, LeftVoluntarily, "s.190(2)", "She has left of her own free will. Flight is not that."),
    ground(Short, Withdrew, "s.183", "She has withdrawn her application: she said so herself, alone, freely, by a safe contact."),
];

/// The grounds on which a duty ends on a day.
pub fn of(duty: Duty, day: jiff::civil::Date) -> impl Iterator<Item = &'static Ground> {
    ALL.iter().filter(move |one| one.duty == duty && one.in_force.on(day))
}

/// One ground of a duty, where the Act lists it on that day.
pub fn find(duty: Duty, ground: EndGround, day: jiff::civil::Date) -> Option<&'static Ground> {
    of(duty, day).find(|one| one.ground == ground)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relief_and_prevention_begin_with_the_reduction_act() {
        let before = date(2018, 4, 2);
        assert_eq!(of(Relief, before).count() + of(Prevention, before).count(), 0);
        assert!(of(Main, before).count() > 5);
        assert!(find(Relief, NextDuty, REDUCTION_ACT).is_some_and(|one| one.ends == Ends::ByItself));
        assert_eq!(find(Main, TimeUp, REDUCTION_ACT), None);
    }

    #[test]
    fn no_ground_stands_twice() {
        for (at, one) in ALL.iter().enumerate() {
            assert!(!ALL[at + 1..].iter().any(|other| (other.duty, other.ground) == (one.duty, one.ground)), "{one:?}");
        }
    }
}
