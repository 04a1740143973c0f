//! What links and mentions can lead to inside one document: anchors, and sections by number and by name.

use super::fold;
use super::heading_in_code::{HeadingInCode, headings_in_code};
use crate::model::{Runbook, Section};
use crate::syntax::{Document, anchor, walk};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

/// The targets of one document. Each kind is gathered when the first link or mention asks for it: few documents are
/// asked for all.
#[derive(Debug, Clone, Default)]
pub struct Targets {
    anchors: OnceLock<HashSet<String>>,
    headings: OnceLock<Vec<Heading>>,
    in_code: OnceLock<HashMap<String, HeadingInCode>>,
    sections: OnceLock<Sections>,
}

/// What a document's targets are gathered from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// What was read.
    pub runbook: &'a Runbook,
    /// Its tree.
    pub document: &'a Document,
}

/// A heading that a link can lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

impl Targets {
    /// Headings in order: what a message may propose.
    pub fn headings(&self, document: &Document) -> &[Heading] {
        self.headings.get_or_init(|| {
            let mut headings = Vec::new();
            walk::headings(&document.blocks, &mut |heading| {
                headings.push(Heading { id: heading.id.clone(), text: anchor::heading_text(&heading.content) });
            });
            headings
        })
    }

    /// Lines of code blocks by the ids that they would have as headings, composed.
    pub(super) fn headings_in_code(&self, document: &Document) -> &HashMap<String, HeadingInCode> {
        self.in_code.get_or_init(|| headings_in_code(document))
    }

    /// Whether a fragment (decoded) leads somewhere; the top of a page always does.
    #[must_use]
    pub fn has_anchor(&self, fragment: &str, origin: Origin<'_>) -> bool {
        let anchors = || self.anchors.get_or_init(|| anchors(origin));
        fragment.is_empty() || fragment == "top" || anchors().contains(fold::composed(fragment).as_ref())
    }

    /// The anchor of the section that a mention names: §4, セクション3, 5.2節, 連絡先.
    #[must_use]
    pub fn section(&self, mention: &str, origin: Origin<'_>) -> Option<Found<'_>> {
        self.sections.get_or_init(|| Sections::new(origin)).find(mention)
    }
}

/// Anchors, composed: of headings, of labels, `<a id>`.
fn anchors(Origin { runbook, document }: Origin<'_>) -> HashSet<String> {
    let mut anchors = HashSet::new();
    walk::headings(&document.blocks, &mut |heading| {
        anchors.insert(fold::composed(&heading.id).into_owned());
    });
    walk::anchors(&document.blocks, &mut |name| {
        anchors.insert(fold::composed(name).into_owned());
    });
    anchors.extend(runbook.all_sections().map(|section| fold::composed(&section.id).into_owned()));
    anchors
}

/// Sections of a document by number and by name.
#[derive(Debug, Clone, Default)]
struct Sections {
    /// Anchor of a section by its number (`5.1`).
    numbers: HashMap<String, String>,
    /// Anchor of a section by its folded title, in order, so that the beginning of a title can be looked up.
    names: BTreeMap<String, String>,
    /// Anchor of a heading by the letters, digits, dots and hyphens that it begins with (9c, 0-A).
    beginnings: HashMap<String, String>,
    /// Numbers of steps in lists.
    steps: HashSet<String>,
    /// Bold words and headers of columns: what a mention in 「」 may mean, without an anchor.
    bold: BTreeSet<String>,
}

impl Sections {
    fn new(Origin { runbook, document }: Origin<'_>) -> Self {
        let mut sections = Sections::default();
        walk::headings(&document.blocks, &mut |heading| {
            let text = anchor::heading_text(&heading.content);
            sections.name(&text, &heading.id);
            let beginning = beginning(&text);
            if !beginning.is_empty() {
                sections.beginnings.entry(beginning).or_insert_with(|| heading.id.clone());
            }
        });
        walk::strong(&document.blocks, &mut |content| {
            let words = fold::words(&anchor::heading_text(content));
            if !words.is_empty() {
                sections.bold.insert(words);
            }
        });
        // 「エスカレーション」に従う may speak of a column.
        let columns = runbook.tables.iter().flat_map(|table| &table.columns);
        sections.bold.extend(columns.map(|column| fold::words(column)).filter(|words| !words.is_empty()));
        for section in runbook.all_sections() {
            sections.name(&section.title, &section.id);
            sections.steps.extend(section.steps.iter().map(|step| narrow(&step.number)));
            if let Some(number) = &section.number {
                sections.numbers.entry(narrow(number)).or_insert_with(|| section.id.clone());
            }
        }
        // `### 1. 確認` under `## 3. 対応` can be called 3.1.
        for section in &runbook.sections {
            sections.nested(section, None);
        }
        sections
    }

