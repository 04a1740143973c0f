//! What a document states of itself: front matter, bold lines and key-value tables at its head.

use super::outline::Outline;
use crate::model::{Date, Entry, Metadata, Role, Table, TableRole};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, FrontMatter, Inline, InlineKind, Prose};
use crate::yaml::{Node, NodeKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Service,
    Environments,
    Owners,
    Version,
    UpdatedOn,
    ReviewBy,
    Tags,
    /// Known, kept as an entry only.
    Other,
}

const KEYS: &[(Key, &[&str])] = &[
    (
        Key::Service,
        &[
            "service",
            "サービス",
            "サービス名",
            "対象サービス",
            "対象サービス名",
            "対象システム",
            "システム名",
            "service name",
        ],
    ),
    (Key::Environments, &["environments", "environment", "env", "環境", "対象環境", "適用環境"]),
    (
        Key::Owners,
        &[
            "owners",
            "owner",
            "author",
            "authors",
            "オーナー",
            "所有者",
            "作成者",
            "作成",
            "管理者",
            "文書管理者",
            "担当",
            "担当者",
            "担当チーム",
            "責任者",
            "文書責任者",
            "メンテナ",
            "maintainer",
            "maintainers",
            "管理責任者",
            "ドキュメントオーナー",
            "オーナーチーム",
            "管理チーム",
            "管理部署",
            "team",
            "チーム",
            "運用責任者",
        ],
    ),
    (
        Key::Version,
        &["version", "バージョン", "版", "版数", "文書バージョン", "ドキュメントバージョン", "document version", "ver"],
    ),
    (
        Key::UpdatedOn,
        &[
            "updated_on",
            "updated",
            "updated_at",
            "updated_date",
            "last_updated",
            "last updated",
            "lastupdated",
            "最終更新",
            "最終更新日",
            "更新日",
            "最終更新日時",
            "更新日時",
            "last modified",
            "last_modified",
            "改訂日",
            "最終改訂日",
            "last_reviewed_at",
            "最終改定日",
        ],
    ),
    (
        Key::ReviewBy,
        &[
            "review_by",
            "next_review",
            "next_review_due",
            "次回レビュー",
            "次回レビュー予定",
            "次回レビュー日",
            "次回見直し",
            "レビュー期限",
            "次回更新",
            "次回更新予定",
            "次回更新予定日",
            "next review",
        ],
    ),
    (Key::Tags, &["tags", "タグ"]),
    (
        Key::Other,
        &[
            "作成日",
            "作成日時",
            "created",
            "created_at",
            "status",
            "ステータス",
            "状態",
            "承認者",
            "承認日",
            "文書id",
            "文書番号",
            "ドキュメントid",
            "レビュー周期",
            "review_cycle_days",
            "対象読者",
            "レビュアー",
            "機密度",
            "機密区分",
            "分類",
            "適用開始日",
            "発行日",
            "制定日",
            "プロジェクト名",
            "プロジェクト",
            "reviewer",
            "reviewed",
            "作成元",
            "適用日",
            "ドキュメント番号",
            "開始日",
            "期日",
            "last_tested",
        ],
    ),
];

fn key_of(key: &str) -> Option<Key> {
    KEYS.iter().find(|(_, words)| words.contains(&key)).map(|(kind, _)| *kind)
}

/// Whether a folded word is a key of a document's own data.
pub(super) fn is_document_key(key: &str) -> bool {
    matches!(key_of(key), Some(Key::UpdatedOn | Key::Version | Key::ReviewBy))
        || [
            "作成日",
            "作成者",
            "承認者",
            "文書番号",
            "文書id",
            "レビュー周期",
            "作成日時",
            "承認日",
            "last updated",
            "author",
            "created",
            "最終レビュー",
            "次回レビュー",
            "発行日",
        ]
        .contains(&key)
}

/// Reads the metadata of a document.
pub(super) fn read(
    front_matter: Option<&FrontMatter>,
    outline: &Outline<'_>,
    tables: &[Table],
    is_placeholder: &dyn Fn(&str) -> bool,
    source: &str,
) -> Metadata {
    let mut reader = Reader { metadata: Metadata::default(), is_placeholder };
    if let Some(matter) = front_matter {
        for (key, node) in &matter.entries {
            reader.front_matter(&key.value, node);
        }
    }
    for block in &outline.preface {
        reader.block(block, source);
    }
    for table in tables.iter().filter(|table| table.role == TableRole::Metadata && at_head(table, outline)) {
        for row in &table.rows {
            if let [key, value, ..] = row.as_slice() {
                reader.state(key, value, table.span);
            }
        }
    }
    if let Some((title, span, _)) = &outline.title {
        reader.title(title, *span);
    }
    reader.metadata
}

