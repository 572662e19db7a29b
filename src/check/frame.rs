//! Pages that templates of the site's own make without what a browser needs to read any page: its element, its title, its language.
//!
//! Comes in: these templates, and the finished pages; goes out: a warning for each template that the pages are framed by. A template
//! without its line `{% extends "base.html" %}` makes such pages, and no browser tells of it.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::faults::pages_named;
use super::own_theme::{OwnTheme, source};
use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::markdown::{ElementTag, element_tags};
use crate::theme::{DEFAULT, TEMPLATES, ThemeFile, direction, embedded, extended};

/// What a page lacks.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault<'p> {
    Element,
    Title,
    /// Without it phones show the page as wide as a desk.
    Viewport,
    /// What it says, where it says something, and the language of the edition.
    Language(Option<&'p str>, &'p str),
    Direction(Option<&'p str>, &'p str),
}

/// The paths of pages, and what each lacks.
type Pages<'p> = Vec<(&'p str, Fault<'p>)>;

/// The warnings.
pub(super) fn check(theme: &OwnTheme<'_>) -> Vec<Diagnostic> {
    let own: BTreeMap<&str, &ThemeFile> =
        theme.files.iter().filter_map(|file| Some((file.template()?, file))).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let found = theme.pages.par_iter().filter_map(|page| {
        let frame = frame(&own, page.template)?;
        let fault = fault(page.html, page.language)?;
        Some(((frame, std::mem::discriminant(&fault)), (page.path, fault)))
    });
    let found: Vec<_> = found.collect();
    let mut faults: Vec<(_, Pages<'_>)> = Vec::new();
    for (kind, page) in found {
        match faults.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, pages)) => pages.push(page),
            None => faults.push((kind, vec![page])),
        }
    }
    faults.iter_mut().for_each(|(_, pages)| pages.sort());
    faults.iter().map(|((frame, _), pages)| warning(own[frame], theme.name, pages)).collect()
}

/// The template of the site's own that makes what is around all else on a page: the last of those that extend each other.
fn frame<'t>(own: &BTreeMap<&'t str, &'t ThemeFile>, page: &str) -> Option<&'t str> {
    let mut frame = None;
    let mut name = page.to_owned();
    // None extends itself; Tera has seen to it.
    loop {
        let path = name.strip_prefix(DEFAULT).unwrap_or(&name);
        let carried = || embedded::theme_files().iter().find(|(known, _)| known.strip_prefix(TEMPLATES) == Some(path));
        let bytes = match own.get_key_value(name.as_str()) {
            Some((own, file)) => {
                frame = Some(*own);
                file.bytes.as_slice()
            }
            None => carried()?.1,
        };
        match extended(&String::from_utf8_lossy(bytes)) {
            Some(next) => name = next,
            None => return frame.filter(|frame| *frame == name),
        }
    }
}

/// What the page lacks first.
fn fault<'p>(html: &'p str, edition: &'p str) -> Option<Fault<'p>> {
    let head: Vec<ElementTag<'p>> = element_tags(html).take_while(|tag| tag.name != "body").collect();
    let Some(page) = head.iter().find(|tag| tag.name == "html") else { return Some(Fault::Element) };
    if !head.iter().any(|tag| tag.name == "title") {
        return Some(Fault::Title);
    }
    let said = page.attribute("lang").filter(|said| !said.is_empty());
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if said.map(primary) != Some(primary(edition)) {
        return Some(Fault::Language(said, edition));
    }
    let (said, meant) = (page.attribute("dir").filter(|said| !said.is_empty()), direction(edition));
    let is_right = said.unwrap_or("ltr").eq_ignore_ascii_case(meant);
    if !is_right {
        return Some(Fault::Direction(said, meant));
    }
    let is_viewport = |tag: &ElementTag<'_>| tag.name == "meta" && tag.attribute("name") == Some("viewport");
    (!head.iter().any(is_viewport)).then_some(Fault::Viewport)
}

fn warning(file: &ThemeFile, theme: &str, pages: &[(&str, Fault<'_>)]) -> Diagnostic {
    let (path, fault) = &pages[0];
    let page = pages_named(path, pages.len());
    let source = source(file, theme);
    let (message, help) = told(page, fault, file.template() == Some("base.html"));
    let place = match place(source.text(), fault) {
        Some(span) => Place::new(&source, span),
        None => Place::of_file(source.path()),
    };
    Diagnostic::warning(Code::TemplateError, message).at(place).help(help)
}

fn told(page: Message, fault: &Fault<'_>, is_base: bool) -> (Message, Message) {
    match fault {
        Fault::Element => {
            let help = match is_base {
                true => say!(
                    "write `<html lang=\"{{{{ site.language }}}}\" dir=\"{{{{ site.direction }}}}\">` around the page"
                ),
                false => {
                    say!("begin the template with `{{% extends \"base.html\" %}}`, and put what it shows into blocks")
                }
            };
            (say!("{page} has no `<html>`: it lacks its title, its style and its menu", page), help)
        }
        Fault::Title => (
            say!("{page} has no `<title>`, which tabs, bookmarks and search engines show", page),
            say!("write `<title>{{{{ page.title }}}}</title>` into its `<head>`"),
        ),
        Fault::Viewport => (
            say!("{page} says nothing of its width, so phones show it too small to read", page),
            say!("write `<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">` into its `<head>`"),
        ),
        Fault::Language(said, language) => {
            let message = match said {
                Some(said) => {
                    say!("{page} is in `{language}`, and its `<html>` says `lang=\"{said}\"`", page, language, said)
                }
                None => say!("{page} is in `{language}`, and its `<html>` has no `lang`", page, language),
            };
            (message, say!("write `lang=\"{{{{ site.language }}}}\"`"))
        }
        Fault::Direction(said, direction) => {
            let message = match said {
                Some(said) => {
                    say!("{page} is read `{direction}`, and its `<html>` says `dir=\"{said}\"`", page, direction, said)
                }
                None => say!("{page} is read `{direction}`, and its `<html>` has no `dir`", page, direction),
            };
            (message, say!("write `dir=\"{{{{ site.direction }}}}\"`"))
        }
    }
}

/// The tag to mend, where the template has it.
fn place(text: &str, fault: &Fault<'_>) -> Option<Range<usize>> {
    let tag = match fault {
        Fault::Element => return None,
        Fault::Title | Fault::Viewport => "<head",
        Fault::Language(..) | Fault::Direction(..) => "<html",
    };
    let start = text.find(tag)?;
    Some(start..start + tag.len())
}
