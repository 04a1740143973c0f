//! Failures that a document answers.

use super::failure::{is_alert_name, is_case, names_failure};
use super::outline::Outline;
use crate::model::{Alert, CodeBlock, Duration, Form, Part, Reference, Role, Runbook, Scenario};
use crate::syntax::{Block, BlockKind, Prose};

/// Marks the openers that are scenarios.
pub(super) fn mark(outline: &mut Outline<'_>, source: &str, document_title: &str) -> bool {
    for at in 0..outline.openers.len() {
        let inside = outline.ancestors(at).any(|above| outline.openers[above].scenario);
        outline.openers[at].scenario = !inside && is_scenario(outline, at, source);
    }
    whole_document(outline, document_title)
}

fn is_scenario(outline: &Outline<'_>, at: usize, source: &str) -> bool {
    let opener = &outline.openers[at];
    if opener.form == Form::Label {
        return false;
    }
    let faq_above = outline.ancestors(at).any(|above| {
        let above = &outline.openers[above];
        matches!(
            above.role,
            Role::Faq | Role::Appendix | Role::Maintenance | Role::Postmortem | Role::PermanentFix | Role::References
        )
    });
    // レベル1: 部分的障害 under 災害レベル定義 is a level.
    let told = matches!(
        opener.role,
        Role::Faq | Role::Changelog | Role::References | Role::Severity | Role::Escalation | Role::Contacts | Role::Slo
    );
    if faq_above || told {
        return false;
    }
    if is_stopping(outline, at) {
        return false;
    }
    let case = is_case(&opener.title.key);
    let named = opener.failure || is_alert_name(&opener.title.text);
    let shape = parts_of(outline, at);
    // A section with its own symptoms that is answered is a failure, whatever its name.
    let complete = shape.symptoms && (shape.answers || shape.diagnoses) && opener.role == Role::Other;
    if complete && !contains_scenario(outline, at) {
        return true;
    }
    if case && !contains_scenario(outline, at) {
        return answers_below(outline, at) || (opener.failure && answers_itself(opener, source));
    }
    // What stands under シナリオ別対応 is a failure each, whatever its name.
    let listed = opener.parent.is_some_and(|parent| super::section::is_container(&outline.openers[parent].title.key))
        && !opener.settled
        && matches!(opener.role, Role::Other | Role::Security);
    (named || listed)
        && !contains_scenario(outline, at)
        && (shape.answers
            || shape.diagnoses
            || shape.causes
            || answers_itself(opener, source)
            || holds_code(outline, at))
}

#[derive(Debug, Default, Clone, Copy)]
struct Shape {
    symptoms: bool,
    causes: bool,
    diagnoses: bool,
    answers: bool,
}

fn parts_of(outline: &Outline<'_>, at: usize) -> Shape {
    let mut shape = Shape::default();
    for &child in &outline.openers[at].children {
        match outline.openers[child].role {
            Role::Symptoms => {
                shape.symptoms = true;
                shape.answers |= steps_of_symptoms(&outline.openers[child]).next().is_some();
            }
            Role::Causes | Role::Detection => shape.causes = true,
            Role::Diagnosis => shape.diagnoses = true,
            Role::Mitigation
            | Role::Recovery
            | Role::Procedure
            | Role::Rollback
            | Role::Verification
            | Role::Escalation => shape.answers = true,
            _ => {}
        }
    }
    shape
}

/// Ordered lists below a label that tells its symptom on its own line (`**症状**: 繋がらない`): these are what to do.
fn steps_of_symptoms<'d>(opener: &super::outline::Opener<'d>) -> impl Iterator<Item = &'d Block> {
    let told = opener.form == Form::Label && !opener.values.is_empty();
    let blocks = opener.blocks.iter().copied().filter(move |_| told);
    blocks.filter(|block| matches!(&block.kind, BlockKind::List(list) if list.start.is_some()))
}

