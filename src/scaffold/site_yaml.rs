//! `site.yaml` of a new site.
//!
//! Comes in: the languages of the site; goes out: the text of the file. It is written by hand for English and Persian; in a
//! further language it becomes an entry of `languages`, of what is called otherwise there.

use std::cell::RefCell;

use serde::Deserialize;

use super::NewSite;
use super::languages::{Language, Languages};
use crate::base::source::SourceFile;
use crate::config::{Config, FILE_NAME, Kind, MenuItem, SectionRule, Taxonomy, read};
use crate::theme::embedded::theme_files;
use crate::yaml::{Out, deserialize, emit};

/// The comment above `languages`.
const COMMENT: &str =
    "# The languages of the site, that of the originals first. What a language leaves out is as in the first.";
const PERSIAN_COMMENT: &str =
    "# زبان‌های سایت؛ نخست زبان متن‌های اصلی. آنچه برای یک زبان نیامده باشد، مانند زبان نخست است.";

/// The text of the file.
///
/// # Errors
/// What the YAML writer refuses.
pub(super) fn site_yaml(site: &NewSite) -> Result<String, String> {
    let mut lines = String::new();
    for line in in_languages(&site.languages, &site.titles)?.split_inclusive('\n') {
        let is_address = line.starts_with("base_url: ");
        match site.base_url.as_ref().filter(|_| is_address) {
            Some(base_url) => lines.push_str(&emit(&[entry("base_url", &base_url.as_text())])?),
            None => lines.push_str(line),
        }
        let hosts: Vec<String> =
            site.destinations.iter().filter_map(|one| one.host).map(|host| host.name().to_owned()).collect();
        if is_address && !hosts.is_empty() {
            lines.push_str(&format!("hosts: [{}]\n", hosts.join(", ")));
        }
    }
    Ok(lines)
}

/// The title that a site has in a language until somebody gives it one.
pub(super) fn default_title(language: Language) -> String {
    config(language.texts().site).map(|config| config.title).unwrap_or_default()
}

/// The text with a title for each language that has one.
fn in_languages(languages: &Languages, titles: &[String]) -> Result<String, String> {
    let first = languages.first;
    let text = with_title(&in_one_language(first), titles.first())?;
    if languages.others.is_empty() {
        return Ok(text);
    }
    let base = config(&text);
    let mut items = vec![Out::Mapping(vec![entry("id", first.code)])];
    for (place, other) in languages.others.iter().enumerate() {
        // Where the program has no words in a language, the site is called there as in the first.
        let title = titles.get(place + 1).or(titles.first().filter(|_| !other.has_texts()));
        let own = config(&with_title(&in_one_language(*other), title)?);
        let names = base.iter().zip(own).flat_map(|(base, own)| names(&own, base));
        items.push(Out::Mapping(std::iter::once(entry("id", other.code)).chain(names).collect()));
    }
    let comment = if first.code == "fa" { PERSIAN_COMMENT } else { COMMENT };
    let list = emit(&[("languages".to_owned(), Out::List(items))])?;
    Ok(format!("{}\n{comment}\n{list}", text.replace(&language_line(first), "")))
}

/// The text of a site that is called so.
fn with_title(text: &str, title: Option<&String>) -> Result<String, String> {
    let Some(title) = title else { return Ok(text.to_owned()) };
    let own = emit(&[entry("title", title)])?;
    let line = |line| if str::starts_with(line, "title: ") { own.clone() } else { line.to_owned() };
    Ok(text.split_inclusive('\n').map(line).collect())
}

fn language_line(language: Language) -> String {
    format!("language: {}\n", language.code)
}

