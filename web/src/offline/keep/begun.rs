//! Words that were begun on this device and said to nobody: they hold up signing out until they
//! are sent, or let go of by who began them.

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use shared::values::{ObservationId, PersonId};

use super::{Keep, KeptAs, read};
use crate::offline::database::{Access, Place, StorageError, Store, Transaction};

/// What was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BegunAs {
    Note,
    Reply,
    /// Words to add after the closing.
    Amendment,
    Strength,
    Development,
    Action,
    /// A question that is too long to be asked as it stands.
    Question,
    /// A message that is too long.
    Message,
    /// What is to be kept of a meeting.
    Minutes,
    /// A meeting to be booked.
    Booking,
    /// An observation to be planned.
    Plan,
    /// Another action in place of the one proposed.
    Suggestion,
    /// Asking to be observed.
    Request,
}

/// A form that is begun: the words in it, and what its fields hold.
#[derive(Serialize, Deserialize)]
pub struct BegunForm<F> {
    pub words: String,
    pub form: F,
}

/// Words that are still being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    pub what: BegunAs,
    /// The id of its record; of a meeting for minutes, of an action for a suggestion; of whom it is
    /// with, as a [`talk_about`] where it is about a session, or [`NEW`], for what there is none of yet.
    pub of: String,
    /// None where they cannot be read.
    pub words: Option<String>,
}

/// In place of an id, of what is of nothing and nobody yet.
pub const NEW: &str = "new";

/// Between whom a meeting is with and the session it is about.
const ABOUT: char = '_';

/// Of what a meeting is that is begun about a session with somebody.
pub fn talk_about(with: PersonId, about: ObservationId) -> String {
    format!("{with}{ABOUT}{about}")
}

/// Whom something is with that is begun, and the session it is about; none of it for [`NEW`].
pub fn with_and_about(of: &str) -> (Option<&str>, Option<&str>) {
    match of.split_once(ABOUT) {
        Some((with, about)) => (Some(with), Some(about)),
        None => (Some(of).filter(|of| *of != NEW), None),
    }
}

/// What all drafts have in common.
#[derive(Deserialize)]
struct Typed {
    words: String,
}

impl BegunAs {
    const ALL: [Self; 13] = [
        Self::Note,
        Self::Reply,
        Self::Amendment,
        Self::Strength,
        Self::Development,
        Self::Action,
        Self::Question,
        Self::Message,
        Self::Minutes,
        Self::Booking,
        Self::Plan,
        Self::Suggestion,
        Self::Request,
    ];

    /// How the name begins under which it is kept; the id of its record follows.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Note => "note-",
            Self::Reply => "reply-",
            Self::Amendment => "amendment-",
            Self::Strength => "strength-",
            Self::Development => "development-",
            Self::Action => "action-",
            Self::Question => "question-",
            Self::Message => "message-",
            Self::Minutes => "minutes-",
            Self::Booking => "booking-",
            Self::Plan => "plan-",
            Self::Suggestion => "suggestion-",
            Self::Request => "request-",
        }
    }

    /// Whether it is of a write-up, and so would be part of what is shared.
    pub fn is_of_draft(self) -> bool {
        matches!(
            self,
            Self::Strength | Self::Development | Self::Action | Self::Question | Self::Message
        )
    }

    /// As what it is kept for a record, or for what else it is of.
    pub fn of(self, of: impl Display) -> KeptAs {
        KeptAs::Begun(self, of.to_string())
    }

    /// What is kept under this name, and of which record, where it is something begun.
    pub(super) fn of_name(name: &str) -> Option<(Self, &str)> {
        Self::ALL
            .into_iter()
            .find_map(|what| Some((what, name.strip_prefix(what.prefix())?)))
    }
}

impl Keep {
    /// Everything that was begun here and holds words, or cannot be read.
    pub async fn begun(&self) -> Result<Vec<Begun>, StorageError> {
        let transaction = self.database.begin(&[Store::Kept], Access::Read).await?;
        begun_in(&transaction).await
    }

    /// Lets go of it, because who began it says so.
    pub async fn forget_begun(&self, begun: &Begun) -> Result<(), StorageError> {
        let transaction = self.database.begin(&[Store::Kept], Access::Write).await?;
        let name = begun.what.of(&begun.of).name();
        transaction.remove_named(Store::Kept, &name)?;
        transaction.commit().await
    }
}

pub(super) async fn begun_in(transaction: &Transaction) -> Result<Vec<Begun>, StorageError> {
    let mut all = Vec::new();
    for name in transaction.names(Store::Kept).await? {
        let Some(KeptAs::Begun(what, of)) = KeptAs::of_name(&name) else {
            continue;
        };
        let kept = transaction.get(Store::Kept, Place::Named(&name)).await;
        let words = match kept.and_then(read::<Typed>) {
            Ok(typed) => Some(typed.map(|typed| typed.words).unwrap_or_default()),
            Err(StorageError::Unreadable) => None,
            Err(error) => return Err(error),
        };
        if words.as_ref().is_none_or(|words| !words.trim().is_empty()) {
            all.push(Begun { what, of, words });
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_meeting_that_was_begun_says_whom_it_is_with_and_about_what() {
        let with = PersonId::new(Uuid::from_u128(1));
        let about = ObservationId::new(Uuid::from_u128(2));
        let (person, session) = (with.to_string(), about.to_string());
        assert_eq!(with_and_about(NEW), (None, None));
        assert_eq!(with_and_about(&person), (Some(&*person), None));
        let of = talk_about(with, about);
        assert_eq!(with_and_about(&of), (Some(&*person), Some(&*session)));
        let name = BegunAs::Booking.of(&of).name();
        assert_eq!(BegunAs::of_name(&name), Some((BegunAs::Booking, &*of)));
    }

    #[test]
    fn what_was_begun_is_known_by_its_name() {
        assert_eq!(BegunAs::of_name("reply-a"), Some((BegunAs::Reply, "a")));
        assert_eq!(BegunAs::of_name("note-a"), Some((BegunAs::Note, "a")));
        assert_eq!(BegunAs::of_name("action-a"), Some((BegunAs::Action, "a")));
        let booking = BegunAs::Booking.of(NEW).name();
        assert_eq!(BegunAs::of_name(&booking), Some((BegunAs::Booking, NEW)));
        assert_eq!(BegunAs::of_name("actions-a"), None);
        assert_eq!(BegunAs::of_name("feedback-a"), None);
    }
}
