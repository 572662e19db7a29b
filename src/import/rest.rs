//! The REST API's JSON into posts (developer.wordpress.org/rest-api/reference/posts).
//!
//! Comes in: the bytes of an answer, saved to a file: one post, or an array of posts. Goes out: the posts that could be
//! read, and a problem for each that could not. One bad post never stops the others.

use serde_json::Value as Json;
use serde_json::error::Category;

use super::post::{Post, Withheld};
use crate::base::date::Moment;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::{Place, Position, SourceFile};
use crate::base::url::percent_decode;
use crate::html::parse_fragment;

/// How much of a long line is shown with a problem in it.
const SHOWN_AROUND: usize = 40;

/// Reads the answer in `bytes`, which messages call `name`.
pub fn read(name: &str, bytes: &[u8], problems: &mut Diagnostics) -> Vec<Post> {
    let json = match parse(name, bytes) {
        Ok(json) => json,
        Err(problem) => {
            problems.push(*problem);
            return Vec::new();
        }
    };
    let place = Place::start_of(&SourceFile::new(name, ""));
    let items = match json {
        Json::Array(items) => items,
        other => vec![other],
    };
    if items.is_empty() {
        problems.push(
            Diagnostic::error(Code::EmptyInput, "the file holds an empty list of posts")
                .at(place.clone())
                .help(HOW_TO_GET),
        );
    }
    let total = items.len();
    let mut posts = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let which = if total > 1 { format!("entry {} of {total}: ", index + 1) } else { String::new() };
        match post(item, &which, &place, problems) {
            Ok(post) => posts.push(post),
            Err(problem) => problems.push(problem.at(place.clone())),
        }
    }
    posts
}

const HOW_TO_GET: &str =
    "save the answer of https://<your site>/wp-json/wp/v2/posts?slug=<post> to a file and import that";

fn parse(name: &str, bytes: &[u8]) -> Result<Json, Box<Diagnostic>> {
    let at_start = || Place::start_of(&SourceFile::new(name, ""));
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let message =
                format!("the file is not text in UTF-8 (byte {} does not belong there)", error.valid_up_to() + 1);
            let help = "save it again as UTF-8, or download it again without opening it in another program";
            return Err(Box::new(Diagnostic::error(Code::NotUtf8, message).at(at_start()).help(help)));
        }
    };
    let trimmed = text.trim_start();
    if trimmed.is_empty() {
        return Err(Box::new(Diagnostic::error(Code::EmptyInput, "the file is empty").at(at_start()).help(HOW_TO_GET)));
    }
    if trimmed.starts_with('<') {
        let message = "the file is a web page or XML, and a WordPress post in JSON was expected";
        return Err(Box::new(Diagnostic::error(Code::NotJson, message).at(at_start()).help(HOW_TO_GET)));
    }
    serde_json::from_str(text).map_err(|error| Box::new(broken_json(name, text, &error)))
}

fn broken_json(name: &str, text: &str, error: &serde_json::Error) -> Diagnostic {
    let (message, help) = match error.classify() {
        Category::Eof => {
            ("the file ends in the middle of the JSON", "download it again; the first download was cut off")
        }
        _ => ("the file is not valid JSON from here on", HOW_TO_GET),
    };
    // The line is often the whole file: only what stands around the place is shown.
    let whole = SourceFile::new(name, text);
    let offset = whole.offset(Position { line: error.line(), column: 1 }) + error.column().saturating_sub(1);
    let place = Place::new(&whole, offset..offset);
    let start = text[..place.span.start].char_indices().rev().nth(SHOWN_AROUND).map_or(0, |(index, _)| index);
    let excerpt: String =
        text[start..].chars().take(2 * SHOWN_AROUND).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let position = place.position();
    Diagnostic::error(
        Code::NotJson,
        format!("{message} (line {}, column {}): … {}", position.line, position.column, excerpt.trim()),
    )
    .at(Place::start_of(&SourceFile::new(name, "")))
    .help(help)
}

