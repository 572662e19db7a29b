//! Each case, article and page as Markdown beside its HTML (`/cases/medellin/index.md`), for programs that read texts: front
//! matter with the canonical address and the licence, absolute links, nothing of what editors keep for themselves.

use std::ops::Range;

use super::artifact::{Artifact, Failure, MadeFile};
use super::cards::country_name;
use super::links::token;
use super::{Input, Purpose};
use crate::base::date::Date;
use crate::base::digest::Digester;
use crate::base::fold::one_line;
use crate::base::url::SitePath;
use crate::content::{ReferenceKind, SourceText};
use crate::markdown::comments;
use crate::model::CASES_MARKER;
use crate::site::{COUNTRIES, SiteArticle, SiteCase, SitePage};
use crate::yaml::{Out, emit};

/// Plans a file for each text in the language of the edition. An original that stands in for a translation has its own place.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.has_markdown() {
        return Vec::new();
    }
    let mut artifacts = Vec::new();
    for index in site.cases_by_path() {
        let SiteCase { case, text } = &site.cases[*index];
        let (index, path) = (*index, site.routes.case(case.address()));
        artifacts.extend(copy(input, text, path.clone(), move |input| case_head(input, index, &path), &[]));
    }
    for entry in &site.articles {
        let path = site.routes.article(entry.article.address());
        let head = {
            let path = path.clone();
            move |input: Input<'_>| article_head(input, entry, &path)
        };
        artifacts.extend(copy(input, &entry.text, path, head, &entry.cases));
    }
    for entry in &site.pages {
        let path = site.routes.text(entry.page.address());
        let head = {
            let path = path.clone();
            move |input: Input<'_>| page_head(input, entry, &path)
        };
        artifacts.extend(copy(input, &entry.text, path, head, &[]));
    }
    artifacts
}

/// The front matter of a copy.
type Head = Vec<(String, Out)>;

/// The copy of a text whose page is at `page`. `cases` are those that stand in the text at its mark.
fn copy<'a>(
    input: Input<'a>,
    text: &'a SourceText,
    page: SitePath,
    head: impl Fn(Input<'a>) -> Head + Send + Sync + 'a,
    cases: &'a [usize],
) -> Option<Artifact<'a>> {
    if !input.site.is_own(text.path()) {
        return None;
    }
    let path = input.site.routes.markdown(&page);
    let make = move |input: Input<'a>| -> Result<MadeFile, Failure> {
        // It is made of plain values, which can always be written.
        let head = emit(&head(input)).unwrap_or_default();
        let list = list_of(input, cases);
        let mut key = Digester::new("markdown");
        key.text(&head).text(&list).digest(token(input, text));
        let bytes = match input.purpose {
            Purpose::Key => Vec::new(),
            Purpose::Page => format!("---\n{}\n---\n\n{}", head.trim_end(), body(input, text, &list)?).into_bytes(),
        };
        Ok(MadeFile { key: key.finish(), bytes })
    };
    Some(Artifact::made(input, path, format!("{} as Markdown", text.path()), make).giving_way())
}

/// What is said of every text. Where nothing is known, nothing is written.
fn shared_head(input: Input<'_>, title: &str, summary: &str, page: &SitePath) -> Head {
    let config = &input.site.config;
    let publisher = config.publisher.as_ref().map(|publisher| publisher.name.as_str());
    let mut head = vec![("title".to_owned(), Out::Text(title.to_owned()))];
    add(&mut head, "url", Some(input.site.routes.absolute(page)));
    add(&mut head, "language", Some(config.language.clone()));
    add(&mut head, "site", Some(config.title.clone()));
    add(&mut head, "publisher", publisher.map(str::to_owned));
    add(&mut head, "licence", config.licence.as_ref().map(|licence| licence.id.clone()));
    add(&mut head, "rights", Some(config.rights.clone()));
    add(&mut head, "summary", Some(summary.to_owned()));
    head
}

fn add(head: &mut Head, key: &str, text: Option<String>) {
    head.extend(text.filter(|text| !text.is_empty()).map(|text| (key.to_owned(), Out::Text(text))));
}

fn add_list(head: &mut Head, key: &str, texts: Vec<String>) {
    if !texts.is_empty() {
        head.push((key.to_owned(), Out::List(texts.into_iter().map(Out::Text).collect())));
    }
}

fn add_days(head: &mut Head, published: Option<Date>, updated: Option<Date>) {
    add(head, "published", published.map(|date| date.to_string()));
    add(head, "updated", updated.filter(|date| Some(*date) != published).map(|date| date.to_string()));
}

fn case_head(input: Input<'_>, index: usize, page: &SitePath) -> Head {
    let site = input.site;
    let entry = &site.cases[index];
    let case = &entry.case;
    let mut head = shared_head(input, &case.title, entry.summary(), page);
    add_days(&mut head, case.date, case.updated);
    add(&mut head, "city", Some(case.city.clone()));
    add(&mut head, "country", Some(country_name(&site.config, case).to_owned()));
    if let Some(place) = entry.coordinates() {
        let place = [place.latitude(), place.longitude()].map(Out::Decimal);
        head.push(("coordinates".to_owned(), Out::Inline(place.into())));
    }
    for (taxonomy, terms) in site.taxonomies.iter().enumerate().filter(|(_, taxonomy)| taxonomy.id != COUNTRIES) {
        let names = site.terms_in(index, taxonomy).iter().map(|id| site.term(*id).name.clone());
        // What a taxonomy is called may be the name of a line that every text has.
        let is_taken = head.iter().any(|(key, _)| *key == terms.id);
        let key = if is_taken { format!("terms_{}", terms.id) } else { terms.id.clone() };
        add_list(&mut head, &key, names.collect());
    }
    add_list(&mut head, "authors", case.authors.clone());
    let correction = |one: &crate::model::Correction| format!("{}: {}", one.date, one.text);
    add_list(&mut head, "corrections", case.corrections.iter().map(correction).collect());
    add_list(&mut head, "sources", case.sources.clone());
    head
}

