//! Drawing a tree over the outlines of councils, and charts, as SVG. What is drawn is public: the tree, and no place of anybody.

use std::fmt::Write as _;

use crate::grid::Rect;
use crate::open_data::Council;
use crate::zones::{Level, ZoneTree};

/// The ground that a picture shows, in decimetres: west, south, east, north.
pub type Frame = [i32; 4];

/// The ground around these councils; none of none.
pub fn frame_of(councils: &[&Council]) -> Option<Frame> {
    let corners = || councils.iter().flat_map(|council| council.rings.iter().flatten());
    let margin = 20_000;
    Some([
        corners().map(|[x, _]| *x).min()? - margin,
        corners().map(|[_, y]| *y).min()? - margin,
        corners().map(|[x, _]| *x).max()? + margin,
        corners().map(|[_, y]| *y).max()? + margin,
    ])
}

/// The ground in which the tree's cuts lie, for a picture without councils; all of it if there are none.
pub fn frame_of_cuts(tree: &ZoneTree) -> Frame {
    let inner: Vec<Frame> = tree.nodes().map(|(_, node)| node.rect.edges()).collect();
    let whole = Rect::WHOLE.edges();
    let span = |low: usize, high: usize| {
        let edges: Vec<i32> = inner
            .iter()
            .flat_map(|edges| [edges[low], edges[high]])
            .filter(|edge| *edge != whole[low] && *edge != whole[high])
            .collect();
        match (edges.iter().min(), edges.iter().max()) {
            (Some(least), Some(most)) => {
                let margin = ((most - least) / 5).max(10_000);
                (least - margin, most + margin)
            }
            _ => (whole[low], whole[high]),
        }
    };
    let ((west, east), (south, north)) = (span(0, 2), span(1, 3));
    [west, south, east, north]
}

/// Draws the zones of a level over councils. Each zone says what it holds when one points at it.
pub fn tree_as_svg(tree: &ZoneTree, level: Level, councils: &[Council], frame: Frame) -> String {
    let [west, south, east, north] = frame;
    // Ten metres to a unit: whole numbers, small files.
    let across = |value: i32| (value.clamp(west, east) - west) / 100;
    let down = |value: i32| (north - value.clamp(south, north)) / 100;
    let (wide, high) = (across(east).max(1), down(south).max(1));
    let line = (wide.max(high) / 500).max(1);
    let zones = tree.zones(level);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"1000\" role=\"img\" aria-labelledby=\"t d\">\n\
         <title id=\"t\">The zones of a tree over the outlines of councils</title>\n\
         <desc id=\"d\">{} zones. Each holds at least {} homes. Nothing in this picture is the place of anybody.</desc>\n\
         <rect width=\"{wide}\" height=\"{high}\" fill=\"#fff\"/>\n",
        zones.len(),
        tree.floors().homes
    );
    for council in councils {
        for ring in &council.rings {
            let near = ring.iter().any(|[px, py]| (west..=east).contains(px) && (south..=north).contains(py));
            if near {
                let corners: Vec<String> = ring.iter().map(|[px, py]| format!("{},{}", across(*px), down(*py))).collect();
                let _ = writeln!(
                    svg,
                    "<polygon points=\"{}\" fill=\"#f3f2f1\" stroke=\"#b1b4b6\" stroke-width=\"{line}\"><title>{}</title></polygon>",
                    corners.join(" "),
                    council.name.replace('&', "&amp;").replace('<', "&lt;")
                );
            }
        }
    }
    for zone in zones {
        let Some(node) = tree.node(zone) else { continue };
        let [left, low, right, top] = node.rect.edges();
        if right < west || left > east || top < south || low > north {
            continue;
        }
        let counts = node.counts;
        let _ = writeln!(
            svg,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#1d70b8\" fill-opacity=\"0.08\" stroke=\"#1d70b8\" stroke-width=\"{line}\">\
             <title>Zone {}: {} homes, {} social, {} buildings, {} primary schools</title></rect>",
            across(left),
            down(top),
            across(right) - across(left),
            down(low) - down(top),
            zone.number(),
            counts.homes,
            counts.social,
            counts.buildings,
            counts.primaries
        );
    }
    svg.push_str("<text x=\"10\" y=\"98%\" font-family=\"sans-serif\" font-size=\"1.2%\" fill=\"#505a5f\">Contains OS data © Crown copyright and database right 2022. Simplified outlines: not for legal or address use.</text>\n</svg>\n");
    svg
}

