//! Tokens, keys and webhooks that services give out in forms of their own.

use std::ops::Range;

use super::sample::is_sample_body;
use super::{Found, Grade, Kind, before, run};

/// What the body of a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    /// `A-Z0-9`
    Upper,
    /// `0-9a-f`
    Hex,
    /// `A-Za-z0-9`
    Plain,
    /// `A-Za-z0-9_-`
    Url,
    /// `A-Za-z0-9_-.`
    Dotted,
    /// `A-Za-z0-9_-/@`
    Path,
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Alphabet::Upper => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Alphabet::Hex => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            Alphabet::Plain => byte.is_ascii_alphanumeric(),
            Alphabet::Url => byte.is_ascii_alphanumeric() || b"_-".contains(&byte),
            Alphabet::Dotted => byte.is_ascii_alphanumeric() || b"_-.".contains(&byte),
            Alphabet::Path => byte.is_ascii_alphanumeric() || b"_-/@".contains(&byte),
        }
    }
}

/// A form of token.
#[derive(Debug)]
pub(super) struct Service {
    /// How it begins.
    pub(super) prefix: &'static str,
    name: &'static str,
    alphabet: Alphabet,
    shortest: usize,
    longest: usize,
}

const fn of(prefix: &'static str, name: &'static str, alphabet: Alphabet, shortest: usize, longest: usize) -> Service {
    Service { prefix, name, alphabet, shortest, longest }
}

use Alphabet::{Dotted, Hex, Path, Plain, Upper, Url};

/// Every form that is known, by what services publish of theirs.
pub(super) static SERVICES: [Service; 58] = [
    of("AKIA", "AWS", Upper, 16, 16),
    of("ASIA", "AWS", Upper, 16, 16),
    of("ghp_", "GitHub", Plain, 36, 255),
    of("gho_", "GitHub", Plain, 36, 255),
    of("ghu_", "GitHub", Plain, 36, 255),
    of("ghs_", "GitHub", Plain, 36, 255),
    of("ghr_", "GitHub", Plain, 36, 255),
    of("github_pat_", "GitHub", Url, 60, 255),
    of("glpat-", "GitLab", Dotted, 20, 255),
    of("gldt-", "GitLab", Url, 20, 255),
    of("glrt-", "GitLab", Dotted, 20, 255),
    of("glptt-", "GitLab", Hex, 40, 40),
    of("xoxb-", "Slack", Url, 30, 255),
    of("xoxp-", "Slack", Url, 30, 255),
    of("xoxa-", "Slack", Url, 30, 255),
    of("xoxr-", "Slack", Url, 30, 255),
    of("xoxs-", "Slack", Url, 30, 255),
    of("xoxe-", "Slack", Url, 30, 255),
    of("xoxe.xoxp-", "Slack", Url, 30, 255),
    of("xapp-", "Slack", Url, 30, 255),
    of("hooks.slack.com/services/", "Slack", Path, 30, 255),
    of("hooks.slack.com/workflows/", "Slack", Path, 30, 255),
    of("hooks.slack.com/triggers/", "Slack", Path, 30, 255),
    of("discord.com/api/webhooks/", "Discord", Path, 70, 255),
    of("discordapp.com/api/webhooks/", "Discord", Path, 70, 255),
    of("webhook.office.com/webhookb2/", "Microsoft Teams", Path, 70, 512),
    of("AIza", "Google", Url, 35, 35),
    of("ya29.", "Google", Dotted, 40, 1024),
    of("GOCSPX-", "Google", Url, 28, 28),
    of("sk_live_", "Stripe", Plain, 16, 255),
    of("rk_live_", "Stripe", Plain, 16, 255),
    of("whsec_", "Stripe", Plain, 32, 255),
    of("SG.", "SendGrid", Dotted, 60, 80),
    of("npm_", "npm", Plain, 36, 36),
    of("pypi-AgE", "PyPI", Url, 50, 1024),
    of("dckr_pat_", "Docker", Url, 20, 64),
    of("hf_", "Hugging Face", Plain, 34, 40),
    of("sk-ant-", "Anthropic", Url, 40, 255),
    of("sk-proj-", "OpenAI", Url, 40, 255),
    of("sk-svcacct-", "OpenAI", Url, 40, 255),
    of("glsa_", "Grafana", Url, 38, 48),
    of("glc_eyJ", "Grafana", Url, 40, 512),
    of("hvs.", "Vault", Url, 24, 255),
    of("dop_v1_", "DigitalOcean", Hex, 64, 64),
    of("shpat_", "Shopify", Hex, 32, 32),
    of("shpss_", "Shopify", Hex, 32, 32),
    of("AGE-SECRET-KEY-1", "age", Upper, 58, 58),
    of("lin_api_", "Linear", Plain, 40, 48),
    of("figd_", "Figma", Url, 36, 64),
    of("dapi", "Databricks", Hex, 32, 32),
    of("sbp_", "Supabase", Hex, 40, 40),
    of("NRAK-", "New Relic", Upper, 27, 27),
    of("PMAK-", "Postman", Url, 50, 64),
    of("dp.pt.", "Doppler", Plain, 40, 48),
    of("sntrys_", "Sentry", Url, 40, 512),
    of("rubygems_", "RubyGems", Hex, 48, 48),
    of("pscale_tkn_", "PlanetScale", Dotted, 32, 64),
    of("pul-", "Pulumi", Hex, 40, 40),
];

