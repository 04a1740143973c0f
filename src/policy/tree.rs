//! The tree of a policy's YAML: entries, pointers, and its values as JSON.

use serde_json::{Map, Number, Value};

use crate::source::{Span, Spanned};
use crate::yaml::{Node, NodeKind};

/// The entries of a map; none where the node is something else.
pub(super) fn entries(node: &Node) -> &[(Spanned<String>, Node)] {
    match &node.kind {
        NodeKind::Mapping(entries) => entries,
        _ => &[],
    }
}

/// An entry of a map.
pub(super) fn entry<'n>(node: &'n Node, key: &str) -> Option<(&'n Spanned<String>, &'n Node)> {
    entries(node).iter().find(|(name, _)| name.value == key).map(|(name, value)| (name, value))
}

/// The value of a map's key.
pub(super) fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entry(node, key).map(|(_, value)| value)
}

/// A scalar's text.
pub(super) fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar(text, _) => Some(text),
        _ => None,
    }
}

/// The items of a list; none where the node is something else.
pub(super) fn items(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::Sequence(items) => items,
        _ => &[],
    }
}

/// One step of a pointer: a key, or an item's number; with the place that names it.
pub(super) fn step<'n>(node: &'n Node, segment: &str) -> Option<(Span, &'n Node)> {
    match &node.kind {
        NodeKind::Mapping(_) => entry(node, segment).map(|(key, value)| (key.span, value)),
        NodeKind::Sequence(items) => {
            let item = items.get(segment.parse::<usize>().ok()?)?;
            Some((item.span, item))
        }
        _ => None,
    }
}

/// The segments of a JSON pointer.
pub(super) fn segments(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~"))
}

/// The deepest place that a pointer reaches, and what stands there.
pub(super) fn reach<'n>(root: &'n Node, pointer: &str) -> (Span, &'n Node) {
    let top = Span { start: root.span.start, end: root.span.start };
    let mut at = (top, root);
    for segment in segments(pointer) {
        match step(at.1, &segment) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// The JSON of a node, by the core schema of YAML 1.2: a plain `null`, `true`, `3` or `0.5` is what it looks like, all
/// else is a string.
pub(super) fn value(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Null => Value::Null,
        NodeKind::Scalar(text, plain) => scalar(text, *plain),
        NodeKind::Sequence(items) => items.iter().map(value).collect(),
        NodeKind::Mapping(entries) => {
            Value::Object(entries.iter().map(|(key, node)| (key.value.clone(), value(node))).collect::<Map<_, _>>())
        }
    }
}

fn scalar(text: &str, plain: bool) -> Value {
    let number = text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.'));
    match text {
        _ if !plain => Value::from(text),
        "true" | "True" | "TRUE" => Value::from(true),
        "false" | "False" | "FALSE" => Value::from(false),
        _ if !number => Value::from(text),
        _ => {
            let whole = text.parse::<i64>().ok().map(Value::from);
            let real = || text.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number);
            whole.or_else(real).unwrap_or_else(|| Value::from(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plain_scalars_are_what_they_look_like_and_quoted_ones_are_strings() {
        let text = "件数: 2\n率: 99.9\n負: -1\n電話: '0312345678'\n版: \"1\"\n有: true\n無: ~\n水準: off\n日: 2026-11-30\n型: [string]\n";
        let node = crate::yaml::parse(text, 0).unwrap();
        let wanted = json!({"件数": 2, "率": 99.9, "負": -1, "電話": "0312345678", "版": "1", "有": true, "無": null,
                            "水準": "off", "日": "2026-11-30", "型": ["string"]});
        assert_eq!(value(&node), wanted);
    }

    #[test]
    fn json_is_yaml_too() {
        let text = "{\r\n\t\"properties\": {\r\n\t\t\"contacts\": {\"minItems\": 2, \"title\": \"\\u9023\\u7d61\\/\"}\r\n\t}\r\n}\r\n";
        let node = crate::yaml::parse(text, 0).unwrap();
        assert_eq!(value(&node), json!({"properties": {"contacts": {"minItems": 2, "title": "連絡/"}}}));
    }

    #[test]
    fn a_pointer_ends_where_nothing_more_stands() {
        let text = "properties:\n  a/b~: {required: [甲, 乙]}\n";
        let node = crate::yaml::parse(text, 0).unwrap();
        let at = |pointer: &str| &text[reach(&node, pointer).0.range()];
        assert_eq!(at("/properties/a~1b~0/required/1"), "乙");
        assert_eq!(at("/properties/a~1b~0/required/7"), "required");
        assert_eq!(at("/nothing/at/all"), "");
    }
}
