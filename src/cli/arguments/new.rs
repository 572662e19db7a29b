//! The options of `chancery new`.

use clap::{Args, Subcommand};

use super::Root;
use crate::base::slug::Slug;

#[derive(Debug, Args)]
pub(in crate::cli) struct New {
    #[command(subcommand)]
    pub what: Option<NewText>,
    /// Ask nothing, also on a terminal
    #[arg(long, global = true)]
    pub no_input: bool,
}

/// What is to be written about.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum NewText {
    /// A case: one city's experience
    Case {
        /// The city and its country, such as "Medellín, Colombia"
        title: Option<String>,
        #[command(flatten)]
        place: NewPlace,
    },
    /// An article, which belongs to several cases
    Article {
        /// Its title
        title: Option<String>,
        #[command(flatten)]
        place: NewPlace,
    },
    /// Any other text, such as an imprint
    Page {
        /// Its title
        title: Option<String>,
        #[command(flatten)]
        place: NewPlace,
    },
    /// A term: one theme, one network, one agreement
    Term {
        /// The taxonomy, such as networks
        taxonomy: Option<String>,
        /// The name of the term
        #[arg(value_name = "NAME")]
        term: Option<String>,
        #[command(flatten)]
        place: NewPlace,
    },
    /// The translation of a content file
    Translation {
        /// The original, such as content/cases/medellin.md
        file: Option<String>,
        /// The language to translate into
        #[arg(long, value_name = "LANGUAGE")]
        language: Option<String>,
        #[command(flatten)]
        root: Root,
    },
}

impl NewText {
    /// The words by which it is called.
    pub const NAMES: [&str; 5] = ["case", "article", "page", "term", "translation"];

    /// What is called so, of which nothing else is known.
    pub fn of_name(name: &str) -> Option<Self> {
        let (title, place) = (None, NewPlace::default());
        Some(match name {
            "case" => Self::Case { title, place },
            "article" => Self::Article { title, place },
            "page" => Self::Page { title, place },
            "term" => Self::Term { taxonomy: None, term: None, place },
            "translation" => Self::Translation { file: None, language: None, root: place.root },
            _ => return None,
        })
    }

    /// The site that it is for.
    pub fn root(&self) -> &Root {
        match self {
            Self::Case { place, .. }
            | Self::Article { place, .. }
            | Self::Page { place, .. }
            | Self::Term { place, .. } => &place.root,
            Self::Translation { root, .. } => root,
        }
    }
}

/// Where a new file stands.
#[derive(Debug, Default, Args)]
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
