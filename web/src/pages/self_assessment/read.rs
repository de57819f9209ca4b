//! What was handed in, to be read and not changed any more.

use std::rc::Rc;

use shared::feedback::SelfAssessmentContent;
use shared::frameworks::{Framework, Item};
use yew::prelude::*;

use super::OVERALL;
use crate::pages::feedback::answer_words;
use crate::pages::framework_words::tagged;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::Card;

#[derive(Properties, PartialEq)]
pub struct ReadProps {
    pub content: SelfAssessmentContent,
    pub framework: Rc<Framework>,
}

#[component]
pub(super) fn Read(props: &ReadProps) -> Html {
    let text = use_text();
    html! {
        <Card title={t!(text, "assess-own-view")}>
            <HandedIn content={props.content.clone()} framework={props.framework.clone()} />
        </Card>
    }
}

/// All of it: the words about the whole session, then each item with what was said of it.
#[component]
pub fn HandedIn(props: &ReadProps) -> Html {
    let text = use_text();
    let (content, framework) = (&props.content, &*props.framework);
    let items = framework
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .filter(|item| {
            content.ratings.contains_key(&item.id) || content.words.contains_key(&item.id)
        });
    let rows: Vec<Html> = items
        .map(|item| row(text, framework, content, item))
        .collect();
    html! {
        <>
            { for content.words.get(OVERALL).map(|words| html! { <p class="written">{ words.as_str() }</p> }) }
            if !rows.is_empty() {
                <dl class="summary">{ for rows }</dl>
            }
        </>
    }
}

fn row(text: Text, framework: &Framework, content: &SelfAssessmentContent, item: &Item) -> Html {
    let answer = content.ratings.get(&item.id);
    let words = content.words.get(&item.id);
    html! {
        <div class="summary-row" key={item.id.as_str().to_owned()}>
            <dt>{ tagged(text, &item.label).view() }</dt>
            <dd class="stack-tight">
                { for answer.map(|answer| html! { <p class="strong">{ answer_words(text, framework, item.id.as_str(), answer) }</p> }) }
                { for words.map(|words| html! { <p class="written">{ words.as_str() }</p> }) }
            </dd>
        </div>
    }
}
