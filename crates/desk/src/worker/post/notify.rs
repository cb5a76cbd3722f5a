//! GOV.UK Notify: its REST interface, version 2.
//!
//! Every request carries a token of its own, good for half a minute: a JWT signed with the secret half of the API key. The templates at Notify
//! hold nothing but the two places `((subject))` and `((body))`, so what is sent is word for word what was checked here.
//! A message is known there by its id in the outbox (`reference`): before one is sent a second time, Notify is asked whether it has it.

use casefile::facts::Delivery;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::{Client, Method, StatusCode, Url};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{CannotPost, Carrier, Carrying, Parcel, Receipt, Told, Way};

/// Where Notify is.
const HOST: &str = "https://api.notifications.service.gov.uk";
/// Longer than this no answer may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);
/// Limits by the minute are over after that; those by the day are asked again every hour.
const A_MINUTE: SignedDuration = SignedDuration::from_mins(1);
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);

/// What Notify is used with.
#[derive(Clone)]
pub struct NotifySettings {
    /// The API key: a name, the service's id and the secret, with hyphens between.
    pub key: String,
    /// Where Notify is; `None` for the real one.
    pub host: Option<String>,
    /// The template for e-mails, with `((subject))` and `((body))`.
    pub email_template: Option<Uuid>,
    /// The template for text messages, with `((body))`.
    pub text_template: Option<Uuid>,
}

/// GOV.UK Notify as a carrier.
pub struct Notify {
    client: Client,
    host: Url,
    service: String,
    secret: EncodingKey,
    email_template: Option<Uuid>,
    text_template: Option<Uuid>,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    iat: i64,
}

#[derive(Deserialize)]
struct Kept {
    id: Uuid,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    completed_at: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    notifications: Vec<Kept>,
}

impl Notify {
    /// Notify with these settings.
    /// # Errors
    /// The key is none, or the host is neither `https` nor this machine.
    pub fn new(settings: &NotifySettings) -> Result<Self, CannotPost> {
        let wrong = |words: &str| CannotPost::Settings(words.to_owned());
        let (service, secret) =
            halves(&settings.key).ok_or_else(|| wrong("the key of GOV.UK Notify is a name, the service's id and a secret"))?;
        let host: Url =
            settings.host.as_deref().unwrap_or(HOST).parse().map_err(|_| wrong("the host of GOV.UK Notify is an address"))?;
        let here = matches!(host.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        if host.scheme() != "https" && !here {
            return Err(wrong("GOV.UK Notify is spoken to over https only"));
        }
        // One provider of cryptography for everything that speaks TLS; a second call would only say that there is one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|_| wrong("TLS is not available on this machine"))?;
        Ok(Self {
            client,
            host,
            service,
            secret: EncodingKey::from_secret(secret.as_bytes()),
            email_template: settings.email_template,
            text_template: settings.text_template,
        })
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
        now: Timestamp,
    ) -> Result<Vec<u8>, CannotPost> {
        let claims = Claims { iss: &self.service, iat: now.as_second() };
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.secret)
            .map_err(|_| CannotPost::Settings("the secret of GOV.UK Notify does not sign".to_owned()))?;
        let mut url =
            self.host.join(path).map_err(|_| CannotPost::Settings("the host of GOV.UK Notify is an address".to_owned()))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = self.client.request(method, url).bearer_auth(token);
        if let Some(body) = body {
            request = request.json(body);
        }
        // What the library says may hold the address that was asked for: the kind of trouble is enough.
        let unheard = |_| CannotPost::Later("no answer".to_owned(), SignedDuration::ZERO);
        let answer = request.send().await.map_err(unheard)?;
        let status = answer.status();
        let bytes = answer.bytes().await.map_err(unheard)?;
        if status.is_success() { Ok(bytes.to_vec()) } else { Err(refused(status, &bytes)) }
    }

    /// A message of ours that Notify has already, by our id.
    async fn find(&self, id: Uuid, now: Timestamp) -> Result<Option<Uuid>, CannotPost> {
        let reference = id.to_string();
        let bytes = self.send(Method::GET, "/v2/notifications", &[("reference", &reference)], None, now).await?;
        let listed: Listed = read(&bytes)?;
        Ok(listed.notifications.first().map(|kept| kept.id))
    }
}

fn read<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, CannotPost> {
    serde_json::from_slice(bytes).map_err(|_| CannotPost::Later("an answer that cannot be read".to_owned(), A_MINUTE))
}

/// The service's id and the secret: each a UUID at the end of the key.
fn halves(key: &str) -> Option<(String, String)> {
    let key = key.trim();
    let secret = key.get(key.len().checked_sub(36)?..)?;
    let service = key.get(key.len().checked_sub(73)?..key.len() - 37)?;
    let is_uuid = |text: &str| Uuid::try_parse(text).is_ok();
    (is_uuid(secret) && is_uuid(service)).then(|| (service.to_owned(), secret.to_owned()))
}

