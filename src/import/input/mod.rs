//! The first room: files and bytes into posts.
//!
//! Comes in: files by their paths, bytes, or the address of a live site (`fetch`); goes out: posts in portions, each with the
//! HTML that WordPress shows, the media library, and counts of what is passed over. What a file is shows in its first bytes
//! (`sniff`), not in its name. An export is read twice, once for its media and once for its posts, and never held whole, so
//! that its size does not matter. Nothing here knows of cities or content files.

mod asked_types;
mod authors;
mod decode;
mod fetch;
mod language;
mod library;
mod post;
mod raw_content;
mod rest;
mod sniff;
mod source;
mod text_stream;
mod wxr;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use self::asked_types::TypeCounts;
use self::decode::Damage;
use self::raw_content::{show_rendered, show_stored};
use self::rest::{Answer, Kind, describe, how_to_get, resolve};
use self::sniff::{Found, sniff};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::{Error, Result};
use crate::base::source::Place;

pub use fetch::{Fetched, LiveOptions, fetch, is_address};
pub use source::Input;

pub(super) use language::{Script, foreign_language, linked_translations, primary, script_language};
pub(super) use post::{ContentNoteKind, Featured, Post, PostTerm, TranslationLink, Withheld};
pub(super) use raw_content::is_picture;

use library::MediaLibrary;

/// How large JSON may be, which is read as a whole. WordPress gives a hundred posts at once.
const LONGEST_ANSWER: u64 = 1 << 30;
/// How many posts are worked on at once, so that what they become is not in memory for all of them.
const PORTION: usize = 128;

/// What the inputs hold beside posts.
#[derive(Default)]
struct Others {
    library: MediaLibrary,
    /// Which types the exports have.
    types: TypeCounts,
}

/// What of an input does not become a post: menus, revisions, comments …
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SkippedReport {
    /// The file.
    pub source: String,
    /// What it is, as WordPress calls it.
    pub what: String,
    /// How many there are.
    pub count: usize,
}

/// What an input is.
enum Opened<'a> {
    Answer(Answer),
    Export(&'a Input),
}

/// Reads the inputs and gives their posts to `each`, in portions, with the name of the input. Of exports, posts and pages
/// are taken, and the types that were asked for. Before the first portion, all posts are given to `meet`, with no more than
/// the beginning of their content. What is passed over goes out.
///
/// # Errors
/// A file cannot be read, or `each` fails.
pub(super) fn read(
    inputs: &[Input],
    types: &[String],
    meet: &mut dyn FnMut(Post),
    problems: &mut Diagnostics,
    mut each: impl FnMut(&str, &[Post], &mut Diagnostics) -> Result<()>,
) -> Result<Vec<SkippedReport>> {
    let mut opened = Vec::new();
    for input in inputs {
        opened.extend(open(input, problems)?.map(|what| (input.name(), what)));
    }
    report_misfits(&opened, problems);
    let (mut others, mut all_skipped) = (Others::default(), Vec::new());
    for (_, what) in &mut opened {
        add_media(what, types, &mut others, meet)?;
    }
    let exports =
        opened.iter().filter_map(|(_, what)| if let Opened::Export(input) = what { Some(input) } else { None });
    if let Some(input) = exports.into_iter().next() {
        others.types.report_absent(types, &input.place(), problems);
    }
    for (name, what) in opened {
        match what {
            Opened::Answer(answer) => {
                let thrown = answer.posts.iter().filter(|(post, _)| post.is_in_trash()).count();
                if thrown > 0 {
                    let what = "post (trash)".to_owned();
                    all_skipped.push(SkippedReport { source: name.clone(), what, count: thrown });
                }
                let mut posts = answer.posts.into_iter().map(|post| resolve(post, &others.library));
                loop {
                    let mut portion: Vec<Post> = posts.by_ref().take(PORTION).collect();
                    if portion.is_empty() {
                        break;
                    }
                    portion.par_iter_mut().for_each(|post| show_rendered(post, &others.library));
                    each(&name, &portion, problems)?;
                }
            }
            Opened::Export(input) => {
                let skipped = read_export(input, types, &others.library, problems, &mut each)?;
                let skipped =
                    skipped.into_iter().map(|(what, count)| SkippedReport { source: name.clone(), what, count });
                all_skipped.extend(skipped);
            }
        }
    }
    Ok(all_skipped)
}

