//! GitHub heading ids.
