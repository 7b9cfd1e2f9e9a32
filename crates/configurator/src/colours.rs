//! What becomes of an owner's colours: the one that was wished, and the one that can be read.
//!
//! Worked out by the widget's own `look`.

use who_to_see::colour::{Rgb, contrast, is_dark};
use who_to_see::theme::{BrandColours, Palette, Role, palette};

use crate::browser::Probe;
use crate::fields;
use crate::form::Form;

/// The colours that an owner can wish for, and what they are in a look.
const WISHES: [(&str, Role, Role); 3] = [
    ("--wts-brand", Role::Accent, Role::Bg),
    ("--wts-surface", Role::Bg, Role::Text),
    ("--wts-text", Role::Text, Role::Bg),
];

/// A colour in one of the widget's looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repaired {
    /// The setting.
    pub name: &'static str,
    /// Whether the look is dark.
    pub dark: bool,
    /// What was wished, and its contrast there.
    pub wished: (Rgb, f32),
    /// What is shown, and its contrast there.
    pub shown: (Rgb, f32),
}

/// The owner's wishes, as far as they are colours.
pub fn brand_colours(form: &Form, probe: &Probe) -> BrandColours {
    let read = |name: &str| {
        let written = form.get(name);
        (!written.is_empty())
            .then(|| probe.colour(written))
            .flatten()
    };
    BrandColours {
        brand: read("--wts-brand"),
        surface: read("--wts-surface"),
        text: read("--wts-text"),
    }
}

/// The colours of the widget for these settings; `None` where they are those of the look.
pub fn own(form: &Form, probe: &Probe, dark: bool) -> Option<Palette> {
    let brand_colours = brand_colours(form, probe);
    let dark = brand_colours.surface.map_or(dark, is_dark);
    let look = probe.palette(fields::preset(form.get("preset")), dark)?;
    (brand_colours != BrandColours::default()).then(|| palette(look, dark, &brand_colours))
}

/// What becomes of each wish, on a light page and on a dark one.
pub fn repaired(form: &Form, probe: &Probe) -> Vec<Repaired> {
    let brand_colours = brand_colours(form, probe);
    let wished = [
        brand_colours.brand,
        brand_colours.surface,
        brand_colours.text,
    ];
    let themes: &[bool] = match (brand_colours.surface, form.get("theme")) {
        // The ground decides by itself.
        (Some(surface), _) => &[is_dark(surface)],
        (None, "light") => &[false],
        (None, "dark") => &[true],
        _ => &[false, true],
    };
    let mut all = Vec::new();
    for ((name, part, beside), wished) in WISHES.into_iter().zip(wished) {
        let Some(wished) = wished else {
            continue;
        };
        for &dark in themes {
            let Some(look) = own(form, probe, dark) else {
                continue;
            };
            let on = look[beside];
            all.push(Repaired {
                name,
                dark,
                wished: (wished, contrast(wished, on)),
                shown: (look[part], contrast(look[part], on)),
            });
        }
    }
    all
}

/// As a style sheet writes it.
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
