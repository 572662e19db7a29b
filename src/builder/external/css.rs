//! Does a style sheet load the address that stands behind some text?
//!
//! Comes in: the style sheet up to an address; goes out: what loads it, if anything does.

use memchr::memmem;

/// Quotation marks, also as attributes of HTML hold them.
const QUOTES: [&[u8]; 5] = [b"\"", b"'", b"&quot;", b"&#34;", b"&#39;"];

/// What loads the address behind this text: `url()`, `@import`.
pub(super) fn load(before: &[u8]) -> Option<&'static str> {
    let trimmed = before.trim_ascii_end();
    let quoted = QUOTES.iter().find_map(|quote| trimmed.strip_suffix(*quote));
    let call = quoted.unwrap_or(trimmed).trim_ascii_end();
    let statement = statement(call).trim_ascii_start();
    let what = if ends_with(call, b"@import") || starts_with(statement, b"@import") && ends_with(call, b"url(") {
        "@import"
    } else if ends_with(call, b"url(") || ends_with(call, b"src(") {
        "url()"
    } else if quoted.is_some() && memmem::find(statement, b"image-set(").is_some() {
        "image-set()"
    } else {
        return None;
    };
    // A namespace is a name that looks like an address.
    (!starts_with(statement, b"@namespace") && !is_comment(before)).then_some(what)
}

/// The beginning of the statement or declaration that the text ends in.
fn statement(text: &[u8]) -> &[u8] {
    let start = text.iter().rposition(|byte| b";{}".contains(byte)).map_or(0, |end| end + 1);
    let text = text.get(start..).unwrap_or_default();
    let comment = memmem::rfind(text, b"*/").map_or(0, |end| end + 2);
    text.get(comment..).unwrap_or_default()
}

fn is_comment(text: &[u8]) -> bool {
    memmem::rfind(text, b"/*").is_some_and(|opened| memmem::rfind(text, b"*/").is_none_or(|closed| closed < opened))
}

fn ends_with(text: &[u8], end: &[u8]) -> bool {
    text.len()
        .checked_sub(end.len())
        .and_then(|start| text.get(start..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

fn starts_with(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::load;

    #[test]
    fn rules_that_load_are_told_from_those_that_do_not() {
        for (css, expected) in [
            ("a { background: url(", Some("url()")),
            ("a { background: URL( '", Some("url()")),
            ("@font-face { src: local(x), url(\"", Some("url()")),
            ("@import \"", Some("@import")),
            ("/* x */ @import url(", Some("@import")),
            ("a { background: image-set(\"x.png\" 1x, \"", Some("image-set()")),
            ("@namespace svg url(", None),
            ("/* url(", None),
            ("/* see ", None),
            ("a::after { content: \"", None),
            ("a { background: url(\"data:image/svg+xml,<svg xmlns='", None),
            ("", None),
        ] {
            assert_eq!(load(css.as_bytes()), expected, "{css}");
        }
    }
}
