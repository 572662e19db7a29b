//! The index of each taxonomy: its terms by kind, then the cases that name none of them.

use super::artifact::{Artifact, Failure, Views};
use super::links::taxonomy_title;
use super::maps::{SMALL_MAP, map_view};
use super::page::{Page, page_views};
use super::subjects::{term_card, unused_term};
use super::view_cache::cached_cards;
use super::{Input, structured_data};
use crate::places::Region;
use crate::site::{COUNTRIES, SiteTaxonomy, SiteTerm};
use crate::theme::views::{Derived, TaxonomyView, TermCardView, TermGroupView};

/// Plans `/themes/`, `/networks/`, `/agreements/`, `/countries/`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let mut artifacts = Vec::new();
    for (_, taxonomy) in input.site.taxonomies_with_pages() {
        let path = input.site.routes.taxonomy(&taxonomy.id);
        let origin = format!("the index of {}", taxonomy.id);
        artifacts.push(Artifact::page(input, path, origin, None, "taxonomy.html", move |input| page(input, taxonomy)));
    }
    artifacts
}

fn page(input: Input<'_>, taxonomy: &SiteTaxonomy) -> Result<Views, Failure> {
    let site = input.site;
    let title = taxonomy_title(input, taxonomy);
    let path = site.routes.taxonomy(&taxonomy.id);
    let description = if taxonomy.description.is_empty() {
        let values = [("taxonomy", title.as_str().into()), ("site", site.config.title.as_str().into())];
        input.theme.text("taxonomy_description", &values)
    } else {
        taxonomy.description.clone()
    };
    let item = |term: &SiteTerm| (term.label.clone(), site.routes.term(&taxonomy.id, term.slug.as_str(), 1));
    let items: Vec<_> = taxonomy.terms.iter().map(item).collect();
    let page = Page {
        data: structured_data::if_shown(input, || {
            structured_data::collection(input, &title, &description, &path, &items)
        }),
        description,
        ..Page::new("taxonomy", title.clone(), path)
    };
    let all: Vec<usize> = (0..site.cases.len()).collect();
    let routes = &site.routes;
    let is_first = site.taxonomies.first().is_some_and(|first| first.id == taxonomy.id);
    let is_across = !is_first && taxonomy.id != COUNTRIES && !taxonomy.terms.is_empty();
    let view = TaxonomyView {
        id: taxonomy.id.clone(),
        title,
        description: taxonomy.description.clone(),
        groups: groups(input, taxonomy),
        unused: taxonomy.unused.iter().map(|term| unused_term(input, taxonomy, term)).collect(),
        without: cached_cards(input, &taxonomy.without)?,
        coverage_url: if is_first && site.has_coverage() { routes.link(&routes.coverage()) } else { String::new() },
        matrix_url: if is_across && site.has_matrix() { routes.link(&routes.matrix()) } else { String::new() },
        map: if taxonomy.id == COUNTRIES { map_view(input, &all, SMALL_MAP) } else { Derived::default() },
    };
    Ok(page_views(input, page, "taxonomy", &view))
}

/// The countries by parts of the world, as the list beside the map has them.
fn by_region(input: Input<'_>, countries: &SiteTaxonomy) -> Vec<TermGroupView> {
    let regions = input.site.regions_of_countries();
    let group = |region: Region| {
        let of_region = countries.terms.iter().zip(&regions).filter(|(_, known)| **known == region);
        let terms: Vec<TermCardView> = of_region.map(|(term, _)| term_card(input, countries, term)).collect();
        let title = input.theme.text(&format!("region_{}", region.id()), &[]);
        (!terms.is_empty()).then(|| TermGroupView { id: Some(region.id().to_owned()), title: Some(title), terms })
    };
    Region::ALL.into_iter().filter_map(group).collect()
}

fn groups(input: Input<'_>, taxonomy: &SiteTaxonomy) -> Vec<TermGroupView> {
    let term_card = |term: &SiteTerm| term_card(input, taxonomy, term);
    if taxonomy.id == COUNTRIES {
        return by_region(input, taxonomy);
    }
    if taxonomy.kinds.is_empty() {
        let mut terms: Vec<TermCardView> = taxonomy.terms.iter().map(term_card).collect();
        // Of themes the most frequent come first; names that readers look for stay in the order of the alphabet.
        if terms.iter().all(|term| term.colour.is_some()) {
            terms.sort_by_key(|term| std::cmp::Reverse(term.count));
        }
        return if terms.is_empty() { Vec::new() } else { vec![TermGroupView { id: None, title: None, terms }] };
    }
    let group = |kind: &crate::config::Kind| {
        let of_kind = |term: &&SiteTerm| term.kind() == Some(kind.id.as_str());
        let terms: Vec<TermCardView> = taxonomy.terms.iter().filter(of_kind).map(term_card).collect();
        (!terms.is_empty()).then(|| TermGroupView { id: Some(kind.id.clone()), title: Some(kind.title.clone()), terms })
    };
    taxonomy.kinds.iter().filter_map(group).collect()
}
