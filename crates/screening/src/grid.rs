//! The ground: the British National Grid in whole decimetres.
//!
//! Everything that decides is counted in integers. A coordinate fits an `i32`, a squared distance an `i64` with room to spare, so nothing
//! rounds and nothing overflows. What lies outside the grid is refused at the door: there is no [`Point`] for it.

use std::fmt;

/// The easternmost coordinate that there is, in decimetres.
pub const EAST: i32 = 7_000_000;
/// The northernmost coordinate that there is, in decimetres.
pub const NORTH: i32 = 13_000_000;

/// A place on the grid. Never printed: `Debug` says only that it is one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    x: i32,
    y: i32,
}

impl Point {
    /// A point at so many decimetres east and north; nothing outside Great Britain's grid.
    pub const fn new(x: i32, y: i32) -> Option<Self> {
        if x < 0 || y < 0 || x > EAST || y > NORTH { None } else { Some(Self { x, y }) }
    }

    /// The same, moved into the grid where it lies outside. For invented places only.
    pub fn clamped(x: i64, y: i64) -> Self {
        let within = |value: i64, most: i32| i32::try_from(value.clamp(0, i64::from(most))).unwrap_or(most);
        Self { x: within(x, EAST), y: within(y, NORTH) }
    }

    /// Decimetres east of the grid's origin.
    pub const fn x(self) -> i32 {
        self.x
    }

    /// Decimetres north of the grid's origin.
    pub const fn y(self) -> i32 {
        self.y
    }

    /// The squared distance in square decimetres.
    pub fn distance2(self, other: Self) -> i64 {
        let (dx, dy) = (i64::from(self.x) - i64::from(other.x), i64::from(self.y) - i64::from(other.y));
        dx * dx + dy * dy
    }
}

impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Point(‹not shown›)")
    }
}

/// A rectangle on the grid; its edges belong to it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rect {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
}

impl Rect {
    /// All the ground that there is: every point lies in it.
    pub const WHOLE: Self = Self { west: 0, south: 0, east: EAST, north: NORTH };

    /// A rectangle with these edges; none if they are the wrong way round or off the grid.
    pub const fn new(west: i32, south: i32, east: i32, north: i32) -> Option<Self> {
        if west < 0 || south < 0 || east > EAST || north > NORTH || west > east || south > north {
            None
        } else {
            Some(Self { west, south, east, north })
        }
    }

    /// West, south, east and north, in decimetres.
    pub const fn edges(self) -> [i32; 4] {
        [self.west, self.south, self.east, self.north]
    }

    /// Whether the point lies in it.
    pub const fn contains(self, point: Point) -> bool {
        point.x >= self.west && point.x <= self.east && point.y >= self.south && point.y <= self.north
    }

    /// Whether the other lies in it entirely.
    pub const fn covers(self, other: Self) -> bool {
        other.west >= self.west && other.east <= self.east && other.south >= self.south && other.north <= self.north
    }

    /// The squared distance from a point to the nearest spot of the rectangle, in square decimetres; nothing inside it.
    pub fn distance2(self, point: Point) -> i64 {
        let out = |value: i32, least: i32, most: i32| i64::from((least - value).max(value - most).max(0));
        let (dx, dy) = (out(point.x, self.west, self.east), out(point.y, self.south, self.north));
        dx * dx + dy * dy
    }

    /// The squared distance between the nearest spots of two rectangles.
    pub fn gap2(self, other: Self) -> i64 {
        let (dx, dy) = (
            i64::from((other.west - self.east).max(self.west - other.east).max(0)),
            i64::from((other.south - self.north).max(self.south - other.north).max(0)),
        );
        dx * dx + dy * dy
    }

    /// The two parts on either side of a cut: below it, and from it on. None if a part would be empty.
    pub fn cut(self, axis: Axis, at: i32) -> Option<[Self; 2]> {
        match axis {
            Axis::Easting if at > self.west && at <= self.east => {
                Some([Self { east: at - 1, ..self }, Self { west: at, ..self }])
            }
            Axis::Northing if at > self.south && at <= self.north => {
                Some([Self { north: at - 1, ..self }, Self { south: at, ..self }])
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Rect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rect(‹not shown›)")
    }
}

/// Which coordinate a cut goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// By easting: the parts lie west and east.
    Easting,
    /// By northing: the parts lie south and north.
    Northing,
}

impl Axis {
    /// The coordinate of a point by which this axis goes.
    pub const fn of(self, point: Point) -> i32 {
        match self {
            Self::Easting => point.x,
            Self::Northing => point.y,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i32, y: i32) -> Point {
        Point::new(x, y).unwrap()
    }

    #[test]
    fn there_is_no_point_outside_the_grid() {
        for (x, y) in [(-1, 0), (0, -1), (EAST + 1, 0), (0, NORTH + 1), (i32::MIN, i32::MAX)] {
            assert!(Point::new(x, y).is_none());
        }
        assert!(Point::new(EAST, NORTH).is_some());
    }

    #[test]
    fn a_rectangle_is_as_far_as_its_nearest_edge_or_corner() {
        let rect = Rect::new(100, 100, 200, 300).unwrap();
        assert_eq!(rect.distance2(at(150, 200)), 0);
        assert_eq!(rect.distance2(at(100, 300)), 0);
        assert_eq!(rect.distance2(at(90, 200)), 100);
        assert_eq!(rect.distance2(at(203, 304)), 25);
        assert_eq!(Rect::WHOLE.distance2(at(EAST, 0)), 0);
    }

    #[test]
    fn the_longest_distance_of_all_does_not_overflow() {
        let corner = Rect::new(0, 0, 0, 0).unwrap();
        assert_eq!(corner.distance2(at(EAST, NORTH)), 7_000_000_i64.pow(2) + 13_000_000_i64.pow(2));
    }

    #[test]
    fn nothing_printed_holds_a_coordinate() {
        assert_eq!(format!("{:?} {:?}", at(1, 2), Rect::WHOLE), "Point(‹not shown›) Rect(‹not shown›)");
    }
}
