//! A new content file for an editor to fill in.
//!
//! Comes in: the site, and what is to be written about; goes out: a draft that has no mistake, with all that can be known before:
//! the country and the place of a city, the headings of a case, the terms there are. What an editor may want and need not say
//! stands in comments. Nothing that is there is touched.

mod hints;
mod place;
mod translation;

use std::cell::RefCell;
use std::path::Path;

use crate::base::date::Date;
use crate::base::diag::Diagnostics;
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::message::{Message, list};
use crate::base::slug::Slug;
use crate::base::source::SourceFile;
use crate::base::suggest::closest;
use crate::casefile::{read_article, read_case, read_page, read_term, write_article, write_case, write_content_file};
use crate::config::{Config, Taxonomy};
use crate::content::CONTENT_FOLDER;
use crate::model::{Article, Case, Schedule};
use crate::yaml::Out;
use hints::Hints;

/// What is to be written about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewFile {
    /// A case, by its city and country: `Medellín, Colombia`.
    Case(String),
    /// An article, by its title.
    Article(String),
    /// A page, by its title.
    Page(String),
    /// A term, by its taxonomy and its name.
    Term(String, String),
    /// The translation of a content file into a language.
    Translation(String, String),
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its path in the site.
    pub path: String,
    /// What there is to say of it.
    pub notes: Vec<Message>,
}

/// A file before it is written.
struct Draft {
    /// Its path, unless the editor calls it otherwise.
    path: String,
    text: String,
    notes: Vec<Message>,
}

/// Makes a content file of the site at `root`. `name` is what the file and its address are called, where that does not follow from
/// the title.
///
/// # Errors
/// The site has no such taxonomy or language, the country of a city is not known, or there is such a file already: in words that
/// say what to write. Or the file cannot be written.
pub fn new_file(root: &Path, config: &Config, what: &NewFile, name: Option<Slug>, today: Date) -> Result<Made> {
    let Draft { path, text, notes } = match what {
        NewFile::Case(title) => case(root, config, title, today),
        NewFile::Article(title) => article(config, title, today),
        NewFile::Page(title) => page(config, title),
        NewFile::Term(taxonomy, name) => term(config, taxonomy, name),
        NewFile::Translation(original, language) => translation::translation(root, config, original, language),
    }?;
    let path = match (name, path.rsplit_once('/')) {
        (Some(name), Some((folder, _))) => format!("{folder}/{name}.md"),
        _ => path,
    };
    write(root, config, path, &text, notes)
}

/// Can a case be made of this title?
///
/// # Errors
/// It names no place: in words that say what to write.
pub fn check_case(config: &Config, title: &str) -> Result<()> {
    place::place(config, title).map(drop)
}

/// Does the site have a taxonomy of this id?
///
/// # Errors
/// It has none: in words that say which was probably meant.
pub fn check_taxonomy(config: &Config, id: &str) -> Result<()> {
    config.taxonomy(id).map(drop).ok_or_else(|| no_taxonomy(config, id))
}

/// Where a file of this name lies.
fn path_of(folder: &str, slug: &Slug) -> String {
    format!("{CONTENT_FOLDER}/{folder}/{slug}.md")
}

fn write(root: &Path, config: &Config, path: String, text: &str, notes: Vec<Message>) -> Result<Made> {
    let place = root.join(&path);
    if fs::kind(&place).is_some() {
        return Err(Error::Usage(say!(
            "`{path}` is there already; open it, or give the new file a name of its own, such as `--name {md}-2`",
            path,
            md = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md")
        )));
    }
    let problems = read_again(config, &path, text);
    if problems.has_errors() {
        let said = problems.into_sorted().into_iter().map(|problem| problem.message);
        return Err(Error::Usage(say!("no file can be made of that: {said}", said = list(said))));
    }
    fs::write_whole(&place, text.as_bytes())?;
    Ok(Made { path, notes })
}

