//! Every overlay at every size, and pictures of each.
