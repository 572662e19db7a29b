//! The program: hands its arguments to the library and gives back the exit code.

use std::process::ExitCode;

/// Pages are made of many small texts; this allocator hands them out faster than that of the C library.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    chancery::cli::main()
}
