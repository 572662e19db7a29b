//! The REST API's JSON into posts (developer.wordpress.org/rest-api/reference/posts).
//!
//! Comes in: the bytes of an answer, saved to a file: one post, an array of posts, or files of the media library. Goes
//! out: the posts that could be read, and a problem for each that could not. One bad post never stops the others. What
//! is neither a post nor a file is counted by its kind.

mod authors;
mod json;
mod kind;
mod language;
mod numbers;

use std::collections::BTreeMap;

use serde_json::Value as Json;

use self::authors::{authors, user};
use self::json::entries;
use self::kind::{kind_of, shape};
use self::numbers::Numbers;
use super::authors::with_coauthors;
use super::library::{MediaItem, User};
use super::post::{Apart, ContentNote, ContentNoteKind, Featured, Post, PostTerm, Withheld};
use crate::base::date::Moment;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::base::url::{is_web_address, percent_decode};
use crate::html::{parse_fragment, without_controls};

pub(super) use kind::{Kind, describe};
pub(super) use numbers::resolve;

/// What an answer holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Answer {
    /// The posts, with what they only name by a number.
    pub posts: Vec<(Post, Numbers)>,
    /// Files of the media library.
    pub media: Vec<MediaItem>,
    /// Users, by their numbers.
    pub users: Vec<(u64, User)>,
    /// Categories, tags and other terms, by their numbers.
    pub terms: Vec<(u64, PostTerm)>,
    /// Synced patterns, by their numbers.
    pub patterns: Vec<(u64, String)>,
    /// How many of what else there is.
    pub others: BTreeMap<Kind, usize>,
}

/// Reads the answer in `bytes`, which messages call `name`.
pub(super) fn read(name: &str, bytes: &[u8], problems: &mut Diagnostics) -> Answer {
    let entries = match entries(name, bytes, problems) {
        Ok(entries) => entries,
        Err(problem) => {
            problems.push(*problem);
            return Answer::default();
        }
    };
    let place = Place::of_file(name);
    if entries.is_empty() {
        problems.push(
            Diagnostic::error(Code::EmptyInput, say!("the file holds an empty list of posts"))
                .at(place.clone())
                .help(how_to_get()),
        );
    }
    let total = entries.len();
    let mut answer = Answer::default();
    for (index, entry) in entries.into_iter().enumerate() {
        let which =
            if total > 1 { say!("entry {index} of {total}: ", index = index + 1, total) } else { Message::default() };
        let Some(item) = &entry.into_json() else {
            let problem =
                Diagnostic::error(Code::NotAPost, say!("{which}this JSON is nested deeper than any post", which));
            problems.push(problem.at(place.clone()).help(how_to_get()));
            continue;
        };
        match kind_of(item) {
            Kind::Media => match media(item) {
                Some(media) => answer.media.push(media),
                None => *answer.others.entry(Kind::Media).or_default() += 1,
            },
            // The one list whose answers have the content as the database has it.
            Kind::Pattern => {
                let raw = item.pointer("/content/raw").and_then(Json::as_str).map(str::to_owned);
                answer.patterns.extend(number(item.get("id")).zip(raw));
                *answer.others.entry(Kind::Pattern).or_default() += 1;
            }
            Kind::Post => match post(item, &which, &place, problems) {
                Ok(post) => answer.posts.push((post, Numbers::of(item))),
                Err(problem) => problems.push(problem.at(place.clone())),
            },
            other => {
                *answer.others.entry(other).or_default() += 1;
                answer.users.extend(user(item).filter(|_| other == Kind::User));
                let is_term = matches!(other, Kind::Category | Kind::Tag | Kind::Term);
                answer.terms.extend(number(item.get("id")).zip(term(item)).filter(|_| is_term));
            }
        }
    }
    answer
}

/// Where posts are found.
pub(super) fn how_to_get() -> Message {
    say!("save the answer of https://<your site>/wp-json/wp/v2/posts?slug=<post> to a file and import that")
}

