//! A page in the other languages of the publication: for the reader who switches, and for search engines (`hreflang`, Google
//! Search Central "Tell Google about localized versions of your page").

use super::{Edition, Input};
use crate::base::url::SitePath;
use crate::site::{PageKey, Site};
use crate::theme::direction;
use crate::theme::views::{AlternateView, TextLanguageView};

/// The id of the notice that a reader sees who comes from a page that the edition does not have; style sheets show it where
/// the address names it.
const NOT_HERE: &str = "_not-here";

/// A page in one language of the publication.
struct Alternate<'a> {
    edition: &'a Edition,
    path: SitePath,
    /// Is it there in this very language? Then search engines may know it.
    is_translated: bool,
    /// Is it the page itself, and not the list nearest to it?
    is_same: bool,
}

/// The same page in every language, this one among them; nothing where there is one language.
fn alternates<'a>(input: Input<'a>, path: &SitePath) -> Vec<Alternate<'a>> {
    if input.publication.len() < 2 {
        return Vec::new();
    }
    let key = input.site.page_key(path);
    // Nobody looks for the page that stands in for another.
    let Site { routes, .. } = input.site;
    let is_stand_in = *path == routes.not_found() || *path == routes.offline();
    let key = if is_stand_in { PageKey::Other("") } else { key };
    let alternate = |edition: &'a Edition| {
        let site = &edition.site;
        let there = site.address_of(&key);
        Alternate {
            is_same: there.is_some(),
            is_translated: there.is_some() && is_translated(site, &key),
            path: there.unwrap_or_else(|| site.nearest(&key)),
            edition,
        }
    };
    input.publication.iter().map(alternate).collect()
}

fn is_translated(site: &Site, key: &PageKey<'_>) -> bool {
    site.text_at(key).is_none_or(|text| site.is_own(text.path()))
}

/// What the switch of languages shows on the page at `path`.
pub(super) fn alternate_views(input: Input<'_>, path: &SitePath) -> Vec<AlternateView> {
    let alternates = alternates(input, path);
    let is_found = |alternate: &Alternate<'_>| alternate.is_translated;
    // Search engines want to know of translations, not of a page that stands alone.
    let first =
        alternates.iter().position(is_found).filter(|_| alternates.iter().filter(|one| is_found(one)).count() > 1);
    let view = |(index, Alternate { edition, path, is_translated, is_same }): (usize, &Alternate<'_>)| {
        let Site { config, routes, .. } = &edition.site;
        let link = routes.link(path);
        AlternateView {
            title: language_name(edition),
            language: config.language.clone(),
            direction: direction(&config.language),
            url: if *is_same { link } else { format!("{link}#{NOT_HERE}") },
            permalink: first.filter(|_| *is_translated).map(|_| routes.absolute(path)),
            is_current: config.language == input.site.config.language,
            is_default: first == Some(index),
        }
    };
    alternates.iter().enumerate().map(view).collect()
}

/// The addresses of a page in the languages that have it, and that for all others (`x-default`), for search engines; nothing
/// where that is one.
pub(super) fn translations(input: Input<'_>, path: &SitePath) -> Vec<(String, String)> {
    let mut addresses = Vec::new();
    for AlternateView { language, permalink, is_default, .. } in alternate_views(input, path) {
        let Some(permalink) = permalink else { continue };
        addresses.push((language, permalink.clone()));
        if is_default {
            addresses.push(("x-default".to_owned(), permalink));
        }
    }
    addresses
}

/// The address under which search engines should know a page: of an original in the place of a translation, its own.
pub(super) fn canonical(input: Input<'_>, path: &SitePath) -> String {
    let site = input.site;
    let own = || site.routes.absolute(path);
    let Some(first) = input.publication.first().filter(|_| input.publication.len() > 1) else { return own() };
    let key = site.page_key(path);
    if is_translated(site, &key) {
        return own();
    }
    first.site.address_of(&key).map_or_else(own, |original| first.site.routes.absolute(&original))
}

/// The language of an original in the place of a translation.
pub(super) fn other_language(input: Input<'_>, path: &str) -> Option<TextLanguageView> {
    let language = input.site.other_language(path)?;
    Some(TextLanguageView { language: language.to_owned(), direction: direction(language) })
}

/// What a language is called in itself: as `site.yaml` says, else as the site theme does, else its tag.
fn language_name(edition: &Edition) -> String {
    let config = &edition.site.config;
    let own = config.language_name.clone().or_else(|| edition.theme.own_text("language_name"));
    own.unwrap_or_else(|| config.language.clone())
}
