//! The report of an import as text and as JSON.

use std::time::Duration;

use serde_json::json;

use super::machine;
use super::show::{self, plural};
use crate::base::diag::Diagnostics;
use crate::base::fold::one_line;
use crate::base::message::{Language, Message, Noun, counted};
use crate::import::{
    Action, CityReport, DroppedReport, FileReport, ImageReport, PictureState, PostReport, Report, TranslationReport,
};

/// Longer texts are cut in the report for people; the one for machines has them whole.
const LONGEST: usize = 100;

/// The report for people.
pub(super) fn text(report: &Report, dry_run: bool, elapsed: Duration, language: Language) -> String {
    let mut text = String::new();
    for post in &report.posts {
        post_text(&mut text, post, dry_run);
    }
    for withdrawn in &report.withdrawn {
        text.push_str(&format!("{}  {}\n", withdrawn.title, withdrawn.reason.english()));
        withdrawn_text(&mut text, &withdrawn.files, dry_run);
        text.push('\n');
    }
    for skipped in &report.skipped {
        text.push_str(&format!("passed over in {}: {} × {}\n", skipped.source, skipped.what, skipped.count));
    }
    if report.skipped.iter().any(|skipped| is_type(&skipped.what)) {
        text.push_str("of an export, posts and pages are taken; `--type NAME` takes a type too, as drafts\n");
    }
    text.push_str(&closing_line(report, dry_run, elapsed).shown(language));
    text.push('\n');
    text
}

/// Is it a post type that may hold a text? Others are known to hold none.
fn is_type(what: &str) -> bool {
    !what.contains(' ') && !["attachment", "comment", "nav_menu_item", "revision"].contains(&what)
}

fn post_text(text: &mut String, post: &PostReport, dry_run: bool) {
    let id = post.id.map(|id| format!(" (post {id})")).unwrap_or_default();
    text.push_str(&format!("{}{id}\n", post.title));
    text.push_str(&format!("  article  {}  {}\n", post.article.path, action(post.article.action, dry_run)));
    push_diff(text, &post.article, dry_run);
    article_text(text, post);
    if post.cities.is_empty() {
        text.push_str("  no city was found in it, so all of it is the article\n");
    }
    for city in &post.cities {
        city_text(text, city, dry_run);
    }
    for path in &post.gone {
        text.push_str(&format!("\n  {path}  is no longer in the post; it stays until you remove it\n"));
    }
    withdrawn_text(text, &post.withdrawn, dry_run);
    if !post.dropped.is_empty() {
        text.push_str("\n  left out or changed, with the reason\n");
    }
    for dropped in &post.dropped {
        dropped_text(text, dropped);
    }
    for picture in &post.pictures {
        text.push_str(&format!("    picture in the text: {}\n", image_text(picture)));
    }
    for html in &post.kept_html {
        text.push_str(&format!("    kept as HTML: {}\n", cut(html)));
    }
    text.push('\n');
}

/// Which files stop being public.
fn withdrawn_text(text: &mut String, files: &[String], dry_run: bool) {
    for path in files {
        let becomes = if dry_run { "would become a draft" } else { "is a draft now" };
        text.push_str(&format!("  {path}  {becomes}, as readers of the source do not see the post any more\n"));
    }
}

/// What the report says of the article itself: only what there is.
fn article_text(text: &mut String, post: &PostReport) {
    if let Some(language) = &post.language {
        text.push_str(&format!("    language  {language}\n"));
    }
    translates_text(text, post.translates.as_ref());
    if !post.authors.is_empty() {
        text.push_str(&format!("    authors   {}\n", post.authors.join(", ")));
    }
    if let Some(image) = &post.image {
        text.push_str(&format!("    image     {}\n", image_text(image)));
    }
    for category in &post.categories {
        let kind = match category.kind.as_str() {
            "post_tag" => "tag",
            other => other,
        };
        let hint = match &category.term {
            Some(named) => format!(
                "is the name of {} in {}; it speaks of the whole post, so no case got it: add it where it is true",
                named.term, named.taxonomy
            ),
            None => "no term is called so".to_owned(),
        };
        text.push_str(&format!("    {kind:<9} “{}” — {hint}\n", category.name));
    }
}

fn translates_text(text: &mut String, translates: Option<&TranslationReport>) {
    if let Some(TranslationReport { original, evidence }) = translates {
        text.push_str(&format!("    translates {original}: {evidence}\n"));
    }
}

