//! `chancery new`: a content file for an editor to fill in.

use std::path::Path;

use super::arguments::{New, NewPlace, NewText};
use super::ask::Asker;
use super::commands::{finish, today};
use super::init::not_blank;
use super::{Outcome, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::message::{Language, Message};
use crate::base::suggest::closest;
use crate::config::Config;
use crate::scaffold::{NewFile, check_case, check_taxonomy, new_file};

/// Writes the file, and says where it is and what to do next. What is missing in the command is asked for before.
pub(super) fn new(options: New, language: Language) -> Result<Outcome> {
    let missing = Missing { asker: Asker::new(options.no_input, language) };
    let what = match options.what {
        Some(what) => what,
        None => missing.kind()?,
    };
    let root = what.root().root.clone();
    let mut problems = Diagnostics::new();
    let Some(config) = crate::builder::read_config(&root, &mut problems)? else {
        return Ok(finish(problems, language));
    };
    let (what, name) = match what {
        NewText::Case { title, place: NewPlace { name, .. } } => (NewFile::Case(missing.case(title, &config)?), name),
        NewText::Article { title, place } => (NewFile::Article(missing.title(title, "article")?), place.name),
        NewText::Page { title, place } => (NewFile::Page(missing.title(title, "page")?), place.name),
        NewText::Term { taxonomy, term, place } => {
            let taxonomy = missing.taxonomy(taxonomy, &config)?;
            (NewFile::Term(taxonomy, missing.term(term)?), place.name)
        }
        NewText::Translation { file, language: into, .. } => {
            let file = missing.original(file, &root)?;
            (NewFile::Translation(file, missing.language(into, &config)?), None)
        }
    };
    let made = new_file(&root, &config, &what, name, today()?)?;
    terminal::say(&say!("made {path}", path = root.join(&made.path).display()), language);
    for note in &made.notes {
        terminal::say(note, language);
    }
    let is_draft = !matches!(what, NewFile::Term(..));
    if is_draft {
        terminal::say(&say!("it is a draft: take out the line `draft: true` when it may be read by all"), language);
    }
    Ok(Outcome::Fine)
}

/// What the command did not say: asked for, or a wrong command where nobody is there.
struct Missing {
    asker: Option<Asker>,
}

impl Missing {
    /// What was given, or else the answer to a question.
    fn or_ask(
        &self,
        given: Option<String>,
        example: &str,
        (question, default): (&Message, &str),
        read: impl Fn(&str) -> std::result::Result<String, Message>,
    ) -> Result<String> {
        match (given, self.asker) {
            (Some(given), _) => Ok(given),
            (None, Some(asker)) => asker.ask(question, default, read),
            (None, None) => Err(Error::Usage(say!(
                "the command does not say all; write it such as `chancery new {example}`",
                example
            ))),
        }
    }

    fn kind(&self) -> Result<NewText> {
        let names = NewText::NAMES.join(", ");
        let read = |text: &str| {
            let text = text.trim().to_lowercase();
            if NewText::NAMES.contains(&text.as_str()) {
                return Ok(text);
            }
            Err(match closest(&text, NewText::NAMES) {
                Some(near) => say!("did you mean `{near}`?", near),
                None => say!("choose among {names}", names),
            })
        };
        let question = say!("What is it: {names}", names);
        let name = self.or_ask(None, "case \"Medellín, Colombia\"", (&question, "case"), read)?;
        NewText::of_name(&name).ok_or_else(|| Error::Usage(say!("choose among {names}", names)))
    }

    fn case(&self, title: Option<String>, config: &Config) -> Result<String> {
        let question = say!("City and country, such as {example}", example = "Medellín, Colombia");
        let read = |text: &str| checked(text, |text| check_case(config, text));
        self.or_ask(title, "case \"Medellín, Colombia\"", (&question, ""), read)
    }

    fn title(&self, title: Option<String>, kind: &str) -> Result<String> {
        self.or_ask(title, &format!("{kind} \"Title\""), (&say!("Title"), ""), not_blank)
    }

    fn taxonomy(&self, id: Option<String>, config: &Config) -> Result<String> {
        let ids: Vec<&str> = config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()).collect();
        let question = say!("To which taxonomy it belongs: {names}", names = ids.join(", "));
        let read = |text: &str| checked(text, |text| check_taxonomy(config, text));
        let default = ids.first().copied().unwrap_or_default();
        self.or_ask(id, "term networks \"Climate Alliance\"", (&question, default), read)
    }

    fn term(&self, name: Option<String>) -> Result<String> {
        self.or_ask(name, "term networks \"Climate Alliance\"", (&say!("Name"), ""), not_blank)
    }

    fn original(&self, file: Option<String>, root: &Path) -> Result<String> {
        let question = say!("Which file is translated, such as {example}", example = "content/cases/medellin.md");
        let read = |text: &str| {
            let file = text.trim();
            if fs::is_file(&root.join(file)) {
                Ok(file.to_owned())
            } else {
                Err(say!("there is no file `{file}`", file))
            }
        };
        self.or_ask(file, "translation content/cases/medellin.md --language fa", (&question, ""), read)
    }

    fn language(&self, code: Option<String>, config: &Config) -> Result<String> {
        let codes: Vec<&str> = config.others.iter().map(|other| other.language.as_str()).collect();
        let question = say!("Into which language: {names}", names = codes.join(", "));
        let read = |text: &str| {
            let code = text.trim();
            if codes.contains(&code) {
                return Ok(code.to_owned());
            }
            Err(say!("choose among {names}", names = codes.join(", ")))
        };
        let default = codes.first().copied().unwrap_or_default();
        self.or_ask(code, "translation content/cases/medellin.md --language fa", (&question, default), read)
    }
}

/// An answer that what makes the file takes, too.
fn checked(text: &str, check: impl Fn(&str) -> Result<()>) -> std::result::Result<String, Message> {
    check(text.trim()).map(|()| text.trim().to_owned()).map_err(|error| error.message())
}
