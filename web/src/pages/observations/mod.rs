//! The observer's screens: list, plan, one observation, the live session, drafting, preview.

mod list;
mod live;
mod opened;
mod overview;
mod plan;
mod save_state;
mod words;

pub use list::ObservationList;
pub use live::LivePage;
pub use overview::ObservationOverview;
pub use plan::PlanPage;
