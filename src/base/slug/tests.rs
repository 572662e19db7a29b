//! Slugs of texts in many scripts, and what an editor hears.

use proptest::prelude::*;

use super::*;

fn slug(text: &str) -> String {
    Slug::from_text(text).map(|slug| slug.0).unwrap_or_default()
}

fn problem(text: &str) -> String {
    Slug::parse(text).unwrap_err().to_string()
}

#[test]
fn latin_letters_are_ascii() {
    assert_eq!(slug("Medellín, Colombia"), "medellin-colombia");
    assert_eq!(slug("Straße Øresund Łódź Đà Nẵng"), "strasse-oresund-lodz-da-nang");
    assert_eq!(slug("Æsir Œuvre Diyarbakır İstanbul Þórshöfn"), "aesir-oeuvre-diyarbakir-istanbul-thorshofn");
    assert_eq!(slug("CO₂ & ﬁne"), "co2-fine");
}

#[test]
fn other_scripts_keep_their_letters() {
    assert_eq!(slug("تاب\u{200c}آوری شهري ۱۴۰۴"), "تاب-آوری-شهری-1404");
    assert_eq!(slug("كُرهٔ جنوبی"), "کره-جنوبی");
    assert_eq!(slug("Москва Йошкар"), "москва-йошкар");
    assert_eq!(slug("서울 東京 दिल्ली"), "서울-東京-दिल्ली");
}

#[test]
fn nothing_leads_out_of_a_folder() {
    assert_eq!(slug("../../evil"), "evil");
    assert_eq!(slug("C:\\evil\0/x"), "c-evil-x");
    assert_eq!(Slug::from_text(" …/🙂 "), None);
    assert_eq!(Slug::from_text_or_untitled("🙂").as_str(), "untitled");
}

#[test]
fn device_names_of_windows_are_avoided() {
    assert_eq!(slug("Con"), "con-1");
    assert_eq!(slug("lpt9"), "lpt9-1");
    assert_eq!(slug("com10"), "com10");
    assert_eq!(problem("nul"), "Windows keeps this name for a device; write `nul-1`");
}

#[test]
fn long_texts_are_cut_at_a_hyphen() {
    let text = format!("{} {}", "a".repeat(50), "b".repeat(50));
    assert_eq!(slug(&text), "a".repeat(50));
    assert_eq!(slug(&"x".repeat(300)), "x".repeat(80));
    assert_eq!(slug(&"東".repeat(300)).len(), 198);
    let exact = format!("{}-{}", "a".repeat(39), "b".repeat(40));
    assert_eq!(slug(&format!("{exact} c")), exact);
}

#[test]
fn a_number_has_room_behind_the_longest_slug() {
    let numbered = |text: &str| Slug::from_text(text).unwrap().numbered(12).to_string();
    assert_eq!(numbered("oslo"), "oslo-12");
    assert_eq!(numbered(&"x".repeat(80)), format!("{}-12", "x".repeat(77)));
    assert_eq!(numbered(&format!("{} end", "x".repeat(76))), format!("{}-12", "x".repeat(76)));
    assert_eq!(numbered(&"東".repeat(300)).len(), 65 * "東".len() + 3);
}

#[test]
fn an_editors_slug_is_taken_or_corrected() {
    assert_eq!(Slug::parse("new-york").unwrap().as_str(), "new-york");
    assert_eq!(Slug::parse("دهلی-दिल्ली").unwrap().as_str(), "دهلی-दिल्ली");
    assert_eq!(problem("Medellin"), "a slug may not contain `M`; write `medellin`");
    assert_eq!(problem("new york"), "a slug may not contain a space; write `new-york`");
    assert_eq!(problem("تاب\u{200c}آوری"), "a slug may not contain the invisible character U+200C; write `تاب-آوری`");
    assert_eq!(problem("a--b-"), "hyphens in a slug stand alone, between letters or digits; write `a-b`");
    assert_eq!(problem(""), "a slug needs at least one letter or digit");
    assert_eq!(problem("--"), "hyphens in a slug stand alone, between letters or digits");
    assert!(problem(&"x".repeat(90)).starts_with("a slug has at most 80 characters; write `x"));
}

proptest! {
    #[test]
    fn the_short_way_for_ascii_leads_to_the_same_slug(text in "[\\x00-\\x7f]{0,40}") {
        prop_assert_eq!(ascii(&text), unicode(&text));
    }
}

proptest! {
    #[test]
    fn what_is_told_at_a_glance_is_a_slug(text in "[a-z0-9-]{0,9}|com[0-9]|[a-z]{3}|[a-z-]{70,90}") {
        let is_slug = Slug::from_text(&text).is_some_and(|slug| slug.as_str() == text);
        prop_assert_eq!(is_plain(&text), is_slug && text.len() <= MOST_CHARACTERS);
    }

    #[test]
    fn what_is_made_of_a_text_is_a_slug(text in "\\PC*|[a-z-]{1,99}|.*", number in 2_usize..2000) {
        if let Some(slug) = Slug::from_text(&text) {
            let numbered = slug.numbered(number);
            for slug in [&slug, &numbered] {
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
                prop_assert!(slug.as_str().len() <= MOST_BYTES);
            }
            prop_assert!(numbered.as_str().ends_with(&number.to_string()));
        }
    }

    #[test]
    fn letters_of_many_scripts_make_slugs(
        text in "[\u{00c0}-\u{024f}\u{0300}-\u{03ff}\u{0600}-\u{06ff}\u{0900}-\u{097f}\u{3040}-\u{30ff}\u{200c} -]{0,40}"
    ) {
        if let Some(slug) = Slug::from_text(&text) {
            prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
        }
    }

    #[test]
    fn any_problem_can_be_said(text in any::<String>()) {
        if let Err(problem) = Slug::parse(&text) {
            prop_assert!(!problem.to_string().ends_with('.'));
        }
    }
}
