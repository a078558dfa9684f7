#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| shanasheel_fuzz::run("wire-edition", input));
