//! The loss ledger: every visible word, link and picture of a post is in what the import writes, or is accounted for.
//!
//! Comes in: the tree of a post as it was read, and the draft made from it; goes out: what is in neither the draft nor the
//! report. The two sides are read in different ways (the tree of the post here, the rendered Markdown there), so that a
//! mistake in the conversion cannot hide itself. Order is not looked at; that is a matter of the tests.

mod attributes;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use self::attributes::seen;
use super::accounting::{Accounting, Balance, LeftOut, Loss};
use super::draft::PostDraft;
use super::featured::addresses as featured_addresses;
use super::tree::{addresses, link_address};
use crate::base::fold::one_line;
use crate::base::url::percent_decode_lossy;
use crate::html::{Document, NodeId, NoteKind, parse_fragment};
use crate::import::input::Post;
use crate::markdown;

/// What a post shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Contents {
    words: BTreeMap<String, usize>,
    links: BTreeSet<String>,
    /// For each picture, the addresses under which it may be known: full size, copies, lazy ones.
    images: BTreeSet<BTreeSet<String>>,
    /// Addresses of either kind.
    any: BTreeSet<String>,
    /// Words that stand in no text: in fields, on buttons, in frames.
    said: BTreeSet<String>,
    /// What shows when a pointer rests on a link or an abbreviation.
    titles: BTreeSet<String>,
}

impl Contents {
    /// What a tree shows. Called before anything is taken out of the tree but what no reader sees.
    pub fn of(document: &Document) -> Self {
        let mut contents = Self::default();
        let document = as_shown(document);
        let document = document.as_ref();
        contents.add_words(&document.text(document.root()));
        for node in document.descendants(document.root()) {
            let known_as = addresses(document, node);
            if document.is_named(node, &["img"]) && !known_as.is_empty() {
                contents.images.insert(known_as.iter().map(|address| comparable(address)).collect());
            }
            let seen = seen(document, node);
            contents.links.extend(seen.links.iter().map(|address| comparable(address)));
            let pictures = seen.images.iter().map(|address| std::iter::once(comparable(address)).collect());
            contents.images.extend(pictures);
            contents.any.extend(seen.any.iter().map(|address| comparable(address)));
            contents.said.extend(seen.words.iter().map(|said| one_line(said)));
            contents.links.extend(link_address(document, node).map(|address| comparable(&address)));
            let title =
                document.attribute(node, "title").filter(|_| document.is_named(node, &["a", "abbr"])).map(one_line);
            let says_more = |title: &String| !title.is_empty() && *title != one_line(&document.text(node));
            contents.titles.extend(title.filter(says_more));
        }
        contents
    }

    /// What a post shows, its featured image included.
    pub fn of_post(document: &Document, post: &Post) -> Self {
        let mut contents = Self::of(document);
        if let Some(featured) = &post.featured {
            contents.add_image(&featured_addresses(featured, post.link.as_deref()));
        }
        contents
    }

    /// Adds a picture that stands in no tree, by the addresses under which it is known.
    pub fn add_image(&mut self, addresses: &[String]) {
        self.images.insert(addresses.iter().map(|address| comparable(address)).collect());
    }

    fn add_words(&mut self, text: &str) {
        for word in words(text) {
            *self.words.entry(word).or_default() += 1;
        }
    }

    /// Adds what a Markdown text shows when it is rendered.
    fn add_markdown(&mut self, text: &str) {
        let html = markdown::render(text, &|_| None).whole();
        let mut document = parse_fragment(&html).document;
        // The number of a footnote is no word: it would grow together with the word before it.
        let is_mark = |node: &NodeId| document.has_class(*node, "footnote-reference");
        let marks: Vec<NodeId> = document.descendants(document.root()).filter(is_mark).collect();
        marks.into_iter().for_each(|mark| document.detach(mark));
        let rendered = Self::of(&document);
        for (word, count) in rendered.words {
            *self.words.entry(word).or_default() += count;
        }
        self.links.extend(rendered.links);
        self.images.extend(rendered.images);
        self.titles.extend(rendered.titles);
    }
}

