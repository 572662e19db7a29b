//! Which pictures a post wants, and what it says once they are there.
//!
//! Comes in: posts with their drafts; goes out: drafts that refer to the files below `assets/`. A picture of a city is
//! always wanted. One within a text is wanted if it lies on the post's own host: what the author showed from elsewhere
//! stays there.

use std::path::Path;

use super::super::draft::{PostDraft, absolute, draft};
use super::super::pictures::PictureFiles;
use super::super::post::Post;
use super::{MediaOptions, PlacedImage, WantedImage, host_of, place, warn};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::config::Config;
use crate::content::Content;

/// Where in a draft a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// The picture of this city.
    City(usize),
    /// This one among the pictures of the texts.
    Text(usize),
}

/// Gets the pictures of all posts, and makes the drafts refer to them. The posts stand beside the name of their input.
///
/// # Errors
/// A file cannot be read or written.
pub(in crate::import) fn take_over(
    posts: &[(&str, Post)],
    mut drafts: Vec<PostDraft>,
    root: &Path,
    config: &Config,
    content: &Content,
    options: &MediaOptions<'_>,
    problems: &mut Diagnostics,
) -> Result<Vec<PostDraft>> {
    let wishes: Vec<(usize, Spot, WantedImage)> = posts
        .iter()
        .zip(&drafts)
        .enumerate()
        .flat_map(|(index, ((source, post), draft))| {
            wanted(source, post, draft).into_iter().map(move |(spot, image)| (index, spot, image))
        })
        .collect();
    let images: Vec<WantedImage> = wishes.iter().map(|(.., image)| image.clone()).collect();
    let placed = place(&images, root, config, options)?;
    warn(&images, &placed, options, problems);
    let mut of_post: Vec<Vec<(Spot, PlacedImage)>> = vec![Vec::new(); posts.len()];
    for ((index, spot, _), placed) in wishes.into_iter().zip(placed) {
        of_post[index].push((spot, placed));
    }
    for (((_, post), placed), old) in posts.iter().zip(of_post).zip(&mut drafts) {
        let files = text_files(old, &placed);
        if !files.is_empty() {
            // Reading the post again is simpler than changing Markdown, and only some posts need it.
            *old = draft(post, config, content, &files);
        }
        fill_in(old, placed);
    }
    Ok(drafts)
}

/// The pictures that a post wants, with their names: `cases/medellin`, and for the others `cases/medellin-2` …
fn wanted(source: &str, post: &Post, draft: &PostDraft) -> Vec<(Spot, WantedImage)> {
    let image = |addresses: &[String], names: Vec<String>| WantedImage {
        candidates: addresses.iter().map(|address| absolute(post, address)).collect(),
        names,
        source: source.to_owned(),
    };
    let mut wanted = Vec::new();
    for (index, city) in draft.cities.iter().enumerate().filter(|(_, city)| city.case.image.is_some()) {
        let (slug, country) = (&city.case.slug, city.case.country.as_str().to_lowercase());
        let names = vec![format!("cases/{slug}"), format!("cases/{slug}-{country}")];
        wanted.push((Spot::City(index), image(&city.image_addresses, names)));
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
    wanted.retain(|(_, image)| {
        url::Url::parse(image.address()).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    });
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
            Spot::Text(index) => {
                if let Some(text) = draft.pictures.get_mut(index) {
                    text.state = state;
                }
            }
        }
    }
}
