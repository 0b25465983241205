//! Texts made of what citations are made of: each byte is one piece.
#![no_main]

mod invariants;

const PIECES: [&str; 64] = [
    "Article ", "Art. ", "Section ", "s. ", "§ ", "§§ ", "Chapter ", "Part ", "Title ", "Schedule ", "Annex ", "Amendment ",
    "1", "51", "295-C", "2(4)", "8(2)(b)(xxv)", "IX", "i", "999999999999999999999", " to ", " and ", ", ", "-", "–", "(", ")", "[",
    "]", "the ", "of ", "of the ", "UN Charter", "Constitution", "Pakistan", "India", "’s ", "U.S.", "U.S.C. ", "42 ", "H.R. ",
    "S. ", "Bill C-18 ", "resolution ", "Resolution 2593 (2021)", "S/RES/2593", "Regulation (EU) 2016/679", "Directive ",
    "ECLI:EU:C:2020:559", "Case C-311/18 ", "[2019] UKSC 41", "v. ", "Roe ", "Wade", "410 U.S. 113 (1973)", "Act", " 2000",
    "Terrorism ", "Convention on ", "Geneva ", "this ", "ECHR", "\n", ". ",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text: String = bytes.iter().take(400).map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect();
    invariants::hold(&text);
});
