//! The only file that talks to the network.
//!
//! Comes in: an address and how large the answer may be; goes out: the answer, or why there is none. Bounds of time and
//! size hold for every request, a short trouble of the server is waited out, and nothing else is decided here: what the
//! answer means is up to the caller. Without the cargo feature `http` every request fails with
//! [`Failure::NoNetworkInThisBuild`].

mod failure;

use std::net::IpAddr;
use std::time::Duration;

pub use failure::Failure;

use super::private::is_private;

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

/// How to reach the network.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Use the proxy that the environment names (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` …)?
    pub system_proxy: bool,
    /// How long an answer may stop coming.
    pub longest_stall: Duration,
    /// How long an answer may take in all.
    pub longest_answer: Duration,
    /// Which addresses no redirect of a host of the web may lead to.
    pub is_private: fn(IpAddr) -> bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            system_proxy: false,
            longest_stall: Duration::from_secs(60),
            longest_answer: Duration::from_secs(600),
            is_private,
        }
    }
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
    use std::net::{IpAddr, ToSocketAddrs as _};
    use std::time::Duration;

    use ureq::http::{HeaderMap, Response, Uri};
    use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
    use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
    use ureq::{Agent, Body, Error, Proxy, Timeout, config::Config};
    use url::{Host, Url};

    use super::{Answer, Failure, Refusal, Settings};
    use crate::base::message::Message;

    /// A host that is there takes a connection within this time.
    const CONNECT: Duration = Duration::from_secs(5);
    /// The first byte of a slow page of posts.
    const FIRST_BYTE: Duration = Duration::from_secs(30);
    const REDIRECTS: u32 = 5;

    #[derive(Debug, Clone)]
    pub(super) struct Transport {
        /// For the address that was asked for.
        open: Agent,
        /// For what hosts of the web redirect to.
        guarded: Agent,
        is_private: fn(IpAddr) -> bool,
    }

    /// Finds the addresses of a host, and none that is private. The look and the connection are one: a name cannot lead
    /// elsewhere in between.
    #[derive(Debug)]
    struct Guard {
        resolver: DefaultResolver,
        is_private: fn(IpAddr) -> bool,
    }

    impl Resolver for Guard {
        fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
            let found = self.resolver.resolve(uri, config, timeout)?;
            if found.iter().any(|address| (self.is_private)(address.ip())) {
                return Err(Error::Io(io::Error::from(io::ErrorKind::PermissionDenied)));
            }
            Ok(found)
        }
    }

    impl Transport {
        pub fn new(settings: Settings) -> Self {
            let Settings { system_proxy, longest_stall, longest_answer, is_private } = settings;
            let proxy = if system_proxy { Proxy::try_from_env() } else { None };
            let is_proxied = proxy.is_some();
            let config = Agent::config_builder()
                .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
                .proxy(proxy)
                .http_status_as_error(false)
                // Each redirect is looked at before it is followed.
                .max_redirects(0)
                .timeout_resolve(Some(CONNECT))
                .timeout_connect(Some(CONNECT))
                .timeout_recv_response(Some(FIRST_BYTE))
                .timeout_per_read(Some(longest_stall))
                .timeout_global(Some(longest_answer))
                .build();
            let open = Agent::new_with_config(config.clone());
            let guard = Guard { resolver: DefaultResolver::default(), is_private };
            // Behind a proxy, the only host that is looked up here is the proxy.
            let guarded =
                if is_proxied { open.clone() } else { Agent::with_parts(config, DefaultConnector::new(), guard) };
            Self { open, guarded, is_private }
        }

        /// Asks once.
        pub fn get(&self, address: &str, limit: u64) -> Result<Answer, Refusal> {
            let mut address = Url::parse(address).map_err(|_| Failure::BadAddress)?;
            let mut response = call(&self.open, &address, limit)?;
            let mut guards = None;
            for _ in 0..REDIRECTS {
                let Some(next) = redirect(&response, &address)? else {
                    return answer(&mut response, &address, limit);
                };
                // Who asks for a host of their own network may be led about in it.
                let guards = *guards.get_or_insert_with(|| !self.leads_inside(&address));
                if guards && self.leads_inside(&next) {
                    return Err(Failure::Private(next.to_string()).into());
                }
                response = call(if guards { &self.guarded } else { &self.open }, &next, limit)?;
                address = next;
            }
            match redirect(&response, &address)? {
                None => answer(&mut response, &address, limit),
                Some(_) => Err(Failure::TooManyRedirects.into()),
            }
        }

        /// Does an address lead to this machine or its network? A name that nobody knows leads nowhere.
        fn leads_inside(&self, address: &Url) -> bool {
            match address.host() {
                Some(Host::Ipv4(ip)) => (self.is_private)(ip.into()),
                Some(Host::Ipv6(ip)) => (self.is_private)(ip.into()),
                Some(Host::Domain(name)) => {
                    let found = (name, address.port_or_known_default().unwrap_or(80)).to_socket_addrs();
                    found.into_iter().flatten().any(|found| (self.is_private)(found.ip()))
                }
                None => true,
            }
        }
    }

    fn call(agent: &Agent, address: &Url, limit: u64) -> Result<Response<Body>, Refusal> {
        agent.get(address.as_str()).call().map_err(|error| match &error {
            Error::Io(cause) if cause.kind() == io::ErrorKind::PermissionDenied => {
                Failure::Private(address.to_string()).into()
            }
            _ => failure(&error, limit).into(),
        })
    }

    /// Where the answer sends the one who asked; none where it is an answer.
    fn redirect(response: &Response<Body>, address: &Url) -> Result<Option<Url>, Failure> {
        if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok(None);
        }
        let Some(location) = text(response.headers(), "location") else { return Ok(None) };
        let next = address.join(location).map_err(|_| Failure::BadAddress)?;
        if matches!(next.scheme(), "http" | "https") { Ok(Some(next)) } else { Err(Failure::BadAddress) }
    }

    fn answer(response: &mut Response<Body>, address: &Url, limit: u64) -> Result<Answer, Refusal> {
        let status = response.status();
        if !status.is_success() {
            let retry_after = text(response.headers(), "retry-after").map(str::to_owned);
            return Err(Refusal { failure: Failure::Status(status.as_u16()), retry_after });
        }
        // What is too large by its own word is not read at all.
        if response.body().content_length().is_some_and(|length| length > limit) {
            return Err(Failure::TooLarge { limit }.into());
        }
        let body = read(response, limit)?;
        let links = response.headers().get_all("link").iter();
        Ok(Answer {
            address: address.to_string(),
            links: links.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect(),
            total_pages: text(response.headers(), "x-wp-totalpages").and_then(|value| value.trim().parse().ok()),
            body,
        })
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
            Error::HostNotFound => Failure::Unreachable(say!("the host is not known")),
            Error::Timeout(Timeout::Resolve | Timeout::Connect) => Failure::Unreachable(say!("nobody answers there")),
            Error::ConnectionFailed | Error::ConnectProxyFailed(_) | Error::Tls(_) | Error::Rustls(_) => {
                Failure::Unreachable(Message::verbatim(error))
            }
            Error::Io(cause) if is_about_the_connection(cause) => Failure::Unreachable(Message::verbatim(cause)),
            Error::Timeout(Timeout::PerRead | Timeout::RecvBody | Timeout::Global) => Failure::TooSlow,
            Error::Timeout(_) => Failure::Broken(say!("it took too long")),
            Error::TooManyRedirects => Failure::TooManyRedirects,
            Error::BodyExceedsLimit(_) => Failure::TooLarge { limit },
            _ => Failure::Broken(Message::verbatim(error)),
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
mod tests;
