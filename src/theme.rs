//! What becomes of an owner's own colours on one of the looks.
//!
//! The looks themselves are in `styles/tokens.css`. Colours of urgency are not here: no look and no
//! owner changes them. Pure: knows no browser.

use std::ops::{Index, IndexMut};

use Role::{
    Accent, Bg, ControlBorder, Highlight, Line, OnAccent, Selected, Surface, Surface2, Text, Text2,
    Wrong,
};

use crate::colour::{BLACK, Rgb, WHITE, is_dark, mix, readable};

/// The least contrast of words. Control borders keep it too, where 3 would do.
pub const TEXT_CONTRAST: f32 = 4.5;
/// What a ground must leave for the words on it.
const GROUND_CONTRAST: f32 = 9.0;

/// The colours that an owner has asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BrandColours {
    /// Of buttons, links and what is chosen.
    pub brand: Option<Rgb>,
    /// Of the ground.
    pub surface: Option<Rgb>,
    /// Of the words.
    pub text: Option<Rgb>,
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident $css:literal,)*) => {
        /// What a colour is for in a look.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role {
            $($(#[$doc])* $name,)*
        }

        /// Their custom properties.
        const NAMES: &[&str] = &[$($css),*];
    };
}

roles! {
    /// The ground.
    Bg "--bg",
    /// Cards and answers.
    Surface "--surface",
    /// What lies a step back.
    Surface2 "--surface2",
    /// Words.
    Text "--text",
    /// Words that matter less.
    Text2 "--text2",
    /// Lines that only divide.
    Line "--line",
    /// Borders of controls.
    ControlBorder "--ctl",
    /// Buttons, links, what is chosen.
    Accent "--accent",
    /// Words on the accent.
    OnAccent "--on",
    /// An answer that is chosen.
    Selected "--soft",
    /// A spot on the drawing that is chosen.
    Highlight "--lit",
    /// The inner ring of focus.
    FocusInner "--fin",
    /// The outer ring of focus.
    FocusOuter "--fout",
    /// Errors, and the sign of help.
    Wrong "--wrong",
}

/// The colours of one widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette([Rgb; NAMES.len()]);

impl Index<Role> for Palette {
    type Output = Rgb;

    fn index(&self, role: Role) -> &Rgb {
        &self.0[role as usize]
    }
}

impl IndexMut<Role> for Palette {
    fn index_mut(&mut self, role: Role) -> &mut Rgb {
        &mut self.0[role as usize]
    }
}

impl Palette {
    /// The colours of a style sheet, each written `#rrggbb`; `None` where one is not.
    pub fn read(mut value: impl FnMut(&str) -> Option<String>) -> Option<Self> {
        let mut colours = [BLACK; NAMES.len()];
        for (name, colour) in NAMES.iter().zip(&mut colours) {
            *colour = rgb(&value(name)?)?;
        }
        Some(Palette(colours))
    }

    /// The declarations of a style sheet.
    pub fn css(&self) -> String {
        let mut css = String::new();
        for (name, colour) in NAMES.iter().zip(self.0) {
            css.push_str(name);
            css.push_str(":#");
            for part in colour {
                for digit in [part >> 4, part & 15] {
                    css.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
                }
            }
            css.push(';');
        }
        css
    }
}

/// Reads `#rrggbb`.
fn rgb(written: &str) -> Option<Rgb> {
    let digits = written.trim().strip_prefix('#')?;
    let mut colour = [0; 3];
    if digits.len() != 6 {
        return None;
    }
    for (place, digit) in digits.chars().enumerate() {
        let part = &mut colour[place / 2];
        *part = *part << 4 | digit.to_digit(16)? as u8;
    }
    Some(colour)
}

