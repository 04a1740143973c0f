//! Thresholds and tables.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::value::{Number, one_of};
use super::{Duration, Location, Places};
use crate::model::{self, Comparator, TableRole, ThresholdLevel};

/// A comparison of a metric with a value.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Threshold<'a> {
    /// What is measured.
    pub metric: &'a str,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "comparator")]
    pub comparator: Option<&'static str>,
    /// With what; absent for values relative to others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub value: Option<Number>,
    /// `ms s min h d % count`, else as written; absent where there is none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'a str,
    /// Over how long.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub window: Option<Duration<'a>>,
    /// What for.
    #[schemars(schema_with = "level")]
    pub level: &'static str,
    /// The comparison as written.
    pub text: &'a str,
    /// Its place.
    pub location: Location<'a>,
}

impl<'a> Threshold<'a> {
    pub(super) fn all(thresholds: &'a [model::Threshold], places: Places<'a>) -> Vec<Self> {
        thresholds
            .iter()
            .map(|threshold| Threshold {
                metric: &threshold.metric,
                comparator: threshold.comparator.map(Comparator::name),
                value: threshold.value.and_then(Number::new),
                unit: &threshold.unit,
                window: Duration::optional(threshold.window.as_ref()),
                level: threshold.level.name(),
                text: &threshold.text,
                location: places.of(threshold.span),
            })
            .collect()
    }
}

fn comparator(_: &mut SchemaGenerator) -> Schema {
    use Comparator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    one_of([Less, LessOrEqual, Greater, GreaterOrEqual, Equal].map(Comparator::name))
}

fn level(_: &mut SchemaGenerator) -> Schema {
    use ThresholdLevel::{Critical, Normal, Objective, Recovery, Symptom, Warning};
    one_of([Normal, Warning, Critical, Objective, Symptom, Recovery].map(ThresholdLevel::name))
}

/// A table with what it is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Table<'a> {
    /// What it is for.
    #[schemars(schema_with = "table_role")]
    pub role: &'static str,
    /// Anchor of its section; empty before the first.
    pub section: &'a str,
    /// Header cells.
    pub columns: &'a [String],
    /// Cells of the rows below.
    pub rows: &'a [Vec<String>],
    /// The table.
    pub location: Location<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn all(tables: &'a [model::Table], places: Places<'a>) -> Vec<Self> {
        tables
            .iter()
            .map(|table| Table {
                role: table.role.name(),
                section: &table.section,
                columns: &table.columns,
                rows: &table.rows,
                location: places.of(table.span),
            })
            .collect()
    }
}

fn table_role(_: &mut SchemaGenerator) -> Schema {
    use TableRole::{
        Causes, Changelog, Checklist, Contacts, Escalation, Logs, Metadata, Other, Resources, Roster, Severity,
        Thresholds,
    };
    let roles = [
        Severity, Contacts, Escalation, Roster, Resources, Thresholds, Causes, Checklist, Metadata, Changelog, Logs,
        Other,
    ];
    one_of(roles.map(TableRole::name))
}
