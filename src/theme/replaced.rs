//! A style sheet of the site's own in the place of the program's, with some rules in it: all pages lose their look.
//!
//! Comes in: the files of the site's own theme. Goes out: the problem, where the templates are still the program's.

use super::embedded;
use super::engine::ThemeFile;
use super::files::place;
use super::problem::ThemeProblem;

/// The style sheet of the program, and the template that loads it.
const STYLE: &str = "static/style.css";
const FRAME: &str = "templates/base.html";
/// A whole one is hardly less than a tenth of the program's.
const WHOLE: usize = 10;

/// The style sheet that cannot do for the pages of the program.
#[must_use]
pub fn replaced_style(own_files: &[ThemeFile]) -> Option<ThemeProblem> {
    let own = own_files.iter().find(|file| file.path == STYLE)?;
    let (_, original) = embedded::theme_files().iter().find(|(path, _)| *path == STYLE)?;
    let imports = own.bytes.windows(b"@import".len()).any(|bytes| bytes == b"@import");
    let is_whole = own.bytes.len() * WHOLE >= original.len() || imports;
    if is_whole || own_files.iter().any(|file| file.path == FRAME) {
        return None;
    }
    Some(ThemeProblem {
        message: say!("these few rules take the place of the program's whole style sheet, and pages lose their look"),
        help: Some(say!(
            "move the file away, write `chancery theme eject static/style.css`, and put your rules at the end of what that writes"
        )),
        ..place(STYLE, false, "", 0)
    })
}

#[cfg(test)]
mod tests {
    use super::{FRAME, STYLE, replaced_style};
    use crate::theme::engine::ThemeFile;

    #[test]
    fn a_few_rules_are_no_style_sheet_for_the_programs_templates() {
        let file = |path: &str, text: &str| ThemeFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
        let few = "h1 { color: red }\n";
        assert!(replaced_style(&[file(STYLE, few)]).is_some());
        assert!(replaced_style(&[file(STYLE, few), file(FRAME, "<html>")]).is_none());
        assert!(replaced_style(&[file(STYLE, &few.repeat(1_000))]).is_none());
        assert!(replaced_style(&[file("static/own.css", few)]).is_none());
    }
}
