//! The site theme: the site's own files over those that the program carries, and what is wrong with them.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::{Place, Position, SourceFile};
use crate::base::suggest::closest;
use crate::config::{Config, DEFAULT_THEME, Located};
use crate::content::Listed;
use crate::theme::{
    SiteAssets, TEMPLATES, Theme, ThemeFile, ThemeProblem, other_placeholders, replaced_style, unused_files,
    unused_strings,
};

/// The folder of the site themes.
pub const THEMES_FOLDER: &str = "themes";

/// The files of the site's own theme that a person wrote: its templates and its style sheets.
///
/// # Errors
/// A file is there and cannot be read.
pub fn own_theme_files(root: &Path, theme: &str) -> Result<Vec<ThemeFile>> {
    let folder = root.join(THEMES_FOLDER).join(theme);
    let paths = fs::list_files(&folder)?.into_iter();
    let is_written = |path: &String| {
        path.starts_with(TEMPLATES) || path.starts_with("static/") && path.to_ascii_lowercase().ends_with(".css")
    };
    let read = |path: String| Ok(ThemeFile { bytes: fs::read(&folder.join(&path))?, path });
    paths.filter(is_written).map(read).collect()
}

/// For each edition, the site's own theme files (`listed`) over those that the program carries, with the words of its language;
/// and the fingerprint of the site's own.
pub(super) fn load_themes(
    root: &Path,
    config: &Config,
    listed: &[Listed],
    site_assets: &SiteAssets,
    problems: &mut Diagnostics,
) -> Result<Option<(Vec<Theme>, Digest)>> {
    let folder = root.join(THEMES_FOLDER).join(&config.theme.text);
    let mut files = Vec::new();
    let mut key = Digester::new("theme");
    for (path, _) in listed {
        let bytes = fs::read(&folder.join(path))?;
        key.text(path).digest(Digest::of(&bytes));
        files.push(ThemeFile { bytes, path: path.clone() });
    }
    if files.is_empty() && config.theme.text != DEFAULT_THEME {
        problems.push(missing_theme(root, &config.theme)?);
        return Ok(None);
    }
    let texts: BTreeMap<String, String> =
        files.iter().map(|file| (file.path.clone(), String::from_utf8_lossy(&file.bytes).into_owned())).collect();
    let mut themes = Vec::new();
    for edition in config.editions() {
        match Theme::load(files.clone(), &edition.language, site_assets) {
            Ok(theme) => themes.push(theme),
            Err(found) => {
                let text = |file: &str| texts.get(file).map(String::as_str);
                let told =
                    found.iter().map(|problem| theme_diagnostic(problem, &config.theme.text, text(&problem.file)));
                told.for_each(|problem| problems.push(problem));
                // What is wrong with a template is so in every language.
                return Ok(None);
            }
        }
    }
    tell_unused(&files, &texts, config, problems);
    // What `asset` answers depends on the site's own files as well.
    if let Some(theme) = themes.first() {
        key.digest(theme.files_key());
    }
    Ok(Some((themes, key.finish())))
}

/// Files and strings of the theme that nothing asks for.
fn tell_unused(files: &[ThemeFile], texts: &BTreeMap<String, String>, config: &Config, problems: &mut Diagnostics) {
    let languages: Vec<&str> = config.editions().map(|edition| edition.language.as_str()).collect();
    let theme = &config.theme.text;
    for problem in unused_files(files, &languages) {
        let place = Place::of_file(format!("{THEMES_FOLDER}/{theme}/{}", problem.file));
        let told = theme_diagnostic(&problem, theme, None);
        problems.push(Diagnostic { severity: Severity::Warning, code: Code::BadFileName, ..told }.at(place));
    }
    for problem in replaced_style(files).into_iter().chain(other_placeholders(files)) {
        let told = theme_diagnostic(&problem, theme, texts.get(&problem.file).map(String::as_str));
        problems.push(Diagnostic { severity: Severity::Warning, code: Code::TemplateError, ..told });
    }
    for problem in unused_strings(files) {
        let told = theme_diagnostic(&problem, theme, texts.get(&problem.file).map(String::as_str));
        problems.push(Diagnostic { severity: Severity::Warning, code: Code::UnknownKey, ..told });
    }
}

fn missing_theme(root: &Path, theme: &Located) -> Result<Diagnostic> {
    let files = fs::list_files(&root.join(THEMES_FOLDER))?;
    let folders = files.iter().filter_map(|file| Some(file.split_once('/')?.0));
    let help = match closest(&theme.text, folders) {
        Some(near) => say!("did you mean `{near}`?", near),
        None => say!("write `theme: default`, or make that folder"),
    };
    let message = say!("there is no site theme in `themes/{theme}`", theme = theme.text);
    Ok(Diagnostic::error(Code::MissingFile, message).at(theme.place.clone()).help(help))
}

/// A theme's problem at its place; `text` is the file's where it is one of the site's own.
pub(super) fn theme_diagnostic(problem: &ThemeProblem, theme: &str, text: Option<&str>) -> Diagnostic {
    let path = format!("{THEMES_FOLDER}/{theme}/{}", problem.file);
    let source = SourceFile::new(path, text.unwrap_or_default());
    let start = source.offset(Position { line: problem.line.max(1), column: problem.column.max(1) });
    let place = Place::new(&source, start..start + 1);
    let message = if text.is_none() && problem.line > 0 {
        say!(
            "{message} (line {line}, column {column})",
            message = problem.message,
            line = problem.line,
            column = problem.column
        )
    } else {
        problem.message.clone()
    };
    let code = if problem.file.ends_with(".css") { Code::MissingFile } else { Code::TemplateError };
    let diagnostic = Diagnostic::error(code, message).at(place);
    match &problem.help {
        Some(help) => diagnostic.help(help.clone()),
        None => diagnostic,
    }
}
