//! The questions of the national return that an officer answers, because nothing else on file does.

choices! {
    /// A question of the national return of homelessness cases.
    ReturnQuestion {
        ReasonForLoss "reason-for-loss" "Why did she lose, or why may she lose, her last settled home?",
        AccommodationNow "accommodation-at-application" "Where did she live when she applied?",
        LastSettled "accommodation-when-last-settled" "Where did she live when she was last settled?",
        Referral "referral-source" "Who referred her?",
        SupportNeeds "support-needs" "Which support does the household need?",
        AgeBand "age-band" "How old is she?",
        Employment "employment" "Does she work?",
        Ethnicity "ethnicity" "What is her ethnicity?",
        SexualIdentity "sexual-identity" "What is her sexual orientation?",
        GenderIdentity "gender-identity" "What is her gender identity?",
        PreventionActivity "prevention-activity" "What was mainly done to prevent homelessness?",
        PreventionReason "prevention-end-reason" "Why did the prevention duty end?",
        PreventionSecured "prevention-accommodation" "Which accommodation did prevention secure?",
        ReliefActivity "relief-activity" "What was mainly done to relieve homelessness?",
        ReliefReason "relief-end-reason" "Why did the relief duty end?",
        ReliefSecured "relief-accommodation" "Which accommodation did relief secure?",
        PriorityNeed "priority-need" "Why is she in priority need?",
        MainEndReason "main-duty-end-reason" "Why did the main duty end?",
        Assistance "assistance" "With which support needs was she helped?",
        PlacementType "placement-type" "Which type of temporary accommodation is it?",
    }
}
