//! What a document says reaches its page unaltered, and what a page points at is there.
//!
//! The pages are read with a small strict reader, the documents with pulldown-cmark, which rbc itself does not use.
//! Where the two may differ is written down in `compare::DIFFERENCES`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "text/compare.rs"]
mod compare;
#[path = "text/html.rs"]
mod html;
#[path = "text/site.rs"]
mod site;
#[path = "text/source.rs"]
mod source;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use site::Site;

/// Most faults that a failure lists.
const SHOWN: usize = 40;

/// Builds a folder of documents into a site of its own.
fn build(content: &Path) -> (tempfile::TempDir, Site) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
    command.arg("build").arg("--content").arg(content).args(["--out", "site", "--today", "2026-01-15", "--quiet"]);
    let output = command.current_dir(root).output().unwrap();
    let status = output.status.code().expect("no signal");
    assert!(status < 2, "rbc build gave {status}: {}", String::from_utf8_lossy(&output.stderr));
    let site = Site::read(&root.join("site"));
    (folder, site)
}

/// Folders of documents: the examples, and what else is at hand.
fn contents() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut contents = vec![examples];
    if let Some(shared) = std::env::var_os("RBC_SHARED").map(PathBuf::from) {
        contents.extend(["seeds", "corpus"].map(|name| shared.join(name)).into_iter().filter(|path| path.is_dir()));
    }
    contents
}

fn report(what: &str, faults: &[String]) {
    let shown = faults.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{}: {what}\n{shown}", faults.len());
}

/// Where page and document differ; `None` for a document that has no text, being none.
fn difference(site: &Site, content: &Path, document: &site::Document) -> Vec<String> {
    let path = content.join(&document.path);
    let Ok(text) = fs::read_to_string(&path) else { return Vec::new() };
    // The one thing that is never shown as it is written: a secret.
    let text = rbc::source::SourceFile::new("masked.md", text).text().to_owned();
    let shown = site.page(&document.url).and_then(|page| html::sourced(&page.tokens));
    let elements = match shown {
        Ok(elements) => elements,
        Err(fault) => return vec![format!("{}: {fault}", path.display())],
    };
    let lost = elements.iter().filter(|cell| cell.extra && !compare::stands_in_line(cell, &text));
    let mut faults: Vec<String> = lost
        .map(|cell| format!("{}:{}: a cell that is not in its line: {}", path.display(), cell.line, cell.text))
        .collect();
    if let Some((line, page, said)) = compare::difference(&elements, &source::read(&text)) {
        faults.push(format!("{}:{line}:\n    page     {page}\n    document {said}", path.display()));
    }
    faults
}

#[test]
fn text_is_unaltered() {
    let mut documents = 0;
    let mut faults = Vec::new();
    for content in contents() {
        let (_folder, site) = build(&content);
        for document in site.documents(&content) {
            documents += 1;
            faults.extend(difference(&site, &content, &document));
        }
    }
    let allowed: Vec<String> = compare::DIFFERENCES.iter().map(|(what, why)| format!("  {what}: {why}")).collect();
    println!("{documents} documents; may differ:\n{}", allowed.join("\n"));
    assert!(documents >= 20, "only {documents} documents were compared");
    report("the page does not say what the document says", &faults);
}

#[test]
fn a_difference_is_seen() {
    let page = |text: &str| {
        let element = html::Sourced { line: 1, column: 1, code: false, extra: false, text: text.to_owned() };
        vec![element]
    };
    let differs = |shown: &str, written: &str| compare::difference(&page(shown), &source::read(written)).is_some();
    for (shown, written) in [
        ("10〜20分", "10~20分\n"),
        ("“引用”", "\"引用\"\n"),
        ("障害 対応", "障害\n対応\n"),
        ("障害対", "障害対応\n"),
        ("障害対応の", "障害対応\n"),
        ("a  b", "a b\n"),
        ("pod", "<pod>\n"),
        ("見る", "見る <script>x</script>\n"),
    ] {
        assert!(differs(shown, written), "{shown} passes for {written}");
    }
    for (shown, written) in [
        ("障害対応", "障害\n対応\n"),
        ("「重要」です", "**「重要」**です\n"),
        ("10~20分、30~40分", "10~20分、30~40分\n"),
        ("<pod> を見る", "<pod> を見る <!-- 秘密 -->\n"),
        ("改\u{E001}行 Ctrl", "改<br>行 <kbd>Ctrl</kbd>\n"),
    ] {
        assert!(!differs(shown, written), "{shown} does not pass for {written}");
    }
}

#[test]
fn pages_hold_together() {
    let mut faults = Vec::new();
    let mut pages = 0;
    for content in contents() {
        let (_folder, site) = build(&content);
        pages += site.pages.len();
        faults.extend(site.faults().into_iter().map(|fault| format!("{}: {fault}", content.display())));
    }
    assert!(pages >= 20, "only {pages} pages were read");
    report("tags, ids or addresses are wrong", &faults);
}
