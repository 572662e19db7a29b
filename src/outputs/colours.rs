//! Colours of drawings that are files of their own, and so see no style sheet: those of `site.yaml`, else those that the
//! program's site theme has.

use crate::config::{Config, Located};
#[cfg(feature = "share-cards")]
use crate::share_card::CardColours;
use crate::theme::views::CoverColoursView;

/// For light and for dark screens.
const COLOURS: [(&str, &str, &str); 19] = [
    ("paper", "#fbfaf6", "#10161f"),
    ("surface", "#f1eee6", "#18212d"),
    ("ink", "#1b2330", "#e8e4da"),
    ("link", "#1d4079", "#a9c6f5"),
    ("quiet", "#545c69", "#a9b1bd"),
    ("land", "#ddd6c6", "#2a3646"),
    ("climate", "#0b6128", "#6bc582"),
    ("culture", "#7c053c", "#ea8abc"),
    ("digital", "#5d43a4", "#91a8ff"),
    ("economy", "#656007", "#cabd50"),
    ("education", "#005fad", "#7bb8ce"),
    ("health", "#a2314e", "#ffaca8"),
    ("heritage", "#673200", "#fed18b"),
    ("migration", "#832e7b", "#ffc2f6"),
    ("mobility", "#004e42", "#a6e9d9"),
    ("peace", "#1f6470", "#32dbd9"),
    ("resilience", "#964700", "#ed9658"),
    ("science", "#513269", "#d7a7ff"),
    ("security", "#123a90", "#a0d1ff"),
];

/// Which screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// A light one.
    Light,
    /// A dark one.
    Dark,
}

impl Scheme {
    /// What `site.yaml` says of its colours.
    #[must_use]
    pub fn own(self, config: &Config) -> &[(&'static str, Located)] {
        match self {
            Self::Light => &config.identity.colours.light,
            Self::Dark => &config.identity.colours.dark,
        }
    }
}

/// The colour of that name.
#[must_use]
pub fn colour(config: &Config, scheme: Scheme, name: &str) -> String {
    if let Some((_, value)) = scheme.own(config).iter().find(|(known, _)| *known == name) {
        return value.text.clone();
    }
    let found = COLOURS.iter().find(|(known, ..)| *known == name);
    let value = found.map(|(_, light, dark)| if scheme == Scheme::Light { *light } else { *dark });
    value.unwrap_or("#777777").to_owned()
}

/// The colours of a cover whose case has a theme of that colour; quiet ones where it has none.
pub(super) fn cover_colours(config: &Config, scheme: Scheme, name: Option<&str>) -> CoverColoursView {
    let theme = colour(config, scheme, name.unwrap_or("quiet"));
    let paper = colour(config, scheme, "paper");
    let on_paper = |percent: u32| mixed(&theme, &paper, percent);
    CoverColoursView {
        sea: on_paper(9),
        water: on_paper(20),
        land: on_paper(26),
        coast: on_paper(62),
        theme: theme.clone(),
        paper: paper.clone(),
    }
}

/// The colours of a share card whose case has a theme of that colour.
#[cfg(feature = "share-cards")]
pub(super) fn card_colours(config: &Config, scheme: Scheme, name: Option<&str>) -> CardColours {
    let CoverColoursView { sea, water, land, coast, theme, paper } = cover_colours(config, scheme, name);
    let [paper, ink, quiet, theme, sea, water, land, coast] =
        [paper, colour(config, scheme, "ink"), colour(config, scheme, "quiet"), theme, sea, water, land, coast].map(
            |colour| channels(&colour).unwrap_or_default().map(|channel| u8::try_from(channel).unwrap_or(u8::MAX)),
        );
    CardColours { paper, ink, quiet, theme, sea, water, land, coast }
}

/// So much of a colour on another, as `color-mix(in srgb, …)` has it.
fn mixed(colour: &str, ground: &str, percent: u32) -> String {
    let part = |(one, other): (u32, u32)| (one * percent + other * (100 - percent) + 50) / 100;
    let [red, green, blue] = channels(colour).map_or([0; 3], |own| {
        let ground = channels(ground).unwrap_or(own);
        [0, 1, 2].map(|index| part((own[index], ground[index])))
    });
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// How far two colours differ in brightness, from 1 to 21, as the Web Content Accessibility Guidelines count it; none where one
/// is no colour.
#[must_use]
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let luminance = |colour: &str| {
        let [red, green, blue] = channels(colour)?.map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    };
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Red, green and blue of `#1d4079` or `#abc`.
fn channels(colour: &str) -> Option<[u32; 3]> {
    let digits = colour.strip_prefix('#')?;
    let value = |from: usize, length: usize| u32::from_str_radix(digits.get(from..from + length)?, 16).ok();
    match digits.len() {
        6 => Some([value(0, 2)?, value(2, 2)?, value(4, 2)?]),
        3 => Some([value(0, 1)? * 17, value(1, 1)? * 17, value(2, 1)? * 17]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::PALETTE;

    #[test]
    fn colours_are_mixed_as_style_sheets_mix_them() {
        assert_eq!(mixed("#964700", "#fbfaf6", 9), "#f2eae0");
        assert_eq!(mixed("#000", "#fff", 50), "#808080");
    }

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        let rounded = |one, other| (contrast(one, other).unwrap() * 100.0).round() / 100.0;
        assert_eq!((rounded("#000", "#fff"), rounded("#fff", "#ffffff")), (21.0, 1.0));
        // The lightest grey that is allowed on white, and the one next to it.
        assert!(rounded("#767676", "#fff") >= 4.5 && rounded("#777", "#fff") < 4.5);
    }

    #[test]
    fn every_colour_of_a_term_has_a_value_and_the_style_sheet_has_the_same() {
        let style = include_str!("../../themes/default/static/style.css");
        for (name, light, dark) in COLOURS {
            for value in [light, dark] {
                assert!(channels(value).is_some() && style.contains(&format!("--{name}: {value};")), "{name}: {value}");
            }
        }
        assert!(PALETTE.iter().all(|name| COLOURS.iter().any(|(known, ..)| known == name)));
    }
}
