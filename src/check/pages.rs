//! Links, pictures and fragments of finished pages, and their ids.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::external::Outward;
use super::orphans::{self, Leading};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::source::Place;
use crate::base::srcset;
use crate::base::suggest::{closest, closest_path};
use crate::base::url::{SitePath, is_external, is_web_address, percent_decode};
use crate::builder::{Rendered, place_in_content};
use crate::html::{Document, NodeId, parse_fragment};
use crate::site::Site;

/// What a page holds that can be wrong.
struct Page<'a> {
    path: &'a str,
    origin: &'a str,
    ids: BTreeSet<String>,
    twice: BTreeSet<String>,
    references: Vec<String>,
    /// Does it only lead on to another address?
    leads_on: bool,
}

/// Attributes that hold an address.
const ADDRESSES: [&str; 4] = ["href", "src", "poster", "action"];

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
    for page in &pages {
        for id in &page.twice {
            let message = say!("the id `{id}` stands on the page `/{path}` twice", id, path = page.path);
            let problem = Diagnostic::error(Code::BrokenFragment, message).help(say!(
                "give one of the two headings other words, take the `id` out of the text, or mend the template"
            ));
            problems.push(problem.at(place(root, page, id)?));
        }
        for reference in &page.references {
            count += usize::from(!is_external(reference));
            if let Some(problem) = check_reference(site, page, reference, &files, &by_path) {
                problems.push(problem.at(place(root, page, reference)?));
            }
        }
    }
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

fn page<'a>(path: &'a str, origin: &'a str, bytes: &[u8]) -> Page<'a> {
    let document: Document = parse_fragment(&String::from_utf8_lossy(bytes)).document;
    let mut page =
        Page { path, origin, ids: BTreeSet::new(), twice: BTreeSet::new(), references: Vec::new(), leads_on: false };
    for node in document.descendants(document.root()) {
        if let Some(id) = document.attribute(node, "id").filter(|id| !id.is_empty())
            && !page.ids.insert(id.to_owned())
        {
            page.twice.insert(id.to_owned());
        }
        page.references.extend(ADDRESSES.iter().filter_map(|name| document.attribute(node, name)).map(str::to_owned));
        let sets = ["srcset", "imagesrcset"].iter().filter_map(|name| document.attribute(node, name));
        page.references
            .extend(sets.flat_map(|set| srcset::addresses(set).into_iter().map(|place| set[place].to_owned())));
        if let Some(address) = refresh(&document, node) {
            page.references.push(address.to_owned());
            page.leads_on = true;
        }
        // The picture that a link preview shows.
        if document.attribute(node, "property") == Some("og:image") {
            page.references.extend(document.attribute(node, "content").map(str::to_owned));
        }
    }
    page.references.sort();
    page.references.dedup();
    page
}

/// Where a page leads on by itself.
fn refresh(document: &Document, node: NodeId) -> Option<&str> {
    document.attribute(node, "http-equiv").filter(|name| name.eq_ignore_ascii_case("refresh"))?;
    let (_, address) = document.attribute(node, "content")?.split_once("url=")?;
    Some(address.trim())
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

/// Is there a file, and on its page the fragment, that a reference leads to?
fn check_reference(
    site: &Site,
    page: &Page<'_>,
    reference: &str,
    files: &BTreeSet<&str>,
    by_path: &BTreeMap<&str, &Page<'_>>,
) -> Option<Diagnostic> {
    let (target, fragment) = match target(site, page, reference) {
        Target::Elsewhere => return None,
        Target::NotRelative(path) => return Some(not_relative(page, reference, &path)),
        Target::Outside => {
            let root = site.routes.host_root();
            let message = say!(
                "the page `/{path}` links to `{reference}`, which lies outside `{host_root}`",
                path = page.path,
                reference,
                host_root = root
            );
            let problem = Diagnostic::error(Code::BrokenLink, message);
            return Some(problem.help(say!("write the address without the site's folder; Chancery adds it")));
        }
        Target::File { path, fragment } => (path, fragment),
    };
    if !files.contains(target.as_str()) {
        let message =
            say!("the page `/{path}` links to `{reference}`, which is not there", path = page.path, reference);
        let help = match closest_path(&target, files.iter().copied().filter(|file| *file != page.path)) {
            Some(near) => say!("did you mean `/{near}`?", near = near.trim_end_matches("index.html")),
            None => say!("mend the address, or take the link out"),
        };
        return Some(Diagnostic::error(Code::BrokenLink, message).help(help));
    }
    let fragment = fragment.filter(|fragment| !fragment.is_empty() && *fragment != "top")?;
    let id = percent_decode(fragment)?;
    let ids = &by_path.get(target.as_str())?.ids;
    if ids.contains(&id) {
        return None;
    }
    let message = say!(
        "the page `/{path}` links to `{reference}`, and that page has no `#{id}`",
        path = page.path,
        reference,
        id
    );
    let help = match closest(&id, ids.iter().map(String::as_str)) {
        Some(near) => say!("did you mean `#{near}`?", near),
        None => say!("mend the part behind `#`, or take it out"),
    };
    Some(Diagnostic::error(Code::BrokenFragment, message).help(help))
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

/// A link that only a web server would understand.
fn not_relative(page: &Page<'_>, reference: &str, path: &str) -> Diagnostic {
    let (what, help) = if path.starts_with('/') {
        (
            say!("begins with `/`"),
            say!("write `{{{{ page.root }}}}` before it in a template, or name the file in a text"),
        )
    } else {
        (say!("names a folder"), say!("add `index.html`"))
    };
    let message = say!(
        "the page `/{path}` links to `{reference}`, which {what} and leads nowhere without a web server",
        path = page.path,
        reference,
        what
    );
    Diagnostic::error(Code::BrokenLink, message).help(help)
}

/// The place in the content file that the page comes from, if the words stand there; else the file as a whole.
fn place(root: &Path, page: &Page<'_>, words: &str) -> Result<Place> {
    let is_written = page.origin.starts_with("content/");
    let whole = if is_written { page.origin.to_owned() } else { format!("output/{}", page.path) };
    Ok(place_in_content(root, page.origin, words)?.unwrap_or_else(|| Place::of_file(whole)))
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
