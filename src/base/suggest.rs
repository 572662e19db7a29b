//! The known name that a misspelt one was most likely meant to be, for "did you mean" in messages.

use crate::base::fold::fold;

/// The candidate closest to what was written, if one is close enough to be worth showing.
///
/// Texts are folded first, then compared by Damerau-Levenshtein distance (letters inserted, left out, changed, or two
/// neighbours swapped). Close enough is one mistake in three letters, as in the compiler's own suggestions. Of equally
/// close candidates the first wins.
pub fn closest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(wanted.trim());
    let length = wanted.chars().count();
    let allowed = length.max(3) / 3;
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded = fold(candidate);
            // Far apart in length is far apart; this also keeps very long texts cheap.
            if folded.chars().count().abs_diff(length) > allowed {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&wanted, &folded);
            (distance <= allowed && distance < length).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

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
}
