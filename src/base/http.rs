//! The only folder that talks to the network.
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
use super::url::is_web_address;

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

/// What stands at an address, as a server says that was asked for no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The status of the last answer.
    pub status: u16,
    /// The address that answered in the end, after redirects.
    pub address: String,
    /// Does every redirect on the way say that it is for good?
    pub is_permanent: bool,
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

    /// Asks once what stands at an address, without reading it: by HEAD, and where that is refused, by GET. It leads into a
    /// private network only where it may.
    ///
    /// # Errors
    /// There is no answer. A status that is none of success is an answer.
    pub fn look(&self, address: &str, may_lead_inside: bool) -> Result<Look, Failure> {
        if !is_web_address(address) {
            return Err(Failure::BadAddress);
        }
        self.transport.look(address, may_lead_inside)
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
mod transport;

#[cfg(not(feature = "http"))]
mod transport {
    use super::{Answer, Failure, Look, Refusal, Settings};

    #[derive(Debug, Clone)]
    pub(super) struct Transport;

    impl Transport {
        pub fn new(_: Settings) -> Self {
            Self
        }

        pub fn get(&self, _: &str, _: u64) -> Result<Answer, Refusal> {
            Err(Failure::NoNetworkInThisBuild.into())
        }

        pub fn look(&self, _: &str, _: bool) -> Result<Look, Failure> {
            Err(Failure::NoNetworkInThisBuild)
        }
    }
}

#[cfg(test)]
mod tests;
