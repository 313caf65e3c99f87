//! Following one person's quotations through all documents.

use crate::app::App;
use crate::library::EntityId;

/// Follows a person or organization from now on.
pub fn follow(app: &mut App, entity: EntityId) {
    app.following = Some(entity);
}
