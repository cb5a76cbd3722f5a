//! Closed lists about homes: what a home is like, what its check looks at, how belongings are kept safe.

choices! {
    /// How somebody who is to be told where she is may be linked to the alleged perpetrator.
    ReceiverLink {
        Staff "staff" "He, or somebody close to him, works there",
        OnFile "on-file" "This file shows dealings of theirs with him or his side",
        NamedUnsafe "named-unsafe" "She has said that their area is not safe for her",
        LivesThere "lives-there" "He, his family or friends live in their area",
        SeesRecords "sees-records" "He can see their records, as a parent or through a shared account",
        NotKnown "not-known" "Nobody could say",
    }
    /// How a body is told where she is.
    NoticeWay {
        Usual "usual" "To a named person there, with all that the law asks for",
        WithoutAddress "without-address" "To one named person only, and without the address",
        Manager "manager" "With all that the law asks for, although there is a link: a manager decides",
        Held "held" "Not yet: it is still being looked into",
    }
    /// What the check of a home looks at. Each stands under the law that asks for it ([`crate::accommodation::law_of`]).
    Matter {
        Room "room" "Room for everybody",
        Bedrooms "bedrooms" "Bedrooms",
        SharedHome "shared-home" "Bed and breakfast, or shared with strangers",
        Hazards "hazards" "Hazards",
        Repairs "repairs" "Repairs",
        StepFree "step-free" "Steps and access",
        SafeArea "safe-area" "Outside every place where she is not safe",
        Unknown "unknown-to-him" "Not known to the alleged perpetrator",
        Nearby "nearby" "Who lives in the building",
        Distance "distance" "How far from her own area",
        School "school" "School and nursery",
        Work "work" "Work and caring",
        Support "support" "Doctors and support",
        Transport "transport" "Shops and transport",
        Cost "cost" "What she can afford",
        Condition "condition" "Condition, safety certificates and landlord",
    }
    /// What somebody needs to be near (S.I. 2012/2601 art. 2).
    PlaceNeed {
        School "school" "A school or nursery",
        Work "work" "Work",
        Caring "caring" "Somebody she cares for",
        Medical "medical" "A doctor or hospital",
        Support "support" "Support: a person, a group, a place of worship",
        Transport "transport" "A bus or a train",
    }
    /// Who runs a home.
    RunBy {
        Council "council" "The council",
        Provider "registered-provider" "A registered provider (housing association)",
        Voluntary "voluntary" "A charity or another voluntary organisation",
        Private "private" "A private landlord or hotel",
    }
    /// What is shared with another household.
    Shared {
        Toilet "toilet" "Toilet",
        Washing "washing" "Bath, shower or washbasin",
        Kitchen "kitchen" "Kitchen",
    }
    /// Who else lives in the building, by type and never by name.
    Neighbours {
        Families "families" "Families with children",
        Women "women" "Single women",
        Men "men" "Single men",
        Young "young" "Young people",
        Older "older" "Older people",
        Leavers "leavers" "People who have left prison or are on bail",
        Treatment "treatment" "People in treatment for drugs or alcohol",
        NotKnown "not-known" "Not known",
    }
    /// What is within a short walk, by type.
    Near {
        Primary "primary-school" "A primary school",
        Secondary "secondary-school" "A secondary school",
        Nursery "nursery" "A nursery",
        Doctor "doctor" "A doctor",
        Shops "shops" "Food shops",
        Bus "bus" "A bus stop",
        Train "train" "A station",
    }
    /// How belongings are kept safe.
    Protection {
        Stored "stored" "Kept in store",
        Fetched "fetched" "Fetched for her",
        Removal "removal" "Moved to where she lives",
        Pets "pets" "A pet is looked after",
        Secured "secured" "Left where they are, and the place made secure",
    }
}