fn post(item: &Json, which: &Message, place: &Place, problems: &mut Diagnostics) -> Result<Post, Box<Diagnostic>> {
    let not_a_post = |found: Message| {
        Box::new(Diagnostic::error(Code::NotAPost, say!("{which}{found}", which, found)).help(how_to_get()))
    };
    let Json::Object(fields) = item else {
        return Err(not_a_post(say!("a WordPress post was expected, found {item}", item = shape(item))));
    };
    if let Some(refusal) = refusal(fields) {
        return Err(not_a_post(refusal));
    }
    let Some(content) = rendered(item.get("content")) else {
        return Err(not_a_post(say!("this JSON has no `content`, so it is not a WordPress post")));
    };
    // YAML's whole numbers end where those of most languages do.
    let id = number(item.get("id")).filter(|id| i64::try_from(*id).is_ok());
    let link = item.get("link").and_then(Json::as_str).filter(|link| is_web_address(link)).map(str::to_owned);
    let slug = item.get("slug").and_then(Json::as_str).unwrap_or_default();
    let slug = percent_decode(slug).unwrap_or_else(|| slug.to_owned());
    let title = rendered(item.get("title")).map(|title| text_of(&title)).filter(|title| !title.is_empty());
    let is_untitled = title.is_none();
    let name =
        title.or_else(|| Some(slug.clone()).filter(|slug| !slug.is_empty())).or(id.map(|id| format!("post {id}")));
    let Some(title) = name else {
        return Err(not_a_post(say!("the post has no title, no slug and no id")));
    };
    let mut time = |key: &str| match moment(item, key) {
        Ok(time) => time,
        Err(problem) => {
            problems.push(
                Diagnostic::warning(Code::BadDate, say!("{which}{problem}", which, problem))
                    .at(place.clone())
                    .help(say!("the date is left out; add it to the files by hand")),
            );
            None
        }
    };
    let (date, modified) = (time("date"), time("modified"));
    let (authors, mut notes) = authors(item);
    notes.extend(is_untitled.then(|| ContentNote { what: ContentNoteKind::NoTitle, text: title.clone() }));
    let apart = apart(item, &mut notes);
    Ok(with_coauthors(Post {
        id,
        link,
        slug,
        title,
        html: content,
        // The excerpt of an answer is as a rule the beginning of the text, cut off.
        excerpt: None,
        authors,
        terms: terms(item),
        language: language::language(item),
        translations: language::translations(item),
        featured: featured(item),
        date,
        modified,
        withheld: withheld(item),
        apart,
        guid: rendered(item.get("guid")).filter(|guid| is_web_address(guid)),
        notes,
    }))
}

/// What WordPress said, if it answered with an error.
fn refusal(fields: &serde_json::Map<String, Json>) -> Option<Message> {
    let text = |key: &str| fields.get(key).and_then(Json::as_str).filter(|_| !fields.contains_key("content"));
    let (code, message) = (text("code")?, text("message")?);
    Some(say!(
        "WordPress answered with an error instead of a post: {message} ({code})",
        message = text_of(message),
        code
    ))
}

/// The notes of the block editor, as WordPress keeps them.
fn apart(item: &Json, notes: &mut Vec<ContentNote>) -> Apart {
    let mut apart = Apart::default();
    let kept = item.pointer("/meta/footnotes").and_then(Json::as_str).unwrap_or_default();
    if !apart.read_notes(kept) {
        notes.push(ContentNote { what: ContentNoteKind::UnreadableNotes, text: kept.to_owned() });
    }
    apart
}

/// The featured image, if the answer was asked for with `_embed`; the member may be an error object.
fn featured(item: &Json) -> Option<Featured> {
    let embedded = item.pointer("/_embedded/wp:featuredmedia/0").and_then(media_text);
    let jetpack = item.get("jetpack_featured_media_url").and_then(Json::as_str).filter(|address| !address.is_empty());
    embedded.or_else(|| jetpack.map(|address| Featured { address: address.to_owned(), ..Featured::default() }))
}

fn terms(item: &Json) -> Vec<PostTerm> {
    let groups = item.pointer("/_embedded/wp:term").and_then(Json::as_array).into_iter().flatten();
    groups.filter_map(Json::as_array).flatten().filter_map(term).collect()
}

