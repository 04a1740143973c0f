//! What commands do, against the judgement of a careful operator (`tests/effects/*.tsv`), tool by tool.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a test that cannot read its material has to fail"
)]

use rbc::lang::bash;
use rbc::lang::effect::Effect;
use rbc::lang::sql;
use std::fs;
use std::path::Path;

struct Judged {
    tool: String,
    effect: Effect,
    real: bool,
    command: String,
}

fn table() -> Vec<Judged> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/effects");
    let mut judged = Vec::new();
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").filter_map(Result::ok).map(|one| one.path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "tsv")) {
        let tool = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for line in fs::read_to_string(file).expect("a table").lines() {
            let mut columns = line.splitn(3, '\t');
            let effect = columns.next().and_then(Effect::from_name).unwrap_or_else(|| panic!("{tool}: {line}"));
            let real = columns.next() == Some("real");
            let command = columns.next().unwrap_or_else(|| panic!("{tool}: {line}")).to_owned();
            judged.push(Judged { tool: tool.clone(), effect, real, command });
        }
    }
    judged
}

fn found(one: &Judged) -> Effect {
    if one.tool == "sql" {
        let statements = sql::statements(&one.command, None);
        return statements.iter().map(|statement| statement.effect).max().unwrap_or_default();
    }
    let commands = bash::read(&one.command, &bash::Options::default()).commands;
    commands.iter().map(|command| command.effect).max().unwrap_or_default()
}

#[test]
fn commands_do_what_a_careful_operator_says() {
    let table = table();
    let wrong: Vec<String> = table
        .iter()
        .filter(|one| found(one) != one.effect)
        .map(|one| format!("{}\t{}\t{}\t{}", one.tool, one.effect.name(), found(one).name(), one.command))
        .collect();
    let agreement = 1.0 - wrong.len() as f64 / table.len() as f64;
    println!("{}", wrong.join("\n"));
    assert!(agreement >= 0.98, "{:.2} % of {} agree:\n{}", agreement * 100.0, table.len(), wrong.join("\n"));
}

#[test]
fn nothing_destructive_is_called_read_only() {
    for one in table().iter().filter(|one| one.effect == Effect::Destructive) {
        assert_ne!(found(one), Effect::ReadOnly, "{}", one.command);
    }
}

#[test]
fn the_table_is_large_and_from_life() {
    let table = table();
    assert!(table.len() >= 400, "{} commands", table.len());
    let real = table.iter().filter(|one| one.real).count();
    assert!(real >= 150, "{real} from runbooks");
    let tools: std::collections::BTreeSet<&str> = table.iter().map(|one| one.tool.as_str()).collect();
    for tool in tools {
        assert!(table.iter().filter(|one| one.tool == tool).count() >= 8, "{tool}");
    }
}
