//! Tests of the default site theme as a whole.

use std::collections::{BTreeMap, BTreeSet};

use tera::Context;

use super::embedded;
use super::engine::{Theme, ThemeFile};
use super::files::SiteAssets;
use super::problem::ThemeProblem;
use super::sample_views::{FILES, PAGES, full, minimal};
pub(super) fn own(path: &str, text: &str) -> ThemeFile {
    ThemeFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

pub(super) fn theme(own_files: Vec<ThemeFile>, language: &str) -> Theme {
    Theme::load(own_files, language, &SiteAssets::new()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn problems(own_files: Vec<ThemeFile>) -> Vec<ThemeProblem> {
    Theme::load(own_files, "en", &SiteAssets::new()).err().unwrap_or_default()
}

fn places(problems: &[ThemeProblem]) -> Vec<(&str, usize, usize)> {
    problems.iter().map(|problem| (problem.file.as_str(), problem.line, problem.column)).collect()
}

/// The languages that the default theme speaks.
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    let paths = embedded::theme_files().iter().map(|(path, _)| *path);
    paths.filter_map(|path| path.strip_prefix("strings/")?.strip_suffix(".yaml"))
}

/// All templates, with the fullest and the emptiest views, in every language.
fn all_renderings() -> Vec<(String, String)> {
    let mut renderings = Vec::new();
    for language in languages() {
        let theme = theme(Vec::new(), language);
        for template in PAGES.iter().chain(FILES) {
            for (size, context) in [("full", full(template, language)), ("minimal", minimal(template, language))] {
                let text =
                    theme.render_text(template, &context).unwrap_or_else(|problem| panic!("{size}: {problem:#?}"));
                renderings.push((format!("{template} {size} {language}"), text));
            }
        }
    }
    renderings
}

/// The name and attributes of a start tag.
type Tag = (String, BTreeMap<String, String>);

/// The tags of a page with their attributes, as a browser's tokenizer reads them, and the tokenizer's complaints.
fn tags(html: &str) -> (Vec<Tag>, Vec<String>) {
    use std::cell::RefCell;

    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::{
        BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states,
    };

    #[derive(Default)]
    struct Sink {
        tags: RefCell<Vec<Tag>>,
        errors: RefCell<Vec<String>>,
        open: RefCell<Vec<String>>,
    }

    const VOID: [&str; 8] = ["meta", "link", "img", "input", "source", "br", "hr", "col"];

    impl TokenSink for Sink {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            match token {
                Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                    let attributes =
                        tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                    self.tags.borrow_mut().push((tag.name.to_string(), attributes));
                    // Elements of a drawing may close themselves.
                    if !VOID.contains(&&*tag.name) && !tag.self_closing {
                        self.open.borrow_mut().push(tag.name.to_string());
                    }
                    if &*tag.name == "script" {
                        return TokenSinkResult::RawData(states::RawKind::ScriptData);
                    }
                }
                Token::TagToken(tag) => {
                    let opened = self.open.borrow_mut().pop();
                    if opened.as_deref() != Some(&*tag.name) {
                        self.errors.borrow_mut().push(format!("</{}> closes {opened:?}", tag.name));
                    }
                }
                Token::ParseError(message) => self.errors.borrow_mut().push(message.into_owned()),
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }

    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let options = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Sink::default(), options);
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    (tokenizer.sink.tags.take(), tokenizer.sink.errors.take())
}

pub(super) fn embedded_text(path: &str) -> &'static str {
    let file = embedded::theme_files().iter().find(|(known, _)| *known == path);
    std::str::from_utf8(file.unwrap_or_else(|| panic!("no {path}")).1).unwrap()
}

/// A card of the filters and a case of the comparison are pieces of a page.
fn is_page(name: &str) -> bool {
    name.contains(".html") && !name.starts_with("filters-card") && !name.starts_with("compare-case")
}

