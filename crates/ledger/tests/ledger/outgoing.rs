//! What is about to leave is looked through inside the ledger: the answer names facts, and no value comes out.

use access::{CheckOutgoing, ReadFile};
use casefile::facts::{OutgoingChecked, PersonAdded, Role};
use casefile::private::Unprinted;
use ledger::{Allowed, Outgoing, content_hash};
use redaction::{Kind, Strength, Why};
use testkit::{Sample, at, databases};

fn part(text: &str) -> [Outgoing<'_>; 1] {
    [Outgoing { name: "body", bytes: text.as_bytes() }]
}

#[tokio::test]
async fn her_number_her_refuge_and_her_former_name_are_found_in_what_is_to_leave() {
    for database in databases().await {
        let ledger = &database.ledger;
        let sample = Sample::numbered(1);
        sample.open_in(ledger).await.unwrap();
        let named = |name: &str| {
            let body = PersonAdded {
                person: sample.asha,
                role: Role::Survivor,
                name: Some(Unprinted::new(name)),
                born: None,
                in_household: false,
            };
            casefile::facts::NewFact::new("2026-06-02".parse::<casefile::facts::When>().unwrap(), body)
        };
        let added = sample
            .add(
                ledger,
                vec![
                    sample.safe_contact("07700 900123"),
                    sample.address_of(sample.asha, "14 Elm Street, Marram, LS1 4DP"),
                    named("Asha Begum"),
                ],
                "2026-06-02T10:00",
            )
            .await
            .unwrap();
        let moved = sample.address_of(sample.asha, "9 Quay Walk, Marram").superseding(added.facts[1].id);
        sample.add(ledger, vec![moved], "2026-06-02T10:05").await.unwrap();
        let permit = sample.permit::<CheckOutgoing>(ledger).await.unwrap();
        let now = at("2026-06-02T11:00");

        let letter = "Dear Mr Brandt, the plan is enclosed. Ring Asha Begum on +44 7700 900 123, at fourteen Elm St.";
        let checked = ledger.scan(&permit, &part(letter), &[], now).await.unwrap();
        let told = |kind: Kind| {
            let hit = checked.hits.iter().filter(|hit| hit.kind == kind).max_by_key(|hit| hit.strength);
            hit.map(|hit| (hit.sealed.fact, hit.sealed.whose, hit.strength))
        };
        assert_eq!(told(Kind::Phone), Some((added.facts[0].id, Some(sample.asha), Strength::Exact)), "{}", database.name);
        assert_eq!(told(Kind::Address), Some((added.facts[1].id, Some(sample.asha), Strength::Exact)), "superseded, and sealed");
        let by_name: Vec<_> =
            checked.hits.iter().filter(|hit| hit.strength == Strength::Exact && hit.kind == Kind::Name).collect();
        assert_eq!(by_name.iter().map(|hit| hit.sealed.fact).collect::<Vec<_>>(), [added.facts[2].id]);
        assert!(!format!("{checked:?}").contains("Elm"), "the answer tells no value");

        // The same to herself: what is hers may be told her.
        let own = ledger.scan(&permit, &part(letter), &[Allowed::Of(sample.asha)], now).await.unwrap();
        assert!(own.hits.iter().all(|hit| hit.sealed.whose == Some(sample.him)), "{own:?}");
        let one = Allowed::Field(added.facts[0].id, "value".into());
        let without = ledger.scan(&permit, &part("ring 07700 900123"), &[one], now).await.unwrap();
        assert_eq!(without.hits, []);

        // In the parts that nobody reads: a base64 attachment, and what cannot be looked into.
        let parts = [
            Outgoing { name: "body", bytes: b"please see the file" },
            Outgoing { name: "file", bytes: b"data:text/plain;base64,cmluZyAwNzcwMCA5MDAxMjMgc29vbg==" },
            Outgoing { name: "scan", bytes: b"%PDF-1.7 ..." },
        ];
        let checked = ledger.scan(&permit, &parts, &[], now).await.unwrap();
        assert!(checked.hits.iter().any(|hit| hit.part == 1 && hit.kind == Kind::Phone && hit.strength == Strength::Exact));
        assert_eq!(checked.unread.iter().map(|(part, unread)| (*part, unread.why)).collect::<Vec<_>>(), [(2, Why::Pdf)]);

        // Each check is on the file, by the officer, with the hash of what was checked and how much was found; no value.
        let read = sample.permit::<ReadFile>(ledger).await.unwrap();
        let file = ledger.read().await.unwrap().file(&read).await.unwrap();
        let checks: Vec<_> = file.each::<OutgoingChecked>().collect();
        assert_eq!(checks.len(), 4);
        assert!(
            checks
                .iter()
                .all(|(fact, it)| fact.by == casefile::facts::By::Officer(sample.officer) && it.officer == sample.officer)
        );
        let last = checks.last().unwrap();
        assert_eq!((last.0.id, &last.1.content, last.1.unread), (checked.check, &content_hash(&parts), 1));
        assert_ne!(content_hash(&parts[..2]), content_hash(&parts));
        assert_eq!(ledger.verify(None).await.unwrap().findings, []);
    }
}

#[tokio::test]
async fn a_check_that_cannot_be_kept_is_not_answered() {
    for database in databases().await {
        let ledger = &database.ledger;
        let sample = Sample::numbered(1);
        sample.open_in(ledger).await.unwrap();
        let permit = sample.permit::<CheckOutgoing>(ledger).await.unwrap();
        database.tamper("UPDATE file SET head_mac = head_hash").await;
        let refused = database.opened_again().await.unwrap().scan(&permit, &part("nothing"), &[], at("2026-06-02T11:00")).await;
        assert!(refused.is_err(), "{}", database.name);
    }
}
