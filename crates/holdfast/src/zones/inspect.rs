//! `holdfast zones inspect`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args as ClapArgs;
use screening::draw;
use screening::open_data;
use screening::zones::{Level, ZoneTree};

use crate::out;

/// What `holdfast zones inspect` is given.
#[derive(Debug, ClapArgs)]
pub struct InspectArgs {
    /// The tree.
    tree: PathBuf,
    /// Draw it into this SVG file.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Draw the ground of these councils (nine-letter codes); else the ground in which the tree is cut. May be given several times.
    #[arg(long, value_name = "CODE")]
    over: Vec<String>,
    /// Draw the larger zones of level high.
    #[arg(long)]
    high: bool,
}

/// Reads, accounts, draws.
pub fn run(args: &InspectArgs) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(&args.tree).with_context(|| format!("{} cannot be read", args.tree.display()))?;
    let tree = match ZoneTree::from_text(&text) {
        Ok(tree) => tree,
        Err(error) => return Ok(out::cannot_use(&format!("{}: {error}", args.tree.display()))),
    };
    out::say(&tree.account())?;
    if let Some(svg) = &args.svg {
        let councils = open_data::councils();
        let named: Vec<_> = councils.iter().filter(|council| args.over.iter().any(|code| code == council.code)).collect();
        if named.len() < args.over.len() {
            return Ok(out::cannot_use("a code names no council: give nine letters and digits, such as E06000023 for Bristol"));
        }
        let frame = draw::frame_of(&named).unwrap_or_else(|| draw::frame_of_cuts(&tree));
        let level = if args.high { Level::High } else { Level::Standard };
        std::fs::write(svg, draw::tree_as_svg(&tree, level, &councils, frame))
            .with_context(|| format!("{} cannot be written", svg.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}
