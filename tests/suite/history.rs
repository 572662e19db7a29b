//! What may happen to a site between two builds, for the histories of `incremental.rs`: somebody edits, adds, removes and
//! renames files, changes a template or the configuration, and meddles with the output folder and with what the last build
//! remembered.

use std::time::Duration;

use crate::incremental::told_of;
use crate::support::TestSite;

/// Something that happens to a site between two builds. Numbers choose among what is there.
#[derive(Debug, Clone)]
pub enum Event {
    Case(usize, CaseText),
    /// A sentence more; for the last number, one with a picture from another host, which no build lets pass.
    Body(usize, u8),
    /// A build into another folder, which remembers what it read.
    BuildElsewhere,
    RemoveCase(usize),
    RenameCase(usize, usize),
    /// The translation of a case that is there or was; none takes it away.
    Translation(usize, Option<TranslationText>),
    /// One of the article, of a page that has no original, or of a term.
    OtherTranslation(&'static str, Option<u8>),
    Theme(usize, Option<TermText>),
    Network(usize, Option<TermText>),
    /// Its cases, its text and its picture.
    Article(Vec<usize>, u8, Option<usize>),
    Page(usize, Option<u8>),
    Picture(usize, Option<u8>),
    Configuration {
        title: u8,
        paginate: usize,
        related: usize,
        countries: bool,
        languages: usize,
    },
    Template(&'static str, Option<u8>),
    /// From now on builds have these options.
    Options(Options),
    Strings(Option<u8>),
    LoseOutput(usize),
    MeddleWithOutput(usize, bool),
    LoseMemory,
    DamageMemory(usize, u8),
    Touch(usize),
    Nothing,
}

/// The options of a build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Is it a later day, on which other texts are shown?
    pub is_later: bool,
    pub drafts: bool,
    pub relative: bool,
    pub precompress: bool,
    pub other_address: bool,
}

#[derive(Debug, Clone)]
pub struct CaseText {
    pub title: u8,
    pub day: u8,
    pub country: usize,
    pub themes: Vec<usize>,
    pub networks: Vec<usize>,
    pub related: Option<usize>,
    pub picture: Option<usize>,
    pub is_draft: bool,
    pub has_summary: bool,
    pub alias: bool,
    pub body: u8,
    pub link: Option<usize>,
    pub details: Details,
}

/// What a translation gives; all else is its original's.
#[derive(Debug, Clone)]
pub struct TranslationText {
    pub title: u8,
    pub slug: bool,
    pub is_draft: bool,
    pub themes: Option<Vec<usize>>,
    pub link: Option<usize>,
    /// What only a text without an original has to give.
    pub is_whole: bool,
}

/// What few cases have.
#[derive(Debug, Clone, Default)]
pub struct Details {
    pub author: Option<u8>,
    pub latitude: Option<u8>,
    pub is_published_later: bool,
    pub expires: bool,
}

#[derive(Debug, Clone)]
pub struct TermText {
    pub name: u8,
    pub part_of: Option<usize>,
    pub successor: Option<usize>,
    pub kind: usize,
    pub short: Option<u8>,
    pub body: u8,
}

pub const CASES: usize = 7;
pub const TERMS: usize = 3;
pub const PICTURES: usize = 2;
pub const KINDS: [&str; 2] = ["city", "body"];
/// The sentence that no build lets pass.
pub const FOREIGN: u8 = 3;
/// More than the clock of a disk needs to go on.
pub const A_TICK: Duration = Duration::from_millis(12);

pub fn case_path(case: usize) -> String {
    format!("content/cases/case-{case}.md")
}

fn case_text(text: &CaseText) -> String {
    let list = |kind: &str, numbers: &[usize]| {
        numbers.iter().map(|number| format!("{kind}-{number}")).collect::<Vec<_>>().join(", ")
    };
    let mut lines = format!(
        "title: Title {}\ncity: City\ncountry: {}\ndate: 2025-01-{:02}\nthemes: [{}]\nnetworks: [{}]\n",
        text.title,
        ["CO", "NO", "IR"][text.country],
        text.day + 1,
        list("theme", &text.themes),
        list("network", &text.networks)
    );
    if let Some(case) = text.related {
        lines.push_str(&format!("related: [case-{case}]\n"));
    }
    if let Some(picture) = text.picture {
        lines.push_str(&format!("image: {{ file: picture-{picture}.svg, alt: A picture }}\n"));
    }
    if text.is_draft {
        lines.push_str("draft: true\n");
    }
    if text.has_summary {
        lines.push_str(&format!("summary: Summary {}.\n", text.body));
    }
    if text.alias {
        lines.push_str(&format!("aliases: [/old-{}/]\n", text.title));
    }
    let Details { author, latitude, is_published_later, expires } = text.details;
    lines.extend(author.map(|author| format!("authors: [Author {author}]\n")));
    lines.extend(latitude.map(|latitude| format!("coordinates: [{latitude}, 5]\n")));
    for (is_there, line) in [(is_published_later, "publish: 2025-07-10\n"), (expires, "expires: 2025-07-12\n")] {
        lines.push_str(if is_there { line } else { "" });
    }
    let link = text.link.map(|case| format!(" See [it](case-{case}.md#context).")).unwrap_or_default();
    let picture = text.picture.map(|picture| format!("\n\n![It](picture-{picture}.svg \"It\")")).unwrap_or_default();
    format!(
        "---\n{lines}---\n\n## Context\n\nBody {}, the network 0 and Short 1.{link}{picture}\n\n## Then\n\nThe network 1.\n",
        text.body
    )
}

fn translation_text(text: &TranslationText) -> String {
    let mut lines = format!("title: عنوان {}\n", text.title);
    if text.slug {
        lines.push_str(&format!("slug: own-{}\n", text.title));
    }
    if text.is_draft {
        lines.push_str("draft: true\n");
    }
    if let Some(themes) = &text.themes {
        let themes: Vec<String> = themes.iter().map(|theme| format!("theme-{theme}")).collect();
        lines.push_str(&format!("themes: [{}]\n", themes.join(", ")));
    }
    if text.is_whole {
        lines.push_str("city: شهر\ncountry: IR\n");
    }
    let link = text.link.map(|case| format!(" [آن](case-{case}.md)")).unwrap_or_default();
    format!("---\n{lines}---\n\n## زمینه\n\nمتن.{link}\n")
}

fn term_text(kind: &str, text: &TermText) -> String {
    let mut lines = format!("name: The {kind} {}\n", text.name);
    lines.extend(text.part_of.map(|other| format!("part_of: {kind}-{other}\n")));
    lines.extend(text.successor.map(|other| format!("successor: {kind}-{other}\n")));
    lines.extend(text.short.map(|short| format!("short: Short {short}\n")));
    // Only networks have kinds.
    if kind == "network" {
        lines.push_str(&format!("kind: {}\n", KINDS[text.kind]));
    }
    format!("---\n{lines}---\n\nAbout {}.\n", text.body)
}

/// What `site.yaml` says of languages: nothing, one more, or all in folders.
const LANGUAGES: [&str; 3] = [
    "",
    "languages: [{ id: en }, { id: fa, title: سایت, taxonomies: { themes: { title: موضوع‌ها } } }]\n",
    "languages: [{ id: en }, { id: fa }]\ndefault_language_in_folder: true\n",
];

/// What a site may leave out. A site that leaves one out leaves all out here, so that most histories are quick, and the others
/// have everything.
const LEFT_OUT: &str = "countries: false, search: false, filters: false, data: false, json_feeds: false, citations: false, markdown: false, \
                        booklets: false, matrix: false, coverage: false, years: false, share_cards: false";

/// What every site leaves out: each card takes longer than all other files of its case, and has tests of its own.
const WITHOUT_CARDS: &str = "share_cards: false";

/// The first site without what a site may leave out.
pub fn bare_site() -> TestSite {
    let site = first_site();
    site.write("site.yaml", site_yaml(0, 3, 2, false, 1));
    site
}

fn site_yaml(title: u8, paginate: usize, related: usize, all: bool, languages: usize) -> String {
    let (languages, outputs) = (LANGUAGES[languages], if all { WITHOUT_CARDS } else { LEFT_OUT });
    format!(
        "title: Site {title}\nbase_url: https://example.org/\npaginate: {paginate}\nrelated: {related}\n\
         menu: [{{ title: Cases, url: /cases/ }}]\noutputs: {{ {outputs} }}\n\
         taxonomies: [{{ id: themes, title: Themes, singular: Theme }}, {{ id: networks, title: Networks, \
         kinds: [{{ id: city, title: Of cities, singular: Of a city }}, {{ id: body, title: Bodies, singular: Body }}] }}]\n{languages}"
    )
}

pub fn first_site() -> TestSite {
    // A short style sheet of its own: the site theme's takes a good part of a build that is not optimized.
    let style = "body { background: url(favicon.svg) }\n";
    let mut site =
        TestSite::empty().file("themes/default/static/style.css", style).file("site.yaml", site_yaml(0, 3, 2, true, 1));
    for (number, name) in (0..TERMS).zip(0..) {
        let text = TermText { name, part_of: None, successor: None, kind: 0, short: None, body: 0 };
        site = site.file(&format!("content/themes/theme-{number}.md"), term_text("theme", &text));
        site = site.file(&format!("content/networks/network-{number}.md"), term_text("network", &text));
    }
    for picture in 0..PICTURES {
        site = site.file(&format!("assets/picture-{picture}.svg"), picture_text(0));
    }
    for case in 0..4 {
        let text = CaseText {
            title: 0,
            day: u8::try_from(case).unwrap(),
            country: case % 2,
            themes: vec![case % TERMS],
            networks: vec![0],
            related: None,
            picture: (case == 0).then_some(0),
            is_draft: false,
            has_summary: case == 1,
            alias: false,
            body: 0,
            link: None,
            details: Details::default(),
        };
        site = site.file(&case_path(case), case_text(&text));
    }
    site.file("content/articles/article.md", article_text(&[0, 1], 0, None))
        .file("content/pages/about.md", page_text(0))
}

fn article_text(cases: &[usize], body: u8, picture: Option<usize>) -> String {
    let cases = cases.iter().map(|case| format!("case-{case}")).collect::<Vec<_>>().join(", ");
    let image = picture.map(|picture| format!("image: {{ file: picture-{picture}.svg, alt: It }}\n"));
    format!("---\ntitle: The article\ncases: [{cases}]\n{}---\n\nIntroduction {body}.\n", image.unwrap_or_default())
}

fn page_text(body: u8) -> String {
    format!("---\ntitle: Page\n---\n\nBody {body}, [all](/cases/).\n")
}

fn picture_text(colour: u8) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"1\"/>", u32::from(colour) + 1)
}

