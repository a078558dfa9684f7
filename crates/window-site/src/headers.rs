//! The headers of every kind of answer. A page may do exactly what it needs and nothing else.

use sha2::{Digest as _, Sha256};

/// A header and its value.
pub(crate) type Header = (&'static str, String);

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page to read.
    Page,
    /// A page that depends on what was typed: kept nowhere.
    Answer,
    /// A file whose name is its hash.
    Asset,
}

/// Everything a page could ask of a device, switched off.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
    clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), \
    gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), \
    midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), \
    screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// Headers that every answer has.
pub(crate) fn always() -> Vec<Header> {
    [
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", PERMISSIONS),
        ("strict-transport-security", "max-age=31536000"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// Headers of an answer of this kind.
pub(crate) fn of(kind: Kind, content_type: &str, policy: Option<&str>) -> Vec<Header> {
    let cache = match kind {
        Kind::Page => "private, max-age=600",
        Kind::Answer => "no-store",
        Kind::Asset => "public, max-age=31536000, immutable",
    };
    let mut headers = vec![
        ("content-type", content_type.to_owned()),
        ("cache-control", cache.to_owned()),
        ("vary", "accept-encoding".to_owned()),
    ];
    if let Some(policy) = policy {
        headers.push(("content-security-policy", policy.to_owned()));
    }
    headers.extend(always());
    headers
}

/// Headers of the quick exit: go there, forget here.
pub(crate) fn exit(address: &str) -> Vec<Header> {
    let mut headers = vec![
        ("location", address.to_owned()),
        ("clear-site-data", "\"cache\", \"storage\"".to_owned()),
        ("cache-control", "no-store".to_owned()),
    ];
    headers.extend(always());
    headers
}

/// The content security policy of a page whose one inline style is `css`.
///
/// Pages without the panel have no script and connect to nothing. `img-src data:` lets the empty
/// icon be, so that no browser asks for one.
pub(crate) fn policy(css: &str, panel: bool) -> String {
    let style = format!("'sha256-{}'", base64(&Sha256::digest(css.as_bytes())));
    let script = if panel {
        format!(
            "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self' {style}; "
        )
    } else {
        format!("style-src {style}; ")
    };
    format!(
        "default-src 'none'; {script}img-src data:; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let part = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let group = part(0) << 16 | part(1) << 8 | part(2);
        for i in 0..4_usize {
            let index = (group >> (18 - 6 * i)) & 63;
            let letter = LETTERS.get(index as usize).copied().unwrap_or(b'=');
            text.push(if i > chunk.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, coded) in pairs {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
