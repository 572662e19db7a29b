//! `/llms.txt` (<https://llmstxt.org/>): what the library holds and where, for programs that read texts.

use super::artifact::{Artifact, MadeFile};
use super::links::taxonomy_title;
use super::plain_copies::link_line;
use super::{Input, Purpose};
use crate::base::digest::Digester;
use crate::base::fold::one_line;
use crate::base::url::SitePath;
use crate::content::SourceText;
use crate::site::{SiteArticle, SitePage};

/// Plans `/llms.txt`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    if !input.site.has_markdown() {
        return Vec::new();
    }
    let make = |input: Input<'_>| {
        let text = text(input);
        let key = Digester::new("llms").text(&text).finish();
        let bytes = if input.purpose == Purpose::Key { Vec::new() } else { text.into_bytes() };
        Ok(MadeFile { key, bytes })
    };
    let path = input.site.routes.llms();
    vec![Artifact::made(input, path, "the contents for programs that read texts", make).giving_way()]
}

fn text(input: Input<'_>) -> String {
    let site = input.site;
    let config = &site.config;
    let routes = &site.routes;
    let mut text = format!("# {}\n\n", one_line(&config.title));
    let about = [&config.tagline, &config.description].map(|about| one_line(about));
    let about: Vec<&str> = about.iter().map(String::as_str).filter(|about| !about.is_empty()).collect();
    if !about.is_empty() {
        text.push_str(&format!("> {}\n\n", about.join(". ")));
    }
    for line in facts(input) {
        text.push_str(&format!("{line}\n"));
    }
    let case = |index: usize| {
        let entry = &site.cases[index];
        let page = routes.case(entry.case.address());
        link_line(&entry.case.title, &best(input, &entry.text, &page), entry.summary())
    };
    let article = |entry: &SiteArticle| {
        let page = routes.article(entry.article.address());
        link_line(&entry.article.title, &best(input, &entry.text, &page), entry.summary())
    };
    let page = |entry: &SitePage| {
        let page = routes.text(entry.page.address());
        link_line(&entry.page.title, &best(input, &entry.text, &page), entry.summary())
    };
    add(&mut text, &input.theme.text("cases", &[]), (0..site.cases.len()).map(case).collect());
    add(&mut text, &input.theme.text("articles", &[]), site.articles.iter().map(article).collect());
    add(&mut text, &input.theme.text("pages", &[]), site.pages.iter().map(page).collect());
    if site.has_data() {
        let file = |ending: &str| link_line(ending, &routes.absolute(&routes.data_file(ending)), "");
        let files = [
            link_line(&input.theme.text("data", &[]), &routes.absolute(&routes.data()), ""),
            file("csv"),
            file("json"),
            file("geojson"),
        ];
        add(&mut text, &input.theme.text("data", &[]), files.concat());
    }
    for (_, taxonomy) in site.taxonomies_with_pages() {
        let term = |term: &crate::site::SiteTerm| {
            let count = input.theme.text("case_count", &[("count", term.cases.len().into())]);
            link_line(&term.name, &routes.absolute(&routes.term(&taxonomy.id, term.slug.as_str(), 1)), &count)
        };
        add(&mut text, &taxonomy_title(input, taxonomy), taxonomy.terms.iter().map(term).collect());
    }
    text
}

/// Who publishes the library, under which licence, and where it is in other languages.
fn facts(input: Input<'_>) -> Vec<String> {
    let config = &input.site.config;
    let theme = input.theme;
    let mut facts = Vec::new();
    let publisher = config.publisher.as_ref().map(|publisher| publisher.name.as_str());
    facts.extend(publisher.map(|name| format!("- {}: {}", theme.text("publisher", &[]), one_line(name))));
    let licence = config.licence.as_ref().map(|licence| licence.url.as_deref().unwrap_or(&licence.id));
    facts.extend(licence.map(|licence| format!("- {}: {licence}", theme.text("licence", &[]))));
    if !config.rights.is_empty() {
        facts.push(format!("- {}: {}", theme.text("rights", &[]), one_line(&config.rights)));
    }
    for other in input.publication.iter().filter(|other| other.site.config.language != config.language) {
        let routes = &other.site.routes;
        facts.push(format!("- {}: {}", other.site.config.language, routes.absolute(&routes.llms())));
    }
    facts
}

/// The copy of a text in Markdown, where there is one; else its page.
fn best(input: Input<'_>, text: &SourceText, page: &SitePath) -> String {
    let routes = &input.site.routes;
    if input.site.is_own(text.path()) { routes.absolute(&routes.markdown(page)) } else { routes.absolute(page) }
}

fn add(text: &mut String, title: &str, lines: String) {
    if !lines.is_empty() {
        text.push_str(&format!("\n## {}\n\n{lines}", one_line(title)));
    }
}
