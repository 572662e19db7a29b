//! Pages that show all cases at once: the matrix, the coverage, the years, and indexes of terms.

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
    assert!(home.contains("Cities and their networks") && home.contains("href=\"/matrix/\">The full matrix</a>"));
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
    assert!(!page.contains("name none of them"), "their rows are not among those that are shown");
}

#[test]
fn there_is_no_matrix_where_site_yaml_says_so_and_where_nothing_is_named() {
    let left_out = three_cases();
    left_out.outputs("matrix: false");
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
    assert_eq!(site.read("output/sitemap.xml").matches("/matrix/</loc>").count(), 1);
}

#[test]
fn a_page_that_stands_in_several_languages_is_told_once_and_no_search_engine_is_led_to_its_copies() {
    let site = three_cases().file("content/pages/coverage.md", "---\ntitle: News\n---\n\nWe are in the news.\n");
    site.write("site.yaml", site.read("site.yaml") + "languages: [{ id: en }, { id: fa, title: شهرها }]\n");
    let run = site.build().succeeds();
    assert_eq!(run.error.matches("the coverage is left out").count(), 1, "{}", run.error);
    let sitemap = site.read("output/sitemap.xml");
    assert_eq!(
        (sitemap.matches("/coverage/</loc>").count(), sitemap.matches("/fa/coverage/").count()),
        (1, 0),
        "{sitemap}"
    );
}

/// The cells of a row of the coverage, as text.
fn cells(page: &str, name: &str) -> Vec<String> {
    let (_, row) = page.split_once(&format!("<bdi>{name}</bdi>")).unwrap();
    let row = row.split_once("</tr>").unwrap().0;
    let text = |cell: &str| {
        let cell = cell.split_once('>').unwrap().1.split_once("</td>").unwrap().0;
        cell.rsplit_once("</a>").map_or(cell, |(link, _)| link.rsplit_once('>').unwrap().1).to_owned()
    };
    row.split("<td").skip(1).map(text).collect()
}

#[test]
fn the_coverage_counts_themes_by_parts_of_the_world_and_shows_gaps() {
    let abroad = "---\ntitle: Lima\ncity: Lima\ncountry: Peru\nthemes: [climate]\n---\n\nText.\n";
    let site = three_cases()
        .file("content/themes/health.md", "---\nname: Health & <care>\n---\n")
        .file("content/cases/lima.md", abroad);
    site.build().succeeds();
    let page = site.read("output/coverage/index.html");
    assert_eq!(cells(&page, "Name climate"), ["–", "1", "–", "2", "–", "3"]);
    assert!(page.contains("style=\"--part:30.0%\"><a href=\"/themes/climate/\">2</a>"));
    assert_eq!(cells(&page, "Health &amp; &lt;care&gt;"), ["–"; 6]);
    assert!(page.contains("No case yet from Africa, Asia and Oceania."));
    assert!(page.contains("href=\"/countries/#europe\"><bdi>Europe</bdi>"));
    assert!(site.read("output/countries/index.html").contains("<h2 id=\"europe\">Europe</h2>"));
    assert!(site.read("output/themes/index.html").contains("<a href=\"/coverage/\">Coverage: themes by region</a>"));
    assert!(site.read("output/networks/index.html").contains("<a href=\"/matrix/\">Who names what: the matrix</a>"));
}

#[test]
fn there_is_no_coverage_where_no_case_has_a_theme_and_where_site_yaml_says_so() {
    let left_out = three_cases();
    left_out.outputs("coverage: false");
    let bare = case(site(), "oslo", "Oslo", "networks: [c40]\n");
    for site in [left_out, bare, site()] {
        site.build().succeeds();
        assert!(!site.has("output/coverage/index.html"));
        assert!(!site.read("output/index.html").contains("/coverage/"));
    }
}

fn cases_of_years(years: &[(&str, usize)]) -> TestSite {
    let one = |site: TestSite, (year, number): (&str, usize)| {
        let day = if year.is_empty() { String::new() } else { format!("date: {year}-03-{:02}\n", number + 1) };
        case(
            site,
            &format!("city-{number}-{}", if year.is_empty() { "undated" } else { year }),
            &format!("City {year} {number}"),
            &format!("{day}themes: [climate]\n"),
        )
    };
    let all = years.iter().flat_map(|(year, count)| (0..*count).map(|number| (*year, number)));
    all.fold(site(), one)
}

