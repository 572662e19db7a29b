//! The external-resource check: a site that would load anything from another host is not published.
//!
//! Comes in: finished files, one by one; goes out: a mistake for each address of another host that a reader's browser would
//! ask without being told to, unless `site.yaml` allows that host. Links for readers to follow are none of them.

mod css;
mod scan;
#[cfg(test)]
mod scan_properties;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scan::{Load, loads};

use super::place::{place_in_content, place_in_theme};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::source::Place;
use crate::base::suggest::closest;
use crate::config::Config;

/// Which hosts a site may load from.
pub(super) struct ExternalCheck {
    own: String,
    allowed: BTreeSet<String>,
}

/// Something that a file would load from a host that is not allowed.
pub(super) struct ExternalLoad<'a> {
    path: String,
    origin: &'a str,
    load: Load,
}

impl ExternalCheck {
    /// The hosts that `site.yaml` allows, and the site's own. A site that opens from any folder has none of its own.
    pub(super) fn new(config: &Config) -> Self {
        let mut allowed: BTreeSet<String> = config.publishing.allow_hosts.iter().cloned().collect();
        let own = config.own_host().filter(|_| !config.relative).unwrap_or_default();
        allowed.insert(own.clone());
        Self { own, allowed }
    }

    /// Covers which hosts are allowed.
    pub(super) fn key(&self) -> Digest {
        let mut key = Digester::new("external");
        for host in &self.allowed {
            key.text(host);
        }
        key.finish()
    }

    /// What the file at `path`, made from `origin`, would load.
    pub(super) fn look<'a>(&self, path: &str, origin: &'a str, bytes: &[u8]) -> Vec<ExternalLoad<'a>> {
        let loads = loads(path, bytes, &self.own, &self.allowed);
        loads.into_iter().map(|load| ExternalLoad { path: path.to_owned(), origin, load }).collect()
    }
}

/// Adds a problem for each thing found: at its place in the text that the page comes from, else in the site theme, else once
/// with the number of pages that have it.
pub(super) fn report(
    root: &Path,
    config: &Config,
    found: Vec<ExternalLoad<'_>>,
    problems: &mut Diagnostics,
) -> Result<()> {
    let hosts = found.iter().map(|found| &found.load.host).chain(&config.publishing.allow_hosts);
    let hosts: BTreeSet<String> = hosts.filter(|host| config.own_host().as_ref() != Some(host)).cloned().collect();
    let hosts = hosts.into_iter().collect::<Vec<_>>().join(", ");
    let mut elsewhere: BTreeMap<Load, Vec<String>> = BTreeMap::new();
    for ExternalLoad { path, origin, load } in found {
        match place_in_content(root, origin, &load.address)? {
            Some(place) => problems.push(problem((config, &hosts), say!("the page `/{path}`", path), &load).at(place)),
            None => elsewhere.entry(load).or_default().push(path),
        }
    }
    for (load, mut pages) in elsewhere {
        pages.dedup();
        let first = pages.first().cloned().unwrap_or_default();
        let what = match pages.len() - 1 {
            0 => say!("`/{first}`", first),
            others => say!("`/{first}` (and {others} more)", first, others),
        };
        let in_theme = place_in_theme(root, &config.theme.text, &load.address)?;
        let place = in_theme.unwrap_or_else(|| Place::of_file(format!("output/{first}")));
        problems.push(problem((config, &hosts), what, &load).at(place));
    }
    Ok(())
}

/// `hosts` are all that the pages load from, as one list: the key `allow_hosts` stands in `site.yaml` once.
fn problem((config, hosts): (&Config, &str), what: Message, load: &Load) -> Diagnostic {
    let Load { address, host, how } = load;
    let message = say!("{what} loads `{address}` from another host (`{how}`)", what, address, how);
    let known = config.publishing.allow_hosts.iter().map(String::as_str);
    let help = if config.own_host().as_ref() == Some(host) {
        say!("name the file itself, without the host, so that it is found in any folder")
    } else if let Some(near) = closest(host, known) {
        say!("`allow_hosts` in site.yaml names `{near}`; write `{host}` if that is what is meant", near, host)
    } else {
        say!(
            "put the file into assets/ and name it there; or, if every reader's browser may ask that host, write \
             `allow_hosts: [{hosts}]` into site.yaml",
            hosts
        )
    };
    Diagnostic::error(Code::ForeignHost, message).help(help)
}
