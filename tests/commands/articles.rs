//! Two invented articles of one day and the day before, in which the same people speak.

pub(crate) const BRIDGE: &str = " date 2026-03-09 Harbour bridge closes on Monday\n\n\
    “We close the bridge on Monday,” said Mayor Anna Keller. “Nobody is in danger.”\n\n\
    Keller said the repairs were “long overdue.” The Harbour Council pays for them.\n\n\
    Spokesman Bruno Falk told reporters: “The ferry runs all night.”\n";

pub(crate) const FERRY: &str = " date 2026-03-07 Ferry crews ask for more pay\n\n\
    “We were never asked,” Falk said on Friday, according to The Harbour Post.\n\n\
    “Pay comes first,” said Bruno Falk, a spokesman for the ferry crews.\n\n\
    Gerda Keller, who sells tickets, disagreed. “The bridge comes first,” Gerda Keller said.\n";
