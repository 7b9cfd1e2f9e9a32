//! A clinic's site in Leptos: two pages, and buttons that the widget must never press.

use leptos::prelude::*;
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::path;
use wasm_bindgen::prelude::*;

/// Buttons of the page, and what was pressed.
#[component]
fn Buttons() -> impl IntoView {
    let (pressed, press) = signal(Vec::<&str>::new());
    let names = ["Book", "Cancel my booking", "Delete account", "Log out"];
    let button = move |name| {
        view! { <button on:click=move |_| press.update(|all| all.push(name))>{name}</button> }
    };
    view! {
        <p>
            {names.map(button).collect_view()}
            <output id="pressed">{move || pressed.get().join(", ")}</output>
        </p>
    }
}

#[component]
fn Check() -> impl IntoView {
    view! {
        <who-to-see region="GB">
            <p class="fallback">"Phone us."</p>
        </who-to-see>
    }
}

#[component]
fn Prices() -> impl IntoView {
    view! { <h2 id="on-prices">"Prices"</h2> }
}

#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <h1>"The clinic"</h1>
            <nav id="prices"><A href="/pages/prices">"Prices"</A></nav>
            <Buttons />
            <Routes fallback=|| "There is no such page.">
                <Route path=path!("/pages/clinic") view=Check />
                <Route path=path!("/pages/prices") view=Prices />
            </Routes>
        </Router>
    }
}

/// Draws the site into the page.
#[wasm_bindgen(start)]
pub fn run() {
    mount_to_body(App);
}
