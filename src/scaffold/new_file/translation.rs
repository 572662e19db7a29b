//! A new translation: the texts of the original, to be written over.
//!
//! Comes in: a content file and a language of the site; goes out: the file beside it, with the texts of its front matter and its
//! body as they are, and the headings of sections as the site calls them in that language. What is no text stays with the original.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use super::{Draft, text};
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::message::Message;
use crate::base::source::SourceFile;
use crate::base::suggest::closest;
use crate::casefile::{
    is_translation, read_article, read_case, read_page, read_term, translation_path, write_content_file,
};
use crate::config::Config;
use crate::content::CONTENT_FOLDER;
use crate::model::Image;
use crate::yaml::Out;

/// The translation of a file.
pub(super) fn translation(root: &Path, config: &Config, original: &str, language: &str) -> Result<Draft> {
    let edition = edition(config, language)?;
    let path = path_in_site(root, config, original)?;
    let bytes = fs::read(&root.join(&path))?;
    let source = SourceFile::new(&path, String::from_utf8_lossy(&bytes));
    let Some((mut entries, body)) = texts(&source, config) else {
        return Err(Error::Usage(say!(
            "`{path}` has a mistake; `chancery check` says which, and then it can be translated",
            path
        )));
    };
    entries.push(("draft".to_owned(), Out::Boolean(true)));
    let text = write_content_file(&entries, &with_headings(&body, config, edition))
        .map_err(|cause| Error::Usage(Message::verbatim(cause)))?;
    Ok(Draft { path: translation_path(&path, language), text, notes: Vec::new() })
}

/// The edition of a language that the originals do not have.
fn edition<'a>(config: &'a Config, language: &str) -> Result<&'a Config> {
    let others = || config.others.iter().map(|edition| edition.language.as_str());
    if let Some(edition) = config.others.iter().find(|edition| edition.language == language) {
        return Ok(edition);
    }
    let known: Vec<&str> = others().collect();
    Err(Error::Usage(if language == config.language {
        say!("the originals are in `{language}`; name the language to translate into", language)
    } else if let Some(near) = closest(language, others()) {
        say!("the site has no language `{language}`; did you mean `{near}`?", language, near)
    } else if known.is_empty() {
        say!(
            "the site has one language; list others in site.yaml, such as `languages: [{{id: {language}}}, {{id: \
             {language}}}]`",
            language = config.language
        )
    } else {
        say!("the site has no language `{language}`; its others are {known}", language, known = known.join(", "))
    }))
}

/// The path of an original in the site, named from where the editor stands or from the site.
fn path_in_site(root: &Path, config: &Config, named: &str) -> Result<String> {
    let in_site = |path: &Path| fs::real_path(path).strip_prefix(fs::real_path(root)).ok().map(Path::to_owned);
    let candidates = [Some(root.join(named)), Some(Path::new(named).to_owned())].into_iter().flatten();
    let found = candidates.filter(|path| fs::is_file(path)).find_map(|path| in_site(&path));
    let Some(path) = found.and_then(|path| path.to_str().map(|path| path.replace('\\', "/"))) else {
        return Err(Error::Usage(say!(
            "there is no file `{named}` in the site; write its path, such as `content/cases/medellin.md`",
            named
        )));
    };
    let folders = crate::content::folders(config);
    let is_content = path
        .strip_prefix(CONTENT_FOLDER)
        .and_then(|rest| rest.strip_prefix('/')?.split_once('/'))
        .is_some_and(|(folder, file)| folders.contains(&folder) && file.ends_with(".md"));
    if !is_content {
        return Err(Error::Usage(say!("`{path}` is no content file, so it has no translations", path)));
    }
    if is_translation(&path) {
        return Err(Error::Usage(say!("`{path}` is a translation itself; name its original", path)));
    }
    Ok(path)
}

type Texts = (Vec<(String, Out)>, String);

