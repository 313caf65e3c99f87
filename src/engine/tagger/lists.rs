//! The word lists that the model knows, one bit each.

/// A first name.
pub const FIRST_NAME: u32 = 1;
/// One of the most common first names.
pub const COMMON_FIRST_NAME: u32 = 1 << 1;
/// A surname.
pub const SURNAME: u32 = 1 << 2;
/// One of the most common surnames.
pub const COMMON_SURNAME: u32 = 1 << 3;
/// An honorific or office: `Mr`, `president`.
pub const TITLE: u32 = 1 << 4;
/// An occupation or relation: `economist`.
pub const OCCUPATION: u32 = 1 << 5;
/// What stands before titles: `former`.
pub const MODIFIER: u32 = 1 << 6;
/// The last word of a body’s name: `Committee`.
pub const BODY: u32 = 1 << 7;
/// The last word of an outlet’s name: `Tribune`.
pub const OUTLET: u32 = 1 << 8;
/// The last word of a place’s name: `Street`.
pub const PLACE_HEAD: u32 = 1 << 9;
/// The last word of a name that is nobody’s: `Treaty`.
pub const THING: u32 = 1 << 10;
/// The last word of a body’s name if a name stands before it: `Rangers`.
pub const WEAK: u32 = 1 << 11;
/// A country, region or large city.
pub const PLACE: u32 = 1 << 12;
/// A town.
pub const TOWN: u32 = 1 << 13;
/// A people, faith or camp.
pub const PEOPLE: u32 = 1 << 14;
/// A day or month.
pub const CALENDAR: u32 = 1 << 15;
/// A word that names nobody.
pub const FUNCTION_WORD: u32 = 1 << 16;
/// A well-known organization.
pub const KNOWN: u32 = 1 << 17;
/// A company, as far as its name is no ordinary word.
pub const COMPANY: u32 = 1 << 18;
/// A university or agency.
pub const INSTITUTION: u32 = 1 << 19;
/// A noun for somebody who may speak: `official`.
pub const ROLE: u32 = 1 << 20;
/// A verb of saying.
pub const SAYING: u32 = 1 << 21;
/// The first word of a longer name on a list.
pub const STARTS_PHRASE: u32 = 1 << 22;
/// How many lists there are, the last one not among them.
pub(super) const COUNT: u32 = 22;
