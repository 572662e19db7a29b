//! What is said to people, as data: a sentence and the values in it.
//!
//! Comes in: the English sentence, which names its values in braces, by `say!`; goes out: text in the language of the reader. The
//! sentences of another language stand in one place (`fa.po` beside this file), as with gettext, and nobody who finds a mistake
//! knows of them. A message cannot be displayed by itself: whoever shows it has to say in which language.

mod catalog;

use std::borrow::Cow;
use std::fmt::Display;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use catalog::{Entry, persian};
pub use count::{Noun, counted};

/// A language in which messages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// As they stand in the source.
    #[default]
    English,
    /// As they stand in the catalog.
    Persian,
}

impl Language {
    /// Its code, as pages say it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Persian => "fa",
        }
    }

    /// In which direction it is written, as pages say it.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Self::English => "ltr",
            Self::Persian => "rtl",
        }
    }

    /// A number in its digits.
    #[must_use]
    pub fn number(self, number: i64) -> String {
        let digits = number.to_string();
        match self {
            Self::English => digits,
            Self::Persian => digits.chars().map(|digit| persian_digit(digit).unwrap_or(digit)).collect(),
        }
    }
}

/// A sentence and the values in it. `say!` makes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Written as for `format!`, with names only.
    sentence: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, Value)>,
}

/// What a sentence has in the place of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// The same in all languages: a path, a key, a number, the words of another program.
    Text(String),
    /// Words of ours, which are translated too.
    Phrase(Message),
}

/// A message: `say!("there is no file `{path}`", path)`, `say!("`{key}` is {found}", key, found = node.kind())`.
///
/// A name without a value stands for the variable of that name. What is a `Message` becomes a phrase, all else a text.
macro_rules! say {
    ($sentence:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        // The compiler holds the names in braces against those behind the sentence, as it does for `format!`.
        const _: fn() = || { let _ = ::std::format_args!($sentence $(, $name = "")*); };
        $crate::base::message::Message::new(
            $sentence,
            ::std::vec![$((stringify!($name), say!(@value $name $(, $value)?))),*],
        )
    }};
    (@value $name:ident) => { $crate::base::message::Value::from(&$name) };
    (@value $name:ident, $value:expr) => { $crate::base::message::Value::from(&$value) };
}

/// A sentence without values that becomes a message later, by `Message::of`. Those who look for sentences find it by this word.
macro_rules! sentence {
    ($sentence:literal) => {
        $sentence
    };
}

// Behind the macro, which it uses.
mod count;

impl Message {
    /// What `say!` calls, so that every sentence stands behind that word and can be found.
    #[doc(hidden)]
    #[must_use]
    pub fn new(sentence: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        Self { sentence: Cow::Borrowed(sentence), values }
    }

    /// A sentence without values, as `sentence!` marks it.
    #[must_use]
    pub fn of(sentence: &'static str) -> Self {
        Self::new(sentence, Vec::new())
    }

    /// Words of another program, which are the same in all languages.
    #[must_use]
    pub fn verbatim(text: impl Display) -> Self {
        say!("{text}", text)
    }

    /// In English.
    #[must_use]
    pub fn english(&self) -> String {
        self.text(Language::English)
    }

    /// In a language, for programs and files; a sentence that has no translation stays English.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let mut text = String::new();
        self.fill(language, &mut |part, _| text.push_str(part));
        text
    }

    /// In a language, for people. In Persian, what is written from left to right (numbers, paths, code) is isolated from the
    /// words around it, as a terminal or a browser would else show its parts in another order.
    #[must_use]
    pub fn shown(&self, language: Language) -> String {
        if language == Language::English {
            return self.english();
        }
        let (mut text, mut in_code) = (String::new(), false);
        self.fill(language, &mut |part, is_value| {
            let is_isolated = is_value && !in_code && !part.is_empty();
            text.extend(is_isolated.then_some(FIRST_STRONG_ISOLATE));
            // A number is written in the digits of the language, but for code, which is typed as it stands.
            let is_number = is_isolated && part.bytes().all(|byte| byte.is_ascii_digit());
            for character in part.chars() {
                match character {
                    '0'..='9' if is_number => text.extend(persian_digit(character)),
                    '`' if !is_value => {
                        in_code = !in_code;
                        text.push(if in_code { FIRST_STRONG_ISOLATE } else { '`' });
                        text.push(if in_code { '`' } else { POP_ISOLATE });
                    }
                    // What a value says of its own direction must not reach beyond it.
                    '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
                    _ => text.push(character),
                }
            }
            text.extend(is_isolated.then_some(POP_ISOLATE));
        });
        text.extend(in_code.then_some(POP_ISOLATE));
        text
    }

    /// Does the English text hold these words?
    #[must_use]
    pub fn contains(&self, words: &str) -> bool {
        self.english().contains(words)
    }

    /// Gives `write` one piece after the other, and whether it is a value.
    fn fill(&self, language: Language, write: &mut impl FnMut(&str, bool)) {
        let mut rest = match language {
            Language::English => &*self.sentence,
            Language::Persian => catalog::persian_for(&self.sentence).unwrap_or(&self.sentence),
        };
        while let Some(brace) = rest.find(['{', '}']) {
            write(&rest[..brace], false);
            let after = &rest[brace + 1..];
            // A brace that is meant stands twice, as in `format!`.
            if let Some(after) = after.strip_prefix(['{', '}']) {
                write(&rest[brace..=brace], false);
                rest = after;
                continue;
            }
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match self.values.iter().find(|(known, _)| known == name) {
                Some((_, Value::Text(text))) => write(text, true),
                Some((_, Value::Phrase(phrase))) => phrase.fill_boxed(language, write),
                None => {}
            }
            rest = after;
        }
        write(rest, false);
    }

    /// The same where the type of `write` must not grow with the depth.
    fn fill_boxed(&self, language: Language, write: &mut dyn FnMut(&str, bool)) {
        self.fill(language, &mut |part, is_value| write(part, is_value));
    }
}

