//! Maps: where places lie on a flat world, the land around them, and where pins and their names stand.
//!
//! Comes in: coordinates, and what a name says; goes out: numbers and paths that a template draws. Everything follows from what
//! comes in, so that the same site always has the same maps. Words, addresses, colours and cases are not known here.

mod areas;
mod clusters;
mod cover;
mod graticule;
mod labels;
mod land;
mod path;
mod projection;
mod seam;
mod sheet;

pub use areas::{MapArea, crowded_areas};
pub use cover::{COVER, Cover, cover};
pub use labels::Side;
pub use projection::{Point, WORLD, Window, project};
pub use sheet::{Cluster, LandDrawing, Marks, Pin, Place, Sheet, draw_part, draw_world, sheet, world_window};
