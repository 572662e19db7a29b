//! How a site shows itself: its colours, its mark, and whom readers write to.

use super::{Located, located};
use crate::base::address;
use crate::base::diag::Code;
use crate::yaml::{Fields, SpannedText};

/// The colours that a term may have, by their names. They are those of the subjects that a new site begins with.
pub const PALETTE: [&str; 13] = [
    "climate",
    "culture",
    "digital",
    "economy",
    "education",
    "health",
    "heritage",
    "migration",
    "mobility",
    "peace",
    "resilience",
    "science",
    "security",
];

/// What else has a colour on a page.
const GROUNDS: [&str; 7] = ["paper", "surface", "ink", "quiet", "link", "land", "border"];

/// How a site shows itself.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// Where readers report errors: a mail address, or the address of a page.
    pub contact: Option<String>,
    /// The mark beside the name: a file below `assets/`.
    pub logo: Option<Located>,
    /// Colours for light and for dark screens in the place of the site theme's.
    pub colours: Colours,
}

/// Colours in the place of the site theme's.
#[derive(Debug, Clone, Default)]
pub struct Colours {
    /// On light screens: names and values (`link`, `#1d4079`).
    pub light: Vec<(&'static str, Located)>,
    /// On dark ones.
    pub dark: Vec<(&'static str, Located)>,
}

/// Reads the keys of `site.yaml` that say how the site shows itself.
pub(super) fn identity(fields: &Fields<'_>) -> Identity {
    Identity {
        contact: fields.text("contact").and_then(|text| contact(fields, text)),
        logo: fields.text("logo").map(|text| located(fields, text)),
        colours: colours(fields),
    }
}

fn contact(fields: &Fields<'_>, text: SpannedText) -> Option<String> {
    let is_mail = |text: &str| {
        let parts = text.split_once('@');
        parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace))
    };
    if text.text.starts_with("https://") || text.text.starts_with("http://") {
        if let Some(problem) = address::mistake(&text.text, false) {
            fields.report(problem.in_file(fields.source(), text.span));
            return None;
        }
        return Some(text.text);
    }
    if is_mail(&text.text) {
        return Some(text.text);
    }
    let message = say!("`contact` should be a mail address or the address of a page");
    let help = match address::without_scheme(&text.text) {
        Some(address) => say!("write `contact: {address}`", address),
        None if address_within(&text.text).is_some_and(is_mail) => {
            say!("write `contact: {address}`", address = address_within(&text.text).unwrap_or_default())
        }
        None if text.text.contains('@') => say!("write one address alone, such as `contact: office@example.org`"),
        None => say!("write `contact: office@example.org`"),
    };
    fields.report_at(text.span, Code::WrongType, message, help);
    None
}

/// `office@example.org` of `The office <office@example.org>`.
fn address_within(text: &str) -> Option<&str> {
    text.split_once('<')?.1.split_once('>').map(|(address, _)| address.trim())
}

fn colours(fields: &Fields<'_>) -> Colours {
    let Some(inner) = fields.mapping("colours") else { return Colours::default() };
    let colours = Colours { light: scheme(&inner, "light"), dark: scheme(&inner, "dark") };
    inner.finish();
    colours
}

fn scheme(fields: &Fields<'_>, key: &'static str) -> Vec<(&'static str, Located)> {
    let Some(inner) = fields.mapping(key) else { return Vec::new() };
    let mut colours = Vec::new();
    for name in GROUNDS.into_iter().chain(PALETTE) {
        let Some(text) = inner.text(name) else { continue };
        if is_colour(&text.text) {
            colours.push((name, located(&inner, text)));
        } else {
            let message = say!("`{name}` should be a colour in the form `#1d4079`", name);
            inner.report_at(text.span, Code::WrongType, message, say!("write `{name}: \"#1d4079\"`", name));
        }
    }
    inner.finish();
    colours
}

/// Is it a colour as pages write it? Anything else could end the style sheet that it is put into.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
