//! An item of a WordPress export: what it is, and the post or the file that it becomes.
//!
//! Comes in: the fields as the export has them; goes out: a post, a file of the media library, or the name of what is
//! passed over. The content is as the database has it; `raw_content` makes HTML of it.

use super::super::authors::with_coauthors;
use super::super::library::{MediaItem, MediaLibrary};
use super::super::post::{Apart, ContentNote, ContentNoteKind, Post, PostTerm, TranslationLink, Withheld};
use super::super::rest::text_of;
use super::person::Person;
use crate::base::date::Moment;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::fold::one_line;
use crate::base::message::Message;
use crate::base::source::Place;
use crate::base::url::{is_web_address, percent_decode};

/// The types that are published. An export holds all others too, and among them what no reader ever saw: messages from
/// forms, orders, sent mails.
pub(in crate::import::input) const PUBLISHED_TYPES: [&str; 3] = ["", "post", "page"];

/// An item. Fields that it does not have are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import::input) struct Item {
    /// The line on which it begins.
    pub line: usize,
    pub id: String,
    /// `post`, `page`, `attachment` …
    pub kind: String,
    pub title: String,
    pub link: String,
    /// The last part of the address, percent-encoded.
    pub slug: String,
    pub content: String,
    pub excerpt: String,
    pub date: String,
    pub date_utc: String,
    pub modified: String,
    pub modified_utc: String,
    pub status: String,
    pub password: String,
    /// The name of the author's account.
    pub author: String,
    /// What the export says about that account.
    pub(super) person: Option<Person>,
    /// The post that an attachment was uploaded to.
    pub parent: String,
    pub attachment_url: String,
    /// The number of the featured image.
    pub thumbnail: String,
    /// The number of the post that WPML made this one from.
    pub original: String,
    /// The text for those who do not see an attachment.
    pub alternative: String,
    pub terms: Vec<Term>,
    /// The address by which feeds know it.
    pub guid: String,
    /// What readers see with the content and WordPress keeps apart.
    pub apart: Apart,
    /// Notes of the block editor that cannot be read, and custom fields with words.
    pub notes: Vec<ContentNote>,
    /// How many comments stand below it.
    pub comments: usize,
}

/// A term as the export has it.
pub(super) type Term = PostTerm;

impl Item {
    /// Takes in a field. Fields that say nothing about the text are passed over.
    pub fn set(&mut self, field: &str, value: String) {
        let place = match field {
            "title" => &mut self.title,
            "link" => &mut self.link,
            "guid" => &mut self.guid,
            "dc:creator" => &mut self.author,
            "content:encoded" => &mut self.content,
            "excerpt:encoded" => &mut self.excerpt,
            "wp:post_id" => &mut self.id,
            "wp:post_date" => &mut self.date,
            "wp:post_date_gmt" => &mut self.date_utc,
            "wp:post_modified" => &mut self.modified,
            "wp:post_modified_gmt" => &mut self.modified_utc,
            "wp:post_name" => &mut self.slug,
            "wp:post_parent" => &mut self.parent,
            "wp:post_password" => &mut self.password,
            "wp:post_type" => &mut self.kind,
            "wp:status" => &mut self.status,
            "wp:attachment_url" => &mut self.attachment_url,
            "wp:comment" => {
                self.comments += 1;
                return;
            }
            "category" => {
                if let Some(term) = self.terms.last_mut() {
                    term.name = text_of(value.trim());
                    term.slug = percent_decode(&term.slug).unwrap_or_else(|| term.slug.clone());
                }
                return;
            }
            _ => return,
        };
        value.trim().clone_into(place);
    }

    /// Takes in a custom field.
    pub fn set_meta(&mut self, key: &str, value: String) {
        match key {
            "_thumbnail_id" => value.trim().clone_into(&mut self.thumbnail),
            "_icl_lang_duplicate_of" => value.trim().clone_into(&mut self.original),
            "_wp_attachment_image_alt" => value.trim().clone_into(&mut self.alternative),
            "footnotes" => {
                let is_read = self.apart.read_notes(&value);
                let note = ContentNote { what: ContentNoteKind::UnreadableNotes, text: value };
                self.notes.extend(Some(note).filter(|_| !is_read));
            }
            // The address, the length and the type, a line each.
            "enclosure" => self.apart.enclosures.extend(value.lines().next().map(|address| address.trim().to_owned())),
            _ if !key.starts_with('_') && has_words(&value) => {
                let text = format!("{key}: {}", text_of(value.trim()));
                self.notes.push(ContentNote { what: ContentNoteKind::CustomField, text });
            }
            _ => {}
        }
    }

    /// What messages call it.
    pub fn label(&self) -> Message {
        match (self.title.as_str(), self.id.as_str()) {
            ("", "") => say!("without a title"),
            ("", id) => say!("{id} without a title", id),
            (title, _) => say!("`{title}`", title = text_of(title)),
        }
    }