/// Writes or removes a file.
fn put(site: &TestSite, path: &str, text: Option<String>) {
    match text {
        Some(text) => site.write(path, text),
        None if site.has(path) => site.remove(path),
        None => {}
    }
}

/// Lets an event happen; gives back the file of the output folder that somebody changed, if one was.
pub fn apply(site: &TestSite, event: &Event) -> Option<String> {
    match event {
        Event::Case(case, text) => site.write(&case_path(*case), case_text(text)),
        Event::Body(case, sentence) => write_on(site, &case_path(*case), *sentence),
        Event::RemoveCase(case) => put(site, &case_path(*case), None),
        Event::RenameCase(from, to) => {
            if site.has(&case_path(*from)) && !site.has(&case_path(*to)) {
                std::fs::rename(site.root().join(case_path(*from)), site.root().join(case_path(*to))).unwrap();
            }
        }
        Event::Translation(case, text) => {
            put(site, &format!("content/cases/case-{case}.fa.md"), text.as_ref().map(translation_text));
        }
        Event::OtherTranslation(path, word) => {
            let name = if path.contains("/themes/") { "name" } else { "title" };
            put(site, path, word.map(|word| format!("---\n{name}: نام {word}\n---\n\nمتن {word}.\n")));
        }
        Event::Theme(number, text) => {
            let path = format!("content/themes/theme-{number}.md");
            put(site, &path, text.as_ref().map(|text| term_text("theme", text)));
        }
        Event::Network(number, text) => {
            let path = format!("content/networks/network-{number}.md");
            put(site, &path, text.as_ref().map(|text| term_text("network", text)));
        }
        Event::Article(cases, body, picture) => {
            site.write("content/articles/article.md", article_text(cases, *body, *picture));
        }
        Event::Page(number, body) => put(site, &format!("content/pages/page-{number}.md"), body.map(page_text)),
        Event::Picture(number, colour) => {
            put(site, &format!("assets/picture-{number}.svg"), colour.map(picture_text));
        }
        Event::Configuration { title, paginate, related, countries, languages } => {
            site.write("site.yaml", site_yaml(*title, *paginate, *related, *countries, *languages));
        }
        Event::Template("card.html", text) => {
            let own = |text| format!("<p>Own {text}: {{{{ card.title }}}}, {{{{ card.summary }}}}</p>");
            put(site, "themes/default/templates/card.html", text.map(own));
        }
        Event::Template(name, text) => {
            let own = format!(
                "{{% extends \"default/{name}\" %}}{{% block title %}}Own {}{{% endblock title %}}",
                text.unwrap_or(0)
            );
            put(site, &format!("themes/default/templates/{name}"), text.map(|_| own));
        }
        Event::Strings(word) => {
            put(site, "themes/default/strings/en.yaml", word.map(|word| format!("cases: Cases {word}\n")));
        }
        other => return meddle(site, other),
    }
    None
}