fn city_text(text: &mut String, city: &CityReport, dry_run: bool) {
    text.push_str(&format!("\n  {}  →  {}  {}\n", city.title, city.file.path, action(city.file.action, dry_run)));
    push_diff(text, &city.file, dry_run);
    translates_text(text, city.translates.as_ref());
    text.push_str(&format!("    city      {}\n", city.evidence.join(", ")));
    let sections: Vec<String> = city
        .sections
        .iter()
        .map(|section| {
            let title = if section.title.is_empty() { "(no heading)" } else { &section.title };
            let unknown = if section.known || section.title.is_empty() { "" } else { ", not in site.yaml" };
            format!("{title} ({}{unknown})", plural(section.words, "word"))
        })
        .collect();
    text.push_str(&format!(
        "    sections  {}\n",
        if sections.is_empty() { "none".to_owned() } else { sections.join(", ") }
    ));
    match &city.image {
        Some(image) => text.push_str(&format!("    image     {}\n", image_text(image))),
        None => text.push_str("    image     none\n"),
    }
    for found in &city.terms {
        text.push_str(&format!(
            "    {:<9} {} — “{}” in {}: {}\n",
            found.taxonomy,
            found.term,
            found.phrase,
            found.section,
            cut(&found.sentence)
        ));
    }
}

/// `https://…/Beijing.jpg → assets/cases/beijing.jpg, downloaded (caption: Beijing, no alt text)`, and what its name says.
fn image_text(image: &ImageReport) -> String {
    let mut text = image.source.clone().unwrap_or_default();
    if let Some(file) = &image.file {
        text.push_str(&format!(" → assets/{file}"));
    }
    text.push_str(&format!(", {}", state(&image.state)));
    let mut notes: Vec<String> = image.caption.iter().map(|caption| format!("caption: {caption}")).collect();
    if image.caption.is_none() {
        notes.push("no caption".to_owned());
    }
    if image.alt.is_empty() {
        let draft = image.alt_draft.as_ref().map(|draft| format!("; a draft: {draft}")).unwrap_or_default();
        notes.push(format!("no alt text{draft}"));
    }
    notes.extend(image.agency.iter().map(|agency| format!("the name says {agency}: is there a licence?")));
    notes.extend(image.credit_draft.iter().map(|credit| format!("the name says it is by {credit}")));
    format!("{text} ({})", notes.join(", "))
}

/// What became of a picture, in words.
pub(super) fn state(state: &PictureState) -> String {
    match state {
        PictureState::There => "there already".to_owned(),
        PictureState::Copied => "copied".to_owned(),
        PictureState::Downloaded => "downloaded".to_owned(),
        PictureState::Elsewhere => "stays on another host".to_owned(),
        PictureState::Offline => "not fetched (--offline): it stays on the old host".to_owned(),
        PictureState::DryRun => "would be fetched".to_owned(),
        PictureState::NoConnection { .. } => "not fetched (no connection): it stays on the old host".to_owned(),
        PictureState::Failed { reason, .. } => format!("NOT fetched ({}): it stays on the old host", reason.english()),
    }
}

/// What would change, shown before it does.
fn push_diff(text: &mut String, file: &FileReport, dry_run: bool) {
    for line in file.diff.iter().filter(|_| dry_run).flat_map(|diff| diff.lines()) {
        text.push_str(&format!("    {line}\n"));
    }
}

fn dropped_text(text: &mut String, dropped: &DroppedReport) {
    let times = if dropped.count > 1 { format!(" × {}", dropped.count) } else { String::new() };
    let content = if dropped.text.is_empty() { String::new() } else { format!(": {}", cut(&dropped.text)) };
    text.push_str(&format!("    {}{times}{content}\n", dropped.what));
}

fn action(action: Action, dry_run: bool) -> &'static str {
    match action {
        Action::Create if dry_run => "would be written",
        Action::Create => "written",
        Action::Unchanged => "unchanged",
        Action::Update if dry_run => "would be updated",
        Action::Update => "updated",
        Action::Merge if dry_run => "would get the post's changes beside the editor's",
        Action::Merge => "got the post's changes beside the editor's",
        Action::Kept => "left alone: an editor changed it",
        Action::Conflict => "left alone: CONFLICT",
        Action::Removed => "not written: an editor removed it",
        Action::Failed => "NOT written",
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
