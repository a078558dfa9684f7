use language::{Plural, Tag, plural};

/// CLDR 48 `plurals.json`: the whole-number samples of each category.
const CLDR: &[(Tag, Plural, &[u64])] = &[
    (Tag::Ar, Plural::Zero, &[0]),
    (Tag::Ar, Plural::One, &[1]),
    (Tag::Ar, Plural::Two, &[2]),
    (Tag::Ar, Plural::Few, &[3, 4, 9, 10, 103, 110, 1003]),
    (Tag::Ar, Plural::Many, &[11, 12, 26, 99, 111, 1011]),
    (
        Tag::Ar,
        Plural::Other,
        &[
            100, 101, 102, 200, 202, 300, 302, 1000, 10_000, 100_000, 1_000_000,
        ],
    ),
    (Tag::Ckb, Plural::One, &[1]),
    (
        Tag::Ckb,
        Plural::Other,
        &[0, 2, 3, 10, 16, 100, 101, 1_000_000],
    ),
    (Tag::Kmr, Plural::One, &[1]),
    (
        Tag::Kmr,
        Plural::Other,
        &[0, 2, 3, 10, 16, 100, 101, 1_000_000],
    ),
    (Tag::En, Plural::One, &[1]),
    (
        Tag::En,
        Plural::Other,
        &[0, 2, 3, 10, 16, 100, 101, 1_000_000],
    ),
];

#[test]
fn every_sample_of_cldr_has_its_category() {
    for (tag, category, samples) in CLDR {
        for &number in *samples {
            assert_eq!(plural(*tag, number), *category, "{tag:?} {number}");
        }
    }
}

#[test]
fn arabic_repeats_every_hundred_but_for_one_and_two() {
    for number in 3..=400_u64 {
        let expected = match number % 100 {
            3..=10 => Plural::Few,
            11..=99 => Plural::Many,
            _ => Plural::Other,
        };
        assert_eq!(plural(Tag::Ar, number), expected);
        assert_eq!(plural(Tag::Ar, number + 100), expected);
    }
    assert_eq!(plural(Tag::Ar, u64::MAX), Plural::Many);
}

#[test]
fn the_categories_have_the_names_of_cldr() {
    let names = Plural::ALL.map(Plural::as_str);
    assert_eq!(names, ["zero", "one", "two", "few", "many", "other"]);
}
