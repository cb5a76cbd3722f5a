//! Pages for anybody: what this is, how she is kept safe, and a way to leave at once.
//!
//! They may be read on a watched device. So their addresses and titles tell nothing, they set no cookie, keep nothing, call nobody else, and work
//! without scripts. The way out stands first on every page.

pub mod sheets;

use askama::Template;
use askama_web::WebTemplate;
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse, Redirect};

/// Where one lands who leaves at once: a page that anybody may have open.
const ELSEWHERE: &str = "https://www.bbc.co.uk/weather";

/// The start page.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "public/start.html")]
pub struct StartPage;

/// How she is kept safe.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "public/about.html")]
pub struct AboutPage;

/// How to leave, and what leaving cannot undo.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "public/leaving.html")]
pub struct LeavingPage;

/// `GET /information`
pub async fn start() -> StartPage {
    StartPage
}

/// `GET /information/about`
pub async fn about() -> AboutPage {
    AboutPage
}

/// `GET /information/leaving`
pub async fn leaving() -> LeavingPage {
    LeavingPage
}

/// `GET /information/out`: away from here. Whatever the browser kept of this house, it is asked to forget.
pub async fn out() -> impl IntoResponse {
    let forget = (header::HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"");
    (AppendHeaders([forget]), Redirect::to(ELSEWHERE))
}
