//! Days as feeds want them, and moments as WordPress writes them. What an editor writes for a day is read in `day.rs`.
//!
//! Comes in: days, and text from a post; goes out: checked values that print as they were written (ISO 8601,
//! RFC 3339). Nothing here reads a clock.

use super::message::Message;
use std::fmt;

pub use jiff::civil::Date;
use jiff::civil::DateTime;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::day::{is_solar_hijri, parse_day};

/// A day as an RFC 3339 timestamp: its start in UTC. Feeds and link previews want a time where editors give a day.
#[must_use]
pub fn date_as_rfc3339(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// A moment on the wall clock of some place, with the distance to UTC where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    local: DateTime,
    offset: Option<Offset>,
}

impl Moment {
    /// Reads `2025-06-02T14:58:32`, `…Z` or `…+03:30`. The day may be one of the Solar Hijri calendar, as plug-ins give it.
    ///
    /// # Errors
    /// Says what a moment must look like.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let wanted = || say!("a time is written as 2025-06-02T14:58:32 or 2025-06-02T14:58:32+03:30");
        let solar_hijri = text.split_once('T').filter(|(day, _)| is_solar_hijri(day));
        let gregorian = solar_hijri.and_then(|(day, time)| Some(format!("{}T{time}", parse_day(day).ok()?)));
        let pieces = Pieces::parse(gregorian.as_deref().unwrap_or(text)).map_err(|_| wanted())?;
        let time = pieces.time().ok_or_else(wanted)?;
        let offset = match pieces.offset() {
            None => None,
            Some(PiecesOffset::Zulu) => Some(Offset::UTC),
            Some(PiecesOffset::Numeric(numeric)) => Some(numeric.offset()),
            Some(_) => return Err(wanted()),
        };
        // Only days that a content file may have, or the file of a post could not be read.
        let day = parse_day(&pieces.date().to_string()).map_err(|bad| bad.reason)?;
        Ok(Self { local: day.to_datetime(time), offset })
    }

    /// Joins the two times of a WordPress post, local and UTC, into one with an offset. Where their distance is no
    /// possible offset (a post whose dates were edited), the local time stands alone.
    #[must_use]
    pub fn from_local_and_utc(local: Self, utc: Self) -> Self {
        let seconds = local.local.duration_since(utc.local).as_secs();
        let offset = i32::try_from(seconds).ok().filter(|seconds| seconds % 60 == 0 && seconds.abs() <= 14 * 3600);
        Self { local: local.local, offset: offset.and_then(|seconds| Offset::from_seconds(seconds).ok()) }
    }

    /// The day on the wall.
    #[must_use]
    pub fn date(self) -> Date {
        self.local.date()
    }
}

// As it was written, since that is read again exactly.
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(|reason| D::Error::custom(reason.english()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.local)?;
        match self.offset {
            None => Ok(()),
            Some(offset) if offset.is_zero() => formatter.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(formatter, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_print_as_they_were_written() {
        for text in
            ["2025-06-02T14:58:32", "2025-06-02T14:58:32Z", "2025-06-02T14:58:32+03:30", "2025-06-02T14:58:32-04:00"]
        {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
        for text in ["1404-03-12T14:58:32Z", "۱۴۰۴/۰۳/۱۲T14:58:32Z"] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), "2025-06-02T14:58:32Z");
        }
        assert_eq!(Moment::parse("1404-02-31T08:00:00").unwrap().to_string(), "2025-05-21T08:00:00");
        assert!(Moment::parse("1404-13-01T08:00:00").is_err());
        assert_eq!(Moment::parse("1404-02-31T08:00:00").unwrap(), Moment::parse("2025-05-21 08:00:00").unwrap());
        assert_eq!(
            Moment::parse("1404-03-12 08:00:00").unwrap().date(),
            Moment::parse("2025-06-02T08:00:00").unwrap().date()
        );
        assert_eq!(Moment::parse("0760-06-02T11:22:26").unwrap_err(), "the year 760 was long ago");
        assert!(Moment::parse("-000760-06-02T11:22:26").is_err());
        assert!(Moment::parse("2025-06-02").is_err());
        assert!(Moment::parse("now").is_err());
    }

    #[test]
    fn the_offset_is_the_distance_of_local_time_and_utc() {
        let local = Moment::parse("2025-06-02T14:58:32").unwrap();
        let utc = Moment::parse("2025-06-02T11:28:32").unwrap();
        assert_eq!(Moment::from_local_and_utc(local, utc).to_string(), "2025-06-02T14:58:32+03:30");
        let edited = Moment::parse("2020-01-01T00:00:00").unwrap();
        assert_eq!(Moment::from_local_and_utc(local, edited).to_string(), "2025-06-02T14:58:32");
    }
}
