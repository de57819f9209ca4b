//! One version: sections with their items and anchors, codes, scores.

use std::rc::Rc;

use shared::frameworks::{Framework, Item, ItemKind, Section, Text as Words};
use yew::prelude::*;

use crate::pages::framework_words::{OnlyEnglish, end_of_points, tagged};
use crate::pages::outcome::outcome;
use crate::route::Route;
use crate::state::frameworks::use_framework;
use crate::state::remote::Remote;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, Disclosure, Page, PageHead};

#[derive(Properties, PartialEq)]
pub struct FrameworkPageProps {
    pub hash: String,
}

#[component]
pub fn FrameworkPage(props: &FrameworkPageProps) -> Html {
    let text = use_text();
    let loaded = use_framework(&props.hash);
    let (title, lead) = match &loaded.remote {
        Remote::Ready(framework) => (
            tagged(text, &framework.title),
            framework
                .summary
                .as_ref()
                .map(|summary| tagged(text, summary)),
        ),
        _ => (t!(text, "frameworks-title").into(), None),
    };
    html! {
        <Page>
            <PageHead {title} {lead} back={(Route::Frameworks, t!(text, "frameworks-title"))} />
            { outcome(text, &loaded, |framework| html! { <Contents framework={(**framework).clone()} /> }) }
            <p class="muted tiny id">{ t!(text, "framework-fingerprint", hash = &props.hash) }</p>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ContentsProps {
    framework: Rc<Framework>,
}

#[component]
fn Contents(props: &ContentsProps) -> Html {
    let text = use_text();
    let framework = &props.framework;
    html! {
        <>
        <OnlyEnglish of={framework.clone()} />
        <div class="columns">
            <div class="stack">
                { for framework.sections.iter().map(|section| section_card(text, framework, section)) }
                if !framework.session_items.is_empty() {
                    <Card title={t!(text, "framework-session")}>{ for framework.session_items.iter().map(|item| item_view(text, framework, item)) }</Card>
                }
            </div>
            <div class="stack">
                { list_card(text, t!(text, "framework-about"), &framework.guidance) }
                { list_card(text, t!(text, "framework-preconditions"), &framework.preconditions) }
                { codes(text, framework) }
                { scores(text, framework) }
                { for framework.source.as_ref().map(|source| html! {
                    <Card title={t!(text, "framework-source")}><p class="muted small">{ tagged(text, source).view() }</p></Card>
                }) }
            </div>
        </div>
        </>
    }
}

fn section_card(text: Text, framework: &Framework, section: &Section) -> Html {
    html! {
        <Card key={section.id.as_str().to_owned()} title={tagged(text, &section.title)}>
            { for section.purpose.as_ref().map(|purpose| html! { <p class="muted">{ tagged(text, purpose).view() }</p> }) }
            { for section.items.iter().map(|item| item_view(text, framework, item)) }
            { list_disclosure(text, t!(text, "framework-listen-for"), &section.listen_for) }
            { list_disclosure(text, t!(text, "framework-questions"), &section.questions) }
        </Card>
    }
}

fn item_view(text: Text, framework: &Framework, item: &Item) -> Html {
    let anchors = match &item.kind {
        ItemKind::Level { scale, anchors } => framework.scale(scale.as_str()).map(|scale| {
            let rows = scale.levels.iter().filter_map(|level| {
                let anchor = anchors.get(&level.id)?;
                Some(html! {
                    <div class="summary-row" key={level.id.as_str().to_owned()}><dt>{ tagged(text, &level.label).view() }</dt><dd class="muted">{ tagged(text, anchor).view() }</dd></div>
                })
            });
            html! { <Disclosure summary={t!(text, "framework-anchors")}><dl class="summary">{ for rows }</dl></Disclosure> }
        }),
        ItemKind::Choice { options, .. } => Some(html! {
            <ul class="bullets">{ for options.iter().map(|option| html! { <li key={option.id.as_str().to_owned()}>{ tagged(text, &option.label).view() }</li> }) }</ul>
        }),
        ItemKind::Points {
            min,
            max,
            min_label,
            max_label,
        } => {
            let ends = [(min, min_label), (max, max_label)];
            let named = ends.iter().filter_map(|(points, label)| {
                Some(html! { <li>{ end_of_points(text, **points, label.as_ref()?).view() }</li> })
            });
            let named: Vec<Html> = named.collect();
            (!named.is_empty()).then(|| html! { <ul class="bullets">{ for named }</ul> })
        }
        ItemKind::YesNo | ItemKind::Count | ItemKind::Text => None,
    };
    html! {
        <div class="point" key={item.id.as_str().to_owned()}>
            <h3>{ tagged(text, &item.label).view() }</h3>
            { for item.help.as_ref().map(|help| html! { <p class="muted small">{ tagged(text, help).view() }</p> }) }
            { for anchors }
        </div>
    }
}

fn bullets(text: Text, lines: &[Words]) -> Html {
    html! { <ul class="bullets">{ for lines.iter().map(|line| html! { <li>{ tagged(text, line).view() }</li> }) }</ul> }
}

fn list_disclosure(text: Text, summary: AttrValue, lines: &[Words]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! { <Disclosure {summary}>{ bullets(text, lines) }</Disclosure> }
}

fn list_card(text: Text, title: AttrValue, lines: &[Words]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! { <Card {title}>{ bullets(text, lines) }</Card> }
}

fn codes(text: Text, framework: &Framework) -> Html {
    if framework.codes.is_empty() {
        return Html::default();
    }
    html! { <Card title={t!(text, "framework-codes")}>{ code_list(text, framework) }</Card> }
}

/// The behaviours to count, each with how to decide in doubt.
fn code_list(text: Text, framework: &Framework) -> Html {
    let rows = framework.codes.iter().map(|code| {
        let meaning = code.meaning.as_ref();
        html! {
            <div class="summary-row" key={code.id.as_str().to_owned()}>
                <dt>{ tagged(text, &code.label).view() }</dt>
                <dd class="muted small">
                    { for meaning.map(|meaning| html! { <p>{ tagged(text, meaning).view() }</p> }) }
                    if !code.rules.is_empty() {
                        { bullets(text, &code.rules) }
                    }
                </dd>
            </div>
        }
    });
    html! { <dl class="summary summary-stacked">{ for rows }</dl> }
}

#[derive(Properties, PartialEq)]
pub struct HowToUseProps {
    pub framework: Rc<Framework>,
}

/// What an instrument asks of whoever is about to use it, closed until it is wanted.
#[component]
pub fn HowToUse(props: &HowToUseProps) -> Html {
    let text = use_text();
    let framework = &props.framework;
    if framework.preconditions.is_empty()
        && framework.guidance.is_empty()
        && framework.codes.is_empty()
    {
        return Html::default();
    }
    html! {
        <Disclosure summary={t!(text, "framework-how")} of={tagged(text, &framework.title)}>
            <div class="stack-tight">
                if !framework.preconditions.is_empty() {
                    <p class="strong">{ t!(text, "framework-preconditions") }</p>
                    { bullets(text, &framework.preconditions) }
                }
                if !framework.guidance.is_empty() {
                    <p class="strong">{ t!(text, "framework-about") }</p>
                    { bullets(text, &framework.guidance) }
                }
                if !framework.codes.is_empty() {
                    <p class="strong">{ t!(text, "framework-codes") }</p>
                    { code_list(text, framework) }
                }
            </div>
        </Disclosure>
    }
}

fn scores(text: Text, framework: &Framework) -> Html {
    if framework.scores.is_empty() {
        return Html::default();
    }
    html! {
        <Card title={t!(text, "framework-scores")}>
            <dl class="summary summary-stacked">
                { for framework.scores.iter().map(|score| html! {
                    <div class="summary-row" key={score.id.as_str().to_owned()}>
                        <dt>{ tagged(text, &score.label).view() }</dt>
                        <dd class="muted small">{ for score.meaning.as_ref().map(|meaning| tagged(text, meaning).view()) }</dd>
                    </div>
                }) }
            </dl>
        </Card>
    }
}