    /// Why it does not become a post, in words; none for one that does. `types` are those that the user asked for. Of one
    /// in the trash only that is known.
    pub fn passed_over(&self, types: &[String]) -> Option<String> {
        let kind = self.kind.as_str();
        if kind == "attachment" || (!PUBLISHED_TYPES.contains(&kind) && !types.iter().any(|asked| asked == kind)) {
            return Some(kind.to_owned());
        }
        let status = Some(self.status.as_str()).filter(|status| ["trash", "auto-draft"].contains(status))?;
        Some(format!("{} ({status})", if kind.is_empty() { "post" } else { kind }))
    }

    /// Was it thrown away? Then an earlier import may have to be taken back.
    pub fn is_in_trash(&self) -> bool {
        self.status == "trash" && self.kind != "attachment"
    }

    /// The file of the media library, for an attachment that has a number and an address.
    pub fn media(&self) -> Option<MediaItem> {
        if self.kind != "attachment" || self.attachment_url.is_empty() {
            return None;
        }
        Some(MediaItem {
            id: self.id.parse().ok()?,
            address: self.attachment_url.clone(),
            caption: self.excerpt.clone(),
            alternative: self.alternative.clone(),
            parent: self.parent.parse().ok().filter(|parent| *parent != 0),
        })
    }

    /// The number and the content of a synced pattern that readers may see.
    pub fn pattern(&self) -> Option<(u64, String)> {
        let is_shown =
            self.kind == "wp_block" && self.password.is_empty() && matches!(self.status.as_str(), "" | "publish");
        self.id.parse().ok().filter(|_| is_shown).map(|id| (id, self.content.clone()))
    }

    /// The post, with its content as it is in the database.
    pub fn into_post(self, library: &MediaLibrary, place: &Place, problems: &mut Diagnostics) -> Post {
        let label = self.label();
        let mut time = |local: &str, utc: &str| {
            moment(local, utc).unwrap_or_else(|problem| {
                let message = say!("{label} (line {line}): {problem}", label, line = self.line, problem);
                let help = say!("the date is left out; add it to the files by hand");
                problems.push(Diagnostic::warning(Code::BadDate, message).at(place.clone()).help(help));
                None
            })
        };
        let date = time(&self.date, &self.date_utc);
        let modified = time(&self.modified, &self.modified_utc);
        let id = self.id.parse().ok();
        let slug = percent_decode(&self.slug).unwrap_or_else(|| self.slug.clone());
        let title = [text_of(&self.title), slug.clone()].into_iter().find(|title| !title.is_empty());
        let mut notes = self.notes.clone();
        // Words that stand in the content too are no others.
        notes.retain(|note| note.text.split_once(": ").is_none_or(|(_, words)| !self.content.contains(words)));
        let mut note = |what, text: &str| notes.push(ContentNote { what, text: text.to_owned() });
        let featured = self.thumbnail.parse().ok().and_then(|number: u64| library.featured(number));
        if featured.is_none() && !matches!(self.thumbnail.as_str(), "" | "0" | "-1") {
            note(ContentNoteKind::MissingFeatured, &format!("number {}", self.thumbnail));
        }
        let author = self.person.as_ref().and_then(Person::name);
        if author.is_none() && !self.author.is_empty() {
            note(ContentNoteKind::UnknownAuthor, &self.author);
        }
        let is_untitled = text_of(&self.title).is_empty();
        let title = title.unwrap_or_else(|| id.map_or("untitled".to_owned(), |id| format!("post {id}")));
        if is_untitled {
            note(ContentNoteKind::NoTitle, &title);
        }
        with_coauthors(Post {
            id,
            title,
            slug,
            withheld: withheld(&self),
            link: Some(self.link).filter(|link| is_web_address(link)),
            html: self.content,
            excerpt: Some(one_line(&text_of(&self.excerpt))).filter(|excerpt| !excerpt.is_empty()),
            authors: author.into_iter().collect(),
            terms: self.terms,
            language: None,
            translations: self.original.parse().map(TranslationLink::Post).into_iter().collect(),
            featured,
            date,
            modified,
            apart: self.apart,
            guid: Some(self.guid).filter(|guid| is_web_address(guid)),
            notes,
        })
    }
}

/// Does a custom field say something to readers? Most hold settings: a word, a number, a list as PHP or JSON writes it.
fn has_words(value: &str) -> bool {
    const FEWEST: usize = 3;
    let value = value.trim();
    let is_list =
        value.starts_with(['{', '[']) || matches!(value.as_bytes(), [b'a' | b'O' | b's' | b'i' | b'b', b':', ..]);
    !is_list && value.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).nth(FEWEST - 1).is_some()
}

fn withheld(item: &Item) -> Option<Withheld> {
    if !item.password.is_empty() {
        return Some(Withheld::Protected);
    }
    match item.status.as_str() {
        "" | "publish" | "inherit" if PUBLISHED_TYPES.contains(&item.kind.as_str()) => None,
        "" | "publish" | "inherit" => Some(Withheld::Type(item.kind.clone())),
        status => Some(Withheld::Status(status.to_owned())),
    }
}