/// The colours of a look, with the owner's in the place of its own, repaired so that everything
/// can be read.
pub fn palette(mut look: Palette, dark: bool, brand_colours: &BrandColours) -> Palette {
    let BrandColours {
        brand,
        surface,
        text,
    } = *brand_colours;
    if let Some(surface) = surface {
        let far = if dark { WHITE } else { BLACK };
        look[Bg] = grounded(surface, far);
        look[Surface] = mix(look[Bg], WHITE, if dark { 0.05 } else { 0.6 });
        look[Surface2] = mix(look[Bg], far, 0.06);
        look[Line] = mix(look[Bg], far, 0.2);
    }
    let grounds = [look[Bg], look[Surface], look[Surface2]];
    if surface.is_some() || brand.is_some() {
        look[Accent] = readable(brand.unwrap_or(look[Accent]), &grounds, TEXT_CONTRAST);
        look[OnAccent] = if is_dark(look[Accent]) { WHITE } else { BLACK };
        look[Selected] = mix(look[Surface], look[Accent], if dark { 0.2 } else { 0.12 });
        look[Highlight] = mix(look[Surface], look[Accent], 0.45);
    }
    let grounds = [look[Bg], look[Surface], look[Surface2], look[Selected]];
    if *brand_colours != BrandColours::default() {
        look[Text] = readable(text.unwrap_or(look[Text]), &grounds, TEXT_CONTRAST);
        if text.is_some() {
            look[Text2] = mix(look[Text], look[Bg], 0.25);
        }
        look[Text2] = readable(look[Text2], &grounds, TEXT_CONTRAST);
        look[ControlBorder] = readable(look[ControlBorder], &grounds, TEXT_CONTRAST);
        look[Wrong] = readable(look[Wrong], &grounds, TEXT_CONTRAST);
    }
    look
}

