//! Values behind a name such as `password`, `API_KEY` or パスワード: `DB_PASSWORD=…`, `"client_secret": "…"`,
//! `| パスワード | … |`, `--password …`, `IDENTIFIED BY '…'`, `ID/PW: admin / …`.

use std::ops::Range;

use super::column::Columns;
use super::human::Shape;
use super::name::{self, Class, Name};
use super::value::{self, Link, Word};
use super::{Found, Grade, Kind, human, sentence, surroundings, web_token};

pub(super) fn read(text: &str, at: Range<usize>, columns: &mut Columns, found: &mut Vec<Found>) {
    let Some(name) = name::read(text, at) else { return };
    columns.read(text, &name, found);
    let before = text.get(..name.range.start).unwrap_or_default();
    let dashed = text.get(name.range.clone()).is_some_and(|written| written.starts_with('-'));
    let option = dashed && name.written.len() >= 4 || before.ends_with("--");
    let Some((start, link)) = value::begin(text, &name, option || is_sql(text, &name)) else { return };
    match link {
        Link::Line => below(text, &name, start, found),
        _ => beside(text, &name, start, link, found),
    }
}

/// `ALTER ROLE app PASSWORD '…'`, `IDENTIFIED BY '…'`; without quotes only in capitals, `identified by` is English.
fn is_sql(text: &str, name: &Name) -> bool {
    let quoted = text.get(name.range.end..).is_some_and(|rest| rest.starts_with(" '") || rest.starts_with(" \""));
    let words =
        name.written.eq_ignore_ascii_case("password") && value::line_before(text, name.range.start).ends_with(' ');
    // `enable secret …`, `username ops password …`: what network devices are told.
    let line = value::line_before(text, name.range.start).trim_start_matches(['`', ' ', '-', '#', '>', '*']);
    let told = name.plain == "requirepass" || name.plain == "masterauth";
    let device = line == "enable " || line.starts_with("username ") || told;
    (words || name.plain.ends_with("identifiedby")) && quoted || name.written.ends_with("IDENTIFIED BY") || device
}

/// A value on the line of its name.
fn beside(text: &str, name: &Name, start: usize, link: Link, found: &mut Vec<Found>) {
    // `PASS: 12` is what a test says.
    if name.written == "PASS" && link != Link::Equals {
        return;
    }
    if let Some(groups) = application_password(text, start, name) {
        found.push(Found::new(Kind::Credential, name.written.clone(), Grade::Certain, groups));
        return;
    }
    let Some(first) = value::word(text, start) else { return };
    if link == Link::Sign && !first.quoted && is_kind(text, name, &first) {
        return;
    }
    let spoken = link == Link::Particle;
    let claimed = !spoken || sentence::is_claimed(text, name, &first);
    if name.class != Class::Pair && claimed && !sentence::is_said_elsewhere(text, name, &first, link) {
        found.extend(judge(text, name, first.range.clone(), link));
    }
    if name.class != Class::Key {
        found.extend(pair(text, name, &first, link));
    }
    if link == Link::Cell && name.class != Class::Pair {
        found.extend(further(text, name, &first));
    }
}

/// The value of a name as a secret, if it is one.
fn judge(text: &str, name: &Name, range: Range<usize>, link: Link) -> Option<Found> {
    let written = text.get(range.clone())?;
    if written.starts_with(web_token::ANCHOR) {
        return web_token::is_real(written)
            .then(|| Found::new(Kind::Credential, name.written.clone(), Grade::Certain, range));
    }
    if written.contains("::") {
        return None;
    }
    let plain = plain(written);
    let shape = human::shape(&plain);
    let grade = match name.class {
        Class::Key => human::key(&plain).filter(|_| !is_badge(text, &range))?,
        Class::Pin if shape == Some(Shape::Digits) => Grade::Likely,
        Class::Password | Class::Pin | Class::Pair => {
            let only = match shape {
                Some(Shape::Name) => link == Link::Equals,
                Some(Shape::Digits) => {
                    (name.is_japanese() || !is_listed(text, &range))
                        && sentence::is_alone(text, &range)
                        && (link != Link::Cell || plain.len() >= 6)
                        && !is_day(&plain)
                }
                Some(Shape::Word) => sentence::is_alone(text, &range) && human::is_romaji(&plain),
                _ => false,
            };
            human::password(&plain, only || name.is_only())?
        }
    };
    let grade = surroundings::settle(text, &range, &plain, grade)?;
    Some(Found::new(Kind::Credential, name.written.clone(), grade, range))
}

/// Whether a word behind a colon is the type of what is named: `fn read(token: Html5Token)`, `KEY: X509Flags = 2`.
fn is_kind(text: &str, name: &Name, word: &Word) -> bool {
    let before = value::line_before(text, name.range.start);
    let rest = text.get(word.range.end..).unwrap_or_default();
    let after = rest.trim_start_matches([' ', ')', ',']);
    let spelled = text
        .get(word.range.clone())
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":_.&".contains(&byte)));
    let signature =
        ["fn ", "def ", "func ", "function ", "let ", "const ", "pub "].iter().any(|word| before.contains(word));
    spelled
        && (signature
            || rest.starts_with(" {")
            || after.starts_with("->")
            || after.starts_with("= ") && !rest.starts_with(','))
}

