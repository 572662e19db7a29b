//! A post into an article and its cases, read in one way.
//!
//! Comes in: a post, how to read it, the rules of `site.yaml` and the vocabulary; goes out: a draft, with its account settled.
//! The words are the author's; nothing is added that the post does not say.

use std::collections::BTreeSet;

use super::accounting::{Accounting, Balance, LeftOut, MARK, TABLE_HEADER};
use super::categories::categories;
use super::cities::{CityPart, CityText, SectionText, SplitBy, city_text, recognise, title_of};
use super::draft::{CityDraft, PictureDraft, PictureState, PostDraft};
use super::featured::place_featured;
use super::ledger::{Contents, balance};
use super::links_here::{Links, place};
use super::terms::{Passage, Vocabulary, names_of, suggest, vocabularies};
use super::tree::{
    Notes, PictureFiles, close_headings, full_size_address, link_address, make_absolute, show_attributes, take_over,
    without_signs,
};
use crate::base::fold::one_line;
use crate::base::slug::Slug;
use crate::config::Config;
use crate::content::Content;
use crate::content::names::Names;
use crate::html::{Document, MarkdownOptions, NodeId, clean, parse_fragment, plain_paragraphs, to_markdown};
use crate::import::input::{Post, foreign_language, primary};
use crate::model::{Article, CASES_MARKER, Case, Schedule, Translation};

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
    let mut account = Accounting { dropped: clean(&mut document), ..Accounting::default() };
    let footnotes = if way.footnotes { Notes::find(&mut document) } else { Notes::default() };
    make_absolute(&mut document, post.link.as_deref());
    let mut anchors = links.lead_here(&mut document, post);
    let source = Contents::of_post(&document, post);
    account.add(show_attributes(&mut document));
    footnotes.take_out(&mut document);
    close_headings(&mut document);
    account.footnotes = footnotes.count();
    if way.plain {
        document = plain_paragraphs(&document, &[document.root()]);
    }
    let (mut document, parts) = recognise(document, &config.sections, way.by);
    place(&mut anchors, &document, &[&parts.introduction, &parts.conclusion], &parts.cities);
    for (heading, text) in parts.groups {
        account.words.extend(LeftOut::all(sentence!("heading over a group of cities"), [text]));
        leave_out_of_heading(&document, heading, &mut account);
    }
    account.words.extend(LeftOut::all(TABLE_HEADER, parts.table_headers));
    let vocabularies = vocabularies(config, content);
    let names = names_of(&vocabularies);
    let mut draft = PostDraft {
        article: article(post),
        article_body: String::new(),
        image_addresses: Vec::new(),
        image_state: PictureState::Elsewhere,
        categories: categories(post, &vocabularies),
        cities: Vec::new(),
        doubts: parts.doubts,
        pictures: Vec::new(),
        anchors,
        account,
        balance: Balance::default(),
        limits: parsed.limits_hit,
        given_up: None,
    };
    add_article_text(&mut document, [&parts.introduction, &parts.conclusion], &footnotes, files, &mut draft);
    let titles = section_titles(post, config);
    for (index, part) in parts.cities.into_iter().enumerate() {
        let mut text = city_text(&mut document, &part.blocks, &part.place.city, &config.sections, &titles, files);
        put_footnotes(&mut document, &footnotes, &mut text);
        draft.pictures.extend(text.pictures.iter().cloned().map(|picture| PictureDraft::new(picture, Some(index))));
        draft.account.add(std::mem::take(&mut text.account));
        draft.account.words.extend(LeftOut::all(MARK, title_of(&part.heading).1));
        leave_out_of_heading(&document, part.node, &mut draft.account);
        draft.cities.push(city(post, &draft.article.slug, part, text, config, (&vocabularies, &names)));
    }
    place_featured(post, &mut draft);
    balanced(&source, draft)
}

/// What the sections of `site.yaml` are called in the language of a post; none where nothing says it.
fn section_titles<'c>(post: &Post, config: &'c Config) -> Vec<Option<&'c str>> {
    let rules = config.sections.iter();
    let Some(language) = foreign_language(post, &config.language) else {
        return rules.map(|rule| Some(rule.title.as_str())).collect();
    };
    let edition = config.others.iter().find(|edition| primary(&edition.language).as_ref() == Some(&language));
    let translated = |id: &str| edition?.sections.iter().find(|rule| rule.id == id).map(|rule| rule.title.as_str());
    rules.map(|rule| translated(&rule.id)).collect()
}

/// The draft with what became of the source.
fn balanced(source: &Contents, mut draft: PostDraft) -> PostDraft {
    let (balance, titles) = balance(source, &draft);
    draft.account.said.extend(titles);
    PostDraft { balance, ..draft }
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
        draft.account.notes.extend(converted.notes);
        draft.account.kept_html.extend(converted.kept_html);
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
fn leave_out_of_heading(document: &Document, heading: NodeId, account: &mut Accounting) {
    for node in document.descendants(heading) {
        account.addresses.extend(LeftOut::all(sentence!("link of a heading"), link_address(document, node)));
        if document.is_named(node, &["img"]) {
            account
                .addresses
                .extend(LeftOut::all(sentence!("picture in a heading"), full_size_address(document, node)));
        }
    }
}

/// The article of a post, without its text and its cases.
pub(in crate::import) fn article(post: &Post) -> Article {
    let slug = Slug::from_text(&post.slug).or_else(|| Slug::from_text(&post.title));
    Article {
        own_address: None,
        translation: Translation::default(),
        slug: slug.unwrap_or_else(|| Slug::from_text_or_untitled(&format!("post {}", post.id.unwrap_or_default()))),
        title: post.title.clone(),
        date: post.first_day(),
        updated: post.last_day(),
        summary: post.excerpt.clone(),
        image: None,
        authors: post.authors.clone(),
        cases: Vec::new(),
        origin: post.origin(),
        aliases: Vec::new(),
        schedule: schedule(post),
    }
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
    (vocabularies, names): (&[Vocabulary<'_>], &Names<(usize, usize)>),
) -> CityDraft {
    let suggestions = suggest(&passages(&part.heading, &text.sections, config), vocabularies, names);
    let terms_of = |taxonomy: &str| -> Vec<Slug> {
        suggestions.iter().filter(|found| found.taxonomy == taxonomy).map(|found| found.term.clone()).collect()
    };
    let terms = config.taxonomies.iter().map(|taxonomy| (taxonomy.id.clone(), terms_of(&taxonomy.id))).collect();
    let case = Case {
        own_address: None,
        translation: Translation::default(),
        slug: Slug::from_text_or_untitled(&part.place.city),
        // A heading may be broken into lines (`br`); a title is one.
        title: one_line(title_of(&part.heading).0),
        city: part.place.city,
        country: part.place.country,
        date: post.first_day(),
        updated: post.last_day(),
        summary: summary(&text.sections),
        terms,
        coordinates: None,
        image: text.image,
        article: Some(article.clone()),
        origin: post.origin(),
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
    let text = one_line(&first.plain);
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
