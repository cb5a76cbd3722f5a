//! What a browser is told about safety with every answer, and what is written down about a request: nothing that anybody typed.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Problem, Web};

/// Nothing comes from anywhere but this house; nothing is framed; text never becomes script.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
/// No page of ours needs any of these.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), \
    geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), \
    publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

const FIXED: [(HeaderName, &str); 9] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("x-robots-tag"), "noindex, noarchive"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// Adds the headers. What no handler says may be kept, nobody keeps.
pub async fn guard(State(web): State<Web>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if web.settings().tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    answer
}

/// Writes down the route as it is declared, the status and the time; turns requests away while the house is full.
pub async fn watch(State(web): State<Web>, request: Request, next: Next) -> Response {
    let Ok(_place) = web.room().try_acquire() else { return Problem::Busy.into_response() };
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("elsewhere", |path| path.as_str()).to_owned();
    let began = web.house().now();
    let answer = next.run(request).await;
    let took = web.house().now().duration_since(began).as_millis();
    tracing::info!(%method, route, status = answer.status().as_u16(), took_ms = u64::try_from(took).unwrap_or(0), "request");
    answer
}
