//! A secret is an error, and nothing that rbc says or writes holds more of it than its first four characters.

use crate::project::Project;

/// A key that nobody has; it stands here in two pieces, so that no scanner takes it for one.
fn key() -> String {
    ["AK", "IA", "Q3EGRU7KXW2PNT5V"].concat()
}

#[test]
fn no_output_holds_a_secret() {
    let key = key();
    let text = format!(
        "---\ntitle: 鍵 {key}\nowner: {key}\n---\n\n# 復旧 {key}\n\n<!-- {key} -->\n\n| 項目 | 値 |\n| --- | --- |\n| 鍵 | {key} |\n\n\
         - [ ] `{key}` を消す\n\n```bash\nexport AWS_ACCESS_KEY_ID={key}\n```\n\n[図](https://a.test/?k={key})、[無い](./{key}.md)、[設定](./a.yaml)\n"
    );
    let asset = format!("key: {key}\n");
    let project = Project::new(&[("content/db.md", &text), ("content/a.yaml", &asset)]);
    let rest = &key[5..];
    for format in ["text", "json", "jsonl"] {
        let run = project.rbc(&["check", "--format", format]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        assert!(run.stdout.contains("AKIA••••"), "{}", run.stdout);
        assert!(!run.stdout.contains(rest) && !run.stderr.contains(rest), "{format}: {}", run.stdout);
    }
    assert_eq!(project.rbc(&["build"]).status, 1);
    let site = project.tree("site");
    assert!(site.contains_key("index.html") && !site.contains_key("a.yaml"));
    for (path, bytes) in &site {
        assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains(&rest.to_lowercase()), "{path}");
    }
    assert!(String::from_utf8_lossy(&site["db.md"]).contains("AWS_ACCESS_KEY_ID=AKIA••••\n"));
    // What lies in the project is left alone.
    assert_eq!(std::fs::read_to_string(project.at("content/db.md")).unwrap(), text);
}

#[test]
fn places_of_findings_behind_a_secret_are_those_of_the_file() {
    let text = format!("# 復旧\n\n鍵 {} と [無い](./none.md)\n", key());
    let project = Project::new(&[("content/db.md", &text)]);
    let found = project.rbc(&["check", "--format", "jsonl"]).stdout;
    let place = |rule: &str| {
        let line = found.lines().find(|line| line.contains(rule)).unwrap();
        line[line.find("\"line\"").unwrap()..line.find('}').unwrap()].to_owned()
    };
    assert_eq!(place("secret/token"), "\"line\":3,\"column\":3,\"end_line\":3,\"end_column\":23");
    assert_eq!(place("link/broken-file"), "\"line\":3,\"column\":26,\"end_line\":3,\"end_column\":41");
}
