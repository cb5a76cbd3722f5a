//! The interface for programs.

use axum::http::{Request, header};
use serde_json::{Value, json};
use testkit::{World, team};

use crate::browser::{Browser, Page};

const SECRET: &str = "a secret of a program, long enough to be one";

async fn send(browser: &Browser, file: &str, body: &Value, key: Option<&str>) -> Page {
    let mut request = Request::post(format!("/api/files/{file}/facts"))
        .header(header::AUTHORIZATION, format!("Bearer {SECRET}"))
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    browser.send(request, body.to_string()).await
}

async fn read(browser: &Browser, path: &str) -> Value {
    let page = browser.send(Request::get(path).header(header::AUTHORIZATION, format!("Bearer {SECRET}")), "").await.is(200);
    serde_json::from_str(&page.body).unwrap()
}

#[tokio::test]
async fn a_program_records_facts_and_reads_what_is_owed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::at(&world);
        let fact =
            json!({ "kind": "noted", "happened": "2026-06-01T08:30", "fields": { "to": team("housing"), "words": "she rang" } });
        let first = send(&browser, &file, &fact, Some("k1")).await.is(201);
        let again = send(&browser, &file, &fact, Some("k1")).await.is(200);
        assert_eq!(first.body, again.body);
        let facts = read(&browser, &format!("/api/files/{file}/facts")).await;
        assert_eq!(facts["facts"].as_array().unwrap().iter().filter(|fact| fact["kind"] == "noted").count(), 1);
        assert!(!facts.to_string().contains("she rang"));
        let owed = read(&browser, &format!("/api/files/{file}/owed")).await;
        assert!(
            owed["owed"].as_array().unwrap().iter().any(|one| one["rule"] == "HA96-s188-interim" && one["state"] == "open"),
            "{owed}"
        );
    }
}

#[tokio::test]
async fn a_program_records_as_it_was_only_what_it_says_is_so_and_how_it_is_known() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::at(&world);
        let mut fact =
            json!({ "kind": "turned-away", "happened": "2026-05-29", "fields": { "by": team("housing"), "how": "bring-proof" } });
        let refused = send(&browser, &file, &fact, None).await.is(422);
        let problem: Value = serde_json::from_str(&refused.body).unwrap();
        assert_eq!((&problem["rule"], &problem["as_it_was"]), (&json!("COG21-no-blanket-proof"), &json!(true)));
        fact["as_it_was"] = json!(" ");
        send(&browser, &file, &fact, None).await.is(422);
        fact["as_it_was"] = json!("the call log of that day");
        let done: Value = serde_json::from_str(&send(&browser, &file, &fact, None).await.is(201).body).unwrap();
        assert_eq!(done["facts"].as_array().unwrap().len(), 2);
        let owed = read(&browser, &format!("/api/files/{file}/owed")).await;
        let raised = owed["owed"].as_array().unwrap().iter().find(|one| one["raised_by"] == done["facts"][0]);
        assert!(raised.is_some(), "what puts it right is owed: {owed}");
    }
}

#[tokio::test]
async fn what_a_program_gets_wrong_is_answered_as_a_problem() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let file = world.a_file_by("amara").await.to_string();
    let browser = Browser::at(&world);
    for (body, status) in [
        (json!({ "kind": "nonsense", "happened": "2026-06-01", "fields": {} }), 422),
        (json!({ "kind": "noted", "happened": "2026-02-30", "fields": {} }), 422),
        (json!({ "kind": "noted", "happened": "2026-06-01", "fields": { "shows": ["everything"] } }), 422),
        (json!({ "kind": "noted", "happened": "2026-06-02", "fields": {} }), 422),
        (
            json!({ "kind": "turned-away", "happened": "2026-06-01", "fields": { "by": team("housing"), "how": "bring-proof" } }),
            422,
        ),
        (json!({ "kind": "noted", "happened": "2026-06-01", "fields": {}, "seen": 1 }), 409),
    ] {
        let page = send(&browser, &file, &body, None).await.is(status);
        assert_eq!(page.headers.get(header::CONTENT_TYPE).unwrap(), "application/problem+json", "{body}");
    }
    let absent = send(
        &browser,
        "00000000-0000-4000-8000-000000000000",
        &json!({ "kind": "noted", "happened": "2026-06-01", "fields": {} }),
        None,
    )
    .await;
    assert_eq!(absent.status, 404);
    browser.send(Request::get(format!("/api/files/{file}/owed")).header(header::AUTHORIZATION, "Bearer wrong"), "").await.is(401);
    browser.get(&format!("/api/files/{file}/owed")).await.is(401);
    browser.get("/health").await.is(200);
}
