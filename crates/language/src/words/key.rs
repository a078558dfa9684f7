//! The key of a typed word: its letters after folding, compared without a copy.

use crate::fold;

/// The letters of a word by which it is found.
///
/// Like [`crate::normalise`] for the letters of our lists, without its tables (they would double
/// what the browser loads), and more forgiving: a hamza that stands alone is dropped, and `ظ` is
/// `ض`, which are often confused. `None` stands for a character that no word contains.
pub(super) fn key(word: &str) -> impl Iterator<Item = Option<char>> + Clone {
    let mut previous = None;
    word.chars()
        .flat_map(|character| {
            let (first, second) = compatibility(character);
            [Some(first), second]
        })
        .flatten()
        .map(|character| character.to_ascii_lowercase())
        .filter(|&character| !fold::is_dropped(character))
        .map(fold::letter)
        .filter(|&character| character != 'ء')
        .map(|character| match character {
            'ظ' => 'ض',
            other => other,
        })
        .filter(move |&character| {
            let again = previous == Some(character) && fold::is_once(character);
            previous = Some(character);
            !again
        })
        .map(|character| is_letter(character).then_some(character))
}

/// A letter of Latin or Arabic script after folding; the tables of all scripts are not needed.
const fn is_letter(character: char) -> bool {
    matches!(character, 'a'..='z' | '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D5}')
}

/// The plain letters behind a presentation form, a full-width or an accented letter.
fn compatibility(character: char) -> (char, Option<char>) {
    let plain = |table: &str, index: u32| {
        let found = table.chars().nth(index as usize).filter(|&c| c != ' ');
        (found.unwrap_or(character), None)
    };
    let code = u32::from(character);
    match character {
        'ﻵ'..='ﻼ' => ('ل', Some('ا')),
        '\u{FE80}'..='\u{FEF4}' => plain(FORMS_B, code - 0xFE80),
        '\u{FB50}'..='\u{FBB1}' => plain(FORMS_A, code - 0xFB50),
        '\u{FBD3}'..='\u{FBFF}' => plain(FORMS_KURDISH, code - 0xFBD3),
        '\u{FF21}'..='\u{FF5A}' => (char::from_u32(code - 0xFEE0).unwrap_or(character), None),
        '\u{00C0}'..='\u{017F}' => plain(LATIN, code - 0xC0),
        _ => (character, None),
    }
}

/// U+FE80 to U+FEF4: the letters of Arabic in their four shapes.
const FORMS_B: &str = "ءآآأأؤؤإإئئئئاابببب\
ةةتتتتثثثثججججححححخخخخددذذررززسسسسششششصصصصضضضضططططظظظظععععغغغغففففققققككككلللل\
ممممننننههههووىىيييي";
/// U+FB50 to U+FBB1: further letters of Kurdish, Persian and Urdu.
const FORMS_A: &str = "ٱٱٻٻٻٻپپپپڀڀڀڀٺٺٺٺٿٿٿٿٹٹٹٹڤڤڤڤڦڦڦڦڄڄڄڄڃڃڃڃچچچچڇڇڇڇڍڍڌڌڎڎڈڈژژڑڑککککگگگگ\
ڳڳڳڳڱڱڱڱںںڻڻڻڻۀۀہہہہھھھھےےۓۓ";
/// U+FBD3 to U+FBFF: the rest of them; a space where a form is not a single letter.
const FORMS_KURDISH: &str = "ڭڭڭڭۇۇۆۆۈۈ ۋۋۅۅۉۉېېېېىى                    یییی";
/// U+00C0 to U+017F without their marks; a space where there is no plain letter.
const LATIN: &str = "AAAAAA CEEEEIIII NOOOOO  UUUUY  aaaaaa ceeeeiiii nooooo  uuuuy y\
AaAaAaCcCcCcCcDd  EeEeEeEeEeGgGgGgGgHh  IiIiIiIiIı  JjKk LlLlLl    NnNnNn   OoOoOo  RrRrRr\
SsSsSsSsTtTt  UuUuUuUuUuUuWwYyYZzZzZzs";
