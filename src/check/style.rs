//! Slips in style sheets of the site's own: names of properties, colours and classes that are one or two letters from what there is.
//!
//! Comes in: these style sheets, all templates and scripts, and the finished pages; goes out: a warning for each slip. A class that the
//! style sheet of the default theme has is none: it may come by in another site.

use std::collections::BTreeSet;
use std::sync::Arc;

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
        problems.extend(unknown_values(&source, theme));
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

/// `var(--inkk)`: a name that no style sheet gives a value, and one letter from one that has one.
fn unknown_values(source: &Arc<SourceFile>, theme: &OwnTheme<'_>) -> Vec<Diagnostic> {
    const SIGN: &str = "var(";
    let name = |text: &str| {
        text.find(|one: char| !one.is_alphanumeric() && !matches!(one, '-' | '_')).map(|end| text[..end].to_owned())
    };
    let carried = embedded::theme_files().iter().filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
    let own = theme.files.iter().filter_map(|file| std::str::from_utf8(&file.bytes).ok());
    let texts: Vec<&str> = carried.chain(own).chain(theme.scripts.iter().copied()).collect();
    let uses = source.text().match_indices(SIGN).filter_map(|(at, _)| {
        let start = at + SIGN.len();
        let used = name(&source.text()[start..]).filter(|used| used.starts_with("--"))?;
        let is_given = texts.iter().any(|text| {
            text.match_indices(used.as_str()).any(|(at, _)| {
                let rest = text[at + used.len()..].trim_start();
                rest.starts_with([':', '"', '\'', ','])
            })
        });
        (!is_given).then_some((start, used))
    });
    let mut known = BTreeSet::new();
    for text in &texts {
        known.extend(text.match_indices("--").filter_map(|(at, _)| {
            let declared = name(&text[at..])?;
            text[at + declared.len()..].trim_start().starts_with(':').then_some(declared)
        }));
    }
    let told = uses.filter_map(|(start, used)| {
        let near = slip_of(&used, known.iter().map(String::as_str))?;
        let message = say!("nothing gives `{used}` a value, and browsers leave the line out", used);
        let place = Place::new(source, start..start + used.len());
        Some(Diagnostic::warning(Code::TemplateError, message).at(place).help(say!("did you mean `{near}`?", near)))
    });
    told.collect()
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

fn warning(source: &Arc<SourceFile>, slip: &Misspelt) -> Diagnostic {
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
        MisspeltWord::OtherKeyboard(latin) => (
            say!("CSS does not know `{word}`, and browsers leave the line out", word),
            say!("write `{latin}`, with the keyboard of English", latin),
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
