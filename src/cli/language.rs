//! In which language a run speaks to its user.

use std::path::Path;

use super::arguments::{Arguments, Command, Messages, Theme};
use crate::base::fs;
use crate::base::message::Language;
use crate::config::FILE_NAME;
use crate::scaffold::Languages;

/// That of `--messages`, else Persian for a site in Persian.
pub(super) fn language(arguments: &Arguments) -> Language {
    let is_persian = match (arguments.messages, &arguments.command) {
        (Some(messages), _) => messages == Messages::Fa,
        (None, Command::Init(options)) => options.language.as_ref().is_some_and(is_persian),
        (None, command) => {
            let text = root(command).and_then(|root| fs::read_if_there(&root.join(FILE_NAME)).ok().flatten());
            text.is_some_and(|text| is_of_persian_site(&String::from_utf8_lossy(&text)))
        }
    };
    if is_persian { Language::Persian } else { Language::English }
}

/// The language for somebody who makes a site in these languages, unless they chose one.
pub(super) fn of_new_site(messages: Option<Messages>, languages: &Languages, before: Language) -> Language {
    if messages.is_none() && is_persian(languages) { Language::Persian } else { before }
}

fn is_persian(languages: &Languages) -> bool {
    languages.first.code == "fa"
}

/// The folder of the site.
fn root(command: &Command) -> Option<&Path> {
    let root = match command {
        Command::Import(options) => &options.root,
        Command::Build(options) => &options.root,
        Command::Check(options) => &options.root,
        #[cfg(feature = "serve")]
        Command::Serve(options) => &options.root,
        Command::Init(_) | Command::Explain(_) | Command::Completions(_) | Command::Man(_) => return None,
        Command::New(options) => match &options.what {
            Some(what) => what.root(),
            None => return Some(Path::new(".")),
        },
        Command::List(options) => &options.root,
        Command::Clean(options) => &options.root,
        Command::Cms(options) => &options.root,
        Command::Report(options) => &options.root,
        Command::Schema(options) => &options.root,
        Command::Media(options) => &options.root,
        Command::Theme(Theme::Eject(options)) => &options.root,
    };
    Some(&root.root)
}

/// Is the first language of a `site.yaml` Persian? Its lines are looked at, and not its YAML, so that the mistakes of a file that
/// cannot be read are told in its language, too.
fn is_of_persian_site(site_yaml: &str) -> bool {
    let is_persian = |value: &str| {
        let tag = value.trim_start().trim_start_matches(['"', '\'']);
        tag.strip_prefix("fa").is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    if let Some(value) = site_yaml.lines().find_map(|line| line.strip_prefix("language:")) {
        return is_persian(value);
    }
    let languages = site_yaml.split_once("\nlanguages:").map_or("", |(_, rest)| rest);
    languages.split_once("id:").is_some_and(|(_, id)| is_persian(id))
}

#[cfg(test)]
mod tests {
    use super::is_of_persian_site;

    #[test]
    fn the_first_language_of_a_site_is_found_whatever_else_is_wrong_in_it() {
        for text in [
            "language: fa\ntitle: [",
            "title: x\nlanguage: \"fa-IR\" # Persian\n",
            "a: 1\nlanguages:\n  - id: fa\n  - id: en\n",
            "a: 1\nlanguages: [{id: fa}]",
        ] {
            assert!(is_of_persian_site(text), "{text}");
        }
        for text in ["", "language: en\nx: fa", "language: fat", "a: 1\nlanguages:\n  - id: en\n  - id: fa\n"] {
            assert!(!is_of_persian_site(text), "{text}");
        }
    }
}
