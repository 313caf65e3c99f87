//! A library that a newsroom shares, on a real server: it runs in a folder of its own, on a socket there, for as long as these
//! tests do. Where no `PostgreSQL` is installed they say so and pass.
#![cfg(target_os = "linux")]
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test that unwraps nothing cannot go on, and one that is left out says so"
)]

#[path = "../commands/articles.rs"]
mod articles;
mod desk;
mod encrypted;
mod pooled;
mod pushing;
mod reading;
mod refusing;
mod server;
mod together;

use std::time::Duration;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const UNDATED: &str = "The ticket office stays open, the council said on March 8.\n\n\
    “Come early,” said Gerda Keller.\n";
