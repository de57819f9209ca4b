//! All SQL of accounts, sessions, links and counters.

mod accounts;
mod counters;
mod links;
mod sessions;

pub(super) use accounts::{
    Account, Addressee, account, account_by_email, addressee, edit_locale, me, set_password,
};
pub(super) use counters::{
    add_device, clear_throttle, is_known_to_anybody, known_device, known_devices, save_throttle,
    throttle, touch_device,
};
pub(super) use links::{link_owner, remove_links, replace_link, use_link};
pub(super) use sessions::{
    NewSession, RefreshToken, add_refresh_token, add_session, bind_session, has_session,
    refresh_token, remove_ended, revoke_session, revoke_sessions, session_label, sessions,
    touch_session, use_refresh_token,
};
