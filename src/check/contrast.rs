//! Colours of `site.yaml`, and of a style sheet of the site's own, on which words are hard to read.
//!
//! Comes in: the configuration, the style sheet; goes out: a warning for each colour of words that differs too little from what it
//! stands on, as the Web Content Accessibility Guidelines ask (4.5 to 1). What `site.yaml` does not say is as in the default site theme.

use std::sync::Arc;

use crate::assets::literal_colours;
use crate::base::diag::{Code, Diagnostic};
use crate::base::source::{Place, SourceFile};
use crate::config::{Config, Located, PALETTE};
use crate::outputs::{Scheme, colour, contrast};

/// What words need to be read.
const LEAST: f64 = 4.5;

/// What words stand on.
const GROUNDS: [&str; 2] = ["paper", "surface"];

/// The warnings.
pub(super) fn check(config: &Config) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let own = |colour: &str| scheme.own(config).iter().find(|(known, _)| *known == colour).map(|(_, value)| value);
        for words in ["ink", "quiet", "link"].into_iter().chain(PALETTE) {
            let pairs = GROUNDS.into_iter().filter_map(|ground| {
                let blamed = own(words).or_else(|| own(ground))?;
                let ratio = contrast(&colour(config, scheme, words), &colour(config, scheme, ground))?;
                Some((ratio, ground, blamed))
            });
            // The worse one alone: who mends it mends the other, too.
            let worst = pairs.min_by(|(one, ..), (other, ..)| one.total_cmp(other));
            if let Some((ratio, ground, blamed)) = worst.filter(|(ratio, ..)| *ratio < LEAST) {
                problems.push(warning(config, scheme, (words, ground, ratio), blamed));
            }
        }
    }
    problems
}

fn warning(config: &Config, scheme: Scheme, (words, ground, ratio): (&str, &str, f64), blamed: &Located) -> Diagnostic {
    let (front, back) = (colour(config, scheme, words), colour(config, scheme, ground));
    let ratio = rounded_down(ratio);
    let message = match scheme {
        Scheme::Light => say!(
            "`{words}` ({front}) on `{ground}` ({back}) has a contrast of {ratio} to 1 on light screens",
            words,
            front,
            ground,
            back,
            ratio
        ),
        Scheme::Dark => say!(
            "`{words}` ({front}) on `{ground}` ({back}) has a contrast of {ratio} to 1 on dark screens",
            words,
            front,
            ground,
            back,
            ratio
        ),
    };
    let help = say!("choose colours that differ more: words are read by everybody from {least} to 1 on", least = LEAST);
    Diagnostic::warning(Code::LowContrast, message).at(blamed.place.clone()).help(help)
}

/// With two digits: rounded up it would seem to be enough.
fn rounded_down(ratio: f64) -> f64 {
    (ratio * 100.0).floor() / 100.0
}

/// The warnings of a style sheet, for colours that are the same on light and on dark screens.
pub(super) fn of_style_sheet(source: &Arc<SourceFile>, config: &Config) -> Vec<Diagnostic> {
    let plain = |word: &str| match word {
        "white" => "#fff".to_owned(),
        "black" => "#000".to_owned(),
        word => word.to_owned(),
    };
    let told = literal_colours(source.text()).into_iter().filter_map(|found| {
        let words = &source.text()[found.span.clone()];
        let ratio_on = |ground: &str| contrast(&plain(words), ground).map(rounded_down);
        let (ratio, message) = match found.ground {
            Some(ground) => {
                let ground = &source.text()[ground];
                let ratio = ratio_on(&plain(ground))?;
                (ratio, say!("`{words}` on `{ground}` has a contrast of {ratio} to 1", words, ground, ratio))
            }
            None => {
                let on_paper = |scheme| ratio_on(&colour(config, scheme, "paper"));
                let (light, dark) = (on_paper(Scheme::Light)?, on_paper(Scheme::Dark)?);
                let ratio = light.min(dark);
                let message = match light < dark {
                    true => say!("`{words}` has a contrast of {ratio} to 1 on light screens", words, ratio),
                    false => say!("`{words}` has a contrast of {ratio} to 1 on dark screens", words, ratio),
                };
                (ratio, message)
            }
        };
        let help = say!(
            "write a colour that fits both, such as `var(--ink)`, `var(--quiet)` or `var(--link)`, or one of \
             `background` beside it"
        );
        let place = Place::new(source, found.span);
        (ratio < LEAST).then(|| Diagnostic::warning(Code::LowContrast, message).at(place).help(help))
    });
    told.collect()
}
