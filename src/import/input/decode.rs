//! Bytes as they lie in a file into the UTF-8 text inside: gzip is unpacked, UTF-16 and the older encodings of XML are decoded.
//!
//! Comes in: bytes from anywhere, read piece by piece; goes out: the text's bytes, piece by piece too, so that the size of a
//! file does not matter. What is UTF-8 already passes through as it is, mistakes and all: they are told by whoever reads it.

use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;

/// How much is looked at to tell the encoding.
const HEAD: u64 = 4096;
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Why a packed file ended before its end; none while all is well.
pub(super) type Damage = Rc<RefCell<Option<String>>>;

/// The text inside `raw`. Where a packed file is damaged, the text ends there, and `damage` says why.
pub(super) fn decoded<'a>(raw: impl BufRead + 'a, damage: &Damage) -> io::Result<Box<dyn BufRead + 'a>> {
    let (head, raw) = peek(raw)?;
    if !head.starts_with(&GZIP) {
        return text(head, raw);
    }
    let unpacked = Unpacked { inner: MultiGzDecoder::new(raw), damage: Rc::clone(damage) };
    let (head, unpacked) = peek(BufReader::new(unpacked))?;
    text(head, unpacked)
}

/// The first bytes of a reader, which still gives them.
fn peek<'a>(mut reader: impl BufRead + 'a) -> io::Result<(Vec<u8>, impl BufRead + 'a)> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut head)?;
    Ok((head.clone(), Cursor::new(head).chain(reader)))
}

fn text<'a>(head: Vec<u8>, reader: impl BufRead + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    Ok(match encoding_of(&head) {
        None => Box::new(reader),
        Some(encoding) => {
            Box::new(BufReader::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(reader)))
        }
    })
}

/// The encoding of a text by its first bytes; none for UTF-8, and where nothing tells another one.
fn encoding_of(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        // UTF-32, which nothing on the web is written in.
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => None,
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        // JSON and XML begin with two characters of ASCII.
        [one, 0, other, 0, ..] if *one != 0 && *other != 0 => Some(UTF_16LE),
        [0, one, 0, other, ..] if *one != 0 && *other != 0 => Some(UTF_16BE),
        _ => declared_encoding(head).filter(|encoding| *encoding != UTF_8),
    }
}

/// The encoding that an XML declaration names, unless the text is UTF-8 all the same, as it is after somebody converted it.
fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|two| two == b"?>")?;
    let declaration = String::from_utf8_lossy(&declaration[..end]).into_owned();
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.trim_start().strip_prefix('=')?.trim().trim_start_matches(['"', '\'']);
    let label = label.split(['"', '\'']).next().unwrap_or_default();
    let is_utf8 =
        !head.is_ascii() && std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    // What declares UTF-16 and is not written in it was converted too.
    Encoding::for_label(label.as_bytes()).filter(|encoding| !is_utf8 && ![UTF_16LE, UTF_16BE].contains(encoding))
}

/// A packed file, whose text ends where it is damaged.
struct Unpacked<R> {
    inner: MultiGzDecoder<R>,
    damage: Damage,
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        match self.inner.read(buffer) {
            Err(cause) if matches!(cause.kind(), UnexpectedEof | InvalidData | InvalidInput) => {
                self.damage.borrow_mut().get_or_insert_with(|| cause.to_string());
                Ok(0)
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<String>) {
        let damage = Damage::default();
        let mut text = String::new();
        decoded(bytes, &damage).unwrap().read_to_string(&mut text).unwrap();
        (text, damage.take())
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf16_is_decoded_with_and_without_its_mark_and_when_packed() {
        let text = format!("{{\"title\": \"شهر 🏙\"}}{}", " ".repeat(9000));
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let plain = utf16(&text, bytes);
            let marked = utf16(&format!("\u{feff}{text}"), bytes);
            for bytes in [plain.clone(), packed(&plain), packed(&marked)] {
                assert_eq!(read(&bytes).0.trim_start_matches('\u{feff}'), text);
            }
        }
        assert_eq!(read(&packed(text.as_bytes())), (text, None));
    }

    #[test]
    fn utf8_passes_through_as_it_is() {
        for text in ["", "a", "{}", "\u{feff}{}", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>é</a>"] {
            assert_eq!(read(text.as_bytes()).0, text);
        }
        let mut bytes = Vec::new();
        decoded(&b"{\"a\": \"\xe9\"}"[..], &Damage::default()).unwrap().read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, b"{\"a\": \"\xe9\"}");
    }

    #[test]
    fn xml_is_read_in_the_encoding_that_it_declares() {
        assert_eq!(
            read(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>").0,
            "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>"
        );
        assert!(read(b"<?xml version=\"1.0\" encoding = \"windows-1256\"?><a>\xd4\xe5\xd1</a>").0.contains("شهر"));
        let converted = "<?xml version='1.0' encoding='windows-1256'?><a>شهر</a>";
        assert_eq!(read(converted.as_bytes()).0, converted);
    }

    #[test]
    fn a_damaged_file_gives_what_comes_before_the_damage() {
        let text: String = (0..50_000).map(|number| format!("{number} ")).collect();
        let whole = packed(text.as_bytes());
        let (read_text, damage) = read(&whole[..whole.len() / 2]);
        assert!(text.starts_with(&read_text) && read_text.len() > 1000);
        assert!(damage.is_some());
        let mut broken = whole.clone();
        broken[20] ^= 0xff;
        assert!(read(&broken).1.is_some());
        assert_eq!(read(&whole[..5]), (String::new(), Some("unexpected end of file".to_owned())));
    }
}
