//! look
use casefile::file::CaseFile;
use casefile::obligations::*;
use jiff::civil::date;
use std::collections::BTreeMap;

#[test]
fn look() {
    let here = demonstration::partnership();
    let today = date(2026, 11, 23);
    let t = std::time::Instant::now();
    let files: Vec<_> = demonstration::invented(here, 7, today, 400).collect();
    println!("invented {:?}", t.elapsed());
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_rule: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut due_today, mut due_week, mut facts) = (0, 0, 0);
    let now = today.at(8, 0, 0, 0);
    let t = std::time::Instant::now();
    for f in &files {
        facts += f.facts.len();
        let file = CaseFile::fold(f.facts.clone());
        let e = kinds.entry(f.kind.clone()).or_default();
        e.0 += 1;
        e.1 += f.facts.len();
        for o in derive(&file, &here.standards) {
            let s = o.state(now);
            *states.entry(format!("{s:?}")).or_default() += 1;
            *by_rule.entry((o.rule.id, format!("{s:?}"))).or_default() += 1;
            if s == State::Open && o.due.date == today {
                due_today += 1
            }
            if s == State::Open && o.due.date <= today.saturating_add(jiff::Span::new().days(6)) {
                due_week += 1
            }
        }
    }
    println!("derive once {:?} facts {facts} today {due_today} week {due_week}\n{states:?}\n{kinds:?}", t.elapsed());
    for (k, v) in by_rule {
        println!("{k:?} {v}")
    }
    let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
    for f in &files {
        for x in &f.facts {
            *answers.entry(x.body.kind().code()).or_default() += 1
        }
    }
    println!("{answers:?}");
}

#[test]
fn look_nine() {
    let here = demonstration::partnership();
    for today in [date(2026, 11, 23), date(2026, 11, 22), date(2028, 2, 29), date(2026, 12, 25)] {
        let t = std::time::Instant::now();
        let nine = demonstration::nine(here, today);
        println!("{today} {:?}", t.elapsed());
        for f in &nine {
            let file = CaseFile::fold(f.facts.clone());
            let owed = derive(&file, &here.standards);
            println!(
                "{} facts {} owed {} {:?} parties {} refs {:?}",
                f.kind,
                f.facts.len(),
                owed.len(),
                demonstration::Standing::on(&owed, today),
                file.services().all().iter().filter(|s| s.party).count(),
                file.reference()
            );
        }
    }
}
