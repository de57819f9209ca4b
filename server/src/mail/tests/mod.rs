//! Tests of whole mails, read back by a library that is not the one that wrote them.
