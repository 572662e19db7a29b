//! The network as the command line has it: the client, and real pauses.
#![allow(clippy::disallowed_methods, reason = "the process's arguments are read here, at the edge")]

use std::time::Duration;

use crate::base::http::{Client, Settings};

/// The network, unless the user said that there is none.
pub(super) fn client(offline: bool) -> Option<Client> {
    (!offline).then(|| Client::new(Settings { system_proxy: true, ..Settings::default() }))
}

/// The network for many short questions: a host that is slow is left alone soon.
pub(super) fn impatient_client() -> Client {
    let patience = Duration::from_secs(20);
    Client::new(Settings {
        system_proxy: true,
        longest_stall: patience,
        longest_answer: patience,
        ..Settings::default()
    })
}

/// Spends time.
pub(super) fn wait(time: Duration) {
    std::thread::sleep(time);
}

/// The command that this run was started with, to be typed again.
pub(super) fn same_command() -> String {
    let quoted = |argument: String| {
        let is_plain = |character: char| character.is_alphanumeric() || "-_./:=,@%+".contains(character);
        if !argument.is_empty() && argument.chars().all(is_plain) {
            argument
        } else {
            format!("'{}'", argument.replace('\'', r"'\''"))
        }
    };
    // Arguments that are not UTF-8 cannot be shown; clap has refused those it does not know.
    let arguments = std::env::args_os().skip(1).map(|argument| quoted(argument.to_string_lossy().into_owned()));
    std::iter::once("chancery".to_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
}
