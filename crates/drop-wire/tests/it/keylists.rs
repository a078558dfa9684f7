//! Key lists and their parameters.

use drop_wire::{KeyList, Malformed, Parameters, keylist::issuer_certificate_bytes};
use proptest::prelude::*;

use crate::{hex, spoil};

fn list() -> KeyList {
    KeyList {
        version: 3,
        issued_at: 1_795_000_000,
        valid_until_day: 20_900,
        org_id: [1; 32],
        previous: [2; 32],
        root_public: [3; 1984],
        issuer_public: [4; 1984],
        issuer_from_day: 20_780,
        issuer_until_day: 20_870,
        root_signature: [5; 3373],
        outbox_public: [6; 32],
        parameters: Parameters::standard(),
        sorter_keys: vec![(2968, [7; 1216])],
        intake_keys: vec![(0, 20_780, [8; 1216]), (0, 20_781, [9; 1216])],
        relays: vec!["https://example.org".into()],
        signature: [10; 3373],
    }
}

fn with(change: impl FnOnce(&mut KeyList)) -> Result<KeyList, Malformed> {
    let mut list = list();
    change(&mut list);
    KeyList::decode(&list.encode())
}

#[test]
fn a_key_list_comes_back_as_it_was() {
    assert_eq!(KeyList::decode(&list().encode()), Ok(list()));
}

#[test]
fn a_key_list_has_these_bytes_in_front() {
    let bytes = list().encode();
    insta::assert_snapshot!(hex(&bytes[..24]), @"53484b4c010003000000c086fd6a00000000a45100000101");
    insta::assert_snapshot!(bytes.len(), @"14591");
}

#[test]
fn the_parameters_of_the_protocol_and_of_the_demo_have_these_bytes() {
    let parameters_at = 22 + 64 + 2 * 1984 + 8 + 3373 + 32;
    let bytes = list().encode();
    insta::assert_snapshot!(hex(&bytes[parameters_at..parameters_at + 64]), @"100e000050010200e803000088130000983a00000360ea00000cc027090084030000400000400d03000000000000000000000000000000000000000000000000");
    let mut demo = list();
    demo.parameters = Parameters::demo();
    let bytes = demo.encode();
    insta::assert_snapshot!(hex(&bytes[parameters_at..parameters_at + 64]), @"0300000060090200c800000020030000f401000003dc050000c8b80b000003000000400000400d03000000000000000000000000000000000000000000000000");
    assert_eq!(
        KeyList::decode(&bytes).unwrap().parameters,
        Parameters::demo()
    );
}

#[test]
fn the_signature_of_a_key_list_covers_everything_before_it() {
    let bytes = list().encode();
    assert_eq!(list().signed_bytes(), bytes[..bytes.len() - 3373]);
}

#[test]
fn the_root_signs_organisation_issuer_and_dates() {
    let certificate = issuer_certificate_bytes(&[1; 32], &[4; 1984], 20_780, 20_870);
    assert_eq!(certificate.len(), 32 + 1984 + 8);
    assert_eq!(list().issuer_certificate_bytes(), certificate);
}

#[test]
fn a_key_list_over_a_limit_encodes_to_bytes_that_are_refused() {
    assert_eq!(with(|l| l.sorter_keys.clear()), Err(Malformed::Limit));
    assert_eq!(
        with(|l| l.sorter_keys = vec![(1, [0; 1216]); 4]),
        Err(Malformed::Limit)
    );
    assert_eq!(with(|l| l.intake_keys.clear()), Err(Malformed::Limit));
    assert_eq!(
        with(|l| l.intake_keys = vec![(1, 1, [0; 1216]); 17]),
        Err(Malformed::Limit)
    );
    assert_eq!(
        with(|l| l.relays = vec!["a".into(); 9]),
        Err(Malformed::Limit)
    );
    assert_eq!(
        with(|l| l.relays = vec!["a".repeat(129)]),
        Err(Malformed::Limit)
    );
    assert_eq!(
        with(|l| l.relays = vec![String::new()]),
        Err(Malformed::Limit)
    );
    // 256 and 300 must not wrap around to a small count.
    assert_eq!(
        with(|l| l.relays = vec!["a".into(); 257]),
        Err(Malformed::Limit)
    );
    assert_eq!(
        with(|l| l.relays = vec!["a".repeat(257)]),
        Err(Malformed::Limit)
    );
    assert_eq!(KeyList::decode(&vec![0; 65 * 1024]), Err(Malformed::Limit));
}

#[test]
fn the_largest_key_list_is_within_the_limit() {
    let largest = with(|l| {
        l.sorter_keys = vec![(1, [0; 1216]); 3];
        l.intake_keys = vec![(1, 1, [0; 1216]); 16];
        l.relays = vec!["a".repeat(128); 8];
    });
    assert!(largest.unwrap().encode().len() <= drop_wire::keylist::MAX_KEYLIST_BYTES);
}

#[test]
fn an_address_with_a_space_a_control_or_another_script_is_refused() {
    for address in ["a b", "a\nb", "مثال", "a\u{202e}b"] {
        assert_eq!(
            with(|l| l.relays = vec![address.into()]),
            Err(Malformed::Value),
            "{address:?}"
        );
    }
}

#[test]
fn parameters_that_nobody_can_live_with_are_refused() {
    let changes: [fn(&mut Parameters); 10] = [
        |p| p.slot_secs = 0,
        |p| p.slot_secs = 86_401,
        |p| p.window_slots = 0,
        |p| p.blocks = 0,
        |p| p.blocks = 65,
        |p| p.first_min_ms = p.first_max_ms + 1,
        |p| p.early_mean_ms = 0,
        |p| p.slow_mean_ms = 0,
        |p| p.sorter_tick_secs = 0,
        |p| p.batch = 0,
    ];
    for (i, change) in changes.iter().enumerate() {
        assert_eq!(
            with(|l| change(&mut l.parameters)),
            Err(Malformed::Value),
            "change {i}"
        );
    }
    assert_eq!(with(|l| l.version = 0), Err(Malformed::Value));
}

#[test]
fn reserved_bytes_must_be_zero() {
    let parameters_at = 22 + 64 + 2 * 1984 + 8 + 3373 + 32;
    let mut bytes = list().encode();
    bytes[parameters_at + 63] = 1;
    assert_eq!(KeyList::decode(&bytes), Err(Malformed::Value));
}

proptest! {
    #[test]
    fn any_bytes_are_a_key_list_strictly_or_not_at_all(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(list) = KeyList::decode(&bytes) { prop_assert_eq!(list.encode(), bytes); }
    }

    #[test]
    fn a_spoilt_key_list_decodes_strictly_or_not_at_all(bytes in spoil(list().encode())) {
        if let Ok(list) = KeyList::decode(&bytes) { prop_assert_eq!(list.encode(), bytes); }
    }

    #[test]
    fn a_key_list_with_spoilt_counts_and_addresses_is_total(
        at in 0_usize..40, value: u8, which in 0_usize..3,
    ) {
        let mut bytes = list().encode();
        let first = 22 + 64 + 2 * 1984 + 8 + 3373 + 32 + 64;
        let second = first + 1 + 1220;
        let third = second + 1 + 2 * 1222;
        bytes[[first, second, third][which] + at] = value;
        if let Ok(list) = KeyList::decode(&bytes) { prop_assert_eq!(list.encode(), bytes); }
    }
}
