//! Where the value of a name stands: behind a sign, in the next cell, after は, under a `value` of its own.

use std::ops::Range;

use super::name::Name;

/// How far behind a name its value is looked for, and the longest value.
const MOST: usize = 512;

/// What stands between a name and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `=`: an assignment.
    Equals,
    /// `:`, an arrow, tags, a `value` of its own.
    Sign,
    /// The border of a cell.
    Cell,
    /// A particle, a blank, nothing before quotes.
    Particle,
    /// A blank, as behind an option.
    Blank,
    /// The end of a line.
    Line,
}

/// One word that can be a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its place in the text.
    pub(super) range: Range<usize>,
    /// Whether quotes stand around it.
    pub(super) quoted: bool,
    /// The place behind it and its quotes.
    pub(super) end: usize,
}

pub(super) fn is_blank(letter: char) -> bool {
    letter == ' ' || letter == '\t' || letter == '\u{3000}'
}

/// The place behind a name where its value begins, and what leads to it. `bare`: a blank is enough.
pub(super) fn begin(text: &str, name: &Name, bare: bool) -> Option<(usize, Link)> {
    let rest = window(text, name.range.end);
    let line = rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len()))?;
    let at = |left: &str| name.range.end + line.len() - left.len();
    if text.get(..name.range.start)?.ends_with('<') && line.starts_with('>') {
        // `<password>…</password>`; without its end `<password>` is to be filled in.
        let value = line.get(1..)?;
        let close = value.find('<')?;
        return value.get(close..)?.starts_with("</").then_some((at(value), Link::Sign));
    }
    let closed = line.trim_start_matches(|letter: char| "\"'`*)]」』\\”’".contains(letter));
    let noted = closed.trim_start_matches(is_blank);
    let behind = skip_note(noted).trim_start_matches(is_blank);
    // A note is one where a sign follows it; `パスワード（…）` alone is a value.
    let signed = behind.starts_with([':', '：', '=', '＝', '|', '→', '-', '<', 'は', '`', '「']);
    let behind = if signed || behind.is_empty() && !is_note_alone(noted) { behind } else { noted };
    if let Some(value) = of_own(text, name, rest, at(behind) - name.range.end) {
        return Some((name.range.end + value, Link::Sign));
    }
    if let Some(left) = fallback(text, name, behind) {
        return Some((at(left), Link::Sign));
    }
    if let Some(left) = skip_tags(behind) {
        return Some((at(left), Link::Sign));
    }
    if name.written.eq_ignore_ascii_case("password") && behind.starts_with("FOR ") {
        // `SET PASSWORD FOR 'app' = '…'`
        let (_, left) = behind.split_once('=')?;
        return Some((at(left.trim_start_matches(is_blank)), Link::Equals));
    }
    let (left, link) = skip_signs(text, name, behind);
    if let Some(link) = link {
        let left = skip_kind(left.trim_start_matches(is_blank));
        return Some(if left.is_empty() { (at(left), Link::Line) } else { (at(left), link) });
    }
    if behind.is_empty() {
        return Some((at(behind), Link::Line));
    }
    if bare && line.starts_with(is_blank) {
        return Some((at(behind), Link::Blank));
    }
    if behind.starts_with(['\'', '"']) && closed.len() < line.len() + usize::from(behind.len() < closed.len()) {
        return Some((at(behind), Link::Sign));
    }
    spoken(name, behind).map(|left| (at(left), Link::Particle))
}

/// What stands behind the particle of a sentence: `パスワードは …`, `パスワードを … に変更する`, `The password is …`.
fn spoken<'t>(name: &Name, behind: &'t str) -> Option<&'t str> {
    const PARTICLES: [&str; 8] = ["欄には", "欄に", "には", "は", "が", "を", "に", "も"];
    let quote = |left: &str| left.starts_with(['「', '『', '`', '“', '"', '\'']);
    if !name.is_japanese() {
        let said = behind.strip_prefix("is ").unwrap_or(behind).trim_start_matches(is_blank);
        let japanese = PARTICLES.iter().find_map(|particle| behind.strip_prefix(*particle));
        let japanese = japanese.map(|left| left.trim_start_matches(is_blank)).filter(|left| quote(left));
        return japanese.or((said.len() < behind.len()).then_some(said));
    }
    let particle = PARTICLES.iter().find_map(|particle| behind.strip_prefix(*particle));
    let said = particle.unwrap_or(behind).trim_start_matches(['、', '（', '(']).trim_start_matches(is_blank);
    let letters = said.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    (quote(said) || letters).then_some(said)
}

fn window(text: &str, from: usize) -> &str {
    let rest = text.get(from..).unwrap_or_default();
    rest.get(..rest.floor_char_boundary(MOST.min(rest.len()))).unwrap_or_default()
}

