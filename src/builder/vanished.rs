//! Addresses that readers knew and that are gone.
//!
//! Comes in: what the build before published, and what this one has; goes out: a warning for each page that is neither
//! there nor redirected, with the page that it most likely became. It comes again with every build until somebody answers:
//! by an alias, by the page itself, or by `gone` in `site.yaml`. What was published is kept in `.cache/`; without it nothing
//! is known to have vanished.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Prepared;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::language::is_known_language;
use crate::base::source::Place;
use crate::base::suggest::closest;
use crate::model::Hidden;
use crate::outputs::{Artifact, Listing};
use crate::site::Site;

/// How many warnings are told; whoever renames a folder of thousands knows it after these.
const MOST_TOLD: usize = 20;

/// The pages of a build: what each was made from, by its address.
type Pages<'a> = BTreeMap<&'a str, &'a str>;

/// A page that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Vanished<'a> {
    /// What it was made from.
    origin: &'a str,
    /// The address of the page that it most likely became; may be empty.
    likely: &'a str,
}

/// What earlier builds left: the pages of the last one, and those that are gone without an answer.
#[derive(Debug, Default, PartialEq, Eq)]
struct Known<'a> {
    pages: Pages<'a>,
    vanished: BTreeMap<&'a str, Vanished<'a>>,
}

/// What is to be kept for the next build.
pub(super) struct Published {
    path: PathBuf,
    text: Option<String>,
}

impl Published {
    /// Keeps it. Called when the site was written: only then are its addresses known to readers.
    pub(super) fn keep(self) -> Result<()> {
        self.text.map_or(Ok(()), |text| fs::write_whole(&self.path, text.as_bytes()))
    }
}

/// Looks for pages that the last build into `output` published and this one does not. Warnings are added to `problems`.
///
/// # Errors
/// What was kept is there and cannot be read.
pub(super) fn look(
    root: &Path,
    output: &Path,
    prepared: &Prepared,
    artifacts: &[Artifact<'_>],
    problems: &mut Diagnostics,
) -> Result<Published> {
    let site = prepared.site();
    check_gone(site, artifacts, problems);
    let path = super::cache_file(root, output, "addresses", "txt");
    // What drafts show is known to nobody.
    if prepared.shows_drafts() {
        return Ok(Published { path, text: None });
    }
    let kept = fs::read_if_there(&path)?;
    let same = Known { vanished: BTreeMap::new(), pages: pages(artifacts) };
    let text = write(&same);
    let Some(kept) = kept else { return Ok(Published { path, text: Some(text) }) };
    if text.as_bytes() == kept {
        return Ok(Published { path, text: None });
    }
    let kept_text = String::from_utf8_lossy(&kept);
    let old = read(&kept_text);
    let answered = answered(site, artifacts);
    let new = compare(&old, same.pages, &|address| answered.contains(address));
    // The pages of a language come back when its code, which was told, is mended.
    let is_mistaken = site.config.editions().any(|config| !is_known_language(&config.language));
    let told = if is_mistaken { &BTreeMap::new() } else { &new.vanished };
    for (address, vanished) in told.iter().take(MOST_TOLD) {
        problems.push(warning(site, &new, address, vanished));
    }
    if let Some(more) = told.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        let message = say!("{more} more pages were published and are not there any more", more);
        problems.push(Diagnostic::warning(Code::VanishedAddress, message).help(say!("answer those above first")));
    }
    let text = Some(write(&new)).filter(|text| text.as_bytes() != kept);
    Ok(Published { path, text })
}

/// The pages for people, but for the second and later pages of lists, and for copies: those come and go with what they show.
fn pages<'a>(artifacts: &'a [Artifact<'_>]) -> Pages<'a> {
    let is_page = |artifact: &&Artifact<'_>| artifact.listing.is_page() && artifact.listing != Listing::Copy;
    let pages = artifacts.iter().filter(is_page).filter(|artifact| !is_numbered(artifact.path.as_str()));
    pages.map(|artifact| (artifact.path.as_str(), artifact.origin.as_ref())).collect()
}

fn is_numbered(address: &str) -> bool {
    let mut parts = address.trim_end_matches('/').rsplit('/');
    parts.next().is_some_and(|number| number.parse::<usize>().is_ok()) && parts.next() == Some("page")
}

/// The addresses that answer for themselves: those of all files, redirects among them, those that are gone for good, and
/// those of texts whose end their editor set.
fn answered<'a>(site: &'a Site, artifacts: &'a [Artifact<'_>]) -> BTreeSet<&'a str> {
    let files = artifacts.iter().map(|artifact| artifact.path.as_str());
    let gone = site.config.publishing.gone.iter().map(|gone| gone.path.as_str());
    let expired = site.hidden.iter().filter(|text| text.reason == Hidden::Expired).map(|text| text.path.as_str());
    files.chain(gone).chain(expired).collect()
}

