//! The folder of a site into everything that rendering needs.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::assets::{self, Assets};
use super::broken_pictures;
use super::clashes::check_clashes;
use super::long_names::check_long_names;
use super::recall::{self, Recall};
use super::site_theme::{THEMES_FOLDER, load_theme, theme_diagnostic};
use super::sources::Sources;
use super::strange;
use crate::base::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs::{self, Clock, Strange};
use crate::base::source::{Place, SourceFile};
use crate::base::suggest::closest_path;
use crate::base::url::{BaseUrl, SitePath, is_external};
use crate::config::{self, Config, FILE_NAME};
use crate::content::{self, AddressLink, Content, Listed, Remembered, Scope};
use crate::model::Audience;
use crate::outputs::{self, Artifact, Input, Keys, Listing, Pieces, Wanted};
use crate::site::{Arrangement, Redirect, Site, assemble};
use crate::theme::views::SiteView;
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
    site: Site,
    theme: Theme,
    site_view: SiteView,
    keys: Keys,
    pieces: Pieces,
    addresses: Vec<AddressLink>,
    audience: Audience,
    /// The fingerprint of all but the text of bodies; none where it cannot be told.
    outline: Option<Digest>,
    /// What was looked at, and has to be.
    scope: Scope,
    /// The fingerprint of what is remembered of the content files; none where nothing is.
    memory_state: Option<Digest>,
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
        let place = Place::start_of(&SourceFile::new(FILE_NAME, ""));
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
    let Some((config, config_key)) = read_config_and_key(root, problems)? else { return Ok(None) };
    let sources = Sources::look(root, &config, config_key, settings)?;
    prepare_from(root, config, sources, settings, None, problems)
}

/// The same from sources that were looked at. Without a recall everything is read, and nothing will be remembered.
pub(super) fn prepare_from(
    root: &Path,
    mut config: Config,
    sources: Sources,
    settings: &Settings,
    recall: Option<Recall<'_>>,
    problems: &mut Diagnostics,
) -> Result<Option<Prepared>> {
    if let Some(base_url) = &settings.base_url {
        config.base_url = base_url.clone();
    }
    config.relative |= settings.relative;
    sources.strange.iter().map(strange::diagnostic).for_each(|problem| problems.push(problem));
    let recall = recall.as_ref();
    let clock = recall.map(|recall| recall.clock);
    let around = clock.and_then(|clock| sources.around(settings, clock));
    let mut theme_problems = Diagnostics::new();
    let work = Work { clock, progress: &settings.progress };
    let (content, theme) = rayon::join(
        || -> Result<_> {
            let memory = recall.map(|recall| recall.memory(root, sources.settings)).unwrap_or_default();
            let known = memory.known().clone();
            Ok((content::load(root, &config, &sources.content, memory, problems)?, known))
        },
        || -> Result<_> {
            let assets = assets::look(root, &sources.assets, work, &mut theme_problems)?;
            let theme = load_theme(root, &config, &sources.theme, assets.files.names(), &mut theme_problems)?;
            Ok((assets, theme, recall.and_then(|recall| recall.arrangement(root))))
        },
    );
    let ((mut content, known), (assets, theme, arrangement)) = (content?, theme?);
    content.assets = sources.assets;
    let outline = around.map(|around| Digester::new("site").digest(around).digest(content.outline()).finish());
    let is_as_before = recall.is_some_and(|recall| recall.is_as_before(&known, outline));
    let scope = if is_as_before { Scope::Fresh } else { Scope::All };
    let audience = settings.audience;
    let kept = arrangement.filter(|(known, _)| outline == Some(*known)).map(|(_, arrangement)| arrangement);
    let is_kept = kept.is_some();
    let (addresses, (remembered, arrangement)) = rayon::join(
        || check(root, &config, (&content, scope), &assets, audience, problems),
        || {
            rayon::join(
                || recall.map(|recall| recall.remember(root, sources.settings, &content, &known)).transpose(),
                // Most sites have no mistake, for which it would be made for nothing.
                || kept.unwrap_or_else(|| Arrangement::of(&config, &content, audience)),
            )
        },
    );
    let (addresses, remembered) = (addresses?, remembered?);
    let memory_state = remembered.as_ref().map(Remembered::state);
    problems.extend(theme_problems);
    if problems.has_errors() || recall.is_some_and(Recall::is_damaged) {
        return Ok(None);
    }
    let (saved, site) = rayon::join(
        || remembered.map_or(Ok(()), Remembered::save),
        || -> Result<Site> {
            if let Some(outline) = outline.filter(|_| !is_kept) {
                recall::keep_arrangement(root, outline, &arrangement)?;
            }
            Ok(assemble(config, content, arrangement, assets.files, audience, problems))
        },
    );
    let ((), site) = (saved?, site?);
    let Some((theme, theme_key)) = theme else { return Ok(None) };
    let site_view = outputs::site_view(&site);
    let keys = Keys::new(&site, page_base(sources.settings, theme_key, &site_view), scope == Scope::Fresh);
    let pieces = Pieces::new(&site);
    Ok(Some(Prepared { site, theme, site_view, keys, pieces, addresses, audience, outline, scope, memory_state }))
}

