//! The rules of PROTOCOL §1.2 over every word of every list.

use std::collections::{BTreeMap, BTreeSet};

use language::{
    Tag, normalise,
    words::{LIST_LEN, WordList, list},
};

fn lists() -> Vec<WordList<'static>> {
    Tag::ALL.into_iter().filter_map(list).collect()
}

/// The letters that decide which word it is: as `words::key`, written a second time.
fn key(word: &str) -> String {
    let letters = normalise(word).replace('ء', "").replace('ظ', "ض");
    let mut key = String::new();
    for letter in letters.chars() {
        if !(key.ends_with(letter) && matches!(letter, 'و' | 'ي')) {
            key.push(letter);
        }
    }
    key
}

fn start(key: &str, letters: usize) -> String {
    key.chars().take(letters).collect()
}

#[test]
fn arabic_and_english_have_a_list_and_say_that_it_is_a_draft() {
    let tags: Vec<_> = lists().iter().map(WordList::tag).collect();
    assert_eq!(tags, [Tag::Ar, Tag::En]);
    for list in lists() {
        assert_eq!(list.version(), 1);
        assert!(list.is_draft());
    }
}

#[test]
fn a_list_has_2048_words_in_the_order_of_their_letters() {
    for list in lists() {
        let keys: Vec<_> = list.words().map(key).collect();
        assert_eq!(keys.len(), LIST_LEN);
        assert!(
            keys.is_sorted(),
            "{:?}",
            keys.iter().zip(keys.iter().skip(1)).find(|(a, b)| a > b)
        );
        assert!(list.word(2047).is_some());
        assert_eq!(list.word(2048), None);
    }
}

#[test]
fn four_letters_tell_every_word_from_every_other() {
    for list in lists() {
        let starts: BTreeSet<_> = list.words().map(|word| start(&key(word), 4)).collect();
        assert_eq!(starts.len(), LIST_LEN, "two words begin alike");
        for word in list.words().filter(|word| key(word).chars().count() == 3) {
            let begin = starts
                .iter()
                .filter(|start| start.starts_with(&key(word)))
                .count();
            assert_eq!(begin, 1, "{word} begins another word");
        }
    }
}

#[test]
fn a_word_has_three_to_eight_plain_letters() {
    for list in lists() {
        for word in list.words() {
            let letters = word.chars().count();
            assert!((3..=8).contains(&letters), "{word}");
            assert!(key(word).chars().count() >= 3, "{word}");
            let plain = |letter: char| match list.tag() {
                Tag::Ar => "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىء".contains(letter),
                _ => letter.is_ascii_lowercase(),
            };
            assert!(word.chars().all(plain), "{word}");
        }
    }
}

#[test]
fn no_hamza_stands_where_people_spell_it_in_several_ways() {
    let list = list(Tag::Ar).unwrap();
    for word in list.words() {
        let inside: String = word.strip_suffix("اء").unwrap_or(word).to_string();
        assert!(!inside.contains(['ء', 'ؤ', 'ئ']), "{word}");
    }
}

#[test]
fn no_word_begins_like_the_arabic_article() {
    for list in lists() {
        for word in list.words() {
            assert!(!key(word).starts_with("ال"), "{word}");
        }
    }
}

#[test]
fn no_slip_of_one_letter_makes_another_word() {
    // A letter changed, left out, added, or two neighbours swapped.
    for list in lists() {
        let mut seen: BTreeMap<Vec<Option<char>>, String> = BTreeMap::new();
        for word in list.words() {
            let letters: Vec<_> = key(word).chars().map(Some).collect();
            let mut slips = BTreeSet::new();
            for place in 0..=letters.len() {
                let mut added = letters.clone();
                added.insert(place, None);
                slips.insert(added);
                if place < letters.len() {
                    let mut changed = letters.clone();
                    changed[place] = None;
                    slips.insert(changed);
                }
                if place + 1 < letters.len() {
                    let mut swapped = letters.clone();
                    swapped[place..=place + 1].sort();
                    swapped.insert(place, None);
                    swapped.insert(place, None);
                    slips.insert(swapped);
                }
            }
            for slip in slips {
                let other = seen.insert(slip, word.to_string());
                assert_eq!(other, None, "{word}");
            }
        }
    }
}

#[test]
fn a_list_is_read_only_if_it_is_whole() {
    let good = format!("# version 7\n{}", "abc\n".repeat(LIST_LEN));
    let read = WordList::from_text(Tag::En, &good).unwrap();
    assert_eq!((read.version(), read.is_draft()), (7, false));
    let faults = [
        String::new(),
        "abc\n".repeat(LIST_LEN),
        format!("# version 1\n{}", "abc\n".repeat(LIST_LEN - 1)),
        format!("# version 1\n{}", "abc\n".repeat(LIST_LEN + 1)),
        format!("# version x\n{}", "abc\n".repeat(LIST_LEN)),
        good.replace("# version 7\n", ""),
    ];
    for fault in faults {
        assert!(WordList::from_text(Tag::En, &fault).is_none());
    }
}

