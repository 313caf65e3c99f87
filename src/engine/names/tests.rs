//! Whole sentences of our own, with everybody whom they name. All people are invented.

use proptest::prelude::*;

use super::*;
use crate::engine::{blocks, read, survey};

fn find(text: &str, background: &Background) -> Vec<LocalEntity> {
    let (tokens, _) = read(text, &blocks(text), Lexicon::bundled());
    Names::find(&tokens, Lexicon::bundled(), background).findings(text)
}

fn show(text: &str, found: &[LocalEntity]) -> String {
    let entity = |entity: &LocalEntity| {
        let forms: Vec<&str> = entity.mentions.iter().map(|span| span.of(text)).collect();
        let kind = match entity.kind {
            EntityKind::Person => "",
            EntityKind::Organization => "@",
        };
        format!("{kind}{}: {}", entity.name, forms.join(", "))
    };
    found.iter().map(entity).collect::<Vec<_>>().join(" | ")
}

/// The entities of `text` in order, organizations after `@`, each with the words of its mentions.
fn check(text: &str, expected: &str) {
    assert_eq!(
        show(text, &find(text, &Background::default())),
        expected,
        "{text}"
    );
}

/// The same with what other documents tell.
fn check_among(others: &[&str], text: &str, expected: &str) {
    let surveys: Vec<Survey> = others
        .iter()
        .map(|other| survey(other, &blocks(other), Lexicon::bundled()))
        .collect();
    let background = Background::gather(&surveys);
    assert_eq!(show(text, &find(text, &background)), expected, "{text}");
}

/// The role of the first person.
fn check_role(text: &str, expected: &str) {
    let found = find(text, &Background::default());
    let person = found
        .iter()
        .find(|entity| entity.kind == EntityKind::Person);
    let role = person
        .and_then(|person| person.role.clone())
        .unwrap_or_default();
    assert_eq!(role, expected, "{text}");
}

#[test]
fn a_surname_joins_the_full_name() {
    check(
        "Margaret Orr arrived. Orr left.",
        "Margaret Orr: Margaret Orr, Orr",
    );
    check(
        "Defense Secretary Margaret Orr arrived. Later Ms. Orr’s plane left.",
        "Margaret Orr: Margaret Orr, Orr",
    );
    check(
        "Ursula van der Aalst spoke. Van der Aalst left.",
        "Ursula van der Aalst: Ursula van der Aalst, Van der Aalst",
    );
    check(
        "Robert “Bobby” Hale smiled. Then Hale left.",
        "Robert Hale: Robert “Bobby” Hale, Hale",
    );
}

#[test]
fn initials_and_short_forms_are_the_same_person() {
    check(
        "JT Hale and J.T. Hale agree.",
        "JT Hale: JT Hale, J.T. Hale",
    );
    check(
        "Donald Hale spoke. Donald R. Hale left.",
        "Donald Hale: Donald Hale, Donald R. Hale",
    );
    check(
        "Robert Hale spoke. Later Bob Hale left.",
        "Robert Hale: Robert Hale, Bob Hale",
    );
}

#[test]
fn namesakes_stay_apart() {
    check(
        "Donald Hale Jr. said his father, Donald Hale, would appeal. Then Hale left.",
        "Donald Hale Jr.: Donald Hale Jr. | Donald Hale: Donald Hale, Hale",
    );
    check(
        "Martin Orr spoke. Linda Orr followed. Mrs. Orr agreed and Mr. Orr nodded.",
        "Martin Orr: Martin Orr, Orr | Linda Orr: Linda Orr, Orr",
    );
    check(
        "Carl W. Hale met Carl H.R. Hale in Lund.",
        "Carl W. Hale: Carl W. Hale | Carl H.R. Hale: Carl H.R. Hale",
    );
    check(
        "Prime Minister Asha Rao and Justice Minister Kamal Rao met. Prime Minister Rao left early.",
        "Asha Rao: Asha Rao, Rao | Kamal Rao: Kamal Rao",
    );
}

#[test]
fn a_name_off_every_list_is_found_by_how_it_acts() {
    check(
        "Zorbo Kwint has a plan. “No,” Kwint said.",
        "Zorbo Kwint: Zorbo Kwint, Kwint",
    );
    check(
        "Zorbo Kwint, a farmer of sixty, was late.",
        "Zorbo Kwint: Zorbo Kwint",
    );
    check(
        "Spokesman Zorbo Kwint declined to comment.",
        "Zorbo Kwint: Zorbo Kwint",
    );
    check(
        "They visited Zorbo Kwint on foot.",
        "Zorbo Kwint: Zorbo Kwint",
    );
}

