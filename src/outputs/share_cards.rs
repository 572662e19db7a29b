//! Share cards: the pictures of cases and of the site that services show where somebody shares an address (Open Graph,
//! <https://ogp.me>). A case with a picture of its own needs none: that is shown.

use super::Input;
use super::artifact::Artifact;
use crate::base::url::SitePath;

/// Plans `/share.png` and `/cases/<slug>/share.png`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    made::plan(input)
}

/// The card of a case; none where it has a picture, or where no cards are made.
pub(super) fn card_of_case(input: Input<'_>, index: usize) -> Option<SitePath> {
    let case = &input.site.cases[index].case;
    let picture = case.image.as_ref().and_then(|image| image.file.as_deref());
    let is_made = picture.is_none_or(|file| !is_for_previews(file)) && can_be_made(input, &case.title);
    is_made.then(|| input.site.routes.share_card(case.address()))
}

/// Can link previews show a picture? None of them draws SVG.
pub(super) fn is_for_previews(file: &str) -> bool {
    !file.to_ascii_lowercase().ends_with(".svg")
}

/// The card of the site, which pages without a picture have.
pub(super) fn card_of_site(input: Input<'_>) -> Option<SitePath> {
    can_be_made(input, &input.site.config.title).then(|| input.site.routes.site_card())
}

fn can_be_made(input: Input<'_>, title: &str) -> bool {
    input.site.has_share_cards() && made::is_drawable(title)
}

#[cfg(not(feature = "share-cards"))]
mod made {
    use super::{Artifact, Input};

    pub(super) fn is_drawable(_: &str) -> bool {
        false
    }

    pub(super) fn plan(_: Input<'_>) -> Vec<Artifact<'_>> {
        Vec::new()
    }
}

#[cfg(feature = "share-cards")]
mod made {
    use super::super::artifact::{Content, MadeFile, Purpose};
    use super::super::colours::{Scheme, card_colours};
    use super::super::covers::others;
    use super::super::subjects::{case_colour, on_cover, themes};
    use super::{Artifact, Input, card_of_case, card_of_site};
    use crate::base::digest::Digester;
    use crate::map::{Cover, cover};
    use crate::places::Coordinates;
    pub(super) use crate::share_card::is_drawable;
    use crate::share_card::{ShareCard, draw};
    use crate::site::Site;
    use crate::theme::direction;

    /// Where a city lies, and those that its cover has lines to.
    struct City {
        at: Option<Coordinates>,
        others: Vec<Coordinates>,
    }

    pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
        let site = input.site;
        let of_site = card_of_site(input).map(|path| {
            let content = content(move || (site_card(input), City { at: None, others: Vec::new() }));
            Artifact::file(path, "the share card of the site", content)
        });
        let of_case = |index: &usize| {
            let index = *index;
            let path = card_of_case(input, index)?;
            let entry = &site.cases[index];
            let city = move || City { at: entry.coordinates(), others: others(site, index) };
            let content = content(move || (case_card(input, index), city()));
            Some(Artifact::file(path, entry.text.path(), content))
        };
        of_site.into_iter().chain(site.cases_by_path().iter().filter_map(of_case)).collect()
    }

    /// A card that is drawn when its file is needed.
    fn content<'a>(card: impl Fn() -> (ShareCard, City) + Send + Sync + 'a) -> Content<'a> {
        let draw = Box::new(move |purpose, _: &[u8]| {
            let (card, City { at, others }) = card();
            let mut key = Digester::new("share card");
            let ShareCard { label, title, text, site, host, place, chips, cover: _, colours, is_rtl } = &card;
            key.value(&(label, title, text, site, host, place, chips, colours, is_rtl)).value(&(at, &others));
            let bytes = match purpose {
                Purpose::Key => Vec::new(),
                Purpose::Page => draw(&ShareCard { cover: cover(at, &others), ..card }),
            };
            MadeFile { key: key.finish(), bytes }
        });
        Content::Drawn { shown: None, draw }
    }

    /// A text, or nothing where the faces lack some of its letters.
    fn if_drawable(text: &str) -> String {
        if is_drawable(text) { text.to_owned() } else { String::new() }
    }

    fn site_card(input: Input<'_>) -> ShareCard {
        let Site { config, routes, .. } = input.site;
        let text = if config.tagline.is_empty() { &config.description } else { &config.tagline };
        let publisher = config.publisher.as_ref().map_or("", |publisher| publisher.name.as_str());
        let host = routes.host();
        ShareCard {
            label: String::new(),
            title: config.title.clone(),
            text: if_drawable(text),
            site: if_drawable(publisher),
            // Once is enough.
            host: if host == publisher { String::new() } else { host.to_owned() },
            place: String::new(),
            chips: Vec::new(),
            cover: Cover::default(),
            colours: card_colours(config, Scheme::Light, None),
            is_rtl: direction(&config.language) == "rtl",
        }
    }

    fn case_card(input: Input<'_>, index: usize) -> ShareCard {
        let Input { site, theme, .. } = input;
        let entry = &site.cases[index];
        let (mut chips, more) = on_cover(site, index);
        chips.retain(|chip| is_drawable(chip));
        if more > 0 {
            // Its mark keeps the sign before the number from right to left, too.
            let sign = if direction(&site.config.language) == "rtl" { "\u{200e}+" } else { "+" };
            chips.push(format!("{sign}{}", theme.number_text(more)));
        }
        let place = entry.coordinates().map(|at| theme.short_coordinates_text(at.latitude(), at.longitude()));
        let language = site.other_language(entry.text.path()).unwrap_or(&site.config.language);
        ShareCard {
            label: themes(site, index).first().map(|id| if_drawable(&site.term(*id).label)).unwrap_or_default(),
            title: entry.case.title.clone(),
            text: if_drawable(entry.summary()),
            place: place.unwrap_or_default(),
            chips,
            site: if_drawable(&site.config.title),
            host: site.routes.host().to_owned(),
            colours: card_colours(&site.config, Scheme::Light, case_colour(site, index)),
            is_rtl: direction(language) == "rtl",
            ..site_card(input)
        }
    }
}
