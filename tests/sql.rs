//! Statements of maintenance in many dialects: what is valid is never called a mistake, and what it does is known
//! (`tests/sql/maintenance.tsv`: effect, statement).

#![allow(clippy::expect_used, reason = "a test that cannot read its material has to fail")]

use rbc::lang::sql;

#[test]
fn valid_statements_are_no_mistakes() {
    let mut unread = Vec::new();
    for row in include_str!("sql/maintenance.tsv").lines() {
        let (effect, statement) = row.split_once('\t').expect("an effect and a statement");
        for embedded in [false, true] {
            for mistake in sql::mistakes(statement, None, embedded) {
                assert!(mistake.kind.is_unread(), "{statement}: {mistake:?}");
                unread.push(statement);
            }
        }
        let strongest = sql::statements(statement, None).iter().map(|one| one.effect).max().unwrap_or_default();
        assert_eq!(strongest.name(), effect, "{statement}");
    }
    unread.dedup();
    assert!(unread.len() <= 1, "not understood: {unread:?}");
}
