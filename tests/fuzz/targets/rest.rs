//! Answers of the REST API. The fuzzer seldom finds its way through the JSON to the HTML, so bytes that are no JSON are
//! taken for the content of a post.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    chancery_fuzz::import_bytes(bytes);
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.trim_start().starts_with(['{', '['])
    {
        chancery_fuzz::import_content(text);
    }
});
