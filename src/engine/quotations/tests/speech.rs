//! Who said it: at least one sentence for each rule.

use super::check;

#[test]
fn words_after_the_quotation() {
    check("[direct Ann Orr: “The bridge is safe,”] said Ann Orr.");
    check("[direct Ann Orr: “The bridge is safe,”] Ann Orr said on Monday.");
    check("[direct Ann Orr: “The bridge is safe,”] later added Ann Orr, the mayor of Dunmore.");
    check(
        "[direct Ann Orr: “The bridge is safe,”] Ann Orr, 54, a mayor for ten years, told reporters.",
    );
    check("[direct Ann Orr: “Is the bridge safe?”] Ann Orr shrugged.");
    check("[direct Ann Orr: “What a bridge!”] beamed Ann Orr.");
    check("[direct Ann Orr: “The bridge is safe,”] according to Mayor Ann Orr.");
    check("[direct Ann Orr: “The bridge is safe.”] — Ann Orr");
}

#[test]
fn people_behind_titles_and_bodies() {
    check("[direct Ann Orr: “We are ready,”] said Harbour Commission President Ann Orr.");
    check("[direct Ben Dahl: “We are ready,”] said fisherman Ben Dahl, 58.");
    check("[direct Ben Dahl: “We are ready,”] said campaign spokesman Ben Dahl.");
    check("[direct Ben Dahl: “We are ready,”] the mayor’s lawyer, Ben Dahl, said.");
    check("The mayor’s lawyer, Ben Dahl, said: [direct Ben Dahl: “We are ready.”]");
    check("Dr. Ben Dahl of the University of Dunmore said it was [mixed Ben Dahl: “a start.”]");
}

#[test]
fn the_end_of_the_sentence() {
    check("Ships [mixed Ann Orr: “may stay”] in the harbour until noon, Ann Orr said.");
    check("The bridge [mixed Ann Orr: “may close”] for a week, according to Ann Orr.");
}

#[test]
fn words_before_the_quotation() {
    check("Ann Orr said, [direct Ann Orr: “The bridge is safe.”]");
    check(
        "Ann Orr told the Dunmore Post that the bridge had been [mixed Ann Orr: “neglected for years.”]",
    );
    check("Ann Orr said Ben Dahl was a man who [mixed Ann Orr: “never listens.”]");
    check("The plan was called [mixed Ann Orr: “a disgrace”] by Ann Orr.");
    check("Ann Orr left the room with Ben Dahl calling the plan [mixed Ben Dahl: “a disgrace.”]");
    check("The agency quoted Ann Orr as saying the bridge [mixed Ann Orr: “is safe.”]");
    check(
        "While promising a [mixed Ann Orr: “new start”] for the harbour, Ann Orr said little about money.",
    );
    check("According to Ann Orr, [direct Ann Orr: “The bridge is safe.”]");
}

#[test]
fn subjects_behind_other_clauses() {
    check("Asked about Mark Lund, Ben Dahl shook his head and said, [direct Ben Dahl: “No.”]");
    check("Ann Orr will stay, Ben Dahl said, adding, [direct Ben Dahl: “For now.”]");
    check(
        "Ann Orr said on Monday that Ben Dahl’s comments were [mixed Ann Orr: “no help”] to her.",
    );
}

#[test]
fn colons_and_nouns_for_words() {
    check("Ann Orr: [direct Ann Orr: “The bridge is safe.”]");
    check("Nobody believed Ann Orr’s claim that the bridge was [mixed Ann Orr: “as good as new.”]");
    check("The paper checked Ann Orr’s claim that there were [mixed Ann Orr: “no cracks”] in it.");
}

#[test]
fn several_quotations_in_one_paragraph() {
    check(
        "[direct Ann Orr: “The bridge is safe,”] Ann Orr said. [direct Ann Orr: “We looked twice.”]",
    );
    check("[direct Ann Orr: “No.”] [direct Ann Orr: “The bridge is safe,”] Ann Orr said.");
    check(
        "Ann Orr called the bridge [mixed Ann Orr: “old”] but not [mixed Ann Orr: “dangerous”] at all.",
    );
    check("Ann Orr waited at the gate. [direct Ann Orr: “The bridge is safe now.”]");
}

#[test]
fn the_paragraph_above_tells() {
    check("Ann Orr spoke first.\n\n[direct Ann Orr: “The bridge is safe, and it will stay so.”]");
    check(
        "[direct Ann Orr: “The bridge is safe,”] Ann Orr said.\n\n[direct Ann Orr: “It will stay so.”]",
    );
    check(
        "[direct Ann Orr: “We begin,”] Ann Orr said. [direct Ann Orr: “We go on.]\n\n[direct Ann Orr: “And we end.”]",
    );
}

#[test]
fn pronouns_mean_the_last_speaker_of_their_gender() {
    check(
        "Ann Orr met Ben Dahl.\n\nMs. Orr said she was glad. Mr. Dahl said he was too.\n\n\
         [direct Ann Orr: “We agree,”] she said.\n\n[direct Ben Dahl: “We do,”] he said.",
    );
    check(
        "Ben Dahl said Mark Lund had misread the plan. [direct Ben Dahl: “It happens,”] he said.",
    );
    check("Ben Dahl spoke. Mark Lund left early. [direct Mark Lund: “I was tired,”] he said.");
    check("The bridge opened. [direct ?: “I was tired,”] she said.");
}

