//! Pictures, films and frames that are still on other hosts.
//!
//! Comes in: what the files load; goes out: a warning for each host, with the number of things that pages only link to. A
//! reader's browser is never sent there unasked, so the pages are right all the same.

use std::collections::BTreeMap;

use super::{AnyEntry, Content, ReferenceKind};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::Place;
use crate::base::suggest::closest;
use crate::casefile::is_translation;
use crate::config::Config;
use crate::model::Audience;

/// Something that is on another host: the host, the address, and where it is named.
struct Elsewhere {
    host: String,
    address: String,
    place: Place,
    kind: Kind,
}

/// What it is, as far as what can be done about it goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A file that an import left where it was.
    Imported,
    /// A page within the page, such as a film with its player: no file that one could have.
    Frame,
    /// Any other file.
    File,
}

/// Adds a warning for each host that pages would have to ask.
pub fn check_hosts(config: &Config, content: &Content, audience: Audience, problems: &mut Diagnostics) {
    let mut hosts: BTreeMap<String, Vec<Elsewhere>> = BTreeMap::new();
    for one in content.find(|entry| elsewhere(config, entry, audience)) {
        hosts.entry(one.host.clone()).or_default().push(one);
    }
    for (host, all) in hosts {
        let Some(first) = all.first() else { continue };
        problems.push(warning(config, &host, &all).at(first.place.clone()));
    }
}

/// What a file that is shown would load from hosts that are not allowed.
fn elsewhere(config: &Config, entry: AnyEntry<'_>, audience: Audience) -> Vec<Elsewhere> {
    let is_shown = || {
        entry.value.is_some_and(|value| value.schedule().hidden_from(audience).is_none())
            && !is_translation(entry.text.path())
    };
    let references = entry.text.analysis().references.iter();
    let loads = references.filter(|reference| matches!(reference.kind, ReferenceKind::Load | ReferenceKind::Source));
    let foreign = loads.filter_map(|load| Some((config.foreign_host(&load.text)?, load)));
    let found = foreign.filter(|_| is_shown()).map(|(host, load)| {
        let is_source = load.kind == ReferenceKind::Source;
        let place = if is_source { entry.text.place_of(&load.text) } else { entry.text.body_span(load.span.clone()) };
        let kind = if is_source || load.text.contains("/wp-content/") {
            Kind::Imported
        } else if is_in_frame(&place) {
            Kind::Frame
        } else {
            Kind::File
        };
        Elsewhere { host, address: load.text.clone(), place, kind }
    });
    found.collect()
}

/// Does it stand in the tag of a frame?
fn is_in_frame(place: &Place) -> bool {
    let before = place.source.text().get(..place.span.start).unwrap_or_default();
    let tag = before.rfind('<').and_then(|start| before.get(start + 1..)).unwrap_or_default().to_ascii_lowercase();
    ["iframe", "embed", "object"].iter().any(|name| tag.starts_with(name))
}

fn warning(config: &Config, host: &str, all: &[Elsewhere]) -> Diagnostic {
    let address = all.first().map_or("", |first| first.address.as_str());
    let message = match all.len() {
        1 => say!("`{address}` is on another host, so the page only links to it", address),
        count => say!(
            "{count} pictures, films or frames are on `{host}`, so pages only link to them; the first is `{address}`",
            count,
            host,
            address
        ),
    };
    let known = config.publishing.allow_hosts.iter().map(String::as_str);
    if let Some(near) = closest(host, known) {
        let help =
            say!("`allow_hosts` in site.yaml names `{near}`; write `{host}` if that is what is meant", near, host);
        return Diagnostic::warning(Code::ForeignHost, message).help(help);
    }
    let help = if all.iter().any(|one| one.kind == Kind::Imported) {
        say!(
            "import the posts again without `--offline`, or with `--media FOLDER` and a copy of their uploads, or put \
             the files into assets/ and name them there; or, if every reader's browser may ask that host, write \
             `allow_hosts: [{host}]` into site.yaml",
            host
        )
    } else if all.iter().all(|one| one.kind == Kind::Frame) {
        say!(
            "leave it as the link that pages show; or, if every reader's browser may ask that host, write \
             `allow_hosts: [{host}]` into site.yaml",
            host
        )
    } else {
        say!(
            "put the file into assets/ and name it there; or, if every reader's browser may ask that host, write \
             `allow_hosts: [{host}]` into site.yaml",
            host
        )
    };
    Diagnostic::warning(Code::ForeignHost, message).help(help)
}
