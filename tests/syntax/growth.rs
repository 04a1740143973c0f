//! Time grows with the size of a document and no faster, and no document is too deep for a thread's stack.

use rbc::syntax::{Bounds, parse};
use std::time::{Duration, Instant};

/// A shape of document in which something repeats.
struct Shape {
    name: &'static str,
    make: fn(usize) -> String,
    /// Whether what repeats nests.
    deep: bool,
}

const fn flat(name: &'static str, make: fn(usize) -> String) -> Shape {
    Shape { name, make, deep: false }
}

const fn deep(name: &'static str, make: fn(usize) -> String) -> Shape {
    Shape { name, make, deep: true }
}

/// `unit` n times between two texts.
fn between(before: &str, unit: &str, behind: &str, n: usize) -> String {
    format!("{before}{}{behind}", unit.repeat(n))
}

/// `open` and `close` n times around a text.
fn around(open: &str, text: &str, close: &str, n: usize) -> String {
    format!("{}{text}{}", open.repeat(n), close.repeat(n))
}

/// A line for each number up to n.
fn numbered(n: usize, line: fn(usize) -> String) -> String {
    (0..n).map(line).collect()
}

const SHAPES: &[Shape] = &[
    // Blocks.
    deep("quotes", |n| between("", "> ", "x", n)),
    deep("quotes without blanks", |n| between("", ">", "x", n)),
    flat("quotes of 200", |n| numbered(n, |at| format!("{}x\n\n", ">".repeat(at % 200)))),
    flat("lazy lines", |n| between(&format!("{}x\n", ">".repeat(200)), "y\n", "", n)),
    deep("lists on a line", |n| between("", "- ", "x", n)),
    deep("lists and empty lines", |n| format!("{}x{}", "- ".repeat(n), "\n".repeat(n))),
    flat("lists by indentation", |n| numbered(n, |at| format!("{}- 手順\n", "  ".repeat(at % 90)))),
    deep("ordered lists", |n| between("", "1. ", "x", n)),
    deep("lists and quotes", |n| between("", "- > ", "x", n)),
    flat("tasks", |n| between("", "- [ ] 確認\n", "", n)),
    flat("rulers or lists", |n| between("", "* ", "\n", n)),
    flat("rulers", |n| between("", "* * *\n", "", n)),
    flat("equal headings", |n| between("", "# 手順\n\n", "", n)),
    flat("underlined headings", |n| between("", "手順\n-\n", "", n)),
    flat("fences", |n| between("", "```\n", "", n)),
    flat("one fence", |n| between("```\n", "\techo 一\n", "", n)),
    flat("code in a quote", |n| between("", "> ~~~\n> 一\n> ~~~\n\n", "", n)),
    flat("alerts", |n| between("", "> [!NOTE]\n> 手順\n\n", "", n)),
    flat("lines", |n| between("", "手順\n", "", n)),
    flat("a long line", |n| between("", "手順", "", n)),
    flat("empty lines", |n| between("", "\n", "", n)),
    flat("empty lines of CR", |n| between("", "\r", "", n)),
    flat("blanks", |n| between("", " ", "", n)),
    flat("tabs", |n| between("", "\t", "x", n)),
    flat("front matter without end", |n| between("---\n", "a: b\n", "", n)),
    // Tables.
    flat("rows", |n| between("| a | b |\n|---|---|\n", "| 症状 | 対応 |\n", "", n)),
    flat("rows beyond the header", |n| between("| a |\n|---|\n", "| 症状 | `b` | **c** |\n", "", n)),
    flat("rows before the header's end", |n| {
        format!("|{}\n|{}\n{}", "a|".repeat(200), "-|".repeat(200), "| a\n".repeat(n))
    }),
    flat("one row", |n| between("|a|\n|-|\n|", "`b` *c*|", "", n)),
    flat("one cell", |n| between("|a|\n|-|\n|", "`b` \\| *c* ", "|", n)),
    flat("pipes", |n| between("", "|", "", n)),
    flat("columns", |n| format!("{}\n{}\n", "|a".repeat(n), "|-".repeat(n))),
    flat("tables", |n| between("", "x\n|-|\n\n", "", n)),
    flat("headers that are none", |n| between("", "a | b\n|-|-|x\n", "", n)),
    flat("lines above a header", |n| between("", "手順 \\| 次\n", "| a |\n|---|\n", n)),
    // Emphasis.
    flat("bold next to Japanese", |n| between("", "**あ、**い", "", n)),
    deep("emphasis", |n| around("*a ", "x", " b*", n)),
    deep("emphasis of two kinds", |n| around("*a _b ", "x", " b_ a*", n)),
    flat("emphasis without beginning", |n| between("", "a* ", "", n)),
    flat("emphasis without end", |n| between("", "*a ", "", n)),
    flat("emphasis inside words", |n| between("", "*a**b", "", n)),
    flat("emphasis mixed", |n| between("", "*_a __b ", "", n)),
    flat("struck out", |n| between("", "~~a~~ ", "", n)),
    flat("struck out without end", |n| between("", "~~a ", "", n)),
    flat("struck out in itself", |n| around("~~a ", "x", " b~~", n)),
    flat("ranges", |n| between("", "1~2 ", "", n)),
    flat("tildes", |n| between("x", "~", "", n)),
    // Links and code spans.
    deep("brackets", |n| around("[", "x", "]", n)),
    deep("links", |n| around("[", "x", "](u)", n)),
    deep("images", |n| around("![", "x", "](u)", n)),
    deep("links in emphasis", |n| around("*a [b ", "x", " c](d) e*", n)),
    flat("brackets without end", |n| between("", "[", "", n)),
    flat("brackets without beginning", |n| between("", "]", "", n)),
    flat("links without end", |n| between("", "[a](b", "", n)),
    flat("links without bracket", |n| between("", "[a](<b", "", n)),
    flat("links without the title's end", |n| between("", "[a](b \"t", "", n)),
    flat("links over lines", |n| between("", "[a](b\n\"t\") ", "", n)),
    flat("references to nothing", |n| between("", "[a][b]", "", n)),
    flat("references without end", |n| between("", "[a][", "", n)),
    flat("a long label", |n| between("[", "a", "]", n)),
    flat("definitions", |n| numbered(n, |at| format!("[{at}]: u\n"))),
    flat("definitions before words", |n| between("", "[a]: /u\n", "x [a]", n)),
    flat("definitions that begin as the words", |n| between("", "[a]: /u\n", "[a]: /u x", n)),
    flat("a long definition", |n| format!("[a]: /{}\n\n{}", "u".repeat(n), "[a] ".repeat(n))),
    flat("backticks", |n| between("", "`a``b", "", n)),
    flat("backticks of many lengths", |n| numbered(n, |at| format!("a{}", "`".repeat(at % 90)))),
    flat("footnotes", |n| numbered(n, |at| format!("[^{at}]: x\n\n"))),
    flat("footnotes in footnotes", |n| numbered(n, |at| format!("[^{at}]: x[^{}]\n\n", at + 1))),
    deep("footnotes on a line", |n| between("", "[^1]: ", "", n)),
    flat("references to a footnote", |n| between("", "[^1] ", "\n\n[^1]: x\n", n)),
    flat("references to no footnote", |n| numbered(n, |at| format!("[^{at}] "))),
    // HTML.
    flat("openers", |n| between("", "<", "", n)),
    flat("tags without end", |n| between("x ", "<a ", "", n)),
    flat("values without end", |n| between("x ", "<a b='", "", n)),
    flat("comments without end", |n| between("x ", "<!-- ", "", n)),
    flat("comments with half an end", |n| between("x ", "<!-- a -", "", n)),
    flat("comment blocks", |n| between("", "<!--\n\n", "", n)),
    flat("instructions without end", |n| between("x ", "<? ", "", n)),
    flat("sections without end", |n| between("x ", "<![CDATA[ ", "", n)),
    flat("declarations without end", |n| between("x ", "<!A ", "", n)),
    flat("HTML blocks", |n| between("", "<div>\n", "", n)),
    deep("elements", |n| format!("x {}", around("<sub>", "a", "</sub>", n))),
    flat("elements with other ends", |n| format!("x {}", around("<sub>", "a", "</sup>", n))),
    flat("elements in each other's way", |n| between("x ", "<sub><kbd></sub>", "", n)),
    flat("breaks", |n| between("x", "次<br>", "", n)),
    deep("details", |n| around("<details>", "\n\nx\n\n", "</details>", n)),
    flat("details without end", |n| between("", "<details>\n\n", "", n)),
    flat("summaries", |n| between("", "<details><summary>a</summary>", "", n)),
    flat("summaries without end", |n| between("", "<details><summary>a", "", n)),
    flat("whole details", |n| between("", "<details>\n<summary>a</summary>\n\nx\n\n</details>\n\n", "", n)),
    // Addresses.
    flat("addresses", |n| between("", "http://a ", "", n)),
    flat("addresses without blanks", |n| between("", "http://a", "", n)),
    flat("addresses with Japanese", |n| between("", "http://a.example/障害（", "", n)),
    flat("addresses behind escapes", |n| between("", "\\*http://a ", "", n)),
    flat("hosts without names", |n| between("", "http://", "", n)),
    flat("semicolons", |n| between("http://a", ";", "", n)),
    flat("entities in an address", |n| between("http://a", "&a;", "", n)),
    flat("placeholders in an address", |n| between("http://a", "<b>", "", n)),
    flat("half placeholders in addresses", |n| between("", "http://a<", "", n)),
    flat("brackets in an address", |n| around("(", "http://a", ")", n)),
    flat("hosts with www", |n| between("", "www.a/-", "", n)),
    flat("at signs", |n| between("", "a@", "", n)),
    flat("mail addresses", |n| between("", "a.b@c.", "", n)),
    flat("a long mail address", |n| format!("{}@{}", "a".repeat(n), "a".repeat(n))),
    flat("ampersands", |n| between("", "&a", "", n)),
    flat("entities", |n| between("", "&amp;", "", n)),
    flat("numbers of characters", |n| between("", "&#1", "", n)),
    flat("backslashes", |n| between("", "\\", "", n)),
    flat("escapes", |n| between("", "\\*", "", n)),
];

