//! Signing in, links from mails, the account.

mod account;
mod forgot;
mod notices;
mod set_password;
mod sign_in;
mod unlock;

pub use account::{Account, role_names};
pub use forgot::Forgot;
pub use set_password::SetPassword;
pub use sign_in::SignIn;
pub use unlock::Unlock;