/// What stands behind a note in brackets: `パスワード（本番）: …`.
fn skip_note(behind: &str) -> &str {
    let close = match behind.chars().next() {
        Some('（') => '）',
        Some('(') => ')',
        Some('【') => '】',
        _ => return behind,
    };
    let end = behind.char_indices().take(40).find(|(_, letter)| *letter == close);
    end.and_then(|(at, letter)| behind.get(at + letter.len_utf8()..)).unwrap_or(behind)
}

/// Whether what follows a name is a word in brackets.
fn is_note_alone(behind: &str) -> bool {
    let inside = behind.strip_prefix(['（', '(']);
    inside.is_some_and(|inside| inside.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
}

/// `- name: DB_PASSWORD` with `value: …` on the next line, `"name": "DB_PASSWORD", "value": "…"`.
fn of_own(text: &str, name: &Name, rest: &str, from: usize) -> Option<usize> {
    let line = text.get(..name.range.start)?;
    let line = line.get(line.floor_char_boundary(line.len().saturating_sub(40))..)?;
    let before = line.trim_end_matches(|letter: char| "\"'` \t".contains(letter)).strip_suffix([':', '='])?;
    let before = before.trim_end_matches(|letter: char| "\"' ".contains(letter)).to_ascii_lowercase();
    if !before.ends_with("name") && !before.ends_with("key") && !before.ends_with("id") {
        return None;
    }
    let behind = rest.get(from..)?;
    let left = behind.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || ",\"'{>".contains(letter));
    let head = left.get(..5).filter(|head| head.eq_ignore_ascii_case("value"))?;
    let left = left.get(head.len()..)?.trim_start_matches(['"', '\'']).trim_start_matches(is_blank);
    let left = left.strip_prefix([':', '='])?.trim_start_matches(is_blank);
    Some(rest.len() - left.len())
}

/// What is taken where a variable is not set: `${DB_PASSWORD:-…}`, `getenv("DB_PASSWORD", "…")`, `env.PASSWORD || '…'`.
fn fallback<'t>(text: &str, name: &Name, behind: &'t str) -> Option<&'t str> {
    let before = text.get(..name.range.start)?;
    if before.ends_with("${") {
        return [":-", ":=", "-"].iter().find_map(|sign| behind.strip_prefix(*sign));
    }
    let quoted = |left: &'t str| Some(left.trim_start_matches(is_blank)).filter(|left| left.starts_with(['"', '\'']));
    if let Some(left) = ["||", "??", "?:", "| default("].iter().find_map(|sign| behind.strip_prefix(*sign)) {
        return quoted(left);
    }
    let line = line_before(text, name.range.start).trim_end_matches(['"', '\'']);
    let asked = ["get(", "env(", "Env(", "environ(", "fetch("].iter().any(|call| line.ends_with(call));
    quoted(behind.strip_prefix(',').filter(|_| asked)?)
}

/// What stands behind the tags that lead from a name's cell to its value's.
fn skip_tags(behind: &str) -> Option<&str> {
    let mut left = behind;
    let mut cell = false;
    for _ in 0..5 {
        let Some(tag) = left.strip_prefix('<') else { break };
        let end = tag.char_indices().take(80).find(|(_, letter)| *letter == '>')?.0;
        let inside = tag.get(..end)?.to_ascii_lowercase();
        cell |= inside.starts_with("td") || inside.starts_with("dd") || inside.starts_with("code");
        if !inside.starts_with('/')
            && !["td", "dd", "code", "b", "strong", "span"].iter().any(|name| inside.starts_with(name))
        {
            return None;
        }
        left = tag.get(end + 1..)?.trim_start_matches(is_blank);
    }
    cell.then_some(left)
}

/// What stands behind the signs that follow a name.
fn skip_signs<'t>(text: &str, name: &Name, behind: &'t str) -> (&'t str, Option<Link>) {
    let mut left = behind;
    let mut link = None;
    loop {
        let next = left.trim_start_matches(is_blank);
        let sign = ["->", "=>", "→", "⇒", "➡", "：", ":", "】"].iter().find_map(|sign| next.strip_prefix(*sign));
        if let Some(after) = sign.filter(|after| !after.starts_with(':')) {
            (left, link) = (after, Some(Link::Sign));
        } else if let Some(after) = next.strip_prefix(['=', '＝']) {
            (left, link) = (after, Some(Link::Equals));
        } else if let Some(after) = next.strip_prefix('|').filter(|_| link.is_none() && is_row(text, name)) {
            return (after, Some(Link::Cell));
        } else {
            break;
        }
    }
    // `$password` is a variable that is used, if nothing is put into it.
    if link != Some(Link::Equals) && text.get(..name.range.start).is_some_and(|before| before.ends_with(['$', '{'])) {
        return (left, None);
    }
    (left.trim_start_matches(|letter| is_blank(letter) || letter == '*' || letter == '\\'), link)
}

/// Whether the line of a name is the row of a table.
fn is_row(text: &str, name: &Name) -> bool {
    line_before(text, name.range.start).trim_start_matches([' ', '\t', '>']).starts_with('|')
}

