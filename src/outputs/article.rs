//! The articles and their list.

use super::artifact::{Artifact, Failure, Views};
use super::cards::{article_card, origin_view};
use super::links::render;
use super::maps::{SMALL_MAP, map_view};
use super::page::{Page, Parent, page_views};
use super::pictures::{first_loading, image_link_view, image_view};
use super::view_cache::{cached_cards, cached_date};
use super::{Input, structured_data};
use crate::model::CASES_MARKER;
use crate::site::SiteArticle;
use crate::theme::views::{ArticleListView, ArticleView};

/// Plans `/articles/` and `/articles/<slug>/`. A site without articles has no list of them.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if site.articles.is_empty() {
        return Vec::new();
    }
    let routes = &site.routes;
    let mut artifacts =
        vec![Artifact::page(input, routes.articles(), "the list of articles", None, "articles.html", |input| {
            Ok(list(input))
        })];
    for entry in &site.articles {
        let path = routes.article(entry.article.address());
        let modified = entry.article.updated.or(entry.article.date);
        artifacts.push(Artifact::page(input, path, entry.text.path(), modified, "article.html", move |input| {
            Ok(page_views(input, page(input, entry), "article", &view(input, entry)?))
        }));
    }
    artifacts
}

fn list(input: Input<'_>) -> Views {
    let site = input.site;
    let title = input.theme.text("articles", &[]);
    let description = input.theme.text("articles_description", &[("site", site.config.title.as_str().into())]);
    let path = site.routes.articles();
    let item = |entry: &SiteArticle| (entry.article.title.clone(), site.routes.article(entry.article.address()));
    let items: Vec<_> = site.articles.iter().map(item).collect();
    let page = Page {
        data: structured_data::if_shown(input, || {
            structured_data::collection(input, &title, &description, &path, &items)
        }),
        description,
        ..Page::new("articles", title, path)
    };
    let view = ArticleListView { articles: site.articles.iter().map(|entry| article_card(input, entry)).collect() };
    page_views(input, page, "list", &view)
}

fn page(input: Input<'_>, entry: &SiteArticle) -> Page {
    let site = input.site;
    let article = &entry.article;
    let path = site.routes.article(article.address());
    let description = entry.summary().to_owned();
    let image = article.image.as_ref().and_then(|image| image.file.clone());
    let text = structured_data::Text {
        title: &article.title,
        description: &description,
        path: &path,
        published: article.date,
        modified: article.updated,
        authors: &article.authors,
        image: image.as_deref().map(|file| site.routes.absolute(&site.asset(file))),
    };
    let data = structured_data::if_shown(input, || structured_data::article(input, &text));
    Page {
        parent: Some(Parent::Articles),
        image,
        published: article.date,
        modified: article.updated,
        data,
        description,
        ..Page::new("article", article.title.clone(), path).of_text(input, entry.text.path(), &article.translation)
    }
}

fn view(input: Input<'_>, entry: &SiteArticle) -> Result<ArticleView, Failure> {
    let article = &entry.article;
    // Rendered as one text, so that the ids of headings and footnotes are unique on the page.
    let html = render(input, &entry.text, first_loading(article.image.as_ref()))?.map(|body| body.whole());
    let parts = html.as_ref().map(|html| html.split_once(CASES_MARKER).unwrap_or((html, "")));
    Ok(ArticleView {
        title: article.title.clone(),
        date: article.date.map(|date| cached_date(input, date)),
        updated: article.updated.filter(|updated| Some(*updated) != article.date).map(|date| cached_date(input, date)),
        authors: article.authors.clone(),
        image: article.image.as_ref().and_then(|image| image_view(input, image)),
        image_link: article.image.as_ref().and_then(|image| image_link_view(input, image)),
        introduction_html: parts.as_ref().map(|(introduction, _)| introduction.trim().to_owned()),
        cases: cached_cards(input, &entry.cases)?,
        map: map_view(input, &entry.cases, SMALL_MAP),
        conclusion_html: parts.as_ref().map(|(_, conclusion)| conclusion.trim().to_owned()),
        origin: origin_view(article.origin.as_ref()),
    })
}
