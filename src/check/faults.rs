//! Links and ids of finished pages that are wrong, each told once.
//!
//! Comes in: what is wrong on each page; goes out: a message for each mistake, at its place in the text that the page comes from,
//! else in the site theme. A booklet repeats what its texts hold, and a template stands behind all pages: that is no mistake more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::page::Page;
use crate::base::address::without_scheme;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::source::Place;
use crate::base::suggest::{closest, closest_path};
use crate::base::url::is_external;
use crate::builder::{place_in_content, place_in_theme, places_in_file};
use crate::config::FILE_NAME;
use crate::site::Site;

/// What is wrong, wherever it shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// An id that stands on one page twice.
    IdTwice(String),
    /// An address that only a web server would understand, in a site that opens from any folder.
    NotRelative(String),
    /// An address on the host of the site that lies outside its folder.
    Outside(String),
    /// A file that is not there.
    NoFile(String),
    /// A page that is there, and a place on it that is not.
    NoFragment(String, String),
}

/// Something wrong on a page.
pub(super) struct Fault<'p> {
    /// The page.
    pub page: &'p Page<'p>,
    /// What it is.
    pub what: What,
    /// The address or the id as the page has it.
    pub words: &'p str,
}

/// All files of the site, and its pages by their paths.
type Known<'k> = (&'k BTreeSet<&'k str>, &'k BTreeMap<&'k str, &'k Page<'k>>);

