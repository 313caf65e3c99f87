//! The bytes of the writer, played into a terminal emulator, show what was drawn.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

const WIDTH: u16 = 24;
const HEIGHT: u16 = 4;

/// Draws a frame of these lines and returns its bytes.
fn draw(terminal: &mut Terminal<CellWriter>, lines: &[(String, Style)]) -> Vec<u8> {
    terminal
        .draw(|frame| {
            for (y, (line, style)) in (0..HEIGHT).zip(lines) {
                frame
                    .buffer_mut()
                    .set_stringn(0, y, line, WIDTH.into(), *style);
            }
        })
        .unwrap();
    let bytes = terminal.backend_mut().frame().unwrap_or_default().to_vec();
    terminal.backend_mut().begin();
    bytes
}

fn terminal() -> Terminal<CellWriter> {
    Terminal::new(CellWriter::new(Size {
        width: WIDTH,
        height: HEIGHT,
    }))
    .unwrap()
}

fn plain(lines: &[&str]) -> Vec<(String, Style)> {
    lines
        .iter()
        .map(|line| ((*line).to_owned(), Style::new()))
        .collect()
}

#[test]
fn a_frame_equal_to_the_last_has_no_bytes() {
    let mut terminal = terminal();
    let lines = plain(&["one", "two", "three", "four"]);
    assert!(!draw(&mut terminal, &lines).is_empty());
    assert_eq!(draw(&mut terminal, &lines), b"");
}

#[test]
fn a_frame_holds_what_changed_and_nothing_else() {
    let mut terminal = terminal();
    draw(&mut terminal, &plain(&["one", "two", "three", "four"]));
    let bytes = draw(&mut terminal, &plain(&["one", "tWo", "three", "four"]));
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        "\x1b[?2026h\x1b[2;2HW\x1b[?2026l"
    );
    let bytes = draw(&mut terminal, &plain(&["one", "tWo", "three", ""]));
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        "\x1b[?2026h\x1b[4H    \x1b[?2026l"
    );
}

#[test]
fn a_control_character_in_a_cell_commands_nothing() {
    let mut writer = CellWriter::new(Size::new(WIDTH, HEIGHT));
    let cells = ["\x1b", "\r\n", "\u{9b}", "\x07"].map(|symbol| {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        cell
    });
    writer
        .draw((0..).zip(&cells).map(|(x, cell)| (x, 0, cell)))
        .unwrap();
    let text = String::from_utf8(writer.frame().unwrap_or_default().to_vec()).unwrap();
    // A replacement character each, and the cursor put anew where its width is in doubt.
    let commands: String = text.split('\u{fffd}').collect();
    assert_eq!(text.matches('\u{fffd}').count(), 4);
    assert!(
        commands
            .replace("\x1b[", "")
            .chars()
            .all(|c| !c.is_control())
    );
}

/// One cell in words. A blank has no colour to show, and the emulator gives half an overwritten wide character the colour
/// of what was written over the other half.
fn words(symbol: &str, color: Color, bold: bool, reversed: bool) -> String {
    match symbol {
        " " => format!(" |{reversed} "),
        _ => format!("{symbol}|{color:?}|{bold}|{reversed} "),
    }
}

/// What ratatui means the rows to show.
fn expected(buffer: &Buffer) -> Vec<String> {
    let mut rows = Vec::new();
    for y in 0..HEIGHT {
        let mut row = String::new();
        let mut x = 0;
        while x < WIDTH {
            let cell = &buffer[(x, y)];
            let reversed = cell.modifier.contains(Modifier::REVERSED);
            let bold = cell.modifier.contains(Modifier::BOLD);
            row.push_str(&words(cell.symbol(), cell.fg, bold, reversed));
            x += (cell.symbol().width() as u16).max(1);
        }
        rows.push(row);
    }
    rows
}

/// What the emulator's rows show.
fn shown(parser: &vt100::Parser) -> Vec<String> {
    let mut rows = Vec::new();
    for y in 0..HEIGHT {
        let mut row = String::new();
        for x in 0..WIDTH {
            let cell = parser.screen().cell(y, x).unwrap();
            if cell.is_wide_continuation() {
                continue;
            }
            let symbol = if cell.has_contents() {
                cell.contents()
            } else {
                " "
            };
            let color = match cell.fgcolor() {
                vt100::Color::Default => Color::Reset,
                vt100::Color::Idx(3) => Color::Yellow,
                vt100::Color::Idx(8) => Color::DarkGray,
                other => panic!("{other:?}"),
            };
            row.push_str(&words(symbol, color, cell.bold(), cell.inverse()));
        }
        rows.push(row);
    }
    rows
}

/// A row of these words in one of these styles.
fn row(words: &[&'static str], styles: &[Style]) -> impl Strategy<Value = (String, Style)> + use<> {
    let words = prop::collection::vec(prop::sample::select(words.to_vec()), 0..9);
    let style = prop::sample::select(styles.to_vec());
    (words, style).prop_map(|(words, style)| (words.concat(), style))
}

/// Two rows of narrow characters and two with wide ones. The latter are never drawn in exchanged colours: ratatui's
/// comparison of frames leaves half an overwritten wide character as the terminal leaves it, which shows only there.
fn any_frame() -> impl Strategy<Value = Vec<(String, Style)>> {
    let narrow = [
        "said",
        " ",
        "  ",
        "            ",
        "a",
        "“No,”",
        "é",
        "Straße",
    ];
    let wide = ["日本", "👩", "a", "  ", "            "];
    let styles = [
        Style::new(),
        Style::new().fg(Color::Yellow),
        Style::new()
            .fg(Color::DarkGray)
            .add_modifier(Modifier::BOLD),
        Style::new().add_modifier(Modifier::BOLD),
        Style::new().add_modifier(Modifier::REVERSED),
    ];
    let narrow = || row(&narrow, &styles);
    let wide = || row(&wide, &styles[..4]);
    (narrow(), narrow(), wide(), wide()).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn the_terminal_shows_what_was_drawn(
        frames in prop::collection::vec(any_frame(), 1..6),
    ) {
        let mut terminal = terminal();
        let [rows, columns] = [HEIGHT, WIDTH].map(|n| NonZeroU16::new(n).unwrap());
        let mut parser = vt100::Parser::new(rows, columns, 0);
        for lines in &frames {
            let bytes = draw(&mut terminal, lines);
            parser.process(&bytes);
            let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            for (y, (line, style)) in (0..HEIGHT).zip(lines) {
                buffer.set_stringn(0, y, line, WIDTH.into(), *style);
            }
            let (shown, expected) = (shown(&parser), expected(&buffer));
            prop_assert_eq!(shown, expected);
        }
    }
}
