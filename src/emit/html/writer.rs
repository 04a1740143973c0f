//! Tags, attributes and text, everything escaped.

use std::ops::Range;

/// HTML that is being written. Nothing gets in but through these functions.
#[derive(Debug, Default)]
pub(in super::super) struct Html {
    text: String,
    places: Vec<Place>,
}

/// A place in written HTML that depends on the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Place {
    pub(in super::super) range: Range<usize>,
    pub(in super::super) kind: PlaceKind,
}

/// What stands at such a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum PlaceKind {
    /// The value of `href` or `src`.
    Address,
    /// The value of `id`.
    Id,
    /// The digit of a heading's tag.
    Level,
}

impl Html {
    pub(in super::super) fn with_capacity(bytes: usize) -> Self {
        Html { text: String::with_capacity(bytes), places: Vec::new() }
    }

    /// Begins a start tag; attributes may follow, [`Html::end`] ends it.
    pub(in super::super) fn start(&mut self, tag: &'static str) -> &mut Self {
        self.text.push('<');
        self.text.push_str(tag);
        self
    }

    /// An attribute of the tag that was begun.
    pub(in super::super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        let start = self.text.len();
        escape(value, true, &mut self.text);
        let kind = match name {
            "href" | "src" => Some(PlaceKind::Address),
            "id" => Some(PlaceKind::Id),
            _ => None,
        };
        self.places.extend(kind.map(|kind| Place { range: start..self.text.len(), kind }));
        self.text.push('"');
        self
    }

    /// An attribute without a value.
    pub(in super::super) fn flag(&mut self, name: &'static str) -> &mut Self {
        self.text.push(' ');
        self.text.push_str(name);
        self
    }

    /// An attribute of two numbers (`12:3`).
    pub(in super::super) fn place(&mut self, name: &'static str, line: u32, column: u32) -> &mut Self {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        number(line, &mut self.text);
        self.text.push(':');
        number(column, &mut self.text);
        self.text.push('"');
        self
    }

    /// Ends a start tag.
    pub(in super::super) fn end(&mut self) -> &mut Self {
        self.text.push('>');
        self
    }

    /// A start tag without attributes.
    pub(in super::super) fn open(&mut self, tag: &'static str) -> &mut Self {
        self.start(tag).end()
    }

    /// An end tag.
    pub(in super::super) fn close(&mut self, tag: &'static str) -> &mut Self {
        self.text.push_str("</");
        self.text.push_str(tag);
        self.text.push('>');
        self
    }

    /// Takes note of the digit of the heading's tag that was just written.
    pub(super) fn level(&mut self, behind_digit: usize) -> &mut Self {
        let end = self.text.len() - behind_digit;
        self.places.push(Place { range: end - 1..end, kind: PlaceKind::Level });
        self
    }

    /// How much is written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Text.
    pub(in super::super) fn text(&mut self, text: &str) -> &mut Self {
        escape(text, false, &mut self.text);
        self
    }

    /// Text that may break between phrases only.
    pub(in super::super) fn phrases(&mut self, text: &str) -> &mut Self {
        let mut from = 0;
        for at in crate::text::phrase::breaks(text) {
            self.text(text.get(from..at).unwrap_or_default()).open("wbr");
            from = at;
        }
        self.text(text.get(from..).unwrap_or_default())
    }

    /// A line end between elements, where it means nothing.
    pub(in super::super) fn line(&mut self) -> &mut Self {
        self.text.push('\n');
        self
    }

    pub(in super::super) fn into_string(self) -> String {
        self.text
    }

    /// The text, and the places in it that depend on the page, in order.
    pub(super) fn into_parts(self) -> (String, Vec<Place>) {
        (self.text, self.places)
    }
}

/// Runs of harmless bytes are copied whole.
fn escape(text: &str, quoted: bool, into: &mut String) {
    // Most texts hold none of them, which is seen many bytes at a time where nothing else is asked.
    let wanted = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\r');
    if !text.bytes().fold(false, |found, byte| found | wanted(byte)) {
        return into.push_str(text);
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quoted => "&quot;",
            // A browser would turn these into a plain line end.
            b'\r' => "&#13;",
            _ => continue,
        };
        into.push_str(&text[from..at]);
        into.push_str(entity);
        from = at + 1;
    }
    into.push_str(&text[from..]);
}

fn number(mut value: u32, into: &mut String) {
    let mut digits = [0_u8; 10];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    into.extend(digits[at..].iter().map(|&digit| char::from(digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        let mut html = Html::default();
        html.start("p").attribute("title", "\"><script>'&").place("data-source", 4_294_967_295, 0).end();
        html.text("<b>&amp;\"障害\"\r").close("p");
        assert_eq!(
            html.into_string(),
            "<p title=\"&quot;&gt;&lt;script&gt;'&amp;\" data-source=\"4294967295:0\">\
             &lt;b&gt;&amp;amp;\"障害\"&#13;</p>"
        );
    }
}
