//! Colours of `site.yaml` on which words are hard to read.
//!
//! Comes in: the configuration; goes out: a warning for each colour of words that differs too little from what it stands on, as
//! the Web Content Accessibility Guidelines ask (4.5 to 1). What `site.yaml` does not say is as in the default site theme.

use crate::base::diag::{Code, Diagnostic};
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
    // Rounded up it would seem to be enough.
    let ratio = (ratio * 100.0).floor() / 100.0;
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
