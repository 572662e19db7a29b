//! The table of colours in `docs/themes.md`.

use std::collections::BTreeMap;

use crate::document;

#[test]
fn every_colour_of_the_style_sheet_is_in_the_table_of_colours() {
    let sheet = document("themes/default/static/style.css");
    let (light, rest) = sheet.split_once("@media screen and (prefers-color-scheme: dark) {").unwrap();
    let (dark, _) = rest.split_once("\n}").unwrap();
    let colours = |text: &str| -> BTreeMap<String, String> {
        let colour = |line: &str| {
            let (name, value) = line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": ")?;
            value.starts_with('#').then(|| (name.to_owned(), value.to_owned()))
        };
        text.lines().filter_map(colour).collect()
    };
    let (light, dark) = (colours(light), colours(dark));
    assert!(light.len() > 10 && light.keys().eq(dark.keys()), "{light:?}\n{dark:?}");
    let of_sheet: BTreeMap<String, (String, String)> =
        light.into_iter().map(|(name, value)| (name.clone(), (value, dark[&name].clone()))).collect();
    let text = document("docs/themes.md");
    let (_, section) = text.split_once("\n## Colours\n").unwrap();
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| `")?.split("` | `");
        let (name, light) = (cells.next()?.to_owned(), cells.next()?.to_owned());
        Some((name, (light, cells.next()?.split('`').next()?.to_owned())))
    };
    let told: BTreeMap<_, _> = section.lines().take_while(|line| !line.starts_with("## ")).filter_map(row).collect();
    assert_eq!(told, of_sheet);
}
