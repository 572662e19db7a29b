//! The home page.

use super::artifact::{Artifact, Failure};
use super::cards::article_card;
use super::case::{other_taxonomies, repeats_summary};
use super::covers::cover;
use super::links::{render, taxonomy_link};
use super::maps::{MapChoice, map_view};
use super::matrix::matrix_at_home;
use super::page::{Page, page_views};
use super::subjects::term_card;
use super::view_cache::cached_cards;
use super::{Input, structured_data};
use crate::markdown::Loading;
use crate::site::SiteTaxonomy;
use crate::theme::views::{Derived, HomeTaxonomyView, HomeView, LinkView};

/// How many cases the home page shows.
const CASES: usize = 12;
/// How many terms of a taxonomy it shows.
const TERMS: usize = 12;
const HOME_MAP: MapChoice<'_> = MapChoice { id: "world", insets: 1, widths: 2, numbers: None, names_page: true };

/// Plans `/`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    let origin = site.home.as_ref().map_or("the home page", |home| home.text.path());
    vec![Artifact::page(input, site.routes.home(), origin, site.latest, "home.html", move |input| {
        let config = &site.config;
        let mut page = Page::new("home", config.title.clone(), site.routes.home());
        page.description =
            if config.description.is_empty() { config.tagline.clone() } else { config.description.clone() };
        page.data = Some(structured_data::web_site(site));
        Ok(page_views(input, page, "home", &view(input)?))
    })]
}

fn shown(input: Input<'_>) -> Vec<usize> {
    (0..input.site.cases.len().min(CASES)).collect()
}

fn view(input: Input<'_>) -> Result<HomeView, Failure> {
    let site = input.site;
    let body = site.home.as_ref().map(|home| render(input, &home.text, Loading::Eager)).transpose()?;
    Ok(HomeView {
        body_html: body.map(|body| body.map(|body| body.whole())).unwrap_or_default(),
        cases: cached_cards(input, &shown(input))?,
        lead_cover: if site.cases.is_empty() { Derived::default() } else { cover(input, 0) },
        map: map_view(input, &(0..site.cases.len()).collect::<Vec<_>>(), HOME_MAP),
        lead_html: lead_html(input)?,
        lead_taxonomies: if site.cases.is_empty() { Vec::new() } else { other_taxonomies(input, 0) },
        cases_link: LinkView {
            title: input.theme.text("cases", &[]),
            url: if site.has_case_list() { site.routes.link(&site.routes.cases(1)) } else { String::new() },
        },
        articles: site.articles.iter().map(|article| article_card(input, article)).collect(),
        articles_link: LinkView {
            title: input.theme.text("articles", &[]),
            url: if site.articles.is_empty() { String::new() } else { site.routes.link(&site.routes.articles()) },
        },
        matrix: matrix_at_home(input),
        taxonomies: site.taxonomies_with_pages().map(|(_, taxonomy)| taxonomy_view(input, taxonomy)).collect(),
    })
}

/// The first paragraph of the first case that its summary does not say; nothing where it holds the mark of a note or leads to
/// another place of the case, which are on its page.
fn lead_html(input: Input<'_>) -> Result<Derived<String>, Failure> {
    let Some(first) = input.site.cases.first() else { return Ok(Derived::default()) };
    let body = render(input, &first.text, Loading::Lazy)?;
    let repeated = usize::from(repeats_summary(&first.case, &body.value));
    let sections = body.value.sections().skip(repeated).map(|section| section.html);
    let texts = std::iter::once(body.value.lead()).chain(sections);
    let paragraph = |html: &str| {
        let html = html.trim_start();
        let end = html.starts_with("<p>").then(|| html.find("</p>"))??;
        Some(html[..end + "</p>".len()].to_owned()).filter(|html| !html.contains(" id=") && !html.contains("href=\"#"))
    };
    let value = texts.filter(|html| !html.trim().is_empty()).map(paragraph).next().flatten().unwrap_or_default();
    Ok(Derived { value, token: body.token })
}

fn taxonomy_view(input: Input<'_>, taxonomy: &SiteTaxonomy) -> HomeTaxonomyView {
    let mut order: Vec<usize> = (0..taxonomy.terms.len()).collect();
    // The sort is stable: terms of the same weight stay in the order of the alphabet.
    order.sort_by_key(|index| std::cmp::Reverse(taxonomy.terms[*index].cases.len()));
    order.truncate(TERMS);
    HomeTaxonomyView {
        id: taxonomy.id.clone(),
        link: taxonomy_link(input, taxonomy),
        terms: order.into_iter().map(|index| term_card(input, taxonomy, &taxonomy.terms[index])).collect(),
        count: taxonomy.terms.len() + taxonomy.unused.len(),
        unused: taxonomy.unused.iter().map(|term| term.label.clone()).collect(),
    }
}
