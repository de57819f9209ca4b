//! People: the list, one person, adding, roles, being away, suspending, leaving and coming back.

mod add;
mod away;
mod come_back;
mod edit;
mod fields;
mod invite;
mod leave;
mod list;
mod one;
mod picker;
mod roles;
mod suspend;
mod words;

pub use add::AddPerson;
pub use list::People;
pub use one::PersonPage;
pub use picker::PersonPicker;
pub(super) use words::{away, path_of, unit_choices};
