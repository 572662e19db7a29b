//! Colours and fonts that come along when HTML is pasted from a word processor or a mail. A site has dark colours, too, and fonts of its
//! own: black words cannot be seen there.
//!
//! In: a text and the place of HTML in it. Out: the mistake, at the first such tag.

use std::ops::Range;

use super::element_tags::{ElementTag, element_tags};
use super::mistakes::Mistake;
use crate::base::diag::Code;
use crate::html::style_value;

/// The first tag that says a colour without its background, or the other way round, or a font.
pub(super) fn pasted_style(markdown: &str, html: &Range<usize>) -> Option<Mistake> {
    let tag = element_tags(markdown.get(html.clone())?).find(is_pasted)?;
    let start = html.start + tag.at;
    let message = say!("colours or fonts of a word processor were pasted along, and may hide words in dark colours");
    let help = say!(
        "take `{tag}` and its end out, and keep the words: the site has its own colours and fonts",
        tag = tag.text
    );
    Some(Mistake::warning(start..start + tag.text.len(), Code::ForbiddenHtml, message, help))
}

fn is_pasted(tag: &ElementTag<'_>) -> bool {
    let style = tag.attribute("style").unwrap_or_default();
    let has = |property: &str| style_value(style, property).is_some();
    let has_ground = ["background", "background-color", "background-image"].into_iter().any(has);
    let is_word = tag.name == "o:p" || tag.attribute("class").is_some_and(|class| class.starts_with("Mso"));
    is_word || style.contains("mso-") || has("font-family") || has("color") != has_ground
}
