//! A post into an article and its cases.
//!
//! Comes in: a post, the rules of `site.yaml` and the vocabulary; goes out: drafts, which have no file yet. The words are
//! the author's; nothing is added that the post does not say.

use std::collections::BTreeSet;

use super::addresses::make_absolute;
use super::attributes::show_attributes;
use super::categories::{CategoryReport, categories};
use super::doubts::Doubt;
use super::fallback::GivenUp;
use super::featured::place_featured;
use super::footnotes::{Notes, has_sign, without_signs};
use super::language::foreign_language;
use super::ledger::{Contents, LeftOut, Loss, Omitted, balance, link_address};
use super::links_here::{Anchor, Links, place};
use super::marks::title_of;
use super::media::PictureState;
use super::pictures::{PictureFiles, TextPicture, full_size_address, take_over};
use super::post::Post;
use super::recognise::recognise;
use super::sections::{CityText, SectionText, Titles, city_text};
use super::split::{CityPart, SplitBy};
use super::terms::{Passage, Suggestion, Vocabulary, suggest, vocabularies};
use crate::base::slug::Slug;
use crate::config::Config;
use crate::content::Content;
use crate::html::{
    Document, Dropped, Limit, MarkdownOptions, NodeId, Note, clean, parse_fragment, plain_paragraphs, to_markdown,
};
use crate::model::{Article, CASES_MARKER, Case, Origin, Schedule};

/// What a post holds.
#[derive(Debug, Clone)]
pub(super) struct PostDraft {
    /// The article. Its list of cases is filled in when they have names.
    pub article: Article,
    /// Its text, in Markdown: the introduction and the conclusion.
    pub article_body: String,
    /// The addresses of the article's picture, the best first.
    pub image_addresses: Vec<String>,
    /// What became of the article's picture.
    pub image_state: PictureState,
    /// The categories and tags of the post.
    pub categories: Vec<CategoryReport>,
    /// The cities.
    pub cities: Vec<CityDraft>,
    /// What nobody sees and was left out.
    pub dropped: Vec<Dropped>,
    /// What could not be taken over as it was.
    pub notes: Vec<Note>,
    /// Blocks that stay HTML.
    pub kept_html: Vec<String>,
    /// Headings that may be cities and are none.
    pub doubts: Vec<Doubt>,
    /// Headings over a group of cities, which no file has.
    pub groups: Vec<String>,
    /// What stands over the columns of tables that became sections, which no file has.
    pub table_headers: Vec<String>,
    /// Numbers and signs before names and labels, which no title has.
    pub heading_marks: Vec<String>,
    /// How many links to a note became a footnote.
    pub footnotes: usize,
    /// Addresses that are left out for a reason.
    pub omitted: Vec<Omitted>,
    /// Words that are left out for a reason.
    pub left_out: Vec<LeftOut>,
    /// The pictures within the texts.
    pub pictures: Vec<PictureDraft>,
    /// The places of the post that its own links lead to.
    pub anchors: Vec<Anchor>,
    /// What is in neither the draft nor the report: there must be nothing.
    pub losses: Vec<Loss>,
    /// How many words the post shows.
    pub words: usize,
    /// How many of them the files show.
    pub words_written: usize,
    /// Bounds of the parser that the post went over.
    pub limits: Vec<Limit>,
    /// What of its structure was given up, so that nothing is lost.
    pub given_up: Option<GivenUp>,
}

impl PostDraft {
    /// Is the sign of a footnote left somewhere, as it stands where none can be?
    pub fn has_stray_mark(&self) -> bool {
        let captions = self.cities.iter().filter_map(|city| city.case.image.as_ref()?.caption.as_deref());
        let texts = self.cities.iter().flat_map(|city| [&city.case.title, &city.case.city, &city.body]);
        let labels = self.cities.iter().flat_map(|city| &city.labels);
        let others = self
            .kept_html
            .iter()
            .chain(self.doubts.iter().flat_map(Doubt::headings))
            .chain(&self.groups)
            .chain(&self.table_headers);
        let mut all = captions.chain(texts.chain(labels).chain(others).map(String::as_str));
        has_sign(&self.article_body) || all.any(has_sign)
    }