/// Beginnings of words that must never be on a list that somebody may find: about faith, politics,
/// arms, police, death, drugs, desire, the body's private parts, insults, and about whom this
/// program is for.
const FORBIDDEN: &[(Tag, &str)] = &[
    (
        Tag::En,
        "abuse angel armed army arrest asylum attack bastard battle beer bible bitch blood bomb \
         border bosom breast bride bullet butt captain chapel christ church closet cock colonel \
         confess corpse court cross crime cunt damn dead death demon devil dick drag drug drunk \
         dyke enemy evil fairy fight flag foreign fuck gay gender ghost girl god grave groin guard \
         guilt gun heaven hell heroin hide hiv holy homo hostage husband immigr islam jail jihad \
         judge kill king kiss knife lawyer lesb love lust marr mask mate milit minister mosque \
         murder muslim naked nation navy nipple nude nun orphan partner party penis pill pistol \
         poison police polit pope porn pray pregnan president pride priest prison prophet pussy \
         queen queer quran rainbow rape rebel refugee relig revol rifle romance sacred saint \
         secret sex sheriff shoot sin slave slut soldier soul spirit spy stab straight suicide \
         sword temple terror thief torture traitor trans tribe troop ugly unicorn vagina victim \
         violen virgin visa vote war weapon wedding whore widow wife wine witch woman wound",
    ),
    (
        Tag::Ar,
        "أب أخ أخت أرملة أسير إباحي إجرام إرهاب إسلام إعدام إله إمام إنجيل اغتصاب اغتيال انتحار \
         انتخاب انتقام برلمان بندقية بوليس بنت تابوت تحول تظاهر تعذيب تفتيش تمرد ثأر ثدي ثورة \
         ثوري جاسوس جثة جحيم جريمة جسد جماع جندي جنرال جنس جنازة جهاد جهنم جيش حاجز حارس حب \
         حبيب حجاب حداد حرام حرب حرية حزب حسين حشد حشيش حكومة حلال حمار خائن خصية خطف خطيئة \
         خمر خنجر خنزير خوف خيانة دبابة دم دولة دين ذبح ذنب رئيس رب رجل رسول رصاص رمح زانية زنا \
         زواج زوج زوجة سجن سحاق سرقة سفارة سكران سكين سلاح سلطة سياسة سيف سيطرة شاذ شرطة شرف \
         شعب شهوة شهيد شيطان شيعة صاروخ صلاة صليب صنم ضابط ضرب طائفة طلاق عابر عاهرة عبد عدالة \
         عدو عذاب عذراء عرض عرق عسكر عشيرة عشيق عشق علم عنف عورة غرام غزو فاجر فتنة قاتل قاض \
         قبر قبلة قبيلة قتل قحبة قذيفة قرآن قرد قسيس قنبلة قنص كافر كاهن كتيبة كفر كلب كنيسة \
         لاجئ لعنة لواط لوطي مؤمن متظاهر مثلي محكمة مخابرات مخنث مذبح مسجد مسدس مسلم مسيحي معبد \
         معركة ملاك ملك مهاجر موت ميليشيا نائب نار نبي نجس نظام نكاح هجوم هوية وزارة وزير وطن \
         يهود",
    ),
];

/// Words that only begin like a forbidden one.
const INNOCENT: &[&str] = &[
    "bulletin",
    "button",
    "cockpit",
    "crossing",
    "material",
    "pillow",
    "polite",
    "stable",
    "أمامي",
    "بوليستر",
];

#[test]
fn no_word_gives_away_what_it_is_kept_for() {
    let mut found = Vec::new();
    for (tag, forbidden) in FORBIDDEN {
        let words: Vec<_> = list(*tag)
            .unwrap()
            .words()
            .map(|word| (word, key(word)))
            .collect();
        for root in forbidden.split_whitespace().map(key) {
            // A short beginning is forbidden as a whole word: `war` is, `warm` is not.
            let whole = root.chars().count() < 4;
            let meant = words
                .iter()
                .filter(|(_, key)| *key == root || !whole && key.starts_with(&root));
            found.extend(
                meant
                    .map(|(word, _)| *word)
                    .filter(|word| !INNOCENT.contains(word)),
            );
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_word_doubles_a_letter_that_folds_to_one() {
    // Else four typed letters would not be four.
    for list in lists() {
        for word in list.words() {
            assert!(
                !normalise(word).contains("يي")
                    && key(word).chars().count() + usize::from(word.ends_with('ء'))
                        == word.chars().count(),
                "{word}"
            );
        }
    }
}
