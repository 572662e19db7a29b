//! Which pictures a post wants, and what it says once they are there.
//!
//! Comes in: posts with their drafts; goes out: drafts that refer to the files below `assets/`. The picture of a city or of
//! an article is always wanted. One within a text is wanted if it lies on the post's own host: what the author showed from elsewhere
//! stays there.

use std::path::Path;

use super::content_pictures::{content_pictures, names_for_article, names_for_case};
use super::names::{Known, known};
use super::{MediaOptions, PlacedImage, WantedImage, host_of, place, warn};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::stop::Stop;
use crate::base::url::is_web_address;
use crate::config::Config;
use crate::import::input::Post;
use crate::import::read::{PictureFiles, PostDraft};

/// Where in a draft a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// The picture of this city.
    City(usize),
    /// The picture of the article.
    Article,
    /// This one among the pictures of the texts.
    Text(usize),
}

/// The pictures of a site, and where more of them come from.
pub(in crate::import) struct Shelf<'a> {
    root: &'a Path,
    config: &'a Config,
    options: &'a MediaOptions<'a>,
    /// What is there; read when the first picture is wanted.
    known: Option<Known>,
}

impl<'a> Shelf<'a> {
    /// The pictures of the site at `root`.
    pub fn new(root: &'a Path, config: &'a Config, options: &'a MediaOptions<'a>) -> Self {
        Self { root, config, options, known: None }
    }

    /// Whether to end.
    pub fn stop(&self) -> &Stop {
        &self.options.stop
    }

    /// Gets the pictures of posts, and makes the drafts refer to them. `source` is the input of the posts, and `draft` reads
    /// a post once more: that is simpler than changing Markdown, and only posts with pictures in their texts need it.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub fn take_over(
        &mut self,
        source: &str,
        posts: &[&Post],
        mut drafts: Vec<PostDraft>,
        draft: &dyn Fn(&Post, &PictureFiles) -> PostDraft,
        problems: &mut Diagnostics,
    ) -> Result<Vec<PostDraft>> {
        let mut spots: Vec<(usize, Spot)> = Vec::new();
        let mut images: Vec<WantedImage> = Vec::new();
        for (index, (post, draft)) in posts.iter().zip(&drafts).enumerate() {
            for (spot, image) in wanted(source, post, draft) {
                spots.push((index, spot));
                images.push(image);
            }
        }
        if images.is_empty() {
            return Ok(drafts);
        }
        let known = match &mut self.known {
            Some(known) => known,
            empty => empty.insert(known(self.root, &content_pictures(self.root, self.config)?)?),
        };
        let placed = place(&images, self.root, known, self.options)?;
        warn(&images, &placed, self.options, problems);
        let mut of_post: Vec<Vec<(Spot, PlacedImage)>> = vec![Vec::new(); posts.len()];
        for ((index, spot), placed) in spots.into_iter().zip(placed) {
            of_post[index].push((spot, placed));
        }
        for ((post, placed), old) in posts.iter().zip(of_post).zip(&mut drafts) {
            let files = text_files(old, &placed);
            if !files.is_empty() {
                *old = draft(post, &files);
            }
            fill_in(old, placed);
        }
        Ok(drafts)
    }
}

/// The pictures that a post wants, with their names: `cases/medellin`, and for the others `cases/medellin-2` …
fn wanted(source: &str, post: &Post, draft: &PostDraft) -> Vec<(Spot, WantedImage)> {
    let image = |addresses: &[String], names: Vec<String>| WantedImage {
        candidates: addresses.to_vec(),
        names,
        source: source.to_owned(),
    };
    let mut wanted = Vec::new();
    for (index, city) in draft.cities.iter().enumerate().filter(|(_, city)| city.case.image.is_some()) {
        wanted.push((Spot::City(index), image(&city.image_addresses, names_for_case(&city.case))));
    }
    if draft.article.image.is_some() {
        wanted.push((Spot::Article, image(&draft.image_addresses, names_for_article(&draft.article))));
    }
    let mut numbers = vec![1; draft.cities.len() + 1];
    for (index, text) in draft.pictures.iter().enumerate() {
        let place = text.city.unwrap_or(draft.cities.len());
        let name = match text.city.and_then(|city| draft.cities.get(city)) {
            Some(city) => format!("cases/{}", city.case.slug),
            None => format!("articles/{}", draft.article.slug),
        };
        numbers[place] += 1;
        let image = image(&text.picture.addresses, vec![format!("{name}-{}", numbers[place])]);
        if is_on_own_host(post, image.address()) {
            wanted.push((Spot::Text(index), image));
        }
    }
    wanted.retain(|(_, image)| is_web_address(image.address()));
    wanted
}

fn is_on_own_host(post: &Post, address: &str) -> bool {
    let plain = |address: &str| host_of(address).trim_start_matches("www.").to_owned();
    let own = post.link.as_deref().map(plain);
    address.contains("/wp-content/uploads/") || own.is_some_and(|own| own == plain(address))
}

/// The files of a post's text pictures, by their addresses as the post has them.
fn text_files(draft: &PostDraft, placed: &[(Spot, PlacedImage)]) -> PictureFiles {
    let mut files = PictureFiles::new();
    for (spot, placed) in placed {
        if let (Spot::Text(index), Some(file)) = (spot, &placed.file)
            && let Some(address) = draft.pictures.get(*index).and_then(|text| text.picture.addresses.first())
        {
            files.insert(address.clone(), file.clone());
        }
    }
    files
}

fn fill_in(draft: &mut PostDraft, placed: Vec<(Spot, PlacedImage)>) {
    for (spot, PlacedImage { file, state }) in placed {
        match spot {
            Spot::City(index) => {
                if let Some(city) = draft.cities.get_mut(index) {
                    city.image_state = state;
                    if let Some(image) = &mut city.case.image {
                        image.file = file;
                    }
                }
            }
            Spot::Article => {
                draft.image_state = state;
                if let Some(image) = &mut draft.article.image {
                    image.file = file;
                }
            }
            Spot::Text(index) => {
                if let Some(text) = draft.pictures.get_mut(index) {
                    text.state = state;
                }
            }
        }
    }
}
