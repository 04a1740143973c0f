//! `severity/response-after-resolution`: a level is to be answered later than solved.

use super::super::{Check, Context, Findings, Rule};
use super::{Target, is_longer};
use crate::diag::{Label, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/response-after-resolution", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for level in &context.runbook.severity_levels {
        let targets = Target::Response.read(level).zip(Target::Resolution.read(level));
        let Some((response, resolution)) = targets else { continue };
        // 復旧後15分 counts from another moment.
        let comparable = resolution.value.anchor.is_none() || resolution.value.anchor == response.value.anchor;
        if !comparable || !is_longer(&response.value, &resolution.value) {
            continue;
        }
        let message = Message::new("severity-response-after-resolution")
            .with("name", &level.name)
            .with("response", &response.value.text)
            .with("resolution", &resolution.value.text);
        let finding = findings.report(response.span, message);
        finding.help = Some(Message::new("severity-response-after-resolution-help"));
        if resolution.span != response.span {
            let message = Message::new("severity-response-after-resolution-related");
            finding.related.push(Label { file: context.file, span: resolution.span, message });
        }
    }
}