#[test]
fn an_adverb_an_office_and_an_epoch_are_nobody() {
    check(
        "Formally, a vote was needed. Officially, the bank was shut.",
        "",
    );
    check("The Kwint canal was dug by hand.", "");
    check("The Old Kenyans had no ATMs in Outer Norway.", "");
    check("The Lund Agreement was signed, and the Vendians lost.", "");
}

#[test]
fn places_peoples_days_and_sentence_openers_are_nobody() {
    check("In April the Kenyan team left Nairobi for New York.", "");
    check(
        "On Friday, Moscow denied it. Although late, Tehran did too.",
        "",
    );
    check("He spoke aboard Air Force One over the Gulf of Mexico.", "");
    check("The Truman-era rules stay.", "");
    check("Virginia sued. The law of Virginia is clear.", "");
}

#[test]
fn organizations_are_found_by_their_last_word_or_the_list() {
    check(
        "The Cedar County School Board met. The European Central Bank did too.",
        "@Cedar County School Board: Cedar County School Board | @European Central Bank: European Central Bank",
    );
    check(
        "A fellow of the Lund School’s Aalto Center spoke.",
        "@Lund School: Lund School | @Aalto Center: Aalto Center",
    );
    check(
        "The Ministry of Rural Affairs and the University of Lund agree.",
        "@Ministry of Rural Affairs: Ministry of Rural Affairs | @University of Lund: University of Lund",
    );
    check(
        "The Orr administration agreed.",
        "@Orr administration: Orr administration",
    );
}

#[test]
fn short_forms_join_the_long_form() {
    check(
        "The report by The Cedar Post was denied. The Post stood by it, and a friend of the Post left.",
        "@Cedar Post: Cedar Post, Post, Post",
    );
    check(
        "The Lund Miners Congress (LMC) met. The LMC’s head resigned.",
        "@Lund Miners Congress: Lund Miners Congress, LMC, LMC",
    );
    check(
        "The World Trade Organization met. Later the WTO’s members left.",
        "@World Trade Organization: World Trade Organization, WTO",
    );
    check("The WTO met.", "@WTO: WTO");
}

#[test]
fn a_seat_acts_or_is_a_building() {
    check("The White House said nothing.", "@White House: White House");
    check("He returned to the White House on foot.", "");
    check("Reporters told the Kremlin so.", "@Kremlin: Kremlin");
}

#[test]
fn ordinary_words_are_companies_only_where_they_act() {
    check("He posted on X on Monday.", "@X: X");
    check("He deleted his Facebook account. A BBC page told why.", "");
    check("They moved to a target in sector X at dawn.", "");
    check(
        "Linda Ford laughed. Then Ford, who was late, left.",
        "Linda Ford: Linda Ford, Ford",
    );
}

#[test]
fn titles_hold_bodies_and_end_before_the_name() {
    check(
        "Senate Minority Leader Linda Orr (D-N.Y.) warned.",
        "@Senate: Senate | Linda Orr: Linda Orr",
    );
    check(
        "Kremlin spokesman Pavel Aranov told Reuters so.",
        "@Kremlin: Kremlin | Pavel Aranov: Pavel Aranov | @Reuters: Reuters",
    );
    check(
        "The Deputy Mayor of Lund, Ada Orr, said no.",
        "Ada Orr: Ada Orr",
    );
}

#[test]
fn roles_are_kept_in_the_words_of_the_text() {
    check_role("Defense Secretary Linda Orr left.", "Defense Secretary");
    check_role(
        "US Secretary of State Martin Hale left.",
        "Secretary of State",
    );
    check_role(
        "Linda Orr, Hale’s special envoy for trade, confirmed it.",
        "special envoy for trade",
    );
    check_role("Kremlin spokesman Pavel Aranov left.", "Kremlin spokesman");
    check_role("Mr. Hale left.", "");
}

#[test]
fn gender_comes_from_title_first_name_or_pronoun() {
    let gender = |text: &str| {
        find(text, &Background::default())
            .first()
            .map(|one| one.gender)
    };
    assert_eq!(gender("Mrs. Kwint left."), Some(Gender::Feminine));
    assert_eq!(gender("Margaret Kwint left."), Some(Gender::Feminine));
    assert_eq!(
        gender("Spokesman Zorbo Kwint left."),
        Some(Gender::Masculine)
    );
    assert_eq!(
        gender("Zorbo Kwint, a pilot, said she left."),
        Some(Gender::Feminine)
    );
}

