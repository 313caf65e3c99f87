//! One document as the rules see it: tokens with their word classes, and the mentions of people and organizations.

use super::super::tokens::{TokenKind, Tokens};
use super::super::{Block, BlockKind, Gender, Lexicon, LocalId, Span};
use super::cast::{Cast, Mention};
use super::words::Class;

/// How many tokens a rule looks around itself at most. Sentences are shorter; hostile texts are not, and the engine's time
/// must stay linear.
pub(super) const REACH: usize = 120;

/// What the rules read. Token numbers past the end are allowed everywhere and read as nothing.
pub(super) struct Page<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) blocks: &'a [Block],
    pub(super) cast: &'a Cast<'a>,
    pub(super) lexicon: &'a Lexicon,
    classes: Vec<Class>,
    /// For each token, one more than the index of the mention that starts there; 0 for none.
    mention_starts: Vec<u32>,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        tokens: &'a Tokens<'a>,
        blocks: &'a [Block],
        cast: &'a Cast<'a>,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut classes: Vec<Class> = (0..tokens.len())
            .map(|at| Class::of_token(tokens, at, lexicon))
            .collect();
        let mut mention_starts = vec![0; tokens.len()];
        for (index, mention) in cast.mentions().iter().enumerate() {
            if let Some(start) = mention_starts.get_mut(mention.first) {
                *start = index as u32 + 1;
            }
            // `Emily` is no adverb.
            for class in classes
                .get_mut(mention.first..mention.end)
                .unwrap_or_default()
            {
                *class = class.without(Class::BETWEEN);
            }
        }
        Self {
            tokens,
            blocks,
            cast,
            lexicon,
            classes,
            mention_starts,
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.tokens.text()
    }

    /// The first token at or after `byte`.
    pub(super) fn at(&self, byte: u32) -> usize {
        self.tokens.at(byte as usize)
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.lower(at)
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.word(at)
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(at))
    }

    pub(super) fn has(&self, at: usize, classes: Class) -> bool {
        self.classes.get(at).is_some_and(|class| class.has(classes))
    }

    /// The character of a token that is a mark; NUL for words, numbers and past the end.
    pub(super) fn mark(&self, at: usize) -> char {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Mark => {
                self.word(at).chars().next().unwrap_or('\0')
            }
            _ => '\0',
        }
    }

    /// Whether the token is one of these marks.
    pub(super) fn is_mark(&self, at: usize, marks: &str) -> bool {
        let mark = self.mark(at);
        mark != '\0' && marks.contains(mark)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
    }

    pub(super) fn capitalized(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capitalized)
    }

    pub(super) fn quoted(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.quoted)
    }

    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.starts_sentence)
    }

    /// Whether the word is a verb in the past, as no noun is: `said`, `warned`.
    pub(super) fn is_past(&self, at: usize) -> bool {
        self.lower(at).ends_with("ed") || self.is_any(at, &["said", "told", "wrote"])
    }

    /// Whether the word before makes a verb's form a noun here: `the claim`, `Orr’s comments`.
    pub(super) fn is_noun_here(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let owned = self.lower(before).ends_with("'s") || self.lower(before).ends_with("s'");
        let after_preposition = (self.has(before, Class::PREPOSITION)
            || self.is_any(before, &["through", "amid"]))
            && !self.is_past(at)
            && !self.has(at, Class::PARTICIPLE)
            // `to chants` is no infinitive.
            && (self.lower(before) != "to" || self.lower(at).ends_with('s'));
        (self.has(before, Class::BEFORE_NOUN) || owned || after_preposition)
            && !self.is_any(at, &["said", "told"])
    }

    /// Whether a sentence ends with the mark at this token: the next word begins one, or there is none in the block.
    pub(super) fn ends_sentence(&self, at: usize) -> bool {
        let block = self.block_of(at);
        (at + 1..at + 5)
            .find(|&next| {
                !matches!(
                    self.mark(next),
                    '"' | '“' | '”' | '\'' | '’' | '‘' | ')' | '('
                )
            })
            .is_none_or(|next| self.starts_sentence(next) || self.block_of(next) != block)
    }

    pub(super) fn start(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |token| token.span.start)
    }

    /// The mention that starts at this token.
    pub(super) fn mention(&self, at: usize) -> Option<&'a Mention> {
        let index = self.mention_starts.get(at)?.checked_sub(1)?;
        self.cast.mentions().get(index as usize)
    }

    /// The mentions before token `at`, the nearest first.
    pub(super) fn mentions_before(&self, at: usize) -> impl Iterator<Item = &'a Mention> {
        let mentions = self.cast.mentions();
        let end = mentions.partition_point(|mention| mention.first < at);
        mentions[..end].iter().rev()
    }

    pub(super) fn is_organization(&self, id: LocalId) -> bool {
        self.cast.is_organization(id)
    }

    /// The gender that a title or role word gives its bearer.
    pub(super) fn gender_of(&self, at: usize) -> Gender {
        self.lexicon.title(self.lower(at)).unwrap_or_default()
    }

    /// The gender of a pronoun for one person that can be a subject.
    pub(super) fn pronoun_gender(&self, at: usize) -> Option<Gender> {
        match self.lower(at) {
            "he" => Some(Gender::Masculine),
            "she" => Some(Gender::Feminine),
            _ => None,
        }
    }

    /// The index of the block that a token stands in.
    pub(super) fn block_of(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(u32::MAX, |token| token.block)
    }

    /// The first and the past-the-end token of a block.
    pub(super) fn block_tokens(&self, block: u32) -> (usize, usize) {
        let span = self.block_span(block);
        (self.at(span.start), self.at(span.end))
    }

    pub(super) fn block_span(&self, block: u32) -> Span {
        self.blocks
            .get(block as usize)
            .map_or_else(Span::default, |block| block.span)
    }

    pub(super) fn block_kind(&self, block: u32) -> BlockKind {
        self.blocks
            .get(block as usize)
            .map_or(BlockKind::Paragraph, |block| block.kind)
    }

    /// The nearest paragraph above; subheads and page furniture in between are passed over.
    pub(super) fn paragraph_before(&self, block: u32) -> Option<u32> {
        (block.saturating_sub(4)..block)
            .rev()
            .find(|&above| self.block_kind(above) == BlockKind::Paragraph)
    }

    /// The start of the sentence that token `at` ends or stands in, not before `floor`.
    pub(super) fn sentence_start(&self, at: usize, floor: usize) -> usize {
        let floor = floor.max(at.saturating_sub(REACH));
        (floor..=at)
            .rev()
            .find(|&token| self.starts_sentence(token))
            .unwrap_or(floor)
    }
}
