//! The state of a library on one page, to look at or to print.
//!
//! Comes in: a site as it would be published; goes out: one HTML page that needs no other file and is kept nowhere: what is
//! there, what is missing, the newest cases, what is translated, which themes are covered where, which addresses vanished, how heavy pages are.

mod covers;
mod weights;
mod words;

use std::path::Path;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use crate::base::diag::{Code, Diagnostics};
use crate::base::error::{Error, Result};
use crate::base::message::{Language, Message, list};
use crate::builder::{Prepared, Settings, look_for_vanished, prepare, render};
use crate::check::{Gap, TranslationState, gaps_of_case, gaps_of_others, translation_gaps};
use crate::model::Hidden;
use crate::outputs::Edition;
use crate::places::Region;
use crate::site::{COUNTRIES, Site};

/// The page's template.
const TEMPLATE: &str = include_str!("report.html");

/// How many of the heaviest pages are named.
const HEAVIEST: usize = 12;

/// A number out of a whole, and how much of it that is in percent.
#[derive(Serialize)]
struct Share {
    name: String,
    count: usize,
    percent: usize,
}

impl Share {
    fn of(name: impl Into<String>, count: usize, whole: usize) -> Self {
        Self { name: name.into(), count, percent: (count * 100).checked_div(whole).unwrap_or_default() }
    }
}

/// A text and what it lacks.
#[derive(Serialize)]
struct GapRow {
    path: String,
    title: String,
    lacks: String,
}

/// A language beside that of the originals.
#[derive(Serialize)]
struct LanguageRow {
    language: String,
    share: Share,
    /// The texts that are not translated, that are in part, and that are older than their originals, each with what stands above.
    lists: Vec<(String, Vec<String>)>,
}

/// A theme, and how many cases it has in each part of the world.
#[derive(Serialize)]
struct CoverageRow {
    name: String,
    counts: Vec<Cell>,
}

/// A number, and how dark its cell is, from 0 to 4.
#[derive(Serialize)]
struct Cell {
    count: usize,
    shade: usize,
}

/// A taxonomy, its terms with their cases, and those without.
#[derive(Serialize)]
struct TaxonomyRow {
    title: String,
    terms: Vec<Share>,
    unused: Vec<String>,
}

/// An address that vanished, as its warning tells it.
#[derive(Serialize)]
struct VanishedRow {
    message: String,
    help: String,
}

/// Makes the page for the site at `root`. Problems are added to `problems`; where the site cannot be rendered, there is none.
///
/// # Errors
/// A file or folder cannot be read.
pub fn report(
    root: &Path,
    settings: &Settings,
    language: Language,
    problems: &mut Diagnostics,
) -> Result<Option<String>> {
    let Some(prepared) = prepare(root, settings, problems)? else { return Ok(None) };
    let artifacts = prepared.plan(problems);
    let mut found = Diagnostics::new();
    look_for_vanished(root, &prepared, &artifacts, &mut found)?;
    let rendered = render(root, &prepared, &artifacts, &settings.file_progress, problems)?;
    if problems.has_errors() {
        return Ok(None);
    }
    let vanished: Vec<VanishedRow> = found
        .into_sorted()
        .into_iter()
        .filter(|problem| problem.code == Code::VanishedAddress)
        .map(|problem| VanishedRow {
            message: problem.message.shown(language),
            help: problem.help.unwrap_or_default().shown(language),
        })
        .collect();
    let mut context = context(&prepared, language)?;
    context.insert("vanished", &vanished);
    let (heaviest, middle) = weights::weights(prepared.site(), &rendered, HEAVIEST);
    context.insert("heaviest", &heaviest);
    context.insert("words", &words::words(&settings.audience.today.to_string(), middle, language));
    let mut tera = Tera::default();
    tera.register_filter("number", move |number: i64, _: Kwargs, _: &State| language.number(number));
    let page = tera.add_raw_templates([("report.html", TEMPLATE)]).and_then(|()| tera.render("report.html", &context));
    // The template is a part of the program.
    page.map(Some).map_err(|error| Error::Usage(Message::verbatim(error)))
}

fn context(prepared: &Prepared, language: Language) -> Result<Context> {
    let site = prepared.site();
    let mut context = Context::new();
    context.insert("title", &site.config.title);
    context.insert("language", language.code());
    context.insert("direction", language.direction());
    context.insert("numbers", &numbers(prepared, language));
    let of_cases =
        site.cases.iter().enumerate().map(|(index, _)| gaps_of_case(site, index)).collect::<Result<Vec<_>>>()?;
    context.insert("covers", &covers::newest(site, &of_cases));
    let (shares, rows) = gaps((site, &of_cases), language)?;
    context.insert("gaps", &shares);
    context.insert("gap_rows", &rows);
    context.insert("languages", &languages(prepared.editions(), language)?);
    context.insert("regions", &Region::ALL.map(|region| words::region(region).text(language)));
    context.insert("coverage", &coverage(site));
    context.insert("taxonomies", &taxonomies(site, language));
    Ok(context)
}

