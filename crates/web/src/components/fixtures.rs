//! Our components draw what the Design System's own examples show. The examples come with it from npm.

use askama::Template;
use serde_json::Value;

use super::*;

/// The options and the HTML of one of the Design System's examples.
fn example(component: &str, name: &str) -> (Value, String) {
    let path = format!(
        "{}/../../assets/node_modules/govuk-frontend/dist/govuk/components/{component}/fixtures.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}: run make assets"));
    let all: Value = serde_json::from_str(&text).unwrap();
    let found = all["fixtures"].as_array().unwrap().iter().find(|one| one["name"] == name);
    let found = found.unwrap_or_else(|| panic!("{component} has no example {name}"));
    (found["options"].clone(), found["html"].as_str().unwrap().to_owned())
}

/// Without the white space that no browser shows, and with one way of writing quotation marks.
fn plain(html: &str) -> String {
    let mut out = String::new();
    for word in html.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let out = out.replace("&quot;", "\"").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&amp;");
    out.replace("> ", ">").replace(" <", "<").replace(" >", ">")
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| if value.is_null() { String::new() } else { value.to_string() }, str::to_owned)
}

fn choices(options: &Value) -> Vec<Choice> {
    let list = options["items"].as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|one| Choice {
            value: text(&one["value"]),
            text: text(&one["text"]),
            hint: one["hint"]["text"].as_str().map(str::to_owned),
            chosen: one["checked"] == true
                || one["selected"] == true
                || options["values"].as_array().is_some_and(|values| values.contains(&one["value"])),
        })
        .collect()
}

fn asked(mut question: Question, options: &Value) -> Question {
    question.hint = options["hint"]["text"].as_str().map(str::to_owned);
    question.error = options["errorMessage"]["text"].as_str().map(str::to_owned);
    question
}

fn label(options: &Value) -> String {
    options["label"]["text"].as_str().or(options["fieldset"]["legend"]["text"].as_str()).unwrap_or_default().to_owned()
}

/// The name that gives both name and id; examples in which they differ cannot be drawn by us, nor need to be.
fn name(options: &Value) -> String {
    let id = options["id"].as_str().or(options["idPrefix"].as_str());
    id.or(options["name"].as_str()).unwrap_or_default().to_owned()
}

#[track_caller]
fn same(drawn: &str, html: &str) {
    pretty_same(&plain(drawn), &plain(html));
}

#[track_caller]
fn pretty_same(drawn: &str, theirs: &str) {
    let line = |text: &str| text.replace('<', "\n<");
    assert!(drawn == theirs, "ours:{}\n\ntheirs:{}", line(drawn), line(theirs));
}

/// Where an example's name differs from its id, ours has the id in both places.
fn with_id_as_name(html: &str, options: &Value) -> String {
    match (options["name"].as_str(), options["id"].as_str().or(options["idPrefix"].as_str())) {
        (Some(name), Some(id)) => html.replace(&format!("name=\"{name}\""), &format!("name=\"{id}\"")),
        _ => html.to_owned(),
    }
}

#[test]
fn a_line_of_text_is_the_design_systems() {
    for case in ["default", "with hint text", "with error message", "with error and hint"] {
        let (options, html) = example("input", case);
        let ours = asked(Question::line(name(&options), label(&options)), &options);
        same(&ours.to_string(), &with_id_as_name(&html, &options));
    }
    let (options, html) = example("input", "with autocomplete attribute");
    let ours = Question::line(name(&options), label(&options)).autocomplete("postal-code");
    same(&ours.to_string(), &with_id_as_name(&html, &options));
}

#[test]
fn an_amount_of_money_is_the_design_systems() {
    let (options, html) = example("input", "with prefix");
    let mut ours = asked(Question::money(name(&options), label(&options)).width(""), &options);
    if let Widget::Line { inputmode, .. } = &mut ours.widget {
        *inputmode = "";
    }
    same(&ours.to_string(), &with_id_as_name(&html, &options));
}

