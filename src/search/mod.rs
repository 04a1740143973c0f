//! Search that finds Japanese: one engine for the page and the terminal.
//!
//! 1. [`normal`] makes texts that mean the same the same, [`token`] cuts them into what the index holds.
//! 2. [`count`] counts the tokens of documents, [`index`] writes the files that a site carries.
//!    [`reading`] says how headings are read, so that who types kana finds them. [`facts`] are what hits can be narrowed down by.
//! 3. [`log`] spares what stands in front of a line of a log, [`latin`] hears what was typed with the input method off.
//! 4. [`reader`] reads those files, [`rank`] orders what a query finds. `web/search.js` is its twin: both calculate with
//!    whole numbers only, so that they agree on every place.
//!
//! No disk: files are handed over by name and text.

pub mod code;
pub mod count;
pub mod facts;
pub mod index;
mod latin;
mod log;
pub mod normal;
pub mod rank;
pub mod reader;
pub mod reading;
pub mod token;

#[cfg(test)]
mod tests;

/// Words of operations that mean the same, a group a line; between commas where one has blanks.
const SYNONYMS: &str = include_str!("synonyms.txt");

/// The built-in groups of words that mean the same.
#[must_use]
pub fn synonyms() -> Vec<Vec<String>> {
    let words = |line: &'static str| line.split(if line.contains(',') { ',' } else { ' ' }).map(str::trim);
    SYNONYMS.lines().map(|line| words(line).map(str::to_owned).collect()).collect()
}
