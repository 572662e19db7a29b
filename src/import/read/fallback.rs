//! Plainer ways to read a post, for one that would lose something.
//!
//! Comes in: a post; goes out: the first draft of it in which nothing is missing. A way to read a post cuts it into cities
//! and sections, and takes labels and notes out of their places. Where that would cost a word, a link or a picture, less is
//! cut: structure can be put back by an editor who is told of it, and a word that is gone is seen by nobody.

use super::accounting::{GivenUp, Structure};
use super::cities::SplitBy;
use super::compose::{Way, draft_in};
use super::draft::PostDraft;
use super::links_here::Links;
use super::tree::PictureFiles;
use crate::config::Config;
use crate::content::Content;
use crate::import::input::Post;

/// Reads a post. Pictures of its texts that have a file refer to it.
pub(in crate::import) fn draft(
    post: &Post,
    config: &Config,
    content: &Content,
    links: &Links,
    by: SplitBy,
    files: &PictureFiles,
) -> PostDraft {
    let read = |way: Way| draft_in(way, post, config, content, links, files);
    let draft = read(Way { by, footnotes: true, plain: false });
    if !draft.has_stray_mark() && draft.balance.losses.is_empty() {
        return draft;
    }
    // A mark that stands where Markdown has no footnotes (a caption, a block that stays HTML): all stay links.
    let draft = read(Way { by, footnotes: false, plain: false });
    // Of a post that was cut, words are missing in any way of reading it.
    if draft.balance.losses.is_empty() || draft.is_cut() {
        return draft;
    }
    let by = SplitBy::Nothing;
    for (what, plain) in [(Structure::Cities, false), (Structure::Blocks, true)] {
        let plainer = read(Way { by, footnotes: false, plain });
        if plainer.balance.losses.is_empty() {
            return PostDraft { given_up: Some(GivenUp { what, losses: draft.balance.losses }), ..plainer };
        }
    }
    draft
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::base::source::SourceFile;
    use crate::import::input::Post;

    /// A post with something of everything.
    const HTML: &str = "<p>Cities act<a href='#n1' id='r1'>1</a>.</p><h3>Oslo, Norway</h3><ul><li><b>Context:</b> Wa<i>ter</i></li>\
        <li><b>Achievements:</b><table><tr><td>Fish<td><a href='/fish'>here</a></table></li></ul>\
        <figure><img src='/oslo.jpg' alt=''><figcaption>Oslo</figcaption></figure><iframe src='https://a.example/b'>no</iframe>\
        <pre>a<title>b</title>\nc</pre><pre><code><a href='/code'><i></i></a></code></pre>\
        <datalist><a href='/d'>d<img src='/e.png'></a></datalist>\
        <math><video><source src='https://a.example/f'><audio src='https://a.example/g'></audio></source></video></math><p id=n1>A note. <a href='#r1'>back</a></p>";

    #[test]
    fn each_way_keeps_all_words_links_and_pictures() {
        let config =
            crate::config::read(&SourceFile::new("site.yaml", include_str!("../../../site.yaml")), &RefCell::default());
        let (config, content) = (config.unwrap(), Content::default());
        let post = Post { title: "Cities".to_owned(), html: HTML.to_owned(), ..Post::default() };
        let files = PictureFiles::new();
        let read = |by, plain| {
            draft_in(Way { by, footnotes: false, plain }, &post, &config, &content, &Links::default(), &files)
        };
        let ways = [read(SplitBy::Evidence, false), read(SplitBy::Nothing, false), read(SplitBy::Nothing, true)];
        for draft in &ways {
            assert_eq!(draft.balance.losses, [], "{}", draft.article_body);
        }
        assert_eq!(ways.map(|draft| draft.cities.len()), [1, 0, 0]);
        assert!(!draft(&post, &config, &content, &Links::default(), SplitBy::Evidence, &files).is_incomplete());
    }
}
