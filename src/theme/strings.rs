//! The words of a site theme: `strings/<language>.yaml`.
//!
//! Comes in: the texts of the files. Goes out: [`Strings`], which fills a string with values, in the plural form and the
//! digits of the language (CLDR). A string that the language lacks is taken from English. Knows nothing of templates.
//!
//! A file is a map from keys to texts. A text holds `{placeholders}`; one that counts has a form for each CLDR category:
//!
//! ```yaml
//! skip_to_content: Skip to the content
//! case_count: { one: "{count} case", other: "{count} cases" }
//! ```

use std::collections::BTreeMap;

use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use super::format::{NumberFormat, locale};
use super::problem::ThemeProblem;
use super::strings_file::{Entry, StringsFile, keys_of, read_file, strings_language};
use super::tera_words::MEANT;
use crate::base::fold::fold;
use crate::base::suggest::closest;

/// How a message begins of a string with a placeholder that has no value. Tera hands it on as text.
pub(super) const NO_VALUE: &str = "the string `";

/// A value for a placeholder.
#[derive(Debug, Clone)]
pub enum StringValue {
    /// A whole number; as `count` it chooses the plural form.
    Number(i64),
    /// Anything else.
    Text(String),
}

impl From<&str> for StringValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for StringValue {
    fn from(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or_default())
    }
}

/// The words of a site theme in one language.
pub(super) struct Strings {
    is_spanish: bool,
    native: Table,
    english: Table,
    numbers: NumberFormat,
    /// The files and lines of strings that the site's own theme says.
    own: BTreeMap<String, (String, usize)>,
}

/// Strings of one language with its plural rules.
struct Table {
    entries: BTreeMap<String, Entry>,
    rules: Option<PluralRules>,
}

