//! Answers that say «nothing here» take the same time whether there is nothing, or something that must not be known of.

use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::{Instant, sleep_until};

/// Such an answer is held until a whole number of these has passed since the request came in. Finding out takes far less than one.
pub const BEAT: Duration = Duration::from_millis(60);

/// The pages that look for files: what they leave out takes no time either.
const SEARCHES: [&str; 2] = ["/files/find", crate::paths::EMERGENCY];

/// Holds an answer until its beat.
pub async fn hold(request: Request, next: Next) -> Response {
    let came = Instant::now();
    let searches = SEARCHES.contains(&request.uri().path());
    let answer = next.run(request).await;
    if searches || answer.status() == StatusCode::NOT_FOUND {
        let beats = came.elapsed().as_millis() / BEAT.as_millis() + 1;
        sleep_until(came + BEAT * u32::try_from(beats).unwrap_or(1)).await;
    }
    answer
}
