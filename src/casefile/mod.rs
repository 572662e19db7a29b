//! Content files: front matter and body, read and written side by side.
//!
//! Comes in: the text of a file; goes out: a case, an article, a page or a term, with the places of what it refers to so
//! that others can check it, and every problem of the file. The other way, a case or an article becomes the text of its
//! file; reading that text gives the same case again. Nothing here knows which other files there are.

mod article;
mod case;
mod drafts;
mod file_name;
mod front_matter;
mod image;
mod location;
mod page;
mod picture_file;
mod plain_words;
mod reference;
mod shape;
mod shared;
mod term;

pub use article::{read_article, write_article};
pub use case::{read_case, write_case};
pub use drafts::{as_draft, is_draft, without_draft};
pub use file_name::{FileName, compare_as_originals, is_translation, original_path, translation_path};
pub use front_matter::{body_start, is_readable, join as write_content_file};
pub use page::read_page;
pub use picture_file::with_picture_file;
pub use reference::{ContentFile, Reference, Target};
pub use shape::{Kind, shape};
pub use term::read_term;
