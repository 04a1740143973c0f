//! The heading that a broken anchor most likely means.

use crate::resolve::{Heading, fold};

/// Headings that are compared at most, so that a broken document with many headings stays quick.
const COMPARED: usize = 2_000;

/// The nearest heading by edit distance on folded words; `None` where none is near. A title that holds the words, or is
/// held by them, counts as near.
pub(super) fn nearest<'h>(wanted: &str, headings: &'h [Heading]) -> Option<&'h Heading> {
    let wanted: Vec<char> = fold::words(wanted).chars().take(200).collect();
    if wanted.is_empty() {
        return None;
    }
    let mut best: Option<(usize, &Heading)> = None;
    for heading in headings.iter().take(COMPARED).filter(|heading| !heading.id.is_empty()) {
        let name: Vec<char> = fold::words(&heading.text).chars().take(200).collect();
        let Some(distance) = apart(&wanted, &name) else { continue };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, heading));
        }
    }
    best.map(|(_, heading)| heading)
}

/// Twice the distance of two names that are near, less one where one holds the other.
fn apart(wanted: &[char], name: &[char]) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    let (short, long) = if wanted.len() < name.len() { (wanted, name) } else { (name, wanted) };
    let holds = short.len() >= 2 && long.windows(short.len()).any(|window| window == short);
    let most = wanted.len().max(name.len()) / 2;
    if !holds && long.len() - short.len() > most {
        return None;
    }
    let distance = distance(wanted, name);
    if holds { Some((distance * 2).saturating_sub(1)) } else { (distance <= most).then_some(distance * 2) }
}

fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, a) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, b) in right.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = (diagonal + usize::from(a != b)).min(above + 1).min(row[column] + 1);
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_heading() {
        let headings: Vec<Heading> =
            ["概要", "6.1 エラー率対応", "🔄 日常運用", "連絡先とエスカレーション", "DB 接続エラー対応"]
                .iter()
                .map(|text| Heading { id: crate::syntax::anchor::slug(text), text: (*text).to_owned() })
                .collect();
        let near = |wanted: &str| nearest(wanted, &headings).map(|heading| heading.text.as_str());
        assert_eq!(near("高エラー率対応"), Some("6.1 エラー率対応"));
        assert_eq!(near("日常運用"), Some("🔄 日常運用"));
        assert_eq!(near("連絡先エスカレーション"), Some("連絡先とエスカレーション"));
        assert_eq!(near("ＤＢ接続エラー"), Some("DB 接続エラー対応"));
        assert_eq!(near("課金の締め処理"), None);
    }
}
