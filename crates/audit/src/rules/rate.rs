//! # 执行率与完成率 (B03)
//!
//! **查什么** 执行率、完成率、整改率、到位率等：完成数除以计划数应等于所写百分比；“完成预算…万元的p%”同此；资产负债率为负债除以资产，满意率为满意数除以调查数，城镇化率为城镇人口除以常住人口，到会率、收缴率等为“实到”“实收”除以“应到”“应收”。
//!
//! **为什么** 完成率直接决定得分；照抄100%、倒算、用错基数都常见。
//!
//! **例** 全年预算数200万元，执行数179.43万元，执行率98.7%。 → 应为89.7%。
//!
//! **怎样改** 按建议改百分比；若基数另有口径（如年度任务不同于存量任务），把基数写出来。
//!
//! **宽严** 同一句中亩数、宗数等几种算法只要有一种成立就不报；基数没有印出来的不报；跨句才找到基数的只作提醒。
//!
//! **依据** 财预〔2020〕10号：预算执行率＝全年执行数÷全年预算数；财预〔2013〕53号。
//!
//! **状态** 稳定。

use std::collections::HashSet;

use foldhash::fast::RandomState;
use quantity::Decimal;

use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::discovery::percentages;
use crate::figure::{Figure, Role, Separator};

/// The code of this rule.
pub(crate) const CODE: &str = "B03";

/// Rates whose part and whole are told by other words than their own name: the words of either, and what the kind of
/// reading is called.
const NAMED: &[Named] = &[
    ("资产负债率", &["负债"], &["资产"], "负债率"),
    ("在职人员控制率", &["在职"], &["编制"], "控制率"),
    (
        "执行率",
        &[
            "执行", "支出", "决算", "使用", "发放", "支付", "完成", "拨付",
        ],
        &[],
        "率",
    ),
    (
        "完成率",
        &["完成", "实际", "决算", "执行", "消化", "处置", "已", "支出"],
        &[],
        "率",
    ),
    ("节约率", &["节约"], &["预算"], "率"),
    ("节支率", &["节支", "节约"], &["预算"], "率"),
    ("得分率", &["得分"], &["分值", "满分", "权重"], "得分率"),
    ("使用率", &["使用", "支出", "支付"], &[], "率"),
    ("支付率", &["支付", "支出"], &[], "率"),
    ("回收率", &["回收", "收回"], &["发放", "发出"], "率"),
    ("有效率", &["有效"], &["回收", "收回", "发放"], "率"),
    ("结案率", &["结案", "审结", "办结", "执结"], &[], "结案率"),
    ("办结率", &["办结", "结案", "审结", "执结"], &[], "结案率"),
    ("满意率", &["满意"], &[], "率"),
    ("满意度", &["满意"], &[], "率"),
    ("城镇化率", &["城镇"], &["常住人口", "总人口"], "率"),
];

/// What was done of what was due, told by a pair of words whatever the rate is called: 应到120人，实到114人，到会率95%.
const DUE: (&[&str], &[&str]) = (
    &[
        "实到", "实参", "实际", "实收", "实交", "实缴", "实付", "实还",
    ],
    &[
        "应到",
        "应参",
        "应收",
        "应交",
        "应缴",
        "应付",
        "应还",
        "应完成",
    ],
);

/// Words before what a rate is named for that say it was not done: 未验收, 不合格, 正在整改.
const UNDONE: &[&str] = &[
    "未", "不", "没有", "没", "无", "待", "拟", "正在", "正", "需",
];

/// Words that say of things that they came to be dealt with: of no more of them anything can be done.
const COME: &[&str] = &["受理", "收到", "接到", "共收案", "受案"];

/// Words that say it was done in time, or not: a part of what was done.
const TIMELY: &[&str] = &[
    "按时", "按期", "及时", "如期", "限时", "超时", "超期", "逾期", "提前",
];

/// Words that say it was done in part, which may count or not: 满意435人，基本满意50人，满意率97%.
const PARTLY: &[&str] = &["基本", "较"];

/// What they say nothing of: 基本支出 is a name.
const NAMES: &[&str] = &["支出"];

/// Words that say a rate is of all that was told before: 综合执行率, 两年平均完成率.
const OVERALL: &[&str] = &["综合", "总体", "整体", "平均", "合计", "累计", "总"];

