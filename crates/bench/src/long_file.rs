//! Files of any length that read like a real one: disclosures, evidence, referrals, plans, placements and what came of them, over years.

use casefile::facts::{Body, By, Fact, Kind, When};
use casefile::ids::{BodyId, FactId, PersonId, TeamId, in_story};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

const TEAMS: &[(&str, &str, &str)] = &[
    ("housing", "council", "unitary-council"),
    ("allocations", "council", "unitary-council"),
    ("children", "council", "unitary-council"),
    ("complaints", "council", "unitary-council"),
    ("police", "police", "police-force"),
    ("idva", "charity", "charity"),
    ("landlord", "association", "housing-association"),
    ("school", "school", "school"),
];

fn team(name: &str) -> TeamId {
    TeamId(in_story("team", "bench", name))
}

fn person(name: &str) -> PersonId {
    PersonId(in_story("person", "bench", name))
}

/// The facts of one file, `length` of them, the first eleven of which say who is who.
pub fn facts(number: usize, length: usize) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::with_capacity(length);
    let push = |facts: &mut Vec<Fact>, day: Date, kind: &str, fields: Value| {
        let id = FactId(in_story("fact", "bench", &format!("{number} {}", facts.len())));
        let kind = Kind::from_code(kind).unwrap_or(Kind::Noted);
        let body = Body::read(kind, fields).unwrap_or_else(|error| unreachable!("{kind:?}: {error}"));
        let recorded = casefile::calendar::london_moment(day.at(11, 0, 0, 0));
        facts.push(Fact { id, happened: When::on(day), recorded, by: By::Import, supersedes: None, known: Vec::new(), body });
    };
    let start = date(2021, 9, 1);
    push(
        &mut facts,
        start,
        "file-opened",
        json!({ "survivor": person("she"), "lead": team("housing"), "reference": format!("HF-{number}") }),
    );
    for (function, body, kind) in TEAMS {
        let fields = json!({ "team": team(function), "name": function, "function": function, "body": BodyId(in_story("body", "bench", body)),
            "body_name": body, "body_kind": kind, "party": *function != "school" });
        push(&mut facts, start, "service-named", fields);
    }
    push(&mut facts, start, "person-added", json!({ "person": person("she"), "role": "survivor" }));
    push(&mut facts, start, "person-added", json!({ "person": person("he"), "role": "alleged-perpetrator" }));
    let mut round = 0_usize;
    while facts.len() < length {
        let day = start.saturating_add(jiff::Span::new().days(i64::try_from(round).unwrap_or(0) * 2));
        let last = facts.last().map_or(FactId(in_story("fact", "bench", "none")), |fact| fact.id);
        let who = json!({ "person": person("she") });
        let (kind, fields) = match round % 20 {
            0 => (
                "disclosure-made",
                json!({ "to": team("housing"), "by": who, "shows": ["violence", "unsafe-home"], "asks": ["housing"], "channel": "phone" }),
            ),
            1 => ("homelessness-opened", json!({ "by": team("housing"), "of": last })),
            2 => (
                "evidence-received",
                json!({ "by": { "team": team("idva") }, "to": team("housing"), "evidence": "idva-letter", "shows": ["high-risk"] }),
            ),
            3 => ("evidence-considered", json!({ "by": team("housing"), "evidence": last, "changes": true })),
            4 => (
                "placement-made",
                json!({ "by": team("housing"), "home": "temporary", "suitability_checked": true, "bedrooms": 2, "bedrooms_needed": 2 }),
            ),
            5 => ("duty-accepted", json!({ "by": team("housing"), "duty": "relief", "letter": true })),
            6 => ("plan-made", json!({ "by": team("housing"), "plan": "personalised-housing-plan", "copy_given": true })),
            7 => (
                "referral-made",
                json!({ "by": { "team": team("housing") }, "to": team("idva"), "referral": "idva", "safe_contact": true }),
            ),
            8 => ("referral-acknowledged", json!({ "referral": last, "by": team("idva") })),
            9 => (
                "contact-made",
                json!({ "by": who, "to": { "team": team("housing") }, "asks": ["information"], "channel": "email" }),
            ),
            10 => ("answered", json!({ "by": team("housing"), "of": last })),
            11 => ("assaulted", json!({ "by": person("he"), "of": [person("she")], "to": team("police"), "injured": true })),
            12 => ("police-attended", json!({ "by": team("police"), "incident": last })),
            13 => {
                ("safe-contact-set", json!({ "person": person("she"), "channel": "phone", "safe": true, "by": team("housing") }))
            }
            14 => {
                ("meeting-held", json!({ "meeting": "marac", "by": team("police"), "present": [team("housing"), team("idva")] }))
            }
            15 => (
                "action-set",
                json!({ "of": last, "by": team("police"), "owner": team("housing"), "due": day.to_string(), "action": "rehousing" }),
            ),
            16 => ("action-done", json!({ "action": last, "by": team("housing") })),
            17 => ("complaint-made", json!({ "by": who, "to": team("complaints") })),
            18 => ("complaint-acknowledged", json!({ "complaint": last, "by": team("complaints") })),
            _ => ("plan-reviewed", json!({ "by": team("housing"), "plan": "personalised-housing-plan", "told": true })),
        };
        push(&mut facts, day, kind, fields);
        round += 1;
    }
    facts
}
