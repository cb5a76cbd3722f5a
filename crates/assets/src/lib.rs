//! What browsers fetch besides pages: the GOV.UK Design System, our own styles and script, the icon.
//!
//! All of it is inside the binary. Each file is served under a name with a hash of its content, so it may be
//! kept for ever (`Cache-Control: public, max-age=31536000, immutable`) and a new release brings a new name.
//! Templates use the constants, the web server asks [`find`].

/// One file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served, from the root of the site: `/assets/<hash>-<name>`.
    pub path: &'static str,
    /// Its content, byte for byte.
    pub bytes: &'static [u8],
    /// Its media type, with the character set where it is text.
    pub mime: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file that is served under this path, if there is one.
pub fn find(path: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str) -> &'static str {
        std::str::from_utf8(find(path).expect("a constant names a file").bytes).expect("our files are text")
    }

    #[test]
    fn every_file_is_found_under_its_own_name_and_no_other() {
        for asset in ALL {
            assert!(asset.path.starts_with("/assets/"), "{}", asset.path);
            assert!(!asset.bytes.is_empty(), "{} is empty", asset.path);
            assert_eq!(find(asset.path).map(|found| found.path), Some(asset.path));
        }
        assert!(find("/assets/holdfast.css").is_none());
        assert!(find("/assets/../Cargo.toml").is_none());
    }

    #[test]
    fn nothing_comes_along_that_only_gov_uk_may_use() {
        for path in [GOVUK_CSS, HOLDFAST_CSS] {
            for theirs in ["GDS Transport", "@font-face", "crest"] {
                assert!(!text(path).contains(theirs), "{path} holds {theirs}");
            }
        }
        assert!(text(GOVUK_CSS).contains("font-family:arial,sans-serif"));
    }

    #[test]
    fn no_style_or_script_calls_another_host_or_a_source_map() {
        for path in [GOVUK_CSS, HOLDFAST_CSS, GOVUK_JS, HOLDFAST_JS] {
            for call in ["url(http", "url(//", "@import", "sourceMappingURL", "from \"http", "fetch(\"http"] {
                assert!(!text(path).contains(call), "{path} holds {call}");
            }
        }
    }

    #[test]
    fn our_script_brings_the_design_system_under_its_hashed_name() {
        let name = GOVUK_JS.rsplit('/').next().expect("a path has a last part");
        assert!(text(HOLDFAST_JS).contains(&format!("\"./{name}\"")));
    }

    #[test]
    fn our_script_keeps_to_trusted_types() {
        for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
            assert!(!text(HOLDFAST_JS).contains(sink), "holdfast.js uses {sink}");
        }
    }

    #[test]
    fn the_icon_and_the_names_of_files_say_nothing_about_abuse() {
        for asset in ALL {
            let path = asset.path.to_lowercase();
            assert!(!path.contains("abuse") && !path.contains("survivor"), "{path}");
        }
        assert!(!text(ICON).to_lowercase().contains("<title"));
    }
}