#[test]
fn a_password_is_the_design_systems() {
    for case in ["default", "with hint text", "with error message"] {
        let (options, html) = example("password-input", case);
        let ours = asked(Question::password(name(&options), label(&options)), &options);
        same(&ours.to_string(), &with_id_as_name(&html, &options));
    }
}

#[test]
fn a_box_for_text_is_the_design_systems() {
    for case in
        ["default", "with hint", "with error message", "with hint and error message", "with default value", "with custom rows"]
    {
        let (options, html) = example("textarea", case);
        let rows = options["rows"].as_u64().unwrap_or(5).try_into().unwrap();
        let mut answers = Answers::default();
        answers.set(name(&options), text(&options["value"]));
        let ours = asked(Question::text(name(&options), label(&options), rows), &options).answered(&answers);
        same(&ours.to_string(), &with_id_as_name(&html, &options));
    }
}

#[test]
fn radio_buttons_are_the_design_systems() {
    for case in ["default", "with hint", "with fieldset and error message"] {
        let (options, html) = example("radios", case);
        let ours = asked(Question::radios(name(&options), label(&options), choices(&options)), &options);
        same(&ours.to_string(), &with_id_as_name(&html, &options));
    }
}

#[test]
fn boxes_to_tick_are_the_design_systems() {
    for case in ["default", "with hint", "with error message", "with error message and hint"] {
        let (options, html) = example("checkboxes", case);
        let ours = asked(Question::checkboxes(name(&options), label(&options), choices(&options)), &options);
        // Without a set of fields around them the Design System draws none; ours always has one.
        let theirs = if options["fieldset"].is_null() { continue } else { with_id_as_name(&html, &options) };
        same(&ours.to_string(), &theirs);
    }
}

#[test]
fn one_of_many_is_the_design_systems() {
    for case in ["with hint text and error message", "hint", "error", "item selected overrides value"] {
        let (options, html) = example("select", case);
        let ours = asked(Question::select(name(&options), label(&options), choices(&options)), &options);
        same(&ours.to_string(), &with_id_as_name(&html, &options));
    }
}

#[test]
fn a_day_is_the_design_systems() {
    for case in ["with error message and hint", "default"] {
        let (options, html) = example("date-input", case);
        let id = name(&options);
        let ours = asked(Question::day(id.clone(), label(&options)), &options);
        let mut theirs = html;
        for part in ["day", "month", "year"] {
            // Ours are named after the question, so that two days can stand in one form.
            theirs = theirs.replace(&format!("name=\"{part}\""), &format!("name=\"{id}-{part}\""));
        }
        if options["fieldset"].is_null() {
            continue;
        }
        same(&ours.to_string(), &theirs);
    }
}

#[test]
fn the_list_of_problems_is_the_design_systems() {
    let (options, html) = example("error-summary", "mixed with and without links");
    let list = options["errorList"].as_array().unwrap();
    let list = list.iter().map(|one| (text(&one["text"]), text(&one["href"]))).collect();
    same(&Problems { title: text(&options["titleText"]), list }.to_string(), &html);
}

#[test]
fn a_summary_is_the_design_systems() {
    let (options, html) = example("summary-list", "with actions");
    let rows = options["rows"].as_array().unwrap()[1..2].iter().map(|one| {
        let mut row = Row::new(text(&one["key"]["text"]), text(&one["value"]["text"]));
        let act = &one["actions"]["items"][0];
        row.action = Some((text(&act["href"]), text(&act["text"]), text(&act["visuallyHiddenText"])));
        row
    });
    let ours = plain(&Summary(rows.collect()).to_string());
    let row = ours.trim_start_matches("<dl class=\"govuk-summary-list\">").trim_end_matches("</dl>");
    // A hidden word starts with a space, which only the eye does not need.
    let same = |html: &str| html.replace("<span class=\"govuk-visually-hidden\"> ", "<span class=\"govuk-visually-hidden\">");
    assert!(same(&plain(&html)).contains(&same(row)), "{row}");
}