#[test]
fn years_have_lists_with_pages_and_feeds_as_other_lists_have() {
    let site = with_config(cases_of_years(&[("2024", 5), ("2023", 1), ("", 1)]), "paginate: 2\n");
    site.build().succeeds();
    let index = site.read("output/years/index.html");
    assert!(index.find("/years/2024/") < index.find("/years/2023/") && !index.contains("class=\"plain timeline\""));
    assert!(index.contains("1 case has no date."));
    let last = site.read("output/years/2024/page/3/index.html");
    assert_eq!(last.matches("class=\"card\"").count(), 1);
    assert!(last.contains("<a href=\"/years/2023/\" rel=\"prev\">2023</a>"));
    assert!(site.read("output/years/2024/feed.xml").matches("<entry>").count() == 5);
    assert!(site.read("output/sitemap.xml").contains("https://example.org/years/2024/page/3/"));
    assert!(!site.has("output/years/2024/page/4/index.html"));
}

#[test]
fn a_timeline_begins_with_three_years_and_shows_those_between() {
    let site = cases_of_years(&[("2021", 2), ("2024", 1)]);
    site.build().succeeds();
    let index = site.read("output/years/index.html");
    let timeline = index.split_once("class=\"plain timeline\"").unwrap().1.split_once("</ol>").unwrap().0;
    assert_eq!(timeline.matches("<li>").count(), 4);
    assert_eq!(timeline.matches("<a href").count(), 2, "years without a case lead nowhere");
    assert_eq!(timeline.matches("class=\"square of-climate\"").count(), 3);
}

#[test]
fn a_taxonomy_of_the_name_takes_the_place_of_the_years_and_they_can_be_left_out() {
    let config = "  - { id: years, title: Decades, singular: Decade }\n";
    let own =
        with_config(cases_of_years(&[("2024", 1)]), config).file("content/years/2024.md", "---\nname: Now\n---\n");
    let own = case(own, "oslo", "Oslo", "years: [\"2024\"]\n");
    let run = own.build().succeeds();
    assert!(!run.shown().contains("warning"), "{}", run.shown());
    assert!(own.read("output/years/index.html").contains("Decades") && own.has("output/years/2024/index.html"));
    let left_out = cases_of_years(&[("2024", 1)]);
    left_out.outputs("years: false");
    for site in [left_out, cases_of_years(&[("", 2)])] {
        site.build().succeeds();
        assert!(!site.has("output/years/index.html") && !site.read("output/index.html").contains("/years/"));
    }
}

#[test]
fn an_index_says_since_when_a_term_is_there_and_what_it_became() {
    let term = "---\nname: Old <net>\nkind: city-network\nfounded: 1990\nended: 2019\nsuccessor: c40\n---\n";
    let young = "---\nname: Young\nkind: un-body\nfounded: 2015\n---\n";
    let site = three_cases().file("content/networks/old.md", term).file("content/networks/young.md", young);
    let site = case(site, "lund", "Lund", "networks: [old]\n");
    site.build().succeeds();
    let page = site.read("output/networks/index.html");
    assert!(page.contains("1990–2019 · continued as <a href=\"/networks/c40/\"><bdi>Name c40</bdi></a>"), "{page}");
    assert!(page.contains("Body, since 2015"), "one that no case names says its kind, too");
}

#[test]
fn a_site_of_pages_has_no_list_of_cases_unless_its_menu_waits_for_the_first() {
    let yaml = "title: A manual\nbase_url: https://example.org/\nsections: []\ntaxonomies: []\n";
    let page = "---\ntitle: Write\n---\n\nText.\n";
    let site = TestSite::empty().file("site.yaml", yaml).file("content/pages/write.md", page);
    assert_eq!(site.build().succeeds().error, "");
    let pages = |site: &TestSite| -> Vec<String> {
        site.files("output").into_keys().filter(|path| path.ends_with(".html")).collect()
    };
    assert_eq!(pages(&site), ["404.html", "index.html", "write/index.html"]);
    assert!(!site.read("output/index.html").contains("cases/"));

    site.write(
        "site.yaml",
        format!("{yaml}menu: [{{ title: Cases, url: /cases/ }}, {{ title: Places, url: /countries/ }}]\n"),
    );
    site.build().succeeds();
    assert!(site.has("output/cases/index.html") && site.has("output/countries/index.html"));
}
