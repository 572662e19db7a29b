//! `licence` in `site.yaml`: under which terms the texts may be taken along, for machines and for readers.
//!
//! Comes in: an identifier of the SPDX list (<https://spdx.org/licenses/>) or an address; goes out: a name and an address.
//! Nothing is claimed where nothing is written.

use spdx::identifiers::LICENSES;

use crate::base::address;
use crate::base::diag::{Code, Diagnostic};
use crate::base::suggest::closest;
use crate::yaml::{Fields, SpannedText};

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// What is written: `CC-BY-4.0`, or an address.
    pub id: String,
    /// What people call it; the address where that is all that is known.
    pub name: String,
    /// Where its terms stand; none for an identifier that nobody knows.
    pub url: Option<String>,
}

/// Reads the key. An identifier that nobody knows is a warning: the site may know better than the list.
pub(super) fn licence(fields: &Fields<'_>) -> Option<Licence> {
    let SpannedText { text, span } = fields.text("licence")?;
    let id = text.trim().to_owned();
    if id.starts_with("https://") || id.starts_with("http://") {
        if let Some(problem) = address::mistake(&id, false) {
            fields.report(problem.in_file(fields.source(), span));
        }
        return Some(Licence { name: id.clone(), url: Some(id.clone()), id });
    }
    if let Some(known) = LICENSES.iter().find(|known| known.name == id) {
        return Some(Licence { url: Some(address_of(known.name)), name: known.full_name.to_owned(), id });
    }
    let help = match suggestion(&id) {
        Some(near) => say!("did you mean `{near}`?", near),
        None => {
            say!("write an identifier of https://spdx.org/licenses/ such as `CC-BY-4.0`, or the address of the licence")
        }
    };
    let message = say!("`licence` is `{id}`, which is neither an address nor a licence that SPDX lists", id);
    fields.report(Diagnostic::warning(Code::UnknownLicence, message).in_file(fields.source(), span).help(help));
    Some(Licence { name: id.clone(), url: None, id })
}

/// What was most likely meant: the same in other capitals or with spaces, its full name, or a name with a slip in it. Of
/// licences for texts first, as the list is mostly of those for programs.
fn suggestion(id: &str) -> Option<&'static str> {
    let plain = |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
    let is_same = |name: &str| plain(name).eq_ignore_ascii_case(&plain(id)) && !plain(id).is_empty();
    let same = LICENSES.iter().find(|known| is_same(known.name) || is_same(known.full_name));
    let is_for_texts = |name: &&str| name.starts_with("CC");
    let names = || LICENSES.iter().map(|known| known.name);
    same.map(|known| known.name).or_else(|| closest(id, names().filter(is_for_texts))).or_else(|| closest(id, names()))
}

/// Where the terms of a licence of the list stand: of Creative Commons the page for people, of others that of the list.
fn address_of(id: &str) -> String {
    if id == "CC0-1.0" {
        return "https://creativecommons.org/publicdomain/zero/1.0/".to_owned();
    }
    let parts: Vec<&str> = id.strip_prefix("CC-").map(|rest| rest.split('-').collect()).unwrap_or_default();
    let (version, kind): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|part| part.starts_with(|first: char| first.is_ascii_digit()));
    let is_known = |part: &&str| matches!(*part, "BY" | "NC" | "ND" | "SA");
    match version.as_slice() {
        // Those of a country (`CC-BY-3.0-DE`) have addresses of their own.
        [version] if !kind.is_empty() && kind.iter().all(is_known) => {
            format!("https://creativecommons.org/licenses/{}/{version}/", kind.join("-").to_lowercase())
        }
        _ => format!("https://spdx.org/licenses/{id}.html"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_of_creative_commons_have_a_page_for_people() {
        for (id, address) in [
            ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
            ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
            ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
            ("CC-BY-3.0-DE", "https://spdx.org/licenses/CC-BY-3.0-DE.html"),
            ("CC-PDDC", "https://spdx.org/licenses/CC-PDDC.html"),
            ("OGL-UK-3.0", "https://spdx.org/licenses/OGL-UK-3.0.html"),
        ] {
            assert_eq!(address_of(id), address);
            assert!(LICENSES.iter().any(|known| known.name == id), "{id}");
        }
    }

    #[test]
    fn what_was_meant_is_found() {
        for (written, meant) in [
            ("CC BY 4.0", Some("CC-BY-4.0")),
            ("cc-by-sa-4.0", Some("CC-BY-SA-4.0")),
            ("CC-BYE-4.0", Some("CC-BY-4.0")),
            ("Creative Commons Attribution 4.0 International", Some("CC-BY-4.0")),
            ("all rights reserved", None),
            ("", None),
        ] {
            assert_eq!(suggestion(written), meant, "{written}");
        }
    }
}
