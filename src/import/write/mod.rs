//! The fourth room: which file each draft becomes, and what to do with it.
//!
//! Comes in: drafts, and the content folder with the copies of what earlier imports wrote; goes out: files with the text to
//! write, if any. An editor's work is never overwritten: `decide` and `merge` know three versions of each file.

mod anchors;
mod decide;
mod identity;
mod likeness;
mod merge;
mod merge_base;
mod originals;
mod plan;
mod withdrawn;

pub use decide::Action;
pub use merge::Keep;

pub(super) use identity::known_origins;
pub(super) use merge_base::post_key;
pub(super) use originals::{Originals, Paired, Pairing};
pub(super) use plan::{PlannedFile, PlannedPost, Planner};
