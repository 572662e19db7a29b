//! `chancery new`: a content file for an editor to fill in.

use super::arguments::{New, NewPlace, NewText};
use super::commands::{finish, today};
use super::{Outcome, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::message::Language;
use crate::scaffold::{NewFile, new_file};

/// Writes the file, and says where it is and what to do next.
pub(super) fn new(options: New, language: Language) -> Result<Outcome> {
    let (what, NewPlace { root, name }) = match options.what {
        NewText::Case { title, place } => (NewFile::Case(title), place),
        NewText::Article { title, place } => (NewFile::Article(title), place),
        NewText::Page { title, place } => (NewFile::Page(title), place),
        NewText::Term { taxonomy, term, place } => (NewFile::Term(taxonomy, term), place),
        NewText::Translation { file, language: into, root } => {
            (NewFile::Translation(file, into), NewPlace { root, name: None })
        }
    };
    let mut problems = Diagnostics::new();
    let Some(config) = crate::builder::read_config(&root.root, &mut problems)? else {
        return Ok(finish(problems, language));
    };
    let made = new_file(&root.root, &config, &what, name, today()?)?;
    terminal::say(&say!("made {path}", path = root.root.join(&made.path).display()), language);
    for note in &made.notes {
        terminal::say(note, language);
    }
    let is_draft = !matches!(what, NewFile::Term(..));
    if is_draft {
        terminal::say(&say!("it is a draft: take out the line `draft: true` when it may be read by all"), language);
    }
    Ok(Outcome::Fine)
}
