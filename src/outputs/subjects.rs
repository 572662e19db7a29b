//! What tells cases apart at a glance: the themes in a case's own order, their colours, the networks on its cover.

use std::collections::BTreeMap;

use super::Input;
use super::links::{case_url, full_name, other_term, term_url};
use crate::base::slug::Slug;
use crate::site::{COUNTRIES, Site, SiteTaxonomy, SiteTerm, TermId};
use crate::theme::views::{BandView, CaseLinkView, TermCardView, TermGroupView};

/// How many cases a term or an article of a list names.
const CASES: usize = 12;
/// How many terms of each taxonomy the page of another term names.
const COMPANIONS: usize = 4;
/// How many characters the names of networks on a cover may take, with `CHIP` for the frame of each.
const COVER: usize = 40;
const CHIP: usize = 4;
/// The longest name that a cover shows.
const LONGEST: usize = 18;

/// The case's terms of the first taxonomy, as the case names them: they are its themes. A site without a taxonomy of its
/// own has none.
pub(super) fn themes(site: &Site, case: usize) -> Vec<TermId> {
    let mut themes = terms_of(site, case, 0).to_vec();
    let named = named_themes(site, case);
    themes.sort_by_key(|id| named.iter().position(|slug| *slug == site.term(*id).slug));
    themes
}

/// What the case itself calls its themes, in its order.
fn named_themes(site: &Site, case: usize) -> &[Slug] {
    let taxonomy = &site.taxonomies[0];
    let terms = &site.cases[case].case.terms;
    terms.iter().find(|(id, _)| *id == taxonomy.id).map_or(&[][..], |(_, terms)| terms)
}

/// The colour of a case: that of its first theme.
pub(super) fn case_colour(site: &Site, case: usize) -> Option<&'static str> {
    let shown = terms_of(site, case, 0);
    // Without a list of its own for the order: every list of cases asks for it.
    let first = |slug: &Slug| shown.iter().find(|id| site.term(**id).slug == *slug);
    named_themes(site, case).iter().find_map(first).and_then(|id| site.term(*id).colour)
}

/// The names of a case's terms of the second taxonomy that fit on a cover, and how many do not.
pub(super) fn on_cover(site: &Site, case: usize) -> (Vec<String>, usize) {
    let terms = terms_of(site, case, 1);
    let mut room = COVER;
    let mut names = Vec::new();
    for (index, id) in terms.iter().enumerate() {
        let label = &site.term(*id).label;
        let length = label.chars().count();
        // What is left over needs a frame, too.
        let rest = if index + 1 < terms.len() { CHIP + 2 } else { 0 };
        if length <= LONGEST && length + CHIP + rest <= room {
            room -= length + CHIP;
            names.push(label.clone());
        }
    }
    // A number alone would say nothing: more than what?
    if names.is_empty() {
        names.extend(terms.first().map(|id| shortened(&site.term(*id).label, LONGEST)));
    }
    let more = terms.len() - names.len();
    (names, more)
}

/// A name of at most so many characters, cut between words where that leaves enough of it.
pub(super) fn shortened(name: &str, longest: usize) -> String {
    if name.chars().count() <= longest {
        return name.to_owned();
    }
    let cut: String = name.chars().take(longest - 1).collect();
    let whole_words = cut.rsplit_once(' ').map(|(start, _)| start).filter(|start| start.chars().count() > longest / 2);
    format!("{}…", whole_words.unwrap_or(&cut).trim_end_matches([' ', ',', '-', '\u{200c}']))
}

/// The case's terms of the second taxonomy: whom it works with.
pub(super) fn second_taxonomy(site: &Site, case: usize) -> &[TermId] {
    terms_of(site, case, 1)
}

/// The names of a case's terms of the third taxonomy.
pub(super) fn agreements(site: &Site, case: usize) -> Vec<String> {
    terms_of(site, case, 2).iter().map(|id| site.term(*id).label.clone()).collect()
}