/// The file of a site in this language alone.
fn in_one_language(language: Language) -> String {
    let text = language.texts().site;
    if language.has_texts() {
        return text.to_owned();
    }
    let words = theme_words(language);
    let mut own = String::new();
    for line in text.split_inclusive('\n') {
        match line {
            "language: en\n" => own.push_str(&language_line(language)),
            _ if line.ends_with("url: /cases/ }\n") => own.push_str(&menu_line(&words.cases, "/cases/")),
            _ if line.ends_with("url: /countries/ }\n") => own.push_str(&menu_line(&words.countries, "/countries/")),
            _ => own.push_str(line),
        }
    }
    own
}

fn menu_line(title: &str, url: &str) -> String {
    format!("  - {{ title: {title}, url: {url} }}\n")
}

/// What the site theme calls pages that are in the menu.
#[derive(Default, Deserialize)]
struct Words {
    cases: String,
    countries: String,
}

fn theme_words(language: Language) -> Words {
    let path = format!("strings/{}.yaml", language.code);
    let file = theme_files().iter().find(|(known, _)| *known == path);
    file.and_then(|(_, bytes)| deserialize(std::str::from_utf8(bytes).ok()?).ok()).unwrap_or_default()
}

fn config(text: &str) -> Option<Config> {
    read(&SourceFile::new(FILE_NAME, text), &RefCell::default())
}

fn entry(key: &str, text: &str) -> (String, Out) {
    (key.to_owned(), Out::Text(text.to_owned()))
}

/// What a site calls otherwise than another one, as keys of a language.
fn names(own: &Config, other: &Config) -> Vec<(String, Out)> {
    let texts = [
        ("title", &own.title, &other.title),
        ("tagline", &own.tagline, &other.tagline),
        ("description", &own.description, &other.description),
    ];
    let mut names: Vec<(String, Out)> =
        texts.into_iter().filter(|(_, own, other)| own != other).map(|(key, own, _)| entry(key, own)).collect();
    let mut add = |key: &str, own: Out, other: Out| {
        if own != other {
            names.push((key.to_owned(), own));
        }
    };
    add("menu", menu(&own.menu), menu(&other.menu));
    add("sections", sections(&own.sections), sections(&other.sections));
    add("taxonomies", taxonomies(&own.taxonomies), taxonomies(&other.taxonomies));
    names
}

fn menu(items: &[MenuItem]) -> Out {
    let item = |item: &MenuItem| Out::InlineMapping(vec![entry("title", &item.title), entry("url", &item.target.text)]);
    Out::List(items.iter().map(item).collect())
}

fn sections(rules: &[SectionRule]) -> Out {
    Out::Mapping(rules.iter().map(|rule| entry(&rule.id, &rule.title)).collect())
}

