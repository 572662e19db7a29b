//! A WordPress export (WXR 1.0 to 1.2, `wp-admin/includes/export.php`) into its items, one by one.
//!
//! Comes in: an XML file of any size; goes out: each item to a function, as soon as it was read, and a problem for what
//! is broken, with its line. Only one item is in memory. Prefixes are read as WordPress writes them, whether the file
//! declares them or not; entities are never expanded, so that a file cannot grow while it is read. What becomes of an
//! item is `item`'s.

mod item;
mod person;

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

pub(super) use self::item::PUBLISHED_TYPES;
use self::item::{Item, Term};
use self::person::Person;
use super::authors::name_accounts;
use super::text_stream::TextStream;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::{Error, Result};
use crate::base::message::Message;
use crate::base::source::Place;

/// How deep elements may stand in one another; an export needs five levels.
const MAX_DEPTH: usize = 64;

/// Reads the export that messages call `name` and gives each item to `each`.
///
/// # Errors
/// The bytes cannot be read from where they are, or `each` fails.
pub(super) fn read(
    name: &str,
    input: impl BufRead,
    problems: &mut Diagnostics,
    mut each: impl FnMut(Item, &mut Diagnostics) -> Result<()>,
) -> Result<()> {
    let mut reader = Reader::from_reader(TextStream::new(input));
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    // Which element an end tag ends is decided in `Walk::end`: a wrong one is reported and does not end the reading.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut walk = Walk::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let line = reader.get_ref().line();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => walk.start(&start, line),
            Ok(Event::Empty(empty)) if walk.is_in_content() => walk.text(&format!("<{}/>", &*empty)),
            Ok(Event::Empty(empty)) => {
                walk.start(&empty, line);
                if let Some(item) = walk.end(empty.name().as_ref(), line) {
                    each(item, problems)?;
                }
            }
            Ok(Event::End(end)) => {
                if let Some(item) = walk.end(end.name().as_ref(), line) {
                    each(item, problems)?;
                }
            }
            Ok(Event::Text(text)) => walk.text(&text.xml10_content()),
            Ok(Event::CData(text)) => walk.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => walk.reference(&reference),
            Ok(Event::Eof) => {
                walk.cut = walk.stack.iter().any(|open| !open.is_empty()).then_some(line);
                break;
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_)) => {}
            Err(quick_xml::Error::Io(cause)) => {
                return Err(Error::disk("read", Path::new(name), io::Error::new(cause.kind(), cause.to_string())));
            }
            Err(quick_xml::Error::IllFormed(cause)) => walk.wrong(line, Message::verbatim(cause)),
            Err(_) => {
                // An unclosed tag, comment or CDATA section: the reader looked for its end up to the end of the file.
                walk.cut = Some(line);
                break;
            }
        }
        if walk.too_deep.is_some() {
            break;
        }
    }
    let place = Place::of_file(name);
    walk.report(&place, problems);
    report_mended(reader.get_ref(), &place, problems);
    Ok(())
}

/// Where the reading stands.
#[derive(Default)]
struct Walk {
    /// The names of the open elements.
    stack: Vec<String>,
    /// The item that is being read.
    item: Option<Item>,
    /// The text of the field that is being read.
    text: String,
    /// The key of the `wp:postmeta` that is being read.
    meta_key: String,
    /// The `wp:author` that is being read; they stand before the items.
    person: Option<Person>,
    /// The authors by the names of their accounts.
    people: BTreeMap<String, Person>,
    items: usize,
    is_export: bool,
    /// The line from which on the file is missing.
    cut: Option<usize>,
    too_deep: Option<usize>,
    /// The first place that is no XML.
    wrong: Option<(usize, Message)>,
}

/// How many elements stand around the fields of an item: `rss`, `channel`, `item`.
const ITEM_DEPTH: usize = 3;

impl Walk {
    fn start(&mut self, start: &BytesStart<'_>, line: usize) {
        let name = start.name().as_ref().to_owned();
        self.is_export |= name.starts_with("wp:");
        if self.stack.len() >= MAX_DEPTH {
            self.too_deep = Some(line);
            return;
        }
        let is_in_content = self.is_in_content();
        match &mut self.item {
            None if name == "item" => {
                // An item that stands elsewhere than in `rss` and `channel` is one all the same.
                self.stack.resize(ITEM_DEPTH - 1, String::new());
                self.item = Some(Item { line, ..Item::default() });
            }
            None if name == "wp:author" => self.person = Some(Person::default()),
            None => self.text.clear(),
            Some(item) if self.stack.len() == ITEM_DEPTH => {
                self.text.clear();
                if name == "category" {
                    let (taxonomy, slug) = (attribute(start, "domain"), attribute(start, "nicename"));
                    item.terms.push(Term { taxonomy, slug, name: String::new() });
                }
            }
            // Content that was not put into CDATA: its elements are HTML.
            Some(_) if is_in_content => self.text.push_str(&format!("<{}>", &**start)),
            Some(_) => self.text.clear(),
        }
        self.stack.push(name);
    }

