//! Whole sentences of our own, with everybody whom they name. All people are invented.

mod tricky;

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
