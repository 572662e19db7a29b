//! The server itself.
//!
//! Comes in: a socket; goes out: answers, until the user ends it. What an answer holds is decided elsewhere: `guard.rs` says
//! who gets one, the site thread what stands at an address, `live.rs` what pages hear of changes.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::{Arc, mpsc};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::{oneshot, watch};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::answer::Answer;
use super::live::{EVENTS, SCRIPT, SCRIPT_TEXT, State};
use super::{Address, Message, Question, guard};
use crate::base::error::{Error, Result};

/// What all requests share.
#[derive(Clone)]
struct Server {
    address: Arc<Address>,
    ask: mpsc::Sender<Message>,
    states: watch::Receiver<State>,
}

/// Serves until the user ends it.
///
/// # Errors
/// The system gives no threads or sockets.
pub(super) fn serve(
    listener: TcpListener,
    address: &Address,
    ask: mpsc::Sender<Message>,
    states: watch::Receiver<State>,
) -> Result<()> {
    let failed =
        |cause: std::io::Error| Error::Usage(say!("could not serve at {url}: {cause}", url = address.url(), cause));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let server = Server { address: Arc::new(address.clone()), ask, states };
    let app = Router::new()
        .route(SCRIPT, get(script))
        .route(EVENTS, get(events))
        .fallback(ask_workshop)
        .layer(middleware::from_fn_with_state(server.clone(), guarded))
        .with_state(server);
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let serving = tokio::spawn(async move { axum::serve(listener, app).await });
        until_ended().await?;
        // Streams of events never end by themselves.
        serving.abort();
        Ok(())
    });
    runtime.shutdown_background();
    served.map_err(failed)
}

/// Waits until the user, or the system, ends the program.
async fn until_ended() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::task::Poll;
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let mut signals = kinds.into_iter().map(signal).collect::<std::io::Result<Vec<_>>>()?;
        std::future::poll_fn(|context| {
            let is_there = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if is_there { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        Ok(())
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Refuses what must not be answered, and says of every answer that nobody may keep it.
async fn guarded(Shared(server): Shared<Server>, request: Request, next: Next) -> Response {
    let checked = guard::check(&server.address, request.method(), request.uri(), request.headers());
    let mut response = match checked {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    let headers = response.headers_mut();
    if checked.is_err_and(|(status, _)| status == StatusCode::METHOD_NOT_ALLOWED) {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

/// The script of every page.
async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT_TEXT)
}

/// What pages hear: how the site stands now, and again at each change.
async fn events(Shared(server): Shared<Server>) -> Sse<impl Stream<Item = std::result::Result<Event, Infallible>>> {
    let states = WatchStream::new(server.states).filter(State::is_known);
    Sse::new(states.map(|state| Ok(Event::default().data(state.to_json())))).keep_alive(KeepAlive::default())
}

/// All other addresses are those of the site.
async fn ask_workshop(Shared(server): Shared<Server>, request: Request) -> Response {
    let (reply, answer) = oneshot::channel();
    let uri = request.uri();
    let (path, query) = (uri.path().to_owned(), uri.query().map(str::to_owned));
    let asked = server.ask.send(Message::Ask(Question { path, query, again: false, reply }));
    match asked.map(|()| answer) {
        Ok(answer) => answer.await.map_or_else(|_| unanswered(), response),
        Err(_) => unanswered(),
    }
}

/// Only while the program ends.
fn unanswered() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "the server has just ended\n").into_response()
}

fn response(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut insert = |name, text: &str| {
        // Addresses are percent-encoded and kinds are plain, so that both can stand in a header.
        let value = HeaderValue::from_str(text).ok();
        value.map(|value| response.headers_mut().insert(name, value))
    };
    insert(header::CONTENT_TYPE, &answer.kind);
    if let Some(location) = &answer.location {
        insert(header::LOCATION, location);
    }
    response
}
