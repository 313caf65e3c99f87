//! The figures as a table in Markdown.

use crate::programs::Program;

/// One row: what was measured, and how each program did.
pub(crate) struct Row {
    name: String,
    cells: Vec<String>,
    figures: Vec<f64>,
}

impl Row {
    /// Whole numbers.
    pub(crate) fn of(name: &str, figures: Vec<f64>) -> Self {
        Self::written(name, figures, |figure| grouped(&format!("{figure:.0}")))
    }

    /// Times in milliseconds, as multiples of that of less; as they are where there is no less.
    pub(crate) fn times(name: &str, times: &[f64], programs: &[Program]) -> Self {
        let less = programs
            .iter()
            .zip(times)
            .find(|(program, _)| program.is_less());
        match less {
            Some((_, less)) => {
                let shares = times.iter().map(|time| time / less).collect();
                Self::of(name, shares).fine()
            }
            None => Self::of(
                &format!("{name} (no less here: milliseconds)"),
                times.to_vec(),
            ),
        }
    }

    /// The same with one decimal.
    pub(crate) fn fine(self) -> Self {
        Self::written(&self.name, self.figures, |figure| format!("{figure:.1}"))
    }

    fn written(name: &str, figures: Vec<f64>, write: impl Fn(f64) -> String) -> Self {
        let cell = |figure: &f64| {
            if figure.is_nan() {
                "–".to_owned()
            } else {
                write(*figure)
            }
        };
        Self {
            name: name.to_owned(),
            cells: figures.iter().map(cell).collect(),
            figures,
        }
    }
}

/// The table.
pub(crate) fn markdown(programs: &[Program], rows: &[Row]) -> String {
    let names: Vec<String> = programs
        .iter()
        .map(|program| program.name.to_owned())
        .collect();
    let mut lines = vec![
        line("", &names),
        line("---", &vec!["---:".to_owned(); names.len()]),
    ];
    lines.extend(rows.iter().map(|row| line(&row.name, &row.cells)));
    lines.join("\n")
}

fn line(name: &str, cells: &[String]) -> String {
    format!("| {name} | {} |", cells.join(" | "))
}

/// `3454` as `3,454`.
fn grouped(digits: &str) -> String {
    match digits.len().checked_sub(3).filter(|&at| at > 0) {
        Some(at) => format!("{},{}", grouped(&digits[..at]), &digits[at..]),
        None => digits.to_owned(),
    }
}