impl Strings {
    /// Reads the strings of `language` and of English. Files are given in the order in which they count: a later one
    /// wins, key by key. A tag with a region also takes the strings of the bare language.
    ///
    /// # Errors
    /// Everything that is wrong with the files: YAML that cannot be read, unknown plural categories, no form `other`.
    pub(super) fn load(files: &[StringsFile<'_>], language: &str) -> Result<Self, Vec<ThemeProblem>> {
        let mut problems = Vec::new();
        let mut read = |wanted: &[&str]| {
            let mut entries = BTreeMap::new();
            for tag in wanted {
                for file in files.iter().filter(|file| strings_language(file.path) == Some(tag)) {
                    match read_file(file) {
                        Ok(read) => entries.extend(read),
                        Err(found) => problems.extend(found),
                    }
                }
            }
            entries
        };
        // The bare language first, so that `fa-IR` wins over `fa`.
        let native = read(&[language.split('-').next().unwrap_or_default(), language]);
        let english = read(&["en"]);
        problems.sort_by_cached_key(|problem| (problem.file.clone(), problem.line, problem.message.english()));
        problems.dedup();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut own = BTreeMap::new();
        for tag in ["en", language.split('-').next().unwrap_or_default(), language] {
            let of_site = files.iter().filter(|file| !file.embedded && strings_language(file.path) == Some(tag));
            for file in of_site {
                own.extend(keys_of(file.text).map(|(line, key)| (key.to_owned(), (file.path.to_owned(), line))));
            }
        }
        let rules = |tag: &str| PluralRules::try_new(locale(tag).into(), PluralRulesOptions::default()).ok();
        Ok(Self {
            native: Table { entries: native, rules: rules(language) },
            english: Table { entries: english, rules: rules("en") },
            numbers: NumberFormat::new(language),
            is_spanish: locale(language).id.language.as_str() == "es",
            own,
        })
    }

    /// What stands before the last entry of a list, which is `last`, text or HTML: the string `list_last`. Spanish writes
    /// « e » for « y » where the sound of i follows (CLDR: `C40 e ICLEI`, `agua e higiene`, but `agua y hielo`).
    ///
    /// # Errors
    /// There is no such string.
    pub(super) fn before_last(&self, last: &str) -> Result<String, String> {
        let separator = self.text("list_last", &[], str::to_owned)?;
        Ok(if self.is_spanish && separator == " y " && begins_with_i(last) { " e ".to_owned() } else { separator })
    }

    /// The language's way to write numbers.
    pub(super) fn numbers(&self) -> &NumberFormat {
        &self.numbers
    }

    /// The text of `key` with its placeholders filled in. `prepare` makes what stands between the placeholders ready for
    /// where the text goes (nothing, or HTML escaping).
    ///
    /// # Errors
    /// A key that is nowhere, a placeholder without a value, a text with plural forms without a `count`.
    pub(super) fn text(
        &self,
        key: &str,
        values: &[(String, StringValue)],
        prepare: impl Fn(&str) -> String,
    ) -> Result<String, String> {
        let value = |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let table = [&self.native, &self.english].into_iter().find(|table| table.entries.contains_key(key));
        let Some((table, entry)) = table.and_then(|table| Some((table, table.entries.get(key)?))) else {
            return Err(self.unknown_key(key));
        };
        let text = match (entry, value("count")) {
            (Entry::One(text), _) => text,
            (Entry::Forms(forms), Some(StringValue::Number(count))) => {
                let form = table.rules.as_ref().map_or("other", |rules| category_name(rules.category_for(*count)));
                forms.get(form).or_else(|| forms.get("other")).map_or("", String::as_str)
            }
            (Entry::Nothing(()), _) => "",
            (Entry::Forms(_), _) => {
                return Err(format!("the string `{key}` has plural forms: give it a whole number as `count`"));
            }
        };
        fill(text, prepare, |name| match value(name) {
            Some(StringValue::Number(number)) => Ok(self.numbers.integer(*number)),
            Some(StringValue::Text(text)) => Ok(text.clone()),
            None => Err(match closest(name, values.iter().map(|(known, _)| known.as_str())) {
                Some(near) => format!("{NO_VALUE}{key}` needs a value for `{{{name}}}`{MEANT}{{{near}}}`?"),
                None => format!("{NO_VALUE}{key}` needs a value for `{{{name}}}`"),
            }),
        })
    }

    /// The file and the line of a string that the site's own theme says.
    pub(super) fn written_at(&self, key: &str) -> Option<(&str, usize)> {
        self.own.get(key).map(|(file, line)| (file.as_str(), *line))
    }

    /// A string without placeholders of the language itself.
    pub(super) fn own_text(&self, key: &str) -> Option<String> {
        match self.native.entries.get(key)? {
            Entry::One(text) => Some(text.clone()),
            Entry::Forms(_) | Entry::Nothing(()) => None,
        }
    }

    /// The strings whose keys begin so, each with its forms by plural category.
    pub(super) fn forms_of(&self, beginning: &str) -> BTreeMap<String, BTreeMap<String, String>> {
        let forms = |entry: &Entry| match entry {
            Entry::One(text) => BTreeMap::from([("other".to_owned(), text.clone())]),
            Entry::Forms(forms) => forms.clone(),
            Entry::Nothing(()) => BTreeMap::new(),
        };
        let entries = self.english.entries.iter().chain(&self.native.entries);
        let wanted = entries.filter(|(key, _)| key.starts_with(beginning));
        wanted.map(|(key, entry)| (key.clone(), forms(entry))).collect()
    }

    fn unknown_key(&self, key: &str) -> String {
        let known = self.native.entries.keys().chain(self.english.entries.keys());
        match closest(key, known.map(String::as_str)) {
            Some(nearest) => format!("there is no string `{key}`{MEANT}{nearest}`?"),
            None => format!("there is no string `{key}`"),
        }
    }
}

/// Does a Spanish name, text or HTML, begin with the sound of i?
fn begins_with_i(name: &str) -> bool {
    let mut name = name.trim_start();
    while let Some((_, rest)) = name.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
        name = rest.trim_start();
    }
    let word: String = fold(name.split_whitespace().next().unwrap_or_default());
    word.starts_with('i') || (word.starts_with("hi") && !word.starts_with("hia") && !word.starts_with("hie"))
}

