//! Pages that show all cases at once: the matrix.

use crate::support::TestSite;

const TAXONOMIES: &str = "taxonomies:
  - { id: themes, title: Themes, singular: Theme }
  - id: networks
    title: Networks
    singular: Network
    kinds:
      - { id: city-network, title: City networks, singular: City network }
      - { id: un-body, title: Bodies of the United Nations, singular: Body }
      - { id: other-body, title: Other international organisations, singular: Body }
  - { id: agreements, title: Agreements, singular: Agreement }
";

fn site() -> TestSite {
    let site = TestSite::new();
    let config = site.read("site.yaml");
    let start = config.split("taxonomies:").next().unwrap().to_owned();
    let term = |site: TestSite, folder: &str, slug: &str, kind: &str| {
        let kind = if kind.is_empty() { String::new() } else { format!("kind: {kind}\n") };
        site.file(&format!("content/{folder}/{slug}.md"), format!("---\nname: Name {slug}\n{kind}---\n"))
    };
    let site = site.file("site.yaml", format!("{start}{TAXONOMIES}"));
    let site = term(site, "themes", "climate", "");
    let site = ["c40", "iclei", "uclg", "eurocities"]
        .into_iter()
        .fold(site, |site, slug| term(site, "networks", slug, "city-network"));
    let site = term(site, "networks", "undrr", "un-body");
    let site = term(site, "networks", "world-bank", "other-body");
    term(site, "agreements", "paris-agreement", "")
}

fn case(site: TestSite, slug: &str, city: &str, lines: &str) -> TestSite {
    let text = format!("---\ntitle: {city}\ncity: {city}\ncountry: Norway\n{lines}---\n\nText.\n");
    site.file(&format!("content/cases/{slug}.md"), &text)
}

fn three_cases() -> TestSite {
    let site = case(site(), "oslo", "Oslo", "themes: [climate]\nnetworks: [c40]\n");
    let all = "networks: [c40, iclei, uclg, undrr, world-bank]\nagreements: [paris-agreement]\nthemes: [climate]\n";
    let site = case(site, "bergen", "Bergen", all);
    case(site, "hamar", "Hamar & <co>", "")
}

fn with_config(site: TestSite, lines: &str) -> TestSite {
    let text = format!("{}{lines}", site.read("site.yaml"));
    site.file("site.yaml", text)
}

#[test]
fn the_matrix_has_the_case_that_names_most_first_and_keeps_the_one_that_names_nothing() {
    let site = three_cases();
    site.build().succeeds();
    let page = site.read("output/matrix/index.html");
    let table = page.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    let rows: Vec<&str> = table.split("<tr>").skip(1).collect();
    assert!(rows[0].contains("Bergen") && rows[1].contains("Oslo") && rows[2].contains("Hamar &amp; &lt;co&gt;"));
    let dots = |row: &str| row.matches("class=\"dot of-climate\"").count();
    assert_eq!((dots(rows[0]), dots(rows[1]), dots(rows[2])), (6, 1, 0));
    assert!(rows[0].contains("<td class=\"matrix-sum\">6</td>") && rows[2].contains("<td class=\"matrix-sum\">–</td>"));
    assert!(rows.iter().all(|row| row.matches("<td").count() == 7), "a cell for each term, and the sum");
    assert!(page.contains("Hamar &amp; &lt;co&gt;</bdi> names none of them"));
}

#[test]
fn terms_that_nobody_names_are_left_out_and_narrow_kinds_share_a_head() {
    let site = three_cases();
    site.build().succeeds();
    let page = site.read("output/matrix/index.html");
    assert!(!page.contains("Name eurocities"));
    let heads = page.split_once("matrix-kinds").unwrap().1.split_once("</tr>").unwrap().0;
    assert!(heads.contains("colspan=\"3\"><a href=\"/networks/#city-network\">City networks</a>"), "{heads}");
    assert!(heads.contains("colspan=\"2\"><a href=\"/networks/\">Other networks</a>"), "{heads}");
    let names = page.split_once("matrix-heads").unwrap().1.split_once("</tr>").unwrap().0;
    assert!(names.find("Name c40") < names.find("Name iclei"), "the one that most cases name comes first");
}

#[test]
fn the_home_page_has_a_part_of_the_matrix_and_the_foot_leads_to_it() {
    let site = three_cases();
    site.build().succeeds();
    let home = site.read("output/index.html");
    assert!(home.contains("Cities and their networks") && home.contains("href=\"/matrix/\">The whole matrix</a>"));
    let foot = |page: &str| page.split_once("foot-menu").is_some_and(|(_, foot)| foot.contains("href=\"/matrix/\""));
    assert!(foot(&site.read("output/themes/climate/index.html")));
    let named = with_config(site, "menu:\n  - { title: All at once, url: /matrix/ }\n");
    named.build().succeeds();
    let page = named.read("output/themes/climate/index.html");
    assert_eq!(page.split_once("foot-menu").unwrap().1.matches("/matrix/").count(), 1, "the menu leads to it");
}

#[test]
fn two_cases_of_one_city_are_told_apart_by_their_titles() {
    let site = three_cases();
    let text = "---\ntitle: The harbour of Oslo\ncity: Oslo\ncountry: Norway\nnetworks: [iclei]\n---\n\nText.\n";
    let site = site.file("content/cases/harbour.md", text);
    site.build().succeeds();
    let page = site.read("output/matrix/index.html");
    let table = page.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    assert_eq!(table.matches("class=\"full-name\"").count(), 2);
    assert!(table.contains("The harbour of Oslo"));
}

#[test]
fn a_large_matrix_shows_what_is_named_most_and_says_so() {
    let site = (0..70).fold(site(), |site, number| {
        let networks = if number < 62 { "networks: [c40]\n" } else { "" };
        case(site, &format!("city-{number}"), &format!("City {number}"), networks)
    });
    let site = (0..45).fold(site, |site, number| {
        let slug = format!("pact-{number:02}");
        let site = site.file(&format!("content/agreements/{slug}.md"), format!("---\nname: Pact {number:02}\n---\n"));
        case(site, &slug, &format!("Town {number}"), &format!("agreements: [{slug}]\n"))
    });
    site.build().succeeds();
    let page = site.read("output/matrix/index.html");
    let table = page.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    assert_eq!(table.matches("<tr>").count(), 60);
    assert!(
        page.contains("Shown are the 60 cases that name most, of 115, and the 40 entries that most cases name, of 46.")
    );
    assert!(page.contains("8 cases name none of them"), "they are too many to name: {page}");
}

#[test]
fn there_is_no_matrix_where_site_yaml_says_so_and_where_nothing_is_named() {
    let left_out = with_config(three_cases(), "outputs: { matrix: false }\n");
    left_out.build().succeeds();
    let nothing_named = case(site(), "oslo", "Oslo", "themes: [climate]\n");
    nothing_named.build().succeeds();
    let empty = site();
    empty.build().succeeds();
    for site in [left_out, nothing_named, empty] {
        assert!(!site.has("output/matrix/index.html"));
        let home = site.read("output/index.html");
        assert!(!home.contains("/matrix/") && !home.contains("class=\"matrix"), "{home}");
    }
}

#[test]
fn a_page_of_the_site_at_the_address_of_the_matrix_wins() {
    let site = three_cases().file("content/pages/matrix.md", "---\ntitle: A film\n---\n\nNot a table.\n");
    let run = site.build().succeeds();
    assert!(site.read("output/matrix/index.html").contains("Not a table."));
    assert!(run.shown().contains("the matrix is left out, as the site has a page of its own at /matrix/"));
}