/// The token of a badge is shown to everybody.
fn is_badge(text: &str, range: &Range<usize>) -> bool {
    let line = value::line_before(text, range.start);
    ["badge", "shields.io", "codecov"].iter().any(|word| line.contains(word))
}

/// Whether a comma or semicolon follows, as in the lists of a program.
fn is_listed(text: &str, range: &Range<usize>) -> bool {
    text.get(range.end..).is_some_and(|rest| rest.starts_with([',', ';']))
}

/// Eight digits that are a day of these years: `20261126`.
fn is_day(digits: &str) -> bool {
    digits.len() == 8 && (digits.starts_with("20") || digits.starts_with("19"))
        || digits.len() == 4 && digits.starts_with("20")
}

/// A value without the backslashes that Markdown and shells take away.
pub(super) fn plain(written: &str) -> String {
    let mut plain = String::with_capacity(written.len());
    let mut letters = written.chars().peekable();
    while let Some(letter) = letters.next() {
        let taken = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        if !taken {
            plain.push(letter);
        }
    }
    plain
}

/// Six groups of four letters and digits, as WordPress makes passwords for applications.
fn application_password(text: &str, start: usize, name: &Name) -> Option<Range<usize>> {
    let groups = text.get(start..start + 29)?;
    let made = groups
        .bytes()
        .enumerate()
        .all(|(at, byte)| if at % 5 == 4 { byte == b' ' } else { byte.is_ascii_alphanumeric() });
    let mixed =
        groups.bytes().filter(u8::is_ascii_digit).count() >= 2 && groups.bytes().any(|byte| byte.is_ascii_lowercase());
    (name.class == Class::Password && made && mixed).then_some(start..start + 29)
}

/// `admin / P@ssw0rd`, `admin:…`: the second of two words.
fn pair(text: &str, name: &Name, first: &Word, link: Link) -> Option<Found> {
    let written = text.get(first.range.clone())?;
    // Two in one: `admin/…`.
    if let Some((user, password)) = written.split_once(['/', ':']) {
        let labelled = name.class == Class::Pair || is_double(text, name) || name.is_japanese() || link == Link::Cell;
        let users = is_user(user) && !password.contains(['/', ':']);
        if labelled && users {
            return second(text, name, user, first.range.end - password.len()..first.range.end, link);
        }
        return None;
    }
    if !is_user(written) {
        return None;
    }
    let rest = text.get(first.end..)?;
    let behind = rest.trim_start_matches(value::is_blank);
    let listed = name.class == Class::Pair || is_double(text, name);
    let comma = behind.strip_prefix([',', '、', ':', '：']).filter(|_| listed);
    let after = behind.strip_prefix(['/', '／']).or(comma)?;
    let word = value::word(text, first.end + rest.len() - after.len())?;
    second(text, name, written, word.range, link)
}

fn second(text: &str, name: &Name, user: &str, range: Range<usize>, link: Link) -> Option<Found> {
    let password = plain(text.get(range.clone())?);
    if password.eq_ignore_ascii_case(user) || human::is_technical(user) {
        return None;
    }
    let clear = is_labelled(text, name) || human::is_distinct(&password);
    let named = Name { class: Class::Password, ..name.clone() };
    clear.then(|| judge(text, &named, range, link)).flatten()
}

/// Whether a label says that a name and a password follow. Behind others two words can be anything: hosts, paths.
pub(super) fn is_labelled(text: &str, name: &Name) -> bool {
    name.class == Class::Pair && name.written.ends_with("情報") || is_double(text, name)
}

fn is_user(word: &str) -> bool {
    (2..=32).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.@".contains(&byte))
}

/// `ID/PW`, `ユーザー名/パスワード`: a name of two.
fn is_double(text: &str, name: &Name) -> bool {
    value::line_before(text, name.range.start).trim_end().ends_with(['/', '／', '・', '&', 'と', ','])
}

