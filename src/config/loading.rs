//! From which hosts pages may load something.

use super::Config;

impl Config {
    /// The host of an address from which pages must load nothing: neither the site's own, nor one that `allow_hosts` names.
    /// None also where the address has no host.
    #[must_use]
    pub fn foreign_host(&self, address: &str) -> Option<String> {
        self.unnamed_host(address).filter(|host| self.own_host().as_ref() != Some(host))
    }

    /// The host of an address that `allow_hosts` does not name, be it the site's own: what stood there before the site did most
    /// likely goes with it.
    #[must_use]
    pub fn unnamed_host(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let whole = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
        let url = url::Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let host = host_with_port(&url)?;
        (!self.publishing.allow_hosts.contains(&host)).then_some(host)
    }

    /// The host of the site itself.
    #[must_use]
    pub fn own_host(&self) -> Option<String> {
        url::Url::parse(self.base_url.origin()).ok().as_ref().and_then(host_with_port)
    }
}

/// The host of an address, with its port if that is not the usual one.
#[must_use]
pub fn host_with_port(url: &url::Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use crate::base::source::SourceFile;
    use crate::config;

    #[test]
    fn hosts_are_foreign_unless_they_are_allowed_or_the_sites_own() {
        let text =
            "title: T\nbase_url: https://example.org/\nlanguage: en\nallow_hosts: [video.example, 'a.example:8080']\n";
        let config = config::read(&SourceFile::new("site.yaml", text), &RefCell::default()).unwrap();
        for (address, host) in [
            ("https://b.example/x.png", Some("b.example")),
            ("//B.example/x.png", Some("b.example")),
            ("http://a.example/x", Some("a.example")),
            ("https://a.example:8080/x", None),
            ("HTTPS://Video.Example/x", None),
            ("//example.org/x", None),
            ("https://sub.example.org/x", Some("sub.example.org")),
            ("x.png", None),
            ("/x.png", None),
            ("mailto:a@b.example", None),
            ("data:image/png;base64,//x", None),
        ] {
            assert_eq!(config.foreign_host(address).as_deref(), host, "{address}");
        }
        assert_eq!(config.unnamed_host("//example.org/x").as_deref(), Some("example.org"));
        assert_eq!(config.unnamed_host("//video.example/x"), None);
    }
}