/// The problems of a new file, read as the build will read it.
fn read_again(config: &Config, path: &str, text: &str) -> Diagnostics {
    let (source, problems) = (SourceFile::new(path, text), RefCell::default());
    match path.split('/').nth(1).unwrap_or_default() {
        "cases" => drop(read_case(&source, config, &problems)),
        "articles" => drop(read_article(&source, &problems)),
        "pages" => drop(read_page(&source, &problems)),
        taxonomy => {
            let place = config.taxonomies.iter().position(|known| known.id == taxonomy);
            drop(place.and_then(|place| read_term(&source, (config, place), &problems)));
        }
    }
    problems.into_inner()
}

const DRAFT: Schedule = Schedule { draft: true, publish: None, expires: None };

fn case(root: &Path, config: &Config, title: &str, today: Date) -> Result<Draft> {
    let place = place::place(config, title)?;
    let case = Case {
        title: place.title,
        city: place.city,
        country: place.country,
        date: Some(today),
        schedule: DRAFT,
        ..Case::default()
    };
    let mut hints = Hints::new(&config.language);
    hints.summary();
    for taxonomy in &config.taxonomies {
        hints.terms(taxonomy, &fs::names_in(&root.join(CONTENT_FOLDER).join(&taxonomy.id))?);
    }
    if !place.is_known {
        hints.coordinates();
    }
    let slug = Slug::from_text_or_untitled(&case.city);
    hints.image(&format!("cases/{slug}.jpg"));
    let body: String = config.sections.iter().map(|section| format!("## {}\n\n", section.title)).collect();
    let text = hints.put_into(&written(write_case(&case, &body))?);
    Ok(Draft { path: path_of("cases", &slug), text, notes: place.notes })
}

fn article(config: &Config, title: &str, today: Date) -> Result<Draft> {
    let article = Article { title: title.to_owned(), date: Some(today), schedule: DRAFT, ..Article::default() };
    let mut hints = Hints::new(&config.language);
    hints.summary();
    hints.cases();
    let text = hints.put_into(&written(write_article(&article, ""))?);
    Ok(Draft { path: path_of("articles", &slug(title)?), text, notes: Vec::new() })
}

fn page(config: &Config, title: &str) -> Result<Draft> {
    let entries = [text("title", title), ("draft".to_owned(), Out::Boolean(true))];
    let mut hints = Hints::new(&config.language);
    hints.summary();
    let text = hints.put_into(&written(write_content_file(&entries, ""))?);
    Ok(Draft { path: path_of("pages", &slug(title)?), text, notes: Vec::new() })
}

fn term(config: &Config, taxonomy: &str, name: &str) -> Result<Draft> {
    let Some(taxonomy) = config.taxonomy(taxonomy) else { return Err(no_taxonomy(config, taxonomy)) };
    let mut entries = vec![text("name", name)];
    entries.extend(taxonomy.kinds.first().map(|kind| text("kind", &kind.id)));
    let mut hints = Hints::new(&config.language);
    hints.kinds(taxonomy);
    hints.term();
    let text = hints.put_into(&written(write_content_file(&entries, ""))?);
    Ok(Draft { path: path_of(&taxonomy.id, &slug(name)?), text, notes: Vec::new() })
}

fn no_taxonomy(config: &Config, id: &str) -> Error {
    let ids: Vec<&str> = config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()).collect();
    let singular = |taxonomy: &&Taxonomy| taxonomy.singular.to_lowercase() == id.to_lowercase();
    let near = config.taxonomies.iter().find(singular).map(|taxonomy| taxonomy.id.as_str());
    let help = match near.or_else(|| closest(id, ids.iter().copied())) {
        Some(near) => say!("did you mean `{near}`?", near),
        None => say!("those in site.yaml are {ids}", ids = ids.join(", ")),
    };
    Error::Usage(say!("the site has no taxonomy `{id}`; {help}", id, help))
}

fn text(key: &str, value: &str) -> (String, Out) {
    (key.to_owned(), Out::Text(value.to_owned()))
}

