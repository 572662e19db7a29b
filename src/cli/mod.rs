//! Arguments in; exit code and text for a person out.
//!
//! The only layer that prints, and the only one that reads the clock, the environment and standard input. Exit codes: 0 all
//! is well, 1 a mistake in what people wrote (shown with its place), 2 a wrong command or a failure of the machine.

mod arguments;
mod ask;
mod check;
mod clean;
mod cms;
mod commands;
mod explain;
mod import_report;
mod init;
mod interrupt;
mod language;
mod list;
mod machine;
mod media;
mod network;
mod new;
mod progress;
mod report;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod shells;
mod show;
mod terminal;
mod theme;

use std::process::ExitCode;

use clap::Parser;

pub use shells::command;

use crate::base::error::Error;
use arguments::{Arguments, Command};

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Fine,
    /// Somebody has to mend what they wrote.
    Mistakes,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, all else is a wrong command; clap chooses the stream. A closed pipe is fine.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let (language, messages) = (language::language(&arguments), arguments.messages);
    let result = match arguments.command {
        Command::Import(options) => commands::import(&options, language),
        Command::Build(options) => commands::build(&options, language),
        Command::Check(options) => check::check(&options, language),
        #[cfg(feature = "serve")]
        Command::Serve(options) => serve::serve(&options, language),
        Command::Init(options) => init::init(options, messages, language),
        Command::New(options) => new::new(options, language),
        Command::List(options) => list::list(&options, language),
        Command::Explain(options) => explain::explain(&options, language),
        Command::Report(options) => report::report(&options, language),
        Command::Schema(options) => schema::schema(&options, language),
        Command::Cms(options) => cms::cms(&options, language),
        Command::Clean(options) => clean::clean(&options, language),
        Command::Completions(options) => Ok(shells::completions(&options)),
        Command::Man(options) => shells::man(&options, language),
        Command::Media(options) => media::media(&options, language),
        Command::Theme(options) => theme::theme(&options, language),
    };
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Mistakes) => ExitCode::from(1),
        Err(Error::Stopped(left)) => {
            terminal::warn(&left, language);
            ExitCode::from(interrupt::EXIT_CODE)
        }
        Err(error) => {
            terminal::error(&show::failure(&error, language));
            ExitCode::from(2)
        }
    }
}
