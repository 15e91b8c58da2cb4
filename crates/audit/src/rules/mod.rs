//! The rule book: one rule a file, one line here.
//!
//! A rule's file starts with its page: what it checks, why, an example, the remedy, the limits, the source and whether it
//! is new. Beside it stands its fixture, `NAME.md`, with texts it must fire on and texts it must stay silent on.

mod account_item;
mod account_purpose;
mod account_void;
mod across_approved;
mod across_copied;
mod across_prior;
mod across_same;
mod all_exact;
mod balance;
mod blank;
mod bound;
mod brackets;
mod change;
mod claim;
mod contents;
mod count;
mod cut_off;
mod deadline;
mod difference;
mod direction;
mod document_number;
mod doubled;
mod empty_table;
mod enumeration;
mod flat;
mod flat_reason;
mod foreign;
mod form_earned;
mod form_forecast;
mod form_funds;
mod form_rate;
mod form_same;
mod form_total;
mod form_weight;
mod grade;
mod impossible_date;
mod limit;
mod listed_name;
mod lost_amount;
mod made_up_of;
mod mean;
mod measure_word;
mod multiple;
mod no_target;
mod no_total_score;
mod no_unit;
mod numbering;
mod one_proof;
mod operator;
mod order;
mod over_fulfilment;
mod own_name;
pub(crate) mod own_relation;
mod own_section;
mod percent_form;
mod periods;
mod placeholder;
mod procurement;
mod product;
mod prompt;
mod rate;
mod relative_time;
mod repealed;
mod repeated;
mod reversed_dates;
mod same;
mod satisfaction;
mod score;
mod score_parts;
mod self_name;
mod share;
mod share_total;
mod slogan;
mod stale_year;
mod sum;
mod table_across;
mod table_code;
mod table_column;
mod table_cross;
mod table_rate;
mod table_sum;
mod table_text;
mod taken_off;
mod three_public;
mod twice_listed;
mod unattainable;
mod under_fulfilment;
mod uneven_places;
mod unexplained_loss;
mod unfinished;
mod unknown_indicator;
mod unpicked;
mod unscored;
mod within;
mod wrong_way;
mod zero_base;

use crate::across::Pair;
use crate::claim::Relation;
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};

/// The code of the rule about sums.
pub(crate) const SUM: &str = sum::CODE;
/// The code of the rule about rates.
pub(crate) const RATE: &str = rate::CODE;
/// The code of the rule about changes.
pub(crate) const CHANGE: &str = change::CODE;
/// Whether a rate tells what part of things was dealt with.
pub(crate) use rate::is_of_things;

/// The sections of each page, in order.
pub const SECTIONS: [&str; 7] = ["查什么", "为什么", "例", "怎样改", "宽严", "依据", "状态"];

/// A rule of the audit.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its code, as findings carry it.
    pub code: &'static str,
    /// What sort of claim it looks at.
    pub kind: Kind,
    /// How grave its findings are at most.
    pub severity: Severity,
    /// The source text of its file, whose head is its page.
    source: &'static str,
    /// How it works.
    pub(crate) work: Work,
}

