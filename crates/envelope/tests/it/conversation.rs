//! From words to the keys of a conversation.

use envelope::{Conversation, DayChain, Entropy, OrgId};

use crate::file;
use crate::make::rng::TestRng;

#[test]
fn derivations_follow_their_vectors() {
    let (good, _) = file::read("derivation");
    assert_eq!(good.len(), 2);
    for file in good {
        let entropy = Entropy::random(&mut TestRng::of(file.bytes("entropy")));
        let conversation = Conversation::derive(&entropy, &OrgId(file.array("org_id")));
        assert_eq!(conversation.id().0, file.array("conv_id"), "{}", file.path);
        assert_eq!(
            conversation.queue_hint(&[0x5a; 4096]),
            file.array("queue_hint_of_4096_times_5a")
        );
        for day in file.numbers::<u32>("days") {
            let chain = conversation.chain(day).unwrap();
            assert_eq!(chain.secret(), &file.array(&format!("c_{day}")));
            let first = conversation.chain(DayChain::FIRST_DAY).unwrap();
            assert_eq!(first.advance(day).unwrap(), chain, "a desk gets there too");
            for j in 0..4 {
                let tag = file.array(&format!("tag_{day}_{j}"));
                assert_eq!(chain.reply_keys().tag(j), tag);
                assert_eq!(chain.reply_keys().tags()[usize::from(j)], tag);
            }
        }
    }
}

#[test]
fn days_out_of_reach_have_no_chain() {
    let (_, hostile) = file::read("derivation");
    for file in hostile {
        let refused = file.number("refused_day");
        let chain = if file.has("c_day") {
            DayChain::from_secret(file.number("day"), file.array("c_day")).advance(refused)
        } else {
            let entropy = Entropy::random(&mut TestRng::of(file.bytes("entropy")));
            Conversation::derive(&entropy, &OrgId(file.array("org_id"))).chain(refused)
        };
        assert_eq!(chain, None, "{}", file.path);
    }
}

#[test]
fn the_chain_reaches_a_hundred_years_and_no_further() {
    let entropy = Entropy::random(&mut TestRng::named("hundred years"));
    let conversation = Conversation::derive(&entropy, &OrgId([1; 32]));
    let last = DayChain::FIRST_DAY + 36_525;
    assert_eq!(conversation.chain(last).unwrap().day(), last);
    assert!(conversation.chain(last + 1).is_none());
    assert!(conversation.chain(u32::MAX).is_none());
}

#[test]
fn a_day_to_itself_is_the_same_chain() {
    let chain = DayChain::from_secret(u32::MAX, [9; 32]);
    assert_eq!(chain.advance(u32::MAX).unwrap(), chain);
    assert_eq!(chain.advance(0), None);
}

#[test]
fn a_queue_hint_depends_on_the_words_and_on_the_parcel() {
    let mut rng = TestRng::named("queue hints");
    let [mine, hers] =
        [(); 2].map(|()| Conversation::derive(&Entropy::random(&mut rng), &OrgId([1; 32])));
    let parcel = [1; 4096];
    let hint = mine.queue_hint(&parcel);
    assert_eq!(hint, mine.queue_hint(&parcel));
    assert_ne!(hint, mine.queue_hint(&[2; 4096]));
    assert_ne!(hint, hers.queue_hint(&parcel));
}
