//! The known name that a misspelt one was most likely meant to be, for "did you mean" in messages.

use crate::base::fold::fold;

/// The candidate closest to what was written, if one is close enough to be worth showing.
///
/// Texts are folded first, then compared by Damerau-Levenshtein distance (letters inserted, left out, changed, or two
/// neighbours swapped). Close enough is one mistake in three letters, as in the compiler's own suggestions. Of equally
/// close candidates the first wins.
pub fn closest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Wanted::new(wanted);
    nearest(candidates.into_iter().filter_map(|candidate| Some((wanted.distance(candidate)?, candidate))))
}

/// The candidate that was meant where at most two letters are wrong, or one of a short name. Other digits are another number.
pub fn slip_of<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// A name of so many letters may have two wrong.
    const LONG: usize = 8;
    let allowed = 1 + usize::from(wanted.chars().count() >= LONG);
    let near = candidates.into_iter().filter(|candidate| digits(candidate) == digits(wanted));
    let near = near.map(|candidate| (strsim::damerau_levenshtein(wanted, candidate), candidate));
    nearest(near.filter(|(distance, _)| *distance <= allowed))
}

/// The path closest to what was written: the same but for one part that was mistyped, or a file of the same name elsewhere.
///
/// Each part is compared by itself, as a long folder would make up for any name; the name of a file without its ending.
/// Other digits are no slip of the hand but another year or number.
pub fn closest_path<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Farther than any mistyped part.
    const ELSEWHERE: usize = 1000;
    let (folder, name) = split(wanted);
    let (whole, file) = (Wanted::new(folder), Wanted::new(stem(name)));
    nearest(candidates.into_iter().filter_map(|candidate| {
        let (its_folder, its_name) = split(candidate);
        let distance = if fold(its_folder) == whole.folded {
            let is_same_kind = ending(name) == ending(its_name) || fold(stem(its_name)) == file.folded;
            file.distance(stem(its_name)).filter(|_| is_same_kind && digits(name) == digits(its_name))?
        } else if !name.is_empty() && fold(name) == fold(its_name) {
            whole.distance_of_parts(its_folder).unwrap_or(ELSEWHERE + its_folder.len())
        } else if name.is_empty() && its_name.is_empty() {
            whole.distance_of_parts(its_folder)?
        } else {
            return None;
        };
        Some((distance, candidate))
    }))
}

/// Of equals the first.
fn nearest<'a>(found: impl Iterator<Item = (usize, &'a str)>) -> Option<&'a str> {
    found.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// A text that nobody knows.
struct Wanted {
    folded: String,
    length: usize,
}

impl Wanted {
    fn new(text: &str) -> Self {
        let folded = fold(text.trim());
        Self { length: folded.chars().count(), folded }
    }

    /// How many slips lie between the two; none where these are too many for one text to be meant by the other.
    fn distance(&self, candidate: &str) -> Option<usize> {
        let allowed = self.length.max(3) / 3;
        let folded = fold(candidate);
        // Far apart in length is far apart; this also keeps very long texts cheap.
        if folded.chars().count().abs_diff(self.length) > allowed {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&self.folded, &folded);
        (distance <= allowed && distance < self.length).then_some(distance)
    }

    /// The same of a folder, of which one part may differ.
    fn distance_of_parts(&self, candidate: &str) -> Option<usize> {
        let (own, others): (Vec<&str>, Vec<&str>) = (self.folded.split('/').collect(), candidate.split('/').collect());
        let mut differing = own.iter().zip(&others).filter(|(own, other)| **own != fold(other));
        let (own_part, other) = differing.next().filter(|_| own.len() == others.len() && differing.next().is_none())?;
        Self::new(own_part).distance(other).filter(|_| digits(own_part) == digits(other))
    }
}

/// The folder of a path, with the slash at its end, and the name of its file; a page's address has none.
fn split(path: &str) -> (&str, &str) {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    path.rfind('/').map_or(("", path), |slash| path.split_at(slash + 1))
}

fn stem(name: &str) -> &str {
    name.rfind('.').filter(|dot| *dot > 0).map_or(name, |dot| &name[..dot])
}

fn ending(name: &str) -> String {
    fold(&name[stem(name).len()..])
}

fn digits(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::{closest, closest_path};

    #[test]
    fn a_slip_of_the_hand_is_recognised() {
        let themes = ["climate", "culture", "migration"];
        assert_eq!(closest("cliamte", themes), Some("climate"));
        assert_eq!(closest("Migrations", themes), Some("migration"));
        assert_eq!(closest("کلمبيا", ["کلمبیا"]), Some("کلمبیا"));
    }

    #[test]
    fn what_resembles_nothing_gets_no_suggestion() {
        assert_eq!(closest("weather", ["climate", "culture"]), None);
        assert_eq!(closest("", ["a", "b"]), None);
        assert_eq!(closest("x", ["y"]), None);
    }

    #[test]
    fn of_equals_the_first_wins() {
        assert_eq!(closest("irax", ["Iran", "Iraq"]), Some("Iran"));
    }

    #[test]
    fn the_part_of_a_path_that_was_mistyped_is_measured() {
        let files = ["cases/lima.jpg", "cases/medellin.jpg", "cases/report-2024.pdf", "maps/lima-city.png", "lyon.gif"];
        assert_eq!(closest_path("cases/medelin.jpg", files), Some("cases/medellin.jpg"));
        assert_eq!(closest_path("case/medellin.jpg", files), Some("cases/medellin.jpg"));
        assert_eq!(closest_path("medellin.jpg", files), Some("cases/medellin.jpg"));
        assert_eq!(closest_path("cases/medellin.png", files), Some("cases/medellin.jpg"));
        assert_eq!(closest_path("cases/Lima.JPG", files), Some("cases/lima.jpg"));
        assert_eq!(closest_path("pictures/cities/lyon.gif", files), Some("lyon.gif"));
        for other in ["cases/lyon.jpg", "cases/oslo.jpg", "cases/report-2023.pdf", "cases/", "cases/medelin.png", ""] {
            assert_eq!(closest_path(other, files), None, "{other}");
        }
    }

    #[test]
    fn an_address_is_a_path_whose_file_has_no_name() {
        let pages =
            ["index.html", "cases/lima/index.html", "cases/index.html", "themes/climate/index.html", "feed.xml"];
        assert_eq!(closest_path("cases/limaa/", pages), Some("cases/lima/index.html"));
        assert_eq!(closest_path("theme/climate/index.html", pages), Some("themes/climate/index.html"));
        assert_eq!(closest_path("feeds.xml", pages), Some("feed.xml"));
        for other in ["cases/oslo/", "cases/lima/more/", "networks/c40/index.html", "about/"] {
            assert_eq!(closest_path(other, pages), None, "{other}");
        }
    }
}