#[test]
fn pages_are_well_formed_with_one_heading_and_unique_ids() {
    for (name, text) in all_renderings().iter().filter(|(name, _)| is_page(name)) {
        let (tags, errors) = tags(text);
        assert!(errors.is_empty(), "{name}: {errors:?}\n{text}");
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|(_, attributes)| attributes.get("id")) {
            assert!(ids.insert(id), "{name}: the id {id} occurs twice");
        }
        assert_eq!(tags.iter().filter(|(tag, _)| tag == "h1").count(), 1, "{name}");
        assert_eq!(tags.iter().filter(|(tag, _)| tag == "main").count(), 1, "{name}");
    }
}

#[test]
fn headings_never_skip_a_level() {
    for (name, text) in all_renderings().iter().filter(|(name, _)| is_page(name)) {
        let mut last = 0;
        for (tag, _) in tags(text).0 {
            let level = tag.strip_prefix('h').and_then(|rest| rest.parse::<u8>().ok());
            if let Some(level) = level {
                assert!(level <= last + 1, "{name}: <h{level}> after <h{last}>");
                last = level;
            }
        }
    }
}

#[test]
fn text_is_escaped_once_and_nothing_empty_is_shown() {
    for (name, text) in all_renderings() {
        for wrong in [
            "<friends>",
            "<Diplomacy>",
            "<us>",
            "&amp;lt;",
            "&amp;amp;quot",
            "None",
            "href=\"\"",
            "<dd></dd>",
            "<p></p>",
        ] {
            assert!(
                !text.contains(wrong) || (name.starts_with("feed.xml") && wrong.starts_with("&amp;")),
                "{name}: {wrong}"
            );
        }
    }
}

#[test]
fn every_page_has_its_language_direction_and_style() {
    let theme = theme(Vec::new(), "fa");
    for template in PAGES {
        let (tags, _) = tags(&theme.render_text(template, &full(template, "fa")).unwrap());
        let html = &tags[0].1;
        assert_eq!((html["lang"].as_str(), html["dir"].as_str()), ("fa", "rtl"), "{template}");
        let mut addresses = tags.iter().filter_map(|(_, attributes)| attributes.get("href"));
        assert!(addresses.any(|url| url.starts_with("../../theme/style.") && url.ends_with(".css")), "{template}");
    }
}

#[test]
fn a_page_that_is_not_to_be_found_says_so() {
    let theme = theme(Vec::new(), "en");
    assert!(theme.render_text("404.html", &minimal("404.html", "en")).unwrap().contains("noindex"));
    assert!(!theme.render_text("404.html", &full("404.html", "en")).unwrap().contains("noindex"));
}

#[test]
fn feeds_hold_no_character_that_xml_forbids() {
    let feed = theme(Vec::new(), "en").render("feed.xml", &full("feed.xml", "en")).unwrap();
    let feed = String::from_utf8(feed).unwrap();
    assert!(!feed.contains('\u{8}'));
    assert!(feed.contains("&lt;p&gt;Text with a stray  control character &amp;amp; more.&lt;/p&gt;"), "{feed}");
    assert!(feed.starts_with("<?xml"), "{feed}");
}

#[test]
fn related_cases_say_what_they_share() {
    let case = theme(Vec::new(), "en").render_text("case.html", &full("case.html", "en")).unwrap();
    assert!(case.contains("Shares <bdi>C40</bdi> and <bdi>A &amp; B</bdi> with <bdi>Medellín</bdi>"), "{case}");
}

#[test]
fn long_lists_of_pages_are_shortened() {
    let list = theme(Vec::new(), "en").render_text("cases.html", &full("cases.html", "en")).unwrap();
    let shown: Vec<bool> = (1..=12).map(|number| list.contains(&format!("\"../page/{number}/\""))).collect();
    let numbers: Vec<usize> =
        shown.iter().enumerate().filter(|(_, shown)| **shown).map(|(index, _)| index + 1).collect();
    assert_eq!(numbers, [1, 4, 5, 6, 7, 8, 12]);
    assert!(list.contains("aria-current=\"page\" aria-label=\"Page 6\""));
}

#[test]
fn a_name_that_a_template_does_not_see_is_told_with_its_place() {
    let theme = theme(vec![own("templates/case.html", "<p>\n  {{ case.titel }}</p>")], "en");
    let problem = theme.render_text("case.html", &full("case.html", "en")).unwrap_err();
    assert_eq!(places(std::slice::from_ref(&problem)), [("templates/case.html", 2, 11)]);
    assert!(!problem.embedded && problem.message.contains("titel"), "{problem:?}");
    assert!(problem.help.is_some_and(|help| help.contains("docs/themes.md")));
}

