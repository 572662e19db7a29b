//! Keys that several kinds of content files have.

use super::file_name::{FileName, is_translation, meant_as_translation};
use crate::base::address;
use crate::base::date::{Date, Moment};
use crate::base::diag::{Code, Diagnostic};
use crate::base::fold::fold;
use crate::base::message::Message;
use crate::base::slug::Slug;
use crate::base::url::{SitePath, is_web_address, percent_encode};
use crate::markdown;
use crate::model::{Origin, Schedule, Translation};
use crate::yaml::{Fields, Out, SpannedText};

/// The slug: the one that the editor gave, or the name of the file. The path of the file ends in `<name>.md`, or, for a
/// translation, in `<name>.<language>.md`.
pub(super) fn slug(fields: &Fields<'_>) -> Option<Slug> {
    let given = fields.text("slug");
    let path = fields.source().path();
    let stem = FileName::of(path).stem;
    let (text, span, code) = match &given {
        Some(text) => (text.text.as_str(), text.span.clone(), Code::BadSlug),
        None => (stem, 0..0, Code::BadFileName),
    };
    match Slug::parse(text) {
        Ok(slug) => Some(slug),
        Err(problem) => {
            let message = say!("`{text}` cannot be a part of an address: {problem}", text, problem = problem.message());
            let meant = meant_as_translation(path);
            let help = match (&given, Slug::from_text(text)) {
                (Some(_), Some(better)) => say!("write `slug: {better}`", better),
                (None, Some(_)) if meant.is_some() => {
                    say!("did you mean `{near}`?", near = meant.unwrap_or_default())
                }
                (None, Some(better)) if stem.contains('.') => say!(
                    "rename the file to `{better}.md`; a translation has the code of its language, such as `fa`, \
                     before the ending",
                    better
                ),
                (None, Some(better)) if is_copy(stem) => say!(
                    "remove the file if it is a copy that nobody needs; if it is to be a text of its own, call it by its own \
                     name, such as `{better}.md`",
                    better
                ),
                (None, Some(better)) => {
                    say!("rename the file to `{better}.md`, or add a line `slug: {better}`", better)
                }
                _ => say!("add a line such as `slug: medellin`"),
            };
            fields.report_at(span, code, message, help);
            None
        }
    }
}

/// Is it called as file managers call copies: `lima - Copy`, `lima (1)`, `lima copy 2`?
fn is_copy(stem: &str) -> bool {
    const WORDS: [&str; 8] = ["copy", "kopie", "copie", "copia", "kopya", "کپی", "رونوشت", "نسخه"];
    let words = fold(stem.trim_end_matches(|one: char| one.is_numeric() || one.is_whitespace()));
    let last = words.rsplit([' ', '-', '_']).next().unwrap_or_default();
    stem.ends_with(')') && stem.contains(" (") || words.contains(' ') && WORDS.iter().any(|copy| fold(copy) == last)
}

/// Is the file called as a translation that it is not yet, as in `lima.FA.md`? That is reported, and nothing else about it.
pub(super) fn is_misnamed(fields: &Fields<'_>) -> bool {
    meant_as_translation(fields.source().path()).is_some() && slug(fields).is_none()
}

/// Does a file in `folder` have a key that only files in another one have? That is reported, and nothing else about it.
pub(super) fn is_misplaced(fields: &Fields<'_>, folder: &str) -> bool {
    let keys = [("city", say!("a case"), "cases"), ("cases", say!("an article"), "articles")];
    let Some((key, kind, right)) = keys.into_iter().find(|(key, _, right)| *right != folder && fields.has(key)) else {
        return false;
    };
    let span = fields.keys().find(|(name, _)| *name == key).map_or(fields.span(), |(_, span)| span);
    let name = fields.source().path().rsplit('/').next().unwrap_or_default();
    let message = say!("`{key}` is a key of {kind}, and this file lies in the folder `{folder}`", key, kind, folder);
    fields.report_at(span, Code::BadFileName, message, say!("move it to `content/{right}/{name}`", right, name));
    true
}

/// A slug that refers to another file. What is no slug is reported by whoever looks for the file.
pub(super) fn reference_slug(text: &SpannedText) -> Option<Slug> {
    Slug::parse(&text.text).ok()
}

