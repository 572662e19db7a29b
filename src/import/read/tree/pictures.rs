//! Pictures, their captions and their addresses.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fold::fold;
use crate::base::fold::one_line;
use crate::base::url::{is_web_address, percent_decode};
use crate::html::{Document, MarkdownOptions, NodeId, SRCSET_ATTRIBUTES, srcset, to_markdown};
use crate::model::Image;

/// A block that is a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import::read) struct PictureBlock {
    /// The picture.
    pub image: Image,
    /// Its addresses, the best first.
    pub addresses: Vec<String>,
    /// Did its block hold its caption?
    pub has_caption: bool,
}

/// Longer paragraphs are text, not captions.
const MAX_CAPTION: usize = 200;

/// A caption: what it says, in Markdown.
pub(in crate::import::read) fn caption_markdown(document: &Document, node: NodeId) -> Option<String> {
    let nodes: Vec<NodeId> = document.children(node).collect();
    let markdown = to_markdown(document, &nodes, MarkdownOptions::default()).markdown;
    let line = one_line(&markdown);
    (!line.is_empty()).then_some(line)
}

/// Reads a block that shows one picture and nothing else but its caption.
pub(in crate::import::read) fn picture(document: &Document, block: NodeId) -> Option<PictureBlock> {
    let mut pictures =
        document.descendants(block).chain(std::iter::once(block)).filter(|id| document.is_named(*id, &["img"]));
    let image = pictures.next()?;
    let shows_more = |id: NodeId| document.is_named(id, &["iframe", "video", "audio", "embed", "object", "hr"]);
    if pictures.next().is_some() || document.descendants(block).any(shows_more) {
        return None;
    }
    let is_caption = |id: NodeId| document.is_named(id, &["figcaption"]) || document.has_class(id, "wp-caption-text");
    let caption = document.descendants(block).find(|id| is_caption(*id) && !document.is_blank(*id));
    let caption = caption.or_else(|| caption_in_line(document, block));
    if document.text(block) != caption.map(|id| document.text(id)).unwrap_or_default() {
        return None;
    }
    let caption = caption.and_then(|id| caption_markdown(document, id));
    let addresses = candidates(document, image);
    // A case names where its picture is from, which is a whole address; any other stays in the text as it is.
    let source = addresses.first().filter(|address| is_web_address(address)).cloned()?;
    let alt = document.attribute(image, "alt").unwrap_or_default().trim().to_owned();
    Some(PictureBlock {
        has_caption: caption.is_some(),
        addresses,
        image: Image { source: Some(source), alt, caption, ..Image::default() },
    })
}

/// `<img><br><em>caption</em>`, as the classic editor has it: what is in italics is all that the block says.
fn caption_in_line(document: &Document, block: NodeId) -> Option<NodeId> {
    let has_break = document.descendants(block).any(|id| document.is_named(id, &["br"]));
    let is_slanted = |id: &NodeId| document.is_named(*id, &["em", "i", "small"]) && !document.is_blank(*id);
    let found = document.descendants(block).find(is_slanted).filter(|_| has_break)?;
    let text = document.text(found);
    (text == document.text(block) && text.chars().count() <= MAX_CAPTION).then_some(found)
}

/// The first picture of a gallery, with what holds its caption.
pub(in crate::import::read) fn first_of_gallery(document: &Document, block: NodeId) -> Option<NodeId> {
    let is_gallery = |id: NodeId| {
        let class = document.attribute(id, "class").unwrap_or_default();
        class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "gallery")
    };
    let images = document.descendants(block).filter(|id| document.is_named(*id, &["img"]));
    let images: Vec<NodeId> = images.collect();
    if images.len() < 2 || !(is_gallery(block) || document.descendants(block).any(is_gallery)) {
        return None;
    }
    let first = *images.first()?;
    let around = document.ancestors(first).take_while(|outer| *outer != block);
    let alone = around.filter(|outer| !document.descendants(*outer).any(|id| id != first && images.contains(&id)));
    Some(alone.last().unwrap_or(first))
}

/// The caption that a paragraph after a picture is: centred and short, or the name of the city itself.
pub(in crate::import::read) fn caption_after(document: &Document, block: NodeId, city: &str) -> Option<String> {
    let shows_more = |id: NodeId| document.is_named(id, &["img", "iframe", "video", "audio", "embed", "object"]);
    if !document.is_named(block, &["p"]) || document.descendants(block).any(shows_more) {
        return None;
    }
    let text = document.text(block);
    let style = document.attribute(block, "style").unwrap_or_default().replace(' ', "").to_lowercase();
    let is_centred = style.contains("text-align:center")
        || document.has_class(block, "has-text-align-center")
        || document.attribute(block, "align").is_some_and(|align| align.eq_ignore_ascii_case("center"));
    let is_name = fold(&text) == fold(city);
    let fits = !text.is_empty() && text.chars().count() <= MAX_CAPTION && !text.contains('\n');
    if fits && (is_centred || is_name) { caption_markdown(document, block) } else { None }
}

