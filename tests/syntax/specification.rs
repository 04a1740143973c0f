//! The examples of CommonMark and of GitHub's extensions, where `RBC_SHARED` names a folder with them.

use super::documents;
use super::render::{Addresses, html};
use std::fs;

/// An example that comes out in another way on purpose, and why.
struct Meant {
    file: &'static str,
    example: u64,
    why: &'static str,
}

const fn meant(file: &'static str, example: u64, why: &'static str) -> Meant {
    Meant { file, example, why }
}

const COMMONMARK: &str = "cmark-spec.json";
const GITHUB: &str = "gfm-spec-0.29.json";
const REGRESSIONS: &str = "cmark-regression.json";

const MEANT: &[Meant] = &[
    meant(COMMONMARK, 98, "two lines of `---` at the start are front matter"),
    meant(GITHUB, 68, "two lines of `---` at the start are front matter"),
    meant(GITHUB, 645, "two hyphens in a comment: this edition of GitHub's is older than CommonMark's rule"),
    meant(GITHUB, 646, "`<!-->` is a comment: this edition of GitHub's is older than CommonMark's rule"),
    meant(GITHUB, 653, "no HTML but a fixed list works, so that none needs to be filtered"),
    meant(REGRESSIONS, 14, "`</script>` ends a list's lazy line: it is shown as text either way"),
    meant(REGRESSIONS, 18, "`<!A>` is text, as any declaration is shown"),
    meant(REGRESSIONS, 21, "`<!x>` is text, as any declaration is shown"),
    meant(REGRESSIONS, 24, "a definition's title may end with a backslash"),
    meant(REGRESSIONS, 25, "an item of a ruler, a blank line and words is shown tight"),
    meant(REGRESSIONS, 26, "`<![cdata[` begins HTML as `<![CDATA[` does: it is shown as text either way"),
];

#[test]
fn examples_of_the_specifications() {
    let Some(folder) = documents::shared("examples of the specifications") else { return };
    let mut report = String::new();
    let mut unneeded: Vec<String> = Vec::new();
    for file in [COMMONMARK, GITHUB, REGRESSIONS] {
        let text = fs::read_to_string(folder.join("spec").join(file)).unwrap();
        let examples: serde_json::Value = serde_json::from_str(&text).unwrap();
        for example in examples.as_array().unwrap() {
            let number = example["example"].as_u64().unwrap();
            let (markdown, expected) = (example["markdown"].as_str().unwrap(), example["html"].as_str().unwrap());
            let addresses = match example["section"].as_str() {
                Some("Autolinks (extension)") => Addresses::Links,
                _ => Addresses::Text,
            };
            let same = normal(&html(markdown, addresses)) == normal(expected);
            match MEANT.iter().find(|meant| meant.file == file && meant.example == number) {
                Some(meant) if same => unneeded.push(format!("{file} {number}: {}", meant.why)),
                Some(_) => {}
                None if same => {}
                None => {
                    let ours = normal(&html(markdown, addresses));
                    let section = &example["section"];
                    report += &format!(
                        "{file} {number} ({section})\n  {markdown:?}\n  is {ours}\n  not {}\n",
                        normal(expected)
                    );
                }
            }
        }
    }
    assert!(report.is_empty(), "{} differences\n{report}", report.matches("  not ").count());
    assert!(unneeded.is_empty(), "no differences: {unneeded:#?}");
}

/// HTML without the blanks that show nothing.
fn normal(html: &str) -> String {
    let mut output = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<pre>") {
        let end = rest[start..].find("</pre>").map_or(rest.len(), |end| start + end);
        output += &collapsed(&rest[..start]);
        output += rest[start..end].trim_end_matches('\n');
        rest = &rest[end..];
    }
    output += &collapsed(rest);
    output
}

fn collapsed(html: &str) -> String {
    let html = html.split_whitespace().collect::<Vec<_>>().join(" ");
    // HTML that is no element of Markdown is taken apart by rbc: blanks around its tags show nothing.
    html.replace("> ", ">").replace(" <", "<").replace(" />", "/>").replace(" >", ">")
}
