//! Sites that were made with an earlier version go on building: `tests/upgrades/<month>/` is a site of that time, with its own
//! `case.html`, and with pages at addresses that later outputs want.

use crate::support::{TODAY, TestSite, folders_in, in_repository};

#[test]
fn a_site_of_an_earlier_version_goes_on_building() {
    let folders = folders_in(&in_repository("tests/upgrades"));
    assert!(!folders.is_empty());
    for folder in folders {
        let site = TestSite::empty().overlay(&format!("tests/upgrades/{folder}"));
        let run = site.build().succeeds();
        assert!(!run.error.contains("error["), "{folder}: {}", run.error);
        let page = site.read("output/cases/lima/index.html");
        for shown in ["our-case", "Lima, Peru", "The year was wrong.", "The report", "C40", "Jane Doe"] {
            assert!(page.contains(shown), "{folder}: the case lacks {shown}");
        }
        // The site's own pages stand where later versions would put theirs.
        for own in ["about", "map", "search", "years", "coverage", "matrix"] {
            let page = site.read(&format!("output/{own}/index.html"));
            assert!(page.contains(&format!("Our own page of {own}.")), "{folder}: /{own}/ is another page");
        }
        assert!(site.has("output/old/lima/index.html"));
        assert!(
            site.files("output/theme").keys().any(|file| file.starts_with("extra.")),
            "{folder}: the site's own style"
        );
        let checked = site.run(&["check", "--date", TODAY]);
        assert_eq!(checked.code, 0, "{folder}: {}", checked.error);
    }
}
