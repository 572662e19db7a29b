//! What holds for any case and any post.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use chancery::base::date::{Date, Moment};
use chancery::base::diag::Diagnostics;
use chancery::base::slug::Slug;
use chancery::base::source::SourceFile;
use chancery::base::url::SitePath;
use chancery::casefile::{read_case, write_case};
use chancery::config::{self, Config};
use chancery::content;
use chancery::html::markdown_options;
use chancery::import::{self, Input, MediaOptions, Options};
use chancery::model::{Case, Correction, Image, Origin, Schedule, Translation};
use chancery::places::{Coordinates, CountryCode};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, html::push_html};
use serde_json::{Value as Json, json};

use crate::pages::visible_text;
use crate::support::{TestSite, rounds};

/// The configuration of the temporary sites.
fn config() -> &'static Config {
    static CONFIG: OnceLock<Config> = OnceLock::new();
    CONFIG.get_or_init(|| {
        let text = TestSite::new().read("site.yaml");
        config::read(&SourceFile::new("site.yaml", text), &RefCell::default()).unwrap()
    })
}

/// A text as front matter holds it: something, without white space around it.
fn text() -> impl Strategy<Value = String> {
    let any =
        "\\PC{1,30}|[ :#'\"\\[\\]{}|>&*!%@`,?~\n\t-]{1,12}|null|true|no|---|1e3|0x1F|2025-06-02|تهران، ایران|<b>&amp;";
    any.prop_map(|text| text.trim().to_owned()).prop_filter("a text of white space is no text", |text| !text.is_empty())
}

fn slug() -> impl Strategy<Value = Slug> {
    "[a-z]{1,6}(-[a-z0-9]{1,4})?".prop_map(|text| Slug::from_text_or_untitled(&text))
}