type Named = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
);

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    relations.extend(percentages(context));
    let mut spent: HashSet<FigureId, RandomState> = HashSet::default();
    let rates = context.in_role(|role| matches!(role, Role::OfPrevious | Role::Rate));
    for (percent, figure) in rates {
        match figure.role {
            Role::OfPrevious => relations.extend(
                of_previous(context, percent)
                    .map(|relation| context.or_made(relation.by("之"), |_| true)),
            ),
            Role::Rate => {
                let Some(relation) = by_name(context, percent, &spent) else {
                    continue;
                };
                spent.extend(
                    relation
                        .readings
                        .iter()
                        .flat_map(Form::figures)
                        .filter(|id| *id != percent),
                );
                relations.extend(in_other_unit(context, &relation));
                let done = relation.readings[0].figures()[0];
                if let Some(words) = named_base(context, percent, &relation) {
                    let relation = relation.by("名基").quoting(words);
                    relations.push(relation.advising("核对完成的是哪一个预算数，改名称或改百分比"));
                    continue;
                }
                let named = relation.kind != "的" && !relation.kind.ends_with("预算");
                // 整改率265%: no part of things is more than all of them.
                let above = figure.quantity.value > Decimal::new(100, 0);
                let parts = named && above && is_of_things(context.label(percent));
                let same = |form: &Form| !parts && (!named || form.figures()[0] == done);
                relations.push(context.or_made(relation, same));
            }
            _ => {}
        }
    }
}

/// 年初预算为0万元，全年预算为321.02万元，…完成年初预算的95.89%: where both budgets stand in the sentence, the one named is
/// meant. Where the words stand that name it.
fn named_base(
    context: &Context<'_>,
    percent: FigureId,
    relation: &Relation,
) -> Option<(usize, usize)> {
    const NAMES: &[(&str, &[&str])] = &[
        ("年初预算", &["全年预算", "调整预算", "调整后预算"]),
        ("全年预算", &["年初预算"]),
        ("调整预算", &["年初预算"]),
    ];
    let figure = &context.figures[percent];
    let label = context.label(percent);
    let (name, others) = NAMES.iter().find(|(name, _)| label.contains(name))?;
    let said = |words: &str| {
        let mut before = context.before_in_sentence(percent);
        before.any(|(id, other)| other.role == Role::Amount && context.label(id).contains(words))
    };
    let [form] = &relation.readings[..] else {
        return None;
    };
    let base = *form.figures().get(1)?;
    let both = context.label(base).contains(name) && others.iter().any(|other| said(other));
    let at = figure.label.0 + label.find(name)?;
    both.then_some((at, at + name.len()))
}

/// The same rate between the amounts restated in another unit: 5000亩（333.33公顷）…11136亩（742.43公顷）.
fn in_other_unit(context: &Context<'_>, relation: &Relation) -> Option<Relation> {
    let [part, whole, percent] = relation.readings[0].figures()[..] else {
        return None;
    };
    let (part, whole) = (context.restated(part)?, context.restated(whole)?);
    let readings = vec![Form::ratio(part, whole, percent)];
    Some(Relation::new(CODE, relation.certainty, readings).by("异位"))
}

/// 决算62万元，完成全年预算85万元的73%: the figure before the percentage is its base.
fn of_previous(context: &Context<'_>, percent: FigureId) -> Option<Relation> {
    let whole = percent.checked_sub(1)?;
    let base = &context.figures[whole];
    let said = base
        .gap
        .any(Tags::DONE | Tags::SHARE | Tags::PLAN | Tags::BEYOND)
        || context.label(whole).contains('为');
    if base.role != Role::Amount || !said {
        return None;
    }
    let (part, figure) = context.before_in_sentence(whole).find(|(_, figure)| {
        matches!(figure.role, Role::Amount) && figure.same_kind(base) && figure.depth <= base.depth
    })?;
    let near = context.separator(part, percent) <= Separator::Comma && !figure.own.any(Tags::PRIOR);
    let readings = vec![Form::ratio(part, whole, percent)];
    near.then_some(Relation::new(CODE, Certainty::Stated, readings))
}

