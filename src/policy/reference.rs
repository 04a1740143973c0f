//! What `$ref` leads to: a place in the same file or in another file of the project, and nothing else.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_decode_str, utf8_percent_encode};

use super::tree;
use crate::config::inner_path;
use crate::yaml::Node;

use super::keyword::{held, holder};

/// The scheme under which the schema library knows files of the project. It leads nowhere.
const SCHEME: &str = "rbc:///";

/// The schema of schemas, which the library holds itself.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What a reference names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reference {
    /// A file of the project (path from its root) and a fragment, decoded.
    Place(String, String),
    /// The schema of schemas.
    Draft,
    /// Another host, or another scheme.
    Foreign,
    /// A path that leaves the project.
    Outside,
}

/// Reads a reference that stands in the file `path`.
pub(super) fn read(path: &str, reference: &str) -> Reference {
    let (target, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let fragment = decode(fragment);
    if target.is_empty() {
        return Reference::Place(path.to_owned(), fragment);
    }
    if target == DRAFT {
        return Reference::Draft;
    }
    let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if scheme || target.starts_with("//") {
        return Reference::Foreign;
    }
    match beside(path, &decode(target)) {
        Some(file) => Reference::Place(file, fragment),
        None => Reference::Outside,
    }
}

/// The path, from the project's root, of what a file names relative to itself; `None` where it leaves the project.
pub(super) fn beside(path: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    // A path that starts with `./` cannot be read as one of a drive.
    inner_path(&format!("./{folder}/{target}"))
}

/// The address under which the schema library knows a file.
pub(super) fn address(path: &str) -> String {
    format!("{SCHEME}{}", encode(path))
}

/// The address of a reference for the schema library.
pub(super) fn rewritten(reference: &Reference) -> Option<String> {
    match reference {
        Reference::Place(path, fragment) => Some(format!("{}#{}", address(path), encode(fragment))),
        Reference::Draft => Some(DRAFT.to_owned()),
        Reference::Foreign | Reference::Outside => None,
    }
}

/// What a fragment means in a file: all of it, a pointer, or an anchor.
pub(super) fn target<'n>(root: &'n Node, fragment: &str) -> Option<&'n Node> {
    if fragment.is_empty() {
        return Some(root);
    }
    if !fragment.starts_with('/') {
        return anchor(root, fragment);
    }
    let mut segments = tree::segments(fragment);
    segments.try_fold(root, |node, segment| tree::step(node, &segment).map(|(_, node)| node))
}

/// The schema that bears an anchor. A policy nests 64 levels at most.
fn anchor<'n>(schema: &'n Node, name: &str) -> Option<&'n Node> {
    let bears = |key: &str| tree::get(schema, key).and_then(tree::text) == Some(name);
    if bears("$anchor") || bears("$dynamicAnchor") {
        return Some(schema);
    }
    tree::entries(schema).iter().find_map(|(key, value)| {
        let (holds, _) = holder(&key.value)?;
        held(holds, value).find_map(|schema| anchor(schema, name))
    })
}

/// What stands in an address as it is, besides letters and digits.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b'$');

fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, PLAIN)
}

/// Percent signs taken off; a wrong one stays, and bytes that are no UTF-8 become the replacement character.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str, fragment: &str) -> Reference {
        Reference::Place(path.to_owned(), fragment.to_owned())
    }

    #[test]
    fn references_stay_in_the_project() {
        let read = |reference: &str| read("schema/本番.yaml", reference);
        assert_eq!(read("#/$defs/%E9%9B%BB%E8%A9%B1"), place("schema/本番.yaml", "/$defs/電話"));
        assert_eq!(read("共通.yaml#phone"), place("schema/共通.yaml", "phone"));
        assert_eq!(read("../a.yaml"), place("a.yaml", ""));
        for outside in ["../../a.yaml", "/etc/passwd", "..\\..\\a", "%2e%2e/%2E%2E/a.yaml"] {
            assert_eq!(read(outside), Reference::Outside, "{outside}");
        }
        for foreign in ["https://host/x.json", "file:///etc/passwd", "//host/x", "data:application/json,true", "c:x"] {
            assert_eq!(read(foreign), Reference::Foreign, "{foreign}");
        }
        assert_eq!(read("https://json-schema.org/draft/2020-12/schema"), Reference::Draft);
    }

    #[test]
    fn addresses_are_ascii() {
        let reference = read("schema/a.yaml", "共通 1.yaml#/$defs/a%20b~1c");
        assert_eq!(rewritten(&reference).as_deref(), Some("rbc:///schema/%E5%85%B1%E9%80%9A%201.yaml#/$defs/a%20b~1c"));
        assert_eq!(decode("100%"), "100%");
    }

    #[test]
    fn fragments_find_pointers_and_anchors() {
        let text = "$defs: {甲: {$anchor: x, minItems: 1}}\nproperties: {x: {enum: [$anchor]}}\n";
        let root = crate::yaml::parse(text, 0).unwrap();
        let found = |fragment: &str| target(&root, fragment).map(|node| &text[node.span.range()]);
        assert_eq!(found("x"), Some("{$anchor: x, minItems: 1}"));
        assert_eq!(found("/$defs/甲/minItems"), Some("1"));
        assert_eq!(found("/$defs/乙"), None);
        assert_eq!(found("y"), None);
    }
}
