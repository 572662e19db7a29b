//! The names of authors: what WordPress shows beside a post may be a name, or only the name of an account.
//!
//! Comes in: what WordPress shows, and the account; goes out: the name, where it is one that readers should see. Nothing is
//! guessed: an account called `jane` is not Jane.

use super::post::{ContentNote, ContentNoteKind, Post, PostTerm};
use crate::base::fold::fold;
use crate::base::fold::one_line;

/// Words by which accounts are called for what they may do.
const ROLES: [&str; 12] = [
    "admin",
    "administrator",
    "author",
    "contributor",
    "editor",
    "guest",
    "root",
    "staff",
    "test",
    "user",
    "webmaster",
    "wordpress",
];

/// The name of a person or body, if `shown` is one. `account` is the name under which they log in, where it is known.
pub(super) fn real_name(shown: &str, account: &str) -> Option<String> {
    let name = one_line(shown);
    let folded = fold(&name);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_address = name.contains(['@', '/', '\\', '<', '>']);
    let is_role = words.iter().any(|word| ROLES.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())));
    let letters = name.chars().filter(|character| character.is_alphabetic()).count();
    // One word may be a name, but not where it is the account's, or where nobody knows whether it is.
    let is_account = words.len() == 1 && (account.is_empty() || folded == fold(account));
    (letters > 1 && !is_address && !is_role && !is_account).then_some(name)
}

/// The taxonomy in which plug-ins (Co-Authors Plus, PublishPress Authors) keep the authors of a post.
const CO_AUTHORS: &str = "author";

/// Plug-ins name an author by the account: the name that the export gives it takes its place.
pub(super) fn name_accounts(terms: &mut [PostTerm], name_of: impl Fn(&str) -> Option<String>) {
    for term in terms.iter_mut().filter(|term| term.taxonomy == CO_AUTHORS) {
        let by_slug = || name_of(term.slug.strip_prefix("cap-").unwrap_or(&term.slug));
        if let Some(name) = name_of(&term.name).or_else(by_slug) {
            term.name = name;
        }
    }
}

/// Makes the authors that a plug-in names those of the post: that is what its readers saw. WordPress itself knows only who
/// uploaded it.
pub(super) fn with_coauthors(mut post: Post) -> Post {
    let (coauthors, terms) = post.terms.into_iter().partition(|term| term.taxonomy == CO_AUTHORS);
    post.terms = terms;
    let names: Vec<(String, Option<String>)> = Vec::into_iter(coauthors)
        .map(|term| (real_name(&term.name, ""), term.name))
        .map(|(real, shown)| (shown, real))
        .collect();
    if names.iter().any(|(_, real)| real.is_some()) {
        post.authors.clear();
        post.notes.retain(|note| note.what != ContentNoteKind::UnknownAuthor);
    }
    for (shown, real) in names {
        match real {
            Some(name) if post.authors.contains(&name) => {}
            Some(name) => post.authors.push(name),
            None => {
                let note = ContentNote { what: ContentNoteKind::UnknownAuthor, text: shown };
                if !post.notes.contains(&note) {
                    post.notes.push(note);
                }
            }
        }
    }
    post
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn authors_of_a_plug_in_are_the_authors() {
        let term =
            |name: &str| PostTerm { taxonomy: CO_AUTHORS.to_owned(), slug: String::new(), name: name.to_owned() };
        let category = PostTerm { taxonomy: "category".to_owned(), ..term("Cities") };
        let authors = vec!["Web Team".to_owned()];
        let post = Post {
            terms: vec![term("Jane Doe"), category.clone(), term("UCLG Asia"), term("jdoe")],
            authors,
            ..Post::default()
        };
        let post = with_coauthors(post);
        assert_eq!((post.authors, post.terms), (vec!["Jane Doe".to_owned(), "UCLG Asia".to_owned()], vec![category]));
        assert_eq!(post.notes, [ContentNote { what: ContentNoteKind::UnknownAuthor, text: "jdoe".to_owned() }]);
        let only_accounts = Post { terms: vec![term("jdoe")], authors: vec!["Web Team".to_owned()], ..Post::default() };
        assert_eq!(with_coauthors(only_accounts).authors, ["Web Team"]);
    }

    #[test]
    fn an_account_of_the_export_has_its_name() {
        let term = |name: &str, slug: &str| PostTerm {
            taxonomy: CO_AUTHORS.to_owned(),
            slug: slug.to_owned(),
            name: name.to_owned(),
        };
        let mut terms = [term("jdoe", ""), term("x", "cap-jdoe"), term("Ali Rezaei", "cap-ali")];
        name_accounts(&mut terms, |account| (account == "jdoe").then(|| "Jane Doe".to_owned()));
        assert_eq!(terms.map(|term| term.name), ["Jane Doe", "Jane Doe", "Ali Rezaei"]);
    }

    #[test]
    fn names_are_told_from_accounts() {
        let name = |shown: &str, account: &str| real_name(shown, account);
        assert_eq!(name(" Reyes  Martinez ", "reyes").as_deref(), Some("Reyes Martinez"));
        assert_eq!(name("Jane Doe", "jane-doe").as_deref(), Some("Jane Doe"));
        assert_eq!(name("UCLG", "wp-17").as_deref(), Some("UCLG"));
        assert_eq!(name("علی رضایی", "").as_deref(), Some("علی رضایی"));
        for (shown, account) in [
            ("admin", "admin"),
            ("Site Admin", "x"),
            ("editor2", "maria"),
            ("jane", "jane"),
            ("Jane", "jane"),
            ("jane", ""),
            ("jane@example.org", "x"),
            ("12", "x"),
            ("", ""),
            ("https://a.org", "x"),
        ] {
            assert_eq!(name(shown, account), None, "{shown}");
        }
    }
}