/// `date` and `updated`.
pub(super) fn dates(fields: &Fields<'_>) -> (Option<Date>, Option<Date>) {
    let (date, updated) = (fields.date("date"), fields.date("updated"));
    if let (Some(first), Some(last)) = (date, updated)
        && last < first
    {
        let message = say!("`updated` is {last}, which is before `date`, {first}", last, first);
        warn_at_value(fields, "updated", message, say!("write the day of the last change, or leave the line out"));
    }
    (date, updated)
}

/// `draft`, `publish` and `expires`.
pub(super) fn schedule(fields: &Fields<'_>) -> Schedule {
    let (publish, expires) = (fields.date("publish"), fields.date("expires"));
    if let (Some(first), Some(last)) = (publish, expires)
        && last <= first
    {
        let message = say!("the text is never shown: `expires` is {last}, and `publish` is {first}", last, first);
        warn_at_value(fields, "expires", message, say!("write a later day, or leave one of the two lines out"));
    }
    Schedule { draft: fields.boolean("draft", false), publish, expires }
}

fn warn_at_value(fields: &Fields<'_>, key: &'static str, message: Message, help: Message) {
    let span = fields.node(key).map_or(fields.span(), |node| node.span.clone());
    fields.report(Diagnostic::warning(Code::BadDate, message).in_file(fields.source(), span).help(help));
}

/// `translator` and `translation_review`.
pub(super) fn translation(fields: &Fields<'_>) -> Translation {
    /// The one value of `translation_review`.
    const PENDING: &str = "pending";
    fields.among("translation_review", [PENDING]);
    let review = fields.text("translation_review");
    if let Some(other) = review.as_ref().filter(|review| review.text != PENDING) {
        let message =
            say!("`translation_review` should be `{pending}`, found `{other}`", pending = PENDING, other = other.text);
        let help = say!(
            "write `translation_review: {pending}`, or leave the line out once somebody has reviewed the text",
            pending = PENDING
        );
        fields.report_at(other.span.clone(), Code::WrongType, message, help);
    }
    Translation { translator: fields.text("translator").map(|text| text.text), is_pending: review.is_some() }
}

/// A text that every original has; a translation has its original's where it gives none.
pub(super) fn required_of_originals(fields: &Fields<'_>, key: &'static str, example: &str) -> Option<SpannedText> {
    let path = fields.source().path();
    // What is called `lima.FA.md` is told to be called otherwise.
    let is_meant = || !fields.has("slug") && meant_as_translation(path).is_some();
    if is_translation(path) || is_meant() { fields.text(key) } else { fields.required_text(key, example) }
}

/// The keys that a translation gives; nothing of an original, to which all of its keys belong.
pub(super) fn given_keys(fields: &Fields<'_>) -> Vec<String> {
    let keys = || fields.keys().map(|(key, _)| key.to_owned()).collect();
    if is_translation(fields.source().path()) { keys() } else { Vec::new() }
}

/// `aliases`: old addresses within the site.
pub(super) fn aliases(fields: &Fields<'_>) -> Vec<SitePath> {
    let mut aliases = Vec::new();
    for text in fields.texts("aliases") {
        aliases
            .extend(fields.page_address(&text, say!("write the old address without the host, such as /en/medellin/")));
    }
    aliases
}

/// `origin`.
pub(super) fn origin(fields: &Fields<'_>) -> Option<Origin> {
    let inner = fields.mapping("origin")?;
    let url = inner.required_text("url", "https://example.org/en/a-post/");
    let id = inner.integer("id").and_then(|id| u64::try_from(id).ok());
    let modified = inner.text("modified").and_then(|text| match Moment::parse(&text.text) {
        Ok(moment) => Some(moment),
        Err(reason) => {
            inner.report_at(text.span, Code::BadDate, say!("`modified` is `{text}`", text = text.text), reason);
            None
        }
    });
    inner.finish();
    let url = web_address(&inner, url?)?;
    Some(Origin { url, id, modified })
}

