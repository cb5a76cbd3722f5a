//! Every page, drawn from samples: long names, names written from right to left and with combining characters, attempts at markup, empty states.

use askama::Template;

use crate::act::views::{ChoosePage, FormPage, Note};
use crate::components::*;
use crate::conflicts::views::ConflictsPage;
use crate::destroying::views::DestroyingPage;
use crate::disclosure::views::{PassedOnPage, RecordPage, RecordedPage};
use crate::emergency::views::RequestsPage;
use crate::file::views::*;
use crate::frame::{At, Frame};
use crate::hearing::views::{HeardText, Piece, ReadPage};
use crate::help::views::{AccessibilityPage, HelpPage, LimitsPage};
use crate::homelessness::views::HomelessnessPage;
use crate::homes::views::{CheckedPage, FileHomePage, HomePage, HomesPage, RoomCard, WherePage};
use crate::housing_plan::views::{AreaLine, HousingPlanPage};
use crate::letters::views::{LetterGroup, LetterRow, LettersPage};
use crate::my_work::views::{Group, WorkPage};
use crate::privacy::views::InboxPage;
use crate::problems::views::ProblemPage;
use crate::public::sheets::{Basis, Part, Sheet, SheetPage, SheetsPage};
use crate::public::{AboutPage, LeavingPage, StartPage};
use crate::register::views::{
    AgendaLine, ApplicationCard, CandidateLine, HomeTold, HomesToLetPage, PanelPage, RegisterPage, SchemePage, ShortlistPage,
};
use crate::returns::views::{Counted, QuarterPage, ReturnCard, ReturnPage};
use crate::rules::views::{RuleCard, RulesPage};
use crate::search::views::SearchPage;
use crate::send::views::{PaperPage, Recipient, SendPage};
use crate::sign_in::views::{CodePage, EnrolPage, ProvePage, SignInPage, SignedOutPage};
use crate::stories::views::{Mark, StoriesPage, StoryDay, StoryPage};
use crate::team::views::{Escalation, PassedUpPage, TeamPage};

mod parts;

use parts::*;

/// Names as people have them, and one that is no name.
const NAMES: [&str; 5] = [
    "Wolfeschlegelsteinhausenbergerdorff Adolph Blaine Charles David Earl Frederick Gerald Hubert Irvin John Kenneth Lloyd Martin Nero",
    "\u{5e9}\u{5c1}\u{5b8}\u{5dc}\u{5d5}\u{5b9}\u{5dd} \u{645}\u{64f}\u{62d}\u{64e}\u{645}\u{651}\u{64e}\u{62f}",
    "Z\u{0351}\u{036b}a\u{0301}\u{0300}l\u{0334}g\u{0310}o",
    "<script>alert('x')</script> & \"quoted\"",
    "",
];

/// A page that can be drawn from invented content.
trait Samples: Template + Sized {
    fn samples() -> Vec<Self>;
}

macro_rules! samples {
    ($($page:ident |$name:ident| $make:expr;)*) => {
        $(impl Samples for $page {
            fn samples() -> Vec<Self> {
                NAMES.iter().map(|$name| { let $name: &str = $name; $make }).collect()
            }
        })*

        /// Every page from every sample, with the page's name.
        fn every_page() -> Vec<(&'static str, String)> {
            let mut pages = Vec::new();
            $(pages.extend($page::samples().into_iter().map(|page| (stringify!($page), page.render().unwrap())));)*
            pages
        }
    };
}

