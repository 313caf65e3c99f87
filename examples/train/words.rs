//! What the model knows about words and longer names: the lists they are on, and how often texts write them small.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::path::Path;
use std::process::Command;

use onrecord::engine::tagger::lists::{
    BODY, CALENDAR, COMMON_FIRST_NAME, COMMON_SURNAME, COMPANY, FIRST_NAME, FUNCTION_WORD,
    INSTITUTION, KNOWN, MODIFIER, OCCUPATION, OUTLET, PEOPLE, PLACE, PLACE_HEAD, ROLE, SAYING,
    STARTS_PHRASE, SURNAME, THING, TITLE, TOWN, WEAK,
};
use onrecord::engine::tagger::{COARSE, Word, key};

use crate::corpus::Corpus;

/// By hash, in order, so that the file is the same every time.
pub(crate) type Words = BTreeMap<u64, Word>;

/// How many surnames of the census are taken, and how many of them are common.
const SURNAMES: usize = 6_000;
const COMMON_SURNAMES: usize = 2_000;

/// How often a word has to be seen before its habit counts.
const SEEN: u32 = 3;

struct Gathered {
    words: Words,
}

/// Reads all lists and counts how the corpora write their words.
pub(crate) fn gather(lexicon: &Path, corpora: &[Corpus]) -> Result<Words, Box<dyn Error>> {
    let mut gathered = Gathered {
        words: Words::new(),
    };
    gathered.own_lists()?;
    gathered.names(lexicon)?;
    gathered.bodies(lexicon)?;
    gathered.towns(lexicon, corpora)?;
    gathered.habits(corpora);
    gathered.clusters()?;
    Ok(gathered.words)
}

impl Gathered {
    fn add(&mut self, name: &str, list: u32) {
        let Some((hash, first)) = key(name) else {
            return;
        };
        self.words.entry(hash).or_default().lists |= list;
        if let Some(first) = first {
            self.words.entry(first).or_default().lists |= STARTS_PHRASE;
        }
    }

    /// The lists that the engine ships as text.
    fn own_lists(&mut self) -> Result<(), Box<dyn Error>> {
        for fields in lines("assets/words/first_names.tsv")? {
            self.add(&fields[0], FIRST_NAME);
            if fields.get(2).is_some_and(|rank| rank.as_str() >= "5") {
                self.add(&fields[0], COMMON_FIRST_NAME);
            }
        }
        for fields in lines("assets/words/titles.tsv")? {
            let occupation = fields.get(2).is_some_and(|kind| kind == "r");
            self.add(&fields[0], if occupation { OCCUPATION } else { TITLE });
        }
        for fields in lines("assets/words/heads.tsv")? {
            let list = match fields.get(1).map(String::as_str) {
                Some("body") => BODY,
                Some("outlet") => OUTLET,
                Some("place") => PLACE_HEAD,
                Some("weak") => WEAK,
                _ => THING,
            };
            self.add(&fields[0], list);
        }
        for fields in lines("assets/words/places.txt")? {
            self.add(&fields[0], PLACE);
        }
        for fields in lines("assets/words/verbs.tsv")? {
            let strong = fields.get(1).is_some_and(|flags| flags.contains('s'));
            let forms = fields.get(2).map_or("", String::as_str).split(' ');
            for form in forms.chain([fields[0].as_str()]).filter(|_| strong) {
                self.add(form, SAYING);
            }
        }
        for (file, list) in [
            ("title_modifiers.txt", MODIFIER),
            ("peoples.txt", PEOPLE),
            ("calendar.txt", CALENDAR),
            ("function_words.txt", FUNCTION_WORD),
            ("role_nouns.txt", ROLE),
            ("surnames.txt", SURNAME),
        ] {
            for fields in lines(format!("assets/words/{file}"))? {
                for word in fields[0].split_ascii_whitespace() {
                    self.add(word, list);
                }
            }
        }
        for fields in lines("assets/words/organizations.tsv")? {
            let aliases = fields.get(2).map_or("", String::as_str).split('|');
            for name in aliases.chain([fields[0].as_str()]) {
                if !name.starts_with('~') {
                    self.add(name, KNOWN);
                }
            }
        }
        Ok(())
    }

    /// Surnames, also those that are common words.
    fn names(&mut self, lexicon: &Path) -> Result<(), Box<dyn Error>> {
        let census = lines(lexicon.join("surnames_us_census1990.tsv"))?;
        for (place, fields) in census.iter().take(SURNAMES).enumerate() {
            self.add(&fields[0].to_lowercase(), SURNAME);
            if place < COMMON_SURNAMES {
                self.add(&fields[0].to_lowercase(), COMMON_SURNAME);
            }
        }
        Ok(())
    }