    fn name(&mut self, title: &str, id: &str) {
        // 再校正 (recalibration) 条件 is also called 再校正条件.
        if let Some(short) = without_inner_remark(title) {
            let key = fold::words(&short);
            if !key.is_empty() {
                self.names.entry(key).or_insert_with(|| id.to_owned());
            }
        }
        let key = fold::words(title);
        if !key.is_empty() {
            self.names.entry(key).or_insert_with(|| id.to_owned());
        }
        let bare = without_remark(title);
        // Most titles have no remark.
        if bare.len() == title.trim().len() {
            return;
        }
        // 合意を得る（決断中の投票）: both are names.
        let remark = title.trim().get(bare.len()..).unwrap_or_default();
        for name in [fold::words(bare), fold::words(remark)] {
            if !name.is_empty() {
                self.names.entry(name).or_insert_with(|| id.to_owned());
            }
        }
    }

    fn nested(&mut self, section: &Section, above: Option<&str>) {
        let own = section.number.as_deref().map(narrow);
        let path = match (above, own) {
            (Some(above), Some(own)) if !own.contains(['.', '-']) => {
                let path = format!("{above}.{own}");
                self.numbers.entry(path.clone()).or_insert_with(|| section.id.clone());
                Some(path)
            }
            (_, Some(own)) => Some(own),
            (above, None) => above.map(str::to_owned),
        };
        for child in &section.children {
            self.nested(child, path.as_deref());
        }
    }

    fn find(&self, mention: &str) -> Option<Found<'_>> {
        let step = ["ステップ", "Step", "STEP", "step", "手順"].iter().any(|word| mention.starts_with(word));
        let core = core(mention);
        // 「3. 復旧する」 is a name.
        let numeric = core.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '．' | '０'..='９' | '〜' | '～' | '~' | '–')
        });
        if numeric && core.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９')) {
            return self.number(core, step);
        }
        self.named(mention.trim_start_matches('§').trim())
    }

    fn number(&self, written: &str, step: bool) -> Option<Found<'_>> {
        let number = narrow(written);
        if let Some((first, last)) = number.split_once(['〜', '～', '~', '–']) {
            return self.number(last, step).and_then(|_| self.number(first, step));
        }
        let by_number = |number: &str| self.numbers.get(number).map(|id| Found::Anchor(id));
        by_number(&number)
            .or_else(|| by_number(&number.replace('-', ".")))
            .or_else(|| by_number(&number.replace('.', "-")))
            .or_else(|| (step && self.steps.contains(&number)).then_some(Found::Place))
            .or_else(|| {
                let (first, last) = number.split_once('-')?;
                by_number(last).and_then(|_| by_number(first))
            })
            .or_else(|| self.beginnings.get(&number).map(|id| Found::Anchor(id)))
    }

    /// A section by its name: the whole title, else one that begins with it.
    fn named(&self, name: &str) -> Option<Found<'_>> {
        let key = fold::words(name);
        if key.is_empty() {
            return None;
        }
        let whole = self.names.get(&key).or_else(|| self.names.get(&fold::words(without_remark(name))));
        if let Some(id) = whole {
            return Some(Found::Anchor(id));
        }
        let heading = self.names.range(key.clone()..).next().filter(|(title, _)| title.starts_with(&key));
        let bold = || self.bold.range(key.clone()..).next().is_some_and(|words| words.starts_with(&key));
        heading.map(|(_, id)| Found::Anchor(id)).or_else(|| bold().then_some(Found::Place))
    }
}

/// What a mention of a section leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'t> {
    /// A section, by its anchor.
    Anchor(&'t str),
    /// A step of a list or bold words, which have no anchor.
    Place,
}

/// The words around a number taken off: §, セクション, 第…章.
fn core(mention: &str) -> &str {
    let mention = mention.trim().trim_start_matches('§').trim_start();
    let words = ["セクション", "Section", "section", "Sec.", "ステップ", "Step", "STEP", "step", "手順", "第", "付録"];
    let rest = words.iter().find_map(|word| mention.strip_prefix(word)).unwrap_or(mention).trim_start();
    rest.strip_suffix(['章', '節', '項']).filter(|rest| !rest.is_empty()).unwrap_or(rest)
}

