//! `chancery report`: the state of the library as one page.

use super::arguments::ReportPage;
use super::commands::{finish, settings};
use super::{Outcome, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fs;

/// Writes the page, and says where.
pub(super) fn report(options: &ReportPage) -> Result<Outcome> {
    let mut problems = Diagnostics::new();
    let page = crate::report::report(&options.root.root, &settings(&options.view())?, &mut problems)?;
    let Some(page) = page else { return Ok(finish(problems)) };
    fs::write_whole(&options.file, page.as_bytes())?;
    terminal::print(&format!("wrote {}: open it in a browser, or print it\n", options.file.display()));
    Ok(Outcome::Fine)
}
