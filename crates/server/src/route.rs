//! What is found where, and who may have it.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, MatchedPath, Path, Query, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tokio::sync::{OnceCell, Semaphore};
use tokio::time::timeout;

use crate::audit::{Auditor, Outcome};
use crate::caller::Caller;
use crate::quota::Quota;
use crate::refusal::Refusal;
use crate::results::Results;
use crate::upload::Upload;
use crate::wire::{Part, Reader};
use crate::{Books, Event, Peer, Sample, Served, Settings, books, page};

/// What all requests share.
pub(crate) struct App {
    settings: Settings,
    auditor: Auditor,
    quota: Quota,
    uploads: Semaphore,
    pub(crate) results: Results,
    samples: Vec<Shown>,
}

/// A sample, and what came of its audit once somebody has looked at it.
struct Shown {
    sample: Sample,
    outcome: OnceCell<Arc<Outcome>>,
}

impl App {
    pub(crate) fn new(mut settings: Settings) -> Arc<Self> {
        let samples = std::mem::take(&mut settings.samples).into_iter();
        let limits = settings.limits.clone();
        Arc::new(Self {
            auditor: Auditor::new(settings.worker.clone(), limits.clone()),
            quota: Quota::new(limits.hourly),
            uploads: Semaphore::new(limits.uploads),
            results: Results::new(limits),
            samples: samples
                .map(|sample| Shown {
                    sample,
                    outcome: OnceCell::new(),
                })
                .collect(),
            settings,
        })
    }

    /// The books, where there are any.
    pub(crate) fn books(&self) -> Option<&Books> {
        self.settings.books.as_ref()
    }

    /// Whether files are audited for anybody.
    pub(crate) fn is_public(&self) -> bool {
        self.settings.public
    }

    pub(crate) fn tell(&self, event: Event) {
        (self.settings.tell)(event);
    }

    /// Takes the file of a request, where its sender may send one.
    async fn take(
        &self,
        caller: Caller,
        request: Request,
        named: Option<&str>,
    ) -> Result<Upload, Refusal> {
        let limits = &self.settings.limits;
        if !caller.local {
            let taken = self.quota.take(caller.address, Instant::now());
            taken.map_err(|wait| Refusal::TooOften {
                limit: limits.hourly.unwrap_or_default(),
                wait,
            })?;
        }
        let turn = timeout(limits.wait, self.uploads.acquire()).await;
        let _turn = turn.map_err(|_| Refusal::Busy)?;
        Upload::take(request, named, limits).await
    }

    async fn audit(&self, upload: Upload, reader: Reader) -> Result<Outcome, Refusal> {
        self.auditor
            .audit(upload, reader, (self.settings.now)())
            .await
    }
}

/// Everything the server has.
pub fn router(settings: Settings) -> Router {
    routes(App::new(settings))
}

pub(crate) fn routes(app: Arc<App>) -> Router {
    let always = Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/assets/{name}", get(asset));
    let routes = match app.settings.public {
        true => always
            .route("/", get(home))
            .route("/check", post(check).get(async || Redirect::to("/")))
            .route("/check/{key}/", get(result))
            .route("/check/{key}/delete", post(delete))
            .route("/check/{key}/{form}", get(result_file))
            .route("/samples/{name}/", get(sample))
            .route("/samples/{name}/{form}", get(sample_file))
            .route("/api/check", post(api_check)),
        false => always
            .route("/", get(async || Refusal::Off.page()))
            .route("/api/check", post(async || Refusal::Off.problem())),
    };
    let routes = match app.settings.books {
        Some(_) => routes
            .route("/open", get(books::open))
            .merge(books::routes()),
        None => routes,
    };
    routes
        .fallback(async |request: Request| refused(&Refusal::NotFound, &request))
        .method_not_allowed_fallback(async |request: Request| refused(&Refusal::Method, &request))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            books::guard,
        ))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), observe))
        .with_state(app)
}

type Shared = State<Arc<App>>;

async fn home(State(app): Shared) -> Response {
    let samples = app.samples.iter().map(|shown| &shown.sample);
    page::home(&app.settings.limits, &samples.collect::<Vec<_>>()).into_response()
}

async fn asset(Path(name): Path<String>) -> Response {
    page::asset(&name).unwrap_or_else(|| Refusal::NotFound.page())
}

/// A refusal for whoever asks: programs use addresses of their own.
pub(crate) fn refused(refusal: &Refusal, request: &Request) -> Response {
    match request.uri().path().starts_with("/api/") {
        true => refusal.problem(),
        false => refusal.page(),
    }
}

async fn check(
    State(app): Shared,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    let kept = async {
        let upload = app.take(caller, request, None).await?;
        let minutes = app.settings.limits.kept.as_secs().div_ceil(60);
        let outcome = app.audit(upload, Reader::Person(Some(minutes))).await?;
        let key = app.results.keep(Arc::new(outcome), Instant::now());
        key.ok_or(Refusal::Failed)
    };
    match kept.await {
        Ok(key) => Redirect::to(&format!("/check/{key}/")).into_response(),
        Err(refusal) => refusal.page(),
    }
}

