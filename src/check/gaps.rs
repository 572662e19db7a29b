//! What texts lack that readers would miss: pictures without words for those who do not see them, and cases without a picture, a
//! section, a source, a theme or a place.
//!
//! Comes in: the site in all languages; goes out: what each text lacks, and one warning for each kind of gap, which names the files,
//! as a young site has many.

use std::borrow::Borrow;
use std::sync::Arc;

use super::own_texts::OwnText;
use crate::base::diag::{Code, Diagnostic};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::source::Place;
use crate::content::SourceText;
use crate::markdown::{Alternative, is_file_name, pictures_without_alt};
use crate::model::Image;
use crate::outputs::Edition;
use crate::places::name_in;
use crate::site::{Site, SiteCase, SiteTaxonomy, SiteText};

/// How many files a message names.
const NAMED: usize = 8;

/// A warning for each kind of gap.
pub(super) fn check(editions: &[Edition], texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let of_cases = editions.first().map(|first| cases(&first.site)).unwrap_or_default();
    of_cases.into_iter().chain(alternatives(texts)).flatten().collect()
}

/// What a text can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A picture.
    Picture,
    /// Words for those who do not see a picture.
    Alt,
    /// Who made the picture.
    Credit,
    /// Headings.
    Sections,
    /// Sources.
    Sources,
    /// A place on the map.
    Coordinates,
    /// A term of the first taxonomy.
    Term,
}

impl Gap {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Picture, Self::Alt, Self::Credit, Self::Sections, Self::Sources, Self::Coordinates, Self::Term];

    /// Its name in lists; that of a term is its taxonomy's.
    #[must_use]
    pub fn name(self, site: &Site) -> &str {
        match self {
            Self::Picture => "picture",
            Self::Alt => "alt",
            Self::Credit => "credit",
            Self::Sections => "sections",
            Self::Sources => "sources",
            Self::Coordinates => "coordinates",
            Self::Term => site.taxonomies.first().map_or("terms", |first| &first.id),
        }
    }
}

/// What a case lacks.
///
/// # Errors
/// Its file cannot be read any more.
pub fn gaps_of_case(site: &Site, index: usize) -> Result<Vec<Gap>> {
    let entry = &site.cases[index];
    let mut gaps: Vec<Gap> = Gap::ALL.into_iter().filter(|gap| lacks(site, index, *gap)).collect();
    gaps.extend(gaps_of_pictures(&entry.text, entry.case.image.as_ref())?);
    gaps.sort_unstable();
    Ok(gaps)
}

/// What the pictures of articles, pages and terms lack: text, title and gaps of each that lacks something.
///
/// # Errors
/// A content file cannot be read any more.
pub fn gaps_of_others(site: &Site) -> Result<Vec<(&SourceText, &str, Vec<Gap>)>> {
    let mut found = Vec::new();
    for SiteText { text, title, image, .. } in site.texts().filter(|shown| shown.case.is_none()) {
        let gaps = gaps_of_pictures(text, image)?;
        if !gaps.is_empty() {
            found.push((&**text, title, gaps));
        }
    }
    Ok(found)
}

fn gaps_of_pictures(text: &SourceText, image: Option<&Image>) -> Result<Vec<Gap>> {
    let image = image.filter(|image| image.file.is_some());
    let is_mute = image.is_some_and(is_mute) || !pictures_without_alt(&text.body()?).is_empty();
    let has_no_credit = image.is_some_and(|image| image.credit.is_none());
    Ok([(Gap::Alt, is_mute), (Gap::Credit, has_no_credit)]
        .into_iter()
        .filter_map(|(gap, is)| is.then_some(gap))
        .collect())
}

/// Has a picture of the site no words for those who do not see it?
fn is_mute(image: &Image) -> bool {
    image.file.is_some() && (image.alt.trim().is_empty() || is_file_name(&image.alt))
}

/// Does a case lack this? What its pictures lack is told of each picture.
fn lacks(site: &Site, index: usize, gap: Gap) -> bool {
    let entry = &site.cases[index];
    match gap {
        Gap::Picture => entry.case.image.as_ref().is_none_or(|image| image.file.is_none()),
        Gap::Sections => entry.text.analysis().heading_ids.is_empty(),
        Gap::Sources => entry.case.sources.is_empty(),
        Gap::Coordinates => entry.coordinates().is_none(),
        Gap::Term => first_taxonomy(site).is_some_and(|first| first.without.binary_search(&index).is_ok()),
        Gap::Alt | Gap::Credit => false,
    }
}

/// The first taxonomy of `site.yaml`; the last one of a site is that of the countries.
fn first_taxonomy(site: &Site) -> Option<&SiteTaxonomy> {
    site.taxonomies.split_last()?.1.first()
}

