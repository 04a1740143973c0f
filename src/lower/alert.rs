//! Names of alert rules that a document answers: front matter, a column or label アラート, a name in a scenario's heading
//! that reads as one.

use super::failure::is_alarm;
use super::run::{Cursor, Run};
use crate::config::Config;
use crate::model::{Alert, Scenario};
use crate::syntax::{Block, BlockKind, Document, FrontMatter, Prose, Table, walk::Holder};
use crate::yaml::{Node, NodeKind};
use regex::Regex;
use std::collections::HashSet;

/// The configuration's pattern of alert names; without one, CamelCase names.
#[derive(Debug, Default)]
pub(super) struct Pattern(Option<Regex>);

impl Pattern {
    pub(super) fn new(config: &Config) -> Self {
        Pattern(config.alerts.as_deref().and_then(|pattern| Regex::new(pattern).ok()))
    }

    /// Names in a text, with their places there.
    fn names<'t>(&self, text: &'t str) -> Vec<(usize, &'t str)> {
        match &self.0 {
            Some(pattern) => pattern
                .find_iter(text)
                .filter(|found| !found.is_empty())
                .map(|found| (found.start(), found.as_str()))
                .collect(),
            None => words(text).filter(|(_, word)| is_camel_case(word)).collect(),
        }
    }
}

/// Every name, in order, each once. Which scenario answers it is decided later, by place.
pub(super) fn collect(
    document: &Document,
    runs: &[Run<'_>],
    source: &str,
    scenarios: &[Scenario],
    pattern: &Pattern,
) -> Vec<Alert> {
    let mut alerts = Vec::new();
    if let Some(matter) = &document.front_matter {
        in_front_matter(matter, &mut alerts);
    }
    let mut reader = Reader { source, runs: Cursor::new(runs), pattern, alerts: &mut alerts };
    reader.blocks(&document.blocks);
    let headings: HashSet<u32> = scenarios.iter().map(|scenario| scenario.span.start).collect();
    for run in runs.iter().filter(|run| run.holder == Holder::Heading || pattern.0.is_some()) {
        let Some(first) = run.content.first() else { continue };
        // A scenario's span is its heading: marks and blanks lie in front of the heading's first word.
        let line = source[..first.span.start as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1) as u32;
        let opens = run.holder == Holder::Heading && (line..=first.span.start).any(|at| headings.contains(&at));
        if pattern.0.is_some() {
            push_names(&run.prose, 0, &run.prose.text, pattern, &mut alerts);
        } else if opens {
            in_heading(&run.prose, source, pattern, &mut alerts);
        }
    }
    let mut seen = HashSet::new();
    alerts.sort_by_key(|alert| alert.span.start);
    alerts.retain(|alert| seen.insert(alert.name.clone()));
    alerts
}

fn push_names(prose: &Prose, base: usize, text: &str, pattern: &Pattern, alerts: &mut Vec<Alert>) {
    for (at, name) in pattern.names(text) {
        let span = prose.span(base + at..base + at + name.len());
        alerts.push(Alert { name: name.to_owned(), scenario: None, span });
    }
}

/// CamelCase alone is no alert, for names of products are written so (IndexedDB): the name says what is wrong, the heading
/// says that it is one, or it is code that the heading begins with.
fn in_heading(prose: &Prose, source: &str, pattern: &Pattern, alerts: &mut Vec<Alert>) {
    let text = prose.text.as_str();
    let said = text.contains("アラート") || text.to_ascii_lowercase().contains("alert");
    for (at, name) in pattern.names(text) {
        let (before, behind) = (&text[..at], &text[at + name.len()..]);
        let span = prose.span(at..at + name.len());
        let coded = source.as_bytes().get(span.start.wrapping_sub(1) as usize) == Some(&b'`')
            && source.as_bytes().get(span.end as usize) == Some(&b'`');
        let leads = coded && !before.contains(char::is_alphabetic);
        if (said || leads || is_alarm(name)) && !is_exception(name, behind) {
            alerts.push(Alert { name: name.to_owned(), scenario: None, span });
        }
    }
}

/// `ValueError: input_size must be …`: what a program prints.
fn is_exception(name: &str, behind: &str) -> bool {
    let message = behind.strip_prefix(':').map(str::trim_start);
    (name.ends_with("Error") || name.ends_with("Exception"))
        && message.is_some_and(|message| message.starts_with(|first: char| first.is_ascii_graphic()))
}

fn in_front_matter(matter: &FrontMatter, alerts: &mut Vec<Alert>) {
    let mut scalar = |node: &Node| {
        if let NodeKind::Scalar(name, _) = &node.kind
            && !name.trim().is_empty()
        {
            alerts.push(Alert { name: name.trim().to_owned(), scenario: None, span: node.span });
        }
    };
    match matter.get("alerts") {
        Some(Node { kind: NodeKind::Sequence(nodes), .. }) => nodes.iter().for_each(&mut scalar),
        Some(node) => scalar(node),
        None => {}
    }
}

/// Looks where an alert must be named.
struct Reader<'a> {
    source: &'a str,
    runs: Cursor<'a>,
    pattern: &'a Pattern,
    alerts: &'a mut Vec<Alert>,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => {
                    labelled(&self.runs.text(content, self.source), self.pattern, self.alerts);
                }
                BlockKind::Table(table) => self.table(table),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(_, blocks) | BlockKind::Details(_, blocks) | BlockKind::Footnote(_, _, blocks) => {
                    self.blocks(blocks);
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, table: &Table) {
        for (column, head) in table.header.cells.iter().enumerate() {
            if !is_label(&self.runs.text(&head.content, self.source).text) {
                continue;
            }
            for cell in table.rows.iter().filter_map(|row| row.cells.get(column)) {
                let prose = Prose::new(&cell.content, self.source);
                given(&prose, 0..prose.text.len(), self.pattern, self.alerts);
            }
        }
    }
}

