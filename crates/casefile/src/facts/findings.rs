//! Closed lists of homelessness decisions: what an authority is satisfied of, and on which condition an application is referred on.

use super::choices::choices;

choices! {
    /// What a housing authority is satisfied of when it decides about homelessness (Housing Act 1996 ss.175, 177, 184, 185, 189, 191).
    Finding {
        Eligible "eligible" "Eligible for help",
        NotEligible "not-eligible" "Not eligible for help",
        Homeless "homeless" "Homeless",
        Threatened "threatened" "Threatened with homelessness within 56 days",
        NotHomeless "not-homeless" "Neither homeless nor threatened with it",
        ReasonableToStay "reasonable-to-stay" "Abuse is not probable where she lives for now",
        PriorityNeed "priority-need" "In priority need",
        NoPriorityNeed "no-priority-need" "Not in priority need",
        NotIntentional "not-intentional" "Not homeless intentionally",
        Intentional "intentional" "Homeless intentionally",
    }
    /// The condition on which an application is referred to another authority (Housing Act 1996 s.198).
    ReferralCondition {
        Connection "connection" "No local connection here, and one there (s.198(2))",
        PrivateOffer "private-offer" "She accepted a private rented offer there less than two years ago (s.198(2ZA))",
        PlacedThere "placed-there" "The other authority placed her here on an earlier application (s.198(4))",
    }
}
