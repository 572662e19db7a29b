//! Addresses of pages within the site, as `aliases`, `redirects` and `gone` name them.

use super::{Fields, SpannedText};
use crate::base::address::is_like_a_host;
use crate::base::diag::Code;
use crate::base::message::Message;
use crate::base::url::SitePath;

impl Fields<'_> {
    /// Reads an address of the site, without its host. What is none is reported, with this help.
    pub fn page_address(&self, text: &SpannedText, help: impl Into<Message>) -> Option<SitePath> {
        let written = text.text.trim();
        // `www.example.org/a` would become a folder of that name.
        if is_like_a_host(written) {
            let path = written.split_once('/').map_or("", |(_, path)| path);
            let message = say!("`{written}` begins like a host, and should be an address within the site", written);
            let help = say!(
                "write it without the host, `/{path}`; if a folder is called so, write `/{written}`",
                path,
                written
            );
            self.report_at(text.span.clone(), Code::BadAddress, message, help);
            return None;
        }
        let path = SitePath::parse_page(written);
        if path.is_none() {
            let message = say!("`{text}` is no address within the site", text = text.text);
            self.report_at(text.span.clone(), Code::BadAddress, message, help);
        }
        path
    }
}
