//! The language of a post.
//!
//! Comes in: a post; goes out: its language, as far as WordPress, the address or the script tells it. Nothing is guessed
//! from words: two languages in Latin letters are not told from each other.

use icu_locale_core::LanguageIdentifier;

use super::post::Post;
use crate::html::{Document, parse_fragment};

/// Languages that stand in addresses before the path (`/fa/a-post/`). Other codes of two letters are words as well.
const IN_ADDRESSES: [&str; 12] = ["ar", "de", "en", "es", "fa", "fr", "ja", "ko", "pt", "ru", "tr", "zh"];
/// The taxonomy in which Polylang keeps the language of a post.
const POLYLANG_LANGUAGE: &str = "language";
/// Names of languages as switches between translations have them.
const NAMES: [&str; 9] =
    ["english", "persian", "farsi", "in translation", "translation", "فارسی", "انگلیسی", "ترجمه", "translated"];
/// Where letters of one script are this many times those of the other, they are the text's.
const MANY_TIMES: usize = 2;

/// The language of a post; none where nothing tells it.
fn language_of(post: &Post) -> Option<String> {
    let term = post.terms.iter().find(|term| term.taxonomy == POLYLANG_LANGUAGE);
    let said = post.language.as_deref().or(term.map(|term| term.slug.as_str())).and_then(primary);
    said.or_else(|| {
        let script = script_language(&[&post.title, &post.html]);
        match (script, post.link.as_deref().and_then(in_address)) {
            // A Persian text below `/en/` is Persian all the same.
            (Script::Language(language), _) => Some(language.to_owned()),
            (Script::Latin, Some(language)) if ["fa", "ar"].contains(&language.as_str()) => None,
            (Script::Latin | Script::Unknown, language) => language,
        }
    })
}

/// The language of a post that is in another one than the site.
pub(in crate::import) fn foreign_language(post: &Post, site: &str) -> Option<String> {
    language_of(post).filter(|language| Some(language) != primary(site).as_ref())
}

/// `fa` of `fa_IR`; none for what is no tag of a language in use.
pub(in crate::import) fn primary(tag: &str) -> Option<String> {
    match tag.trim().to_lowercase().as_str() {
        "farsi" | "persian" | "فارسی" => return Some("fa".to_owned()),
        "english" => return Some("en".to_owned()),
        _ => {}
    }
    let identifier: LanguageIdentifier = tag.trim().replace('_', "-").parse().ok()?;
    let primary = identifier.language.as_str().to_owned();
    (primary.len() <= 3 && !identifier.language.is_unknown()).then_some(primary)
}

/// The language that an address names: `/fa/…`, `?lang=fa`, `fa.example.org`.
fn in_address(link: &str) -> Option<String> {
    let url = url::Url::parse(link).ok()?;
    let parameter = url.query_pairs().find(|(key, _)| key == "lang").map(|(_, value)| value.into_owned());
    let folder = url.path_segments().into_iter().flatten().next().map(str::to_owned);
    let host = url.host_str().and_then(|host| host.split('.').next()).map(str::to_owned);
    let known = |text: String| primary(&text).filter(|language| IN_ADDRESSES.contains(&language.as_str()));
    let short = |text: &String| text.len() == 2 || text.get(2..3) == Some("-");
    parameter
        .and_then(known)
        .or_else(|| folder.filter(short).and_then(known))
        .or_else(|| host.filter(short).and_then(known))
}

/// What the letters of a text tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Script {
    /// This language is the one that is written so.
    Language(&'static str),
    /// Letters in which many languages are written.
    Latin,
    /// Too few letters, a mixture, or a script that is not known here.
    Unknown,
}

/// The script of a text; tags and their attributes do not count.
pub(in crate::import) fn script_language(texts: &[&str]) -> Script {
    let (mut arabic, mut latin, mut persian, mut not_persian) = (0, 0, 0, 0);
    for text in texts {
        let mut in_tag = false;
        for character in text.chars() {
            match character {
                '<' => in_tag = true,
                '>' => in_tag = false,
                _ if in_tag => {}
                '\u{600}'..='\u{6ff}' if character.is_alphabetic() => {
                    arabic += 1;
                    persian += usize::from("پچژگکی".contains(character));
                    // Letters of Arabic and Urdu that Persian does not have.
                    not_persian += usize::from("ةىٹڈڑےں".contains(character));
                }
                _ => latin += usize::from(character.is_ascii_alphabetic()),
            }
        }
    }
    if arabic > 1 && arabic > latin * MANY_TIMES {
        // One Arabic name does not make a text Arabic.
        let is_persian = persian > not_persian;
        return if is_persian { Script::Language("fa") } else { Script::Unknown };
    }
    if latin > arabic * MANY_TIMES { Script::Latin } else { Script::Unknown }
}

