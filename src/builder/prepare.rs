//! The folder of a site into everything that rendering needs.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::assets::{self, Assets};
use super::broken_pictures;
use super::clashes::check_clashes;
use super::editions::{OrderedEditions, assemble_editions};
use super::giving_way::drop_those_that_give_way;
use super::long_names::check_long_names;
use super::manifest::CACHE_FOLDER;
use super::remembered::Remembered;
use super::site_theme::{THEMES_FOLDER, load_themes, theme_diagnostic};
use super::sources::Sources;
use super::strange;
use crate::base::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs::{self, Clock, Strange};
use crate::base::source::{Place, SourceFile};
use crate::base::suggest::closest_path;
use crate::base::url::{BaseUrl, SitePath, is_external};
use crate::casefile::FileName;
use crate::config::{self, Config, FILE_NAME, Located};
use crate::content::{self, AddressLink, Content, Listed};
use crate::model::Audience;
use crate::outputs::{self, Artifact, Edition};
use crate::site::{HiddenText, Redirect, Site};
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
    /// Does the process end after the build? Then its memory is left to the system, which takes it back at once.
    pub process_ends: bool,
}

/// Hears how many of how many are done.
#[derive(Clone)]
pub struct Progress(pub Arc<dyn Fn(usize, usize) + Send + Sync>);

impl Default for Progress {
    /// Nobody listens.
    fn default() -> Self {
        Self(Arc::new(|_, _| {}))
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Progress")
    }
}

/// With what pictures are made.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    /// The clock of the disk when the build began; none where nothing is to be written.
    pub clock: Option<Clock>,
    /// Hears how many of how many are done.
    pub progress: &'a Progress,
}

/// Everything that rendering needs.
pub struct Prepared {
    /// That of the originals first.
    editions: Vec<Edition>,
    /// The paths of translations into languages that the publication does not have.
    unshown: Vec<String>,
    /// Covers what all pages depend on: the program, the site theme, the configuration and the command line.
    base_key: Digest,
    addresses: Vec<AddressLink>,
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
        let problem = Diagnostic::error(Code::MissingConfig, format!("there is no `{FILE_NAME}` in `{}`", root.display()))
            .help("run the command in the folder of a site, say which with `--root FOLDER`, or make one with `chancery init FOLDER`");
        problems.push(problem);
        return Ok(None);
    };
    let key = Digest::of(&bytes);
    let Ok(text) = String::from_utf8(bytes) else {
        let place = Place::of_file(FILE_NAME);
        let problem = Diagnostic::error(Code::NotUtf8, "the file is not written in UTF-8").at(place);
        problems.push(problem.help("open it in your editor and save it again with the encoding UTF-8"));
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
    prepare_from(root, config, sources, settings, Remembered::Nothing, problems)
}

