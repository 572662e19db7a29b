//! Shortcodes into the HTML that WordPress makes of them (`wp-includes/media.php`), as far as a text needs it.
//!
//! Comes in: content with `[caption …]` and the like; goes out: the same with figures, links and pictures in their
//! place, and notes. A shortcode that only a plug-in understands stays in the text as it is and is named; what merely
//! stands in brackets (`[sic]`, `[…]`, `[1]`) is text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::library::MediaLibrary;
use super::super::post::{ContentNote, ContentNoteKind};
use super::builders;
use super::elements::{block, figure, gallery_picture, is_address, is_picture, is_web_address, numbers_in};
use super::markup::{Piece, pieces};
use super::shortcode::{Shortcode, shortcode};

/// Shortcodes of WordPress itself that mean something in a text.
const KNOWN: [&str; 6] = ["audio", "caption", "embed", "gallery", "video", "wp_caption"];
/// Shortcodes of well-known plug-ins that are used without attributes and so look like a word in brackets.
const PLAIN_NAMES: [&str; 8] =
    ["archives", "breadcrumb", "contact-form", "playlist", "products", "related-posts", "toc", "tribe-events"];
/// What a shortcode can ask for.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub library: &'a MediaLibrary,
    /// The number of the post.
    pub post: Option<u64>,
}

/// Puts HTML in the place of the shortcodes.
pub(super) fn expand(text: &str, surroundings: Surroundings<'_>, notes: &mut Vec<ContentNote>) -> String {
    if !text.contains('[') {
        return text.to_owned();
    }
    let mut expansion =
        Expansion { text, surroundings, notes, html: String::new(), written: 0, closings: BTreeMap::new() };
    for range in text_ranges(text) {
        expansion.range(range);
    }
    expansion.write_up_to(text.len());
    expansion.html
}

/// Where a shortcode may begin: between tags, and not in what shows its brackets (`pre`, `code`, `script` …).
fn text_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut position, mut in_code) = (0, 0_usize);
    for piece in pieces(text) {
        let end = position + piece.source().len();
        match piece {
            Piece::Text(_) if in_code == 0 => ranges.push(position..end),
            Piece::Open(_) if piece.is_named(&["code", "kbd"]) => in_code += 1,
            Piece::Close(_) if piece.is_named(&["code", "kbd"]) => in_code = in_code.saturating_sub(1),
            _ => {}
        }
        position = end;
    }
    ranges
}

struct Expansion<'a, 'n> {
    text: &'a str,
    surroundings: Surroundings<'a>,
    notes: &'n mut Vec<ContentNote>,
    html: String,
    /// Up to where the text is in `html`, in one form or the other.
    written: usize,
    /// The next end tag of each name that was looked for; none where there is no more.
    closings: BTreeMap<String, Option<Range<usize>>>,
}

impl Expansion<'_, '_> {
    fn range(&mut self, range: Range<usize>) {
        let mut position = range.start.max(self.written);
        while position < range.end
            && let Some(found) = self.text[position..range.end].find('[')
        {
            let start = position + found;
            position = self.bracket(start);
        }
    }

    fn write_up_to(&mut self, end: usize) {
        if self.written < end {
            self.html.push_str(&self.text[self.written..end]);
            self.written = end;
        }
    }

    /// Puts HTML in the place of a stretch of the text; gives the place to go on from.
    fn replace(&mut self, range: Range<usize>, html: &str) -> usize {
        self.write_up_to(range.start);
        self.html.push_str(html);
        self.written = range.end;
        range.end
    }

