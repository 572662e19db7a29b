//! `chancery media`: pictures that are still on other hosts come into `assets/`.

use super::arguments::Media;
use super::commands::{finish, media_options};
use super::{Outcome, import_report, network, show, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::message::Language;
use crate::import::{FetchedPicture, fetch_missing};

/// Fetches what is missing, and says for each content file what became of its picture.
pub(super) fn media(options: &Media, language: Language) -> Result<Outcome> {
    let root = &options.root.root;
    let mut problems = Diagnostics::new();
    let Some(config) = crate::builder::read_config(root, &mut problems)? else { return Ok(finish(problems, language)) };
    let progress = network::progress("pictures");
    let media = media_options(&options.pictures, network::client(false), options.dry_run, &progress)?;
    let pictures = fetch_missing(root, &config, &media, &mut problems)?;
    terminal::print(&text(&pictures, options.dry_run));
    Ok(finish(problems, language))
}

fn text(pictures: &[FetchedPicture], dry_run: bool) -> String {
    if pictures.is_empty() {
        return "no case or article has its picture on another host\n".to_owned();
    }
    let line = |picture: &FetchedPicture| {
        let FetchedPicture { path, source, file, state, by_hand } = picture;
        let target = file.as_ref().map(|file| format!(" → assets/{file}")).unwrap_or_default();
        let hint = match file {
            Some(file) if *by_hand => {
                format!("\n  write `file: {file}` below `image` in it: its form is one that only you can change")
            }
            _ => String::new(),
        };
        format!("{path}\n  {source}{target}, {}{hint}\n", import_report::state(state))
    };
    let lines: String = pictures.iter().map(line).collect();
    if dry_run {
        return format!("{lines}{} would be fetched; nothing was written\n", show::plural(pictures.len(), "picture"));
    }
    let named = pictures.iter().filter(|picture| picture.file.is_some() && !picture.by_hand).count();
    let left = pictures.len() - named;
    format!("{lines}{} named in the content files, {left} left\n", show::plural(named, "picture"))
}
