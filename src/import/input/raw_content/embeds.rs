//! An address that stands alone on its line becomes a film, a picture or a post in WordPress, if it knows the provider
//! (`WP_oEmbed` in `wp-includes/class-wp-oembed.php`).
//!
//! Comes in: the content of the classic editor; goes out: the same with a link in place of each such address. Nothing is
//! fetched.

use super::super::post::{ContentNote, ContentNoteKind};
use super::markup::{Piece, pieces};
use super::paragraphs::is_block;

/// The hosts of the providers; the hosts below them count too.
const PROVIDERS: [&str; 39] = [
    "animoto.com",
    "bsky.app",
    "canva.com",
    "cloudup.com",
    "crowdsignal.net",
    "dai.ly",
    "dailymotion.com",
    "facebook.com",
    "fb.watch",
    "flic.kr",
    "flickr.com",
    "imgur.com",
    "instagram.com",
    "issuu.com",
    "kickstarter.com",
    "meetup.com",
    "mixcloud.com",
    "pca.st",
    "pinterest.com",
    "poll.fm",
    "polldaddy.com",
    "reddit.com",
    "reverbnation.com",
    "scribd.com",
    "slideshare.net",
    "smugmug.com",
    "soundcloud.com",
    "speakerdeck.com",
    "spotify.com",
    "ted.com",
    "tiktok.com",
    "tumblr.com",
    "twitter.com",
    "videopress.com",
    "vimeo.com",
    "wordpress.tv",
    "x.com",
    "youtu.be",
    "youtube.com",
];

/// Makes links of the addresses.
pub(super) fn link_embeds(text: &str, notes: &mut Vec<ContentNote>) -> String {
    let pieces = pieces(text);
    let mut html = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let Piece::Text(text) = piece else {
            html.push_str(piece.source());
            continue;
        };
        let is_edge =
            |neighbour: Option<&Piece<'_>>| neighbour.is_none_or(|piece| is_block(*piece) || piece.is_named(&["br"]));
        let begins = is_edge(index.checked_sub(1).and_then(|before| pieces.get(before)));
        let ends = is_edge(pieces.get(index + 1));
        let lines: Vec<&str> = text.split('\n').collect();
        for (number, line) in lines.iter().enumerate() {
            let alone = (number > 0 || begins) && (number + 1 < lines.len() || ends);
            if number > 0 {
                html.push('\n');
            }
            match line.trim() {
                address if alone && is_embed(address) => {
                    notes.push(ContentNote { what: ContentNoteKind::EmbeddedAsLink, text: address.to_owned() });
                    html.push_str(&format!("\n\n<a href=\"{address}\">{address}</a>\n\n"));
                }
                _ => html.push_str(line),
            }
        }
    }
    html
}

fn is_embed(address: &str) -> bool {
    if address.contains(|character: char| character.is_whitespace() || character == '"') {
        return false;
    }
    // WordPress.com writes `httpv://` and the like; only the web's own schemes are read here.
    let Ok(url) = url::Url::parse(address) else { return false };
    let host = url.host_str().unwrap_or_default();
    let is_on =
        |provider: &str| host.strip_suffix(provider).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    matches!(url.scheme(), "http" | "https") && PROVIDERS.iter().any(|provider| is_on(provider))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> String {
        link_embeds(text, &mut Vec::new()).replace('\n', "|")
    }

    #[test]
    fn an_address_of_a_provider_alone_on_its_line_becomes_a_link() {
        let link = "<a href=\"https://youtu.be/x?a=1&b\">https://youtu.be/x?a=1&b</a>";
        assert_eq!(linked("a\n https://youtu.be/x?a=1&b \nb"), format!("a|||{link}|||b"));
        assert_eq!(linked("<p>https://youtu.be/x?a=1&b</p>"), format!("<p>||{link}||</p>"));
    }

    #[test]
    fn other_addresses_stay_as_they_are() {
        for text in [
            "see https://youtu.be/x",
            "https://notyoutube.com/x",
            "https://example.org/x",
            "<b>https://youtu.be/x</b>",
            "<a href=\"https://youtu.be/x\">https://youtu.be/x</a>",
            "<pre>https://youtu.be/x</pre>",
            "x.com",
        ] {
            assert_eq!(linked(text), text);
        }
    }
}
