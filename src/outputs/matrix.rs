//! The page of the matrix: which case names which term. The home page shows a part of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::artifact::{Artifact, Failure, Views};
use super::cards::country_name;
use super::case::other_taxonomies;
use super::links::{case_url, full_name, taxonomy_singular, taxonomy_title, term_url};
use super::page::{Page, page_views};
use super::subjects::{case_colour, shortened, themes};
use super::view_cache::{cached_taxonomy_link, cached_term_link};
use super::{Input, structured_data};
use crate::site::{Relation, RelationGroup, TermId};
use crate::theme::views::{MatrixColumnView, MatrixGroupView, MatrixRowView, MatrixView};

/// How many cases and terms the page shows at most.
const MOST: (usize, usize) = (60, 40);
/// The same on the home page.
const MOST_AT_HOME: (usize, usize) = (7, 12);
/// How many characters the name of a term has at most.
const LONGEST: usize = 24;
/// How wide a column and a letter of the head of a group are, in CSS pixels of the default theme.
const WIDTHS: (usize, usize) = (54, 7);
/// How many cases that name nothing are called by their cities.
const NAMELESS: usize = 6;

/// Plans `/matrix/`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.has_matrix() {
        return Vec::new();
    }
    vec![Artifact::page(input, site.routes.matrix(), "the matrix", site.latest, "matrix.html", page).giving_way()]
}

fn page(input: Input<'_>) -> Result<Views, Failure> {
    let Input { site, theme, .. } = input;
    let relation = site.relation();
    let path = site.routes.matrix();
    let title = theme.text("matrix", &[]);
    let titles: Vec<String> = taxonomies_of(&relation.groups)
        .map(|taxonomy| taxonomy_title(input, &site.taxonomies[taxonomy]).to_lowercase())
        .collect();
    let list = titles.join(&theme.text("list_separator", &[]));
    let description = theme.text("matrix_description", &[("taxonomies", list.as_str().into())]);
    let cases: Vec<usize> = relation.cases.iter().copied().take(MOST.0).collect();
    let page = Page {
        data: structured_data::if_shown(input, || {
            let items = structured_data::case_items(site, &cases);
            structured_data::collection(input, &title, &description, &path, &items)
        }),
        description,
        ..Page::new("matrix", title.clone(), path.clone())
    };
    let groups = most_frequent(input, relation.groups.clone(), MOST.1);
    let mut view = view(input, &relation, &cases, groups);
    for (row, case) in view.rows.iter_mut().zip(&cases) {
        row.taxonomies = other_taxonomies(input, *case);
    }
    Ok(page_views(input, page, "matrix", &view))
}

/// The first cases of the site, and the terms that they name most of the first taxonomy of which they name any.
pub(super) fn matrix_at_home(input: Input<'_>) -> Option<MatrixView> {
    let site = input.site;
    if !site.has_matrix() {
        return None;
    }
    let relation = site.relation();
    let cases: Vec<usize> = (0..site.cases.len().min(MOST_AT_HOME.0)).collect();
    let taxonomy = cases.iter().flat_map(|case| site.named_by(*case)).map(|id| id.taxonomy).min()?;
    let is_named = |id: &TermId| cases.iter().any(|case| site.names(*case, *id));
    let groups = relation
        .groups
        .iter()
        .filter(|group| group.taxonomy == taxonomy)
        .map(|group| RelationGroup { terms: group.terms.iter().copied().filter(is_named).collect(), ..group.clone() });
    let groups = most_frequent(input, groups.collect(), MOST_AT_HOME.1);
    let url = site.routes.link(&site.routes.matrix());
    Some(MatrixView { url, ..view(input, &relation, &cases, groups) })
}

/// The same with so many terms at most: those that most cases name.
fn most_frequent(input: Input<'_>, groups: Vec<RelationGroup>, most: usize) -> Vec<RelationGroup> {
    let mut terms: Vec<TermId> = groups.iter().flat_map(|group| group.terms.iter().copied()).collect();
    // The sort is stable: terms of the same weight stay in their order.
    terms.sort_by_key(|id| Reverse(input.site.term(*id).cases.len()));
    let kept: BTreeSet<TermId> = terms.into_iter().take(most).collect();
    let keep = |group: RelationGroup| RelationGroup {
        terms: group.terms.into_iter().filter(|id| kept.contains(id)).collect(),
        ..group
    };
    groups.into_iter().map(keep).filter(|group| !group.terms.is_empty()).collect()
}

fn taxonomies_of(groups: &[RelationGroup]) -> impl Iterator<Item = usize> {
    groups.iter().map(|group| group.taxonomy).collect::<BTreeSet<usize>>().into_iter()
}

