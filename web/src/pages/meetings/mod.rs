//! Reflective meetings: booking, moving, replying, closing.

mod book;
mod cancel;
mod fields;
mod held;
mod list;
mod one;
mod preview;
mod words;

pub use book::BookMeeting;
pub use list::Meetings;
pub use one::MeetingPage;
