//! The page of the coverage: how many cases of each theme lie in each part of the world.

use super::artifact::{Artifact, Failure, Views};
use super::links::{full_name, taxonomy_link, term_url};
use super::page::{Page, Parent, page_views};
use super::{Input, structured_data};
use crate::places::Region;
use crate::site::{COUNTRIES, Site, SiteTaxonomy, SiteTerm};
use crate::theme::views::{CoverageRegionView, CoverageRowView, CoverageView};

/// Plans `/coverage/`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.has_coverage() {
        return Vec::new();
    }
    let path = site.routes.coverage();
    vec![Artifact::page(input, path, "the coverage", site.latest, "coverage.html", page).giving_way()]
}

fn page(input: Input<'_>) -> Result<Views, Failure> {
    let Input { site, theme, .. } = input;
    let taxonomy = &site.taxonomies[0];
    let link = taxonomy_link(input, taxonomy);
    let path = site.routes.coverage();
    let title = theme.text("coverage", &[]);
    let description = theme.text("coverage_description", &[("taxonomy", link.title.to_lowercase().as_str().into())]);
    let page = Page {
        data: structured_data::if_shown(input, || structured_data::web_page(site, &title, &description, &path)),
        description,
        parent: Some(Parent::Taxonomy(0)),
        ..Page::new("coverage", title.clone(), path.clone())
    };
    let of_cases = site.regions_of_cases();
    let counts = |cases: &mut dyn Iterator<Item = usize>| {
        let mut counts = [0; Region::ALL.len()];
        for case in cases {
            counts[place(of_cases[case])] += 1;
        }
        counts.to_vec()
    };
    let mut used: Vec<&SiteTerm> = taxonomy.terms.iter().collect();
    // The sort is stable: terms of the same weight stay in the order of the alphabet.
    used.sort_by_key(|term| std::cmp::Reverse(term.cases.len()));
    let rows: Vec<CoverageRowView> = used
        .into_iter()
        .chain(&taxonomy.unused)
        .map(|term| row(input, taxonomy, term, counts(&mut term.cases.iter().copied())))
        .collect();
    let totals = counts(&mut (0..site.cases.len()));
    let region = |(region, count): (Region, usize)| CoverageRegionView {
        title: theme.text(&format!("region_{}", region.id()), &[]),
        url: region_url(site, region, count),
        count,
    };
    let regions: Vec<CoverageRegionView> = Region::ALL.into_iter().zip(totals).map(region).collect();
    let view = CoverageView {
        most: rows.iter().flat_map(|row| &row.cells).copied().max().unwrap_or_default(),
        missing: regions.iter().filter(|region| region.count == 0).map(|region| region.title.clone()).collect(),
        without: taxonomy.without.len(),
        taxonomy: link,
        regions,
        rows,
    };
    Ok(page_views(input, page, "coverage", &view))
}

fn place(region: Region) -> usize {
    Region::ALL.iter().position(|known| *known == region).unwrap_or_default()
}

fn row(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm, cells: Vec<usize>) -> CoverageRowView {
    CoverageRowView {
        title: term.label.clone(),
        full_name: full_name(term),
        url: if term.cases.is_empty() { String::new() } else { term_url(input, taxonomy, term) },
        colour: term.colour,
        count: term.cases.len(),
        cells,
    }
}

/// The countries of a part of the world in their index; empty where there are none.
fn region_url(site: &Site, region: Region, count: usize) -> String {
    let has_index = site.config.outputs.countries && count > 0;
    let url = || format!("{}#{}", site.routes.link(&site.routes.taxonomy(COUNTRIES)), region.id());
    if has_index { url() } else { String::new() }
}