/// What a heading begins with, where that looks like a number: `9c` of ステップ 9c: 戻す.
fn beginning(text: &str) -> String {
    let text = narrow(core(text.trim_start_matches(|c: char| !c.is_alphanumeric())));
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(text.len());
    let word = text[..end].trim_end_matches(['.', '-']);
    if word.contains(|c: char| c.is_ascii_digit()) { word.to_owned() } else { String::new() }
}

fn narrow(number: &str) -> String {
    let digit = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' => '.',
        _ => c,
    };
    number.chars().map(digit).collect::<String>().trim_end_matches('.').to_owned()
}

/// A title without the remark in brackets at its end.
fn without_remark(title: &str) -> &str {
    let title = title.trim();
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】')] {
        if let Some(at) = title.strip_suffix(close).and_then(|rest| rest.rfind(open)).filter(|&at| at > 0) {
            return title[..at].trim_end();
        }
    }
    title
}

/// A title without a remark in brackets in its middle.
fn without_inner_remark(title: &str) -> Option<String> {
    let title = title.trim();
    [('（', '）'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let (front, rest) = title.split_once(open)?;
        let (_, back) = rest.split_once(close)?;
        let inner = !front.trim().is_empty() && !back.trim().is_empty();
        inner.then(|| format!("{}{}", front.trim_end(), back.trim_start()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin() -> (Runbook, Document) {
        let section = |id: &str, title: &str, number: Option<&str>, children| Section {
            id: id.to_owned(),
            title: title.to_owned(),
            number: number.map(str::to_owned),
            children,
            ..Section::default()
        };
        let inner = section("1-確認", "確認", Some("1"), Vec::new());
        let sections = vec![
            section("3-対応", "対応", Some("3"), vec![inner]),
            section("51-初動全員", "初動（全員）", Some("5.1"), Vec::new()),
            section("1-2-監視", "監視", Some("1-2"), Vec::new()),
        ];
        let text = "# 手順\n\n## 3. 対応\n\n## 連絡先（夜間）\n\n## 再校正 (recalibration) 条件\n\n## ステップ 9c: 戻す\n\n<a id=\"old\"></a>\n\n- **夜間の呼び出し方**: 電話\n";
        let (document, _) = crate::syntax::parse(text, crate::syntax::Bounds::default());
        (Runbook { sections, ..Runbook::default() }, document)
    }

    #[test]
    fn sections_by_number_and_name() {
        let (runbook, document) = origin();
        let targets = Targets::default();
        let origin = Origin { runbook: &runbook, document: &document };
        let find = |mention: &str| match targets.section(mention, origin) {
            Some(Found::Anchor(id)) => id.to_owned(),
            Some(Found::Place) => "place".to_owned(),
            None => "-".to_owned(),
        };
        for (mention, id) in [
            ("セクション3", "3-対応"),
            ("セクション ３", "3-対応"),
            ("§3.1", "1-確認"),
            ("5.1節", "51-初動全員"),
            ("§1-2", "1-2-監視"),
            ("§5-1", "51-初動全員"),
            ("第3章", "3-対応"),
            ("§3〜5.1", "3-対応"),
            ("連絡先", "連絡先夜間"),
            ("初動", "51-初動全員"),
            ("再校正条件", "再校正-recalibration-条件"),
            ("全員", "51-初動全員"),
            ("ステップ 9c", "ステップ-9c-戻す"),
            ("§対応", "3-対応"),
            ("ステップ 9c: 戻す", "ステップ-9c-戻す"),
            ("3. 対応", "3-対応"),
            ("セクション9", "-"),
            ("§3〜9", "-"),
            ("夜間の呼び出し", "place"),
            ("報告", "-"),
        ] {
            assert_eq!(find(mention), id, "{mention}");
        }
    }

    #[test]
    fn anchors_of_every_kind() {
        let (runbook, document) = origin();
        let targets = Targets::default();
        let origin = Origin { runbook: &runbook, document: &document };
        for fragment in ["", "top", "3-対応", "old", "手順", "51-初動全員"] {
            assert!(targets.has_anchor(fragment, origin), "{fragment}");
        }
        assert!(!targets.has_anchor("対応", origin));
    }
}
