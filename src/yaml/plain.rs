//! YAML text straight into a type of the caller's, for files whose values nobody points at.

use serde::de::DeserializeOwned;

/// What is wrong with a YAML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlProblem {
    /// The line, from 1; 0 where the problem has no one place.
    pub line: usize,
    /// The column in characters, from 1; 0 where the problem has no one place.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// Reads a text. One of white space only is the type's default.
///
/// # Errors
/// The text is no YAML, or does not fit the type: the first problem.
pub fn deserialize<T: DeserializeOwned + Default>(text: &str) -> Result<T, YamlProblem> {
    if text.trim().is_empty() {
        return Ok(T::default());
    }
    serde_yaml::from_str(text).map_err(|error| {
        let place = error.location();
        let number = |part: Option<u64>| part.and_then(|part| usize::try_from(part).ok()).unwrap_or(0);
        YamlProblem {
            line: number(place.map(|place| place.line())),
            column: number(place.map(|place| place.column())),
            message: super::mistakes::reason(&error.without_snippet().to_string()).to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn problems_have_a_place_and_empty_texts_are_fine() {
        type Map = BTreeMap<String, String>;
        assert_eq!(deserialize::<Map>(" \n"), Ok(Map::new()));
        assert_eq!(deserialize::<Map>("a: b\nc: [\n").unwrap_err().line, 2);
    }
}