/// Every address under which a picture may be known: that of each copy, with and without its size.
pub(in crate::import::read) fn addresses(document: &Document, image: NodeId) -> BTreeSet<String> {
    let mut addresses = BTreeSet::new();
    for set in SRCSET_ATTRIBUTES.iter().filter_map(|name| document.attribute(image, name)) {
        addresses.extend(srcset(set).into_iter().map(|candidate| candidate.address.to_owned()));
    }
    for name in ["data-orig-file", "data-src", "data-lazy-src", "data-original", "data-lazy", "src"] {
        addresses.extend(document.attribute(image, name).map(str::trim).map(str::to_owned));
    }
    addresses.retain(|address| is_address(address));
    let full_size: Vec<String> = addresses.iter().map(|address| without_size(address)).collect();
    addresses.extend(full_size);
    addresses
}

/// The address of the picture in full size: the widest of `srcset`, else `src` (or what lazy loading left in `data-src`)
/// without the size that WordPress appends to smaller copies.
pub(in crate::import::read) fn full_size_address(document: &Document, image: NodeId) -> Option<String> {
    candidates(document, image).into_iter().next()
}

/// The addresses from which a picture may be had, the best first: full size, then the copy that the post shows. The full
/// size may be missing where somebody tidied up the uploads.
fn candidates(document: &Document, image: NodeId) -> Vec<String> {
    let attribute = |name: &str| document.attribute(image, name).map(str::trim).filter(|value| is_address(value));
    let widest = SRCSET_ATTRIBUTES.iter().filter_map(|name| document.attribute(image, name)).find_map(widest_of);
    let plain = ["data-orig-file", "data-src", "data-lazy-src", "src"].iter().find_map(|name| attribute(name));
    let shown = [widest, plain.map(str::to_owned)];
    let full_size = shown.iter().flatten().next().map(|address| without_size(address));
    let mut candidates = Vec::new();
    for address in full_size.into_iter().chain(shown.into_iter().flatten()) {
        if !candidates.contains(&address) {
            candidates.push(address);
        }
    }
    candidates
}

/// Are these addresses of one picture, in whatever size?
pub(in crate::import::read) fn is_same_picture(one: &str, other: &str) -> bool {
    // WordPress keeps what is larger than a screen as `name.jpg`, and shows `name-scaled.jpg`.
    let whole = |address: &str| {
        let plain = without_size(address.split(['?', '#']).next().unwrap_or_default());
        let plain = percent_decode(&plain).unwrap_or(plain);
        plain.replacen("-scaled.", ".", 1).replacen("https:", "http:", 1)
    };
    one == other || whole(one) == whole(other)
}

/// Files below `assets/`, by the best address of the picture as it stands in a post.
pub(in crate::import) type PictureFiles = BTreeMap<String, String>;

/// A picture within a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct TextPicture {
    /// Its addresses, the best first.
    pub addresses: Vec<String>,
    /// Where a link around it led, if that was the picture itself.
    pub link: Option<String>,
    /// The text for those who do not see it.
    pub alt: String,
    /// Its file below `assets/`, to which the text refers now.
    pub file: Option<String>,
}

/// The pictures within these blocks. Those that have a file refer to it from now on.
pub(in crate::import::read) fn take_over(
    document: &mut Document,
    blocks: &[NodeId],
    files: &PictureFiles,
) -> Vec<TextPicture> {
    let is_image = |id: &NodeId| document.is_named(*id, &["img"]);
    let images: Vec<NodeId> =
        blocks.iter().flat_map(|block| document.descendants(*block).filter(is_image).collect::<Vec<_>>()).collect();
    let mut pictures = Vec::new();
    for image in images {
        let candidates = candidates(document, image);
        let Some(best) = candidates.first() else { continue };
        let file = files.get(best).cloned();
        let link = document.parent(image).filter(|parent| document.is_named(*parent, &["a"])).and_then(|parent| {
            let address = document.attribute(parent, "href")?.trim().to_owned();
            addresses(document, image).contains(&address).then_some((parent, address))
        });
        let alt = document.attribute(image, "alt").unwrap_or_default().trim().to_owned();
        if let Some(file) = &file {
            if let Some((parent, _)) = &link {
                document.set_attribute(*parent, "href", &format!("/assets/{file}"));
            }
            let title = document.attribute(image, "title").unwrap_or_default().to_owned();
            // A new element: the old one's copies and lazy addresses would lead readers back to the old host.
            let own = document.new_element("img", &[("src", file), ("alt", &alt), ("title", &title)]);
            document.insert_before(image, own);
            document.detach(image);
        }
        let link = link.filter(|_| file.is_some()).map(|(_, address)| address);
        pictures.push(TextPicture { addresses: candidates, link, alt, file });
    }
    pictures
}

