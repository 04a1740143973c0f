//! Addresses of other hosts, and what those answer, as values: no network here.
//!
//! 1. [`Address`] is what is asked, made of the destination of a link.
//! 2. [`PrivateHosts`] says which hosts are never asked, by name and by number.
//! 3. [`judge`](mod@judge) says what a status means, and [`Answer`] what came of it all; [`Answers`] are what rules report from.

mod address;
mod answer;
mod host;
mod judge;
mod punycode;

pub use address::Address;
pub use answer::{Answer, Answers, Reason};
pub use host::{PrivateHosts, is_pattern, is_private};
pub use judge::{Method, Verdict, hides_behind_404, is_login, judge, retry_after};
