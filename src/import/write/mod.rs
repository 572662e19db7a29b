//! The fourth room: which file each draft becomes, and what to do with it.
//!
//! Comes in: drafts, and the content folder with the copies of what earlier imports wrote; goes out: files with the text to
//! write, if any. An editor's work is never overwritten: `decide` and `merge` know three versions of each file.

mod anchors;
mod decide;
mod existing;
mod identity;
mod likeness;
mod merge;
mod merge_base;
mod originals;
mod plan;
mod planned;
mod targets;
mod withdrawn;

pub use decide::Action;
pub use merge::Keep;

pub(super) use existing::known_origins;
pub(super) use merge_base::post_key;
pub(super) use originals::Originals;
pub(super) use plan::Planner;
pub(super) use planned::{Paired, Pairing, PlannedFile, PlannedPost};
pub(super) use withdrawn::withdrawn_files;
