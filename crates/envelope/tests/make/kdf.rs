//! kdf(label, parts…).

use super::file::Vector;

pub(crate) fn vectors() -> Vec<Vector> {
    let cases: [(&str, &str, &'static str, &[&[u8]]); 6] = [
        ("one-part", "One part.", "shanasheel/1 conv", &[&[7; 32]]),
        ("no-parts", "No part at all.", "shanasheel/1 conv", &[]),
        (
            "two-parts",
            "Two parts.",
            "shanasheel/1 record",
            &[&[1; 32], &[2; 16]],
        ),
        (
            "hostile-empty-part",
            "One empty part is not the same as none: must differ from no-parts.",
            "shanasheel/1 conv",
            &[&[]],
        ),
        (
            "hostile-parts-joined",
            "The same bytes in one part: must differ from two-parts.",
            "shanasheel/1 record",
            &[&[
                1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
            ]],
        ),
        (
            "hostile-other-label",
            "The same part under another label: must differ from one-part.",
            "shanasheel/1 c0",
            &[&[7; 32]],
        ),
    ];
    cases
        .into_iter()
        .map(|(name, about, label, parts)| {
            let mut vector = Vector::new(&format!("kdf/{name}"), about)
                .bytes("label", label.as_bytes())
                .number("parts", parts.len() as u64);
            for (index, part) in parts.iter().enumerate() {
                vector = vector.bytes(&format!("part{index}"), part);
            }
            vector.bytes("key", &*envelope::kdf(label, parts))
        })
        .collect()
}
