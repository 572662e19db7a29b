//! Everything that a build is made from, looked at without reading it.

use std::path::Path;

use rayon::join;

use super::Settings;
use super::site_theme::THEMES_FOLDER;
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs::{self, Clock, Stamp};
use crate::base::url::BaseUrl;
use crate::config::Config;
use crate::content::{ASSETS_FOLDER, CONTENT_FOLDER, Listed};

/// The fingerprint of the program itself: another one may render otherwise. `build.rs` makes it of all source files.
const PROGRAM: &str = env!("CHANCERY_FINGERPRINT");

/// The files of a site and their states.
pub(super) struct Sources {
    pub content: Vec<Listed>,
    pub assets: Vec<Listed>,
    pub theme: Vec<Listed>,
    /// Covers what no file below the folders says: the program, `site.yaml` and the command line.
    pub settings: Digest,
}

impl Sources {
    /// Lists the folders of the site at `root`, whose `site.yaml` has this fingerprint.
    ///
    /// # Errors
    /// A folder cannot be read.
    pub fn look(root: &Path, config: &Config, config_key: Digest, settings: &Settings) -> Result<Self> {
        let list = |folder: &str| fs::list_with_stamps(&root.join(folder));
        let (content, others) = join(
            || list(CONTENT_FOLDER),
            || -> Result<_> { Ok((list(ASSETS_FOLDER)?, list(&format!("{THEMES_FOLDER}/{}", config.theme.text))?)) },
        );
        let (assets, theme) = others?;
        let mut key = Digester::new(PROGRAM);
        key.digest(config_key)
            .flag(settings.relative)
            .optional(settings.base_url.as_ref().map(BaseUrl::as_text).as_deref());
        Ok(Self { content: content?, assets, theme, settings: key.finish() })
    }

    /// Covers everything, as far as the states of files tell; none where one of them may change without showing it, having
    /// changed just before `clock`.
    pub fn key(&self, settings: &Settings, clock: Clock) -> Option<Digest> {
        let mut key = Digester::new("sources");
        key.digest(self.around(settings, clock)?);
        add(&mut key, &self.content, clock)?;
        Some(key.finish())
    }

    /// The same without the content files.
    pub fn around(&self, settings: &Settings, clock: Clock) -> Option<Digest> {
        let mut key = Digester::new("around");
        key.digest(self.settings).text(&settings.audience.today.to_string());
        key.flag(settings.audience.drafts).flag(settings.precompress);
        add(&mut key, &self.assets, clock)?;
        add(&mut key, &self.theme, clock)?;
        Some(key.finish())
    }
}

/// Adds some files and their states; none where one of them may change without showing it.
fn add(key: &mut Digester, list: &[Listed], clock: Clock) -> Option<()> {
    let mut stamps = Vec::with_capacity(list.len() * Stamp::LENGTH);
    key.number(list.len());
    for (path, stamp) in list {
        if !clock.is_after(*stamp) {
            return None;
        }
        key.text(path);
        stamps.extend_from_slice(&stamp.to_bytes());
    }
    key.digest(Digest::of(&stamps));
    Some(())
}
