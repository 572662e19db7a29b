//! Tests of the words of the default site theme, in every language that it speaks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use icu_plurals::{PluralRules, PluralRulesOptions};

use super::embedded;
use super::format::locale;
use super::sample_views::{FILES, PAGES, full, minimal};
use super::strings::category_name;
use super::strings_file::Entry;
use super::theme_tests::{embedded_text, languages, own, theme};
use crate::base::fs;
use crate::map::MapArea;
use crate::places::Region;
use crate::yaml;

fn strings_of(language: &str) -> &'static str {
    embedded_text(&format!("strings/{language}.yaml"))
}

fn entries_of(language: &str) -> BTreeMap<String, Entry> {
    yaml::deserialize(strings_of(language)).unwrap_or_else(|error| panic!("{language}: {error:?}"))
}

/// The keys of a file in their order, group by group.
fn groups(yaml: &'static str) -> Vec<Vec<&'static str>> {
    let key = |line: &'static str| (!line.starts_with([' ', '#'])).then_some(line)?.split_once(':');
    yaml.split("\n\n").map(|group| group.lines().filter_map(|line| Some(key(line)?.0)).collect()).collect()
}

/// The placeholders of a text. After a number some languages have the plural of a word and some the singular.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    names.map(|name| if name == "plural" { "singular" } else { name }).collect()
}

#[test]
fn the_theme_speaks_six_languages() {
    assert_eq!(languages().collect::<Vec<_>>(), ["ar", "en", "es", "fa", "fr", "tr"]);
}

#[test]
fn every_language_has_the_strings_of_english_in_the_same_groups() {
    for language in languages() {
        assert_eq!(groups(strings_of(language)), groups(strings_of("en")), "{language}");
        assert!(entries_of(language).keys().eq(entries_of("en").keys()), "{language}");
    }
}

#[test]
fn every_string_that_counts_has_the_plural_categories_of_its_language() {
    for language in languages() {
        let rules = PluralRules::try_new(locale(language).into(), PluralRulesOptions::default()).unwrap();
        let categories: BTreeSet<&str> = rules.categories().map(category_name).collect();
        for (key, entry) in entries_of(language) {
            let Entry::Forms(forms) = entry else { continue };
            assert_eq!(forms.keys().map(String::as_str).collect::<BTreeSet<_>>(), categories, "{key} in {language}");
        }
    }
}

#[test]
fn every_language_fills_in_what_english_does() {
    let english = entries_of("en");
    for (language, key, entry) in languages()
        .flat_map(|language| entries_of(language).into_iter().map(move |(key, entry)| (language, key, entry)))
    {
        match (&english[&key], &entry) {
            (Entry::One(english), Entry::One(text)) => {
                assert_eq!(placeholders(text), placeholders(english), "{key} in {language}");
            }
            // A form for one number or two need not write it.
            (Entry::Forms(english), Entry::Forms(forms)) => {
                let known = placeholders(&english["other"]);
                assert_eq!(placeholders(&forms["other"]), known, "{key} in {language}");
                assert!(forms.values().all(|text| placeholders(text).is_subset(&known)), "{key} in {language}");
            }
            _ => panic!("{key} counts in one of English and {language}, and not in the other"),
        }
    }
}

#[test]
fn no_page_of_another_language_shows_an_english_string() {
    const ENGLISH: &str = "in English for want of a word";
    let english: String = entries_of("en").keys().map(|key| format!("{key}: {ENGLISH}\n")).collect();
    let shows_english = |language: &'static str| {
        let theme = theme(vec![own("strings/en.yaml", &english)], language);
        let pages = PAGES
            .iter()
            .chain(FILES)
            .flat_map(|name| [full(name, language), minimal(name, language)].map(|view| (name, view)));
        let shown = pages.filter(|(name, view)| theme.render_text(name, view).unwrap().contains(ENGLISH));
        shown.map(|(name, _)| *name).collect::<BTreeSet<_>>()
    };
    for language in languages().filter(|language| *language != "en") {
        assert_eq!(shows_english(language), BTreeSet::new(), "{language}");
    }
    // The search finds them where a language has no strings.
    assert_eq!(
        shows_english("ur").len(),
        PAGES.len() + 4,
        "all pages, redirects, cards of the filters, cases of the comparison and what browsers are told of search have words of the theme"
    );
}

#[test]
fn every_string_is_used_and_every_used_string_exists() {
    let mut used: BTreeSet<String> = ["list_separator", "list_last"].map(str::to_owned).into();
    for (path, bytes) in embedded::theme_files().iter().filter(|(path, _)| path.starts_with("templates/")) {
        let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path}"));
        for call in text.split("t(key=").skip(1) {
            let quote = &call[..1];
            used.insert(call[1..].split(quote).next().unwrap_or_default().to_owned());
        }
    }
    // Scripts are handed those that they say.
    for (path, bytes) in embedded::theme_files().iter().filter(|(path, _)| path.ends_with(".js")) {
        let script = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path}"));
        for call in ["say(\"", "sayText(\""] {
            let key = |call: &str| call.split('"').next().unwrap_or_default().to_owned();
            used.extend(script.split(call).skip(1).map(key));
        }
    }
    // Outputs make titles of the same strings.
    let outputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/outputs");
    for file in fs::list_files(&outputs).unwrap() {
        let source = String::from_utf8(fs::read(&outputs.join(file)).unwrap()).unwrap();
        for call in ["theme.text(\"", "theme.own_text(\""] {
            let key = |call: &str| call.split('"').next().unwrap_or_default().to_owned();
            used.extend(source.split(call).skip(1).map(key));
        }
    }
    used.extend(Region::ALL.iter().map(|region| format!("region_{}", region.id())));
    used.extend(MapArea::all().iter().map(|area| format!("area_{}", area.id)));
    assert_eq!(used, entries_of("en").into_keys().collect());
}