    /// Is a part of the post missing? Then none of its files may be written.
    pub fn is_incomplete(&self) -> bool {
        !self.losses.is_empty() || self.is_cut()
    }

    /// Was the post too large to be read to its end?
    pub fn is_cut(&self) -> bool {
        self.limits.iter().any(|limit| *limit != Limit::Depth)
    }
}

/// A picture within a text.
#[derive(Debug, Clone)]
pub(super) struct PictureDraft {
    /// The picture.
    pub picture: TextPicture,
    /// Which text it stands in: the city's place among the cities, none for the article.
    pub city: Option<usize>,
    /// What became of it.
    pub state: PictureState,
}

impl PictureDraft {
    fn new(picture: TextPicture, city: Option<usize>) -> Self {
        Self { picture, city, state: PictureState::Elsewhere }
    }
}

/// What a post says about a city.
#[derive(Debug, Clone)]
pub(super) struct CityDraft {
    /// The case; its slug may still change when other files are looked at.
    pub case: Case,
    /// Its text, in Markdown.
    pub body: String,
    /// Why its heading was taken for a city's.
    pub evidence: Vec<String>,
    /// Its sections.
    pub sections: Vec<SectionText>,
    /// The addresses of its picture, the best first.
    pub image_addresses: Vec<String>,
    /// What became of its picture.
    pub image_state: PictureState,
    /// The labels whose words the headings of the sections say.
    pub labels: Vec<String>,
    /// Its terms, with the evidence.
    pub suggestions: Vec<Suggestion>,
}

/// An article begins below the page's title.
const ARTICLE_OPTIONS: MarkdownOptions = MarkdownOptions { heading_shift: 0, minimum_heading: 2 };

/// How a post is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    /// Which headings may be cities.
    pub by: SplitBy,
    /// Whether links to notes and back become footnotes.
    pub footnotes: bool,
    /// Whether only lines, links and pictures are read.
    pub plain: bool,
}

/// Reads a post in one way. Pictures of its texts that have a file refer to it.
pub(super) fn draft_in(
    way: Way,
    post: &Post,
    config: &Config,
    content: &Content,
    links: &Links,
    files: &PictureFiles,
) -> PostDraft {
    let parsed = parse_fragment(&post.html);
    let mut document = parsed.document;
    let dropped = clean(&mut document);
    let footnotes = if way.footnotes { Notes::find(&mut document) } else { Notes::default() };
    make_absolute(&mut document, post.link.as_deref());
    let mut anchors = links.lead_here(&mut document, post);
    let source = Contents::of_post(&document, post);
    let shown = show_attributes(&mut document);
    footnotes.take_out(&mut document);
    if way.plain {
        document = plain_paragraphs(&document, &[document.root()]);
    }
    let (mut document, parts) = recognise(document, &config.sections, way.by);
    place(&mut anchors, &document, &[&parts.introduction, &parts.conclusion], &parts.cities);
    let vocabularies = vocabularies(config, content);
    let mut draft = PostDraft {
        article: article(post),
        article_body: String::new(),
        image_addresses: Vec::new(),
        image_state: PictureState::Elsewhere,
        categories: categories(post, &vocabularies),
        cities: Vec::new(),
        dropped,
        notes: Vec::new(),
        kept_html: Vec::new(),
        doubts: parts.doubts,
        table_headers: parts.table_headers,
        heading_marks: Vec::new(),
        footnotes: footnotes.count(),
        omitted: shown.omitted,
        left_out: shown.left_out,
        groups: parts.groups.iter().map(|(_, text)| text.clone()).collect(),
        pictures: Vec::new(),
        anchors,
        losses: Vec::new(),
        words: source.word_count(),
        words_written: 0,
        limits: parsed.limits_hit,
        given_up: None,
    };
    draft.omitted.extend(parts.groups.iter().flat_map(|(node, _)| omitted_from_heading(&document, *node)));
    add_article_text(&mut document, [&parts.introduction, &parts.conclusion], &footnotes, files, &mut draft);
    let titles = if foreign_language(post, &config.language).is_some() { Titles::OfPost } else { Titles::OfSite };
    for (index, part) in parts.cities.into_iter().enumerate() {
        let mut text = city_text(&mut document, &part.blocks, &part.place.city, &config.sections, titles, files);
        put_footnotes(&mut document, &footnotes, &mut text);
        draft.pictures.extend(text.pictures.iter().cloned().map(|picture| PictureDraft::new(picture, Some(index))));
        draft.notes.extend(text.notes.iter().cloned());
        draft.kept_html.extend(text.kept_html.iter().cloned());
        draft.table_headers.extend(text.table_headers.iter().cloned());
        draft.omitted.extend(text.omitted.iter().cloned().chain(omitted_from_heading(&document, part.node)));
        draft.heading_marks.extend(title_of(&part.heading).1);
        draft.heading_marks.extend(text.label_marks.iter().cloned());
        draft.cities.push(city(post, &draft.article.slug, part, text, config, &vocabularies));
    }
    place_featured(post, &mut draft);
    balanced(&source, draft)
}

