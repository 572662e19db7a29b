//! What the binary carries: the default site theme and the vocabulary.
//!
//! Comes in: the lists that `build.rs` wrote. Goes out: paths and bytes, sorted by path. Reads nothing from the disk, so
//! `chancery init` and `chancery build` work from one file anywhere.

mod generated {
    // `build.rs` writes this file; only an `include!` can bring it in.
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// A file that the binary carries.
pub type EmbeddedFile = (&'static str, &'static [u8]);

/// The files of the default site theme, sorted by path; paths are relative to the theme's folder
/// (`templates/base.html`).
#[must_use]
pub fn theme_files() -> &'static [EmbeddedFile] {
    generated::THEME_FILES
}

/// The themes, networks and agreements that a new publication begins with, and their translations, sorted by path; paths are
/// relative to `content/` (`networks/c40.md`, `networks/c40.fa.md`).
#[must_use]
pub fn vocabulary_files() -> &'static [EmbeddedFile] {
    generated::VOCABULARY_FILES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_hold_the_theme() {
        assert!(theme_files().is_sorted());
        assert!(vocabulary_files().is_sorted());
        let paths: Vec<&str> = theme_files().iter().map(|(path, _)| *path).collect();
        for needed in ["static/style.css", "strings/en.yaml", "templates/base.html"] {
            assert!(paths.contains(&needed), "{needed} is missing");
        }
    }

    #[test]
    fn the_vocabulary_holds_only_content_files() {
        for (path, _) in vocabulary_files() {
            assert!(path.ends_with(".md"), "{path}");
        }
    }

    #[test]
    fn no_heading_can_have_an_id_of_the_page() {
        for (path, bytes) in theme_files().iter().filter(|(path, _)| path.ends_with(".html")) {
            let template = std::str::from_utf8(bytes).unwrap();
            let ids = template.match_indices(" id=\"").map(|(at, start)| &template[at + start.len()..]);
            for id in ids.filter_map(|rest| rest.split('"').next()).filter(|id| !id.contains("{{")) {
                assert!(crate::base::slug::Slug::parse(id).is_err(), "{path}: a heading can have the id `{id}`");
            }
        }
    }
}
