//! The elements that shortcodes become, and what their attributes hold.

use std::collections::BTreeMap;

use super::super::library::MediaLibrary;

/// Pictures are told from other files by their ending; the export does not name the type of a file.
const PICTURE_ENDINGS: [&str; 10] = ["avif", "bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tiff", "webp"];

/// A picture with its caption.
pub(super) fn figure(picture: &str, caption: Option<&str>) -> String {
    let caption = caption.map(|caption| format!("<figcaption>{caption}</figcaption>")).unwrap_or_default();
    format!("<figure class=\"wp-caption\">{picture}{caption}</figure>")
}

/// A picture of the media library with its caption.
pub(super) fn gallery_picture(id: u64, library: &MediaLibrary) -> String {
    let text = |value: &str| value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let of = |map: &BTreeMap<u64, String>| map.get(&id).cloned().unwrap_or_default();
    let picture = format!("<img src=\"{}\" alt=\"{}\">", text(&of(&library.by_id)), text(&of(&library.alternatives)));
    figure(&picture, library.captions.get(&id).map(String::as_str))
}

/// A block among paragraphs.
pub(super) fn block(html: &str) -> String {
    format!("\n\n{html}\n\n")
}

/// The numbers in a list.
pub(super) fn numbers_in(list: &str) -> Vec<u64> {
    list.split([',', ' ']).filter_map(|number| number.trim().parse().ok()).collect()
}

/// Does an address end as those of pictures do?
pub(in crate::import) fn is_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(_, ending)| PICTURE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Is it an address that can stand in an attribute as it is?
pub(super) fn is_web_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && is_address(text)
}

/// Does a text hold nothing that no address has?
pub(super) fn is_address(text: &str) -> bool {
    !text.contains(|character: char| character.is_whitespace() || "<>\"".contains(character))
        && text.contains(['/', '.'])
}