    /// Are we below a field whose text may hold elements?
    fn is_in_content(&self) -> bool {
        matches!(self.stack.get(ITEM_DEPTH).map(String::as_str), Some("content:encoded" | "excerpt:encoded" | "title"))
    }

    fn end(&mut self, name: &str, line: usize) -> Option<Item> {
        let Some(depth) = self.stack.iter().rposition(|open| open == name) else {
            self.wrong(line, say!("`</{name}>` ends nothing", name));
            return None;
        };
        if depth + 1 != self.stack.len() {
            self.wrong(
                line,
                say!("`</{name}>` stands where `{stack}` is open", name, stack = self.stack[self.stack.len() - 1]),
            );
        }
        self.stack.truncate(depth);
        // An item whose own end is missing ends with what it stands in.
        if depth < ITEM_DEPTH && self.item.is_some() {
            self.items += 1;
            let people = &self.people;
            let with_authors = |mut item: Item| {
                item.person = people.get(&item.author).cloned();
                name_accounts(&mut item.terms, |account| people.get(account)?.name());
                item
            };
            return self.item.take().map(with_authors);
        }
        if let Some(person) = &mut self.person {
            person.set(name, std::mem::take(&mut self.text));
            if name == "wp:author" {
                self.people.extend(self.person.take().map(|person| (person.account.clone(), person)));
            }
        }
        let below_content = depth > ITEM_DEPTH && self.is_in_content();
        if let Some(item) = &mut self.item {
            if below_content {
                self.text.push_str(&format!("</{name}>"));
            } else if depth == ITEM_DEPTH {
                item.set(name, std::mem::take(&mut self.text));
            } else if name == "wp:meta_key" {
                self.meta_key = std::mem::take(&mut self.text);
            } else if name == "wp:meta_value" {
                item.set_meta(self.meta_key.trim(), std::mem::take(&mut self.text));
            }
        }
        None
    }

    fn text(&mut self, text: &str) {
        if self.item.is_some() || self.person.is_some() {
            self.text.push_str(text);
        }
    }

    /// A character or one of XML's own five entities is read; any other stays as it is, for HTML knows more of them.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        let known = match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        match known {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
            None => self.text(&format!("&{};", &**reference)),
        }
    }

    fn wrong(&mut self, line: usize, what: Message) {
        self.wrong.get_or_insert((line, what));
    }

    fn report(self, place: &Place, problems: &mut Diagnostics) {
        let before = if self.items == 1 {
            say!("the one item before it was read")
        } else {
            say!("the {items} items before it were read", items = self.items)
        };
        let export_again = say!("export it again (Tools → Export in WordPress), or split the export by year");
        if let Some(line) = self.too_deep {
            let message = say!(
                "elements stand more than {limit} deep in one another on line {line}; {before}",
                limit = MAX_DEPTH,
                line,
                before
            );
            problems.push(Diagnostic::error(Code::BrokenXml, message).at(place.clone()).help(export_again));
        } else if let Some(line) = self.cut {
            let inside = self
                .item
                .as_ref()
                .map(|item| {
                    say!(", inside the item {label} that begins on line {line}", label = item.label(), line = item.line)
                })
                .unwrap_or_default();
            let message = say!("the export is cut off near line {line}{inside}; {before}", line, inside, before);
            problems.push(Diagnostic::error(Code::BrokenXml, message).at(place.clone()).help(export_again));
        } else if self.items == 0 {
            let message =
                if self.is_export { say!("the export holds no item") } else { say!("this XML is no WordPress export") };
            problems.push(Diagnostic::error(Code::EmptyInput, message).at(place.clone()).help(export_again));
        }
        if let Some((line, what)) = self.wrong {
            let message = say!(
                "the export is not well-formed XML: {what} (line {line}); it was read as well as it can be",
                what,
                line
            );
            problems.push(
                Diagnostic::warning(Code::BrokenXml, message)
                    .at(place.clone())
                    .help(say!("compare the posts near that line with WordPress")),
            );
        }
    }
}

/// An attribute with its entities read; empty where there is none. Attributes without quotes are read too.
fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let mut attributes = start.html_attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name);
    found
        .map(|attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned)
        })
        .unwrap_or_default()
}

fn report_mended<R: BufRead>(stream: &TextStream<R>, place: &Place, problems: &mut Diagnostics) {
    let mended = stream.mended();
    if let Some((count, line)) = mended.not_text {
        let message =
            say!("{count} places are not text in UTF-8 and became `\u{fffd}` (the first on line {line})", count, line);
        let help = say!("look for `\u{fffd}` in the files, or save the export as UTF-8 and import it again");
        problems.push(Diagnostic::warning(Code::NotUtf8, message).at(place.clone()).help(help));
    }
    if let Some((count, line)) = mended.control {
        let message = say!("{count} control characters were left out (the first on line {line})", count, line);
        problems.push(
            Diagnostic::warning(Code::BrokenXml, message)
                .at(place.clone())
                .help(say!("nothing needs to be done: no reader sees them")),
        );
    }
}

#[cfg(test)]
mod tests;
