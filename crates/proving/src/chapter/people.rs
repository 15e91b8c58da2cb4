//! Staff, questionnaires, problems found and mended.

use crate::chapter::phrases::{among_list, change, count_parts, share_list, slots, whole_list};
use crate::claim::Sort;
use crate::draft::{Draft, say, words};
use crate::world::World;

/// 编制与人员
pub(crate) fn staff(draft: &mut Draft, world: &World) {
    let posts = draft.dice.between(20, 900);
    let unit = *draft.dice.pick(&["人", "名"]);
    let civil = draft.dice.between(5, posts - 5);
    let whole = draft.count(posts, unit);
    let parts = count_parts(
        draft,
        &["行政编制", "事业编制"],
        &[civil, posts - civil],
        unit,
    );
    let subject = words!(draft, "[{name}|单位|我单位]核定编制", name = world.name);
    draft.claim_sum(Sort::Sum, whole, &slots(&parts));
    say!(
        draft,
        "{subject}{whole}，其中行政编制{civil}、事业编制{rest}。",
        subject = subject,
        whole = whole,
        civil = parts[0].slot,
        rest = parts[1].slot,
    );
    let working = draft.dice.between(posts * 7 / 10, posts);
    let retired = draft.dice.between(3, 80);
    let all = draft.count(working + retired, unit);
    let on_duty = draft.count(working, unit);
    let pensioners = draft.count(retired, unit);
    draft.claim_sum(Sort::Sum, all, &[on_duty, pensioners]);
    let rate = draft.percent(working, posts);
    draft.claim_ratio(Sort::Rate, on_duty, whole, rate);
    say!(
        draft,
        "[年末|{year}年末]实有人数{all}，[由在职人员{working}和退休人员{retired}构成|在职人员、退休人员分别为{working}、{retired}]。",
        year = world.year,
        all = all,
        working = on_duty,
        retired = pensioners,
    );
    degrees(draft, working);
    draft.end();
}

fn degrees(draft: &mut Draft, working: i128) {
    let numbers = draft.dice.split(working, 3, 1);
    let whole = draft.count(working, "人");
    let parts = count_parts(draft, &["研究生", "本科", "大专及以下"], &numbers, "人");
    if draft.dice.chance(50) {
        whole_list(draft, "在职人员", whole, &parts);
    } else {
        share_list(draft, "在职人员", whole, &parts);
    }
}

/// 问卷
pub(crate) fn questionnaire(draft: &mut Draft, _world: &World) {
    let sent = draft.dice.between(60, 3_000);
    let back = draft.dice.between(sent * 8 / 10, sent);
    let valid = draft.dice.between(back * 9 / 10, back);
    let [out, returned, usable] = [sent, back, valid].map(|number| draft.count(number, "份"));
    let returned_rate = draft.percent(back, sent);
    let usable_rate = draft.percent(valid, back);
    draft.claim_ratio(Sort::Rate, returned, out, returned_rate);
    draft.claim_ratio(Sort::Rate, usable, returned, usable_rate);
    say!(
        draft,
        "[共|本次]发放[调查|]问卷{out}，回收{returned}，回收率[为|]{rate}；[其中|]有效问卷{usable}[，有效率{usable_rate}|]。",
        out = out,
        returned = returned,
        rate = returned_rate,
        usable = usable,
        usable_rate = usable_rate,
    );
    let numbers = draft.dice.split(valid, 4, 1);
    let whole = draft.count(valid, "份");
    let names = ["非常满意", "满意", "一般", "不满意"];
    let parts = count_parts(draft, &names, &numbers, "份");
    match draft.dice.below(3) {
        0 => share_list(draft, "有效问卷", whole, &parts),
        1 => whole_list(draft, "有效问卷", whole, &parts),
        _ => answers(draft, &numbers, valid),
    }
    draft.end();
}

/// Only the shares: 非常满意占60%、满意占30%….
fn answers(draft: &mut Draft, numbers: &[i128], valid: i128) {
    let form = crate::figure::Form {
        places: 2,
        cut: false,
        trimmed: false,
        ..draft.style.percent
    };
    let form_before = std::mem::replace(&mut draft.style.percent, form);
    let shares: Vec<_> = numbers
        .iter()
        .map(|number| draft.percent(*number, valid))
        .collect();
    draft.style.percent = form_before;
    let mut terms: Vec<(i64, Vec<_>)> = shares.iter().map(|share| (1, vec![*share])).collect();
    terms.push((-100, Vec::new()));
    draft.claim(Sort::Shares, terms);
    say!(
        draft,
        "[调查结果显示|从结果看]，非常满意、满意、一般、不满意[占比|的占比][分别为|依次为]{a}、{b}、{c}、{d}。",
        a = shares[0],
        b = shares[1],
        c = shares[2],
        d = shares[3],
    );
}

/// 问题与整改
pub(crate) fn problems(draft: &mut Draft, world: &World) {
    let found = draft.dice.between(12, 400);
    let mended = draft.dice.between(found / 2, found - 1);
    let unit = *draft.dice.pick(&["个", "项", "处"]);
    let [all, done, left] = [found, mended, found - mended].map(|number| draft.count(number, unit));
    let rate = draft.percent(mended, found);
    draft.claim_sum(Sort::Balance, all, &[done, left]);
    draft.claim_ratio(Sort::Rate, done, all, rate);
    say!(
        draft,
        "[{year}年|全年|][共|累计]发现问题{all}，[已整改|已完成整改]{done}[，整改率[为|]{rate}|，尚有{left}未整改|，剩余{left}正在整改，整改率{rate}]。",
        year = world.year,
        all = all,
        done = done,
        left = left,
        rate = rate,
    );
    let kinds = draft.dice.split(found, 3, 1);
    let again = draft.count(found, unit);
    let parts = count_parts(
        draft,
        &["制度建设类", "资金管理类", "项目实施类"],
        &kinds,
        unit,
    );
    if draft.dice.chance(50) {
        whole_list(draft, "上述问题", again, &parts);
    } else {
        among_list(draft, "发现的问题", again, &parts, Sort::Among);
    }
    draft.end();
}

/// 来信来访
pub(crate) fn letters(draft: &mut Draft, world: &World) {
    let total = draft.dice.between(80, 20_000);
    let whole = draft.count(total, "件");
    let numbers = draft.dice.split(total, 4, 3);
    let names = ["市长信箱", "热线转办", "网上投诉", "来信来访"];
    let parts = count_parts(draft, &names, &numbers, "件");
    let before = world.before(total, &mut draft.dice);
    let phrase = change(draft, whole, total, before);
    draft.claim_sum(Sort::Sum, whole, &slots(&parts));
    let list = crate::chapter::phrases::listing(draft, &parts);
    say!(
        draft,
        "[{year}年|全年]共受理[群众|]诉求{whole}：{list}[。|；{phrase}。]",
        year = world.year,
        whole = whole,
        list = list,
        phrase = phrase,
    );
    draft.end();
}