/// What all pages depend on. What templates see of the site as a whole depends on the content, too.
fn page_base(settings: Digest, theme: Digest, site_view: &SiteView) -> Digest {
    let view = serde_json::to_string(site_view).unwrap_or_default();
    Digester::new("page").digest(settings).digest(theme).text(&view).finish()
}

/// Looks for what is wrong in the content of `scope` as a whole.
fn check(
    root: &Path,
    config: &Config,
    (content, scope): (&Content, Scope),
    assets: &Assets,
    audience: Audience,
    problems: &mut Diagnostics,
) -> Result<Vec<AddressLink>> {
    let addresses = content::check(content, audience, scope, problems);
    content::check_hosts(config, content, audience, scope, problems);
    check_preview_picture(config, &content.assets, problems);
    broken_pictures::check(root, config, (content, scope), assets, problems)?;
    Ok(addresses)
}

fn check_preview_picture(config: &Config, assets: &[Listed], problems: &mut Diagnostics) {
    let names = || assets.iter().map(|(name, _)| name.as_str());
    let Some(image) = config.image.as_ref().filter(|image| names().all(|name| name != image.text)) else { return };
    let help = match closest_path(&image.text, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("put the picture at `assets/{}`, or leave the line out", image.text),
    };
    let problem = Diagnostic::error(Code::MissingImage, format!("there is no file `assets/{}`", image.text));
    problems.push(problem.at(image.place.clone()).help(help));
}

