//! The report of an import as one page for the editor: what is there, what is missing, and why each term was suggested.
//!
//! Comes in: the report and the sections that `site.yaml` knows; goes out: one HTML page that needs no other file. It is
//! looked at in a browser or printed, and thrown away.

use serde::Serialize;
use tera::{Context, Tera};

use super::review_words::{action, withheld, words};
use super::{CityReport, PostReport, Report};
use crate::base::message::{Language, Message, list};
use crate::config::Config;
use crate::import::read::Suggestion;

/// The page's template.
const TEMPLATE: &str = include_str!("review_sheet.html");

#[derive(Serialize)]
struct PostRow<'a> {
    post: &'a PostReport,
    /// What was done with the file of the article, and how many words the post has.
    done: String,
    /// Why its files are drafts.
    withheld: Option<String>,
    /// That it is in another language, and what it translates.
    translates: Option<String>,
    sections: Vec<&'a str>,
    cities: Vec<CityRow<'a>>,
    /// The categories and tags, each with what is known of it.
    categories: Vec<(&'a str, String)>,
    /// How much would be lost.
    losses: Option<String>,
    /// What was left out: what it is, how often, and what it held.
    dropped: Vec<(String, usize, &'a str)>,
}

#[derive(Serialize)]
struct CityRow<'a> {
    city: &'a CityReport,
    /// What was done with its file.
    done: String,
    /// Why it was taken for a city, what it translates, and which of its sections nobody knows.
    why: String,
    /// For each section of `site.yaml`, how many words the city has in it; none where it has no such section.
    words: Vec<Option<String>>,
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

/// Makes the page, in the language of who reads it.
///
/// # Errors
/// What the template engine could not do; the template is a part of the program.
pub fn review_sheet(report: &Report, config: &Config, language: Language) -> Result<String, String> {
    let mut tera = Tera::default();
    tera.add_raw_templates([("review_sheet.html", TEMPLATE)]).map_err(|error| error.to_string())?;
    let posts: Vec<PostRow<'_>> = report.posts.iter().map(|post| post_row(post, config, language)).collect();
    let mut context = Context::new();
    context.insert("posts", &posts);
    context.insert("language", language.code());
    context.insert("direction", language.direction());
    context.insert("words", &words(language));
    tera.render("review_sheet.html", &context).map_err(|error| error.to_string())
}

fn post_row<'a>(post: &'a PostReport, config: &'a Config, language: Language) -> PostRow<'a> {
    let done = say!("({action}), {words} words", action = action(post.article.action), words = post.words);
    let translates = post.language.as_ref().map(|foreign| match &post.translates {
        Some(known) => say!(
            "In another language than the site ({foreign}): the translation of {original}, as {evidence}.",
            foreign,
            original = known.original,
            evidence = known.evidence
        ),
        None => say!("In another language than the site ({foreign}).", foreign),
    });
    let losses = (!post.losses.is_empty()).then(|| {
        let count = post.losses.len();
        say!("{count} words, links or pictures would be lost: none of the post's files was written.", count)
    });
    let category = |hint: &Message, name: &'a str| (name, hint.text(language));
    let categories = post.categories.iter().map(|one| {
        let kind = &one.kind;
        let hint = match &one.term {
            Some(named) => say!(
                "({kind}): the name of {term} in {taxonomy}; add it to the cases for which it is true",
                kind,
                term = named.term,
                taxonomy = named.taxonomy
            ),
            None => say!("({kind}): no term is called so", kind),
        };
        category(&hint, &one.name)
    });
    let dropped = post.dropped.iter().map(|one| (one.what.text(language), one.count, one.text.as_str()));
    PostRow {
        post,
        done: done.text(language),
        withheld: post.withheld.as_deref().map(|why| withheld(why).text(language)),
        translates: translates.map(|text| text.text(language)),
        sections: config.sections.iter().map(|section| section.title.as_str()).collect(),
        cities: post.cities.iter().map(|city| city_row(city, config, language)).collect(),
        categories: categories.collect(),
        losses: losses.map(|text| text.text(language)),
        dropped: dropped.collect(),
    }
}

fn city_row<'a>(city: &'a CityReport, config: &Config, language: Language) -> CityRow<'a> {
    // A translation calls its sections in its own language.
    let words = |rule: usize| {
        let found = city.sections.iter().filter(|section| section.rule == Some(rule));
        let words = found.map(|section| section.words).reduce(|one, other| one + other)?;
        Some(say!("{words} words", words).text(language))
    };
    let mut why = vec![say!("Taken for a city because it {evidence}.", evidence = list(city.evidence.iter().cloned()))];
    why.extend(city.translates.as_ref().map(|known| {
        say!("It translates {original}: {evidence}.", original = known.original, evidence = known.evidence)
    }));
    let others: Vec<&str> =
        city.sections.iter().filter(|section| !section.known).map(|section| section.title.as_str()).collect();
    if !others.is_empty() {
        why.push(say!("Sections that site.yaml does not know: {others}.", others = others.join(", ")));
    }
    let why: Vec<String> = why.iter().map(|text| text.text(language)).collect();
    CityRow {
        city,
        done: action(city.file.action).text(language),
        why: why.join(" "),
        words: (0..config.sections.len()).map(words).collect(),
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
        let config = crate::config::read(
            &crate::base::source::SourceFile::new("site.yaml", "title: T\nbase_url: https://example.org/\n"),
            &std::cell::RefCell::default(),
        );
        let report = Report { posts: vec![post], ..Report::default() };
        let page = review_sheet(&report, &config.unwrap(), Language::English).unwrap();
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"), "{page}");
    }
}
