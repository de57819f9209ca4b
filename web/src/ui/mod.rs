//! The parts every page is made of. They know text and routes, but no state: what they
//! show comes in, what a person does goes out.

// A kit: a part may wait for its first page.
#![allow(dead_code, unused_imports)]

mod button;
mod choice;
mod dialog;
mod disclosure;
mod errors;
mod field;
mod file_field;
mod focus;
mod frame;
mod gap;
mod icon;
mod layout;
mod link;
mod list;
mod live;
mod notice;
mod rating;
mod states;
mod table;
mod tabs;
mod tag;
mod tile;
mod toast;
mod when;
mod words;

pub use button::{Button, ButtonKind, ButtonRow};
pub use choice::{Checkbox, Checkboxes, Choice, RadioGroup, Select};
pub use dialog::Dialog;
pub use disclosure::Disclosure;
pub use errors::{ErrorSummary, FieldProblem};
pub use field::{PasswordField, TextArea, TextField};
pub use file_field::FileField;
pub use focus::focus_by_id;
pub use frame::{Frame, FrameAccount, NavItem, ThemeChoice};
pub use gap::{GapScale, GapView};
pub use icon::{Icon, IconKind};
pub use layout::{Card, CardKind, Page, PageHead};
pub use link::{ButtonLink, Go};
pub use list::{
    Count, CountGrid, ShowMore, SummaryList, SummaryRow, Task, Tasks, Timeline, TimelineEntry,
};
pub use live::{BlankOverlay, Clock, PhaseBar, PhaseView, clock_words};
pub use notice::{Notice, NoticeKind, OfflineNotice};
pub use rating::{RatingGroup, RatingLevel};
pub use states::{Empty, ErrorState, Skeleton, Working};
pub use table::{Row, Table};
pub use tabs::{Tab, TabPanel, Tabs};
pub use tag::{Shape, StateText, Tag, Tone};
pub use tile::Tile;
pub use toast::{ToastView, Toasts};
pub use when::{DateField, TimeField};
pub use words::Words;