/// A ground with room for words: one of middling lightness leaves none, neither for light nor for
/// dark.
fn grounded(surface: Rgb, words: Rgb) -> Rgb {
    readable(surface, &[words], GROUND_CONTRAST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::contrast;
    use crate::settings::Preset;

    static SHEET: &str = include_str!("../styles/tokens.css");

    /// The colours of a look, as the style sheet has them.
    fn look(preset: Preset, dark: bool) -> Palette {
        let chosen = format!(".wts[data-preset=\"{}\"]", preset.name());
        let night = "[data-theme=\"dark\"]";
        let mut selectors = vec![".wts".to_owned(), chosen.clone()];
        if dark {
            // In the order in which they win.
            selectors.insert(1, format!(".wts{night}"));
            selectors.push(chosen + night);
        }
        let value = |name: &str| {
            let blocks = selectors.iter().flat_map(|selector| {
                let start = format!("\n{selector} {{");
                let found = SHEET.split(start.as_str()).skip(1);
                found
                    .filter_map(|after| Some(after.split_once('}')?.0))
                    .collect::<Vec<_>>()
            });
            let wanted = format!("{name}: ");
            let mut values = blocks.filter_map(|block| {
                let value = block.split(wanted.as_str()).nth(1)?;
                Some(value.split(';').next()?.trim().to_owned())
            });
            values.next_back()
        };
        Palette::read(value).unwrap_or_else(|| panic!("{preset:?} lacks a colour written #rrggbb"))
    }

    fn painted(preset: Preset, dark: bool, brand_colours: &BrandColours) -> Palette {
        palette(look(preset, dark), dark, brand_colours)
    }

    /// A sequence of colours that looks like chance and is the same every time.
    struct Colours(u64);

    impl Iterator for Colours {
        type Item = Rgb;

        fn next(&mut self) -> Option<Rgb> {
            // Knuth's multiplier; the high bits are the good ones.
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            Some([40, 48, 56].map(|bits| (self.0 >> bits) as u8))
        }
    }

    fn some_colours(seed: u64, count: usize) -> impl Iterator<Item = Rgb> {
        let corners =
            (0..8).map(|bits: u32| [4, 2, 1].map(|bit| if bits & bit > 0 { 255 } else { 0 }));
        let greys = (0..=255).map(|grey| [grey; 3]);
        corners.chain(greys).chain(Colours(seed).take(count))
    }

    /// Every pair that a screen shows, with the contrast it must have.
    fn faults(look: &Palette) -> Vec<String> {
        let mut faults = Vec::new();
        let mut check = |what: &str, one: Rgb, other: Rgb, ratio: f32| {
            let found = contrast(one, other);
            if found < ratio {
                faults.push(format!(
                    "{what}: {one:?} on {other:?} is {found}, not {ratio}"
                ));
            }
        };
        for ground in [look[Bg], look[Surface], look[Surface2], look[Selected]] {
            check("words", look[Text], ground, 4.5);
            check("lesser words", look[Text2], ground, 4.5);
            check("errors", look[Wrong], ground, 4.5);
            check("control border", look[ControlBorder], ground, 3.0);
            check("what is chosen", look[Accent], ground, 3.0);
        }
        for ground in [look[Bg], look[Surface], look[Surface2]] {
            check("links", look[Accent], ground, 4.5);
        }
        check("words on a button", look[OnAccent], look[Accent], 4.5);
        check(
            "the ring's two tones",
            look[Role::FocusInner],
            look[Role::FocusOuter],
            3.0,
        );
        // The ring has two tones: one of them stands out from whatever is beside it.
        let shades = [
            look[Bg],
            look[Surface],
            look[Surface2],
            look[Selected],
            look[Accent],
        ];
        for ground in shades {
            let inner = contrast(look[Role::FocusInner], ground);
            let outer = contrast(look[Role::FocusOuter], ground);
            if inner.max(outer) < 3.0 {
                faults.push(format!("focus ring on {ground:?}: {inner} and {outer}"));
            }
        }
        faults
    }

    #[track_caller]
    fn holds(preset: Preset, page_is_dark: bool, brand_colours: BrandColours) {
        let dark = brand_colours.surface.map_or(page_is_dark, is_dark);
        let look = painted(preset, dark, &brand_colours);
        let faults = faults(&look);
        assert!(
            faults.is_empty(),
            "{preset:?} dark={dark} {brand_colours:?}: {faults:?}"
        );
    }

    fn every_look() -> impl Iterator<Item = (Preset, bool)> {
        let both = |preset| [(preset, false), (preset, true)];
        Preset::ALL.into_iter().flat_map(both)
    }

    #[test]
    fn every_look_can_be_read_as_it_is() {
        for (preset, dark) in every_look() {
            holds(preset, dark, BrandColours::default());
        }
    }

    #[test]
    fn the_ring_of_focus_stands_out_from_any_shade() {
        for (preset, dark) in every_look() {
            let look = painted(preset, dark, &BrandColours::default());
            let (fin, fout) = (look[Role::FocusInner], look[Role::FocusOuter]);
            for ground in (0..=255).map(|grey| [grey; 3]) {
                let best = contrast(fin, ground).max(contrast(fout, ground));
                assert!(best >= 3.0, "{preset:?} dark={dark} on {ground:?}: {best}");
            }
        }
    }

    #[test]
    fn any_brand_colour_can_be_read_in_every_look() {
        for (preset, dark) in every_look() {
            for brand in some_colours(1, 800) {
                let brand = Some(brand);
                holds(
                    preset,
                    dark,
                    BrandColours {
                        brand,
                        ..BrandColours::default()
                    },
                );
            }
        }
    }

    #[test]
    fn any_three_colours_can_be_read_in_every_look() {
        for (preset, dark) in every_look() {
            let thrice = some_colours(2, 100).zip(Colours(3)).zip(Colours(4));
            for ((surface, brand), text) in thrice {
                let surface = Some(surface);
                holds(
                    preset,
                    dark,
                    BrandColours {
                        surface,
                        ..BrandColours::default()
                    },
                );
                let text = Some(text);
                holds(
                    preset,
                    dark,
                    BrandColours {
                        text,
                        ..BrandColours::default()
                    },
                );
                let brand = Some(brand);
                holds(
                    preset,
                    dark,
                    BrandColours {
                        brand,
                        surface,
                        text,
                    },
                );
            }
        }
    }

    #[test]
    fn the_check_sees_a_look_that_cannot_be_read() {
        let mut look = painted(Preset::Calm, false, &BrandColours::default());
        look[ControlBorder] = look[Line];
        assert!(!faults(&look).is_empty());
    }

    #[test]
    fn good_colours_stay_as_they_were_asked_for() {
        let brand = Some([0x00, 0x5e, 0xb8]);
        let look = painted(
            Preset::Clear,
            false,
            &BrandColours {
                brand,
                ..BrandColours::default()
            },
        );
        assert_eq!(Some(look[Accent]), brand);
        assert!(look.css().starts_with("--bg:#ffffff;--surface:#ffffff;"));
    }
}
