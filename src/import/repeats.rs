//! Posts that an import is given more than once.
//!
//! Comes in: portions of posts; goes out: each post once, in the version that was changed last. Two saved answers of the REST
//! API overlap easily, and the same post twice would become two articles.

use std::collections::BTreeMap;

use super::input::Post;
use super::write::post_key;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::Place;

/// The posts seen so far.
#[derive(Default)]
pub(super) struct Repeats {
    seen: BTreeMap<String, Seen>,
}

/// Where a post was seen, and in which version.
struct Seen {
    source: String,
    modified: Option<String>,
}

impl Repeats {
    /// The posts of a portion that are to be imported. A later version of a post that an earlier portion held is imported
    /// over it, as a second import would do; a warning names the version that is left out.
    pub fn without_repeats<'a>(
        &mut self,
        source: &str,
        posts: &'a [Post],
        problems: &mut Diagnostics,
    ) -> Vec<&'a Post> {
        let mut kept: Vec<(Option<String>, &Post)> = Vec::new();
        for post in posts {
            let key = post_key(post.origin().as_ref());
            let modified = post.modified.map(|moment| moment.to_string());
            let seen = key.as_ref().and_then(|key| self.seen.get(key));
            if let Some(earlier) = seen {
                let is_later = modified > earlier.modified;
                let (left_out, taken) =
                    if is_later { (earlier.source.as_str(), source) } else { (source, earlier.source.as_str()) };
                problems.push(repeated(left_out, post, taken));
                if !is_later {
                    continue;
                }
            }
            if let Some(key) = &key {
                self.seen.insert(key.clone(), Seen { source: source.to_owned(), modified });
            }
            match kept.iter_mut().find(|(other, _)| key.is_some() && *other == key) {
                Some(earlier) => earlier.1 = post,
                None => kept.push((key, post)),
            }
        }
        kept.into_iter().map(|(_, post)| post).collect()
    }
}

fn repeated(left_out: &str, post: &Post, kept: &str) -> Diagnostic {
    let title = &post.title;
    let message = if left_out == kept {
        say!("the post `{title}` stands in the file twice, and is imported once", title)
    } else {
        say!("the post `{title}` stands in `{kept}` too, and is imported from there", title, kept)
    };
    let place = Place::of_file(left_out);
    Diagnostic::warning(Code::DuplicatePost, message).at(place).help(say!("the version that was changed last is taken"))
}
