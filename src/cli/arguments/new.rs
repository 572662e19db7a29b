//! The options of `chancery new`.

use clap::{Args, Subcommand};

use super::Root;
use crate::base::slug::Slug;

#[derive(Debug, Args)]
pub(in crate::cli) struct New {
    #[command(subcommand)]
    pub what: NewText,
}

/// What is to be written about.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum NewText {
    /// A case: one city's experience
    Case {
        /// The city and its country, such as "Medellín, Colombia"
        title: String,
        #[command(flatten)]
        place: NewPlace,
    },
    /// An article, which belongs to several cases
    Article {
        /// Its title
        title: String,
        #[command(flatten)]
        place: NewPlace,
    },
    /// Any other text, such as an imprint
    Page {
        /// Its title
        title: String,
        #[command(flatten)]
        place: NewPlace,
    },
    /// A term: one theme, one network, one agreement
    Term {
        /// The taxonomy, such as networks
        taxonomy: String,
        /// The name of the term
        #[arg(value_name = "NAME")]
        term: String,
        #[command(flatten)]
        place: NewPlace,
    },
    /// The translation of a content file
    Translation {
        /// The original, such as content/cases/medellin.md
        file: String,
        /// The language to translate into
        #[arg(long, value_name = "LANGUAGE")]
        language: String,
        #[command(flatten)]
        root: Root,
    },
}

/// Where a new file stands.
#[derive(Debug, Args)]
pub(in crate::cli) struct NewPlace {
    #[command(flatten)]
    pub root: Root,
    /// What the file and its address are called, instead of what follows from the title
    #[arg(long, value_name = "NAME", value_parser = slug)]
    pub name: Option<Slug>,
}

fn slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).map_err(|problem| match problem.suggestion() {
        Some(near) => format!("a name has small letters, digits and hyphens; did you mean `{near}`?"),
        None => "a name has small letters, digits and hyphens, such as `medellin-trams`".to_owned(),
    })
}
