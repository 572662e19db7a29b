//! `chancery theme eject`: a file of the default site theme, copied to where the site's own stands in for it.

use std::path::{Path, PathBuf};

use super::arguments::{Eject, Theme};
use super::commands::finish;
use super::{Outcome, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::message::{Language, Noun, counted};
use crate::base::suggest::{closest, closest_path};
use crate::builder::THEMES_FOLDER;
use crate::theme::embedded::{EmbeddedFile, theme_files};

/// Runs the command.
pub(super) fn theme(options: &Theme, language: Language) -> Result<Outcome> {
    match options {
        Theme::Eject(options) => eject(options, language),
    }
}

fn eject(options: &Eject, language: Language) -> Result<Outcome> {
    if options.list {
        let lines = theme_files().iter().map(|(path, _)| format!("{path}\n"));
        terminal::print(&lines.collect::<String>());
        return Ok(Outcome::Fine);
    }
    let root = &options.root.root;
    let mut problems = Diagnostics::new();
    let Some(config) = crate::builder::read_config(root, &mut problems)? else { return Ok(finish(problems, language)) };
    finish(problems, language);
    let folder = PathBuf::from(THEMES_FOLDER).join(&config.theme.text);
    // Nothing is copied unless all can be.
    let found: Vec<(&EmbeddedFile, PathBuf)> =
        options.files.iter().map(|wanted| to_copy(wanted, root, &folder)).collect::<Result<_>>()?;
    for ((_, bytes), path) in &found {
        fs::write_whole(&root.join(path), bytes)?;
        terminal::say(&say!("copied to {path}", path = path.display()), language);
    }
    let now = if found.len() == 1 {
        say!("this file is now of the site's own")
    } else {
        say!("these files are now of the site's own")
    };
    let note = say!("{now}: what later versions of chancery change in the default site theme does not reach it", now);
    terminal::say(&say!("\n{note}", note), language);
    Ok(Outcome::Fine)
}

/// A file of the default theme, and where its copy will be.
fn to_copy(wanted: &str, root: &Path, folder: &Path) -> Result<(&'static EmbeddedFile, PathBuf)> {
    let file = find(wanted)?;
    let path = folder.join(file.0);
    if fs::kind(&root.join(&path)).is_some() {
        let path = path.display();
        return Err(Error::Usage(say!(
            "`{path}` is there already, and is not overwritten; to begin anew, rename it first",
            path
        )));
    }
    Ok((file, path))
}

/// The file that is called so: by its path in the theme, as it stands on the disk of a site, or by its name where there is one
/// such file.
fn find(wanted: &str) -> Result<&'static EmbeddedFile> {
    let written = wanted.replace('\\', "/");
    let path = written.trim_start_matches("./").trim_start_matches("themes/default/");
    let files = theme_files();
    if let Some(file) = files.iter().find(|(known, _)| *known == path) {
        return Ok(file);
    }
    let ends = |known: &str| known.strip_suffix(path).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'));
    let named: Vec<&EmbeddedFile> = files.iter().filter(|(known, _)| ends(known)).collect();
    match named[..] {
        [file] => Ok(file),
        [] => {
            let paths = || files.iter().map(|(known, _)| *known);
            let names = || paths().map(|known| known.rsplit('/').next().unwrap_or(known));
            let near = closest_path(path, paths()).or_else(|| closest(path, names()));
            let help = match near {
                Some(near) => say!("did you mean `{near}`?", near),
                None => say!("`chancery theme eject --list` names all files"),
            };
            Err(Error::Usage(say!("the default site theme has no file `{wanted}`; {help}", wanted, help)))
        }
        _ => {
            let paths: Vec<String> = named.iter().map(|(known, _)| format!("`{known}`")).collect();
            Err(Error::Usage(say!(
                "{files} are called `{wanted}`: {paths}",
                files = counted(named.len(), Noun::File),
                wanted,
                paths = paths.join(", ")
            )))
        }
    }
}