/// Lazy loading puts an inline picture where the address should be, and an editor may have left the name of a file of
/// their own machine there.
fn is_address(value: &str) -> bool {
    let is_scheme = |text: &str| text.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    match value.split_once(':') {
        Some((scheme, _)) if is_scheme(scheme) => is_web_address(value),
        _ => !value.is_empty(),
    }
}

fn widest_of(set: &str) -> Option<String> {
    let usable = srcset(set).into_iter().filter(|candidate| candidate.width > 0 && is_address(candidate.address));
    usable.max_by_key(|candidate| candidate.width).map(|candidate| candidate.address.to_owned())
}

/// Takes off the last `-1024x576` before the ending. Other sizes in the name are part of it.
fn without_size(address: &str) -> String {
    let Some((stem, ending)) = address.rsplit_once('.') else { return address.to_owned() };
    let Some((name, size)) = stem.rsplit_once('-') else { return address.to_owned() };
    let is_size = size.split_once('x').is_some_and(|(width, height)| {
        let number = |text: &str| (2..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        number(width) && number(height)
    });
    if is_size && !ending.contains('/') { format!("{name}.{ending}") } else { address.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse_fragment;

    fn read(html: &str) -> Option<PictureBlock> {
        let document = parse_fragment(html).document;
        let block = document.first_child(document.root()).unwrap();
        picture(&document, block)
    }

    #[test]
    fn only_the_last_size_is_taken_off() {
        assert_eq!(
            without_size("https://a.org/b_1150x663_438x353-1024x590.jpg"),
            "https://a.org/b_1150x663_438x353.jpg"
        );
        assert_eq!(without_size("https://a.org/68.jpg"), "https://a.org/68.jpg");
        assert_eq!(without_size("https://a.org/9B7C-8B50-1024x512.jpg"), "https://a.org/9B7C-8B50.jpg");
        assert_eq!(without_size("https://a.org/x-large.jpg"), "https://a.org/x-large.jpg");
    }

    #[test]
    fn the_widest_candidate_wins_and_lazy_pictures_are_found() {
        let html = r#"<p><img src="data:image/gif;base64,R0" data-src="https://a.org/x-300x200.jpg" srcset="https://a.org/x-300x200.jpg 300w, https://a.org/x.jpg 1600w"></p>"#;
        assert_eq!(read(html).unwrap().image.source.unwrap(), "https://a.org/x.jpg");
        let lazy = r#"<figure><a href="x"><img src="data:image/gif;base64,R0" data-src="https://a.org/x-300x200.jpg" alt="A"></a><figcaption>A caption</figcaption></figure>"#;
        let picture = read(lazy).unwrap();
        assert_eq!(
            (picture.image.source.as_deref(), picture.image.caption.as_deref(), picture.image.alt.as_str()),
            (Some("https://a.org/x.jpg"), Some("A caption"), "A")
        );
    }

    #[test]
    fn a_picture_whose_host_nobody_knows_is_text() {
        assert_eq!(read("<p><img src='/uploads/x.jpg'></p>"), None);
    }

    #[test]
    fn words_in_italics_below_a_picture_are_its_caption() {
        let caption = |html: &str| read(html).and_then(|picture| picture.image.caption);
        assert_eq!(caption("<p><img src='https://a.org/x.jpg'><br><em>The port</em></p>").as_deref(), Some("The port"));
        assert_eq!(caption("<p><img src='https://a.org/x.jpg'><br><em>The</em> port</p>"), None);
    }

    #[test]
    fn the_first_picture_of_a_gallery_has_its_caption() {
        let html = "<figure class=wp-block-gallery><ul><li><figure><img src=a><figcaption>A</figcaption></figure></li><li><img src=b></li></ul></figure>";
        let document = parse_fragment(html).document;
        let gallery = document.first_child(document.root()).unwrap();
        let first = first_of_gallery(&document, gallery).unwrap();
        assert_eq!((document.name(first), document.text(first).as_str()), (Some("li"), "A"));
        let other = parse_fragment("<figure><img src=a><img src=b></figure>").document;
        assert_eq!(first_of_gallery(&other, other.first_child(other.root()).unwrap()), None);
    }

    #[test]
    fn a_paragraph_with_text_beside_its_picture_is_text() {
        assert_eq!(read("<p><img src='https://a.org/x.jpg'> and text</p>"), None);
        assert_eq!(read("<p><img src='https://a.org/x.jpg'><img src='https://a.org/y.jpg'></p>"), None);
    }
}
