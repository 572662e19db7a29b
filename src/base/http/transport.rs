//! Requests, and which redirects are followed.

use std::io;
use std::net::{IpAddr, ToSocketAddrs as _};
use std::time::Duration;

use ureq::http::{HeaderMap, Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, Proxy, Timeout, config::Config};
use url::{Host, Url};

use super::{Answer, Failure, Look, Refusal, Settings};
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
        let guarded = if is_proxied { open.clone() } else { Agent::with_parts(config, DefaultConnector::new(), guard) };
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

    /// Asks once what stands at an address, and follows where it leads.
    pub fn look(&self, address: &str, may_lead_inside: bool) -> Result<Look, Failure> {
        let mut address = Url::parse(address).map_err(|_| Failure::BadAddress)?;
        let mut is_permanent = true;
        for _ in 0..=REDIRECTS {
            if !may_lead_inside && self.leads_inside(&address) {
                return Err(Failure::Private(address.to_string()));
            }
            let response = head(if may_lead_inside { &self.open } else { &self.guarded }, &address)?;
            let status = response.status().as_u16();
            let Some(mut next) = redirect(&response, &address)? else {
                return Ok(Look { status, address: address.to_string(), is_permanent });
            };
            is_permanent &= matches!(status, 301 | 308);
            // What stands behind `#` stays, unless the server says another (RFC 9110, section 10.2.2).
            if next.fragment().is_none() {
                next.set_fragment(address.fragment());
            }
            address = next;
        }
        Err(Failure::TooManyRedirects)
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
    agent.get(address.as_str()).call().map_err(|error| refused(&error, address, limit).into())
}

/// Asks for the head of an answer. Some servers refuse to say less than all; of their answer the rest is not read.
fn head(agent: &Agent, address: &Url) -> Result<Response<Body>, Failure> {
    let answer = agent.head(address.as_str()).call().map_err(|error| refused(&error, address, 0));
    match answer {
        Ok(response) if response.status().as_u16() < 400 || matches!(response.status().as_u16(), 429 | 503) => {
            Ok(response)
        }
        Err(failure) if !matches!(failure, Failure::Broken(_)) => Err(failure),
        _ => agent.get(address.as_str()).call().map_err(|error| refused(&error, address, 0)),
    }
}

fn refused(error: &Error, address: &Url, limit: u64) -> Failure {
    match error {
        Error::Io(cause) if cause.kind() == io::ErrorKind::PermissionDenied => Failure::Private(address.to_string()),
        _ => failure(error, limit),
    }
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