/// What of a file is text: entries of its front matter, and its body.
fn texts(source: &Arc<SourceFile>, config: &Config) -> Option<Texts> {
    let problems = RefCell::default();
    let mut entries = Vec::new();
    let body = match source.path().split('/').nth(1)? {
        "cases" => {
            let file = read_case(source, config, &problems)?;
            let body = file.body().to_owned();
            let case = file.value?;
            entries.extend([text("title", &case.title), text("city", &case.city)]);
            entries.extend(case.summary.map(|summary| text("summary", &summary)));
            entries.extend(case.image.as_ref().and_then(image));
            body
        }
        "articles" => {
            let file = read_article(source, &problems)?;
            let body = file.body().to_owned();
            let article = file.value?;
            entries.push(text("title", &article.title));
            entries.extend(article.summary.map(|summary| text("summary", &summary)));
            entries.extend(article.image.as_ref().and_then(image));
            body
        }
        "pages" => {
            let file = read_page(source, &problems)?;
            let body = file.body().to_owned();
            let page = file.value?;
            entries.push(text("title", &page.title));
            entries.extend(page.summary.map(|summary| text("summary", &summary)));
            body
        }
        taxonomy => {
            let place = config.taxonomies.iter().position(|known| known.id == taxonomy)?;
            let file = read_term(source, (config, place), &problems)?;
            let body = file.body().to_owned();
            let term = file.value?;
            entries.push(text("name", &term.name));
            entries.extend(term.short.map(|short| text("short", &short)));
            body
        }
    };
    Some((entries, body))
}

/// The texts of a picture.
fn image(image: &Image) -> Option<(String, Out)> {
    let alt = (!image.alt.is_empty()).then(|| text("alt", &image.alt));
    let caption = image.caption.as_ref().map(|caption| text("caption", caption));
    let texts: Vec<(String, Out)> = alt.into_iter().chain(caption).collect();
    (!texts.is_empty()).then(|| ("image".to_owned(), Out::Mapping(texts)))
}

/// The body with the headings of its sections in the words of an edition.
fn with_headings(body: &str, config: &Config, edition: &Config) -> String {
    let translated = |line: &str| {
        let title = line.trim_end().strip_prefix("## ")?;
        let rule = config.sections.iter().find(|rule| rule.title == title)?;
        let own = edition.sections.iter().find(|own| own.id == rule.id)?;
        Some(format!("## {}", own.title))
    };
    body.lines().map(|line| translated(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::content::tests::site_with;

    const CASE: &str = "---\ntitle: Medellín, Colombia\ncity: Medellín\ncountry: CO\nthemes: [climate]\nsummary: \"A: b\"\nimage:\n  file: a.jpg\n  \
                        alt: A square\n---\n\n## Context\n\nWords.\n\n## Other\n";

    fn bilingual() -> Config {
        let text = "title: T\nbase_url: https://example.org\nlanguages:\n  - id: en\n  - id: fa\n    sections: {context: زمینه}\n\
                    sections:\n  - {id: context, title: Context, labels: [Context]}\ntaxonomies:\n  - {id: themes, title: Themes, singular: Theme}\n";
        let problems = RefCell::default();
        let config = config::read(&SourceFile::new("site.yaml", text), &problems);
        config.unwrap_or_else(|| panic!("{:?}", problems.into_inner().into_sorted()))
    }

    #[test]
    fn a_translation_has_the_texts_and_nothing_else() {
        let site = site_with(&[("cases/medellin.md", CASE)]);
        let Draft { path, text, .. } =
            translation(site.path(), &bilingual(), "content/cases/medellin.md", "fa").unwrap();
        assert_eq!(path, "content/cases/medellin.fa.md");
        let expected = "---\ntitle: Medellín, Colombia\ncity: Medellín\nsummary: \"A: b\"\nimage:\n  alt: A square\ndraft: true\n---\n\n\
                        ## زمینه\n\nWords.\n\n## Other\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn what_cannot_be_translated_is_told() {
        let site = site_with(&[("cases/medellin.md", CASE), ("cases/medellin.fa.md", CASE)]);
        let problem =
            |file, language| translation(site.path(), &bilingual(), file, language).err().unwrap().to_string();
        assert!(problem("content/cases/medelin.md", "fa").starts_with("there is no file `content/cases/medelin.md`"));
        assert!(problem("content/cases/medellin.fa.md", "fa").contains("is a translation itself"));
        assert!(problem("content/cases/medellin.md", "en").contains("name the language to translate into"));
        assert!(problem("content/cases/medellin.md", "tr").ends_with("its others are fa"));
    }
}
