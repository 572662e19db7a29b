//! Arguments in, exit code and text out.
