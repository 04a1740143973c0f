//! The file.
//!
//! 1. [`crate::yaml::parse`] gives a tree with spans, or the one fault that ends the reading.
//! 2. Each known key fills its field; a key that is not known is reported with the nearest name.
//! 3. What only holds between keys (the site must not lie over the content) is checked at the end.

use std::collections::BTreeMap;

use super::reader::{Entries, Reader};
use super::value::within;
use super::{Config, FileRules, KindGlobs, Language, Limits, PolicySetting, ReferencePattern, Repository, RuleSetting};
use crate::diag::{Diagnostic, Label, Level, Message};
use crate::online::is_pattern;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::yaml::{self, FaultKind, Node, NodeKind};

/// Names that the configuration may use and that other rooms own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// Names of rules; where there are none, every name is taken.
    pub rules: &'a [&'a str],
    /// Roles of sections and kinds of columns, for `vocabulary`; where there are none, every name is taken.
    pub roles: &'a [&'a str],
}

/// Every key of the file.
pub(super) const KEYS: [&str; 25] = [
    "title",
    "description",
    "language",
    "time_zone",
    "content",
    "out",
    "base_url",
    "repository",
    "templates",
    "template_mode",
    "kind",
    "vocabulary",
    "synonyms",
    "effects",
    "references",
    "alerts",
    "rules",
    "policies",
    "per_file",
    "baseline",
    "dialect",
    "private_hosts",
    "holidays",
    "private",
    "limits",
];

const LEVELS: [&str; 4] = ["off", "info", "warning", "error"];
const EFFECTS: [&str; 4] = ["read_only", "changes", "destructive", "unknown"];

/// Reads `rbc.yaml`. Whatever is wrong becomes a diagnostic of category `config`; what is right is kept.
#[must_use]
pub fn read(file: &SourceFile, id: FileId, known: Known<'_>) -> (Config, Vec<Diagnostic>) {
    let mut reading = Reading { reader: Reader::new(id), known, config: Config::default(), out: None };
    match yaml::parse(file.text(), 0) {
        Ok(root) => reading.root(&root),
        Err(fault) => reading.reader.diagnostics.push(yaml_fault(id, fault, yaml::Bounds::default())),
    }
    (reading.config, reading.reader.diagnostics)
}

/// What a text that is no YAML of ours gives: a diagnostic at its place. `bounds` are those that it was read within.
#[must_use]
pub fn yaml_fault(file: FileId, fault: yaml::Fault, bounds: yaml::Bounds) -> Diagnostic {
    let (rule, message) = match fault.reason {
        FaultKind::Syntax(reason) => ("config/syntax", Message::new("config-syntax").with("reason", reason)),
        FaultKind::DuplicateKey(key) => ("config/duplicate-key", Message::new("config-duplicate-key").with("key", key)),
        FaultKind::Feature(name) => ("config/syntax", Message::new("config-feature").with("feature", name)),
        FaultKind::Limit => ("config/syntax", Message::new("config-too-large").with("bytes", bounds.bytes)),
        FaultKind::Depth => ("config/syntax", Message::new("config-too-deep").with("depth", bounds.depth)),
    };
    let mut diagnostic = Diagnostic::new(rule, Level::Error, file, fault.span, message);
    let first = |span| Label { file, span, message: Message::new("config-first-here") };
    diagnostic.related.extend(fault.related.map(first));
    diagnostic
}

/// The place of a value, by its keys (and indices of list items) from the top; `None` where the file does not say it.
#[must_use]
pub fn place(file: &SourceFile, path: &[&str]) -> Option<Span> {
    let mut node = yaml::parse(file.text(), 0).ok()?;
    for part in path {
        node = match node.kind {
            NodeKind::Mapping(entries) => entries.into_iter().find(|(key, _)| key.value == *part)?.1,
            NodeKind::Sequence(items) => items.into_iter().nth(part.parse().ok()?)?,
            _ => return None,
        };
    }
    Some(node.span)
}

struct Reading<'a> {
    reader: Reader,
    known: Known<'a>,
    config: Config,
    /// Where `out` stands.
    out: Option<Span>,
}

