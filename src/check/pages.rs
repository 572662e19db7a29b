//! Links, pictures and fragments of finished pages, and their ids.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::external::Outward;
use super::faults::{Fault, What, tell};
use super::orphans::{self, Leading};
use super::page::{Page, page};
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::url::{SitePath, is_external, is_web_address, percent_decode};
use crate::builder::Rendered;
use crate::site::Site;

/// What was found on the pages.
pub(super) struct Found {
    /// How many references lead to the site itself.
    pub links: usize,
    /// Those that lead to other hosts.
    pub outward: Vec<Outward>,
}

/// Checks all pages against each other.
pub(super) fn check(
    root: &Path,
    site: &Site,
    rendered: &[Rendered<'_>],
    origins: &[&str],
    problems: &mut Diagnostics,
) -> Result<Found> {
    let files: BTreeSet<&str> = rendered.iter().map(|file| file.path.as_str()).collect();
    let pages: Vec<Page<'_>> = rendered
        .par_iter()
        .zip(origins.par_iter())
        .filter(|(file, _)| file.path.ends_with(".html"))
        .map(|(file, origin)| page(&file.path, origin, &file.bytes))
        .collect();
    let by_path: BTreeMap<&str, &Page<'_>> = pages.iter().map(|page| (page.path, page)).collect();
    let mut count = 0;
    let mut faults = Vec::new();
    for page in &pages {
        faults.extend(page.twice.iter().map(|id| Fault { page, what: What::IdTwice(id.clone()), words: id }));
        for words in &page.references {
            count += usize::from(!is_external(words));
            let what = fault_of(site, page, words, &files, &by_path);
            faults.extend(what.map(|what| Fault { page, what, words }));
        }
    }
    tell(root, site, &faults, (&files, &by_path), problems)?;
    problems.extend(unreached(site, &pages).into_iter().collect());
    Ok(Found { links: count, outward: pages.iter().flat_map(|page| outward(site, page)).collect() })
}

/// The links of a page to other hosts.
fn outward(site: &Site, page: &Page<'_>) -> Vec<Outward> {
    let leads_out =
        |reference: &&String| matches!(target(site, page, reference), Target::Elsewhere) && is_web_address(reference);
    let link = |address: &String| Outward { address: address.clone(), origin: page.origin.to_owned() };
    page.references.iter().filter(leads_out).map(link).collect()
}

/// Texts that no page leads to. A page that leads on by itself is an old address, by which nobody comes to a text.
fn unreached(site: &Site, pages: &[Page<'_>]) -> Option<Diagnostic> {
    let leading: Vec<_> = pages.par_iter().filter(|page| !page.leads_on).map(|page| leading(site, page)).collect();
    orphans::check(&leading)
}

fn leading<'a>(site: &Site, page: &Page<'a>) -> Leading<'a> {
    let targets = page.references.iter().filter_map(|reference| match target(site, page, reference) {
        Target::File { path, .. } => Some(path),
        _ => None,
    });
    Leading { path: page.path, origin: page.origin, targets: targets.collect() }
}

/// What a reference of a page leads to.
enum Target<'r> {
    /// Nothing of the site, or nothing that can be read.
    Elsewhere,
    /// An address that only a web server would understand, in a site that opens from any folder.
    NotRelative(String),
    /// The host of the site, and not its folder.
    Outside,
    /// A file of the site, and a place in it.
    File { path: String, fragment: Option<&'r str> },
}

fn target<'r>(site: &Site, page: &Page<'_>, reference: &'r str) -> Target<'r> {
    let routes = &site.routes;
    // A page of a site that opens from any folder has no host; the page for addresses that do not exist is never there.
    let is_relative = routes.is_relative() && page.path != routes.not_found().as_str();
    let origin = site.config.base_url.origin();
    let host_path = match reference.strip_prefix(origin).filter(|rest| !origin.is_empty() && rest.starts_with('/')) {
        Some(rest) => rest,
        None if is_external(reference) || reference.is_empty() => return Target::Elsewhere,
        None => reference,
    };
    let (path, fragment) =
        host_path.split_once('#').map_or((host_path, None), |(path, fragment)| (path, Some(fragment)));
    let decoded = percent_decode(path.split('?').next().unwrap_or_default()).zip(percent_decode(routes.host_root()));
    let Some((path, host_root)) = decoded else { return Target::Elsewhere };
    let path = if path.is_empty() {
        page.path.to_owned()
    } else if is_relative && host_path.len() == reference.len() && (path.starts_with('/') || path.ends_with('/')) {
        return Target::NotRelative(path);
    } else if let Some(rest) = path.strip_prefix(host_root.as_str()) {
        SitePath::file(rest).output_path()
    } else if path.starts_with('/') {
        return Target::Outside;
    } else {
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        seen_from(folder, &path)
    };
    Target::File { path, fragment }
}

/// What is wrong with a reference: there has to be a file, and on its page the fragment.
fn fault_of(
    site: &Site,
    page: &Page<'_>,
    reference: &str,
    files: &BTreeSet<&str>,
    by_path: &BTreeMap<&str, &Page<'_>>,
) -> Option<What> {
    let (target, fragment) = match target(site, page, reference) {
        Target::Elsewhere => return None,
        Target::NotRelative(path) => return Some(What::NotRelative(path)),
        Target::Outside => return Some(What::Outside(reference.to_owned())),
        Target::File { path, fragment } => (path, fragment),
    };
    if !files.contains(target.as_str()) {
        return Some(What::NoFile(target));
    }
    let fragment = fragment.filter(|fragment| !fragment.is_empty() && *fragment != "top")?;
    let id = percent_decode(fragment)?;
    let is_there = by_path.get(target.as_str())?.ids.contains(&id);
    (!is_there).then_some(What::NoFragment(target, id))
}

/// The file that a relative address leads to from a folder, as browsers find it: they stay at the root where an address
/// would lead above it.
fn seen_from(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')).filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let is_folder =
        parts.is_empty() || path.ends_with(['/', '.']) && matches!(path.rsplit('/').next(), Some("" | "." | ".."));
    SitePath::file(if is_folder { parts.iter().map(|part| format!("{part}/")).collect() } else { parts.join("/") })
        .output_path()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_followed_as_browsers_do() {
        assert_eq!(seen_from("cases/oslo", "../../theme/a.css"), "theme/a.css");
        assert_eq!(seen_from("cases/oslo", "../"), "cases/index.html");
        assert_eq!(seen_from("cases/oslo", ".."), "cases/index.html");
        assert_eq!(seen_from("", "./"), "index.html");
        assert_eq!(seen_from("", "a.b"), "a.b");
        assert_eq!(seen_from("a", "../../../b/"), "b/index.html");
    }
}
