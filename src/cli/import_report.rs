//! The report of an import as text and as JSON.

use std::time::Duration;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::{machine, show};
use crate::base::diag::Diagnostics;
use crate::base::fold::one_line;
use crate::base::message::{Language, Message, Noun, counted, list};
use crate::import::{
    Action, CityReport, DroppedReport, FileReport, ImageReport, PictureState, PostReport, Report, TranslationReport,
};

/// Longer texts are cut in the report for people; the one for machines has them whole.
const LONGEST: usize = 100;

/// How wide the words are before what is said of an article or a city.
const LABEL: usize = 9;

/// Lines in the language of who reads them.
struct Lines {
    text: String,
    dry_run: bool,
    language: Language,
}

impl Lines {
    fn line(&mut self, indent: usize, message: &Message) {
        let shown = message.shown(self.language);
        self.text.push_str(&format!("{}{shown}\n", " ".repeat(indent)));
    }

    /// A word, and what there is to say about it, in a column.
    fn field(&mut self, label: &Message, value: &Message) {
        let label = label.shown(self.language);
        let gap = " ".repeat(LABEL.saturating_sub(label.width()));
        self.text.push_str(&format!("    {label}{gap} {}\n", value.shown(self.language)));
    }

    fn empty(&mut self) {
        self.text.push('\n');
    }
}

/// The report for people.
pub(super) fn text(report: &Report, dry_run: bool, elapsed: Duration, language: Language) -> String {
    let mut lines = Lines { text: String::new(), dry_run, language };
    for post in &report.posts {
        post_lines(&mut lines, post);
    }
    for withdrawn in &report.withdrawn {
        lines.line(0, &say!("{title}  {reason}", title = withdrawn.title, reason = withdrawn.reason));
        withdrawn_lines(&mut lines, &withdrawn.files);
        lines.empty();
    }
    for skipped in &report.skipped {
        let line = say!(
            "passed over in {source}: {what} × {count}",
            source = skipped.source,
            what = skipped.what,
            count = skipped.count
        );
        lines.line(0, &line);
    }
    if report.skipped.iter().any(|skipped| is_type(&skipped.what)) {
        lines.line(0, &say!("of an export, posts and pages are taken; `--type NAME` takes a type too, as drafts"));
    }
    lines.line(0, &closing_line(report, dry_run, elapsed));
    lines.text
}

/// Is it a post type that may hold a text? Others are known to hold none.
fn is_type(what: &str) -> bool {
    !what.contains(' ') && !["attachment", "comment", "nav_menu_item", "revision"].contains(&what)
}

fn post_lines(lines: &mut Lines, post: &PostReport) {
    let title = &post.title;
    let head = match post.id {
        Some(number) => say!("{title} (post {number})", title, number),
        None => say!("{title}", title),
    };
    lines.line(0, &head);
    let FileReport { path, action, .. } = &post.article;
    lines.line(2, &say!("article  {path}  {action}", path, action = action_text(*action, lines.dry_run)));
    push_diff(lines, &post.article);
    article_lines(lines, post);
    if post.cities.is_empty() {
        lines.line(2, &say!("no city was found in it, so all of it is the article"));
    }
    for city in &post.cities {
        city_lines(lines, city);
    }
    for path in &post.gone {
        lines.empty();
        lines.line(2, &say!("{path}  is no longer in the post; it stays until you remove it", path));
    }
    withdrawn_lines(lines, &post.withdrawn);
    if !post.dropped.is_empty() {
        lines.empty();
        lines.line(2, &say!("left out or changed, with the reason"));
    }
    for dropped in &post.dropped {
        dropped_line(lines, dropped);
    }
    for picture in &post.pictures {
        lines.line(4, &say!("picture in the text: {image}", image = image_text(picture)));
    }
    for html in &post.kept_html {
        lines.line(4, &say!("kept as HTML: {html}", html = cut(html)));
    }
    lines.empty();
}

