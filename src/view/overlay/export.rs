//! Draws what can be written down, in which form, and where.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::derive::head::counted;
use crate::app::overlay::{ExportMenu, Panel};
use crate::view::theme::Theme;

use super::paint::{self, Run, run};

pub(super) fn draw(app: &App, menu: &ExportMenu, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let keys = if menu.typing {
        vec![("enter", "write"), ("esc", "the name offered")]
    } else {
        vec![
            ("enter", "write"),
            ("tab", "form"),
            ("f", "file"),
            ("esc", "close"),
        ]
    };
    paint::panel(panel, ("Write down", ""), &keys, theme, buf);
    let cursor = menu.list.cursor(menu.choices.len());
    let shown = menu
        .list
        .shown(menu.choices.len(), panel.body.height, |_| 1);
    for (index, at) in (0..).zip(shown) {
        let choice = &menu.choices[at];
        let row = paint::row(panel.body, index);
        let shown_here = if choice.letter == ExportMenu::SHOWN {
            "What is shown: "
        } else {
            ""
        };
        let count = format!("  {}", counted(choice.rows.len(), choice.rows.one()));
        let runs = vec![
            Run::styled(choice.letter.to_string(), theme.heading),
            run("  ", theme.text),
            run(shown_here, theme.dim),
            run(&choice.title, theme.text),
        ];
        paint::spread(row, runs, vec![run(&count, theme.dim)], buf);
        if cursor == Some(at) {
            paint::select(row, theme, buf);
        }
    }
    if menu.choices.is_empty() {
        let nothing = run("There is nothing to write down yet", theme.dim);
        paint::put(paint::row(panel.body, 0), vec![nothing], buf);
    }
    let Some(choice) = menu.selected().filter(|_| panel.foot.height > 1) else {
        return;
    };
    let format = ExportMenu::format(app, choice);
    let form = vec![
        run("form  ", theme.dim),
        run(format.name(), theme.heading),
        run(" · ", theme.rule),
        run(format.help(), theme.dim),
    ];
    paint::put(paint::row(panel.foot, panel.foot.height - 2), form, buf);
    let row = paint::row(panel.foot, panel.foot.height - 1);
    if let Some(line) = menu.name.as_ref().filter(|_| menu.typing) {
        paint::prompt(row, ("file  ", ""), line, theme, buf);
    } else {
        let file = menu.file(app, choice);
        let name = vec![run("file  ", theme.dim), run(&file, theme.text)];
        paint::put(row, name, buf);
    }
}
