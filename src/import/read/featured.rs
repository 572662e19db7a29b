//! The featured image of a post, which stands in no text.
//!
//! Comes in: a post with its draft; goes out: the draft with the image in its place. It becomes the picture of the case
//! where the post has one city and no other picture of it, else that of the article. Where the article shows it already, the
//! report says so.

use super::accounting::LeftOut;
use super::draft::PostDraft;
use super::tree::{caption_markdown, is_same_picture};
use crate::base::fold::one_line;
use crate::base::url::is_web_address;
use crate::html::{clean, parse_fragment, without_controls};
use crate::import::input::{Featured, Post};
use crate::model::Image;

/// Puts the featured image of a post into its place.
pub(super) fn place_featured(post: &Post, draft: &mut PostDraft) {
    let Some(featured) = &post.featured else { return };
    let addresses = addresses(featured, post.link.as_deref());
    let is_same = |others: &[String]| others.iter().any(|other| is_same_picture(other, &addresses[0]));
    let reason = if !is_web_address(&addresses[0]) {
        Some(sentence!("featured image whose address leads nowhere"))
    } else if draft.pictures.iter().any(|text| text.city.is_none() && is_same(&text.picture.addresses)) {
        Some(sentence!("featured image, which stands in the text of the article"))
    } else if let [city] = &draft.cities[..]
        && is_same(&city.image_addresses)
    {
        Some(sentence!("featured image, which is the picture of the case"))
    } else {
        None
    };
    if let Some(reason) = reason {
        draft.account.addresses.extend(LeftOut::all(reason, addresses));
        return;
    }
    let in_text = draft.pictures.iter().any(|text| is_same(&text.picture.addresses));
    let image = Some(image(featured, &addresses[0]));
    match &mut draft.cities[..] {
        [city] if city.case.image.is_none() && !in_text => {
            (city.case.image, city.image_addresses) = (image, addresses);
        }
        _ => (draft.article.image, draft.image_addresses) = (image, addresses),
    }
}

/// The addresses of a featured image, made whole; there is always one.
pub(super) fn addresses(featured: &Featured, post: Option<&str>) -> Vec<String> {
    let base = post.and_then(|link| url::Url::parse(link).ok());
    let whole = base.and_then(|base| base.join(&featured.address).ok()).map(String::from);
    vec![whole.filter(|_| !featured.address.contains("://")).unwrap_or_else(|| featured.address.clone())]
}

fn image(featured: &Featured, address: &str) -> Image {
    let mut caption = parse_fragment(&featured.caption).document;
    clean(&mut caption);
    Image {
        source: Some(address.to_owned()),
        alt: one_line(&without_controls(&featured.alternative)),
        caption: caption_markdown(&caption, caption.root()),
        ..Image::default()
    }
}
