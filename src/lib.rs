#![doc = include_str!("README.md")]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        reason = "a test that unwraps nothing cannot go on"
    )
)]

pub mod app;
pub mod cache;
pub mod cli;
#[cfg(debug_assertions)]
mod drill;
pub mod engine;
pub mod fetch;
pub mod jobs;
pub mod library;
pub mod newsroom;
pub mod store;
pub mod term;
pub mod view;
