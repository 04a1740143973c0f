//! The site's own words in its language.

use std::collections::BTreeMap;

use crate::lang::effect::Effect;
use crate::text::Catalogue;

/// Every word: its name in templates and code; the key of the catalogue is `site-` and the name with hyphens.
const NAMES: &[&str] = &[
    "title",
    "home",
    "skip",
    "breadcrumbs",
    "documents",
    "folders",
    "all_documents",
    "unread",
    "outline",
    "to_top",
    "scenarios",
    "needed",
    "findings",
    "more_findings",
    "error",
    "warning",
    "info",
    "line",
    "runbook",
    "document",
    "template",
    "original",
    "drawing",
    "open_here",
    "close",
    "result",
    "copy",
    "copy_all",
    "copied",
    "copy_failed",
    "fill",
    "fill_odd",
    "fill_first",
    "ask",
    "target",
    "cancel",
    "copy_anyway",
    "theme",
    "theme_system",
    "theme_light",
    "theme_dark",
    "effect_read_only",
    "effect_changes",
    "effect_destructive",
    "effect_unknown",
    "alert_note",
    "alert_tip",
    "alert_important",
    "alert_warning",
    "alert_caution",
    "footnote",
    "footnotes",
    "footnote_back",
    "heading_link",
    "no_destination",
    "task",
    "incident",
    "incident_start",
    "incident_text",
    "incident_no_script",
    "service",
    "environments",
    "owners",
    "version",
    "updated_on",
    "changed_on",
    "stale",
    "stale_text",
    "review_by",
    "source",
    "edit",
    "markdown",
    "json",
    "checklists",
    "within",
    "not_found",
    "not_found_text",
    "moved",
    "offline_page",
    "offline_page_text",
    "built_at",
    "committed_at",
    "commit",
    "facts",
    "search",
    "search_no_script",
    "listings",
    "alerts",
    "symptoms",
    "all_symptoms",
    "contacts",
    "severity",
    "commands",
    "sql",
    "report",
    "role",
    "unfilled",
    "assignee",
    "channels",
    "availability",
    "named_in",
    "severity_text",
    "differs",
    "response",
    "resolution",
    "items",
    "filter",
    "filter_none",
    "more_rows",
    "by_rule",
    "by_document",
    "rule",
    "count",
    "documents_count",
    "no_findings",
    "open_document",
    "now",
    "now_within",
    "now_outside",
    "now_until",
    "now_next",
    "now_count",
    "now_only",
    "now_holiday",
    "now_weekdays",
    "now_date",
    "now_joint",
    "api",
    "api_text",
    "api_file",
    "api_about",
    "api_schema",
    "api_index",
    "api_runbook",
    "api_commands",
    "api_sql",
    "api_contacts",
    "api_checklists",
    "api_links",
    "api_severities",
    "api_thresholds",
    "api_placeholders",
    "api_diagnostics",
    "api_catalog",
    "api_anchors",
    "api_llms",
    "api_twin",
    "api_robots",
    "api_sitemap",
    "api_feed",
];

/// Words of the search, which its script brings along; `effect_…` of [`NAMES`] with them.
const SCRIPT: &[&str] = &[
    "search_open",
    "search_label",
    "search_placeholder",
    "search_close",
    "search_hits",
    "search_count",
    "search_first",
    "search_further",
    "search_whole",
    "search_hint",
    "search_loading",
    "search_none",
    "search_none_help",
    "search_understood",
    "search_unknown",
    "search_near",
    "search_near_titles",
    "search_failed",
    "search_failed_why",
    "search_failed_meanwhile",
    "search_failed_page",
    "search_failed_disk",
    "search_failed_terminal",
    "search_retry",
    "search_recent",
    "search_forget",
    "search_forget_all",
    "search_filtered",
    "search_unfilter",
    "search_kind",
    "search_service",
    "search_severity",
    "search_all_kind",
    "search_all_service",
    "search_all_severity",
    "search_kind_runbook",
    "search_kind_document",
    "search_kind_section",
    "search_kind_scenario",
    "search_kind_command",
    "search_kind_checklist",
    "search_kind_contact",
    "search_kind_severity",
    "search_keys",
    "search_slash",
];

/// Words of the script that tells of kept pages, `offline_` left out.
const OFFLINE: &[&str] = &[
    "offline_away",
    "offline_version",
    "offline_fetched",
    "offline_again",
    "offline_fresh",
    "offline_load",
    "offline_incident",
];

