//! The comments in which the block editor keeps its blocks: `<!-- wp:block {"ref":3} /-->`
//! (`wp-includes/class-wp-block-parser.php`).
//!
//! Comes in: content; goes out: the blocks of one name, with their places and what they say. Comments that are no blocks and
//! ends of blocks are passed over.

use std::ops::Range;

use serde_json::Value as Json;

/// The comment that a block begins with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BlockComment {
    /// The comment in the content; with its end, where nothing stands between the two.
    pub range: Range<usize>,
    /// What the block says; null where it says nothing, or nothing that can be read.
    pub attributes: Json,
}

/// The blocks of a name, in their order.
pub(super) fn blocks_named(text: &str, name: &str) -> Vec<BlockComment> {
    let (start, end, closing) = (format!("<!-- wp:{name} "), "-->", format!("<!-- /wp:{name} -->"));
    let mut found = Vec::new();
    let mut position = 0;
    while let Some(at) = text[position..].find(&start) {
        let from = position + at;
        let inside = from + start.len();
        // The editor writes `--` in values as `\u002d\u002d`.
        let Some(length) = text[inside..].find(end) else { break };
        let said = text[inside..inside + length].trim();
        let closes_itself = said.ends_with('/');
        let attributes = serde_json::from_str(said.trim_end_matches('/').trim()).unwrap_or(Json::Null);
        position = inside + length + end.len();
        let rest = &text[position..];
        let gap = rest.len() - rest.trim_start().len();
        if !closes_itself && rest[gap..].starts_with(&closing) {
            position += gap + closing.len();
        }
        found.push(BlockComment { range: from..position, attributes });
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn blocks_are_found_with_what_they_say() {
        let text = "a<!-- wp:block {\"ref\":3} /-->b<!-- wp:block {\"ref\":4} -->\n<!-- /wp:block -->c<!-- wp:block-x /--><!-- wp:block /-->";
        let found = blocks_named(text, "block");
        let said: Vec<_> = found.iter().map(|block| (&text[block.range.clone()], block.attributes.clone())).collect();
        assert_eq!(
            said,
            [
                ("<!-- wp:block {\"ref\":3} /-->", json!({"ref": 3})),
                ("<!-- wp:block {\"ref\":4} -->\n<!-- /wp:block -->", json!({"ref": 4})),
                ("<!-- wp:block /-->", Json::Null),
            ]
        );
    }

    #[test]
    fn what_has_no_end_is_no_block() {
        assert_eq!(blocks_named("<!-- wp:block {\"ref\":3} /--", "block"), []);
        assert_eq!(blocks_named(&"<!-- wp:block ".repeat(10_000), "block"), []);
        assert_eq!(blocks_named("<!-- wp:block {\"ref\": /-->", "block")[0].attributes, Json::Null);
    }
}
