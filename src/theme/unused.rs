//! Files of the site's own theme that nothing reads, and strings that no page says: most often a name with a slip.
//!
//! Comes in: the files of the site's own theme, and the languages of the site. Goes out: what is never used, with what was most
//! likely meant. The page is right all the same, with what the program carries.

use std::collections::BTreeSet;

use super::embedded;
use super::engine::ThemeFile;
use super::problem::{TEMPLATES, ThemeProblem};
use super::strings_file::{keys_of, strings_language};
use crate::base::message::Message;
use crate::base::suggest::{closest, closest_path};

const STRINGS: &str = "strings/";
const FOLDERS: [&str; 3] = [STRINGS, "static/", TEMPLATES];

/// Files that nothing reads.
#[must_use]
pub fn unused_files(own_files: &[ThemeFile], languages: &[&str]) -> Vec<ThemeProblem> {
    let unused = own_files.iter().filter_map(|file| {
        let path = file.path.as_str();
        let (what, near) = if let Some(name) = path.strip_prefix(TEMPLATES) {
            (!is_template(name, own_files)).then(|| near_in(path, TEMPLATES))?
        } else if path.starts_with(STRINGS) {
            (!is_strings(path, languages)).then(|| near_strings(path, languages))?
        } else if path.starts_with("static/") && path.ends_with(".css") {
            (!is_loaded(path, own_files)).then(|| (say!("no template and no style sheet names it"), None))?
        } else {
            let is_read = path.starts_with("static/") || path == ".gitignore";
            (say!("nothing reads it"), elsewhere(path).filter(|_| !is_read)?)
        };
        let help = match near {
            Some(near) if near.starts_with("static/") => say!(
                "did you mean `{near}`? It takes the place of the program's own, which `chancery theme eject {near}` copies for you to change",
                near
            ),
            Some(near) => say!("did you mean `{near}`?", near),
            None if path.ends_with(".css") => say!(
                "write `<link rel=\"stylesheet\" href=\"{{{{ page.root }}}}{{{{ asset(path=\"{name}\") }}}}\">` into the block `head` of \
                 `templates/base.html`, or remove the file",
                name = path.strip_prefix("static/").unwrap_or(path)
            ),
            None => say!("remove it, or give it the name by which something asks for it"),
        };
        Some(ThemeProblem {
            file: path.to_owned(),
            embedded: false,
            line: 0,
            column: 0,
            message: say!("the file is not used: {what}", what),
            help: Some(help),
        })
    });
    unused.collect()
}

/// Does something name this style sheet, or is it one that the program carries?
fn is_loaded(path: &str, own_files: &[ThemeFile]) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_embedded = embedded::theme_files().iter().any(|(known, _)| *known == path);
    let mut others = own_files.iter().filter(|other| other.path != path && !other.path.starts_with(STRINGS));
    is_embedded || others.any(|other| String::from_utf8_lossy(&other.bytes).contains(name))
}

/// Is this the template of a page, or does another one name it, or does it hold components?
fn is_template(name: &str, own_files: &[ThemeFile]) -> bool {
    let path = format!("{TEMPLATES}{name}");
    let is_embedded = || embedded::theme_files().iter().any(|(known, _)| *known == path);
    let of_own = |file: &ThemeFile| String::from_utf8_lossy(&file.bytes).into_owned();
    let is_named = || {
        let others = own_files.iter().filter(|other| other.template().is_some() && other.path != path);
        others
            .map(of_own)
            .any(|text| [format!("\"{name}\""), format!("'{name}'")].iter().any(|name| text.contains(name)))
    };
    let has_components = || {
        let own = own_files.iter().find(|file| file.path == path).map(of_own).unwrap_or_default();
        own.split("{%").skip(1).any(|tag| tag.trim_start_matches(['-', ' ', '\n', '\t']).starts_with("component"))
    };
    is_embedded() || name == "card.html" || is_named() || has_components()
}

/// Does somebody read these strings: an edition of the site, or a site with another language of the program's?
fn is_strings(path: &str, languages: &[&str]) -> bool {
    let is_embedded = embedded::theme_files().iter().any(|(known, _)| *known == path);
    is_embedded || strings_language(path).is_some_and(|tag| languages.iter().any(|language| is_of(language, tag)))
}

/// `fa-IR` takes the strings of `fa`, too.
fn is_of(language: &str, tag: &str) -> bool {
    language == tag || language.split('-').next() == Some(tag)
}

fn near_in(path: &str, folder: &str) -> (Message, Option<String>) {
    let stem = |path: &str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let known: Vec<&str> = embedded::theme_files().iter().map(|(known, _)| *known).collect();
    let known: Vec<&str> = known.into_iter().filter(|known| known.starts_with(folder)).collect();
    let same_stem = known.iter().find(|known| stem(known).eq_ignore_ascii_case(&stem(path)));
    let same_name = || {
        let name = path.rsplit('/').next();
        known.iter().find(|known| known.rsplit('/').next() == name)
    };
    let near = same_stem.or_else(same_name).copied().or_else(|| closest(path, known.iter().copied()));
    (say!("no page has a template of this name, and no other template names it"), near.map(str::to_owned))
}

