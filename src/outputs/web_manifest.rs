//! What browsers need to install the site as a program of its own: a web manifest for each edition
//! (<https://www.w3.org/TR/appmanifest/>), and icons, which all editions share.
//!
//! Icons show the logo of the site; where it has none, or a drawing, they are those of the site theme.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::Input;
use super::artifact::{Artifact, Content};
use super::colours::{Scheme, colour};
use crate::site::Site;
use crate::theme::{Theme, direction};

/// The file of a site theme that is the icon of its pages.
const ICON_OF_PAGES: &str = "favicon.svg";
/// The icons: name, side in pixels, and whether systems may cut it to a shape of theirs.
const ICONS: [(&str, u32, bool); 3] =
    [("icon-192.png", 192, false), ("icon-512.png", 512, false), ("icon-maskable-512.png", 512, true)];
/// The one that telephones of Apple ask for.
const TOUCH_ICON: (&str, u32, bool) = ("apple-touch-icon.png", 180, false);

/// Plans `/manifest.webmanifest`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    if !input.site.has_web_manifest() {
        return Vec::new();
    }
    let manifest = format!("{:#}\n", manifest(input));
    let content = Content::Bytes(Cow::Owned(manifest.into_bytes()));
    vec![Artifact::file(input.site.routes.web_manifest(), "the web manifest", content).giving_way()]
}

/// Plans `/icon-192.png` and the others, where they show a logo.
pub(super) fn plan_icons(input: Input<'_>) -> Vec<Artifact<'_>> {
    let icons = ICONS.into_iter().chain([TOUCH_ICON]);
    let icon = |(name, side, is_maskable)| {
        let content = of_logo::content(input.site, side, is_maskable)?;
        Some(Artifact::file(input.site.routes.icon(name), "an icon of the site", content).giving_way())
    };
    if input.site.has_web_manifest() { icons.filter_map(icon).collect() } else { Vec::new() }
}

/// The link to the icon for telephones of Apple; empty where there is none.
pub(super) fn touch_icon(site: &Site, theme: &Theme) -> String {
    if !site.has_web_manifest() {
        return String::new();
    }
    icon(site, theme, TOUCH_ICON.0).unwrap_or_default()
}

/// The link to an icon. A theme that has an icon of pages of its own, and none of these, has no use for those of the program.
fn icon(site: &Site, theme: &Theme, name: &str) -> Option<String> {
    if of_logo::is_there(site) {
        return Some(site.routes.link(&site.routes.icon(name)));
    }
    let file = format!("icons/{name}");
    let is_of_theme = theme.has_own_static(&file) || !theme.has_own_static(ICON_OF_PAGES);
    theme.static_file(&file).filter(|_| is_of_theme).map(|file| site.routes.link(&site.routes.theme_file(file)))
}

fn manifest(input: Input<'_>) -> Value {
    let Input { site, theme, .. } = input;
    let Site { config, routes, .. } = site;
    let home = routes.link(&routes.home());
    let paper = colour(config, Scheme::Light, "paper");
    let mut manifest = json!({
        "name": config.title,
        "short_name": super::search::short_name(&config.title),
        "lang": config.language,
        "dir": direction(&config.language),
        "id": home,
        "start_url": home,
        // The other languages belong to it: the switch of languages does not lead out of it.
        "scope": routes.root(),
        // Readers follow links and go back.
        "display": "minimal-ui",
        "theme_color": paper,
        "background_color": paper,
        "icons": icons(site, theme),
    });
    let about = if config.description.is_empty() { &config.tagline } else { &config.description };
    if let Some(fields) = manifest.as_object_mut().filter(|_| !about.is_empty()) {
        fields.insert("description".to_owned(), about.as_str().into());
    }
    manifest
}

fn icons(site: &Site, theme: &Theme) -> Vec<Value> {
    let pictures = ICONS.into_iter().filter_map(|(name, side, is_maskable)| {
        let purpose = if is_maskable { "maskable" } else { "any" };
        let address = icon(site, theme, name)?;
        Some(json!({ "src": address, "sizes": format!("{side}x{side}"), "type": "image/png", "purpose": purpose }))
    });
    let drawing = theme.static_file(ICON_OF_PAGES).filter(|_| !of_logo::is_there(site)).map(|file| {
        let address = site.routes.link(&site.routes.theme_file(file));
        json!({ "src": address, "sizes": "any", "type": "image/svg+xml", "purpose": "any" })
    });
    pictures.chain(drawing).collect()
}

#[cfg(not(feature = "share-cards"))]
mod of_logo {
    use super::{Content, Site};

    pub(super) fn is_there(_: &Site) -> bool {
        false
    }

    pub(super) fn content(_: &Site, _: u32, _: bool) -> Option<Content<'_>> {
        None
    }
}

#[cfg(feature = "share-cards")]
mod of_logo {
    use super::super::artifact::{MadeFile, Purpose};
    use super::super::colours::card_colours;
    use super::{Content, Scheme, Site};
    use crate::base::digest::Digester;
    use crate::images::fitted;
    use crate::share_card::{Icon, draw_icon};
    use crate::site::Published;

    /// Has the site a logo that can be put on icons?
    pub(super) fn is_there(site: &Site) -> bool {
        logo(site).is_some()
    }

    fn logo(site: &Site) -> Option<(&str, &Published)> {
        site.files.largest(&site.config.identity.logo.as_ref()?.text)
    }

    /// The logo as an icon.
    pub(super) fn content(site: &Site, side: u32, is_maskable: bool) -> Option<Content<'_>> {
        let (name, published) = logo(site)?;
        let icon = Icon { side, is_maskable };
        let paper = card_colours(&site.config, Scheme::Light, None).paper;
        let draw = Box::new(move |purpose, shown: &[u8]| {
            let mut key = Digester::new("icon");
            // The name holds the fingerprint of the picture.
            key.value(&(side, is_maskable, paper, name));
            let drawn = || fitted(shown, icon.room()).map(|logo| draw_icon(icon, &logo, paper)).unwrap_or_default();
            MadeFile { key: key.finish(), bytes: if purpose == Purpose::Key { Vec::new() } else { drawn() } }
        });
        Some(Content::Drawn { shown: Some(published), draw })
    }
}
