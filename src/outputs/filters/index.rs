//! The files that the list of cases is narrowed by: scripts that each call one function with their data.
//!
//! Their names stay the same, so that they can be planned without a look at the cases; the first one tells the fingerprints of the
//! others, which stand behind their names in the addresses and in what they say of themselves.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use super::super::artifact::{Artifact, Failure, MadeFile};
use super::super::data_scripts::{AT_ONCE, data_script, fingerprint, made_script, parts};
use super::super::view_cache::cached_card;
use super::super::{Input, Purpose};
use super::facets::{Facet, facets};
use super::{INDEX, LandFile};
use crate::base::digest::{Digest, Digester};
use crate::base::url::percent_encode;
use crate::map::world_window;
use crate::site::Site;

/// The function that all files call; the site theme's `static/filters.js` has it.
const FUNCTION: &str = "chanceryFilters";

/// The template of a card, and the style sheet: who has an old one of it should not have an old card with a new style.
const CARD_TEMPLATE: &str = "filters-card.html";
const STYLE_SHEET: &str = "style.css";

/// In how many parts the map is divided from the left to the right, and from the top to the bottom.
const MAP_UNITS: f64 = 10_000.0;

/// The words that the script shows: how their keys begin; and those where cases can be compared.
const STRINGS: [&str; 3] = ["filters", "city_and_more", "list_separator"];
const STRINGS_TO_COMPARE: [&str; 2] = ["compare_number", "compare_pick"];

/// What the script has to know before it can narrow the list.
#[derive(Serialize)]
struct Start<'a> {
    /// The language of the edition.
    language: &'a str,
    /// What stands behind the address of a page: `index.html`, where no server looks for it.
    suffix: &'static str,
    count: usize,
    at_once: usize,
    facets: Vec<FacetStart<'a>>,
    /// How many of them are taxonomies of `site.yaml`.
    taxonomies: usize,
    /// The fingerprints of the files of cards.
    cards: Vec<String>,
    /// The first row of the table of the data, and the fingerprints of the files of rows; none where the site has no data.
    header: String,
    rows: Vec<String>,
    /// The map, and the fingerprint of the file of places; none where the site has no map.
    map: Option<LandFile>,
    places: String,
    strings: BTreeMap<String, BTreeMap<String, String>>,
}

/// By what the list is narrowed.
#[derive(Serialize)]
struct FacetStart<'a> {
    key: &'a str,
    title: &'a str,
    plural: &'a str,
    is_ordered: bool,
    /// Id, title, colour and full name of each value; the last ones only where there are such.
    values: Vec<Vec<&'a str>>,
    /// For each case, the indexes of its values in base 36: `0,3;2;;1`.
    cases: String,
}

/// All files.
pub(super) fn files(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    let mut artifacts = vec![file(input, INDEX, start)];
    for (place, cases) in parts(site).enumerate() {
        let of_cards = cases.clone();
        artifacts.push(file(input, &format!("cards-{place}"), move |input| {
            let key = cards_key(input, place, of_cards.clone())?;
            made_script(input, (FUNCTION, &format!("cards-{place}")), key, || {
                of_cards.clone().map(|case| card(input, case)).collect::<Result<Vec<String>, Failure>>()
            })
        }));
        if site.has_data() {
            artifacts.push(file(input, &format!("rows-{place}"), move |input| {
                let key = rows_key(input, cases.clone());
                let row = |case: usize| String::from_utf8_lossy(input.edition.data.row(input, case)).into_owned();
                made_script(input, (FUNCTION, &format!("rows-{place}")), key, || {
                    Ok(cases.clone().map(row).collect::<Vec<String>>())
                })
            }));
        }
    }
    if site.has_map() {
        artifacts.push(file(input, "places", |input| {
            let places = places(input);
            made_script(input, (FUNCTION, "places"), Digester::new("places").value(&places).finish(), || Ok(places))
        }));
    }
    artifacts
}

/// A case as a list shows it: a piece of a page.
fn card(input: Input<'_>, case: usize) -> Result<String, Failure> {
    let context = input.views("card", &cached_card(input, case)?).into_context();
    Ok(input.theme.render_text(CARD_TEMPLATE, &context)?)
}

