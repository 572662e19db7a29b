//! The index that readers search in their browser.
//!
//! Comes in: texts, and what is worth how much in them. Goes out: words as the script of the site theme looks them up, and
//! the texts of script files that hold them. Knows no site, no address and no file.
//!
//! There is no server behind a site, and from a folder a browser refuses `fetch`. So the index lies in classic scripts that
//! each call one function with their data (JSONP), and there are many of them, of which a query loads a few:
//!
//! | file | holds | loaded |
//! | --- | --- | --- |
//! | `index.js` | what there is, where it lies, the words of the page | once |
//! | `terms-7.….js` | words of one stretch of the alphabet, and where they stand ([`term_shards`]) | by each word |
//! | `words-1.….js` | words alone, for those who mistype ([`word_shards`]) | where a word is nowhere |
//! | `results-40.….js` | titles, addresses and texts of a few results | by each result that is shown |
//!
//! Stretches of the alphabet, and not buckets of a hash: the words that begin as the last word of a query does lie side by
//! side, in one or two files.

mod index;
mod shards;
mod words;

pub use index::{Document, Field, Index, LEVELS};
pub use shards::{Shard, term_shards, word_shards};
pub use words::{body_words, each_body_word, words};