/// What stands inside a film or a sound is only shown by browsers that know neither, and a title or the list of what a
/// field suggests by none: its words are not counted, and neither are its links and pictures. Sources of the film or the
/// sound count; something stands in them only within a formula or a drawing, where they are no empty elements.
fn as_shown(document: &Document) -> Cow<'_, Document> {
    let hiding: Vec<NodeId> =
        document.descendants(document.root()).filter(|node| document.hides_content(*node)).collect();
    if hiding.is_empty() {
        return Cow::Borrowed(document);
    }
    let mut seen = document.clone();
    for outer in hiding {
        let (sources, mut hidden): (Vec<NodeId>, Vec<NodeId>) =
            seen.children(outer).partition(|child| seen.is_named(*child, &["source"]));
        hidden.extend(sources.into_iter().flat_map(|source| seen.children(source)));
        for node in hidden {
            seen.detach(node);
        }
    }
    Cow::Owned(seen)
}

/// An address as it can be compared: Markdown encodes characters that HTML does not.
fn comparable(address: &str) -> String {
    percent_decode_lossy(address).split_whitespace().collect()
}

/// Runs of letters and digits; what separates them is the business of the conversion's own check of each block.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// What the files of the draft say.
fn written(draft: &PostDraft) -> Contents {
    let mut contents = Contents::default();
    contents.add_markdown(&draft.article_body);
    if draft.article.image.is_some() {
        contents.add_image(&draft.image_addresses);
    }
    for city in &draft.cities {
        contents.add_words(&city.case.title);
        for label in &city.labels {
            contents.add_words(label);
        }
        for section in &city.sections {
            contents.add_markdown(&section.markdown);
        }
        if let Some(image) = &city.case.image {
            contents.add_image(&city.image_addresses);
            contents.add_markdown(image.caption.as_deref().unwrap_or_default());
        }
    }
    for picture in draft.pictures.iter().map(|draft| &draft.picture).filter(|picture| picture.file.is_some()) {
        contents.images.insert(picture.addresses.iter().map(|address| comparable(address)).collect());
        contents.links.extend(picture.link.iter().map(|address| comparable(address)));
    }
    contents
}

/// What the files say, together with what the report names as left out.
fn accounted(mut contents: Contents, account: &Accounting) -> Contents {
    for note in &account.notes {
        match note.what {
            NoteKind::EmptyLink | NoteKind::LinkOfCode | NoteKind::UnsafeAddress => {
                contents.links.insert(comparable(&note.text));
                contents.images.insert(std::iter::once(comparable(&note.text)).collect());
            }
            NoteKind::NotShown => {
                contents.add_words(&note.text);
                contents.links.insert(comparable(&note.text));
                contents.images.insert(std::iter::once(comparable(&note.text)).collect());
            }
            NoteKind::EmptyItem | NoteKind::NoAddress | NoteKind::Embedded | NoteKind::Plainer => {}
        }
    }
    for left_out in &account.words {
        contents.add_words(&left_out.text);
    }
    contents.said.extend(account.said.iter().map(|left_out| one_line(&left_out.text)));
    for left_out in &account.addresses {
        contents.links.insert(comparable(&left_out.text));
        contents.images.insert(std::iter::once(comparable(&left_out.text)).collect());
    }
    contents
}

/// Holds the draft and its account against the source. Beside the balance, what would show when a pointer rests on a link
/// that became something else.
pub(super) fn balance(source: &Contents, draft: &PostDraft) -> (Balance, Vec<LeftOut>) {
    let written = written(draft);
    let titles =
        LeftOut::all(sentence!("title of a link"), source.titles.difference(&written.titles).cloned()).collect();
    let of = |contents: &Contents, word: &String| contents.words.get(word).copied().unwrap_or_default();
    let words_written = source.words.iter().map(|(word, count)| (*count).min(of(&written, word))).sum();
    let accounted = accounted(written, &draft.account);
    let mut losses = Vec::new();
    for (word, count) in &source.words {
        let missing = count.saturating_sub(of(&accounted, word));
        losses.extend(std::iter::repeat_n(Loss::Word(word.clone()), missing));
    }
    losses.extend(source.links.difference(&accounted.links).cloned().map(Loss::Link));
    let shown: BTreeSet<&String> = accounted.images.iter().flatten().collect();
    let is_lost = |known_as: &&BTreeSet<String>| !known_as.iter().any(|address| shown.contains(address));
    losses
        .extend(source.images.iter().filter(is_lost).filter_map(|known_as| known_as.first()).cloned().map(Loss::Image));
    let is_known = |address: &&String| accounted.links.contains(*address) || shown.contains(*address);
    losses.extend(source.any.iter().filter(|address| !is_known(address)).cloned().map(Loss::Link));
    losses.extend(source.said.difference(&accounted.said).cloned().map(Loss::Word));
    losses.sort();
    (Balance { words: source.words.values().sum(), words_written, losses }, titles)
}
