//! A clinic's site in Yew: two pages, and buttons that the widget must never press.

use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_router::prelude::*;

#[derive(Clone, PartialEq, Routable)]
enum Route {
    #[at("/pages/clinic")]
    Check,
    #[at("/pages/prices")]
    Prices,
}

/// Buttons of the page, and what was pressed.
#[component]
fn Buttons() -> Html {
    let pressed = use_state(Vec::<&str>::new);
    let button = |name: &'static str| {
        let pressed = pressed.clone();
        let onclick = move |_: MouseEvent| {
            let mut all = (*pressed).clone();
            all.push(name);
            pressed.set(all);
        };
        html! { <button {onclick}>{ name }</button> }
    };
    html! {
        <p>
            for name in ["Book", "Cancel my booking", "Delete account", "Log out"] {
                { button(name) }
            }
            <output id="pressed">{ pressed.join(", ") }</output>
        </p>
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Check => html! {
            <who-to-see region="GB"><p class="fallback">{ "Phone us." }</p></who-to-see>
        },
        Route::Prices => html! { <h2 id="on-prices">{ "Prices" }</h2> },
    }
}

#[component]
fn App() -> Html {
    html! {
        <BrowserRouter>
            <h1>{ "The clinic" }</h1>
            <nav id="prices"><Link<Route> to={Route::Prices}>{ "Prices" }</Link<Route>></nav>
            <Buttons />
            <Switch<Route> render={page} />
        </BrowserRouter>
    }
}

/// Draws the site into the page.
#[wasm_bindgen(start)]
pub fn run() {
    yew::Renderer::<App>::new().render();
}
