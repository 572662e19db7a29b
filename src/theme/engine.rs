//! Renders pages from templates.
//!
//! Comes in: the files of the site's own theme, read by the caller, and the embedded default. Goes out: [`Theme`], which
//! turns a template's name and a view into text, or says where the template is wrong. Touches no disk; a `Theme` is
//! never changed once loaded, so pages render in parallel.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use super::blocks::lost_blocks;
use super::embedded;
use super::files::{self, SiteAssets, StaticFiles, place};
use super::filters;
use super::format::Formats;
use super::placeholders::meant;
use super::problem::{DEFAULT, OWN, TEMPLATES, ThemeProblem, problems_of};
use super::strings::{NO_VALUE, StringValue, Strings};
use super::strings_file::StringsFile;
use super::syntax;
use crate::base::date::Date;
use crate::base::digest::{Digest, Digester};
use crate::base::message::Message;

/// Most pages have fewer bytes, so that the room for one need not grow while it is rendered.
const USUAL_PAGE: usize = 16 * 1024;

/// A file of the site's own theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// The path in the theme's folder, with slashes: `templates/case.html`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl ThemeFile {
    /// Its name among the templates, if it is one: `components/card.html`.
    #[must_use]
    pub fn template(&self) -> Option<&str> {
        self.path.strip_prefix(TEMPLATES)
    }
}

/// A loaded site theme in one language.
pub struct Theme {
    tera: Tera,
    strings: Arc<Strings>,
    formats: Formats,
    language: String,
    /// Does a template show the page's data for search engines?
    shows_structured_data: bool,
    /// The names of the templates of the site's own theme.
    own_templates: BTreeSet<String>,
    static_files: StaticFiles,
    files_key: Digest,
}

