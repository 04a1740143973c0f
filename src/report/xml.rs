//! What XML asks of a text.

/// A text within an attribute or an element: marks escaped, line ends kept, and what no XML may hold as U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push_str("&#10;"),
            '\r' => safe.push_str("&#13;"),
            '\t' => safe.push_str("&#9;"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => safe.push('\u{FFFD}'),
            _ if crate::text::disturbs(character) => safe.push_str(&format!("&#{};", u32::from(character))),
            _ => safe.push(character),
        }
    }
    safe
}

/// The first line of a document.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The elements of a document, each with its name and the values of its attributes, as a reader of XML sees them.
#[cfg(test)]
pub(super) fn elements(text: &str) -> Vec<(String, Vec<String>)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return elements,
            Event::Start(element) | Event::Empty(element) => {
                let value = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
                    attribute.unwrap().normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap().into_owned()
                };
                let name = element.name().as_ref().to_owned();
                elements.push((name, element.attributes().map(value).collect()));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_makes_good_xml_that_says_the_same() {
        let hard = "障害 <a href=\"x\">&amp;]]> '\n\r\t⚠\u{FE0F}𠮷\u{202e}\u{85}";
        let text = format!("{HEAD}<a b=\"{}\">{}</a>", escaped(hard), escaped(hard));
        assert_eq!(elements(&text), [("a".to_owned(), vec![hard.to_owned()])]);
        assert_eq!(escaped("\0\u{1b}[2K\u{FFFF}"), "\u{FFFD}\u{FFFD}[2K\u{FFFD}");
    }
}
