//! What is typed into a client that a shell started: lines of SQL, of MongoDB or Redis behind `mysql -u root -p` are no shell
//! code.

use std::ops::Range;

use crate::lang::sql;

/// A client with the lines that are typed into it.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// The line that starts the client.
    pub(super) client: Range<usize>,
    /// What is typed, up to the line that ends it.
    pub(super) body: Range<usize>,
}

const SQL: [&str; 8] = ["psql", "mysql", "mariadb", "sqlite3", "sqlplus", "pgcli", "mycli", "cqlsh"];
const OTHERS: [&str; 4] = ["mongosh", "mongo", "redis-cli", "valkey-cli"];

/// With these the client is given its work and waits for nobody.
const GIVEN: [&str; 14] = [
    "-c",
    "-e",
    "-f",
    "--command",
    "--execute",
    "--file",
    "--eval",
    "--version",
    "-V",
    "--help",
    "-l",
    "--list",
    "-Q",
    "-q",
];

/// What ends a client.
const ENDS: [&str; 9] = ["exit", "quit", "\\q", ".quit", ".exit", "exit;", "quit;", "exit()", "quit()"];

/// Whether a line starts a client that waits for what is typed.
pub(super) fn starts_client(line: &str) -> bool {
    if line.contains(['|', '<', '>', '#', ';', '&', '"', '\'']) || line.trim_end().ends_with('\\') {
        return false;
    }
    let words: Vec<&str> = line.split_ascii_whitespace().take(24).collect();
    let Some(at) = words.iter().position(|word| is_client(word)) else { return false };
    let behind = words.get(at + 1..).unwrap_or_default();
    let given = |word: &&str| GIVEN.contains(word) || word.ends_with(".sql") || word.ends_with(".js");
    // Redis takes a command as its words, other clients options and the name of a database.
    let plain = behind.iter().filter(|word| !word.starts_with('-')).count();
    let redis = words.get(at).is_some_and(|word| word.ends_with("-cli"));
    let options = behind.iter().filter(|word| word.starts_with('-')).count();
    !behind.iter().any(given) && (!redis || plain <= options)
}

fn is_client(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or_default();
    SQL.contains(&name) || OTHERS.contains(&name)
}

/// Whether a line can only be meant for a client.
fn is_typed(line: &str) -> bool {
    let line = line.trim();
    let first = line.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
    sql::is_prompted(line)
        || line.starts_with("db.")
        || line.starts_with("127.0.0.1:")
        || first.len() > 1
            && sql::begins(first)
            && (line.ends_with(';') || first.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// The sessions of a block.
pub(super) fn find(code: &str) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    let mut client: Option<Range<usize>> = None;
    let mut open: Option<Session> = None;
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let range = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        let written = line.trim();
        if let Some(session) = &mut open {
            if !ENDS.contains(&written) && !starts_client(line) {
                session.body.end = range.end;
                continue;
            }
            sessions.extend(open.take());
            if ENDS.contains(&written) {
                continue;
            }
        }
        if starts_client(line) {
            client = Some(range);
        } else if client.is_some() {
            if is_typed(line) {
                open = client.take().map(|client| Session { client, body: range });
            } else if !written.is_empty() {
                client = None;
            }
        }
    }
    // Without an end it goes as far as lines are typed, so that commands behind it are not lost.
    if let Some(mut session) = open {
        session.body.end = typed_end(code, &session.body);
        sessions.push(session);
    }
    sessions
}

/// Where the last line stands that belongs to a statement or a prompt.
fn typed_end(code: &str, body: &Range<usize>) -> usize {
    let mut end = body.start;
    let mut at = body.start;
    let mut going_on = false;
    for line in code.get(body.clone()).unwrap_or_default().split_inclusive('\n') {
        let written = line.trim_end();
        if going_on || is_typed(line) || written.trim_start().starts_with('\\') {
            end = at + written.len();
            going_on =
                !written.is_empty() && !written.ends_with(';') && !written.ends_with("\\G") && !sql::is_prompted(line);
        } else if !written.is_empty() {
            break;
        }
        at += line.len();
    }
    end
}

/// The code without what is typed into clients; every offset stays.
pub(super) fn without(code: String, sessions: &[Session]) -> String {
    let mut bytes = code.into_bytes();
    for session in sessions {
        if let Some(body) = bytes.get_mut(session.body.clone()) {
            body.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(code: &str) -> Vec<&str> {
        find(code).into_iter().map(|session| &code[session.body]).collect()
    }

    #[test]
    fn what_is_typed_into_a_client_is_told_from_the_shell() {
        assert_eq!(typed("mysql -u root -p\nDELETE FROM users;\nexit\nls\n"), ["DELETE FROM users;"]);
        assert_eq!(typed("psql app\napp=# DELETE FROM t;\napp=# \\q\n"), ["app=# DELETE FROM t;\napp=# \\q"]);
        assert_eq!(typed("sudo -u postgres psql\nSELECT 1\n  FROM t;\n\nls -l\n"), ["SELECT 1\n  FROM t;"]);
        assert_eq!(typed("mongosh\ndb.users.drop()\n"), ["db.users.drop()"]);
        assert_eq!(typed("redis-cli -h cache\n127.0.0.1:6379> FLUSHALL\n"), ["127.0.0.1:6379> FLUSHALL"]);
        for none in [
            "psql -c 'SELECT 1'\nDELETE FROM t;\n",
            "mysql app < dump.sql\nls\n",
            "redis-cli FLUSHALL\nls\n",
            "psql app\nls -l\nSELECT 1;\n",
            "# mysql\nUPDATE\n",
        ] {
            assert!(typed(none).is_empty(), "{none}");
        }
    }
}
