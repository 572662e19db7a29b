//! Who wrote a post, as an answer of the REST API says it.
//!
//! Comes in: the JSON of a post or a user; goes out: names that readers may see, and a note for each that is only an account.

use serde_json::Value as Json;

use super::super::authors::real_name;
use super::super::library::User;
use super::super::post::{ContentNote, ContentNoteKind};
use super::{number, text_of};

/// The authors whose names the answer has, if it was asked for with `_embed`; and a note for each known by an account only.
pub(super) fn authors(item: &Json) -> (Vec<String>, Vec<ContentNote>) {
    let (mut names, mut notes) = (Vec::new(), Vec::new());
    let list = |value: Option<&Json>| value.and_then(Json::as_array).cloned().unwrap_or_default();
    // Co-Authors Plus and PublishPress Authors name all of them; WordPress itself only who uploaded the post.
    let by_plug_in: Vec<Json> = ["coauthors", "authors"].into_iter().flat_map(|key| list(item.get(key))).collect();
    let named: Vec<User> = by_plug_in.iter().filter_map(shown_user).collect();
    let embedded = list(item.pointer("/_embedded/author"));
    let users = if named.is_empty() { embedded.iter().filter_map(shown_user).collect() } else { named };
    for User { name, account } in users {
        match real_name(&name, &account) {
            Some(name) if names.contains(&name) => {}
            Some(name) => names.push(name),
            None => notes.push(ContentNote { what: ContentNoteKind::UnknownAuthor, text: name }),
        }
    }
    (names, notes)
}

fn shown_user(item: &Json) -> Option<User> {
    let text = |key: &str| item.get(key).and_then(Json::as_str);
    let account = text("slug").or(text("user_nicename")).or(text("user_login")).unwrap_or_default();
    Some(User { name: text_of(text("display_name").or(text("name"))?), account: account.to_owned() })
}

pub(super) fn user(item: &Json) -> Option<(u64, User)> {
    number(item.get("id")).zip(shown_user(item))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::base::diag::Diagnostics;
    use crate::import::input::post::Post;

    fn posts(text: &str) -> Vec<Post> {
        let answer = read("post.json", text.as_bytes(), &mut Diagnostics::new());
        answer.posts.into_iter().map(|(post, _)| post).collect()
    }

    #[test]
    fn coauthors_are_authors_and_a_post_without_a_title_is_told() {
        let posts = posts(
            r#"[{"slug": "a-b", "title": {"rendered": ""}, "content": "x", "coauthors": [{"display_name": "Jane Doe", "user_nicename": "jane"},
                 {"name": "Ali Rezaei", "slug": "cap-ali"}], "_embedded": {"author": [{"name": "Web Team", "slug": "web"}]}},
                {"title": "B", "content": "x", "authors": [{"display_name": "Jane Doe"}]},
                {"title": "C", "content": "x", "_embedded": {"author": [{"name": "Web Team", "slug": "web"}],
                 "wp:term": [[{"taxonomy": "author", "slug": "cap-jane", "name": "Jane Doe"}]]}}]"#,
        );
        let authors: Vec<_> = posts.iter().map(|post| post.authors.join(", ")).collect();
        assert_eq!(authors, ["Jane Doe, Ali Rezaei", "Jane Doe", "Jane Doe"]);
        assert_eq!(posts[0].notes, [ContentNote { what: ContentNoteKind::NoTitle, text: "a-b".to_owned() }]);
        assert_eq!(posts[1].notes, []);
    }
}