/// Whether a part somewhere below says what to do.
fn answers_below(outline: &Outline<'_>, at: usize) -> bool {
    let extent = outline.openers[at].extent;
    outline.openers[at + 1..]
        .iter()
        .take_while(|opener| opener.span.start < extent.end)
        .any(|opener| matches!(opener.role, Role::Mitigation | Role::Recovery | Role::Rollback | Role::Procedure))
}

/// Whether a label or heading below it has code of its own.
fn holds_code(outline: &Outline<'_>, at: usize) -> bool {
    let code = |opener: &super::outline::Opener<'_>| {
        opener.blocks.iter().any(|block| matches!(block.kind, BlockKind::Code(_)))
    };
    outline.openers[at].children.iter().any(|&child| code(&outline.openers[child]))
}

fn contains_scenario(outline: &Outline<'_>, at: usize) -> bool {
    let mut below = outline.openers[at].children.clone();
    let mut named = 0;
    while let Some(child) = below.pop() {
        let opener = &outline.openers[child];
        if opener.form == Form::Heading
            && (opener.failure || is_case(&opener.title.key))
            && (opener.role == Role::Other || is_case(&opener.title.key))
        {
            let shape = parts_of(outline, child);
            named += u32::from(shape.symptoms || shape.answers || shape.diagnoses || !opener.blocks.is_empty());
        }
        below.extend(opener.children.iter().copied());
    }
    named >= 2
}

/// 停止 beside 起動 is something to do.
fn is_stopping(outline: &Outline<'_>, at: usize) -> bool {
    let opener = &outline.openers[at];
    let starts = |key: &str| ["起動", "開始", "再起動", "起動手順"].iter().any(|end| key.ends_with(end));
    let near = &outline.openers[at.saturating_sub(8)..(at + 8).min(outline.openers.len())];
    let siblings = || near.iter().filter(|other| other.parent == opener.parent && other.level == opener.level);
    opener.title.key.ends_with("停止") && siblings().any(|sibling| starts(&sibling.title.key))
}

/// Its own blocks say what to do: steps, code or a list.
fn answers_itself(opener: &super::outline::Opener<'_>, _source: &str) -> bool {
    opener.blocks.iter().any(|block| {
        matches!(&block.kind, BlockKind::Code(_) | BlockKind::Table(_))
            || matches!(&block.kind, BlockKind::List(list) if !list.items.is_empty())
    })
}

/// Whether the document as a whole answers one failure.
fn whole_document(outline: &Outline<'_>, title: &str) -> bool {
    let title = title.trim();
    let title = title.split_once([':', '：']).filter(|(kind, _)| is_kind_word(kind)).map_or(title, |(_, rest)| rest);
    let key = super::title::key(title);
    let bare = ["ランブック", "runbook", "手順書", "対応手順"]
        .iter()
        .fold(key.as_str(), |key, end| key.strip_suffix(end).unwrap_or(key).trim());
    if !names_failure(bare) {
        return false;
    }
    // A service's runbook (TODO API 障害対応) holds several failures.
    let symptoms = outline.openers.iter().filter(|opener| opener.role == Role::Symptoms).count();
    let several = outline.openers.iter().filter(|opener| opener.scenario && !is_case(&opener.title.key)).count();
    symptoms <= 1 && several < 2
}

fn is_kind_word(word: &str) -> bool {
    ["runbook", "ランブック", "手順書", "playbook"].iter().any(|kind| word.trim().to_lowercase().ends_with(kind))
}

/// Scenarios with what belongs to them.
pub(super) fn read(outline: &Outline<'_>, whole: bool, runbook: &Runbook, source: &str) -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    if whole && let Some((title, span, id)) = &outline.title {
        let extent = crate::source::Span::new(span.start as usize, source.len());
        let top: Vec<usize> = (0..outline.openers.len()).filter(|&at| outline.openers[at].parent.is_none()).collect();
        let mut scenario =
            Scenario { id: id.clone(), title: title.clone(), span: *span, extent, ..Scenario::default() };
        fill(&mut scenario, outline, &top, &[], runbook, source);
        scenarios.push(scenario);
    }
    for opener in outline.openers.iter().filter(|opener| opener.scenario) {
        let mut scenario = Scenario {
            id: opener.id.clone(),
            title: opener.title.text.clone(),
            span: opener.span,
            extent: opener.extent,
            ..Scenario::default()
        };
        fill(&mut scenario, outline, &opener.children, &opener.blocks, runbook, source);
        scenarios.push(scenario);
    }
    scenarios
}

