//! Closed lists of the housing register: needs, circumstances, and why somebody is not on it for a while.

choices! {
    /// A need that somebody told, which a decision about the register has to answer.
    Need {
        Abuse "abuse" "The abuse",
        UnsafeHome "unsafe-home" "That she is not safe where she lives",
        HomeAtRisk "home-at-risk" "That she may lose her home",
        Children "children" "What the children live with",
        Release "release" "His release, or what he does from custody",
        LeaveArea "leave-area" "That she needs to leave the area",
        Pregnancy "pregnancy" "The pregnancy",
        Care "care" "Her needs for care and support",
        Health "health" "Health and disability",
        BadHousing "bad-housing" "Overcrowding and bad conditions",
    }
    /// A circumstance for which a scheme gives a band.
    Circumstance {
        Abuse "abuse" "Has to move because of domestic abuse",
        Homeless "homeless" "Homeless: nowhere that it is reasonable to go on living",
        OwedDuty "owed-duty" "Is owed a homelessness duty",
        MedicalUrgent "medical-urgent" "Urgent medical need",
        Medical "medical" "Medical need",
        Welfare "welfare" "Welfare need",
        Hardship "hardship" "Needs to live in a certain area, or away from one, to avoid hardship",
        Overcrowded "overcrowded" "Overcrowded",
        BadConditions "bad-conditions" "Bad or insanitary housing",
        MoveOn "move-on" "Ready to move on from a refuge, a hostel or care",
        Downsizing "downsizing" "Has a social home that is too large",
        NoPreference "no-preference" "None of these",
    }
    /// What a home has to have for somebody to be able to live in it.
    AccessNeed {
        StepFree "step-free" "No steps to the door or inside",
        GroundFloor "ground-floor" "On the ground floor, or with a lift",
        LevelShower "level-shower" "A level-access shower",
        Wheelchair "wheelchair" "Room for a wheelchair throughout",
    }
    /// Why somebody is not offered homes for a while.
    SuspensionGround {
        SheAsked "she-asked" "She asked for it",
        UnderOffer "under-offer" "She has accepted a home and is about to move",
        OffersRefused "offers-refused" "She refused suitable offers",
        RentArrears "rent-arrears" "Rent arrears",
        NoReply "no-reply" "She does not reply",
        PapersMissing "papers-missing" "Papers are missing",
        Behaviour "behaviour" "Behaviour as a tenant",
    }
    /// On which ground somebody may not join a register.
    QualificationGround {
        Immigration "immigration" "Not eligible: immigration status",
        LocalConnection "local-connection" "No connection with the area",
        Means "means" "Income or savings above the limit of the scheme",
        Behaviour "behaviour" "Behaviour that makes her unsuitable as a tenant",
        NoNeed "no-need" "No housing need as the scheme counts it",
    }
}
