//! Inline line icons, 24 units square, stroked in the text colour.

use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconKind {
    Home,
    Eye,
    Pencil,
    Target,
    Calendar,
    Grid,
    People,
    Tree,
    Book,
    Mail,
    Log,
    Person,
    Back,
    Undo,
    Pause,
    Play,
    Warning,
    Info,
    Tick,
    Cross,
    NoNetwork,
    Plus,
    Language,
    Lock,
    Leave,
}

impl IconKind {
    /// The path in a 24 by 24 box.
    fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
            Self::Eye => {
                "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7S5 17 2 12zm10-3a3 3 0 100 6 3 3 0 000-6z"
            }
            Self::Pencil => "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
            Self::Target => "M12 3a9 9 0 109 9M12 8a4 4 0 104 4M12 12l8-8m0 0h-4m4 0v4",
            Self::Calendar => "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
            Self::Grid => "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
            Self::People => {
                "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2 20c0-4 3-6 7-6s7 2 7 6zM16 4.5a3.5 3.5 0 010 6M18 14c3 .6 4 3 4 6"
            }
            Self::Tree => "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
            Self::Book => "M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2 2-2 5-2 8-2V4c-3 0-6 0-8 2zm0 0v14",
            Self::Mail => "M3 6h18v13H3zM3 7l9 7 9-7",
            Self::Log => "M6 3h12v18H6zM9 8h6M9 12h6M9 16h4",
            Self::Person => "M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c0-5 4-7 8-7s8 2 8 7",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Undo => "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 010 11h-4",
            Self::Pause => "M8 5v14M16 5v14",
            Self::Play => "M7 4l13 8-13 8z",
            Self::Warning => "M12 3l10 18H2zM12 10v5M12 18v.2",
            Self::Info => "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5M12 7.6v.2",
            Self::Tick => "M4 13l5 5L20 6",
            Self::Cross => "M5 5l14 14M19 5L5 19",
            Self::NoNetwork => {
                "M3 3l18 18M5 12a10 10 0 013.5-2.3M19 12a10 10 0 00-6-2.9M8.5 15.5a5 5 0 015.6-1M12 19v.2"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Language => {
                "M12 3a9 9 0 100 18 9 9 0 000-18zM3.5 9h17M3.5 15h17M12 3c-4 4-4 14 0 18M12 3c4 4 4 14 0 18"
            }
            Self::Lock => "M5 11h14v9H5zM8 11V8a4 4 0 018 0v3",
            Self::Leave => "M13 4H5v16h8M10 12h11m-4-4l4 4-4 4",
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct IconProps {
    pub kind: IconKind,
}

/// An icon that only repeats what the words beside it say, so it is hidden from readers.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={props.kind.path()} />
        </svg>
    }
}
