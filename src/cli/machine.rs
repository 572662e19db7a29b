//! Problems as programs read them: plain JSON, the lines by which GitHub marks places in a change, and SARIF, which editors and
//! code hosts show beside the text.

use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use super::explain;
use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::message::Language;
use crate::base::source::{Place, Position};
use crate::base::url::percent_encode;

/// Where SARIF is defined.
const SARIF_SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The problems as JSON values.
pub(super) fn values(problems: &[Diagnostic], language: Language) -> Vec<Value> {
    let value = |problem: &Diagnostic| {
        let region = problem.place.as_ref().and_then(region);
        json!({
            "severity": problem.severity.name(),
            "code": problem.code.name(),
            "message": problem.message.text(language),
            "file": problem.place.as_ref().map(|place| place.source.path()),
            "line": region.map(|(start, _)| start.line),
            "column": region.map(|(start, _)| start.column),
            "end_line": region.map(|(_, end)| end.line),
            "end_column": region.map(|(_, end)| end.column),
            "help": problem.help.as_ref().map(|help| help.text(language)),
        })
    };
    problems.iter().map(value).collect()
}

/// Where a place begins and where it ends, behind its last character; none where no line is to blame.
fn region(place: &Place) -> Option<(Position, Position)> {
    let source = &place.source;
    (!source.text().is_empty()).then(|| (source.position(place.span.start), source.position(place.span.end)))
}

/// A JSON object with the problems and what was looked at, if anything was.
pub(super) fn json(problems: &[Diagnostic], looked_at: Option<(usize, usize)>, language: Language) -> String {
    let (files, links) = looked_at.unzip();
    pretty(&json!({"files": files, "links": links, "problems": values(problems, language)}))
}

/// A command to GitHub for each problem.
pub(super) fn github(problems: &[Diagnostic], root: &Path, language: Language) -> String {
    let mut lines = String::new();
    for problem in problems {
        let mut properties = Vec::new();
        if let Some(place) = &problem.place {
            properties.push(format!("file={}", property(&path_from_here(root, place))));
            if let Some((start, end)) = region(place) {
                properties.push(format!("line={}", start.line));
                properties.push(format!("endLine={}", end.line));
                properties.push(format!("col={}", start.column));
                // GitHub wants columns only of what stands on one line.
                if start.line == end.line {
                    properties.push(format!("endColumn={}", end.column));
                }
            }
        }
        properties.push(format!("title={}", property(&problem.code.name())));
        lines.push_str(&format!(
            "::{} {}::{}\n",
            problem.severity.name(),
            properties.join(","),
            data(&with_help(problem, language))
        ));
    }
    lines
}

/// A log in the Static Analysis Results Interchange Format, version 2.1.0, with the pages of this manual for the kinds that
/// occur.
pub(super) fn sarif(problems: &[Diagnostic], root: &Path, language: Language) -> String {
    let mut codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rule = |code: &Code| {
        let page = explain::page(*code);
        json!({
            "id": code.name(),
            "shortDescription": {"text": explain::first_sentence(page)},
            "help": {"text": page, "markdown": page},
        })
    };
    let location = |place: &Place| {
        let path = path_from_here(root, place);
        let uri = percent_encode(&path);
        let mut physical = json!({"artifactLocation": {"uri": uri}});
        if let Some((start, end)) = region(place) {
            physical["region"] = json!({
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            });
        }
        json!({"physicalLocation": physical})
    };
    let result = |problem: &Diagnostic| {
        let level = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "note",
        };
        let mut result = json!({
            "ruleId": problem.code.name(),
            "ruleIndex": codes.binary_search(&problem.code).unwrap_or_default(),
            "level": level,
            "message": {"text": with_help(problem, language)},
            "locations": problem.place.iter().map(location).collect::<Vec<_>>(),
        });
        if let Some((place, label)) = &problem.related {
            let mut related = location(place);
            related["message"] = json!({"text": label.text(language)});
            result["relatedLocations"] = json!([related]);
        }
        result
    };
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": codes.iter().map(rule).collect::<Vec<_>>(),
    });
    pretty(&json!({
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": problems.iter().map(result).collect::<Vec<_>>(),
        }],
    }))
}

/// What was found, and what to do.
fn with_help(problem: &Diagnostic, language: Language) -> String {
    let message = problem.message.text(language);
    problem.help.as_ref().map_or(message.clone(), |help| format!("{message}\n{}", help.text(language)))
}

/// The file as seen from the folder in which the command runs, which is that of the repository where hosts show it.
fn path_from_here(root: &Path, place: &Place) -> String {
    let path = root.join(place.source.path()).to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
}

/// A text as GitHub reads it behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same as the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// JSON as people read it, too.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Plain values can always be written.
    format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceFile;

    #[test]
    fn github_reads_paths_and_lines_with_signs_of_its_own() {
        let source = SourceFile::new("content/cases/a,b:c.md", "one\ntwo\n");
        let problem = Diagnostic::notice(Code::BadDate, say!("100%\nof")).in_file(&source, 4..7).help(say!("write it"));
        assert_eq!(
            github(&[problem], Path::new("./sites/mine"), Language::English),
            "::notice file=sites/mine/content/cases/a%2Cb%3Ac.md,line=2,endLine=2,col=1,endColumn=4,title=bad-date::100%25%0Aof%0Awrite it\n"
        );
        let whole = Diagnostic::error(Code::MissingConfig, say!("no file"));
        assert_eq!(github(&[whole], Path::new("."), Language::English), "::error title=missing-config::no file\n");
    }

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let source = SourceFile::new("a.md", "یک دو\n");
        let problem = Diagnostic::warning(Code::BadDate, say!("x")).in_file(&source, 5..9);
        let value = &values(&[problem], Language::English)[0];
        assert_eq!((&value["column"], &value["end_column"]), (&json!(4), &json!(6)));
    }
}
