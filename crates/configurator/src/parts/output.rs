//! The lines to copy, a tab for each kind of site.

use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use crate::browser;
use crate::fields::{self, PIN};
use crate::form::Form;
use crate::judge::Verdict;
use crate::output::{Release, Snippet, Way, snippets};
use crate::parts::field::id;

/// The settings.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// All of them.
    pub form: Form,
    /// What is wrong with them.
    pub verdict: Verdict,
    /// The release that the lines may name.
    pub release: Release,
}

/// The tabs.
#[component]
pub fn Output(props: &Props) -> Html {
    let chosen = use_state(|| Way::Html);
    let way = *chosen;
    html! {
        <section aria-labelledby="output-title">
            <h2 id="output-title">{ "Copy it to your site" }</h2>
            { to_mend(&props.verdict) }
            <div role="tablist" aria-labelledby="output-title">
                for one in Way::ALL {
                    { tab(one, &chosen) }
                }
            </div>
            <div role="tabpanel" id="panel" aria-labelledby={format!("tab-{}", way.id())}>
                <p>{ way.about() }</p>
                if props.form.is_on(PIN) && way == Way::Html {
                    <p class="wrong">
                        { "This stays with one version. Corrections of the advice do not arrive: watch for new \
                           versions yourself." }
                    </p>
                }
                for (place, snippet) in snippets(way, &props.form, &props.release).into_iter().enumerate() {
                    <Copied key={format!("{}{place}", way.id())} {snippet} place={place} />
                }
                <p><a href="docs/start.html">{ "How to, step by step" }</a></p>
            </div>
        </section>
    }
}

/// What should be mended first, each leading to its field.
fn to_mend(verdict: &Verdict) -> Html {
    let list = verdict.problems.keys().map(|name| {
        let target = id(name);
        let onclick = Callback::from(move |_: MouseEvent| browser::focus(&target));
        html! { <li><button type="button" {onclick}>{ fields::label(name) }</button></li> }
    });
    html! {
        <div role="status" id="to-mend">
            if verdict.problems.is_empty() {
                <p class="said">{ "Nothing to mend." }</p>
            } else {
                <p class="wrong">{ "To mend first: what is wrong is left out on your page." }</p>
                <ul class="row" style="list-style:none;padding:0">{ for list }</ul>
            }
        </div>
    }
}

fn tab(one: Way, chosen: &UseStateHandle<Way>) -> Html {
    let selected = **chosen == one;
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(one))
    };
    let move_on = {
        let chosen = chosen.clone();
        Callback::from(move |event: KeyboardEvent| {
            let at = Way::ALL
                .iter()
                .position(|way| *way == one)
                .unwrap_or_default();
            let last = Way::ALL.len() - 1;
            let to = match &*event.key() {
                "ArrowRight" => (at + 1) % (last + 1),
                "ArrowLeft" => (at + last) % (last + 1),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            chosen.set(Way::ALL[to]);
            browser::focus(&format!("tab-{}", Way::ALL[to].id()));
        })
    };
    html! {
        <button
            type="button"
            role="tab"
            id={format!("tab-{}", one.id())}
            aria-selected={selected.to_string()}
            aria-controls="panel"
            tabindex={if selected { "0" } else { "-1" }}
            onclick={choose}
            onkeydown={move_on}
        >
            { one.label() }
        </button>
    }
}

/// A text and its button.
#[derive(Clone, PartialEq, Properties)]
struct CopiedProps {
    snippet: Snippet,
    place: usize,
}

#[component]
fn Copied(props: &CopiedProps) -> Html {
    let said = use_state(|| "");
    let text = use_node_ref();
    let Snippet { title, text: lines } = &props.snippet;
    {
        // Other lines are not on the clipboard.
        let said = said.clone();
        use_effect_with(lines.clone(), move |_| said.set(""));
    }
    let copy = {
        let (said, lines, text) = (said.clone(), lines.clone(), text.clone());
        Callback::from(move |_: MouseEvent| {
            let (said, lines, text) = (said.clone(), lines.clone(), text.clone());
            spawn_local(async move {
                if browser::copy(lines).await {
                    return said.set("Copied.");
                }
                if let Some(text) = text.cast::<Element>() {
                    browser::select(&text);
                }
                said.set("Selected: copy it with Ctrl and C, or Cmd and C.");
            });
        })
    };
    let label = if title.is_empty() { "The lines" } else { title };
    html! {
        <div class="snippet">
            if !title.is_empty() {
                <h3>{ title.clone() }</h3>
            }
            <pre tabindex="0" role="group" aria-label={label.to_owned()} ref={text}><code id={format!("lines-{}", props.place)}>{ lines.clone() }</code></pre>
            <div class="row">
                <button type="button" class="main" onclick={copy}>
                    { "Copy" }<span class="hidden">{ format!(": {label}") }</span>
                </button>
                <span class="said" role="status">{ *said }</span>
            </div>
        </div>
    }
}
