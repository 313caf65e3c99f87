//! How colours look to different eyes, and how far apart they are: for the tests of the themes.

use ratatui::style::Color;

pub(super) type Rgb = [f64; 3];

/// Full dichromacy after Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of Color Vision
/// Deficiency”, 2009; applied to linear RGB.
pub(super) const SIGHTS: [(&str, [Rgb; 3]); 4] = [
    ("normal", [[1., 0., 0.], [0., 1., 0.], [0., 0., 1.]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// The 16 colours as xterm has them.
pub(super) const XTERM: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The 16 colours of the VGA text mode, which the console of Linux keeps to.
pub(super) const VGA: [[u8; 3]; 16] = [
    [0, 0, 0],
    [170, 0, 0],
    [0, 170, 0],
    [170, 85, 0],
    [0, 0, 170],
    [170, 0, 170],
    [0, 170, 170],
    [170, 170, 170],
    [85, 85, 85],
    [255, 85, 85],
    [85, 255, 85],
    [255, 255, 85],
    [85, 85, 255],
    [255, 85, 255],
    [85, 255, 255],
    [255, 255, 255],
];

/// A colour as linear RGB on a terminal with these 16.
pub(super) fn linear(colour: Color, palette: &[[u8; 3]; 16]) -> Rgb {
    let index = match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::Indexed(index) => index,
        _ => 15,
    };
    let levels = match index {
        0..16 => palette[usize::from(index)],
        16..232 => {
            let cube = index - 16;
            [cube / 36, cube / 6 % 6, cube % 6]
                .map(|step| if step == 0 { 0 } else { 55 + 40 * step })
        }
        232.. => [8 + 10 * (index - 232); 3],
    };
    levels.map(|level| {
        let share = f64::from(level) / 255.;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn times(matrix: [Rgb; 3], colour: Rgb) -> Rgb {
    matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum::<f64>())
}

/// CIE L*a*b* of linear RGB as an eye sees it.
pub(super) fn seen(colour: Rgb, sight: [Rgb; 3]) -> Rgb {
    let xyz = times(
        [
            [0.433_953, 0.376_219, 0.189_828],
            [0.212_673, 0.715_152, 0.072_175],
            [0.017_758, 0.109_477, 0.872_766],
        ],
        times(sight, colour).map(|part| part.clamp(0., 1.)),
    );
    let [x, y, z] = xyz.map(|part| {
        if part > 0.008_856 {
            part.cbrt()
        } else {
            7.787 * part + 16. / 116.
        }
    });
    [116. * y - 16., 500. * (x - y), 200. * (y - z)]
}

/// How far apart two colours look: CIEDE2000, after Sharma, Wu and Dalal, “The CIEDE2000 Color-Difference Formula”, 2005. About 2
/// can just be seen side by side; 10 and more is told apart at a glance.
pub(super) fn distance([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb) -> f64 {
    let weight = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25_f64.powi(7))).sqrt();
    let stretch = 1. + 0.5 * (1. - weight(f64::midpoint(a1.hypot(b1), a2.hypot(b2))));
    let polar = |a: f64, b: f64| {
        let a = a * stretch;
        (a.hypot(b), b.atan2(a).to_degrees().rem_euclid(360.))
    };
    let ((c1, h1), (c2, h2)) = (polar(a1, b1), polar(a2, b2));
    let grey = c1 * c2 == 0.;
    let turn = if grey {
        0.
    } else {
        (h2 - h1 + 540.).rem_euclid(360.) - 180.
    };
    let hue = if grey {
        h1 + h2
    } else {
        (h1 + turn / 2.).rem_euclid(360.)
    };
    let (lightness, chroma) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1. - 0.17 * cos(hue - 30.) + 0.24 * cos(2. * hue) + 0.32 * cos(3. * hue + 6.)
        - 0.20 * cos(4. * hue - 63.);
    let off = (lightness - 50.).powi(2);
    let by_lightness = (l2 - l1) / (1. + 0.015 * off / (20. + off).sqrt());
    let by_chroma = (c2 - c1) / (1. + 0.045 * chroma);
    let by_hue = 2. * (c1 * c2).sqrt() * (turn / 2.).to_radians().sin() / (1. + 0.015 * chroma * t);
    let blue = 30. * (-((hue - 275.) / 25.).powi(2)).exp();
    let rotation = -2. * weight(chroma) * (2. * blue).to_radians().sin();
    let sum = by_lightness.powi(2) + by_chroma.powi(2) + by_hue.powi(2);
    (sum + rotation * by_chroma * by_hue).sqrt()
}

/// How well letters stand out, after WCAG 2: from 1 to 21.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |[r, g, b]: Rgb| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
