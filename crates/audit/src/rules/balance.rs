//! # 平衡关系 (C01)
//!
//! **查什么** 资产＝负债＋净资产；总数－已用（已办）＝结余（剩余、未办）；年初＋收入－支出＝年末；收支相抵＝结余；新增－减少＝净增。
//!
//! **为什么** 会计恒等式没有口径之争，不平就是有数错了。
//!
//! **例** 总资产100万元，负债30万元，净资产80万元。 → 30＋80＝110，与100不符。
//!
//! **怎样改** 对照资产负债表或台账改正。
//!
//! **宽严** 按区间判断；收入、支出、结余口径可能不同，收支差额只在一处笔误即可解释时才报。
//!
//! **依据** 《政府会计制度》；财预〔2020〕10号附件1。
//!
//! **状态** 稳定。

use quantity::Dimension;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::strip::Entry;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "C01";

/// How many paragraphs a balance sheet in prose may run over.
const REACH: usize = 8;

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for sheet in context.sheets {
        in_table(sheet, relations);
    }
    for (id, figure) in context.figures.iter().enumerate() {
        if figure.role == Role::Delta(1) || figure.role == Role::Amount {
            relations.extend(net(context, id));
        }
        if figure.role != Role::Amount {
            continue;
        }
        if context.label(id).ends_with("支出总计") {
            relations.extend(both_totals(context, id));
        }
        if figure.own.any(Tags::NET) {
            relations.extend(balance_sheet(context, id));
        }
        if figure.lead.any(Tags::LEFT) || says_left(context, id) {
            relations.extend(
                cleared(context, id)
                    .or_else(|| carried_over(context, id))
                    .or_else(|| remainder(context, id)),
            );
        }
    }
}

fn balance(kind: &'static str, certainty: Certainty, form: Form) -> Relation {
    Relation::new(CODE, certainty, vec![form])
        .saying(unbalanced)
        .by(kind)
}

fn unbalanced(form: &Form, told: &Told<'_>) -> Option<String> {
    let whole = told.printed(form.figures()[0]);
    Some(format!("平衡关系不成立：{whole}不等于其余两数之和"))
}

/// 资产总计, 负债合计 and 净资产合计 among the rows of a table, in each of its columns.
fn in_table(sheet: &Sheet<'_>, relations: &mut Vec<Relation>) {
    let row = |names: &[&str]| {
        let entries = sheet.strips.iter().flat_map(|strip| &strip.entries);
        let mut rows = entries.filter(|entry| names.contains(&&*entry.name));
        // Two rows of one name belong to two tables in one.
        rows.next().filter(|_| rows.next().is_none())
    };
    let rows = (
        row(&["资产总计", "资产合计", "资产总额"]),
        row(&["负债合计", "负债总计", "负债总额"]),
        row(&["净资产合计", "净资产总计", "净资产"]),
    );
    let (Some(assets), Some(debts), Some(net)) = rows else {
        return;
    };
    for column in 0..sheet.grid.columns {
        let figure = |entry: &Entry<'_>| sheet.figure(entry.row, column);
        if let (Some(assets), Some(debts), Some(net)) = (figure(assets), figure(debts), figure(net))
        {
            relations.push(balance(
                "表",
                Certainty::Stated,
                Form::total(assets, [debts, net]),
            ));
        }
    }
}

/// The liabilities and the assets nearest before the net assets.
fn balance_sheet(context: &Context<'_>, net: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let paragraph = figures[net].paragraph;
    let usable = |figure: &Figure| {
        figure.role == Role::Amount
            && figure.same_kind(&figures[net])
            && !figure.own.any(Tags::PRIOR)
    };
    let mut near = context
        .nearest(net)
        .take_while(|(_, figure)| figure.paragraph + REACH > paragraph)
        .filter(|(_, f)| usable(f));
    let (debts, _) = near
        .by_ref()
        .find(|(_, figure)| figure.own.any(Tags::DEBTS))?;
    let (assets, found) = near.find(|(_, figure)| {
        figure.own.any(Tags::ASSETS) && !figure.own.any(Tags::ASSET_PART | Tags::NET)
    })?;
    (figures[debts].paragraph == found.paragraph).then_some(())?;
    Some(balance(
        "资产",
        Certainty::Stated,
        Form::total(assets, [debts, net]),
    ))
}

/// 收入总计…；…支出总计…: what came in with what was there is what went out with what is left.
fn both_totals(context: &Context<'_>, out: FigureId) -> Option<Relation> {
    // What stands before another 支出总计 belongs to another budget.
    let mut before = context
        .before(out)
        .take_while(|(id, _)| !context.label(*id).ends_with("支出总计"));
    let (total, _) = before.find(|(id, figure)| {
        figure.role == Role::Amount
            && figure.same_kind(&context.figures[out])
            && context.label(*id).ends_with("收入总计")
    })?;
    let plain = |id: FigureId| !context.figures[id].own.any(Tags::PRIOR | Tags::PLAN);
    let left = left_after(context, out);
    let words: String = context.after(out).chars().take(30).collect();
    // 收支相抵，略有结余: what is left is said, and not how much.
    let untold = left.is_none() && ["结余", "结转"].iter().any(|word| words.contains(word));
    (plain(total) && plain(out) && !untold).then(|| {
        let mut relation = balance("总计", Certainty::Stated, Form::total(total, [out]));
        relation
            .readings
            .extend(left.map(|left| Form::total(total, [out, left])));
        relation
    })
}