fn by_name(
    context: &Context<'_>,
    percent: FigureId,
    spent: &HashSet<FigureId, RandomState>,
) -> Option<Relation> {
    let label = context.label(percent);
    // 分别完成预算的95%和90%: which is of which, their order tells.
    if is_of_another(context, percent, label) || label.contains("分别") {
        return None;
    }
    let search = Search {
        context,
        percent,
        spent,
        label,
    };
    let (row, stem) = (named(label), stem(label));
    let (of, stem) = (stem.map_or("", |stem| stem.0), stem.map(|stem| stem.1));
    // The name of the rate, and the words that say what was done.
    let (name, words) = match row {
        Some(row) => (row.0, row.1),
        None => ("", stem.as_slice()),
    };
    let pairs = match row {
        Some(row) => search.pairs(name, words, row.2),
        None if label.ends_with('的') && context.figures[percent].own.any(Tags::PLAN) => search
            .pairs(
                "",
                &["决算", "执行", "支出", "完成", "实际", "已", "累计"],
                &[],
            ),
        None if stem.is_some() => {
            let mut pairs = search.pairs(name, words, &[]);
            // 投诉解决率 is of 投诉, and 综合破案率 another rate than 破案率.
            pairs.retain(|pair| context.label(pair.plan).contains(of));
            pairs
        }
        None => Vec::new(),
    };
    let pairs = match (row, pairs.is_empty() && label.contains('率')) {
        (None, true) => search.pairs("", DUE.0, DUE.1),
        _ => pairs,
    };
    let first = pairs.first()?;
    let of_all = OVERALL.iter().any(|word| label.contains(word));
    let reach = match row {
        _ if of_all => Some(Separator::Stop),
        None => Some(Separator::Comma),
        Some(_) => None,
    };
    let told_twice = |reach| search.is_told_twice((name, words), first, reach);
    if reach.is_some_and(told_twice) || search.is_partly_done(words) {
        return None;
    }
    let certainty = if pairs.iter().any(|pair| pair.same_sentence) {
        Certainty::Stated
    } else {
        Certainty::Probable
    };
    let kind = match (row, stem) {
        _ if is_capped(context, percent, first) => "率满",
        _ if !first.planned => "率前",
        (Some(row), _) => row.3,
        (None, Some(_)) => "同词",
        (None, None) => footing(context, label, first),
    };
    let readings: Vec<Form> = pairs
        .into_iter()
        .map(|pair| Form::ratio(pair.done, pair.plan, percent))
        .collect();
    Some(Relation::new(CODE, certainty, readings).by(kind))
}

/// 完成37.9亿元（其中：市本级为预算的100.6%）: a bracket that names somebody speaks of him.
fn is_of_another(context: &Context<'_>, percent: FigureId, label: &str) -> bool {
    let figure = &context.figures[percent];
    let inner = percent
        .checked_sub(1)
        .is_some_and(|before| figure.depth > context.figures[before].depth);
    let label = label.trim();
    let verbs = ["为", "占", "完成", "是", "达", "执行"];
    inner && figure.gap.any(Tags::AMONG) && !verbs.iter().any(|verb| label.starts_with(verb))
}

/// Whether a rate tells what part of things was dealt with, and not how much of a plan was fulfilled.
pub(crate) fn is_of_things(label: &str) -> bool {
    label.contains('率')
        && !["完成", "执行", "增长", "预算", "计划"]
            .iter()
            .any(|word| label.contains(word))
}

/// Whether more was done than planned and the rate is told as 100%, as many forms want it.
fn is_capped(context: &Context<'_>, percent: FigureId, pair: &Pair) -> bool {
    let value = |id: FigureId| context.figures[id].quantity.in_base();
    let full = context.figures[percent].quantity.value == Decimal::new(100, 0);
    full && value(pair.done) > value(pair.plan)
}

/// What a rate says was done, and with what before it: 开工 of 开工率, 解决 and 投诉 of 投诉解决率.
fn stem(label: &str) -> Option<(&str, &str)> {
    let (words, _) = label.rsplit_once('率')?;
    let words = words.trim_start_matches(['其', '，', ',', ' ']);
    let count = words.chars().count();
    let plain = matches!(count, 2 | 4) && words.chars().all(char::is_alphabetic);
    let at = words.char_indices().nth(count.checked_sub(2)?)?.0;
    plain.then_some((&words[..at], &words[at..]))
}

