//! The only room with a disk and a clock.
//!
//! 1. [`discover`] finds the documents of a project and reads them, in an order that no machine changes.
//! 2. [`isolate`] compiles them so that one that makes rbc fail does not take the others with it.
//! 3. [`publish`] puts a site in the place of the old one, whole or not at all; [`rewrite`] does it with a mended document.
//! 4. [`asset`] judges the files that a site copies.
//! 5. [`git`] is asked which files have changed, and [`history`] when each did last; [`repository`] reads where a project lies in its own.
//! 6. [`online`] asks other hosts, where the user wants it.
//! 7. [`create`] writes the first files of a new project.
//! 8. [`zip`] packs a site into one file.
//! 9. [`watch`] tells when files change, and [`serve`] shows a site to the one who changes them.
//!
//! [`open`] is the one function that reads a file of a project.

pub mod asset;
pub mod create;
pub mod discover;
pub mod disk;
pub mod git;
pub mod history;
pub mod interrupt;
pub mod isolate;
mod lock;
pub mod name;
pub mod online;
pub mod open;
pub mod policy;
pub mod project;
pub mod publish;
pub mod repository;
pub mod rewrite;
pub mod serve;
pub mod shellcheck;
pub mod watch;
pub mod zip;
