//! Quotations: the marks, the kind, and who said it.