fn view(input: Input<'_>, relation: &Relation, cases: &[usize], groups: Vec<RelationGroup>) -> MatrixView {
    let site = input.site;
    let taxonomies = taxonomies_of(&groups).map(|taxonomy| cached_taxonomy_link(input, taxonomy)).collect();
    let heads = joined(input, groups);
    let columns: Vec<TermId> = heads.iter().flat_map(|head| head.terms.iter().copied()).collect();
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for case in cases {
        let case = &site.cases[*case].case;
        *places.entry((&case.city, case.country.as_str())).or_default() += 1;
    }
    let row = |case: &usize| {
        let entry = &site.cases[*case].case;
        let is_alone = places.get(&(entry.city.as_str(), entry.country.as_str())) == Some(&1);
        MatrixRowView {
            city: entry.city.clone(),
            country: country_name(&site.config, entry).to_owned(),
            title: (!is_alone).then(|| entry.title.clone()),
            url: case_url(site, *case),
            colour: case_colour(site, *case),
            count: site.named_by(*case).len(),
            cells: columns.iter().map(|id| site.names(*case, *id).then(|| site.term(*id).label.clone())).collect(),
            taxonomies: Vec::new(),
        }
    };
    let first_theme = |case: &usize| themes(site, *case).first().copied();
    let colours: BTreeSet<TermId> =
        cases.iter().filter(|case| !site.named_by(**case).is_empty()).filter_map(first_theme).collect();
    // Those that name most come first.
    let nameless = &relation.cases[relation.cases.partition_point(|case| !site.named_by(*case).is_empty())..];
    let is_short = nameless.len() <= NAMELESS;
    let city = |case: &usize| site.cases[*case].case.city.clone();
    MatrixView {
        url: String::new(),
        taxonomies,
        rows: cases.iter().map(row).collect(),
        column_count: columns.len(),
        case_count: site.cases.len(),
        term_count: relation.groups.iter().map(|group| group.terms.len()).sum(),
        nameless_count: nameless.len(),
        nameless: if is_short { nameless.iter().map(city).collect() } else { Vec::new() },
        colour_singular: taxonomy_singular(input, &site.taxonomies[0]),
        colours: colours.into_iter().map(|id| cached_term_link(input, id)).collect(),
        groups: heads.into_iter().map(|head| head.view(input)).collect(),
    }
}

/// Terms under one head.
struct Head {
    taxonomy: usize,
    title: String,
    /// What follows the address of the taxonomy's index.
    fragment: String,
    terms: Vec<TermId>,
}

impl Head {
    fn of(input: Input<'_>, group: RelationGroup) -> Self {
        let taxonomy = &input.site.taxonomies[group.taxonomy];
        let kind = group.kind.map(|kind| &taxonomy.kinds[kind]);
        Self {
            taxonomy: group.taxonomy,
            title: kind.map_or_else(|| taxonomy_title(input, taxonomy), |kind| kind.title.clone()),
            fragment: kind.map(|kind| format!("#{}", kind.id)).unwrap_or_default(),
            terms: group.terms,
        }
    }

    /// Has its title no room above its columns?
    fn is_narrow(&self) -> bool {
        self.title.chars().count() * WIDTHS.1 > self.terms.len() * WIDTHS.0
    }

    fn view(self, input: Input<'_>) -> MatrixGroupView {
        let Input { site, .. } = input;
        let taxonomy = &site.taxonomies[self.taxonomy];
        let column = |id: &TermId| {
            let term = site.term(*id);
            let title = shortened(&term.label, LONGEST);
            MatrixColumnView {
                full_name: full_name(term).or_else(|| (title != term.label).then(|| term.label.clone())),
                title,
                url: term_url(input, taxonomy, term),
                count: term.cases.len(),
            }
        };
        MatrixGroupView {
            url: site.routes.link(&site.routes.taxonomy(&taxonomy.id)) + &self.fragment,
            columns: self.terms.iter().map(column).collect(),
            title: self.title,
        }
    }
}

/// The heads of groups. Kinds of one taxonomy that are too narrow for their titles stand at its end, under one head.
fn joined(input: Input<'_>, groups: Vec<RelationGroup>) -> Vec<Head> {
    let mut by_taxonomy: BTreeMap<usize, Vec<Head>> = BTreeMap::new();
    for group in groups {
        by_taxonomy.entry(group.taxonomy).or_default().push(Head::of(input, group));
    }
    let join = |(taxonomy, heads): (usize, Vec<Head>)| {
        let (narrow, mut heads): (Vec<Head>, Vec<Head>) = heads.into_iter().partition(Head::is_narrow);
        if narrow.len() < 2 {
            heads.extend(narrow);
            return heads;
        }
        let title = taxonomy_title(input, &input.site.taxonomies[taxonomy]);
        let others = || input.theme.text("matrix_others", &[("taxonomy", title.to_lowercase().as_str().into())]);
        heads.push(Head {
            taxonomy,
            title: if heads.is_empty() { title.clone() } else { others() },
            fragment: String::new(),
            terms: narrow.into_iter().flat_map(|head| head.terms).collect(),
        });
        heads
    };
    by_taxonomy.into_iter().flat_map(join).collect()
}