/// Adds to the body of a case; the clock of the disk goes on then, so that the build trusts what it sees.
pub fn write_on(site: &TestSite, path: &str, sentence: u8) {
    if !site.has(path) {
        return;
    }
    let more = match sentence {
        FOREIGN => "<img src=\"https://elsewhere.example/x.png\" alt=\"It\">".to_owned(),
        number => format!("More {number}."),
    };
    let text = site.read(path);
    let text =
        text.split_once("\n\nMore ").or_else(|| text.split_once("\n\n<img")).map_or(&*text, |(before, _)| before);
    site.write(path, format!("{}\n\n{more}\n", text.trim_end()));
    std::thread::sleep(A_TICK);
}

/// What happens to files that the program wrote, or to nothing.
fn meddle(site: &TestSite, event: &Event) -> Option<String> {
    let chosen = |folder: &str, number: usize| {
        // What the marker of the output folder says is for people; that it is there is tested elsewhere.
        let paths: Vec<String> = site.files(folder).into_keys().filter(|path| path != ".chancery").collect();
        (!paths.is_empty()).then(|| format!("{folder}/{}", paths[number % paths.len()]))
    };
    match event {
        Event::LoseOutput(number) => {
            if let Some(path) = chosen("output", *number) {
                site.remove(&path);
            }
        }
        Event::MeddleWithOutput(number, keeps_size) => {
            if let Some(path) = chosen("output", *number) {
                let mut bytes = std::fs::read(site.root().join(&path)).unwrap();
                match bytes.first_mut().filter(|_| *keeps_size) {
                    Some(first) => *first ^= 1,
                    None => bytes.push(b'!'),
                }
                site.write(&path, bytes);
                return path.strip_prefix("output/").map(str::to_owned);
            }
        }
        Event::BuildElsewhere => {
            told_of(&site.root(), Some(&site.outside().join("elsewhere")), &Options::default());
        }
        Event::LoseMemory => {
            let _ = std::fs::remove_dir_all(site.root().join(".cache"));
        }
        Event::DamageMemory(number, bit) => {
            if let Some(path) = chosen(".cache", *number) {
                let mut bytes = std::fs::read(site.root().join(&path)).unwrap();
                let place = usize::from(*bit) * bytes.len() / 256;
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << (bit % 8);
                }
                site.write(&path, bytes);
            }
        }
        Event::Touch(number) => {
            if let Some(path) = chosen("content", *number) {
                site.write(&path, std::fs::read(site.root().join(&path)).unwrap());
            }
        }
        _ => {}
    }
    None
}
