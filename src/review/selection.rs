//! `--select` and `--ignore`: which rules a run reports.

use super::suppression::nearest_rule;

/// Rules and categories that are wanted, and those that are not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

/// A name that no rule and no category has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// `select` or `ignore`.
    pub list: &'static str,
    /// As given.
    pub name: String,
    /// The name that was probably meant.
    pub near: Option<String>,
}

impl Selection {
    /// Takes the names; blanks around them and empty ones do not count.
    ///
    /// # Errors
    /// The first name that is none.
    pub fn new(select: &[String], ignore: &[String], rules: &[&str]) -> Result<Self, UnknownRule> {
        Ok(Selection { select: names("select", select, rules)?, ignore: names("ignore", ignore, rules)? })
    }

    /// Whether findings of a rule are reported. A rule's own name says more than its category's; between equals
    /// `ignore` wins.
    #[must_use]
    pub fn keeps(&self, rule: &str) -> bool {
        match (nearness(&self.select, rule), nearness(&self.ignore, rule)) {
            (selected, Some(ignored)) => selected > Some(ignored),
            (selected, None) => self.select.is_empty() || selected.is_some(),
        }
    }
}

fn names(list: &'static str, given: &[String], rules: &[&str]) -> Result<Vec<String>, UnknownRule> {
    let mut names = Vec::new();
    for name in given.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let known = |rule: &&str| **rule == *name || rule.split('/').next() == Some(name);
        if !rules.iter().any(known) {
            let near = nearest_rule(name, rules).map(str::to_owned);
            return Err(UnknownRule { list, name: name.to_owned(), near });
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

/// How near a list comes to a rule: its own name, its category.
fn nearness(names: &[String], rule: &str) -> Option<u8> {
    let category = rule.split('/').next().unwrap_or(rule);
    let near = |name: &String| match () {
        () if name == rule => Some(2),
        () if name == category => Some(1),
        () => None,
    };
    names.iter().filter_map(near).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &[&str] = &["link/broken-anchor", "link/broken-file", "table/too-few-cells"];

    fn kept(select: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let selection = Selection::new(&owned(select), &owned(ignore), RULES).unwrap();
        RULES.iter().copied().filter(|rule| selection.keeps(rule)).collect()
    }

    #[test]
    fn the_nearer_name_wins() {
        assert_eq!(kept(&[], &[]), RULES);
        assert_eq!(kept(&["link"], &[]), ["link/broken-anchor", "link/broken-file"]);
        assert_eq!(kept(&["link", " "], &["link/broken-file"]), ["link/broken-anchor"]);
        assert_eq!(kept(&["link/broken-file"], &["link"]), ["link/broken-file"]);
        assert_eq!(kept(&["link"], &["link"]), [""; 0]);
        assert_eq!(kept(&[], &["link"]), ["table/too-few-cells"]);
    }

    #[test]
    fn unknown_names_come_with_the_nearest() {
        let unknown = |name: &str| Selection::new(&[name.to_owned()], &[], RULES).unwrap_err().near;
        assert_eq!(unknown("link/broken-ancor").as_deref(), Some("link/broken-anchor"));
        assert_eq!(unknown("broken-file").as_deref(), Some("link/broken-file"));
        assert_eq!(unknown("tables").as_deref(), Some("table"));
        assert_eq!(unknown("連絡先"), None);
    }
}