fn term(term: &Json) -> Option<PostTerm> {
    let text = |key: &str| term.get(key).and_then(Json::as_str);
    let slug = text("slug").unwrap_or_default();
    Some(PostTerm {
        taxonomy: text("taxonomy")?.to_owned(),
        slug: percent_decode(slug).unwrap_or_else(|| slug.to_owned()),
        name: text_of(text("name")?),
    })
}

/// The address of a file and its texts.
fn media_text(item: &Json) -> Option<Featured> {
    let full = item.pointer("/media_details/sizes/full/source_url");
    let address = item.get("source_url").or(full).and_then(Json::as_str).filter(|address| !address.is_empty())?;
    Some(Featured {
        address: address.to_owned(),
        caption: rendered(item.get("caption")).unwrap_or_default(),
        alternative: item.get("alt_text").and_then(Json::as_str).unwrap_or_default().to_owned(),
    })
}

/// A file of the media library (developer.wordpress.org/rest-api/reference/media).
fn media(item: &Json) -> Option<MediaItem> {
    let Featured { address, caption, alternative } = media_text(item)?;
    Some(MediaItem {
        id: number(item.get("id"))?,
        address,
        caption,
        alternative,
        parent: number(item.get("post")).filter(|parent| *parent != 0),
    })
}

/// `{"rendered": "…"}`, or the text itself as old versions and some plugins give it. Null counts as missing.
fn rendered(value: Option<&Json>) -> Option<String> {
    match value? {
        Json::String(text) => Some(text.clone()),
        Json::Object(fields) => {
            fields.get("rendered").or_else(|| fields.get("raw")).and_then(Json::as_str).map(str::to_owned)
        }
        _ => None,
    }
}

/// The text that HTML shows: entities decoded, tags taken off, no white space of any kind at the ends.
pub(super) fn text_of(html: &str) -> String {
    let document = parse_fragment(html).document;
    without_controls(&document.text(document.root())).trim().to_owned()
}