#[test]
fn a_short_paragraph_that_ends_in_a_quotation_is_no_headline() {
    check(
        "The talks failed.\n\nChancellor Ulpu Ranta said “no.” Ranta added: “Never.”",
        "Ulpu Ranta: Ulpu Ranta, Ranta",
    );
}

#[test]
fn a_headline_borrows_its_names_from_the_text() {
    check(
        "Orr Turns Her Back on Best Bud Hale\nMargaret Orr and Martin Hale met.",
        "Margaret Orr: Orr, Margaret Orr | Martin Hale: Hale, Martin Hale",
    );
    check(
        "ORR QUITS OFFICE\nMargaret Orr resigned.",
        "Margaret Orr: ORR, Margaret Orr",
    );
}

#[test]
fn the_line_of_sources_names_outlets() {
    check(
        "It rained.\n\nSources: Lunda, KQ.",
        "@Lunda: Lunda | @KQ: KQ",
    );
}

#[test]
fn other_documents_tell_who_a_lone_surname_is() {
    check_among(
        &["Margaret Kwint spoke.", "Margaret Kwint left."],
        "Critics of Kwint agreed.",
        "Margaret Kwint: Kwint",
    );
    // Two bearers of equal weight: nobody is chosen.
    check_among(
        &["Margaret Kwint spoke.", "Martin Kwint left."],
        "Mr. Kwint agreed.",
        "Kwint: Kwint",
    );
}

#[test]
fn the_order_of_the_surveys_makes_no_difference() {
    let texts = [
        "Margaret Kwint spoke.",
        "Martin Kwint left.",
        "President Martin Kwint left.",
    ];
    let mut surveys: Vec<Survey> = texts
        .iter()
        .map(|text| survey(text, &blocks(text), Lexicon::bundled()))
        .collect();
    let one = Background::gather(&surveys);
    surveys.reverse();
    assert_eq!(one, Background::gather(&surveys));
}

#[test]
fn a_mention_knows_its_title_and_what_it_owns() {
    let text = "“No,” said Sen. Linda Orr’s aide.";
    let (tokens, _) = read(text, &blocks(text), Lexicon::bundled());
    let names = Names::find(&tokens, Lexicon::bundled(), &Background::default());
    let mention = names.mentions().first().unwrap();
    assert_eq!(mention.span.of(text), "Linda Orr");
    assert_eq!(tokens.word(mention.first_title), "Sen");
    assert!(mention.possessive);
}

proptest! {
    #[test]
    fn any_text_has_ordered_mentions_on_character_boundaries(
        words in proptest::collection::vec(
            prop_oneof![
                Just("Linda".to_owned()), Just("Orr’s".to_owned()), Just("Jr.".to_owned()), Just("von".to_owned()),
                Just("President of".to_owned()), Just("The".to_owned()), Just("Senate".to_owned()), Just("(WTO)".to_owned()),
                Just("“".to_owned()), Just("”".to_owned()), Just("said".to_owned()), Just("\n".to_owned()), Just("J.T.".to_owned()),
                Just("Sources:".to_owned()), Just("administration".to_owned()), Just(",".to_owned()), "\\PC{0,6}"
            ],
            0..40,
        ),
    ) {
        let text = words.join(" ");
        let found = find(&text, &Background::default());
        let mut spans: Vec<Span> = found.iter().flat_map(|entity| entity.mentions.clone()).collect();
        spans.sort();
        for pair in spans.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start, "{:?} overlap in {text:?}", pair);
        }
        for span in spans {
            prop_assert!(!span.of(&text).is_empty(), "{span:?} in {text:?}");
        }
        for entity in found {
            prop_assert!(!entity.mentions.is_empty() && !entity.name.is_empty());
        }
    }

    #[test]
    fn any_string_at_all_is_read(text in "(?s).{0,300}") {
        find(&text, &Background::default());
    }
}

/// Names that are easily taken for one another, by kind: a wrong merge costs more than a missed one.
#[test]
fn tricky_names_join_where_something_shows_it_and_only_there() {
    for (kind, text, expected) in TRICKY {
        let found = show(text, &find(text, &Background::default()));
        assert_eq!(found, *expected, "{kind}: {text}");
    }
}

