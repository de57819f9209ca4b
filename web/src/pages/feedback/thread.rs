//! What was said since: replies, and the right to see it differently.

use shared::feedback::{NewReply, Reply, ReplyKind};
use shared::observations::State;
use shared::values::{LongText, ObservationId};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::question::REPLY;
use super::typed::use_words_draft;
use super::{OpenProps, Reader, first_name, place};
use crate::dates;
use crate::route::Route;
use crate::state::form::{Checking, Form, Problems, use_form};
use crate::state::kept::Kept;
use crate::state::observations::{BegunAs, WordsDraft, use_observations, use_outbox};
use crate::state::toasts::use_toasts;
use crate::state::{failures, feedback};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Choice, ErrorSummary, Go, Notice, NoticeKind, RadioGroup,
    Shape, Tag, TextArea, Tone,
};

#[component]
pub(super) fn Thread(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let feedback = &open.reading.feedback;
    let store = use_observations();
    let outbox = use_outbox(open.id());
    let is_told = |new: &&NewReply| feedback.replies.iter().all(|reply| reply.id != new.id);
    let waiting = outbox.iter().flat_map(|outbox| {
        let waiting = outbox.waiting_replies().filter(is_told);
        waiting.map(|new| (new, place(text, &store, outbox)))
    });
    let waiting: Vec<_> = waiting
        .map(|(new, place)| waiting_entry(text, store.me().name.as_str(), new, place))
        .collect();
    // Those who only read have nothing to write, and an empty thread tells them nothing.
    if feedback.replies.is_empty() && open.reader == Reader::Other {
        return Html::default();
    }
    let may_write = open.reader != Reader::Other && feedback.observation.state != State::Withdrawn;
    html! {
        <Card title={t!(text, "thread-title")}>
            if !feedback.replies.is_empty() || !waiting.is_empty() {
                <ol class="thread">{ for feedback.replies.iter().map(|reply| entry(text, reply)) }{ for waiting }</ol>
            }
            if may_write {
                <WriteReply open={open.clone()} />
            } else {
                <BegunHere of={open.id()} />
            }
        </Card>
    }
}

fn entry(text: Text, reply: &Reply) -> Html {
    html! {
        <li key={reply.id.to_string()} class="stack-tight">
            <p class="row">
                <span class="strong">{ reply.author.name.as_str() }</span>
                <span class="muted small">{ dates::near(text, reply.created_at) }</span>
                { kind_tag(text, reply.kind) }
            </p>
            <p class="written">{ reply.text.as_str() }</p>
        </li>
    }
}

/// A reply of mine that has still to reach the server.
fn waiting_entry(text: Text, author: &str, new: &NewReply, place: Html) -> Html {
    html! {
        <li key={new.id.to_string()} class="stack-tight">
            <p class="row">
                <span class="strong">{ author }</span>
                <span class="small" role="status">{ place }</span>
                { kind_tag(text, new.kind) }
            </p>
            <p class="written">{ new.text.as_str() }</p>
        </li>
    }
}

fn kind_tag(text: Text, kind: ReplyKind) -> Html {
    let tag = match kind {
        ReplyKind::Reply => None,
        ReplyKind::Acknowledgement => Some((
            Shape::Full,
            Tone::Seen,
            t!(text, "reply-kind-acknowledgement"),
        )),
        ReplyKind::Dispute => Some((Shape::Diamond, Tone::Chance, t!(text, "reply-kind-dispute"))),
        ReplyKind::SecondObserverRequest => Some((
            Shape::Dashed,
            Tone::Chance,
            t!(text, "reply-kind-second-observer"),
        )),
    };
    html! { { for tag.map(|(shape, tone, word)| html! { <Tag {shape} {tone}>{ word }</Tag> }) } }
}

#[derive(Clone, Default, PartialEq)]
struct Fields {
    text: String,
    kind: AttrValue,
}

fn check(text: Text, fields: &Fields) -> Result<(ReplyKind, LongText), Problems> {
    let mut checking = Checking::new(text);
    let words = checking.take(REPLY, LongText::parse(&fields.text));
    let kind = match fields.kind.as_str() {
        "dispute" => ReplyKind::Dispute,
        "second_observer_request" => ReplyKind::SecondObserverRequest,
        _ => ReplyKind::Reply,
    };
    checking.finish(words.map(|words| (kind, words)))
}

