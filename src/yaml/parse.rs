//! Events of the YAML crate to [`Node`]s.
//!
//! Spans need care, because an event's span is the parser's, not the reader's: a block map ends where the next token
//! starts, a block scalar ends behind its last line end, and a value that is not there stands wherever the parser
//! noticed. Here a node ends with its last character, and an absent value is an empty span behind its key's colon.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError};

use super::{Fault, FaultKind, Node, NodeKind};
use crate::source::{Span, Spanned};

/// Largest text that is read, in bytes.
pub const MAXIMUM_BYTES: usize = 64 << 10;

/// Most levels of lists and maps.
pub const MAXIMUM_DEPTH: usize = 8;

/// What is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of the text.
    pub bytes: usize,
    /// Levels of lists and maps.
    pub depth: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds { bytes: MAXIMUM_BYTES, depth: MAXIMUM_DEPTH }
    }
}

/// Reads one document. `base` is added to every offset. Never panics; at most 64 KiB and 8 levels deep.
///
/// # Errors
/// The first fault.
pub fn parse(text: &str, base: usize) -> Result<Node, Fault> {
    parse_within(text, base, Bounds::default())
}

/// Reads one document within bounds of its own: [`parse()`] for what nests deeper than a configuration does.
///
/// # Errors
/// The first fault.
pub fn parse_within(text: &str, base: usize, bounds: Bounds) -> Result<Node, Fault> {
    let head = if text.len() > bounds.bytes { &text[..text.floor_char_boundary(bounds.bytes)] } else { text };
    let mut parser = Parser::new_from_str_with_options(head, options(bounds.depth));
    let read = Builder::new(head, bounds.depth).read(&mut parser);
    let result = if head.len() < text.len() {
        // What is wrong with the part that was read may well be the cut itself; a nesting fault never is.
        let first_line = text.find(['\n', '\r']).unwrap_or(head.len()).min(head.len());
        match read {
            Err(fault) if fault.reason == FaultKind::Depth => Err(fault),
            _ => Err(fault(0..first_line, FaultKind::Limit)),
        }
    } else {
        read
    };
    match result {
        Ok(mut node) => {
            shift(&mut node, base);
            Ok(node)
        }
        Err(mut fault) => {
            fault.span = shifted(fault.span, base);
            fault.related = fault.related.map(|span| shifted(span, base));
            Err(fault)
        }
    }
}

fn options(depth: usize) -> Options {
    granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        // The scanner looks ahead of the events, and would look into depths that no event will ever reach.
        flow_nesting_limit: depth,
        block_nesting_limit: 2 * depth,
    }
}

fn fault(range: Range<usize>, reason: FaultKind) -> Fault {
    Fault { span: Span::new(range.start, range.end), reason, related: None }
}

fn shifted(span: Span, base: usize) -> Span {
    Span::new(span.start as usize + base, span.end as usize + base)
}

fn shift(node: &mut Node, base: usize) {
    node.span = shifted(node.span, base);
    match &mut node.kind {
        NodeKind::Null | NodeKind::Scalar(..) => {}
        NodeKind::Sequence(items) => items.iter_mut().for_each(|item| shift(item, base)),
        NodeKind::Mapping(entries) => {
            for (key, value) in entries {
                key.span = shifted(key.span, base);
                shift(value, base);
            }
        }
    }
}

/// A list or map that is still open.
enum Open {
    Sequence { start: usize, items: Vec<Node> },
    Mapping { start: usize, entries: Vec<(Spanned<String>, Node)>, key: Option<Spanned<String>>, seen: Seen },
}

/// Keys of a map with their places.
type Seen = HashMap<String, Span>;

