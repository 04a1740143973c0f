//! Which words name a file that is kept with the project.
//!
//! What a run makes (`data/train.parquet`), machine and API paths, globs, hosts and products (Node.js) are none. Where a
//! name alone does not tell (`report.json`), it counts only if such a file is there.

/// What a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A file that should be there.
    File,
    /// A file if there is one.
    Perhaps,
    /// No file of the project.
    None,
}

/// Texts that people read.
const DOCUMENTS: &[&str] = &["md", "markdown", "mdx", "rst", "adoc"];

/// Sources and settings: nothing that a run makes has these.
const SOURCES: &[&str] = &[
    "yml", "yaml", "toml", "tf", "tfvars", "hcl", "sh", "bash", "zsh", "ps1", "bat", "cmd", "sql", "ts", "tsx", "js",
    "jsx", "mjs", "cjs", "py", "go", "rs", "rb", "java", "kt", "kts", "php", "cs", "c", "h", "cc", "cpp", "hpp",
    "swift", "dart", "lua", "pl", "scala", "ex", "exs", "vue", "svelte", "css", "scss", "hbs", "ejs", "j2", "tpl",
    "tmpl", "prisma", "graphql", "proto", "puml", "mmd", "gradle", "tsconfig", "example", "sample", "template",
];

/// Those of them that settings are written in.
const SETTING_SOURCES: &[&str] = &["yml", "yaml", "toml", "example", "sample", "template"];

/// Kept with the project when they stand in a folder of it.
const SETTINGS: &[&str] = &[
    "json",
    "jsonc",
    "json5",
    "ini",
    "cfg",
    "conf",
    "properties",
    "service",
    "timer",
    "socket",
    "xml",
    "html",
    "rules",
];

/// As often made as kept.
const DATA: &[&str] = &[
    "csv", "tsv", "txt", "pdf", "docx", "xlsx", "pptx", "png", "jpg", "jpeg", "gif", "webp", "svg", "drawio", "ipynb",
    "lock", "ndjson", "jsonl",
];

/// Names that are files whatever folder they stand in.
const NAMES: &[&str] = &[
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "composer.json",
    "firebase.json",
    "vercel.json",
    "cdk.json",
    "renovate.json",
    "requirements.txt",
    "go.mod",
    "go.sum",
    "cargo.lock",
    "yarn.lock",
    "poetry.lock",
    "gemfile.lock",
    "composer.lock",
    "pnpm-lock.yaml",
    ".gitignore",
    ".dockerignore",
    ".gitattributes",
    ".editorconfig",
    ".npmrc",
    ".nvmrc",
    "dockerfile",
    "makefile",
    "jenkinsfile",
    "gemfile",
    "procfile",
    "vagrantfile",
    "codeowners",
];

/// First folders of a machine.
const MACHINE: &[&str] = &[
    "var", "etc", "tmp", "home", "usr", "opt", "mnt", "root", "dev", "proc", "srv", "run", "sys", "boot", "sbin",
    "users", "volumes",
];

/// First folders of a machine, a container or a web host that a project may have too.
const EITHER: &[&str] = &["app", "bin", "lib", "data", "backup", "backups", "media", "logs", "static", "assets"];

/// Folders whose content a run makes.
const MADE: &[&str] = &[
    "node_modules",
    "dist",
    "build",
    "out",
    "output",
    "outputs",
    "log",
    "logs",
    "tmp",
    "temp",
    "coverage",
    "artifacts",
    "backup",
    "backups",
    "dump",
    "dumps",
    "cache",
    ".cache",
    ".next",
    "venv",
    ".venv",
    "__pycache__",
    "data",
    "exports",
    "results",
    "snapshots",
    "models",
    "checkpoints",
    "reports",
    "target",
];

/// Folders in which nothing is kept.
const GENERATED: &[&str] = &["node_modules", "dist", "coverage", ".next", "venv", ".venv", "__pycache__", ".cache"];

