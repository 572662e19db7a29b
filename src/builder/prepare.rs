//! The folder of a site into everything that rendering needs.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::assets::{self, Assets};
use super::broken_pictures;
use super::content_cache::ContentCache;
use super::editions::{OrderedEditions, assemble_editions};
use super::manifest::CACHE_FOLDER;
use super::pictures::Work;
use super::site_theme::{THEMES_FOLDER, load_themes, theme_diagnostic};
use super::sources::Sources;
use super::strange;
use crate::base::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs::{self, Strange};
use crate::base::progress::Progress;
use crate::base::source::{Place, SourceFile};
use crate::base::stop::Stop;
use crate::base::suggest::closest_path;
use crate::base::url::BaseUrl;
use crate::config::{self, Config, FILE_NAME, Located};
use crate::content::{self, AddressLink, Content, Listed};
use crate::model::Audience;
use crate::outputs::Edition;
use crate::site::{HiddenText, Site};
use crate::theme::{Theme, ThemeProblem};

/// What the command line decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Stands in for `base_url` of `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// Makes a site that opens from any folder, also where `site.yaml` does not say so.
    pub relative: bool,
    /// Writes compressed twins beside files that gain by it.
    pub precompress: bool,
    /// Packs the whole library into one file, also where `site.yaml` does not say so.
    pub bundle: bool,
    /// Replaces what stands in the output folder also where no build wrote it.
    pub take_over: bool,
    /// Who looks.
    pub audience: Audience,
    /// Hears how many pictures of how many are made.
    pub progress: Progress,
    /// Hears how many share cards of how many are drawn.
    pub card_progress: Progress,
    /// Hears how many files of how many are made.
    pub file_progress: Progress,
    /// Whether to end before anything is changed.
    pub stop: Stop,
    /// Does the process end after the build? Then its memory is left to the system, which takes it back at once.
    pub process_ends: bool,
}

/// Everything that rendering needs.
pub struct Prepared {
    /// That of the originals first.
    pub(super) editions: Vec<Edition>,
    /// The paths of translations into languages that the publication does not have.
    unshown: Vec<String>,
    /// Covers what all pages depend on: the program, the site theme, the configuration and the command line.
    base_key: Digest,
    /// The links of the content to addresses of the site.
    pub(super) addresses: Vec<AddressLink>,
    audience: Audience,
}

/// Reads `site.yaml` of the site at `root`.
///
/// # Errors
/// The file is there and cannot be read.
pub fn read_config(root: &Path, problems: &mut Diagnostics) -> Result<Option<Config>> {
    Ok(read_config_and_key(root, problems)?.map(|(config, _)| config))
}

/// The same with the fingerprint of the file.
pub(super) fn read_config_and_key(root: &Path, problems: &mut Diagnostics) -> Result<Option<(Config, Digest)>> {
    if let Some(what) = fs::oddity(root, FILE_NAME) {
        let problem = strange::diagnostic(&Strange { path: FILE_NAME.to_owned(), what });
        // Without it there is no site.
        problems.push(Diagnostic { severity: Severity::Error, ..problem });
        return Ok(None);
    }
    let Some(bytes) = fs::read_if_there(&root.join(FILE_NAME))? else {
        let problem =
            Diagnostic::error(Code::MissingConfig, say!("there is no `site.yaml` in `{root}`", root = root.display()))
                .help(say!(
                    "run the command in the folder of a site, say which with `--root FOLDER`, or make one with \
                 `chancery init FOLDER`"
                ));
        problems.push(problem);
        return Ok(None);
    };
    let key = Digest::of(&bytes);
    let Ok(text) = String::from_utf8(bytes) else {
        let place = Place::of_file(FILE_NAME);
        let problem = Diagnostic::error(Code::NotUtf8, say!("the file is not written in UTF-8")).at(place);
        problems.push(problem.help(say!("open it in your editor and save it again with the encoding UTF-8")));
        return Ok(None);
    };
    let own = RefCell::new(Diagnostics::new());
    let config = config::read(&SourceFile::new(FILE_NAME, text), &own);
    problems.extend(own.into_inner());
    Ok(config.map(|config| (config, key)))
}

/// Reads and checks the site at `root`. Problems are added to `problems`; there is nothing to render where the
/// configuration, the content or the site theme has an error.
///
/// # Errors
/// A file or folder is there and cannot be read.
pub fn prepare(root: &Path, settings: &Settings, problems: &mut Diagnostics) -> Result<Option<Prepared>> {
    let Some((mut config, config_key)) = read_config_and_key(root, problems)? else { return Ok(None) };
    // Who looks at pages alone has no use for it.
    config.set_bundle(false);
    let sources = Sources::look(root, &config, config_key, settings)?;
    prepare_from(root, config, sources, settings, ContentCache::Off, problems)
}

