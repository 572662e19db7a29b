//! `chancery media`: pictures that are still on other hosts come into `assets/`.

use super::arguments::Media;
use super::commands::{finish, media_options};
use super::progress::progress;
use super::{Outcome, import_report, network, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::message::{Language, Noun, counted};
use crate::import::{FetchedPicture, fetch_missing};

/// Fetches what is missing, and says for each content file what became of its picture.
pub(super) fn media(options: &Media, language: Language) -> Result<Outcome> {
    let root = &options.root.root;
    let mut problems = Diagnostics::new();
    let Some(config) = crate::builder::read_config(root, &mut problems)? else { return Ok(finish(problems, language)) };
    let progress = progress(&say!("pictures"), language);
    let media = media_options(&options.pictures, network::client(false), options.dry_run, progress)?;
    let pictures = fetch_missing(root, &config, &media, &mut problems)?;
    terminal::print(&text(&pictures, options.dry_run, language));
    Ok(finish(problems, language))
}

fn text(pictures: &[FetchedPicture], dry_run: bool, language: Language) -> String {
    if pictures.is_empty() {
        return format!("{}\n", say!("no case or article has its picture on another host").shown(language));
    }
    let mut text = String::new();
    for picture in pictures {
        let FetchedPicture { path, source, file, state, by_hand } = picture;
        let place = match file {
            Some(file) => format!("{source} → assets/{file}"),
            None => source.clone(),
        };
        let line = say!("{place}, {state}", place, state = import_report::state(state));
        text.push_str(&format!("{path}\n  {}\n", line.shown(language)));
        if let Some(file) = file.as_ref().filter(|_| *by_hand) {
            let hint = say!("write `file: {file}` below `image` in it: its form is one that only you can change", file);
            text.push_str(&format!("  {}\n", hint.shown(language)));
        }
    }
    let named = pictures.iter().filter(|picture| picture.file.is_some() && !picture.by_hand).count();
    let end = if dry_run {
        let count = counted(pictures.len(), Noun::Picture);
        say!("{pictures} would be fetched; nothing was written", pictures = count)
    } else {
        let left = pictures.len() - named;
        say!("{pictures} named in the content files, {left} left", pictures = counted(named, Noun::Picture), left)
    };
    text.push_str(&format!("{}\n", end.shown(language)));
    text
}