impl Reading<'_> {
    fn root(&mut self, root: &Node) {
        let NodeKind::Mapping(entries) = &root.kind else {
            if root.kind != NodeKind::Null {
                self.reader.entries("rbc.yaml", root);
            }
            return;
        };
        for (key, node) in entries {
            self.key(key, node);
        }
        self.check_folders();
    }

    fn key(&mut self, key: &Spanned<String>, node: &Node) {
        let name = key.value.as_str();
        let reader = &mut self.reader;
        match name {
            "title" => self.config.title = reader.string(name, node).map(str::to_owned),
            "description" => self.config.description = reader.string(name, node).map(str::to_owned),
            "language" => match reader.choice(name, node, &["ja", "en"]) {
                Some("en") => self.config.language = Language::English,
                _ => self.config.language = Language::Japanese,
            },
            "time_zone" => self.time_zone(name, node),
            "content" => set(&mut self.config.content, reader.path(name, node)),
            "out" => {
                self.out = Some(node.span);
                set(&mut self.config.out, reader.path(name, node));
            }
            "base_url" => self.config.base_url = reader.web_address(name, node),
            "repository" => self.repository(node),
            "templates" => self.config.templates = reader.path(name, node),
            "template_mode" => self.config.template_mode = reader.globs(name, node),
            "kind" => self.kind(node),
            "vocabulary" => self.vocabulary(node),
            "synonyms" => self.synonyms(node),
            "effects" => self.effects(node),
            "references" => self.references(node),
            "alerts" => self.config.alerts = reader.pattern(name, node),
            "rules" => self.config.rules = self.rules(name, node),
            "policies" => self.policies(node),
            "per_file" => self.per_file(node),
            "baseline" => self.config.baseline = reader.path(name, node),
            "dialect" => {
                let dialect = reader.choice(name, node, &["postgresql", "mysql", "sqlite"]);
                self.config.dialect = dialect.map(str::to_owned);
            }
            "private_hosts" => {
                let hosts = reader.strings(name, node);
                for wrong in hosts.iter().filter(|host| !is_pattern(&host.value)) {
                    reader.invalid(name, &wrong.value, wrong.span, "wiki.kawasemi.jp, *.corp.kawasemi.jp, 10.0.0.0/8");
                }
                self.config.private_hosts = values(hosts);
            }
            "holidays" => self.holidays(name, node),
            "private" => set(&mut self.config.private, reader.boolean(name, node)),
            "limits" => self.limits(node),
            _ => reader.unknown("config/unknown-key", "config-unknown-key", name, key.span, KEYS),
        }
    }

    fn time_zone(&mut self, key: &str, node: &Node) {
        let Some(value) = self.reader.string(key, node) else { return };
        let part = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_alphabetic())
                && part.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c))
        };
        if value.split('/').all(part) {
            self.config.time_zone = value.to_owned();
        } else {
            self.reader.invalid(key, value, node.span, "Asia/Tokyo");
        }
    }

    /// Entries of a map whose keys are all in `keys`; the others are reported and left out.
    fn known_entries<'n>(&mut self, key: &str, node: &'n Node, keys: &[&str]) -> Vec<(&'n str, &'n Node)> {
        let mut kept = Vec::new();
        for (name, value) in self.reader.entries(key, node) {
            if keys.contains(&name.value.as_str()) {
                kept.push((name.value.as_str(), value));
            } else {
                let known = keys.iter().copied();
                self.reader.unknown("config/unknown-key", "config-unknown-key", &name.value, name.span, known);
            }
        }
        kept
    }

    fn repository(&mut self, node: &Node) {
        let mut repository = Repository::default();
        for (name, value) in self.known_entries("repository", node, &["url", "branch", "edit"]) {
            match name {
                "url" => set(&mut repository.url, self.reader.web_address("repository.url", value)),
                "branch" => repository.branch = self.reader.string(name, value).map(str::to_owned),
                _ => repository.edit = self.reader.string(name, value).map(str::to_owned),
            }
        }
        self.config.repository = (!repository.url.is_empty()).then_some(repository);
    }

    fn kind(&mut self, node: &Node) {
        let mut kind = KindGlobs::default();
        for (name, value) in self.known_entries("kind", node, &["runbook", "document"]) {
            let globs = self.reader.globs(name, value);
            if name == "runbook" { kind.runbook = globs } else { kind.document = globs }
        }
        self.config.kind = kind;
    }

    fn vocabulary(&mut self, node: &Node) {
        for (role, words) in self.reader.entries("vocabulary", node) {
            let roles = self.known.roles;
            if !roles.is_empty() && !roles.contains(&role.value.as_str()) {
                let known = roles.iter().copied();
                self.reader.unknown("config/unknown-role", "config-unknown-role", &role.value, role.span, known);
                continue;
            }
            let words = values(self.reader.strings(&role.value, words));
            self.config.vocabulary.insert(role.value.clone(), words);
        }
    }

    /// Groups of words. A group of one, or of signs that nobody can look for, says nothing.
    fn synonyms(&mut self, node: &Node) {
        const EXAMPLE: &str = "- [レイテンシ, 応答時間]";
        let mut groups = Vec::new();
        for group in self.reader.items("synonyms", node) {
            if let NodeKind::Scalar(word, _) = &group.kind {
                self.reader.invalid("synonyms", word, group.span, EXAMPLE);
                continue;
            }
            let (words, signs): (Vec<_>, Vec<_>) = self
                .reader
                .strings("synonyms", group)
                .into_iter()
                .partition(|word| word.value.chars().any(char::is_alphanumeric));
            for sign in signs {
                self.reader.invalid("synonyms", &sign.value, sign.span, EXAMPLE);
            }
            match words.as_slice() {
                [] if matches!(&group.kind, NodeKind::Sequence(items) if !items.is_empty()) => {}
                [] => self.reader.invalid("synonyms", "[]", group.span, EXAMPLE),
                [only] => self.reader.invalid("synonyms", &only.value, only.span, EXAMPLE),
                _ => groups.push(values(words)),
            }
        }
        self.config.synonyms = groups;
    }

    /// `kubectl scale: changes`, or the same as a map within a map.
    fn effects(&mut self, node: &Node) {
        let mut effects = BTreeMap::new();
        for (program, value) in self.reader.entries("effects", node) {
            if let NodeKind::Mapping(nested) = &value.kind {
                for (command, value) in nested {
                    let key = format!("{} {}", program.value, command.value);
                    self.effect(&mut effects, key, value);
                }
            } else {
                self.effect(&mut effects, program.value.clone(), value);
            }
        }
        self.config.effects = effects;
    }

    fn effect(&mut self, effects: &mut BTreeMap<String, String>, key: String, node: &Node) {
        if let Some(effect) = self.reader.choice(&key, node, &EFFECTS) {
            let words: Vec<&str> = key.split_whitespace().collect();
            effects.insert(words.join(" "), effect.to_owned());
        }
    }

    fn references(&mut self, node: &Node) {
        for (kind, value) in self.reader.entries("references", node) {
            let mut reference = ReferencePattern { pattern: String::new(), catalogue: None };
            if let NodeKind::Mapping(_) = value.kind {
                for (name, value) in self.known_entries(&kind.value, value, &["pattern", "catalogue"]) {
                    match name {
                        "pattern" => set(&mut reference.pattern, self.reader.pattern(&kind.value, value)),
                        _ => reference.catalogue = self.reader.path(name, value),
                    }
                }
            } else {
                set(&mut reference.pattern, self.reader.pattern(&kind.value, value));
            }
            if !reference.pattern.is_empty() {
                self.config.references.insert(kind.value.clone(), reference);
            }
        }
    }

    fn rules(&mut self, key: &str, node: &Node) -> BTreeMap<String, RuleSetting> {
        let mut rules = BTreeMap::new();
        for (name, value) in self.reader.entries(key, node) {
            if self.is_rule(name) {
                rules.insert(name.value.clone(), self.rule_setting(&name.value, value));
            }
        }
        rules
    }

    fn is_rule(&mut self, name: &Spanned<String>) -> bool {
        let rules = self.known.rules;
        let categories = || rules.iter().filter_map(|rule| rule.split('/').next());
        // What a policy names itself is known when the policies are read.
        let of_policy = name.value.starts_with("schema/");
        let known = || rules.contains(&name.value.as_str()) || categories().any(|known| known == name.value);
        if rules.is_empty() || of_policy || known() {
            return true;
        }
        let known = rules.iter().copied().chain(categories());
        self.reader.unknown("config/unknown-rule", "config-unknown-rule", &name.value, name.span, known);
        false
    }

    fn rule_setting(&mut self, name: &str, node: &Node) -> RuleSetting {
        let mut setting = RuleSetting::default();
        let NodeKind::Mapping(entries) = &node.kind else {
            setting.level = self.level(name, node);
            return setting;
        };
        for (key, value) in entries {
            if key.value == "level" {
                setting.level = self.level(name, value);
            } else {
                setting.options.push((key.value.clone(), value.clone()));
            }
        }
        setting
    }

    fn level(&mut self, name: &str, node: &Node) -> Option<String> {
        self.reader.choice(name, node, &LEVELS).map(str::to_owned)
    }

    fn policies(&mut self, node: &Node) {
        for item in self.reader.items("policies", node) {
            let mut setting = PolicySetting::default();
            for (name, value) in self.known_entries("policies", item, &["files", "policy"]) {
                match name {
                    "files" => setting.files = self.reader.globs("files", value),
                    _ => set(&mut setting.policy, self.reader.path("policy", value)),
                }
            }
            if !setting.policy.is_empty() {
                self.config.policies.push(setting);
            } else if !has(item, "policy") {
                self.missing(item.span, "policy");
            }
        }
    }

    fn per_file(&mut self, node: &Node) {
        for item in self.reader.items("per_file", node) {
            let mut setting = FileRules::default();
            for (name, value) in self.known_entries("per_file", item, &["files", "rules"]) {
                match name {
                    "files" => setting.files = self.reader.globs("files", value),
                    _ => setting.rules = self.rules("rules", value),
                }
            }
            if !has(item, "files") {
                self.missing(item.span, "files");
            }
            self.config.per_file.push(setting);
        }
    }

    fn missing(&mut self, span: Span, key: &str) {
        let start = Span { start: span.start, end: span.start };
        self.reader.report("config/missing-key", start, Message::new("config-missing-key").with("key", key));
    }

    fn holidays(&mut self, key: &str, node: &Node) {
        for day in self.reader.strings(key, node) {
            if day.value.parse::<jiff::civil::Date>().is_ok() {
                self.config.holidays.push(day.value);
            } else {
                self.reader.invalid(key, &day.value, day.span, "2026-12-29");
            }
        }
    }

    fn limits(&mut self, node: &Node) {
        let mut limits = Limits::default();
        let most: [(&str, u64); 8] = [
            ("file_bytes", limits.file_bytes),
            ("line_bytes", limits.line_bytes as u64),
            ("table_columns", limits.table_columns as u64),
            ("nesting", limits.nesting as u64),
            ("headings", limits.headings as u64),
            ("blocks", limits.blocks as u64),
            ("tasks", limits.tasks as u64),
            ("files", limits.files as u64),
        ];
        for (name, value) in self.known_entries("limits", node, &most.map(|(name, _)| name)) {
            let Some(number) = self.reader.whole_number(name, value) else { continue };
            let bound = most.iter().find(|(known, _)| *known == name).map_or(0, |&(_, bound)| bound);
            if number > bound || number == 0 {
                let message = Message::new("config-limit-raised").with("key", name).with("bound", bound);
                self.reader.report("config/limit-raised", value.span, message);
                continue;
            }
            let count = usize::try_from(number).unwrap_or(usize::MAX);
            match name {
                "file_bytes" => limits.file_bytes = number,
                "line_bytes" => limits.line_bytes = count,
                "table_columns" => limits.table_columns = count,
                "nesting" => limits.nesting = count,
                "headings" => limits.headings = count,
                "blocks" => limits.blocks = count,
                "tasks" => limits.tasks = count,
                _ => limits.files = count,
            }
        }
        self.config.limits = limits;
    }

    /// A site over the content would be published in the place of its own sources.
    fn check_folders(&mut self) {
        let Some(span) = self.out else { return };
        if within(&self.config.content, &self.config.out) {
            let message = Message::new("config-out-overlaps-content").with("out", &self.config.out);
            let message = message.with("content", &self.config.content);
            self.reader.report("config/out-overlaps-content", span, message);
            self.config.out = Config::default().out;
        }
    }
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

