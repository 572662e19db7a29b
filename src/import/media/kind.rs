//! What kind of picture some bytes are: by their beginning, never by a name or a header.

use crate::base::message::Message;
use crate::images::Format;

/// The kind of a picture that every browser shows, or what the bytes are instead.
pub(super) fn kind_of(bytes: &[u8]) -> Result<Format, Message> {
    Format::of(bytes).ok_or_else(|| other_kind(bytes))
}

/// What is mostly found where a picture should be.
fn other_kind(bytes: &[u8]) -> Message {
    const LOOKED_AT: usize = 1024;
    if bytes.is_empty() {
        return say!("it is empty");
    }
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_ascii_lowercase();
    if beginning.contains("<svg") {
        say!("it is an SVG drawing, which can hold scripts; look at it, and put it into `assets/` yourself")
    } else if beginning.contains("<html") || beginning.contains("<!doctype") {
        say!("it is a web page, not a picture")
    } else {
        say!("it is not a picture that browsers show (JPEG, PNG, WebP, GIF, AVIF)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_first_bytes() {
        let known: [(&[u8], &str); 5] = [
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpg"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
            (b"RIFF\x1a\0\0\0WEBPVP8 ", "webp"),
            (b"GIF89a\x01\0", "gif"),
            (b"\0\0\0\x20ftypavif\0\0\0\0", "avif"),
        ];
        for (bytes, ending) in known {
            assert_eq!(kind_of(bytes).map(Format::ending), Ok(ending));
        }
    }

    #[test]
    fn what_is_no_picture_is_named() {
        assert!(kind_of(b"").unwrap_err().contains("empty"));
        assert!(kind_of(b"<!DOCTYPE html><title>404").unwrap_err().contains("web page"));
        assert!(kind_of(b"<?xml version='1.0'?><svg onload='x()'/>").unwrap_err().contains("SVG"));
        assert!(kind_of(b"RIFF\0\0\0\0WAVE").unwrap_err().contains("not a picture"));
        assert!(kind_of(b"\xff\xd8").is_err());
    }
}
