//! Closed lists about what leaves: what the gate decides, why, and what becomes of it.

choices! {
    /// What the sending gate decided.
    SendingOutcome {
        MayLeave "may-leave" "It may leave",
        WaitsForSecond "waits-for-second" "It waits for a second person",
        Refused "refused" "It may not leave",
        Declined "declined" "The second person declined",
    }
    /// Why something may not leave, or only with a second person.
    SendingReason {
        Marked "marked" "She asked that this be kept from them",
        LeadsToHer "leads-to-her" "It leads to her, or tells what she said",
        HoldsSealed "holds-sealed" "Something sealed was found in it",
        NotSafe "not-safe" "This way of reaching them is not safe",
        NotTheirs "not-theirs" "The number or address is not the recipient’s",
        NotFromTheList "not-from-the-list" "Texts and e-mail to her hold nothing but agreed words",
        NoSuchWay "no-such-way" "Nothing is sent in this way",
        NobodyThere "nobody-there" "The recipient is not in the file",
        Frozen "frozen" "Somebody may have found out: only what protects her leaves",
        HisSide "his-side" "It goes to the alleged perpetrator’s side",
        SharesAHome "shares-a-home" "The recipient shares a home with the alleged perpetrator’s side",
        NamesSomebody "names-somebody" "It names somebody to the alleged perpetrator’s side",
        InSpiteOfHits "in-spite-of-hits" "It goes with what was found in it",
        LinksNotChecked "links-not-checked" "Nobody has checked whether they are linked to the alleged perpetrator",
        LinkThere "link-there" "They are or may be linked to the alleged perpetrator",
        StaffLink "staff-link" "Somebody who works there is linked to somebody in the file",
        NotReadable "not-readable" "A part of it cannot be looked into",
        NoAddress "no-address" "There is no number or address that it could go to",
        Restricted "restricted" "The file was closed to all but named staff after it was written",
    }
    /// What a letter made from a template gives whoever gets it.
    LetterPart {
        Reasons "reasons" "The reasons",
        ReviewRight "review-right" "The right to a review, and its last day",
        Appeal "appeal" "The right to go to court, and its last day",
        Help "help" "Where to get help",
    }
    /// What became of a message.
    Delivery {
        Delivered "delivered" "Delivered",
        TemporaryFailure "temporary-failure" "Not delivered: the telephone was off, or the mailbox full",
        PermanentFailure "permanent-failure" "Not delivered: there is no such number or address any more",
        TechnicalFailure "technical-failure" "Not delivered: something is broken on the way",
        NotSent "not-sent" "Not sent: the carrier refused it",
    }
}