fn values(strings: Vec<Spanned<String>>) -> Vec<String> {
    strings.into_iter().map(|string| string.value).collect()
}

fn has(node: &Node, key: &str) -> bool {
    matches!(&node.kind, NodeKind::Mapping(entries) if contains(entries, key))
}

fn contains(entries: &Entries, key: &str) -> bool {
    entries.iter().any(|(name, _)| name.value == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known<'static> =
        Known { rules: &["link/broken-anchor", "secret/found"], roles: &["overview", "contacts"] };

    /// Rule, marked text and help of a finding.
    type Shown = (&'static str, String, Option<Message>);

    fn reading(text: &str) -> (Config, Vec<Shown>) {
        let file = SourceFile::new("rbc.yaml", text);
        let (config, diagnostics) = read(&file, FileId(0), KNOWN);
        let shown = diagnostics.into_iter().map(|diagnostic| {
            let crate::diag::Place::Span(_, span) = diagnostic.place else { panic!("no span") };
            (diagnostic.rule, file.slice(span).to_owned(), diagnostic.help)
        });
        (config, shown.collect())
    }

    fn faults(text: &str) -> Vec<(&'static str, String)> {
        reading(text).1.into_iter().map(|(rule, text, _)| (rule, text)).collect()
    }

    #[test]
    fn groups_of_words_that_say_nothing_are_told_of() {
        let (config, found) = reading(
            "synonyms:\n  - [遅い, 重い]\n  - レイテンシ\n  - []\n  - [再起動]\n  - ['', 障害, 不具合]\n  - ['。', '！']\n",
        );
        assert_eq!(config.synonyms, [vec!["遅い", "重い"], vec!["障害", "不具合"]]);
        let places: Vec<&str> = found.iter().map(|(_, text, _)| text.as_str()).collect();
        assert_eq!(places, ["レイテンシ", "[]", "再起動", "''", "'。'", "'！'"]);
        assert!(found.iter().all(|(rule, _, help)| *rule == "config/invalid-value" && help.is_some()));
    }

    #[test]
    fn every_key_is_read() {
        let (config, diagnostics) = reading(
            "title: 運用手順\ndescription: 0312\nlanguage: en\ntime_zone: UTC\ncontent: ./手順/\nout: 公開\n\
             base_url: https://例え.jp/運用\nrepository: {url: https://git.example/a/b, branch: main, edit: 'x/{path}'}\n\
             templates: 雛形\ntemplate_mode: ['雛形/**']\nkind: {runbook: ['a/**'], document: [b.md]}\n\
             vocabulary:\n  overview: [あらまし]\nsynonyms: [[再起動, リスタート]]\n\
             effects:\n  kubectl:\n    scale: changes\n  'mytool  drop': destructive\n\
             references:\n  ticket: 'T-\\d+'\n  adr: {pattern: 'ADR-\\d+', catalogue: adr/README.md}\n\
             alerts: '[A-Z]\\w+'\nrules:\n  link: off\n  secret/found: {level: warning, words: [見本]}\n\
             policies:\n  - {files: ['**'], policy: strict}\nper_file:\n  - files: [a.md]\n    rules: {link: info}\n\
             baseline: .rbc/baseline.json\ndialect: mysql\nprivate_hosts: [社内.example]\nholidays: [2026-12-29]\n\
             private: true\nlimits: {file_bytes: 1000, files: 10}\n",
        );
        assert_eq!(diagnostics, []);
        assert_eq!((config.title.as_deref(), config.description.as_deref()), (Some("運用手順"), Some("0312")));
        assert_eq!((config.content.as_str(), config.out.as_str()), ("手順", "公開"));
        assert_eq!(config.language, Language::English);
        assert_eq!(config.effects["kubectl scale"], "changes");
        assert_eq!(config.effects["mytool drop"], "destructive");
        assert_eq!(config.references.keys().collect::<Vec<_>>(), ["adr", "failure_mode", "ticket"]);
        assert_eq!(config.references["adr"].catalogue.as_deref(), Some("adr/README.md"));
        assert_eq!(config.rules["link"].level.as_deref(), Some("off"));
        assert_eq!(config.rules["secret/found"].options[0].0, "words");
        assert_eq!(config.per_file[0].rules["link"].level.as_deref(), Some("info"));
        assert_eq!((config.limits.file_bytes, config.limits.files, config.limits.nesting), (1000, 10, 64));
        assert!(config.private);
    }

    #[test]
    fn a_key_without_value_and_an_empty_file_mean_the_default() {
        for text in ["", "# だけ\n", "title:\nbase_url: ~\nlimits:\nrules:\n"] {
            let (config, diagnostics) = reading(text);
            assert_eq!((config, diagnostics), (Config::default(), vec![]), "{text}");
        }
    }

    #[test]
    fn unknown_names_are_refused_with_the_nearest() {
        let (_, diagnostics) = reading(
            "tilte: 手順\nhooks: {pre: sh}\nrules:\n  link/broken-ancor: off\n  lnk: off\nvocabulary: {contact: [窓口]}\n",
        );
        let near = |name: &str| Some(Message::new("config-nearest").with("name", name));
        assert_eq!(
            diagnostics,
            [
                ("config/unknown-key", "tilte".to_owned(), near("title")),
                ("config/unknown-key", "hooks".to_owned(), None),
                ("config/unknown-rule", "link/broken-ancor".to_owned(), near("link/broken-anchor")),
                ("config/unknown-rule", "lnk".to_owned(), near("link")),
                ("config/unknown-role", "contact".to_owned(), near("contacts")),
            ]
        );
    }

    #[test]
    fn wrong_values_are_refused_at_their_place_and_the_rest_is_kept() {
        let (config, diagnostics) = reading(
            "title: [a]\nlanguage: 日本語\nprivate: 'true'\nbase_url: javascript:x\nholidays: [2025-02-30]\n\
             rules: {link: loud}\nlimits: {files: 60000, nesting: 0, blocks: 0x10}\nbaseline: b.json\n",
        );
        let places: Vec<_> = diagnostics.iter().map(|(rule, text, _)| (*rule, text.as_str())).collect();
        assert_eq!(
            places,
            [
                ("config/wrong-type", "[a]"),
                ("config/invalid-value", "日本語"),
                ("config/wrong-type", "'true'"),
                ("config/invalid-value", "javascript:x"),
                ("config/invalid-value", "2025-02-30"),
                ("config/invalid-value", "loud"),
                ("config/limit-raised", "60000"),
                ("config/limit-raised", "0"),
                ("config/wrong-type", "0x10"),
            ]
        );
        assert_eq!(config.baseline.as_deref(), Some("b.json"));
        assert_eq!(config.limits, Limits::default());
    }

    #[test]
    fn paths_stay_inside_and_the_site_never_lies_over_its_sources() {
        assert_eq!(faults("out: \"../../etc\"\n"), [("config/path-outside", "\"../../etc\"".to_owned())]);
        assert_eq!(faults("policies: [{files: ['*'], policy: /etc/passwd}]\n").len(), 1);
        assert_eq!(faults("out: \".\"\n"), [("config/out-overlaps-content", "\".\"".to_owned())]);
        assert_eq!(faults("content: a/b\nout: a\n").len(), 1);
        assert_eq!(faults("content: .\nout: site\n"), []);
        assert_eq!(reading("out: .\n").0.out, "site");
    }

    #[test]
    fn patterns_that_cost_too_much_are_refused() {
        assert_eq!(faults("references:\n  ticket: \"((a{100}){100}){100}\"\n")[0].0, "config/invalid-pattern");
        assert_eq!(faults("references:\n  ticket: '(a+)+\\1$'\n")[0].0, "config/invalid-pattern");
        assert_eq!(faults("template_mode: ['[a']\n")[0].0, "config/invalid-pattern");
    }

    #[test]
    fn broken_yaml_is_one_finding() {
        assert_eq!(faults("title: [あ\n")[0].0, "config/syntax");
        assert_eq!(faults("title: あ\ntitle: い\n"), [("config/duplicate-key", "title".to_owned())]);
        assert_eq!(faults("- title\n"), [("config/wrong-type", "- title".to_owned())]);
    }

    #[test]
    fn a_place_is_found_by_its_keys() {
        let file = SourceFile::new("rbc.yaml", "policies:\n  - files: ['**']\n    policy: 方針.json\n");
        let span = place(&file, &["policies", "0", "policy"]).unwrap();
        assert_eq!(file.slice(span), "方針.json");
        assert_eq!(place(&file, &["policies", "1"]), None);
    }
}
