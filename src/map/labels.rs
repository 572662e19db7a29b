//! Names beside pins: each on the first side where it is clear of pins, of other names, of frames and of the edge.

use super::projection::Point;

/// How large the letters are, in CSS pixels.
const LETTERS: f64 = 15.0;
/// How high a name is.
const HEIGHT: f64 = 20.0;
/// Between the mark and its name.
const GAP: f64 = 5.0;

/// On which side of its pin a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// To the right of it.
    Right,
    /// To the left.
    Left,
    /// Below.
    Below,
    /// Above.
    Above,
}

/// A rectangle, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    /// What a round mark covers.
    pub(super) fn around(at: Point, radius: f64) -> Self {
        Self { left: at.x - radius, top: at.y - radius, right: at.x + radius, bottom: at.y + radius }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn is_within(&self, other: &Self) -> bool {
        self.left >= other.left && self.top >= other.top && self.right <= other.right && self.bottom <= other.bottom
    }
}

/// For each pin, where it stands and what it is called, the side of its name; none where no side is clear. `taken` holds all
/// marks, those of the pins too, and whatever else no name may cover.
pub(super) fn place_labels(
    pins: &[(Point, &str)],
    (radius, sheet): (f64, Area),
    mut taken: Vec<Area>,
    leftwards: bool,
) -> Vec<Option<Side>> {
    let sides = if leftwards {
        [Side::Left, Side::Right, Side::Below, Side::Above]
    } else {
        [Side::Right, Side::Left, Side::Below, Side::Above]
    };
    let mut place = |(at, name): &(Point, &str)| {
        let width = text_width(name);
        for side in sides {
            let area = label_area(*at, width, radius, side);
            if area.is_within(&sheet) && !taken.iter().any(|other| other.meets(&area)) {
                taken.push(area);
                return Some(side);
            }
        }
        None
    };
    pins.iter().map(&mut place).collect()
}

/// What a name covers on one side of its pin.
fn label_area(at: Point, width: f64, radius: f64, side: Side) -> Area {
    let (near, half) = (radius + GAP, HEIGHT / 2.0);
    let (left, top) = match side {
        Side::Right => (at.x + near, at.y - half),
        Side::Left => (at.x - near - width, at.y - half),
        Side::Below => (at.x - width / 2.0, at.y + radius + 3.0),
        Side::Above => (at.x - width / 2.0, at.y - radius - 3.0 - HEIGHT),
    };
    Area { left, top, right: left + width, bottom: top + HEIGHT }
}

/// How wide a text is at most, nearly: no font is at hand.
pub(super) fn text_width(text: &str) -> f64 {
    let width = |letter: char| match letter {
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'j' | 'l' | 'I' | 'f' | 't' | 'r' | ' ' | '.' | ',' | '\'' | '’' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' => 0.88,
        '\u{600}'..='\u{6ff}' => 0.58,
        _ if letter.is_uppercase() => 0.66,
        _ if letter < '\u{2e80}' => 0.57,
        _ => 1.0,
    };
    text.chars().map(width).sum::<f64>() * LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Area = Area { left: 0.0, top: 0.0, right: 400.0, bottom: 200.0 };

    fn sides(pins: &[(f64, f64, &'static str)], leftwards: bool) -> Vec<Option<Side>> {
        let pins: Vec<(Point, &str)> = pins.iter().map(|(x, y, name)| (Point::new(*x, *y), *name)).collect();
        let taken = pins.iter().map(|(at, _)| Area::around(*at, 8.0)).collect();
        place_labels(&pins, (8.0, SHEET), taken, leftwards)
    }

    #[test]
    fn a_name_stands_on_the_first_side_that_is_clear() {
        assert_eq!(sides(&[(200.0, 100.0, "Oslo")], false), [Some(Side::Right)]);
        assert_eq!(sides(&[(200.0, 100.0, "اسلو")], true), [Some(Side::Left)]);
        assert_eq!(sides(&[(390.0, 100.0, "Oslo")], false), [Some(Side::Left)]);
        let two = [(200.0, 100.0, "Oslo"), (226.0, 100.0, "Bergen")];
        assert_eq!(sides(&two, false), [Some(Side::Left), Some(Side::Right)]);
        let narrow = [(170.0, 100.0, "a"), (200.0, 100.0, "Amsterdam"), (230.0, 100.0, "b")];
        assert_eq!(sides(&narrow, false)[1], Some(Side::Below));
    }

    #[test]
    fn where_no_side_is_clear_there_is_no_name() {
        assert_eq!(
            sides(&[(200.0, 100.0, "A very long name of a city that nobody has heard of")], false)[0],
            Some(Side::Below)
        );
        let taken = vec![SHEET];
        assert_eq!(place_labels(&[(Point::new(200.0, 100.0), "Oslo")], (8.0, SHEET), taken, false), [None]);
    }
}