pub(super) fn number(value: Option<&Json>) -> Option<u64> {
    match value? {
        Json::Number(number) => number.as_u64(),
        Json::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The local time of a post, with its offset if the UTC time is given too. WordPress writes `0000-00-00T00:00:00` for a
/// draft that has none.
fn moment(item: &Json, key: &str) -> Result<Option<Moment>, Message> {
    let text =
        |key: &str| item.get(key).and_then(Json::as_str).filter(|text| !text.is_empty() && !text.starts_with("0000"));
    let Some(local) = text(key) else { return Ok(None) };
    let parse = |text: &str| {
        Moment::parse(text).map_err(|reason| say!("the post's `{key}` is `{text}`, and {reason}", key, text, reason))
    };
    let local = parse(local)?;
    let utc = text(&format!("{key}_gmt")).and_then(|text| Moment::parse(text).ok());
    Ok(Some(utc.map_or(local, |utc| Moment::from_local_and_utc(local, utc))))
}

fn withheld(item: &Json) -> Option<Withheld> {
    let protected =
        item.get("content").and_then(|content| content.get("protected")).and_then(Json::as_bool) == Some(true);
    let password = item.get("password").and_then(Json::as_str).is_some_and(|password| !password.is_empty());
    if protected || password {
        return Some(Withheld::Protected);
    }
    match item.get("status").and_then(Json::as_str) {
        None | Some("publish" | "inherit") => None,
        Some(status) => Some(Withheld::Status(status.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::library::MediaLibrary;
    use super::numbers::resolve;
    use super::*;

    fn read_text(text: &str) -> (Vec<Post>, Vec<String>) {
        let mut problems = Diagnostics::new();
        let answer = read("post.json", text.as_bytes(), &mut problems);
        (
            answer.posts.into_iter().map(|(post, _)| post).collect(),
            problems
                .into_sorted()
                .into_iter()
                .map(|problem| format!("{}: {}", problem.code, problem.message.english()))
                .collect(),
        )
    }

    #[test]
    fn titles_lose_their_entities_and_times_get_their_offset() {
        let (posts, problems) = read_text(
            r#"{"id": "7", "slug": "%D8%A7", "title": {"rendered": "A &amp; B &#8211; C"}, "content": {"rendered": "<p>x</p>"},
               "date": "2025-06-02T11:22:26", "date_gmt": "2025-06-02T07:52:26", "modified": null, "status": "publish"}"#,
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((posts[0].title.as_str(), posts[0].slug.as_str(), posts[0].id), ("A & B – C", "ا", Some(7)));
        assert_eq!(posts[0].date.unwrap().to_string(), "2025-06-02T11:22:26+03:30");
    }

    #[test]
    fn what_is_no_post_is_named() {
        let found = |text: &str| read_text(text).1.join("\n");
        assert!(found("").starts_with("empty-input"));
        assert!(found("[]").starts_with("empty-input"));
        assert!(found("null").contains("found null"));
        assert!(
            found(r#"{"code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": {"status": 404}}"#)
                .contains("Invalid post ID. (rest_post_invalid_id)")
        );
        assert!(found(r#"{"id": 1, "content": null}"#).contains("no `content`"));
    }

    #[test]
    fn one_bad_entry_does_not_stop_the_others() {
        let (posts, problems) =
            read_text(r#"[{"title": "A", "content": "x"}, 3, {"title": "B", "content": "y", "date": "soon"}]"#);
        assert_eq!(posts.len(), 2);
        assert_eq!(problems.len(), 2);
        assert!(problems[0].contains("entry 3 of 3") && problems[1].contains("entry 2 of 3"), "{problems:?}");
    }

    #[test]
    fn protected_and_unpublished_posts_are_withheld() {
        let (posts, _) = read_text(
            r#"[{"title": "A", "content": {"rendered": "", "protected": true}}, {"title": "B", "content": "y", "status": "draft"}]"#,
        );
        assert_eq!(posts[0].withheld, Some(Withheld::Protected));
        assert_eq!(posts[1].withheld, Some(Withheld::Status("draft".into())));
    }

    #[test]
    fn members_of_other_types_than_documented_do_no_harm() {
        let (posts, problems) = read_text(
            r#"{"id": "12", "title": "A", "content": {"rendered": "x"}, "meta": [], "class_list": {"0": "post-12", "3": "x"},
               "featured_media": "9", "categories": {}, "excerpt": null, "author": "3", "password": null,
               "_embedded": {"author": [{"code": "rest_user_invalid_id", "message": "Invalid user ID.", "data": {"status": 404}}],
                             "wp:featuredmedia": [{"code": "rest_forbidden", "message": "no", "data": {"status": 401}}],
                             "wp:term": [[{"taxonomy": "category", "slug": "%D8%A7", "name": "A &amp; B"}, {"code": "x"}], {}, null]}}"#,
        );
        assert_eq!(problems, [] as [String; 0]);
        let post = &posts[0];
        assert_eq!((post.id, &post.authors[..], &post.featured), (Some(12), &[][..], &None));
        let term = PostTerm { taxonomy: "category".into(), slug: "ا".into(), name: "A & B".into() };
        assert_eq!(post.terms, [term]);
        let (posts, _) = read_text(r#"{"title": "A", "content": "x", "meta": {}, "_embedded": []}"#);
        assert_eq!(posts.len(), 1);
    }

    #[test]
    fn a_media_list_gives_the_addresses_of_featured_images() {
        let text = r#"[{"id": 1, "title": "A", "content": "x", "featured_media": 7},
            {"id": 7, "type": "attachment", "source_url": "https://a.org/b.jpg", "post": 1, "caption": {"rendered": "<p>C</p>"}},
            {"id": 5, "taxonomy": "category", "count": 3, "name": "D", "slug": "d"}]"#;
        let answer = read("mixed.json", text.as_bytes(), &mut Diagnostics::new());
        let mut library = MediaLibrary::default();
        answer.media.into_iter().for_each(|item| library.add(item));
        let post = resolve(answer.posts[0].clone(), &library);
        let featured =
            Featured { address: "https://a.org/b.jpg".into(), caption: "<p>C</p>".into(), ..Featured::default() };
        assert_eq!(post.featured, Some(featured));
        assert_eq!(library.captions[&7], "<p>C</p>");
        assert_eq!(library.of_post[&1], [7]);
        assert_eq!(answer.others, BTreeMap::from([(Kind::Category, 1)]));
    }
}
