//! Colours of SQL.

use super::lexer::{Kind, tokens as lex};
use crate::lang::TokenClass;
use crate::lang::placeholder::angle_at;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

const TYPES: &str = " INTEGER INT BIGINT SMALLINT SERIAL BIGSERIAL TEXT VARCHAR CHAR BOOLEAN BOOL DATE TIME TIMESTAMP \
 TIMESTAMPTZ INTERVAL NUMERIC DECIMAL REAL FLOAT DOUBLE JSON JSONB UUID BYTEA BLOB DATETIME REGCLASS ";
const CONSTANTS: &str = " NULL TRUE FALSE CURRENT_TIMESTAMP CURRENT_DATE CURRENT_USER ";
const KEYWORDS: &str = " SELECT FROM WHERE AND OR NOT IN IS AS ON JOIN LEFT RIGHT INNER OUTER FULL CROSS GROUP BY ORDER \
 HAVING LIMIT OFFSET DISTINCT UNION ALL EXCEPT INTERSECT INSERT INTO VALUES UPDATE SET DELETE USING RETURNING WITH \
 RECURSIVE CREATE TABLE INDEX VIEW MATERIALIZED ALTER DROP TRUNCATE ADD COLUMN CONSTRAINT PRIMARY FOREIGN KEY \
 REFERENCES UNIQUE CHECK DEFAULT BEGIN COMMIT ROLLBACK START TRANSACTION SAVEPOINT EXPLAIN ANALYZE VACUUM REINDEX \
 CONCURRENTLY IF EXISTS CASE WHEN THEN ELSE END BETWEEN LIKE ILIKE ASC DESC NULLS FIRST LAST OVER PARTITION FILTER \
 GRANT REVOKE TO SHOW DATABASE SCHEMA FUNCTION TRIGGER CALL EXECUTE COPY PRAGMA CASCADE ANY SOME LATERAL FOR FETCH ";

/// What the words are that mean something.
static CLASSES: LazyLock<HashMap<&str, TokenClass>> = LazyLock::new(|| {
    let lists = [(TYPES, TokenClass::Type), (CONSTANTS, TokenClass::Constant), (KEYWORDS, TokenClass::Keyword)];
    lists.into_iter().flat_map(|(list, class)| list.split_ascii_whitespace().map(move |word| (word, class))).collect()
});

/// Coloured pieces of SQL in order; what lies between is plain.
#[must_use]
pub fn tokens(text: &str) -> Vec<(Range<usize>, TokenClass)> {
    let masked = super::mask(text, None);
    let tokens = lex(&masked);
    let mut coloured = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let written = masked.get(token.range.clone()).unwrap_or("");
        let class = match token.kind {
            Kind::Comment => TokenClass::Comment,
            Kind::String => TokenClass::String,
            Kind::Number => TokenClass::Number,
            Kind::Variable => TokenClass::Variable,
            Kind::Meta => TokenClass::Command,
            Kind::QuotedName => continue,
            Kind::Symbol if matches!(written, "(" | ")" | "," | ";" | ".") => continue,
            Kind::Symbol => TokenClass::Operator,
            Kind::Word if text.get(token.range.clone()) != Some(written) => {
                let whole = text.get(token.range.clone()).unwrap_or("");
                if angle_at(whole, 0, true) != Some(whole.len()) && !whole.ends_with('}') {
                    continue;
                }
                TokenClass::Placeholder
            }
            Kind::Word => {
                let upper = written.to_ascii_uppercase();
                let calls = tokens.get(at + 1).is_some_and(|next| masked.get(next.range.clone()) == Some("("));
                match CLASSES.get(upper.as_str()) {
                    Some(class) => *class,
                    None if calls => TokenClass::Function,
                    None => continue,
                }
            }
        };
        coloured.push((token.range.clone(), class));
    }
    coloured
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_a_query() {
        let text = "-- 件数\nSELECT count(*) FROM t WHERE id = <ユーザーID> AND x IS NULL";
        let classes: Vec<(&str, TokenClass)> =
            tokens(text).into_iter().map(|(range, class)| (&text[range], class)).collect();
        assert!(classes.contains(&("-- 件数", TokenClass::Comment)));
        assert!(classes.contains(&("count", TokenClass::Function)));
        assert!(classes.contains(&("<ユーザーID>", TokenClass::Placeholder)));
        assert!(classes.contains(&("NULL", TokenClass::Constant)));
    }
}