    /// Companies, universities and agencies.
    fn bodies(&mut self, lexicon: &Path) -> Result<(), Box<dyn Error>> {
        for record in records(lexicon.join("companies_sp500.csv"))? {
            let name = record.get(1).map_or("", String::as_str);
            self.add(without_suffix(name), COMPANY);
            self.add(name, COMPANY);
        }
        for fields in lines(lexicon.join("universities.tsv"))? {
            self.add(&fields[0], INSTITUTION);
        }
        for record in records(lexicon.join("us_agencies.csv"))? {
            for name in &record {
                let name = name.split('(').next().unwrap_or_default().trim();
                if name.contains(' ') {
                    self.add(name, INSTITUTION);
                }
            }
        }
        Ok(())
    }

    /// Towns that any of the texts names.
    fn towns(&mut self, lexicon: &Path, corpora: &[Corpus]) -> Result<(), Box<dyn Error>> {
        let mut capitalised: HashSet<u64> = HashSet::new();
        for sentence in sentences(corpora) {
            for word in sentence {
                if word.starts_with(char::is_uppercase)
                    && let Some((hash, _)) = key(word)
                {
                    capitalised.insert(hash);
                }
            }
        }
        let file = lexicon.join("world_cities.csv.gz");
        let output = Command::new("gzip").arg("-dc").arg(&file).output()?;
        for line in String::from_utf8(output.stdout)?.lines().skip(1) {
            let record = csv(line);
            for name in record.iter().take(1).chain(record.get(2)) {
                let seen = name
                    .split(' ')
                    .all(|word| key(word).is_some_and(|(hash, _)| capitalised.contains(&hash)));
                if seen {
                    self.add(name, TOWN);
                }
            }
        }
        Ok(())
    }

    /// The groups of words that are used alike: a group a line behind the number of its own group.
    fn clusters(&mut self) -> Result<(), Box<dyn Error>> {
        for (group, fields) in (1..).zip(lines("examples/train/clusters.txt")?) {
            let coarse: u16 = fields[0].parse()?;
            for word in fields[1].split(' ') {
                if let Some((hash, None)) = key(word) {
                    self.words.entry(hash).or_default().cluster = coarse << COARSE | group;
                }
            }
        }
        Ok(())
    }

    /// How often a word is written small where it could be either.
    fn habits(&mut self, corpora: &[Corpus]) {
        let mut counts: BTreeMap<u64, (u32, u32)> = BTreeMap::new();
        for sentence in sentences(corpora) {
            let mut amid = false;
            for word in sentence {
                let small = word.chars().all(|letter| !letter.is_uppercase());
                if word.starts_with(char::is_alphabetic)
                    && (small || amid)
                    && let Some((hash, None)) = key(word)
                {
                    let (lower, upper) = counts.entry(hash).or_default();
                    *(if small { lower } else { upper }) += 1;
                }
                amid = word.ends_with(char::is_alphanumeric);
            }
        }
        for (hash, (lower, upper)) in counts {
            if lower + upper >= SEEN {
                let share = u64::from(lower) * 100 / u64::from(lower + upper);
                self.words.entry(hash).or_default().habit = match share {
                    0..2 => 1,
                    2..30 => 2,
                    30..80 => 3,
                    80..98 => 4,
                    _ => 5,
                };
            }
        }
    }
}

fn sentences(corpora: &[Corpus]) -> impl Iterator<Item = &[String]> {
    let documents = corpora.iter().flat_map(|corpus| &corpus.documents);
    documents
        .flat_map(|document| &document.sents)
        .map(|sentence| &sentence.tok[..])
}

/// `Orr Holdings, Inc.` without what the law adds.
fn without_suffix(name: &str) -> &str {
    const SUFFIXES: [&str; 12] = [
        "Inc.",
        "Inc",
        "Corp.",
        "Corporation",
        "Company",
        "Co.",
        "Ltd.",
        "plc",
        "Holdings",
        "Group",
        "& Co",
        "Companies",
    ];
    let mut name = name.split(" (").next().unwrap_or_default().trim();
    while let Some(short) = SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)) {
        let short = short.trim_end_matches([' ', ',', '&']);
        if short.is_empty() {
            break;
        }
        name = short;
    }
    name
}

/// The fields of the lines of a file, without comments.
fn lines(file: impl AsRef<Path>) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let file = file.as_ref();
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect())
}

/// The records of a file with commas, without its first line.
fn records(file: impl AsRef<Path>) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let file = file.as_ref();
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(text.lines().skip(1).map(csv).collect())
}

/// The fields of one line; a field in quotation marks may hold commas.
fn csv(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => {
                if let Some(field) = fields.last_mut() {
                    field.push(letter);
                }
            }
        }
    }
    fields
}
