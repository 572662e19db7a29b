//! Old addresses and where they lead now: that of the WordPress post, and every entry of `aliases`.

use std::collections::{BTreeMap, BTreeSet};

use super::Routes;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::url::{LONGEST_NAME, SitePath};
use crate::config;
use crate::content::SourceText;
use crate::model::Origin;

/// How much of a long address a message shows.
const SHOWN: usize = 40;

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
    pub text: &'a SourceText,
    pub origin: Option<&'a Origin>,
    pub aliases: &'a [SitePath],
}

/// Where the address of a post lies, seen from this site.
enum OldAddress {
    /// Here.
    Within(SitePath),
    /// On the same host, or what was one, but outside the folder of the site: its path.
    Outside(String),
    /// It has nothing but a query (`/?p=191`), which no file answers.
    Query,
    /// It was the home page, or is no address.
    None,
}

/// Collects the redirects. Pages come in the order in which they may claim the address of a post: its article before its
/// cases. An address that an editor gave in `aliases` is never claimed by a post. An address of a post that lies outside the
/// site's folder, or is nothing but a query, cannot be answered by the site; that is a warning.
pub(super) fn redirects(
    routes: &Routes,
    by_config: &[config::Moved],
    pages: &[Moved<'_>],
    problems: &mut Diagnostics,
) -> Vec<Redirect> {
    check_circles(by_config, problems);
    let mut redirects: Vec<Redirect> = by_config.iter().map(of_config).collect();
    let mut seen: BTreeMap<&str, &SourceText> = BTreeMap::new();
    // By their paths: two posts of different hosts can have the same.
    let aliases = pages.iter().flat_map(|page| page.aliases).map(|alias| routes.written_for_edition(alias));
    let by_hand = aliases.chain(by_config.iter().map(|moved| moved.from.clone()));
    let mut claimed: BTreeMap<SitePath, Option<&SourceText>> = by_hand.map(|from| (from, None)).collect();
    let mut queries: Vec<(&Moved<'_>, &str)> = Vec::new();
    for page in pages {
        let make = |from: SitePath, by_hand| Redirect {
            from,
            to: page.to.clone(),
            title: page.title.to_owned(),
            path: page.text.path().to_owned(),
            by_hand,
        };
        if let Some(origin) = page.origin {
            let first = seen.get(origin.url.as_str()).copied();
            let mut twice = first.and_then(|first| claimed_twice(first, page, &origin.url));
            match old_address(routes, origin) {
                _ if first.is_some() => {}
                OldAddress::Within(from) if from == page.to => {}
                OldAddress::Within(from) => match claimed.get(&from) {
                    Some(first) => twice = first.and_then(|first| claimed_twice(first, page, &origin.url)),
                    None => {
                        if from.long_name().is_some() {
                            problems.push(too_long(&from, origin, routes, page));
                        }
                        claimed.insert(from.clone(), Some(page.text));
                        redirects.push(make(from, false));
                    }
                },
                OldAddress::Outside(path) => problems.push(outside(&path, &origin.url, routes, page)),
                OldAddress::Query => queries.push((page, &origin.url)),
                OldAddress::None => {}
            }
            seen.entry(&origin.url).or_insert(page.text);
            twice.into_iter().for_each(|twice| problems.push(twice));
        }
        let aliases = page.aliases.iter().map(|alias| routes.written_for_edition(alias));
        redirects.extend(aliases.filter(|alias| *alias != page.to).map(|alias| make(alias, true)));
    }
    unanswered(routes, &queries).into_iter().for_each(|problem| problems.push(problem));
    redirects
}

fn old_address(routes: &Routes, origin: &Origin) -> OldAddress {
    let Ok(old) = url::Url::parse(&origin.url) else { return OldAddress::None };
    match old.path() {
        "/" if old.query().is_some_and(|query| !query.is_empty()) => OldAddress::Query,
        "/" => OldAddress::None,
        path => routes.within(path).map_or_else(|| OldAddress::Outside(path.to_owned()), OldAddress::Within),
    }
}

/// Two articles that were the same post; the cases of an article came from its post, too.
fn claimed_twice(first: &SourceText, page: &Moved<'_>, old: &str) -> Option<Diagnostic> {
    let is_article = |text: &SourceText| text.path().starts_with("content/articles/");
    let message = say!(
        "two articles have the old address `{old}`, this one and `{first}`, to which it leads",
        old,
        first = first.path()
    );
    (is_article(first) && is_article(page.text)).then(|| {
        Diagnostic::warning(Code::AddressConflict, message)
            .at(page.text.place_of(old))
            .help(say!("take `origin` out of the one that was not this post"))
    })
}

/// A warning for all posts whose address is nothing but a query.
fn unanswered(routes: &Routes, queries: &[(&Moved<'_>, &str)]) -> Option<Diagnostic> {
    let (first, old) = queries.first()?;
    let to = routes.absolute(&first.to);
    let (message, help) = match queries.len() {
        1 => (
            say!("the old address `{old}` is nothing but a query, so the site cannot redirect from it", old),
            say!("redirect it on the web server to {to}", to),
        ),
        count => (
            say!(
                "{count} old addresses such as `{old}` are nothing but a query, so the site cannot redirect from them",
                count,
                old
            ),
            say!("redirect them on the web server, this one to {to}", to),
        ),
    };
    Some(Diagnostic::warning(Code::RedirectOutside, message).at(first.text.place_of(old)).help(help))
}

/// Redirects of `site.yaml` that lead back to where they begin; each circle is told once.
fn check_circles(by_config: &[config::Moved], problems: &mut Diagnostics) {
    let next: BTreeMap<&SitePath, &config::Moved> = by_config.iter().map(|moved| (&moved.from, moved)).collect();
    let mut done: BTreeSet<&SitePath> = BTreeSet::new();
    for start in by_config {
        let (mut way, mut at) = (vec![&start.from], start);
        while done.insert(&at.from) {
            way.push(&at.to);
            let Some(moved) = next.get(&at.to) else { break };
            at = moved;
        }
        // What was met before on this very way closes a circle.
        let Some(first) = way.iter().position(|path| Some(path) == way.last()).filter(|first| first + 1 < way.len())
        else {
            continue;
        };
        let circle: Vec<String> = way[first..].iter().map(ToString::to_string).collect();
        let message = say!("these redirects lead in a circle: {circle}", circle = circle.join(" → "));
        let place = next.get(way[first]).map_or(&start.written.place, |moved| &moved.written.place);
        let problem = Diagnostic::error(Code::BrokenLink, message).at(place.clone());
        problems.push(problem.help(say!("let the last one lead to a page of the site, or take it out")));
    }
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

/// An address with a part that no file can be called. Only the files for hosts can name it.
fn too_long(from: &SitePath, origin: &Origin, routes: &Routes, page: &Moved<'_>) -> Diagnostic {
    let start: String = from.as_str().chars().take(SHOWN).collect();
    let message = say!(
        "no page can lead on from the old address `/{start}…`: a part of it has more than {limit} bytes, and no \
         disk takes such a name",
        start,
        limit = LONGEST_NAME
    );
    let help = say!(
        "redirect it on the web server to {to}; the files that `hosts` in site.yaml asks for do so",
        to = routes.absolute(&page.to)
    );
    Diagnostic::warning(Code::RedirectOutside, message).at(page.text.place_of(&origin.url)).help(help)
}

fn outside(path: &str, old: &str, routes: &Routes, page: &Moved<'_>) -> Diagnostic {
    let message = say!(
        "the old address `{path}` lies outside `{host_root}`, so the site cannot redirect from it",
        path,
        host_root = routes.host_root()
    );
    let help = say!("redirect it on the web server to {to}", to = routes.absolute(&page.to));
    Diagnostic::warning(Code::RedirectOutside, message).at(page.text.place_of(old)).help(help)
}