    /// Reads the bracket at `start`; gives the place to go on from.
    fn bracket(&mut self, start: usize) -> usize {
        let text = self.text;
        if text[start..].starts_with("[[")
            && let Some(end) = self.escaped(start)
        {
            return self.replace(start..end, &text[start + 1..end - 1]);
        }
        if let Some(end) = module_end(&text[start..]) {
            return self.replace(start..start + end, "\n\n");
        }
        let Some(code) = shortcode(&text[start..]) else { return start + 1 };
        let inside = start + code.length;
        if builders::is_module(code.name) {
            self.note(ContentNoteKind::LayoutShortcode, code.name);
            let html = builders::shown(&code, self.surroundings.library);
            for address in builders::addresses(&code).filter(|address| !html.contains(address.as_str())) {
                self.note(ContentNoteKind::ShortcodeAddress, &address);
            }
            return self.replace(start..inside, &html);
        }
        let closing = (!code.closes_itself).then(|| self.closing(inside, code.name)).flatten();
        let content = closing.as_ref().map(|closing| &text[inside..closing.start]);
        let end = closing.as_ref().map_or(inside, |closing| closing.end);
        match self.known(&code, content) {
            Some(html) => self.replace(start..end, &html),
            None => {
                if looks_registered(&code, content.is_some()) {
                    self.note(ContentNoteKind::UnknownShortcode, code.name);
                    // It stands in the text as words; nobody can follow it there.
                    for (_, value) in code.attributes.iter().filter(|(_, value)| is_web_address(value.trim())) {
                        self.note(ContentNoteKind::ShortcodeAddress, value.trim());
                    }
                }
                inside
            }
        }
    }

    /// `[[caption]]` and `[[caption]…[/caption]]` show the shortcode itself: the end of the outer brackets.
    fn escaped(&mut self, start: usize) -> Option<usize> {
        let code = shortcode(&self.text[start + 1..])?;
        if !KNOWN.contains(&code.name) {
            return None;
        }
        let inside = start + 1 + code.length;
        if self.text[inside..].starts_with(']') {
            return Some(inside + 1);
        }
        let end = self.closing(inside, code.name)?.end;
        self.text[end..].starts_with(']').then_some(end + 1)
    }

    /// Where the next `[/name]` stands. WordPress does not nest a shortcode in itself.
    fn closing(&mut self, from: usize, name: &str) -> Option<Range<usize>> {
        if let Some(known) = self.closings.get(name)
            && known.as_ref().is_none_or(|range| range.start >= from)
        {
            return known.clone();
        }
        let tag = format!("[/{name}]");
        let found = self.text[from..].find(&tag).map(|at| from + at..from + at + tag.len());
        self.closings.insert(name.to_owned(), found.clone());
        found
    }

    fn known(&mut self, code: &Shortcode<'_>, content: Option<&str>) -> Option<String> {
        match code.name {
            "caption" | "wp_caption" => Some(self.caption(code, content?)),
            "gallery" => self.gallery(code),
            "embed" => {
                let address = content.map(str::trim).filter(|content| !content.is_empty());
                let address = address.or_else(|| code.attribute("src")).filter(|address| is_web_address(address))?;
                self.note(ContentNoteKind::EmbeddedAsLink, address);
                Some(block(&format!("<p><a href=\"{address}\">{address}</a></p>")))
            }
            "audio" => media(code, &["src", "mp3", "m4a", "ogg", "wav", "wma", "flac"], "audio"),
            "video" => media(code, &["src", "mp4", "m4v", "webm", "ogv", "flv", "wmv"], "video"),
            _ => None,
        }
    }

    /// `[caption …]<img> text[/caption]`, or before WordPress 3.4 `[caption caption="text"]<img>[/caption]`.
    fn caption(&mut self, code: &Shortcode<'_>, content: &str) -> String {
        let mut expanded = Vec::new();
        let content = expand(content, self.surroundings, &mut expanded);
        self.notes.append(&mut expanded);
        let (picture, after) = split_after_picture(&content);
        let caption = Some(after.trim()).filter(|after| !after.is_empty()).or_else(|| code.attribute("caption"));
        block(&figure(picture.trim(), caption))
    }

