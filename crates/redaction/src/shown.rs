//! A text with its findings marked, and a legend: for somebody who reads it before it leaves.

use std::fmt::Write as _;

use crate::finder::{Finder, Finding};
use crate::finding::Sure;
use crate::lines;

/// The text with each finding between brackets and numbered: `[1 …]` for what is taken out, `(?2 …)` for what somebody has to look at.
pub fn marked(text: &str, findings: &[Finding]) -> String {
    let mut out = String::with_capacity(text.len() + findings.len() * 8);
    let mut from = 0;
    for (number, finding) in findings.iter().enumerate() {
        out.push_str(text.get(from..finding.range.start).unwrap_or_default());
        let found = text.get(finding.range.clone()).unwrap_or_default();
        let (open, close) = if finding.is_taken_out() { ("[", "]") } else { ("(?", ")") };
        let _ = write!(out, "{open}{} {found}{close}", number + 1);
        from = finding.range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// The text as it may leave: what is taken out is replaced by what it was, `[telephone number]`. What is only possible still stands.
pub fn without(text: &str, findings: &[Finding]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for finding in findings.iter().filter(|finding| finding.is_taken_out()) {
        out.push_str(text.get(from..finding.range.start).unwrap_or_default());
        let _ = write!(out, "[{}]", finding.what.label());
        from = finding.range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// One line for each finding: its number, whose, what, why, how sure.
pub fn legend(finder: &Finder, findings: &[Finding]) -> String {
    let mut out = String::new();
    for (number, finding) in findings.iter().enumerate() {
        let whose = lines::whose(finder, &finding.whose);
        let mark = if finding.is_taken_out() { ' ' } else { '?' };
        let _ = writeln!(
            out,
            "{mark}{:>4}  {:<9}  {whose}: {} — {}",
            number + 1,
            finding.sure.label(),
            finding.what.label(),
            finding.why.label()
        );
    }
    let taken = findings.iter().filter(|finding| finding.is_taken_out()).count();
    let certain = findings.iter().filter(|finding| finding.sure == Sure::Certain).count();
    let look = findings.len() - taken;
    let _ = writeln!(out, "\n{taken} to be taken out ({certain} of them certain), {look} more to be looked at.");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;

    #[test]
    fn a_text_is_shown_with_its_findings_and_without_them() {
        let case: Case = serde_json::from_str(
            r#"{"protected":[{"role":"protected adult","first":"Asha","surname":"Rahman","phones":["07700900123"]}],"recipient":{"first":"Paul","surname":"Rahman"}}"#,
        )
        .unwrap_or_default();
        let finder = Finder::new(&case);
        let text = "Asha Rahman can be reached on oh seven seven double oh nine hundred, or 07700 900 123.";
        let findings = finder.find(text);
        assert_eq!(
            without(text, &findings),
            "[name] can be reached on oh seven seven double oh nine hundred, or [telephone number]."
        );
        assert!(marked(text, &findings).starts_with("[1 Asha Rahman] can"));
        assert!(legend(&finder, &findings).contains("protected adult: telephone number"));
    }
}
