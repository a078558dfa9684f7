//! The table of codec 1, and texts.

use std::fmt::Write;

use envelope::codec;

use super::file::Vector;

pub(crate) fn vectors() -> Vec<Vector> {
    let mut vectors = vec![table()];
    vectors.extend(good());
    vectors.extend(hostile());
    vectors
}

fn table() -> Vector {
    let mut table = Vector {
        path: "codec1.txt".to_owned(),
        content:
            "# Codec 1: byte = code point. Bytes that are missing are never written; 1b escapes.\n"
                .to_owned(),
    };
    for byte in 0..=u8::MAX {
        let text = codec::decode(&[byte]);
        let character = text.chars().next().expect("one byte gives one character");
        if character != char::REPLACEMENT_CHARACTER {
            writeln!(table.content, "{byte:02x}: {:04x}", u32::from(character))
                .expect("a String takes everything");
        }
    }
    table
}

fn good() -> Vec<Vector> {
    let texts = [
        ("empty", "Nothing.", ""),
        (
            "arabic",
            "Arabic with marks.",
            "مرحباً، كيفَ حالُكِ؟\nأنا بخير… ٢٠٢٦",
        ),
        (
            "sorani",
            "Sorani.",
            "سڵاو، چۆنی؟ من لە هەولێرم. ئێوە دەتوانن یارمەتیم بدەن؟",
        ),
        (
            "kurmanji",
            "Kurmanji.",
            "Silav, tu çawa yî? Ez li Dihokê me. Ḧeta sibê, şev xweş!",
        ),
        ("english", "English.", "Hello — I can’t talk now. “Later”?"),
        (
            "escaped",
            "Characters outside the table.",
            "🌿 a\tb 你好 \u{fffd} \u{0}",
        ),
    ];
    texts
        .into_iter()
        .map(|(name, about, text)| {
            Vector::new(&format!("codec/{name}"), about)
                .bytes("text", text.as_bytes())
                .bytes("encoded", &codec::encode(text))
        })
        .collect()
}

fn hostile() -> Vec<Vector> {
    let cases: [(&str, &str, &[u8]); 6] = [
        ("escape-at-end", "An escape and nothing after it.", b"a\x1b"),
        (
            "escape-cut-short",
            "An escaped character without its last byte.",
            b"\x1b\xf0\x9f\x8c",
        ),
        (
            "escape-not-utf8",
            "An escape before a byte that begins no character.",
            b"\x1b\x95z",
        ),
        (
            "escape-overlong",
            "An escaped character in overlong UTF-8.",
            b"\x1b\xc1\xa1",
        ),
        (
            "escape-not-needed",
            "An escaped character that has its own byte.",
            b"\x1bq\x1b\xc3\xa7",
        ),
        (
            "control-bytes",
            "Control bytes that are never written.",
            b"\x00\x09\x0d\x7f",
        ),
    ];
    cases
        .into_iter()
        .map(|(name, about, encoded)| {
            Vector::new(&format!("codec/hostile-{name}"), about)
                .bytes("encoded", encoded)
                .bytes("decoded", codec::decode(encoded).as_bytes())
        })
        .collect()
}