#[test]
fn roles_lead_to_names() {
    check("Ann Orr, the mayor, came at noon.\n\n[direct Ann Orr: “We begin,”] the mayor said.");
    check(
        "Ann Orr, the envoy for the harbours, wrote to the company.\n\n\
         The diplomat told reporters it was a [mixed Ann Orr: “firm”] letter.",
    );
    check(
        "The Dunmore Harbour Commission met on Monday.\n\n\
         [direct Dunmore Harbour Commission: “We begin,”] the commission said.",
    );
}

#[test]
fn speakers_without_a_name_keep_their_words() {
    check("[direct ~one official: “We begin,”] one official told the Dunmore Post.");
    check("[direct ~senior official: “We begin,”] a senior official said.");
    check("[direct ~harbour pilots: “We begin,”] the harbour pilots said.");
    check("Harbour pilots said the tide was [mixed ~Harbour pilots: “too low.”]");
    check("About 21 percent said it was [mixed ~About 21 percent: “too low.”]");
    check(
        "Ann Orr met another unnamed official on Monday.\n\n\
         [direct ~official: “We begin,”] the official said.",
    );
}

#[test]
fn terms_titles_and_nicknames_are_nobodys_words() {
    check("The so-called [scare: “quiet zone”] begins at the bridge.");
    check("Ann Orr wrote the book [scare: “A Quiet Harbour”] in May.");
    check("Her first novel, [scare: “The Salt Road,”] sold well.");
    check("They call it [scare: “cold stacking,”] as the method is known.");
    check("Robert [scare: “Bobby”] Lund came late.");
    check("It was a [scare: “bridge”] of two planks.");
}

#[test]
fn reported_speech_without_marks() {
    check("Ann Orr said [indirect Ann Orr: the bridge was safe].");
    check("Ann Orr told reporters on Monday [indirect Ann Orr: that the bridge was safe].");
    check("[indirect Ann Orr: The bridge was safe], Ann Orr said.");
    check("According to Ann Orr, [indirect Ann Orr: the bridge was safe].");
    check("[indirect Ann Orr: The bridge was safe], according to Ann Orr.");
    check(
        "Ann Orr said [indirect Ann Orr: that the pilots — who had met on Monday — would strike].",
    );
    check(
        "Ann Orr noted [indirect Ann Orr: that the harbour fee, which few pay, was fair], which nobody doubted.",
    );
    check(
        "Ann Orr said [indirect Ann Orr: the bridge was safe]. She added that, \
         [mixed Ann Orr: “for those few people, it is a loss.”]",
    );
    check(
        "Ann Orr said [indirect Ann Orr: the bridge was safe]. She argued that:\n\nThe bridge was closed.",
    );
    check("Ann Orr left on Monday, saying [indirect Ann Orr: that the bridge was safe].");
    check(
        "It cited two officials familiar with the bridge who said \
         [indirect ~two officials familiar with the bridge: it was safe].",
    );
}

#[test]
fn subjects_that_a_clause_describes() {
    check("One aide who briefed Ben Dahl said, [direct ~One aide: “The bridge will close.”]");
    check(
        "A lawyer for the Dunmore Port Authority said it was [mixed ~lawyer for the Dunmore Port Authority: “a mess.”]",
    );
}

#[test]
fn texts_and_states_that_speak() {
    check("[direct ~message on the gate: “Nobody may enter!”] a message on the gate reads.");
    check("[direct ~Estonia: “We will not move,”] Estonia said on Monday.");
}

#[test]
fn names_behind_long_descriptions() {
    check(
        "[direct Ann Orr: “It must go on,”] Clean Water Now organizing director Ann Orr told reporters.",
    );
    check("[direct Ann Orr: “It must go on,”] said Navy Capt. Ann Orr.");
    check("[direct Ann Orr: “It must go on,”] explained Los Angeles-based attorney Ann Orr.");
}

#[test]
fn times_between_a_subject_and_its_verb() {
    check("The plan of Ben Dahl, Ann Orr on Monday said, is [mixed Ann Orr: “a mess.”]");
    check(
        "Much of it was aimed at Ben Dahl, who Ann Orr last week called [mixed Ann Orr: “a fraud.”]",
    );
}

#[test]
fn whoever_is_asked_or_answered_does_not_speak() {
    check(
        "Ben Dahl was asked by host Ann Orr, who backs him, [direct Ann Orr: “When did you know?”]",
    );
    check("In a letter to Ben Dahl, the bank said the plan was [mixed ~bank: “a mess.”]");
    check("In a letter to Ben Dahl, the aide said the plan was [mixed ~aide: “a mess.”]");
}

#[test]
fn a_crowd_is_not_the_one_it_gathers_around() {
    check("Critics of Ben Dahl said the plan was [mixed ~Critics of Ben Dahl: “a mess.”]");
    check(
        "The report, released by the Dunmore Institute, said the plan was [mixed ~report: “a mess.”]",
    );
}

#[test]
fn a_text_may_begin_with_a_body_whose_first_word_is_a_title() {
    check("Republican Party said on Monday that it was [mixed Republican Party: “a mess.”]");
}

#[test]
fn digests_name_the_speaker_right_before_the_words() {
    check("Pilots agree - Ann Orr: [direct Ann Orr: “One of the lessons was simple.”]");
}