/// `2010-01-08 00:00:00`, with the UTC time if there is one. A draft has `0000-00-00 00:00:00`, which is none; so has the
/// UTC time of a draft whose local time is known.
fn moment(local: &str, utc: &str) -> Result<Option<Moment>, Message> {
    let parse = |text: &str| Moment::parse(&text.replacen(' ', "T", 1));
    let is_given = |text: &str| !text.is_empty() && !text.starts_with("0000");
    if !is_given(local) {
        return Ok(None);
    }
    let local_time = parse(local).map_err(|reason| say!("its date is `{local}`, and {reason}", local, reason))?;
    let utc_time = Some(utc).filter(|utc| is_given(utc)).and_then(|utc| parse(utc).ok());
    Ok(Some(utc_time.map_or(local_time, |utc| Moment::from_local_and_utc(local_time, utc))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(fields: &[(&str, &str)]) -> Item {
        let mut item = Item::default();
        for (field, value) in fields {
            item.set(field, (*value).to_owned());
        }
        item
    }

    fn post(fields: &[(&str, &str)]) -> (Post, Vec<String>) {
        let mut problems = Diagnostics::new();
        let place = Place::of_file("export.xml");
        let mut library = MediaLibrary::default();
        library.by_id.insert(9, "https://a.org/b.jpg".into());
        let mut item = item(fields);
        item.set_meta("_thumbnail_id", "9".to_owned());
        let post = item.into_post(&library, &place, &mut problems);
        (post, problems.into_sorted().into_iter().map(|problem| problem.message.english()).collect())
    }

    #[test]
    fn an_item_becomes_a_post() {
        let (post, problems) = post(&[
            ("title", " A &amp; <em>B</em> "),
            ("wp:post_id", "7"),
            ("wp:post_name", "%D8%A7"),
            ("link", "https://a.org/x/"),
            ("wp:post_date", "2010-01-08 03:30:00"),
            ("wp:post_date_gmt", "2010-01-08 00:00:00"),
            ("excerpt:encoded", "In <b>short</b>\nwords"),
            ("wp:status", "publish"),
            ("wp:post_password", ""),
        ]);
        assert_eq!(problems, [] as [String; 0]);
        assert_eq!((post.title.as_str(), post.slug.as_str(), post.id), ("A & B", "ا", Some(7)));
        assert_eq!(post.date.unwrap().to_string(), "2010-01-08T03:30:00+03:30");
        assert_eq!(post.excerpt.as_deref(), Some("In short words"));
        assert_eq!(post.featured.unwrap().address, "https://a.org/b.jpg");
        assert_eq!(post.withheld, None);
    }

    #[test]
    fn drafts_have_no_date_and_broken_dates_are_told() {
        let (draft, problems) = post(&[
            ("wp:post_date", "0000-00-00 00:00:00"),
            ("wp:post_date_gmt", "0000-00-00 00:00:00"),
            ("wp:status", "draft"),
        ]);
        assert_eq!((draft.date, problems.len()), (None, 0));
        assert_eq!(draft.withheld, Some(Withheld::Status("draft".into())));
        let (dated, problems) = post(&[("wp:post_date", "soon"), ("wp:post_id", "3")]);
        assert_eq!((dated.date, dated.title.as_str()), (None, "post 3"));
        assert!(problems[0].contains("3 without a title (line 0): its date is `soon`"), "{problems:?}");
    }

    #[test]
    fn a_link_that_no_browser_opens_is_none() {
        assert_eq!(post(&[("link", "ftp://a.org/x/"), ("wp:post_id", "3")]).0.link, None);
        assert_eq!(
            post(&[("link", "https://a.org/x/"), ("wp:post_id", "3")]).0.link.as_deref(),
            Some("https://a.org/x/")
        );
    }

    #[test]
    fn protected_and_private_posts_are_withheld() {
        let (protected, _) = post(&[("wp:status", "publish"), ("wp:post_password", "x")]);
        assert_eq!(protected.withheld, Some(Withheld::Protected));
        let (private, _) = post(&[("wp:status", "private")]);
        assert_eq!(private.withheld, Some(Withheld::Status("private".into())));
    }

    #[test]
    fn only_posts_pages_and_what_was_asked_for_are_taken() {
        let passed_over = |kind: &str, status: &str| {
            item(&[("wp:post_type", kind), ("wp:status", status)]).passed_over(&["event".to_owned(), "page".to_owned()])
        };
        for kind in ["post", "page", "event", ""] {
            assert_eq!(passed_over(kind, "publish"), None);
        }
        for kind in ["nav_menu_item", "flamingo_inbound", "shop_order", "a_type_that_nobody_knows"] {
            assert_eq!(passed_over(kind, "publish").as_deref(), Some(kind));
        }
        assert_eq!(passed_over("attachment", "trash").as_deref(), Some("attachment"));
        assert_eq!(passed_over("page", "trash").as_deref(), Some("page (trash)"));
    }

    #[test]
    fn another_type_is_not_public_however_its_status_reads() {
        let of_type = |kind: &str| post(&[("wp:post_type", kind), ("wp:status", "publish")]).0.withheld;
        assert_eq!(of_type("event"), Some(Withheld::Type("event".into())));
        assert_eq!((of_type("page"), of_type("")), (None, None));
    }
}
