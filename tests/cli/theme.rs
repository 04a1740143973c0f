//! Built-in templates are listed, written out and changed.

use crate::project::{GOOD, Project};

#[test]
fn what_is_written_out_changes_nothing_until_it_is_changed() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    let listed = project.rbc(&["theme", "list"]);
    assert_eq!(listed.status, 0, "{}", listed.stderr);
    let names: Vec<&str> = listed.stdout.lines().collect();
    assert!(names.contains(&"scenario.html") && names.contains(&"parts/footer.html") && names.contains(&"style.css"));
    assert!(names.contains(&"text/ja/site.ftl") && !names.contains(&"text/ja/help.ftl"));
    let build = || project.rbc(&["build", "--today", "2026-04-01"]);
    assert_eq!(build().status, 0);
    let before = project.tree("site");
    for name in &names {
        let ejected = project.rbc(&["theme", "eject", name]);
        assert_eq!(ejected.status, 0, "{name}: {}", ejected.stderr);
    }
    assert_eq!(build().status, 0);
    assert!(project.tree("site") == before, "the same templates give the same site");
    let again = project.rbc(&["theme", "eject", "base.html"]);
    assert_eq!(again.status, 2, "what is there is somebody's work");
    assert!(again.stderr.contains("templates/base.html"), "{}", again.stderr);
    let unknown = project.rbc(&["theme", "eject", "bass.html"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("bass.html") && unknown.stderr.contains("rbc theme list"), "{}", unknown.stderr);
}

#[test]
fn a_variable_that_nothing_fills_is_an_error_with_its_place() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    assert_eq!(project.rbc(&["theme", "eject", "parts/footer.html"]).status, 0);
    let path = project.at("templates/parts/footer.html");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}\n<p>{{{{ site.owner_of_all }}}}</p>\n")).unwrap();
    let run = project.rbc(&["build"]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    let line = text.lines().count() + 2;
    assert!(run.stderr.contains(&format!("parts/footer.html:{line}")), "{}", run.stderr);
    assert!(run.stderr.contains("owner_of_all"), "{}", run.stderr);
    assert!(!project.at("site").exists(), "nothing half-written");
}

#[test]
fn a_project_says_it_in_its_own_words() {
    let project = Project::new(&[
        ("content/a.md", "# 手順\n\n[無い](無い.md)\n"),
        ("templates/text/ja/site.ftl", "site-home = 入口 <社内>\nsite-search-open = さがす\n"),
        ("templates/text/ja/own.ftl", "link-broken-file = 「{ $target }」は社内にありません\n"),
        ("templates/text/en/site.ftl", "site-home = Front door\n"),
    ]);
    let run = project.rbc(&["build"]);
    assert!(run.stdout.contains("「無い.md」は社内にありません"), "{}{}", run.stdout, run.stderr);
    let page = std::fs::read_to_string(project.at("site/404.html")).unwrap();
    assert!(page.contains("入口 &lt;社内&gt;") && !page.contains("Front door"), "{page}");
    let page = std::fs::read_to_string(project.at("site/a.html")).unwrap();
    assert!(page.contains("「無い.md」は社内にありません"), "{page}");
    let script = std::fs::read_to_string(project.at("site/assets/dialog.js")).unwrap();
    assert!(script.contains("さがす"), "{script}");
    project.rbc(&["build", "--lang", "en"]);
    let page = std::fs::read_to_string(project.at("site/404.html")).unwrap();
    assert!(page.contains("Front door"), "{page}");
}

#[test]
fn words_that_would_be_lost_are_errors_with_their_place() {
    let text = "# 社内\nsite-hoem = 入口\nsite-search-none = { $word }\nsite-commit\n";
    let project = Project::new(&[("content/a.md", GOOD), ("templates/text/ja/site.ftl", text)]);
    for command in ["build", "check"] {
        let run = project.rbc(&[command, "--format", "json"]);
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(run.has("config/unknown-key", "templates/text/ja/site.ftl:2:1"), "{}", run.stdout);
        assert!(run.has("config/unknown-key", "templates/text/ja/site.ftl:3:22"), "{}", run.stdout);
        assert!(run.findings().iter().any(|(rule, _)| rule == "config/syntax"), "{}", run.stdout);
        assert!(run.stdout.contains("site-home") && run.stdout.contains("$query"), "{}", run.stdout);
    }
    assert!(!project.at("site").exists(), "nothing half-written");
}

/// The names that a template asks for and does not make itself: `a` of `{{ a.b }}`.
fn asked(template: &str) -> std::collections::BTreeSet<String> {
    let mut asked = std::collections::BTreeSet::new();
    let mut own = std::collections::BTreeSet::new();
    for tag in template.split("{%").skip(1).chain(template.split("{{").skip(1)) {
        let tag = tag.split(['%', '}']).next().unwrap_or_default();
        let words = tag.split(|c: char| !c.is_alphanumeric() && !"._\"".contains(c)).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        match words.as_slice() {
            ["for", name, "in", list, ..] => {
                own.insert((*name).to_owned());
                asked.insert(list.split('.').next().unwrap().to_owned());
            }
            ["include" | "extends" | "block" | "endblock" | "endfor" | "endif" | "else", ..] => {}
            words => asked.extend(words.iter().filter_map(|word| Some(word.split('.').next()?.to_owned()))),
        }
    }
    let known = ["if", "elif", "not", "or", "and", "loop", "site", "page", "words", "phrases"];
    asked.retain(|name| !own.contains(name) && !known.contains(&name.as_str()) && !name.contains('"'));
    asked
}

#[test]
fn the_page_about_themes_explains_every_template() {
    for language in ["ja", "en"] {
        let page = format!("{}/docs/{language}/theme.md", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(page).unwrap();
        for (name, text) in rbc::emit::BUILT_IN.iter().filter(|(name, _)| name.ends_with(".html")) {
            let heading = format!("### `{name}`\n");
            let explained =
                page.split(&heading).nth(1).unwrap_or_else(|| panic!("{language}: {name} is not explained"));
            let explained = explained.split("\n### ").next().unwrap();
            for variable in asked(text) {
                assert!(explained.contains(&format!("`{variable}`")), "{language}: {name}: {variable}");
            }
        }
    }
    assert!(asked("{% for a in b.c %}{{ a }}{{ d.e | phrases }}{% endfor %}").iter().eq(["b", "d"]));
}