#[component]
fn WriteReply(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let toasts = use_toasts();
    let form: Form<Fields, (ReplyKind, LongText)> = use_form(Fields::default, check);
    let problems = form.problems(&[REPLY]);
    let typed = LongText::parse(&form.values().text);
    let store = use_observations();
    use_words_draft(
        BegunAs::Reply,
        open.id(),
        &form,
        |fields| WordsDraft {
            words: fields.text.clone(),
            kind: fields.kind.to_string(),
        },
        |fields, draft| {
            fields.text = draft.words;
            fields.kind = draft.kind.into();
        },
    );
    let onsubmit = {
        let (id, reload, written) = (open.id(), open.reload.clone(), form.clone());
        form.submit(
            move |(kind, words)| {
                feedback::reply(store.clone(), id, feedback::new_reply(kind, words))
            },
            move |kept| {
                written.set(Fields::default());
                match kept {
                    Kept::Here => toasts.say(t!(text, "reply-kept")),
                    Kept::There => {
                        toasts.say(t!(text, "reply-sent"));
                        reload.emit(());
                    }
                }
            },
        )
    };
    let hint = match open.reader {
        Reader::Practitioner => t!(
            text,
            "reply-hint-own",
            observer = first_name(open.observer())
        ),
        Reader::Observer | Reader::Other => t!(
            text,
            "reply-hint-other",
            practitioner = first_name(open.practitioner())
        ),
    };
    html! {
        <form class="form" novalidate=true {onsubmit}>
            <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
            <p class="muted small">{ t!(text, "about-practice") }</p>
            <TextArea id={REPLY} label={t!(text, "reply-label")} {hint} value={form.values().text.clone()}
                oninput={form.on(|fields, words| fields.text = words)} limit={LongText::MAX}
                error={failures::of_field(&problems, REPLY).or(failures::unfit(text, &typed))} />
            if open.reader == Reader::Practitioner {
                <ReplyKinds form={form.clone()} />
            }
            <ButtonRow><Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "reply-send") }</Button></ButtonRow>
        </form>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct BegunHereProps {
    pub of: ObservationId,
}

/// The way to a reply that was begun here, where it cannot be gone on with any more.
#[component]
pub(super) fn BegunHere(props: &BegunHereProps) -> Html {
    let text = use_text();
    let store = use_observations();
    let is_begun = use_state(|| false);
    {
        let is_begun = is_begun.clone();
        use_effect_with((props.of, store.is_ready), move |(of, _)| {
            let of = *of;
            spawn_local(async move {
                is_begun.set(store.words_draft(BegunAs::Reply, of).await.is_some())
            });
        });
    }
    if !*is_begun {
        return Html::default();
    }
    html! {
        <Notice kind={NoticeKind::Warm}>
            <p>{ t!(text, "begun-here") }</p>
            <p><Go to={Route::Device}>{ t!(text, "begun-see") }</Go></p>
        </Notice>
    }
}

#[derive(Properties)]
struct ReplyKindsProps {
    form: Form<Fields, (ReplyKind, LongText)>,
}

// A form is a handle: what it shows is compared by its values.
impl PartialEq for ReplyKindsProps {
    fn eq(&self, other: &Self) -> bool {
        self.form.values() == other.form.values()
    }
}

/// The right to see it differently, closed until it is wanted.
#[component]
fn ReplyKinds(props: &ReplyKindsProps) -> Html {
    let text = use_text();
    let kinds = vec![
        Choice::new("", t!(text, "reply-as-reply")),
        Choice::new("dispute", t!(text, "reply-as-dispute"))
            .with_hint(t!(text, "reply-as-dispute-hint")),
        Choice::new(
            "second_observer_request",
            t!(text, "reply-as-second-observer"),
        )
        .with_hint(t!(text, "reply-as-second-observer-hint")),
    ];
    html! {
        <details class="disclosure">
            <summary>{ t!(text, "reply-differently") }</summary>
            <div>
                <RadioGroup id="kind" legend={t!(text, "reply-as")} options={kinds} value={props.form.values().kind.clone()}
                    onchange={props.form.on(|fields, kind| fields.kind = kind)} />
            </div>
        </details>
    }
}
