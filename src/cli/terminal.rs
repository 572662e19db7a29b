//! Writing to the terminal. A reader who closes the pipe early (`chancery check | head`) is no failure.
//!
//! Colours go out only where a terminal shows them: `anstream` takes them off elsewhere, and where `NO_COLOR` is set.

use std::io::{self, IsTerminal, Read, Write};

use crate::base::message::{Language, Message};

/// Writes text to standard output.
pub(super) fn print(text: &str) {
    // The only failure of a write to standard output that could be told is told to a reader who has gone.
    let _ = write_all(anstream::stdout().lock(), text);
}

/// Does a person read standard output on a terminal?
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Does a person read standard error, where messages go?
pub(super) fn shows_messages() -> bool {
    io::stderr().is_terminal()
}

/// Does a person read what is said, and can they answer?
pub(super) fn is_interactive() -> bool {
    io::stdin().is_terminal() && is_terminal() && shows_messages()
}

/// Writes a message to standard output, on lines of its own.
pub(super) fn say(message: &Message, language: Language) {
    print(&format!("{}\n", message.shown(language)));
}

/// The same to standard error.
pub(super) fn warn(message: &Message, language: Language) {
    error(&format!("{}\n", message.shown(language)));
}

/// Writes text to standard error, where messages go.
pub(super) fn error(text: &str) {
    let _ = write_all(anstream::stderr().lock(), text);
}

fn write_all(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// All of standard input.
pub(super) fn read_all() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