samples! {
    SignInPage |name| {
        let mut page = SignInPage::new(Frame { demonstration: true, ..Frame::default() }, name, Some("Try again"));
        page.demonstration_names = vec![("amina".into(), name.into())];
        page.expired = name.is_empty();
        page
    };
    CodePage |name| CodePage::new(Frame::default(), name.is_empty().then_some("Wrong"));
    EnrolPage |name| EnrolPage::new(Frame::default(), "otpauth://totp/Holdfast:a?secret=JBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP", Some(name)).unwrap();
    SignedOutPage |name| SignedOutPage { frame: Frame::default(), expired: name.is_empty() };
    WorkPage |name| WorkPage {
        frame: frame(At::Work, name),
        whose: vec![("/work".into(), "Mine".into(), true), ("/work?whose=team".into(), "My team's".into(), false)],
        when: vec![(("/work?when=overdue".into(), "overdue".into(), true), "3".into(), "overdue")],
        owed: if name.is_empty() { vec![] } else { Group::all(vec![owed(name), owed(name)]) },
        pages: Pages { first: None, previous: None, next: Some("/work?after=x".into()) },
        team: false,
        stands_in: name.is_empty(),
        elsewhere: name.is_empty().then_some(("/privacy", "Privacy")),
        filtered: true,
    };
    RecordPage |name| RecordPage {
        frame: frame(At::Record, name),
        problems: Problems::of(sections(name).iter().flat_map(|section| &section.questions)),
        sections: sections(name),
        rows: 2,
        hers: if name.is_empty() { vec![] } else { vec![("f".into(), name.into())] },
        idempotency: "i".into(),
        noticed: vec![format!("Address: {name}")],
        hidden: vec![("details-in".into(), name.into())],
        leave: name.is_empty().then(|| ("details-leave".into(), "yes".into(), "Leave it".into())),
    };
    RecordedPage |name| RecordedPage {
        frame: frame(At::Record, name),
        reference: "HF-7K2M-Q".into(),
        file_href: "/files/f".into(),
        next: if name.is_empty() { vec![] } else { vec![owed(name)] },
        told: if name.is_empty() { vec![] } else { vec![name.into()] },
        danger_now: true,
    };
    PassedOnPage |name| PassedOnPage { frame: frame(At::Record, name), team: name.into() };
    OwedPage |name| OwedPage {
        frame: frame(At::Files, name),
        head: head(name),
        open: if name.is_empty() { vec![] } else { vec![owed(name)] },
        coming: vec![owed(name)],
        over: vec![owed(name)],
        take: Some(take(name)),
        summary: Summary(vec![Row::new("Lead", name)]),
    };
    HomelessnessPage |name| HomelessnessPage {
        frame: frame(At::Files, name),
        head: head(name),
        cases: if name.is_empty() { vec![] } else { vec![case_card(name)] },
    };
    ObligationPage |name| ObligationPage {
        frame: frame(At::Files, name),
        head: head(name),
        owed: owed(name),
        title: "Interim accommodation".into(),
        because: vec![entry(name)],
        clock: vec!["The first day counts.".into()],
        ladder: table(name),
        force: "Law".into(),
        citation: "Housing Act 1996 s.188(1)".into(),
        says: "If there is reason to believe …".into(),
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/188".into(),
        ways: vec![("/files/f/act/placement-made".into(), "Record a placement".into(), name.into())],
        waive_href: Some("/files/f/waive".into()),
        reassign_href: Some("/files/f/reassign".into()),
        waiver: Some((name.into(), "/files/f/waiver".into())),
        declined: Some((format!("{name} declined what you asked"), Entry { what: "Waiver declined".into(), ..Entry::default() })),
        ended: Some(entry(&format!("{name}2"))),
    };
    FoundOutPage |name| FoundOutPage {
        frame: frame(At::Files, name),
        head: head(name),
        frozen: !name.is_empty(),
        found: if name.is_empty() { vec![] } else { vec![entry(name)] },
        owed: if name.is_empty() { vec![] } else { vec![OwedLine { href: "/o".into(), title: name.into(), due: "Due today".into(), done: false }] },
        left: vec![],
        looks: "/files/f/looks".into(),
        actions: vec![("/files/f/act/breach-found".into(), "Say what has got out".into())],
    };
    HomesPage |name| HomesPage {
        frame: frame(At::Homes, name),
        body: name.into(),
        counts: vec![("3".into(), "free".into(), "soon")],
        rooms: table(name),
        families: table(name),
        refuges: table(name),
        withdrawn: if name.is_empty() { vec![] } else { vec![("/homes/h".into(), name.into())] },
    };
    HomePage |name| HomePage {
        frame: frame(At::Homes, name),
        reference: "T-0001".into(),
        summary: Summary(vec![Row::new("Area", name)]),
        rooms: vec![RoomCard { name: "The whole home".into(), summary: Summary(vec![Row::new("Size", name)]), action: if name.is_empty() { String::new() } else { "/homes/h/rooms/r".into() }, may_stop: true, may_use: !name.is_empty() }],
        reveal: if name.is_empty() { String::new() } else { "/homes/h/where".into() },
        purposes: vec![("decide", "To decide")],
        href: if name.is_empty() { String::new() } else { "/homes/h".into() },
        withdrawn: name.is_empty(),
    };
    WherePage |name| WherePage {
        frame: frame(At::Homes, name),
        reference: "T-0001".into(),
        address: name.into(),
        notes: name.into(),
        mark: format!("Seen by {name}"),
        back: "/homes/h".into(),
    };
    FileHomePage |name| FileHomePage {
        frame: frame(At::Files, name),
        head: head(name),
        alarms: vec![(format!("Overdue, {name}"), "/o".into()), (name.into(), String::new())],
        parts: vec![crate::homes::views::Part { heading: "Where she lives now", lines: vec![name.into()], summary: Summary(vec![Row::new("Kind", name)]), sealed: vec![reveal("place")], table: table(name), actions: vec![("/a".into(), "Offer".into()), ("/b".into(), name.into())] }, crate::homes::views::Part::default()],
    };
    CheckedPage |name| CheckedPage {
        frame: frame(At::Files, name),
        head: head(name),
        summary: Summary(vec![Row::new("Kind", name)]),
        findings: table(name),
        in_the_way: if name.is_empty() { vec![] } else { vec![name.into()] },
        sealed: vec![reveal("words")],
        actions: vec![("/a".into(), "Offer".into()), ("/b".into(), name.into())],
    };
    SendPage |name| {
        let recipient = |href: &str| Recipient { name: name.into(), href: href.into(), line: "Safe today: text message.".into(), fix: href.is_empty().then(|| ("/files/f/contact".into(), "See how".into())) };
        SendPage {
            frame: frame(At::Files, name),
            head: head(name),
            frozen: name.is_empty(),
            people: vec![recipient("/files/f/send/to/person-p"), recipient("")],
            services: vec![recipient("/files/f/send/to/team-t")],
            waiting: if name.is_empty() { vec![] } else { vec![("/files/f/send/asked/a".into(), "Waits".into(), name.into())] },
            sent: if name.is_empty() { vec![] } else { vec![entry(name)] },
            bring_in: "/files/f/bring-in".into(),
        }
    };
    LettersPage |name| LettersPage {
        frame: frame(At::Files, name),
        head: head(name),
        groups: if name.is_empty() { vec![] } else { vec![LetterGroup { id: "due", heading: "To be written", hint: "Nobody has been told.", rows: vec![LetterRow { title: name.into(), tag: Tag::new("Due", Tone::Red), line: name.into(), links: vec![("/x".into(), "Write the letter".into())] }] }] },
    };
    PaperPage |name| PaperPage {
        frame: frame(At::Files, name),
        address: format!("{name}\n1 Example Row"),
        letter: crate::letters::of_letter(&casefile::letters::Letter::read(&format!("# {name}\nDear {name}\n- Please call.\nBy :: {name}"))),
        language: "en-GB".into(),
        back: "/files/f/send/letters/a".into(),
    };
    EntriesPage |name| EntriesPage {
        frame: frame(At::Files, name),
        head: head(name),
        heading: "Timeline",
        intro: "Newest first.",
        groups: vec![("June 2026".into(), if name.is_empty() { vec![] } else { vec![entry(name)] })],
        empty: "Nothing yet.",
        actions: vec![("/files/f/act".into(), "Record".into())],
    };
    PeoplePage |name| PeoplePage {
        frame: frame(At::Files, name),
        head: head(name),
        people: vec![PersonCard { name: name.into(), role: "Child".into(), lines: vec![name.into()], other_side: true, keep: Some(Keep { kept: format!("Kept from {name}"), ..Keep::default() }) }],
        services: table(name),
        actions: vec![],
    };
    ContactPage |name| {
        let keep = || Keep { kept: String::new(), action: "/files/f/keep".into(), csrf: "token".into(), item: "phone", what: "telephone number".into(), person: "p".into(), from: "q".into(), from_name: name.into(), back: "contact" };
        let way = |field: &str| Way { whom: name.into(), channel: "By telephone".into(), tag: Tag::new("Safe", Tone::Green), lines: vec!["Confirmed on 3 June 2026".into()], sealed: vec![reveal(field)], confirm: Some("/files/f/contact/a/confirm".into()), keep: Some(keep()) };
        ContactPage {
            frame: frame(At::Files, name),
            head: head(name),
            next: (!name.is_empty()).then(|| way("value")),
            through: (name.len() < 100).then(|| name.into()),
            others: vec![way("terms")],
            markers: vec![format!("Telephone number: not to {name}")],
            places: vec![Place { whose: name.into(), value: reveal("place"), keep: Some(Keep { kept: format!("Kept from {name}"), ..Keep::default() }) }],
            actions: vec![("/files/f/act/safe-contact-set".into(), "Add a way".into())],
        }
    };
    PlanPage |name| PlanPage {
        frame: frame(At::Files, name),
        head: head(name),
        plans: if name.is_empty() { vec![] } else { vec![PlanCard { title: "Safety plan".into(), lines: vec![name.into()], steps: table(name), actions: vec![("/x".into(), "Review".into())], keep: None }] },
        actions: vec![],
    };
    RegisterPage |name| RegisterPage {
        frame: frame(At::Files, name),
        head: head(name),
        applications: if name.is_empty() { vec![] } else { vec![ApplicationCard {
            title: format!("On the register of {name}"),
            next: "Her application waits to be assessed.".into(),
            standing: Summary(vec![Row::new("Band", name)]),
            needs: table(name),
            in_law: vec![name.into()],
            reasons: vec![reveal("r1")],
            panels: table(name),
            offers: table(name),
            reviews: table(name),
            actions: vec![("/files/f/register/assess".into(), "Assess".into())],
            not_now: vec![("Let it rest".into(), name.into())],
            unread: vec![("/files/f/evidence/a/consider".into(), name.into())],
            told_first: vec![HomeTold { label: name.into(), lines: vec![name.into()], keep: "/files/f/register/homes/h".into(), pass: "/files/f/register/not-right?of=a".into() }],
            rights: vec![name.into()],
        }] },
        tenancies: vec![name.into()],
        actions: vec![("/files/f/act/housing-applied".into(), "Record an application".into())],
    };
    SchemePage |name| SchemePage {
        frame: frame(At::Register, name),
        whose: name.into(),
        name: name.into(),
        standard: name.is_empty(),
        houses: !name.is_empty(),
        others: vec![("/register/scheme?body=b".into(), name.into())],
        bands: table(name),
        circumstances: table(name),
        bars: table(name),
        panel: Summary(vec![Row::new("Meets", name)]),
        times: Summary(vec![Row::new("Assessed", name)]),
        direct_lets: vec![(name.into(), name.into())],
        local_lettings: vec![(name.into(), name.into())],
        areas: name.into(),
        waits: table(name),
    };
    PanelPage |name| PanelPage {
        frame: frame(At::Register, name),
        whose: name.into(),
        rule: name.into(),
        says: name.into(),
        next: vec![("Tuesday 2 June 2026".into(), "28 May 2026".into())],
        agendas: if name.is_empty() { vec![] } else { vec![("Tuesday 2 June 2026".into(), true, vec![AgendaLine { href: "/files/f/register".into(), reference: "HF-1".into(), known_as: name.into(), decide: Some("/files/f/register/panel?of=a".into()) }])] },
    };
    HomesToLetPage |name| HomesToLetPage {
        frame: frame(At::Register, name),
        whose: name.into(),
        counts: vec![("3".into(), "to let".into(), "later")],
        homes: table(name),
        first_look: "1 working day".into(),
    };
    ShortlistPage |name| ShortlistPage {
        frame: frame(At::Register, name),
        label: name.into(),
        summary: Summary(vec![Row::new("Landlord", name)]),
        candidates: if name.is_empty() { vec![] } else { vec![
            CandidateLine { place: 1, href: "/files/f/register".into(), reference: "HF-1".into(), known_as: name.into(), band: name.into(), counts_from: "1 June 2026".into(), bedrooms: 2, why: vec!["Just large enough".into(), name.into()], offer: "/files/f/register/homes/h".into() },
            CandidateLine { place: 2, href: "/files/g/register".into(), reference: "HF-2".into(), known_as: String::new(), band: "Band A".into(), counts_from: "2 June 2026".into(), bedrooms: 2, why: vec![], offer: String::new() },
        ] },
        open: !name.is_empty(),
        take_off: "/register/homes/h/take-off".into(),
    };
    ProvePage |name| ProvePage {
        action: "/files/1/reveal".into(),
        carried: vec![("field".into(), name.into())],
        ..ProvePage::new(frame(At::Files, name), None)
    };
    RevealedPage |name| RevealedPage {
        frame: frame(At::Files, name),
        head: head(name),
        what: "Telephone number".into(),
        value: name.into(),
        mark: format!("Seen by {name}"),
        back: "/files/f".into(),
    };
    FilesPage |name| FilesPage {
        frame: frame(At::Files, name),
        files: table(name),
        pages: Pages::default(),
    };
    SearchPage |name| SearchPage {
        frame: frame(At::Search, name),
        problems: None,
        sections: sections(name),
        found: (name.len() < 100).then(|| table(name)),
        full: true,
    };
    ChoosePage |name| ChoosePage {
        frame: frame(At::Files, name),
        head: head(name),
        usual: vec![("/files/f/act/contact-made".into(), "Contact made".into(), name.into())],
        topics: vec![("What is said".into(), vec![("/files/f/act/contact-made".into(), "Contact made".into(), "Meaning".into())])],
        others: vec![("/files/f/as-it-was/turned-away".into(), "Turned away".into(), name.into())],
    };
    FormPage |name| FormPage {
        problems: Problems::of(sections(name).iter().flat_map(|section| &section.questions)),
        notes: vec![
            Note::Plain(name.into()),
            Note::Inset(name.into()),
            Note::Warning(name.into()),
            Note::Links("Unread evidence".into(), vec![("/files/f/evidence".into(), name.into())]),
            Note::Lines("What changed".into(), vec![name.into()]),
        ],
        sections: sections(name),
        hidden: vec![("idempotency".into(), name.into())],
        draft: "file/f/act".into(),
        more: vec![("more".into(), "steps".into(), "More steps".into())],
        letter: crate::letters::of_letter(&casefile::letters::Letter::read(&format!("# {name}\nDear {name}\n- Please call.\nBy :: {name}"))),
        ..FormPage::new(frame(At::Files, name), head(name), "Decide", "/files/f/decide")
    };
    TeamPage |name| TeamPage {
        frame: frame(At::Team, name),
        team: name.into(),
        counts: vec![("3".into(), "overdue".into(), "overdue")],
        escalations: if name.is_empty() { vec![] } else { vec![Escalation { must: "Ring her".into(), href: "/x".into(), line: name.into(), acknowledge: Some("/y".into()) }] },
        more: !name.is_empty(),
        by_officer: table(name),
        by_rule: table(name),
        by_rule_of: (!name.is_empty()).then_some(500),
        policy: name.is_empty().then(|| "No policy on record".into()),
    };
    PassedUpPage |name| PassedUpPage {
        frame: frame(At::Team, name),
        escalations: if name.is_empty() { vec![] } else { vec![Escalation { must: "Ring her".into(), href: "/x".into(), line: name.into(), acknowledge: Some("/y".into()) }] },
        pages: Pages { previous: None, first: (!name.is_empty()).then(|| "/team/passed-up".into()), next: (!name.is_empty()).then(|| "/team/passed-up?after=x".into()) },
    };
    ReturnPage |name| ReturnPage {
        frame: frame(At::Files, name),
        head: head(name),
        nothing: if name.is_empty() { "There is nothing to return." } else { "" },
        applications: if name.is_empty() { vec![] } else { vec![ReturnCard {
            title: "Application of 1 July 2026".into(),
            id: "application-1".into(),
            tag: Tag::new("2 answers to come", Tone::Yellow),
            quarters: vec![name.into()],
            wrong: vec![name.into()],
            missing: vec![(name.into(), "/x".into()), ("Employment".into(), String::new())],
            answer: "/files/f/return/1".into(),
            known: table(name),
        }] },
    };
    QuarterPage |name| QuarterPage {
        frame: frame(At::Returns, name),
        whose: name.into(),
        quarter: "July to September 2026".into(),
        until: "30 September 2026".into(),
        before: ("/returns?quarter=2026Q2".into(), "April to June 2026".into()),
        after: (!name.is_empty()).then(|| ("/returns?quarter=2026Q4".into(), "October to December 2026".into())),
        counts: vec![("3".into(), "come in".into(), "later")],
        more: name.is_empty(),
        open: table(name),
        complete: table(name),
        not_yet: (!name.is_empty()).then(|| ("No official codes are loaded here.".into(), vec![name.into()])),
        downloads: vec![("/returns/2026Q3/download?as=tables".into(), "The published tables".into())],
        tables: vec![Counted { title: "A1: First assessments".into(), households: "3 households".into(), table: table(name) }],
    };
    RequestsPage |name| RequestsPage { frame: frame(At::Requests, name), waiting: table(name) };
    DestroyingPage |name| DestroyingPage { frame: frame(At::Destroying, name), waiting: table(name) };
    InboxPage |name| InboxPage { frame: frame(At::Privacy, name), groups: if name.is_empty() { vec![] } else { vec![("Opened", table(name))] }, pages: Pages { first: None, previous: None, next: Some("/privacy?page=1".into()) } };
    ConflictsPage |name| ConflictsPage {
        frame: frame(At::Conflicts, name),
        parts: vec![("/conflicts".into(), "To be decided".into(), true)],
        groups: if name.is_empty() { vec![] } else { vec![(name.into(), table(name))] },
        decided: name.is_empty(),
        pages: Pages { first: None, previous: None, next: Some("/conflicts?page=1".into()) },
    };
    StoriesPage |name| StoriesPage { frame: frame(At::Stories, name), stories: if name.is_empty() { vec![] } else { vec![story(name)] } };
    StoryPage |name| StoryPage {
        frame: frame(At::Stories, name),
        card: story(name),
        forced_on: "Holdfast would have forced the issue on 6 February 2018:".into(),
        real: vec![Mark { x: 10, class: "real" }],
        forced: vec![Mark { x: 5, class: "raised" }],
        gap: Some((5, 900)),
        years: vec![(0, "2018".into())],
        drawing: name.into(),
        days: vec![StoryDay { day: "6 February 2018".into(), iso: "2018-02-06".into(), real: vec![name.into()], forced: vec![(name.into(), "raised")], turning: true, after: vec![("7 February 2018".into(), vec![(name.into(), "late")])] }],
        owed: table(name),
    };
    RulesPage |name| RulesPage {
        frame: frame(At::Rules, name),
        topic: Question::select("topic", "Topic", vec![Choice::new("", "Every topic").chosen()]),
        on: "2026-06-03".into(),
        day: "3 June 2026".into(),
        day_problem: name.is_empty().then(|| "Not a day".into()),
        number: 1,
        topics: if name.is_empty() { vec![] } else { vec![("Homelessness".into(), vec![RuleCard {
            id: "HA96-s188-interim".into(), title: "Interim accommodation".into(), must: name.into(), clock: "the same day".into(), owner: "Housing options".into(),
            tags: vec![Tag::new("Law", Tone::Blue)], citation: "Housing Act 1996 s.188(1)".into(), says: name.into(), url: String::new(), in_force: String::new(),
        }])] },
    };
    StartPage |_name| StartPage;
    AboutPage |_name| AboutPage;
    LeavingPage |_name| LeavingPage;
    SheetsPage |name| SheetsPage { sheets: vec![("/information/home/s".into(), name.into())] };
    SheetPage |name| SheetPage {
        sheet: Sheet {
            id: "s",
            title: name.into(),
            as_of: jiff::civil::date(2026, 6, 3),
            part: vec![Part { heading: name.into(), lines: vec![name.into()] }],
            source: vec![Basis { what: name.into(), url: String::new() }],
        },
        as_of: "3 June 2026".into(),
    };
    HousingPlanPage |name| HousingPlanPage {
        frame: frame(At::Files, name),
        head: head(name),
        stands: Summary(vec![Row::new("Plan", name)]),
        changed: if name.is_empty() { Vec::new() } else { vec![name.into()] },
        ours: Table { caption: String::new(), heads: vec![("What".into(), false)], rows: if name.is_empty() { Vec::new() } else { vec![vec![Cell::Text(name.into())]] } },
        hers: Table::default(),
        suggested: vec![(name.into(), "She has a tenancy.".into())],
        areas: if name.is_empty() { Vec::new() } else { vec![AreaLine { line: name.into(), area: Some(reveal("area")), tag: Tag::new("Kept to", Tone::Green), instead: "/files/f/act/a".into() }] },
        tenancies: Table::default(),
        dates: Table::default(),
        copy: (!name.is_empty()).then(|| "/files/f/letters/write/a".into()),
    };
    ReadPage |name| ReadPage {
        frame: frame(At::Record, name),
        problems: name.is_empty().then(|| Problems::new(vec![("Put in the words that arrived".into(), "#text".into())])),
        text: Question::text("text", "The words", 10),
        heard: Some(HeardText {
            disclosure: !name.is_empty(),
            kinds: vec!["Economic abuse"],
            pieces: vec![
                Piece { words: name.into(), reason: None },
                Piece { words: "he takes my money".into(), reason: Some("somebody else has her money") },
            ],
        }),
    };
    HelpPage |name| HelpPage { frame: frame(At::Help, name) };
    LimitsPage |name| LimitsPage { frame: frame(At::Help, name) };
    AccessibilityPage |name| AccessibilityPage { frame: frame(At::Help, name) };
    ProblemPage |name| ProblemPage { frame: frame(At::Elsewhere, name), heading: "Page not found", lines: vec![name.into()], ways: vec![("/emergency", "Ask for a file")], number: Some("4c1f".into()) };
}

