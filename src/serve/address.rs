//! Where the server answers.
//!
//! Comes in: a host and a port; goes out: a socket that listens there, or at the next free port, and the names by which it may be
//! called.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};

use super::is_loopback;
use crate::base::error::{Error, Result};

/// How many ports are tried, the first one among them.
const MOST_TRIED: u16 = 50;

/// Where the server answers.
#[derive(Debug, Clone)]
pub struct Address {
    /// The host, as the user gave it.
    host: String,
    /// Where the socket listens.
    pub socket: SocketAddr,
    /// The port that was asked for, where it was taken.
    pub taken: Option<u16>,
    /// The path of the home page.
    home: String,
}

impl Address {
    /// Listens at a host, at this port or the next free one.
    ///
    /// # Errors
    /// There is no such host, or no port that may be used.
    pub(super) fn bind(host: &str, port: u16, home: String) -> Result<(TcpListener, Self)> {
        let ip = resolve(host)?;
        let mut tried = port;
        let listener = loop {
            match TcpListener::bind((ip, tried)) {
                Ok(listener) => break listener,
                Err(cause)
                    if cause.kind() == ErrorKind::AddrInUse && tried - port + 1 < MOST_TRIED && tried < u16::MAX =>
                {
                    tried += 1;
                }
                Err(cause) => return Err(refused(host, tried, &cause)),
            }
        };
        let socket = listener.local_addr().map_err(|cause| refused(host, tried, &cause))?;
        let taken = (tried != port).then_some(port);
        Ok((listener, Self { host: host.to_owned(), socket, taken, home }))
    }

    /// The address of the home page, for a browser on this machine.
    #[must_use]
    pub fn url(&self) -> String {
        let ip = self.socket.ip();
        let host = match self.host.parse::<IpAddr>() {
            Ok(_) if ip.is_unspecified() => "127.0.0.1".to_owned(),
            Ok(IpAddr::V6(ip)) => format!("[{ip}]"),
            _ => self.host.clone(),
        };
        format!("http://{host}:{}{}", self.socket.port(), self.home)
    }

    /// Can other machines reach it?
    #[must_use]
    pub fn is_public(&self) -> bool {
        !is_loopback(self.socket.ip())
    }

    /// Is this what a browser may call it (`localhost:1111`)? A page of another host that leads its name to this machine gives
    /// itself away by that name. A number cannot be led anywhere.
    pub(super) fn is_called(&self, authority: &str) -> bool {
        let (name, port) = match authority.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (authority, Some(80)),
        };
        if port != Some(self.socket.port()) {
            return false;
        }
        let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        match number.parse::<IpAddr>() {
            Ok(ip) if is_loopback(self.socket.ip()) => is_loopback(ip),
            Ok(ip) => self.socket.ip().is_unspecified() || ip.to_canonical() == self.socket.ip().to_canonical(),
            Err(_) => name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(&self.host),
        }
    }
}

/// The address of a host on this machine, in version 4 where there is one.
fn resolve(host: &str) -> Result<IpAddr> {
    let found = (host, 0).to_socket_addrs();
    let addresses: Vec<IpAddr> = found.map(|all| all.map(|address| address.ip()).collect()).unwrap_or_default();
    let first = addresses.iter().find(|ip| ip.is_ipv4()).or(addresses.first());
    first.copied().ok_or_else(|| {
        Error::Usage(say!(
            "there is no host `{host}`; leave `--host` out, or write a name or an address of this machine",
            host
        ))
    })
}

fn refused(host: &str, port: u16, cause: &std::io::Error) -> Error {
    let help = match cause.kind() {
        ErrorKind::PermissionDenied => {
            say!("ports below 1024 are for administrators; choose another one with `--port`")
        }
        ErrorKind::AddrNotAvailable => {
            say!("this machine has no such address; leave `--host` out, or name one that it has")
        }
        ErrorKind::AddrInUse => say!("all ports from there on are taken; choose another one with `--port`"),
        _ => say!("choose another port with `--port`"),
    };
    Error::Usage(say!("could not answer at {host}, port {port} ({cause}); {help}", host, port, cause, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(host: &str) -> Address {
        Address::bind(host, 0, "/library/".to_owned()).unwrap().1
    }

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let (first, address) = Address::bind("127.0.0.1", 0, "/".to_owned()).unwrap();
        let port = first.local_addr().unwrap().port();
        assert_eq!(address.taken, None);
        let (_second, next) = Address::bind("127.0.0.1", port, "/".to_owned()).unwrap();
        assert_eq!(next.taken, Some(port));
        assert!(next.socket.port() > port);
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let address = bound("127.0.0.1");
        let port = address.socket.port();
        assert_eq!(address.url(), format!("http://127.0.0.1:{port}/library/"));
        assert!(!address.is_public());
        for name in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "127.0.0.2"] {
            assert!(address.is_called(&format!("{name}:{port}")), "{name}");
        }
        for name in ["evil.example", "192.168.1.5", "localhost.evil.example", "", "[::1", "0.0.0.0", "127.0.0.1.evil"] {
            assert!(!address.is_called(&format!("{name}:{port}")), "{name}");
        }
        for wrong in ["localhost", "localhost:1", "localhost:", "127.0.0.1:99999", "[::1]"] {
            assert!(!address.is_called(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_address_for_all_is_called_by_any_number_and_no_other_name() {
        let address = bound("0.0.0.0");
        let port = address.socket.port();
        assert!(address.is_public() && address.url().starts_with("http://127.0.0.1:"));
        assert!(address.is_called(&format!("192.168.1.5:{port}")) && address.is_called(&format!("localhost:{port}")));
        assert!(!address.is_called(&format!("evil.example:{port}")));
    }

    #[test]
    fn a_host_that_is_not_there_is_told() {
        let error = Address::bind("no-such-host.invalid", 0, String::new()).unwrap_err().to_string();
        assert!(error.contains("no-such-host.invalid") && error.contains("--host"), "{error}");
    }
}
