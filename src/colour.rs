//! Colours, the contrast between two, and the repair of one that is too faint to read.
//!
//! Pure arithmetic. Contrast is that of WCAG 2.2; lightness is that of OKLab, so that a repaired
//! colour keeps its hue. Knows nothing of looks, of a page or of who chose a colour.

/// Red, green and blue, 0 to 255, as in `#rrggbb`.
pub type Rgb = [u8; 3];

/// `#000`.
pub const BLACK: Rgb = [0; 3];
/// `#fff`.
pub const WHITE: Rgb = [255; 3];

/// How often an interval is halved: finer than a step of 1 in 255.
const HALVINGS: u8 = 12;
/// Enough for a root to settle, from 1 down to that of the darkest colour.
const STEPS: u8 = 40;

/// The contrast of two colours, 1 to 21.
pub fn contrast(one: Rgb, other: Rgb) -> f32 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (one / other).max(other / one)
}

/// Whether white is easier to read on it than black.
pub fn is_dark(colour: Rgb) -> bool {
    contrast(colour, WHITE) > contrast(colour, BLACK)
}

/// So much of the second colour in the first, 0 to 1.
pub fn mix(one: Rgb, other: Rgb, share: f32) -> Rgb {
    let part = |i: usize| f32::from(one[i]) + (f32::from(other[i]) - f32::from(one[i])) * share;
    [part(0), part(1), part(2)].map(byte)
}

/// The colour nearest in lightness that has this contrast on every ground. Grounds must lie on one
/// side: all light or all dark. Where nothing has it, black or white comes out.
pub fn readable(colour: Rgb, grounds: &[Rgb], ratio: f32) -> Rgb {
    let enough = |colour| {
        grounds
            .iter()
            .all(|ground| contrast(colour, *ground) >= ratio)
    };
    if enough(colour) {
        return colour;
    }
    let [lightness, a, b] = oklab(colour);
    let end = if grounds.iter().any(|ground| is_dark(*ground)) {
        1.0
    } else {
        0.0
    };
    let (mut near, mut far) = (lightness, end);
    let mut found = if end > 0.5 { WHITE } else { BLACK };
    for _ in 0..HALVINGS {
        let middle = (near + far) / 2.0;
        let tried = shown(middle, a, b);
        if enough(tried) {
            (far, found) = (middle, tried);
        } else {
            near = middle;
        }
    }
    found
}

fn byte(part: f32) -> u8 {
    (part + 0.5) as u8
}

fn luminance(colour: Rgb) -> f32 {
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn linear(part: u8) -> f32 {
    let part = f32::from(part) / 255.0;
    if part <= 0.04045 {
        return part / 12.92;
    }
    let part = (part + 0.055) / 1.055;
    // To the power of 2.4.
    part * part * root(part * part, 5)
}

fn gamma(part: f32) -> f32 {
    if part <= 0.003_130_8 {
        return part * 12.92;
    }
    // To the power of 1 / 2.4, which is 5 / 12.
    1.055 * root(part * part.sqrt().sqrt(), 3) - 0.055
}

/// The n-th root of a number between 0 and 1, by Newton's method. The powers of the standard library
/// would weigh more in the widget than all else here.
fn root(number: f32, n: u8) -> f32 {
    let mut root = 1.0_f32;
    for _ in 0..STEPS {
        let below = (1..n).fold(1.0, |power, _| power * root);
        let step = (root - number / below) / f32::from(n);
        root -= step;
        if step < 1e-7 {
            break;
        }
    }
    root
}

type Matrix = [[f32; 3]; 3];

fn times(matrix: &Matrix, [x, y, z]: [f32; 3]) -> [f32; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

// Björn Ottosson's OKLab: https://bottosson.github.io/posts/oklab/
const TO_CONES: Matrix = [
    [0.412_221_46, 0.536_332_55, 0.051_445_995],
    [0.211_903_5, 0.680_699_5, 0.107_396_96],
    [0.088_302_46, 0.281_718_85, 0.629_978_7],
];
const TO_LAB: Matrix = [
    [0.210_454_26, 0.793_617_8, -0.004_072_047],
    [1.977_998_5, -2.428_592_2, 0.450_593_7],
    [0.025_904_037, 0.782_771_77, -0.808_675_77],
];
const FROM_LAB: Matrix = [
    [1.0, 0.396_337_78, 0.215_803_76],
    [1.0, -0.105_561_346, -0.063_854_17],
    [1.0, -0.089_484_18, -1.291_485_5],
];
const FROM_CONES: Matrix = [
    [4.076_741_7, -3.307_711_6, 0.230_969_94],
    [-1.268_438, 2.609_757_4, -0.341_319_4],
    [-0.004_196_086_3, -0.703_418_6, 1.707_614_7],
];

fn oklab(colour: Rgb) -> [f32; 3] {
    let cones = times(&TO_CONES, colour.map(linear));
    times(&TO_LAB, cones.map(|cone| root(cone, 3)))
}

/// The colour of a lightness, as colourful as a screen can show it.
fn shown(lightness: f32, a: f32, b: f32) -> Rgb {
    let mut chroma = 1.0;
    loop {
        let cones = times(&FROM_LAB, [lightness, a * chroma, b * chroma]);
        let rgb = times(&FROM_CONES, cones.map(|cone| cone * cone * cone));
        if chroma < 0.02 || rgb.iter().all(|part| (-0.001..=1.001).contains(part)) {
            return rgb.map(|part| byte(gamma(part.clamp(0.0, 1.0)) * 255.0));
        }
        chroma *= 0.94;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.001);
        assert_eq!(contrast(WHITE, WHITE), 1.0);
        // A known pair: #767676 is the lightest grey that passes on white.
        assert!(contrast([0x76; 3], WHITE) >= 4.5);
        assert!(contrast([0x77; 3], WHITE) < 4.5);
    }

    #[test]
    fn roots_are_those_of_the_standard_library() {
        for number in (1..=1000).map(|number| number as f32 / 1000.0) {
            for n in [3, 5] {
                let expected = number.powf(1.0 / f32::from(n));
                assert!((root(number, n) - expected).abs() < 1e-5, "{number}, {n}");
            }
        }
        assert!(root(0.0, 3) < 1e-5);
    }

    #[test]
    fn a_repair_keeps_the_hue_and_moves_no_further_than_needed() {
        let yellow = readable([0xff, 0xd4, 0x00], &[WHITE], 4.5);
        let [r, g, b] = yellow;
        assert!(r > g && g > b && b < 20, "still a yellow: {yellow:?}");
        assert!((4.5..4.7).contains(&contrast(yellow, WHITE)), "{yellow:?}");
        let blue = [0x00, 0x5e, 0xb8];
        assert_eq!(readable(blue, &[WHITE], 4.5), blue, "good enough already");
        let [_, g, b] = readable(blue, &[[0x16, 0x23, 0x2a]], 4.5);
        assert!(b > 200 && g > 0x5e, "lighter on a dark ground");
    }
}
