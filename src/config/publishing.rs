//! The keys of `site.yaml` that say how the site is published: its hosts, what it may load from others, and which of its
//! addresses are gone.

use super::loading::host_with_port;
use super::{Config, Located, located};
use crate::base::diag::Code;
use crate::base::suggest::closest;
use crate::base::url::{SitePath, is_plain_host};
use crate::yaml::{Fields, SpannedText};

/// How the site is published.
#[derive(Debug, Clone, Default)]
pub struct Publishing {
    /// The services and servers whose own files the build writes, each once, in the order of [`Host::ALL`].
    pub hosts: Vec<Host>,
    /// Other hosts from which pages may load something: `www.youtube-nocookie.com`.
    pub allow_hosts: Vec<String>,
    /// Old addresses and where they lead now, for pages that no content file names.
    pub redirects: Vec<Moved>,
    /// Addresses of pages that are gone for good.
    pub gone: Vec<Gone>,
    /// Do browsers keep what was read, for when there is no network? Not where nothing is said; a `false` takes back what an
    /// earlier `true` left on devices.
    pub offline: Option<bool>,
}

/// A service or a server that wants files of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Host {
    /// GitHub Pages.
    GithubPages,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages, or the static assets of a Worker.
    Cloudflare,
    /// nginx.
    Nginx,
}

/// An old address and the one that it leads to now.
#[derive(Debug, Clone)]
pub struct Moved {
    /// The old address.
    pub from: SitePath,
    /// The new one.
    pub to: SitePath,
    /// What is written as the new one, and where.
    pub written: Located,
}

/// The address of a page that is gone for good.
#[derive(Debug, Clone)]
pub struct Gone {
    /// The address.
    pub path: SitePath,
    /// What is written, and where.
    pub written: Located,
}

impl Host {
    /// Every host that is known.
    pub const ALL: [Self; 4] = [Self::GithubPages, Self::Netlify, Self::Cloudflare, Self::Nginx];

    /// The name in `site.yaml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GithubPages => "github-pages",
            Self::Netlify => "netlify",
            Self::Cloudflare => "cloudflare",
            Self::Nginx => "nginx",
        }
    }
}

/// Reads the keys. Problems are reported through `fields`.
pub(super) fn publishing(fields: &Fields<'_>) -> Publishing {
    fields.among("hosts", Host::ALL.map(Host::name));
    let mut hosts: Vec<Host> = fields.texts("hosts").into_iter().filter_map(|text| host(fields, text)).collect();
    hosts.sort();
    hosts.dedup();
    let allow_hosts = fields.texts("allow_hosts").into_iter().filter_map(|text| host_name(fields, text)).collect();
    let gone = fields.texts("gone").into_iter().filter_map(|text| gone(fields, text)).collect();
    let offline = fields.boolean("offline", false);
    let offline = fields.node("offline").is_some().then_some(offline);
    Publishing { hosts, allow_hosts, redirects: redirects(fields), gone, offline }
}

/// Says where `offline` asks for what browsers refuse.
pub(super) fn check_offline(fields: &Fields<'_>, config: &Config) {
    let Some(span) = fields.node("offline").map(|node| node.span.clone()) else { return };
    if config.publishing.offline != Some(true) {
        return;
    }
    if config.relative {
        let message = say!("`offline` needs a web server, and `relative` makes a site without one");
        fields.report_at(span, Code::WrongType, message, say!("take one of the two out"));
    } else if !config.base_url.is_secure() {
        let message = say!("`offline` keeps pages on devices of readers, which browsers allow over https alone");
        fields.report_at(span, Code::BadAddress, message, say!("write `base_url: https://…`, or take `offline` out"));
    }
}

fn host(fields: &Fields<'_>, text: SpannedText) -> Option<Host> {
    let known = Host::ALL.iter().find(|host| host.name() == text.text);
    if known.is_none() {
        let names = Host::ALL.map(Host::name);
        let help = match closest(&text.text, names) {
            Some(near) => say!("did you mean `{near}`?", near),
            None => say!(
                "choose among {names}, or take the line out; any other host needs no file",
                names = names.join(", ")
            ),
        };
        fields.report_at(
            text.span,
            Code::UnknownHost,
            say!("there are no files for a host `{text}`", text = text.text),
            help,
        );
    }
    known.copied()
}

/// A host as addresses name it: in small letters, other scripts in their ASCII form.
fn host_name(fields: &Fields<'_>, text: SpannedText) -> Option<String> {
    let written = text.text.trim();
    let address = if written.contains("//") { written.to_owned() } else { format!("https://{written}/") };
    let url = url::Url::parse(&address).ok();
    let name = url.as_ref().and_then(host_with_port);
    // Addresses lose line breaks when they are read, and what would follow one in a file of a host is not for us to guess.
    let is_host =
        !written.contains(['/', '@', '?', '#', '*']) && !written.contains(char::is_control) && !written.ends_with(':');
    let name = name.filter(|name| is_plain_host(name));
    match name {
        Some(name) if is_host => Some(name),
        name => {
            let message = say!("`allow_hosts` should name hosts, and `{written}` is none", written);
            let help = match name.filter(|name| !name.contains('*')) {
                _ if written.ends_with(':') => {
                    say!(
                        "`{written}` is the beginning of addresses, and not a host; name each host whole, such as \
                         `www.youtube-nocookie.com`",
                        written
                    )
                }
                Some(name) if written.starts_with(char::is_alphanumeric) => say!("write only the host: `{name}`", name),
                _ if written.starts_with('\'') => {
                    say!("`{written}` is a word of Content-Security-Policy; `allow_hosts` names hosts alone", written)
                }
                _ => say!("write each host whole, such as `www.youtube-nocookie.com`"),
            };
            fields.report_at(text.span, Code::BadAddress, message, help);
            None
        }
    }
}

fn gone(fields: &Fields<'_>, text: SpannedText) -> Option<Gone> {
    Some(Gone { path: address(fields, &text)?, written: located(fields, text) })
}

fn redirects(fields: &Fields<'_>) -> Vec<Moved> {
    let mut redirects = Vec::new();
    for item in fields.mappings("redirects", "from: /old/, to: /new/") {
        let from = item.required_text("from", "/themes/climate/").and_then(|text| address(&item, &text));
        let to = item.required_text("to", "/themes/climate-action/");
        item.finish();
        let path = to.as_ref().and_then(|to| if to.text == "/" { Some(SitePath::home()) } else { address(&item, to) });
        if let (Some(from), Some(to), Some(path)) = (from, to, path) {
            redirects.push(Moved { from, to: path, written: located(&item, to) });
        }
    }
    redirects
}

fn address(fields: &Fields<'_>, text: &SpannedText) -> Option<SitePath> {
    fields.page_address(text, say!("write it without the host: /cases/oslo/"))
}
