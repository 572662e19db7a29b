//! What pages hear of changes.
//!
//! Comes in: how the site stands; goes out: what is sent to the pages that are open, and pages with the script that listens. The
//! script lies in `live.js`; its address is in no site.

use serde::Serialize;

/// Where the script is.
pub(super) const SCRIPT: &str = "/~chancery/live.js";

/// Where the changes are told.
pub(super) const EVENTS: &str = "/~chancery/events";

/// The script.
pub(super) const SCRIPT_TEXT: &str = include_str!("live.js");

/// How the site stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct State {
    /// Names the good site that is shown; another one at each change. Empty before the first look.
    pub revision: String,
    /// What is wrong now, as HTML; empty where nothing is.
    pub mistakes: String,
    /// The address of the page to go to.
    pub follow: Option<String>,
}

impl State {
    /// Was the site looked at?
    pub fn is_known(&self) -> bool {
        !self.revision.is_empty()
    }

    /// What is sent.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A page with the script in it, as the last thing that a browser meets.
pub(super) fn with_script(page: &[u8], revision: &str) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT}\" data-revision=\"{revision}\" data-events=\"{EVENTS}\"></script>");
    let place = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let (before, after) = page.split_at(place);
    [before, script.as_bytes(), after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_all_that_a_page_gets() {
        for page in ["<body><p>x</p>\n</body>\n</html>\n", "no body", "<pre>&lt;/body></pre></body></body>", ""] {
            let served = String::from_utf8(with_script(page.as_bytes(), "1-2")).unwrap();
            let start = served.find("<script").unwrap();
            let end = served.find("</script>").unwrap() + "</script>".len();
            assert_eq!(format!("{}{}", &served[..start], &served[end..]), page);
            assert!(served.contains("data-revision=\"1-2\""));
        }
    }

    #[test]
    fn what_is_sent_is_one_line() {
        let state = State { revision: "1-1".to_owned(), mistakes: "<p>\nx</p>".to_owned(), follow: None };
        assert_eq!(state.to_json(), r#"{"revision":"1-1","mistakes":"<p>\nx</p>","follow":null}"#);
        assert!(!State::default().is_known());
    }
}
