//! Lists of texts: all cases, what is held back, what waits for a day, and what a language lacks.

use std::collections::BTreeMap;

use crate::base::error::Result;
use crate::base::message::{Message, Noun};
use crate::check::{TranslationState, lacking_words, translation_gaps};
use crate::config::FILE_NAME;
use crate::model::{Audience, Hidden, Schedule};
use crate::outputs::Edition;
use crate::site::SiteText;

use super::{Cell, Selection, Table};

/// All cases of an edition, in the order of their files.
pub(super) fn cases(editions: &[Edition], selection: &Selection, audience: Audience) -> Table {
    let Some(Edition { site, .. }) = selection.one_edition(editions) else {
        return Table::new(Noun::Case, &[], Message::default());
    };
    let ids: Vec<&str> = site.config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()).collect();
    // Of the terms, a terminal has room for those of the first taxonomy.
    let hidden: Vec<String> = ids.iter().skip(1).map(|id| format!("+{id}")).collect();
    let mut columns = vec!["file", "title", "+city", "country", "+date", "updated", "state", "+publish", "+expires"];
    columns.extend(ids.first());
    columns.extend(hidden.iter().map(String::as_str));
    let nothing =
        if selection.takes_all() { say!("the site has no case yet") } else { say!("no case has these terms") };
    let mut table = Table::new(Noun::Case, &columns, nothing);
    for entry in site.cases_by_path().iter().map(|index| &site.cases[*index]) {
        let case = &entry.case;
        if !selection.takes(case) {
            continue;
        }
        let mut row = vec![
            Cell::text(entry.text.path()),
            Cell::text(&case.title),
            Cell::text(&case.city),
            Cell::text(case.country.as_str()),
            Cell::day(case.date),
            Cell::day(case.modified()),
            Cell::text(state(case.schedule, audience)),
            Cell::day(case.schedule.publish),
            Cell::day(case.schedule.expires),
        ];
        let terms = ids.iter().map(|id| case.terms.iter().find(|(own, _)| own == id));
        let terms = terms.map(|own| own.map(|(_, slugs)| slugs.iter().map(ToString::to_string).collect()));
        row.extend(terms.map(|slugs: Option<Vec<String>>| Cell::List(slugs.unwrap_or_default())));
        table.rows.push(row);
    }
    table
}

fn state(schedule: Schedule, audience: Audience) -> &'static str {
    match schedule.hidden_from(Audience { drafts: false, ..audience }) {
        None => "published",
        Some(Hidden::Draft) => "draft",
        Some(Hidden::Scheduled) => "scheduled",
        Some(Hidden::Expired) => "expired",
    }
}

/// All texts that may be held back, of the editions that are asked for, each once, with when they are shown.
fn texts<'e>(editions: &'e [Edition], selection: &Selection) -> Vec<(Schedule, SiteText<'e>)> {
    let mut found: BTreeMap<&str, (Schedule, SiteText<'e>)> = BTreeMap::new();
    for Edition { site, .. } in selection.editions(editions) {
        let own = site.texts().filter(|shown| site.is_own(shown.text.path()) || selection.edition.is_none());
        found.extend(own.filter_map(|shown| Some((shown.text.path(), (shown.schedule?, shown)))));
    }
    let is_asked = |shown: &SiteText<'_>| match shown.case {
        Some(case) => selection.takes(case),
        None => selection.takes_all(),
    };
    found.into_values().filter(|(_, shown)| is_asked(shown)).collect()
}

/// Texts with `draft: true`.
pub(super) fn drafts(editions: &[Edition], selection: &Selection) -> Table {
    let mut table = Table::new(Noun::Draft, &["file", "title", "publish"], say!("there is no draft"));
    for (schedule, SiteText { text, title, .. }) in texts(editions, selection) {
        if schedule.draft {
            table.rows.push(vec![Cell::text(text.path()), Cell::text(title), Cell::day(schedule.publish)]);
        }
    }
    table
}

/// Texts that appear or disappear by themselves, by the day; a draft does neither.
pub(super) fn scheduled(editions: &[Edition], selection: &Selection, audience: Audience) -> Table {
    let nothing = say!("no text appears or disappears on a day to come");
    let mut table = Table::new(Noun::Day, &["day", "change", "file", "title"], nothing);
    let mut found = Vec::new();
    for (schedule, SiteText { text, title, .. }) in texts(editions, selection) {
        let changes = [(schedule.publish, "appears"), (schedule.expires, "disappears")];
        let to_come = changes.into_iter().filter_map(|(day, change)| Some((day?, change)));
        let to_come = to_come.filter(|(day, _)| !schedule.draft && *day > audience.today);
        found.extend(to_come.map(|(day, change)| (day, change, text.path(), title)));
    }
    found.sort_unstable();
    let row = |(day, change, path, title): (_, &str, &str, &str)| {
        vec![Cell::Day(day), Cell::text(change), Cell::text(path), Cell::text(title)]
    };
    table.rows = found.into_iter().map(row).collect();
    table
}

/// Texts that a language lacks or has in part, and translations that are older than their originals, or may be.
///
/// # Errors
/// A content file cannot be read any more.
pub(super) fn missing_translations(editions: &[Edition], selection: &Selection) -> Result<Table> {
    let nothing = if editions.len() < 2 {
        say!("the site has one language; list others below `languages` in site.yaml")
    } else {
        say!("every text is there in every language, and no translation is older than its original")
    };
    let columns = ["language", "state", "file", "title", "original_updated", "translation_updated"];
    let mut table = Table::new(Noun::Text, &columns, nothing);
    let asked = selection.edition.and_then(|place| editions.get(place)).map(|edition| &edition.site.config.language);
    for (language, keys) in lacking_words(editions) {
        if asked.is_none_or(|asked| asked == language) {
            let words =
                [Cell::text(language), Cell::text("missing"), Cell::text(FILE_NAME), Cell::text(keys.join(", "))];
            table.rows.push(words.into_iter().chain([Cell::day(None), Cell::day(None)]).collect());
        }
    }
    for gap in translation_gaps(editions)? {
        if asked.is_some_and(|language| *language != gap.language) {
            continue;
        }
        let (state, original, translation) = match gap.state {
            TranslationState::Missing => ("missing", None, None),
            TranslationState::Outdated { original, translation } => ("outdated", Some(original), Some(translation)),
            TranslationState::Undated { original } => ("no-date", Some(original), None),
            TranslationState::Partial { .. } => ("partial", None, None),
        };
        table.rows.push(vec![
            Cell::text(gap.language),
            Cell::text(state),
            Cell::text(gap.original),
            Cell::text(gap.title),
            Cell::day(original),
            Cell::day(translation),
        ]);
    }
    Ok(table)
}
