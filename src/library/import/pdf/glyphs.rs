//! The characters of a PDF file, each with its place on the page.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc_page};

use super::layout::{Glyph, Page};

/// How many pages are read.
const PAGES: usize = 5_000;
/// How many characters are read.
const GLYPHS: usize = 20_000_000;

/// Why there are no pages.
pub(super) enum Failure {
    /// The file asks for a password.
    Locked,
    /// It is no PDF, or none that can be read.
    Damaged,
}

/// The pages of a file. A page over which the reader of PDF breaks down is left out.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<Page>, Failure> {
    let opened = catch_unwind(|| open(bytes));
    let document = opened.unwrap_or(Err(Failure::Damaged))?;
    let mut pages = Vec::new();
    let mut left = GLYPHS;
    for number in document.get_pages().into_keys().take(PAGES) {
        let mut collector = Collector {
            page: Page::default(),
            left,
        };
        let read = catch_unwind(AssertUnwindSafe(|| {
            output_doc_page(&document, &mut collector, number)
        }));
        left = collector.left;
        // What was printed before the breakdown can be read.
        if matches!(read, Ok(Ok(()))) || !collector.page.glyphs.is_empty() {
            pages.push(collector.page);
        }
    }
    if pages.is_empty() {
        return Err(Failure::Damaged);
    }
    Ok(pages)
}

fn open(bytes: &[u8]) -> Result<Document, Failure> {
    let mut document = Document::load_mem(bytes).map_err(|_| Failure::Damaged)?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Failure::Locked);
    }
    Ok(document)
}

/// The letters of a ligature, one by one, so that words can be searched and names recognized.
fn unbound(words: &str) -> String {
    let letters = words.chars().map(|mark| match mark {
        'ﬀ' => "ff".to_owned(),
        'ﬁ' => "fi".to_owned(),
        'ﬂ' => "fl".to_owned(),
        'ﬃ' => "ffi".to_owned(),
        'ﬄ' => "ffl".to_owned(),
        'ﬅ' | 'ﬆ' => "st".to_owned(),
        other => other.to_string(),
    });
    letters.collect()
}

struct Collector {
    page: Page,
    left: usize,
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        page: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.page.height = page.ury - page.lly;
        self.page.bottom = page.lly;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        words: &str,
    ) -> Result<(), OutputError> {
        // The scale of the text in both directions is in the transform.
        let size = font_size * place.m22.hypot(place.m21);
        let glyph = Glyph {
            x: place.m31,
            y: place.m32,
            width: width * font_size * place.m11.hypot(place.m12),
            size,
            words: unbound(words),
        };
        if glyph.is_sound() && self.left > 0 {
            self.left -= 1;
            self.page.glyphs.push(glyph);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
