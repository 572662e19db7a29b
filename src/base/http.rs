//! The only file that talks to the network.
//!
//! Comes in: an address and how large the answer may be; goes out: the answer, or why there is none. Bounds of time and
//! size hold for every request, a short trouble of the server is waited out, and nothing else is decided here: what the
//! answer means is up to the caller. Without the cargo feature `http` every request fails with
//! [`Failure::NoNetworkInThisBuild`].

use std::fmt;
use std::time::Duration;

/// How often an address is asked before its trouble is taken for lasting.
pub const TRIES: u32 = 3;
/// A server that asks for a longer pause than this is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// The pause after the first failure; it doubles with each.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The address that answered in the end, after redirects.
    pub address: String,
    /// Its `Link` headers (RFC 8288).
    pub links: Vec<String>,
    /// `X-WP-TotalPages`: how many pages the list has of which this is one.
    pub total_pages: Option<usize>,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The program was built without the feature `http`.
    NoNetworkInThisBuild,
    /// It is not a web address.
    BadAddress,
    /// The host is unknown, or nobody there takes the connection; what the system said. Other addresses of the host will
    /// not do better.
    Unreachable(String),
    /// The server answered with this status, which is none of success.
    Status(u16),
    /// The server is busy and asks to come back after this time, which is too long to wait.
    Busy(Duration),
    /// The answer is larger than it may be.
    TooLarge {
        /// How many bytes it may have.
        limit: u64,
    },
    /// One redirect led to the next, too often.
    TooManyRedirects,
    /// The answer broke off, took too long, or is not HTTP; what happened.
    Broken(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoNetworkInThisBuild => formatter.write_str("this build has no network"),
            Self::BadAddress => formatter.write_str("it is not a web address"),
            Self::Unreachable(reason) => write!(formatter, "no connection ({reason})"),
            Self::Status(status) => write!(formatter, "the server answered with {}", status_text(*status)),
            Self::Busy(time) => {
                write!(formatter, "the server is busy and asks to come back in {} seconds", time.as_secs())
            }
            Self::TooLarge { limit } => write!(formatter, "it is larger than {}", megabytes(*limit)),
            Self::TooManyRedirects => formatter.write_str("it is redirected from one address to the next without end"),
            Self::Broken(reason) => write!(formatter, "the answer is broken ({reason})"),
        }
    }
}

impl Failure {
    /// May the same request succeed a little later?
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Status(429 | 500 | 502 | 503 | 504) | Self::Broken(_))
    }
}

/// `404 (there is no such page)`, for the codes that people meet.
fn status_text(status: u16) -> String {
    let meaning = match status {
        401 | 403 => " (it does not show this to everybody)",
        404 | 410 => " (there is no such page)",
        429 => " (too many requests)",
        500..=599 => " (it has a trouble of its own)",
        _ => "",
    };
    format!("{status}{meaning}")
}

/// A size for people.
fn megabytes(bytes: u64) -> String {
    const MEGABYTE: u64 = 1024 * 1024;
    if bytes >= MEGABYTE && bytes.is_multiple_of(MEGABYTE) {
        format!("{} MB", bytes / MEGABYTE)
    } else {
        format!("{bytes} bytes")
    }
}

/// How to reach the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Use the proxy that the environment names (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` …)?
    pub system_proxy: bool,
}

/// A failed try: why, and the header `Retry-After` in which the server says when to come back.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Refusal {
    failure: Failure,
    retry_after: Option<String>,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self { failure, retry_after: None }
    }
}

/// Connections to servers, kept open between requests.
#[derive(Debug, Clone)]
pub struct Client {
    transport: transport::Transport,
}

impl Client {
    /// A client without connections yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { transport: transport::Transport::new(settings) }
    }

    /// Asks for an address. A trouble that may pass (429, 5xx, an answer that breaks off or takes too long) is asked for
    /// again, [`TRIES`] times in all; `wait` spends the time between.
    ///
    /// # Errors
    /// There is no answer, or it is none of success.
    pub fn get(&self, address: &str, limit: u64, wait: &dyn Fn(Duration)) -> Result<Answer, Failure> {
        let url = url::Url::parse(address).map_err(|_| Failure::BadAddress)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Failure::BadAddress);
        }
        with_retries(|| self.transport.get(url.as_str(), limit), wait)
    }
}