fn open<'a>(input: &'a Input, problems: &mut Diagnostics) -> Result<Option<Opened<'a>>> {
    match sniff(&input.head()?) {
        Found::Json => {
            let damage = Damage::default();
            let bytes = input.read_up_to(LONGEST_ANSWER + 1, &damage)?;
            if u64::try_from(bytes.len()).is_ok_and(|length| length > LONGEST_ANSWER) {
                let message = say!(
                    "the JSON is larger than {limit} MB, more than any answer of WordPress",
                    limit = LONGEST_ANSWER >> 20
                );
                let help = say!("import an export (Tools → Export in WordPress), which may be of any size");
                problems.push(Diagnostic::error(Code::NotJson, message).at(input.place()).help(help));
                return Ok(None);
            }
            report_damage(input, &damage, Code::NotJson, problems);
            Ok(Some(Opened::Answer(rest::read(&input.name(), &bytes, problems))))
        }
        Found::Export => Ok(Some(Opened::Export(input))),
        Found::Other { code, message, help } => {
            problems.push(Diagnostic::error(code, message).at(input.place()).help(help));
            Ok(None)
        }
    }
}

/// Tells that a packed file ended before its end.
fn report_damage(input: &Input, damage: &Damage, code: Code, problems: &mut Diagnostics) {
    if let Some(reason) = damage.take() {
        let message = say!("the packed file is damaged ({reason}); what comes before the damage was read", reason);
        problems.push(Diagnostic::error(code, message).at(input.place()).help(say!("download or copy it again")));
    }
}

