//! The bytes of the writer, played into a terminal emulator, show what was drawn.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};

use unicode_width::UnicodeWidthStr as _;

use super::model::{self, Model};
use super::*;
use crate::term::Canvas;

const WIDTH: u16 = 24;
const HEIGHT: u16 = 6;

/// Draws a frame of these lines and returns its bytes.
fn draw(canvas: &mut Canvas, lines: &[(String, Style)]) -> Vec<u8> {
    let frame = canvas.draw(Size::new(WIDTH, HEIGHT), |buffer| paint(buffer, lines));
    frame.unwrap_or_default().to_vec()
}

fn paint(buffer: &mut Buffer, lines: &[(String, Style)]) {
    for (y, (line, style)) in (0..HEIGHT).zip(lines) {
        buffer.set_stringn(0, y, line, WIDTH.into(), *style);
    }
}

fn plain(lines: &[&str]) -> Vec<(String, Style)> {
    lines
        .iter()
        .map(|line| ((*line).to_owned(), Style::new()))
        .collect()
}

/// The bytes of the last of these frames.
fn last(frames: &[&[&str]]) -> String {
    let mut canvas = Canvas::new();
    let frames = frames.iter().map(|lines| {
        canvas.forget_place();
        draw(&mut canvas, &plain(lines))
    });
    let frames: Vec<Vec<u8>> = frames.collect();
    String::from_utf8_lossy(frames.last().unwrap()).into_owned()
}

#[test]
fn a_frame_holds_what_changed_and_nothing_else() {
    let first: &[&str] = &["one", "two", "three", "four"];
    assert_eq!(last(&[first, first]), "");
    assert_eq!(
        last(&[first, &["one", "tWo", "three", "four"]]),
        "\x1b[2;2H\x1b[mW"
    );
    assert_eq!(
        last(&[first, &["one", "two", "three", ""]]),
        "\x1b[4H\x1b[m    "
    );
    let (long, short) = ("a long row of words", "a");
    assert_eq!(last(&[&[long], &[short]]), "\x1b[1;3H\x1b[m\x1b[17X");
}

#[test]
fn what_stands_between_two_changes_is_written_again_where_that_is_shorter() {
    assert_eq!(last(&[&["abcdef"], &["AbcDef"]]), "\x1b[H\x1b[mAbcD");
    assert_eq!(
        last(&[&["abcdefgh"], &["AbcdefgH"]]),
        "\x1b[H\x1b[mA\x1b[6CH"
    );
    assert_eq!(
        last(&[&["ab", "cd"], &["aB", "cD"]]),
        "\x1b[1;2H\x1b[mB\n\x08D"
    );
    assert_eq!(
        last(&[&["ab", "cd"], &["AB", "CD"]]),
        "\x1b[H\x1b[mAB\r\nCD"
    );
}

#[test]
fn a_frame_goes_on_where_the_last_one_left_the_cursor() {
    let mut canvas = Canvas::new();
    let mut next =
        |lines: &[&str]| String::from_utf8_lossy(&draw(&mut canvas, &plain(lines))).into_owned();
    next(&["one", "two"]);
    assert_eq!(next(&["one", "twO"]), "\x08O");
    assert_eq!(next(&["one", "twO", "end"]), "\r\nend");
}

#[test]
fn long_rows_that_begin_alike_are_reached_from_a_saved_place() {
    let row = |words: &str| format!("      {words}");
    let before = [
        row("of all that they say,"),
        row("or once said"),
        row("nothing left."),
    ];
    let after = ["SOME OF WHAT THEY", "AND MUCH MORE", "STANDS IN BOOKS"].map(row);
    let frames = [before, after];
    let frames = frames
        .each_ref()
        .map(|rows| rows.each_ref().map(String::as_str));
    assert_eq!(
        last(&[&frames[0], &frames[1]]),
        "\x1b[1;7H\x1b[m\x1b7SOME OF WHAT THEY\x1b[K\x1b8\nAND MUCH MORE\x1b8\n\nSTANDS IN BOOKS"
    );
}

