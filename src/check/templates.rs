//! Slips in the HTML of templates of the site's own that browsers take for something else, or that some readers miss.
//!
//! Comes in: these templates, and the finished pages; goes out: a warning for each tag, in the template that it stands in: attributes in
//! curly quotes, and pictures without an alternative text. A component may give what a tag lacks, so that finished pages must show it.

use std::ops::Range;

use rayon::prelude::*;

use super::own_theme::{FinishedPage, OwnTheme, source};
use crate::base::diag::{Code, Diagnostic};
use crate::base::source::Place;
use crate::markdown::{ElementTag, element_tags, straightened};
use crate::theme::{ThemeFile, without_tags};

/// By any of these, a reader who does not see a picture learns what it shows.
const ALTERNATIVES: [&str; 3] = ["alt", "aria-label", "aria-labelledby"];

/// A tag of a template.
struct InTemplate<'t> {
    file: &'t ThemeFile,
    /// As it is written, with the tags of Tera.
    text: &'t str,
    span: Range<usize>,
}

/// The warnings.
pub(super) fn check(theme: &OwnTheme<'_>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut without_alt = Vec::new();
    for file in theme.files.iter().filter(|file| file.template().is_some_and(|name| name.ends_with(".html"))) {
        let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
        for tag in element_tags(&without_tags(text)) {
            let span = tag.at..tag.at + tag.text.len();
            let here = InTemplate { file, text: &text[span.clone()], span };
            problems.extend(tag.in_curly_quotes().map(|name| curly(&here, name, theme.name)));
            if lacks_alternative(&tag) {
                without_alt.push(here);
            }
        }
    }
    if !without_alt.is_empty() {
        let shown = pictures_without_alternative(&theme.pages);
        let is_shown = |here: &&InTemplate<'_>| shown.iter().any(|tag| tag.starts_with(beginning(here.text)));
        problems.extend(without_alt.iter().filter(is_shown).map(|here| picture(here, theme.name)));
    }
    problems
}

fn curly(here: &InTemplate<'_>, name: &str, theme: &str) -> Diagnostic {
    let message = say!("`{name}` stands in curly quotes, and HTML knows straight ones alone", name);
    let help = say!("write `{tag}`", tag = straightened(here.text));
    let at = here.span.start + here.text.find(name).unwrap_or(0);
    let place = Place::new(&source(here.file, theme), at..at + name.len());
    Diagnostic::warning(Code::UnbalancedHtml, message).at(place).help(help)
}

fn lacks_alternative(tag: &ElementTag<'_>) -> bool {
    tag.name == "img" && ALTERNATIVES.iter().all(|name| tag.attribute(name).is_none())
}

/// What a tag has before Tera fills something in.
fn beginning(tag: &str) -> &str {
    tag.split("{{").next().and_then(|tag| tag.split("{%").next()).unwrap_or(tag).trim_end()
}

/// Those of finished pages.
fn pictures_without_alternative<'p>(pages: &[FinishedPage<'p>]) -> Vec<&'p str> {
    let of_page = |page: &FinishedPage<'p>| {
        element_tags(page.html).filter(lacks_alternative).map(|tag| tag.text).collect::<Vec<_>>()
    };
    pages.par_iter().flat_map_iter(of_page).collect()
}

fn picture(here: &InTemplate<'_>, theme: &str) -> Diagnostic {
    let message = say!("the picture has no `alt`, so that who does not see it hears its address");
    let help = say!("write `alt=\"…\"` with what it shows, or `alt=\"\"` where it is an ornament");
    Diagnostic::warning(Code::MissingAlt, message)
        .at(Place::new(&source(here.file, theme), here.span.clone()))
        .help(help)
}
