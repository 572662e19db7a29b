//! `chancery init`: a new site, as somebody wants it who is asked for it.

use super::arguments::{Init, Messages};
use super::ask::Asker;
use super::{Outcome, language, terminal};
use crate::base::error::Result;
use crate::base::message::{Language, Message, Noun, counted};
use crate::base::url::BaseUrl;
use crate::scaffold::{Destination, Languages, MadeSite, NewSite, check_folder};

/// What stands in `site.yaml` until somebody says where the site will stand.
const EXAMPLE_ADDRESS: &str = "https://example.org/";

/// Makes the site. All questions are asked before the first file is written.
pub(super) fn init(options: Init, messages: Option<Messages>, language: Language) -> Result<Outcome> {
    check_folder(&options.folder)?;
    let folder = options.folder.clone();
    let (site, language) = wanted(options, messages, language)?;
    let MadeSite { files, recipes, left } = crate::scaffold::init(&folder, &site)?;
    let (files, folder) = (counted(files, Noun::File), folder.display());
    terminal::say(&say!("made a new site in {folder} ({files})", folder, files), language);
    for path in left {
        terminal::say(&say!("`{path}` was there already, and stays as it is", path), language);
    }
    for path in recipes {
        terminal::say(&say!("`{path}` publishes the site: what to do once stands at its top", path), language);
    }
    terminal::say(&say!("\nnext:"), language);
    for (command, what) in [
        ("serve --open", say!("shows the site in a browser, and each change as soon as a file is saved")),
        ("new case \"Lima, Peru\"", say!("begins a case, in a file to be written in")),
        ("import post.json", say!("makes cases of posts of WordPress")),
        ("build", say!("makes the files to be published")),
    ] {
        terminal::print(&format!("  chancery {command} --root {folder}\n"));
        terminal::print(&format!("      {}\n", what.shown(language)));
    }
    for note in notes_on_languages(&site.languages) {
        terminal::say(&say!("\n{note}", note), language);
    }
    Ok(Outcome::Fine)
}

/// The site that is wanted, and the language that its maker is spoken to from then on.
fn wanted(options: Init, messages: Option<Messages>, language: Language) -> Result<(NewSite, Language)> {
    let Some(asker) = Asker::new(options.no_input, language) else {
        let Init { language: languages, titles, base_url, hosts: destinations, .. } = options;
        let languages = languages.unwrap_or_default();
        return Ok((NewSite { languages, titles, base_url, destinations }, language));
    };
    let languages = match options.language {
        Some(languages) => languages,
        None => asker.ask(&languages_question(), "en", Languages::parse)?,
    };
    let language = language::of_new_site(messages, &languages, language);
    let asker = Asker { language };
    let mut titles = options.titles;
    for (place, one) in languages.all().enumerate().skip(titles.len()) {
        let question = match place {
            0 => say!("Title of the site"),
            _ => say!("Title of the site in {language}", language = one.name),
        };
        let first = titles.first().cloned().filter(|_| place > 0 && !one.has_texts());
        titles.push(asker.ask(&question, &first.unwrap_or_else(|| one.default_title()), not_blank)?);
    }
    let base_url = match options.base_url {
        Some(base_url) => Some(base_url),
        None => {
            let question = say!("Address at which it will stand (as it is, if you do not know yet)");
            Some(asker.ask(&question, EXAMPLE_ADDRESS, BaseUrl::parse)?)
        }
    };
    let base_url = base_url.filter(|address| address.as_text() != EXAMPLE_ADDRESS);
    let destinations = match options.hosts {
        hosts if hosts.is_empty() => {
            let question =
                say!("Where it will be published: {names}; nothing if another host", names = Destination::names());
            asker.ask(&question, "", Destination::parse_all)?
        }
        hosts => hosts,
    };
    Ok((NewSite { languages, titles, base_url, destinations }, language))
}

fn languages_question() -> Message {
    say!("Languages of the site, that of the originals first, with commas: {names}", names = Languages::known())
}

/// A text with something in it.
pub(super) fn not_blank(text: &str) -> std::result::Result<String, Message> {
    let text = text.trim();
    if text.is_empty() { Err(say!("write at least one letter")) } else { Ok(text.to_owned()) }
}

/// What a new site lacks in its languages.
fn notes_on_languages(languages: &Languages) -> Vec<Message> {
    let mut notes = Vec::new();
    if languages.all().any(|language| language.code == "fa") {
        notes.push(say!(
            "no editor has reviewed the Persian names and texts of the terms yet: read them before you publish"
        ));
    }
    let first = languages.first;
    if !first.has_texts() {
        notes.push(say!(
            "only the words of the site theme are in {language}. Titles in site.yaml, the sections, the themes, networks \
             and agreements, the about page and the example are in English: translate them there and in content/",
            language = first.name
        ));
    }
    for other in languages.others.iter().filter(|other| !other.has_texts()) {
        notes.push(say!(
            "only the words of the site theme are in {language}. A translation lies beside its original: \
             content/pages/about.{code}.md; the titles are in site.yaml, under `id: {code}`",
            language = other.name,
            code = other.code
        ));
    }
    notes
}
