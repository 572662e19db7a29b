//! HTML into Markdown and back.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| chancery_fuzz::round_trip_of(html));
