//! The second room: a post into an article and its cases, none of which has a file yet.
//!
//! Comes in: a post, the rules of `site.yaml` and the vocabulary; goes out: a draft, with an account of what became of each
//! word, link and picture. `fallback` is the way in: it reads a post (`draft`) in the way that keeps the most structure and
//! loses nothing. Nothing here touches the disk.

mod tree;

mod cities;

mod accounting;

mod categories;
mod compose;
mod draft;
mod fallback;
mod featured;
mod ledger;
mod links_here;
mod terms;

pub use accounting::Loss;
pub use categories::{CategoryReport, NamedTerm};
pub use cities::SplitBy;
pub use draft::PictureState;
pub use terms::Suggestion;

pub(super) use accounting::{Accounting, GivenUp, Structure};
pub(super) use cities::{SectionText, short};
pub(super) use compose::article;
pub(super) use draft::{CityDraft, PictureDraft, PostDraft};
pub(super) use fallback::draft;
pub(super) use links_here::{Links, mark as anchor_mark};
pub(super) use tree::{PictureFiles, TextPicture};