fn add_media(opened: &mut Opened<'_>, types: &[String], others: &mut Others, meet: &mut dyn FnMut(Post)) -> Result<()> {
    let Others { library, types: counts } = others;
    match opened {
        Opened::Answer(answer) => {
            for (post, _) in &answer.posts {
                meet(Post { html: beginning(&post.html), ..post.clone() });
            }
            answer.media.drain(..).for_each(|item| library.add(item));
            library.users.extend(answer.users.drain(..));
            library.terms.extend(answer.terms.drain(..));
            library.patterns.extend(answer.patterns.drain(..));
        }
        Opened::Export(input) => {
            // What is broken is reported when the posts are read.
            let ignored = &mut Diagnostics::new();
            wxr::read(&input.name(), input.open(&Damage::default())?, ignored, |mut item, problems| {
                counts.add(&item.kind);
                item.media().into_iter().for_each(|item| library.add(item));
                library.patterns.extend(item.pattern());
                if item.passed_over(types).is_none() {
                    item.content = beginning(&item.content);
                    meet(item.into_post(&MediaLibrary::default(), &input.place(), problems));
                }
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// As much of a text as shows in which script it is written.
fn beginning(text: &str) -> String {
    const LENGTH: usize = 2000;
    text.char_indices().nth(LENGTH).map_or(text, |(end, _)| &text[..end]).to_owned()
}

/// Names the answers that hold something else than posts. Beside posts they do no harm.
fn report_misfits(opened: &[(String, Opened<'_>)], problems: &mut Diagnostics) {
    let has_posts = |what: &Opened<'_>| match what {
        Opened::Answer(answer) => !answer.posts.is_empty(),
        Opened::Export(_) => true,
    };
    let is_harmless = opened.iter().any(|(_, what)| has_posts(what));
    for (name, what) in opened {
        let Opened::Answer(answer) = what else { continue };
        // A media list beside posts is of use.
        let media = Some((Kind::Media, answer.media.len())).filter(|(_, count)| *count > 0 && !is_harmless);
        // So are lists of users, categories and tags, which posts name by their numbers.
        let is_of_use = |kind: Kind| {
            is_harmless && matches!(kind, Kind::User | Kind::Pattern | Kind::Category | Kind::Tag | Kind::Term)
        };
        let others = answer.others.iter().map(|(kind, count)| (*kind, *count)).filter(|(kind, _)| !is_of_use(*kind));
        for (kind, count) in others.chain(media) {
            let message = describe(kind, count);
            let problem = if is_harmless {
                Diagnostic::warning(Code::NotAPost, message).help(say!("it was passed over; nothing needs to be done"))
            } else {
                Diagnostic::error(Code::NotAPost, message).help(how_to_get())
            };
            problems.push(problem.at(Place::of_file(name)));
        }
    }
}

/// Reads the posts of an export; gives the counts of what was passed over.
fn read_export(
    input: &Input,
    types: &[String],
    library: &MediaLibrary,
    problems: &mut Diagnostics,
    each: &mut impl FnMut(&str, &[Post], &mut Diagnostics) -> Result<()>,
) -> Result<BTreeMap<String, usize>> {
    let name = input.name();
    let (place, damage) = (input.place(), Damage::default());
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    let mut portion = Vec::new();
    let mut give = |portion: &mut Vec<Post>, problems: &mut Diagnostics| {
        portion.par_iter_mut().for_each(|post| show_stored(post, library));
        each(&name, portion, problems)?;
        portion.clear();
        Ok::<(), Error>(())
    };
    wxr::read(&name, input.open(&damage)?, problems, |item, problems| {
        if item.comments > 0 {
            *skipped.entry("comment".to_owned()).or_default() += item.comments;
        }
        if let Some(what) = item.passed_over(types) {
            *skipped.entry(what).or_default() += 1;
            if !item.is_in_trash() {
                return Ok(());
            }
        }
        portion.push(item.into_post(library, &place, problems));
        if portion.len() >= PORTION { give(&mut portion, problems) } else { Ok(()) }
    })?;
    give(&mut portion, problems)?;
    report_damage(input, &damage, Code::BrokenXml, problems);
    Ok(skipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fs;

    fn input(name: &str, bytes: &[u8]) -> Input {
        Input::Bytes { name: name.to_owned(), bytes: bytes.to_owned() }
    }

    fn read_all(inputs: &[Input]) -> (Vec<(String, Post)>, Vec<SkippedReport>, Vec<String>) {
        let (mut posts, mut problems) = (Vec::new(), Diagnostics::new());
        let skipped = read(inputs, &[], &mut |_| (), &mut problems, |name, portion, _| {
            posts.extend(portion.iter().map(|post| (name.to_owned(), post.clone())));
            Ok(())
        })
        .unwrap();
        let problems = problems.into_sorted().into_iter();
        (
            posts,
            skipped,
            problems.map(|problem| format!("{:?}: {}", problem.severity, problem.message.english())).collect(),
        )
    }

    fn export(items: &str) -> Vec<u8> {
        format!("<rss><channel><wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>").into_bytes()
    }

    #[test]
    fn media_that_come_later_are_known_to_posts_that_come_before() {
        let items = "<item><title>A</title><wp:post_id>1</wp:post_id><content:encoded>x\n\n[gallery ids=\"7,8\"]</content:encoded>
            <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>8</wp:meta_value></wp:postmeta></item>
            <item><wp:post_type>attachment</wp:post_type><wp:post_id>7</wp:post_id><wp:attachment_url>https://a.org/b.jpg</wp:attachment_url></item>
            <item><wp:post_type>nav_menu_item</wp:post_type></item>";
        let media = br#"[{"id": 8, "type": "attachment", "source_url": "https://a.org/c.jpg"}]"#;
        let (posts, skipped, problems) = read_all(&[input("a.xml", &export(items)), input("media.json", media)]);
        assert_eq!(problems, [] as [String; 0]);
        let post = &posts[0].1;
        assert_eq!(post.featured.as_ref().map(|featured| featured.address.as_str()), Some("https://a.org/c.jpg"));
        assert!(
            post.html.contains("<p>x</p>") && post.html.contains("b.jpg") && post.html.contains("c.jpg"),
            "{}",
            post.html
        );
        let skipped: Vec<_> = skipped.iter().map(|skipped| (skipped.what.as_str(), skipped.count)).collect();
        assert_eq!(skipped, [("attachment", 1), ("nav_menu_item", 1)]);
    }

    #[test]
    fn lists_of_other_things_are_named_and_harmless_beside_posts() {
        let post = input("post.json", br#"{"id": 1, "title": "A", "content": "x"}"#);
        let users = input(
            "users.json",
            br#"[{"id": 1, "name": "A", "avatar_urls": {}}, {"id": 2, "name": "B", "avatar_urls": {}}]"#,
        );
        let media = input("media.json", br#"{"id": 7, "type": "attachment", "source_url": "https://a.org/b.jpg"}"#);
        let (_, _, alone) = read_all(&[users.clone(), media.clone()]);
        assert_eq!(
            alone,
            [
                "Error: this is a file of the media library, not a post",
                "Error: this is a list of 2 users, not of posts"
            ]
        );
        let comments =
            input("comments.json", br#"[{"id": 1, "post": 1, "author_name": "A", "content": {"rendered": "x"}}]"#);
        let (posts, _, beside) = read_all(&[users, comments, post, media]);
        // Users and media are what posts name by numbers.
        assert_eq!((posts.len(), beside), (1, vec!["Warning: this is a comment, not a post".to_owned()]));
    }

    #[test]
    fn one_input_that_cannot_be_read_does_not_stop_the_others() {
        let cut = export("<item><title>A</title></item><item>");
        let (posts, _, problems) =
            read_all(&[input("x.zip", b"PK\x03\x04"), input("a.xml", &cut[..cut.len() - 20]), input("b.json", b"{")]);
        assert_eq!(posts.len(), 1);
        assert_eq!(problems.len(), 3, "{problems:?}");
    }

    #[test]
    fn an_export_comes_in_portions_in_its_order() {
        let items: String =
            (0..PORTION * 2 + 1).map(|number| format!("<item><title>{number}</title></item>")).collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        fs::write_whole(&path, &export(&items)).unwrap();
        let mut portions = Vec::new();
        let mut titles = Vec::new();
        read(&[Input::File(path)], &[], &mut |_| (), &mut Diagnostics::new(), |_, portion, _| {
            portions.push(portion.len());
            titles.extend(portion.iter().map(|post| post.title.clone()));
            Ok(())
        })
        .unwrap();
        assert_eq!(portions, [PORTION, PORTION, 1]);
        assert_eq!(titles, (0..PORTION * 2 + 1).map(|number| number.to_string()).collect::<Vec<_>>());
    }
}
