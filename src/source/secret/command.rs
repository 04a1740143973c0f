//! Passwords that stand in a command, and tokens in a header of a request.

use std::ops::Range;

use super::address::is_other;
use super::surroundings::{password_only, settle};
use super::{Found, Grade, Kind, base64, before, human, run, value, web_token};

/// Programs that take a password as an argument.
pub(super) const PROGRAMS: [&str; 33] = [
    "sudo -S",
    "passwd --stdin",
    "htpasswd",
    "change_password",
    "add_user",
    "7z",
    "openssl",
    "ssh-keygen",
    "put-parameter",
    "redis-cli auth",
    "net use",
    "curl",
    "mysql",
    "mysqldump",
    "mysqladmin",
    "mysqlimport",
    "mariadb",
    "sshpass",
    "redis-cli",
    "wget",
    "mongo",
    "mongosh",
    "mongodump",
    "ldapsearch",
    "ldapmodify",
    "docker login",
    "podman login",
    "sqlcmd",
    "unzip",
    "zip",
    "smbclient",
    "chpasswd",
    "sqlplus",
];

/// What stands before a credential in a header.
pub(super) const SCHEMES: [&str; 3] = ["bearer ", "basic ", "authorization: token "];

/// How an argument holds a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `-p…`, without a blank.
    Joined,
    /// `-p …` or `-p…`.
    Parted,
    /// `-k …` only: other options begin with the same letter.
    Apart,
    /// `-u user:…`.
    User(char),
}

/// How much of a command is looked at.
const MOST: usize = 400;

/// The options of a program that take a password.
fn options(program: &str) -> &'static [(&'static str, Form)] {
    match program {
        "curl" => &[("-u", Form::User(':')), ("--user", Form::User(':')), ("--proxy-user", Form::User(':'))],
        "mysql" | "mysqldump" | "mysqladmin" | "mysqlimport" | "mariadb" => &[("-p", Form::Joined)],
        "sshpass" | "mongo" | "mongosh" | "mongodump" | "docker login" | "podman login" => &[("-p", Form::Parted)],
        "7z" => &[("-p", Form::Joined)],
        "openssl" => &[("-k", Form::Apart)],
        "ssh-keygen" => &[("-N", Form::Apart)],
        "put-parameter" => &[("--value", Form::Apart)],
        "redis-cli" => &[("-a", Form::Parted), ("--pass", Form::Parted)],
        "ldapsearch" | "ldapmodify" => &[("-w", Form::Apart)],
        "sqlcmd" | "unzip" | "zip" => &[("-P", Form::Parted)],
        "smbclient" => &[("-U", Form::User('%'))],
        _ => &[],
    }
}

pub(super) fn read(text: &str, at: Range<usize>, found: &mut Vec<Found>) {
    let Some(program) = text.get(at.clone()) else { return };
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    if before(text, at.start).is_some_and(inside) {
        return;
    }
    match program {
        "chpasswd" | "sudo -S" | "passwd --stdin" => found.extend(piped(text, at)),
        "htpasswd" | "change_password" | "add_user" | "net use" | "redis-cli AUTH" => found.extend(last(text, at)),
        "sqlplus" => found.extend(sqlplus(text, at)),
        _ => {
            let arguments = arguments(text, at.end);
            let open = program == "put-parameter" && !is_secret_parameter(text, &arguments);
            if open {
                return;
            }
            for &(option, form) in options(program) {
                found.extend(
                    argument(text, &arguments, option, form)
                        .map(|(grade, range)| Found::new(Kind::Credential, program.to_owned(), grade, range)),
                );
            }
        }
    }
}

