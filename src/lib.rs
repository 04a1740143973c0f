//! rbc, the compiler for Japanese operations runbooks.

#![forbid(unsafe_code)]

pub mod calendar;
pub mod config;
pub mod diag;
pub mod host;
pub mod lang;
pub mod lower;
pub mod model;
pub mod report;
pub mod resolve;
pub mod source;
pub mod syntax;
pub mod text;
pub mod yaml;
