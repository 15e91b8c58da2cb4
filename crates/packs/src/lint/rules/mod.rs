//! One file a rule, one line to register it.

mod bundled;
mod cost_direction;
mod duplicate;
mod evidence;
mod last_year;
mod qualitative_quantity;
mod rate_base;
mod satisfaction;
mod spending;
mod timeliness;
mod vague;
mod weights;
mod wrong_kind;

use super::Rule;

/// Every rule, by code.
pub(super) static ALL: [Rule; 13] = [
    vague::RULE,
    qualitative_quantity::RULE,
    cost_direction::RULE,
    rate_base::RULE,
    duplicate::RULE,
    weights::RULE,
    last_year::RULE,
    evidence::RULE,
    wrong_kind::RULE,
    spending::RULE,
    bundled::RULE,
    timeliness::RULE,
    satisfaction::RULE,
];

#[cfg(test)]
mod example;
