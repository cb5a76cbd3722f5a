//! `/hear`: a text is read on the spot, and kept nowhere.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use recognition::{Heard, recognise};

use super::views::{HeardText, Piece, ReadPage};
use crate::components::{Answers, Problems, Question};
use crate::door::{Checked, Problem, Signed};
use crate::frame::At;

/// As much as a long letter with its enclosures.
const LONGEST: usize = 200_000;

async fn page(signed: &Signed, text: &str, error: Option<&str>) -> Result<ReadPage, Problem> {
    let mut typed = Answers::default();
    typed.set("text", text);
    let question = Question::text("text", "The words, as they arrived", 10)
        .hint("A form, a letter from a doctor or a school, an e-mail, a repair note, a complaint. It is read here and kept nowhere.")
        .answered(&typed)
        .error(error);
    let directory = signed.directory().await?;
    Ok(ReadPage {
        problems: Problems::of(std::iter::once(&question)),
        frame: signed.frame(At::Record, &directory),
        text: question,
        heard: None,
    })
}

/// `GET /hear`
/// # Errors
/// The ledger does not answer.
pub async fn show(signed: Signed) -> Result<ReadPage, Problem> {
    page(&signed, "", None).await
}

/// `POST /hear`
/// # Errors
/// The ledger does not answer.
pub async fn read(form: Checked) -> Result<Response, Problem> {
    let text = form.answers.one("text").to_owned();
    let error = match text.len() {
        0 => Some("Put in the words that arrived"),
        long if long > LONGEST => Some("This is longer than a letter. Put it in in parts"),
        _ => None,
    };
    let mut shown = page(&form.signed, &text, error).await?;
    if error.is_some() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    shown.heard = Some(told(&recognise(&text), &text));
    Ok(shown.into_response())
}

/// What was heard, with the text cut at the words that suggest it.
fn told(heard: &Heard, text: &str) -> HeardText {
    let mut pieces = Vec::new();
    let mut at = 0;
    for because in &heard.because {
        if because.start < at {
            continue; // words that two reasons share are marked once
        }
        if let (Some(before), Some(words)) = (text.get(at..because.start), text.get(because.start..because.end)) {
            pieces.extend((!before.is_empty()).then(|| Piece { words: before.to_owned(), reason: None }));
            pieces.push(Piece { words: words.to_owned(), reason: Some(because.reason) });
            at = because.end;
        }
    }
    let rest = text.get(at..).unwrap_or_default();
    pieces.extend((!rest.is_empty()).then(|| Piece { words: rest.to_owned(), reason: None }));
    HeardText { disclosure: heard.disclosure, kinds: heard.kinds.iter().map(|kind| kind.label()).collect(), pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_the_text_and_the_marked_ones_have_a_reason() {
        let text = "Stairs are hard. I need to move away from my father because he is aggressive towards me.";
        let told = told(&recognise(text), text);
        assert!(told.disclosure);
        assert_eq!(told.pieces.iter().map(|piece| piece.words.as_str()).collect::<String>(), text);
        assert!(told.pieces.iter().any(|piece| piece.reason.is_some()));
    }
}
