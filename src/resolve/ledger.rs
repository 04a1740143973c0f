//! `anchors.lock`: the addresses that were published, a line each, so that two branches merge without a conflict where
//! they do not touch the same heading.
//!
//! ```text
//! ops/db.html    #    page    DB 障害対応
//! ops/db.html    #3-復旧    2    3. 復旧
//! ops/db.html    #2-復旧    =    #3-復旧
//! ops/mysql.html    #    =    ops/db.html
//! ```
//!
//! Columns are parted by tabs: the page within the site, the id on it (`#` alone is the page itself), what it is (the
//! level of a heading, `anchor`, `page`, `scenario`, `alert`, or `=` for an address that has moved), and its text, or
//! where it has moved to.

use crate::source::{FileId, Span};
use std::fmt::Write as _;

/// Name of the file, in the folder of the project.
pub const NAME: &str = "anchors.lock";

/// What stands above the lines.
const HEAD: &str = "# Published addresses, written by `rbc anchors --accept`\n";

/// Longest title that is kept.
const TITLE: usize = 200;

/// What was published.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// The file, where findings can name it.
    pub file: Option<FileId>,
    /// Its lines.
    pub entries: Vec<Entry>,
}

/// An address that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The page, a path within the site.
    pub page: String,
    /// The id on it; empty for the page itself.
    pub id: String,
    /// What stood there.
    pub what: What,
    /// Its line.
    pub span: Span,
}

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A heading with its level and text.
    Heading(u8, String),
    /// `<a id>`
    Anchor,
    /// The page of a document, with its title.
    Page(String),
    /// The page of a scenario, with the id of its section.
    Scenario(String),
    /// The page of an alert, with its name.
    Alert(String),
    /// It has moved: an id to another one of the page, a page to another one (and an id there).
    Moved(Place),
}

/// Where something stands: a page and an id on it, empty for the page itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Path within the site; empty where it is the same page.
    pub page: String,
    /// The id.
    pub id: String,
}

impl Ledger {
    /// Reads the file.
    ///
    /// # Errors
    /// The number of a line that can't be read: a mark of a merge conflict, most often.
    pub fn parse(text: &str, file: Option<FileId>) -> Result<Self, usize> {
        let mut entries = Vec::new();
        let mut start = 0;
        for (at, written) in text.split_inclusive('\n').enumerate() {
            let line = written.trim_end_matches(['\n', '\r']);
            let end = start + line.len();
            let span = Span::new(start, end);
            start += written.len();
            if line.is_empty() || (line.starts_with('#') && !line.contains('\t')) {
                continue;
            }
            entries.push(entry(line, span).ok_or(at + 1)?);
        }
        Ok(Ledger { file, entries })
    }

    /// The text of the file: pages in order, their lines in the order of their headings.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from(HEAD);
        for Entry { page, id, what, .. } in &self.entries {
            let _ = match what {
                What::Heading(level, title) => writeln!(text, "{page}\t#{id}\t{level}\t{}", one_line(title)),
                What::Anchor => writeln!(text, "{page}\t#{id}\tanchor"),
                What::Page(title) => writeln!(text, "{page}\t#{id}\tpage\t{}", one_line(title)),
                What::Scenario(section) => writeln!(text, "{page}\t#{id}\tscenario\t#{section}"),
                What::Alert(name) => writeln!(text, "{page}\t#{id}\talert\t{}", one_line(name)),
                What::Moved(to) if to.page.is_empty() => writeln!(text, "{page}\t#{id}\t=\t#{}", to.id),
                What::Moved(to) if to.id.is_empty() => writeln!(text, "{page}\t#{id}\t=\t{}", to.page),
                What::Moved(to) => writeln!(text, "{page}\t#{id}\t=\t{}\t#{}", to.page, to.id),
            };
        }
        text
    }
}