/// What is known now. `answered` says so of an address, or of what a page was made from.
fn compare<'a>(old: &Known<'a>, pages: Pages<'a>, answered: &dyn Fn(&str) -> bool) -> Known<'a> {
    let is_open = |address: &str, origin: &str| !pages.contains_key(address) && !answered(address) && !answered(origin);
    let is_new = |(address, _): &(&str, &str)| !old.pages.contains_key(address) && !old.vanished.contains_key(address);
    let lost: Pages<'a> = pairs(&old.pages).filter(|(address, origin)| is_open(address, origin)).collect();
    let new: Vec<(&str, &str)> = pairs(&pages).filter(is_new).collect();
    let mut vanished: BTreeMap<&str, Vanished<'a>> = BTreeMap::new();
    for (address, before) in old.vanished.iter().filter(|(address, before)| is_open(address, before.origin)) {
        let likely = if pages.contains_key(before.likely) { before.likely } else { "" };
        vanished.insert(address, Vanished { likely, ..*before });
    }
    for (address, origin) in &lost {
        let likely = likely(address, origin, &lost, &new).unwrap_or_default();
        vanished.insert(address, Vanished { origin, likely });
    }
    Known { pages, vanished }
}

fn pairs<'p, 'a>(pages: &'p Pages<'a>) -> impl Iterator<Item = (&'a str, &'a str)> + use<'p, 'a> {
    pages.iter().map(|(address, origin)| (*address, *origin))
}

/// The new page that a lost one most likely became: of the same file, else with nearly the same name in the same folder,
/// else the only new one there when only one was lost.
fn likely<'a>(address: &str, origin: &str, lost: &Pages<'_>, new: &[(&'a str, &'a str)]) -> Option<&'a str> {
    let of_same_file = new.iter().find(|(_, from)| origin.starts_with("content/") && *from == origin);
    let folder = folder(address);
    let beside: Vec<&'a str> =
        new.iter().map(|(other, _)| *other).filter(|other| self::folder(other) == folder).collect();
    let near = || closest(address, beside.iter().copied());
    let lost_here = lost.keys().filter(|other| self::folder(other) == folder).count();
    let only = || beside.first().copied().filter(|_| beside.len() == 1 && lost_here == 1);
    of_same_file.map(|(other, _)| *other).or_else(near).or_else(only)
}

