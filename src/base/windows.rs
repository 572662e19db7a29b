//! Names that Windows does not take for files and folders: a site is written on any system, and goes along on sticks.
//! Source: "Naming Files, Paths, and Namespaces" in the documentation of Windows.

use super::message::Message;

/// Names of devices, in every folder and with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Those that have a number behind them.
const NUMBERED: [&str; 2] = ["com", "lpt"];
/// Signs that have a meaning in a path.
const SIGNS: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// Why Windows refuses a name; none where it takes it.
#[must_use]
pub fn refuses(name: &str) -> Option<Message> {
    if let Some(sign) = name.chars().find(|sign| SIGNS.contains(sign) || u32::from(*sign) < 0x20) {
        return Some(say!("`{sign}` stands in no name there", sign = sign.escape_debug()));
    }
    if name.ends_with(['.', ' ']) {
        return Some(say!("it loses the dots and spaces at its end there"));
    }
    let stem = name.split('.').next().unwrap_or(name);
    is_device_name(stem.trim_end()).then(|| say!("it is that of a device there"))
}

/// Does Windows keep a name without an ending for a device?
#[must_use]
pub fn is_device_name(name: &str) -> bool {
    // Most names are longer than all of these.
    if name.len() > DEVICES[5].len() {
        return false;
    }
    let is = |device: &&str| name.eq_ignore_ascii_case(device);
    let has_number = |device: &&str| {
        let rest =
            name.get(..device.len()).filter(|start| start.eq_ignore_ascii_case(device)).map(|_| &name[device.len()..]);
        rest.is_some_and(|rest| matches!(rest, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    };
    DEVICES.iter().any(is) || NUMBERED.iter().any(has_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_refused_with_any_ending_and_in_capitals() {
        for name in ["con", "NUL", "aux.html", "Com1.tar.gz", "lpt9", "LPT²", "con .txt", "conin$", "PRN.md"] {
            assert!(refuses(name).is_some(), "{name}");
        }
        for name in [
            "icon",
            "console",
            "con-1",
            "com0",
            "com10",
            "lpt",
            "auxerre.md",
            "null",
            "a.con",
            "کن",
            "index.html",
            "con²",
        ] {
            assert_eq!(refuses(name), None, "{name}");
        }
    }

    #[test]
    fn dots_at_the_end_and_signs_of_paths_are_refused() {
        for name in
            ["etc.", "a ", "a.md.", "...", "what?", "a:b.png", "C:", "a\\b", "\\\\server", "a\tb", "<a>", "\"a\""]
        {
            assert!(refuses(name).is_some(), "{name}");
        }
        for name in ["a.b", ".htaccess", "a b", "شهر", "a'b", "a,b;c", "_redirects"] {
            assert_eq!(refuses(name), None, "{name}");
        }
    }
}