impl Prepared {
    /// The site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Everything that the site consists of, or what is wanted of it. Two files that want one address, and links to addresses that no file has, are
    /// added to `problems`.
    pub fn plan(&self, wanted: Wanted, problems: &mut Diagnostics) -> Vec<Artifact<'_>> {
        let Self { site, theme, site_view, keys, pieces, .. } = self;
        let input = Input { site, theme, site_view, keys, pieces, wanted };
        let mut artifacts = outputs::plan(input);
        self.drop_covered_redirects(&mut artifacts, problems);
        if self.only_bodies_changed() {
            // The last build made the same files, and nothing was wrong with them.
            return artifacts;
        }
        let ((), known) = rayon::join(
            || {
                check_clashes(&artifacts, &self.site.config, problems);
                check_long_names(&artifacts, problems);
            },
            || artifacts.iter().map(|artifact| artifact.path.as_str()).collect::<BTreeSet<&str>>(),
        );
        for link in &self.addresses {
            if !is_known(&known, &link.path) {
                problems.push(broken(&link.path, &known).at(link.place()));
            }
        }
        for item in &self.site.config.menu {
            let target = item.target.text.split(['#', '?']).next().unwrap_or_default().trim_start_matches('/');
            if !is_external(&item.target.text) && !is_known(&known, target) {
                problems.push(broken(target, &known).at(item.target.place.clone()));
            }
        }
        for moved in &self.site.config.publishing.redirects {
            if !is_known(&known, moved.to.as_str()) {
                problems.push(broken(moved.to.as_str(), &known).at(moved.written.place.clone()));
            }
        }
        artifacts
    }

    /// Did the last build make the same files, but for the text of bodies, and has nothing to be looked for in all of them?
    pub(super) fn only_bodies_changed(&self) -> bool {
        self.scope == Scope::Fresh && self.addresses.is_empty()
    }

    /// Is the site built for those who write it?
    pub(super) fn shows_drafts(&self) -> bool {
        self.audience.drafts
    }

    /// The fingerprint of all but the text of bodies; none where it cannot be told.
    pub(super) fn outline(&self) -> Option<Digest> {
        self.outline
    }

    /// The fingerprint of what is remembered of the content files; none where nothing is.
    pub(super) fn memory_state(&self) -> Option<Digest> {
        self.memory_state
    }

    /// The theme, for rendering.
    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }

    /// A mistake that rendering met, with the line of the site's own template where it is one.
    pub(super) fn theme_diagnostic(&self, root: &Path, problem: &ThemeProblem) -> Result<Diagnostic> {
        let theme = &self.site.config.theme.text;
        let file = root.join(THEMES_FOLDER).join(theme).join(&problem.file);
        let bytes = if problem.embedded { None } else { fs::read_if_there(&file)? };
        let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(theme_diagnostic(problem, theme, text.as_deref()))
    }

    /// A page at the address of an old post serves those who come for the post; nobody asked for that redirect by hand.
    fn drop_covered_redirects(&self, artifacts: &mut Vec<Artifact<'_>>, problems: &mut Diagnostics) {
        let of_import = self.site.redirects.iter().filter(|redirect| !redirect.by_hand);
        let by_import: BTreeMap<&SitePath, &Redirect> = of_import.map(|redirect| (&redirect.from, redirect)).collect();
        if by_import.is_empty() {
            return;
        }
        let is_page = |artifact: &&Artifact<'_>| matches!(artifact.listing, Listing::Listed(_));
        let covered = artifacts.iter().filter(is_page);
        let covered = covered.filter_map(|page| Some((*by_import.get(&page.path)?, page.origin.as_ref())));
        let covered: Vec<(&Redirect, &str)> = covered.collect();
        covered.iter().for_each(|(redirect, page)| problems.push(self.covered(redirect, page)));
        let covered: BTreeSet<SitePath> = covered.iter().map(|(redirect, _)| redirect.from.clone()).collect();
        artifacts.retain(|artifact| {
            let is_page = matches!(artifact.listing, Listing::Listed(_));
            is_page || !covered.contains(&artifact.path)
        });
    }

    /// What to say of an old address at which another page stands.
    fn covered(&self, redirect: &Redirect, page: &str) -> Diagnostic {
        let Redirect { from, path, .. } = redirect;
        let message = format!("at the old address {from} of the post in `{path}` stands another page, that of {page}");
        let problem = Diagnostic::warning(Code::AddressConflict, message)
            .help("give one of the two another address, or take `origin` out if that page stands for the post");
        match self.site.text(path) {
            Some(text) => problem.at(text.place_of(from.as_str().trim_end_matches('/'))),
            None => problem,
        }
    }
}

fn is_known(known: &BTreeSet<&str>, path: &str) -> bool {
    known.contains(path)
        || SitePath::from_output_path(path).as_str() != path
            && known.contains(SitePath::from_output_path(path).as_str())
        || (!path.ends_with('/') && known.contains(format!("{path}/").as_str()))
}

fn broken(path: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let help = match closest_path(path, known.iter().copied()) {
        Some(near) => format!("did you mean `/{}`?", near.trim_end_matches("index.html")),
        None => "write an address of the site, such as /cases/".to_owned(),
    };
    Diagnostic::error(Code::BrokenLink, format!("the site has no page at `/{path}`")).help(help)
}