/// The folder that a page's own folder lies in.
fn folder(address: &str) -> &str {
    address.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn warning(site: &Site, known: &Known<'_>, address: &str, vanished: &Vanished<'_>) -> Diagnostic {
    let address = format!("/{address}");
    let message = say!("the page `{address}` was published, and is not there any more", address);
    let for_good = say!("if it is gone for good, write `gone: [{address}]` into site.yaml", address);
    let file = known.pages.get(vanished.likely).copied().filter(|origin| has_aliases(origin));
    let Some(file) = file else {
        let help = if !vanished.likely.is_empty() {
            let likely = vanished.likely;
            let line = format!("- {{ from: {address}, to: /{likely} }}");
            say!(
                "did it become `/{likely}`? then write `{line}` below `redirects:` in site.yaml; {for_good}",
                likely,
                line,
                for_good
            )
        } else if has_aliases(vanished.origin) {
            say!(
                "write `aliases: [{address}]` into the file of the case, article or page that readers should find \
                 instead; {for_good}",
                address,
                for_good
            )
        } else {
            let line = format!("- {{ from: {address}, to: … }}");
            say!(
                "write `{line}` below `redirects:` in site.yaml, with the page that readers should find instead; \
                 {for_good}",
                line,
                for_good
            )
        };
        return Diagnostic::warning(Code::VanishedAddress, message).help(help);
    };
    let has_some = site.redirects.iter().any(|redirect| redirect.by_hand && redirect.path == file);
    let answer = if has_some {
        say!("add `{address}` to `aliases` in {file}", address, file)
    } else {
        say!("write `aliases: [{address}]` into {file}", address, file)
    };
    let help = say!("did it become `/{likely}`? then {answer}; {for_good}", likely = vanished.likely, answer, for_good);
    Diagnostic::warning(Code::VanishedAddress, message).at(Place::of_file(file)).help(help)
}

/// Can the file that a page was made from name old addresses? For terms, countries and lists `site.yaml` does.
fn has_aliases(origin: &str) -> bool {
    ["content/cases/", "content/articles/", "content/pages/"].iter().any(|folder| origin.starts_with(folder))
}

/// An address that `gone` names must not be one that the site has.
fn check_gone(site: &Site, artifacts: &[Artifact<'_>], problems: &mut Diagnostics) {
    for gone in &site.config.publishing.gone {
        if let Some(artifact) = artifacts.iter().find(|artifact| artifact.path == gone.path) {
            let message =
                say!("`gone` names {path}, and the site has it: {origin}", path = gone.path, origin = artifact.origin);
            let problem = Diagnostic::error(Code::AddressConflict, message).at(gone.written.place.clone());
            problems.push(problem.help(say!("take it out of `gone`, or take the page or the alias out")));
        }
    }
}

/// A line a page: its address, and what it was made from; with a third column, which may be empty, for one that is gone.
fn write(known: &Known<'_>) -> String {
    let mut text = String::from("# Addresses that were published; see vanished-address in the manual of Chancery.\n");
    for (address, origin) in &known.pages {
        text.extend(["/", address, "\t", origin, "\n"]);
    }
    for (address, Vanished { origin, likely }) in &known.vanished {
        text.extend(["/", address, "\t", origin, "\t/", likely, "\n"]);
    }
    text
}

/// Lines that cannot be read are passed over.
fn read(text: &str) -> Known<'_> {
    let mut known = Known::default();
    for line in text.lines() {
        let mut columns = line.split('\t');
        let address = columns.next().and_then(|address| address.strip_prefix('/'));
        let (Some(address), Some(origin)) = (address, columns.next()) else { continue };
        match columns.next() {
            None => {
                known.pages.insert(address, origin);
            }
            Some(likely) => {
                let likely = likely.trim_start_matches('/');
                known.vanished.insert(address, Vanished { origin, likely });
            }
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(addresses: &[&'static str]) -> Pages<'static> {
        let origin = |address: &str| format!("content/{}.md", address.trim_end_matches('/')).leak();
        addresses.iter().map(|address| (*address, &*origin(address))).collect()
    }

    fn compared<'a>(old: &Known<'a>, now: &[&'static str], answered: &[&str]) -> Known<'a> {
        compare(old, pages(now), &|address| answered.contains(&address))
    }

    fn likely<'a>(known: &Known<'a>) -> Vec<(&'a str, &'a str)> {
        known.vanished.iter().map(|(address, vanished)| (*address, vanished.likely)).collect()
    }

    #[test]
    fn a_lost_page_is_known_until_it_is_answered() {
        let old = Known { pages: pages(&["cases/bern/", "cases/oslo/"]), ..Known::default() };
        let lost = compared(&old, &["cases/oslo/", "cases/berne/"], &[]);
        assert_eq!(likely(&lost), [("cases/bern/", "cases/berne/")]);
        let kept = write(&lost);
        let again = compared(&read(&kept), &["cases/oslo/", "cases/berne/"], &[]);
        assert_eq!(again, lost);
        for answer in ["cases/bern/", "content/cases/bern.md"] {
            assert!(compared(&again, &["cases/oslo/", "cases/berne/"], &[answer]).vanished.is_empty());
        }
        assert!(compared(&again, &["cases/bern/"], &[]).vanished.contains_key("cases/oslo/"));
        assert!(!compared(&again, &["cases/bern/"], &[]).vanished.contains_key("cases/bern/"));
    }

    #[test]
    fn the_likely_page_is_a_new_one() {
        let old = Known { pages: pages(&["cases/bern/", "cases/rome/", "themes/x/"]), ..Known::default() };
        assert_eq!(likely(&compared(&old, &["cases/rome/", "themes/x/"], &[])), [("cases/bern/", "")]);
        let only = compared(&old, &["cases/rome/", "cases/switzerland/", "themes/x/"], &[]);
        assert_eq!(likely(&only), [("cases/bern/", "cases/switzerland/")]);
        let two = compared(&old, &["cases/switzerland/", "themes/x/"], &[]);
        assert_eq!(likely(&two), [("cases/bern/", ""), ("cases/rome/", "")]);
        let mut moved = pages(&["cases/rome/", "themes/x/", "cases/berlin/"]);
        moved.insert("cases/capital/", "content/cases/bern.md");
        assert_eq!(likely(&compare(&old, moved, &|_| false)), [("cases/bern/", "cases/capital/")]);
    }

    #[test]
    fn further_pages_of_lists_come_and_go() {
        assert!(is_numbered("cases/page/2/"));
        assert!(!is_numbered("cases/2025/") && !is_numbered("page/") && !is_numbered("cases/page/x/"));
    }

    #[test]
    fn what_is_kept_may_be_damaged() {
        for text in ["", "\u{fffd}\t\t\t", "cases\tx", "/cases/", "/a/\tb\n\n/c/\td\t"] {
            read(text);
        }
        assert_eq!(read("/a/\tb\n/c/\td\t/e/\n").vanished["c/"].likely, "e/");
    }
}
