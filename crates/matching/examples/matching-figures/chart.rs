//! Processor time and memory against size, on logarithmic paper.

use std::fmt::Write as _;

use crate::{Line, Measured};

/// A name, a colour, and values by number of records.
type Series = (&'static str, &'static str, Vec<(usize, f64)>);

const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 260.0;

/// Where a value stands between two powers of ten.
fn place(value: f64, from: f64, to: f64) -> f64 {
    ((value.max(1e-3).log10() - from) / (to - from)).clamp(0.0, 1.0)
}

fn panel(svg: &mut String, left: f64, title: &str, unit: &str, range: (f64, f64), series: &[Series]) {
    let (from, to) = range;
    let x =
        |records: usize| left + 50.0 + place(f64::from(u32::try_from(records).unwrap_or(u32::MAX)), 3.9, 6.1) * (WIDTH - 80.0);
    let y = |value: f64| 40.0 + (1.0 - place(value, from, to)) * (HEIGHT - 90.0);
    // Writing into a String cannot fail.
    let _ = writeln!(svg, "<text x=\"{}\" y=\"22\" font-weight=\"bold\">{title}</text>", left + 50.0);
    let mut power = from.ceil();
    while power <= to {
        let at = y(10_f64.powf(power));
        let _ = writeln!(
            svg,
            "<line x1=\"{}\" x2=\"{}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#b1b4b6\"/>",
            left + 50.0,
            left + WIDTH - 30.0
        );
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{} {unit}</text>",
            left + 46.0,
            at + 4.0,
            10_f64.powf(power)
        );
        power += 1.0;
    }
    for (records, label) in [(10_000, "10,000"), (100_000, "100,000"), (1_000_000, "1,000,000")] {
        let _ = writeln!(svg, "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{label}</text>", x(records), HEIGHT - 32.0);
    }
    for (at, (name, colour, points)) in series.iter().enumerate() {
        let path: Vec<String> = points.iter().map(|(records, value)| format!("{:.1},{:.1}", x(*records), y(*value))).collect();
        let _ = writeln!(svg, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\"/>", path.join(" "));
        for (records, value) in points {
            let _ = writeln!(svg, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\" fill=\"{colour}\"/>", x(*records), y(*value));
        }
        let legend = left + 60.0 + f64::from(u32::try_from(at).unwrap_or(0)) * 120.0;
        let _ = writeln!(svg, "<rect x=\"{legend}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{colour}\"/>", HEIGHT - 20.0);
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">{name}</text>", legend + 17.0, HEIGHT - 9.0);
    }
}

/// The chart of the lists that are deduped with easy habits.
pub fn draw(lines: &[Line]) -> String {
    let of = |value: fn(&Measured) -> f64, theirs: bool| -> Vec<(usize, f64)> {
        let fits = |line: &&Line| line.name.starts_with("one list") && !line.name.contains("harsh");
        let measured = |line: &Line| if theirs { line.theirs } else { Some(line.ours) };
        lines.iter().filter(fits).filter_map(|line| Some((line.records, value(&measured(line)?)))).collect()
    };
    let both = |value: fn(&Measured) -> f64| [("Holdfast", "#1d70b8", of(value, false)), ("Splink", "#d4351c", of(value, true))];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n\
         <title>Processor seconds and memory against the number of records, on logarithmic scales</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
        WIDTH * 2.0
    );
    panel(&mut svg, 0.0, "Processor seconds, one list", "s", (-1.0, 2.5), &both(|one| one.cost.cpu));
    panel(&mut svg, WIDTH, "Memory at the most, one list", "MB", (1.0, 3.5), &both(|one| one.cost.memory));
    svg.push_str("</svg>\n");
    svg
}