/// The draft with what became of the source.
fn balanced(source: &Contents, mut draft: PostDraft) -> PostDraft {
    let balance = balance(source, &draft);
    draft.left_out.extend(balance.titles);
    PostDraft { words_written: balance.words_written, losses: balance.losses, ..draft }
}

/// The introduction and the conclusion, which are one text.
fn add_article_text(
    document: &mut Document,
    parts: [&[NodeId]; 2],
    footnotes: &Notes,
    files: &PictureFiles,
    draft: &mut PostDraft,
) {
    let defined = &mut BTreeSet::new();
    let [introduction, conclusion] = parts.map(|blocks| {
        let pictures = take_over(document, blocks, files);
        draft.pictures.extend(pictures.into_iter().map(|picture| PictureDraft::new(picture, None)));
        let mut converted = to_markdown(document, blocks, ARTICLE_OPTIONS);
        footnotes.put_into(document, &mut converted.markdown, defined);
        draft.notes.extend(converted.notes);
        draft.kept_html.extend(converted.kept_html);
        converted.markdown
    });
    draft.article_body = article_body(&introduction, &conclusion);
}

/// Puts the notes of a city below the sections that refer to them.
fn put_footnotes(document: &mut Document, footnotes: &Notes, text: &mut CityText) {
    let defined = &mut BTreeSet::new();
    for section in &mut text.sections {
        footnotes.put_into(document, &mut section.markdown, defined);
        section.plain = without_signs(&section.plain);
    }
}

/// A heading becomes a title, which has no links and pictures (a flag, mostly).
fn omitted_from_heading(document: &Document, heading: NodeId) -> Vec<Omitted> {
    let mut omitted = Vec::new();
    for node in document.descendants(heading) {
        omitted.extend(link_address(document, node).map(|address| Omitted { reason: "link of a heading", address }));
        if document.is_named(node, &["img"]) {
            let address = full_size_address(document, node);
            omitted.extend(address.map(|address| Omitted { reason: "picture in a heading", address }));
        }
    }
    omitted
}

pub(super) fn article(post: &Post) -> Article {
    let slug = Slug::from_text(&post.slug).or_else(|| Slug::from_text(&post.title));
    Article {
        slug: slug.unwrap_or_else(|| Slug::from_text_or_untitled(&format!("post {}", post.id.unwrap_or_default()))),
        title: post.title.clone(),
        date: post.first_day(),
        updated: post.last_day(),
        summary: post.excerpt.clone(),
        image: None,
        authors: post.authors.clone(),
        cases: Vec::new(),
        origin: origin(post),
        aliases: Vec::new(),
        schedule: schedule(post),
    }
}

