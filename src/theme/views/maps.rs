//! Maps, and the drawn covers of cases.

use serde::Serialize;

use super::Derived;
use super::parts::CaseLinkView;

/// The drawing of a case that has no picture: where its city lies. It is 600 numbers wide and 400 high.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CoverView {
    /// A word for ids, which no other cover of a page has.
    pub id: String,
    /// The land: the `d` of a path, with holes (`evenodd`).
    pub land: String,
    /// Meridians and parallels: the `d` of a path.
    pub graticule: String,
    /// Great circles to the cities of up to three related cases: the `d` of a path.
    pub arcs: String,
    /// The city, from the left; none where nobody knows where it lies.
    pub x: Option<i32>,
    /// The city, from the top.
    pub y: Option<i32>,
    /// The `viewBox` of what a row of a list shows.
    pub row: String,
}

/// A cover as a file of its own, as `cover` in `cover.svg`. `site` is there, `page` is not.
#[derive(Debug, Clone, Serialize)]
pub struct CoverFileView {
    /// The drawing.
    pub drawing: Derived<CoverView>,
    /// Its colours on light screens.
    pub light: CoverColoursView,
    /// Its colours on dark ones.
    pub dark: CoverColoursView,
}

/// The colours of a cover: those of the theme of its case, mixed with paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverColoursView {
    /// The theme's own colour, for the city and the arcs.
    pub theme: String,
    /// The paper.
    pub paper: String,
    /// The sea: 9 %.
    pub sea: String,
    /// Lines in the sea along the coast: 20 %.
    pub water: String,
    /// The land: 26 %.
    pub land: String,
    /// The coast: 62 %.
    pub coast: String,
}

/// The land as a file, as `land` in `land.svg`: the world, or a part of it. `site` is there, `page` is not.
#[derive(Debug, Clone, Serialize)]
pub struct LandView {
    /// Width in the numbers of the paths.
    pub width: i32,
    /// Height in the same.
    pub height: i32,
    /// The land: the `d` of a path, with holes (`evenodd`).
    pub land: Derived<String>,
    /// Meridians and parallels: the `d` of a path.
    pub graticule: Derived<String>,
    /// The colour of the land on light screens.
    pub light: String,
    /// The colour of the land on dark ones.
    pub dark: String,
}

/// The page of the map, as `atlas` in `map.html`.
#[derive(Debug, Clone, Serialize)]
pub struct AtlasView {
    /// The map of all cases.
    pub map: Derived<Option<MapView>>,
    /// The cases by parts of the world; parts without a case are left out.
    pub regions: Vec<MapRegionView>,
}

/// A part of the world and its cases.
#[derive(Debug, Clone, Serialize)]
pub struct MapRegionView {
    /// The id of its heading: `africa`, `americas`, `asia`, `europe`, `oceania`.
    pub id: &'static str,
    /// Its name.
    pub title: String,
    /// How many cases it has.
    pub count: usize,
    /// The cases, by city; empty where the site has too many for one page, and `countries` stand in their stead.
    pub cases: Vec<MapCaseView>,
    /// Its countries with their cases, where the site has too many cases for one page.
    pub countries: Vec<MapCountryView>,
}

/// A case in the list beside the map.
#[derive(Debug, Clone, Serialize)]
pub struct MapCaseView {
    /// The number of its pin; none where it has no place on the map, or where pins have no numbers.
    pub number: Option<usize>,
    /// The city.
    pub city: String,
    /// The country.
    pub country: String,
    /// The address of the case.
    pub url: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// The name of the colour of its first theme.
    pub colour: Option<&'static str>,
    /// Has it a place on the map?
    pub is_placed: bool,
}

/// A country and how many cases it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapCountryView {
    /// Its name.
    pub title: String,
    /// Its page; empty where `site.yaml` leaves out the countries.
    pub url: String,
    /// How many cases.
    pub count: usize,
}

/// A map with pins. All shares are percentages of the width or height of the map.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MapView {
    /// A word for ids, which no other map of a page has.
    pub id: String,
    /// The land of the world: a file.
    pub land: LandFileView,
    /// How many cases have a place on the map.
    pub count: usize,
    /// The page of the map; empty where there is none, and on that page itself.
    pub url: String,
    /// The pins, for maps of different widths.
    pub sets: Vec<PinSetView>,
    /// Pins that stand in an inset, as dots within its frame.
    pub dots: Vec<DotView>,
    /// Parts of the world that are shown once more, enlarged, the most crowded first.
    pub insets: Vec<InsetView>,
    /// The cases of the clusters of this map and its insets.
    pub lists: Vec<ClusterListView>,
}

/// The land behind pins.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LandFileView {
    /// The address for `src`.
    pub url: String,
    /// Width, for its proportion.
    pub width: i32,
    /// Height, for its proportion.
    pub height: i32,
}

/// A part of the world, enlarged.
#[derive(Debug, Clone, Serialize)]
pub struct InsetView {
    /// A word for ids: that of the map, and `europe`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its land: a file.
    pub land: LandFileView,
    /// Where its frame begins on the map, from the left.
    pub left: f64,
    /// Where its frame begins, from the top.
    pub top: f64,
    /// How wide its frame is.
    pub width: f64,
    /// How high its frame is.
    pub height: f64,
    /// How many cases lie in it.
    pub count: usize,
    /// Its width as a share of its height.
    pub shape: f64,
    /// May it cover the lower corner of a wide map on the left, as it is alone and no pin stands there?
    pub fits_corner: bool,
    /// Its pins, for insets of different widths.
    pub sets: Vec<PinSetView>,
}

/// The pins of a map for some widths.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PinSetView {
    /// For which widths, as classes: `narrow` (below 540 pixels), `medium` (below 1000), `wide`.
    pub widths: String,
    /// Pins of one case.
    pub pins: Vec<PinView>,
    /// Marks of several.
    pub clusters: Vec<ClusterView>,
}

/// A pin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PinView {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// City and country.
    pub title: String,
    /// The city, where there is room for it beside the pin.
    pub label: Option<String>,
    /// On which side the label stands: `right`, `left`, `below`, `above`.
    pub side: &'static str,
    /// The address of the case.
    pub url: String,
    /// The name of the colour of its first theme.
    pub colour: Option<&'static str>,
    /// The number of the case in the list beside the map.
    pub number: Option<usize>,
}

/// A mark of several cases.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterView {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// How many.
    pub count: usize,
    /// The first city and how many others.
    pub title: String,
    /// The list of its cases on the same page: `#` and an id.
    pub url: String,
}

/// A pin in the frame of an inset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DotView {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// The name of the colour of the case's first theme.
    pub colour: Option<&'static str>,
}

/// The cases of a cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterListView {
    /// The id that its marks lead to.
    pub id: String,
    /// The first city and how many others.
    pub title: String,
    /// The cases, where they are few.
    pub cases: Vec<CaseLinkView>,
    /// Else their countries.
    pub countries: Vec<MapCountryView>,
}