/// Whether letters look drawn by lot: most differ, and few follow the one before in the alphabet.
fn is_scattered(body: &str) -> bool {
    let bytes = body.as_bytes();
    let different: std::collections::BTreeSet<&u8> = bytes.iter().collect();
    let in_order = bytes.windows(2).filter(|pair| pair[1] == pair[0].wrapping_add(1)).count();
    let vowels = bytes.iter().filter(|byte| b"AEIOU".contains(byte)).count();
    different.len() * 8 >= bytes.len() * 5 && in_order * 4 <= bytes.len() && vowels * 3 <= bytes.len()
}

/// Reads the token of a service. `at` is where its prefix stands.
pub(super) fn read(text: &str, at: Range<usize>, service: &Service) -> Option<Found> {
    // Anchors are found in any case; a token has its own.
    let address = service.alphabet == Path;
    if !address && text.get(at.clone()) != Some(service.prefix) {
        return None;
    }
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    if !address && before(text, at.start).is_some_and(inside) {
        return None;
    }
    let body = run(text, at.end, service.longest + 1, |byte| service.alphabet.has(byte));
    // Only where a form has no fixed length can more of the same follow.
    if body.len() > service.longest {
        return None;
    }
    let body = body.trim_end_matches(['.', '-', '/', '@']);
    if body.len() < service.shortest || is_sample_body(body) {
        return None;
    }
    let has = |test: fn(&u8) -> bool| body.as_bytes().iter().any(test);
    let mixed = has(u8::is_ascii_digit) || has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    // One key of AWS in thirty has no digit; its letters are no words and in no order.
    let mixed = mixed || service.name == "AWS" && is_scattered(body);
    let long = body.rsplit('/').next().is_some_and(|last| last.len() >= 20 && !is_sample_body(last));
    if !mixed || (address && !long) {
        return None;
    }
    let start = if address { at.end } else { at.start };
    Some(Found::new(Kind::Token, service.name, Grade::Certain, start..at.end + body.len()))
}

#[cfg(test)]
mod tests {
    use super::super::find;

    #[test]
    fn a_key_of_aws_needs_no_digit() {
        for key in ["AKIAOXFNHWBKKEDPXWIY", "AKIAQFZGIAKTPTWSAMGS", "AKIAJXVATMQQGAKRNVXJ", "AKIAPMMTQBMDKMLHMBPX"] {
            assert_eq!(find(&format!("export AWS_ACCESS_KEY_ID={key}\n")).len(), 1, "{key}");
        }
        for sample in ["AKIAABCDEFGHIJKLMNOP", "AKIAXXXXXXXXXXXXXXXX", "AKIAIOSFODNNOEXAMPLE", "AKIAYOURACCESSKEYIDA"] {
            assert!(find(&format!("export AWS_ACCESS_KEY_ID={sample}\n")).is_empty(), "{sample}");
        }
    }
}
