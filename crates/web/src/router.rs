//! Every route of the house, on one page.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::access::{handlers as access, looks};
use crate::act::{as_it_was, handlers as act, keeping, owing};
use crate::conflicts::handlers as conflicts;
use crate::destroying::handlers as destroying;
use crate::door::{LARGEST_FORM, Problem, Signed, Web, guard, hold, watch};
use crate::emergency::{handlers as emergency, requests};
use crate::enquiry::handlers as enquiry;
use crate::file::handlers as file;
use crate::file::likeness;
use crate::homelessness::handlers as homelessness;
use crate::homes::{arriving, check, file as home, keep as keeping_homes, list as homes, repairs, things};
use crate::privacy::handlers as privacy;
use crate::{
    api, callbacks, disclosure, drafts, hearing, help, housing_plan, letters, me, my_work, public, register, returns, rules,
    search, send, sign_in, stories, team,
};

/// Longer than this no request takes.
const LONGEST: Duration = Duration::from_secs(30);

/// Routes, and a list of their addresses: the table of who may come through each (`tests/pages/authorisation.rs`) is held against it.
#[derive(Default)]
struct Rooms {
    router: Router<Web>,
    paths: Vec<&'static str>,
}

impl Rooms {
    fn route(mut self, path: &'static str, methods: MethodRouter<Web>) -> Self {
        self.router = self.router.route(path, methods);
        self.paths.push(path);
        self
    }

    fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.paths.extend(other.paths);
        self
    }

    fn with(mut self, layered: impl FnOnce(Router<Web>) -> Router<Web>) -> Self {
        self.router = layered(self.router);
        self
    }
}

/// The address of every route.
pub fn routes() -> Vec<&'static str> {
    rooms().paths
}

/// The whole house.
pub fn router(web: Web) -> Router {
    rooms()
        .router
        .fallback(nowhere)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn(in_our_words))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(from_fn_with_state(web.clone(), watch))
        .layer(from_fn(hold))
        .layer(from_fn_with_state(web.clone(), guard))
        .with_state(web)
}