/// What there is, in numbers.
fn numbers(prepared: &Prepared, language: Language) -> Vec<(usize, String)> {
    let site = prepared.site();
    let hidden = |reason| site.hidden.iter().filter(|text| text.reason == reason).count();
    let countries = site.taxonomies.iter().find(|taxonomy| taxonomy.id == COUNTRIES);
    let all = [
        (prepared.cases(), "case"),
        (countries.map_or(0, |countries| countries.terms.len()), "country"),
        (site.articles.len(), "article"),
        (site.pages.len(), "page"),
        (prepared.editions().len(), "language"),
        (hidden(Hidden::Draft), "draft"),
        (hidden(Hidden::Scheduled), "scheduled"),
        (hidden(Hidden::Expired), "expired"),
    ];
    let number = |(count, name)| (count, words::number(name, count).text(language));
    all.into_iter().filter(|(count, _)| *count > 0).map(number).collect()
}

fn gaps((site, of_cases): (&Site, &[Vec<Gap>]), language: Language) -> Result<(Vec<Share>, Vec<GapRow>)> {
    let mut rows = Vec::new();
    let mut counts = [0; Gap::ALL.len()];
    for index in site.cases_by_path() {
        let (entry, gaps) = (&site.cases[*index], &of_cases[*index]);
        Gap::ALL.iter().zip(&mut counts).for_each(|(kind, count)| *count += usize::from(gaps.contains(kind)));
        rows.push(gap_row((site, language), entry.text.path(), &entry.case.title, gaps));
    }
    let others = gaps_of_others(site)?;
    rows.extend(others.iter().map(|(text, title, gaps)| gap_row((site, language), text.path(), title, gaps)));
    rows.retain(|row| !row.lacks.is_empty());
    // Those that lack most stand first.
    rows.sort_by_key(|row| std::cmp::Reverse(row.lacks.len()));
    let name = |kind: &Gap| words::gap(*kind, site).text(language);
    let shares = Gap::ALL.iter().zip(counts).map(|(kind, count)| Share::of(name(kind), count, site.cases.len()));
    Ok((shares.filter(|share| share.count > 0).collect(), rows))
}

fn gap_row((site, language): (&Site, Language), path: &str, title: &str, gaps: &[Gap]) -> GapRow {
    let lacks = list(gaps.iter().map(|gap| words::gap(*gap, site))).text(language);
    let lacks = if gaps.is_empty() { String::new() } else { lacks };
    GapRow { path: path.to_owned(), title: title.to_owned(), lacks }
}

fn languages(editions: &[Edition], spoken: Language) -> Result<Vec<LanguageRow>> {
    let gaps = translation_gaps(editions)?;
    let row = |Edition { site, .. }: &Edition| {
        let language = &site.config.language;
        let paths = |is_wanted: fn(&TranslationState) -> bool| -> Vec<String> {
            let found = gaps.iter().filter(|gap| gap.language == *language && is_wanted(&gap.state));
            found.map(|gap| gap.original.clone()).collect()
        };
        let missing = paths(|state| *state == TranslationState::Missing);
        let whole = site.texts().count();
        let share = Share::of(language, whole.saturating_sub(missing.len()), whole);
        let old = |state: &TranslationState| {
            matches!(state, TranslationState::Outdated { .. } | TranslationState::Undated { .. })
        };
        let lists = [
            (say!("Not translated into {language}", language), missing),
            (
                say!("Translated into {language} in part", language),
                paths(|state| matches!(state, TranslationState::Partial { .. })),
            ),
            (say!("Older than the original in {language}", language), paths(old)),
        ];
        let lists = lists.into_iter().filter(|(_, paths)| !paths.is_empty());
        let lists = lists.map(|(head, paths)| (head.shown(spoken), paths)).collect();
        LanguageRow { language: language.clone(), share, lists }
    };
    Ok(editions.iter().skip(1).map(row).collect())
}

fn coverage(site: &Site) -> Vec<CoverageRow> {
    let regions = site.regions_of_cases();
    let Some(themes) = site.taxonomies.first().filter(|first| first.id != COUNTRIES) else { return Vec::new() };
    let count = |cases: &[usize], region| cases.iter().filter(|case| regions.get(**case) == Some(&region)).count();
    let most = themes.terms.iter().flat_map(|term| Region::ALL.map(|region| count(&term.cases, region))).max();
    let most = most.unwrap_or_default().max(1);
    let row = |term: &crate::site::SiteTerm| CoverageRow {
        name: term.label.clone(),
        counts: Region::ALL
            .map(|region| {
                let count = count(&term.cases, region);
                Cell { count, shade: (count * 4).div_ceil(most) }
            })
            .into_iter()
            .collect(),
    };
    themes.terms.iter().map(row).collect()
}

fn taxonomies(site: &Site, language: Language) -> Vec<TaxonomyRow> {
    let row = |taxonomy: &crate::site::SiteTaxonomy| {
        let mut terms: Vec<Share> =
            taxonomy.terms.iter().map(|term| Share::of(&term.label, term.cases.len(), site.cases.len())).collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.count));
        let unused = taxonomy.unused.iter().map(|term| term.label.clone()).collect();
        let title = taxonomy.title.clone().unwrap_or_else(|| say!("Countries").text(language));
        TaxonomyRow { title, terms, unused }
    };
    site.taxonomies.iter().map(row).filter(|row| !row.terms.is_empty() || !row.unused.is_empty()).collect()
}