/// An `https:` or `http:` address.
pub(super) fn web_address(fields: &Fields<'_>, text: SpannedText) -> Option<String> {
    if !is_web_address(&text.text) {
        let message = say!("`{text}` is not a web address", text = text.text);
        let problem = Diagnostic::error(Code::BadAddress, message).in_file(fields.source(), text.span);
        fields.report(problem.help(say!("write the whole address, beginning with https://")));
        return None;
    }
    // What browsers forgive (`https:/x.org`) is told all the same, as everywhere else.
    if let Some(problem) = address::mistake(&text.text, false) {
        fields.report(problem.in_file(fields.source(), text.span));
    }
    Some(text.text)
}

/// The texts of a list, without their places.
pub(super) fn plain_texts(fields: &Fields<'_>, key: &'static str) -> Vec<String> {
    fields.texts(key).into_iter().map(|text| text.text).collect()
}

/// `sources`: a line of Markdown each.
pub(super) fn sources(fields: &Fields<'_>) -> Vec<String> {
    let texts = fields.texts("sources").into_iter();
    let told = texts.inspect(|text| {
        let parts = text.text.split([',', ';', '،', '؛', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let addresses: Vec<&str> = parts.collect();
        if addresses.len() > 1 && addresses.iter().all(|address| is_web_address(address)) {
            let message = say!("{count} addresses stand in one entry of `sources`", count = addresses.len());
            let help = say!("give each an entry of its own: `sources: [{list}]`", list = addresses.join(", "));
            let problem = Diagnostic::warning(Code::BadAddress, message);
            fields.report(problem.in_file(fields.source(), text.span.clone()).help(help));
        }
    });
    told.map(|text| line(fields, text)).collect()
}

/// A line of Markdown, whose mistakes are told.
pub(super) fn line(fields: &Fields<'_>, text: SpannedText) -> String {
    for problem in markdown::in_line(&text.text) {
        fields.report(problem.in_file(fields.source(), text.span.clone()));
    }
    text.text
}

/// Front matter in the making: keys without a value are left out.
#[derive(Default)]
pub(super) struct FrontMatter(pub Vec<(String, Out)>);

impl FrontMatter {
    pub fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.0.push((key.to_owned(), Out::Text(text.to_owned())));
        }
    }

    pub fn date(&mut self, key: &str, date: Option<Date>) {
        self.text(key, date.map(|date| date.to_string()).as_deref());
    }

    pub fn slugs(&mut self, key: &str, slugs: &[Slug]) {
        self.texts(key, slugs.iter().map(ToString::to_string).collect());
    }

    pub fn texts(&mut self, key: &str, texts: Vec<String>) {
        if !texts.is_empty() {
            self.0.push((key.to_owned(), Out::Inline(texts.into_iter().map(Out::Text).collect())));
        }
    }

    pub fn lines(&mut self, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.0.push((key.to_owned(), Out::List(texts.iter().cloned().map(Out::Text).collect())));
        }
    }

    pub fn mapping(&mut self, key: &str, entries: Vec<(String, Out)>) {
        if !entries.is_empty() {
            self.0.push((key.to_owned(), Out::Mapping(entries)));
        }
    }

    pub fn aliases(&mut self, aliases: &[SitePath]) {
        let addresses: Vec<String> =
            aliases.iter().map(|alias| format!("/{}", percent_encode(alias.as_str()))).collect();
        self.lines("aliases", &addresses);
    }

    pub fn schedule(&mut self, schedule: Schedule) {
        if schedule.draft {
            self.0.push(("draft".to_owned(), Out::Boolean(true)));
        }
        self.date("publish", schedule.publish);
        self.date("expires", schedule.expires);
    }

    pub fn translation(&mut self, translation: &Translation) {
        self.text("translator", translation.translator.as_deref());
        self.text("translation_review", translation.is_pending.then_some("pending"));
    }

    pub fn origin(&mut self, origin: Option<&Origin>) {
        let Some(origin) = origin else { return };
        let mut inner = Self::default();
        inner.text("url", Some(&origin.url));
        if let Some(id) = origin.id.and_then(|id| i64::try_from(id).ok()) {
            inner.0.push(("id".to_owned(), Out::Integer(id)));
        }
        inner.text("modified", origin.modified.map(|moment| moment.to_string()).as_deref());
        self.mapping("origin", inner.0);
    }
}