impl Theme {
    /// Puts the site's own files over the embedded default and checks all of them. A file of the same path wins; a
    /// template can still extend the original as `default/<name>`. `site` are the site's own files, which templates and
    /// style sheets may name.
    ///
    /// # Errors
    /// Every mistake that can be found without rendering: templates that cannot be read, filters, functions, components
    /// and templates that are not there, wrong strings, text that is not UTF-8.
    pub fn load(own_files: Vec<ThemeFile>, language: &str, site: &SiteAssets) -> Result<Self, Vec<ThemeProblem>> {
        let mut problems = Vec::new();
        let own = text_files(own_files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())), &mut problems);
        let default = text_files(embedded::theme_files().iter().copied(), &mut problems);

        let files: Vec<StringsFile<'_>> = default
            .iter()
            .map(|(path, text)| StringsFile { path, embedded: true, text })
            .chain(own.iter().map(|(path, text)| StringsFile { path, embedded: false, text }))
            .collect();
        let strings = Strings::load(&files, language).map_err(|found| problems.extend(found)).ok();

        let templates = named_templates(&default, DEFAULT).chain(named_templates(&own, OWN)).collect::<Vec<_>>();
        let static_files = StaticFiles::new(&own_files, site).map_err(|found| problems.extend(found)).ok();
        if let Some(files) = &static_files {
            problems.extend(named_templates(&own, "").flat_map(|(name, source)| files.old_names(&name, source)));
        }
        let (strings, static_files) = match (strings, static_files) {
            (Some(strings), Some(files)) if problems.is_empty() => (Arc::new(strings), files),
            _ => {
                problems.extend(syntax_problems(&templates));
                return Err(problems);
            }
        };
        let addresses = static_files.addresses(site);
        let mut files_key = Digester::new("asset");
        for (path, address) in &addresses {
            files_key.text(path).text(address);
        }
        let tera = load_templates(&templates, &strings, addresses)?;
        let shows_structured_data = is_mentioned("json_ld_html", &templates);
        let own_templates = named_templates(&own, "").map(|(name, _)| name).collect();
        let (formats, files_key) = (Formats::new(language), files_key.finish());
        let language = language.to_owned();
        Ok(Self { tera, strings, formats, language, shows_structured_data, own_templates, static_files, files_key })
    }

    /// Renders a template (`case.html`) with a context, as UTF-8. What comes out holds no character that XML 1.0 or HTML
    /// forbid, whatever the texts hold: one such character would make a whole feed unreadable.
    ///
    /// # Errors
    /// The first mistake that rendering meets: most often a name that the context does not have.
    pub fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Box<ThemeProblem>> {
        let mut rendered = Vec::with_capacity(USUAL_PAGE);
        self.tera
            .render_to(template, context, &mut rendered)
            .map_err(|error| self.in_strings(first_problem(template, &error)))?;
        Ok(without_controls(rendered))
    }

    /// A string of the site's own that asks for a value which no template gives is wrong where it stands, not where it is said.
    fn in_strings(&self, problem: Box<ThemeProblem>) -> Box<ThemeProblem> {
        let message = problem.message.english();
        let key = message.strip_prefix(NO_VALUE).filter(|rest| rest.contains("needs a value"));
        let written = key.and_then(|rest| Some((rest.split('`').next()?, rest.split('{').nth(1)?.split('}').next()?)));
        let Some((key, name)) = written.filter(|_| problem.embedded) else { return problem };
        match self.strings.written_at(key) {
            Some((file, line)) => {
                let help = meant(file, key, name).or_else(|| problem.help.clone());
                Box::new(ThemeProblem { file: file.to_owned(), embedded: false, line, column: 1, help, ..*problem })
            }
            None => problem,
        }
    }

    /// Renders a template for a piece of a page (`card.html`).
    ///
    /// # Errors
    /// The first mistake that rendering meets.
    pub fn render_text(&self, template: &str, context: &Context) -> Result<String, Box<ThemeProblem>> {
        let rendered = self.render(template, context)?;
        Ok(String::from_utf8(rendered).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// The language in which it was loaded.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Does the site's own theme have a template of this name?
    #[must_use]
    pub fn has_own(&self, template: &str) -> bool {
        self.own_templates.contains(template)
    }

    /// A string of the theme with its placeholders filled in, for titles that outputs make. A string that a theme lacks is
    /// taken from the embedded one, so that only a mistake in the program leaves its key standing.
    #[must_use]
    pub fn text(&self, key: &str, values: &[(&str, StringValue)]) -> String {
        let values: Vec<(String, StringValue)> =
            values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.strings.text(key, &values, str::to_owned).unwrap_or_else(|_| key.to_owned())
    }

    /// The strings whose keys begin so, each with its forms by plural category; one that does not count has `other` alone. For
    /// scripts, which fill them in.
    #[must_use]
    pub fn forms_of(&self, beginning: &str) -> BTreeMap<String, BTreeMap<String, String>> {
        self.strings.forms_of(beginning)
    }

    /// A string that the theme has in the language itself, without placeholders; none where it would be English instead.
    #[must_use]
    pub fn own_text(&self, key: &str) -> Option<String> {
        self.strings.own_text(key)
    }

    /// Does a template show the page's data for search engines? Where none does, it need not be made.
    #[must_use]
    pub fn shows_structured_data(&self) -> bool {
        self.shows_structured_data
    }

    /// A day in the calendar and words of the language: `2 June 2025`, «۱۲ خرداد ۱۴۰۴».
    #[must_use]
    pub fn date_text(&self, date: Date) -> String {
        self.formats.date(date)
    }

    /// A place on Earth for people, from degrees north and east: `6.245° N, 75.572° W`. At most three decimals, which is
    /// about a hundred metres: more would say something about a city that is not so.
    #[must_use]
    pub fn coordinates_text(&self, latitude: f64, longitude: f64) -> String {
        self.formats.coordinates(latitude, longitude, 3)
    }

    /// The same in short, for a picture: `6.2° N, 75.6° W`.
    #[must_use]
    pub fn short_coordinates_text(&self, latitude: f64, longitude: f64) -> String {
        self.formats.coordinates(latitude, longitude, 1)
    }

    /// A number in the digits of the language: `12`, «۱۲».
    #[must_use]
    pub fn number_text(&self, number: usize) -> String {
        self.formats.number(number)
    }

    /// A year in the digits of the language, without a separator: `2025`, «۲۰۲۵».
    #[must_use]
    pub fn year_text(&self, year: i16) -> String {
        self.strings.numbers().year(i64::from(year))
    }

    /// The files to publish below `theme/` of the site: their names there, and their bytes.
    pub fn static_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.static_files.published()
    }

    /// Covers all that `asset` answers.
    #[must_use]
    pub fn files_key(&self) -> Digest {
        self.files_key
    }

    /// Is a file of the `static` folder one of the site's own theme?
    #[must_use]
    pub fn has_own_static(&self, path: &str) -> bool {
        self.static_files.is_own(path)
    }

    /// The name below `theme/` of a file of the theme's `static` folder.
    #[must_use]
    pub fn static_file(&self, path: &str) -> Option<&str> {
        self.static_files.name(path)
    }
}

