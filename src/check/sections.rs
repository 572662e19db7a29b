//! Headings of cases that are nearly those of a section, or were written without their signs; and sections that stand twice.
//!
//! Comes in: the editions and their texts; goes out: a warning for each. A section that is called otherwise by a slip of the hand is a section of
//! its own: cases laid side by side lack it.

use std::collections::{BTreeMap, BTreeSet};

use super::own_texts::{OwnText, of_each};
use crate::base::diag::{Code, Diagnostic};
use crate::base::fold::fold;
use crate::base::suggest::closest;
use crate::config::SectionRule;
use crate::content::SourceText;
use crate::markdown::{lone_lines, section_titles};
use crate::outputs::Edition;

/// The warnings.
pub(super) fn check(editions: &[Edition], texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let known: BTreeMap<&str, Known<'_>> =
        editions.iter().map(|edition| (edition.site.config.language.as_str(), Known::of(edition, editions))).collect();
    of_each(texts, |text| match known.get(text.language()) {
        Some(known) if text.shown.case.is_some() => look(text, known),
        _ => Vec::new(),
    })
}

/// What sections are called in an edition.
struct Known<'a> {
    own: &'a [SectionRule],
    /// What each of them may be called, folded.
    names: BTreeSet<String>,
    /// For each section that is called otherwise in another language: that name, folded, the language, and its name here.
    elsewhere: BTreeMap<String, (&'a str, &'a str)>,
}

impl<'a> Known<'a> {
    fn of(edition: &'a Edition, editions: &'a [Edition]) -> Self {
        let own = &edition.site.config.sections;
        let names = own.iter().flat_map(|section| section.labels.iter().chain([&section.title])).map(|name| fold(name));
        let mut elsewhere = BTreeMap::new();
        for other in editions {
            let config = &other.site.config;
            for section in &config.sections {
                let here = own.iter().find(|here| here.id == section.id);
                let name = fold(&section.title);
                if let Some(here) = here.filter(|_| own.iter().all(|here| fold(&here.title) != name)) {
                    elsewhere.entry(name).or_insert((config.language.as_str(), here.title.as_str()));
                }
            }
        }
        Self { own, names: names.collect(), elsewhere }
    }

    /// What a heading was most likely meant to be, where it is the name of no section.
    fn meant(&self, title: &str, folded: &str) -> Option<&'a str> {
        if self.names.contains(folded) {
            return None;
        }
        // `Phase 2` is no slip for `Phase 1`.
        let digits = |folded: &str| folded.chars().filter(char::is_ascii_digit).collect::<String>();
        let near = closest(title, self.own.iter().map(|section| section.title.as_str()));
        near.filter(|near| digits(&fold(near)) == digits(folded))
    }
}

fn look(OwnText { shown, body, .. }: &OwnText<'_>, known: &Known<'_>) -> Vec<Diagnostic> {
    let text = shown.text;
    let mut problems = without_signs(body, text, known);
    let mut seen = BTreeMap::new();
    for (title, span) in section_titles(body) {
        let place = text.body_span(span);
        let folded = fold(&title);
        if let Some((language, here)) = known.elsewhere.get(&folded) {
            let message = say!("`{title}` is what this section is called in `{language}`", title, language);
            let help = say!("write `## {here}`, as in the other texts of this language", here);
            problems.push(Diagnostic::warning(Code::UnknownSection, message).at(place.clone()).help(help));
        } else if let Some(near) = known.meant(&title, &folded) {
            let message = say!("no section is called `{title}`", title);
            let help = say!("did you mean `## {near}`, as in `sections` of site.yaml?", near);
            problems.push(Diagnostic::warning(Code::UnknownSection, message).at(place.clone()).help(help));
        }
        if let Some(first) = seen.get(&folded) {
            let message = say!("the section `{title}` stands in this text twice", title);
            let problem = Diagnostic::warning(Code::DuplicateKey, message).at(place);
            problems.push(
                problem
                    .related(Clone::clone(first), say!("the first one"))
                    .help(say!("bring the two together, or give one of them another heading")),
            );
        } else {
            seen.insert(folded, place);
        }
    }
    problems
}

/// Names of sections that stand on a line of their own, and are no headings.
fn without_signs(body: &str, text: &SourceText, known: &Known<'_>) -> Vec<Diagnostic> {
    let lines = lone_lines(body).into_iter().filter_map(|(words, is_bold, span)| {
        let title = words.trim_end_matches([':', ' ']);
        let folded = fold(title);
        let is_name = known.names.contains(&folded) || known.elsewhere.contains_key(&folded);
        let meant = if is_name { title } else { known.meant(title, &folded).filter(|_| is_bold)? };
        let message = match is_bold {
            true => say!("`{title}` is bold text and no heading, so this section is a part of the one above", title),
            false => say!("`{title}` is text and no heading, so this section is a part of the one above", title),
        };
        let problem = Diagnostic::warning(Code::UnknownSection, message).at(text.body_span(span));
        Some(problem.help(say!("write it as a heading, with an empty line below: `## {meant}`", meant)))
    });
    lines.collect()
}