const TRICKY: &[(&str, &str, &str)] = &[
    (
        "a married couple",
        "Mark and Lydia Fenn bought the lighthouse. Mr. Fenn paints, and Ms. Fenn mends the lamp.",
        "Mark Fenn: Mark, Fenn | Lydia Fenn: Lydia Fenn, Fenn",
    ),
    (
        "a first name beside a stranger",
        "Robert Orr and Lydia Fenn met. Robert and Lydia Fenn parted.",
        "Robert Orr: Robert Orr, Robert | Lydia Fenn: Lydia Fenn, Lydia Fenn",
    ),
    (
        "a son and his father",
        "Edwin Hale Jr. said his father, Edwin Hale, would stay. Hale Jr. left, Hale slept.",
        "Edwin Hale Jr.: Edwin Hale Jr., Hale Jr. | Edwin Hale: Edwin Hale, Hale",
    ),
    (
        "two of one surname, told apart by their office",
        "Prime Minister Asha Rao and Justice Minister Kamal Rao met. Prime Minister Rao left early.",
        "Asha Rao: Asha Rao, Rao | Kamal Rao: Kamal Rao",
    ),
    (
        "other middle initials",
        "Carl W. Hale met Carl H.R. Hale in Lund.",
        "Carl W. Hale: Carl W. Hale | Carl H.R. Hale: Carl H.R. Hale",
    ),
    (
        "initials with and without full stops",
        "JT Hale and J.T. Hale are one. Vice President Hale agreed.",
        "JT Hale: JT Hale, J.T. Hale, Hale",
    ),
    (
        "an acronym before its expansion",
        "The KDB fined two farms. The Kenya Dairy Board has twelve inspectors.",
        "@Kenya Dairy Board: KDB, Kenya Dairy Board",
    ),
    (
        "an acronym in brackets decides",
        "The Northmark Bar Association sued. The Northmark Bankers Association did not. The NBA (Northmark Bar \
         Association) won. The NBA is content.",
        "@Northmark Bar Association: Northmark Bar Association, NBA, Northmark Bar Association, NBA | \
         @Northmark Bankers Association: Northmark Bankers Association",
    ),
    (
        "an acronym that fits two",
        "The Northmark Lake Bar Association sued. The Northmark Lake Bankers Association did not. The NLBA said it \
         would wait.",
        "@Northmark Lake Bar Association: Northmark Lake Bar Association | \
         @Northmark Lake Bankers Association: Northmark Lake Bankers Association | @NLBA: NLBA",
    ),
    (
        "the last word of one newspaper",
        "The Northmark Ledger stood by it. A spokesman for the Ledger said so.",
        "@Northmark Ledger: Northmark Ledger, Ledger",
    ),
    (
        "the last word of two committees",
        "The Harbour Committee and the Bridge Committee met. The committee left; the Committee stayed.",
        "@Harbour Committee: Harbour Committee | @Bridge Committee: Bridge Committee",
    ),
    (
        "a city that stands for its government",
        "Lisbon said it would answer. The city of Lisbon is old.",
        "",
    ),
    (
        "a people and its language",
        "The Kenyans won, the Dutch lost, and a Norwegian watched.",
        "",
    ),
    (
        "an accent left out",
        "José Nuñez spoke first. Jose Nunez left, and Nunez’s aide followed.",
        "José Nuñez: José Nuñez, Jose Nunez, Nunez",
    ),
    (
        "another transliteration",
        "Oleh Horenskyy arrived in Lund. On Monday Oleh Horenskiy left, and Horensky was tired.",
        "Oleh Horenskyy: Oleh Horenskyy, Oleh Horenskiy, Horensky",
    ),
    (
        "a possessive is outside the name",
        "Margaret Orr’s plan failed. The plan was Orr’s.",
        "Margaret Orr: Margaret Orr, Orr",
    ),
    (
        "a headline with every word in capitals",
        "ORR QUITS AFTER SEVEN WEEKS\n\nMayor Margaret Orr resigned on Friday.",
        "Margaret Orr: ORR, Margaret Orr",
    ),
    (
        "a headline in title case",
        "Fenn Signs Order on Ferries\n\nGovernor Lydia Fenn signed it on Friday. Fenn smiled.",
        "Lydia Fenn: Fenn, Lydia Fenn, Fenn",
    ),
    (
        "a king and a prince",
        "Karim bin Fahd met King Fahd. Prince Karim left.",
        "Karim bin Fahd: Karim bin Fahd, Karim | King Fahd: Fahd",
    ),
    (
        "rulers with numbers",
        "Karl II and Karl IV ruled in turn. Karl IV built the bridge, and King Edwin I crossed it.",
        "Karl II: Karl II | Karl IV: Karl IV, Karl IV | Edwin I: Edwin I",
    ),
    (
        "two told apart by what stands behind the name",
        "Edwin Hale the Elder taught Carl Orr the Younger. Hale slept.",
        "Edwin Hale the Elder: Edwin Hale the Elder, Hale | Carl Orr the Younger: Carl Orr the Younger",
    ),
    (
        "a lord of a town",
        "Lady Oslo waited at the gate. The Lord Mayor of Lund did not.",
        "Oslo: Oslo",
    ),
    (
        "a song with a first name",
        "They played “Margaret” and left.",
        "",
    ),
    (
        "particles of a surname",
        "Ursula van der Aalst spoke. Van der Aalst added a word. Aalst was misquoted.",
        "Ursula van der Aalst: Ursula van der Aalst, Van der Aalst, Aalst",
    ),
    (
        "the family name in front",
        "Kim Se-won watched. Kim smiled. His sister Kim Yo-ra clapped.",
        "Kim Se-won: Kim Se-won, Kim | Kim Yo-ra: Kim Yo-ra",
    ),
    (
        "what the law adds to a company",
        "Orrhaven Chase & Co. rose, and Orrhaven Chase fell again.",
        "@Orrhaven Chase & Co: Orrhaven Chase & Co, Orrhaven Chase",
    ),
    (
        "courts of two places",
        "The Kenya Supreme Court waited for the Supreme Court of Norway.",
        "@Kenya Supreme Court: Kenya Supreme Court | @Supreme Court of Norway: Supreme Court of Norway",
    ),
    (
        "courts with numbers",
        "The 9th Circuit Court of Appeals agreed. The Ninth Circuit Court of Appeals had waited, and the 5th Circuit \
         Court of Appeals had not.",
        "@9th Circuit Court of Appeals: 9th Circuit Court of Appeals, Ninth Circuit Court of Appeals | \
         @5th Circuit Court of Appeals: 5th Circuit Court of Appeals",
    ),
    (
        "a king and a prince of one name",
        "King Fahd and Prince Fahd met. Prince Fahd left.",
        "King Fahd: Fahd | Prince Fahd: Fahd, Fahd",
    ),
    (
        "a headline above two of one surname",
        "HALE WINS IN LUND\n\nCarl Hale won on Friday. Edith Hale lost.",
        "Carl Hale: HALE, Carl Hale | Edith Hale: Edith Hale",
    ),
    (
        "a family",
        "The Fenns arrived late. Mark Fenn paid.",
        "Mark Fenn: Mark Fenn",
    ),
    (
        "the word before of",
        "The Bank of Norway cut rates. The Bank said so. Central Bank officials agreed.",
        "@Bank of Norway: Bank of Norway, Bank | @Central Bank: Central Bank",
    ),
    (
        "an acronym behind its expansion",
        "The Kenya Dairy Board has twelve inspectors. On Friday the KDB fined two farms.",
        "@Kenya Dairy Board: Kenya Dairy Board, KDB",
    ),
    (
        "the last word of two newspapers",
        "The Northmark Ledger and the Lund Ledger disagreed. A spokesman for the Ledger said no.",
        "@Northmark Ledger: Northmark Ledger | @Lund Ledger: Lund Ledger",
    ),
    (
        "a surname that is a city",
        "Harold London spoke first. London left early, and flew to London.",
        "Harold London: Harold London, London",
    ),
    (
        "two companies with one first word",
        "Orrhaven Motors sued Orrhaven Foods. Orrhaven Motors won.",
        "@Orrhaven Motors: Orrhaven Motors, Orrhaven Motors | @Orrhaven Foods: Orrhaven Foods",
    ),
    (
        "a seat that acts, is a house and describes",
        "The Kremlin denied it. He walked to the Kremlin. Kremlin officials laughed.",
        "@Kremlin: Kremlin, Kremlin",
    ),
    (
        "a place and its team",
        "Norway sued. The Norway Rangers won, and the Rangers flew home.",
        "@Norway Rangers: Norway Rangers, Rangers",
    ),
    (
        "two of one surname, told apart by titles and states",
        "Sen. Margaret Hale, D-N.Y., left. Rep. Carl Hale (R-Texas) stayed. Senator Hale laughed. Rep. Hale wept.",
        "Margaret Hale: Margaret Hale, Hale | Carl Hale: Carl Hale, Hale",
    ),
    (
        "the state behind a senator",
        "Senator Elspeth Warrick (D-Mass.) and Lindley Grahame, R-S.C., clashed. Ms. Warrick walked out.",
        "Elspeth Warrick: Elspeth Warrick, Warrick | Lindley Grahame: Lindley Grahame",
    ),
];
