//! The exponential function from operations whose result IEEE 754 fixes, so that every machine learns the same weights.

/// e to the power of `x`; 0 for powers too small to count.
pub(crate) fn exp(x: f32) -> f32 {
    if x < -60.0 {
        return 0.0;
    }
    let scaled = f64::from(x.min(60.0)) * std::f64::consts::LOG2_E;
    let whole = scaled.floor();
    let rest = (scaled - whole) * std::f64::consts::LN_2;
    // The series of e^rest for 0 <= rest < 0.7, to a few parts in a thousand million.
    let mut sum = 1.0;
    for divisor in (1..=10).rev() {
        sum = 1.0 + sum * rest / f64::from(divisor);
    }
    let power = f64::from_bits((whole as i64 + 1023).cast_unsigned() << 52);
    (sum * power) as f32
}
