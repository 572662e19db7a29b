//! A WordPress post, as every kind of input gives it.

use crate::base::date::{Date, Moment};
use crate::model::Origin;

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import) struct Post {
    /// Its number in its WordPress.
    pub id: Option<u64>,
    /// Its address.
    pub link: Option<String>,
    /// The last part of its address, decoded.
    pub slug: String,
    /// The title as text.
    pub title: String,
    /// The content as HTML.
    pub html: String,
    /// The excerpt as text, if a person wrote one: the REST API does not tell such a one from the beginning of the text.
    pub excerpt: Option<String>,
    /// Who wrote it: names that readers may see, never those of accounts.
    pub authors: Vec<String>,
    /// Its categories, tags and other terms.
    pub terms: Vec<PostTerm>,
    /// Its language, as WordPress or a plug-in says it: `fa`, `fa_IR`.
    pub language: Option<String>,
    /// What shows which posts are versions of it in other languages.
    pub translations: Vec<TranslationLink>,
    /// Its featured image.
    pub featured: Option<Featured>,
    /// When it was published, on the wall clock of its WordPress.
    pub date: Option<Moment>,
    /// When it last changed, on the wall clock of its WordPress.
    pub modified: Option<Moment>,
    /// Why it must not be published as it is; none for a published post.
    pub withheld: Option<Withheld>,
    /// What readers see with the content, and WordPress keeps apart from it.
    pub apart: Apart,
    /// The address by which feeds know it, which it keeps when its own changes.
    pub guid: Option<String>,
    /// What of its content could not be taken over as WordPress would have shown it.
    pub notes: Vec<ContentNote>,
}

impl Post {
    /// The day of the first publication.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.date.map(Moment::date)
    }

    /// The day of the last change. A post that was scheduled was changed for the last time before it was published.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        let day = self.modified.map(Moment::date)?;
        Some(self.first_day().map_or(day, |first| day.max(first)))
    }

    /// Where it was published.
    pub(in crate::import) fn origin(&self) -> Option<Origin> {
        self.link.as_ref().map(|url| Origin { url: url.clone(), id: self.id, modified: self.modified })
    }

    /// Was it thrown away?
    pub(in crate::import) fn is_in_trash(&self) -> bool {
        matches!(&self.withheld, Some(Withheld::Status(status)) if status == "trash")
    }

    /// Is nothing of it known but that readers do not see it any more? It lies in the trash, or its text is behind a password
    /// and was not given.
    pub(in crate::import) fn is_only_a_state(&self) -> bool {
        self.is_in_trash() || (self.withheld == Some(Withheld::Protected) && self.html.trim().is_empty())
    }
}

/// What readers see with the content of a post, and WordPress keeps apart from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import) struct Apart {
    /// The notes of the block editor, in their order.
    pub notes: Vec<PostNote>,
    /// The addresses of sounds and films of an episode.
    pub enclosures: Vec<String>,
}

/// A note of the block editor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub(in crate::import) struct PostNote {
    /// The id that its mark leads to.
    pub id: String,
    /// What it says, as HTML.
    pub content: String,
}

impl Apart {
    /// Takes in the notes as WordPress keeps them, in JSON. False where they cannot be read.
    pub(super) fn read_notes(&mut self, json: &str) -> bool {
        if json.trim().is_empty() {
            return true;
        }
        let notes = serde_json::from_str(json);
        let is_read = notes.is_ok();
        self.notes = notes.unwrap_or_default();
        is_read
    }
}

/// What shows that another post is a translation of this one, or this one of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum TranslationLink {
    /// The number of the other post in the same WordPress.
    Post(u64),
    /// The address of the other post.
    Address(String),
}

/// The image that WordPress shows above a post and in lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import) struct Featured {
    /// Its address.
    pub address: String,
    /// The text for those who do not see it.
    pub alternative: String,
    /// Its caption, as HTML.
    pub caption: String,
}

/// A category, tag or other term of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct PostTerm {
    /// `category`, `post_tag` …
    pub taxonomy: String,
    /// The name in addresses, decoded.
    pub slug: String,
    /// The name that readers see.
    pub name: String,
}

/// Why a post must not be published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum Withheld {
    /// Readers need a password.
    Protected,
    /// Its status is not `publish`; this is the status.
    Status(String),
    /// It is of a type of an export that readers may never have seen; this is the type.
    Type(String),
}

/// Something in the content that WordPress would have shown otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct ContentNote {
    /// What it is.
    pub what: ContentNoteKind,
    /// Its name, or what stays in the text.
    pub text: String,
}

/// What a [`ContentNote`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum ContentNoteKind {
    /// A shortcode that only a plug-in understands: it stays in the text, and this is its name.
    UnknownShortcode,
    /// A box of a page builder, whose content stays: the name of its shortcode.
    LayoutShortcode,
    /// A gallery whose pictures are not in the input: it stays in the text as it is.
    GalleryWithoutPictures,
    /// A picture of a gallery that is not in the input: its number.
    MissingGalleryPicture,
    /// A film, sound or embedded page that became a link: its address.
    EmbeddedAsLink,
    /// The featured image is not in the input: its number.
    MissingFeatured,
    /// The author is known by an account or a number only: that.
    UnknownAuthor,
    /// A category or tag is known by its number only: that.
    UnknownCategory,
    /// A synced pattern that is not in the input: its number.
    MissingPattern,
    /// A synced pattern that holds itself: its number.
    EndlessPattern,
    /// What a post says in the place of words of a synced pattern.
    PatternValues,
    /// Notes of the block editor that cannot be read: as they are kept.
    UnreadableNotes,
    /// A custom field with words, which the theme of the old site may have shown: its name and its words.
    CustomField,
    /// The post has no title: what it is called instead.
    NoTitle,
    /// An address in a shortcode of a plug-in, to which nothing leads any more.
    ShortcodeAddress,
}
