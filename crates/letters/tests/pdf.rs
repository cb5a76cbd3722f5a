//! Every letter that there is, typeset: whole, tagged, in its language, with a title that tells nothing, and word for word what was checked.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeSet;

use casefile::letters::{Block, Filling, Holds, Letter, Occasion, Templates, Variable, compose, occasions};
use desk::{ToTypeset, Typeset};
use jiff::civil::{Date, date};
use letters::WithTypst;
use lopdf::{Dictionary, Document, Object};

const DAY: Date = date(2026, 6, 1);
const ADDRESS: &str = "Asha Example\n1 Example Row\nMarram MA1 1AA";

fn typeset(letter: &Letter, address: Option<&str>) -> Vec<u8> {
    WithTypst.typeset(&ToTypeset { letter, language: "en-GB", address, date: DAY }).unwrap()
}

/// A letter for an occasion, with everything filled in that there can be, or only what there always is.
fn letter(occasion: &Occasion, all: bool) -> Letter {
    let templates = Templates::built_in();
    let mut filling = Filling::default();
    for variable in Variable::ALL {
        if !(occasion.always_gives(*variable) || (all && occasion.may_give(*variable))) {
            continue;
        }
        let words = format!("Some {} (“quoted”) & <b>, 100% #hash *star* _line_ $x$ @at", variable.code());
        match variable.holds() {
            Holds::Words => filling.put(*variable, words),
            Holds::Paragraphs | Holds::Items => filling.items(
                *variable,
                [
                    words,
                    "And one more, a little longer, so that it runs over the end of a line and goes on in the next.".to_owned(),
                ],
            ),
        }
    }
    let template = templates.for_occasion(occasion).unwrap();
    let composed =
        compose(templates, template, &filling, if all { "Łukasz, Zoë, Ştefan and Ørjan send their best.\nمرحبا" } else { "" });
    Letter::read(&composed.unwrap().letter().text())
}

/// The words of a PDF in reading order, as somebody else's program gets them out, without spaces: where lines break is the typesetter's business.
fn words_in(pdf: &[u8]) -> String {
    squeezed(&pdf_extract::extract_text_from_mem(pdf).unwrap())
}

fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|letter| {
            !letter.is_whitespace() && !('\u{600}'..='\u{6ff}').contains(letter) && !('\u{fb50}'..='\u{feff}').contains(letter)
        })
        .collect()
}

fn get<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let found = dictionary.get(key).ok()?;
    Some(document.dereference(found).map_or(found, |(_, object)| object))
}

/// Everything that the structure tree names, in order: the kinds of its elements.
fn tags(document: &Document, object: &Object, found: &mut Vec<String>) {
    let object = document.dereference(object).map_or(object, |(_, object)| object);
    match object {
        Object::Array(list) => list.iter().for_each(|one| tags(document, one, found)),
        Object::Dictionary(dictionary) => {
            if let Some(Object::Name(name)) = get(document, dictionary, b"S") {
                found.push(String::from_utf8_lossy(name).into_owned());
            }
            if let Some(children) = dictionary.get(b"K").ok().filter(|children| !matches!(children, Object::Integer(_))) {
                tags(document, children, found);
            }
        }
        _ => {}
    }
}