/// `a, b, c`: «a، b، c».
#[must_use]
pub fn list(messages: impl IntoIterator<Item = Message>) -> Message {
    let mut messages = messages.into_iter();
    let first = messages.next().unwrap_or_default();
    messages.fold(first, |one, other| say!("{one}, {other}", one, other))
}

/// `a or b or c` of texts that stand for each other: «a یا b».
#[must_use]
pub fn either<T: Display>(texts: &[T]) -> Message {
    let mut texts = texts.iter().map(Message::verbatim);
    let first = texts.next().unwrap_or_default();
    texts.fold(first, |one, other| say!("{one} or {other}", one, other))
}

fn persian_digit(digit: char) -> Option<char> {
    char::from_u32(u32::from('۰') + digit.to_digit(10)?)
}

/// Begins words whose direction is that of their first letter, whatever stands around them.
pub const FIRST_STRONG_ISOLATE: char = '\u{2068}';

/// Ends them.
pub const POP_ISOLATE: char = '\u{2069}';

impl<T: Display> From<T> for Value {
    fn from(value: T) -> Self {
        Self::Text(value.to_string())
    }
}

// `Message` has no `Display`, or these would contradict the one above.
impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Phrase(message)
    }
}

impl From<&Message> for Value {
    fn from(message: &Message) -> Self {
        Self::Phrase(message.clone())
    }
}

impl From<&&Message> for Value {
    fn from(message: &&Message) -> Self {
        Self::Phrase((*message).clone())
    }
}

impl From<&Value> for Value {
    fn from(value: &Value) -> Self {
        value.clone()
    }
}

// For readers of JSON a message is its English text, for our own files sentence and values.
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&self.english())
        } else {
            (&self.sentence, &self.values).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return String::deserialize(deserializer).map(Self::verbatim);
        }
        let (sentence, values) = Deserialize::deserialize(deserializer)?;
        Ok(Self { sentence, values })
    }
}

impl From<&Message> for Message {
    fn from(message: &Message) -> Self {
        message.clone()
    }
}

impl PartialEq<str> for Message {
    fn eq(&self, text: &str) -> bool {
        self.english() == text
    }
}

impl PartialEq<&str> for Message {
    fn eq(&self, text: &&str) -> bool {
        self == *text
    }
}

impl PartialEq<String> for Message {
    fn eq(&self, text: &String) -> bool {
        self == text.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_filled_with_its_values() {
        let path = "a.md";
        let found = say!("an empty list");
        assert_eq!(say!("there is no `{path}` in {count} files", path, count = 7), "there is no `a.md` in 7 files");
        assert_eq!(say!("found {found}; write `{{ page.url }}`", found), "found an empty list; write `{ page.url }`");
        assert!(matches!(say!("found {found}", found).values[0].1, Value::Phrase(_)));
    }

    #[test]
    fn braces_in_values_are_left_alone() {
        assert_eq!(say!("{one}", one = "{two} {{"), "{two} {{");
    }

    #[test]
    fn what_is_written_from_left_to_right_is_isolated_in_persian() {
        let message = say!("{count} of `{path}`\u{2069}", count = 7, path = "a\u{202e}.md");
        assert_eq!(message.english(), "7 of `a\u{202e}.md`\u{2069}");
        assert_eq!(message.shown(Language::Persian), "\u{2068}۷\u{2069} of \u{2068}`a.md`\u{2069}");
        assert_eq!(message.text(Language::Persian), message.english());
    }
}
