//! The name that was probably meant.

/// The candidate with the fewest edits from `name` (case aside), where they are few enough to be a slip: a third of its
/// characters, two at the least. The first of several equals.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if wanted.len() > LONGEST {
        return None;
    }
    let bound = (wanted.len() / 3).max(2).min(wanted.len());
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
            let distance = edits(&wanted, &other);
            (distance <= bound && distance < other.len()).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Longer names are no slips of ours.
const LONGEST: usize = 64;

/// Insertions, deletions, replacements and swaps of neighbours from one text to the other.
fn edits(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, &left) in from.iter().enumerate() {
        let mut next = Vec::with_capacity(to.len() + 1);
        next.push(row + 1);
        for (column, &right) in to.iter().enumerate() {
            let replaced = last[column] + usize::from(left != right);
            let mut best = replaced.min(last[column + 1] + 1).min(next[column] + 1);
            if row > 0 && column > 0 && left == to[column - 1] && from[row - 1] == right {
                best = best.min(before[column - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let names = ["title", "time_zone", "template_mode", "templates", "概要", "連絡先"];
        assert_eq!(nearest("tilte", names), Some("title"));
        assert_eq!(nearest("timezone", names), Some("time_zone"));
        assert_eq!(nearest("Template", names), Some("templates"));
        assert_eq!(nearest("連絡", names), Some("連絡先"));
        assert_eq!(nearest("hooks", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest(&"長".repeat(100_000), names), None);
    }
}