fn with_retries(mut ask: impl FnMut() -> Result<Answer, Refusal>, wait: &dyn Fn(Duration)) -> Result<Answer, Failure> {
    let mut pause = FIRST_WAIT;
    for _ in 1..TRIES {
        match ask() {
            Ok(answer) => return Ok(answer),
            Err(refusal) if !refusal.failure.is_passing() => return Err(refusal.failure),
            Err(refusal) => match refusal.retry_after.as_deref().and_then(retry_after) {
                Some(time) if time > LONGEST_WAIT => return Err(Failure::Busy(time)),
                time => wait(time.unwrap_or(pause)),
            },
        }
        pause *= 2;
    }
    ask().map_err(|refusal| refusal.failure)
}

/// `Retry-After` in seconds (RFC 9110, section 10.2.3). Its other form, a date, would need a clock, and is passed over.
fn retry_after(value: &str) -> Option<Duration> {
    value.trim().parse().ok().map(Duration::from_secs)
}

#[cfg(feature = "http")]
mod transport {
    use std::io;
    use std::time::Duration;

    use ureq::http::{HeaderMap, Response};
    use ureq::{Agent, Body, Error, Proxy, ResponseExt, Timeout};

    use super::{Answer, Failure, Refusal, Settings};

    /// A host that is there takes a connection within this time.
    const CONNECT: Duration = Duration::from_secs(5);
    /// The first byte of a slow page of posts.
    const FIRST_BYTE: Duration = Duration::from_secs(30);
    /// A large picture over a slow line.
    const WHOLE_BODY: Duration = Duration::from_secs(180);
    const REDIRECTS: u32 = 5;

    #[derive(Debug, Clone)]
    pub(super) struct Transport {
        agent: Agent,
    }

    impl Transport {
        pub fn new(settings: Settings) -> Self {
            let config = Agent::config_builder()
                .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
                .proxy(if settings.system_proxy { Proxy::try_from_env() } else { None })
                .http_status_as_error(false)
                .max_redirects(REDIRECTS)
                .max_redirects_will_error(true)
                .timeout_resolve(Some(CONNECT))
                .timeout_connect(Some(CONNECT))
                .timeout_recv_response(Some(FIRST_BYTE))
                .timeout_recv_body(Some(WHOLE_BODY))
                .build();
            Self { agent: config.into() }
        }

        /// Asks once.
        pub fn get(&self, address: &str, limit: u64) -> Result<Answer, Refusal> {
            let mut response = self.agent.get(address).call().map_err(|error| failure(&error, limit))?;
            let status = response.status();
            if !status.is_success() {
                let retry_after = text(response.headers(), "retry-after").map(str::to_owned);
                return Err(Refusal { failure: Failure::Status(status.as_u16()), retry_after });
            }
            // What is too large by its own word is not read at all.
            if response.body().content_length().is_some_and(|length| length > limit) {
                return Err(Failure::TooLarge { limit }.into());
            }
            let body = read(&mut response, limit)?;
            let links = response.headers().get_all("link").iter();
            Ok(Answer {
                address: response.get_uri().to_string(),
                links: links.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect(),
                total_pages: text(response.headers(), "x-wp-totalpages").and_then(|value| value.trim().parse().ok()),
                body,
            })
        }
    }

    fn read(response: &mut Response<Body>, limit: u64) -> Result<Vec<u8>, Failure> {
        // One byte more: what is exactly as large as it may be is not too large.
        let body = response.body_mut().with_config().limit(limit.saturating_add(1)).read_to_vec();
        let body = body.map_err(|error| failure(&error, limit))?;
        if u64::try_from(body.len()).is_ok_and(|length| length <= limit) {
            Ok(body)
        } else {
            Err(Failure::TooLarge { limit })
        }
    }

    fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        headers.get(name).and_then(|value| value.to_str().ok())
    }

    fn failure(error: &Error, limit: u64) -> Failure {
        match error {
            Error::BadUri(_) | Error::Http(_) => Failure::BadAddress,
            Error::HostNotFound => Failure::Unreachable("the host is not known".to_owned()),
            Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                Failure::Unreachable("nobody answers there".to_owned())
            }
            Error::ConnectionFailed | Error::ConnectProxyFailed(_) | Error::Tls(_) | Error::Rustls(_) => {
                Failure::Unreachable(error.to_string())
            }
            Error::Io(cause) if is_about_the_connection(cause) => Failure::Unreachable(cause.to_string()),
            Error::Timeout(_) => Failure::Broken("it took too long".to_owned()),
            Error::TooManyRedirects => Failure::TooManyRedirects,
            Error::BodyExceedsLimit(_) => Failure::TooLarge { limit },
            _ => Failure::Broken(error.to_string()),
        }
    }

    /// A connection that was there and broke off may come again. All else (no such host, no network, nobody who listens)
    /// comes before there is one; a failed look-up of a name has no kind of its own to ask for.
    fn is_about_the_connection(cause: &io::Error) -> bool {
        use io::ErrorKind::{
            BrokenPipe, ConnectionAborted, ConnectionReset, Interrupted, InvalidData, TimedOut, UnexpectedEof,
        };
        !matches!(
            cause.kind(),
            BrokenPipe | ConnectionAborted | ConnectionReset | Interrupted | InvalidData | TimedOut | UnexpectedEof
        )
    }
}

#[cfg(not(feature = "http"))]
mod transport {
    use super::{Answer, Failure, Refusal, Settings};

    #[derive(Debug, Clone)]
    pub(super) struct Transport;

    impl Transport {
        pub fn new(_: Settings) -> Self {
            Self
        }

        pub fn get(&self, _: &str, _: u64) -> Result<Answer, Refusal> {
            Err(Failure::NoNetworkInThisBuild.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn answer() -> Answer {
        Answer { address: String::new(), links: Vec::new(), total_pages: None, body: Vec::new() }
    }

    /// The outcome of these tries one after the other, and the pauses between them in milliseconds.
    fn run(tries: Vec<Result<Answer, Refusal>>) -> (Result<Answer, Failure>, Vec<u128>) {
        let pauses = RefCell::new(Vec::new());
        let mut tries = tries.into_iter();
        let outcome = with_retries(|| tries.next().unwrap(), &|time| pauses.borrow_mut().push(time.as_millis()));
        assert_eq!(tries.count(), 0, "some tries were not made");
        (outcome, pauses.into_inner())
    }

    fn busy(seconds: Option<u64>) -> Result<Answer, Refusal> {
        Err(Refusal { failure: Failure::Status(429), retry_after: seconds.map(|seconds| seconds.to_string()) })
    }

    #[test]
    fn a_passing_trouble_is_waited_out_with_growing_pauses() {
        let (outcome, pauses) =
            run(vec![Err(Failure::Status(500).into()), Err(Failure::Broken(String::new()).into()), Ok(answer())]);
        assert_eq!((outcome, pauses), (Ok(answer()), vec![500, 1000]));
    }

    #[test]
    fn after_three_tries_the_last_trouble_is_told() {
        let (outcome, pauses) = run(vec![busy(None), busy(None), Err(Failure::Status(503).into())]);
        assert_eq!((outcome, pauses.len()), (Err(Failure::Status(503)), 2));
    }

    #[test]
    fn the_server_says_how_long_to_wait_but_not_for_ever() {
        assert_eq!(run(vec![busy(Some(7)), Ok(answer())]), (Ok(answer()), vec![7000]));
        assert_eq!(run(vec![busy(Some(3600))]), (Err(Failure::Busy(Duration::from_secs(3600))), vec![]));
    }

    #[test]
    fn what_will_not_pass_is_not_tried_again() {
        for failure in [Failure::Status(404), Failure::Unreachable(String::new()), Failure::TooLarge { limit: 1 }] {
            assert_eq!(run(vec![Err(failure.clone().into())]), (Err(failure), vec![]));
        }
    }

    #[test]
    fn only_web_addresses_are_asked() {
        let client = Client::new(Settings { system_proxy: false });
        for address in ["", "post.json", "file:///etc/passwd", "ftp://example.org/"] {
            assert_eq!(client.get(address, 1, &|_| {}), Err(Failure::BadAddress), "{address}");
        }
    }

    #[test]
    fn sizes_are_told_to_people() {
        assert_eq!(Failure::TooLarge { limit: 30 << 20 }.to_string(), "it is larger than 30 MB");
        assert_eq!(retry_after(" 12 "), Some(Duration::from_secs(12)));
        assert_eq!(retry_after("Wed, 21 Oct 2026 07:28:00 GMT"), None);
    }
}
