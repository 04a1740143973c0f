//! Names of hosts in the letters of the domain name system: 例え.jp is asked as xn--r8jz45g.jp.

use unicode_normalization::UnicodeNormalization;

/// Longest label of a name, in its ASCII form.
const LABEL: usize = 63;

/// Longest name.
const NAME: usize = 253;

/// A host's name in ASCII, small; `None` for what is no name.
pub(super) fn ascii(host: &str) -> Option<String> {
    let folded: String = host.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let labels = folded.split(['.', '。', '．', '｡']).map(label).collect::<Option<Vec<String>>>()?;
    let name = labels.join(".");
    let name = name.strip_suffix('.').unwrap_or(&name);
    let whole = !name.is_empty() && name.len() <= NAME && !name.split('.').any(str::is_empty);
    whole.then(|| name.to_owned())
}

fn label(label: &str) -> Option<String> {
    if label.is_ascii() {
        let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        return (plain && label.len() <= LABEL).then(|| label.to_owned());
    }
    // What looks like a part of an address must not come in by the way of another alphabet.
    let strange =
        |character: char| !(character.is_alphanumeric() || matches!(character, '-' | '_' | '・' | 'ー' | '々'));
    if label.chars().any(|character| strange(character) && !is_mark(character)) {
        return None;
    }
    let encoded = format!("xn--{}", encode(label)?);
    (encoded.len() <= LABEL).then_some(encoded)
}

/// Marks that belong to a letter before them.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// RFC 3492.
fn encode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(output.len()).ok()?;
    let total = u32::try_from(label.chars().count()).ok()?;
    if total > LABEL as u32 {
        return None;
    }
    if basic > 0 {
        output.push('-');
    }
    let (mut next, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    while handled < total {
        let smallest = label.chars().map(u32::from).filter(|&code| code >= next).min()?;
        delta = delta.checked_add((smallest - next).checked_mul(handled + 1)?)?;
        next = smallest;
        for code in label.chars().map(u32::from) {
            if code < next {
                delta = delta.checked_add(1)?;
            }
            if code != next {
                continue;
            }
            let mut rest = delta;
            let mut at = BASE;
            loop {
                let threshold = at.saturating_sub(bias).clamp(1, 26);
                if rest < threshold {
                    break;
                }
                output.push(digit(threshold + (rest - threshold) % (BASE - threshold)));
                rest = (rest - threshold) / (BASE - threshold);
                at += BASE;
            }
            output.push(digit(rest));
            bias = adapt(delta, handled + 1, handled == basic);
            delta = 0;
            handled += 1;
        }
        delta = delta.checked_add(1)?;
        next += 1;
    }
    Some(output)
}

fn adapt(delta: u32, handled: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / handled;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

fn digit(value: u32) -> char {
    let value = value as u8;
    char::from(if value < 26 { b'a' + value } else { b'0' + (value - 26) })
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn names_in_japanese() {
        assert_eq!(ascii("例え.テスト").as_deref(), Some("xn--r8jz45g.xn--zckzah"));
        assert_eq!(ascii("ドメイン名例.jp").as_deref(), Some("xn--eckwd4c7cu47r2wf.jp"));
        assert_eq!(ascii("日本語。ＪＰ").as_deref(), Some("xn--wgv71a119e.jp"));
        assert_eq!(ascii("bücher.example").as_deref(), Some("xn--bcher-kva.example"));
        assert_eq!(ascii("Wiki.Kawasemi.CO.JP.").as_deref(), Some("wiki.kawasemi.co.jp"));
        // A full-width number is that number.
        assert_eq!(ascii("１２７.0.0.1").as_deref(), Some("127.0.0.1"));
    }

    #[test]
    fn what_is_no_name() {
        for name in ["", ".", "a..b", "a b.jp", "a/b", "例え／.jp", "host@x", "・.jp:80", "℀.jp", "a\u{200B}.jp"]
        {
            assert_eq!(ascii(name), None, "{name:?}");
        }
        assert_eq!(ascii(&"あ".repeat(64)), None);
    }
}
