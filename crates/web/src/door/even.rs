//! Answers that say «nothing here» take the same time whether there is nothing, or something that must not be known of.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::{Instant, sleep_until};

/// Such an answer is held until a whole number of these has passed since the request came in. Finding out takes far less than one.
pub const BEAT: Duration = Duration::from_millis(60);

/// Asking for a file in an emergency answers alike whatever there is.
const SHORT: [&str; 1] = [crate::paths::EMERGENCY];
/// Looking for a person, and telling what is compared with everybody in every file: what is left out, or found, takes no time either.
const EVEN: [&str; 6] = ["/search", "/api/search", "/me/links", "/api/me/links", "/enquiry", "/disclosures"];
/// The beat of these, within which all of their work is done.
pub const LONG_BEAT: Duration = Duration::from_millis(240);

/// Holds an answer until its beat.
pub async fn hold(request: Request, next: Next) -> Response {
    let came = Instant::now();
    let path = request.uri().path().to_owned();
    let even = request.method() != Method::GET && EVEN.contains(&path.as_str());
    let short = SHORT.contains(&path.as_str());
    let answer = next.run(request).await;
    let beat = if even {
        LONG_BEAT
    } else if short || answer.status() == StatusCode::NOT_FOUND {
        BEAT
    } else {
        return answer;
    };
    let beats = came.elapsed().as_millis() / beat.as_millis() + 1;
    sleep_until(came + beat * u32::try_from(beats).unwrap_or(1)).await;
    answer
}