#[test]
fn rows_that_move_are_shifted_and_the_margins_stay() {
    let rows = [
        "one of several rows",
        "and here another two",
        "third, as it happens",
        "four, not five",
        "five, to be read last",
    ];
    let frame = |first: usize| [rows[first], rows[first + 1], rows[first + 2], "status"];
    let (one, two, three) = (frame(0), frame(1), frame(2));
    assert_eq!(last(&[&one, &two]), "\x1b[m\x1b[;3r\x1b[3H\nfour, not five");
    assert_eq!(
        last(&[&one, &two, &three]),
        "\x1b[m\x1b[3H\nfive, to be read last"
    );
    assert_eq!(
        last(&[&one, &two, &one]),
        "\x1b[m\x1b[H\x1bMone of several rows"
    );
}

#[test]
fn only_a_long_frame_is_marked_and_only_where_the_terminal_knows_marks() {
    let long = ["a row of many letters!!!"; 4];
    let other = ["A ROW OF MANY LETTERS???"; 4];
    let frame = last(&[&long, &other]);
    assert!(!frame.contains("\x1b[?2026"), "{frame:?}");
    let frame = last(&[&long]);
    assert!(!frame.contains("\x1b[?2026"), "{frame:?}");
    let drawn = |mut canvas: Canvas| {
        let frame = canvas.draw(Size::new(200, 2), |buffer| {
            buffer.set_string(0, 0, "x".repeat(200), Style::new());
        });
        frame.unwrap().to_vec()
    };
    let plain = drawn(Canvas::new());
    let mut canvas = Canvas::new();
    canvas.allow_marks();
    assert_eq!(drawn(canvas), [BEGIN, &plain, END].concat());
}

