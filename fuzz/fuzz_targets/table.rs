//! Any text as a table of names: checked, put in order, and searched if it can be loaded.
#![no_main]

use gazet::check::{check, fixed};
use gazet::{Annotator, Document, Gazetteer};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let table = format!("id\ttype\tname\taliases\tprior\tids\tattributes\tsource\n{text}");
    check(&[("t.tsv".to_owned(), table.clone().into_bytes())]);
    let once = fixed(&table);
    assert_eq!(fixed(&once), once, "a table in order stays as it is");
    let file = std::env::temp_dir().join(format!("gazet-fuzz-{}.tsv", std::process::id()));
    std::fs::write(&file, &table).expect("the temporary folder can be written");
    if let Ok(gazetteer) = Gazetteer::empty().with_files(&[file]) {
        Annotator::new(gazetteer).annotate(&Document::new("x", text));
    }
});
