//! Tags without a partner on pages that templates of the site's own make.
//!
//! Comes in: these templates, and the finished pages; goes out: a warning for each tag, in the template that it stands in. Templates
//! are not judged by themselves: one may open what another closes. Texts are whole, whatever is written in them.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::faults::pages_named;
use super::own_theme::{FinishedPage, OwnTheme, source};
use crate::base::diag::{Code, Diagnostic};
use crate::base::source::Place;
use crate::markdown::{Unpaired, unpaired};
use crate::theme::{ThemeFile, without_tags};

/// A template of the site's own.
struct Template<'t> {
    file: &'t ThemeFile,
    text: &'t str,
    /// The tags in it that have no partner in the same template.
    unpaired: Vec<Unpaired>,
}

/// Pages with a tag without a partner.
struct Fault<'p> {
    /// The template of the first page.
    template: &'p str,
    /// The paths of the pages.
    pages: Vec<&'p str>,
}

/// A tag where it is told: the template, its place there if it is known, whether it begins something, and its name.
type InTemplate = (usize, Option<(usize, usize)>, bool, String);

/// The warnings.
pub(super) fn check(theme: &OwnTheme<'_>) -> Vec<Diagnostic> {
    let templates: Vec<Template<'_>> = theme.files.iter().filter_map(template).collect();
    if templates.is_empty() {
        return Vec::new();
    }
    let mut places: BTreeMap<InTemplate, Vec<&str>> = BTreeMap::new();
    for ((is_start, tag), fault) in faults(&theme.pages) {
        let Some((at, span)) = place(&templates, fault.template, &tag, is_start) else { continue };
        let span = span.map(|span| (span.start, span.end));
        places.entry((at, span, is_start, name(&tag).to_owned())).or_default().extend(fault.pages);
    }
    places
        .into_iter()
        .map(|((at, span, is_start, name), mut pages)| {
            pages.sort_unstable();
            pages.dedup();
            let source = source(templates[at].file, theme.name);
            let place = match span {
                Some((start, end)) => Place::new(&source, start..end),
                None => Place::of_file(source.path()),
            };
            warning(&pages, is_start, &name).at(place)
        })
        .collect()
}

fn template(file: &ThemeFile) -> Option<Template<'_>> {
    let text = file.template().is_some().then(|| std::str::from_utf8(&file.bytes).ok())??;
    Some(Template { file, text, unpaired: unpaired(&without_tags(text)) })
}

/// Tags without a partner as pages have them, and whether they begin something.
fn faults<'p>(pages: &[FinishedPage<'p>]) -> BTreeMap<(bool, String), Fault<'p>> {
    let found = pages.par_iter().map(|page| {
        let tags = unpaired(page.html).into_iter().map(|tag| (tag.is_start, page.html[tag.span].to_owned()));
        (page.template, page.path, tags.collect::<Vec<_>>())
    });
    let found: Vec<_> = found.collect();
    let mut faults: BTreeMap<(bool, String), Fault<'_>> = BTreeMap::new();
    for (template, path, tags) in found {
        for tag in tags {
            faults.entry(tag).or_insert(Fault { template, pages: Vec::new() }).pages.push(path);
        }
    }
    faults
}

/// The name in a tag.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    name.split(|character: char| character.is_whitespace() || "/>".contains(character)).next().unwrap_or_default()
}

/// The template, and where in it the tag stands: one without a partner there, best with the same words; else the same words; else the
/// template of the page, and what all pages extend.
fn place(templates: &[Template<'_>], page: &str, tag: &str, is_start: bool) -> Option<(usize, Option<Range<usize>>)> {
    let name = name(tag);
    let alone = || {
        templates.iter().enumerate().flat_map(|(at, template)| {
            let is_it = move |one: &&Unpaired| one.is_start == is_start && one.name.eq_ignore_ascii_case(name);
            template.unpaired.iter().filter(is_it).map(move |one| (at, one.span.clone()))
        })
    };
    let has_words = |(at, span): &(usize, Range<usize>)| templates[*at].text[span.clone()] == *tag;
    let of_page = |at: &usize| templates[*at].file.template().is_some_and(|name| [page, "base.html"].contains(&name));
    let first = alone().find(has_words).or_else(|| alone().next());
    let with_words = || {
        let found = |template: &Template<'_>| template.text.find(tag).map(|start| start..start + tag.len());
        templates.iter().enumerate().find_map(|(at, template)| Some((at, found(template)?))).filter(|_| is_start)
    };
    if let Some((at, span)) = first.or_else(with_words) {
        return Some((at, Some(span)));
    }
    (0..templates.len()).rev().find(of_page).map(|at| (at, None))
}

fn warning(pages: &[&str], is_start: bool, name: &str) -> Diagnostic {
    let page = pages_named(pages[0], pages.len());
    let (message, help) = if is_start {
        (
            say!("{page} has a `<{name}>` that nothing closes", page, name),
            say!("write `</{name}>` where it should end, or take it out", name),
        )
    } else {
        (
            say!("{page} has a `</{name}>` too many", page, name),
            say!("take it out, or write the `<{name}>` that it ends", name),
        )
    };
    Diagnostic::warning(Code::UnbalancedHtml, message).help(help)
}
