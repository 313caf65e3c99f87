//! The only place that changes the state.

mod following;
mod places;
pub mod search;

use super::{Action, App, Effect, Event};

pub use following::follow;
pub use places::go_to;

/// Changes the state by one event, and returns what the outside should do about it.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Resize(size) => app.size = size,
        Event::Refused(why) => app.refuse(why),
        Event::Hangup => app.quit = true,
        _ => {}
    }
    Vec::new()
}

/// Does what a key or a command asks for, `count` times or with its own count when there is none.
pub fn act(app: &mut App, action: Action, count: Option<u32>) -> Vec<Effect> {
    let _ = count;
    if action == Action::Quit {
        app.quit = true;
    }
    Vec::new()
}
