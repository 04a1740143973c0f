//! What stands inside code blocks: bash, SQL, placeholders. Offsets are bytes in the code's own text; faults are values.

pub mod bash;
pub mod drawing;
pub mod effect;
pub mod language;
pub mod mermaid;
pub mod placeholder;
pub mod sql;
mod token;
pub mod windows;

pub use token::TokenClass;
