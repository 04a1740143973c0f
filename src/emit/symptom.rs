//! What is seen first, and where it is answered: the home page's list of status codes and symptoms.

use std::collections::BTreeMap;

use serde::Serialize;

use super::site::Site;

/// So many failures are named beside a code.
const MOST: usize = 8;

/// Codes that are answers of HTTP wherever they stand alone.
const CODES: &[&str] = &[
    "400", "401", "403", "404", "408", "409", "413", "422", "429", "499", "4xx", "500", "501", "502", "503", "504",
    "5xx",
];

/// What a number counts that is no code.
const COUNTED: &[char] =
    &['件', '回', '個', '人', '台', '秒', '分', '時', '円', '行', '名', '万', '%', '％', '号', '本'];

/// A symptom, and the page of the failure that it tells of.
#[derive(Debug, Serialize)]
pub(super) struct Symptom<'a> {
    text: &'a str,
    title: &'a str,
    url: &'a str,
}

/// A status code, and the failures in whose title or symptoms it stands.
#[derive(Debug, Serialize)]
pub(super) struct Code<'a> {
    code: &'static str,
    scenarios: Vec<Answer<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Answer<'a> {
    title: &'a str,
    url: &'a str,
}

/// Symptoms in the order of the documents, and codes in their own.
pub(super) fn symptoms<'a>(site: &'a Site<'_>) -> (Vec<Symptom<'a>>, Vec<Code<'a>>) {
    let mut symptoms = Vec::new();
    let mut codes: BTreeMap<&'static str, Vec<Answer<'a>>> = BTreeMap::new();
    for (runbook, links) in site.library.runbooks.iter().zip(&site.plan.links).filter(|(runbook, _)| !runbook.template)
    {
        for (at, scenario) in runbook.scenarios.iter().enumerate() {
            let url = links.scenario(runbook, at);
            let answer = Answer { title: &scenario.title, url };
            let texts = scenario.symptoms.iter().chain(std::iter::once(&scenario.title));
            for code in texts.flat_map(|text| codes_of(text)) {
                let known = codes.entry(code).or_default();
                if known.len() < MOST && !known.contains(&answer) {
                    known.push(answer.clone());
                }
            }
            symptoms.extend(scenario.symptoms.iter().map(|text| Symptom { text, title: &scenario.title, url }));
        }
    }
    (symptoms, codes.into_iter().map(|(code, scenarios)| Code { code, scenarios }).collect())
}

/// Status codes that a text names: words of their own that count nothing and are compared with nothing.
fn codes_of(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        // The parts of a text lie behind each other, a letter apart.
        let at = start;
        start = at
            + word.len()
            + text.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let Some(&code) = CODES.iter().find(|code| code.eq_ignore_ascii_case(word)) else { continue };
        let before = text.get(..at).unwrap_or_default().trim_end().chars().next_back();
        let behind = text.get(at + word.len()..).unwrap_or_default().trim_start();
        let compared = before.is_some_and(|sign| "<>=≤≥.,-+#:".contains(sign));
        let unit = behind.starts_with(COUNTED) || behind.starts_with(['.', '-', ',']) || behind.starts_with("ms");
        let unit =
            unit || ["MB", "GB", "KB", "rps", "以上", "以下", "超", "を超"].iter().any(|unit| behind.starts_with(unit));
        if !compared && !unit {
            found.push(code);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::codes_of;

    #[test]
    fn codes_are_told_from_numbers() {
        assert_eq!(codes_of("決済APIが502を返す（503 Service Unavailable も）"), ["502", "503"]);
        assert_eq!(codes_of("5xx が増える、HTTP 429"), ["5xx", "429"]);
        for text in [
            "500 件を超える",
            "P99 > 500ms",
            "待ち 400 件",
            "CPU 500%",
            "port 5004",
            "1.500",
            "接続数が500以上",
            "A-404",
        ] {
            assert!(codes_of(text).is_empty(), "{text}");
        }
    }
}
