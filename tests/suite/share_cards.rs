//! Pictures of cases for link previews.

use crate::support::{PICTURE, TestSite};

fn site() -> TestSite {
    let site = TestSite::new()
        .theme("peace")
        .file("assets/own.gif", PICTURE)
        .case("rome", "themes: [peace]\nsummary: Rome & peace.\n", "Rome.\n")
        .case("oslo", "image: { file: own.gif, alt: Oslo }\n", "Oslo.\n")
        .file("content/cases/kyoto.md", "---\ntitle: 京都\ncity: Kyoto\ncountry: JP\n---\n\nKyoto.\n");
    site.outputs("share_cards: true");
    site
}

#[test]
fn previews_are_given_the_size_of_a_picture_and_a_card_in_the_place_of_a_drawing() {
    let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"60\"><path d=\"M0 0h90v60z\"/></svg>";
    let site =
        site().file("assets/plan.svg", drawing).case("bern", "image: { file: plan.svg, alt: A plan }\n", "Bern.\n");
    site.build().succeeds();
    assert!(site.read("output/cases/oslo/index.html").contains("<meta property=\"og:image:width\" content=\"1\">"));
    let bern = site.read("output/cases/bern/index.html");
    assert!(bern.contains("content=\"https://example.org/cases/bern/share.png\"") && bern.contains("plan."), "{bern}");
}

#[test]
fn a_case_without_a_picture_has_a_card_and_all_others_have_that_of_the_site() {
    let site = site();
    site.build().succeeds();
    let page = site.read("output/cases/rome/index.html");
    for wanted in [
        "<meta property=\"og:image\" content=\"https://example.org/cases/rome/share.png\">",
        "<meta property=\"og:image:type\" content=\"image/png\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"630\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
    ] {
        assert!(page.contains(wanted), "{wanted} is missing: {page}");
    }
    let of_site = "content=\"https://example.org/share.png\"";
    assert!(site.read("output/index.html").contains(of_site));
    assert!(site.read("output/cases/kyoto/index.html").contains(of_site));
    assert!(!site.has("output/cases/kyoto/share.png") && !site.has("output/cases/oslo/share.png"));
    assert!(site.read("output/cases/oslo/index.html").contains("content=\"https://example.org/assets/own."));
    let card = std::fs::read(site.root().join("output/cases/rome/share.png")).unwrap();
    // Signature, then width and height of the header (PNG 1.2, 11.2.2).
    assert_eq!((&card[..8], &card[16..24]), (&b"\x89PNG\r\n\x1a\n"[..], &[0, 0, 4, 176, 0, 0, 2, 118][..]));
    assert!((6_000..80_000).contains(&card.len()), "{} bytes", card.len());
}

#[test]
fn a_card_is_made_anew_when_what_it_says_changes() {
    let site = site();
    site.build().succeeds();
    let card = || std::fs::read(site.root().join("output/cases/rome/share.png")).unwrap();
    let before = card();
    site.write("content/cases/rome.md", site.read("content/cases/rome.md").replace("Rome & peace.", "Rome and war."));
    site.build().succeeds();
    assert_ne!(card(), before);
    site.write("content/cases/rome.md", site.read("content/cases/rome.md").replace("Rome and war.", "Rome & peace."));
    site.build().succeeds();
    assert_eq!(card(), before);
}

#[test]
fn cards_can_be_left_out() {
    let site = site();
    site.write("site.yaml", site.read("site.yaml").replace("share_cards: true", "share_cards: false"));
    site.build().succeeds();
    assert!(!site.has("output/share.png") && !site.has("output/cases/rome/share.png"));
    assert!(site.read("output/cases/rome/index.html").contains("theme/preview."));
}
