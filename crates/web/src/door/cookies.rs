//! The one cookie: a session's token, for this host alone, out of reach of scripts, sent on requests from this site only.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use desk::sign_in::SessionToken;

use super::Web;

/// Browsers take a cookie of this name only over TLS, only for this host and for all of it.
const NAME: &str = "__Host-holdfast";
/// Over plain HTTP, on this machine, in the demonstration.
const PLAIN: &str = "holdfast-demonstration";

fn name(web: &Web) -> &'static str {
    if web.settings().tls { NAME } else { PLAIN }
}

/// The header that gives a browser its session. It goes when the browser closes; the house ends it sooner.
pub fn cookie(web: &Web, token: SessionToken) -> String {
    let secure = if web.settings().tls { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{secure}", name(web))
}

/// The header that takes it away.
pub fn clear(web: &Web) -> String {
    let secure = if web.settings().tls { "; Secure" } else { "" };
    format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict{secure}", name(web))
}

/// The session that a browser brings.
pub fn session_in(web: &Web, headers: &HeaderMap) -> Option<SessionToken> {
    let wanted = name(web);
    let cookies = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
    let mut found = cookies.filter_map(|pair| pair.trim().split_once('=')).filter(|(name, _)| *name == wanted);
    let (_, value) = found.next()?;
    // Two cookies of one name are a trick: neither counts.
    if found.next().is_some() { None } else { value.parse().ok() }
}
