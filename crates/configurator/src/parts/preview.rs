//! The widget itself, live, with the very lines that the owner copies.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::form::Form;
use crate::output;

/// How long nothing is typed before the widget is made anew, in milliseconds.
const PAUSE: u32 = 400;

/// Where the widget may stand: the name, and the width in pixels.
const WIDTHS: [(&str, u32); 3] = [("Phone", 390), ("Tablet", 768), ("Sidebar", 300)];

/// The settings.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// All of them.
    pub form: Form,
}

/// The element as it is copied, but for what would reach beyond this page: its address stays here,
/// and its steps are none of this page's history.
fn lines(form: &Form) -> String {
    let here = form.without(&["base-url", "id", "history", "config", "result-event"]);
    output::element(&here, " id=\"preview\" history=\"off\"")
}

/// The widget, and the choice of its place.
#[component]
pub fn Preview(props: &Props) -> Html {
    let width = use_state(|| 0_usize);
    let dark = use_state(|| false);
    let shown = use_state(|| lines(&props.form));
    {
        let shown = shown.clone();
        use_effect_with(lines(&props.form), move |lines| {
            let lines = lines.clone();
            let later = Timeout::new(PAUSE, move || shown.set(lines));
            // Dropped, it does not come.
            move || drop(later)
        });
    }
    let ground = if *dark { "dark" } else { "light" };
    let (_, pixels) = WIDTHS[*width];
    html! {
        <section aria-labelledby="preview-title">
            <h2 id="preview-title">{ "As your visitors see it" }</h2>
            <div class="row">
                { choices("Place", "place", &WIDTHS.map(|(name, _)| name), *width, &width) }
                { choices_of_ground(*dark, &dark) }
            </div>
            <div class="stage" data-ground={ground}>
                <div key={format!("{ground}{}", *shown)} style={format!("inline-size:{pixels}px")}>
                    // Every value in it is escaped: these are the lines that the owner copies.
                    { Html::from_html_unchecked((*shown).clone().into()) }
                </div>
            </div>
        </section>
    }
}

fn choices(
    title: &'static str,
    name: &'static str,
    labels: &[&'static str],
    chosen: usize,
    choose: &UseStateHandle<usize>,
) -> Html {
    html! {
        <fieldset class="choices">
            <legend>{ title }</legend>
            for (place, label) in labels.iter().enumerate() {
                <label class="tick">
                    <input
                        type="radio"
                        name={name}
                        value={place.to_string()}
                        checked={place == chosen}
                        onchange={
                            let choose = choose.clone();
                            Callback::from(move |_: Event| choose.set(place))
                        }
                    />
                    { *label }
                </label>
            }
        </fieldset>
    }
}

fn choices_of_ground(dark: bool, choose: &UseStateHandle<bool>) -> Html {
    html! {
        <fieldset class="choices">
            <legend>{ "Page" }</legend>
            for (label, value) in [("Light", false), ("Dark", true)] {
                <label class="tick">
                    <input
                        type="radio"
                        name="ground"
                        value={label}
                        checked={value == dark}
                        onchange={
                            let choose = choose.clone();
                            Callback::from(move |_: Event| choose.set(value))
                        }
                    />
                    { label }
                </label>
            }
        </fieldset>
    }
}
