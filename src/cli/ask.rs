//! Questions to a person at a terminal. Nobody is asked elsewhere: not in a pipe, not by a machine that builds sites.
#![allow(clippy::disallowed_methods, reason = "the environment is read here, at the edge")]

use std::io;

use dialoguer::Input;
use dialoguer::theme::SimpleTheme;

use super::terminal;
use crate::base::error::{Error, Result};
use crate::base::message::{Language, Message};

/// Set by services that run commands without anybody there.
const OF_MACHINES: [&str; 6] = ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "NETLIFY", "JENKINS_URL", "TF_BUILD"];

/// Somebody who can be asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asker {
    /// The language that they are spoken to.
    pub language: Language,
}

impl Asker {
    /// None where nobody can be asked, or wants to be.
    pub fn new(no_input: bool, language: Language) -> Option<Self> {
        let is_set =
            |name: &&str| std::env::var(*name).is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"));
        let is_machine = OF_MACHINES.iter().any(is_set);
        let is_dumb = std::env::var("TERM").is_ok_and(|kind| kind == "dumb");
        let is_person = !no_input && !is_machine && !is_dumb && terminal::is_interactive();
        is_person.then_some(Self { language })
    }

    /// Asks until the answer can be read: `Title of the site [My library]: `. What is wrong with one is said. Where there is no
    /// default, nothing is an answer like any other.
    pub fn ask<T>(
        self,
        question: &Message,
        default: &str,
        read: impl Fn(&str) -> std::result::Result<T, Message>,
    ) -> Result<T> {
        loop {
            let input = Input::<String>::with_theme(&SimpleTheme).with_prompt(question.shown(self.language));
            let input = match default {
                "" => input.allow_empty(true),
                default => input.default(default.to_owned()),
            };
            let answer = input.interact_text();
            let answer = answer.map_err(|dialoguer::Error::IO(cause)| match cause.kind() {
                io::ErrorKind::Interrupted => Error::Stopped(say!("stopped: nothing was written")),
                _ => Error::Usage(say!("no answer could be read: {cause}", cause)),
            })?;
            match read(&answer) {
                Ok(value) => return Ok(value),
                Err(reason) => terminal::warn(&say!("  {reason}", reason), self.language),
            }
        }
    }
}
