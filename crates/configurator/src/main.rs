//! The pages for owners of sites: set the widget up for a clinic and copy the lines; see every kind of
//! screen. A program of its own, which no visitor ever loads.
//!
//! *Architecture invariant.* What it says of a setting, of a colour and of the advice is said by the
//! code that the widget runs: [`judge`] asks `show::config` and the widget's settings, the colours are
//! those of its `look`, the screens are its own. Nothing that is typed is stored or sent; it stands
//! behind the `#` of the address, which no browser sends.

mod app;
mod browser;
mod colours;
mod fields;
mod form;
mod judge;
mod output;
mod parts;
mod paste;
mod screens;
mod ways;

fn main() {
    let Some(main) = browser::main_part() else {
        return;
    };
    let page = main.get_attribute("data-page").unwrap_or_default();
    main.set_inner_html("");
    if page == "screens" {
        yew::Renderer::<screens::AllScreens>::with_root(main).render();
    } else {
        yew::Renderer::<app::App>::with_root(main).render();
    }
}
