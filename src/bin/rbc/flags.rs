//! Commands and flags. What they mean is said in the catalogue (`help-…`), in two languages.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use rbc::config::Language;
use rbc::text::Catalogue;

#[derive(Debug, Parser)]
#[command(name = "rbc", version, disable_help_subcommand = true, arg_required_else_help = true)]
pub(crate) struct Flags {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Global {
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[arg(short = 'C', global = true, value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub(crate) color: When,
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
}

impl Global {
    /// The language of the flag, where there is one.
    pub(crate) fn language(&self) -> Option<Language> {
        self.lang.map(|lang| match lang {
            Lang::Ja => Language::Japanese,
            Lang::En => Language::English,
        })
    }

    /// The words of what is said before the configuration is read.
    pub(crate) fn catalogue(&self) -> Catalogue {
        Catalogue::new(self.language().unwrap_or_default())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

impl When {
    /// Whether to colour what goes to standard output.
    pub(crate) fn colors(self, into_file: bool) -> bool {
        match self {
            When::Always => true,
            When::Never => false,
            When::Auto if into_file || set("NO_COLOR") => false,
            When::Auto if set("CLICOLOR_FORCE") => true,
            When::Auto => std::io::stdout().is_terminal() && set_or("CLICOLOR", true) && !dumb(),
        }
    }
}

/// Whether a variable of the environment says yes: it has a value, and that is not 0.
fn set(name: &str) -> bool {
    set_or(name, false)
}

fn set_or(name: &str, absent: bool) -> bool {
    std::env::var_os(name).filter(|value| !value.is_empty()).map_or(absent, |value| value != "0")
}

/// Whether the terminal shows escapes as what they are.
fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Ja,
    En,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(Build),
    Check(Check),
    Serve(Serve),
    Init(Init),
    New(New),
    Search(Search),
    Anchors(Anchors),
    Theme(Theme),
    Explain(Explain),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
}

/// Flags that `build` and `check` share.
#[derive(Debug, Clone, Args)]
pub(crate) struct Report {
    #[arg(long, value_name = "DIR")]
    pub(crate) content: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub(crate) format: Format,
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,
    #[arg(long)]
    pub(crate) statistics: bool,
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) deny: Option<Deny>,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub(crate) changed_since: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "changed_since")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Whether findings go to standard error because a document goes to standard output.
    #[arg(skip)]
    pub(crate) beside: bool,
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<jiff::civil::Date>,
}

impl Report {
    /// The flags of a command that reports nothing and reads this content.
    pub(crate) fn of_content(content: Option<PathBuf>) -> Self {
        Report {
            content,
            format: Format::Text,
            output_file: None,
            statistics: false,
            deny: None,
            select: Vec::new(),
            ignore: Vec::new(),
            changed_since: None,
            baseline: None,
            write_baseline: None,
            beside: false,
            today: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Jsonl,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Rdjson,
    Checkstyle,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(long)]
    pub(crate) no_search: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "single_file")]
    pub(crate) zip: Option<PathBuf>,
    #[arg(long, value_name = "RUNBOOK")]
    pub(crate) single_file: Option<String>,
    #[command(flatten)]
    pub(crate) report: Report,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[arg(value_name = "PATH", conflicts_with = "content")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    #[arg(long, conflicts_with = "write_baseline")]
    pub(crate) fix: bool,
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    #[arg(long, conflicts_with = "write_baseline")]
    pub(crate) diff: bool,
    #[arg(long)]
    pub(crate) shellcheck: bool,
    #[arg(long)]
    pub(crate) online: bool,
    #[arg(long, value_name = "FILE", requires = "online")]
    pub(crate) online_cache: Option<PathBuf>,
    #[arg(long, value_name = "HOURS", default_value_t = 24, requires = "online")]
    pub(crate) online_max_age: u32,
    #[command(flatten)]
    pub(crate) report: Report,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    #[arg(value_name = "QUERY", required_unless_present = "batch", conflicts_with = "batch")]
    pub(crate) query: Vec<String>,
    #[arg(long, value_name = "DIR", default_value = "site")]
    pub(crate) site: PathBuf,
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    #[arg(long, value_enum, default_value_t = SearchFormat::Text, value_name = "FORMAT")]
    pub(crate) format: SearchFormat,
    #[arg(long, value_name = "FILE")]
    pub(crate) batch: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Anchors {
    #[arg(long)]
    pub(crate) accept: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "DIR")]
    pub(crate) content: Option<PathBuf>,
    #[arg(long, value_name = "PORT", default_value_t = 1414)]
    pub(crate) port: u16,
    #[arg(long)]
    pub(crate) open: bool,
    #[arg(long)]
    pub(crate) poll: bool,
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<jiff::civil::Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "HOST")]
    pub(crate) ci: Option<Option<CodeHost>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CodeHost {
    Github,
    Gitlab,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    #[arg(value_name = "TEMPLATE", required_unless_present = "list")]
    pub(crate) template: Option<String>,
    #[arg(value_name = "PATH", required_unless_present = "list")]
    pub(crate) path: Option<PathBuf>,
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Theme {
    #[command(subcommand)]
    pub(crate) command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ThemeCommand {
    List,
    Eject {
        #[arg(value_name = "NAME")]
        part: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
