//! The names of authors: what WordPress shows beside a post may be a name, or only the name of an account.
//!
//! Comes in: what WordPress shows, and the account; goes out: the name, where it is one that readers should see. Nothing is
//! guessed: an account called `jane` is not Jane.

use crate::base::fold::fold;

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
    let name = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let folded = fold(&name);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_address = name.contains(['@', '/', '\\', '<', '>']);
    let is_role = words.iter().any(|word| ROLES.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())));
    let letters = name.chars().filter(|character| character.is_alphabetic()).count();
    // One word may be a name, but not where it is the account's, or where nobody knows whether it is.
    let is_account = words.len() == 1 && (account.is_empty() || folded == fold(account));
    (letters > 1 && !is_address && !is_role && !is_account).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

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
