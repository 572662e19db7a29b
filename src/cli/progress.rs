//! How far long work is, in place, on a terminal only. What takes less than a second shows nothing.
#![allow(clippy::disallowed_methods, reason = "clocks are read here, at the edge")]

use crate::base::message::{Language, Message};
use crate::base::progress::Progress;

/// Shows how many of these are done.
pub(super) fn progress(what: &Message, language: Language) -> Progress {
    Progress::new(bar(what, language))
}

#[cfg(any(feature = "http", feature = "images", feature = "share-cards"))]
fn bar(what: &Message, language: Language) -> impl Fn(usize, usize) + Send + Sync + use<> {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{LazyLock, OnceLock};
    use std::time::{Duration, Instant};

    use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

    use super::terminal;

    /// How long nothing is shown.
    const PATIENCE: Duration = Duration::from_secs(1);
    /// Several may be shown at once: pages are made while share cards are drawn.
    static BARS: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

    let message = what.shown(language);
    // Added once it says all that it has to say, as it is drawn from then on.
    let begin = move |total| {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
        let bar = ProgressBar::new(total).with_message(message.clone());
        BARS.add(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    };
    let (is_seen, started, is_over) = (terminal::shows_messages(), OnceLock::new(), AtomicBool::new(false));
    let shown = OnceLock::new();
    move |done, total| {
        let first: &Instant = started.get_or_init(Instant::now);
        if !is_seen || is_over.load(Ordering::Relaxed) || shown.get().is_none() && first.elapsed() < PATIENCE {
            return;
        }
        let (done, total) = (u64::try_from(done).unwrap_or_default(), u64::try_from(total).unwrap_or_default());
        let bar: &ProgressBar = shown.get_or_init(|| begin(total));
        bar.set_length(total);
        // Other threads may be further already.
        bar.set_position(bar.position().max(done));
        if done >= total {
            is_over.store(true, Ordering::Relaxed);
            bar.finish_and_clear();
        }
    }
}

/// Without a network and pictures there is nothing to wait for.
#[cfg(not(any(feature = "http", feature = "images", feature = "share-cards")))]
fn bar(_: &Message, _: Language) -> impl Fn(usize, usize) + Send + Sync + use<> {
    |_, _| {}
}
