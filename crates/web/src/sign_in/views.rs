//! The pages at the door.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Problems, Question};
use crate::frame::Frame;
use crate::sign_in::words;

/// Name and password.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "sign_in/sign_in.html")]
pub struct SignInPage {
    /// What stands around.
    pub frame: Frame,
    /// What stands in the way.
    pub problems: Option<Problems>,
    /// The name.
    pub name: Question,
    /// The password.
    pub password: Question,
    /// Names to try, in the demonstration.
    pub demonstration_names: Vec<(String, String)>,
    /// The session came to its end, and nothing was lost.
    pub expired: bool,
    /// Where to go afterwards.
    pub then: String,
}

impl SignInPage {
    /// The page with what was typed before.
    pub fn new(frame: Frame, name: &str, problem: Option<&str>) -> Self {
        let mut answers = crate::components::Answers::default();
        answers.set("name", name);
        let problems = problem.map(|text| Problems::new(vec![(text.to_owned(), "#name".into())]));
        Self {
            frame,
            problems,
            name: Question::line("name", words::NAME).autocomplete("username").answered(&answers),
            password: Question::password("password", "Password"),
            demonstration_names: Vec::new(),
            expired: false,
            then: String::new(),
        }
    }
}

/// The six-digit code.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "sign_in/code.html")]
pub struct CodePage {
    /// What stands around.
    pub frame: Frame,
    /// What stands in the way.
    pub problems: Option<Problems>,
    /// The code.
    pub code: Question,
    /// What the first step gave, to be brought back.
    pub ticket: String,
    /// Where to go afterwards.
    pub then: String,
}

impl CodePage {
    /// The page, with what is wrong with the code typed before.
    pub fn new(frame: Frame, problem: Option<&str>) -> Self {
        let code = code_question(problem);
        Self { frame, problems: Problems::of([&code]), code, ticket: String::new(), then: String::new() }
    }
}

/// A new code, in the middle of something.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "sign_in/prove.html")]
pub struct ProvePage {
    /// What stands around.
    pub frame: Frame,
    /// What stands in the way.
    pub problems: Option<Problems>,
    /// The code.
    pub code: Question,
    /// Where it is sent.
    pub action: String,
    /// What is sent along again.
    pub carried: Vec<(String, String)>,
}

impl ProvePage {
    /// The page, with what is wrong with the code typed before.
    pub fn new(frame: Frame, problem: Option<&str>) -> Self {
        let code = code_question(problem);
        Self { frame, problems: Problems::of([&code]), code, action: String::new(), carried: Vec::new() }
    }
}

fn code_question(problem: Option<&str>) -> Question {
    Question::number("code", words::CODE)
        .width("govuk-input--width-10 govuk-input--extra-letter-spacing")
        .autocomplete("one-time-code")
        .hint("Your authenticator app shows it. It changes every 30 seconds.")
        .error(problem)
}

/// Setting up the code on a telephone.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "sign_in/enrol.html")]
pub struct EnrolPage {
    /// What stands around.
    pub frame: Frame,
    /// What stands in the way.
    pub problems: Option<Problems>,
    /// The picture to scan: SVG made by us, never by anybody else.
    pub picture: Picture,
    /// The same in letters.
    pub secret: String,
    /// The address that the picture holds.
    pub address: String,
    /// The first code.
    pub code: Question,
    /// What the first step gave, to be brought back.
    pub ticket: String,
    /// Where to go afterwards.
    pub then: String,
}

/// SVG markup that this house drew itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture(String);

impl Picture {
    /// Draws a square code that telephones scan; `None` where the text is too long for one.
    pub fn square_code(text: &str) -> Option<Self> {
        let code = qrcode::QrCode::new(text).ok()?;
        let svg = code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(220, 220).quiet_zone(true).build();
        // Inside a page, the declaration of an XML file has no place.
        let svg = svg.find("<svg").map(|at| svg[at..].to_owned())?;
        Some(Self(svg.replacen("<svg", r#"<svg role="img" aria-label="Square code for your authenticator app""#, 1)))
    }
}

impl std::fmt::Display for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Picture {
    fn write_into(&self, to: &mut dyn std::fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(to.write_str(&self.0)?)
    }
}

impl askama::filters::HtmlSafe for Picture {}

impl EnrolPage {
    /// The page for a secret and the address that names it; `None` where no picture can be drawn of it.
    pub fn new(frame: Frame, address: &str, secret: &str, problem: Option<&str>) -> Option<Self> {
        let code = code_question(problem);
        Some(Self {
            frame,
            problems: Problems::of([&code]),
            picture: Picture::square_code(address)?,
            secret: secret.to_owned(),
            address: address.to_owned(),
            code,
            ticket: String::new(),
            then: String::new(),
        })
    }
}

/// Signed out, or the session came to its end.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "sign_in/signed_out.html")]
pub struct SignedOutPage {
    /// What stands around.
    pub frame: Frame,
    /// The session came to its end by itself.
    pub expired: bool,
}
