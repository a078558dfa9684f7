//! Secrets are wiped and never printed.

use envelope::{
    Body, BodyType, ConvId, Conversation, DayChain, Ed25519Key, Entropy, HybridKey, IntakeSecret,
    OrgId, ReplyKeys, ReplyPart, SorterSecret,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::make::rng::TestRng;

#[test]
fn debug_prints_no_secret() {
    // Every byte of every secret is 171, 0xab.
    let secret = [0xab; 32];
    let chain = DayChain::from_secret(20_827, secret);
    let body = Body {
        kind: BodyType::Message,
        conv_id: ConvId([0xab; 16]),
        c_day: secret,
        msg_id: [0xab; 8],
        part: 0,
        parts: 1,
        day: 20_827,
        keylist_head: [0xab; 8],
        codec: 1,
        flags: 0,
        data: b"\xabhello".to_vec(),
    };
    let reply = ReplyPart {
        flags: 0,
        part: 0,
        parts: 1,
        codec: 1,
        text: b"\xabhello".to_vec(),
    };
    let entropy = Entropy::random(&mut TestRng::of(&secret));
    let printed = [
        format!("{:?}", Conversation::derive(&entropy, &OrgId([1; 32]))),
        format!("{entropy:?}"),
        format!("{chain:?}"),
        format!("{:?}", chain.reply_keys()),
        format!("{body:?}"),
        format!("{reply:?}"),
        format!("{:?}", body.conv_id),
        format!("{:?}", SorterSecret::from_seed(1, secret)),
        format!("{:?}", IntakeSecret::from_seed(1, 2, secret)),
        format!("{:?}", Ed25519Key::from_seed(secret)),
        format!("{:?}", HybridKey::from_seeds(secret, secret)),
    ];
    for text in &printed {
        for secret in ["171", "ab, ab", "abab", "0xab", "hello"] {
            assert!(!text.to_lowercase().contains(secret), "{text}");
        }
        assert!(text.len() < 80, "{text}");
    }
}

#[test]
fn every_secret_is_wiped_when_dropped() {
    fn wiped<T: ZeroizeOnDrop>() {}
    wiped::<Entropy>();
    wiped::<Conversation>();
    wiped::<DayChain>();
    wiped::<ReplyKeys>();
    wiped::<ReplyPart>();
    wiped::<Body>();
    wiped::<SorterSecret>();
    wiped::<IntakeSecret>();
    wiped::<Ed25519Key>();
    wiped::<HybridKey>();

    let mut chain = DayChain::from_secret(20_827, [0xab; 32]);
    chain.zeroize();
    assert_eq!(chain.secret(), &[0; 32]);
    let mut entropy = Entropy::random(&mut TestRng::of(&[0xff; 16]));
    entropy.zeroize();
    assert_eq!(entropy.as_bytes(), &[0; 16]);
}
