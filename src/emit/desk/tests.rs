use std::collections::BTreeMap;

use super::*;
use crate::DocumentInput;
use crate::emit::{emit, tests::compiled};
use crate::resolve::{Ledger, ProjectFiles};
use crate::source::SourceFile;

const DOCUMENTS: &[(&str, &str)] = &[
    ("index.md", "# 索引\n\n[DB](ops/db.md)、[図](図.png)\n"),
    (
        "ops/db.md",
        "# DB 障害対応\n\n## 連絡先\n\n| 役割 | 電話 |\n| --- | --- |\n| DBA | 03-5555-0101 |\n\n## 1. 接続できない\n\n\
         **症状**:\n\n- `too many clients`、503 が出る\n\n**確認**:\n\n```bash\npsql -c 'select 1'\n```\n\n- [ ] 復旧を確認した\n\n\
         ## 2. ディスクが満杯\n\nアラート `DiskFull`。\n\n- [ ] 空けた\n",
    ),
    ("a/note.md", "# 覚え書き\n\nアラート: DiskFull\n"),
    ("ops/rule.md", "# 重大度\n\n| Severity | 初動目標 |\n| --- | --- |\n| SEV1 | 15分以内 |\n"),
];

#[test]
fn files_made_one_by_one_are_those_that_are_made_together() {
    let mut sources = SourceMap::default();
    let inputs: Vec<DocumentInput> = DOCUMENTS
        .iter()
        .map(|(path, text)| {
            let file = sources.add(SourceFile::new(format!("content/{path}"), *text));
            DocumentInput { file, id: path.trim_end_matches(".md").to_owned(), path: (*path).to_owned() }
        })
        .collect();
    let ledger = Ledger::parse("old/place.html\t#\t=\tops/db.html\n", None).unwrap();
    let paths = DOCUMENTS.iter().map(|(path, _)| (*path).to_owned()).chain(["図.png".to_owned()]);
    let files = ProjectFiles::new("content", paths, Vec::new()).with_ledger(ledger);
    let base_url = Some("https://runbooks.internal/".to_owned());
    let config = Config { private: true, base_url, ..Config::default() };
    let compilation = compiled(&sources, &inputs, &files, &config);
    for (offline, without_search) in [(false, false), (true, true)] {
        let options =
            EmitOptions { diagnostics: &compilation.diagnostics, offline, without_search, ..EmitOptions::default() };
        let together = Mutex::new(BTreeMap::new());
        let put = |artifact: Artifact| {
            together.lock().unwrap().insert(artifact.path, artifact.bytes);
            Ok::<(), ()>(())
        };
        let copies = emit(&compilation.library, &sources, &config, &options, &put).unwrap();
        let together = together.into_inner().unwrap();
        assert!(
            together.len() > 40 && together.contains_key("sitemap.xml") && together.contains_key("old/place.html"),
            "{:?}",
            together.keys()
        );
        let plan = Plan::new(&compilation.library);
        let desk = Desk::new(&compilation.library, &sources, &config, options, &plan).unwrap();
        assert_eq!(plan.copies(&compilation.library), copies);
        for (path, bytes) in &together {
            let made = desk.file(path).unwrap();
            assert!(made.as_deref() == Some(bytes.as_slice()), "{path}: {:?}", made.map(|made| made.len()));
        }
        for path in
            ["", "none.html", "a/none.html", "search/none.js", "api/runbooks/none.json", "../index.html", "sw.js"]
        {
            assert_eq!(desk.file(path), Ok(None), "{path}");
        }
    }
}