fn cases(site: &Site) -> Vec<Option<Diagnostic>> {
    let lacking = |gap: Gap, what: Message, help: Message| {
        let by_path = site.cases_by_path().iter().filter(|index| lacks(site, **index, gap));
        let found: Vec<&SiteCase> = by_path.map(|index| &site.cases[*index]).collect();
        incomplete(&found, &what, site.cases.len(), &help)
    };
    let mut gaps = vec![
        lacking(
            Gap::Picture,
            say!("no picture"),
            say!(
                "put the picture into assets/, and name it in the front matter: `image: {{ file: lima.jpg, alt: \
                 What it shows }}`"
            ),
        ),
        lacking(
            Gap::Sections,
            say!("no sections"),
            say!("divide the text by headings of the second level, such as `## Context`"),
        ),
        lacking(
            Gap::Sources,
            say!("no sources"),
            say!(
                "add the key `sources`, with one source an entry, such as `- \"[The \
                 report](https://example.org/report)\"`"
            ),
        ),
        lacking(
            Gap::Coordinates,
            say!("no coordinates, as the list of cities does not have theirs"),
            say!("add them, degrees north first: `coordinates: [6.245, -75.572]`"),
        ),
    ];
    if let Some(SiteTaxonomy { id, .. }) = first_taxonomy(site) {
        let help = say!("choose among the files in content/{id}, and name them: `{id}: [one, two]`", id);
        gaps.push(lacking(Gap::Term, say!("nothing under `{id}`", id), help));
    }
    gaps.push(other_names(site));
    gaps
}

/// `3 of 7 cases have no picture: lima, lyon and oslo`.
fn incomplete(found: &[&SiteCase], what: &Message, total: usize, help: &Message) -> Option<Diagnostic> {
    let (first, rest) = found.split_first()?;
    let problem = |message: Message| Diagnostic::warning(Code::IncompleteCase, message).help(help);
    if rest.is_empty() {
        return Some(problem(say!("the case has {what}", what)).at(whole(&first.text)));
    }
    let names: Vec<&str> = found.iter().map(|case| case.case.slug.as_str()).collect();
    Some(problem(say!(
        "{count} of {total} cases have {what}: {names}",
        count = found.len(),
        total,
        what,
        names = listed(&names)
    )))
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
    let others = if more == 0 { Message::default() } else { say!(", and so do {more} other titles", more) };
    let message = say!("the title says {own}, and the site calls the country {name}{others}", own, name, others);
    let help =
        say!("write `country_names: {{ {code}: {own} }}` into site.yaml, or the other name into the title", code, own);
    Some(Diagnostic::warning(Code::BadCountry, message).at(entry.text.place_of_value("title")).help(help))
}

/// Does a title hold this name? Editors and lists of names write apostrophes in different ways.
fn holds(title: &str, name: &str) -> bool {
    let straight = |text: &str| text.replace('’', "'");
    straight(title).contains(&straight(name))
}

/// Pictures without words for those who do not see them: those of the front matter, then those in the text.
fn alternatives(texts: &[OwnText<'_>]) -> [Option<Diagnostic>; 2] {
    let (mut missing, mut named) = (Vec::new(), Vec::new());
    for OwnText { shown: SiteText { text, image, .. }, body, .. } in texts {
        if let Some(image) = image.filter(|image| is_mute(image)) {
            let places = if image.alt.trim().is_empty() { &mut missing } else { &mut named };
            places.push(text.place_of("image:"));
        }
        for (span, slip) in pictures_without_alt(body) {
            let places = if slip == Alternative::Missing { &mut missing } else { &mut named };
            places.push(text.body_span(span));
        }
    }
    let of_missing = match missing.len() {
        1 => say!("a picture has no alternative text"),
        count => {
            say!("{count} pictures have no alternative text: {pictures}", count, pictures = listed_places(&missing))
        }
    };
    let of_named = match named.len() {
        1 => say!("the alternative text of a picture is the name of a file"),
        count => say!(
            "the alternative text of {count} pictures is the name of a file: {pictures}",
            count,
            pictures = listed_places(&named)
        ),
    };
    [without_words(&missing, of_missing), without_words(&named, of_named)]
}

fn without_words(places: &[Place], message: Message) -> Option<Diagnostic> {
    let first = places.first()?.clone();
    let help = say!(
        "say in some words what it shows, for those who do not see it: `alt: A river` in the front matter, `![A \
                river](river.jpg)` in the text"
    );
    Some(Diagnostic::warning(Code::MissingAlt, message).at(first).help(help))
}

/// `a, b and c`; of many the first ones.
pub(super) fn listed(names: &[impl AsRef<str>]) -> Message {
    let named: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    match (names.len().saturating_sub(NAMED), &named[..]) {
        (0, [first @ .., last]) if !first.is_empty() => say!("{first} and {last}", first = first.join(", "), last),
        (0, _) => Message::verbatim(named.join(", ")),
        (more, _) => say!("{named} and {more} more", named = named.join(", "), more),
    }
}

/// `content/a.md:3, content/a.md:9 and content/b.md:4`; of many the first ones.
pub(super) fn listed_places(places: &[impl Borrow<Place>]) -> Message {
    let written = |place: &Place| format!("{}:{}", place.source.path(), place.position().line);
    listed(&places.iter().map(|place| written(place.borrow())).collect::<Vec<_>>())
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
