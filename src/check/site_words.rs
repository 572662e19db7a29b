//! Words of `site.yaml` that a language lacks, so that its readers meet those of the first; and an address in it that stands for
//! one to come.
//!
//! Comes in: the editions; goes out: for each language the keys, and for `check` a warning. Between languages of one script the
//! same words may be meant, as in names; a description of the site never is.

use crate::base::diag::{Code, Diagnostic};
use crate::config::Config;
use crate::outputs::Edition;
use crate::theme::direction;

use super::gaps::listed;
use super::scripts::is_right_to_left;

/// For each language that lacks any: the language, and the keys as they stand below it in `site.yaml`.
#[must_use]
pub fn lacking_words(editions: &[Edition]) -> Vec<(&str, Vec<String>)> {
    let Some((first, others)) = editions.split_first() else { return Vec::new() };
    let lacking = others.iter().map(|edition| {
        let config = &edition.site.config;
        (config.language.as_str(), keys(&first.site.config, config))
    });
    lacking.filter(|(_, keys)| !keys.is_empty()).collect()
}

fn keys(first: &Config, own: &Config) -> Vec<String> {
    let mut keys = Vec::new();
    let code = |config: &Config| config.language.split('-').next().unwrap_or_default().to_owned();
    if code(first) != code(own) && !own.description.is_empty() && first.description == own.description {
        keys.push("description".to_owned());
    }
    if direction(&first.language) == direction(&own.language) {
        return keys;
    }
    let is_lacking = |one: &str, other: &str| one == other && is_foreign(other, &own.language);
    // A title of one word is mostly a name.
    let title = if first.title.contains(' ') { first.title.as_str() } else { "" };
    let texts = [("title", title, own.title.as_str()), ("tagline", &first.tagline, &own.tagline)];
    keys.extend(texts.into_iter().filter(|(_, one, other)| is_lacking(one, other)).map(|(key, ..)| key.to_owned()));
    let is_in_menu = |title: &str| first.menu.iter().any(|item| is_lacking(&item.title, title));
    let titles: Vec<&str> = own.menu.iter().map(|item| item.title.as_str()).filter(|title| is_in_menu(title)).collect();
    if !titles.is_empty() {
        let is_all = titles.len() == own.menu.len();
        keys.push(if is_all { "menu".to_owned() } else { format!("menu ({})", titles.join(", ")) });
    }
    for (one, other) in first.taxonomies.iter().zip(&own.taxonomies) {
        if is_lacking(&one.title, &other.title) {
            keys.push(format!("taxonomies.{}", one.id));
            continue;
        }
        let kinds = one.kinds.iter().zip(&other.kinds).filter(|(one, other)| is_lacking(&one.title, &other.title));
        keys.extend(kinds.map(|(kind, _)| format!("taxonomies.{}.kinds.{}", one.id, kind.id)));
    }
    keys
}

/// Words in letters that run the other way than those of the language. Short forms such as `C40` and names of files such as
/// `site.yaml` are the same everywhere.
fn is_foreign(text: &str, language: &str) -> bool {
    let is_strange = |letter: char| is_right_to_left(letter) != (direction(language) == "rtl");
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic());
    !text.trim_end_matches('.').contains('.')
        && letters.clone().all(is_strange)
        && letters.any(|letter| !letter.is_uppercase())
}

/// The warnings, and a notice of an address that nobody has.
pub(super) fn check(editions: &[Edition]) -> Vec<Diagnostic> {
    let Some(first) = editions.first() else { return Vec::new() };
    let config = &first.site.config;
    let warning = |(language, keys): (&str, Vec<String>)| {
        let names: Vec<&str> = keys.iter().map(String::as_str).collect();
        let message = say!("`languages` has no words in `{language}` for {keys}", language, keys = listed(&names));
        let help =
            say!("write them below `id: {language}`; readers see those of the first language until then", language);
        Diagnostic::warning(Code::MissingTranslation, message).at(config.place_of_key("languages")).help(help)
    };
    let mut problems: Vec<Diagnostic> = lacking_words(editions).into_iter().map(warning).collect();
    problems.extend(example_address(config, first.site.cases.is_empty()));
    problems
}

/// `base_url` as a new site has it, where there are cases; the publisher of an example may stand at such an address, too.
fn example_address(config: &Config, is_empty: bool) -> Option<Diagnostic> {
    let is_example = |url: &str| {
        let host = url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', ':']).next().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        ["example.org", "example.com", "example.net"].contains(&host)
    };
    let publisher = config.publisher.as_ref().and_then(|publisher| publisher.url.as_deref());
    if is_empty || !is_example(config.base_url.origin()) || publisher.is_some_and(|url| url.contains("example.")) {
        return None;
    }
    let message = say!("`base_url` is still the address of an example, {url}", url = config.base_url.origin());
    let help = say!("write the address at which the site will stand: feeds, citations and search engines name it");
    Some(Diagnostic::notice(Code::BadAddress, message).at(config.place_of_key("base_url")).help(help))
}
