//! The file of a page.

use std::cell::RefCell;
use std::sync::Arc;

use super::front_matter::split;
use super::plain_words::plain_words;
use super::reference::ContentFile;
use super::shared;
use crate::base::diag::Diagnostics;
use crate::base::source::SourceFile;
use crate::model::Page;
use crate::yaml::Fields;

/// Reads the file of a page. Every problem is added to `problems`.
pub fn read_page(source: &Arc<SourceFile>, problems: &RefCell<Diagnostics>) -> Option<ContentFile<Page>> {
    let parts = split(source, problems)?;
    let fields = Fields::new(source, &parts.front_matter, problems);
    if shared::is_misnamed(&fields) || shared::is_misplaced(&fields, "pages") {
        return Some(ContentFile::without_value(source));
    }
    let (value, keys) = page(&fields);
    Some(ContentFile { value, source: Arc::clone(source), body_start: parts.body.start, references: Vec::new(), keys })
}

/// The page that front matter says, and the keys that a translation gives itself.
pub(super) fn page(fields: &Fields<'_>) -> (Option<Page>, Vec<String>) {
    let (slug, translation, keys) = (shared::slug(fields), shared::translation(fields), shared::given_keys(fields));
    let title = fields.required_text("title", "About").map(|text| plain_words(fields, "title", text));
    let (updated, summary) =
        (fields.date("updated"), fields.text("summary").map(|text| plain_words(fields, "summary", text)));
    let (aliases, schedule) = (shared::aliases(fields), shared::schedule(fields));
    fields.finish();
    let page = || {
        Some(Page { slug: slug?, own_address: None, translation, title: title?, updated, summary, aliases, schedule })
    };
    (page(), keys)
}
