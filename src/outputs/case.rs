//! The pages of the cases.

use super::artifact::Artifact;
use super::cards::{country_name, origin_view};
use super::citations::case_citation;
use super::covers::cover;
use super::links::{case_url, render, render_line, taxonomy_singular};
use super::page::{Page, Parent, page_views};
use super::pictures::{first_loading, image_link_view};
use super::share_cards::card_of_case;
use super::subjects::{case_colour, on_cover, themes};
use super::term_names::with_term_links;
use super::view_cache::{
    cached_card, cached_case_terms, cached_coordinates, cached_country, cached_date, cached_image,
    cached_taxonomy_link, cached_term_link,
};
use super::{Input, structured_data};
use crate::base::url::percent_encode;
use crate::markdown::{self, Rendered};
use crate::model::Case;
use crate::site::{COUNTRIES, Site, SiteCase, SiteTaxonomy, TermId};
use crate::theme::ThemeProblem;
use crate::theme::views::{
    CaseTaxonomyView, CaseTermGroupView, CaseView, CorrectionView, Derived, LinkView, RelatedView, SectionView, Shared,
};

/// Plans `/cases/<slug>/`, in the order of the files.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let artifact = |index: &usize| {
        let index = *index;
        let SiteCase { case, text } = &input.site.cases[index];
        let path = input.site.routes.case(case.address());
        Artifact::page(input, path, text.path(), case.modified(), "case.html", move |input| {
            let body = render(input, text, first_loading(case.image.as_ref()))?.map(Rendered::with_footnotes_in_place);
            let repeats = repeats_summary(case, &body.value);
            let body = with_term_links(input, index, body);
            let view = CaseView { related: related(input, index)?, ..view(input, index, &body, repeats) };
            Ok(page_views(input, page(input, index), "case", &view))
        })
    };
    input.site.cases_by_path().iter().map(artifact).collect()
}

fn page(input: Input<'_>, index: usize) -> Page {
    let site = input.site;
    let case = &site.cases[index].case;
    let path = site.routes.case(case.address());
    let description = site.cases[index].summary().to_owned();
    let image = case.image.as_ref().and_then(|image| image.file.clone());
    let data = structured_data::if_shown(input, || {
        let text = structured_data::Text {
            title: &case.title,
            description: &description,
            path: &path,
            published: case.date,
            modified: case.updated,
            authors: &case.authors,
            image: image
                .as_deref()
                .map(|file| site.asset(file))
                .or_else(|| card_of_case(input, index))
                .map(|path| site.routes.absolute(&path)),
        };
        structured_data::case(input, index, &text)
    });
    Page {
        description,
        parent: Some(Parent::Cases),
        image,
        card: card_of_case(input, index),
        published: case.date,
        modified: case.updated,
        data,
        ..Page::new("case", case.title.clone(), path).of_text(input, site.cases[index].text.path(), &case.translation)
    }
}

pub(super) fn view<'a>(input: Input<'a>, index: usize, body: &'a Derived<Rendered>, repeats: bool) -> CaseView<'a> {
    let site = input.site;
    let entry = &site.cases[index];
    let case = &entry.case;
    let neighbour = |index: usize| LinkView { title: site.cases[index].case.title.clone(), url: case_url(site, index) };
    let article = |index: usize| {
        let article = &site.articles[index].article;
        LinkView { title: article.title.clone(), url: site.routes.link(&site.routes.article(article.address())) }
    };
    let correction = |correction: &crate::model::Correction| CorrectionView {
        date: cached_date(input, correction.date),
        text_html: render_line(input, &correction.text),
    };
    let (networks, more_networks) = on_cover(site, index);
    CaseView {
        title: &case.title,
        city: &case.city,
        country: cached_country(input, case.country, country_name(&site.config, case)),
        summary: case.summary.as_deref().unwrap_or_default(),
        summary_id: body.as_ref().map(|body| body.sections().next().filter(|_| repeats).map(|first| first.id)),
        reading_minutes: body.as_ref().map(reading_minutes),
        date: case.date.map(|date| cached_date(input, date)),
        updated: case.updated.filter(|updated| Some(*updated) != case.date).map(|date| cached_date(input, date)),
        image: cached_image(input, index),
        cover: cover(input, index),
        image_link: case.image.as_ref().and_then(|image| image_link_view(input, image)),
        lead_html: body.as_ref().map(Rendered::lead),
        sections: body.as_ref().map(|body| body.sections().skip(usize::from(repeats)).map(section).collect()),
        themes: themes(site, index).into_iter().map(|id| cached_term_link(input, id)).collect(),
        colour: case_colour(site, index),
        networks,
        more_networks,
        taxonomies: taxonomies(input, index),
        coordinates: entry.coordinates().map(|coordinates| cached_coordinates(input, coordinates)),
        authors: case.authors.iter().map(String::as_str).collect(),
        article: site.article_of(index).map(article),
        origin: origin_view(case.origin.as_ref()),
        sources_html: case.sources.iter().map(|source| render_line(input, source)).collect(),
        corrections: case.corrections.iter().map(correction).collect(),
        citation: case_citation(input, index),
        compare_url: compare_url(site, case),
        report_url: report_url(input, case),
        previous: index.checked_sub(1).map(neighbour),
        next: (index + 1 < site.cases.len()).then(|| neighbour(index + 1)),
        related: Vec::new(),
    }
}