#[test]
fn a_mistake_in_a_component_names_who_called_it() {
    let card = "{% component pagination(pagination: map) %}{{ nothing }}{% endcomponent pagination %}";
    let theme = theme(vec![own("templates/components/pagination.html", card)], "en");
    let problem = theme.render_text("cases.html", &full("cases.html", "en")).unwrap_err();
    assert_eq!(problem.file, "templates/components/pagination.html");
    let help = problem.help.unwrap_or_default();
    assert!(help.contains("it is reached from `templates/cases.html:"), "{help:?}");
}

#[test]
fn an_unknown_string_is_told_with_its_place_and_the_nearest_one() {
    let theme = theme(vec![own("templates/404.html", "{{ t(key='not_found_titel') }}")], "en");
    let problem = theme.render_text("404.html", &full("404.html", "en")).unwrap_err();
    assert_eq!((problem.file.as_str(), problem.line), ("templates/404.html", 1));
    assert!(problem.help.as_ref().is_some_and(|help| help.contains("did you mean `not_found_title`?")), "{problem:?}");
}

#[test]
fn every_mistake_that_loading_finds_is_told_at_once() {
    let syntax = vec![
        own("templates/case.html", "{% if %}"),
        own("templates/home.html", "\n{{ a b }}"),
        own("strings/en.yaml", "all_cases: { one: a }"),
        ThemeFile { path: "templates/term.html".to_owned(), bytes: vec![b'a', b'\n', 0xff] },
    ];
    let found = problems(syntax);
    let files: BTreeSet<&str> = found.iter().map(|problem| problem.file.as_str()).collect();
    let expected = ["strings/en.yaml", "templates/case.html", "templates/home.html", "templates/term.html"];
    assert_eq!(files, expected.into(), "{found:#?}");
    assert!(found.iter().all(|problem| problem.line > 0), "{found:#?}");

    let references = vec![
        own("templates/case.html", "{{ 1 | nothing }}\n{{ nowhere() }}"),
        own("templates/home.html", "{{ <no_such /> }}"),
    ];
    assert_eq!(
        places(&problems(references)),
        [("templates/case.html", 1, 8), ("templates/case.html", 2, 4), ("templates/home.html", 1, 4)]
    );
}

#[test]
fn a_parent_that_is_not_there_is_told_with_its_place() {
    let found = problems(vec![own("templates/case.html", "{# a #}\n{% extends \"bse.html\" %}")]);
    assert_eq!(places(&found), [("templates/case.html", 2, 4)], "{found:#?}");
}

#[test]
fn an_own_frame_of_pages_needs_no_blocks_but_those_of_the_manual() {
    let blocks: String = ["title", "image_alt", "head", "content", "footer"]
        .iter()
        .map(|block| format!("{{% block {block} %}}{{% endblock {block} %}}\n"))
        .collect();
    let theme = theme(vec![own("templates/base.html", &blocks)], "en");
    for template in PAGES {
        assert!(theme.render_text(template, &full(template, "en")).is_ok(), "{template}");
    }
}

#[test]
fn an_own_template_wins_and_can_extend_the_original() {
    let files = vec![
        own(
            "templates/404.html",
            "{% extends \"default/404.html\" %}{% block content %}mine, then {{ super() }}{% endblock content %}",
        ),
        own(
            "templates/base.html",
            "{% extends \"default/base.html\" %}{% block footer %}my footer{% endblock footer %}",
        ),
    ];
    let page = theme(files, "en").render_text("404.html", &full("404.html", "en")).unwrap();
    assert!(page.contains("mine, then <header") && page.contains("my footer") && page.contains("skip-link"), "{page}");
}

#[test]
fn own_strings_win_and_the_others_stay() {
    let page = theme(vec![own("strings/en.yaml", "not_found_title: Lost")], "en")
        .render_text("404.html", &full("404.html", "en"))
        .unwrap();
    assert!(page.contains("<h1>Lost</h1>") && page.contains("To the home page"), "{page}");
}

