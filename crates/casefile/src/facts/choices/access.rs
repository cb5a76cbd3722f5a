//! Closed lists about who may open a file, and about looks.

choices! {
    /// A class of sealed information.
    FieldClass {
        Words "words" "What somebody said or wrote",
        Contact "contact" "Telephone numbers, e-mail addresses and words agreed for contact",
        Whereabouts "whereabouts" "Where somebody is, was or will be",
    }
    /// The lawful basis on which information is shared (UK GDPR Articles 6 and 9; Data Protection Act 2018 Schedule 1).
    LawfulBasis {
        PublicTask "public-task" "Public task: a power or duty in law (Article 6(1)(e))",
        LegalObligation "legal-obligation" "Legal obligation (Article 6(1)(c))",
        VitalInterests "vital-interests" "Vital interests: a life is in danger (Article 6(1)(d))",
        Safeguarding "safeguarding" "Safeguarding of children and of individuals at risk (Schedule 1, paragraph 18)",
        LegitimateInterests "legitimate-interests" "Legitimate interests of a body that is no public authority (Article 6(1)(f))",
        Consent "consent" "Consent that she can take back (Article 6(1)(a))",
    }
    /// How it is known that a member of staff must be kept out of a file.
    BarGround {
        Declared "declared" "They said so themselves",
        Matched "matched" "Their details agree with those of somebody in the file",
        Told "told" "The survivor or somebody else said so",
        Looked "looked" "They looked at what was not theirs to see",
    }
    /// Why looks at sealed information need a question.
    WatchRule {
        Surname "surname" "Somebody in the file has the officer's surname",
        OwnStreet "own-street" "Somebody in the file lives where the officer lives",
        AfterHours "after-hours" "Looks out of hours, by somebody who has recorded nothing in the file",
        ManyFiles "many-files" "Looks into many files on one day, without work in any",
        Leaver "leaver" "Looks into several files by somebody who is leaving",
        PartnerVolume "partner-volume" "Unusually many looks by one body into files that others lead",
    }
    /// For what somebody has sealed information read out to them.
    LookPurpose {
        Contact "contact" "To get in touch with her safely",
        Safety "safety" "To act on danger",
        Decide "decide" "To decide, or to prepare a decision",
        Support "support" "To support her or her children",
        Check "check" "To check that a record is right",
        Letter "letter" "To print and post a letter",
    }
    /// Why an emergency access cannot wait.
    EmergencyReason {
        LifeAtRisk "life-at-risk" "A life is at risk now",
        ChildAtRisk "child-at-risk" "A child is at risk now",
        PoliceAsk "police-ask" "The police need it to protect somebody now",
        NobodyReached "nobody-reached" "She needs an answer now, and nobody who has the file can be reached",
    }
}