fn rooms() -> Rooms {
    let pages = Rooms::default()
        .route("/", get(start))
        // the door
        .route("/sign-in", get(sign_in::handlers::ask).post(sign_in::handlers::begin))
        .route("/sign-in/code", get(to_sign_in).post(sign_in::handlers::finish))
        .route("/prove", get(sign_in::prove::show).post(sign_in::prove::proved))
        .route("/sign-out", post(sign_in::handlers::leave))
        .route("/signed-out", get(sign_in::handlers::left))
        // my work
        .route("/work", get(my_work::handlers::show))
        // disclosures
        .route("/disclosures", post(disclosure::handlers::record))
        .route("/disclosures/new", get(disclosure::handlers::new))
        .route("/disclosures/recorded/{file}", get(disclosure::handlers::recorded))
        .route("/disclosures/passed-on", get(disclosure::handlers::passed_on))
        // files
        .route("/files", get(file::files))
        .route("/enquiry", get(enquiry::show).post(enquiry::passed))
        .route("/enquiries", get(enquiry::list))
        .route("/enquiries/{id}", get(enquiry::enquiry).post(enquiry::answered))
        .route("/search", get(search::handlers::show).post(search::handlers::look))
        .route("/files/{file}", get(file::what_is_owed))
        .route("/files/{file}/timeline", get(file::timeline))
        .route("/files/{file}/people", get(file::people))
        .route("/files/{file}/contact", get(file::safe_contact))
        .route("/files/{file}/contact/{fact}/confirm", get(keeping::confirm))
        .route("/files/{file}/keep", post(keeping::keep))
        .route("/files/{file}/evidence", get(file::evidence))
        .route("/files/{file}/decisions", get(file::decisions))
        .route("/files/{file}/register", get(register::application::show))
        .route("/files/{file}/register/homes/{vacancy}", get(register::keep_home::offer).post(register::keep_home::offered))
        .route("/files/{file}/register/{step}", get(register::handlers::step).post(register::handlers::stepped))
        .route("/files/{file}/plan", get(file::plan))
        .route("/files/{file}/homelessness", get(homelessness::show))
        .route("/files/{file}/homelessness/take", post(homelessness::take))
        .route("/files/{file}/homelessness/{step}", get(homelessness::step).post(homelessness::taken))
        .route("/files/{file}/homelessness/{step}/{on}", get(homelessness::step_on).post(homelessness::taken_on))
        .route("/files/{file}/return", get(returns::show))
        .route("/files/{file}/return/{application}", get(returns::ask).post(returns::answered))
        .route("/files/{file}/housing-plan", get(housing_plan::handlers::show))
        .route("/files/{file}/housing-plan/write", get(housing_plan::handlers::write).post(housing_plan::handlers::written))
        .route("/files/{file}/home", get(home::show))
        .route("/files/{file}/home/household", get(check::household).post(check::described))
        .route("/files/{file}/home/check/{room}", get(check::show).post(check::check_it))
        .route("/files/{file}/home/checked/{fact}", get(check::checked))
        .route("/files/{file}/home/override/{fact}", get(check::override_it).post(check::overridden_it))
        .route("/files/{file}/home/offer/{fact}", get(check::offer).post(check::offered_it))
        .route("/files/{file}/home/answer/{fact}", get(arriving::answer).post(arriving::answered))
        .route("/files/{file}/home/move-in/{fact}", get(arriving::move_in).post(arriving::moved_in))
        .route("/files/{file}/home/leave/{fact}", get(arriving::leave).post(arriving::has_left))
        .route("/files/{file}/home/move/{fact}", get(arriving::option).post(arriving::option_given))
        .route("/files/{file}/home/repair", get(repairs::report).post(repairs::reported))
        .route("/files/{file}/home/repairs/{fact}", get(repairs::one).post(repairs::told))
        .route("/files/{file}/home/things", get(things::keep).post(things::kept))
        .route("/files/{file}/home/things/{fact}", get(things::end).post(things::ended))
        .route("/files/{file}/found-out", get(crate::file::found_out::show))
        .route("/files/{file}/part/{fact}", get(likeness::part).post(likeness::parted))
        .route("/files/{file}/likeness/{fact}", get(likeness::show).post(likeness::decided))
        .route("/files/{file}/reveal", post(file::reveal))
        // sending
        .route("/files/{file}/send", get(send::show))
        .route("/files/{file}/send/to/{who}", get(send::write).post(send::sent))
        .route("/files/{file}/send/asked/{fact}", get(send::second).post(send::seconded))
        .route("/files/{file}/send/letters/{fact}", get(send::letter).post(send::lettered))
        // letters
        .route("/files/{file}/letters", get(letters::show))
        .route("/files/{file}/letters/links/{team}", get(letters::check_links).post(letters::links_checked))
        .route("/files/{file}/letters/write/{fact}", get(letters::write).post(letters::written))
        // act: facts
        .route("/files/{file}/act", get(act::choose))
        .route("/files/{file}/act/{kind}", get(act::fact).post(act::record))
        .route("/files/{file}/as-it-was/{kind}", get(as_it_was::show).post(as_it_was::record))
        .route("/files/{file}/facts/{fact}/correct", get(act::correct).post(act::supersede))
        .route("/files/{file}/evidence/{fact}/consider", get(act::consider).post(act::considered))
        .route("/hear", get(hearing::read::show).post(hearing::read::read))
        .route("/files/{file}/heard/{fact}", get(hearing::answer::show).post(hearing::answer::answered))
        .route("/files/{file}/decide", get(act::decide).post(act::decided))
        .route("/files/{file}/plan/new", get(act::plan).post(act::planned))
        .route("/files/{file}/plan/review", get(act::review).post(act::reviewed))
        // act: what is owed
        .route("/files/{file}/owed/{rule}/{raised_by}", get(file::obligation))
        .route("/files/{file}/owed/{rule}/{raised_by}/do/{kind}", get(act::way))
        .route("/files/{file}/owed/{rule}/{raised_by}/answer", get(owing::answer).post(owing::answered))
        .route("/files/{file}/owed/{rule}/{raised_by}/waive", get(owing::waive).post(owing::waiver_asked))
        .route("/files/{file}/owed/{rule}/{raised_by}/reassign", get(owing::reassign).post(owing::reassigned))
        .route("/files/{file}/waivers/{fact}", get(owing::waiver).post(owing::waived))
        .route("/files/{file}/escalations/{fact}", get(owing::escalation).post(owing::acknowledged))
        // act: who has the file
        .route("/files/{file}/hand-over", get(owing::hand_over).post(owing::handed_over))
        .route("/files/{file}/assign", get(owing::assign).post(owing::assigned))
        .route("/files/{file}/give-back", get(owing::give_back).post(owing::gave_back))
        .route("/files/{file}/bring-in", get(owing::bring_in).post(owing::brought_in))
        // who may open the file, who has looked
        .route("/files/{file}/access", get(access::show))
        .route("/files/{file}/access/restrict", get(access::restrict).post(access::restricted))
        .route("/files/{file}/access/loosen", get(access::loosen).post(access::loosening_asked))
        .route("/files/{file}/access/loosen/{fact}", get(access::agree).post(access::agreed))
        .route("/files/{file}/access/leave", get(access::leave_form).post(access::leave_given))
        .route("/files/{file}/access/leave/{grant}", get(access::end_leave).post(access::leave_ended))
        .route("/files/{file}/access/share/{team}", get(access::share).post(access::shared))
        .route("/files/{file}/looks", get(looks::show))
        .route("/files/{file}/i-know-someone", get(conflicts::know).post(conflicts::knows))
        .route("/conflicts", get(conflicts::show))
        .route("/conflicts/{file}/{bar}", get(conflicts::decide).post(conflicts::decided))
        // emergencies, and what privacy officers owe
        .route("/emergency", get(emergency::show).post(emergency::asked))
        .route("/emergency/{file}/end", post(emergency::ended))
        .route("/emergency/requests", get(requests::show))
        .route("/emergency/requests/{id}", get(requests::request).post(requests::answered))
        .route("/destroying", get(destroying::show))
        .route("/destroying/{file}", get(destroying::decide).post(destroying::decided))
        .route("/privacy", get(privacy::show))
        .route("/privacy/{file}/{fact}", get(privacy::matter).post(privacy::found))
        .route("/privacy/{file}/{fact}/reason", post(privacy::reason))
        // one's own
        .route("/me/links", get(me::handlers::show).post(me::handlers::keep))
        // homes
        .route("/homes", get(homes::show))
        .route("/homes/new", get(keeping_homes::new).post(keeping_homes::add))
        .route("/homes/{home}", get(homes::home))
        .route("/homes/{home}/where", post(homes::reveal))
        .route("/homes/{home}/rooms/{room}", post(homes::use_room))
        .route("/homes/{home}/change", get(keeping_homes::change).post(keeping_homes::changed))
        .route("/homes/{home}/withdraw", get(keeping_homes::withdraw).post(keeping_homes::withdrawn))
        // team
        .route("/team", get(team::handlers::show))
        .route("/team/passed-up", get(team::handlers::passed_up))
        .route("/team/reassign", get(team::handlers::reassign).post(team::handlers::reassigned))
        .route("/team/absence", get(team::handlers::absence).post(team::handlers::absent))
        // the register
        .route("/register", get(register::handlers::scheme))
        .route("/register/scheme", get(register::handlers::scheme))
        .route("/register/panel", get(register::handlers::panel))
        .route("/register/homes", get(register::letting::list))
        .route("/register/homes/new", get(register::letting::new).post(register::letting::add))
        .route("/register/homes/{vacancy}", get(register::shortlist::show))
        .route("/register/homes/{vacancy}/take-off", get(register::letting::take_off).post(register::letting::taken_off))
        // the national return
        .route("/returns", get(returns::quarter::show))
        .route("/returns/{quarter}/download", get(returns::quarter::download))
        // stories, rules, help
        .route("/stories", get(stories::handlers::list))
        .route("/stories/{story}", get(stories::handlers::story))
        .route("/rules", get(rules::handlers::show))
        .route("/help", get(help::handlers::help))
        .route("/help/limits", get(help::handlers::limits))
        .route("/help/accessibility", get(help::handlers::accessibility))
        // for anybody
        .route("/information", get(public::start))
        .route("/information/about", get(public::about))
        .route("/information/leaving", get(public::leaving))
        .route("/information/home", get(public::sheets::list))
        .route("/information/home/{sheet}", get(public::sheets::sheet))
        .route("/information/out", get(public::out))
        // drafts
        .route("/drafts", post(drafts::keep))
        .route("/drafts/{*key}", get(drafts::give));
    let carriers = Rooms::default()
        .route("/callbacks/notify/delivery", post(callbacks::delivery))
        .route("/callbacks/notify/returned-letter", post(callbacks::returned_letter))
        .with(|routes| routes.layer(DefaultBodyLimit::max(callbacks::LARGEST)));
    let programs = Rooms::default()
        .route("/api/files/{file}/facts", get(api::facts).post(api::record))
        .route("/api/files/{file}/owed", get(api::owed))
        .route("/api/files/{file}/send", post(api::send))
        .route("/api/search", post(search::handlers::api))
        .route("/api/me/links", get(me::handlers::api_show).put(me::handlers::api_keep))
        .route("/health", get(api::health));
    // Only what is the same for everybody is compressed: an answer with a secret and something of a stranger's in it must not be.
    let assets = Rooms::default().route("/assets/{file}", get(asset)).with(|routes| routes.layer(CompressionLayer::new()));
    pages.merge(programs).merge(carriers).merge(assets)
}