/// Another cell of the row: `| DB_PASSWORD | 説明 | … |`.
fn further(text: &str, name: &Name, first: &Word) -> Option<Found> {
    let rest = text.get(first.range.start..)?;
    let rest = rest.get(..rest.floor_char_boundary(400.min(rest.len())))?;
    let line = rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len()))?;
    for (at, _) in line.match_indices('|').take(3) {
        let Some(word) = value::word(text, first.range.start + at + 1) else { continue };
        let cell = text.get(word.end..)?.trim_start_matches(value::is_blank).starts_with('|');
        let strong = text.get(word.range.clone()).is_some_and(|word| human::shape(word) == Some(Shape::Strong));
        if cell && strong {
            let found = judge(text, name, word.range, Link::Cell);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Lines that are nothing but a value, under the line that names it: alone, or each with a label of its own.
fn below(text: &str, name: &Name, end: usize, found: &mut Vec<Found>) {
    // `X=your_password` ends with a value, not with a name.
    let valued = super::before(text, name.range.start).is_some_and(|byte| b"=:\"'/$-".contains(&byte));
    if valued || name.class == Class::Pair {
        return;
    }
    let rest = text.get(end..).unwrap_or_default();
    let rest = rest.get(..rest.floor_char_boundary(600.min(rest.len()))).unwrap_or_default();
    let mut at = end;
    let mut labelled = false;
    for line in rest.split_inclusive('\n').take(8) {
        let body = line.trim_start_matches([' ', '\t', '>', '\u{3000}']).trim_end();
        let item = ["- ", "* ", "+ ", "・"].iter().find_map(|mark| body.strip_prefix(mark));
        let start = at + line.find(body).unwrap_or_default() + body.len() - item.unwrap_or(body).len();
        at += line.len();
        if body.is_empty() || body.starts_with("```") || body.starts_with("~~~") {
            continue;
        }
        let label = item.and_then(|item| item.split_once([':', '：']));
        let label = label.filter(|(label, _)| label.chars().count() <= 20);
        labelled |= label.is_some();
        let start = start + label.map_or(0, |(_, value)| item.unwrap_or(body).len() - value.len());
        let Some(one) = alone(text, name, start) else { return };
        found.push(one);
        if !labelled {
            return;
        }
    }
}

/// The value that a line is made of from a place on.
fn alone(text: &str, name: &Name, start: usize) -> Option<Found> {
    let word = value::word(text, start).filter(|word| !text.get(word.range.clone()).is_some_and(is_setting))?;
    let next = text.get(word.end..)?.trim_start_matches(value::is_blank).chars().next();
    let ends = next.is_none_or(|next| "\r\n（(".contains(next));
    let strong = human::shape(&plain(text.get(word.range.clone())?))? == Shape::Strong;
    let found = judge(text, name, word.range, Link::Line).filter(|_| ends && strong)?;
    Some(Found { grade: found.grade.max(Grade::Likely), ..found })
}

/// `NAME=…`, `name:…`
fn is_setting(word: &str) -> bool {
    let head = word.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte)).count();
    word.as_bytes().get(head).is_some_and(|sign| b"=:".contains(sign))
}

#[cfg(test)]
mod tests {
    fn found(text: &str) -> Vec<&str> {
        super::super::find(text).into_iter().map(|one| &text[one.range]).collect()
    }

    #[test]
    fn values_stand_behind_their_names_in_many_ways() {
        let mut missed = Vec::new();
        for value in [["k9Xv2mQ", "7rT4w"].concat(), ["Tanuki", "88prod"].concat()] {
            for text in [
                "DB_PASSWORD=@",
                "export SMTP_PASS=\"@\"",
                "\"password\": \"@\",",
                "- **パスワード**: `@`",
                "| パスワード | @ |",
                "| DBパスワード | 本番 | `@` |",
                "パスワード：@（変更しないこと）",
                "DBパスワード（本番）: @",
                "パスワードは `@` です。",
                "パスワードは@です。",
                "初期パスワード「@」を使う",
                "PW： admin / @",
                "ID/PW: admin/@",
                "ログイン情報: ユーザー admin、PW @ ではなく PW: @",
                "認証情報: `admin:@`",
                "mysqladmin --password @ status",
                "mysqladmin --password=@ status",
                "CREATE USER app IDENTIFIED BY '@';",
                "ALTER ROLE app PASSWORD '@';",
                "      - name: DB_PASSWORD\n        value: \"@\"",
                "{\"name\":\"DB_PASSWORD\",\"value\":\"@\"}",
                "<tr><th>パスワード</th><td>@</td></tr>",
                "<password>@</password>",
                "kubectl create secret generic db --from-literal=password=@",
                "docker run -e MYSQL_ROOT_PASSWORD=@ mysql:8",
                "# パスワード: @",
                "パスワードは次のとおり。\n\n```\npassword:\n  @\n```",
                "const password: string = \"@\";",
                "$password = '@'",
                "password => '@'",
                "{\\\"password\\\": \\\"@\\\"}",
            ] {
                if !found(&text.replace('@', &value)).contains(&value.as_str()) {
                    missed.push(format!("{text} ({value})"));
                }
            }
        }
        assert_eq!(missed, Vec::<String>::new());
    }

    #[test]
    fn names_of_other_things_and_values_from_elsewhere_pass() {
        let mut wrong = Vec::new();
        for value in [["9f86d081884c7d65", "9a2feaa0c55ad015"].concat(), ["Tanuki", "88prod"].concat()] {
            for text in [
                "nextPageToken: @",
                "secretName: @",
                "ACCESS_KEY_ID=@",
                "token の一覧 @",
                "password: os.getenv(\"@\")",
                "token: ${@}",
                "\"token\": \"@...\"",
                "パスワード: 1Password の「本番DB」を参照",
                "トークンを@で消す",
                "echo $PASSWORD | @",
                "psql -U <user> -W <password> @",
            ] {
                if !found(&text.replace('@', &value)).is_empty() {
                    wrong.push(format!("{text} ({value})"));
                }
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }
}