fn slug(title: &str) -> Result<Slug> {
    Slug::from_text(title).ok_or_else(|| {
        Error::Usage(say!(
            "the title holds no letter or digit that a file could be called by; say its name, such as `--name imprint`"
        ))
    })
}

fn written(text: std::result::Result<String, String>) -> Result<String> {
    text.map_err(|cause| Error::Usage(Message::verbatim(cause)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::day::parse_day;
    use crate::config;
    use crate::content::tests::site_with;
    use crate::scaffold::Languages;

    fn config() -> Config {
        let text = Languages::parse("en").unwrap().first.texts().site;
        config::read(&SourceFile::new("site.yaml", text), &RefCell::default()).unwrap()
    }

    fn made(root: &Path, what: &NewFile) -> std::result::Result<(Made, String), String> {
        let made = new_file(root, &config(), what, None, parse_day("2026-11-30").unwrap());
        let made = made.map_err(|error| error.to_string())?;
        let text = String::from_utf8(fs::read(&root.join(&made.path)).unwrap()).unwrap();
        Ok((made, text))
    }

    fn case(title: &str) -> NewFile {
        NewFile::Case(title.to_owned())
    }

    #[test]
    fn a_case_has_what_can_be_known() {
        let site = site_with(&[("themes/climate.md", "---\nname: Climate\n---\n")]);
        let (made, text) = made(site.path(), &case("Medellín, Colombia")).unwrap();
        assert_eq!((made.path.as_str(), made.notes.len()), ("content/cases/medellin.md", 0));
        assert!(text.starts_with("---\ntitle: Medellín, Colombia\ncity: Medellín\ncountry: CO\ndate: "), "{text}");
        assert!(
            text.contains("draft: true\n") && text.contains("# themes: [climate] # keep those that fit\n"),
            "{text}"
        );
        assert!(!text.contains("networks"), "a taxonomy without terms: {text}");
        assert!(text.contains("\n## Context\n") && !text.contains("coordinates"), "{text}");
        let again = super::tests::made(site.path(), &case("Medellin, Colombia")).unwrap_err();
        assert!(again.contains("`content/cases/medellin.md` is there already"), "{again}");
        assert!(again.contains("--name medellin-2"), "{again}");
    }

    #[test]
    fn a_city_alone_is_enough_where_one_country_has_it() {
        let site = site_with(&[]);
        let (_, text) = made(site.path(), &case("Tehran")).unwrap();
        assert!(text.starts_with("---\ntitle: Tehran, Iran\ncity: Tehran\ncountry: IR\n"), "{text}");
        let (_, text) = made(site.path(), &case("Nowhereville, Norway")).unwrap();
        assert!(text.contains("# coordinates: ["), "{text}");
        let problem = |title| made(site.path(), &case(title)).unwrap_err();
        assert!(problem("Nowhereville").contains("say its country too"), "{}", problem("Nowhereville"));
        assert!(problem("Paris, Frnace").contains("did you mean `Paris, France`?"), "{}", problem("Paris, Frnace"));
    }

    #[test]
    fn articles_pages_and_terms_read_without_a_mistake() {
        let site = site_with(&[]);
        let path = |what: NewFile| made(site.path(), &what).map(|(made, _)| made.path);
        assert_eq!(
            path(NewFile::Page("Imprint: who \"we\" are".to_owned())).unwrap(),
            "content/pages/imprint-who-we-are.md"
        );
        assert_eq!(path(NewFile::Article("شهرها".to_owned())).unwrap(), "content/articles/شهرها.md");
        let term = |taxonomy: &str| path(NewFile::Term(taxonomy.to_owned(), "Climate Alliance".to_owned()));
        assert_eq!(term("networks").unwrap(), "content/networks/climate-alliance.md");
        assert_eq!(term("network").unwrap_err(), "the site has no taxonomy `network`; did you mean `networks`?");
        assert!(path(NewFile::Page("!!".to_owned())).unwrap_err().contains("--name"));
    }
}
