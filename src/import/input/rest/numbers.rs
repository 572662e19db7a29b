//! What a post of the REST API only names by a number: its featured image, its author, its categories and tags.
//!
//! Comes in: the numbers, and what other answers of the same import say about them (lists of media, users, terms); goes
//! out: the post with what is known. What is not known is noted, so that the report can tell it.

use serde_json::Value as Json;

use super::super::authors::real_name;
use super::super::library::MediaLibrary;
use super::super::post::{ContentNote, ContentNoteKind, Post};
use super::number;

/// The numbers of a post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import::input) struct Numbers {
    featured: Option<u64>,
    author: Option<u64>,
    terms: Vec<u64>,
}

impl Numbers {
    /// Reads the numbers of a post. Nought is none.
    pub fn of(item: &Json) -> Self {
        let one = |key: &str| number(item.get(key)).filter(|number| *number != 0);
        let several = |key: &str| item.get(key).and_then(Json::as_array).into_iter().flatten();
        Self {
            featured: one("featured_media"),
            author: one("author"),
            terms: several("categories").chain(several("tags")).filter_map(|term| number(Some(term))).collect(),
        }
    }
}

/// The post with what the numbers stand for, where the answer itself did not say it.
pub(in crate::import::input) fn resolve((mut post, numbers): (Post, Numbers), library: &MediaLibrary) -> Post {
    let mut note = |what, text: String| post.notes.push(ContentNote { what, text });
    if post.featured.is_none()
        && let Some(number) = numbers.featured
    {
        post.featured = library.featured(number);
        if post.featured.is_none() {
            note(ContentNoteKind::MissingFeatured, format!("number {number}"));
        }
    }
    if post.authors.is_empty()
        && let Some(number) = numbers.author
    {
        let known = library.users.get(&number);
        post.authors.extend(known.and_then(|user| real_name(&user.name, &user.account)));
        let is_noted = post.notes.iter().any(|note| note.what == ContentNoteKind::UnknownAuthor);
        if post.authors.is_empty() && !is_noted {
            let text = known.map_or_else(|| format!("number {number}"), |user| user.name.clone());
            post.notes.push(ContentNote { what: ContentNoteKind::UnknownAuthor, text });
        }
    }
    if post.terms.is_empty() {
        for number in numbers.terms {
            match library.terms.get(&number) {
                Some(term) => post.terms.push(term.clone()),
                None => post
                    .notes
                    .push(ContentNote { what: ContentNoteKind::UnknownCategory, text: format!("number {number}") }),
            }
        }
    }
    post
}