/// Whether a percentage of a budget and the budget say of each other which of two budgets is meant: 为调整预算的98%.
fn footing(context: &Context<'_>, label: &str, pair: &Pair) -> &'static str {
    let plan = context.label(pair.plan);
    let said = |words: &str| {
        ["调整", "变动", "年初"]
            .into_iter()
            .find(|word| words.contains(word))
    };
    match (said(label), said(plan)) {
        (None, None) => "的",
        (Some(one), Some(other)) if one == other => "同预算",
        (None, Some(_)) => "未言",
        _ => "异预算",
    }
}

/// What stands before each place of a word in a label.
fn before<'l>(label: &'l str, word: &'l str) -> impl Iterator<Item = &'l str> {
    label.match_indices(word).map(|(at, _)| &label[..at])
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// The first row of [`NAMED`] whose rate a label names; every name ends with 率 or 度.
fn named(label: &str) -> Option<&'static Named> {
    let ends = label
        .match_indices(['率', '度'])
        .map(|(at, end)| at + end.len());
    let rows = ends.filter_map(|end| NAMED.iter().position(|row| label[..end].ends_with(row.0)));
    rows.min().map(|row| &NAMED[row])
}

struct Search<'a> {
    context: &'a Context<'a>,
    percent: FigureId,
    spent: &'a HashSet<FigureId, RandomState>,
    label: &'a str,
}

struct Pair {
    done: FigureId,
    plan: FigureId,
    same_sentence: bool,
    /// Whether words say that it was planned.
    planned: bool,
}

