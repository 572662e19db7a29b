//! `chancery list`: what an editor has to see to, as a table or as JSON.

use serde_json::{Value, json};

use super::arguments::{Format, List, Listed};
use super::commands::{finish, settings};
use super::{Outcome, show, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::builder::prepare;
use crate::check::{TranslationGap, TranslationState, translation_gaps};

/// Lists what is asked for.
pub(super) fn list(options: &List) -> Result<Outcome> {
    let mut problems = Diagnostics::new();
    let Some(prepared) = prepare(&options.root.root, &settings(&options.view)?, &mut problems)? else {
        return Ok(finish(problems));
    };
    let text = match options.what {
        Listed::MissingTranslations => {
            let gaps = translation_gaps(prepared.editions());
            match options.format {
                Format::Text => table_of_gaps(&gaps, prepared.editions().len()),
                Format::Json => json_of_gaps(&gaps),
            }
        }
    };
    terminal::print(&text);
    Ok(Outcome::Fine)
}

/// A line for each text; what it says is at most a line for people who read a terminal.
fn table_of_gaps(gaps: &[TranslationGap], editions: usize) -> String {
    if editions < 2 {
        return "the site has one language; list others below `languages` in site.yaml\n".to_owned();
    }
    if gaps.is_empty() {
        return "every text is there in every language, and no translation is older than its original\n".to_owned();
    }
    let state = |gap: &TranslationGap| match gap.state {
        TranslationState::Missing => "missing".to_owned(),
        TranslationState::Outdated { original, translation } => format!("of {translation}, the original of {original}"),
    };
    let rows: Vec<[String; 3]> =
        gaps.iter().map(|gap| [gap.language.clone(), gap.original.clone(), state(gap)]).collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let (language, file) = (widest(0), widest(1));
    let lines = rows.iter().map(|[tag, path, state]| format!("{tag:language$}  {path:file$}  {state}\n"));
    format!("{}\n{}\n", lines.collect::<String>(), show::plural(gaps.len(), "text"))
}

fn json_of_gaps(gaps: &[TranslationGap]) -> String {
    let entry = |gap: &TranslationGap| -> Value {
        let (state, original, translation) = match gap.state {
            TranslationState::Missing => ("missing", None, None),
            TranslationState::Outdated { original, translation } => {
                ("outdated", Some(original.to_string()), Some(translation.to_string()))
            }
        };
        json!({
            "language": gap.language,
            "file": gap.original,
            "title": gap.title,
            "state": state,
            "original_updated": original,
            "translation_updated": translation,
        })
    };
    let list: Vec<Value> = gaps.iter().map(entry).collect();
    // Plain values can always be written.
    format!("{}\n", serde_json::to_string_pretty(&list).unwrap_or_default())
}