fn entry(line: &str, span: Span) -> Option<Entry> {
    let mut columns = line.split('\t');
    let page = columns.next().filter(|page| is_page(page))?.to_owned();
    let id = columns.next()?.strip_prefix('#')?.to_owned();
    let (kind, text) = (columns.next()?, columns.next().unwrap_or_default());
    let what = match kind {
        "=" => {
            let to = match text.strip_prefix('#') {
                Some(id) => Place { page: String::new(), id: id.to_owned() },
                None => {
                    let id = columns.next().unwrap_or_default().trim_start_matches('#');
                    Place { page: text.to_owned(), id: id.to_owned() }
                }
            };
            // An id stays on its page: what shows it has to stand where the address leads.
            let stays = if id.is_empty() { is_page(&to.page) } else { to.page.is_empty() && !to.id.is_empty() };
            stays.then_some(What::Moved(to))?
        }
        "page" => What::Page(text.to_owned()),
        "scenario" => What::Scenario(text.trim_start_matches('#').to_owned()),
        "alert" => What::Alert(text.to_owned()),
        "anchor" if !id.is_empty() => What::Anchor,
        level => {
            let level = level.parse().ok().filter(|level| (1..=6).contains(level))?;
            (!id.is_empty()).then(|| What::Heading(level, text.to_owned()))?
        }
    };
    Some(Entry { page, id, what, span })
}

/// Whether a path can be that of a page: it stays within the site, on any file system, and no page is a folder.
fn is_page(path: &str) -> bool {
    let parts = || path.split('/');
    path.ends_with(".html")
        && parts().rev().skip(1).all(|folder| !folder.ends_with(".html"))
        && parts().all(|part| !part.is_empty() && part != "." && part != ".." && part.len() <= 255)
        && !path.contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '"' | '<' | '>' | '|' | '*' | '?'))
}

fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|character| !character.is_control()).take(TITLE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let text = "# Published addresses, written by `rbc anchors --accept`\nops/db.html\t#\tpage\tDB 障害対応\nops/db.html\t#3-復旧\t2\t3. 復旧\n\
                    ops/db.html\t#目印\tanchor\nops/db.html\t#2-復旧\t=\t#3-復旧\nops/my sql.html\t#\t=\tops/db.html\n\
                    ops/pg.html\t#\t=\tops/db.html\t#3-復旧\nops/db/遅い.html\t#\tscenario\t#遅い\n\
                    a/DiskFull.html\t#\talert\tDiskFull\n";
        let ledger = Ledger::parse(text, None).unwrap();
        assert_eq!(ledger.entries.len(), 8);
        assert_eq!(ledger.text(), text);
        let second = ledger.entries[1].span;
        assert_eq!(&text[second.range()], "ops/db.html\t#3-復旧\t2\t3. 復旧");
        assert_eq!(Ledger::parse(&text.replace('\n', "\r\n"), None).unwrap().text(), text);
    }

    #[test]
    fn lines_that_say_nothing_are_named() {
        let fine = "a.html\t#\tpage\t甲\n";
        for wrong in [
            "<<<<<<< HEAD",
            "=======",
            "a.html",
            "a.html\t#x",
            "a.html\tx\t2\t甲",
            "a.html\t#x\t7\t甲",
            "a.html\t#\t2\t甲",
            "../a.html\t#\tpage\t甲",
            "/a.html\t#\tpage\t甲",
            "a.md\t#\tpage\t甲",
            "a.html\t#\t=\t../b.html",
            "a.html\t#\t=\tjavascript:alert(1)//.html",
            "a.html\t#x\t=\tb.html\t#x",
            "a.html/b.html\t#\t=\ta.html",
        ] {
            assert_eq!(Ledger::parse(&format!("{fine}\n{wrong}\n"), None).err(), Some(3), "{wrong}");
        }
    }

    #[test]
    fn a_title_stays_in_its_line() {
        let title = format!("復旧\t手順\n{}", "長".repeat(500));
        let entry = Entry {
            page: "a.html".to_owned(),
            id: "x".to_owned(),
            what: What::Heading(2, title),
            span: Span::default(),
        };
        let text = Ledger { file: None, entries: vec![entry] }.text();
        assert_eq!(text.lines().count(), 2);
        assert!(Ledger::parse(&text, None).is_ok());
    }
}