struct Builder<'a> {
    text: &'a str,
    /// Most levels.
    depth: usize,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// The first anchor or merge key. An alias tells more about what is wrong, so these wait for one.
    refused: Option<Fault>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, depth: usize) -> Self {
        Builder { text, depth, open: Vec::new(), root: None, documents: 0, refused: None }
    }

    fn read<'input>(
        mut self,
        events: &mut impl Iterator<Item = Result<(Event<'input>, granit_parser::Span), ScanError>>,
    ) -> Result<Node, Fault> {
        for next in events {
            let (event, span) = next.map_err(|error| self.scan_fault(&error))?;
            let range = self.range(&span);
            if let Some(tag) = span.tag_span() {
                return Err(fault(self.range(&tag), FaultKind::Feature("tag")));
            }
            self.take(event, range)?;
        }
        match self.refused {
            Some(fault) => Err(fault),
            None => Ok(self.root.unwrap_or(Node { span: Span::default(), kind: NodeKind::Null })),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Fault> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(fault(range, FaultKind::Syntax("a second document".to_owned())));
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => return Err(fault(range, FaultKind::Feature("alias"))),
            Event::Anchor(..) => self.refuse(range, "anchor"),
            Event::Scalar(value, style, _, tag) => {
                if tag.is_some() {
                    return Err(fault(range, FaultKind::Feature("tag")));
                }
                self.scalar(value, style, range)?;
            }
            Event::SequenceStart(_, _, tag) | Event::MappingStart(_, _, tag) if tag.is_some() => {
                return Err(fault(range, FaultKind::Feature("tag")));
            }
            Event::SequenceStart(..) => {
                self.deepen(range.start, Open::Sequence { start: range.start, items: Vec::new() })?;
            }
            Event::MappingStart(..) => {
                let start = range.start;
                self.deepen(start, Open::Mapping { start, entries: Vec::new(), key: None, seen: Seen::new() })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range)?,
            _ => {}
        }
        Ok(())
    }

    /// Bytes of a parser's span, held within the text whatever the parser says.
    fn range(&self, span: &granit_parser::Span) -> Range<usize> {
        let boundary = |offset: Option<usize>| self.text.floor_char_boundary(offset.unwrap_or(0).min(self.text.len()));
        let start = boundary(span.start.byte_offset());
        start..boundary(span.end.byte_offset()).max(start)
    }

    fn scan_fault(&self, error: &ScanError) -> Fault {
        let noticed = self.text.floor_char_boundary(error.marker().byte_offset().unwrap_or(0).min(self.text.len()));
        let start = self.indenting_tab(noticed).unwrap_or(noticed);
        let end = self.text[start..].chars().next().map_or(start, |character| start + character.len_utf8());
        let reason = match error.kind() {
            ErrorKind::UnknownAnchor => FaultKind::Feature("alias"),
            ErrorKind::UndeclaredTagHandle => FaultKind::Feature("tag"),
            ErrorKind::RecursionLimitExceeded => FaultKind::Depth,
            _ => FaultKind::Syntax(error.kind().to_string()),
        };
        fault(start..end, reason)
    }

    /// The tab that indents the line of `offset`: the parser stumbles over what stands behind it.
    fn indenting_tab(&self, offset: usize) -> Option<usize> {
        let line = self.text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indent = &self.text[line..offset];
        indent.trim_matches([' ', '\t']).is_empty().then(|| indent.find('\t'))?.map(|at| line + at)
    }

    fn refuse(&mut self, range: Range<usize>, feature: &'static str) {
        self.refused.get_or_insert_with(|| fault(range, FaultKind::Feature(feature)));
    }

    fn deepen(&mut self, at: usize, open: Open) -> Result<(), Fault> {
        if self.open.len() == self.depth {
            return Err(fault(at..at, FaultKind::Depth));
        }
        if let Some(Open::Mapping { key: None, .. }) = self.open.last() {
            return Err(fault(at..at, FaultKind::Syntax("a key must be a plain string".to_owned())));
        }
        self.open.push(open);
        Ok(())
    }

    fn scalar(&mut self, value: Cow<'_, str>, style: ScalarStyle, range: Range<usize>) -> Result<(), Fault> {
        let raw = &self.text[range.clone()];
        let plain = style == ScalarStyle::Plain;
        let trimmed = if matches!(style, ScalarStyle::DoubleQuoted | ScalarStyle::SingleQuoted) {
            raw
        } else {
            raw.trim_end_matches([' ', '\t', '\n', '\r'])
        };
        let span = Span::new(range.start, range.start + trimmed.len());
        if let Some(Open::Mapping { key: slot @ None, seen, .. }) = self.open.last_mut() {
            if plain && value == "<<" {
                self.refuse(range, "merge key");
                return self.key(Spanned::new(value.into_owned(), span));
            }
            if let Some(&first) = seen.get(value.as_ref()) {
                return Err(Fault { span, reason: FaultKind::DuplicateKey(value.into_owned()), related: Some(first) });
            }
            seen.insert(value.clone().into_owned(), span);
            *slot = Some(Spanned::new(value.into_owned(), span));
            return Ok(());
        }
        let null = plain && matches!(value.as_ref(), "" | "~" | "null" | "Null" | "NULL");
        if null && trimmed.is_empty() {
            let at = self.behind_colon(range.start);
            self.put(Node { span: Span::new(at, at), kind: NodeKind::Null });
        } else if null {
            self.put(Node { span, kind: NodeKind::Null });
        } else {
            self.put(Node { span, kind: NodeKind::Scalar(value.into_owned(), plain) });
        }
        Ok(())
    }

    fn key(&mut self, name: Spanned<String>) -> Result<(), Fault> {
        if let Some(Open::Mapping { key, .. }) = self.open.last_mut() {
            *key = Some(name);
        }
        Ok(())
    }

    /// Where a value that is absent would stand: behind the colon of the open key, else where the parser says.
    fn behind_colon(&self, otherwise: usize) -> usize {
        let Some(Open::Mapping { key: Some(key), .. }) = self.open.last() else { return otherwise };
        let from = key.span.end as usize;
        let rest = &self.text[from..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest[blank..].starts_with(':') { from + blank + 1 } else { from }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence { items, .. }) => items.push(node),
            Some(Open::Mapping { entries, key, .. }) => {
                if let Some(key) = key.take() {
                    entries.push((key, node));
                }
            }
        }
    }

    fn close(&mut self, range: Range<usize>) -> Result<(), Fault> {
        // A flow collection's end event covers its bracket; a block's is empty, and its last child says where it ends.
        let bracket = self.text[range.clone()].ends_with([']', '}']).then_some(range.end);
        let node = match self.open.pop() {
            None => return Ok(()),
            Some(Open::Sequence { start, items }) => {
                let end = bracket.or(items.last().map(|item| item.span.end as usize)).unwrap_or(start).max(start);
                Node { span: Span::new(start, end), kind: NodeKind::Sequence(items) }
            }
            Some(Open::Mapping { start, entries, .. }) => {
                let first = entries.first().map_or(start, |(key, _)| start.min(key.span.start as usize));
                let end = bracket.or(entries.last().map(|(_, value)| value.span.end as usize)).unwrap_or(start);
                Node { span: Span::new(first, end.max(first)), kind: NodeKind::Mapping(entries) }
            }
        };
        self.put(node);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key, scalar and absent value with the text of its span, one a line.
    fn show(text: &str, node: &Node, into: &mut String) {
        let slice = &text[node.span.range()];
        match &node.kind {
            NodeKind::Null => into.push_str(&format!("null@{}[{slice}]\n", node.span.start)),
            NodeKind::Scalar(value, plain) => {
                let style = if *plain { "plain" } else { "quoted" };
                into.push_str(&format!("{style} {value:?}[{slice}]\n"));
            }
            NodeKind::Sequence(items) => {
                into.push_str(&format!("list[{slice}]\n"));
                items.iter().for_each(|item| show(text, item, into));
            }
            NodeKind::Mapping(entries) => {
                into.push_str(&format!("map[{slice}]\n"));
                for (key, value) in entries {
                    into.push_str(&format!("{}[{}]: ", key.value, &text[key.span.range()]));
                    show(text, value, into);
                }
            }
        }
    }

    fn shown(text: &str) -> String {
        let mut into = String::new();
        show(text, &parse(text, 0).unwrap(), &mut into);
        into
    }

    /// Reason of a fault and the text behind its start.
    fn refused(text: &str) -> (FaultKind, &str) {
        let fault = parse(text, 0).unwrap_err();
        (fault.reason, &text[fault.span.start as usize..])
    }

    #[test]
    fn spans_hold_exactly_the_text_in_japanese_with_crlf() {
        let text = "タイトル: 障害対応 手順  # 注\r\n電話: 0312345678\r\n担当: \"田中\\t太郎\"\r\n";
        assert_eq!(
            shown(text),
            "map[タイトル: 障害対応 手順  # 注\r\n電話: 0312345678\r\n担当: \"田中\\t太郎\"]\n\
             タイトル[タイトル]: plain \"障害対応 手順\"[障害対応 手順]\n\
             電話[電話]: plain \"0312345678\"[0312345678]\n\
             担当[担当]: quoted \"田中\\t太郎\"[\"田中\\t太郎\"]\n"
        );
    }

    #[test]
    fn collections_end_with_their_last_character() {
        let text = "表:\n  - 甲 \n  - 乙\n\n# 注\n組: [ア, 'イ' ]\n対: {キー: 値}\n";
        assert_eq!(
            shown(text),
            "map[表:\n  - 甲 \n  - 乙\n\n# 注\n組: [ア, 'イ' ]\n対: {キー: 値}]\n\
             表[表]: list[- 甲 \n  - 乙]\nplain \"甲\"[甲]\nplain \"乙\"[乙]\n\
             組[組]: list[[ア, 'イ' ]]\nplain \"ア\"[ア]\nquoted \"イ\"['イ']\n\
             対[対]: map[{キー: 値}]\nキー[キー]: plain \"値\"[値]\n"
        );
    }

    #[test]
    fn scalars_stay_strings_and_absent_values_stand_behind_their_colon() {
        let text = "有効: yes\n空:\n無: ~\n日: 2025-04-30\n\"鍵\" :\n本文: |\n  一行目\n  二行目\n\n";
        assert_eq!(
            shown(text),
            "map[有効: yes\n空:\n無: ~\n日: 2025-04-30\n\"鍵\" :\n本文: |\n  一行目\n  二行目]\n\
             有効[有効]: plain \"yes\"[yes]\n空[空]: null@16[]\n無[無]: null@22[~]\n\
             日[日]: plain \"2025-04-30\"[2025-04-30]\n鍵[\"鍵\"]: null@47[]\n\
             本文[本文]: quoted \"一行目\\n二行目\\n\"[一行目\n  二行目]\n"
        );
    }

    #[test]
    fn features_that_let_a_text_mean_more_than_it_shows_are_refused() {
        assert_eq!(refused("値: !!python/object:os x\n"), (FaultKind::Feature("tag"), "!!python/object:os x\n"));
        assert_eq!(refused("値: !e!x y\n").0, FaultKind::Feature("tag"));
        assert_eq!(refused("値: !!map {a: b}\n").0, FaultKind::Feature("tag"));
        assert_eq!(refused("甲: &名 [あ]\n乙: い\n"), (FaultKind::Feature("anchor"), "&名 [あ]\n乙: い\n"));
        assert_eq!(refused("甲: &名 [あ]\n乙: *名\n"), (FaultKind::Feature("alias"), "*名\n"));
        assert_eq!(refused("乙: *無\n"), (FaultKind::Feature("alias"), "*無\n"));
        assert_eq!(refused("甲: あ\n<<: {い: う}\n"), (FaultKind::Feature("merge key"), "<<: {い: う}\n"));
        assert_eq!(refused("%YAML 1.1\n---\na: b\n").1, "%YAML 1.1\n---\na: b\n");
        assert!(parse("\"<<\": x\n", 0).is_ok(), "in quotes it is a key like others");
    }

    #[test]
    fn a_key_twice_points_to_both() {
        let fault = parse("重大度: SEV1\n担当: 田中\n\"重大度\": SEV2\n", 100).unwrap_err();
        assert_eq!(fault.reason, FaultKind::DuplicateKey("重大度".to_owned()));
        assert_eq!((fault.span, fault.related), (Span::new(131, 142), Some(Span::new(100, 109))));
        assert!(parse("甲: {a: 1}\n乙: {a: 1}\n", 0).is_ok(), "two maps may hold the same key");
    }

    #[test]
    fn depth_and_size_are_bounded() {
        assert!(parse("a: [[[[[[[x]]]]]]]\n", 0).is_ok());
        assert_eq!(refused("a: [[[[[[[[x]]]]]]]]\n"), (FaultKind::Depth, "[x]]]]]]]]\n"));
        let deep = format!("あ: {}", "[".repeat(100_000));
        let fault = parse(&deep, 4).unwrap_err();
        assert_eq!((fault.reason, fault.span.start), (FaultKind::Depth, 4 + 5 + 8));
        let long = format!("あ: い\n{}", "う: え\n".repeat(10_000));
        let fault = parse(&long, 4).unwrap_err();
        assert_eq!((fault.reason, fault.span), (FaultKind::Limit, Span::new(4, 12)));
    }

    #[test]
    fn what_is_no_yaml_is_a_fault_at_its_place() {
        assert_eq!(refused("甲: あ\n乙:\n\t丙: い\n").1, "\t丙: い\n");
        assert!(matches!(refused("甲: [あ\n").0, FaultKind::Syntax(_)));
        assert!(matches!(refused("甲: あ\n---\n乙: い\n"), (FaultKind::Syntax(_), "---\n乙: い\n")));
        assert!(matches!(refused("? [あ]\n: い\n").0, FaultKind::Syntax(_)));
        assert!(matches!(refused("甲: \"あ\n").0, FaultKind::Syntax(_)));
    }

    #[test]
    fn no_cut_of_a_document_panics() {
        let text = "甲: &a [あ, {い: \"う\\u3042\"}]\r\n乙: |-\r\n  え\r\n? 丙\r\n: *a\r\n- お\r\n\t!!x 'か'\r\n--- >\r\n き\r\n";
        for end in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            for start in (0..end).filter(|&at| text.is_char_boundary(at)) {
                let _ = parse(&text[start..end], 0);
            }
        }
    }
}
