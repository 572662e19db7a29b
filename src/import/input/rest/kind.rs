//! What an entry of a REST answer is: lists of media, terms, comments and users look much like lists of posts.

use serde_json::Value as Json;

use crate::base::message::Message;

/// A kind of entry (developer.wordpress.org/rest-api/reference).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import::input) enum Kind {
    /// A post, a page, a custom type, or what cannot be told from them.
    Post,
    Media,
    Category,
    Tag,
    Term,
    Comment,
    User,
    /// A synced pattern.
    Pattern,
    /// What the API says about itself.
    Index,
}

/// Tells what an entry is, by the members that only its kind has.
pub(super) fn kind_of(item: &Json) -> Kind {
    let has = |key: &str| item.get(key).is_some();
    let text = |key: &str| item.get(key).and_then(Json::as_str);
    match text("taxonomy") {
        Some("category") => return Kind::Category,
        Some("post_tag") => return Kind::Tag,
        Some(_) if !has("content") => return Kind::Term,
        _ => {}
    }
    if text("type") == Some("attachment") || (has("source_url") && !has("content")) {
        Kind::Media
    } else if text("type") == Some("wp_block") {
        Kind::Pattern
    } else if has("author_name") && has("post") {
        Kind::Comment
    } else if has("avatar_urls") && !has("content") {
        Kind::User
    } else if has("namespaces") && has("routes") {
        Kind::Index
    } else {
        Kind::Post
    }
}

/// Says what a file holds instead of posts: `this is a list of 3 comments, not of posts`.
pub(in crate::import::input) fn describe(kind: Kind, count: usize) -> Message {
    let (one, many) = match kind {
        Kind::Post => (say!("a post"), say!("posts")),
        Kind::Media => (say!("a file of the media library"), say!("media")),
        Kind::Category => (say!("a category"), say!("categories")),
        Kind::Tag => (say!("a tag"), say!("tags")),
        Kind::Term => (say!("a term of a taxonomy"), say!("terms of a taxonomy")),
        Kind::Comment => (say!("a comment"), say!("comments")),
        Kind::User => (say!("a user"), say!("users")),
        Kind::Pattern => (say!("a synced pattern"), say!("synced patterns")),
        Kind::Index => (say!("the index of the REST API"), say!("indexes of the REST API")),
    };
    if count == 1 {
        say!("this is {one}, not a post", one)
    } else {
        say!("this is a list of {count} {many}, not of posts", count, many)
    }
}

/// What a value is that should have been a post.
pub(super) fn shape(value: &Json) -> Message {
    match value {
        Json::Null => say!("null"),
        Json::Bool(_) => say!("true or false"),
        Json::Number(_) => say!("a number"),
        Json::String(_) => say!("a text"),
        Json::Array(_) => say!("a list"),
        Json::Object(_) => say!("an object"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_that_look_like_posts_are_told_from_them() {
        let kinds = [
            (json!({"id": 1, "title": {"rendered": "A"}, "content": {"rendered": "x"}, "type": "city"}), Kind::Post),
            (json!({"id": 1, "title": "A", "content": "x", "source_url": "https://a.org"}), Kind::Post),
            (json!({"id": 1, "type": "attachment", "source_url": "a.jpg"}), Kind::Media),
            (json!({"id": 1, "type": "wp_block", "content": {"raw": "x"}}), Kind::Pattern),
            (json!({"id": 1, "taxonomy": "category", "name": "A"}), Kind::Category),
            (json!({"id": 1, "taxonomy": "post_tag", "name": "A"}), Kind::Tag),
            (json!({"id": 1, "taxonomy": "region", "name": "A"}), Kind::Term),
            (json!({"id": 1, "post": 2, "author_name": "A", "content": {"rendered": "x"}}), Kind::Comment),
            (json!({"id": 1, "name": "A", "avatar_urls": {}}), Kind::User),
            (json!({"namespaces": [], "routes": {}}), Kind::Index),
            (json!(3), Kind::Post),
        ];
        for (item, kind) in kinds {
            assert_eq!(kind_of(&item), kind, "{item}");
        }
    }

    #[test]
    fn what_is_found_is_said_in_words() {
        assert_eq!(describe(Kind::Media, 10), "this is a list of 10 media, not of posts");
        assert_eq!(describe(Kind::Comment, 1), "this is a comment, not a post");
    }
}
