//! One file a command.

pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod draft;
pub(crate) mod drift;
pub(crate) mod evidence;
pub(crate) mod form;
pub(crate) mod ledger;
pub(crate) mod lint;
pub(crate) mod measure;
pub(crate) mod monitor;
pub(crate) mod new;
pub(crate) mod pack;
pub(crate) mod project;
pub(crate) mod propose;
pub(crate) mod rectify;
pub(crate) mod report;
pub(crate) mod roll;
pub(crate) mod rollup;
pub(crate) mod rule;
pub(crate) mod score;
pub(crate) mod survey;
pub(crate) mod verify;
pub(crate) mod watch;
