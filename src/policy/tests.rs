//! Policies over small projects.

use std::collections::BTreeMap;

use super::*;
use crate::DocumentInput;
use crate::config::Known;
use crate::diag::Place;
use crate::resolve::ProjectFiles;
use crate::source::SourceFile;

/// Loads policies of a project whose rbc.yaml and files these are.
fn loaded(config: &str, files: &[(&str, &str)]) -> (Config, SourceMap, Policies, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::new("rbc.yaml", config));
    let (config, faults) = crate::config::read(sources.file(file), file, Known::default());
    assert!(faults.is_empty(), "{faults:?}");
    let texts: BTreeMap<&str, &str> = files.iter().copied().collect();
    let mut read = |path: &str| texts.get(path).map(|text| (*text).to_owned()).ok_or(ReadFault::Missing);
    let (policies, faults) = load(&config, &mut sources, &mut read);
    (config, sources, policies, faults)
}

fn shown(findings: &[Diagnostic], sources: &SourceMap, language: Language) -> Vec<String> {
    let catalogue = Catalogue::new(language);
    let show = |finding: &Diagnostic| {
        let place = match &finding.place {
            Place::Span(file, span) => {
                let file = sources.file(*file);
                format!("{}:{} [{}]", file.path(), file.location(*span).line, file.slice(*span))
            }
            Place::Path { path, .. } => path.clone(),
        };
        let help = finding.help.as_ref().map(|help| format!(" / {}", catalogue.message(help))).unwrap_or_default();
        format!("{place} {} {}{help}", finding.rule, catalogue.message(&finding.message))
    };
    findings.iter().map(show).collect()
}

/// What a policy says of a runbook.
fn found(policy: &str, text: &str) -> Vec<String> {
    found_in(policy, text, Language::Japanese)
}

fn found_in(policy: &str, text: &str, language: Language) -> Vec<String> {
    let config = if language == Language::English { "language: en\n" } else { "" };
    let config = format!("{config}policies: [{{policy: schema/本番.yaml}}]\n");
    let (config, mut sources, policies, faults) = loaded(&config, &[("schema/本番.yaml", policy)]);
    // Policies here ask for what no runbook has, too.
    let faults: Vec<Diagnostic> = faults.into_iter().filter(|fault| fault.rule != property::RULE).collect();
    assert_eq!(shown(&faults, &sources, language), Vec::<String>::new());
    let file = sources.add(SourceFile::new("content/a.md", text));
    let inputs = [DocumentInput { file, id: "a".to_owned(), path: "a.md".to_owned() }];
    let files = ProjectFiles::new("content", ["a.md".to_owned()], []);
    let today = jiff::civil::date(2026, 11, 26);
    let compiled = crate::compile(&sources, &inputs, &files, &config, &policies, today);
    let mut findings = compiled.diagnostics;
    findings.retain(|finding| finding.rule.starts_with("schema/"));
    shown(&findings, &sources, language)
}

#[test]
fn names_that_the_model_does_not_have_are_told() {
    let told = |policy: &str| {
        let (_, sources, _, faults) =
            loaded("policies: [{policy: schema/本番.yaml}]\n", &[("schema/本番.yaml", policy)]);
        assert!(faults.iter().all(|fault| fault.level == Level::Warning), "{faults:?}");
        shown(&faults, &sources, Language::Japanese)
    };
    let slip = "properties:\n  contacts:\n    contains:\n      properties:\n        chanels: {minItems: 1}\n";
    let found = told(slip);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("schema/本番.yaml:5 [chanels] config/unknown-property"), "{found:?}");
    assert!(found[0].ends_with("近い名前: 「channels」"), "{found:?}");
    assert_eq!(told("if: {required: [contcts]}\nthen: {properties: {x-社内: true}}\n").len(), 1);
    // A schema that is referred to is told once, and one that refers to itself ends.
    let shared = "properties: {contacts: {items: {$ref: '#/$defs/誰'}, contains: {$ref: '#/$defs/誰'}}}\n\
                  $defs: {誰: {required: [naem], allOf: [{$ref: '#/$defs/誰'}]}, 別: {required: [naem]}}\n";
    assert_eq!(told(shared).len(), 1);
    // What stands in a value of which the model says nothing more is free.
    assert_eq!(told("properties: {title: {properties: {何か: true}}, metadata: {required: [owners]}}\n").len(), 0);
    for (name, _) in file::BUILT_IN {
        assert_eq!(loaded(&format!("policies: [{{policy: {name}}}]\n"), &[]).3, Vec::new());
    }
}