/// Which files stop being public.
fn withdrawn_lines(lines: &mut Lines, files: &[String]) {
    for path in files {
        let line = if lines.dry_run {
            say!("{path}  would become a draft, as readers of the source do not see the post any more", path)
        } else {
            say!("{path}  is a draft now, as readers of the source do not see the post any more", path)
        };
        lines.line(2, &line);
    }
}

/// What the report says of the article itself: only what there is.
fn article_lines(lines: &mut Lines, post: &PostReport) {
    if let Some(language) = &post.language {
        lines.field(&say!("language"), &Message::verbatim(language));
    }
    translates_line(lines, post.translates.as_ref());
    if !post.authors.is_empty() {
        lines.field(&say!("authors"), &Message::verbatim(post.authors.join(", ")));
    }
    if let Some(image) = &post.image {
        lines.field(&say!("image"), &image_text(image));
    }
    for category in &post.categories {
        let kind = match category.kind.as_str() {
            "post_tag" => say!("tag"),
            "category" => say!("category"),
            other => Message::verbatim(other),
        };
        let hint = match &category.term {
            Some(named) => say!(
                "is the name of {term} in {taxonomy}; it speaks of the whole post, so no case got it: add it where it is \
                 true",
                term = named.term,
                taxonomy = named.taxonomy
            ),
            None => say!("no term is called so"),
        };
        lines.field(&kind, &say!("“{name}” — {hint}", name = category.name, hint));
    }
}

fn translates_line(lines: &mut Lines, translates: Option<&TranslationReport>) {
    if let Some(TranslationReport { original, evidence }) = translates {
        lines.line(4, &say!("translates {original}: {evidence}", original, evidence));
    }
}

fn city_lines(lines: &mut Lines, city: &CityReport) {
    let action = action_text(city.file.action, lines.dry_run);
    lines.empty();
    lines.line(2, &say!("{title}  →  {path}  {action}", title = city.title, path = city.file.path, action));
    push_diff(lines, &city.file);
    translates_line(lines, city.translates.as_ref());
    lines.field(&say!("city"), &list(city.evidence.iter().cloned()));
    let sections = city.sections.iter().map(|section| {
        let words = counted(section.words, Noun::Word);
        match section.title.as_str() {
            "" => say!("(no heading) ({words})", words),
            title if section.known => say!("{title} ({words})", title, words),
            title => say!("{title} ({words}, not in site.yaml)", title, words),
        }
    });
    let sections = if city.sections.is_empty() { say!("none") } else { list(sections) };
    lines.field(&say!("sections"), &sections);
    lines.field(&say!("image"), &city.image.as_ref().map_or_else(|| say!("none"), image_text));
    for found in &city.terms {
        let value = say!(
            "{term} — “{phrase}” in {section}: {sentence}",
            term = found.term,
            phrase = found.phrase,
            section = found.section,
            sentence = cut(&found.sentence)
        );
        lines.field(&Message::verbatim(&found.taxonomy), &value);
    }
}

/// `https://…/Beijing.jpg → assets/cases/beijing.jpg, downloaded (caption: Beijing, no alt text)`, and what its name says.
fn image_text(image: &ImageReport) -> Message {
    let source = image.source.clone().unwrap_or_default();
    let place = match &image.file {
        Some(file) => format!("{source} → assets/{file}"),
        None => source,
    };
    let mut notes = vec![match &image.caption {
        Some(caption) => say!("caption: {caption}", caption),
        None => say!("no caption"),
    }];
    if image.alt.is_empty() {
        notes.push(match &image.alt_draft {
            Some(draft) => say!("no alt text; a draft: {draft}", draft),
            None => say!("no alt text"),
        });
    }
    notes.extend(image.agency.iter().map(|agency| say!("the name says {agency}: is there a licence?", agency)));
    notes.extend(image.credit_draft.iter().map(|credit| say!("the name says it is by {credit}", credit)));
    say!("{place}, {state} ({notes})", place, state = state(&image.state), notes = list(notes))
}