/// The case's terms of a taxonomy of `site.yaml`.
fn terms_of(site: &Site, case: usize, taxonomy: usize) -> &[TermId] {
    match site.taxonomies.get(taxonomy) {
        Some(found) if found.id != COUNTRIES => site.terms_in(case, taxonomy),
        _ => &[],
    }
}

/// The first of some cases by their cities.
pub(super) fn case_links(site: &Site, cases: &[usize]) -> Vec<CaseLinkView> {
    let link = |index: &usize| {
        let case = &site.cases[*index].case;
        CaseLinkView { title: case.city.clone(), url: case_url(site, *index), colour: case_colour(site, *index) }
    };
    cases.iter().take(CASES).map(link).collect()
}

/// A term in a list.
pub(super) fn term_card(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> TermCardView {
    let said = term.file.as_ref().map(|file| &file.term);
    let kind = taxonomy.kinds.iter().find(|kind| Some(kind.id.as_str()) == term.kind());
    TermCardView {
        kind: kind.map(|kind| kind.singular.clone()),
        founded: said.and_then(|said| said.founded),
        ended: said.and_then(|said| said.ended),
        successor: said.and_then(|said| other_term(input, taxonomy, said.successor.as_ref()?)),
        title: term.label.clone(),
        full_name: full_name(term),
        url: term_url(input, taxonomy, term),
        colour: term.colour,
        summary: term.file.as_ref().map(|file| file.text.analysis().excerpt.clone()).unwrap_or_default(),
        count: term.cases.len(),
        cases: case_links(input.site, &term.cases),
    }
}

/// A term that no case names.
pub(super) fn unused_term(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> TermCardView {
    TermCardView { url: String::new(), ..term_card(input, taxonomy, term) }
}

/// How often each colour comes first among some cases, the most frequent first.
pub(super) fn band(site: &Site, cases: &[usize]) -> Vec<BandView> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for colour in cases.iter().filter_map(|case| case_colour(site, *case)) {
        *counts.entry(colour).or_default() += 1;
    }
    let mut band: Vec<BandView> = counts.into_iter().map(|(colour, count)| BandView { colour, count }).collect();
    band.sort_by_key(|part| std::cmp::Reverse(part.count));
    band
}

/// The terms that the cases of a term name besides, the most frequent first, by taxonomy. Countries are not among them.
pub(super) fn companions(input: Input<'_>, id: TermId) -> Vec<TermGroupView> {
    let site = input.site;
    let mut shared: BTreeMap<TermId, Vec<usize>> = BTreeMap::new();
    for case in &site.term(id).cases {
        for other in site.terms_of(*case).iter().filter(|other| **other != id) {
            shared.entry(*other).or_default().push(*case);
        }
    }
    let group = |(place, taxonomy): (usize, &SiteTaxonomy)| {
        let mut terms: Vec<(&TermId, &Vec<usize>)> =
            shared.iter().filter(|(other, _)| other.taxonomy == place).collect();
        // The sort is stable: terms of the same weight stay in the order of the alphabet.
        terms.sort_by_key(|(_, cases)| std::cmp::Reverse(cases.len()));
        let term = |(other, cases): (&TermId, &Vec<usize>)| TermCardView {
            summary: String::new(),
            count: cases.len(),
            cases: case_links(site, cases),
            ..term_card(input, taxonomy, site.term(*other))
        };
        let terms: Vec<TermCardView> = terms.into_iter().take(COMPANIONS).map(term).collect();
        let is_shown = !terms.is_empty() && taxonomy.id != COUNTRIES;
        is_shown.then(|| TermGroupView { id: None, title: taxonomy.title.clone(), terms })
    };
    site.taxonomies.iter().enumerate().filter_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_between_words() {
        assert_eq!(shortened("Braga Manifesto", 24), "Braga Manifesto");
        assert_eq!(shortened("Inclusion of Migrants and Refugees", 24), "Inclusion of Migrants…");
        assert_eq!(shortened("Gesamtverkehrsplanungsgesellschaft", 24), "Gesamtverkehrsplanungsg…");
    }
}
