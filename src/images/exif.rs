//! The one thing that EXIF says and a page needs: how the picture has to be turned.

/// The tag `Orientation` (EXIF 2.32, section 4.6.4).
const ORIENTATION: u16 = 0x0112;

/// The orientation in EXIF data that begins with its TIFF header: 1 to 8, and 1 where nothing sensible is said.
pub(super) fn orientation(tiff: &[u8]) -> u8 {
    find(tiff).filter(|orientation| (1..=8).contains(orientation)).unwrap_or(1)
}

fn find(tiff: &[u8]) -> Option<u8> {
    let is_little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    };
    let directory = long(4)?;
    let count = usize::from(short(directory)?);
    // An entry: tag, type, count and value, twelve bytes together.
    let entry = (0..count).map(|index| directory + 2 + index * 12).find(|at| short(*at) == Some(ORIENTATION))?;
    u8::try_from(short(entry + 8)?).ok()
}

/// EXIF data that says how to turn the picture and nothing else, with its TIFF header.
pub(super) fn only_orientation(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    tiff.extend(ORIENTATION.to_be_bytes());
    tiff.extend([0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for turned in 1..=8 {
            assert_eq!(orientation(&only_orientation(turned)), turned);
        }
    }

    #[test]
    fn nonsense_turns_nothing() {
        let whole = only_orientation(6);
        for cut in 0..whole.len() - 8 {
            assert_eq!(orientation(&whole[..cut]), 1);
        }
        assert_eq!(orientation(&only_orientation(9)), 1);
        assert_eq!(orientation(b"II*\0\xff\xff\xff\xff"), 1);
    }
}
