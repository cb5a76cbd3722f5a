//! A stand-in for GOV.UK Notify, made from its published interface: tokens, sending, asking, errors, receipts. Nothing leaves the machine.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use desk::Clock as _;
use desk::worker::{Notify, NotifySettings};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use uuid::Uuid;

const SERVICE: &str = "26785a09-ab16-4eb0-8407-a37497a57506";
const SECRET: &str = "3d844edf-8d35-48ac-975b-e847b4f122b0";
/// How far a token's clock may be from Notify's, in seconds.
const SKEW: i64 = 30;

/// A message that Notify has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Notify's id.
    pub id: Uuid,
    /// Ours.
    pub reference: Option<String>,
    /// To whom.
    pub to: String,
    /// The subject, for an e-mail.
    pub subject: Option<String>,
    /// The words.
    pub body: String,
    /// What became of it.
    pub status: String,
}

/// What goes wrong next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It answers with this status and error, and does nothing.
    Refuses(u16, &'static str),
    /// It takes the message, and the answer is lost on the way.
    TakesAndIsCutOff,
}

#[derive(Default)]
struct Inner {
    taken: Vec<Taken>,
    trouble: Vec<Trouble>,
    asked: usize,
    refused: usize,
}

/// The stand-in, on a port of this machine.
#[derive(Clone)]
pub struct FakeNotify {
    inner: Arc<Mutex<Inner>>,
    clock: Arc<desk::Still>,
    template: Uuid,
    /// Where it is.
    pub host: String,
}

impl FakeNotify {
    /// Starts one, with this clock.
    /// # Panics
    /// There is no port.
    pub async fn start(clock: Arc<desk::Still>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let host = format!("http://{}", listener.local_addr().expect("an address"));
        let fake = Self { inner: Arc::default(), clock, template: Uuid::from_u128(0x7e3), host };
        let router = Router::new()
            .route("/v2/notifications/sms", post(send_text))
            .route("/v2/notifications/email", post(send_email))
            .route("/v2/notifications", get(list))
            .route("/v2/notifications/{id}", get(one))
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        fake
    }

    /// The carrier that speaks to it.
    /// # Panics
    /// It cannot be set up.
    pub fn carrier(&self) -> Notify {
        self.carrier_with(SECRET)
    }

    /// The carrier with another secret.
    /// # Panics
    /// It cannot be set up.
    pub fn carrier_with(&self, secret: &str) -> Notify {
        let settings = NotifySettings {
            key: format!("test_key-{SERVICE}-{secret}"),
            host: Some(self.host.clone()),
            email_template: Some(self.template),
            text_template: Some(self.template),
        };
        Notify::new(&settings).expect("a carrier")
    }

