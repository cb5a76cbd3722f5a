//! Takes the GOV.UK Design System out of npm's folder and our own styles and scripts out of `assets/own`,
//! gives each file a name with a hash of its content, and writes the table that `src/lib.rs` includes.
//!
//! Holdfast is not served from gov.uk, so the typeface GDS Transport and the royal crest may not come along:
//! both are cut out here, and the build stops if a later release of the Design System brings them in another way.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Where the repository keeps styles and scripts, seen from this crate.
const ASSETS: &str = "../../assets";
/// How our own script names the Design System's; replaced by the hashed name.
const IMPORT: &str = "./govuk-frontend.min.js";

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const TEXT: &str = "text/plain; charset=utf-8";

fn main() {
    if let Err(problem) = embed() {
        println!("cargo::error={problem}");
    }
}

fn embed() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let npm = Path::new(ASSETS).join("node_modules/govuk-frontend/dist/govuk");
    let own = Path::new(ASSETS).join("own");
    let govuk_css = without_what_is_not_ours(&from_npm(&npm.join("govuk-frontend.min.css"))?)?;
    let govuk_js = without_source_map(&from_npm(&npm.join("govuk-frontend.min.js"))?);

    let mut table = Table::new()?;
    table.add(
        "GOVUK_CSS",
        "The styles of the GOV.UK Design System, without its typeface and crest.",
        "govuk.css",
        CSS,
        &govuk_css,
    )?;
    let govuk_js = table.add("GOVUK_JS", "The scripts of the GOV.UK Design System, an ES module.", "govuk.js", JS, &govuk_js)?;
    table.add(
        "HOLDFAST_CSS",
        "Our own components, on top of the Design System.",
        "holdfast.css",
        CSS,
        &text(&own.join("holdfast.css"))?,
    )?;
    let script = text(&own.join("holdfast.js"))?;
    if !script.contains(IMPORT) {
        return Err(format!("assets/own/holdfast.js no longer imports {IMPORT}: mend the import or this build script").into());
    }
    let script = script.replace(IMPORT, &format!("./{govuk_js}"));
    table.add("HOLDFAST_JS", "Our own script, an ES module; it brings `GOVUK_JS` with it.", "holdfast.js", JS, &script)?;
    table.add(
        "ICON",
        "A neutral icon for browser tabs: it tells nobody what the page is about.",
        "icon.svg",
        SVG,
        &text(&own.join("icon.svg"))?,
    )?;
    table.add(
        "NOTICES",
        "Licences of what others wrote and we pass on.",
        "notices.txt",
        TEXT,
        &text(&own.join("notices.txt"))?,
    )?;
    table.write()
}

/// The table of assets as it grows: files in `OUT_DIR` and the Rust that names them.
struct Table {
    out: PathBuf,
    constants: String,
    rows: String,
}

impl Table {
    fn new() -> Result<Self, Box<dyn Error>> {
        let out = std::env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR: build with cargo")?;
        Ok(Self { out: out.into(), constants: String::new(), rows: String::new() })
    }

    /// Adds one file and returns the name it is served under.
    fn add(&mut self, constant: &str, doc: &str, name: &str, mime: &str, content: &str) -> Result<String, Box<dyn Error>> {
        // A name that changes with the content lets browsers keep the file for a year. Sixteen digits of a hash that
        // needs no dependency suffice: it has to differ between releases, not to withstand an attacker.
        let mut digest = DefaultHasher::new();
        content.hash(&mut digest);
        let hashed = format!("{:016x}-{name}", digest.finish());
        fs::write(self.out.join(name), content)?;
        writeln!(self.constants, "/// {doc}\npub const {constant}: &str = \"/assets/{hashed}\";")?;
        writeln!(
            self.rows,
            "    Asset {{ path: {constant}, mime: \"{mime}\", bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")) }},"
        )?;
        Ok(hashed)
    }

    fn write(self) -> Result<(), Box<dyn Error>> {
        let rust = format!(
            "{}\n/// Every file that is served under `/assets/`.\npub static ALL: &[Asset] = &[\n{}];\n",
            self.constants, self.rows
        );
        Ok(fs::write(self.out.join("assets.rs"), rust)?)
    }
}

fn from_npm(path: &Path) -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(path).map_err(|_| "the GOV.UK Design System is not here yet: run make assets first".into())
}

fn text(path: &Path) -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()).into())
}

/// The Design System's styles without the typeface, the crest and the pointer to a source map.
fn without_what_is_not_ours(css: &str) -> Result<String, Box<dyn Error>> {
    let mut ours = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("@font-face") {
        let end = rest[start..].find('}').ok_or("an @font-face block without an end in govuk-frontend.min.css")?;
        ours.push_str(&rest[..start]);
        rest = &rest[start + end + 1..];
    }
    ours.push_str(rest);
    let ours = without_source_map(&ours.replace("GDS Transport,", "").replace("url(/assets/images/govuk-crest.svg)", "none"));
    for theirs in ["GDS Transport", "@font-face", "url("] {
        if ours.contains(theirs) {
            return Err(format!(
                "govuk-frontend.min.css still holds {theirs:?}, which only gov.uk may use: teach build.rs to cut it"
            )
            .into());
        }
    }
    Ok(ours)
}

fn without_source_map(text: &str) -> String {
    match text.rfind("sourceMappingURL=") {
        Some(at) => text[..at].trim_end_matches(['#', ' ', '/', '*']).to_owned() + "\n",
        None => text.to_owned(),
    }
}