#[test]
fn a_table_is_the_design_systems() {
    let (options, html) = example("table", "with firstCellIsHeader true");
    let heads = options["head"].as_array().cloned().unwrap_or_default();
    let heads = heads.iter().map(|one| (text(&one["text"]), one["format"] == "numeric")).collect();
    let rows = options["rows"].as_array().unwrap().iter().map(|row| {
        let cells = row.as_array().unwrap().iter();
        cells
            .map(|one| if one["format"] == "numeric" { Cell::Number(text(&one["text"])) } else { Cell::Text(text(&one["text"])) })
            .collect()
    });
    let ours = Table { caption: text(&options["caption"]), heads, rows: rows.collect() };
    let theirs = html.replace("govuk-table__caption govuk-table__caption--m", "govuk-table__caption");
    // Around it stands a region of ours, so that a telephone scrolls the table and not the page.
    let drawn = ours.to_string();
    same(&drawn[drawn.find("<table").unwrap()..drawn.rfind("</div>").unwrap()], &theirs);
}

#[test]
fn tags_are_the_design_systems() {
    for (case, tone) in
        [("default", Tone::Plain), ("grey", Tone::Grey), ("red", Tone::Red), ("green", Tone::Green), ("orange", Tone::Orange)]
    {
        let (options, html) = example("tag", case);
        same(&Tag::new(text(&options["text"]), tone).to_string(), &html);
    }
}

#[test]
fn links_to_further_pages_are_the_design_systems() {
    let (options, html) = example("pagination", "default");
    let ours =
        Pages { first: None, previous: Some(text(&options["previous"]["href"])), next: Some(text(&options["next"]["href"])) };
    let start = html.find("<ul").unwrap();
    let end = html.find("</ul>").unwrap() + "</ul>".len();
    same(&ours.to_string(), &format!("{}{}", &html[..start], &html[end..]));
}

/// Every macro once, with the texts of the Design System's examples.
#[derive(Template)]
#[template(
    source = r##"{% import "components/macros.html" as c %}
{% call c::button("Save and continue") %}{% endcall %}@@{% call c::button_link("/", "Link button") %}{% endcall %}@@{% call c::warning(warning) %}{% endcall %}@@{% call c::success("Email sent to example@email.com") %}{% endcall %}@@{% call c::details("Help with nationality", details) %}{% endcall %}@@{% call c::inset(inset) %}{% endcall %}@@{% call c::back("#", "Back") %}{% endcall %}@@{% call c::skip() %}{% endcall %}@@{% call c::breadcrumbs(crumbs) %}{% endcall %}"##,
    ext = "html"
)]
struct Macros {
    warning: String,
    details: String,
    inset: String,
    crumbs: Vec<(String, String)>,
}

#[test]
fn buttons_warnings_banners_and_links_are_the_design_systems() {
    let crumbs = example("breadcrumbs", "default").0["items"].as_array().unwrap().clone();
    let ours = Macros {
        warning: text(&example("warning-text", "default").0["text"]),
        details: text(&example("details", "default").0["text"]),
        inset: text(&example("inset-text", "default").0["text"]),
        crumbs: crumbs.iter().map(|one| (text(&one["href"]), text(&one["text"]))).collect(),
    };
    let drawn = ours.render().unwrap();
    let examples = [
        ("button", "default"),
        ("button", "link"),
        ("warning-text", "default"),
        ("notification-banner", "with type as success"),
        ("details", "default"),
        ("inset-text", "default"),
        ("back-link", "default"),
        ("skip-link", "default"),
        ("breadcrumbs", "default"),
    ];
    for (drawn, (component, case)) in drawn.split("@@").zip(examples) {
        let html = example(component, case).1.replace("#test-target-element", "#main-content");
        same(drawn.trim(), &html);
    }
}
