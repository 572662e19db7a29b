//! `chancery clean`: what builds made goes, what people wrote stays.

use super::arguments::Clean;
use super::{Outcome, terminal};
use crate::base::error::Result;
use crate::base::message::{Language, Message, Noun, counted};
use crate::builder::Cleaned;

/// Runs the command, and says what went and what stayed.
pub(super) fn clean(options: &Clean, language: Language) -> Result<Outcome> {
    let cleaned = crate::builder::clean(&options.root.root, options.output.as_deref())?;
    for line in told(&cleaned) {
        terminal::say(&line, language);
    }
    Ok(Outcome::Fine)
}

fn told(cleaned: &Cleaned) -> Vec<Message> {
    let mut lines = Vec::new();
    let Cleaned { output, built, cached, left, is_unknown } = cleaned;
    if *built > 0 {
        lines.push(say!("removed {files} that builds wrote to {output}", files = counted(*built, Noun::File), output));
    }
    if *cached > 0 {
        lines.push(say!("removed {files} of .cache", files = counted(*cached, Noun::File)));
    }
    for path in left {
        lines.push(say!("left {path}: no build wrote it, or somebody changed it since", path));
    }
    if *is_unknown {
        lines.push(say!(
            "left {output} as it is: nothing is known any more of what builds wrote there; remove it yourself if it is \
             not needed",
            output
        ));
    }
    if lines.is_empty() {
        lines.push(say!("there is nothing to remove"));
    }
    lines
}
