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
use crate::theme::{ThemeFile, embedded};

/// The shortest class that is looked at: a short one is near to too many.
const SHORTEST: usize = 7;

/// The warnings.
pub(super) fn check(theme: &OwnTheme<'_>, config: &Config) -> Vec<Diagnostic> {
    let (templates, style_sheets): (Vec<&ThemeFile>, Vec<&ThemeFile>) =
        theme.files.iter().partition(|file| file.template().is_some());
    let carried = embedded::theme_files().iter().filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
    let own = templates.into_iter().filter_map(|file| std::str::from_utf8(&file.bytes).ok());
    let texts: Vec<&str> = carried.chain(own).chain(theme.scripts.iter().copied()).collect();
    let sources: Vec<Arc<SourceFile>> = style_sheets.into_iter().map(|file| source(file, theme.name)).collect();
    let mut problems = Vec::new();
    for source in &sources {
        problems.extend(misspelt(source.text()).into_iter().map(|slip| warning(source, &slip)));
        problems.extend(contrast::of_style_sheet(source, config));
    }
    problems.extend(unknown_names(&sources, &texts));
    problems.extend(unknown_classes(&sources, &texts, theme));
    problems
}

/// `.site-heder`: a class that nothing has, and one or two letters from one that something has.
fn unknown_classes(sources: &[Arc<SourceFile>], texts: &[&str], theme: &OwnTheme<'_>) -> Vec<Diagnostic> {
    let mut classes: Vec<Place> = Vec::new();
    for source in sources {
        let mut known = BTreeSet::new();
        let spans = class_selectors(source.text()).into_iter();
        classes
            .extend(spans.map(|span| Place::new(source, span)).filter(|place| known.insert(place.text().to_owned())));
    }
    classes.retain(|place| {
        let class = place.text();
        let is_in_pages = || theme.pages.par_iter().any(|page| page.html.contains(class));
        class.len() >= SHORTEST && !texts.iter().any(|text| text.contains(class)) && !is_in_pages()
    });
    if classes.is_empty() {
        return Vec::new();
    }
    let known = classes_of_pages(theme);
    let told = classes.into_iter().filter_map(|place| {
        let near = slip_of(place.text(), known.iter().copied())?;
        let message = say!("no page has anything of the class `{class}`", class = place.text());
        let help = say!("did you mean `{near}`?", near = format!(".{near}"));
        Some(Diagnostic::warning(Code::TemplateError, message).at(place).help(help))
    });
    told.collect()
}

/// `var(--inkk)`: a name that nothing gives a value, and one or two letters from one that a style sheet gives one. One with a value to
/// fall back on is right as it is.
fn unknown_names(sources: &[Arc<SourceFile>], texts: &[&str]) -> Vec<Diagnostic> {
    const SIGN: &str = "var(";
    let (mut declared, mut given) = (BTreeSet::new(), BTreeSet::new());
    for text in texts.iter().copied().chain(sources.iter().map(|source| source.text())) {
        for (at, _) in text.match_indices("--") {
            let name = custom_property(&text[at..]);
            match text[at + name.len()..].trim_start().chars().next() {
                Some(':') => declared.insert(name),
                // `setProperty("--ink", …)`, `var(--ink, black)`
                Some('"' | '\'' | ',') => given.insert(name),
                _ => false,
            };
        }
    }
    let mut told = Vec::new();
    for source in sources {
        for (at, _) in source.text().match_indices(SIGN) {
            let start = at + SIGN.len();
            let used = custom_property(&source.text()[start..]);
            if !used.starts_with("--") || declared.contains(used) || given.contains(used) {
                continue;
            }
            let Some(near) = slip_of(used, declared.iter().copied()) else { continue };
            let message = say!("nothing gives `{used}` a value, and browsers leave the line out", used);
            let problem = Diagnostic::warning(Code::TemplateError, message);
            let place = Place::new(source, start..start + used.len());
            told.push(problem.at(place).help(say!("did you mean `{near}`?", near)));
        }
    }
    told
}

/// The name of a custom property (CSS Custom Properties, level 1) that a text begins with.
fn custom_property(text: &str) -> &str {
    let is_part = |one: char| one.is_alphanumeric() || matches!(one, '-' | '_');
    &text[..text.find(|one| !is_part(one)).unwrap_or(text.len())]
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
