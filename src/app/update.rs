//! The only place that changes the state.

use super::{App, Effect, Event};

/// Changes the state by one event, and returns what the outside should do about it.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Resize(size) => app.size = size,
        Event::Hangup => app.quit = true,
        _ => {}
    }
    Vec::new()
}