fn near_strings(path: &str, languages: &[&str]) -> (Message, Option<String>) {
    let name = path.strip_prefix(STRINGS).unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let begins_so = |language: &&&str| stem.starts_with(language.split('-').next().unwrap_or_default());
    // `english.yaml`, `EN.yaml` and `en.yml`; `persian.yaml` where there is but one language.
    let near = languages.iter().find(begins_so).or_else(|| languages.first().filter(|_| languages.len() == 1));
    let what = say!("strings stand in a file that is called as the language, such as `strings/fa.yaml`");
    (what, near.map(|language| format!("{STRINGS}{language}.yaml")))
}

/// A file beside the folders of a theme that was most likely meant to lie in one; none for what people keep there for themselves.
fn elsewhere(path: &str) -> Option<Option<String>> {
    let (folder, name) = path.split_once('/').map_or(("", path), |(folder, name)| (folder, name));
    if !folder.is_empty() {
        let near = closest(folder, FOLDERS.iter().map(|folder| folder.trim_end_matches('/')))?;
        return Some(Some(format!("{near}/{name}")));
    }
    let same_name = |known: &&&str| known.rsplit('/').next() == Some(name);
    let known: Vec<&str> = embedded::theme_files().iter().map(|(known, _)| *known).collect();
    known.iter().find(same_name).map(|known| Some((*known).to_owned()))
}

/// Strings of the site's own that no template and no script says.
#[must_use]
pub fn unused_strings(own_files: &[ThemeFile]) -> Vec<ThemeProblem> {
    let english = embedded::theme_files().iter().find(|(path, _)| *path == "strings/en.yaml");
    let english = english.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let known: BTreeSet<&str> = keys_of(english).map(|(_, key)| key).collect();
    let parts = |key: &str| key.replace('_', "/");
    let slashed: Vec<String> = known.iter().map(|key| parts(key)).collect();
    let texts: Vec<String> = own_files
        .iter()
        .filter(|file| !file.path.starts_with(STRINGS))
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .collect();
    let mut problems = Vec::new();
    for file in own_files.iter().filter(|file| strings_language(&file.path).is_some()) {
        let text = String::from_utf8_lossy(&file.bytes);
        for (line, key) in keys_of(&text) {
            if known.contains(key) || texts.iter().any(|text| text.contains(key)) {
                continue;
            }
            // Part by part, as the words of a page begin alike: `search_lable` is no slip for `search_failed`.
            let near = closest_path(&parts(key), slashed.iter().map(String::as_str)).map(|near| near.replace('/', "_"));
            let help = match near {
                Some(near) => say!("did you mean `{near}`?", near),
                None => say!("take it out, or say it in a template: `{{{{ t(key=\"{key}\") }}}}`", key),
            };
            problems.push(ThemeProblem {
                file: file.path.clone(),
                embedded: false,
                line,
                column: 1,
                message: say!("no page says the string `{key}`", key),
                help: Some(help),
            });
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> ThemeFile {
        ThemeFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    fn told(problems: Vec<ThemeProblem>) -> Vec<String> {
        let told = |problem: ThemeProblem| format!("{}: {}", problem.file, problem.help.unwrap_or_default().english());
        problems.into_iter().map(told).collect()
    }

    #[test]
    fn a_file_with_a_slip_in_its_name_is_told_with_what_was_meant() {
        for (path, near) in [
            ("templates/cases.htm", "templates/cases.html"),
            ("templates/Case.html", "templates/case.html"),
            ("templates/component/card.html", "templates/components/card.html"),
            ("template/case.html", "templates/case.html"),
            ("case.html", "templates/case.html"),
            ("strings/english.yaml", "strings/en.yaml"),
            ("strings/EN.yaml", "strings/en.yaml"),
            ("strings/en.yml", "strings/en.yaml"),
        ] {
            let found = told(unused_files(&[file(path, "x")], &["en", "fa"]));
            assert_eq!(found, [format!("{path}: did you mean `{near}`?")]);
        }
    }

    #[test]
    fn what_something_reads_is_not_told() {
        let own = [
            file("templates/case.html", "{% include \"parts/foot.html\" %}"),
            file("templates/parts/foot.html", "x"),
            file("templates/boxes.html", "{%- component box(a) %}{% endcomponent %}"),
            file("templates/card.html", "x"),
            file("static/anything.js", "x"),
            file("strings/fa.yaml", "a: b"),
            file("strings/fa-IR.yaml", "a: b"),
            file("README.md", "x"),
            file("sources/logo.ai", "x"),
        ];
        assert_eq!(told(unused_files(&own, &["en", "fa-IR"])), Vec::<String>::new());
    }

    #[test]
    fn a_string_that_nothing_says_is_told_with_its_line() {
        let own = [
            file(
                "strings/en.yaml",
                "skip_to_content: Skip\nskip_to_contnt: Skip\nmine: { one: a, other: b }\nyours: x\nsearch_lable: x\n",
            ),
            file("templates/case.html", "{{ t(key='mine') }}"),
        ];
        let found = unused_strings(&own);
        let lines: Vec<usize> = found.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [2, 4, 5]);
        let told = told(found);
        assert!(told[0].ends_with("did you mean `skip_to_content`?") && told[2].contains("take it out"), "{told:?}");
    }
}
