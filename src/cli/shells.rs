//! What shells and readers of manual pages need to know of the commands: completions, and a page for each command. Both follow
//! from the definitions in `arguments.rs`.

use std::path::Path;

use clap::{Command, CommandFactory};

use super::arguments::{Arguments, Completions, Man};
use super::{Outcome, terminal};
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::message::Language;

/// All commands and their options.
#[must_use]
pub fn command() -> Command {
    Arguments::command()
}

/// `chancery completions`: a script for the shell, on standard output.
pub(super) fn completions(options: &Completions) -> Outcome {
    let mut command = command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command, name, &mut script);
    terminal::print(&String::from_utf8_lossy(&script));
    Outcome::Fine
}

/// `chancery man`: a manual page for each command, in a folder.
pub(super) fn man(options: &Man, language: Language) -> Result<Outcome> {
    let mut command = command();
    command.build();
    let mut pages = 0;
    write_pages(&command, &options.folder, &mut pages)?;
    let (folder, first) = (options.folder.display(), options.folder.join("chancery.1"));
    let told = say!(
        "wrote {pages} manual pages to {folder}; read one with `man -l {first}`",
        pages,
        folder,
        first = first.display()
    );
    terminal::say(&told, language);
    Ok(Outcome::Fine)
}

/// The page of a command, `chancery-new-case.1`, and those of the commands below it.
fn write_pages(command: &Command, folder: &Path, pages: &mut usize) -> Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let path = folder.join(format!("{name}.1"));
    let mut page = Vec::new();
    // No date: the same program writes the same pages.
    let rendered = clap_mangen::Man::new(command.clone()).date("").render(&mut page);
    rendered.map_err(|cause| Error::disk("write", &path, cause))?;
    fs::write_whole(&path, &page)?;
    *pages += 1;
    let mut below = command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help");
    below.try_for_each(|below| write_pages(below, folder, pages))
}
