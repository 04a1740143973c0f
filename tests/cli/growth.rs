//! A check takes as long as its documents are, however much of one thing stands in one of them.

use super::project::Project;
use std::time::{Duration, Instant};

/// A document that holds `n` times the same.
struct Shape {
    name: &'static str,
    make: fn(usize) -> String,
}

const SHAPES: &[Shape] = &[
    Shape { name: "broken links on one line", make: |n| format!("# 手順\n\n{}\n", "[復元](b.md) ".repeat(n)) },
    Shape {
        name: "sample addresses on one line",
        make: |n| format!("# 手順\n\n{}\n", "https://example.com/a ".repeat(n)),
    },
    Shape {
        name: "mentions on one line",
        make: |n| format!("# 手順\n\n{}\n", (0..n).map(|at| format!("`docs/a{at}.md` ")).collect::<String>()),
    },
    Shape {
        name: "quotes of prose on one line of a command",
        make: |n| format!("# 手順\n\n```bash\nrm {}\n```\n", "“x” ".repeat(n)),
    },
    Shape {
        name: "wide signs in one word", make: |n| format!("# 手順\n\n```bash\nls {}\n```\n", "；".repeat(3 * n))
    },
    Shape {
        name: "lines of a block that is too long to be read",
        make: |n| format!("# 手順\n\n```bash\n{}```\n", "rm “x” 再起動再起動再起動再起動再起動\n".repeat(2 * n)),
    },
    Shape {
        name: "destructive blocks in one section",
        make: |n| {
            format!("# 復旧 Runbook\n\n## 手順\n\n{}", "```bash\nkubectl delete pod a\n```\n\n消す。\n\n".repeat(n))
        },
    },
    Shape {
        name: "writes without a condition",
        make: |n| format!("# 復旧 Runbook\n\n## 手順\n\n{}", "```sql\nDELETE FROM users;\n```\n\n".repeat(n)),
    },
    Shape {
        name: "sections",
        make: |n| {
            let section = |at| format!("## 手順 {at}\n\n```bash\nkubectl delete pod a\n```\n\n");
            format!("# 復旧 Runbook\n\n{}", (0..n).map(section).collect::<String>())
        },
    },
];

fn time(text: &str) -> Duration {
    let project = Project::new(&[("content/a.md", text)]);
    let start = Instant::now();
    project.rbc(&["check", "--format", "jsonl"]);
    start.elapsed()
}

#[test]
fn time_grows_with_size_and_no_faster() {
    const SIZE: usize = 3000;
    for Shape { name, make } in SHAPES {
        // Linear is 4 and quadratic 16; a busy machine can spoil a measurement or two.
        let ratio = |_| time(&make(4 * SIZE)).as_secs_f64() / time(&make(SIZE)).as_secs_f64();
        let least = (0..4).map(ratio).find(|ratio| *ratio < 8.0);
        assert!(least.is_some(), "{name}: four times the size takes far more than four times as long");
    }
}
