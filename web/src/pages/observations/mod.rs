//! The observer's screens: list, plan, one observation, the live session, drafting, preview.

mod draft;
mod focus;
mod here;
mod list;
mod live;
mod note;
mod opened;
mod overview;
mod plan;
mod preview;
mod rebase;
mod save_state;
mod second;
mod stopping;
pub(super) mod words;

pub use draft::DraftPage;
pub use here::whereabouts;
pub use list::ObservationList;
pub use live::LivePage;
pub use overview::ObservationOverview;
use plan::EditAgreement;
pub use plan::PlanPage;
pub use preview::PreviewPage;