/// What stands in the address of a request by a program.
#[derive(Deserialize)]
struct Asked {
    /// The name of the file, where it is the body.
    name: Option<String>,
    /// Whether every figure and relation is told.
    #[serde(default)]
    coverage: bool,
}

async fn api_check(
    State(app): Shared,
    Extension(caller): Extension<Caller>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
    request: Request,
) -> Response {
    let found = async {
        let Query(asked) = asked.map_err(|_| Refusal::Malformed)?;
        let upload = app.take(caller, request, asked.name.as_deref()).await?;
        let coverage = asked.coverage;
        let outcome = app.audit(upload, Reader::Program { coverage }).await?;
        outcome.part(Part::Json).ok_or(Refusal::Failed)
    };
    match found.await {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(refusal) => refusal.problem(),
    }
}

async fn result(State(app): Shared, Path(key): Path<String>) -> Response {
    shown(app.results.get(&key, Instant::now()))
}

async fn result_file(State(app): Shared, Path((key, form)): Path<(String, String)>) -> Response {
    file(app.results.get(&key, Instant::now()), &form)
}

async fn delete(State(app): Shared, Path(key): Path<String>) -> Response {
    app.results.forget(&key);
    page::said("已经删除", "这份文件和审核意见已经从内存里删去。").into_response()
}

async fn sample(State(app): Shared, Path(name): Path<String>) -> Response {
    match sampled(&app, &name).await {
        Ok(outcome) => shown(Some(outcome)),
        Err(refusal) => refusal.page(),
    }
}

async fn sample_file(State(app): Shared, Path((name, form)): Path<(String, String)>) -> Response {
    match sampled(&app, &name).await {
        Ok(outcome) => file(Some(outcome), &form),
        Err(refusal) => refusal.page(),
    }
}

/// What comes of a sample, audited when first looked at.
async fn sampled(app: &App, name: &str) -> Result<Arc<Outcome>, Refusal> {
    let shown = app.samples.iter().find(|shown| shown.sample.name == name);
    let shown = shown.ok_or(Refusal::NotFound)?;
    let outcome = shown.outcome.get_or_try_init(async || {
        let upload = Upload {
            name: shown.sample.file.clone(),
            bytes: shown.sample.bytes.clone().into(),
        };
        app.audit(upload, Reader::Person(None)).await.map(Arc::new)
    });
    outcome.await.cloned()
}

/// The page of a result. It is made of what a stranger wrote: it runs in an origin of its own, with no script but ours.
fn shown(outcome: Option<Arc<Outcome>>) -> Response {
    let Some(page) = outcome.and_then(|outcome| outcome.part(Part::Page)) else {
        return Refusal::Gone.page();
    };
    let policy = format!(
        "{}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-forms allow-downloads",
        review::page_policy()
    );
    let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned());
    ([kind, (header::CONTENT_SECURITY_POLICY, policy)], page).into_response()
}

/// A part of a result as a file to be taken away.
fn file(outcome: Option<Arc<Outcome>>, form: &str) -> Response {
    let Some(outcome) = outcome else {
        return Refusal::Gone.page();
    };
    let known = Part::FILES
        .iter()
        .find(|(extension, ..)| *extension == form);
    let Some((extension, bytes, kind)) =
        known.and_then(|(extension, part, kind)| Some((extension, outcome.part(*part)?, *kind)))
    else {
        return Refusal::NotFound.page();
    };
    let stem = outcome
        .file
        .rsplit_once('.')
        .map_or(outcome.file.as_str(), |(stem, _)| stem);
    let name = format!("{stem}.审核.{extension}");
    let name = utf8_percent_encode(&name, NON_ALPHANUMERIC);
    let disposition =
        format!("attachment; filename=\"audit.{extension}\"; filename*=UTF-8''{name}");
    let kind = (header::CONTENT_TYPE, kind.to_owned());
    ([kind, (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// What holds of every page unless the page says otherwise: nothing from elsewhere, no inline code, no frames, no copies.
const HEADERS: [(header::HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Finds out who asks, sets the headers, and tells what was answered.
async fn observe(
    State(app): Shared,
    Extension(Peer(peer)): Extension<Peer>,
    mut request: Request,
    next: Next,
) -> Response {
    let start = Instant::now();
    let caller = Caller::of(peer, request.headers(), &app.settings.proxies);
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or("-", MatchedPath::as_str).to_owned();
    let method = request.method().to_string();
    request.extensions_mut().insert(caller);
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        let headers = response.headers_mut();
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    app.tell(Event::Served(Served {
        caller: caller.address,
        method,
        path,
        status: response.status().as_u16(),
        took: start.elapsed(),
    }));
    response
}