/// The words of a command, at most as far as its end; a backslash at the end of a line goes on.
fn arguments(text: &str, from: usize) -> Vec<Range<usize>> {
    let end = text.floor_char_boundary((from + MOST).min(text.len()));
    let Some(command) = text.get(from..end) else { return Vec::new() };
    let mut words = Vec::new();
    let (mut start, mut quote) = (None, None);
    let mut last = '\n';
    for (at, letter) in command.char_indices() {
        let breaks = letter == '\n' && last != '\\' || quote.is_none() && matches!(letter, '|' | ';' | '`');
        if breaks {
            break;
        }
        match quote {
            Some(open) if letter == open => quote = None,
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            _ => {}
        }
        let blank = letter.is_whitespace() && quote.is_none()
            || letter == '\\' && command.get(at + 1..).is_some_and(|rest| rest.starts_with('\n'));
        match (blank, start) {
            (true, Some(begun)) => {
                words.push(from + begun..from + at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
        last = letter;
        if letter != '\n' || start.is_some() {
            continue;
        }
    }
    if let Some(begun) = start {
        let rest = command.get(begun..).unwrap_or_default();
        let length = rest.find(['\n', '|', ';', '`']).unwrap_or(rest.len());
        words.push(from + begun..from + begun + length);
    }
    words
}

/// The password of an option.
fn argument(text: &str, words: &[Range<usize>], option: &str, form: Form) -> Option<(Grade, Range<usize>)> {
    let mut user = "";
    let mut found = None;
    for (at, range) in words.iter().enumerate() {
        let word = text.get(range.clone())?;
        let next = words.get(at + 1).and_then(|range| text.get(range.clone()));
        if let Some(joined) = word.strip_prefix("-u").filter(|_| !matches!(form, Form::User(_))) {
            user = if joined.is_empty() || joined.starts_with("ser") { next.unwrap_or_default() } else { joined };
        }
        let Some(rest) = word.strip_prefix(option) else { continue };
        let rest = rest.strip_prefix('=').unwrap_or(rest);
        let value = match (rest.is_empty(), form) {
            (true, Form::Joined) | (false, Form::Apart) => continue,
            (true, _) => words.get(at + 1)?.clone(),
            (false, _) if option.starts_with("--") && word.as_bytes().get(option.len()) != Some(&b'=') => continue,
            (false, _) => range.end - rest.len()..range.end,
        };
        // `sshpass -p … ssh -p 2222`
        found = found.or(Some(value));
    }
    let value = unquoted(text, found?)?;
    let word = text.get(value.clone())?;
    let (user, password) = match form {
        Form::User(sign) => word.split_once(sign)?,
        _ => (user.trim_matches(['"', '\'']), word),
    };
    // `-p3306` is meant for a port.
    let port = password.len() <= 5 && password.bytes().all(|byte| byte.is_ascii_digit());
    if !is_other(user, password) || port {
        return None;
    }
    let range = value.end - password.len()..value.end;
    Some((password_only(text, &range, password)?, range))
}

/// A word without the quotes around it.
fn unquoted(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let word = text.get(range.clone())?;
    let inner = word.trim_matches(['"', '\'', '`', '\\']);
    let start = range.start + word.find(inner)?;
    let ends = inner.find(|letter: char| !letter.is_ascii_graphic()).unwrap_or(inner.len());
    (ends > 0).then_some(start..start + ends)
}

/// `aws ssm put-parameter … --type SecureString`
fn is_secret_parameter(text: &str, words: &[Range<usize>]) -> bool {
    words.iter().filter_map(|range| text.get(range.clone())).any(|word| word == "SecureString")
}

/// `echo 'app:…' | chpasswd`, `echo … | sudo -S …`.
fn piped(text: &str, at: Range<usize>) -> Option<Found> {
    let program = text.get(at.clone())?;
    let line = value::line_before(text, at.start);
    let (echo, _) = line.rsplit_once('|').filter(|(echo, _)| echo.contains("echo ") || echo.contains("printf "))?;
    let said = echo.trim_end().trim_end_matches(['"', '\'']);
    let word = said.rsplit([' ', '"', '\'']).next()?;
    let (user, password) = if program == "chpasswd" { word.split_once(':')? } else { ("", word) };
    let start = at.start - line.len() + said.len() - password.len();
    let range = start..start + password.len();
    if !is_other(user, password) {
        return None;
    }
    let grade = password_only(text, &range, password)?;
    Some(Found::new(Kind::Credential, program.to_owned(), grade, range))
}

/// `htpasswd -b FILE app …`, `rabbitmqctl add_user app …`: the last word, where it cannot be a name.
fn last(text: &str, at: Range<usize>) -> Option<Found> {
    let program = text.get(at.clone())?;
    let words = arguments(text, at.end);
    let texts: Vec<&str> = words.iter().filter_map(|range| text.get(range.clone())).collect();
    let fits = match program {
        "htpasswd" => texts.iter().any(|word| word.starts_with('-') && word.contains('b')) && texts.len() > 3,
        "net use" => texts.iter().any(|word| word.to_ascii_lowercase().starts_with("/user:")),
        "redis-cli AUTH" => true,
        _ => texts.len() == 2,
    };
    let range = unquoted(text, words.last()?.clone()).filter(|_| fits)?;
    let password = text.get(range.clone())?;
    let grade = settle(text, &range, password, human::password(password, false)?)?;
    Some(Found::new(Kind::Credential, program.to_owned(), grade, range))
}

/// `sqlplus app/…@db`.
fn sqlplus(text: &str, at: Range<usize>) -> Option<Found> {
    let words = arguments(text, at.end);
    let range = words.iter().find(|range| text.get((*range).clone()).is_some_and(|word| !word.starts_with('-')))?;
    let range = unquoted(text, range.clone())?;
    let (user, rest) = text.get(range.clone())?.split_once('/')?;
    let password = rest.split('@').next()?;
    let start = range.end - rest.len();
    let range = start..start + password.len();
    if !is_other(user, password) {
        return None;
    }
    let grade = password_only(text, &range, password)?;
    Some(Found::new(Kind::Credential, "sqlplus", grade, range))
}

/// `Authorization: Bearer …` and `Basic …`.
pub(super) fn header(text: &str, at: Range<usize>) -> Option<Found> {
    let scheme = text.get(at.clone())?.trim();
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    let value = run(text, at.end, 4096, part).trim_end_matches('.');
    let range = at.end..at.end + value.len();
    let headed = value::line_before(text, at.end).to_ascii_lowercase().contains("authorization");
    let grade = if scheme.eq_ignore_ascii_case("basic") {
        let said = String::from_utf8(base64::decode(value).filter(|bytes| bytes.len() >= 6)?).ok()?;
        let (user, password) = said.split_once(':')?;
        if !is_other(user, password) || !user.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        settle(text, &range, password, human::password(password, headed)?)?
    } else if value.starts_with(web_token::ANCHOR) {
        if !web_token::is_real(value) {
            return None;
        }
        Grade::Certain
    } else {
        match human::key(value) {
            Some(Grade::Certain) if value.len() >= 20 => Grade::Certain,
            Some(_) if headed => settle(text, &range, value, Grade::Likely)?,
            _ => return None,
        }
    };
    let scheme = scheme.rsplit(' ').next().unwrap_or(scheme);
    Some(Found::new(Kind::Credential, scheme.to_owned(), grade, range))
}