/// Before the first heading, or under 概要 and its like as the first section.
fn at_head(table: &Table, outline: &Outline<'_>) -> bool {
    match outline.at(table.span.start) {
        None => true,
        Some(opener) => {
            let first_sections = outline.openers.iter().take(3).any(|first| first.span == opener.span);
            matches!(opener.role, Role::Overview | Role::Scope) || (first_sections && opener.role == Role::Changelog)
        }
    }
}

struct Reader<'a> {
    metadata: Metadata,
    is_placeholder: &'a dyn Fn(&str) -> bool,
}

impl Reader<'_> {
    fn front_matter(&mut self, key: &str, node: &Node) {
        match &node.kind {
            NodeKind::Scalar(value, _) => self.state(key, value, node.span),
            NodeKind::Sequence(items) => {
                for item in items {
                    if let NodeKind::Scalar(value, _) = &item.kind {
                        self.state(key, value, item.span);
                    }
                }
            }
            NodeKind::Null | NodeKind::Mapping(_) => {}
        }
    }

    fn block(&mut self, block: &Block, source: &str) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                for line in super::label::lines(content) {
                    self.line(line, source, false);
                }
            }
            BlockKind::Quote(_, blocks) => {
                for block in blocks {
                    self.block(block, source);
                }
            }
            BlockKind::List(list) => {
                for item in &list.items {
                    for block in &item.blocks {
                        if let BlockKind::Paragraph(content) = &block.kind {
                            super::label::lines(content).for_each(|line| self.line(line, source, true));
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// `**更新日**: 2025-04-30`, `更新日: …`
    fn line(&mut self, line: &[Inline], source: &str, item: bool) {
        let prose = Prose::new(line, source);
        // Several on one line: **作成者**: A | **更新日**: B
        let bold = matches!(line.first().map(|inline| &inline.kind), Some(InlineKind::Strong(_)));
        for part in prose.text.split([' ', '　']).next().map(|_| prose.text.split(" | ")).into_iter().flatten() {
            let Some((key, value)) = part.split_once([':', '：']) else { continue };
            let known = key_of(&super::title::key(key)).is_some();
            if (bold && !item) || known {
                self.state(key, value, prose.whole());
            }
        }
    }

    /// `(v0.1)` in the title.
    fn title(&mut self, title: &str, span: Span) {
        if self.metadata.version.is_some() {
            return;
        }
        let version = title.rsplit(['(', '（', ' ']).find_map(|part| {
            let part = part.trim().trim_end_matches([')', '）']);
            let number =
                part.strip_prefix('v').or_else(|| part.strip_prefix('V')).or_else(|| part.strip_prefix("Ver."))?;
            (number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.'))
                .then_some(number)
        });
        if let Some(version) = version {
            self.metadata.version = Some(version.to_owned());
            self.metadata.entries.push(Entry { key: "version".to_owned(), value: version.to_owned(), span });
        }
    }

    fn state(&mut self, key: &str, value: &str, span: Span) {
        let key = key.trim();
        let value = value.trim();
        if key.is_empty() {
            return;
        }
        self.metadata.entries.push(Entry { key: key.to_owned(), value: value.to_owned(), span });
        if value.is_empty() || value == "-" || (self.is_placeholder)(value) {
            return;
        }
        let metadata = &mut self.metadata;
        match key_of(&super::title::key(key)) {
            Some(Key::Service) if metadata.service.is_none() => metadata.service = Some(value.to_owned()),
            Some(Key::Environments) => add(&mut metadata.environments, list(value).map(without_remark)),
            Some(Key::Owners) => add(&mut metadata.owners, list(value).map(str::to_owned)),
            Some(Key::Version) if metadata.version.is_none() => {
                let value = value.trim_start_matches(['v', 'V']);
                metadata.version = Some(value.to_owned());
            }
            Some(Key::UpdatedOn) if metadata.updated_on.is_none() => {
                metadata.updated_on = Date::find(value).map(|(_, date)| date)
            }
            Some(Key::ReviewBy) if metadata.review_by.is_none() => {
                metadata.review_by = Date::find(value).map(|(_, date)| date)
            }
            Some(Key::Tags) => add(&mut metadata.tags, list(value).map(str::to_owned)),
            _ => {}
        }
    }
}

fn add(into: &mut Vec<String>, values: impl Iterator<Item = String>) {
    for value in values {
        if !value.is_empty() && !into.contains(&value) {
            into.push(value);
        }
    }
}

/// `A + B`, `A、B`, `A, B` are two.
fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split(['、', ',', '，']).flat_map(|part| part.split(" + ")).map(str::trim).filter(|part| !part.is_empty())
}

/// `Production (prod)` is Production.
fn without_remark(value: &str) -> String {
    match value.find(['(', '（']) {
        Some(at) if at > 0 => value[..at].trim().to_owned(),
        _ => value.to_owned(),
    }
}