/// A day as a file can say it: years before 1000 are mistakes, and those from 1300 to 1499 are of another calendar.
fn date() -> impl Strategy<Value = Date> {
    (1500i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn image() -> impl Strategy<Value = Image> {
    let source = option::of("[a-z]{1,8}".prop_map(|path| format!("https://example.org/{path}.jpg")));
    (option::of(text()), source, option::of(text()), option::of(text()), option::of(text())).prop_map(
        |(file, source, alt, caption, credit)| Image { file, source, alt: alt.unwrap_or_default(), caption, credit },
    )
}

fn origin() -> impl Strategy<Value = Origin> {
    let modified = option::of(Just(Moment::parse("2025-06-02T14:58:32+03:30").unwrap()));
    ("[a-z]{1,8}", option::of(0..i64::MAX), modified).prop_map(|(path, id, modified)| Origin {
        url: format!("https://example.org/{path}/"),
        id: id.map(i64::unsigned_abs),
        modified,
    })
}

fn schedule() -> impl Strategy<Value = Schedule> {
    (any::<bool>(), option::of(date()), option::of(date())).prop_map(|(draft, publish, expires)| Schedule {
        draft,
        publish,
        expires,
    })
}

/// Old addresses, with letters of other scripts.
fn aliases() -> impl Strategy<Value = Vec<SitePath>> {
    vec("[a-zش ]{1,6}", 0..3).prop_map(|paths| paths.iter().filter_map(|path| SitePath::parse_page(path)).collect())
}

fn body() -> impl Strategy<Value = String> {
    vec(text(), 0..5).prop_map(|blocks| blocks.join("\n\n").trim_matches('\n').to_owned())
}

/// A case with everything that a file can say.
fn case() -> impl Strategy<Value = (Case, String)> {
    let identity = (text(), text(), option::of(date()), option::of(date()), option::of(text()));
    let terms = (vec(slug(), 0..3), vec(slug(), 0..3));
    let place = option::of((-90_000..=90_000i32, -180_000..=180_000i32));
    let links = (option::of(image()), option::of(slug()), option::of(origin()), aliases());
    let notes = (vec(text(), 0..3), vec(text(), 0..3), vec((date(), text()), 0..3), vec(slug(), 0..3));
    let rest = (schedule(), proptest::collection::btree_map("[a-z :#\"'-]{0,6}[a-z]", text(), 0..3), body());
    (identity, terms, place, links, notes, rest).prop_map(|(identity, terms, place, links, notes, rest)| {
        let (title, city, date, updated, summary) = identity;
        let (image, article, origin, aliases) = links;
        let (authors, sources, corrections, related) = notes;
        let (schedule, extra, body) = rest;
        let once = |mut slugs: Vec<Slug>| {
            slugs.sort();
            slugs.dedup();
            slugs
        };
        let degrees = |thousandths: i32| f64::from(thousandths) / 1000.0;
        let case = Case {
            slug: Slug::from_text("a-case").unwrap(),
            own_address: None,
            translation: Translation::default(),
            title,
            city,
            country: CountryCode::parse("NO").unwrap(),
            date,
            updated,
            summary,
            terms: vec![("themes".to_owned(), once(terms.0)), ("networks".to_owned(), once(terms.1))],
            coordinates: place.and_then(|(north, east)| Coordinates::new(degrees(north), degrees(east))),
            image,
            article,
            origin,
            aliases,
            authors,
            sources,
            corrections: corrections.into_iter().map(|(date, text)| Correction { date, text }).collect(),
            related,
            schedule,
            // Two keys may be the same without their spaces; a map has neither twice.
            extra: BTreeMap::from_iter(extra.into_iter().map(|(key, text)| (key.trim().to_owned(), text)))
                .into_iter()
                .collect(),
        };
        (case, body)
    })
}

/// Words, and what could be taken for Markdown, HTML or YAML.
const WORDS: [&str; 24] = [
    "city",
    "C40",
    "the Paris Agreement",
    "تهران",
    "می\u{200c}رود",
    "CO₂",
    "U.S.",
    "“quoted”",
    "&amp;",
    "&lt;b&gt;",
    "1.",
    "-",
    "#",
    "*",
    "_x_",
    "[a](b)",
    "`c`",
    "|",
    "---",
    "{{ x }}",
    "Context:",
    "Oslo, Norway",
    "https://example.org/x",
    "a: b",
];

fn words() -> impl Strategy<Value = String> {
    vec(proptest::sample::select(WORDS.to_vec()), 1..8).prop_map(|words| words.join(" "))
}

/// A stretch of a post.
fn block() -> impl Strategy<Value = String> {
    let heading =
        proptest::sample::select(vec!["Oslo, Norway", "Lima (Peru)", "Bern – Switzerland", "Conclusion", "Atlantis"]);
    let label = proptest::sample::select(vec!["Context:", "Key Actions:", "Achievements", "Money:"]);
    prop_oneof![
        4 => words().prop_map(|words| format!("<p>{words}</p>")),
        4 => (2..5u8, heading.clone()).prop_map(|(level, text)| format!("<h{level}>{text}</h{level}>")),
        1 => heading.prop_map(|text| format!("<p><strong>{text}</strong></p>")),
        4 => (label.clone(), words()).prop_map(|(label, words)| format!("<p><strong>{label}</strong> {words}</p>")),
        3 => vec((label, words()), 1..4).prop_map(|items| {
            let items: String =
                items.iter().map(|(label, words)| format!("<li><b>{label}</b> {words}</li>")).collect();
            format!("<ul>{items}</ul>")
        }),
        1 => vec(words(), 1..4).prop_map(|items| format!("<ol><li>{}</li></ol>", items.join("</li><li>"))),
        1 => words().prop_map(|words| format!("<div><blockquote><p>{words}</p></blockquote><em>{words}</em></div>")),
        1 => (words(), words()).prop_map(|(one, other)| format!("<table><tr><th>{one}</th></tr><tr><td>{other}</td></tr></table>")),
        2 => words().prop_map(|words| {
            format!("<figure><img src='https://example.org/x-300x200.jpg' alt=''><figcaption>{words}</figcaption></figure>")
        }),
        1 => Just("<p><img src='/uploads/y.jpg'></p><p style='text-align:center'>Oslo</p>".to_owned()),
        1 => Just("<ul><li></li></ul><!-- nobody sees this --><script>nor(this)</script>".to_owned()),
    ]
}

fn post() -> impl Strategy<Value = Json> {
    (words(), vec(block(), 0..14)).prop_map(|(title, blocks)| {
        json!({
            "id": 7, "slug": "a-post", "status": "publish", "link": "https://old.example.org/en/a-post/",
            "date": "2025-06-02T11:22:26", "title": {"rendered": title}, "content": {"rendered": blocks.concat()},
        })
    })
}

/// How often each word occurs, without regard to capitals: labels are written as `site.yaml` has them.
fn count_words(text: &str, counts: &mut BTreeMap<String, usize>) {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
}

fn count_markdown(markdown: &str, counts: &mut BTreeMap<String, usize>) {
    let mut html = String::new();
    let events = Parser::new_ext(markdown, markdown_options()).inspect(|event| {
        // The title of a picture is its caption.
        if let Event::Start(Tag::Image { title, .. }) = event {
            count_words(title, counts);
        }
    });
    push_html(&mut html, events);
    count_words(&visible_text(&html), counts);
}

/// The words that the written files show.
fn written_words(site: &TestSite) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (path, bytes) in site.files("content") {
        if path.starts_with('.') {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let front: Json = serde_yaml::from_str(front).unwrap();
        if path.starts_with("cases/") {
            count_words(front["title"].as_str().unwrap(), &mut counts);
        }
        count_markdown(front["image"]["caption"].as_str().unwrap_or_default(), &mut counts);
        count_markdown(body, &mut counts);
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(rounds(250, 1000)))]

    #[test]
    fn a_case_that_is_written_is_read_as_it_was((case, body) in case()) {
        let text = write_case(&case, &body).unwrap();
        let problems = RefCell::new(Diagnostics::new());
        let read = read_case(&SourceFile::new("content/cases/a-case.md", text.clone()), config(), &problems);
        let problems = problems.into_inner();
        // What a text means is not looked at here: HTML that is not whole is told, and stays as it is.
        prop_assert!(!problems.has_errors(), "{:?}\n{}", problems, text);
        let read = read.unwrap();
        prop_assert_eq!(read.body().trim_matches('\n'), &body, "{}", text);
        prop_assert_eq!(read.value.as_ref(), Some(&case), "{}", text);
        prop_assert_eq!(write_case(read.value.as_ref().unwrap(), read.body()).unwrap(), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(rounds(250, 1000)))]

    #[test]
    fn every_word_of_a_post_is_in_its_files_or_the_report_and_a_second_import_changes_nothing(post in post()) {
        let site = TestSite::new();
        let input = [Input::Bytes { name: "post.json".to_owned(), bytes: post.to_string().into_bytes() }];
        let run = || {
            let mut problems = Diagnostics::new();
            let content = content::load_terms(&site.root(), config(), &mut problems).unwrap();
            let (options, media) = (Options::default(), MediaOptions::offline());
            let report =
                import::import(&input, &site.root(), config(), &content, options, &media, &mut problems).unwrap();
            (report, problems)
        };
        let (report, problems) = run();
        prop_assert!(!problems.has_errors(), "{:?}", problems);
        let files = site.files("content");
        let (_, problems) = run();
        prop_assert!(!problems.has_errors(), "{:?}", problems);
        prop_assert!(site.files("content") == files, "the second import changed something");

        let mut wanted = BTreeMap::new();
        count_words(&visible_text(post["content"]["rendered"].as_str().unwrap()), &mut wanted);
        let mut written = written_words(&site);
        for dropped in report.posts.iter().flat_map(|post| &post.dropped) {
            (0..dropped.count).for_each(|_| count_words(&dropped.text, &mut written));
        }
        for (word, count) in wanted {
            let found = written.get(&word).copied().unwrap_or_default();
            prop_assert!(
                found >= count,
                "“{}” stands {} times in the post and {} times in the files and the report",
                word, count, found
            );
        }
    }
}
