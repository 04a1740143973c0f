//! A small strict reader of HTML as the site writes it. What a browser would mend without a word is an error here.

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Start { name: String, attributes: Vec<(String, String)> },
    End(String),
    Text(String),
}

/// Elements that have no end tag.
pub(crate) const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "wbr", "source"];

/// Entities that the site may write.
const ENTITIES: [(&str, char); 6] =
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("#39", '\''), ("#13", '\r')];

impl Token {
    pub(crate) fn attribute(&self, wanted: &str) -> Option<&str> {
        let Token::Start { attributes, .. } = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

/// The attributes of pictures that are not written in small letters.
const OF_PICTURES: [&str; 3] = ["viewBox", "textLength", "lengthAdjust"];

/// Reads a page.
pub(crate) fn tokens(page: &str) -> Result<Vec<Token>, String> {
    let mut rest = page.strip_prefix("<!doctype html>").ok_or("no doctype")?;
    let mut tokens = Vec::new();
    while !rest.is_empty() {
        let end = rest.find('<').unwrap_or(rest.len());
        let (text, tag) = rest.split_at(end);
        if !text.is_empty() {
            tokens.push(Token::Text(decoded(text)?));
        }
        rest = tag;
        if !rest.is_empty() {
            rest = read_tag(rest, &mut tokens)?;
        }
    }
    Ok(tokens)
}

/// Reads the tag that `text` begins with; gives what stands behind it.
fn read_tag<'t>(text: &'t str, tokens: &mut Vec<Token>) -> Result<&'t str, String> {
    let shown = || text.chars().take(60).collect::<String>();
    if let Some(closing) = text.strip_prefix("</") {
        let (name, rest) = closing.split_once('>').ok_or_else(shown)?;
        tokens.push(Token::End(name.to_owned()));
        return Ok(rest);
    }
    let inner = &text[1..];
    let length = inner.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit())).ok_or_else(shown)?;
    let (name, mut rest) = inner.split_at(length);
    if name.is_empty() {
        return Err(format!("no tag name: {}", shown()));
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    loop {
        if let Some(behind) = rest.strip_prefix('>') {
            rest = behind;
            break;
        }
        let named = rest.strip_prefix(' ').ok_or_else(|| format!("no blank before an attribute: {}", shown()))?;
        let length = named.find(['=', ' ', '>']).ok_or_else(shown)?;
        let (key, behind) = named.split_at(length);
        let is_plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if !is_plain && !OF_PICTURES.contains(&key) {
            return Err(format!("attribute {key:?}: {}", shown()));
        }
        if attributes.iter().any(|(known, _)| known == key) {
            return Err(format!("attribute {key} twice: {}", shown()));
        }
        let (value, behind) = match behind.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').ok_or_else(shown)?,
            None if behind.starts_with('=') => return Err(format!("value without quotes: {}", shown())),
            None => ("", behind),
        };
        attributes.push((key.to_owned(), decoded(value)?));
        rest = behind;
    }
    tokens.push(Token::Start { name: name.to_owned(), attributes });
    Ok(rest)
}

fn decoded(text: &str) -> Result<String, String> {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        result.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let known = ENTITIES.iter().find(|(name, _)| behind.strip_prefix(name).is_some_and(|end| end.starts_with(';')));
        let (name, character) =
            known.ok_or_else(|| format!("entity: &{}", behind.chars().take(12).collect::<String>()))?;
        result.push(*character);
        rest = &behind[name.len() + 1..];
    }
    result.push_str(rest);
    Ok(result)
}

/// Whether every tag has its partner, in the right order; the first fault otherwise.
pub(crate) fn balanced(tokens: &[Token]) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for token in tokens {
        match token {
            Token::Start { name, .. } if !VOID.contains(&name.as_str()) => {
                if let Some(fault) = misplaced(name, &open) {
                    return Err(fault);
                }
                open.push(name);
            }
            Token::End(name) => match open.pop() {
                Some(opened) if opened == name => {}
                opened => return Err(format!("</{name}> closes {opened:?}")),
            },
            _ => {}
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("open at the end: {open:?}")) }
}

