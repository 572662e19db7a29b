//! Booklets: all cases on one page, and those of each term, to be printed or kept as one file.
//!
//! Search engines leave them out: every case has a page of its own, which is the one to be found.

use super::artifact::{Artifact, Failure, Views};
use super::case::{repeats_summary, view};
use super::links::{render, term_url};
use super::maps::{SMALL_MAP, map_view};
use super::page::{Page, Parent, page_views};
use super::term_names::with_term_links;
use super::terms::body_html;
use super::view_cache::{cached_booklet_case, cached_date, shared};
use super::{Input, alternates};
use crate::base::url::SitePath;
use crate::markdown::{Loading, Rendered};
use crate::site::{SiteCase, TermId};
use crate::theme::views::{BookletCaseView, BookletView, CaseView, Derived, LinkView, Shared};

/// Plans `/booklet/`, and `/networks/c40/booklet/` for every term that has a page.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.has_booklets() {
        return Vec::new();
    }
    let path = site.routes.booklet();
    let mut artifacts = vec![
        Artifact::copy(input, path.clone(), "the booklet", "booklet.html", move |input| views(input, None, &path))
            .giving_way(),
    ];
    for (taxonomy, of) in site.taxonomies_with_pages() {
        for (term, entry) in of.terms.iter().enumerate() {
            let id = TermId { taxonomy, term };
            let path = site.routes.term_booklet(&of.id, entry.slug.as_str());
            let origin = format!("the booklet of {}", entry.name);
            let views = {
                let path = path.clone();
                move |input| views(input, Some(id), &path)
            };
            artifacts.push(Artifact::copy(input, path, origin, "booklet.html", views).giving_way());
        }
    }
    artifacts
}

/// What the booklet of a term shows, or that of all cases.
fn views(input: Input<'_>, term: Option<TermId>, path: &SitePath) -> Result<Views, Failure> {
    let Input { site, theme, .. } = input;
    let all: Vec<usize>;
    let cases = match term {
        Some(id) => site.term(id).cases.as_slice(),
        None => {
            all = (0..site.cases.len()).collect();
            all.as_slice()
        }
    };
    let (title, list) = match term {
        Some(id) => {
            let entry = site.term(id);
            let url = term_url(input, &site.taxonomies[id.taxonomy], entry);
            (entry.name.clone(), LinkView { title: entry.name.clone(), url })
        }
        None => {
            let url = site.routes.link(&site.routes.cases(1));
            (site.config.title.clone(), LinkView { title: theme.text("cases", &[]), url })
        }
    };
    let latest = cases.iter().filter_map(|case| site.cases[*case].case.modified()).max();
    let booklet = BookletView {
        list,
        body_html: term.map_or_else(|| Ok(Derived::default()), |id| body_html(input, id))?,
        map: map_view(input, cases, SMALL_MAP),
        latest: latest.map(|day| cached_date(input, day)),
        cases: cases.iter().map(|case| part(input, *case)).collect::<Result<_, _>>()?,
        title: title.clone(),
    };
    let page = Page {
        description: theme.text("booklet_description", &[("title", title.as_str().into())]),
        is_copy: true,
        parent: Some(term.map_or(Parent::Cases, |id| Parent::Taxonomy(id.taxonomy))),
        ..Page::new("booklet", theme.text("booklet_of", &[("title", title.as_str().into())]), path.clone())
    };
    Ok(page_views(input, page, "booklet", &booklet))
}

/// A case as all booklets show it.
fn part(input: Input<'_>, index: usize) -> Result<Shared<BookletCaseView<'static>>, Failure> {
    cached_booklet_case(input, index, || {
        let SiteCase { case, text } = &input.site.cases[index];
        // A browser prints what it has loaded, and fetches what is lazy too late.
        let body = render(input, text, Loading::Eager)?.map(Rendered::with_footnotes_in_place);
        let repeats = repeats_summary(case, &body.value);
        let body = with_term_links(input, index, body).map(|body| body.among_others(case.address()));
        let permalink = input.site.routes.absolute(&input.site.routes.case(case.address()));
        let view = BookletCaseView {
            id: case.address().to_owned(),
            permalink,
            fallback: alternates::other_language(input, text.path()),
            case: CaseView { previous: None, next: None, ..view(input, index, &body, repeats) },
        };
        Ok(shared(input, view).detached())
    })
}
