//! The parts of a post: its introduction, its cities and its conclusion.

use super::doubts::Doubt;
use super::place_name::PlaceName;
use crate::base::message::Message;
use crate::html::NodeId;

/// The parts of a post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import::read) struct Split {
    /// What comes before the first city.
    pub introduction: Vec<NodeId>,
    /// The cities.
    pub cities: Vec<CityPart>,
    /// What comes after the last city, and what stands between cities under a heading of its own.
    pub conclusion: Vec<NodeId>,
    /// Headings that may be cities and are none.
    pub doubts: Vec<Doubt>,
    /// Headings over a group of cities ("Europe"), which have no text of their own.
    pub groups: Vec<(NodeId, String)>,
    /// What stands over the names of cities in a table.
    pub table_headers: Vec<String>,
}

/// A city's part of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import::read) struct CityPart {
    /// The heading, as text.
    pub heading: String,
    /// The heading itself.
    pub node: NodeId,
    /// The place it names.
    pub place: PlaceName,
    /// Why it was taken for a city, for the report.
    pub evidence: Vec<Message>,
    /// The blocks below the heading.
    pub blocks: Vec<NodeId>,
}
