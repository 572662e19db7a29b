//! The content of a post as WordPress keeps it into the HTML that it shows.
//!
//! Comes in: the content of an export, or of the REST API where a plug-in left shortcodes in it; goes out: HTML, and
//! notes about what WordPress would have shown otherwise. Content of the block editor is HTML already; that of the
//! classic editor gets its paragraphs here.
//!
//! The order is `patterns` → `code` → `kept_apart` → `shortcodes` → `embeds` → `paragraphs`. WordPress makes paragraphs first and repairs what they break
//! around shortcodes (`shortcode_unautop`); the other way round nothing breaks.

mod block_comment;
mod builders;
mod code;
mod elements;
mod embeds;
mod kept_apart;
mod markup;
mod paragraphs;
mod patterns;
mod shortcode;
mod shortcodes;

use super::library::MediaLibrary;
use super::post::Post;
pub(in crate::import) use elements::is_picture;
use embeds::link_embeds;
use paragraphs::paragraphs;
use shortcodes::{Surroundings, expand};

/// Makes HTML of a post's content as the database has it.
pub(super) fn show_stored(post: &mut Post, library: &MediaLibrary) {
    let is_classic = !post.html.contains("<!-- wp:");
    show(post, library, is_classic);
    if is_classic {
        post.html = paragraphs(&link_embeds(&post.html, &mut post.notes));
    }
}

/// Puts HTML in the place of shortcodes that are left in content which WordPress rendered.
pub(super) fn show_rendered(post: &mut Post, library: &MediaLibrary) {
    show(post, library, false);
}

fn show(post: &mut Post, library: &MediaLibrary, is_classic: bool) {
    let html = patterns::fill_in(&post.html, library, &mut post.notes);
    let html = code::protect(&html, is_classic);
    let html = kept_apart::put_in(&html, &post.apart);
    post.html = expand(&html, Surroundings { library, post: post.id }, &mut post.notes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse_fragment;
    use proptest::prelude::*;

    fn shown(html: &str) -> String {
        let mut post = Post { html: html.to_owned(), ..Post::default() };
        show_stored(&mut post, &MediaLibrary::default());
        post.html
    }

    #[test]
    fn classic_content_gets_paragraphs_around_its_figures() {
        let html = shown("One\n[caption width=\"3\"]<img src=\"a.jpg\" /> Two\nlines[/caption]\nThree");
        let document = parse_fragment(&html).document;
        assert_eq!(
            document.serialize(document.root()).replace('\n', ""),
            "<p>One</p><figure class=\"wp-caption\"><img src=\"a.jpg\"><figcaption>Two<br>lines</figcaption></figure><p>Three</p>"
        );
    }

    #[test]
    fn content_of_the_block_editor_stays_as_it_is() {
        let html = "<!-- wp:paragraph -->\n<p>a\n\nb</p>\n<!-- /wp:paragraph -->";
        assert_eq!(shown(html), html);
    }

    proptest! {
        #[test]
        fn broken_markup_and_shortcodes_do_no_harm(
            parts in proptest::collection::vec(prop_oneof![
                "[\\[\\]/=\"' <>!a-]{0,8}", Just("[caption".to_owned()), Just("[/caption]".to_owned()), Just("[[gallery".to_owned()),
                Just("<img src=\"a\">".to_owned()), Just("</a>".to_owned()), Just("<pre>".to_owned()), Just("</pre>".to_owned()),
                Just("\u{627}\u{a0}".to_owned()), Just("<!--".to_owned()), Just("-->".to_owned()), Just("\n".to_owned()),
            ], 0..30)
        ) {
            // What stands outside shortcodes comes out in any case.
            let html = shown(&format!("first\n\n<p>{}", parts.concat()));
            prop_assert!(html.starts_with("<p>first</p>"), "{html}");
        }

        #[test]
        fn no_word_is_lost(
            parts in proptest::collection::vec(prop_oneof![
                "[a-z]{1,6}", Just("\n".to_owned()), Just("\n\n".to_owned()), Just("<b>".to_owned()), Just("</b>".to_owned()),
                Just("<div>".to_owned()), Just("</div>".to_owned()), Just("<li>".to_owned()), Just("<ul>".to_owned()), Just("</ul>".to_owned()),
                Just("<h2>".to_owned()), Just("</h2>".to_owned()), Just("<br>".to_owned()), Just("<p>".to_owned()), Just("</p>".to_owned()),
                Just("<blockquote>".to_owned()), Just("[sic]".to_owned()), Just("[[".to_owned()), Just("<".to_owned()), Just("&amp;".to_owned()),
            ], 0..40)
        ) {
            let source = parts.join(" ");
            let words = |html: &str| -> String {
                let document = parse_fragment(html).document;
                document.text(document.root()).split_whitespace().collect()
            };
            prop_assert_eq!(words(&shown(&source)), words(&source));
        }
    }
}