/// `**アラート**: HighErrorRate` and the like.
fn labelled(prose: &Prose, pattern: &Pattern, alerts: &mut Vec<Alert>) {
    let Some(colon) = prose.text.find([':', '：']).filter(|&colon| colon <= 40) else { return };
    if !is_label(&prose.text[..colon]) {
        return;
    }
    let line = prose.text[colon..].find('\n').map_or(prose.text.len(), |end| colon + end);
    given(prose, colon..line, pattern, alerts);
}

/// Names where one must stand: an identifier counts here even if it is not CamelCase.
fn given(prose: &Prose, range: std::ops::Range<usize>, pattern: &Pattern, alerts: &mut Vec<Alert>) {
    let Some(text) = prose.text.get(range.clone()) else { return };
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    if pattern.0.is_none() && is_identifier(trimmed) {
        let at = range.start + text.find(trimmed).unwrap_or(0);
        let span = prose.span(at..at + trimmed.len());
        alerts.push(Alert { name: trimmed.to_owned(), scenario: None, span });
        return;
    }
    push_names(prose, range.start, text, pattern, alerts);
}

/// Whether a label or a column's head calls for the name of an alert; a remark in brackets says only which (`(CloudWatch)`).
fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '：']);
    let text = text.find(['(', '（']).map_or(text, |remark| &text[..remark]).trim_end();
    const LABELS: [&str; 12] = [
        "アラート",
        "アラート名",
        "アラーム",
        "アラーム名",
        "alert",
        "alerts",
        "alertname",
        "alert name",
        "alarm",
        "alarms",
        "alarmname",
        "alarm name",
    ];
    // What is said of which: 対象アラート, CloudWatch アラーム名.
    const WHICH: [&str; 7] = ["対象", "発火", "検知", "関連", "cloudwatch", "prometheus", "監視"];
    let folded = text.to_lowercase();
    let named = |rest: &str| LABELS.contains(&rest.trim_start_matches([' ', '\u{3000}', 'の']));
    named(&folded) || WHICH.iter().any(|which| folded.strip_prefix(which).is_some_and(named))
}

/// One word of letters, digits, `_` and `-`, in more than one part (`disk_almost_full`, `HighErrorRate`).
fn is_identifier(text: &str) -> bool {
    let name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    name && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && (text.contains(['_', '-']) || is_camel_case(text))
        && text.len() >= 5
}

/// Words of ASCII letters and digits, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|c: char| c.is_ascii_alphanumeric())?;
        let length =
            text[start..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len() - start);
        from = start + length;
        Some((start, &text[start..from]))
    })
}

