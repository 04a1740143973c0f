use super::count::Counted;
use super::index::{Document, Section, write};
use super::rank::search;
use super::reader::Reader;
use super::reading::Readings;

fn document(id: &str, title: &str, sections: &[(&str, &str)]) -> Document {
    let of = |&(title, text): &(&str, &str)| Section {
        anchor: title.to_owned(),
        title: title.to_owned(),
        level: 2,
        kind: "section",
        effect: "",
        text: text.to_owned(),
        ..Section::default()
    };
    let own = Section { level: 1, kind: "runbook", title: title.to_owned(), ..Section::default() };
    Document {
        id: id.to_owned(),
        url: format!("{id}.html"),
        title: title.to_owned(),
        kind: "runbook",
        service: None,
        sections: std::iter::once(own).chain(sections.iter().map(of)).collect(),
    }
}

/// Id and anchor of what a query finds first.
fn first(query: &str) -> Option<(String, String)> {
    let documents = [
        document(
            "db",
            "データベース障害",
            &[
                ("接続できない", "FATAL: too many connections が出る。ﾚｲﾃﾝｼも見る。"),
                ("デッドレターキューが増える", "mm.queue.depth を見る。FM-AUTH-01 とは別。"),
            ],
        ),
        document(
            "api",
            "API 障害",
            &[
                ("HighErrorRate", "502 が返る。pg_stat_activity を見る。サーバが起動しない。"),
                ("レイテンシ", "応答が遅いとき。"),
            ],
        ),
    ];
    let counted = documents.iter().map(|document| Counted::new(document, &Readings::default())).collect();
    let synonyms = [vec!["遅い".to_owned(), "レイテンシ".to_owned()]];
    let mut files: Vec<(String, String)> = Vec::new();
    write(&documents, counted, &synonyms, "a1", &mut |name, text| files.push((name, text)));
    let load = |name: &str| files.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
    let reader = Reader::open(&load)?;
    let hit = search(&reader, query, 5).into_iter().next()?;
    let title = reader.title(hit.section)?;
    Some((title.id, title.anchor))
}

#[test]
fn a_section_is_found_by_what_tired_fingers_type() {
    for (query, id, anchor) in [
        ("ﾃﾞｯﾄﾞﾚﾀｰｷｭｰ", "db", "デッドレターキューが増える"),
        ("でっどれたー", "db", "デッドレターキューが増える"),
        ("キュー", "db", "デッドレターキューが増える"),
        ("ＦＡＴＡＬ：　ｔｏｏ　ｍａｎｙ", "db", "接続できない"),
        ("サーバー", "api", "HighErrorRate"),
        ("ErrorRate", "api", "HighErrorRate"),
        ("errorrate", "api", "HighErrorRate"),
        ("errorra", "api", "HighErrorRate"),
        ("high", "api", "HighErrorRate"),
        ("highe", "api", "HighErrorRate"),
        ("hi", "api", "HighErrorRate"),
        ("p", "api", "HighErrorRate"),
        ("pg", "api", "HighErrorRate"),
        ("mm", "db", "デッドレターキューが増える"),
        ("qu", "db", "デッドレターキューが増える"),
        ("50", "api", "HighErrorRate"),
        ("stat_activity", "api", "HighErrorRate"),
        ("queue.depth", "db", "デッドレターキューが増える"),
        ("FM-AUTH", "db", "デッドレターキューが増える"),
        ("502", "api", "HighErrorRate"),
        ("接", "db", "接続できない"),
        ("動", "api", "HighErrorRate"),
        ("ﾚｲﾃﾝｼ", "api", "レイテンシ"),
        ("遅い", "api", "レイテンシ"),
        ("2026-11-26 09:12:01 FATAL: too many connections for role", "db", "接続できない"),
    ] {
        assert_eq!(first(query), Some((id.to_owned(), anchor.to_owned())), "{query}");
    }
    assert_eq!(first("？！"), None);
    assert_eq!(first(""), None);
}

#[test]
fn numbers_come_back() {
    for number in [0, 1, 31, 32, 1023, 1024, 400_000, u32::MAX >> 2] {
        let mut text = String::new();
        super::code::write(number, &mut text);
        assert_eq!(super::code::read(&mut text.as_bytes()), Some(number));
    }
    assert_eq!(super::code::read(&mut "____________".as_bytes()), None);
}

/// The page's engine is held to the same file.
#[test]
fn texts_become_the_terms_that_the_page_makes_of_them() {
    let vectors: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../tests/search/vectors.json")).unwrap();
    for vector in vectors {
        let text = vector["text"].as_str().unwrap();
        assert_eq!(
            super::normal::normal(text).iter().collect::<String>(),
            vector["normal"].as_str().unwrap(),
            "{text}"
        );
        let terms = super::rank::terms(text).into_iter();
        let terms: Vec<_> = terms.map(|(term, wanted)| (term, wanted.weight, wanted.open)).collect();
        let mut expected: Vec<(String, u64, bool)> = serde_json::from_value(vector["terms"].clone()).unwrap();
        expected.sort();
        assert_eq!(terms, expected, "{text}");
    }
}
