//! Cases side by side: the page on which readers choose them, and the files of the cases that its script lays there.
//!
//! The names of the files stay the same, so that they can be planned without a look at the cases; the index tells their
//! fingerprints.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use super::alternates::other_language;
use super::artifact::{Artifact, Failure, MadeFile, Views};
use super::cards::country_name;
use super::case::{repeats_summary, section, taxonomies};
use super::data_scripts::{AT_ONCE, data_script, fingerprint, made_script, parts};
use super::links::{case_url, render};
use super::page::{Page, page_views};
use super::subjects::case_colour;
use super::term_names::with_term_links;
use super::view_cache::{cached_coordinates, cached_country, cached_date};
use super::{Input, Purpose, structured_data};
use crate::base::digest::{Digest, Digester};
use crate::config::SectionRule;
use crate::markdown::{Loading, Rendered};
use crate::model::Case;
use crate::site::SiteCase;
use crate::theme::views::{CompareView, ComparedCaseView, LinkView};

/// The function that all files call; the site theme's `static/compare.js` has it.
const FUNCTION: &str = "chanceryCompare";

/// The name of the file in which all cases are named.
const INDEX: &str = "index";

/// The template of a case.
const CASE_TEMPLATE: &str = "compare-case.html";

/// The words that the script shows: how their keys begin.
const STRINGS: [&str; 4] = ["compare", "case_count", "facts", "list_separator"];

/// What the script has to know before it can show a case.
#[derive(Serialize)]
struct Start<'a> {
    /// The language of the edition.
    language: &'a str,
    at_once: usize,
    /// For each case its id, its title, and the last part of its address, where that is another than its id.
    cases: Vec<Vec<&'a str>>,
    /// The fingerprints of the files of cases.
    files: Vec<String>,
    /// The names of sections that stand beside each other, those of this edition first.
    sections: Vec<Vec<&'a str>>,
    strings: BTreeMap<String, BTreeMap<String, String>>,
}

/// Plans `/compare/` and its files.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.config.outputs.compare || site.cases.len() < 2 {
        return Vec::new();
    }
    let path = site.routes.compare();
    let mut artifacts =
        vec![Artifact::page(input, path, "the page of comparison", None, "compare.html", page).giving_way()];
    // A site's own page there wins, and that is told; nothing leads to what is left out.
    if site.has_compare() {
        artifacts.push(file(input, INDEX, start));
        for (place, cases) in parts(site).enumerate() {
            let name = format!("cases-{place}");
            artifacts.push(file(input, &name.clone(), move |input| {
                let key = key(input, place, cases.clone())?;
                made_script(input, (FUNCTION, &name), key, || {
                    cases.clone().map(|case| html(input, case)).collect::<Result<Vec<String>, Failure>>()
                })
            }));
        }
    }
    artifacts
}

fn file<'a>(
    input: Input<'a>,
    name: &str,
    make: impl Fn(Input<'a>) -> Result<MadeFile, Failure> + Send + Sync + 'a,
) -> Artifact<'a> {
    Artifact::made(input, input.site.routes.compare_file(name), "the cases of the comparison", make)
}

fn page(input: Input<'_>) -> Result<Views, Failure> {
    let Input { site, theme, .. } = input;
    let routes = &site.routes;
    let path = routes.compare();
    let title = theme.text("compare_cases", &[]);
    let description = theme.text("compare_description", &[("site", site.config.title.as_str().into())]);
    let page = Page {
        data: structured_data::if_shown(input, || structured_data::web_page(site, &title, &description, &path)),
        description,
        ..Page::new("compare", title.clone(), path.clone())
    };
    let (word, otherwise) = if site.has_matrix() { ("matrix", routes.matrix()) } else { ("cases", routes.cases(1)) };
    let view = CompareView {
        index_url: routes.link(&routes.compare_file(INDEX)),
        otherwise: LinkView { title: theme.text(word, &[]), url: routes.link(&otherwise) },
    };
    Ok(page_views(input, page, "compare", &view))
}

