//! What clients read as the end of a statement beside `;`, made one, so that one reader is enough; every offset stays.
//!
//! - `GO` alone on a line (sqlcmd): the newline in front of it becomes the mark.
//! - `DELIMITER //` (mysql): up to the next such line `//` ends a statement, and `;` stands inside one.

use std::ops::Range;

/// Whether a text has lines of this kind at all; nearly none has.
fn is_needed(text: &[u8]) -> bool {
    let begins =
        |line: &[u8], word: &[u8]| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    text.split(|&byte| byte == b'\n').any(|line| {
        let line = line.trim_ascii();
        begins(line, b"go") && is_go(line) || begins(line, b"delimiter")
    })
}

/// `GO`, `go 5`
fn is_go(line: &[u8]) -> bool {
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let go = words.next().is_some_and(|word| word.eq_ignore_ascii_case(b"go"));
    go && words.next().is_none_or(|count| count.iter().all(u8::is_ascii_digit)) && words.next().is_none()
}

/// The mark that a line `DELIMITER mark` sets.
fn delimiter(line: &[u8]) -> Option<Vec<u8>> {
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let command = words.next().is_some_and(|word| word.eq_ignore_ascii_case(b"delimiter"));
    let mark = words.next().filter(|mark| mark.iter().all(u8::is_ascii_punctuation));
    mark.filter(|_| command && words.next().is_none()).map(<[u8]>::to_vec)
}

/// Rewrites the marks of a text.
pub(super) fn standard_marks(text: &mut [u8]) {
    if !is_needed(text) {
        return;
    }
    let mut mark = vec![b';'];
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].iter().position(|&byte| byte == b'\n').map_or(text.len(), |found| at + found);
        let line = text[at..end].trim_ascii();
        if let Some(next) = delimiter(line) {
            mark = next;
            text[at..end].fill(b' ');
        } else if is_go(line) {
            text[at..end].fill(b' ');
            if let Some(newline) = at.checked_sub(1) {
                text[newline] = b';';
            }
        } else if mark != b";" {
            marks_of_line(text, at..end, &mark);
        }
        at = end + 1;
    }
}

/// A line below `DELIMITER mark`.
fn marks_of_line(text: &mut [u8], line: Range<usize>, mark: &[u8]) {
    let mut at = line.start;
    let mut quote = None;
    while at < line.end {
        let byte = text[at];
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if text[at..line.end].starts_with(mark) => {
                text[at..at + mark.len()].fill(b' ');
                at += mark.len();
                text[at - 1] = b';';
                continue;
            }
            None if byte == b';' => text[at] = b' ',
            None if matches!(byte, b'\'' | b'"' | b'`') => quote = Some(byte),
            None => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::effect::Effect;
    use crate::lang::sql::read;

    fn statements(text: &str) -> Vec<(String, Effect)> {
        let sql = read(text, None);
        assert_eq!(sql.fault, None, "{text}");
        sql.statements.into_iter().map(|one| (text[one.range].to_owned(), one.effect)).collect()
    }

    #[test]
    fn go_parts_batches() {
        let found = statements("SELECT 名前 FROM 予約\r\nGO\r\nDELETE FROM 予約\ngo 5\n\nGO\nSELECT 1");
        let expected = [
            ("SELECT 名前 FROM 予約", Effect::ReadOnly),
            ("DELETE FROM 予約", Effect::Destructive),
            ("SELECT 1", Effect::ReadOnly),
        ];
        assert_eq!(found, expected.map(|(text, effect)| (text.to_owned(), effect)));
        assert_eq!(statements("GO\nSELECT go FROM t;\n").len(), 1);
    }

    #[test]
    fn a_delimiter_holds_a_procedure_together() {
        let text = "DELIMITER //\nCREATE PROCEDURE 掃除()\nBEGIN\n  DELETE FROM t;\n  SELECT ';//';\nEND //\nDELIMITER ;\nCALL 掃除();\nDELETE FROM u;\n";
        let found = statements(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].0.starts_with("CREATE PROCEDURE") && found[0].0.ends_with("END //"), "{found:?}");
        assert_eq!(found[2], ("DELETE FROM u;".to_owned(), Effect::Destructive));
        assert_eq!(statements("delimiter $$\nCREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.x = 1; END$$\ndelimiter ;\n").len(), 1);
    }
}