#[test]
fn a_language_without_strings_is_shown_in_english_in_its_own_direction() {
    let page = theme(Vec::new(), "ur").render_text("404.html", &full("404.html", "ur")).unwrap();
    assert!(page.contains("dir=\"rtl\"") && page.contains("This page is not here"), "{page}");
}

#[test]
fn static_files_have_their_fingerprints_in_their_names_and_the_sites_own_win() {
    let theme = theme(vec![own("static/style.css", "a {}"), own("static/a.png", "picture")], "en");
    let files: BTreeMap<&str, &[u8]> = theme.static_files().collect();
    for (path, bytes) in [("style.css", "a{}"), ("a.png", "picture")] {
        let name = theme.static_file(path).unwrap();
        assert_eq!(files.get(name), Some(&bytes.as_bytes()), "{name}");
        let (stem, ending) = path.split_once('.').unwrap();
        assert_eq!(name.len(), path.len() + 17, "{name}");
        assert!(name.starts_with(stem) && name.ends_with(ending), "{name}");
    }
    assert!(theme.static_file("favicon.svg").is_some());
    assert_eq!(theme.static_file("fonts/vazirmatn-OFL.txt"), Some("fonts/vazirmatn-OFL.txt"));
}

#[test]
fn templates_learn_the_names_of_files() {
    let site = SiteAssets::from([
        ("map.js".to_owned(), "map.0123.js".to_owned()),
        ("a b.png".to_owned(), "a b.4567.png".to_owned()),
    ]);
    let rendered = |text: &str| {
        let files = vec![own("templates/404.html", text), own("static/own.css", "a { b: url(../assets/a%20b.png) }")];
        let theme = Theme::load(files, "en", &site).unwrap_or_else(|problems| panic!("{problems:#?}"));
        (
            theme.render_text("404.html", &Context::new()),
            theme.static_files().map(|(_, bytes)| bytes.to_vec()).collect(),
        )
    };
    let (page, files): (_, Vec<Vec<u8>>) = rendered("{{ asset(path='assets/map.js') }} {{ asset(path=\"own.css\") }}");
    let page = page.unwrap();
    assert!(page.starts_with("assets/map.0123.js theme/own.") && page.ends_with(".css"), "{page}");
    assert!(files.contains(&b"a{b:url(\"../assets/a%20b.4567.png\")}".to_vec()));
    let (page, _) = rendered("{{ asset(path='styl.css') }}");
    let problem = page.unwrap_err();
    let help = problem.help.as_ref().is_some_and(|help| help.contains("did you mean `style.css`?"));
    assert!(help && problem.message.contains("there is no file `styl.css`"), "{problem:?}");
}

#[test]
fn names_that_are_not_published_any_more_are_problems() {
    let text = "<p>\n<link href=\"{{ page.root }}theme/style.css\"><img src=\"/theme/favicon.svg\"> my-theme/style.css";
    let found = problems(vec![own("templates/404.html", text)]);
    assert_eq!(places(&found), [("templates/404.html", 2, 56), ("templates/404.html", 2, 28)]);
    assert!(found[1].help.as_ref().unwrap().contains("asset(path=\"style.css\")"), "{found:#?}");
    let found = problems(vec![own("static/style.css", "a {}\nb { c: url('favico.svg') }")]);
    assert_eq!(places(&found), [("static/style.css", 2, 8)]);
    assert_eq!(found[0].help.as_ref().unwrap(), &"did you mean `favicon.svg`?");
}

#[test]
fn the_style_sheet_knows_no_left_or_right_and_no_other_host() {
    let css = embedded_text("static/style.css");
    for (number, line) in css.lines().enumerate() {
        let rule = line.split("/*").next().unwrap_or_default();
        for wrong in ["left", "right", "http:", "https:", "@import"] {
            assert!(!rule.contains(wrong), "line {}: {line}", number + 1);
        }
    }
}

#[test]
fn a_template_that_is_not_there_is_a_problem_not_a_panic() {
    let problem = theme(Vec::new(), "en").render_text("nothing.html", &Context::new()).unwrap_err();
    assert_eq!(problem.file, "templates/nothing.html");
}

#[test]
fn a_theme_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Theme>();
}
