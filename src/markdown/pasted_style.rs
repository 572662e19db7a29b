//! Colours and fonts that come along when HTML is pasted from a word processor or a mail. A site has dark colours, too, and fonts of its
//! own: black words cannot be seen there.
//!
//! In: a text and the place of HTML in it. Out: the mistake, at the first such tag.

use std::ops::Range;

use super::mistakes::Mistake;
use crate::base::diag::Code;

/// The first tag that says a colour without its background, or the other way round, or a font.
pub(super) fn pasted_style(markdown: &str, html: &Range<usize>) -> Option<Mistake> {
    let source = markdown.get(html.clone())?;
    if !source.contains("style") && !source.contains("Mso") && !source.contains("<o:p") {
        return None;
    }
    let tags = source.match_indices('<').filter_map(|(start, _)| {
        let end = source[start..].find('>')?;
        Some(start..start + end + 1)
    });
    let tag = tags.into_iter().find(|tag| is_pasted(&source[tag.clone()]))?;
    let span = html.start + tag.start..html.start + tag.end;
    let message = say!("colours or fonts of a word processor were pasted along, and may hide words in dark colours");
    let help = say!(
        "take `{tag}` and its end out, and keep the words: the site has its own colours and fonts",
        tag = &markdown[span.clone()]
    );
    Some(Mistake::warning(span, Code::ForbiddenHtml, message, help))
}

fn is_pasted(tag: &str) -> bool {
    if tag.contains("\"Mso") || tag.contains("mso-") || tag.starts_with("<o:p") {
        return true;
    }
    let Some((_, value)) = tag.split_once("style=") else { return false };
    let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { return false };
    let value = value[1..].split(quote).next().unwrap_or_default().to_ascii_lowercase();
    let has = |is_meant: fn(&str) -> bool| {
        value.split(';').any(|declaration| declaration.split(':').next().is_some_and(|name| is_meant(name.trim())))
    };
    let has_ground = has(|name| name.starts_with("background"));
    has(|name| name == "font-family") || has(|name| name == "color") != has_ground
}