/// What an answer that is no success means. Notify's messages are never kept: they may quote the recipient.
fn refused(status: StatusCode, bytes: &[u8]) -> CannotPost {
    let said: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let error = said.pointer("/errors/0/error").and_then(Value::as_str).unwrap_or("no reason given");
    // A word of Notify's own list, and nothing else that somebody may have put there.
    let known = [
        "BadRequestError",
        "ValidationError",
        "AuthError",
        "NoResultFound",
        "RateLimitError",
        "TooManyRequestsError",
        "Exception",
    ];
    let error = known.into_iter().find(|known| *known == error).unwrap_or("no reason given");
    let words = format!("{} {error}", status.as_u16());
    match status {
        StatusCode::BAD_REQUEST => CannotPost::Refused(words),
        StatusCode::TOO_MANY_REQUESTS if error == "TooManyRequestsError" => CannotPost::Later(words, AN_HOUR),
        StatusCode::TOO_MANY_REQUESTS => CannotPost::Later(words, A_MINUTE),
        // A wrong key or a clock that is wrong by half a minute: somebody has to mend it, and nothing is lost until then.
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            tracing::error!("GOV.UK Notify does not let Holdfast in: check its key, and this machine's clock");
            CannotPost::Later(words, A_MINUTE)
        }
        _ => CannotPost::Later(words, SignedDuration::ZERO),
    }
}

/// What a status of Notify means for a message; `None` while it is on its way.
fn outcome(status: &str) -> Option<Delivery> {
    Some(match status {
        "delivered" | "received" => Delivery::Delivered,
        "permanent-failure" | "returned-letter" => Delivery::PermanentFailure,
        "temporary-failure" => Delivery::TemporaryFailure,
        "technical-failure" | "virus-scan-failed" | "validation-failed" => Delivery::TechnicalFailure,
        "cancelled" => Delivery::NotSent,
        _ => return None,
    })
}

impl Told {
    /// What Notify's word for a status means, with its time; `None` while the message is on its way, and for a word that is none of Notify's.
    pub fn by_notify(status: &str, completed_at: Option<&str>) -> Option<Self> {
        Some(Self { outcome: outcome(status)?, at: completed_at.and_then(|at| at.parse().ok()) })
    }
}

impl Carrier for Notify {
    fn carry<'a>(&'a self, parcel: &'a Parcel) -> Carrying<'a, Receipt> {
        Box::pin(async move {
            if parcel.again
                && let Some(id) = self.find(parcel.id, parcel.at).await?
            {
                return Ok(Receipt { carrier: Some(id.to_string()) });
            }
            let reference = parcel.id.to_string();
            let missing = || CannotPost::Settings("this kind of message has no template at GOV.UK Notify".to_owned());
            let (path, body) = match parcel.way {
                Way::Email => (
                    "/v2/notifications/email",
                    json!({
                        "email_address": parcel.to,
                        "template_id": self.email_template.ok_or_else(missing)?,
                        "personalisation": { "subject": parcel.subject, "body": parcel.text },
                        "reference": reference,
                    }),
                ),
                Way::Text => (
                    "/v2/notifications/sms",
                    json!({
                        "phone_number": parcel.to,
                        "template_id": self.text_template.ok_or_else(missing)?,
                        "personalisation": { "body": parcel.text },
                        "reference": reference,
                    }),
                ),
            };
            let bytes = self.send(Method::POST, path, &[], Some(&body), parcel.at).await?;
            let kept: Kept = read(&bytes)?;
            Ok(Receipt { carrier: Some(kept.id.to_string()) })
        })
    }

    fn took(&self, id: Uuid, now: Timestamp) -> Carrying<'_, Option<Receipt>> {
        Box::pin(async move { Ok(self.find(id, now).await?.map(|id| Receipt { carrier: Some(id.to_string()) })) })
    }

    fn ask<'a>(&'a self, carrier: &'a str, now: Timestamp) -> Carrying<'a, Option<Told>> {
        Box::pin(async move {
            let bytes = self.send(Method::GET, &format!("/v2/notifications/{carrier}"), &[], None, now).await?;
            let kept: Kept = read(&bytes)?;
            Ok(kept.status.and_then(|status| Told::by_notify(&status, kept.completed_at.as_deref())))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_a_service_and_a_secret() {
        let key = "my_test-key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0\n";
        let (service, secret) = halves(key).unwrap();
        assert_eq!(service, "26785a09-ab16-4eb0-8407-a37497a57506");
        assert_eq!(secret, "3d844edf-8d35-48ac-975b-e847b4f122b0");
        assert!(halves("3d844edf-8d35-48ac-975b-e847b4f122b0").is_none());
        let settings =
            |host: &str| NotifySettings { key: key.into(), host: Some(host.into()), email_template: None, text_template: None };
        assert!(Notify::new(&settings("http://notify.example")).is_err(), "never in the clear");
        assert!(Notify::new(&settings("http://127.0.0.1:1")).is_ok());
    }

    #[test]
    fn what_notify_says_about_somebody_is_not_kept() {
        let body = br#"{"status_code":400,"errors":[{"error":"BadRequestError","message":"Can't send to 07700900123"}]}"#;
        let said = refused(StatusCode::BAD_REQUEST, body).to_string();
        assert!(said.contains("400 BadRequestError") && !said.contains("07700"), "{said}");
        let odd = br#"{"errors":[{"error":"07700900123"}]}"#;
        assert!(!refused(StatusCode::INTERNAL_SERVER_ERROR, odd).to_string().contains("07700"));
    }
}
