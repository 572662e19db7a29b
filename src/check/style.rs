//! Slips in style sheets of the site's own: names of properties, colours and classes that are one or two letters from what there is.
//!
//! Comes in: these style sheets, all templates and scripts, and the finished pages; goes out: a warning for each slip. A class that the
//! style sheet of the default theme has is none: it may come by in another site.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::contrast;
use super::own_theme::{OwnTheme, source};
use crate::assets::{Misspelt, MisspeltWord, class_selectors, misspelt};
use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;
use crate::base::source::{Place, SourceFile};
use crate::base::suggest::slip_of;
use crate::config::Config;
use crate::markdown::element_tags;
use crate::theme::embedded;

/// The shortest class that is looked at: a short one is near to too many.
const SHORTEST: usize = 7;

/// The warnings.
pub(super) fn check(theme: &OwnTheme<'_>, config: &Config) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut classes = Vec::new();
    for file in theme.files.iter().filter(|file| !file.path.starts_with("templates/")) {
        let source = source(file, theme.name);
        problems.extend(misspelt(source.text()).into_iter().map(|slip| warning(&source, &slip)));
        problems.extend(contrast::of_style_sheet(&source, config));
        let mut known = BTreeSet::new();
        for span in class_selectors(source.text()) {
            if known.insert(source.text()[span.clone()].to_owned()) {
                classes.push((source.clone(), span));
            }
        }
    }
    let files: Vec<&str> =
        embedded::theme_files().iter().filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok()).collect();
    let own = || theme.files.iter().filter(|file| file.path.starts_with("templates/"));
    let own: Vec<&str> = own().filter_map(|file| std::str::from_utf8(&file.bytes).ok()).collect();
    let texts = [files, own, theme.scripts.clone()].concat();
    classes.retain(|(source, span)| {
        let class = &source.text()[span.clone()];
        class.len() >= SHORTEST && !texts.iter().any(|text| text.contains(class))
    });
    classes
        .retain(|(source, span)| !theme.pages.par_iter().any(|page| page.html.contains(&source.text()[span.clone()])));
    if !classes.is_empty() {
        let known = classes_of_pages(theme);
        problems.extend(classes.iter().filter_map(|(source, span)| {
            let class = &source.text()[span.clone()];
            let near = slip_of(class, known.iter().copied())?;
            let message = say!("no page has anything of the class `{class}`", class);
            let help = say!("did you mean `{near}`?", near = format!(".{near}"));
            Some(Diagnostic::warning(Code::TemplateError, message).at(Place::new(source, span.clone())).help(help))
        }));
    }
    problems
}

fn classes_of_pages<'p>(theme: &OwnTheme<'p>) -> BTreeSet<&'p str> {
    let of_page = |html: &'p str| {
        element_tags(html)
            .filter_map(|tag| tag.attribute("class"))
            .flat_map(str::split_whitespace)
            .collect::<BTreeSet<_>>()
    };
    theme.pages.par_iter().map(|page| of_page(page.html)).reduce(BTreeSet::new, |one, other| &one | &other)
}

fn warning(source: &std::sync::Arc<SourceFile>, slip: &Misspelt) -> Diagnostic {
    let word = &source.text()[slip.span.clone()];
    let (message, help): (Message, Message) = match slip.what {
        MisspeltWord::Property(near) => (
            say!("CSS has no property `{word}`, and browsers leave it out", word),
            say!("did you mean `{near}`?", near),
        ),
        MisspeltWord::Colour(near) => {
            (say!("CSS has no colour `{word}`, and browsers leave it out", word), say!("did you mean `{near}`?", near))
        }
        MisspeltWord::Important => (
            say!("CSS knows `!important`, and not `!{word}`, and browsers leave the line out", word),
            say!("write `!important`"),
        ),
        MisspeltWord::NoSemicolon => (
            say!("`{word}` stands in the value of the property above it, and browsers leave out both", word),
            say!("write `;` at the end of the line above"),
        ),
        MisspeltWord::CurlyQuote => (
            say!("CSS knows straight quotation marks only, and takes `{word}` for a letter", word),
            say!("write `\"` in its place"),
        ),
        MisspeltWord::Digits => (
            say!("`{word}` is no colour, and browsers leave it out", word),
            say!("a colour has three or six digits from `0` to `9` and `a` to `f` behind its `#`, as in `#7a1f3d`"),
        ),
    };
    Diagnostic::warning(Code::TemplateError, message).at(Place::new(source, slip.span.clone())).help(help)
}
