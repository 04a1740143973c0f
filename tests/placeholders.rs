//! What has to be filled in and what only looks like it (`tests/placeholders/lines.tsv`): where a line stands, the names in
//! it, the line. The judgements were made before the reader saw the lines.

#![allow(clippy::expect_used, reason = "a test that cannot read its material has to fail")]

use rbc::lang::bash::defined_variables;
use rbc::lang::placeholder::{Context, find};

#[test]
fn placeholders_are_what_a_careful_reader_takes_for_them() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in include_str!("placeholders/lines.tsv").lines() {
        let mut columns = row.splitn(3, '\t');
        let place = columns.next().expect("a place");
        let wanted = columns.next().expect("names");
        let line = columns.next().expect("a line");
        let context = match place {
            "prose" => Context::Prose,
            "span" => Context::CodeSpan,
            language => Context::Code(language),
        };
        let mut names: Vec<String> = Vec::new();
        for one in find(line, context, &defined_variables(line)) {
            if !names.contains(&one.name) {
                names.push(one.name);
            }
        }
        count += 1;
        if names.join(",") != wanted {
            wrong.push(format!("{place}: {line}\n  wanted {wanted}, found {}", names.join(",")));
        }
    }
    assert!(count > 140, "{count} lines");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