/// The addresses of other versions of a text that it links to itself: by `hreflang`, or with words that say so.
pub(in crate::import) fn linked_translations(html: &str) -> Vec<String> {
    let lower = html.to_lowercase();
    if !lower.contains("hreflang") && !NAMES.iter().any(|name| lower.contains(name)) {
        return Vec::new();
    }
    let document = parse_fragment(html).document;
    let mut addresses = Vec::new();
    for node in document.descendants(document.root()) {
        if is_switch(&document, node)
            && let Some(address) = document.attribute(node, "href")
        {
            addresses.push(address.trim().to_owned());
        }
    }
    addresses
}

fn is_switch(document: &Document, node: crate::html::NodeId) -> bool {
    const LONGEST: usize = 40;
    let has_language = document.attribute(node, "hreflang").is_some_and(|language| language != "x-default");
    if document.is_named(node, &["link"]) {
        let is_alternate =
            document.attribute(node, "rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "alternate"));
        return has_language && is_alternate;
    }
    let text = document.text(node).to_lowercase();
    let names_one = text.chars().count() <= LONGEST && NAMES.iter().any(|name| text.contains(name));
    document.is_named(node, &["a"]) && (has_language || names_one)
}

#[cfg(test)]
mod tests {
    use super::super::post::PostTerm;
    use super::*;

    fn post(link: &str, title: &str, html: &str) -> Post {
        Post { link: Some(link.into()), title: title.into(), html: html.into(), ..Post::default() }
    }

    fn language(post: &Post) -> Option<String> {
        language_of(post)
    }

    #[test]
    fn wordpress_says_the_language_before_all_else() {
        let mut said = post("https://a.org/en/x/", "نمونه", "<p>متن فارسی با گ</p>");
        said.language = Some("fa_IR".into());
        assert_eq!(language(&said).as_deref(), Some("fa"));
        let mut polylang = post("https://a.org/x/", "A", "<p>Text</p>");
        polylang.terms = vec![PostTerm { taxonomy: "language".into(), slug: "en".into(), name: "English".into() }];
        assert_eq!(language(&polylang).as_deref(), Some("en"));
    }

    #[test]
    fn the_script_and_the_address_tell_the_language_where_nobody_says_it() {
        let persian = "<p class='long attributes of no meaning'>دیپلماسی شهری در آمریکای لاتین و گسترش آن</p>";
        assert_eq!(language(&post("https://a.org/x/", "نمونه", persian)).as_deref(), Some("fa"));
        assert_eq!(language(&post("https://a.org/en/x/", "نمونه", persian)).as_deref(), Some("fa"));
        assert_eq!(language(&post("https://a.org/en/x/", "A", "<p>Text</p>")).as_deref(), Some("en"));
        assert_eq!(language(&post("https://a.org/x/?lang=de", "A", "<p>Text</p>")).as_deref(), Some("de"));
        assert_eq!(language(&post("https://fr.a.org/x/", "A", "<p>Texte</p>")).as_deref(), Some("fr"));
        for unknown in ["https://a.org/x/", "https://a.org/it/x/", "https://a.org/fa/x/", "https://www.a.org/x/"] {
            assert_eq!(language(&post(unknown, "A", "<p>Text in Latin letters</p>")), None, "{unknown}");
        }
        assert_eq!(language(&post("https://a.org/x/", "مدينة", "<p>الدبلوماسية الحضرية في مدينة عربية</p>")), None);
    }

    #[test]
    fn a_text_links_to_its_translation_by_a_word_or_a_mark() {
        let html = "<p><a href='https://a.org/en/x/'>English</a> <a href='https://a.org/y/'>another text</a></p>";
        assert_eq!(linked_translations(html), ["https://a.org/en/x/"]);
        let head = "<link rel='alternate' hreflang='fa' href='https://a.org/fa/x/'><link rel='alternate' hreflang='x-default' href='https://a.org/'>";
        assert_eq!(linked_translations(head), ["https://a.org/fa/x/"]);
        assert!(
            linked_translations(
                "<p><a href='https://a.org/'>A long sentence about the English language and its history</a></p>"
            )
            .is_empty()
        );
    }
}