fn article_head(input: Input<'_>, entry: &SiteArticle, page: &SitePath) -> Head {
    let mut head = shared_head(input, &entry.article.title, entry.summary(), page);
    add_days(&mut head, entry.article.date, entry.article.updated);
    add_list(&mut head, "authors", entry.article.authors.clone());
    head
}

fn page_head(input: Input<'_>, entry: &SitePage, page: &SitePath) -> Head {
    let mut head = shared_head(input, &entry.page.title, entry.summary(), page);
    add_days(&mut head, None, entry.page.updated);
    head
}

/// The cases of an article as a list of links.
fn list_of(input: Input<'_>, cases: &[usize]) -> String {
    let site = input.site;
    let line = |index: &usize| {
        let case = &site.cases[*index].case;
        let address = site.routes.absolute(&site.routes.case(case.address()));
        link_line(&case.title, &address, site.cases[*index].summary())
    };
    cases.iter().map(line).collect()
}

/// An item of a list: a link, and a sentence of what it leads to.
pub(super) fn link_line(title: &str, address: &str, about: &str) -> String {
    let title = one_line(title).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    let about = if about.is_empty() { String::new() } else { format!(": {}", one_line(about)) };
    format!("- [{title}]({}){about}\n", in_brackets(address))
}

/// An address that no bracket in it ends.
fn in_brackets(address: &str) -> String {
    address.replace('(', "%28").replace(')', "%29").replace(' ', "%20")
}

/// The text with absolute addresses and without comments.
fn body(input: Input<'_>, text: &SourceText, cases: &str) -> Result<String, Failure> {
    let body = text.body()?;
    let mut edits: Vec<(Range<usize>, String)> = comments(&body)
        .into_iter()
        .map(|span| {
            let is_mark = body.get(span.clone()) == Some(CASES_MARKER);
            (span, if is_mark { cases.trim_end().to_owned() } else { String::new() })
        })
        .collect();
    for reference in &text.analysis().references {
        let address = match reference.kind {
            ReferenceKind::Link | ReferenceKind::Picture => input.site.link(text.path(), &reference.text),
            _ => None,
        };
        let Some(address) = address else { continue };
        let address = in_brackets(&input.site.routes.absolute_link(&address));
        edits.extend(place_of_target(&body, reference.span.clone(), &reference.text).map(|span| (span, address)));
    }
    Ok(edited(&body, edits))
}

/// Where the target of a link stands: `span`, or, where it is written in another way than it is read, what the last brackets
/// in it hold.
fn place_of_target(body: &str, span: Range<usize>, target: &str) -> Option<Range<usize>> {
    let written = body.get(span.clone())?;
    if written == target {
        return Some(span);
    }
    let start = written.rfind("](")? + 2;
    let end = written.rfind(')').filter(|end| *end >= start)?;
    // What follows a space is the title of the link.
    let inner = written.get(start..end)?;
    let length = if inner.starts_with('<') { inner.find('>')? + 1 } else { inner.find(' ').unwrap_or(inner.len()) };
    Some(span.start + start..span.start + start + length)
}

/// A text with some stretches replaced. Of two that overlap, as where two links share one definition, the first counts.
fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let mut written = String::with_capacity(text.len());
    let mut done = 0;
    for (span, new) in edits {
        if span.start < done {
            continue;
        }
        written.push_str(text.get(done..span.start).unwrap_or_default());
        written.push_str(&new);
        done = span.end;
    }
    written.push_str(text.get(done..).unwrap_or_default());
    format!("{}\n", written.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_of_a_link_is_found_however_it_is_written() {
        for (body, target, found) in
            [("[b](c)", "c", "c"), ("[b](c\\_d \"t\")", "c_d", "c\\_d"), ("![b](<c d> \"t\")", "c d", "<c d>")]
        {
            let span = if body.contains(&format!("({target})")) { 4..4 + target.len() } else { 0..body.len() };
            assert_eq!(place_of_target(body, span, target).map(|span| &body[span]), Some(found), "{body}");
        }
        assert_eq!(place_of_target("<a href=\"b\">", 0..12, "c"), None);
    }

    #[test]
    fn edits_that_overlap_are_made_once() {
        let edits = vec![(2..3, "x".to_owned()), (2..3, "y".to_owned()), (0..1, "z".to_owned())];
        assert_eq!(edited("abcd", edits), "zbxd\n");
    }

    #[test]
    fn a_link_ends_where_it_ends() {
        assert_eq!(
            link_line("A [b]\nc", "https://example.org/a (b)/", "One\ntwo."),
            "- [A \\[b\\] c](https://example.org/a%20%28b%29/): One two.\n"
        );
    }
}
