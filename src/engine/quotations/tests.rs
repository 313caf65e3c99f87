//! Marked sentences.