/// One line of a chart: what it is, and its points.
pub type Line<'a> = (&'a str, Vec<(f64, f64)>);

/// Draws lines over a logarithmic scale, with every value as text for whoever does not see it.
#[expect(clippy::cast_precision_loss, reason = "places in a picture")]
pub fn chart_as_svg(title: &str, across: &str, up: &str, lines: &[Line<'_>]) -> String {
    const COLOURS: [&str; 4] = ["#1d70b8", "#d4351c", "#00703c", "#4c2c92"];
    let (wide, high, left, foot) = (720.0, 400.0, 80.0, 50.0);
    let points = || lines.iter().flat_map(|(_, points)| points.iter().copied());
    let most_x = points().map(|(x, _)| x).fold(1.0, f64::max);
    let most = points().map(|(_, y)| y.max(1.0).log10()).fold(1.0, f64::max).ceil();
    let at = |(x, y): (f64, f64)| {
        let x = left + x / most_x * (wide - left - 150.0);
        (x, (high - foot) - y.max(1.0).log10() / most * (high - foot - 40.0))
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-labelledby=\"t d\">\n\
         <title id=\"t\">{title}</title>\n<desc id=\"d\">"
    );
    for (name, points) in lines {
        let values: Vec<String> = points.iter().map(|(x, y)| format!("{x:.0}: {y:.0}")).collect();
        let _ = write!(svg, "{name}: {}. ", values.join(", "));
    }
    let _ = write!(
        svg,
        "</desc>\n<rect width=\"{wide}\" height=\"{high}\" fill=\"#fff\"/>\n<text x=\"{left}\" y=\"20\" font-weight=\"bold\">{title}</text>\n"
    );
    let mut decade = 0.0;
    while decade <= most {
        let (_, y) = at((0.0, 10_f64.powf(decade)));
        let _ = writeln!(
            svg,
            "<line x1=\"{left}\" x2=\"{:.0}\" y1=\"{y:.0}\" y2=\"{y:.0}\" stroke=\"#ddd\"/><text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">{:.0}</text>",
            wide - 150.0,
            left - 6.0,
            y + 4.0,
            10_f64.powf(decade)
        );
        decade += 1.0;
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"middle\">{across}</text>",
        f64::midpoint(left, wide - 150.0),
        high - 12.0
    );
    let _ = writeln!(
        svg,
        "<text x=\"16\" y=\"{:.0}\" transform=\"rotate(-90 16 {:.0})\" text-anchor=\"middle\">{up}</text>",
        high / 2.0,
        high / 2.0
    );
    for (number, (name, points)) in lines.iter().enumerate() {
        let colour = COLOURS[number % COLOURS.len()];
        let path: Vec<String> = points.iter().map(|point| at(*point)).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(svg, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>", path.join(" "));
        for (x, y) in points.iter().map(|point| at(*point)) {
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>");
        }
        let y = 50.0 + 18.0 * number as f64;
        let _ = writeln!(svg, "<text x=\"{:.0}\" y=\"{y:.0}\" fill=\"{colour}\">{name}</text>", wide - 145.0);
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::Region;
    use crate::open_data::councils;
    use crate::zones::Floors;

    #[test]
    fn a_tree_over_a_real_council_is_drawn_with_every_zone_that_is_in_the_picture() {
        let bristol = "E06000023";
        let region = Region::over(&[bristol], 3);
        let tree = ZoneTree::build(&region.homes, &region.schools, Floors::DEFAULT).unwrap();
        let councils = councils();
        let named: Vec<&Council> = councils.iter().filter(|council| council.code == bristol).collect();
        let svg = tree_as_svg(&tree, Level::Standard, &councils, frame_of(&named).unwrap());
        assert_eq!(svg.matches("<title>Zone ").count(), tree.zones(Level::Standard).len());
        assert!(svg.contains("Bristol") && svg.contains("Crown copyright"));
        let [west, south, east, north] = frame_of_cuts(&tree);
        assert!(west < east && south < north);
    }
}
