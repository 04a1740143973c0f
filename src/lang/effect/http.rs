//! Programs whose effect is that of the HTTP method they send.

use super::Effect;

/// The effect of `curl`, `wget`, `gh api`, `http` by the method that the arguments name or imply; `None` for others.
#[must_use]
pub fn http_effect(program: &str, arguments: &[&str]) -> Option<Effect> {
    let (methods, bodies): (&[&str], &[&str]) = match program {
        "curl" => return Some(curl(arguments)),
        "wget" => (&["--method"], &["--post-data", "--post-file", "--body-data"]),
        "gh" if arguments.first() == Some(&"api") => {
            (&["-X", "--method"], &["-f", "-F", "--field", "--raw-field", "--input"])
        }
        "http" | "https" | "httpie" | "xh" => {
            let mut own = arguments.iter().filter(|word| !word.starts_with('-'));
            let method = own.next()?;
            let fields = own
                .any(|word| word.split_once('=').is_some_and(|(name, _)| !name.contains("==") && !name.contains('/')));
            return Some(match method.to_ascii_uppercase().as_str() {
                known @ ("GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE") => of_method(known),
                // Fields without a method are sent with POST.
                _ if fields => Effect::Changes,
                _ => Effect::ReadOnly,
            });
        }
        _ => return None,
    };
    let mut as_query = false;
    let mut body = false;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        for method in methods {
            if word == method {
                return Some(words.next().map_or(Effect::Unknown, |name| of_method(name)));
            }
            if let Some(name) = word.strip_prefix(method).filter(|name| !name.is_empty()) {
                return Some(of_method(name.trim_start_matches('=')));
            }
        }
        as_query |= matches!(*word, "-G" | "--get" | "-I" | "--head");
        body |= bodies.iter().any(|option| {
            word == option || word.strip_prefix(option).is_some_and(|rest| rest.starts_with(['=', '{', '@', '\'']))
        });
    }
    Some(if body && !as_query { Effect::Changes } else { Effect::ReadOnly })
}

/// Short options of curl that take a value.
const CURL_VALUES: &str = "AbcCDeEhHKmoPQrtuUwxyYz";
/// Long options of curl that send a body.
const CURL_BODIES: [&str; 9] = [
    "--data",
    "--data-ascii",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "--json",
    "--form",
    "--form-string",
    "--upload-file",
];

fn curl(arguments: &[&str]) -> Effect {
    let mut method = None;
    let (mut as_query, mut body) = (false, false);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if let Some(long) = word.strip_prefix("--") {
            let (name, value) = long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
            match name {
                "request" => method = value.or_else(|| words.next().copied()),
                "get" | "head" => as_query = true,
                "quote" => body = true,
                _ => body |= CURL_BODIES.iter().any(|option| option.get(2..) == Some(name)),
            }
            continue;
        }
        let Some(cluster) = word.strip_prefix('-') else { continue };
        for (at, letter) in cluster.char_indices() {
            let rest = &cluster[at + letter.len_utf8()..];
            match letter {
                'X' => {
                    method = if rest.is_empty() { words.next().copied() } else { Some(rest.trim_start_matches('=')) };
                    break;
                }
                'G' | 'I' => as_query = true,
                'd' | 'F' | 'T' => {
                    body = true;
                    if rest.is_empty() {
                        words.next();
                    }
                    break;
                }
                // What looks like an option in its value is none.
                _ if CURL_VALUES.contains(letter) => {
                    if rest.is_empty() {
                        words.next();
                    }
                    break;
                }
                _ => {}
            }
        }
    }
    match method {
        Some(name) => of_method(name),
        None if body && !as_query => Effect::Changes,
        None => Effect::ReadOnly,
    }
}

fn of_method(name: &str) -> Effect {
    match name.to_ascii_uppercase().as_str() {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" => Effect::ReadOnly,
        "DELETE" => Effect::Destructive,
        name if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase()) => Effect::Changes,
        _ => Effect::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_method_decides() {
        let of = |line: &str| http_effect("curl", &line.split(' ').collect::<Vec<_>>());
        assert_eq!(of("-s https://a.test/"), Some(Effect::ReadOnly));
        assert_eq!(of("-X POST https://a.test/"), Some(Effect::Changes));
        assert_eq!(of("-XDELETE https://a.test/"), Some(Effect::Destructive));
        assert_eq!(of("https://a.test/ -d x=1"), Some(Effect::Changes));
        assert_eq!(of("-G https://a.test/ --data-urlencode q=1"), Some(Effect::ReadOnly));
        assert_eq!(of("-sSfX DELETE https://a.test/"), Some(Effect::Destructive));
        assert_eq!(of("-H -d https://a.test/"), Some(Effect::ReadOnly));
        assert_eq!(of("--request=PUT https://a.test/"), Some(Effect::Changes));
    }
}
