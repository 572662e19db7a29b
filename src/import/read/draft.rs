//! A draft: what a post becomes before it has files.

use serde::Serialize;

use super::accounting::{Accounting, Balance, GivenUp};
use super::categories::CategoryReport;
use super::cities::{Doubt, SectionText};
use super::links_here::Anchor;
use super::terms::Suggestion;
use super::tree::{TextPicture, has_sign};
use crate::base::message::Message;
use crate::html::Limit;
use crate::model::{Article, Case};

/// What a post holds.
#[derive(Debug, Clone)]
pub(in crate::import) struct PostDraft {
    /// The article. Its list of cases is filled in when they have names.
    pub article: Article,
    /// Its text, in Markdown: the introduction and the conclusion.
    pub article_body: String,
    /// The addresses of the article's picture, the best first.
    pub image_addresses: Vec<String>,
    /// What became of the article's picture.
    pub image_state: PictureState,
    /// The categories and tags of the post.
    pub categories: Vec<CategoryReport>,
    /// The cities.
    pub cities: Vec<CityDraft>,
    /// Headings that may be cities and are none.
    pub doubts: Vec<Doubt>,
    /// The pictures within the texts.
    pub pictures: Vec<PictureDraft>,
    /// The places of the post that its own links lead to.
    pub anchors: Vec<Anchor>,
    /// What was left out or changed.
    pub account: Accounting,
    /// What is missing.
    pub balance: Balance,
    /// Bounds of the parser that the post went over.
    pub limits: Vec<Limit>,
    /// What of its structure was given up, so that nothing is lost.
    pub given_up: Option<GivenUp>,
}

impl PostDraft {
    /// Is the sign of a footnote left somewhere, as it stands where none can be?
    pub fn has_stray_mark(&self) -> bool {
        let captions = self.cities.iter().filter_map(|city| city.case.image.as_ref()?.caption.as_deref());
        let texts = self.cities.iter().flat_map(|city| [&city.case.title, &city.case.city, &city.body]);
        let labels = self.cities.iter().flat_map(|city| &city.labels);
        let left_out = self.account.words.iter().map(|left_out| &left_out.text);
        let others = self.account.kept_html.iter().chain(self.doubts.iter().flat_map(Doubt::headings)).chain(left_out);
        let mut all = captions.chain(texts.chain(labels).chain(others).map(String::as_str));
        has_sign(&self.article_body) || all.any(has_sign)
    }

    /// Is a part of the post missing? Then none of its files may be written.
    pub fn is_incomplete(&self) -> bool {
        !self.balance.losses.is_empty() || self.is_cut()
    }

    /// Was the post too large to be read to its end?
    pub fn is_cut(&self) -> bool {
        self.limits.iter().any(|limit| *limit != Limit::Depth)
    }
}

/// A picture within a text.
#[derive(Debug, Clone)]
pub(in crate::import) struct PictureDraft {
    /// The picture.
    pub picture: TextPicture,
    /// Which text it stands in: the city's place among the cities, none for the article.
    pub city: Option<usize>,
    /// What became of it.
    pub state: PictureState,
}

impl PictureDraft {
    pub fn new(picture: TextPicture, city: Option<usize>) -> Self {
        Self { picture, city, state: PictureState::Elsewhere }
    }
}

/// How a picture came into `assets/`, or why it did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum PictureState {
    /// It was there.
    There,
    /// It was found in the copy of the uploads.
    Copied,
    /// It was fetched.
    Downloaded,
    /// It stays on another host, as nobody asked for it to be fetched.
    Elsewhere,
    /// Nothing may be fetched.
    Offline,
    /// It would be fetched if this were no dry run.
    DryRun,
    /// Its host cannot be reached.
    NoConnection {
        /// The host.
        host: String,
        /// What the system said.
        reason: Message,
    },
    /// It could not be had.
    Failed {
        /// The address that was tried last.
        address: String,
        /// Why.
        reason: Message,
    },
}

/// What a post says about a city.
#[derive(Debug, Clone)]
pub(in crate::import) struct CityDraft {
    /// The case; its slug may still change when other files are looked at.
    pub case: Case,
    /// Its text, in Markdown.
    pub body: String,
    /// Why its heading was taken for a city's.
    pub evidence: Vec<Message>,
    /// Its sections.
    pub sections: Vec<SectionText>,
    /// The addresses of its picture, the best first.
    pub image_addresses: Vec<String>,
    /// What became of its picture.
    pub image_state: PictureState,
    /// The labels whose words the headings of the sections say.
    pub labels: Vec<String>,
    /// Its terms, with the evidence.
    pub suggestions: Vec<Suggestion>,
}
