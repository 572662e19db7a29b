//! The report of an import as one page for the editor: what is there, what is missing, and why each term was suggested.
//!
//! Comes in: the report and the sections that `site.yaml` knows; goes out: one HTML page that needs no other file. It is
//! looked at in a browser or printed, and thrown away.

use serde::Serialize;
use tera::{Context, Tera};

use super::{CityReport, PostReport, Report};
use crate::config::Config;
use crate::import::read::Suggestion;

/// The page's template.
const TEMPLATE: &str = include_str!("review_sheet.html");

#[derive(Serialize)]
struct PostRow<'a> {
    post: &'a PostReport,
    sections: Vec<&'a str>,
    cities: Vec<CityRow<'a>>,
}

#[derive(Serialize)]
struct CityRow<'a> {
    city: &'a CityReport,
    /// For each section of `site.yaml`, how many words the city has in it; none where it has no such section.
    words: Vec<Option<usize>>,
    /// Sections that `site.yaml` does not know.
    others: Vec<&'a str>,
    evidence: Vec<Evidence<'a>>,
}

/// A suggested term, and its sentence cut around the words that were found.
#[derive(Serialize)]
struct Evidence<'a> {
    found: &'a Suggestion,
    before: &'a str,
    phrase: &'a str,
    after: &'a str,
}

/// Makes the page.
///
/// # Errors
/// What the template engine could not do; the template is a part of the program.
pub fn review_sheet(report: &Report, config: &Config) -> Result<String, String> {
    let mut tera = Tera::default();
    tera.add_raw_templates([("review_sheet.html", TEMPLATE)]).map_err(|error| error.to_string())?;
    let posts: Vec<PostRow<'_>> = report.posts.iter().map(|post| post_row(post, config)).collect();
    let mut context = Context::new();
    context.insert("posts", &posts);
    context.insert("language", &config.language);
    tera.render("review_sheet.html", &context).map_err(|error| error.to_string())
}

fn post_row<'a>(post: &'a PostReport, config: &'a Config) -> PostRow<'a> {
    PostRow {
        post,
        sections: config.sections.iter().map(|section| section.title.as_str()).collect(),
        cities: post.cities.iter().map(|city| city_row(city, config)).collect(),
    }
}

fn city_row<'a>(city: &'a CityReport, config: &Config) -> CityRow<'a> {
    // A translation calls its sections in its own language.
    let words = |rule: usize| {
        let found = city.sections.iter().filter(|section| section.rule == Some(rule));
        found.map(|section| section.words).reduce(|one, other| one + other)
    };
    CityRow {
        city,
        words: (0..config.sections.len()).map(words).collect(),
        others: city.sections.iter().filter(|section| !section.known).map(|section| section.title.as_str()).collect(),
        evidence: city.terms.iter().map(evidence).collect(),
    }
}

fn evidence(found: &Suggestion) -> Evidence<'_> {
    let (before, after) = found.sentence.split_once(found.phrase.as_str()).unwrap_or((&found.sentence, ""));
    let phrase = if found.sentence.contains(found.phrase.as_str()) { found.phrase.as_str() } else { "" };
    Evidence { found, before, phrase, after }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_were_found_stand_between_the_rest_of_their_sentence() {
        let found = Suggestion {
            taxonomy: "networks".into(),
            term: crate::base::slug::Slug::parse("c40").unwrap(),
            phrase: "C40".into(),
            count: 1,
            section: "Key actions".into(),
            sentence: "It joined C40 in 2005.".into(),
        };
        let cut = evidence(&found);
        assert_eq!((cut.before, cut.phrase, cut.after), ("It joined ", "C40", " in 2005."));
    }

    #[test]
    fn the_template_is_sound_and_what_posts_say_is_escaped() {
        let mut tera = Tera::default();
        assert!(tera.add_raw_templates([("review_sheet.html", TEMPLATE)]).is_ok());
        let post = PostReport {
            source: "post.json".into(),
            title: "<script>alert(1)</script>".into(),
            id: None,
            withheld: None,
            article: crate::import::report::FileReport {
                path: "a.md".into(),
                action: crate::import::write::Action::Create,
                diff: None,
            },
            language: None,
            translates: None,
            authors: Vec::new(),
            image: None,
            categories: Vec::new(),
            cities: Vec::new(),
            gone: Vec::new(),
            withdrawn: Vec::new(),
            dropped: Vec::new(),
            pictures: Vec::new(),
            kept_html: Vec::new(),
            words: 0,
            words_written: 0,
            losses: Vec::new(),
        };
        let row = PostRow { post: &post, sections: vec!["Context"], cities: Vec::new() };
        let mut context = Context::new();
        context.insert("posts", &[row]);
        context.insert("language", "en");
        let page = tera.render("review_sheet.html", &context).unwrap();
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"), "{page}");
    }
}
