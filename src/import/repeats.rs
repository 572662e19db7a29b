//! Posts that an import is given more than once.
//!
//! Comes in: all posts; goes out: each once. Two saved answers of the REST API overlap easily, and the same post twice would
//! become two articles.

use super::draft::origin;
use super::identity::is_same_origin;
use super::post::Post;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::{Place, SourceFile};

/// Keeps the latest version of each post, at the place of its first; between equals, the first. A warning names the others.
pub(super) fn without_repeats<'a>(posts: Vec<(&'a str, Post)>, problems: &mut Diagnostics) -> Vec<(&'a str, Post)> {
    let mut kept: Vec<(&str, Post)> = Vec::new();
    for (name, post) in posts {
        let own = origin(&post);
        let Some(earlier) = kept
            .iter_mut()
            .find(|(_, earlier)| own.is_some() && is_same_origin(origin(earlier).as_ref(), own.as_ref()))
        else {
            kept.push((name, post));
            continue;
        };
        let is_later =
            post.modified.map(|moment| moment.to_string()) > earlier.1.modified.map(|moment| moment.to_string());
        let left_out = if is_later { std::mem::replace(earlier, (name, post)) } else { (name, post) };
        problems.push(repeated(left_out.0, &left_out.1, earlier.0));
    }
    kept
}

fn repeated(left_out: &str, post: &Post, kept: &str) -> Diagnostic {
    let title = &post.title;
    let message = if left_out == kept {
        format!("the post `{title}` stands in the file twice, and is imported once")
    } else {
        format!("the post `{title}` stands in `{kept}` too, and is imported from there")
    };
    let place = Place::start_of(&SourceFile::new(left_out, ""));
    Diagnostic::warning(Code::DuplicatePost, message).at(place).help("the version that was changed last is taken")
}
