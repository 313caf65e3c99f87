//! What a frame may cost on the wire. Bytes are counted, not times: these bounds hold on every machine.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot open the bundled library cannot go on; the figures are printed for whoever asks for them"
)]

use onrecord::app::{App, Event, Key, KeyCode, News, Report, Size, Timer, update};
use onrecord::library::{self, Library};
use onrecord::term::Canvas;
use onrecord::view;

const WIDE: Size = size(120, 40);
const NARROW: Size = size(80, 24);

const fn size(width: u16, height: u16) -> Size {
    Size { width, height }
}

/// The reader on the bundled library, and the terminal that it draws on.
struct Reader {
    app: App,
    canvas: Canvas,
}

impl Reader {
    /// Opens the library; returns the bytes of the first frame with it.
    fn open(size: Size) -> (Self, usize) {
        let mut library = Library::open(&[]).unwrap();
        library::analyze_all(&mut library);
        let analyses = library
            .ids()
            .filter_map(|id| Some((id, library.found(id)?.clone())))
            .collect();
        let mut reader = Self {
            app: App::default(),
            canvas: Canvas::new(),
        };
        update(&mut reader.app, Event::Resize(size));
        for news in [
            News::Imported {
                name: library.name,
                documents: library.documents,
                problems: library.problems,
                skipped: library.skipped,
                corrections: Box::default(),
            },
            News::Analyzed(analyses),
            News::Finished,
        ] {
            update(&mut reader.app, Event::Report(Report { round: 0, news }));
        }
        let first = reader.draw();
        (reader, first)
    }

    /// The bytes of the next frame.
    fn draw(&mut self) -> usize {
        let size = ratatui::layout::Size::new(self.app.size.width, self.app.size.height);
        let frame = self
            .canvas
            .draw(size, |picture| view::draw(&self.app, picture));
        frame.map_or(0, <[u8]>::len)
    }

    /// Presses a key; returns the bytes of the frame that follows.
    fn press(&mut self, key: char) -> usize {
        let key = match key {
            ' ' => Key::plain(KeyCode::Char(' ')),
            key => Key::char(key),
        };
        update(&mut self.app, Event::Key(key));
        self.draw()
    }

    /// The most bytes that any of these keys costs.
    fn most(&mut self, keys: &str) -> usize {
        keys.chars().map(|key| self.press(key)).max().unwrap_or(0)
    }
}

#[track_caller]
fn within(what: &str, bytes: usize, most: usize) {
    println!("{what}: {bytes} of {most}");
    assert!(bytes > 0, "{what} shows nothing");
    assert!(bytes <= most, "{what} takes {bytes} bytes, not {most}");
}

#[test]
fn nothing_new_costs_nothing() {
    let (mut reader, _) = Reader::open(WIDE);
    assert_eq!(reader.draw(), 0);
    // The first press says that the key does nothing; the second has nothing to add.
    assert!(reader.press('Z') > 0);
    assert_eq!(reader.press('Z'), 0);
}

#[test]
fn first_screens_fit() {
    within("first screen, 80x24", Reader::open(NARROW).1, 1500);
    within("first screen, 120x40", Reader::open(WIDE).1, 3600);
}

/// The most bytes of a step in the list of documents, and of the article that opens after it.
fn selection_and_opening() -> (usize, usize) {
    let (mut reader, _) = Reader::open(WIDE);
    let (mut selection, mut opening) = (0, 0);
    for key in "jjjjkkkk".chars() {
        selection = selection.max(reader.press(key));
        update(&mut reader.app, Event::Timer(Timer::Rested));
        opening = opening.max(reader.draw());
    }
    (selection, opening)
}

#[test]
fn selecting_a_document_is_cheap() {
    within("the selection moves", selection_and_opening().0, 100);
}

#[test]
fn opening_an_article_sends_little_more_than_its_words() {
    within("an article opens", selection_and_opening().1, 2400);
}

#[test]
fn a_line_in_three_panes_is_cheap() {
    let (mut reader, _) = Reader::open(WIDE);
    reader.press('2');
    within("a line in three panes", reader.most("jjjjjjkkkkkk"), 1700);
}

#[test]
fn a_line_between_two_panes_costs_what_it_holds_where_the_terminal_has_side_margins() {
    let (mut reader, _) = Reader::open(WIDE);
    reader.canvas.allow_sides();
    reader.press('2');
    within(
        "a line in three panes, with margins on the sides",
        reader.most("jjjjjjkkkkkk"),
        200,
    );
}

#[test]
fn a_line_in_reading_mode_costs_what_it_holds() {
    for (size, most) in [(WIDE, 110), (NARROW, 80)] {
        let (mut reader, _) = Reader::open(size);
        reader.press('2');
        reader.press('z');
        within("a line in reading mode", reader.most("jjjjjjkkkk"), most);
        // The headline is longer than a line of text: bold, with a quotation in colour.
        within("the headline in reading mode", reader.most("kkkk"), 105);
    }
}

#[test]
fn a_page_fits() {
    let (mut reader, _) = Reader::open(NARROW);
    reader.press('2');
    within("a page, 80x24", reader.most("  bb"), 1600);
    reader.press('z');
    within("a page of reading mode, 80x24", reader.most("  bb"), 1600);
}
