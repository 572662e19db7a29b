//! Titles and summaries: what stands in them is shown letter by letter, so that signs of HTML and of Markdown are read.
//!
//! Comes in: a text of front matter; goes out: the text, and a warning where it holds such signs.

use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;
use crate::markdown::plain_text;
use crate::yaml::{Fields, SpannedText};

/// The text of the key, whose slips are told.
pub(super) fn plain_words(fields: &Fields<'_>, key: &str, text: SpannedText) -> String {
    if let Some((message, help)) = slip(key, &text.text) {
        let problem = Diagnostic::warning(Code::BrokenMarkdown, message).in_file(fields.source(), text.span);
        fields.report(problem.help(help));
    }
    text.text
}

fn slip(key: &str, text: &str) -> Option<(Message, Message)> {
    if let Some((entity, _)) = entities(text).next() {
        let mut meant = text.to_owned();
        for (entity, letter) in entities(text) {
            meant = meant.replace(entity, &letter);
        }
        let message = say!("`{key}` is shown letter by letter, so that readers see `{entity}`", key, entity);
        return Some((message, say!("write the sign itself: `{meant}`", meant)));
    }
    let (start, end) = in_stars(text)?;
    let inner = text[start..end].trim_matches('*');
    let message = say!("`{key}` is shown letter by letter, so that readers see the stars around `{inner}`", key, inner);
    let meant = format!("{}{inner}{}", &text[..start], &text[end..]);
    Some((message, say!("write it without them: `{meant}`", meant)))
}

/// The signs that are written as in HTML, `&#8211;`, and what they stand for.
fn entities(text: &str) -> impl Iterator<Item = (&str, String)> {
    text.match_indices('&').filter_map(|(start, _)| {
        let entity = &text[start..=start + text[start..].find(';')?];
        let is_one = entity[1..entity.len() - 1].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
        let letter = if is_one { plain_text(&format!("a{entity}a")) } else { String::new() };
        let letter = letter.strip_prefix('a')?.strip_suffix('a')?;
        (letter != entity).then(|| (entity, letter.to_owned()))
    })
}

/// Where words stand between stars, as `*words*` and `**words**` are written.
fn in_stars(text: &str) -> Option<(usize, usize)> {
    let start = text.find('*')?;
    let inner = text[start..].trim_start_matches('*');
    let signs = text.len() - start - inner.len();
    let stars = &text[start..start + signs];
    let length = inner.find('*')?;
    let words = &inner[..length];
    let is_pair = signs <= 2 && inner[length..].starts_with(stars) && !inner[length + signs..].starts_with('*');
    let is_apart = !text[..start].ends_with(char::is_alphanumeric)
        && !inner[length + signs.min(inner.len() - length)..].starts_with(char::is_alphanumeric);
    let is_close = !words.is_empty() && words.trim() == words;
    (is_pair && is_apart && is_close).then_some((start, start + signs + length + signs))
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn signs_that_readers_would_see_are_told_with_what_was_meant() {
        for (text, meant) in [
            ("Lima &#8211; Peru", "`Lima – Peru`"),
            ("Fish &amp; &quot;chips&quot;", "`Fish & \"chips\"`"),
            ("Lima *and its hills*", "`Lima and its hills`"),
            ("**Lima**, Peru", "`Lima, Peru`"),
        ] {
            let (_, help) = slip("title", text).unwrap_or_else(|| panic!("{text}"));
            assert!(help.english().ends_with(meant), "{}", help.english());
        }
        for right in
            ["AT&T; and more", "R&D", "5 * 3 * 2", "a*b*c", "M*A*S*H", "Hotel ***", "*", "**", "Q&A; x", "&unknown;"]
        {
            assert!(slip("title", right).is_none(), "{right}");
        }
    }
}
