//! What texts lack that readers would miss: pictures without words for those who do not see them, and cases without a picture, a
//! section, a source, a theme or a place.
//!
//! Comes in: the site; goes out: one warning for each kind of gap, which names the files, as a young site has many.

use std::sync::Arc;

use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::source::Place;
use crate::content::SourceText;
use crate::markdown::pictures_without_alt;
use crate::model::Image;
use crate::places::name_in;
use crate::site::{Site, SiteCase};

/// How many files a message names.
const NAMED: usize = 8;

/// Adds a warning for each kind of gap.
///
/// # Errors
/// A content file cannot be read any more.
pub(super) fn check(site: &Site, problems: &mut Diagnostics) -> Result<()> {
    for gap in cases(site) {
        problems.extend(gap.into_iter().collect());
    }
    problems.extend(alternatives(site)?.into_iter().collect());
    Ok(())
}

fn cases(site: &Site) -> Vec<Option<Diagnostic>> {
    let lacking = |what: &str, lacks: &dyn Fn(usize, &SiteCase) -> bool, help: &str| {
        let found: Vec<&SiteCase> = site
            .cases_by_path()
            .iter()
            .map(|index| (*index, &site.cases[*index]))
            .filter(|(index, case)| lacks(*index, case))
            .map(|(_, case)| case)
            .collect();
        incomplete(&found, what, site.cases.len(), help)
    };
    let mut gaps = vec![
        lacking(
            "no picture",
            &|_, case| case.case.image.as_ref().is_none_or(|image| image.file.is_none()),
            "put the picture into assets/, and name it in the front matter: `image: { file: lima.jpg, alt: What it shows }`",
        ),
        lacking(
            "no sections",
            &|_, case| case.text.analysis().heading_ids.is_empty(),
            "divide the text by headings of the second level, such as `## Context`",
        ),
        lacking(
            "no sources",
            &|_, case| case.case.sources.is_empty(),
            "add the key `sources`, with one source an entry, such as `- \"[The report](https://example.org/report)\"`",
        ),
        lacking(
            "no coordinates, as the list of cities does not have theirs",
            &|_, case| case.coordinates().is_none(),
            "add them, degrees north first: `coordinates: [6.245, -75.572]`",
        ),
    ];
    // The last taxonomy is that of the countries.
    if let [first, _, ..] = &site.taxonomies[..] {
        let help = format!("choose among the files in content/{0}, and name them: `{0}: [one, two]`", first.id);
        gaps.push(lacking(
            &format!("nothing under `{}`", first.id),
            &|index, _| first.without.binary_search(&index).is_ok(),
            &help,
        ));
    }
    gaps.push(other_names(site));
    gaps
}

/// `3 of 7 cases have no picture: lima, lyon and oslo`.
fn incomplete(found: &[&SiteCase], what: &str, total: usize, help: &str) -> Option<Diagnostic> {
    let (first, rest) = found.split_first()?;
    let problem = |message: String| Diagnostic::warning(Code::IncompleteCase, message).help(help);
    if rest.is_empty() {
        return Some(problem(format!("the case has {what}")).at(whole(&first.text)));
    }
    let names: Vec<&str> = found.iter().map(|case| case.case.slug.as_str()).collect();
    Some(problem(format!("{} of {total} cases have {what}: {}", found.len(), listed(&names))))
}

/// Titles that call a country otherwise than the site does.
fn other_names(site: &Site) -> Option<Diagnostic> {
    let mut found = site.cases_by_path().iter().map(|index| &site.cases[*index]).filter_map(|entry| {
        let case = &entry.case;
        let name = site.config.country_name(case.country);
        let own = name_in(&case.title, case.country).filter(|_| !holds(&case.title, name))?;
        Some((entry, own, name, case.country))
    });
    let (entry, own, name, code) = found.next()?;
    let more = found.count();
    let others = if more == 0 { String::new() } else { format!(", and so do {more} other titles") };
    let message = format!("the title says {own}, and the site calls the country {name}{others}");
    let help = format!("write `country_names: {{ {code}: {own} }}` into site.yaml, or the other name into the title");
    Some(Diagnostic::warning(Code::BadCountry, message).at(entry.text.place_of_value("title")).help(help))
}

/// Does a title hold this name? Editors and lists of names write apostrophes in different ways.
fn holds(title: &str, name: &str) -> bool {
    let straight = |text: &str| text.replace('’', "'");
    straight(title).contains(&straight(name))
}

/// Pictures without words for those who do not see them: those of the front matter, then those in the text.
fn alternatives(site: &Site) -> Result<Option<Diagnostic>> {
    let cases = site.cases_by_path().iter().map(|index| &site.cases[*index]);
    let cases = cases.map(|entry| (&entry.text, entry.case.image.as_ref()));
    let articles = site.articles.iter().map(|entry| (&entry.text, entry.article.image.as_ref()));
    let pages = site.pages.iter().chain(&site.home).map(|entry| (&entry.text, None));
    let terms = site.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms).filter_map(|term| term.file.as_ref());
    let mut places = Vec::new();
    for (text, image) in cases.chain(articles).chain(pages).chain(terms.map(|file| (&file.text, None))) {
        let is_mute = |image: &&Image| image.file.is_some() && image.alt.trim().is_empty();
        if image.filter(is_mute).is_some() {
            places.push(text.place_of("image:"));
        }
        let body = text.body()?;
        places.extend(pictures_without_alt(&body).into_iter().map(|span| text.body_span(span)));
    }
    let Some(first) = places.first().cloned() else { return Ok(None) };
    let written: Vec<String> =
        places.iter().map(|place| format!("{}:{}", place.source.path(), place.position().line)).collect();
    let message = match &written[..] {
        [_] => "a picture has no alternative text".to_owned(),
        _ => format!("{} pictures have no alternative text: {}", written.len(), listed(&written)),
    };
    let help = "say in some words what it shows, for those who do not see it: `alt: A river` in the front matter, `![A \
                river](river.jpg)` in the text";
    Ok(Some(Diagnostic::warning(Code::MissingAlt, message).at(first).help(help)))
}

/// `a, b and c`; of many the first ones.
pub(super) fn listed(names: &[impl AsRef<str>]) -> String {
    let named: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    match (names.len().saturating_sub(NAMED), &named[..]) {
        (0, [first @ .., last]) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (0, _) => named.join(", "),
        (more, _) => format!("{} and {more} more", named.join(", ")),
    }
}

/// A file as a whole.
fn whole(text: &Arc<SourceText>) -> Place {
    Place::of_file(text.path())
}

#[cfg(test)]
mod tests {
    use super::{holds, listed};

    #[test]
    fn a_name_with_another_apostrophe_is_the_same() {
        assert!(holds("Abidjan, Côte d’Ivoire", "Côte d'Ivoire") && holds("Abidjan, Côte d'Ivoire", "Côte d’Ivoire"));
        assert!(!holds("Lima, Peru", "Perú"));
    }

    #[test]
    fn many_names_are_cut_short() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(listed(&["a"; 10]), "a, a, a, a, a, a, a, a and 2 more");
    }
}