/// The same from sources that were looked at.
pub(super) fn prepare_from(
    root: &Path,
    mut config: Config,
    sources: Sources,
    settings: &Settings,
    mut content_cache: ContentCache<'_>,
    problems: &mut Diagnostics,
) -> Result<Option<Prepared>> {
    config.set_address(settings.base_url.as_ref(), settings.relative);
    sources.strange.iter().map(strange::diagnostic).for_each(|problem| problems.push(problem));
    let settings_key = sources.settings;
    let Loaded { content, assets, themes } = load(root, &config, sources, settings, &mut content_cache, problems)?;
    let audience = settings.audience;
    let (addresses, (ordered, cache)) = rayon::join(
        || check(root, &config, &content, &assets, audience, problems),
        || {
            rayon::join(
                // Most sites have no mistake, for which they would be made for nothing.
                || OrderedEditions::of(&config, &content, audience),
                || content_cache.stored(&content, settings_key),
            )
        },
    );
    let addresses = addresses?;
    let Some((themes, theme_key)) = themes.filter(|_| !problems.has_errors()) else { return Ok(None) };
    let languages: Vec<&str> = config.editions().map(|edition| edition.language.as_str()).collect();
    let unshown = content.translations.paths_outside(&languages);
    let (editions, written) = rayon::join(
        || {
            let files = Arc::new(assets.files);
            assemble_editions((config, content, ordered), themes, &files, audience, problems)
        },
        || cache.map_or(Ok(()), |cache| fs::write_whole(&cache_path(root, settings), &cache)),
    );
    written?;
    let base_key = Digester::new("page").digest(settings_key).digest(theme_key).finish();
    Ok(Some(Prepared { editions, unshown, base_key, addresses, audience }))
}

/// The files of a site, read.
struct Loaded {
    content: Content,
    assets: Assets,
    /// For each edition, the site theme in its language, and their fingerprint; none where there is a mistake, which was reported.
    themes: Option<(Vec<Theme>, Digest)>,
}

/// Reads the files of a site. Content files that are in the cache are not read.
fn load(
    root: &Path,
    config: &Config,
    sources: Sources,
    settings: &Settings,
    content_cache: &mut ContentCache<'_>,
    problems: &mut Diagnostics,
) -> Result<Loaded> {
    let shared_root = Arc::from(root);
    let mut theme_problems = Diagnostics::new();
    let clock = content_cache.clock();
    let (content, others) = rayon::join(
        || {
            let cache = content_cache.read(&cache_path(root, settings), sources.settings, &shared_root);
            content::load(&shared_root, config, &sources.content, cache, problems)
        },
        || -> Result<_> {
            let work = Work { clock, progress: &settings.progress, stop: &settings.stop };
            let assets = assets::look(root, &sources.assets, work, &mut theme_problems)?;
            let themes = load_themes(root, config, &sources.theme, assets.files.names(), &mut theme_problems)?;
            Ok((assets, themes))
        },
    );
    let (content, (assets, themes)) = (content?, others?);
    problems.extend(theme_problems);
    Ok(Loaded { content: Content { assets: sources.assets, ..content }, assets, themes })
}

/// The cache of the content files. A site that opens from any folder has one of its own: a build with a bundle makes both.
fn cache_path(root: &Path, settings: &Settings) -> PathBuf {
    root.join(CACHE_FOLDER).join(if settings.relative { "content-relative.bin" } else { "content.bin" })
}

/// Looks for what is wrong in the content as a whole.
fn check(
    root: &Path,
    config: &Config,
    content: &Content,
    assets: &Assets,
    audience: Audience,
    problems: &mut Diagnostics,
) -> Result<Vec<AddressLink>> {
    let addresses = content::check(content, audience, problems);
    content::check_hosts(config, content, audience, problems);
    for file in [&config.image, &config.identity.logo].into_iter().flatten() {
        check_picture_of_site(file, &content.assets, problems);
    }
    broken_pictures::check(root, config, content, assets, problems)?;
    Ok(addresses)
}

fn check_picture_of_site(image: &Located, assets: &[Listed], problems: &mut Diagnostics) {
    let names = || assets.iter().map(|(name, _)| name.as_str());
    if names().any(|name| name == image.text) {
        return;
    }
    let help = match closest_path(&image.text, names()) {
        Some(near) => say!("did you mean `{near}`?", near),
        None => say!("put the picture at `assets/{image}`, or leave the line out", image = image.text),
    };
    let problem = Diagnostic::error(Code::MissingImage, say!("there is no file `assets/{image}`", image = image.text));
    problems.push(problem.at(image.place.clone()).help(help));
}

impl Prepared {
    /// The editions, that of the originals first.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The site in the language of the originals.
    ///
    /// # Panics
    /// Never: a publication has at least one edition.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.editions[0].site
    }

    /// How many cases are published in any language.
    #[must_use]
    pub fn cases(&self) -> usize {
        let slugs = self.editions.iter().flat_map(|edition| &edition.site.cases).map(|entry| &entry.case.slug);
        if self.editions.len() == 1 { self.site().cases.len() } else { slugs.collect::<BTreeSet<_>>().len() }
    }

    /// What no edition shows.
    pub(super) fn hidden(&self) -> Vec<HiddenText> {
        let hidden = self.editions.iter().flat_map(|edition| &edition.site.hidden);
        hidden.collect::<BTreeSet<_>>().into_iter().cloned().collect()
    }

    /// The paths of translations that no edition shows.
    pub(super) fn unshown_translations(&self) -> &[String] {
        &self.unshown
    }

    /// Is the site built for those who write it?
    pub(super) fn shows_drafts(&self) -> bool {
        self.audience.drafts
    }

    /// Covers what all pages depend on.
    pub(super) fn base_key(&self) -> Digest {
        self.base_key
    }

    /// A mistake that rendering met, with the line of the site's own template where it is one.
    pub(super) fn theme_diagnostic(&self, root: &Path, problem: &ThemeProblem) -> Result<Diagnostic> {
        let theme = &self.site().config.theme.text;
        let file = root.join(THEMES_FOLDER).join(theme).join(&problem.file);
        let bytes = if problem.embedded { None } else { fs::read_if_there(&file)? };
        let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(theme_diagnostic(problem, theme, text.as_deref()))
    }
}