/// The part of a line before a place, at most a few hundred bytes of it.
pub(super) fn line_before(text: &str, at: usize) -> &str {
    let from = text.floor_char_boundary(at.saturating_sub(MOST));
    let before = text.get(from..at).unwrap_or_default();
    before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or_default()
}

/// `str = "…"`: what stands behind the type of a value.
fn skip_kind(left: &str) -> &str {
    let head = left.get(..left.floor_char_boundary(30)).unwrap_or(left);
    let Some((kind, _)) = head.split_once('=') else { return left };
    let is_kind = !kind.trim().is_empty()
        && kind.ends_with(' ')
        && kind.bytes().all(|byte| byte.is_ascii_alphabetic() || b" &'<>[]?".contains(&byte));
    let value = left.get(kind.len() + 1..).unwrap_or_default().trim_start_matches(is_blank);
    if is_kind && value.starts_with(['"', '\'']) { value } else { left }
}

/// The word at a place: what stands in quotes, else what goes on without a blank.
pub(super) fn word(text: &str, at: usize) -> Option<Word> {
    let rest = window(text, at);
    let line = rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len()))?;
    let mut opened = line.trim_start_matches(|letter: char| is_blank(letter) || letter == '*');
    let mut close = None;
    for _ in 0..3 {
        let (next, end) = match opened.chars().next()? {
            '\\' if opened.get(1..2).is_some_and(|next| next == "\"" || next == "'" || next == "`") => (1, close),
            letter @ ('"' | '\'' | '`') => (1, Some(letter)),
            '「' => (3, Some('」')),
            '『' => (3, Some('』')),
            '“' => (3, Some('”')),
            _ => break,
        };
        opened = opened.get(next..)?;
        close = end;
    }
    let start = at + line.len() - opened.len();
    if let Some(inside) = close.and_then(|close| inside(opened, close)) {
        let length = inside.trim_end_matches('\\').len();
        return Some(Word { range: start..start + length, quoted: true, end: closed(text, start + inside.len()) });
    }
    let length = plain(opened);
    let word = opened.get(..length)?;
    let next = opened.get(length..)?;
    // `getenv(…)` and `<値>` are no values.
    let note = next.strip_prefix('(').is_some_and(|note| note.starts_with(|letter: char| !letter.is_ascii()));
    if next.starts_with('(') && !note || next.starts_with('<') && !next.starts_with("</") && !next.starts_with("<br") {
        return None;
    }
    let bold = word.strip_suffix("**").unwrap_or(word);
    let kept = bold.trim_end_matches(['.', ':', ',', ';', ')', '\\']);
    let kept = if next.is_empty() && kept.len() + 1 == bold.len() && bold.ends_with(')') && kept.contains('(') {
        bold
    } else {
        kept
    };
    (!word.ends_with("..")).then_some(Word {
        range: start..start + kept.len(),
        quoted: false,
        end: closed(text, start + word.len()),
    })
}

/// What stands before a closing sign, no blank in it.
fn inside(opened: &str, close: char) -> Option<&str> {
    let inside = opened.get(..opened.find(close)?)?;
    let piece = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_graphic());
    piece.then_some(inside)
}

/// The place behind closing quotes.
fn closed(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches(['\\', '"', '\'', '`', '」', '』', '”', '*']).len()
}

/// Length of a word without quotes. A sign that also parts things ends it where another assignment follows.
fn plain(opened: &str) -> usize {
    let bytes = opened.as_bytes();
    let run =
        bytes.iter().position(|&byte| !byte.is_ascii_graphic() || b"\"'`|<>".contains(&byte)).unwrap_or(bytes.len());
    let run = opened.get(..run).unwrap_or_default();
    let mut end = run.len();
    for (at, sign) in run.match_indices([',', ';', '&', '(', '{', '}']) {
        let after = run.get(at + 1..).unwrap_or_default();
        let parts =
            after.is_empty() || after.contains(['=', ':']) || sign == "(" || sign == "}" || after.starts_with(sign);
        if parts {
            end = at;
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word_of(text: &str) -> Option<&str> {
        word(text, 0).and_then(|word| text.get(word.range))
    }

    #[test]
    fn words_end_with_their_quotes_or_with_a_blank() {
        for (text, wanted) in [
            ("\"a,b(c)1\" }", "a,b(c)1"),
            ("`Tanuki88` です", "Tanuki88"),
            ("「Tanuki88」", "Tanuki88"),
            ("Tanuki88&San;x を", "Tanuki88&San;x"),
            ("Tanuki88&user=app", "Tanuki88"),
            ("Tanuki88,", "Tanuki88"),
            ("Tanuki88（本番）", "Tanuki88"),
            ("**Tanuki88**", "Tanuki88"),
            ("\\\"Tanuki88\\\",", "Tanuki88"),
            ("Tanuki88</td>", "Tanuki88"),
        ] {
            assert_eq!(word_of(text), Some(wanted), "{text}");
        }
        assert_eq!(word_of("getenv(\"A\")"), None);
        assert_eq!(word_of("Tanuki88..."), None);
    }
}
