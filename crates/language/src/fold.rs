//! The folding of single letters that search and typed words share.
//!
//! It is one table for all four languages, so that an Arabic keyboard finds Kurdish and the reverse.

/// Characters that are dropped: they change how a word looks or is read aloud, not which word it is.
pub(crate) const fn is_dropped(character: char) -> bool {
    matches!(
        character,
        '\u{0300}'..='\u{036F}'     // combining marks of Latin
        | '\u{0610}'..='\u{061A}'   // Quranic signs
        | '\u{061C}'                // Arabic letter mark
        | '\u{0640}'                // tatweel
        | '\u{064B}'..='\u{065F}'   // harakat, hamza above and below
        | '\u{0670}'                // superscript alef
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}'
        | '\u{06EA}'..='\u{06ED}'   // Quranic annotation
        | '\u{00AD}'                // soft hyphen
        | '\u{200B}'..='\u{200F}'   // zero width, ZWNJ, ZWJ, direction marks
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// One letter of the folded alphabet for one lower-case letter; any other character as it is.
pub(crate) const fn letter(character: char) -> char {
    match character {
        // Alef and its hamza, madda and wasla.
        'آ' | 'أ' | 'إ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        // Ya: Arabic, Persian and Kurdish, alef maqsura, the Kurdish ê.
        'ى' | 'ی' | 'ې' | 'ێ' | 'ۍ' | 'ے' => 'ي',
        // Waw: the Kurdish o and ü.
        'ۆ' | 'ۇ' | 'ۈ' | 'ۊ' => 'و',
        'ک' | 'ڪ' => 'ك',
        // Ha: ta marbuta, the Kurdish e and h, their look-alikes.
        'ة' | 'ە' | 'ھ' | 'ہ' | 'ۀ' | 'ۂ' | 'ۃ' => 'ه',
        'ؤ' | 'ئ' => 'ء',
        // The Kurdish strong r and dark l.
        'ڕ' | 'ڒ' => 'ر',
        'ڵ' => 'ل',
        'ı' => 'i',
        _ => crate::digits::fold(character),
    }
}

/// Whether a letter written twice counts as once (Sorani `وو`, `یی` are spelled either way).
pub(crate) const fn is_once(letter: char) -> bool {
    matches!(letter, 'و' | 'ي')
}
