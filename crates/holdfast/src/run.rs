//! Holdfast at work: the pages on a port, and the worker beside them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use desk::worker::{Post, Worker};
use desk::{FromTheSystem, House, System};
use ledger::Ledger;
use tokio::net::TcpListener;
use tokio::sync::watch;
use vault::Vault;
use web::door::Web;

/// How long open requests may take once the program has been told to stop.
const PATIENCE: Duration = Duration::from_secs(20);

/// The product over a ledger, with the machine's clock and chance.
pub fn house(ledger: Ledger, vault: Arc<Vault>) -> House {
    House::new(ledger, vault, Arc::new(System), Arc::new(FromTheSystem))
}

/// Runs something that waits, on every core.
/// # Errors
/// What it says, or the machine gives no threads.
pub fn on_every_core<T>(task: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    // One provider of cryptography for everything that speaks TLS; a second call would only say that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("this machine gives no threads to work on")?;
    runtime.block_on(task)
}

/// What is written about how it goes: never what anybody typed. `HOLDFAST_LOG` says how much, `HOLDFAST_LOG_FORMAT=json` how.
pub fn start_log(unless_told: &str) {
    let wanted = std::env::var("HOLDFAST_LOG").unwrap_or_else(|_| unless_told.to_owned());
    let filter =
        tracing_subscriber::EnvFilter::try_new(&wanted).unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(unless_told));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let started = if std::env::var("HOLDFAST_LOG_FORMAT").is_ok_and(|format| format == "json") {
        log.json().try_init()
    } else {
        log.try_init()
    };
    // A log that runs already is good enough.
    drop(started);
}

/// Opens the port.
/// # Errors
/// The port is taken, or the address is none.
pub async fn listen(address: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} cannot be used: choose another port, or stop what uses it"))
}

/// Serves pages and moves clocks until told to stop (Ctrl-C, or SIGTERM).
/// # Errors
/// The port fails.
pub async fn serve(web: Web, listener: TcpListener, post: Post, every: Duration) -> anyhow::Result<()> {
    let house = web.house().clone();
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(Worker::new(house.clone(), post).work(every, stopped.clone()));
    // So that nobody has to wait for the stories; whoever asks for them sooner waits a moment.
    let stories = web.clone();
    tokio::task::spawn_blocking(move || stories.shelf().len());
    let router = web::router::router(web);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut until = stopped;
    let serving = tokio::spawn(async move {
        axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                // Told to stop, or everybody who could tell is gone.
                let _ = until.changed().await;
            })
            .await
    });
    told_to_stop().await;
    tracing::info!("stopping: open requests are finished first");
    stop.send_replace(true);
    let served = tokio::time::timeout(PATIENCE, serving).await;
    let _ = tokio::time::timeout(PATIENCE, worker).await;
    house.close().await;
    match served {
        Ok(finished) => finished.context("the server stopped by itself")?.context("the port failed"),
        Err(_) => Ok(()),
    }
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
