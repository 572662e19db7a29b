//! What the name of a picture says about who may use it and who made it.
//!
//! Nothing of it is written into a file: an editor decides. It stands in the report.

use crate::base::url::percent_decode;

/// How agencies name the files that they sell, in lower case, without what separates words.
const AGENCIES: [(&str, &str); 7] = [
    ("adobestock", "Adobe Stock"),
    ("shutterstock", "Shutterstock"),
    ("gettyimages", "Getty Images"),
    ("istock", "iStock"),
    ("depositphotos", "Depositphotos"),
    ("dreamstime", "Dreamstime"),
    ("alamy", "Alamy"),
];

/// The agency that sold the picture, if its name says so.
pub(in crate::import) fn agency(address: &str) -> Option<&'static str> {
    let name = name_of(address).to_lowercase().replace(['-', '_', ' '], "");
    AGENCIES.iter().find(|(mark, _)| name.contains(mark)).map(|(_, agency)| *agency)
}

/// Who made the picture, if its name says so after a `©`: `bridge-©-illusion-x-via-pixabay_1150x663.jpg`.
pub(in crate::import) fn credit(address: &str) -> Option<String> {
    let name = name_of(address);
    let (_, after) = name.split_once('©')?;
    let words: Vec<&str> =
        after.split(['-', '_', ' ']).filter(|word| !word.is_empty()).take_while(|word| !is_size(word)).collect();
    let credit = words.join(" ");
    credit.chars().any(char::is_alphabetic).then_some(credit)
}

/// The name of the file at an address, decoded, without its ending.
fn name_of(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = percent_decode(name).unwrap_or_else(|| name.to_owned());
    name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned())
}

/// `1150x663`.
fn is_size(word: &str) -> bool {
    word.split_once('x').is_some_and(|(width, height)| {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number(width) && is_number(height)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_known_by_how_they_name_files() {
        let found = |name: &str| agency(&format!("https://a.org/wp-content/uploads/2025/05/{name}"));
        assert_eq!(found("6-Tour-Eiffel_AdobeStock_644956457_1920_72dpi.jpg"), Some("Adobe Stock"));
        assert_eq!(found("GettyImages-1.jpg"), Some("Getty Images"));
        assert_eq!(found("istock_12.jpg"), Some("iStock"));
        assert_eq!(found("Beijing.jpg"), None);
        assert_eq!(agency("https://shutterstock.example/Beijing.jpg"), None);
    }

    #[test]
    fn a_credit_in_the_name_is_read_without_the_sizes() {
        let name = "80160_onder-brug-door-©-illusion-x-via-pixabay_1150x663_438x353.jpg";
        assert_eq!(credit(&format!("https://a.org/{name}")), Some("illusion x via pixabay".to_owned()));
        assert_eq!(credit("https://a.org/bridge-%C2%A9-A.%20Person.jpg"), Some("A. Person".to_owned()));
        assert_eq!(credit("https://a.org/bridge-©-2024.jpg"), None);
        assert_eq!(credit("https://a.org/bridge.jpg"), None);
    }
}
