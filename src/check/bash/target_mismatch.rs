//! `bash/target-mismatch`: commands of one block reach two environments or two namespaces.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Label, Level, Message};
use crate::lang::effect::Effect;
use crate::model::{CodeBlock, Command};

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/target-mismatch", level: Level::Info, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.runbook.code_blocks.iter().filter(|block| block.commands.len() > 1) {
        let Some([first, second]) = mismatch(block) else { continue };
        let (_, target) = first;
        let (command, other) = second;
        let message = Message::new("bash-target-mismatch").with("first", target).with("second", other);
        let finding = findings.report(command.span, message);
        finding.help = Some(Message::new("bash-target-mismatch-help"));
        let message = Message::new("bash-target-mismatch-first").with("first", first.1);
        finding.related.push(Label { file: context.file, span: first.0.span, message });
    }
}

/// A command with what it reaches.
type Target<'b> = (&'b Command, &'b str);

/// The first two commands that reach different places, where one of them alters something.
fn mismatch(block: &CodeBlock) -> Option<[Target<'_>; 2]> {
    // Loops and comparisons go through several places on purpose.
    if block.commands.iter().all(|command| command.effect <= Effect::Unknown) || block.text.contains("for ") {
        return None;
    }
    for target in [environment as fn(&Command) -> Option<&str>, namespace] {
        let mut found = block.commands.iter().filter_map(|command| Some((command, target(command)?)));
        let Some(first) = found.next() else { continue };
        if let Some(second) = found.find(|(_, name)| *name != first.1) {
            return Some([first, second]);
        }
    }
    None
}

/// The environment that a command names.
fn environment(command: &Command) -> Option<&str> {
    const NAMES: &[(&str, &str)] = &[
        ("prod", "prod"),
        ("production", "prod"),
        ("本番", "prod"),
        ("prd", "prod"),
        ("staging", "staging"),
        ("stg", "staging"),
        ("stage", "staging"),
        ("検証", "staging"),
    ];
    let text = command.text.as_str();
    let parts = text.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric());
    let mut named = parts.filter_map(|part| {
        NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(part)).map(|(_, environment)| *environment)
    });
    let first = named.next()?;
    // A command that names both copies from one to the other.
    named.all(|other| other == first).then_some(first)
}

/// The namespace that `kubectl` or `helm` is given.
fn namespace(command: &Command) -> Option<&str> {
    if !matches!(command.program.as_str(), "kubectl" | "helm" | "oc") {
        return None;
    }
    let mut words = command.text.split_whitespace();
    while let Some(word) = words.next() {
        let value = match word {
            "-n" | "--namespace" => words.next(),
            "--" => return None,
            _ => word.strip_prefix("--namespace=").or_else(|| word.strip_prefix("-n=")),
        };
        if let Some(value) = value {
            // What is to be filled in, and the system's own, are no other target.
            let open = value.starts_with(['<', '$', '{', '"']);
            let system = value.starts_with("kube-") || matches!(value, "monitoring" | "ingress-nginx" | "istio-system");
            return (!open && !system).then_some(value);
        }
    }
    None
}