/// What is told to be left behind both totals: 收支相抵，结转下年60万元.
fn left_after(context: &Context<'_>, out: FigureId) -> Option<FigureId> {
    let figures = context.figures;
    let after = (out + 1..figures.len()).take(4);
    after
        .take_while(|id| figures[*id].paragraph == figures[out].paragraph)
        .find(|id| figures[*id].own.any(Tags::LEFT) && figures[*id].same_kind(&figures[out]))
}

/// 年初结转…，收入…，支出…，年末结转…: what was there and came in is what went out and is left.
fn carried_over(context: &Context<'_>, closing: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let near = |id: FigureId| {
        let mut before = context.before_in_sentence(id);
        before.find(|(_, figure)| {
            figure.role == Role::Amount
                && figure.same_kind(&figures[closing])
                && figure.depth == figures[closing].depth
        })
    };
    let words = |id: FigureId| context.sentence_before(id);
    let is_end = |label: &str| {
        ["年末", "期末", "结转下年", "月末"]
            .iter()
            .any(|word| label.contains(word))
    };
    let is_start = |label: &str| {
        ["年初", "上年", "期初"]
            .iter()
            .any(|word| label.contains(word))
            && ["结转", "结余", "余额"]
                .iter()
                .any(|word| label.contains(word))
    };
    is_end(words(closing)).then_some(())?;
    let (out, spent) = near(closing)?;
    let (inflow, received) = near(out)?;
    if received.own.any(Tags::TOTAL) {
        // What was there is in the total already.
        return Some(balance(
            "结转",
            Certainty::Stated,
            Form::total(inflow, [out, closing]),
        ));
    }
    let (opening, _) = near(inflow)?;
    let (opening, inflow) = match (is_start(words(opening)), is_start(words(inflow))) {
        (true, false) => (opening, inflow),
        (false, true) => (inflow, opening),
        _ => return None,
    };
    let came = |id: FigureId| {
        let come = ["收到", "拨入", "下达", "到位", "归集", "筹集"];
        figures[id].own.any(Tags::INCOME) || context.says(id, &come)
    };
    let paid = ["支付", "使用", "拨付", "拨出"];
    let gone = spent.own.any(Tags::EXPENSE) || context.says(out, &paid);
    let told = gone && (came(inflow) || received.own.any(Tags::INCOME));
    told.then(|| {
        balance(
            "结转",
            Certainty::Stated,
            Form::sum([(-1, closing), (1, opening), (1, inflow), (-1, out)]),
        )
    })
}

/// Whether words around an amount say that it is what is left: 还有6个未整改, 余下4起, 未交付285套.
fn says_left(context: &Context<'_>, id: FigureId) -> bool {
    let label = context.label(id).trim_start_matches(['，', ' ']);
    let opened = [
        "还有",
        "仍有",
        "余下",
        "剩下",
        "其余",
        "还剩",
        "未",
        "尚未",
        "尚有",
        "正在办理",
        "正在处理",
        "期末余额",
        "年末余额",
    ];
    opened.iter().any(|word| label.starts_with(word))
}

/// 新增36.5公顷，减少4.2公顷，净增32.3公顷: what came less what went; 3299家，上年末为3226家，净增73家: what there is less
/// what there was.
fn net(context: &Context<'_>, net: FigureId) -> Option<Relation> {
    const NET: &[&str] = &["净增", "净流入", "净转入", "净迁入"];
    const COME: &[&str] = &[
        "新增", "增加", "引进", "流入", "迁入", "新设", "登记", "转入", "吸纳",
    ];
    const GONE: &[&str] = &[
        "减少", "流出", "流失", "退出", "注销", "迁出", "转出", "核减",
    ];
    let figures = context.figures;
    let says = |id, words| context.says(id, words);
    let usable = |id: FigureId| {
        let figure = &figures[id];
        matches!(figure.role, Role::Amount | Role::Delta(_))
            && figure.same_kind(&figures[net])
            && figure.sentence == figures[net].sentence
            && figure.depth == figures[net].depth
    };
    let (last, first) = (net.checked_sub(1)?, net.checked_sub(2)?);
    let near = says(net, NET)
        && usable(last)
        && usable(first)
        && context.separator(first, last) <= Separator::Semicolon
        && figures[net].separator <= Separator::Comma;
    near.then_some(())?;
    let prior = |id: FigureId| figures[id].own.any(Tags::PRIOR);
    let form = if says(first, COME) && says(last, GONE) {
        Form::sum([(-1, net), (1, first), (-1, last)])
    } else if prior(last) && !prior(first) {
        Form::sum([(-1, first), (1, last), (1, net)])
    } else {
        return None;
    };
    Some(balance("净增", Certainty::Stated, form))
}