async fn start(signed: Result<Signed, Problem>) -> Redirect {
    Redirect::to(match signed {
        Ok(signed) if signed.reviews() => "/conflicts",
        Ok(signed) if signed.guards() => crate::paths::PRIVACY,
        Ok(_) => crate::paths::WORK,
        Err(_) => "/sign-in",
    })
}

async fn to_sign_in() -> Redirect {
    Redirect::to("/sign-in")
}

async fn nowhere() -> Problem {
    Problem::NotFound
}

async fn wrong_method() -> Problem {
    Problem::WrongMethod
}

/// An id in an address that is no id, or a query that is none, gets the page of something that is not there.
async fn in_our_words(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let answer = next.run(request).await;
    let plain = answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if answer.status() == StatusCode::BAD_REQUEST && plain { Problem::NotFound.into_response() } else { answer }
}

/// What a panic said stays out of the answer and out of the log.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::broken(&"a panic").into_response()
}

/// A file of the Design System or of ours. Its name changes with its content, so browsers may keep it for good.
async fn asset(Path(name): Path<String>) -> Response {
    let Some(asset) = assets::find(&format!("/assets/{name}")) else { return Problem::NotFound.into_response() };
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    ([(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime)), (header::CACHE_CONTROL, kept)], asset.bytes).into_response()
}