/// Two or more words in one, each with a capital; names of products and of Kubernetes are none.
fn is_camel_case(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "PostgreSQL",
        "MySQL",
        "MariaDB",
        "MongoDB",
        "DynamoDB",
        "CockroachDB",
        "InfluxDB",
        "GitHub",
        "GitLab",
        "CloudFront",
        "CloudWatch",
        "CloudSQL",
        "CloudTrail",
        "CloudFormation",
        "CloudRun",
        "JavaScript",
        "TypeScript",
        "OpenSearch",
        "ElastiCache",
        "ElasticSearch",
        "WordPress",
        "YouTube",
        "GraphQL",
        "PagerDuty",
        "RabbitMQ",
        "BigQuery",
        "CircleCI",
        "DevOps",
        "DevSecOps",
        "StatefulSet",
        "DaemonSet",
        "ReplicaSet",
        "ConfigMap",
        "NodePort",
        "WebSocket",
        "OAuth",
        "FastAPI",
        "SendGrid",
        "DataDog",
        "NewRelic",
        "OpenSSL",
        "HAProxy",
        "LoadBalancer",
        "OpenAI",
        "PowerShell",
        "EventBridge",
        "CodeDeploy",
        "CodeBuild",
        "CodePipeline",
        "GuardDuty",
        "KeyCloak",
        "VictorOps",
        "StatusPage",
        "TimescaleDB",
        "PgBouncer",
        "GitOps",
        "ArgoCD",
        "FinOps",
        "SharePoint",
        "FileMaker",
        "OneDrive",
        "MinIO",
        "NextAuth",
        "ChatOps",
        "LinkedIn",
        "iOS",
        "macOS",
        "AppSync",
        "SecurityHub",
        "NestJS",
        "NodeJS",
        "NextJS",
        "VueJS",
        "ReactJS",
    ];
    let mut previous = ' ';
    let mut humps = 0;
    for character in word.chars() {
        if character.is_ascii_uppercase() && !previous.is_ascii_uppercase() {
            humps += 1;
        }
        previous = character;
    }
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && humps >= 2
        && word.len() >= 6
        && !word.contains('_')
        && word.contains(|c: char| c.is_ascii_lowercase())
        && !OTHERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::syntax::{Bounds, parse};

    fn names(text: &str, heading: &str, config: &Config) -> Vec<String> {
        let (document, _) = parse(text, Bounds::default());
        let start = text.find(heading).unwrap();
        let scenario = Scenario { span: Span::new(start, start + heading.len()), ..Scenario::default() };
        let alerts =
            collect(&document, &super::super::run::all(&document, text), text, &[scenario], &Pattern::new(config));
        for alert in &alerts {
            assert_eq!(&text[alert.span.range()], alert.name);
        }
        alerts.into_iter().map(|alert| alert.name).collect()
    }

    #[test]
    fn names_in_headings_columns_and_labels() {
        let text = "## 3. HighErrorRate: エラー率の上昇\n\n**アラート名**: `DiskAlmostFull`\n\n- アラート: api_latency_high\n\n\
                    | アラート | 対応 |\n| --- | --- |\n| QueueStuck | 再起動（RestartPolicy） |\n| なし | - |\n\n## GitHub と PostgreSQL の OtherName\n";
        assert_eq!(
            names(text, "## 3. HighErrorRate: エラー率の上昇", &Config::default()),
            ["HighErrorRate", "DiskAlmostFull", "api_latency_high", "QueueStuck"]
        );
    }

    #[test]
    fn a_column_of_alarms_names_them_too() {
        for head in
            ["アラーム名 (CDK Construct ID)", "CloudWatch アラーム", "Alarm", "アラート名（ID）", "検知アラート"]
        {
            let text = format!("| # | {head} | 意味 |\n| --- | --- | --- |\n| 1 | ServerErrors | 5xx が続く |\n");
            assert_eq!(names(&text, "|", &Config::default()), ["ServerErrors"], "{head}");
        }
        for head in ["アラート条件", "アラーム音", "意味"] {
            let text = format!("| # | {head} |\n| --- | --- |\n| 1 | ServerErrors |\n");
            assert_eq!(names(&text, "|", &Config::default()), [""; 0], "{head}");
        }
    }

    #[test]
    fn a_name_in_a_heading_is_an_alert_by_what_surrounds_it() {
        let of =
            |heading: &str| names(&format!("## {heading}\n\n本文\n"), &format!("## {heading}"), &Config::default());
        for heading in [
            "データが消えた（localStorage/IndexedDB）",
            "ケース2: DeskNet's Neo 連携エラー",
            "`RuntimeError: CUDA out of memory`",
            "再配信ストーム（`MaxAckPending` が大きい）",
            "PyTorch のインストールエラー",
        ] {
            assert_eq!(of(heading), [""; 0], "{heading}");
        }
        assert_eq!(of("2.1 `OutboxGrowing`"), ["OutboxGrowing"]);
        assert_eq!(of("アラート OutboxGrowing への対応"), ["OutboxGrowing"]);
        assert_eq!(of("滞留（CheckoutOutboxStalled）"), ["CheckoutOutboxStalled"]);
    }

    #[test]
    fn a_pattern_says_more() {
        let config = Config { alerts: Some("ALM-[0-9]+".to_owned()), ..Config::default() };
        assert_eq!(names("## 概要\n\nALM-12 が鳴ったら HighErrorRate を見る\n", "## 概要", &config), ["ALM-12"]);
    }
}