/// 总收入229.29亿元，总支出196.92亿元，收支相抵，当年结余32.37亿元.
fn cleared(context: &Context<'_>, left: FigureId) -> Option<Relation> {
    const WORDS: [&str; 4] = ["收支相抵", "收支两抵", "收支轧差", "收支品迭"];
    let figures = context.figures;
    let words = context.sentence_before(left);
    let said = WORDS.iter().any(|word| words.contains(word));
    let sum = ["累计", "滚存"].iter().any(|word| words.contains(word));
    let alike = |figure: &Figure| {
        figure.same_kind(&figures[left])
            && figure.depth == figures[left].depth
            && figure.sentence + 1 >= figures[left].sentence
            && figure.role == Role::Amount
    };
    (said && !sum).then_some(())?;
    let mut before = context.before(left).filter(|(_, figure)| alike(figure));
    let ((out, spent), (inflow, received)) = (before.next()?, before.next()?);
    let told = spent.own.any(Tags::EXPENSE)
        && !spent.own.any(Tags::INCOME)
        && received.own.any(Tags::INCOME)
        && !received.own.any(Tags::PRIOR | Tags::EXPENSE)
        && spent.own.any(Tags::TOTAL) == received.own.any(Tags::TOTAL);
    told.then(|| balance("相抵", Certainty::Stated, Form::total(inflow, [out, left])))
}

/// 计划…，已…，剩余…: three amounts of one kind in a row.
fn remainder(context: &Context<'_>, left: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let label = context.label(left);
    if label.contains("上年") || label.contains("年初") || label.contains("收入") {
        return None;
    }
    let mut alike = context
        .before_in_sentence(left)
        .filter(|(_, figure)| figure.same_kind(&figures[left]));
    let (done, used) = alike.next()?;
    let (whole, all) = alike.next()?;
    let in_row = [used, all].iter().all(|f| {
        f.role == Role::Amount && !f.own.any(Tags::PRIOR) && f.depth == figures[left].depth
    });
    let come = ["到位", "收到", "筹集", "下达", "拨入", "发现"];
    let came = context.says(whole, &come);
    let told = used.lead.any(Tags::DONE)
        && !used.lead.any(Tags::LEFT)
        && !all.lead.any(Tags::LEFT)
        && (came || !all.lead.any(Tags::DONE));
    // 受理9471件，上升7.85%；审结7018件，上升2.04%；尚有未结案2453件.
    let farthest = if says_left(context, left) {
        Separator::Semicolon
    } else {
        Separator::Comma
    };
    // Numbers with nothing but space between them are the columns of a table.
    let near = (Separator::Enumeration..=Separator::Semicolon)
        .contains(&context.separator(whole, done))
        && (Separator::Enumeration..=farthest).contains(&context.separator(done, left));
    if !in_row || !told || !near {
        return None;
    }
    let words = context.label(whole);
    let counts = figures[left].quantity.is_exact()
        && context
            .label(done)
            .trim_start()
            .trim_start_matches(['，', '；'])
            .starts_with(['已', '完', '办', '结', '审', '执'])
        && (says_left(context, left) || label.contains("剩余") || label.contains("尚有"));
    let sure = all.lead.any(Tags::PLAN)
        || came
        || counts
        || words.contains("可用")
        || words.contains("资金")
        || all.own.any(Tags::TOTAL);
    let certainty = if sure {
        Certainty::Stated
    } else {
        Certainty::Possible
    };
    let counted = figures[left].quantity.unit.dimension() == Dimension::Count;
    let kind = match (sure, counted) {
        (true, true) => "余数",
        (true, false) => "结余",
        (false, _) => "或余",
    };
    let mut relation = balance(kind, certainty, Form::total(whole, [done, left]));
    let rest = told_beside(context, left);
    if rest.len() > 1 {
        let parts = std::iter::once(done).chain(rest);
        relation.readings.push(Form::total(whole, parts));
    }
    Some(relation)
}

/// What is left and what is told beside it: 其余11个在建、4个未开工.
fn told_beside(context: &Context<'_>, left: FigureId) -> Vec<FigureId> {
    let figures = context.figures;
    let beside = |id: &FigureId| {
        let figure = &figures[*id];
        figure.role == Role::Amount
            && figure.same_kind(&figures[left])
            && figure.sentence == figures[left].sentence
            && figure.depth == figures[left].depth
            && figure.separator == Separator::Enumeration
            && !figure.own.any(Tags::TOTAL)
    };
    let after = (left + 1..figures.len()).take(REACH).take_while(beside);
    std::iter::once(left).chain(after).collect()
}