/// Judges a name. `code` when it stands in a code span, where a bare word is meant as a name more often.
pub(super) fn judge(written: &str, code: bool) -> Verdict {
    let path = path_of(written);
    if path.is_empty() || path.len() > 512 || !is_path(path) {
        return Verdict::None;
    }
    let lowered = path.to_ascii_lowercase();
    let mut segments = lowered.split('/').filter(|segment| !segment.is_empty() && *segment != ".").peekable();
    let absolute = path.starts_with('/');
    if absolute && segments.peek().is_none_or(|first| MACHINE.contains(first)) {
        return Verdict::None;
    }
    let folders: Vec<&str> = segments.collect();
    let Some((name, folders)) = folders.split_last() else { return Verdict::None };
    match by_name(name, folders, code, absolute, path) {
        Verdict::File if absolute && folders.first().is_some_and(|first| EITHER.contains(first)) => Verdict::Perhaps,
        verdict => verdict,
    }
}

fn by_name(name: &str, folders: &[&str], code: bool, absolute: bool, path: &str) -> Verdict {
    let inside = !folders.is_empty();
    if NAMES.contains(&name) || (name.starts_with("dockerfile.") && name.len() > 11) {
        return if code || inside { Verdict::File } else { Verdict::Perhaps };
    }
    let Some((stem, extension)) = name.rsplit_once('.') else { return Verdict::None };
    // `.md`, 全ての.py: a kind of files.
    if stem.is_empty() || stem.ends_with(|last: char| matches!(last, 'ぁ'..='ゖ')) {
        return Verdict::None;
    }
    // `.env.example` is a file, `your-domain.example` a host.
    if matches!(extension, "example" | "sample" | "template") && !stem.contains('.') {
        return Verdict::None;
    }
    // `.test.ts`, `.bpf.c`: the same; `.eslintrc.js` is a file.
    let ending = stem.starts_with('.') && !stem.ends_with("rc");
    if ending && SOURCES.contains(&extension) && !SETTING_SOURCES.contains(&extension) {
        return Verdict::None;
    }
    let generated = folders.iter().any(|folder| GENERATED.contains(folder));
    let made = folders.iter().any(|folder| MADE.contains(folder));
    if DOCUMENTS.contains(&extension) {
        return if generated { Verdict::Perhaps } else { Verdict::File };
    }
    if SOURCES.contains(&extension) {
        let lone_product = !inside && matches!(extension, "js" | "ts" | "io" | "rs" | "sh" | "py") && is_product(path);
        return match (lone_product, generated) {
            (true, _) => Verdict::None,
            (_, true) => Verdict::Perhaps,
            _ => Verdict::File,
        };
    }
    if SETTINGS.contains(&extension) {
        let web = absolute && extension == "html";
        return if inside && !made && !web { Verdict::File } else { Verdict::Perhaps };
    }
    if DATA.contains(&extension) { Verdict::Perhaps } else { Verdict::None }
}

/// The path of a mention without `#anchor`, `:12` and `L12-L20` behind it.
pub(super) fn path_of(written: &str) -> &str {
    let path = written.split_once('#').map_or(written, |(path, _)| path);
    match path.rsplit_once(':') {
        Some((before, line)) if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
            before
        }
        _ => path,
    }
}

/// Whether only characters of a path stand in it, placeholders included.
fn is_path(path: &str) -> bool {
    let refused = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '*' | '?' | '"' | '\'' | '`' | '|' | '=' | ';' | ',' | ':' | '@' | '!' | '^' | '\\' | '~' | '%'
            )
            || matches!(c, '、' | '。' | '：' | '，' | '「' | '」' | '→')
    };
    // Inside a placeholder any name may stand.
    let bare = without_brackets(path);
    !bare.contains(refused)
        && !path.contains("://")
        && !path.starts_with(['$', '-', '('])
        && !path.ends_with(['/', '.'])
        && !path.contains("...")
        && !bare.contains(['<', '>', '{', '}', '$'])
}

