//! A person of a WordPress export: an author.
//!
//! Comes in: the fields as the export has them; goes out: the name that readers may see.

use super::super::authors::real_name;
use super::super::rest::text_of;

/// An author as the export has them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Person {
    /// The name under which they log in.
    pub account: String,
    /// The name that WordPress shows.
    shown: String,
    first_name: String,
    last_name: String,
}

impl Person {
    /// Takes in a field.
    pub fn set(&mut self, field: &str, value: String) {
        let place = match field {
            "wp:author_login" => &mut self.account,
            "wp:author_display_name" => &mut self.shown,
            "wp:author_first_name" => &mut self.first_name,
            "wp:author_last_name" => &mut self.last_name,
            _ => return,
        };
        *place = text_of(value.trim());
    }

    /// The name that readers may see: the one that WordPress shows, else the first and last name.
    pub fn name(&self) -> Option<String> {
        let full = || {
            (!self.first_name.is_empty() && !self.last_name.is_empty())
                .then(|| format!("{} {}", self.first_name, self.last_name))
        };
        real_name(&self.shown, &self.account).or_else(|| real_name(&full()?, &self.account))
    }
}