/// Time to parse, the best of three.
fn time(text: &str) -> Duration {
    let once = |_| {
        let start = Instant::now();
        std::hint::black_box(parse(text, Bounds::default()));
        start.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}

/// time(4n) / time(n) for a size that takes long enough to be measured; `None` where all sizes are quick.
fn growth(make: fn(usize) -> String) -> Option<f64> {
    let mut n = 64;
    let base = loop {
        let text = make(n);
        let base = time(&text);
        if base > Duration::from_millis(4) {
            break base;
        }
        if text.len() > 2_000_000 {
            return None;
        }
        n *= 2;
    };
    Some(time(&make(4 * n)).as_secs_f64() / base.as_secs_f64())
}

#[test]
fn time_grows_with_size_and_no_faster() {
    let mut report = String::new();
    for shape in SHAPES {
        // Linear is 4 and quadratic is 16; a busy machine can spoil one measurement.
        let ratios: Vec<f64> = (0..3).map_while(|_| growth(shape.make).filter(|&ratio| ratio >= 8.0)).collect();
        if ratios.len() == 3 {
            report += &format!("{}: four times the size takes {ratios:.1?} times as long\n", shape.name);
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn no_document_is_too_deep() {
    for shape in SHAPES.iter().filter(|shape| shape.deep) {
        let text = (shape.make)(100_000);
        // What a worker thread has.
        let thread = std::thread::Builder::new().name(shape.name.to_owned()).stack_size(2 << 20);
        let parsed = thread.spawn(move || drop(parse(&text, Bounds::default()))).unwrap().join();
        assert!(parsed.is_ok(), "{}", shape.name);
    }
}

#[test]
fn what_is_too_deep_is_named() {
    // The parser itself ends lists at a depth of its own; a link holds no link, and a bracket alone nothing.
    let nests = |shape: &&Shape| {
        shape.deep && !["lists", "footnotes", "links", "brackets"].iter().any(|word| shape.name.contains(word))
    };
    for shape in SHAPES.iter().filter(nests) {
        let (_, faults) = parse(&(shape.make)(200), Bounds::default());
        let rules: Vec<&str> = faults.iter().map(|fault| fault.rule).collect();
        assert_eq!(rules, ["source/nesting-limit"], "{}", shape.name);
    }
}