fn first_problem(template: &str, error: &tera::Error) -> Box<ThemeProblem> {
    let first = problems_of(error).into_iter().next();
    Box::new(first.unwrap_or_else(|| ThemeProblem {
        file: format!("templates/{template}"),
        embedded: false,
        line: 0,
        column: 0,
        message: Message::verbatim(error),
        help: None,
    }))
}

/// A text without the characters that have no place in a document, not even escaped (XML 1.0, production `Char`; HTML standard,
/// 13.2.3.5).
fn without_controls(text: Vec<u8>) -> Vec<u8> {
    // Nearly all texts have none, and a whole site is looked through here: in stretches that a processor compares at once.
    let has_control = text.chunks(64).any(|bytes| bytes.iter().fold(false, |found, byte| found | is_control(*byte)));
    let mut wide = memchr::memchr2_iter(0xc2, 0xef, &text);
    let is_wide_control = |at: usize| matches!(text[at..], [0xc2, 0x80..=0x9f, ..] | [0xef, 0xbf, 0xbe | 0xbf, ..]);
    if !has_control && !wide.any(is_wide_control) {
        return text;
    }
    let is_forbidden = |character: char| match u8::try_from(character) {
        Ok(byte) => is_control(byte) || (0x80..=0x9f).contains(&byte),
        Err(_) => matches!(character, '\u{fffe}' | '\u{ffff}'),
    };
    String::from_utf8_lossy(&text).replace(is_forbidden, "").into_bytes()
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x8 | 0xb | 0xc | 0xe..=0x1f | 0x7f)
}

/// The templates and strings among some files, as text.
fn text_files<'a>(
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
    problems: &mut Vec<ThemeProblem>,
) -> BTreeMap<&'a str, &'a str> {
    let mut texts = BTreeMap::new();
    for (path, bytes) in files.filter(|(path, _)| path.starts_with(TEMPLATES) || path.starts_with("strings/")) {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                texts.insert(path, text.strip_prefix('\u{feff}').unwrap_or(text));
            }
            Err(error) => problems.push(not_utf8(path, bytes, error.valid_up_to())),
        }
    }
    texts
}

fn not_utf8(path: &str, bytes: &[u8], place: usize) -> ThemeProblem {
    let before = String::from_utf8_lossy(bytes.get(..place).unwrap_or_default());
    let (line_count, last_line) = before.split('\n').fold((0, ""), |(count, _), line| (count + 1, line));
    ThemeProblem {
        file: path.to_owned(),
        embedded: false,
        line: line_count,
        column: last_line.chars().count() + 1,
        message: say!("the file is not UTF-8"),
        help: Some(say!("save it as UTF-8")),
    }
}