fn start(input: Input<'_>) -> Result<MadeFile, Failure> {
    let site = input.site;
    let parts: Vec<(usize, Range<usize>)> = parts(site).enumerate().collect();
    let of_part = |(place, cases): &(usize, Range<usize>)| key(input, *place, cases.clone()).map(fingerprint);
    let start = Start {
        language: &site.config.language,
        at_once: AT_ONCE,
        cases: site.cases.iter().map(|entry| names(&entry.case)).collect(),
        files: parts.par_iter().map(of_part).collect::<Result<_, Failure>>()?,
        sections: sections(input),
        strings: STRINGS.into_iter().flat_map(|beginning| input.theme.forms_of(beginning)).collect(),
    };
    let bytes = data_script(FUNCTION, INDEX, &start);
    Ok(MadeFile { key: Digest::of(&bytes), bytes })
}

fn names(case: &Case) -> Vec<&str> {
    let mut names = vec![case.slug.as_str(), case.title.as_str()];
    names.extend(Some(case.address()).filter(|address| *address != case.slug.as_str()));
    names
}

/// What the sections of `site.yaml` are called, here and elsewhere.
fn sections(input: Input<'_>) -> Vec<Vec<&str>> {
    input.site.config.sections.iter().map(|rule| names_of_section(input, rule)).collect()
}

fn names_of_section<'a>(input: Input<'a>, rule: &'a SectionRule) -> Vec<&'a str> {
    let everywhere = input.publication.iter().flat_map(|edition| &edition.site.config.sections);
    let same: Vec<&SectionRule> = everywhere.filter(|other| other.id == rule.id).collect();
    let titles = std::iter::once(rule).chain(same.iter().copied()).map(|rule| &rule.title);
    let mut names: Vec<&str> = Vec::new();
    for name in titles.chain(same.iter().flat_map(|rule| &rule.labels)) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

/// A case as it stands beside others: a piece of a page.
fn html(input: Input<'_>, index: usize) -> Result<String, Failure> {
    let context = case_views(input, index)?.into_context();
    Ok(input.theme.render_text(CASE_TEMPLATE, &context)?)
}

/// Covers what is said of some cases.
fn key(input: Input<'_>, place: usize, cases: Range<usize>) -> Result<Digest, Failure> {
    input.edition.compare.get(place, || {
        let mut key = Digester::new("compare");
        for case in cases {
            key.digest(case_views(input.with(Purpose::Key), case)?.key());
        }
        Ok(key.finish())
    })
}

fn case_views(input: Input<'_>, index: usize) -> Result<Views, Failure> {
    let site = input.site;
    let entry = &site.cases[index];
    let SiteCase { case, text } = entry;
    let body = render(input, text, Loading::Lazy)?.map(Rendered::with_footnotes_in_place);
    let repeats = repeats_summary(case, &body.value);
    let body = with_term_links(input, index, body).map(|body| body.among_others(case.slug.as_str()));
    let view = ComparedCaseView {
        id: case.slug.as_str(),
        title: &case.title,
        url: case_url(site, index),
        city: &case.city,
        colour: case_colour(site, index),
        fallback: other_language(input, text.path()),
        country: cached_country(input, case.country, country_name(&site.config, case)),
        coordinates: entry.coordinates().map(|coordinates| cached_coordinates(input, coordinates)),
        date: case.date.map(|date| cached_date(input, date)),
        updated: case.updated.filter(|updated| Some(*updated) != case.date).map(|date| cached_date(input, date)),
        taxonomies: taxonomies(input, index),
        authors: case.authors.iter().map(String::as_str).collect(),
        summary: case.summary.as_deref().unwrap_or_default(),
        lead_html: body.as_ref().map(Rendered::lead),
        sections: body.as_ref().map(|body| body.sections().skip(usize::from(repeats)).map(section).collect()),
    };
    Ok(input.views("case", &view))
}
