//! The binary as its users meet it.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "cli/project.rs"]
mod project;

#[path = "cli/anchors.rs"]
mod anchors;
#[path = "cli/changed.rs"]
mod changed;
#[path = "cli/configuration.rs"]
mod configuration;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/fixing.rs"]
mod fixing;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/growth.rs"]
mod growth;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/notes.rs"]
mod notes;
#[path = "cli/online.rs"]
mod online;
#[path = "cli/passwords.rs"]
mod passwords;
#[path = "cli/paths.rs"]
mod paths;
#[path = "cli/policy.rs"]
mod policy;
#[cfg(unix)]
#[path = "cli/publishing.rs"]
mod publishing;
#[path = "cli/repository.rs"]
mod repository;
#[path = "cli/review.rs"]
mod review;
#[path = "cli/secrets.rs"]
mod secrets;
#[cfg(unix)]
#[path = "cli/shellcheck.rs"]
mod shellcheck;
#[path = "cli/theme.rs"]
mod theme;