/// The templates among some files, by the name that Tera knows them by.
fn named_templates<'a>(
    files: &'a BTreeMap<&'a str, &'a str>,
    prefix: &'static str,
) -> impl Iterator<Item = (String, &'a str)> {
    files.iter().filter_map(move |(path, text)| Some((format!("{prefix}{}", path.strip_prefix(TEMPLATES)?), *text)))
}

/// What keeps templates from being read. Tera stops at the first template with such a mistake, so each is tried alone; what
/// it refers to is not there then and is not looked at.
fn syntax_problems(templates: &[(String, &str)]) -> Vec<ThemeProblem> {
    let of_one = |(name, source): &(String, &str)| {
        let error = Tera::default().add_raw_template(name, source).err()?;
        let problem =
            matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| problems_of(&error).into_iter().next())??;
        Some(match syntax::slip(source) {
            Some(slip) => {
                let here = place(&problem.file, problem.embedded, source, slip.at);
                ThemeProblem { message: slip.message, help: Some(slip.help), ..here }
            }
            None => problem,
        })
    };
    templates.iter().filter_map(of_one).collect()
}

/// Does a template that can be used mention a name? An embedded template that one of the site's own stands before can only
/// be used by its full name.
fn is_mentioned(name: &str, templates: &[(String, &str)]) -> bool {
    let own = || templates.iter().filter(|(name, _)| name.starts_with(OWN));
    let is_embedded_used = own().any(|(_, source)| source.contains(DEFAULT));
    let is_covered = |path: &str| own().any(|(name, _)| name.strip_prefix(OWN) == Some(path));
    templates.iter().any(|(path, source)| {
        let covered = path.strip_prefix(DEFAULT).is_some_and(|path| !is_embedded_used && is_covered(path));
        !covered && source.contains(name)
    })
}

fn load_templates(
    templates: &[(String, &str)],
    strings: &Arc<Strings>,
    addresses: BTreeMap<String, String>,
) -> Result<Tera, Vec<ThemeProblem>> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([OWN, DEFAULT]).map_err(|error| problems_of(&error))?;
    filters::register(&mut tera, strings);
    files::register(&mut tera, addresses);
    tera.add_raw_templates(templates.iter().map(|(name, source)| (name, source))).map_err(|error| {
        let syntax = syntax_problems(templates);
        if !syntax.is_empty() {
            return syntax;
        }
        let mut problems = lost_blocks(problems_of(&error), templates);
        for problem in problems.iter_mut().filter(|problem| problem.line == 0) {
            place_at_first_reference(problem, templates);
        }
        problems
    })?;
    Ok(tera)
}

/// Gives a wrong `extends` or `include`, which Tera reports without a place, the place of the tag.
fn place_at_first_reference(problem: &mut ThemeProblem, templates: &[(String, &str)]) {
    let prefix = if problem.embedded { DEFAULT } else { OWN };
    let name = problem.file.strip_prefix("templates/").map(|path| format!("{prefix}{path}"));
    let Some((_, source)) = templates.iter().find(|(known, _)| Some(known) == name.as_ref()) else { return };
    let tag = if problem.message.contains("includes") { "include" } else { "extends" };
    for (index, line) in source.lines().enumerate() {
        if let Some((before, _)) = line.split_once(tag) {
            problem.line = index + 1;
            problem.column = before.chars().count() + 1;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_holds_a_character_that_html_forbids() {
        let clean = |text: &str| String::from_utf8(without_controls(text.as_bytes().to_vec())).unwrap();
        assert_eq!(clean("a\0\u{1}b\u{b}\u{7f}c\u{85}d\u{ffff}e\u{fffe}"), "abcde");
        for text in ["a\tb\r\n", "«f»\u{a0}é", "ﷺ\u{fffd}ｱ", ""] {
            assert_eq!(clean(text), text);
        }
        let late = format!("{}\u{8}", "x".repeat(100));
        assert_eq!(clean(&late).len(), 100);
    }
}
