//! Old addresses and where they lead now: that of the WordPress post, and every entry of `aliases`.

use std::collections::BTreeSet;

use super::Routes;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::url::SitePath;
use crate::config;
use crate::content::Text;
use crate::model::Origin;

/// An old address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: SitePath,
    /// The new one.
    pub to: SitePath,
    /// The title of the page there.
    pub title: String,
    /// The file that asks for it, relative to the root.
    pub path: String,
    /// Did an editor write it (`aliases`), rather than an import (`origin`)?
    pub by_hand: bool,
}

/// A page that may have had other addresses.
pub(super) struct Moved<'a> {
    pub to: SitePath,
    pub title: &'a str,
    pub text: &'a Text,
    pub origin: Option<&'a Origin>,
    pub aliases: &'a [SitePath],
}

/// Collects the redirects. Pages come in the order in which they may claim the address of a post: its article before its
/// cases. An address that an editor gave in `aliases` is never claimed by a post. An address of a post that lies outside the
/// site's folder cannot be answered by the site; that is a warning.
pub(super) fn redirects(
    routes: &Routes,
    by_config: &[config::Moved],
    pages: &[Moved<'_>],
    problems: &mut Diagnostics,
) -> Vec<Redirect> {
    let mut redirects: Vec<Redirect> = by_config.iter().map(of_config).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    // By their paths: two posts of different hosts can have the same.
    let mut claimed: BTreeSet<SitePath> = pages.iter().flat_map(|page| page.aliases.iter().cloned()).collect();
    claimed.extend(by_config.iter().map(|moved| moved.from.clone()));
    for page in pages {
        let make = |from: SitePath, by_hand| Redirect {
            from,
            to: page.to.clone(),
            title: page.title.to_owned(),
            path: page.text.path().to_owned(),
            by_hand,
        };
        if let Some(origin) = page.origin.filter(|origin| seen.insert(&origin.url)) {
            let old = url::Url::parse(&origin.url).ok();
            match old.as_ref().map(url::Url::path) {
                // A post that was the home page, or only had a query (`/?p=191`), has no path to answer at.
                None | Some("/") => {}
                Some(path) => match routes.within(path) {
                    Some(from) if from != page.to && claimed.insert(from.clone()) => redirects.push(make(from, false)),
                    Some(_) => {}
                    None => problems.push(outside(path, &origin.url, routes, page)),
                },
            }
        }
        redirects.extend(page.aliases.iter().filter(|alias| **alias != page.to).map(|alias| make(alias.clone(), true)));
    }
    redirects
}

/// What `site.yaml` says. Nobody knows the title of the page there yet; its address has to do.
fn of_config(moved: &config::Moved) -> Redirect {
    Redirect {
        from: moved.from.clone(),
        to: moved.to.clone(),
        title: moved.to.to_string(),
        path: config::FILE_NAME.to_owned(),
        by_hand: true,
    }
}

fn outside(path: &str, old: &str, routes: &Routes, page: &Moved<'_>) -> Diagnostic {
    let message =
        format!("the old address `{path}` lies outside `{}`, so the site cannot redirect from it", routes.host_root());
    let help = format!("redirect it on the web server to {}", routes.absolute(&page.to));
    Diagnostic::warning(Code::RedirectOutside, message).at(page.text.place_of(old)).help(help)
}