/// Adds a message for each mistake.
///
/// # Errors
/// A file that may hold the words is there and cannot be read.
pub(super) fn tell(
    root: &Path,
    site: &Site,
    faults: &[Fault<'_>],
    known: Known<'_>,
    problems: &mut Diagnostics,
) -> Result<()> {
    let mut written: BTreeMap<(&What, String, usize), (Place, Vec<&Fault<'_>>)> = BTreeMap::new();
    let mut elsewhere: BTreeMap<&What, Vec<&Fault<'_>>> = BTreeMap::new();
    let mut configured: BTreeMap<&str, (Place, Vec<&Fault<'_>>)> = BTreeMap::new();
    for fault in faults {
        if configured.contains_key(fault.words) {
            configured.entry(fault.words).and_modify(|(_, faults)| faults.push(fault));
            continue;
        }
        if let Some(place) = in_configuration(root, site, fault)? {
            configured.insert(fault.words, (place, vec![fault]));
            continue;
        }
        match place_in_content(root, fault.page.origin, fault.words)? {
            Some(place) => {
                let key = (&fault.what, place.source.path().to_owned(), place.span.start);
                written.entry(key).or_insert((place, Vec::new())).1.push(fault);
            }
            None => elsewhere.entry(&fault.what).or_default().push(fault),
        }
    }
    let told: BTreeSet<&What> = written.keys().map(|(what, ..)| *what).collect();
    for (place, faults) in written.into_values() {
        problems.push(problem(site, &faults, known).at(place));
    }
    // An address without `https://` was told by the build, as it is no page's.
    for (words, (place, faults)) in configured {
        if without_scheme(words).is_none() {
            problems.push(problem(site, &faults, known).at(place));
        }
    }
    // What a template writes without the folder of its page leads elsewhere from each of them.
    let mut of_templates: BTreeMap<(String, usize), (Place, &What, Vec<&Fault<'_>>)> = BTreeMap::new();
    for (what, faults) in elsewhere {
        match in_theme(root, site, faults[0])? {
            Some(place) => {
                let key = (place.source.path().to_owned(), place.span.start);
                of_templates.entry(key).or_insert((place, what, Vec::new())).2.extend(faults);
            }
            None if told.contains(what) => {}
            None => problems.push(problem(site, &faults, known).at(Place::of_file(whole(faults[0].page)))),
        }
    }
    for (place, what, faults) in of_templates.into_values() {
        problems.push(of_template(problem(site, &faults, known), what, place));
    }
    Ok(())
}

/// The place in `site.yaml` of an address that stands on many pages: that of the publisher, or one of the menu with its host.
fn in_configuration(root: &Path, site: &Site, fault: &Fault<'_>) -> Result<Option<Place>> {
    let words = fault.words;
    let is_fault = matches!(fault.what, What::NoFile(_) | What::NoFragment(..) | What::Outside(_));
    let mut editions = site.config.editions();
    let is_there = editions.any(|config| {
        let is_publisher = config.publisher.as_ref().is_some_and(|publisher| publisher.url.as_deref() == Some(words));
        is_publisher || is_external(words) && config.menu.iter().any(|item| item.target.text == words)
    });
    if !is_fault || !is_there || place_in_content(root, fault.page.origin, words)?.is_some() {
        return Ok(None);
    }
    Ok(places_in_file(root, FILE_NAME, &[words])?.into_iter().flatten().next())
}

/// The place in a template of the site's own. It may write an address behind that of the site, `{{ page.root }}abot/`.
fn in_theme(root: &Path, site: &Site, fault: &Fault<'_>) -> Result<Option<Place>> {
    let words = match &fault.what {
        What::IdTwice(id) => vec![format!("id=\"{id}\"")],
        What::NoFile(target) => {
            let address = target.strip_suffix("index.html").unwrap_or(target);
            [fault.words, address].iter().filter(|words| words.len() > 2).map(|&words| words.to_owned()).collect()
        }
        _ => vec![fault.words.to_owned()],
    };
    for words in words {
        if let Some(place) = place_in_theme(root, &site.config.theme.text, &words)? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// A mistake that a template of the site's own makes. Of an id that stands there twice, the second is the newer one most often.
fn of_template(problem: Diagnostic, what: &What, place: Place) -> Diagnostic {
    if !matches!(what, What::IdTwice(_)) {
        return problem.at(place);
    }
    let second = place.source.text()[place.span.end..].find(place.text()).map(|at| place.span.end + at);
    let help = say!("give one of the two elements another `id`: links and scripts find only the first");
    match second {
        Some(start) => problem
            .at(Place::new(&place.source, start..start + place.span.len()))
            .related(place, say!("the first one"))
            .help(help),
        None => problem.at(place).help(help),
    }
}

/// The content file that a page comes from, or else the page.
fn whole(page: &Page<'_>) -> String {
    let is_written = page.origin.starts_with("content/");
    if is_written { page.origin.to_owned() } else { format!("output/{}", page.path) }
}

/// The pages that a mistake shows on, of which the first has this path: `the page `/a.html` (and 2 more)`.
pub(super) fn pages_named(first: &str, count: usize) -> Message {
    match count - 1 {
        0 => say!("the page `/{path}`", path = first),
        others => say!("the page `/{path}` (and {others} more)", path = first, others),
    }
}

/// What to say of a mistake that shows on these pages.
fn problem(site: &Site, faults: &[&Fault<'_>], (files, by_path): Known<'_>) -> Diagnostic {
    let fault = faults[0];
    let (path, reference) = (fault.page.path, fault.words);
    let page = pages_named(path, faults.len());
    let (code, message, help) = match &fault.what {
        What::IdTwice(id) => (
            Code::BrokenFragment,
            say!("{page} has the id `{id}` twice", page, id),
            say!("give one of the two headings other words, take the `id` out of the text, or mend the template"),
        ),
        What::NotRelative(target) => not_relative(&page, reference, target),
        What::Outside(_) => (
            Code::BrokenLink,
            say!(
                "{page} links to `{reference}`, which lies outside `{host_root}`",
                page,
                reference,
                host_root = site.routes.host_root()
            ),
            say!("write the address without the site's folder; Chancery adds it"),
        ),
        What::NoFile(target) => (
            Code::BrokenLink,
            say!("{page} links to `{reference}`, which is not there", page, reference),
            match (of_theme(reference, files), closest_path(target, files.iter().copied().filter(|file| *file != path)))
            {
                (Some(name), _) => say!("write `{{{{ page.root }}}}{{{{ asset(path=\"{name}\") }}}}`", name),
                (None, Some(near)) => say!("did you mean `/{near}`?", near = near.trim_end_matches("index.html")),
                (None, None) => say!("mend the address, or take the link out"),
            },
        ),
        What::NoFragment(target, id) => (
            Code::BrokenFragment,
            say!("{page} links to `{reference}`, and that page has no `#{id}`", page, reference, id),
            match by_path.get(target.as_str()).and_then(|other| closest(id, other.ids.iter().map(String::as_str))) {
                Some(near) => say!("did you mean `#{near}`?", near),
                None => say!("mend the part behind `#`, or take it out"),
            },
        ),
    };
    Diagnostic::error(code, message).help(help)
}

/// The file of the site theme that goes by this name: it is published under a name with a fingerprint.
fn of_theme<'r>(reference: &'r str, files: &BTreeSet<&str>) -> Option<&'r str> {
    let name = reference.rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    let (start, end) = (format!("theme/{stem}."), format!(".{ending}"));
    files.iter().any(|file| file.starts_with(&start) && file.ends_with(&end)).then_some(name)
}

/// A link that only a web server would understand.
fn not_relative(page: &Message, reference: &str, path: &str) -> (Code, Message, Message) {
    let (what, help) = if path.starts_with('/') {
        (
            say!("begins with `/`"),
            say!("write `{{{{ page.root }}}}` before it in a template, or name the file in a text"),
        )
    } else {
        (say!("names a folder"), say!("add `index.html`"))
    };
    let message = say!(
        "{page} links to `{reference}`, which {what} and leads nowhere without a web server",
        page,
        reference,
        what
    );
    (Code::BrokenLink, message, help)
}
