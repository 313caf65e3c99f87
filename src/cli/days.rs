//! Dates as arguments.

pub(crate) use crate::library::Days;

/// Reads `2026-03-09`, `2026-03` or `2026`.
pub(crate) fn parse(typed: &str) -> Result<Days, String> {
    Days::parse(typed).ok_or_else(|| "write a date like 2026-03-09, 2026-03 or 2026".to_owned())
}
