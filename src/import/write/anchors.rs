//! Where the links of a post to places within itself lead, once its cities have files.
//!
//! Comes in: a draft with marks in the place of such links, and the paths of its files; goes out: the draft with addresses.

use crate::base::fold::fold;
use crate::import::read::{PostDraft, anchor_mark};
use crate::markdown::scan_and_draft;

/// Puts addresses in the place of the marks in a draft whose files are known, by their paths below `content/`.
pub(super) fn settle(draft: &mut PostDraft, article: &str, cities: &[&str]) {
    let anchors = std::mem::take(&mut draft.anchors);
    for (index, anchor) in anchors.iter().enumerate() {
        let mark = anchor_mark(index);
        let body = anchor.city.map_or(&draft.article_body, |city| &draft.cities[city].body);
        let id = anchor.heading.as_ref().and_then(|heading| heading_id(body, heading));
        let path = anchor.city.map_or(article, |city| cities[city]);
        let from = |city: Option<usize>| match (&id, city == anchor.city) {
            (Some(id), true) => format!("#{id}"),
            (None, true) => "#top".to_owned(),
            (Some(id), false) => format!("../{path}#{id}"),
            (None, false) => format!("../{path}"),
        };
        draft.article_body = draft.article_body.replace(&mark, &from(None));
        for (index, city) in draft.cities.iter_mut().enumerate() {
            let address = from(Some(index));
            city.body = city.body.replace(&mark, &address);
            if let Some(caption) = city.case.image.as_mut().and_then(|image| image.caption.as_mut()) {
                *caption = caption.replace(&mark, &address);
            }
        }
    }
}

/// The id that a heading gets in a body.
fn heading_id(body: &str, words: &str) -> Option<String> {
    let wanted = fold(words);
    let found = scan_and_draft(body).0.headings.into_iter().find(|heading| fold(&heading.text) == wanted);
    found.map(|heading| heading.id).filter(|id| !id.is_empty())
}
