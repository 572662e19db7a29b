//! Everything from A to Z, as the language sorts it: what the page of search is without a script, and before a word is typed.

use super::super::Input;
use super::super::alternates::other_language;
use super::super::links::{case_url, taxonomy_singular, term_url};
use crate::base::collate::Sorter;
use crate::base::fold::fold;
use crate::content::SourceText;
use crate::site::Site;
use crate::theme::views::{LetterEntryView, LetterView, LinkView};

/// The heading of what begins with no letter.
const NO_LETTER: &str = "0–9";

/// Everything that has a page, sorted, each with its letter.
pub(super) struct Letters {
    entries: Vec<(String, LetterEntryView)>,
}

impl Letters {
    /// All cases and terms.
    pub fn new(input: Input<'_>) -> Self {
        let site = input.site;
        let entry = |title: &str, url: String, kind: String, text: Option<&SourceText>| {
            let fallback = text.and_then(|text| other_language(input, text.path()));
            (letter(title), LetterEntryView { title: title.to_owned(), url, kind, fallback })
        };
        let cases = site
            .cases
            .iter()
            .enumerate()
            .map(|(index, one)| entry(&one.case.title, case_url(site, index), String::new(), Some(&one.text)));
        let terms = site.taxonomies_with_pages().flat_map(|(_, taxonomy)| {
            taxonomy.terms.iter().map(move |term| {
                let text = term.file.as_ref().map(|file| &*file.text);
                entry(&term.name, term_url(input, taxonomy, term), taxonomy_singular(input, taxonomy), text)
            })
        });
        let mut entries: Vec<(String, LetterEntryView)> = cases.chain(terms).collect();
        let sorter = Sorter::new(&site.config.language);
        entries.sort_by(|(_, one), (_, other)| sorter.compare(&one.title, &other.title));
        Self { entries }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The letters, with the page and the place of each; `on_page` entries are on a page.
    pub fn links(&self, site: &Site, on_page: usize) -> Vec<LinkView> {
        let mut links: Vec<LinkView> = Vec::new();
        for (place, (letter, _)) in self.entries.iter().enumerate() {
            if links.iter().all(|link| link.title != *letter) {
                let page = site.routes.link(&site.routes.search(place / on_page + 1));
                links.push(LinkView { title: letter.clone(), url: format!("{page}#{}", id(letter)) });
            }
        }
        links
    }

    /// What is on a page, by letter.
    pub fn groups(&self, number: usize, on_page: usize) -> Vec<LetterView> {
        let mut groups: Vec<LetterView> = Vec::new();
        for (letter, entry) in self.entries.iter().skip((number - 1) * on_page).take(on_page) {
            // What a language sorts apart may have the same letter: «ی» and «ي», of which there is one heading.
            match groups.iter_mut().find(|group| group.title == *letter) {
                Some(group) => group.entries.push(entry.clone()),
                None => groups.push(LetterView { title: letter.clone(), id: id(letter), entries: vec![entry.clone()] }),
            }
        }
        groups
    }
}

/// The letter under which a title stands, without its accents.
fn letter(title: &str) -> String {
    let first = fold(title).chars().find(|letter| letter.is_alphanumeric());
    first
        .filter(|letter| letter.is_alphabetic())
        .map_or_else(|| NO_LETTER.to_owned(), |letter| letter.to_uppercase().collect())
}

fn id(letter: &str) -> String {
    if letter == NO_LETTER { "_0".to_owned() } else { format!("_{}", letter.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_under_its_letter_without_accents() {
        for (title, expected) in [("Évora", "E"), ("«آبادان»", "ا"), ("100RC", "0–9"), ("İzmir", "I"), ("?", "0–9")]
        {
            assert_eq!(letter(title), expected, "{title}");
        }
    }
}