/// What became of a picture, in words.
pub(super) fn state(state: &PictureState) -> Message {
    match state {
        PictureState::There => say!("there already"),
        PictureState::Copied => say!("copied"),
        PictureState::Downloaded => say!("downloaded"),
        PictureState::Elsewhere => say!("stays on another host"),
        PictureState::Offline => say!("not fetched (--offline): it stays on the old host"),
        PictureState::DryRun => say!("would be fetched"),
        PictureState::NoConnection { .. } => say!("not fetched (no connection): it stays on the old host"),
        PictureState::Failed { reason, .. } => say!("NOT fetched ({reason}): it stays on the old host", reason),
    }
}

/// What would change, shown before it does.
fn push_diff(lines: &mut Lines, file: &FileReport) {
    for line in file.diff.iter().filter(|_| lines.dry_run).flat_map(|diff| diff.lines()) {
        lines.text.push_str(&format!("    {line}\n"));
    }
}

fn dropped_line(lines: &mut Lines, dropped: &DroppedReport) {
    let times = if dropped.count > 1 { format!(" × {}", dropped.count) } else { String::new() };
    let content = if dropped.text.is_empty() { String::new() } else { format!(": {}", cut(&dropped.text)) };
    lines.line(4, &say!("{what}{times}{content}", what = dropped.what, times, content));
}

fn action_text(action: Action, dry_run: bool) -> Message {
    match action {
        Action::Create if dry_run => say!("would be written"),
        Action::Create => say!("written"),
        Action::Unchanged => say!("unchanged"),
        Action::Update if dry_run => say!("would be updated"),
        Action::Update => say!("updated"),
        Action::Merge if dry_run => say!("would get the post's changes beside the editor's"),
        Action::Merge => say!("got the post's changes beside the editor's"),
        Action::Kept => say!("left alone: an editor changed it"),
        Action::Conflict => say!("left alone: CONFLICT"),
        Action::Removed => say!("not written: an editor removed it"),
        Action::Failed => say!("NOT written"),
    }
}

fn cut(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= LONGEST {
        return line;
    }
    format!("{}…", line.chars().take(LONGEST).collect::<String>().trim_end())
}

fn closing_line(report: &Report, dry_run: bool, elapsed: Duration) -> Message {
    let cities: usize = report.posts.iter().map(|post| post.cities.len()).sum();
    let files = || {
        report
            .posts
            .iter()
            .flat_map(|post| std::iter::once(&post.article).chain(post.cities.iter().map(|city| &city.file)))
    };
    let count = |wanted: Action| files().filter(|file| file.action == wanted).count();
    let (posts, cases) = (counted(report.posts.len(), Noun::Post), counted(cities, Noun::Case));
    let mut parts = vec![say!("imported {posts} with {cases}", posts, cases)];
    let kinds = [
        Action::Create,
        Action::Update,
        Action::Merge,
        Action::Unchanged,
        Action::Kept,
        Action::Conflict,
        Action::Removed,
        Action::Failed,
    ];
    for action in kinds.into_iter().filter(|action| count(*action) > 0) {
        let files = counted(count(action), Noun::File);
        parts.push(match action {
            Action::Create if dry_run => say!("{files} would be written", files),
            Action::Create => say!("{files} written", files),
            Action::Update if dry_run => say!("{files} would be updated", files),
            Action::Update => say!("{files} updated", files),
            Action::Merge if dry_run => say!("{files} would be merged", files),
            Action::Merge => say!("{files} merged", files),
            Action::Unchanged => say!("{files} unchanged", files),
            Action::Kept => say!("{files} left alone", files),
            Action::Conflict => say!("{files} in conflict", files),
            Action::Removed => say!("{files} removed by an editor and not written", files),
            Action::Failed => say!("{files} NOT written", files),
        });
    }
    let milliseconds = elapsed.as_millis();
    say!("{parts} in {milliseconds} ms", parts = show::parts(parts), milliseconds)
}

/// The report for machines, with the problems.
pub(super) fn json(report: &Report, problems: &Diagnostics, language: Language) -> String {
    let problems = machine::values(&problems.clone().into_sorted(), language);
    let mut text = serde_json::to_string_pretty(
        &json!({"posts": report.posts, "withdrawn": report.withdrawn, "skipped": report.skipped, "problems": problems}),
    )
    .unwrap_or_default();
    text.push('\n');
    text
}
