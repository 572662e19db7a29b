//! Pictures as pages show them.

use super::Input;
use super::links::render_line;
use crate::markdown::{self, Loading};
use crate::model::Image;
use crate::theme::views::{ImageLinkView, ImageView};

/// A picture that a front matter names, if its file is there, or on a host that pages may ask.
pub(super) fn image_view(input: Input<'_>, image: &Image) -> Option<ImageView> {
    let site = input.site;
    let Some(file) = &image.file else { return allowed_view(input, image) };
    let picture = site.files.picture(file);
    let routes = &site.routes;
    Some(ImageView {
        url: picture.map_or_else(|| routes.link(&site.asset(file)), |picture| picture.address(routes)),
        set: picture.map(|picture| picture.set(routes)).unwrap_or_default(),
        webp_set: picture.map(|picture| picture.webp_set(routes)).unwrap_or_default(),
        alt: image.alt.clone(),
        caption_html: image.caption.as_deref().map(|caption| render_line(input, caption)),
        credit: image.credit.clone(),
        width: picture.and_then(|picture| picture.width),
        height: picture.and_then(|picture| picture.height),
        color: picture.and_then(|picture| picture.color.clone()),
    })
}

/// A picture on another host that pages may ask.
fn allowed_view(input: Input<'_>, image: &Image) -> Option<ImageView> {
    let address = image.elsewhere().filter(|address| input.site.config.unnamed_host(address).is_none())?;
    Some(ImageView {
        url: address.to_owned(),
        set: String::new(),
        webp_set: String::new(),
        alt: image.alt.clone(),
        caption_html: image.caption.as_deref().map(|caption| render_line(input, caption)),
        credit: image.credit.clone(),
        width: None,
        height: None,
        color: None,
    })
}

/// A picture on another host that no page asks. Of one that stood on the host of this site before the site did, only the
/// caption is left: it most likely is there no more.
pub(super) fn image_link_view(input: Input<'_>, image: &Image) -> Option<ImageLinkView> {
    let address = image.elsewhere().filter(|address| input.site.config.unnamed_host(address).is_some())?;
    let is_linked = input.site.config.foreign_host(address).is_some();
    if !is_linked && image.caption.is_none() {
        return None;
    }
    let alt = Some(&image.alt).filter(|alt| !alt.trim().is_empty());
    Some(ImageLinkView {
        url: if is_linked { address.to_owned() } else { String::new() },
        title: alt.cloned().unwrap_or_else(|| markdown::file_name(address)),
        caption_html: image.caption.as_deref().map(|caption| render_line(input, caption)),
        credit: image.credit.clone(),
    })
}

/// A picture of a text, as its page shows it.
pub(super) fn in_page(input: Input<'_>, from: &str, target: &str) -> Option<markdown::Picture> {
    let routes = &input.site.routes;
    input.site.picture(from, target).map(|picture| markdown::Picture {
        address: picture.address(routes),
        set: picture.set(routes),
        webp_set: picture.webp_set(routes),
        width: picture.width,
        height: picture.height,
        color: picture.color.clone(),
    })
}

/// The same for feed readers, which know the page's sizes and colours little.
pub(super) fn in_feed(input: Input<'_>, from: &str, target: &str) -> Option<markdown::Picture> {
    input.site.picture(from, target).map(|picture| markdown::Picture {
        address: picture.absolute_address(&input.site.routes),
        width: picture.width,
        height: picture.height,
        ..markdown::Picture::default()
    })
}

/// When the first picture of a text is fetched: at once, unless a picture stands above the text.
pub(super) fn first_loading(above: Option<&Image>) -> Loading {
    if above.is_some_and(|image| image.file.is_some()) { Loading::Lazy } else { Loading::Eager }
}
