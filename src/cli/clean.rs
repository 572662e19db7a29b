//! `chancery clean`: what builds made goes, what people wrote stays.

use super::arguments::Clean;
use super::{Outcome, show, terminal};
use crate::base::error::Result;
use crate::builder::Cleaned;

/// Runs the command, and says what went and what stayed.
pub(super) fn clean(options: &Clean) -> Result<Outcome> {
    let cleaned = crate::builder::clean(&options.root.root, options.output.as_deref())?;
    terminal::print(&told(&cleaned));
    Ok(Outcome::Fine)
}

fn told(cleaned: &Cleaned) -> String {
    let mut lines = String::new();
    let Cleaned { output, built, cached, left, is_unknown } = cleaned;
    if *built > 0 {
        lines.push_str(&format!("removed {} that builds wrote to {output}\n", show::plural(*built, "file")));
    }
    if *cached > 0 {
        lines.push_str(&format!("removed {} of .cache\n", show::plural(*cached, "file")));
    }
    for path in left {
        lines.push_str(&format!("left {path}: no build wrote it, or somebody changed it since\n"));
    }
    if *is_unknown {
        lines.push_str(&format!(
            "left {output} as it is: nothing is known any more of what builds wrote there; remove it yourself if it is not needed\n"
        ));
    }
    if lines.is_empty() {
        lines.push_str("there is nothing to remove\n");
    }
    lines
}
