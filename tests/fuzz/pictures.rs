//! What must hold for any bytes that are taken for a picture. Comes in: what the fuzzer made; goes out: nothing, or a panic
//! that says what is wrong. Time and memory are bounded by the fuzzer's own limits.

use chancery::images::{Format, MOST_PIXELS, WIDEST, process};

/// Takes the bytes for a picture, as they are and, as a checksum keeps nobody out who means harm, with right checksums.
pub fn picture_of(bytes: &[u8]) {
    look_at(bytes);
    if let Some(mended) = with_checksums(bytes).filter(|mended| mended != bytes) {
        look_at(&mended);
    }
}

/// A picture is refused in words, or all that is published of it is a picture that can be read again, of the size that the
/// page will say.
fn look_at(bytes: &[u8]) {
    let picture = match process(bytes) {
        Ok(picture) => picture,
        Err(broken) => {
            assert!(!broken.to_string().is_empty() && !broken.help().is_empty(), "a message that helps nobody");
            return;
        }
    };
    assert!(!picture.files.is_empty(), "a picture without a file");
    let pixels = picture.width.zip(picture.height).map(|(width, height)| u64::from(width) * u64::from(height));
    assert!(pixels.is_none_or(|pixels| pixels <= MOST_PIXELS), "more pixels than are decoded: {pixels:?}");
    for file in &picture.files {
        assert!(file.width.is_none_or(|width| width <= WIDEST), "wider than is published");
        assert_eq!(Format::of(&file.bytes), Some(file.format).filter(|format| *format != Format::Svg));
        let again = process(&file.bytes).unwrap_or_else(|broken| panic!("what is published cannot be read: {broken}"));
        assert_eq!(again.width, file.width.or(picture.width), "another width than the page says");
    }
}

/// A PNG with the right checksum for each of its chunks; none for other bytes.
fn with_checksums(bytes: &[u8]) -> Option<Vec<u8>> {
    const SIGNATURE: usize = 8;
    if Format::of(bytes) != Some(Format::Png) {
        return None;
    }
    let (mut mended, mut at) = (bytes.to_vec(), SIGNATURE);
    while let Some(length) = bytes.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        let end = at.checked_add(8)?.checked_add(length)?;
        let Some(checked) = bytes.get(at + 4..end) else { break };
        let sum = checksum(checked).to_be_bytes();
        mended.get_mut(end..end + 4)?.copy_from_slice(&sum);
        at = end + 4;
    }
    Some(mended)
}

/// CRC-32 as PNG has it (third edition, annex D), bit by bit: the inputs are small.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    let all = bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)));
    !all
}