/// What is wrong with policies.
fn faults(config: &str, files: &[(&str, &str)]) -> Vec<String> {
    let (_, sources, _, faults) = loaded(config, files);
    shown(&faults, &sources, Language::Japanese)
}

fn fault(policy: &str) -> Vec<String> {
    faults("policies: [{policy: a.yaml}]\n", &[("a.yaml", policy)])
}

const RUNBOOK: &str = "# 決済の障害対応\n\n## 重大度\n\n| レベル | 定義 | 初動目標 | 解決目標 |\n| --- | --- | --- | --- |\n\
    | SEV1 | 全停止 | 30分以内 | 4時間 |\n| SEV2 | 一部停止 | すぐ | |\n\n## 連絡先\n\n| 役割 | 担当 | 連絡先 |\n| --- | --- | --- |\n\
    | 一次対応 | 田中 | 03-5555-0101 |\n| 二次対応 | | #sre |\n\n## 復旧\n\n### DB に繋がらない\n\n**症状**: 500\n\n1. 戻す\n\n```bash\nkubectl get pods\n```\n";

#[test]
fn built_in_policies_have_no_fault() {
    for (name, _) in file::BUILT_IN {
        assert_eq!(faults(&format!("policies: [{{policy: {name}}}]\n"), &[]), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_rows_lack_is_told_once_at_the_header() {
    let policy = "properties: {contacts: {items: {required: [availability]}}, severity_levels: {items: {required: [resolution_target]}}}\n";
    assert_eq!(
        found(policy, RUNBOOK),
        [
            "content/a.md:5 [| レベル | 定義 | 初動目標 | 解決目標 |] schema/missing-part 重大度レベルのうち「SEV2」に「解決目標」がありません",
            "content/a.md:12 [| 役割 | 担当 | 連絡先 |] schema/missing-part 連絡先のどの行にも「対応時間帯」がありません",
        ]
    );
}

#[test]
fn values_are_told_where_they_stand() {
    let policy = "properties:\n  severity_levels:\n    items:\n      properties:\n        response_target: {required: [seconds], properties: {seconds: {maximum: 900}}}\n        name: {pattern: '^P[0-9]$'}\n  title: {const: 決済}\n  contacts: {items: {properties: {role: {enum: [一次対応]}, assignee: {maxLength: 1}}}}\n";
    assert_eq!(
        found(policy, RUNBOOK),
        [
            "content/a.md:1 [# 決済の障害対応] schema/wrong-value 題名は「決済」にしてください。今は「決済の障害対応」です",
            "content/a.md:7 [SEV1] schema/wrong-value 重大度レベル「SEV1」の名前「SEV1」は決められた書き方になっていません / パターン: ^P[0-9]$",
            "content/a.md:7 [30分以内] schema/wrong-value 重大度レベル「SEV1」の初動目標「30分以内」は長すぎます。15 分以内にしてください",
            "content/a.md:8 [SEV2] schema/wrong-value 重大度レベル「SEV2」の名前「SEV2」は決められた書き方になっていません / パターン: ^P[0-9]$",
            "content/a.md:14 [田中] schema/wrong-value 連絡先「一次対応」の担当者「田中」は長すぎます。1 文字までです",
            "content/a.md:15 [二次対応] schema/wrong-value 連絡先「二次対応」の役割「二次対応」は使えません / 使える値: 「一次対応」",
            "content/a.md:8 [すぐ] schema/wrong-value 重大度レベル「SEV2」の初動目標「すぐ」を時間として読めません",
        ]
    );
}

#[test]
fn numbers_of_records_are_told_at_the_heading() {
    let policy = "properties:\n  contacts: {minItems: 3, minContains: 2, contains: {properties: {channels: {contains: {properties: {kind: {const: phone}}}}}}}\n  escalation: {minItems: 1}\n  severity_levels: {maxItems: 1}\n  scenarios: {items: {required: [x], properties: {parts: {minItems: 9}, failure_modes: {minItems: 1}}}}\n";
    assert_eq!(
        found(policy, RUNBOOK),
        [
            "content/a.md:3 [## 重大度] schema/too-many 重大度レベルが 2 件あります。1 件までです",
            "content/a.md:10 [## 連絡先] schema/too-few 連絡先が 2 件しかありません。3 件以上必要です",
            "content/a.md:10 [## 連絡先] schema/too-few 連絡先に、条件に合うものが足りません。2 件以上必要です: 連絡手段の種類が「phone」",
            "content/a.md:1 [# 決済の障害対応] schema/too-few エスカレーションがありません。1 件以上必要です",
            "content/a.md:1 [# 決済の障害対応] schema/missing-part シナリオ「決済の障害対応」に「x」がありません",
            "content/a.md:1 [# 決済の障害対応] schema/too-few シナリオ「決済の障害対応」の障害モードの番号がありません。1 件以上必要です",
            "content/a.md:1 [# 決済の障害対応] schema/too-few シナリオ「決済の障害対応」の部分が 3 件しかありません。9 件以上必要です",
            "content/a.md:19 [### DB に繋がらない] schema/missing-part シナリオ「DB に繋がらない」に「x」がありません",
            "content/a.md:19 [### DB に繋がらない] schema/too-few シナリオ「DB に繋がらない」の障害モードの番号がありません。1 件以上必要です",
            "content/a.md:19 [### DB に繋がらない] schema/too-few シナリオ「DB に繋がらない」の部分が 1 件しかありません。9 件以上必要です",
        ]
    );
}

#[test]
fn combinations_are_put_into_words() {
    let policy = "properties:\n  contacts:\n    items:\n      anyOf:\n        - {properties: {channels: {contains: {properties: {kind: {enum: [email, pagerduty]}}}}}}\n        - {required: [note]}\n  metadata:\n    not: {properties: {owners: {maxItems: 0}}}\n    oneOf: [{required: [version]}, {required: [service], properties: {service: {const: 決済}}}]\n";
    assert_eq!(
        found(policy, RUNBOOK),
        [
            "content/a.md:1 [# 決済の障害対応] schema/violation 文書の情報には、次のどれかが必要です: 「版」がある、または対象サービスが「決済」",
            "content/a.md:1 [# 決済の障害対応] schema/violation 文書の情報が、禁じられた形に当てはまります",
            "content/a.md:12 [| 役割 | 担当 | 連絡先 |] schema/violation 連絡先には、次のどれかが必要です: 連絡手段の種類が「email」、「pagerduty」のどれか、または「備考」がある",
        ]
    );
}

#[test]
fn a_policy_may_say_it_in_its_own_words() {
    let policy = "x-rbc-level: warning\nproperties:\n  contacts:\n    x-rbc-rule: three-contacts\n    x-rbc-message: {ja: 連絡先は三つ, en: Three contacts}\n    description: 三人目を足す\n    minItems: 3\n  escalation: {x-rbc-level: 'off', minItems: 1}\n";
    assert_eq!(
        found(policy, RUNBOOK),
        ["content/a.md:10 [## 連絡先] schema/three-contacts 連絡先は三つ / 三人目を足す"]
    );
    assert_eq!(
        found_in(policy, RUNBOOK, Language::English),
        ["content/a.md:10 [## 連絡先] schema/three-contacts Three contacts / 三人目を足す"]
    );
}

#[test]
fn conditions_hold_for_those_that_they_are_about() {
    let policy = "properties:\n  severity_levels:\n    items:\n      if: {properties: {name: {const: SEV1}}}\n      then: {required: [response_target, examples], properties: {response_target: {properties: {seconds: {maximum: 900}}}}}\n";
    assert_eq!(
        found(policy, RUNBOOK),
        [
            "content/a.md:7 [30分以内] schema/wrong-value 重大度レベル「SEV1」の初動目標「30分以内」は長すぎます。15 分以内にしてください",
            "content/a.md:5 [| レベル | 定義 | 初動目標 | 解決目標 |] schema/missing-part 重大度レベルのうち「SEV1」に「例」がありません",
        ]
    );
}

#[test]
fn what_a_list_of_each_row_lacks_is_told_at_the_rows_or_at_the_header() {
    let policy = |kind: &str| {
        format!(
            "properties:\n  contacts:\n    items:\n      properties:\n        channels: {{contains: {{properties: {{kind: {{const: {kind}}}}}}}}}\n"
        )
    };
    assert_eq!(
        found(&policy("phone"), RUNBOOK),
        [
            "content/a.md:15 [| 二次対応 | | #sre |] schema/too-few 連絡先「二次対応」の連絡手段に、条件に合うものがありません: 種類が「phone」"
        ]
    );
    assert_eq!(
        found(&policy("email"), RUNBOOK),
        [
            "content/a.md:12 [| 役割 | 担当 | 連絡先 |] schema/too-few 連絡先の連絡手段に、条件に合うものがありません: 種類が「email」"
        ]
    );
}

#[test]
fn a_finding_leads_to_the_keyword_that_asks() {
    let policy = "properties:\n  contacts: {$ref: '共通.yaml#/$defs/三人'}\n";
    let shared = "x-rbc-level: info\n$defs:\n  三人:\n    minItems: 3\n";
    let (config, mut sources, policies, faults) = loaded(
        "policies: [{files: ['content/**'], policy: schema/本番.yaml}]\n",
        &[("schema/本番.yaml", policy), ("schema/共通.yaml", shared)],
    );
    assert_eq!(faults, []);
    let file = sources.add(SourceFile::new("content/a.md", RUNBOOK));
    let inputs = [DocumentInput { file, id: "a".to_owned(), path: "a.md".to_owned() }];
    let files = ProjectFiles::new("content", ["a.md".to_owned()], []);
    let compiled = crate::compile(&sources, &inputs, &files, &config, &policies, jiff::civil::date(2026, 11, 26));
    let finding = compiled.diagnostics.iter().find(|finding| finding.rule == "schema/too-few").unwrap();
    let label = &finding.related[0];
    assert_eq!(sources.file(label.file).path(), "schema/共通.yaml");
    assert_eq!(sources.file(label.file).slice(label.span), "minItems");
    // The level stands at the root of a file that is only referred to, which is on no way to the keyword.
    assert_eq!(finding.level, crate::diag::Level::Error);
}

#[test]
fn templates_and_other_documents_are_not_asked() {
    let policy = "properties: {contacts: {minItems: 9}}\n";
    assert_eq!(found(policy, RUNBOOK).len(), 1);
    assert_eq!(found(policy, &format!("---\ntemplate: true\n---\n{RUNBOOK}")), Vec::<String>::new());
    assert_eq!(found(policy, &format!("---\nkind: document\n---\n{RUNBOOK}")), Vec::<String>::new());
}

#[test]
fn policies_build_on_others_and_the_last_choice_wins() {
    let config = "policies:\n  - {policy: schema/a.yaml}\n  - {files: ['content/本番/**'], policy: minimal}\nper_file: [{files: ['**'], rules: {schema/one: info}}]\n";
    let files = [
        ("schema/a.yaml", "extends: b.yaml\nx-rbc-rules: {link: info, table/too-few-cells: 'off'}\n"),
        (
            "schema/b.yaml",
            "extends: standard\nx-rbc-rules: {link: warning, text: error}\nproperties: {contacts: {x-rbc-rule: one, minItems: 1}}\n",
        ),
    ];
    let (_, sources, policies, faults) = loaded(config, &files);
    assert_eq!(shown(&faults, &sources, Language::Japanese), Vec::<String>::new());
    let level = |rule| policies.level("content/a.md", rule, None);
    assert_eq!(level("link/broken-file"), Some("info"));
    assert_eq!(level("table/too-few-cells"), Some("off"));
    assert_eq!(level("table/too-many-cells"), None);
    assert_eq!(level("text/unclosed-fence"), Some("error"));
    assert_eq!(policies.level("content/本番/a.md", "text/unclosed-fence", Some(Level::Error)), None);
    assert_eq!(policies.level("content/本番/a.md", "text/unclosed-fence", Some(Level::Warning)), Some("info"));
}

#[test]
fn faults_of_policies_have_their_place() {
    assert_eq!(
        faults("policies: [{policy: stric}, {policy: schema/none.yaml}]\nrules: {schema/too-fewer: off}\n", &[]),
        [
            "rbc.yaml:1 [stric] config/unknown-policy ポリシー「stric」がありません / 近い名前: 「strict」",
            "rbc.yaml:1 [schema/none.yaml] config/unknown-policy ポリシー「schema/none.yaml」がありません / minimal、standard、strict のどれか、または rbc.yaml のフォルダからのパスを書いてください",
            "rbc.yaml:2 [off] config/unknown-rule ルール「schema/too-fewer」はありません / 近い名前: 「schema/too-few」",
        ]
    );
    for (policy, expected) in [
        ("a: [\n", "a.yaml:1 [[] config/syntax YAML として読めません: "),
        ("a: 1\na: 2\n", "a.yaml:2 [a] config/duplicate-key キー「a」が二度書かれています"),
        ("- a\n", "a.yaml:1 [- a] config/wrong-type 「a.yaml」にはキーと値の組を書いてください"),
        ("extends: a.yaml\n", "a.yaml:1 [a.yaml] config/policy-cycle ポリシー「a.yaml」が自分自身を土台にしています"),
        (
            "extends: ../x.yaml\n",
            "a.yaml:1 [../x.yaml] config/path-outside 「extends」のパス「../x.yaml」は rbc.yaml のフォルダの外を指しています",
        ),
        (
            "properties: {contacts: {minItems: 二}}\n",
            "a.yaml:1 [二] config/invalid-policy 「minItems」の値が JSON Schema として正しくありません / 使える値: integer",
        ),
        (
            "properties: {title: {type: strin}}\n",
            "a.yaml:1 [strin] config/invalid-policy 「type」の値が JSON Schema として正しくありません / 使える値: array, boolean, integer, null, number, object, string",
        ),
        (
            "properties: {title: {pattern: '['}}\n",
            "a.yaml:1 ['['] config/invalid-pattern 「pattern」のパターンを読めません: unclosed character class",
        ),
        (
            "patternProperties: {'(': {}}\n",
            "a.yaml:1 ['('] config/invalid-pattern 「pattern」のパターンを読めません: unclosed group",
        ),
        (
            "properties: {title: {pattern: '(?=a)'}}\n",
            "a.yaml:1 ['(?=a)'] config/invalid-pattern 「pattern」のパターンを読めません: ",
        ),
        (
            "$schema: http://json-schema.org/draft-07/schema#\n",
            "a.yaml:1 [http://json-schema.org/draft-07/schema#] config/invalid-value 「$schema」の値「http://json-schema.org/draft-07/schema#」は使えません / 使える値: https://json-schema.org/draft/2020-12/schema",
        ),
        (
            "properties: {contacts: {minItem: 2}}\n",
            "a.yaml:1 [minItem] config/unknown-key キー「minItem」はありません / 近い名前: 「minItems」",
        ),
        (
            "x-rbc-rules: {link/broken-ancor: info}\n",
            "a.yaml:1 [link/broken-ancor] config/unknown-rule ルール「link/broken-ancor」はありません / 近い名前: 「link/broken-anchor」",
        ),
        (
            "x-rbc-rules: {link: loud}\n",
            "a.yaml:1 [loud] config/invalid-value 「link」の値「loud」は使えません / 使える値: off, info, warning, error",
        ),
        (
            "x-rbc-rule: 二人\n",
            "a.yaml:1 [二人] config/invalid-value 「x-rbc-rule」の値「二人」は使えません / 英小文字と数字をハイフンでつないだ",
        ),
        (
            "x-rbc-message: [a]\n",
            "a.yaml:1 [[a]] config/wrong-type 「x-rbc-message」には次のどれか (string, {ja, en})を書いてください",
        ),
        (
            "$ref: https://example.internal/p.json\n",
            "a.yaml:1 [https://example.internal/p.json] config/path-outside 参照「https://example.internal/p.json」は外部を指しています / ネットワークには取りに行きません。プロジェクトの中にファイルを置き、相対パスで参照してください",
        ),
        (
            "$ref: ../../etc/passwd\n",
            "a.yaml:1 [../../etc/passwd] config/path-outside 「$ref」のパス「../../etc/passwd」は rbc.yaml のフォルダの外を指しています",
        ),
        (
            "$ref: '#/$defs/無'\n",
            "a.yaml:1 ['#/$defs/無'] config/broken-reference 参照「#/$defs/無」の指すものが a.yaml にありません",
        ),
        ("$ref: b.yaml\n", "a.yaml:1 [b.yaml] config/broken-reference 参照先のファイル「b.yaml」がありません"),
    ] {
        let found = fault(policy);
        assert!(found.len() == 1 && found[0].starts_with(expected), "{policy}{found:#?}");
    }
}

#[test]
fn a_reference_to_itself_ends() {
    for policy in [
        "$ref: '#'\n",
        "allOf: [{$ref: '#'}]\nproperties: {contacts: {minItems: 9}}\n",
        "anyOf: [{$ref: '#/$defs/a'}]\n$defs: {a: {not: {$ref: '#/$defs/b'}}, b: {allOf: [{$ref: '#/$defs/a'}]}}\n",
        "properties: {sections: {items: {$ref: '#/$defs/節'}}}\n$defs: {節: {properties: {title: {maxLength: 2}, children: {items: {$ref: '#/$defs/節'}}}}}\n",
        "properties: {sections: {items: {$dynamicRef: '#n'}}}\n$defs: {節: {$dynamicAnchor: n, properties: {title: {maxLength: 2}, children: {items: {$dynamicRef: '#n'}}}}}\n",
    ] {
        let found = found(policy, RUNBOOK);
        let deep = "content/a.md:19 [DB に繋がらない] schema/wrong-value 節「DB に繋がらない」の題名「DB に繋がらない」は長すぎます。2 文字までです";
        assert!(!policy.contains("節") || found.contains(&deep.to_owned()), "{policy}{found:#?}");
    }
}

#[test]
fn only_what_is_asked_about_becomes_json() {
    let needs = |policy: &str| {
        let root = crate::yaml::parse_within(policy, 0, file::BOUNDS).unwrap();
        let files = [PolicyFile { path: "a.yaml".to_owned(), id: None, root }];
        Compiler::new(&files).needs(&files[0])
    };
    let parts = |names: &[&str]| Needs::Parts(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(needs("title: 空\nextends: strict\n$defs: {a: {required: [x]}}\n"), Needs::Nothing);
    assert_eq!(needs("allOf: [{$ref: '#/$defs/a'}]\n$defs: {a: {required: [contacts]}}\n"), parts(&["contacts"]));
    assert_eq!(needs("not: {}\n"), parts(&[]));
    assert_eq!(needs("dependentRequired: {alerts: [contacts]}\n"), parts(&["alerts", "contacts"]));
    assert_eq!(needs("properties: {contacts: {additionalProperties: false}}\n"), parts(&["contacts"]));
    assert_eq!(needs("if: {properties: {kind: {const: runbook}}}\nthen: {additionalProperties: {}}\n"), Needs::All);
}

/// One schema for each kind of violation; every one is broken by some part of the runbook below.
const KINDS: &[&str] = &[
    "{required: [無い]}",
    "{minItems: 99}",
    "{maxItems: 0}",
    "{contains: {const: 0}}",
    "{contains: {}, minContains: 99}",
    "{contains: {}, maxContains: 0}",
    "{uniqueItems: true, minItems: 9}",
    "{enum: [1, a, {b: [c]}]}",
    "{const: {a: [1]}}",
    "{const: x}",
    "{type: 'null'}",
    "{type: [integer, boolean]}",
    "{pattern: '^$'}",
    "{format: email}",
    "{format: date}",
    "{minimum: 99999}",
    "{maximum: -1}",
    "{exclusiveMinimum: 99999}",
    "{exclusiveMaximum: -1}",
    "{multipleOf: 0.7}",
    "{minLength: 99}",
    "{maxLength: 0}",
    "{minProperties: 99}",
    "{maxProperties: 0}",
    "{additionalProperties: false}",
    "{unevaluatedProperties: false}",
    "{unevaluatedItems: false}",
    "{prefixItems: [true], items: false}",
    "{propertyNames: {maxLength: 1}}",
    "{anyOf: [{const: 0}, {required: [x]}]}",
    "{oneOf: [{}, {}]}",
    "{oneOf: [false]}",
    "{not: {}}",
    "{if: {}, then: {minItems: 99, maxProperties: 0, maxLength: 0}}",
    "{dependentRequired: {role: [無い]}}",
    "{dependentSchemas: {role: {required: [無い]}}}",
    "false",
    "{allOf: [{$ref: '#/$defs/x'}]}",
    "{items: {}, patternProperties: {'^r': {maxLength: 0}}}",
    "{additionalProperties: {type: boolean}}",
];

/// Where a schema is asked of a runbook.
const PLACES: &[&str] = &[
    "@",
    "{properties: {title: @}}",
    "{properties: {contacts: @}}",
    "{properties: {contacts: {items: @}}}",
    "{properties: {contacts: {items: {properties: {channels: {items: @}}}}}}",
    "{properties: {metadata: @}}",
    "{properties: {severity_levels: {items: {properties: {response_target: @}}}}}",
    "{properties: {severity_levels: {items: {properties: {response_target: {properties: {seconds: @}}}}}}}",
    "{properties: {sections: {items: {properties: {children: {items: @}}}}}}",
    "{properties: {code_blocks: {items: {properties: {text: @, commands: {items: @}}}}}}",
    "{properties: {tables: {items: @}}}",
    "{properties: {scenarios: {items: {properties: {parts: {items: @}}}}}}",
    "{properties: {checklists: @}}",
];

#[test]
fn every_kind_of_violation_has_words_everywhere() {
    let mut seen = std::collections::BTreeSet::new();
    for (at, (kind, place)) in KINDS.iter().flat_map(|kind| PLACES.iter().map(move |place| (kind, place))).enumerate() {
        let schema = place.replace('@', kind);
        let policy = format!("allOf: [{schema}]\n$defs: {{x: {{enum: []}}}}\n");
        // Each kind and each place in English too, but not all of them together.
        let languages = if at % 5 == 0 { [Language::Japanese, Language::English] } else { [Language::Japanese; 2] };
        for language in languages.into_iter().skip(usize::from(at % 5 != 0)) {
            for line in found_in(&policy, RUNBOOK, language) {
                let message = line.split_once("] ").map_or("", |(_, rest)| rest);
                let message = message.split_once(' ').map_or("", |(_, rest)| rest);
                assert!(!message.is_empty() && !message.starts_with("schema-"), "{policy}{line}");
                for raw in ["{\"", "[{", "\"location\"", "Object", "{$"] {
                    assert!(!message.contains(raw), "{policy}{line}");
                }
                assert!(message.chars().count() < 300, "{policy}{line}");
                seen.insert(*kind);
            }
        }
    }
    let unseen: Vec<_> = KINDS.iter().filter(|kind| !seen.contains(**kind)).collect();
    assert!(unseen.is_empty(), "never broken: {unseen:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Whatever a policy is, it is taken or refused, and its findings lie within the texts.
    #[test]
    fn no_policy_makes_it_fail(parts in proptest::collection::vec((0..KINDS.len(), 0..PLACES.len(), 0..6usize), 1..5)) {
        let schemas = parts.iter().map(|&(kind, place, wrap)| {
            let schema = PLACES[place].replace('@', KINDS[kind]);
            match wrap {
                0 => format!("{{not: {schema}}}"),
                1 => format!("{{anyOf: [{schema}, {{$ref: '#'}}]}}"),
                2 => format!("{{if: {schema}, else: {{$ref: '#/$defs/x'}}}}"),
                3 => format!("{{properties: {{sections: {{items: {schema}}}}}}}"),
                _ => schema,
            }
        });
        let schemas: Vec<String> = schemas.collect();
        found(&format!("allOf: [{}]\n$defs: {{x: {{enum: []}}}}\n", schemas.join(", ")), RUNBOOK);
    }

    #[test]
    fn no_text_of_a_policy_makes_it_fail(text in "([a-z$x-]{1,8}(: |: \\[|: \\{|\n|, |\\}|\\]|'#/a'|\n  - ){1,2}){0,12}") {
        let _ = fault(&text);
    }
}
