//! Places of commands that are filled in on the page, besides those in `<…>`, which every block shows.
//!
//! An empty one holds back the copy, so only what is certain counts: `{name}`, `{{name}}`, `《名前》` and what begins with
//! `YOUR`. A variable of the shell is filled by the shell.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lang::bash;
use crate::lang::placeholder::{Context, Form, Found, find};

/// Parts of a text with the classes that show them, in order.
type Tokens = Vec<(Range<usize>, &'static str)>;

/// The tokens of a block's text, with what is to be filled in apart.
pub(super) fn mark(language: &str, text: &str, tokens: Tokens) -> Tokens {
    // In a text of Python `{name}` is a variable of its own.
    if !matches!(language, "bash" | "sql") || text.contains("f\"") || text.contains("f'") {
        return tokens;
    }
    let mut defined = BTreeSet::new();
    bash::add_defined_variables(text, &mut defined);
    let found = find(text, Context::Code(language), &defined);
    // What the block sets or asks the shell for is a variable.
    let is_variable = |one: &&Found| {
        one.form == Form::Upper
            && (text.get(one.range.end..).is_some_and(|rest| rest.starts_with('='))
                || text.get(..one.range.start).is_some_and(|front| front.ends_with(['$', '{'])))
    };
    defined.extend(found.iter().filter(is_variable).map(|one| one.name.clone()));
    let places: Vec<Range<usize>> = found
        .into_iter()
        .filter(|one| is_certain(text, one) && !defined.contains(&one.name))
        .map(|one| one.range)
        .collect();
    if places.is_empty() { tokens } else { apart(tokens, &places) }
}

fn is_certain(text: &str, one: &Found) -> bool {
    match one.form {
        Form::Braces => !one.name.is_empty() && !one.name.contains(|c: char| c.is_whitespace() || "{},$".contains(c)),
        Form::Upper => one.name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("your")),
        Form::Angle => text.get(one.range.clone()).is_some_and(|raw| !raw.starts_with('<')),
        _ => false,
    }
}

/// Cuts the places out of the tokens and puts them in between.
fn apart(tokens: Tokens, places: &[Range<usize>]) -> Tokens {
    let mut parted = Tokens::with_capacity(tokens.len() + 2 * places.len());
    let mut next = 0;
    for (range, class) in tokens {
        let mut from = range.start;
        // Places in front of the token, and those in it.
        while let Some(place) = places.get(next).filter(|place| place.start < range.end) {
            if from < place.start {
                parted.push((from..place.start, class));
            }
            parted.push((place.clone(), "placeholder"));
            from = from.max(place.end);
            next += 1;
        }
        // A place can reach over several tokens.
        if let Some(last) = parted.last().filter(|last| last.0.end > from) {
            from = last.0.end;
        }
        if from < range.end {
            parted.push((from..range.end, class));
        }
    }
    parted.extend(places.iter().skip(next).map(|place| (place.clone(), "placeholder")));
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(language: &str, text: &str) -> Vec<String> {
        let places = mark(language, text, Vec::new());
        places.into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn only_what_is_certain_is_filled_in() {
        assert_eq!(
            shown("bash", "kubectl get pods -n {namespace} --context {{cluster}}"),
            ["{namespace}", "{{cluster}}"]
        );
        assert_eq!(shown("bash", "curl -H \"X-Key: YOUR_API_KEY\" https://api.internal/"), ["YOUR_API_KEY"]);
        assert!(
            shown("bash", "awk '{print $1}' a; echo ${HOME} {a,b} $TOKEN; YOUR_NAME=x; echo $YOUR_NAME").is_empty()
        );
        assert!(shown("yaml", "name: {namespace}").is_empty());
    }

    #[test]
    fn tokens_give_way() {
        let tokens = vec![(0..3, "command"), (4..12, "string"), (13..15, "option")];
        let parted = apart(tokens, &[6..8, 11..14, 20..22]);
        let expected = [
            (0..3, "command"),
            (4..6, "string"),
            (6..8, "placeholder"),
            (8..11, "string"),
            (11..14, "placeholder"),
            (14..15, "option"),
            (20..22, "placeholder"),
        ];
        assert_eq!(parted, expected);
    }
}