fn taxonomies(all: &[Taxonomy]) -> Out {
    let kind = |kind: &Kind| {
        let names = vec![entry("title", &kind.title), entry("singular", &kind.singular)];
        (kind.id.clone(), Out::InlineMapping(names))
    };
    let taxonomy = |taxonomy: &Taxonomy| {
        let mut names = vec![
            entry("title", &taxonomy.title),
            entry("singular", &taxonomy.singular),
            entry("description", &taxonomy.description),
        ];
        if !taxonomy.kinds.is_empty() {
            names.push(("kinds".to_owned(), Out::Mapping(taxonomy.kinds.iter().map(kind).collect())));
        }
        (taxonomy.id.clone(), Out::Mapping(names))
    };
    Out::Mapping(all.iter().map(taxonomy).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file for these languages, without a problem in it.
    fn site(languages: &str) -> (String, Config) {
        made(&NewSite::new(Languages::parse(languages).unwrap()))
    }

    fn made(site: &NewSite) -> (String, Config) {
        let text = site_yaml(site).unwrap();
        let problems = RefCell::default();
        let config = read(&SourceFile::new(FILE_NAME, text.as_str()), &problems);
        let problems = problems.into_inner().into_sorted();
        assert!(problems.is_empty(), "{site:?}: {problems:?}");
        (text, config.unwrap())
    }

    /// What a reader or an editor sees of a configuration.
    fn shown(config: &Config) -> (Vec<&str>, Out, Vec<&str>, &[Taxonomy]) {
        let texts = vec![config.title.as_str(), &config.tagline, &config.description, &config.language];
        let sections = config.sections.iter().map(|rule| rule.title.as_str()).collect();
        (texts, menu(&config.menu), sections, &config.taxonomies)
    }

    #[test]
    fn each_language_of_several_is_called_as_in_a_site_of_its_own() {
        let (english, persian) = (site("en").1, site("fa").1);
        for (languages, [first, other]) in [("en,fa", [&english, &persian]), ("fa,en", [&persian, &english])] {
            let (text, both) = site(languages);
            assert_eq!((shown(&both), shown(&both.others[0])), (shown(first), shown(other)), "{text}");
            assert!(!text.contains("\nlanguage:"), "{text}");
        }
        assert_eq!(site("en,fa,fr").1.others[1].language, "fr");
    }

    #[test]
    fn titles_address_and_hosts_are_those_that_are_wanted() {
        let mut site = NewSite::new(Languages::parse("en,fa,fr").unwrap());
        site.titles = vec!["Cities: \"together\" # 1".to_owned(), "شهرها".to_owned()];
        site.base_url = Some(crate::base::url::BaseUrl::parse("https://office.example/library").unwrap());
        site.destinations = super::super::Destination::parse_all("netlify,gitlab,github").unwrap();
        let (text, config) = made(&site);
        let titles = [&config.title, &config.others[0].title, &config.others[1].title];
        assert_eq!(titles, ["Cities: \"together\" # 1", "شهرها", "Cities: \"together\" # 1"], "{text}");
        assert_eq!(config.base_url.as_text(), "https://office.example/library/");
        assert_eq!(config.publishing.hosts.len(), 2, "{text}");
        // Nothing else changes, and no comment is lost but the one that tells to do what was done.
        let plain = site_yaml(&NewSite::new(site.languages.clone())).unwrap();
        let kept = plain.lines().filter(|line| line.starts_with('#')).filter(|line| text.contains(line)).count();
        assert!(kept >= 4 && kept == plain.lines().filter(|line| line.starts_with('#')).count(), "{text}");
    }

    #[test]
    fn both_texts_declare_the_same_but_for_words() {
        let (english, persian) = (site("en").1, site("fa").1);
        let ids = |config: &Config| -> Vec<String> {
            let sections = config.sections.iter().map(|rule| format!("{} {}", rule.id, rule.weight));
            let menu = config.menu.iter().map(|item| item.target.text.clone());
            let kinds = |taxonomy: &Taxonomy| taxonomy.kinds.iter().map(|kind| kind.id.clone()).collect::<Vec<_>>();
            let taxonomies = config.taxonomies.iter().map(|taxonomy| format!("{} {:?}", taxonomy.id, kinds(taxonomy)));
            sections.chain(menu).chain(taxonomies).collect()
        };
        assert_eq!(ids(&english), ids(&persian));
        for (one, other) in english.sections.iter().zip(&persian.sections) {
            let labels = |rule: &SectionRule| rule.labels.iter().cloned().collect::<std::collections::BTreeSet<_>>();
            assert_eq!(labels(one), labels(other));
            assert!(other.labels.contains(&other.title), "{}", other.title);
        }
    }

    #[test]
    fn in_other_languages_the_menu_has_the_words_of_the_theme() {
        for (language, cases, countries) in [("fr", "Études de cas", "Pays"), ("es", "Casos", "Países")] {
            let config = site(language).1;
            let titles: Vec<&str> = config.menu.iter().map(|item| item.title.as_str()).collect();
            assert_eq!(titles, [cases, "Themes", "Networks", "Agreements", countries, "About"]);
            assert_eq!(config.language, language);
        }
        let (text, config) = site("en,tr");
        assert_eq!(config.others[0].menu[0].title, "Örnekler", "{text}");
        assert!(!text.contains("id: tr\n    title"), "{text}");
        site("ar");
    }
}
