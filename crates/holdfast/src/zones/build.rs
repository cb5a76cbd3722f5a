//! `holdfast zones build`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args as ClapArgs, ValueEnum};
use screening::grid::Point;
use screening::made::Region;
use screening::open_data::{self, Read};
use screening::zones::{Dwelling, Floors, Level, Plan, ZoneTree};

use crate::out;

/// What `holdfast zones build` is given.
#[derive(Debug, ClapArgs)]
pub struct BuildArgs {
    /// The register of dwellings of the council and its neighbours: OS Open UPRN with its heading, or AddressBase without one.
    #[arg(long, value_name = "FILE", requires_all = ["social", "schools"], conflicts_with_all = ["made", "over"])]
    dwellings: Option<PathBuf>,
    /// The numbers (UPRN) of social homes, one a line or in a column of that name.
    #[arg(long, value_name = "FILE")]
    social: Option<PathBuf>,
    /// Schools with Easting and Northing; where a phase is named, primary schools that are open are taken.
    #[arg(long, value_name = "FILE")]
    schools: Option<PathBuf>,
    /// Invent a region of 40 by 30 km from this seed, for development.
    #[arg(long, value_name = "SEED")]
    made: Option<u64>,
    /// Invent homes where the postcodes of these councils are (nine-letter codes), for development. May be given several times.
    #[arg(long, value_name = "CODE", conflicts_with = "made")]
    over: Vec<String>,
    /// What every zone has to hold.
    #[arg(long, value_enum, default_value = "default")]
    profile: Profile,
    /// Where the tree is written.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Write over a tree that is there. Not for a tree in use: all that was ever shown rests on it.
    #[arg(long)]
    replace: bool,
}

/// Floors by the kind of region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Profile {
    /// 4,000 homes, 600 social, 1,000 buildings, 2 primary schools.
    Default,
    /// 1,000 homes, 100 social, 400 buildings: for small rural districts by themselves.
    Rural,
}

/// Builds, accounts, writes.
pub fn run(args: &BuildArgs) -> anyhow::Result<ExitCode> {
    if args.out.exists() && !args.replace {
        return Ok(out::cannot_use(&format!(
            "{} is there already, and a tree in use is never built again: a second one beside it would say more than either. Choose another name",
            args.out.display()
        )));
    }
    let (homes, schools) = match gather(args) {
        Ok(gathered) => gathered,
        Err(error) => return Ok(out::cannot_use(&format!("{error:#}"))),
    };
    let floors = if args.profile == Profile::Rural { Floors::RURAL } else { Floors::DEFAULT };
    eprintln!("Building zones over {} homes and {} primary schools.", homes.len(), schools.len());
    let mut done = 0_u64;
    let mut told = 0;
    let total = homes.len() as u64;
    let built = ZoneTree::build_as(&homes, &schools, &Plan::with(floors), &mut |zone| {
        done += u64::from(zone);
        let percent = done * 100 / total.max(1);
        if percent >= told + 10 {
            told = percent;
            eprintln!("  {percent} % of homes have their zone");
        }
    });
    let mut tree = match built {
        Ok(tree) => tree,
        Err(error) => return Ok(out::cannot_use(&error.to_string())),
    };
    eprintln!("Counting ways to school, and what two zones together leave possible.");
    tree.fix_laws(&homes, &schools);
    std::fs::write(&args.out, tree.to_text()).with_context(|| format!("{} cannot be written", args.out.display()))?;
    let zones = tree.zones(Level::Standard).len();
    out::say(&format!(
        "{}\n{zones} zones are in {}. Keep its version with the policy that names it.\n",
        tree.account(),
        args.out.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Homes and schools: from files, or invented.
fn gather(args: &BuildArgs) -> anyhow::Result<(Vec<Dwelling>, Vec<Point>)> {
    if let (Some(dwellings), Some(social), Some(schools)) = (&args.dwellings, &args.social, &args.schools) {
        let open =
            |path: &Path| File::open(path).map(BufReader::new).with_context(|| format!("{} cannot be opened", path.display()));
        let social: BTreeSet<u64> = told(social, open_data::social_numbers(open(social)?)?).into_iter().collect();
        let (read, layout) =
            open_data::dwellings(open(dwellings)?, &social, &mut |lines| eprintln!("  {lines} lines of dwellings read"))?;
        eprintln!("{} is laid out as {layout:?}.", dwellings.display());
        return Ok((told(dwellings, read), told(schools, open_data::schools(open(schools)?)?)));
    }
    if !args.over.is_empty() {
        let known = open_data::councils();
        if let Some(code) = args.over.iter().find(|code| !known.iter().any(|council| council.code == code.as_str())) {
            anyhow::bail!(
                "there is no council with the code {code}: give nine letters and digits, such as E06000023 for Bristol"
            );
        }
        let codes: Vec<&str> = args.over.iter().map(String::as_str).collect();
        let region = Region::over(&codes, 1);
        return Ok((region.homes, region.schools));
    }
    let Some(seed) = args.made else {
        anyhow::bail!("give --dwellings with --social and --schools; or, for development, --made SEED or --over CODE");
    };
    let region = Region::made(seed, 100);
    Ok((region.homes, region.schools))
}

/// Says which lines of a file could not be read, and gives back the rest.
fn told<T>(path: &Path, read: Read<T>) -> Vec<T> {
    if read.left_out > 0 {
        eprintln!("{}: {} lines are not what is looked for, and were left out.", path.display(), read.left_out);
    }
    if read.bad_in_all > 0 {
        let lines: Vec<String> = read.bad.iter().map(u64::to_string).collect();
        eprintln!("{}: {} lines cannot be read, the first at {}.", path.display(), read.bad_in_all, lines.join(", "));
    }
    read.rows
}
