//! Texts that no page leads to. Who does not know the address meets them only in a list of all that there is: by search, or in
//! the sitemap.
//!
//! Comes in: the content files and the pages that they become, and what each page leads to; goes out: a warning that names them.

use std::collections::BTreeSet;

use super::gaps::listed;
use crate::base::diag::{Code, Diagnostic};
use crate::base::source::Place;
use crate::casefile::original_path;

/// A page, with what it comes from and what it leads to.
pub(super) struct Leading<'a> {
    /// Its path below the output folder.
    pub path: &'a str,
    /// What it comes from.
    pub origin: &'a str,
    /// The paths of the files that it leads to.
    pub targets: Vec<String>,
}

/// The page that lists everything for those without script.
const SEARCH: &str = "the page of search";

/// The warning, if there is such a page. `pages` are all pages but those that only lead on to another address.
pub(super) fn check(pages: &[Leading<'_>]) -> Option<Diagnostic> {
    let text = |origin: &str| original_path(origin).unwrap_or_else(|| origin.to_owned());
    let mut reached: BTreeSet<(&str, String)> = BTreeSet::new();
    for page in pages.iter().filter(|page| page.origin != SEARCH) {
        // By whom, as a page leads to itself in every language.
        reached.extend(page.targets.iter().map(|target| (target.as_str(), text(page.origin))));
    }
    let is_orphan = |page: &&Leading<'_>| {
        let own = text(page.origin);
        let mut leading = reached.range((page.path, String::new())..).take_while(|(target, _)| *target == page.path);
        page.origin.starts_with("content/") && !leading.any(|(_, from)| *from != own)
    };
    // A page of a list comes in several parts, and a text that is not translated in several languages.
    let orphans: BTreeSet<&str> = pages.iter().filter(is_orphan).map(|page| page.origin).collect();
    let orphans: Vec<&str> = orphans.into_iter().collect();
    let first = orphans.first()?;
    let message = match orphans.len() {
        1 => say!("no page leads to this text"),
        count => say!("no page leads to {count} texts: {orphans}", count, orphans = listed(&orphans)),
    };
    let help = say!("link to it from another text, or name it in `menu` in site.yaml");
    Some(Diagnostic::warning(Code::OrphanPage, message).at(Place::of_file(*first)).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page<'a>(path: &'a str, origin: &'a str, targets: &[&str]) -> Leading<'a> {
        Leading { path, origin, targets: targets.iter().map(|target| (*target).to_owned()).collect() }
    }

    #[test]
    fn neither_search_nor_another_language_nor_the_page_itself_lead_to_a_text() {
        let pages = [
            page("index.html", "content/pages/index.md", &["index.html", "a/index.html"]),
            page("search/index.html", SEARCH, &["b/index.html", "index.html"]),
            page("a/index.html", "content/pages/a.md", &["index.html"]),
            page("b/index.html", "content/pages/b.md", &["b/index.html", "fa/b/index.html"]),
            page("fa/b/index.html", "content/pages/b.fa.md", &["b/index.html"]),
        ];
        let problem = check(&pages).unwrap();
        assert_eq!(problem.message.english(), "no page leads to 2 texts: content/pages/b.fa.md and content/pages/b.md");
        assert!(check(&pages[..3]).is_none());
    }
}