    fn inner<T>(&self, with: impl FnOnce(&mut Inner) -> T) -> T {
        with(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every message that it has taken.
    pub fn taken(&self) -> Vec<Taken> {
        self.inner(|inner| inner.taken.clone())
    }

    /// The next sendings go wrong, in this order.
    pub fn next(&self, trouble: &[Trouble]) {
        self.inner(|inner| inner.trouble = trouble.iter().rev().copied().collect());
    }

    /// How often it was asked about messages.
    pub fn asked(&self) -> usize {
        self.inner(|inner| inner.asked)
    }

    /// How often a token was not good.
    pub fn refused(&self) -> usize {
        self.inner(|inner| inner.refused)
    }

    /// Something becomes of a message.
    pub fn becomes(&self, id: Uuid, status: &str) {
        self.inner(|inner| {
            for one in inner.taken.iter_mut().filter(|one| one.id == id) {
                status.clone_into(&mut one.status);
            }
        });
    }

    /// The delivery receipt with which it calls back for a message.
    pub fn receipt(&self, taken: &Taken) -> Value {
        let now = self.clock.now().to_string();
        json!({
            "id": taken.id, "reference": taken.reference, "to": taken.to, "status": taken.status, "created_at": now,
            "completed_at": now, "sent_at": now, "notification_type": if taken.subject.is_some() { "email" } else { "sms" },
            "template_id": self.template, "template_version": 1,
        })
    }

    /// What whoever brings no good token is told.
    fn turned_away(&self, headers: &HeaderMap) -> Option<Response> {
        let brought = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let Some(token) = brought else {
            self.inner(|inner| inner.refused += 1);
            return Some(error(401, "AuthError", "Unauthorized: authentication token must be provided"));
        };
        let mut validation = Validation::new(Algorithm::HS256);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        let decoded = jsonwebtoken::decode::<Value>(token, &DecodingKey::from_secret(SECRET.as_bytes()), &validation);
        let (said, words) = match decoded {
            Err(_) => (false, "Invalid token: signature, api token is not valid"),
            Ok(decoded) => {
                let iat = decoded.claims["iat"].as_i64().unwrap_or(0);
                let near = (self.clock.now().as_second() - iat).abs() <= SKEW;
                let ours = decoded.claims["iss"] == SERVICE && decoded.header.typ.as_deref() == Some("JWT");
                (near && ours, "Error: Your system clock must be accurate to within 30 seconds")
            }
        };
        if said {
            return None;
        }
        self.inner(|inner| inner.refused += 1);
        Some(error(403, "AuthError", words))
    }

    fn take(&self, headers: &HeaderMap, body: &Value, to: &str) -> Response {
        if let Some(answer) = self.turned_away(headers) {
            return answer;
        }
        let trouble = self.inner(|inner| inner.trouble.pop());
        if let Some(Trouble::Refuses(status, kind)) = trouble {
            return error(status, kind, "Can't send to this recipient");
        }
        let Some(recipient) = body[to].as_str() else {
            return error(400, "ValidationError", &format!("{to} is a required property"));
        };
        if body["template_id"] != self.template.to_string() {
            return error(400, "BadRequestError", "Template not found");
        }
        let id = Uuid::new_v4();
        let words = |name: &str| body["personalisation"][name].as_str().map(str::to_owned);
        // Notify's own numbers and addresses for trying out what can become of a message.
        let status = match recipient {
            "07700900003" | "temp-fail@simulator.notify" => "temporary-failure",
            "07700900002" | "perm-fail@simulator.notify" => "permanent-failure",
            _ => "sending",
        };
        let taken = Taken {
            id,
            reference: body["reference"].as_str().map(str::to_owned),
            to: recipient.to_owned(),
            subject: words("subject"),
            body: words("body").unwrap_or_default(),
            status: status.to_owned(),
        };
        let answer = json!({
            "id": id, "reference": taken.reference, "uri": format!("{}/v2/notifications/{id}", self.host),
            "content": { "body": taken.body, "subject": taken.subject },
            "template": { "id": self.template, "version": 1, "uri": "" },
        });
        self.inner(|inner| inner.taken.push(taken));
        if trouble == Some(Trouble::TakesAndIsCutOff) {
            return error(504, "Exception", "Gateway timeout");
        }
        (StatusCode::CREATED, Json(answer)).into_response()
    }
}

fn error(status: u16, kind: &str, message: &str) -> Response {
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (code, Json(json!({ "status_code": status, "errors": [{ "error": kind, "message": message }] }))).into_response()
}

fn shown(taken: &Taken) -> Value {
    json!({
        "id": taken.id, "reference": taken.reference, "status": taken.status, "body": taken.body, "subject": taken.subject,
        "completed_at": null, "type": if taken.subject.is_some() { "email" } else { "sms" },
    })
}

async fn send_text(State(fake): State<FakeNotify>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    fake.take(&headers, &body, "phone_number")
}

async fn send_email(State(fake): State<FakeNotify>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    fake.take(&headers, &body, "email_address")
}

async fn list(
    State(fake): State<FakeNotify>,
    headers: HeaderMap,
    Query(query): Query<std::collections::HashMap<String, String>>,
) -> Response {
    if let Some(answer) = fake.turned_away(&headers) {
        return answer;
    }
    let wanted = query.get("reference");
    let found: Vec<Value> =
        fake.taken().iter().filter(|one| wanted.is_none() || one.reference.as_ref() == wanted).map(shown).collect();
    Json(json!({ "notifications": found, "links": { "current": "" } })).into_response()
}

async fn one(State(fake): State<FakeNotify>, headers: HeaderMap, Path(id): Path<Uuid>) -> Response {
    if let Some(answer) = fake.turned_away(&headers) {
        return answer;
    }
    fake.inner(|inner| inner.asked += 1);
    match fake.taken().iter().find(|one| one.id == id) {
        Some(taken) => Json(shown(taken)).into_response(),
        None => error(404, "NoResultFound", "No result found"),
    }
}
