//! `chancery report`: the state of the library as one page.

use super::arguments::ReportPage;
use super::commands::{finish, settings};
use super::{Outcome, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fs;
use crate::base::message::Language;

/// Writes the page, and says where.
pub(super) fn report(options: &ReportPage, language: Language) -> Result<Outcome> {
    let mut problems = Diagnostics::new();
    let page =
        crate::report::report(&options.root.root, &settings(&options.view(), language)?, language, &mut problems)?;
    let Some(page) = page else { return Ok(finish(problems, language)) };
    fs::write_whole(&options.file, page.as_bytes())?;
    terminal::say(&say!("wrote {file}: open it in a browser, or print it", file = options.file.display()), language);
    Ok(Outcome::Fine)
}