    fn gallery(&mut self, code: &Shortcode<'_>) -> Option<String> {
        let numbers = |name: &str| code.attribute(name).map(numbers_in);
        let library = self.surroundings.library;
        let excluded = numbers("exclude").unwrap_or_default();
        let wanted = numbers("ids").or_else(|| numbers("include")).unwrap_or_else(|| {
            let post = code.attribute("id").and_then(|id| id.parse().ok()).or(self.surroundings.post);
            let files = post.and_then(|post| library.of_post.get(&post)).cloned().unwrap_or_default();
            files
                .into_iter()
                .filter(|id| !excluded.contains(id) && library.by_id.get(id).is_some_and(|address| is_picture(address)))
                .collect()
        });
        let (found, missing): (Vec<u64>, Vec<u64>) = wanted.into_iter().partition(|id| library.by_id.contains_key(id));
        if found.is_empty() {
            let ids: Vec<String> = missing.iter().map(u64::to_string).collect();
            self.note(ContentNoteKind::GalleryWithoutPictures, &ids.join(", "));
            return None;
        }
        for id in missing {
            self.note(ContentNoteKind::MissingGalleryPicture, &id.to_string());
        }
        Some(found.into_iter().map(|id| block(&gallery_picture(id, library))).collect())
    }

    fn note(&mut self, what: ContentNoteKind, text: &str) {
        self.notes.push(ContentNote { what, text: text.to_owned() });
    }
}

/// How long the end tag of a page builder's module is, if `text` begins with one.
fn module_end(text: &str) -> Option<usize> {
    const LONGEST_NAME: usize = 60;
    let name = text.strip_prefix("[/")?;
    let end = name.char_indices().take(LONGEST_NAME).find(|(_, character)| *character == ']')?.0;
    builders::is_module(&name[..end]).then_some("[/".len() + end + "]".len())
}

/// Would somebody have registered it? A word in brackets alone is text.
fn looks_registered(code: &Shortcode<'_>, has_content: bool) -> bool {
    let name = code.name;
    let is_lower = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte));
    let has_named_attribute = code.attributes.iter().any(|(name, _)| !name.is_empty());
    KNOWN.contains(&name)
        || PLAIN_NAMES.contains(&name)
        || has_content
        || has_named_attribute
        || (is_lower && name.contains('_'))
}

/// The content up to its picture with the link around it, and what comes after.
fn split_after_picture(content: &str) -> (&str, &str) {
    let pieces = pieces(content);
    let Some(picture) = pieces.iter().position(|piece| piece.is_named(&["img", "video", "audio", "iframe"])) else {
        return ("", content);
    };
    let is_link_end = |piece: &Piece<'_>| matches!(piece, Piece::Close(_)) && piece.is_named(&["a"]);
    let is_blank = |piece: &Piece<'_>| piece.source().trim().is_empty();
    let after = pieces[picture + 1..].iter().position(|piece| !is_blank(piece)).map(|index| picture + 1 + index);
    let last = after.filter(|index| is_link_end(&pieces[*index])).unwrap_or(picture);
    content.split_at(pieces[..=last].iter().map(|piece| piece.source().len()).sum())
}