fn fill(
    scenario: &mut Scenario,
    outline: &Outline<'_>,
    children: &[usize],
    own: &[&Block],
    runbook: &Runbook,
    source: &str,
) {
    bullets(own, source, &mut |key, value| match key {
        "症状" | "現象" | "事象" => scenario.symptoms.push(value.to_owned()),
        "原因" | "想定原因" => scenario.causes.push(value.to_owned()),
        _ => {}
    });
    for &child in children {
        let opener = &outline.openers[child];
        match opener.role {
            Role::Symptoms => scenario.symptoms.extend(texts(opener, source)),
            Role::Causes => scenario.causes.extend(texts(opener, source)),
            _ => {}
        }
        let code_blocks = blocks_within(&runbook.code_blocks, opener.extent);
        let within = Duration::in_brackets(&opener.title.text);
        scenario.parts.push(Part {
            role: opener.role,
            section: opener.id.clone(),
            within,
            steps: opener.steps.clone(),
            code_blocks,
            span: opener.extent,
        });
    }
    let inside =
        |reference: &&Reference| reference.kind == "failure_mode" && scenario.extent.contains(reference.span.start);
    for reference in runbook.references.iter().filter(inside) {
        if !scenario.failure_modes.contains(&reference.id) {
            scenario.failure_modes.push(reference.id.clone());
        }
    }
}

fn blocks_within(blocks: &[CodeBlock], extent: crate::source::Span) -> Vec<String> {
    let from = blocks.partition_point(|block| block.span.start < extent.start);
    blocks[from..].iter().take_while(|block| block.span.start < extent.end).map(|block| block.id.clone()).collect()
}

/// Values of a label, items of the lists below it, else its paragraphs.
fn texts(opener: &super::outline::Opener<'_>, source: &str) -> Vec<String> {
    let mut texts = opener.values.clone();
    let answers: Vec<u32> = if opener.role == Role::Symptoms {
        steps_of_symptoms(opener).map(|block| block.span.start).collect()
    } else {
        Vec::new()
    };
    for block in opener.blocks.iter().filter(|block| !answers.contains(&block.span.start)) {
        match &block.kind {
            BlockKind::List(list) => {
                texts.extend(list.items.iter().filter_map(|item| super::step::first_line(&item.blocks, source)))
            }
            BlockKind::Paragraph(content) => texts.push(Prose::new(content, source).text),
            BlockKind::Table(table) => texts.extend(
                table
                    .rows
                    .iter()
                    .filter_map(|row| row.cells.first())
                    .map(|cell| Prose::new(&cell.content, source).text),
            ),
            _ => {}
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// `- 症状: …` fills the scenario that it stands in.
fn bullets(blocks: &[&Block], source: &str, found: &mut dyn FnMut(&str, &str)) {
    for block in blocks {
        let BlockKind::List(list) = &block.kind else { continue };
        for item in &list.items {
            let Some(line) = super::step::first_line(&item.blocks, source) else { continue };
            if let Some((key, value)) = line.split_once([':', '：']) {
                found(&super::title::key(key), value.trim());
            }
        }
    }
}

/// Gives each alert the scenario that holds it, else the only one.
pub(super) fn link_alerts(alerts: &mut [Alert], scenarios: &[Scenario]) {
    for alert in alerts {
        let holds = |scenario: &&Scenario| {
            scenario.extent.contains(alert.span.start) || scenario.span.contains(alert.span.start)
        };
        let holder = scenarios.iter().rev().find(holds).or_else(|| scenarios.first().filter(|_| scenarios.len() == 1));
        alert.scenario = holder.map(|scenario| scenario.id.clone());
    }
}