/// What a browser would move elsewhere: a block in a paragraph, a link in a link, a cell without a row.
fn misplaced(name: &str, open: &[&str]) -> Option<String> {
    const BLOCKS: &str = "p div ul ol dl table pre blockquote details fieldset section article nav main footer header \
        h1 h2 h3 h4 h5 h6";
    let is_block = BLOCKS.split_whitespace().any(|block| block == name);
    let parent = open.last().copied().unwrap_or_default();
    let fault = (is_block && open.contains(&"p"))
        || (matches!(name, "a" | "button" | "label") && open.contains(&name))
        || (matches!(name, "td" | "th") && parent != "tr")
        || (name == "tr" && !matches!(parent, "thead" | "tbody"))
        || (matches!(name, "thead" | "tbody") && parent != "table")
        || (parent == "table" && !matches!(name, "thead" | "tbody" | "caption"))
        || (name == "li" && !matches!(parent, "ul" | "ol"));
    fault.then(|| format!("<{name}> in {open:?}"))
}

/// The text of an element with `data-source`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sourced {
    pub(crate) line: u32,
    pub(crate) column: u32,
    /// Every blank counts in it.
    pub(crate) code: bool,
    /// A cell beyond the columns of its table.
    pub(crate) extra: bool,
    pub(crate) text: String,
}

/// A line break that is meant.
pub(crate) const BREAK: char = '\u{E001}';

/// Texts of the elements with `data-source`, in the order of their places.
pub(crate) fn sourced(tokens: &[Token]) -> Result<Vec<Sourced>, String> {
    let mut found: Vec<Sourced> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    // How deep the element with `data-source` stands that is open.
    let mut inside: Option<usize> = None;
    for token in tokens {
        match token {
            Token::Start { name, .. } => {
                if let Some(place) = token.attribute("data-source") {
                    if inside.is_some() {
                        return Err(format!("data-source {place} stands in another"));
                    }
                    let (line, column) = place.split_once(':').ok_or(place)?;
                    let number = |text: &str| text.parse::<u32>().map_err(|_| format!("data-source {place}"));
                    found.push(Sourced {
                        line: number(line)?,
                        column: number(column)?,
                        code: open.last() == Some(&"pre"),
                        extra: token.attribute("class") == Some("extra"),
                        text: String::new(),
                    });
                    inside = Some(open.len());
                }
                if let (Some(_), Some(element)) = (inside, found.last_mut()) {
                    match name.as_str() {
                        "br" => element.text.push(BREAK),
                        "img" => element.text.push_str(token.attribute("alt").unwrap_or_default()),
                        _ => {}
                    }
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::End(_) => {
                open.pop();
                inside = inside.filter(|&depth| open.len() > depth);
            }
            Token::Text(text) => {
                if let (Some(_), Some(element)) = (inside, found.last_mut()) {
                    element.text.push_str(text);
                }
            }
        }
    }
    found.sort_by_key(|element| (element.line, element.column));
    Ok(found)
}

#[test]
fn faults_are_seen() {
    let page = |body: &str| tokens(&format!("<!doctype html>{body}"));
    assert!(page("<p>a & b</p>").is_err());
    assert!(page("<p class=a></p>").is_err());
    assert!(page("<p>あ<b</p>").is_err());
    for wrong in ["<p><b></p></b>", "<p>", "<p><div></div></p>", "<a><a></a></a>", "<table><tr></tr></table>"] {
        assert!(balanced(&page(wrong).unwrap()).is_err(), "{wrong}");
    }
    let good =
        page("<p data-source=\"2:3\">あ<br>&lt;<img alt=\"図\"></p><pre><code data-source=\"1:1\">x\n</code></pre>");
    let found = sourced(&good.unwrap()).unwrap();
    assert_eq!(found[0].text, "x\n");
    assert!(found[0].code);
    assert_eq!(found[1].text, "あ\u{E001}<図");
}