/// Does the first section of a text say what its summary says, before any name in it is a link? It is shown once then.
pub(super) fn repeats_summary(case: &Case, body: &Rendered) -> bool {
    let summary = case.summary.as_deref().map(|summary| format!("<p>{}</p>", markdown::inline(summary, &|_| false)));
    body.lead().trim().is_empty()
        && body.sections().next().is_some_and(|first| Some(first.html.trim()) == summary.as_deref())
}

/// How long a text takes to read: 200 words a minute, and never less than one minute.
fn reading_minutes(body: &Rendered) -> usize {
    const WORDS: usize = 200;
    let texts = std::iter::once(body.lead()).chain(body.sections().map(|section| section.html));
    // Tags count where they hold spaces, which links do: near enough.
    let words: usize = texts.map(|html| html.split_whitespace().count()).sum();
    words.div_ceil(WORDS).max(1)
}

/// Where readers lay a case beside others.
fn compare_url(site: &Site, case: &Case) -> String {
    let url = || format!("{}?cases={}", site.routes.link(&site.routes.compare()), percent_encode(case.slug.as_str()));
    if site.has_compare() { url() } else { String::new() }
}

/// Where readers report an error in a case: in a mail, its title and its address say which one is meant.
fn report_url(input: Input<'_>, case: &Case) -> Option<String> {
    let site = input.site;
    let contact = site.config.identity.contact.as_deref()?;
    if !contact.contains('@') || contact.contains("://") {
        return Some(contact.to_owned());
    }
    let encoded = |text: &str| percent_encode(text).replace('&', "%26");
    let address = site.routes.absolute(&site.routes.case(case.address()));
    Some(format!("mailto:{contact}?subject={}&body={}", encoded(&case.title), encoded(&address)))
}

pub(super) fn section(section: markdown::Section<'_>) -> SectionView<'_> {
    SectionView { id: section.id, title_html: section.title_html, body_html: section.html }
}

fn related(input: Input<'_>, index: usize) -> Result<Vec<RelatedView>, Box<ThemeProblem>> {
    let view = |other: &usize| {
        let shared = input.site.shared_terms(index, *other).into_iter().map(|id| cached_term_link(input, id)).collect();
        Ok(RelatedView { card: cached_card(input, *other)?, shared })
    };
    input.site.related(index).iter().map(view).collect()
}

/// The case's terms by taxonomy and kind; its country stands elsewhere.
pub(super) fn taxonomies(input: Input<'_>, index: usize) -> Vec<Shared<CaseTaxonomyView>> {
    let view = |(place, taxonomy): (usize, &SiteTaxonomy)| {
        let terms = input.site.terms_in(index, place);
        let is_shown = !terms.is_empty() && taxonomy.id != COUNTRIES;
        is_shown.then(|| cached_case_terms(input, terms, || case_terms(input, (place, taxonomy), terms)))
    };
    input.site.taxonomies.iter().enumerate().filter_map(view).collect()
}

/// The case's terms but its themes, by taxonomy.
pub(super) fn other_taxonomies(input: Input<'_>, index: usize) -> Vec<Shared<CaseTaxonomyView>> {
    let has_themes = usize::from(!themes(input.site, index).is_empty());
    taxonomies(input, index).into_iter().skip(has_themes).collect()
}

/// Some terms of one taxonomy.
fn case_terms(input: Input<'_>, (place, taxonomy): (usize, &SiteTaxonomy), terms: &[TermId]) -> CaseTaxonomyView {
    let link = |id: &TermId| cached_term_link(input, *id);
    let group = |(title, terms): (Option<String>, Vec<TermId>)| CaseTermGroupView {
        title,
        terms: terms.iter().map(link).collect(),
    };
    CaseTaxonomyView {
        id: taxonomy.id.clone(),
        link: cached_taxonomy_link(input, place),
        singular: taxonomy_singular(input, taxonomy),
        count: terms.len(),
        groups: groups(taxonomy, terms).into_iter().map(group).collect(),
    }
}

/// Terms by kind, in the order of the kinds; kinds without a term are left out.
fn groups(taxonomy: &SiteTaxonomy, terms: &[TermId]) -> Vec<(Option<String>, Vec<TermId>)> {
    if taxonomy.kinds.is_empty() {
        return vec![(None, terms.to_vec())];
    }
    let of_kind = |kind: &crate::config::Kind| {
        let is_kind = |id: &TermId| taxonomy.terms[id.term].kind() == Some(kind.id.as_str());
        let members: Vec<TermId> = terms.iter().copied().filter(is_kind).collect();
        let title = if members.len() == 1 { kind.singular.clone() } else { kind.title.clone() };
        (!members.is_empty()).then_some((Some(title), members))
    };
    taxonomy.kinds.iter().filter_map(of_kind).collect()
}