impl Search<'_> {
    /// What was done against what was planned: one pair for each unit and each plan that may be meant.
    fn pairs(&self, name: &str, done_words: &[&str], plan_words: &[&str]) -> Vec<Pair> {
        let sentence = self.context.figures[self.percent].sentence;
        let mut pairs = Vec::new();
        let mut kinds: Vec<FigureId> = Vec::new();
        for done in self.done(name, done_words) {
            if kinds
                .iter()
                .any(|kind| self.context.figures[*kind].same_kind(&self.context.figures[done]))
            {
                continue;
            }
            kinds.push(done);
            for plan in self.plans(done, plan_words) {
                let figure = &self.context.figures[plan];
                pairs.push(Pair {
                    done,
                    plan,
                    same_sentence: figure.sentence == sentence,
                    planned: !plan_words.is_empty() || figure.lead.any(Tags::PLAN),
                });
            }
        }
        pairs
    }

    /// The amounts done in the sentence of the percentage, the nearest first.
    fn done<'s>(
        &'s self,
        name: &'s str,
        words: &'s [&'s str],
    ) -> impl Iterator<Item = FigureId> + 's {
        let of_debts = name == "资产负债率";
        self.context
            .before_in_sentence(self.percent)
            .filter(|(_, figure)| self.is_amount(figure))
            .take_while(|(id, figure)| {
                !self.adds_up(*id, figure) && !self.context.label(*id).contains("分别")
            })
            .filter(move |(id, figure)| {
                !figure.lead.any(Tags::PLAN | Tags::LEFT)
                    && !self.context.is_goal(*id)
                    && (!of_debts || figure.own.any(Tags::DEBTS))
                    && self.says_done(*id, figure, words)
            })
            .map(|(id, _)| id)
    }

    /// Whether the words of an amount say that it was done.
    fn says_done(&self, id: FigureId, figure: &Figure, words: &[&str]) -> bool {
        let label = self.context.label(id);
        // 按时结案597件 is no answer to 结案率100%.
        let in_time = TIMELY.iter().any(|word| self.label.contains(word));
        let said = |word: &&str| {
            before(label, word).any(|words| {
                !ends_with_any(words, UNDONE) && (in_time || !ends_with_any(words, TIMELY))
            })
        };
        let undone = ["未", "正在", "没有"]
            .iter()
            .any(|word| label.contains(word));
        let done = figure.lead.any(Tags::DONE) && words.contains(&"完成") && !undone;
        done || words.iter().any(said)
    }

    /// Whether an amount only adds up others, so that what is told before it is a part: …，合计9240万元，执行率….
    fn adds_up(&self, id: FigureId, figure: &Figure) -> bool {
        let words = self.context.label(id).trim_matches(['，', ' ', '为']);
        figure.own.any(Tags::TOTAL) && ["合计", "共计", "总计"].contains(&words)
    }

    /// Whether more than one amount within reach may be what a rate is of: 甲支出90万元，乙支出285万元，综合执行率93.75%.
    fn is_told_twice(&self, (name, words): (&str, &[&str]), pair: &Pair, reach: Separator) -> bool {
        let figures = self.context.figures;
        let alike = |id: &FigureId| {
            figures[*id].same_kind(&figures[pair.done])
                && self.context.separator(*id, self.percent) <= reach
        };
        self.done(name, words).filter(alike).nth(1).is_some()
    }

    /// Whether what a rate is of is told of some in part.
    fn is_partly_done(&self, words: &[&str]) -> bool {
        let plain: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| !NAMES.contains(word))
            .collect();
        let mut amounts = self.context.before_in_sentence(self.percent);
        amounts.any(|(id, figure)| {
            let label = self.context.label(id);
            let said = |word: &&str| before(label, word).any(|words| ends_with_any(words, PARTLY));
            self.is_amount(figure) && plain.iter().any(said)
        })
    }

    /// The plans an amount may be measured against: those of its sentence, or one of the sentence before.
    fn plans(&self, done: FigureId, words: &[&str]) -> Vec<FigureId> {
        let figures = self.context.figures;
        let sentence = figures[self.percent].sentence;
        let is_plan = |id: FigureId, figure: &Figure| {
            let named = || {
                if words.is_empty() {
                    return figure.lead.any(Tags::PLAN) || self.context.is_goal(id);
                }
                let label = self.context.label(id);
                let part = ["农村", "乡村"].iter().any(|word| label.contains(word));
                !figure.own.any(Tags::ASSET_PART | Tags::NET)
                    && !part
                    && words.iter().any(|word| label.contains(word))
            };
            id != done && self.is_amount(figure) && figure.same_kind(&figures[done]) && named()
        };
        if let Some(adjusted) = self.adjusted(done) {
            return vec![adjusted];
        }
        let here: Vec<FigureId> = self
            .context
            .before_in_sentence(self.percent)
            .filter(|(id, f)| is_plan(*id, f))
            .map(|(id, _)| id)
            .collect();
        if !here.is_empty() {
            let initial = self.label.contains("年初");
            let wanted: Vec<FigureId> = here
                .iter()
                .copied()
                .filter(|id| initial && figures[*id].own.any(Tags::INITIAL))
                .collect();
            return if wanted.is_empty() {
                here
            } else {
                wanted.into_iter().take(1).collect()
            };
        }
        let before = self
            .context
            .before(self.percent)
            .skip_while(|(_, f)| f.sentence == sentence);
        let before = before.take_while(|(_, f)| f.sentence + 1 >= sentence);
        let planned = before
            .filter(|(id, f)| is_plan(*id, f) && !self.spent.contains(id))
            .map(|(id, _)| id)
            .next();
        // 发放405份，收回402份: what stands just before and is not less; or what came, whatever is told of it.
        let told_first = || {
            let depth = figures[done].depth;
            let value = |figure: &Figure| figure.quantity.in_base();
            let mut before = self
                .context
                .before_in_sentence(done)
                .filter(|(_, figure)| figure.depth <= depth);
            let usable = |id: FigureId, figure: &Figure| {
                self.is_amount(figure)
                    && figure.same_kind(&figures[done])
                    && !self.spent.contains(&id)
            };
            let (id, figure) = before.next().filter(|_| words.is_empty())?;
            let came =
                |id: FigureId, figure: &Figure| usable(id, figure) && self.context.says(id, COME);
            let near = usable(id, figure) && value(figure) >= value(&figures[done]);
            let first = (near || came(id, figure)).then_some(id);
            first.or_else(|| {
                before
                    .find(|(id, figure)| came(*id, figure))
                    .map(|told| told.0)
            })
        };
        planned.or_else(told_first).into_iter().collect()
    }

    /// 年初预算127.4亿元，执行中调整为129.2亿元，…为调整预算的p%: the budget as it was changed.
    fn adjusted(&self, done: FigureId) -> Option<FigureId> {
        let changed = |words: &str| words.contains("调整") || words.contains("变动");
        changed(self.label).then_some(())?;
        let mut before = self.context.before_in_sentence(self.percent);
        let found = before.find(|(id, figure)| {
            *id != done
                && self.is_amount(figure)
                && figure.same_kind(&self.context.figures[done])
                && changed(self.context.label(*id))
        });
        found.map(|(id, _)| id)
    }

    fn is_amount(&self, figure: &Figure) -> bool {
        let depth = self.context.figures[self.percent].depth;
        let of_points = self.label.contains("得分率");
        figure.role == Role::Amount
            && figure.depth <= depth
            && !figure.own.any(Tags::PRIOR)
            && (of_points || !figure.own.any(Tags::WEIGHT | Tags::SCORE))
    }
}
