//! Ctrl-C while something is written: the work ends where nothing is half done. A second one ends the program at once.

use std::sync::OnceLock;

use super::terminal;
use crate::base::stop::Stop;

/// What programs return that Ctrl-C ended.
pub(super) const EXIT_CODE: u8 = 130;

/// The wish of the person at the terminal. From the first call on, Ctrl-C is one.
pub(super) fn stop() -> Stop {
    static STOP: OnceLock<Stop> = OnceLock::new();
    let listening = || {
        let stop = Stop::default();
        let wish = stop.clone();
        // Where the system knows no such thing, Ctrl-C ends the program as it ends any other.
        let _ = ctrlc::set_handler(move || {
            if terminal::shows_messages() {
                // What is said next does not stand behind `^C` or a bar.
                terminal::error("\n");
            }
            if wish.request() {
                std::process::exit(i32::from(EXIT_CODE));
            }
        });
        stop
    };
    STOP.get_or_init(listening).clone()
}