fn start(input: Input<'_>) -> Result<MadeFile, Failure> {
    let site = input.site;
    let parts: Vec<Range<usize>> = parts(site).collect();
    let of_cards = |(place, cases): (usize, &Range<usize>)| cards_key(input, place, cases.clone()).map(fingerprint);
    let of_rows = |cases: &Range<usize>| fingerprint(rows_key(input, cases.clone()));
    let facets = facets(input);
    let is_taxonomy = |facet: &&Facet| site.config.taxonomy(&facet.key).is_some();
    let header = || String::from_utf8_lossy(&input.edition.data.header()).into_owned();
    let to_compare = STRINGS_TO_COMPARE.into_iter().filter(|_| site.has_compare());
    let start = Start {
        language: &site.config.language,
        suffix: if site.config.relative { "index.html" } else { "" },
        count: site.cases.len(),
        at_once: AT_ONCE,
        taxonomies: facets.iter().filter(is_taxonomy).count(),
        facets: facets.iter().map(facet_start).collect(),
        cards: parts.par_iter().enumerate().map(of_cards).collect::<Result<_, Failure>>()?,
        header: if site.has_data() { header() } else { String::new() },
        rows: if site.has_data() { parts.par_iter().map(of_rows).collect() } else { Vec::new() },
        map: super::land_file(input),
        places: if site.has_map() {
            fingerprint(Digester::new("places").value(&places(input)).finish())
        } else {
            String::new()
        },
        strings: STRINGS.into_iter().chain(to_compare).flat_map(|beginning| input.theme.forms_of(beginning)).collect(),
    };
    let bytes = data_script(FUNCTION, INDEX, &start);
    Ok(MadeFile { key: Digest::of(&bytes), bytes })
}

fn facet_start(facet: &Facet) -> FacetStart<'_> {
    let value = |place: usize| {
        let value = &facet.values[place];
        let mut told = vec![value.id.as_str(), &value.title, value.colour.unwrap_or_default()];
        told.extend(value.full_name.as_deref());
        while told.last().is_some_and(|last| last.is_empty()) {
            told.pop();
        }
        told
    };
    let shown = facet.shown();
    // The values of the script stand in the order in which they are shown.
    let mut places = vec![0; shown.len()];
    shown.iter().enumerate().for_each(|(place, value)| places[*value] = place);
    let case = |values: &[usize]| values.iter().map(|value| base_36(places[*value])).collect::<Vec<_>>().join(",");
    FacetStart {
        key: &facet.key,
        title: &facet.title,
        plural: &facet.plural,
        is_ordered: facet.is_ordered,
        values: shown.into_iter().map(value).collect(),
        cases: facet.of_cases.iter().map(case).collect::<Vec<_>>().join(";"),
    }
}

fn base_36(mut number: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut digits = Vec::new();
    loop {
        digits.push(char::from(DIGITS[number % 36]));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// Where each case stands on the map, what its city is called, and where its page is; nothing of one that has no place there.
fn places(input: Input<'_>) -> Vec<Option<(i32, i32, &str, String)>> {
    let window = world_window();
    #[expect(clippy::cast_possible_truncation, reason = "a share of the map")]
    let units = |share: f64| (share * MAP_UNITS).round() as i32;
    let place = |case: usize| {
        let share = window.share(input.site.cases[case].on_map()?);
        Some((units(share.x), units(share.y), input.site.cases[case].case.city.as_str(), case_folder(input.site, case)))
    };
    (0..input.site.cases.len()).map(place).collect()
}

/// The folder of the page of a case, as seen from the edition's home page.
fn case_folder(site: &Site, case: usize) -> String {
    let path = site.routes.case(site.cases[case].case.address());
    percent_encode(path.as_str().strip_prefix(site.routes.folder()).unwrap_or(path.as_str())).into_owned()
}

/// Covers what cards say, and how they look.
fn cards_key(input: Input<'_>, place: usize, cases: Range<usize>) -> Result<Digest, Failure> {
    input.edition.filters.get(place, || {
        let mut key = Digester::new("cards");
        key.optional(input.theme.static_file(STYLE_SHEET));
        for case in cases {
            key.value(&cached_card(input.with(Purpose::Key), case)?);
        }
        Ok(key.finish())
    })
}

fn rows_key(input: Input<'_>, cases: Range<usize>) -> Digest {
    let mut key = Digester::new("rows");
    for case in cases {
        key.digest(input.edition.data.digest(input, case));
    }
    key.finish()
}

fn file<'a>(
    input: Input<'a>,
    name: &str,
    make: impl Fn(Input<'a>) -> Result<MadeFile, Failure> + Send + Sync + 'a,
) -> Artifact<'a> {
    let path = input.site.routes.filters_file(name);
    Artifact::made(input, path, "the filters of the list of cases", make)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_the_script_reads() {
        for (number, expected) in [(0, "0"), (35, "z"), (36, "10"), (1295, "zz")] {
            assert_eq!(base_36(number), expected);
            assert_eq!(usize::from_str_radix(expected, 36), Ok(number));
        }
    }
}
