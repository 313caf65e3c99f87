//! The lines of a page as a browser would set them, each with where it stands and how much of it is links.

use super::furniture::{CAPTION, CREDIT, Furniture, furniture, has_word};
use super::tree::{NodeId, Step, Tree, Walk};

/// What a line is by its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Paragraph,
    /// From 1 to 6.
    Heading(u8),
    /// The words beside a picture.
    Caption,
    /// The writer's name or the date on a line that is marked as such.
    Credit,
}

/// One line of words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its words, single blanks between them.
    pub(super) words: String,
    pub(super) shape: Shape,
    /// The block element that it stands in.
    pub(super) block: NodeId,
    /// How many bytes of its words belong to links.
    pub(super) linked: usize,
    /// The outermost element around it that says it is no part of the article.
    pub(super) furniture: Option<(NodeId, Furniture)>,
    /// Whether a paragraph ends before it, rather than a line.
    pub(super) apart: bool,
}

/// Elements whose words are never shown, or are no words of the page.
const UNSEEN: &[&str] = &[
    "audio", "button", "canvas", "datalist", "dialog", "head", "iframe", "input", "math", "menu",
    "noscript", "object", "option", "script", "select", "style", "svg", "textarea", "title",
    "video",
];

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt",
    "ruby", "s", "samp", "slot", "small", "source", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];

/// The longest line that names a writer or a date, in bytes.
const LONGEST_CREDIT: usize = 160;

/// All lines of a page, those of its furniture included.
pub(super) fn lines(tree: &Tree) -> Vec<Line> {
    let mut page = Page::new(tree);
    let mut walk = tree.walk(0);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(at) => page.enter(at, &mut walk),
            Step::Leave(at) => page.leave(at),
        }
    }
    page.flush();
    page.lines
}

struct Page<'t> {
    tree: &'t Tree,
    lines: Vec<Line>,
    words: String,
    linked: usize,
    /// How many bytes of the words name a writer or a date.
    credited: usize,
    /// Where a paragraph has ended since the last line.
    apart: bool,
    /// The mark of a list item that waits for its first words.
    bullet: Option<String>,
    /// The numbers of the lists that are open.
    lists: Vec<Option<u32>>,
    links: usize,
    /// How many elements are open that keep their blanks and breaks.
    kept: usize,
    blocks: Vec<NodeId>,
    furniture: Option<(NodeId, Furniture)>,
    /// How many lines there were when each open cell of a table began.
    cells: Vec<usize>,
    heading: Option<(NodeId, u8)>,
    caption: Option<NodeId>,
    credit: Option<NodeId>,
}

impl<'t> Page<'t> {
    fn new(tree: &'t Tree) -> Self {
        Self {
            tree,
            lines: Vec::new(),
            words: String::new(),
            linked: 0,
            credited: 0,
            apart: true,
            bullet: None,
            lists: Vec::new(),
            links: 0,
            kept: 0,
            blocks: vec![0],
            furniture: None,
            cells: Vec::new(),
            heading: None,
            caption: None,
            credit: None,
        }
    }

    fn enter(&mut self, at: NodeId, walk: &mut Walk<'_>) {
        if let Some(words) = self.tree.text(at) {
            self.text(words);
            return;
        }
        let name = self.tree.name(at);
        let open_template =
            name == "template" && self.tree.attribute(at, "shadowrootmode").is_some();
        if UNSEEN.contains(&name)
            || (name == "template" && !open_template)
            || is_hidden(self.tree, at)
        {
            walk.skip();
            return;
        }
        match name {
            "br" => self.flush(),
            "a" => self.links += 1,
            "ul" | "menu" | "dl" => self.lists.push(None),
            "ol" => self.lists.push(Some(1)),
            "pre" => self.kept += 1,
            "td" | "th" => {
                if !self.words.is_empty() {
                    self.words.push_str(" | ");
                }
                self.cells.push(self.lines.len());
            }
            _ => {}
        }
        if !is_inline(name) {
            self.break_line(name);
            self.blocks.push(at);
        }
        if name == "li" {
            self.bullet = Some(match self.lists.last_mut() {
                Some(Some(number)) => {
                    *number = number.saturating_add(1);
                    format!("{}. ", *number - 1)
                }
                _ => "• ".to_owned(),
            });
        }
        self.mark(at, name);
    }

    /// Notes what the element says about all that stands in it.
    fn mark(&mut self, at: NodeId, name: &str) {
        let level = match name {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            "h5" | "h6" => 5,
            _ => 0,
        };
        if level > 0 && self.heading.is_none() {
            self.heading = Some((at, level));
        }
        if self.furniture.is_none() {
            self.furniture = furniture(self.tree, at).map(|kind| (at, kind));
        }
        let own = |list: &[&str]| has_word(self.tree, at, list);
        if self.caption.is_none() && (name == "figcaption" || own(CAPTION)) {
            self.caption = Some(at);
        }
        let creditable = !matches!(name, "html" | "body" | "main" | "article" | "section");
        let property = self.tree.attribute(at, "itemprop");
        let told = name == "time"
            || name == "address"
            || self.tree.attribute(at, "rel") == Some("author")
            || matches!(
                property,
                Some("author" | "datePublished" | "dateModified" | "dateCreated")
            );
        if self.credit.is_none() && creditable && (told || own(CREDIT)) {
            self.credit = Some(at);
        }
    }

