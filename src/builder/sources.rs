//! Everything that a build is made from, looked at without reading it.

use std::path::Path;

use rayon::join;

use super::Settings;
use super::site_theme::THEMES_FOLDER;
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs::{self, Clock, Oddity, Stamp, Strange};
use crate::base::url::BaseUrl;
use crate::config::Config;
use crate::content::{ASSETS_FOLDER, CONTENT_FOLDER, Listed};

/// The fingerprint of the program itself: another one may render otherwise. `build.rs` makes it of all source files.
pub(super) const PROGRAM: &str = env!("CHANCERY_FINGERPRINT");

/// The files of a site and their states.
pub(super) struct Sources {
    pub content: Vec<Listed>,
    pub assets: Vec<Listed>,
    pub theme: Vec<Listed>,
    /// What lies among them and is not read.
    pub strange: Vec<Strange>,
    /// Covers what no file below the folders says: the program, `site.yaml` and the command line.
    pub settings: Digest,
}

impl Sources {
    /// Lists the folders of the site at `root`, whose `site.yaml` has this fingerprint.
    ///
    /// # Errors
    /// A folder cannot be read.
    pub fn look(root: &Path, config: &Config, config_key: Digest, settings: &Settings) -> Result<Self> {
        let list = |folder: &str| fs::list_in_site(root, folder);
        let (content, others) = join(
            || list(CONTENT_FOLDER),
            || -> Result<_> { Ok((list(ASSETS_FOLDER)?, list(&format!("{THEMES_FOLDER}/{}", config.theme.text))?)) },
        );
        let (assets, theme) = others?;
        let mut key = Digester::new(PROGRAM);
        key.digest(config_key)
            .flag(settings.relative)
            .optional(settings.base_url.as_ref().map(BaseUrl::as_text).as_deref());
        let (mut content, strange) = (content?, [assets.strange, theme.strange].concat());
        // A folder may be called as it likes where no texts are.
        let strange = strange.into_iter().filter(|one| one.what != Oddity::Folder);
        content.strange.extend(strange);
        Ok(Self {
            content: content.files,
            assets: assets.files,
            theme: theme.files,
            strange: content.strange,
            settings: key.finish(),
        })
    }

    /// Covers everything, as far as the states of files tell; none where one of them may change without showing it, having
    /// changed just before `clock`, or where something is there that is not read.
    pub fn key(&self, settings: &Settings, clock: Clock) -> Option<Digest> {
        if !self.strange.is_empty() {
            return None;
        }
        let mut key = Digester::new("sources");
        key.digest(self.settings).text(&settings.audience.today.to_string());
        key.flag(settings.audience.drafts).flag(settings.precompress).flag(settings.bundle);
        add(&mut key, &self.content, clock)?;
        add(&mut key, &self.assets, clock)?;
        add(&mut key, &self.theme, clock)?;
        Some(key.finish())
    }

    /// The states of all files, whether or not they may change without showing it.
    pub fn states(&self) -> Digest {
        let mut key = Digester::new("states");
        key.digest(self.settings);
        for (path, stamp) in [&self.content, &self.assets, &self.theme].into_iter().flatten() {
            key.text(path).digest(Digest::of(&stamp.to_bytes()));
        }
        for strange in &self.strange {
            key.text(&strange.path);
        }
        key.finish()
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
