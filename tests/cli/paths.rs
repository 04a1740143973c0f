//! PATHs of `rbc check`, and standard input.

use crate::project::{GOOD, Project};

/// `con.md` and `aux.md` each have one finding.
fn project() -> Project {
    Project::new(&[
        ("content/con.md", GOOD),
        ("content/sub/aux.md", GOOD),
        ("elsewhere/prn.md", GOOD),
        ("elsewhere/nul.md", GOOD),
    ])
}

fn places(project: &Project, arguments: &[&str]) -> Vec<String> {
    let run = project.rbc(&[&["check", "--format", "json"], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.findings().into_iter().map(|(_, place)| place).collect()
}

#[test]
fn a_folder_is_a_content_root_and_a_file_is_reported_alone() {
    let project = project();
    assert_eq!(places(&project, &[]), ["content/con.md:1:1", "content/sub/aux.md:1:1"]);
    assert_eq!(places(&project, &["elsewhere"]), ["elsewhere/nul.md:1:1", "elsewhere/prn.md:1:1"]);
    assert_eq!(places(&project, &["content/sub/aux.md"]), ["content/sub/aux.md:1:1"]);
    assert_eq!(places(&project, &["elsewhere/prn.md"]), ["elsewhere/prn.md:1:1"]);
    assert_eq!(
        places(&project, &["elsewhere/prn.md", "content/con.md"]),
        ["content/con.md:1:1", "elsewhere/prn.md:1:1"]
    );
    assert_eq!(
        places(&project, &["content/con.md", "content"]),
        ["content/con.md:1:1", "content/sub/aux.md:1:1"],
        "a whole root also reports the files of it that were named"
    );
}

#[test]
fn links_lead_on_in_a_content_root_outside_of_the_project() {
    let project = Project::new(&[
        ("book/index.md", "# 目次\n\n[復旧](運用/復旧.md) [運用](運用/)\n"),
        ("book/運用/復旧.md", "# 復旧\n\n[目次](../index.md) [外](../../here/a.md)\n"),
        ("here/a.md", GOOD),
    ]);
    let content = project.at("book");
    let run = project.rbc(&["-C", "here", "check", "--format", "json", "--content", content.to_str().unwrap()]);
    let findings = run.findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].1.ends_with("復旧.md:3:19"), "{findings:?}");
}

#[test]
fn what_is_no_document_is_refused() {
    let project = project();
    project.write("content/a.txt", "x");
    assert_eq!(project.rbc(&["check", "content/a.txt"]).status, 2);
    assert_eq!(project.rbc(&["check", "content/gone.md"]).status, 2);
    assert_eq!(project.rbc(&["check", "content", "--content", "elsewhere"]).status, 2);
}

#[test]
fn standard_input_stands_for_the_file_that_it_names() {
    let project = project();
    let read = |arguments: &[&str], text: &[u8]| {
        let run = project.rbc_reading(&[&["check", "--format", "json"], arguments].concat(), text);
        (run.status, run.findings())
    };
    let finding = |rule: &str, place: &str| vec![(rule.to_owned(), place.to_owned())];
    assert_eq!(
        read(&["-", "--stdin-filename", "content/sub/new.md"], b"# \xFF\n"),
        (1, finding("source/not-utf8", "content/sub/new.md:1:3"))
    );
    assert_eq!(
        read(&["-", "--stdin-filename", "content/con.md"], "\u{feff}# 新\n".as_bytes()).1.len(),
        2,
        "the text is that of the input, the name that of the file"
    );
    assert_eq!(read(&["-"], b"# \xFF\n"), (1, finding("source/not-utf8", "stdin.md:1:3")));
    assert_eq!(read(&["-"], GOOD.as_bytes()), (0, vec![]));
}