/// What PDF/UA-1 asks of a document as a whole and a reader of tags relies on.
fn is_accessible(pdf: &[u8], letter: &Letter) -> Document {
    let document = Document::load_mem(pdf).unwrap();
    let catalog = document.catalog().unwrap().clone();
    assert_eq!(get(&document, &catalog, b"Lang").unwrap().as_str().unwrap(), b"en-GB");
    let marked = get(&document, &catalog, b"MarkInfo").unwrap().as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let preferences = get(&document, &catalog, b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let metadata = get(&document, &catalog, b"Metadata").unwrap().as_stream().unwrap();
    let metadata = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
    let metadata = String::from_utf8_lossy(&metadata).into_owned();
    assert!(metadata.contains("pdfuaid:part") && metadata.contains("Letter of 1 June 2026"), "{metadata}");
    assert!(!metadata.contains("Asha"), "{metadata}");
    for (_, page) in document.get_pages() {
        let page = document.get_dictionary(page).unwrap();
        assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S", "tabbing follows the structure");
        assert!(page.get(b"StructParents").is_ok(), "what stands on a page is found from its tags");
    }
    let root = get(&document, &catalog, b"StructTreeRoot").unwrap().as_dict().unwrap();
    assert!(root.get(b"ParentTree").is_ok());
    let mut found = Vec::new();
    tags(&document, root.get(b"K").unwrap(), &mut found);
    let count = |tag: &str| found.iter().filter(|one| *one == tag).count();
    let headings =
        |level: u8| letter.blocks.iter().filter(|block| matches!(block, Block::Heading(one, _) if *one == level)).count();
    assert_eq!((count("H1"), count("H2")), (headings(1), headings(2)), "{found:?}");
    let items: usize = letter
        .blocks
        .iter()
        .map(|block| match block {
            Block::List(items) => items.len(),
            Block::Rows(rows) => rows.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(count("LI"), items, "{found:?}");
    let paragraphs = letter.blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).count();
    assert!(count("P") >= paragraphs, "{found:?}");
    for object in document.objects.values() {
        // Every font that is used is inside, and can be read out.
        if let Object::Dictionary(font) = object
            && font.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Font")
            && font.has(b"DescendantFonts")
        {
            assert!(font.has(b"ToUnicode"), "{font:?}");
        }
    }
    document
}

/// Where a folder is named, every letter is put there, for a validator to look at: `scripts/check-letters.sh`.
fn keep(pdf: &[u8], code: &str, all: bool) {
    if let Some(folder) = std::env::var_os("HOLDFAST_LETTERS_OUT") {
        let name = format!("{}-{}.pdf", code.replace('/', "-"), if all { "full" } else { "bare" });
        std::fs::write(std::path::Path::new(&folder).join(name), pdf).unwrap();
    }
}

#[test]
fn every_letter_is_typeset_whole_tagged_and_word_for_word() {
    let mut seen = BTreeSet::new();
    for occasion in occasions() {
        for all in [true, false] {
            let letter = letter(occasion, all);
            let pdf = typeset(&letter, Some(ADDRESS));
            is_accessible(&pdf, &letter);
            keep(&pdf, occasion.code, all);
            let said = words_in(&pdf);
            let mut from = 0;
            for words in ADDRESS.lines().chain(letter.words()) {
                let words = squeezed(words);
                let at = said[from..].find(&words).unwrap_or_else(|| panic!("{}: “{words}” is not in it: {said}", occasion.code));
                from += at + words.len();
            }
            seen.insert(occasion.code);
        }
    }
    assert_eq!(seen.len(), occasions().count());
}

#[test]
fn the_same_letter_gives_the_same_bytes_and_another_gives_others() {
    let one = letter(occasions().next().unwrap(), true);
    assert_eq!(typeset(&one, Some(ADDRESS)), typeset(&one, Some(ADDRESS)));
    assert_ne!(typeset(&one, Some(ADDRESS)), typeset(&one, None));
}

#[test]
fn nothing_that_stands_in_a_letter_is_read_as_markup() {
    let words = [
        "#import \"@preview/x:0.1.0\": *",
        "#read(\"/etc/passwd\")",
        "$ integral $ ```raw``` <label> @ref = heading",
        "#set page(width: 1cm)",
        "https://example.org/ \\ ~ -- ...",
    ];
    let letter = Letter { blocks: words.iter().map(|text| Block::Paragraph((*text).to_owned())).collect() };
    let said = words_in(&typeset(&letter, None));
    for words in words {
        // Dashes and dots may be drawn as what they stand for; letters may not change.
        let plain: String = squeezed(words).chars().take_while(|letter| *letter != '~').collect();
        assert!(said.contains(&plain), "{plain}: {said}");
    }
    assert_eq!(Document::load_mem(&typeset(&letter, None)).unwrap().get_pages().len(), 1);
}

#[test]
fn a_long_letter_goes_over_pages_and_nothing_is_lost() {
    let long: Vec<Block> = (0..200).map(|at| Block::Paragraph(format!("Paragraph {at}: {}", "word ".repeat(60)))).collect();
    let letter = Letter { blocks: std::iter::once(Block::Heading(1, "Long".into())).chain(long).collect() };
    let pdf = typeset(&letter, Some(ADDRESS));
    let document = is_accessible(&pdf, &letter);
    assert!(document.get_pages().len() > 10);
    let said = words_in(&pdf);
    assert!(said.contains("Paragraph0:") && said.contains("Paragraph199:"));
}

#[test]
fn an_empty_letter_and_one_in_another_language_can_be_typeset_too() {
    let letter = Letter::default();
    assert!(WithTypst.typeset(&ToTypeset { letter: &letter, language: "cy", address: None, date: DAY }).is_ok());
    let welsh = Letter { blocks: vec![Block::Heading(1, "Ein penderfyniad".into())] };
    let pdf = WithTypst.typeset(&ToTypeset { letter: &welsh, language: "cy-GB", address: None, date: DAY }).unwrap();
    let document = Document::load_mem(&pdf).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(get(&document, catalog, b"Lang").unwrap().as_str().unwrap(), b"cy-GB");
}