/// The first address among the attributes, as the element that shows it; without one the shortcode stays.
fn media(code: &Shortcode<'_>, names: &[&str], element: &str) -> Option<String> {
    let unnamed = code.attributes.iter().filter(|(name, _)| name.is_empty()).map(|(_, value)| *value);
    let address =
        names.iter().filter_map(|name| code.attribute(name)).chain(unnamed).find(|value| is_address(value))?;
    Some(block(&format!("<p><{element} src=\"{address}\"></{element}></p>")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str) -> (String, Vec<(ContentNoteKind, String)>) {
        let mut library = MediaLibrary::default();
        for (id, name) in [(7, "a&b.jpg"), (8, "c.PNG"), (9, "talk.mp3")] {
            library.by_id.insert(id, format!("https://a.org/{name}"));
        }
        library.captions.insert(8, "A <em>view</em>".into());
        library.alternatives.insert(7, "\"old\" town".into());
        library.of_post.insert(3, vec![7, 8, 9]);
        let mut notes = Vec::new();
        let html = expand(text, Surroundings { library: &library, post: Some(3) }, &mut notes);
        (html.replace('\n', ""), notes.into_iter().map(|note| (note.what, note.text)).collect())
    }

    #[test]
    fn captions_become_figures() {
        let expected = "a<figure class=\"wp-caption\"><a href=\"b\"><img src=\"c\"></a><figcaption>A <i>b</i>.</figcaption></figure>d";
        let text = "a[caption id=\"x\" width=\"3\"]<a href=\"b\"><img src=\"c\"></a> A <i>b</i>.[/caption]d";
        assert_eq!(expanded(text), (expected.to_owned(), vec![]));
        let old = "a[wp_caption caption='A <i>b</i>.']<a href=\"b\"><img src=\"c\"></a>[/wp_caption]d";
        assert_eq!(expanded(old).0, expected);
    }

    #[test]
    fn galleries_show_the_pictures_that_are_known() {
        let first = "<figure class=\"wp-caption\"><img src=\"https://a.org/a&amp;b.jpg\" alt=\"&quot;old&quot; town\"></figure>";
        let second = "<figure class=\"wp-caption\"><img src=\"https://a.org/c.PNG\" alt=\"\"><figcaption>A <em>view</em></figcaption></figure>";
        let (html, notes) = expanded("[gallery ids=\"8,5,7\"]");
        assert_eq!(html, format!("{second}{first}"));
        assert_eq!(notes, [(ContentNoteKind::MissingGalleryPicture, "5".to_owned())]);
        assert_eq!(expanded("[gallery columns=2]").0, format!("{first}{second}"));
        assert_eq!(expanded("[gallery exclude=7]").0, second);
    }

    #[test]
    fn a_gallery_without_pictures_stays_and_is_reported() {
        let (html, notes) = expanded("a [gallery ids=\"1,2\"] b");
        assert_eq!(html, "a [gallery ids=\"1,2\"] b");
        assert_eq!(notes[0], (ContentNoteKind::GalleryWithoutPictures, "1, 2".to_owned()));
    }

    #[test]
    fn films_and_sounds_keep_their_address() {
        assert_eq!(
            expanded("[embed width=3]https://a.org/v?a=1&b=2[/embed]").0,
            "<p><a href=\"https://a.org/v?a=1&b=2\">https://a.org/v?a=1&b=2</a></p>"
        );
        assert_eq!(expanded("[audio https://a.org/x.mp3]").0, "<p><audio src=\"https://a.org/x.mp3\"></audio></p>");
        assert_eq!(expanded("[video width=\"6\" mp4=\"/x.mp4\"][/video]").0, "<p><video src=\"/x.mp4\"></video></p>");
    }

    #[test]
    fn unknown_shortcodes_stay_and_are_named_once_each() {
        let text = "[one_half]a [contact-form-7 id=\"5\"][/one_half] [box]b[/box]";
        let (html, notes) = expanded(text);
        assert_eq!(html, text);
        let names: Vec<&str> = notes.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["one_half", "contact-form-7", "box"]);
        assert!(notes.iter().all(|(what, _)| *what == ContentNoteKind::UnknownShortcode));
    }

    #[test]
    fn words_in_brackets_are_text() {
        for text in [
            "a [sic] b",
            "[…]",
            "[1]",
            "[Editor's note: x]",
            "[[Wiki page]]",
            "<a title=\"[gallery]\">",
            "<code>[gallery ids=1]</code>",
            "[note that a = b",
            "[citation needed]",
        ] {
            assert_eq!(expanded(text), (text.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn shortcodes_without_an_end_are_read_in_linear_time() {
        for open in ["[a_b]", "[caption]", "[a b=\"", "[[gallery]", "[a b='c' "] {
            let text = open.repeat(100_000);
            let surroundings = Surroundings { library: &MediaLibrary::default(), post: None };
            assert!(expand(&text, surroundings, &mut Vec::new()) == text, "{open}");
        }
    }

    #[test]
    fn escaped_shortcodes_show_themselves() {
        assert_eq!(expanded("[[caption]]").0, "[caption]");
        assert_eq!(expanded("a [[gallery ids=\"7\"]] b").0, "a [gallery ids=\"7\"] b");
        assert_eq!(expanded("[[caption]x[/caption]]").0, "[caption]x[/caption]");
    }
}
