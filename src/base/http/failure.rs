//! Why a request got no answer, in words.

use std::fmt;
use std::time::Duration;

use crate::base::message::Message;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The program was built without the feature `http`.
    NoNetworkInThisBuild,
    /// It is not a web address.
    BadAddress,
    /// The host is unknown, or nobody there takes the connection; what the system said. Other addresses of the host will
    /// not do better.
    Unreachable(Message),
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
    Broken(Message),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().english())
    }
}

impl Failure {
    /// The same in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NoNetworkInThisBuild => say!("this build has no network"),
            Self::BadAddress => say!("it is not a web address"),
            Self::Unreachable(reason) => say!("no connection ({reason})", reason),
            Self::Status(status) => status_text(*status),
            Self::Busy(time) => {
                say!("the server is busy and asks to come back in {seconds} seconds", seconds = time.as_secs())
            }
            Self::TooLarge { limit } => say!("it is larger than {size}", size = megabytes(*limit)),
            Self::TooManyRedirects => say!("it is redirected from one address to the next without end"),
            Self::Private(address) => say!(
                "it is redirected to {address}, an address within this machine or its network, which no public site should \
                 name",
                address
            ),
            Self::TooSlow => say!("the answer came too slowly, or stopped coming"),
            Self::Broken(reason) => say!("the answer is broken ({reason})", reason),
        }
    }

    /// May the same request succeed a little later?
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Status(429 | 500 | 502 | 503 | 504) | Self::Broken(_))
    }
}

/// `404 (there is no such page)`, for the codes that people meet.
fn status_text(status: u16) -> Message {
    match status {
        401 | 403 => say!("the server answered with {status} (it does not show this to everybody)", status),
        404 | 410 => say!("the server answered with {status} (there is no such page)", status),
        429 => say!("the server answered with {status} (too many requests)", status),
        500..=599 => say!("the server answered with {status} (it has a trouble of its own)", status),
        _ => say!("the server answered with {status}", status),
    }
}

/// A size for people.
fn megabytes(bytes: u64) -> Message {
    const MEGABYTE: u64 = 1024 * 1024;
    if bytes >= MEGABYTE && bytes.is_multiple_of(MEGABYTE) {
        say!("{size} MB", size = bytes / MEGABYTE)
    } else {
        say!("{bytes} bytes", bytes)
    }
}