fn post(item: &Json, which: &str, place: &Place, problems: &mut Diagnostics) -> Result<Post, Box<Diagnostic>> {
    let not_a_post =
        |found: String| Box::new(Diagnostic::error(Code::NotAPost, format!("{which}{found}")).help(HOW_TO_GET));
    let Json::Object(fields) = item else {
        return Err(not_a_post(format!("a WordPress post was expected, found {}", kind(item))));
    };
    if !fields.contains_key("content")
        && let (Some(code), Some(message)) =
            (fields.get("code").and_then(Json::as_str), fields.get("message").and_then(Json::as_str))
    {
        return Err(not_a_post(format!(
            "WordPress answered with an error instead of a post: {} ({code})",
            text_of(message)
        )));
    }
    let Some(content) = rendered(item.get("content")) else {
        return Err(not_a_post("this JSON has no `content`, so it is not a WordPress post".to_owned()));
    };
    // YAML's whole numbers end where those of most languages do.
    let id = number(item.get("id")).filter(|id| i64::try_from(*id).is_ok());
    let link = item.get("link").and_then(Json::as_str).filter(|link| is_web_address(link)).map(str::to_owned);
    let slug = item.get("slug").and_then(Json::as_str).unwrap_or_default();
    let slug = percent_decode(slug).unwrap_or_else(|| slug.to_owned());
    let title = rendered(item.get("title")).map(|title| text_of(&title)).filter(|title| !title.is_empty());
    let name = title
        .clone()
        .or_else(|| Some(slug.clone()).filter(|slug| !slug.is_empty()))
        .or(id.map(|id| format!("post {id}")));
    let Some(title) = name else {
        return Err(not_a_post("the post has no title, no slug and no id".to_owned()));
    };
    let mut time = |key: &str| match moment(item, key) {
        Ok(time) => time,
        Err(problem) => {
            problems.push(
                Diagnostic::warning(Code::BadDate, format!("{which}{problem}"))
                    .at(place.clone())
                    .help("the date is left out; add it to the files by hand"),
            );
            None
        }
    };
    let (date, modified) = (time("date"), time("modified"));
    Ok(Post { id, link, slug, html: content, date, modified, withheld: withheld(item), title })
}

fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
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

/// The text that HTML shows: entities decoded, tags taken off.
fn text_of(html: &str) -> String {
    let document = parse_fragment(html).document;
    document.text(document.root())
}

fn number(value: Option<&Json>) -> Option<u64> {
    match value? {
        Json::Number(number) => number.as_u64(),
        Json::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The local time of a post, with its offset if the UTC time is given too. WordPress writes `0000-00-00T00:00:00` for a
/// draft that has none.
fn moment(item: &Json, key: &str) -> Result<Option<Moment>, String> {
    let text =
        |key: &str| item.get(key).and_then(Json::as_str).filter(|text| !text.is_empty() && !text.starts_with("0000"));
    let Some(local) = text(key) else { return Ok(None) };
    let parse =
        |text: &str| Moment::parse(text).map_err(|reason| format!("the post's `{key}` is `{text}`, and {reason}"));
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

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "true or false",
        Json::Number(_) => "a number",
        Json::String(_) => "a text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<Post>, Vec<String>) {
        let mut problems = Diagnostics::new();
        let posts = read("post.json", text.as_bytes(), &mut problems);
        (
            posts,
            problems
                .into_sorted()
                .into_iter()
                .map(|problem| format!("{}: {}", problem.code, problem.message))
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
        assert!(found("<!doctype html><p>").contains("web page"));
        assert!(found("{\"a\": [1, 2").contains("ends in the middle"));
        assert!(found("{'a': 1}").contains("line 1, column 2"));
        assert!(found("null").contains("found null"));
        assert!(
            found(r#"{"code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": {"status": 404}}"#)
                .contains("Invalid post ID. (rest_post_invalid_id)")
        );
        assert!(found(r#"{"id": 1, "content": null}"#).contains("no `content`"));
        assert!(found(&"[".repeat(100_000)).starts_with("not-json"));
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
}
