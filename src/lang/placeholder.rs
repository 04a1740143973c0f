//! What an operator has to fill in, in all its forms.
//!
//! 1. [`signs`] sees in one pass which forms a text can hold at all.
//! 2. Each form has its own file that proposes candidates in one pass over the text.
//! 3. [`find`] puts them in order; of overlapping ones the outer counts (`<YYYY-MM-DD>` is one placeholder).
//!
//! What only looks like a placeholder depends on where it stands: `{id}` in JSON is data, `{mode}` behind a metric's name
//! a label, `<br>` in prose a tag. [`Traits`] says what a place allows.

mod angle;
mod braces;
mod environment;
mod sample;
mod signs;
mod square;
mod traits;
mod upper;

pub(crate) use angle::angle_at;
use signs::Signs;
use traits::Traits;

use std::collections::BTreeSet;
use std::ops::Range;

/// How a placeholder is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Form {
    /// `<pod-name>`
    Angle,
    /// `${ADMIN_TOKEN}`, `$TOKEN`
    Env,
    /// `{{host}}`, `{host}`
    Braces,
    /// `[氏名]`
    Square,
    /// `PROJECT_ID`, `YOUR_TOKEN`, `your-domain`
    Upper,
    /// `xxx-xxxx`, `TBD`, `YYYY-MM-DD`, `example.com`
    #[default]
    Sample,
}

impl Form {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Angle => "angle",
            Form::Env => "env",
            Form::Braces => "braces",
            Form::Square => "square",
            Form::Upper => "upper",
            Form::Sample => "sample",
        }
    }
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context<'a> {
    /// Headings, paragraphs, cells, texts of links.
    Prose,
    /// A code span in prose.
    CodeSpan,
    /// The target of a link.
    Link,
    /// A code block of a language.
    Code(&'a str),
}

/// A placeholder in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Brackets included.
    pub range: Range<usize>,
    /// Without brackets, `$` or braces; of a sample the sample itself.
    pub name: String,
    /// How it is written.
    pub form: Form,
}

impl Found {
    fn new(range: Range<usize>, name: &str, form: Form) -> Self {
        Found { range, name: name.trim().to_owned(), form }
    }
}

/// Placeholders of a text in order. `defined` are the variables that the document sets.
#[must_use]
pub fn find(text: &str, context: Context, defined: &BTreeSet<String>) -> Vec<Found> {
    let signs = Signs::of(text);
    let traits = Traits::new(text, context, signs);
    let mut found = Vec::new();
    if signs.have(Signs::ANGLE.or(Signs::WIDE)) {
        angle::find(text, &traits, &mut found);
    }
    if signs.have(Signs::DOLLAR) {
        environment::find(text, &traits, defined, &mut found);
    }
    if signs.have(Signs::BRACE) {
        braces::find(text, &traits, &mut found);
    }
    if signs.have(Signs::SQUARE) {
        square::find(text, &traits, &mut found);
    }
    upper::find(text, &traits, signs, defined, &mut found);
    sample::find(text, &traits, signs, &mut found);
    if found.len() < 2 {
        return found;
    }
    found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
    let mut end = 0;
    found.retain(|one| {
        let free = one.range.start >= end;
        end = end.max(one.range.end);
        free
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, context: Context) -> Vec<String> {
        let defined = BTreeSet::from(["BACKUP".to_owned()]);
        find(text, context, &defined).into_iter().map(|one| format!("{}:{}", one.form.name(), one.name)).collect()
    }

    #[test]
    fn all_forms_in_shell_code() {
        let text = "kubectl logs <pod-name> -n <環境名> --since={{期間}} {host}\ncurl -H \"X: ${ADMIN_TOKEN}\" $HOST $BACKUP ${BACKUP}\n\
                    gcloud sql connect INSTANCE_NAME --project=YOUR_PROJECT [クラスタ名]\nundo --to-revision=N ＜担当＞";
        assert_eq!(
            names(text, Context::Code("bash")),
            [
                "angle:pod-name",
                "angle:環境名",
                "braces:期間",
                "braces:host",
                "env:ADMIN_TOKEN",
                "env:HOST",
                "upper:INSTANCE_NAME",
                "upper:YOUR_PROJECT",
                "square:クラスタ名",
                "sample:N",
                "angle:担当",
            ]
        );
    }

    #[test]
    fn false_friends_in_shell_code() {
        let text = "diff <(ls a) <(ls b) 2>&1 > x\ncat <<EOF\nEOF\ncurl -w '%{http_code}' | awk '{print $NF}' | jq '.[0]'\n\
                    docker ps --format '{{.Names}}' $(date +%F) $1 $? ${#list[@]} ${X:-1} $HOME\nif [ -f a ] && [[ $? == 0 ]]; then\n\
                    echo '[ERROR]' \"$(printf '%s' a)\" HEAD@{1} a{1..3}";
        assert_eq!(names(text, Context::Code("bash")), Vec::<String>::new());
    }

    #[test]
    fn prose_and_templates() {
        assert_eq!(names("障害 <サービス名> は<br>`x` P95 < 500ms > 3", Context::Prose), ["angle:サービス名"]);
        assert_eq!(
            names("電話: 090-xxxx-xxxx、約XX分、〇〇様、2024年YYYY-MM-DD HH:MM", Context::Prose),
            ["sample:090-xxxx-xxxx", "sample:XX", "sample:〇〇", "sample:YYYY-MM-DD", "sample:HH:MM"]
        );
        assert_eq!(names("版XXから版YYへ", Context::Prose), ["sample:XX", "sample:YY"]);
        assert_eq!(names("YYは対象外", Context::Prose), Vec::<String>::new());
        assert_eq!(
            names("原因: [原因を記載]\n[ERROR] x\n- [x] 済\n[必須] 報告 [URL] [TODO]", Context::Code("text")),
            ["square:原因を記載", "square:URL", "square:TODO"]
        );
        assert_eq!(names("`ACCOUNT_TIMEOUT` の増加、5xx、TODO API", Context::Prose), Vec::<String>::new());
        assert_eq!(
            names("https://a.test/?project=PROJECT_ID と https://x.example.com/d/xxx", Context::Prose),
            ["upper:PROJECT_ID", "sample:example.com", "sample:xxx"]
        );
    }

    #[test]
    fn data_and_drawings() {
        assert!(names("mm.queue.depth{mode}", Context::CodeSpan).is_empty());
        assert!(names("{\"a\": [\"b\"], \"c\": {\"d\": 1}}", Context::Code("json")).is_empty());
        assert!(names("A{解決?} -->|はい| B[終了]", Context::Code("mermaid")).is_empty());
        assert!(names("const a = `${b}`; let v: Vec<String> = x[HOST];", Context::Code("typescript")).is_empty());
        assert!(names("expr: x{{ $value }} ${{ github.sha }}\nowners: [SREチーム]", Context::Code("yaml")).is_empty());
    }
}
