//! Text as one byte per letter.

use envelope::codec::{decode, encode, split};
use proptest::prelude::*;

use crate::file;

#[test]
fn texts_follow_their_vectors() {
    let (good, hostile) = file::read("codec");
    for file in good {
        let text = String::from_utf8(file.bytes("text").to_vec()).unwrap();
        assert_eq!(encode(&text), file.bytes("encoded"), "{}", file.path);
        assert_eq!(decode(file.bytes("encoded")), text, "{}", file.path);
    }
    for file in hostile {
        let decoded = decode(file.bytes("encoded"));
        assert_eq!(decoded.as_bytes(), file.bytes("decoded"), "{}", file.path);
        assert!(decoded.contains('\u{fffd}'), "{}", file.path);
    }
}

#[test]
fn the_published_table_is_the_code() {
    let table = file::VectorFile::read("codec1.txt");
    let mut entries = 0;
    for name in table.names() {
        let byte = u8::from_str_radix(name, 16).unwrap();
        let [high, low] = table.array(name);
        let character = char::from_u32(u32::from(high) << 8 | u32::from(low)).unwrap();
        assert_eq!(decode(&[byte]), character.to_string());
        assert_eq!(encode(&character.to_string()), [byte]);
        entries += 1;
    }
    assert_eq!(entries, 1 + 95 + 128);
}

#[test]
fn every_letter_of_the_four_languages_is_one_byte() {
    let alphabets = [
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰ،؛؟٠١٢٣٤٥٦٧٨٩٪",
        "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆوهەھیێء\u{200c}۰۱۲۳۴۵۶۷۸۹",
        "aAbBcCçÇdDeEêÊfFgGhHiIîÎjJkKlLmMnNoOpPqQrRsSşŞtTuUûÛvVwWxXyYzZ",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"()-–—…‘’“”",
    ];
    for alphabet in alphabets {
        assert_eq!(encode(alphabet).len(), alphabet.chars().count());
    }
}

#[test]
fn a_split_prefers_the_ends_of_words() {
    let pieces = split("one two three four", 9);
    let texts: Vec<String> = pieces.iter().map(|piece| decode(piece)).collect();
    assert_eq!(texts, ["one two ", "three ", "four"]);
}

#[test]
fn a_split_keeps_marks_with_their_letters() {
    // Ten letters with a fatha each: every cut after an odd number of bytes would part the two.
    let text = "بَ".repeat(10);
    for piece in split(&text, 7) {
        assert_eq!(piece.len() % 2, 0);
        assert!(!decode(&piece).starts_with('\u{64e}'));
    }
}

#[test]
fn a_split_keeps_a_family_of_emoji_together_where_it_fits() {
    let text = "xxxxxxxxxx👩\u{200d}👧";
    let pieces = split(text, 16);
    assert_eq!(decode(&pieces[1]), "👩\u{200d}👧");
}

#[test]
fn no_text_is_one_empty_piece_and_tiny_pieces_still_end() {
    assert_eq!(split("", 100), [Vec::<u8>::new()]);
    assert_eq!(split("🌿🌿", 0).len(), 2);
    assert_eq!(split(&"\u{64e}".repeat(11), 5).len(), 3);
}

proptest! {
    #[test]
    fn any_text_comes_back(text: String) {
        prop_assert_eq!(decode(&encode(&text)), text);
    }

    #[test]
    fn any_text_of_the_four_languages_comes_back(text in "[ -~\u{620}-\u{6ff}çêîşûÇÊÎŞÛ\u{200c}“”…]{0,200}") {
        prop_assert_eq!(decode(&encode(&text)), text);
    }

    #[test]
    fn decoding_is_total_and_settles(bytes: Vec<u8>) {
        let text = decode(&bytes);
        prop_assert_eq!(decode(&encode(&text)), text);
    }

    #[test]
    fn a_split_loses_nothing_and_breaks_no_character(text in "\\PC{0,300}", max_bytes in 0usize..80) {
        let pieces = split(&text, max_bytes);
        let joined: String = pieces.iter().map(|piece| decode(piece)).collect();
        prop_assert_eq!(&joined, &text);
        prop_assert_eq!(pieces.concat(), encode(&text));
        prop_assert!(pieces.iter().all(|piece| piece.len() <= max_bytes.max(5)));
        prop_assert!(pieces.len() == 1 || pieces.iter().all(|piece| !piece.is_empty()));
    }
}
