//! Why a request got no answer, in words.

use std::fmt;
use std::time::Duration;

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
    /// A redirect led from a host of the web to an address that only this machine or its network can reach: where to.
    Private(String),
    /// The answer came too slowly, or stopped coming.
    TooSlow,
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
            Self::Private(address) => write!(
                formatter,
                "it is redirected to {address}, an address within this machine or its network, which no public site should name"
            ),
            Self::TooSlow => formatter.write_str("the answer came too slowly, or stopped coming"),
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