/// `docs/<service>/a.md` → `docs//a.md`; a bracket without partner, `{a,b}` and `${HOME}` stay.
fn without_brackets(path: &str) -> String {
    let mut bare = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find(['<', '{']) {
        let close = if rest[at..].starts_with('<') { '>' } else { '}' };
        let end = rest[at..].find(close).filter(|&end| !rest[at..at + end].contains([',', '/', '$']));
        match end {
            Some(end) => {
                bare.push_str(&rest[..at]);
                rest = &rest[at + end + 1..];
            }
            None => break,
        }
    }
    bare.push_str(rest);
    bare
}

/// Node.js, Next.js, console.log and their like.
fn is_product(path: &str) -> bool {
    const PRODUCTS: &[&str] = &[
        "node.js",
        "next.js",
        "vue.js",
        "nuxt.js",
        "react.js",
        "express.js",
        "three.js",
        "chart.js",
        "d3.js",
        "angular.js",
        "nest.js",
        "alpine.js",
        "discord.js",
        "ethers.js",
        "electron.js",
        "deno.js",
        "day.js",
        "moment.js",
        "p5.js",
        "pdf.js",
        "video.js",
        "hls.js",
        "socket.io",
        "bun.sh",
        "crypto.js",
        "ember.js",
        "backbone.js",
        "tensorflow.js",
        "highlight.js",
        "prism.js",
        "fuse.js",
        "lunr.js",
        "require.js",
        "handlebars.js",
        "solid.js",
        "astro.js",
        "pino.js",
    ];
    let lowered = path.to_ascii_lowercase();
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    // One capitalized word before `.js` is a product: a component is named `.jsx` or `.tsx`.
    let word = stem.len() > 1
        && stem.bytes().all(|byte| byte.is_ascii_alphabetic())
        && stem.starts_with(|c: char| c.is_ascii_uppercase());
    PRODUCTS.contains(&lowered.as_str()) || (word && lowered.ends_with(".js"))
}

/// Whether an extension ends a file name in running text.
pub(super) fn is_extension(extension: &str) -> bool {
    let lowered = extension.to_ascii_lowercase();
    [DOCUMENTS, SOURCES, SETTINGS, DATA].iter().any(|list| list.contains(&lowered.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_project() {
        for name in [
            "docs/slo.md",
            "slo.md#目標",
            "src/main.rs:42",
            "./scripts/restore.sh",
            "deploy.yml",
            ".github/workflows/ci.yml",
            "/docs/history.md",
            "docs/運用手順書(全社).md",
            "docs/<service>/runbook.md",
            "config/alerts.json",
            ".env.example",
            ".gitignore",
            ".golangci.yml",
            ".eslintrc.cjs",
            "package.json",
            "Dockerfile",
        ] {
            assert_eq!(judge(name, true), Verdict::File, "{name}");
        }
    }

    #[test]
    fn what_is_no_file_of_the_project() {
        for name in [
            "/var/log/app/app.log",
            "/etc/nginx/nginx.conf",
            "/v1/me",
            "data/train.parquet",
            ".env",
            ".env.local",
            "backend/.env",
            "*.md",
            ".md",
            ".test.ts",
            "docs/**/slo.md",
            "src/{a,b}.ts",
            "https://host/a.md",
            "~/runbook.md",
            "$HOME/x.sh",
            "C:\\work\\a.md",
            "Pay.jp",
            "Node.js",
            "api.hey.me",
            "v1.2.3",
            "sre@kawasemi.md",
            "mm.queue.depth",
            "kubectl apply -f a.yml",
        ] {
            assert_eq!(judge(name, true), Verdict::None, "{name}");
        }
    }

    #[test]
    fn what_counts_only_if_it_is_there() {
        for name in [
            "report.json",
            "data/sl_state.json",
            "out/summary.html",
            "監視一覧.xlsx",
            "app.service",
            "node_modules/a/index.js",
        ] {
            assert_eq!(judge(name, true), Verdict::Perhaps, "{name}");
        }
        assert_eq!(judge("Dockerfile", false), Verdict::Perhaps);
    }
}
