//! The text of an answer into JSON, whatever stands around it.
//!
//! Comes in: bytes; goes out: the JSON, or a problem that names the place. Notices that PHP wrote before or after the
//! JSON are passed over with a warning. What the JSON means is for `rest`.

use serde_json::Value as Json;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::how_to_get;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::fold::one_line;
use crate::base::source::{Place, Position, SourceFile};

/// How much of a long line is shown with a problem in it.
const SHOWN_AROUND: usize = 40;
/// How many brackets are tried as the beginning of the JSON. Each try ends at the first character that is no JSON.
const TRIES: usize = 64;

/// An entry of an answer.
pub(super) enum Entry<'a> {
    /// Its text: the JSON of a whole answer takes several times the memory of its text.
    Text(&'a RawValue),
    /// Its JSON.
    Json(Json),
}

/// The entries of the answer in `bytes`, which messages call `name`: those of a list, or the one that it is.
pub(super) fn entries<'a>(
    name: &str,
    bytes: &'a [u8],
    problems: &mut Diagnostics,
) -> Result<Vec<Entry<'a>>, Box<Diagnostic>> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Ok(texts) = serde_json::from_str::<Vec<&RawValue>>(text) {
        return Ok(texts.into_iter().map(Entry::Text).collect());
    }
    Ok(match parse(name, bytes, problems)? {
        Json::Array(items) => items.into_iter().map(Entry::Json).collect(),
        other => vec![Entry::Json(other)],
    })
}

impl Entry<'_> {
    /// The JSON; none for what is nested deeper than any post.
    pub fn into_json(self) -> Option<Json> {
        match self {
            Self::Text(text) => serde_json::from_str(text.get()).ok(),
            Self::Json(json) => Some(json),
        }
    }
}

/// Reads the JSON in `bytes`, which messages call `name`.
fn parse(name: &str, bytes: &[u8], problems: &mut Diagnostics) -> Result<Json, Box<Diagnostic>> {
    let at_start = || Place::of_file(name);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let message = say!(
                "the file is not text in UTF-8 (byte {valid_up_to} does not belong there)",
                valid_up_to = error.valid_up_to() + 1
            );
            let help = say!("save it again as UTF-8, or download it again without opening it in another program");
            return Err(Box::new(Diagnostic::error(Code::NotUtf8, message).at(at_start()).help(help)));
        }
    };
    if text.trim().is_empty() {
        return Err(Box::new(
            Diagnostic::error(Code::EmptyInput, say!("the file is empty")).at(at_start()).help(how_to_get()),
        ));
    }
    let error = match serde_json::from_str(text) {
        Ok(json) => return Ok(json),
        Err(error) => error,
    };
    if !error.is_eof()
        && let Some((json, around)) = find_json(text)
    {
        let shown: String = one_line(&around).chars().take(2 * SHOWN_AROUND).collect();
        let message = say!("there is text around the JSON, which was passed over: {shown}", shown);
        let help =
            say!("WordPress or a plug-in of it writes notices into its answers; switch off WP_DEBUG_DISPLAY there");
        problems.push(Diagnostic::warning(Code::NotJson, message).at(at_start()).help(help));
        return Ok(json);
    }
    if text.trim_start().starts_with('<') {
        let message = say!("the file is a web page, and a WordPress post in JSON was expected");
        return Err(Box::new(Diagnostic::error(Code::NotJson, message).at(at_start()).help(how_to_get())));
    }
    Err(Box::new(broken_json(name, text, &error)))
}

/// The first object, or list of objects, that begins a line or follows a tag, and what stands before and after it. One
/// inside a broken answer does neither.
fn find_json(text: &str) -> Option<(Json, String)> {
    let begins = |start: usize| start == 0 || text[..start].ends_with(['\n', '>']);
    for (start, _) in text.match_indices(['[', '{']).filter(|(start, _)| begins(*start)).take(TRIES) {
        let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Json>();
        let Some(Ok(json)) = values.next() else { continue };
        let is_answer = match &json {
            Json::Object(fields) => !fields.is_empty(),
            Json::Array(items) => !items.is_empty() && items.iter().all(Json::is_object),
            _ => false,
        };
        if is_answer {
            let end = start + values.byte_offset();
            return Some((json, format!("{} {}", &text[..start], &text[end..])));
        }
    }
    None
}

fn broken_json(name: &str, text: &str, error: &serde_json::Error) -> Diagnostic {
    let (message, help) = match error.classify() {
        Category::Eof => {
            (say!("the file ends in the middle of the JSON"), say!("download it again; the first download was cut off"))
        }
        _ => (say!("the file is not valid JSON from here on"), how_to_get()),
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
        say!(
            "{message} (line {line}, column {column}): … {excerpt}",
            message,
            line = position.line,
            column = position.column,
            excerpt = excerpt.trim()
        ),
    )
    .at(Place::of_file(name))
    .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Result<Json, String>, usize) {
        let mut problems = Diagnostics::new();
        let json = parse("post.json", text.as_bytes(), &mut problems).map_err(|problem| problem.message.english());
        (json, problems.into_sorted().len())
    }

    #[test]
    fn notices_around_the_json_are_passed_over_with_a_warning() {
        for text in [
            "<br />\n<b>Notice</b>: Undefined index: x in <b>/var/www/a.php</b> on line <b>3</b><br />\n{\"id\": 1}",
            "[23-Nov-2026 10:00:00 UTC] PHP Warning: $a['b'] {x}\n{\"id\": 1}\n",
            "{\"id\": 1}\n<!-- served from a cache -->",
        ] {
            assert_eq!(parsed(text), (Ok(serde_json::json!({"id": 1})), 1), "{text}");
        }
        assert_eq!(parsed(" {\"id\": 1} "), (Ok(serde_json::json!({"id": 1})), 0));
    }

    #[test]
    fn a_list_gives_its_entries_and_one_that_is_too_deep_stops_no_other() {
        let deep = format!("[{{\"id\": 1}}, {}{}, {{\"id\": 3}}]", "[".repeat(100_000), "]".repeat(100_000));
        let entries = entries("post.json", deep.as_bytes(), &mut Diagnostics::new()).unwrap();
        let read: Vec<Option<Json>> = entries.into_iter().map(Entry::into_json).collect();
        assert_eq!(read, [Some(serde_json::json!({"id": 1})), None, Some(serde_json::json!({"id": 3}))]);
    }

    #[test]
    fn what_is_no_json_is_named() {
        let message = |text: &str| parsed(text).0.unwrap_err();
        assert_eq!(message(" "), "the file is empty");
        assert!(message("<p>{a}</p>").contains("web page"));
        assert!(message("{\"a\": [{\"b\": 1}, 2").contains("ends in the middle"));
        assert!(message("{\"a\": {\"b\": 1}, x}").contains("not valid JSON from here on (line 1, column 17)"));
        assert!(message("{'a': 1}").contains("line 1, column 2"));
        assert!(message(&"[".repeat(100_000)).contains("not valid JSON"));
    }
}
