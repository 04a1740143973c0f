//! Opening hours and days: what a date or an hour means to people.

mod holiday;
mod hours;

pub use holiday::{coming_holidays, holidays};
pub use hours::{are_whole, hours};

/// Opening hours in one time zone (`平日9-18時`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hours {
    /// `mon-sun`, `mon-fri`, `sat,sun`, …: English three-letter days, ranges with `-`, lists with `,`; `holiday` too.
    pub days: String,
    /// `09:00`
    pub from: String,
    /// `18:00`; `24:00` for the end of the day.
    pub to: String,
    /// IANA name.
    pub time_zone: String,
}
