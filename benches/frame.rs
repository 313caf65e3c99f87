//! How long a frame takes, and what it costs on the wire, at 120 columns and 40 rows on the bundled library.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use onrecord::app::{App, Event, Key, News, Report, Size, update};
use onrecord::library::Library;
use onrecord::term::Canvas;
use onrecord::view;

const SIZE: Size = Size {
    width: 120,
    height: 40,
};

/// The reader as it stands when the bundled library has been analysed.
fn opened() -> App {
    let mut app = App::default();
    let mut library = Library::open(&[]).unwrap_or_default();
    onrecord::library::analyze_all(&mut library);
    let analyses = library
        .ids()
        .filter_map(|id| Some((id, library.found(id)?.clone())))
        .collect();
    let reports = [
        News::Imported {
            name: library.name,
            documents: library.documents,
            problems: library.problems,
            skipped: library.skipped,
            corrections: Box::default(),
        },
        News::Analyzed(analyses),
        News::Finished,
    ];
    update(&mut app, Event::Resize(SIZE));
    for news in reports {
        update(&mut app, Event::Report(Report { round: 0, news }));
    }
    update(&mut app, Event::Key(Key::char('2')));
    app
}

/// Draws one frame; returns how many bytes it takes.
fn draw(canvas: &mut Canvas, app: &App) -> usize {
    let size = ratatui::layout::Size::new(app.size.width, app.size.height);
    let frame = canvas.draw(size, |picture| view::draw(app, picture));
    frame.map_or(0, <[u8]>::len)
}

fn frames(criterion: &mut Criterion) {
    let app = opened();
    let mut group = criterion.benchmark_group("frame");
    group.sample_size(20);
    group.bench_function("first", |bencher| {
        bencher.iter(|| black_box(draw(&mut Canvas::new(), &app)));
    });
    group.bench_function("unchanged", |bencher| {
        let mut canvas = Canvas::new();
        draw(&mut canvas, &app);
        bencher.iter(|| black_box(draw(&mut canvas, &app)));
    });
    group.bench_function("line down and up", |bencher| {
        let (mut app, mut canvas) = (app.clone(), Canvas::new());
        bencher.iter(|| {
            for key in ['j', 'k'] {
                update(&mut app, Event::Key(Key::char(key)));
                black_box(draw(&mut canvas, &app));
            }
        });
    });
    // Another width each time, so that every line of the article is wrapped anew.
    group.bench_function("resize and wrap", |bencher| {
        let (mut app, mut canvas) = (app.clone(), Canvas::new());
        let mut width = SIZE.width;
        bencher.iter(|| {
            width = if width == 120 { 100 } else { 120 };
            update(&mut app, Event::Resize(Size { width, ..SIZE }));
            black_box(draw(&mut canvas, &app));
        });
    });
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
