//! What the demo's observers saw and wrote: one story per skill domain, each a whole session with
//! its evidence, its question and what the practitioner made of it.

mod engaging;
mod relating;
mod thinking;
mod working;

/// How an item is rated, by either of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    NotSeen,
    Emerging,
    Effective,
    Highly,
    NoOpportunity,
}

/// A strength or a development point.
pub struct Point {
    pub skill: &'static str,
    pub title: &'static str,
    pub evidence: &'static str,
    pub effect: &'static str,
}

/// One item as the observer and as the practitioner rated it.
pub struct Rated {
    pub item: &'static str,
    pub observed: Level,
    pub own: Level,
    /// Why, where no mark or note carries it.
    pub reason: &'static str,
}

/// A mark at a second of the session: seen, or a chance.
pub enum Tag {
    Seen(u32, &'static str),
    Chance(u32, &'static str),
    Note(u32, &'static str, &'static str),
}

pub struct Story {
    /// As in `session_type` on the wire.
    pub session_type: &'static str,
    pub focus: &'static str,
    pub minutes: u32,
    pub tags: &'static [Tag],
    pub strengths: &'static [Point],
    pub developments: &'static [Point],
    pub question: &'static str,
    pub message: &'static str,
    pub ratings: &'static [Rated],
    /// "How did it go?", before the observer's view was seen.
    pub own_words: &'static str,
    /// "What would you like to talk about?"
    pub own_question: &'static str,
    pub action: (&'static str, &'static str),
    pub reply: &'static str,
    /// A reflection in Kolb's four parts.
    pub reflection: [&'static str; 4],
}

/// Every story, the one from the programme's newsletter first.
pub fn all() -> Vec<&'static Story> {
    [
        thinking::STORIES,
        relating::STORIES,
        working::STORIES,
        engaging::STORIES,
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Level {
    /// The level's id on the practice scale; none for "no opportunity".
    pub fn id(self) -> Option<&'static str> {
        match self {
            Self::NotSeen => Some("not-seen"),
            Self::Emerging => Some("emerging"),
            Self::Effective => Some("effective"),
            Self::Highly => Some("highly-effective"),
            Self::NoOpportunity => None,
        }
    }
}

/// A rating that rests on marks or notes.
const fn rated(item: &'static str, observed: Level, own: Level) -> Rated {
    Rated {
        item,
        observed,
        own,
        reason: "",
    }
}

/// A rating with a stated reason.
const fn because(item: &'static str, observed: Level, own: Level, reason: &'static str) -> Rated {
    Rated {
        item,
        observed,
        own,
        reason,
    }
}

const fn point(
    skill: &'static str,
    title: &'static str,
    evidence: &'static str,
    effect: &'static str,
) -> Point {
    Point {
        skill,
        title,
        evidence,
        effect,
    }
}