/// How a rule works.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Work {
    /// It reads claims among figures; the judge decides them.
    Relations(Propose),
    /// It holds the document against another.
    Across(fn(&Pair<'_>, &mut Vec<Finding>)),
    /// It looks at words and states what is wrong itself.
    Words(Inspect),
    /// It reads claims among figures, and looks at words besides.
    Mixed(Propose, Inspect),
}

/// Reads claims among figures.
pub(crate) type Propose = fn(&Context<'_>, &mut Vec<Relation>);

/// States what is wrong with words.
pub(crate) type Inspect = fn(&Context<'_>, &mut Vec<Finding>);

impl Work {
    /// How it reads claims, where it does.
    pub(crate) fn proposes(self) -> Option<Propose> {
        match self {
            Work::Relations(propose) | Work::Mixed(propose, _) => Some(propose),
            Work::Words(_) | Work::Across(_) => None,
        }
    }

    /// How it looks at words, where it does.
    pub(crate) fn inspects(self) -> Option<Inspect> {
        match self {
            Work::Words(inspect) | Work::Mixed(_, inspect) => Some(inspect),
            Work::Relations(_) | Work::Across(_) => None,
        }
    }
}

macro_rules! rules {
    ($($file:ident $kind:ident $severity:ident $work:ident $($function:ident)+;)*) => {
        /// All rules, in the order in which they are run.
        pub const RULES: &[Rule] = &[$(Rule {
            code: $file::CODE,
            kind: Kind::$kind,
            severity: Severity::$severity,
            source: include_str!(concat!(stringify!($file), ".rs")),
            work: Work::$work($($file::$function),+),
        }),*];
    };
}

rules! {
    sum               Sum     Error   Relations propose;
    within            Sum     Error   Relations propose;
    periods           Sum     Error   Relations propose;
    table_sum         Sum     Error   Relations propose;
    table_code        Sum     Error   Relations propose;
    table_across      Sum     Error   Relations propose;
    table_column      Rate    Error   Relations propose;
    table_cross       Same    Error   Relations propose;
    table_text        Same    Error   Relations propose;
    count             Count   Warning Words     inspect;
    bound             Bound   Error   Relations propose;
    same              Same    Error   Relations propose;
    taken_off         Balance Error   Relations propose;
    direction         Wording Error   Relations propose;
    share             Share   Error   Relations propose;
    share_total       Share   Warning Relations propose;
    unattainable      Share   Warning Words     inspect;
    rate              Rate    Error   Relations propose;
    table_rate        Rate    Error   Relations propose;
    change            Change  Error   Relations propose;
    difference        Change  Error   Relations propose;
    multiple          Change  Error   Relations propose;
    limit             Bound   Error   Relations propose;
    flat              Change  Error   Relations propose;
    order             Wording Error   Relations propose;
    mean              Product Error   Relations propose;
    product           Product Error   Relations propose;
    balance           Balance Error   Relations propose;
    form_funds        Sum     Error   Relations propose;
    form_rate         Rate    Error   Relations propose;
    form_forecast     Bound   Error   Relations propose;
    form_weight       Points  Error   Relations propose;
    score             Points  Error   Relations propose;
    score_parts       Points  Error   Relations propose;
    procurement       Bound   Error   Relations propose;
    made_up_of        Sum     Error   Relations propose;
    three_public      Share   Error   Relations propose;
    form_total        Points  Error   Relations propose;
    form_earned       Points  Error   Mixed     propose inspect;
    form_same         Same    Error   Mixed     propose inspect;
    blank             Same    Warning Words     inspect;
    account_void      Same    Warning Words     inspect;
    account_item      Wording Warning Words     inspect;
    account_purpose   Wording Warning Words     inspect;
    own_name          Wording Warning Words     inspect;
    zero_base         Change  Warning Words     inspect;
    listed_name       Wording Warning Words     inspect;
    grade             Points  Error   Relations propose;
    over_fulfilment   Wording Warning Words     inspect;
    contents          Form    Warning Words     inspect;
    empty_table       Form    Warning Words     inspect;
    placeholder       Form    Warning Words     inspect;
    stale_year        Date    Warning Words     inspect;
    flat_reason       Wording Warning Words     inspect;
    operator          Wording Warning Words     inspect;
    unfinished        Wording Warning Relations propose;
    claim             Wording Warning Relations propose;
    foreign           Wording Warning Words     inspect;
    unknown_indicator Wording Warning Mixed     propose inspect;
    unexplained_loss  Wording Warning Words     inspect;
    deadline          Date    Hint    Words     inspect;
    document_number   Form    Warning Words     inspect;
    repealed          Wording Warning Words     inspect;
    doubled           Form    Hint    Words     inspect;
    percent_form      Number  Hint    Words     inspect;
    unpicked          Form    Warning Words     inspect;
    lost_amount       Form    Warning Words     inspect;
    all_exact         Wording Hint    Words     inspect;
    reversed_dates    Date    Warning Words     inspect;
    impossible_date   Date    Warning Words     inspect;
    enumeration       Form    Hint    Words     inspect;
    repeated          Wording Hint    Words     inspect;
    prompt            Form    Warning Words     inspect;
    satisfaction      Wording Hint    Words     inspect;
    brackets          Form    Hint    Words     inspect;
    cut_off           Date    Hint    Words     inspect;
    measure_word      Form    Hint    Words     inspect;
    no_target         Wording Warning Words     inspect;
    no_unit           Form    Warning Words     inspect;
    no_total_score    Points  Warning Words     inspect;
    numbering         Form    Hint    Words     inspect;
    one_proof         Wording Hint    Words     inspect;
    relative_time     Date    Hint    Words     inspect;
    self_name         Wording Hint    Words     inspect;
    slogan            Wording Hint    Words     inspect;
    twice_listed      Wording Warning Words     inspect;
    under_fulfilment  Wording Warning Words     inspect;
    unscored          Points  Warning Words     inspect;
    uneven_places     Number  Hint    Words     inspect;
    wrong_way         Wording Warning Words     inspect;
    across_approved   Same    Error   Across    compare;
    across_same       Same    Error   Across    compare;
    across_prior      Same    Error   Across    compare;
    across_copied     Wording Hint    Across    compare;
    own_relation      Sum     Error   Relations propose;
    own_section       Form    Error   Words     inspect;
}

/// The rule with a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
}

impl Rule {
    /// Whether it speaks of the boxes of forms: it reads them as forms, or a user asks for what it claims.
    pub(crate) fn knows_forms(&self) -> bool {
        const THEY: [&str; 10] = [
            form_funds::CODE,
            form_rate::CODE,
            form_forecast::CODE,
            form_weight::CODE,
            form_total::CODE,
            form_earned::CODE,
            form_same::CODE,
            score::CODE,
            grade::CODE,
            own_relation::CODE,
        ];
        THEY.contains(&self.code)
    }

    /// Its page as Markdown.
    pub fn page(&self) -> String {
        let lines = self
            .source
            .lines()
            .take_while(|line| line.starts_with("//!"));
        lines
            .map(|line| line.trim_start_matches("//!").trim_start_matches(' '))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// A section of its page, as 依据; empty where the page lacks it.
    pub fn section(&self, heading: &str) -> String {
        let page = self.page();
        let sections = page.split("\n\n");
        sections
            .filter_map(|section| section.strip_prefix("**"))
            .filter_map(|section| section.split_once("**"))
            .find(|(head, _)| *head == heading)
            .map(|(_, text)| text.trim().to_owned())
            .unwrap_or_default()
    }

    /// Its name in Chinese.
    pub fn name(&self) -> &'static str {
        let title = self
            .source
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("//! # ");
        title.split(" (").next().unwrap_or(title)
    }
}