/// Words of the scripts for boxes and incidents, `tasks_` left out.
const TASKS: &[&str] = &[
    "tasks_progress",
    "tasks_reset",
    "tasks_undo",
    "tasks_copied",
    "tasks_failed",
    "tasks_shared",
    "tasks_foreign",
    "tasks_take",
    "tasks_leave",
    "tasks_share",
    "tasks_copy_markdown",
    "tasks_save_markdown",
    "tasks_save_json",
    "tasks_print",
    "tasks_incident",
    "tasks_record",
    "tasks_elapsed",
    "tasks_next",
    "tasks_left",
    "tasks_over",
    "tasks_unkept",
    "tasks_take_back",
    "tasks_done_at",
    "tasks_untimed",
    "tasks_met",
    "tasks_called",
    "tasks_level",
    "tasks_note",
    "tasks_add",
    "tasks_time",
    "tasks_event",
    "tasks_deadlines",
    "tasks_calls",
    "tasks_timeline",
    "tasks_started_at",
    "tasks_ended_at",
    "tasks_exchange",
    "tasks_end",
    "tasks_end_sure",
    "tasks_reopen",
    "tasks_remove",
    "tasks_remove_sure",
    "tasks_all",
    "tasks_close",
    "tasks_start",
    "tasks_title",
    "tasks_before",
    "tasks_begin",
    "tasks_cancel",
    "tasks_none",
    "tasks_here",
    "tasks_runs",
    "tasks_ended",
    "tasks_aside",
    "tasks_event_start",
    "tasks_event_level",
    "tasks_event_plan",
    "tasks_event_tick",
    "tasks_event_untick",
    "tasks_event_reset",
    "tasks_event_undo",
    "tasks_event_taken",
    "tasks_event_copy",
    "tasks_event_note",
    "tasks_event_met",
    "tasks_event_unmet",
    "tasks_event_called",
    "tasks_event_uncalled",
    "tasks_event_end",
    "tasks_event_reopen",
    "tasks_event_detected",
    "tasks_another",
    "tasks_several",
    "tasks_choose",
    "tasks_unknown",
    "tasks_unmet",
    "tasks_levelless",
    "tasks_document",
    "tasks_detected",
];

/// The words.
pub(super) struct Words {
    words: BTreeMap<&'static str, String>,
    script: String,
    offline: String,
    tasks: BTreeMap<String, String>,
}

impl Words {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let word = |name: &'static str| (name, catalogue.words(&key(name)));
        let effects = NAMES.iter().copied().filter(|name| name.starts_with("effect_"));
        // A place that the script fills comes through as `{$count}`.
        let script: BTreeMap<&str, String> = SCRIPT.iter().copied().chain(effects).map(word).collect();
        let script = format!("window.rbcWords={};\n", serde_json::json!(script));
        let offline = OFFLINE.iter().copied().map(word);
        let offline: BTreeMap<&str, String> =
            offline.map(|(name, text)| (name.trim_start_matches("offline_"), text)).collect();
        let offline = format!("window.rbcOffline={};\n", serde_json::json!(offline));
        let tasks =
            TASKS.iter().copied().map(word).map(|(name, text)| (camel(name.trim_start_matches("tasks_")), text));
        Words { tasks: tasks.collect(), words: NAMES.iter().map(|&name| word(name)).collect(), script, offline }
    }

    /// A word; its name where there is none.
    pub(super) fn get<'s>(&'s self, name: &'s str) -> &'s str {
        self.words.get(name).map_or(name, String::as_str)
    }

    pub(super) fn effect(&self, effect: Effect) -> &str {
        self.get(match effect {
            Effect::ReadOnly => "effect_read_only",
            Effect::Unknown => "effect_unknown",
            Effect::Changes => "effect_changes",
            Effect::Destructive => "effect_destructive",
        })
    }

    /// The words of the search as a script.
    pub(super) fn script(&self) -> &str {
        &self.script
    }

    /// The words of kept pages as a script.
    pub(super) fn offline(&self) -> &str {
        &self.offline
    }

    /// The words of boxes and incidents as a script, with the zone of the site's clock.
    pub(super) fn tasks(&self, zone: &str) -> String {
        let mut words = self.tasks.clone();
        words.insert("zone".to_owned(), zone.to_owned());
        format!("window.rbcTask={};\n", serde_json::json!(words))
    }

    /// All of them, for templates.
    pub(super) fn all(&self) -> &BTreeMap<&'static str, String> {
        &self.words
    }
}

/// `event_start` as it is, `copy_markdown` as `copyMarkdown`: events are looked up by their kind.
fn camel(name: &str) -> String {
    if name.starts_with("event_") {
        return name.to_owned();
    }
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut name, part| {
        let mut letters = part.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
        name
    })
}

fn key(name: &str) -> String {
    format!("site-{}", name.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;

    #[test]
    fn every_word_is_in_both_languages() {
        for language in [Language::Japanese, Language::English] {
            let catalogue = Catalogue::new(language);
            for name in NAMES.iter().chain(SCRIPT).chain(OFFLINE).chain(TASKS) {
                assert!(catalogue.text(&key(name)).is_some(), "{language:?}: {name}");
            }
        }
    }
}