/// Where a post was published.
pub(super) fn origin(post: &Post) -> Option<Origin> {
    post.link.as_ref().map(|url| Origin { url: url.clone(), id: post.id, modified: post.modified })
}

/// What was not public in WordPress is not published by an import.
fn schedule(post: &Post) -> Schedule {
    Schedule { draft: post.withheld.is_some(), ..Schedule::default() }
}

fn article_body(introduction: &str, conclusion: &str) -> String {
    let (introduction, conclusion) = (introduction.trim_matches('\n'), conclusion.trim_matches('\n'));
    match (introduction.is_empty(), conclusion.is_empty()) {
        (_, true) => introduction.to_owned(),
        (true, false) => format!("{CASES_MARKER}\n\n{conclusion}"),
        (false, false) => format!("{introduction}\n\n{CASES_MARKER}\n\n{conclusion}"),
    }
}

fn city(
    post: &Post,
    article: &Slug,
    part: CityPart,
    text: CityText,
    config: &Config,
    vocabularies: &[Vocabulary<'_>],
) -> CityDraft {
    let suggestions = suggest(&passages(&part.heading, &text.sections, config), vocabularies);
    let terms_of = |taxonomy: &str| -> Vec<Slug> {
        suggestions.iter().filter(|found| found.taxonomy == taxonomy).map(|found| found.term.clone()).collect()
    };
    let terms = config.taxonomies.iter().map(|taxonomy| (taxonomy.id.clone(), terms_of(&taxonomy.id))).collect();
    let case = Case {
        slug: Slug::from_text_or_untitled(&part.place.city),
        // A heading may be broken into lines (`br`); a title is one.
        title: title_of(&part.heading).0.split_whitespace().collect::<Vec<_>>().join(" "),
        city: part.place.city,
        country: part.place.country,
        date: post.first_day(),
        updated: post.last_day(),
        summary: summary(&text.sections),
        terms,
        coordinates: None,
        image: text.image,
        article: Some(article.clone()),
        origin: origin(post),
        aliases: Vec::new(),
        authors: post.authors.clone(),
        sources: Vec::new(),
        corrections: Vec::new(),
        related: Vec::new(),
        schedule: schedule(post),
        extra: Vec::new(),
    };
    CityDraft {
        case,
        body: body(&text.sections),
        evidence: part.evidence,
        sections: text.sections,
        image_addresses: text.image_addresses,
        image_state: PictureState::Elsewhere,
        labels: text.labels,
        suggestions,
    }
}

/// What the terms are looked for in: the heading, and every section.
fn passages(heading: &str, sections: &[SectionText], config: &Config) -> Vec<Passage> {
    let strongest = config.sections.iter().map(|rule| rule.weight).max().unwrap_or(1);
    let title = Passage { section: "title".to_owned(), text: heading.to_owned(), weight: strongest };
    let passage = |section: &SectionText| Passage {
        section: section.title.clone(),
        text: section.plain.clone(),
        weight: section.rule.map_or(1, |rule| config.sections[rule].weight),
    };
    std::iter::once(title).chain(sections.iter().map(passage)).collect()
}

/// The first section of `site.yaml` says in the author's words what the case is about, if it is short enough.
fn summary(sections: &[SectionText]) -> Option<String> {
    const LONGEST: usize = 300;
    let first = sections.iter().find(|section| section.rule == Some(0))?;
    let text = first.plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.chars().count() <= LONGEST).then_some(text)
}

fn body(sections: &[SectionText]) -> String {
    let mut body = String::new();
    for section in sections {
        for part in [&section.heading, &section.markdown].into_iter().filter(|part| !part.is_empty()) {
            body.push_str(part.trim_end());
            body.push_str("\n\n");
        }
    }
    body
}
