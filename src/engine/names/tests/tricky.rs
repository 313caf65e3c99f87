//! Cases where names are easily taken for one another. All people are invented.

use super::*;

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
        "initials of a first name and a middle initial",
        "Edwin J. Hale opened the pier. E.J. Hale spoke, and Ed Hale sang.",
        "Edwin J. Hale: Edwin J. Hale, E.J. Hale, Ed Hale",
    ),
    (
        "initials before the full name",
        "E.J. Hale opened the pier. Edwin J. Hale spoke.",
        "Edwin J. Hale: E.J. Hale, Edwin J. Hale",
    ),
    (
        "initials of somebody else",
        "Edwin J. Hale opened the pier. E.K. Hale spoke.",
        "Edwin J. Hale: Edwin J. Hale | E.K. Hale: E.K. Hale",
    ),
    (
        "letters behind a name",
        "Gareth Pell MP met Ann Fenn QC. Pell left.",
        "Gareth Pell: Gareth Pell, Pell | Ann Fenn: Ann Fenn",
    ),
    (
        "a rank behind the police",
        "Officers of Dunmore Police came. Dunmore Police Sgt. Ann Orr said no.",
        "@Dunmore Police: Dunmore Police, Dunmore Police | Ann Orr: Ann Orr",
    ),
    (
        "a party and a seat",
        "Senator Gail Portman, D-Lakeview, left the hall.",
        "Gail Portman: Gail Portman",
    ),
    (
        "a name that no list knows, with an age",
        "“We stay,” Nurgul Isakova, 27, a teacher, told a reporter.",
        "Nurgul Isakova: Nurgul Isakova",
    ),
    (
        "a place in front of the report",
        "NORWICK – The council met.",
        "",
    ),
    (
        "people of a trade at the head of a sentence",
        "Nurses said they were tired. Ministers have said nothing.",
        "",
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
