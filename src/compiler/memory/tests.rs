use super::*;
use crate::compiler::compile;
use crate::config::PolicySetting;
use std::collections::BTreeMap;

/// A project in memory: texts by path, each the same file as long as nobody changes it.
#[derive(Default)]
struct Project {
    texts: BTreeMap<String, Arc<SourceFile>>,
    config: Config,
    policies: Policies,
    memory: Memory,
}

impl Project {
    fn write(&mut self, path: &str, text: &str) {
        self.texts.insert(path.to_owned(), Arc::new(SourceFile::new(format!("content/{path}"), text)));
    }

    /// Compiles with the memory and without: both have to give the same. How many documents were the same runbook before.
    fn compile(&mut self) -> Vec<Diagnostic> {
        let mut sources = SourceMap::default();
        let mut inputs = Vec::new();
        for (path, text) in &self.texts {
            let file = sources.add(Arc::clone(text));
            inputs.push(DocumentInput { file, id: path.trim_end_matches(".md").to_owned(), path: path.clone() });
        }
        let files = ProjectFiles::new("content", self.texts.keys().cloned(), ["deploy.yaml".to_owned()]);
        let today = jiff::civil::date(2026, 11, 27);
        let Project { config, policies, memory, .. } = self;
        let again = memory.compile(&sources, &inputs, &files, config, policies, today);
        let anew = compile(&sources, &inputs, &files, config, policies, today);
        assert_eq!(format!("{:?}", again.library.runbooks), format!("{:?}", anew.library.runbooks));
        assert_eq!(format!("{:?}", again.library.documents), format!("{:?}", anew.library.documents));
        assert_eq!(again.library.outcomes, anew.library.outcomes);
        assert_eq!(again.library.pages, anew.library.pages);
        assert_eq!(again.library.assets, anew.library.assets);
        assert_eq!(again.diagnostics, anew.diagnostics);
        again.diagnostics
    }

    fn runbook(&self, path: &str) -> Option<Arc<Runbook>> {
        Some(Arc::clone(&self.memory.documents.get(path)?.read.runbook))
    }
}

fn has(found: &[Diagnostic], rule: &str) -> bool {
    found.iter().any(|finding| finding.rule == rule)
}

const DATABASE: &str = "# DB 障害\n\n## 復旧\n\n[索引](index.md#連絡先)、[手順](deploy.md#切り戻し)。\n\n```bash\nrm -rf /var/lib/db\n```\n";
const INDEX: &str =
    "# 索引\n\n## 連絡先\n\n| 役割 | 電話 |\n| --- | --- |\n| DBA | 03-5555-0101 |\n\n[DB](db.md#復旧)\n";

#[test]
fn a_memory_changes_nothing_of_what_comes_out() {
    let mut project = Project::default();
    project.config.policies.push(PolicySetting { files: Vec::new(), policy: "strict".to_owned() });
    let read = &mut |_: &str| Err(crate::policy::ReadFault::Missing);
    project.policies = crate::policy::load(&project.config, &mut SourceMap::default(), read).0;
    project.write("db.md", DATABASE);
    project.write("index.md", INDEX);
    assert!(has(&project.compile(), "link/broken-file"));
    let steady = project.runbook("index.md").unwrap();

    // What a link leads to comes, loses its anchor, and goes; what stands behind it in the list gets another number.
    project.write("deploy.md", "# 配備\n\n## 切り戻し\n\n[図](図.png)\n");
    assert!(!has(&project.compile(), "link/broken-anchor"));
    project.write("deploy.md", "# 配備\n\n## 戻す\n\nAPI の鍵は使いません。\n");
    let before = project.runbook("db.md").unwrap();
    assert!(has(&project.compile(), "link/broken-anchor"));
    assert!(!Arc::ptr_eq(&before, &project.runbook("db.md").unwrap()), "its link leads nowhere now");
    project.texts.remove("deploy.md");
    assert!(has(&project.compile(), "link/broken-file"));

    // A document of another one's address moves pages.
    project.write("DB.md", "# もう一つ\n\n[DB](db.md)\n");
    project.compile();
    project.write("a.md", "```\n閉じない\n\n# 題\n\n[無い](none.md)\n");
    project.compile();
    project.texts.remove("a.md");
    project.texts.remove("DB.md");
    project.compile();
    let links = |runbook: &Runbook| format!("{:?}", runbook.links);
    assert_eq!(links(&steady), links(&project.runbook("index.md").unwrap()));

    // The configuration.
    project.config.template_mode = vec!["content/db.md".to_owned()];
    project.compile();
    assert!(project.runbook("db.md").unwrap().template);
}

#[test]
fn what_has_not_changed_stays_the_same_runbook() {
    let mut project = Project::default();
    project.write("db.md", DATABASE);
    project.write("index.md", INDEX);
    project.compile();
    let (db, index) = (project.runbook("db.md").unwrap(), project.runbook("index.md").unwrap());
    project.write("db.md", &format!("{DATABASE}\n追記。\n"));
    project.compile();
    assert!(Arc::ptr_eq(&index, &project.runbook("index.md").unwrap()));
    assert!(!Arc::ptr_eq(&db, &project.runbook("db.md").unwrap()));
}
