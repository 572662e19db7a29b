//! The text of `site.yaml` into a `Config`.

use std::cell::RefCell;
use std::sync::Arc;

use super::identity::identity;
use super::keys::{count, country_names, menu, publisher};
use super::languages::{editions, language};
use super::licence::licence;
use super::outputs::outputs;
use super::publishing::{check_offline, publishing};
use super::vocabulary::{sections, taxonomies};
use super::{Config, DEFAULT_THEME, FILE_NAME, Located, located};
use crate::base::address;
use crate::base::conflict::conflict;
use crate::base::diag::{Code, Diagnostics};
use crate::base::source::{Place, SourceFile};
use crate::base::url::BaseUrl;
use crate::yaml::{Fields, Probe, Shape, parse};

const DEFAULT_PAGINATE: i64 = 20;
const DEFAULT_RELATED: i64 = 3;

/// Reads `site.yaml`. Every problem is added to `problems`; where one of them is an error there is no configuration.
pub fn read(source: &Arc<SourceFile>, problems: &RefCell<Diagnostics>) -> Option<Config> {
    if let Some(problem) = conflict(source) {
        problems.borrow_mut().push(problem);
        return None;
    }
    let node = match parse(source, 0..source.text().len()) {
        Ok(node) => node,
        Err(problem) => {
            problems.borrow_mut().push(*problem);
            return None;
        }
    };
    let own = RefCell::new(Diagnostics::new());
    let config = read_fields(&Fields::new(source, &node, &own));
    let own = own.into_inner();
    let failed = own.has_errors();
    problems.borrow_mut().extend(own);
    config.filter(|_| !failed)
}

/// What may stand in `site.yaml`.
#[must_use]
pub fn shape() -> Shape {
    let probe = Probe::new(FILE_NAME);
    read_fields(&probe.fields());
    probe.into_shape()
}

fn read_fields(fields: &Fields<'_>) -> Option<Config> {
    let text = |key: &'static str| fields.text(key).map(|text| text.text).unwrap_or_default();
    let config = Config {
        title: fields.required_text("title", "Urban Diplomacy")?.text,
        tagline: text("tagline"),
        description: text("description"),
        base_url: base_url(fields).unwrap_or_else(placeholder_base),
        relative: fields.boolean("relative", false),
        publishing: publishing(fields),
        language: language(fields),
        original_language: String::new(),
        folder: String::new(),
        language_name: None,
        others: Vec::new(),
        country_names: country_names(fields),
        theme: theme(fields),
        paginate: count(fields, "paginate", DEFAULT_PAGINATE, 1),
        related: count(fields, "related", DEFAULT_RELATED, 0),
        link_terms: fields.boolean("link_terms", true),
        allow_html: fields.boolean("allow_html", false),
        publisher: publisher(fields),
        rights: text("rights"),
        licence: licence(fields),
        image: fields.text("image").map(|text| located(fields, text)),
        identity: identity(fields),
        menu: menu(fields),
        sections: sections(fields),
        taxonomies: taxonomies(fields),
        outputs: outputs(fields),
    };
    check_offline(fields, &config);
    let mut editions = editions(fields, config).into_iter();
    let config = editions.next()?;
    let config = Config { others: editions.collect(), ..config };
    fields.finish();
    Some(config)
}

/// Stands in while the other problems of the file are collected; it never leaves this module.
fn placeholder_base() -> BaseUrl {
    BaseUrl::root()
}

fn base_url(fields: &Fields<'_>) -> Option<BaseUrl> {
    let text = fields.required_text("base_url", "https://example.org/")?;
    // `https://example.org/index.html` is how browsers show some home pages.
    let (folder, last) = text.text.rsplit_once('/').unwrap_or_default();
    if [".html", ".htm", ".php"].iter().any(|ending| last.ends_with(ending)) && folder.contains("://") {
        let message =
            say!("`base_url` is `{text}`, which is a page, and should be a host or a folder", text = text.text);
        fields.report_at(text.span, Code::BadAddress, message, say!("write `base_url: {folder}/`", folder));
        return None;
    }
    match BaseUrl::parse(&text.text) {
        Ok(base) => Some(base),
        Err(reason) => {
            let message = say!("`base_url` is `{text}`, but {reason}", text = text.text, reason);
            let help = match address::without_scheme(&text.text) {
                Some(address) => say!("write `base_url: {address}`", address),
                None => say!("write the address at which the site will stand, such as https://example.org/library/"),
            };
            fields.report_at(text.span, Code::BadAddress, message, help);
            None
        }
    }
}