/// The same from sources that were looked at.
pub(super) fn prepare_from(
    root: &Path,
    mut config: Config,
    sources: Sources,
    settings: &Settings,
    mut remembered: Remembered<'_>,
    problems: &mut Diagnostics,
) -> Result<Option<Prepared>> {
    config.set_address(settings.base_url.as_ref(), settings.relative);
    sources.strange.iter().map(strange::diagnostic).for_each(|problem| problems.push(problem));
    let settings_key = sources.settings;
    let Loaded { content, assets, themes } = load(root, &config, sources, settings, &mut remembered, problems)?;
    let audience = settings.audience;
    let (addresses, (ordered, cache)) = rayon::join(
        || check(root, &config, &content, &assets, audience, problems),
        || {
            rayon::join(
                // Most sites have no mistake, for which they would be made for nothing.
                || OrderedEditions::of(&config, &content, audience),
                || remembered.keep(&content, settings_key),
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
    remembered: &mut Remembered<'_>,
    problems: &mut Diagnostics,
) -> Result<Loaded> {
    let shared_root = Arc::from(root);
    let mut theme_problems = Diagnostics::new();
    let clock = remembered.clock();
    let (content, others) = rayon::join(
        || {
            let cache = remembered.recall(&cache_path(root, settings), sources.settings, &shared_root);
            content::load(&shared_root, config, &sources.content, cache, problems)
        },
        || -> Result<_> {
            let work = Work { clock, progress: &settings.progress };
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
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("put the picture at `assets/{}`, or leave the line out", image.text),
    };
    let problem = Diagnostic::error(Code::MissingImage, format!("there is no file `assets/{}`", image.text));
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

    /// Everything that the site consists of. Two files that want one address, and links to addresses that no file has, are
    /// added to `problems`.
    pub fn plan(&self, problems: &mut Diagnostics) -> Vec<Artifact<'_>> {
        let mut artifacts = outputs::plan(&self.editions);
        drop_those_that_give_way(&mut artifacts, problems);
        self.drop_covered_redirects(&mut artifacts, problems);
        let ((), known) = rayon::join(
            || {
                check_clashes(&artifacts, &self.site().config, problems);
                check_long_names(&artifacts, problems);
            },
            || artifacts.iter().map(|artifact| artifact.path.as_str()).collect::<BTreeSet<&str>>(),
        );
        for link in &self.addresses {
            let path = self.site_of(link.file()).written(&link.path);
            if !is_known(&known, path.as_str()) {
                problems.push(broken(&link.path, &known).at(link.place()));
            }
        }
        for Edition { site, .. } in &self.editions {
            check_menu(site, &known, problems);
        }
        for moved in &self.site().config.publishing.redirects {
            if !is_known(&known, moved.to.as_str()) {
                problems.push(broken(moved.to.as_str(), &known).at(moved.written.place.clone()));
            }
        }
        artifacts
    }

    /// Is the site built for those who write it?
    pub(super) fn shows_drafts(&self) -> bool {
        self.audience.drafts
    }

    /// Covers what all pages depend on.
    pub(super) fn base_key(&self) -> Digest {
        self.base_key
    }

    /// The edition in which a content file is first seen.
    fn site_of(&self, path: &str) -> &Site {
        let language = FileName::of(path).language;
        let own = self.editions.iter().find(|edition| Some(edition.site.config.language.as_str()) == language);
        own.map_or_else(|| self.site(), |edition| &edition.site)
    }

    /// A mistake that rendering met, with the line of the site's own template where it is one.
    pub(super) fn theme_diagnostic(&self, root: &Path, problem: &ThemeProblem) -> Result<Diagnostic> {
        let theme = &self.site().config.theme.text;
        let file = root.join(THEMES_FOLDER).join(theme).join(&problem.file);
        let bytes = if problem.embedded { None } else { fs::read_if_there(&file)? };
        let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(theme_diagnostic(problem, theme, text.as_deref()))
    }

    /// A page at the address of an old post serves those who come for the post; nobody asked for that redirect by hand.
    fn drop_covered_redirects(&self, artifacts: &mut Vec<Artifact<'_>>, problems: &mut Diagnostics) {
        let redirects = self.editions.iter().flat_map(|edition| &edition.site.redirects);
        let of_import = redirects.filter(|redirect| !redirect.by_hand);
        let by_import: BTreeMap<&SitePath, &Redirect> = of_import.map(|redirect| (&redirect.from, redirect)).collect();
        if by_import.is_empty() {
            return;
        }
        let is_page = |artifact: &&Artifact<'_>| artifact.listing.is_page();
        let covered = artifacts.iter().filter(is_page);
        let covered = covered.filter_map(|page| Some((*by_import.get(&page.path)?, page.origin.as_ref())));
        let covered: Vec<(&Redirect, &str)> = covered.collect();
        covered.iter().for_each(|(redirect, page)| problems.push(self.covered(redirect, page)));
        let covered: BTreeSet<SitePath> = covered.iter().map(|(redirect, _)| redirect.from.clone()).collect();
        artifacts.retain(|artifact| {
            let is_page = artifact.listing.is_page();
            is_page || !covered.contains(&artifact.path)
        });
    }

    /// What to say of an old address at which another page stands.
    fn covered(&self, redirect: &Redirect, page: &str) -> Diagnostic {
        let Redirect { from, path, .. } = redirect;
        let message = format!("at the old address {from} of the post in `{path}` stands another page, that of {page}");
        let problem = Diagnostic::warning(Code::AddressConflict, message)
            .help("give one of the two another address, or take `origin` out if that page stands for the post");
        match self.editions.iter().find_map(|edition| edition.site.text(path)) {
            Some(text) => problem.at(text.place_of(from.as_str().trim_end_matches('/'))),
            None => problem,
        }
    }
}

/// Entries of the menu that lead nowhere.
fn check_menu(site: &Site, known: &BTreeSet<&str>, problems: &mut Diagnostics) {
    for item in site.config.menu.iter().filter(|item| !is_external(&item.target.text)) {
        let target = item.target.text.split(['#', '?']).next().unwrap_or_default().trim_start_matches('/');
        if !is_known(known, site.written(target).as_str()) {
            problems.push(broken(target, known).at(item.target.place.clone()));
        }
    }
}

fn is_known(known: &BTreeSet<&str>, path: &str) -> bool {
    let page = SitePath::from_output_path(path);
    [path, page.as_str(), &format!("{path}/")].iter().any(|path| known.contains(path))
}

fn broken(path: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let help = match closest_path(path, known.iter().copied()) {
        Some(near) => format!("did you mean `/{}`?", near.trim_end_matches("index.html")),
        None => "write an address of the site, such as /cases/".to_owned(),
    };
    Diagnostic::error(Code::BrokenLink, format!("the site has no page at `/{path}`")).help(help)
}