#[test]
fn every_page_draws_whatever_people_are_called() {
    for (page, html) in every_page() {
        assert_eq!(html.matches("<h1").count(), 1, "{page} has one main heading");
        assert!(
            html.contains(r#"<html lang="en""#)
                && html.contains(r##"href="#main-content""##)
                && html.contains(r#"id="main-content""#),
            "{page}"
        );
        assert!(!html.contains("<script>alert"), "{page} lets markup through");
    }
}

#[test]
fn a_page_holds_nothing_that_the_content_security_policy_refuses() {
    for (page, html) in every_page() {
        for refused in [" style=\"", "<style", " onclick=", " onload=", "javascript:"] {
            assert!(!html.contains(refused), "{page} holds {refused}");
        }
        assert_eq!(html.matches("<script").count(), 1, "{page} has one script, our own");
    }
}

#[test]
fn no_title_says_who_a_page_is_about() {
    for (page, html) in every_page() {
        let title = &html[html.find("<title>").unwrap()..html.find("</title>").unwrap()];
        for name in NAMES.iter().filter(|name| !name.is_empty()) {
            assert!(!title.contains(*name), "{page}: {title}");
        }
        // What a survivor may have open says not even that.
        assert!(title.ends_with("– Holdfast") || title == "<title>Information", "{page}: {title}");
    }
}

#[test]
fn every_form_that_is_sent_carries_the_token_and_every_id_stands_once() {
    for (page, html) in every_page() {
        for form in html.split("<form").skip(1) {
            let form = &form[..form.find("</form>").unwrap()];
            if form.contains(r#"method="post""#) {
                assert!(form.contains(r#"name="csrf""#), "{page} sends a form without a token: {form}");
            }
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{page} has id {id} more than once");
        }
        for wanted in html.split(" for=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&wanted), "{page}: a label for {wanted}, which is not there");
        }
    }
}