fn theme(fields: &Fields<'_>) -> Located {
    let Some(text) = fields.text("theme") else {
        return Located { text: DEFAULT_THEME.to_owned(), place: Place::start_of(fields.source()) };
    };
    if text.text.contains(['/', '\\']) || text.text.starts_with('.') {
        fields.report_at(
            text.span.clone(),
            Code::BadFileName,
            say!("`theme` should be the name of a folder in themes/"),
            say!("write `theme: default`"),
        );
    }
    located(fields, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::OutputChoice;
    use crate::places::CountryCode;

    fn read_text(text: &str) -> (Option<Config>, Vec<String>) {
        let problems = RefCell::default();
        let config = read(&SourceFile::new("site.yaml", text), &problems);
        let messages =
            problems.into_inner().into_sorted().into_iter().map(|problem| problem.message.english()).collect();
        (config, messages)
    }

    #[test]
    fn defaults_fill_what_is_not_said() {
        let (config, problems) = read_text("title: T\nbase_url: https://example.org\n");
        let config = config.unwrap();
        assert!(problems.is_empty());
        assert_eq!((config.language.as_str(), config.theme.text.as_str(), config.paginate), ("en", "default", 20));
    }

    #[test]
    fn colours_are_hexadecimal_and_have_names_that_pages_know() {
        let start = "title: T\nbase_url: https://example.org\n";
        let read = |more: &str| read_text(&format!("{start}{more}"));
        let (config, problems) =
            read("colours: {light: {link: \"#1d4079\", climate: \"#0b6\"}}\ncontact: a@example.org\n");
        assert!(problems.is_empty(), "{problems:?}");
        let identity = config.unwrap().identity;
        let light = identity.colours.light.iter().map(|(name, value)| (*name, value.text.as_str()));
        assert_eq!(light.collect::<Vec<_>>(), [("link", "#1d4079"), ("climate", "#0b6")]);
        assert_eq!(identity.contact.as_deref(), Some("a@example.org"));
        let (_, problems) = read("colours: {light: {lnk: \"#1d4079\", ink: red}}\ncontact: the office\n");
        assert_eq!(
            problems,
            [
                "there is no key `lnk` here",
                "`ink` should be a colour in the form `#1d4079`",
                "`contact` should be a mail address or the address of a page",
            ]
        );
    }

    #[test]
    fn every_output_is_made_unless_it_is_switched_off() {
        let start = "title: T\nbase_url: https://example.org\n";
        let choice = |more: &str| read_text(&format!("{start}{more}")).0.unwrap().outputs;
        let all = OutputChoice {
            countries: true,
            term_feeds: true,
            json_feeds: true,
            map: true,
            matrix: true,
            coverage: true,
            years: true,
            search: true,
            filters: true,
            compare: true,
            data: true,
            citations: true,
            markdown: true,
            bundle: false,
            booklets: None,
            share_cards: None,
        };
        assert_eq!(choice(""), all);
        assert_eq!(choice("outputs: {countries: false}\n"), OutputChoice { countries: false, ..all });
        assert_eq!(choice("outputs: {booklets: true}\n"), OutputChoice { booklets: Some(true), ..all });
        let (config, problems) = read_text(&format!("{start}outputs: {{country: false, term_feeds: no}}\n"));
        assert!(config.is_none());
        assert_eq!(problems, ["there is no key `country` here", "`term_feeds` should be true or false"]);
    }

    #[test]
    fn a_site_says_what_a_country_is_called_here() {
        let start = "title: T\nbase_url: https://example.org\n";
        let (config, problems) = read_text(&format!("{start}country_names: {{ TR: Turkey, NO: Norge }}\n"));
        let name = |code| config.as_ref().unwrap().country_name(CountryCode::parse(code).unwrap()).to_owned();
        assert_eq!((name("TR"), name("NO"), name("SE")), ("Turkey".into(), "Norge".into(), "Sweden".into()));
        assert!(problems.is_empty());
        let (config, problems) = read_text(&format!("{start}country_names: {{ ZZ: Nowhere, Turkey: Turkey, CZ: }}\n"));
        assert!(config.is_none());
        assert_eq!(problems.len(), 3, "{problems:?}");
    }

    #[test]
    fn offline_is_said_or_not_and_needs_what_browsers_ask_for() {
        let offline = |base: &str, more: &str| {
            let (config, problems) = read_text(&format!("title: T\nbase_url: {base}\n{more}\n"));
            (config.map(|config| config.publishing.offline), problems)
        };
        assert_eq!(offline("https://example.org", ""), (Some(None), vec![]));
        assert_eq!(offline("https://example.org", "offline: true"), (Some(Some(true)), vec![]));
        assert_eq!(offline("http://localhost:8000/a/", "offline: true"), (Some(Some(true)), vec![]));
        assert_eq!(offline("http://example.org", "offline: false"), (Some(Some(false)), vec![]));
        for (base, more) in [
            ("http://example.org", "offline: true"),
            ("http://localhost.example.org", "offline: true"),
            ("https://example.org", "offline: true\nrelative: true"),
            ("https://example.org", "offline: always"),
        ] {
            let (config, problems) = offline(base, more);
            assert!(config.is_none() && problems.len() == 1, "{base} {more}: {problems:?}");
        }
    }

    #[test]
    fn a_language_may_ask_for_digits_and_must_be_a_tag() {
        let start = "title: T\nbase_url: https://example.org\n";
        for (language, mistakes) in [("ar-u-nu-arab", 0), ("pt-BR", 0), ("Persian language", 1), ("ar-u", 1)] {
            let (_, problems) = read_text(&format!("{start}language: {language}\n"));
            assert_eq!(problems.len(), mistakes, "{language}: {problems:?}");
        }
    }

    #[test]
    fn every_problem_of_the_file_is_told() {
        let (config, problems) =
            read_text("title: T\nbase_url: example\npaginat: 3\ntaxonomies:\n  - {id: cases, title: Cases}\n");
        assert!(config.is_none());
        assert_eq!(problems.len(), 3, "{problems:?}");
    }
}