    fn leave(&mut self, at: NodeId) {
        let name = self.tree.name(at);
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "ul" | "menu" | "dl" | "ol" => drop(self.lists.pop()),
            "pre" => self.kept = self.kept.saturating_sub(1),
            // The words of a cell share a line with those of the next, unless the cell has lines of its own.
            "td" | "th"
                if self
                    .cells
                    .pop()
                    .is_some_and(|lines| lines < self.lines.len()) =>
            {
                self.flush();
            }
            _ => {}
        }
        if self.furniture.is_some_and(|(one, _)| one == at) {
            self.flush();
            self.furniture = None;
        }
        if !name.is_empty() && !is_inline(name) && self.blocks.last() == Some(&at) {
            self.break_line(name);
            self.blocks.pop();
        }
        if name == "li" {
            self.bullet = None;
        }
        if self.heading.is_some_and(|(one, _)| one == at) {
            self.heading = None;
        }
        for open in [&mut self.caption, &mut self.credit] {
            if *open == Some(at) {
                *open = None;
            }
        }
    }

    /// Ends the line at the border of a block. Cells of a row share a line, and items of a list are no paragraphs.
    fn break_line(&mut self, name: &str) {
        if matches!(name, "td" | "th") {
            return;
        }
        self.flush();
        self.apart |= !matches!(name, "li" | "tr" | "dt" | "dd" | "tbody");
    }

    fn text(&mut self, words: &str) {
        let before = self.words.len();
        for mark in words.chars() {
            match mark {
                '\n' if self.kept > 0 => self.flush(),
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
                mark if mark.is_whitespace() || mark.is_control() => {
                    if !self.words.is_empty() && !self.words.ends_with(' ') {
                        self.words.push(' ');
                    }
                }
                mark => self.words.push(mark),
            }
        }
        let added = self.words.len().saturating_sub(before);
        if self.links > 0 {
            self.linked += added;
        }
        if self.credit.is_some() {
            self.credited += added;
        }
    }

    fn flush(&mut self) {
        let linked = std::mem::take(&mut self.linked);
        let credited = std::mem::take(&mut self.credited);
        let words = std::mem::take(&mut self.words);
        let words = words.trim_matches([' ', '|']);
        if words.is_empty() {
            return;
        }
        let bullet = self.bullet.take().unwrap_or_default();
        let shape = if self.caption.is_some() {
            Shape::Caption
        } else if let Some((_, level)) = self.heading {
            Shape::Heading(level)
        } else if credited * 2 > words.len() && words.len() <= LONGEST_CREDIT {
            Shape::Credit
        } else {
            Shape::Paragraph
        };
        self.lines.push(Line {
            linked: linked.min(words.len()),
            words: bullet + words,
            shape,
            block: self.blocks.last().copied().unwrap_or(0),
            furniture: self.furniture,
            apart: std::mem::take(&mut self.apart),
        });
    }
}

fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

fn is_hidden(tree: &Tree, at: NodeId) -> bool {
    let style = tree.attribute(at, "style").unwrap_or_default();
    let style = style.to_ascii_lowercase().replace(' ', "");
    tree.attribute(at, "hidden").is_some()
        || tree.attribute(at, "aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let tree = Tree::parse(source).unwrap();
        let found: Vec<String> = lines(&tree)
            .iter()
            .map(|line| {
                let mark = match line.shape {
                    Shape::Paragraph => String::new(),
                    shape => format!("{shape:?} "),
                };
                let far = line.furniture.map_or("", |_| "~ ");
                let apart = if line.apart { "" } else { "+ " };
                format!("{far}{apart}{mark}{}", line.words)
            })
            .collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn blocks_end_lines_and_words_within_do_not() {
        check(
            "<h1>Envoy <em>leaves</em></h1><p>She\n spoke<br>twice.<div>He <span>left</span>.</div>",
            &[
                "Heading(1) Envoy leaves",
                "She spoke",
                "+ twice.",
                "He left.",
            ],
        );
        check(
            "<ul><li>bread<li><p>time</ul><ol><li>one<li>two</ol><table><tr><td>a<td>b<tr><td>c</table>",
            &["• bread", "• time", "1. one", "+ 2. two", "a | b", "+ c"],
        );
        check("<pre>one\n two</pre>", &["one", "+ two"]);
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        check(
            "<title>T</title><script>x</script><p hidden>a<p style='display: none'>b<button>c</button><p>Zer\u{ad}o\u{a0}two",
            &["Zero two"],
        );
    }

    #[test]
    fn elements_and_classes_tell_furniture_captions_and_credits() {
        check(
            "<nav>Home</nav><div class='c-relatedStories'>Other</div><div id=story_share>Share</div><article class='has-ads'>\
             <p class=byline>By Ann Orr</p><figure><img><figcaption>The port</figcaption></figure><time>9 March</time><p>Body.</article>",
            &[
                "~ Home",
                "~ Other",
                "~ Share",
                "Credit By Ann Orr",
                "Caption The port",
                "Credit 9 March",
                "Body.",
            ],
        );
    }
}
