//! Connections: taken until somebody wants the server to stop, and finished then.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

use crate::route::{App, routes};
use crate::{Event, Peer, Settings};

/// How often results whose time is over are looked for.
const SWEEP: Duration = Duration::from_secs(15);

/// How long a server that is out of files or memory waits before it takes the next connection.
const BREATH: Duration = Duration::from_millis(100);

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Somebody listens there already.
    #[error("{0} 已被占用，可能另一个考成正开着。换一个端口，如 --port {next}", next = .0.port().wrapping_add(1))]
    InUse(SocketAddr),
    /// The machine has no such address.
    #[error("这台机器没有 {} 这个地址。只在本机用，写 --address 127.0.0.1；给别的机器用，写 --address 0.0.0.0", .0.ip())]
    Nowhere(SocketAddr),
    /// The system does not allow that port.
    #[error("没有权限使用端口 {}。请换一个大于 1023 的端口", .0.port())]
    Denied(SocketAddr),
    /// The system says something else.
    #[error("不能启动：{0}")]
    System(#[from] io::Error),
}

/// Serves at an address until the process is told to stop, by Ctrl-C or as systems do it; a second time stops it at once.
///
/// # Errors
/// An address that cannot be listened at.
pub fn serve(address: SocketAddr, settings: Settings) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Runtime::new()?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(address)
            .await
            .map_err(|error| match error.kind() {
                ErrorKind::AddrInUse => ServeError::InUse(address),
                ErrorKind::AddrNotAvailable => ServeError::Nowhere(address),
                ErrorKind::PermissionDenied => ServeError::Denied(address),
                _ => ServeError::System(error),
            })?;
        tokio::select! {
            served = listen(listener, settings, told_to_stop(1)?) => served?,
            () = told_to_stop(2)? => {}
        }
        Ok(())
    });
    // What still runs ends with the process.
    runtime.shutdown_background();
    served
}

/// Takes connections until `stop` comes, then finishes what is in hand, which audits keep short.
///
/// # Errors
/// What the system says of the listener.
pub async fn listen(
    listener: TcpListener,
    settings: Settings,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let limits = settings.limits.clone();
    let app = App::new(settings);
    app.tell(Event::Listening(listener.local_addr()?));
    let router = routes(Arc::clone(&app));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head);
    let (graceful, slots) = (
        GracefulShutdown::new(),
        Arc::new(Semaphore::new(limits.connections)),
    );
    let mut stop = pin!(stop);
    let mut sweep = tokio::time::interval(SWEEP);
    loop {
        let taken = tokio::select! {
            () = &mut stop => break,
            _ = sweep.tick() => {
                app.results.expire(Instant::now());
                continue;
            }
            taken = async {
                let slot = Arc::clone(&slots).acquire_owned().await;
                listener.accept().await.map(|accepted| (slot, accepted))
            } => taken,
        };
        let Ok((slot, (stream, peer))) = taken else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let router = router.clone();
        let service = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            router.clone().oneshot(request)
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // Whoever goes away in the middle is no fault of ours.
            let _ = connection.await;
            drop(slot);
        });
    }
    app.tell(Event::Stopping);
    drop(listener);
    let most = limits.upload + limits.wait + limits.audit;
    let _ = tokio::time::timeout(most, graceful.shutdown()).await;
    Ok(())
}

/// Comes when the process was told to stop so many times, from now on and not from when this is first waited for.
#[cfg(unix)]
fn told_to_stop(times: usize) -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        for _ in 0..times {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
    })
}

/// Comes when the process was told to stop so many times.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "as on systems with signals")]
fn told_to_stop(times: usize) -> io::Result<impl Future<Output = ()>> {
    Ok(async move {
        for _ in 0..times {
            let _ = tokio::signal::ctrl_c().await;
        }
    })
}