#[test]
fn a_control_character_in_a_cell_commands_nothing() {
    let mut writer = CellWriter::new();
    writer.begin(Size::new(WIDTH, HEIGHT));
    let picture = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    for (x, symbol) in (0..).zip(["\x1b", "\r\n", "\u{9b}", "\x07"]) {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        writer.cell(x, 0, &cell, &picture, false);
    }
    let text = String::from_utf8(writer.frame().unwrap().to_vec()).unwrap();
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

/// A frame of narrow characters, or one of wide ones, combining marks, emoji and writing from right to left. The latter are
/// never drawn in exchanged colours: ratatui's comparison of frames leaves half an overwritten wide character as the terminal
/// leaves it, which shows only there.
fn any_frame(wide: bool) -> impl Strategy<Value = Vec<(String, Style)>> {
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
    let any = [
        "日本",
        "👩",
        "a",
        "  ",
        "            ",
        "e\u{301}",
        "שלום",
        "said",
    ];
    let styles = [
        Style::new(),
        Style::new().fg(Color::Yellow),
        Style::new()
            .fg(Color::DarkGray)
            .add_modifier(Modifier::BOLD),
        Style::new().add_modifier(Modifier::BOLD),
        Style::new().add_modifier(Modifier::REVERSED),
    ];
    let row = if wide {
        row(&any, &styles[..4]).boxed()
    } else {
        row(&narrow, &styles).boxed()
    };
    prop::collection::vec(row, usize::from(HEIGHT))
}

/// Frames of which some are the one before, moved: as when a reader scrolls.
fn any_frames(wide: bool) -> impl Strategy<Value = Vec<Vec<(String, Style)>>> {
    let step = (
        any_frame(wide),
        0..HEIGHT as usize,
        prop::bool::ANY,
        prop::bool::ANY,
    );
    prop::collection::vec(step, 1..8).prop_map(|steps| {
        let mut frames: Vec<Vec<(String, Style)>> = Vec::new();
        for (frame, by, moved, down) in steps {
            let mut next = match frames.last() {
                Some(last) if moved => last.clone(),
                _ => frame.clone(),
            };
            // The last row is a status line.
            let count = usize::from(HEIGHT) - 1;
            if moved && down {
                next[..count].rotate_right(by.min(count));
            } else if moved {
                next[..count].rotate_left(by.min(count));
            }
            if moved && by > 0 {
                let row = if down { 0 } else { count - 1 };
                next[row] = frame[row].clone();
            }
            frames.push(next);
        }
        frames
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn the_terminal_shows_what_was_drawn(
        frames in prop::bool::ANY.prop_flat_map(any_frames),
    ) {
        let mut canvas = Canvas::new();
        let [rows, columns] = [HEIGHT, WIDTH].map(|n| NonZeroU16::new(n).unwrap());
        let mut lean = vt100::Parser::new(rows, columns, 0);
        for lines in &frames {
            lean.process(&draw(&mut canvas, lines));
            let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            paint(&mut buffer, lines);
            prop_assert_eq!(shown(&lean), expected(&buffer));
            // The stock backend, with the whole picture anew, shows the same.
            let mut stock = vt100::Parser::new(rows, columns, 0);
            stock.process(&in_stock(lines));
            prop_assert_eq!(shown(&lean), shown(&stock));
        }
    }
}

/// A frame as ratatui's own backend sends it to an empty screen.
fn in_stock(lines: &[(String, Style)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = TerminalOptions {
        viewport: Viewport::Fixed(Rect::new(0, 0, WIDTH, HEIGHT)),
    };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(&mut bytes), options).unwrap();
    terminal
        .draw(|frame| paint(frame.buffer_mut(), lines))
        .unwrap();
    drop(terminal);
    bytes
}

/// The columns of the pane in the middle.
const PANE: std::ops::Range<u16> = 4..20;

/// Three panes: the one in the middle moves, those beside it stay, and both may cross a row of their own.
fn paint_panes(buffer: &mut Buffer, beside: &[(String, Style)], pane: &[(String, Style)]) {
    paint(buffer, beside);
    for (y, (line, style)) in (0..HEIGHT - 1).zip(pane) {
        for x in PANE {
            buffer[(x, y)].reset();
        }
        buffer.set_stringn(PANE.start, y, line, PANE.len(), *style);
    }
}

/// What the model's rows show, in the words of [`expected`].
fn modelled(model: &Model) -> Vec<String> {
    let row = |row: &Vec<model::Sign>| {
        let cells = row.iter();
        let cells =
            cells.map(|(sign, ink)| words(&sign.to_string(), ink.color, ink.bold, ink.reversed));
        cells.collect()
    };
    model.rows.iter().map(row).collect()
}

#[test]
fn a_pane_between_others_is_shifted_where_the_terminal_can() {
    let beside =
        ["one", "two", "thr", "fou", "fiv", "six"].map(|row| format!("{row}{:17}{row}", ""));
    let beside = plain(&beside.each_ref().map(String::as_str));
    let rows = ["one", "two", "three", "four", "five", "six"].map(|row| row.repeat(3));
    let mut canvas = Canvas::new();
    canvas.allow_sides();
    let mut draw = |from: usize| {
        let rows: Vec<&str> = (from..from + 5).map(|at| &*rows[at % 6]).collect();
        let frame = canvas.draw(Size::new(WIDTH, HEIGHT), |buffer| {
            paint_panes(buffer, &beside, &plain(&rows));
        });
        String::from_utf8_lossy(frame.unwrap()).into_owned()
    };
    draw(0);
    // The margins on the sides are there for the shift alone, those above and below stay.
    assert_eq!(
        draw(1),
        "\x1b[;5r\x1b[?69h\x1b[5;19s\x1b[5;5H\n\x1b[s\x1b[5;5Hsixsixsix"
    );
    assert_eq!(draw(2), "\x1b[5;19s\x1b[5;5H\n\x1b[s\x1b[5;5Honeoneone");
    assert_eq!(draw(1), "\x1b[5;19s\x1b[1;5H\x1bM\x1b[s\x1b[1;5Htwotwotwo");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn panes_are_shown_as_drawn_with_and_without_margins_on_the_sides(
        beside in prop::collection::vec(any_frame(false), 2),
        frames in any_frames(false),
    ) {
        let [mut canvas, mut without] = [Canvas::new(), Canvas::new()];
        canvas.allow_sides();
        let mut model = Model::new(WIDTH, HEIGHT);
        let [rows, columns] = [HEIGHT, WIDTH].map(|n| NonZeroU16::new(n).unwrap());
        let mut emulator = vt100::Parser::new(rows, columns, 0);
        for (at, pane) in frames.iter().enumerate() {
            // What stands beside the pane changes from time to time.
            let beside = &beside[usize::from(at % 3 == 2)];
            let frame = |canvas: &mut Canvas| {
                let frame = canvas.draw(Size::new(WIDTH, HEIGHT), |buffer| {
                    paint_panes(buffer, beside, pane);
                });
                frame.unwrap_or_default().to_vec()
            };
            model.process(&frame(&mut canvas));
            emulator.process(&frame(&mut without));
            let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            paint_panes(&mut buffer, beside, pane);
            prop_assert_eq!(modelled(&model), expected(&buffer));
            prop_assert_eq!(shown(&emulator), expected(&buffer));
        }
    }
}
