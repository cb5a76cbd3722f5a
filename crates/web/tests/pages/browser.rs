//! A browser without a screen: it keeps its cookie, and sends forms as they stand on the page.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use testkit::{PASSWORD, World};
use tower::ServiceExt as _;
use web::door::{Settings, Token, Web};

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    /// Where the browser is sent.
    pub fn to(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.words());
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.words().contains(words), "«{words}» is not on the page:\n{}", self.words());
        self
    }

    #[track_caller]
    pub fn says_nothing_of(self, words: &str) -> Self {
        assert!(!self.body.contains(words), "«{words}» is on the page");
        self
    }

    /// The text of the page, without its markup.
    pub fn words(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for letter in self.body.chars() {
            match letter {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                letter if !inside => text.push(letter),
                _ => {}
            }
        }
        let text = text.replace("&#39;", "'").replace("&#34;", "\"").replace("&#38;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What a hidden field of the page holds.
    pub fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let start =
            self.body.find(&mark).unwrap_or_else(|| panic!("no field {name} on the page:\n{}", self.words())) + mark.len();
        self.body[start..].split('"').next().unwrap().to_owned()
    }

    /// The first address on the page that starts with these letters and holds those.
    pub fn link(&self, start: &str, part: &str) -> String {
        let mut links = self.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let found = links.find(|link| link.starts_with(start) && link.contains(part));
        found.unwrap_or_else(|| panic!("no link {start}…{part} on the page:\n{}", self.words())).to_owned()
    }
}

/// A browser.
pub struct Browser {
    router: Router,
    pub cookie: Option<String>,
}

/// The house of a world.
pub fn house(world: &World) -> Router {
    let tokens = vec![Token::new("a secret of a program, long enough to be one", testkit::officer("amara"))];
    web::router::router(Web::new(world.house.clone(), Settings { tokens, tls: true, ..Settings::default() }))
}

impl Browser {
    pub fn at(world: &World) -> Self {
        Self { router: house(world), cookie: None }
    }

    /// A program at a house that knows these tokens.
    pub fn with(world: &World, tokens: Vec<Token>) -> Self {
        let settings = Settings { tokens, tls: true, ..Settings::default() };
        Self { router: web::router::router(Web::new(world.house.clone(), settings)), cookie: None }
    }

    /// A browser in which somebody has signed in.
    pub async fn of(world: &World, name: &str) -> Self {
        // A code works once: the clock moves on, so that the next sign-in has another.
        world.move_on(0, 1);
        let mut browser = Self::at(world);
        let page = browser.post("/sign-in", &[("name", name), ("password", PASSWORD)]).await.is(200);
        let (ticket, code) = (page.hidden("ticket"), world.code_of(name));
        let page = browser.post("/sign-in/code", &[("ticket", &ticket), ("code", &code), ("then", "/")]).await.is(303);
        let cookie = page.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        browser.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        browser
    }

    pub async fn send(&self, request: axum::http::request::Builder, body: impl Into<Body>) -> Page {
        let mut request = request.header("sec-fetch-site", "same-origin").header(header::HOST, "holdfast.example");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        self.raw(request.body(body.into()).unwrap()).await
    }

    pub async fn raw(&self, request: Request<Body>) -> Page {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        Page { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form with these answers and nothing else.
    pub async fn post(&self, path: &str, answers: &[(&str, &str)]) -> Page {
        let form: Vec<String> = answers.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect();
        self.send(Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), form.join("&")).await
    }

    /// Opens a page and sends its form with these answers, as somebody would: what stands in hidden fields goes along.
    pub async fn fill(&self, page: &str, to: &str, answers: &[(&str, &str)]) -> Page {
        let shown = self.get(page).await.is(200);
        self.send_form(&shown, to, answers).await
    }

    /// Sends the form of a page that is open.
    pub async fn send_form(&self, shown: &Page, to: &str, answers: &[(&str, &str)]) -> Page {
        let form = shown
            .body
            .split("<form")
            .find(|form| form.contains(&format!("action=\"{to}\"")))
            .unwrap_or_else(|| panic!("no form to {to}:\n{}", shown.words()));
        let form = &form[..form.find("</form>").unwrap()];
        let hidden: Vec<(String, String)> = form
            .split("<input type=\"hidden\" name=\"")
            .skip(1)
            .map(|rest| {
                let (name, rest) = rest.split_once("\" value=\"").unwrap();
                (name.to_owned(), rest.split('"').next().unwrap().to_owned())
            })
            .collect();
        let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend(answers);
        self.post(to, &all).await
    }
}

fn coded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A day of the world as three answers.
pub fn day(name: &str, day: &str, month: &str, year: &str) -> Vec<(String, String)> {
    [("day", day), ("month", month), ("year", year)]
        .into_iter()
        .map(|(part, value)| (format!("{name}-{part}"), value.to_owned()))
        .collect()
}
