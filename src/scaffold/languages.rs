//! The languages that a new site can have: those that the default site theme speaks.
//!
//! Comes in: what stands behind `--language`; goes out: languages, or what is wrong with it, in words.

use crate::base::language::is_known_language;
use crate::base::message::Message;
use crate::base::suggest::closest;

/// A language of the site theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its code, such as `fa`.
    pub code: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Its name in itself.
    own_name: &'static str,
}

const LANGUAGES: [Language; 6] = [
    Language { code: "en", name: "English", own_name: "English" },
    Language { code: "fa", name: "Persian", own_name: "فارسی" },
    Language { code: "fr", name: "French", own_name: "Français" },
    Language { code: "es", name: "Spanish", own_name: "Español" },
    Language { code: "ar", name: "Arabic", own_name: "العربية" },
    Language { code: "tr", name: "Turkish", own_name: "Türkçe" },
];

/// What a new site says of itself, in one language.
pub(super) struct Texts {
    pub site: &'static str,
    pub about: &'static str,
    pub accessibility: &'static str,
    pub privacy: &'static str,
    pub example: &'static str,
    pub assets: &'static str,
}

const ENGLISH: Texts = Texts {
    site: include_str!("new_site/en/site.yaml"),
    about: include_str!("new_site/en/about.md"),
    accessibility: include_str!("new_site/en/accessibility.md"),
    privacy: include_str!("new_site/en/privacy.md"),
    example: include_str!("new_site/en/example.md"),
    assets: include_str!("new_site/en/assets.txt"),
};

const PERSIAN: Texts = Texts {
    site: include_str!("new_site/fa/site.yaml"),
    about: include_str!("new_site/fa/about.md"),
    accessibility: include_str!("new_site/fa/accessibility.md"),
    privacy: include_str!("new_site/fa/privacy.md"),
    example: include_str!("new_site/fa/example.md"),
    assets: include_str!("new_site/fa/assets.txt"),
};

impl Language {
    /// Does the program carry the texts of a new site in this language? Without them, only the words of the site theme are in it.
    #[must_use]
    pub fn has_texts(self) -> bool {
        matches!(self.code, "en" | "fa")
    }

    /// The texts in this language, or else in English.
    pub(super) fn texts(self) -> &'static Texts {
        if self.code == "fa" { &PERSIAN } else { &ENGLISH }
    }

    /// The title that a site has in this language until somebody gives it one.
    #[must_use]
    pub fn default_title(self) -> String {
        super::site_yaml::default_title(self)
    }

    /// The language of this code; otherwise a message says what was probably meant, and what there is.
    fn parse(text: &str) -> Result<Self, Message> {
        if let Some(known) = LANGUAGES.into_iter().find(|language| language.code == text) {
            return Ok(known);
        }
        let all = Languages::known();
        let primary = text.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        if let Some(meant) = LANGUAGES.iter().find(|known| known.code == primary).or_else(|| by_name(text)) {
            let (code, name) = (meant.code, meant.name);
            return Err(say!("did you mean `{code}` ({name})? A new site can be in {all}", code, name, all));
        }
        let is_other = primary.len() == 2 && is_known_language(&primary);
        Err(if is_other {
            say!(
                "a new site can be in {all}; for another language, make it in English and write `language: {text}` in site.yaml",
                all,
                text
            )
        } else {
            say!("a new site can be in {all}", all)
        })
    }
}

/// The language that somebody calls by its name.
fn by_name(text: &str) -> Option<&'static Language> {
    const KNOWN: &[Language] = &LANGUAGES;
    let names = KNOWN.iter().flat_map(|language| [language.name, language.own_name]);
    let name = closest(text, names)?;
    KNOWN.iter().find(|language| language.name == name || language.own_name == name)
}

/// The languages of a new site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    /// That of the originals.
    pub first: Language,
    /// Those of their translations.
    pub others: Vec<Language>,
}

impl Default for Languages {
    fn default() -> Self {
        Self { first: LANGUAGES[0], others: Vec::new() }
    }
}

impl Languages {
    /// Reads codes with commas between them, such as `en,fa`.
    ///
    /// # Errors
    /// A language that a new site cannot have, or one that is named twice: the message to show.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let mut languages = text.split(',').map(|code| Language::parse(code.trim()));
        let first = languages.next().unwrap_or_else(|| Language::parse(""))?;
        let mut others: Vec<Language> = Vec::new();
        for language in languages {
            let language = language?;
            if language == first || others.contains(&language) {
                return Err(say!("`{code}` is named twice; keep one of the two", code = language.code));
            }
            others.push(language);
        }
        Ok(Self { first, others })
    }

    /// Those that there are, for a message: `en (English), fa (Persian)`.
    #[must_use]
    pub fn known() -> String {
        LANGUAGES.map(|known| format!("{} ({})", known.code, known.name)).join(", ")
    }

    /// All of them, that of the originals first.
    pub fn all(&self) -> impl Iterator<Item = Language> + '_ {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::embedded::theme_files;

    fn codes(text: &str) -> Vec<&str> {
        Languages::parse(text).unwrap().all().map(|language| language.code).collect()
    }

    fn told(text: &str) -> String {
        Languages::parse(text).unwrap_err().english()
    }

    #[test]
    fn the_first_language_is_that_of_the_originals() {
        assert_eq!(codes("fa"), ["fa"]);
        assert_eq!(codes("en, fa"), ["en", "fa"]);
        assert_eq!(Languages::parse("fa,en,tr").unwrap().first.name, "Persian");
    }

    #[test]
    fn a_language_that_is_not_there_is_told_with_what_was_meant() {
        for text in ["persian", "Persina", "فارسی", "fa-IR", "fa_IR", "FA"] {
            assert!(
                told(text).starts_with("did you mean `fa` (Persian)? A new site can be in en (English), fa"),
                "{text}"
            );
        }
        assert!(told("en,french").starts_with("did you mean `fr` (French)?"));
        assert!(told("de").ends_with("make it in English and write `language: de` in site.yaml"), "{}", told("de"));
        for text in ["", "xx", "klingon", "en,"] {
            assert!(told(text).ends_with("tr (Turkish)"), "{text}: {}", told(text));
        }
        assert_eq!(told("en,fa,en"), "`en` is named twice; keep one of the two");
    }

    #[test]
    fn the_languages_are_those_of_the_site_theme() {
        let mut codes: Vec<String> =
            LANGUAGES.iter().map(|language| format!("strings/{}.yaml", language.code)).collect();
        codes.sort_unstable();
        let of_theme = theme_files().iter().map(|(path, _)| *path).filter(|path| path.starts_with("strings/"));
        assert_eq!(of_theme.collect::<Vec<_>>(), codes);
    }
}
