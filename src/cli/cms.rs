//! `chancery cms`: a content editor in the browser, set up from what the site knows of its files.

use std::sync::Arc;

use super::arguments::Cms;
use super::commands::finish;
use super::{Outcome, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::message::{Language, Message};
use crate::content::{CONTENT_FOLDER, Cache, load};
use crate::schema::{CMS_PAGE, Repository, cms_config};

/// Writes the configuration anew, and the page where there is none. Mistakes in the content are no obstacle.
pub(super) fn cms(options: &Cms, language: Language) -> Result<Outcome> {
    let root = &options.root.root;
    let mut problems = Diagnostics::new();
    let Some(config) = crate::builder::read_config(root, &mut problems)? else { return Ok(finish(problems, language)) };
    let listed = fs::list_in_site(root, CONTENT_FOLDER)?.files;
    let content = load(&Arc::from(root.as_path()), &config, &listed, Cache::default(), &mut Diagnostics::new())?;
    let repository =
        Repository { backend: &options.backend, name: options.repository.as_deref(), branch: &options.branch };
    let text = cms_config(&config, &content, repository).map_err(|cause| Error::Usage(Message::verbatim(cause)))?;
    let folder = root.join(&options.folder);
    let (settings, page) = (folder.join("config.yml"), folder.join("index.html"));
    fs::write_whole(&settings, text.as_bytes())?;
    terminal::say(&say!("wrote {path}", path = settings.display()), language);
    if fs::kind(&page).is_none() {
        fs::write_whole(&page, CMS_PAGE.as_bytes())?;
        terminal::say(&say!("wrote {path}", path = page.display()), language);
    }
    if options.repository.is_none() {
        terminal::say(
            &say!("say where the texts are kept with `--repository OWNER/NAME`, or write it into the file"),
            language,
        );
    }
    let script = folder.join("decap-cms.js");
    if fs::kind(&script).is_none() {
        let path = script.display();
        terminal::say(&say!("put the editor itself at {path}: the manual says where it is from", path), language);
    }
    Ok(Outcome::Fine)
}