/// The name of a plural category, as files have it.
pub(super) fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Puts values in place of `{name}`. A brace that is never closed is text.
fn fill(
    text: &str,
    prepare: impl Fn(&str) -> String,
    value: impl Fn(&str) -> Result<String, String>,
) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(&prepare(before));
        filled.push_str(&value(name)?);
        rest = after;
    }
    filled.push_str(&prepare(rest));
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "greeting: Hello, {name}\ncases: { one: '{count} case', other: '{count} cases' }\n";

    fn file<'a>(path: &'a str, text: &'a str) -> StringsFile<'a> {
        StringsFile { path, embedded: false, text }
    }

    fn strings(language: &str, files: &[StringsFile<'_>]) -> Strings {
        Strings::load(files, language).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    fn count(number: i64) -> Vec<(String, StringValue)> {
        vec![("count".to_owned(), StringValue::Number(number))]
    }

    #[test]
    fn a_count_chooses_the_form_and_is_written_in_the_digits_of_the_language() {
        let persian = "cases: { one: '{count} نمونه', other: '{count} نمونه' }";
        let files = [file("strings/en.yaml", ENGLISH), file("strings/fa.yaml", persian)];
        let english = strings("en", &files);
        assert_eq!(english.text("cases", &count(1), str::to_owned), Ok("1 case".to_owned()));
        assert_eq!(english.text("cases", &count(1200), str::to_owned), Ok("1,200 cases".to_owned()));
        assert_eq!(strings("fa-IR", &files).text("cases", &count(7), str::to_owned), Ok("۷ نمونه".to_owned()));
    }

    #[test]
    fn a_string_that_the_language_lacks_is_english_with_english_plurals() {
        let japanese = strings("ja", &[file("strings/en.yaml", ENGLISH)]);
        assert_eq!(japanese.text("cases", &count(1), str::to_owned), Ok("1 case".to_owned()));
    }

    #[test]
    fn a_later_file_wins_key_by_key() {
        let own = strings("en", &[file("strings/en.yaml", ENGLISH), file("strings/en.yaml", "greeting: Hi")]);
        assert_eq!(own.text("greeting", &[], str::to_owned), Ok("Hi".to_owned()));
        assert_eq!(own.text("cases", &count(2), str::to_owned), Ok("2 cases".to_owned()));
    }

    #[test]
    fn a_wrong_call_says_what_is_wrong() {
        let english = strings("en", &[file("strings/en.yaml", ENGLISH)]);
        let message = |key| english.text(key, &[], str::to_owned).unwrap_err();
        assert_eq!(message("greting"), "there is no string `greting`; did you mean `greeting`?");
        assert_eq!(message("weather"), "there is no string `weather`");
        assert_eq!(message("greeting"), "the string `greeting` needs a value for `{name}`");
        assert!(message("cases").contains("`count`"));
    }

    #[test]
    fn spanish_says_e_before_the_sound_of_i() {
        let spanish = strings("es-MX", &[file("strings/es.yaml", "list_last: ' y '")]);
        let before = |last| spanish.before_last(last).unwrap();
        for last in ["ICLEI", "Íñigo", "<a href=\"x\"><bdi>Italia</bdi></a>", "higiene"] {
            assert_eq!(before(last), " e ", "{last}");
        }
        for last in ["C40", "hielo", "<i>agua</i>", "Yemen", ""] {
            assert_eq!(before(last), " y ", "{last}");
        }
        let own = strings("es", &[file("strings/es.yaml", "list_last: ' & '")]);
        assert_eq!(own.before_last("ICLEI").as_deref(), Ok(" & "));
        let french = strings("fr", &[file("strings/fr.yaml", "list_last: ' y '")]);
        assert_eq!(french.before_last("ICLEI").as_deref(), Ok(" y "));
    }

    #[test]
    fn every_mistake_in_a_file_is_told_with_its_line() {
        let wrong = "good: text\nfirst: { one: a }\nsecond: { ones: a, other: b }\n";
        let problems = Strings::load(&[file("strings/en.yaml", wrong)], "en").err().unwrap_or_default();
        let told: Vec<_> =
            problems.iter().map(|problem| format!("{} {}", problem.line, problem.message.english())).collect();
        assert_eq!(
            told,
            [
                "2 the string `first` lacks the plural form `other`",
                "3 the string `second` has an unknown plural form `ones`",
            ]
        );
        let unreadable = Strings::load(&[file("strings/en.yaml", "a: b\nc: [")], "en").err().unwrap_or_default();
        assert_eq!(unreadable.len(), 1);
        assert!(unreadable[0].line >= 2, "{unreadable:?}");
    }

    #[test]
    fn only_what_stands_between_the_placeholders_is_prepared() {
        let values = [("name".to_owned(), StringValue::Text("<b>".to_owned()))];
        let english = strings("en", &[file("strings/en.yaml", ENGLISH)]);
        assert_eq!(english.text("greeting", &values, str::to_uppercase), Ok("HELLO, <b>".to_owned()));
    }
}
