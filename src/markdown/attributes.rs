//! Values between double quotes. In: text or an address. Out: the same as an attribute holds it.

use crate::base::url::push_percent;

/// Adds text to a value between double quotes.
pub(super) fn push_attribute(html: &mut String, text: &str) {
    let mut start = 0;
    for (place, byte) in text.bytes().enumerate() {
        let written = match byte {
            b'&' => "&amp;",
            b'"' => "&quot;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        html.push_str(&text[start..place]);
        html.push_str(written);
        start = place + 1;
    }
    html.push_str(&text[start..]);
}

/// Adds an address to a value between double quotes, in the characters that pulldown-cmark leaves in the addresses of links.
pub(super) fn push_href(html: &mut String, address: &str) {
    let mut rest = address;
    loop {
        let length = rest.bytes().take_while(|byte| STAYS[usize::from(*byte)]).count();
        // Those that stay are ASCII, so a character begins here.
        let (stays, others) = rest.split_at(length);
        html.push_str(stays);
        let Some(other) = others.chars().next() else { return };
        match other {
            '&' => html.push_str("&amp;"),
            '\'' => html.push_str("&#x27;"),
            _ => others.bytes().take(other.len_utf8()).for_each(|byte| push_percent(html, byte)),
        }
        rest = &others[other.len_utf8()..];
    }
}

/// For each byte: may it stand in an address as it is?
const STAYS: [bool; 256] = {
    const OTHERS: &[u8] = b"-_.+!*(),%#@?=;:/$~";
    let mut stays = [false; 256];
    let mut byte = 0;
    while byte < stays.len() {
        stays[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut index = 0;
    while index < OTHERS.len() {
        stays[OTHERS[index] as usize] = true;
        index += 1;
    }
    stays
};
