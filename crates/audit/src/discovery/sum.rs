//! Sums among neighbours: a figure and a window of those after or before it that add up to it, or might be meant to.

use crate::claim::Form;
use crate::cue::Tags;
use crate::evidence::{Odds, Pattern};
use crate::figure::{Role, Separator};
use crate::work;

use super::run::{Member, Run};
use super::{Candidate, Fit, Group};

/// A longer list is rarer than one in ten thousand in natural text.
const LONGEST: usize = 40;

/// So many figures are looked at for one list, those included that stand between its parts and are none: all that stand
/// beside a whole would cost the square of a paragraph.
const LOOKED_AT: usize = 4 * LONGEST;

/// How many sentences a list may run over after the one it starts in.
const SENTENCES: usize = 2;

/// Which figures beside a whole are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    /// Parts only: nothing in inner brackets, of other years, or among the parts of a part.
    Clean,
    /// The same with the parts of parts.
    Flat,
    /// Every figure as it comes.
    Plain,
}

/// Looks at every figure of a run as a whole.
pub(crate) fn groups(run: &Run, mut each: impl FnMut(Group)) {
    let members = &run.members;
    let mut emit = |group: Group| {
        if !group.candidates.is_empty() {
            each(group);
        }
    };
    let mut parts = Vec::new();
    for (at, whole) in members.iter().enumerate() {
        let mut after = Windows::of(run, whole, &mut parts);
        after.in_each_view(|windows, view| forward(windows, at, at + 1, view));
        changes(&mut after, at);
        emit(after.settled());
        let mut before = Windows::of(run, whole, &mut parts);
        before.in_each_view(|windows, view| backward(windows, at, view));
        emit(before.settled());
    }
    for (first, heads) in divided(members) {
        let of_head = |head: usize| {
            let mut windows = Windows::of(run, &members[head], &mut parts);
            forward(&mut windows, head, first, View::Clean);
            windows.settled().candidates
        };
        let candidates = heads.into_iter().flat_map(of_head).collect();
        emit(Group { candidates });
    }
}

/// Where parts begin whose whole stands farther off, and which figures that may be: 职工192人，按身份分…；按学历分：本科9人…, or
/// 资产33.5万亿元，负债9.9万亿元，净资产23.6万亿元。其中，….
fn divided(members: &[Member]) -> impl Iterator<Item = (usize, Vec<usize>)> {
    let opens = |member: &Member| {
        member.divides.is_some()
            || (member.separator == Separator::Stop && member.gap.any(Tags::AMONG))
    };
    let first_of = |sentence: usize| members.partition_point(|member| member.sentence < sentence);
    let begins = members.iter().enumerate().skip(2);
    let begins = begins.filter(move |(_, member)| opens(member));
    begins.map(move |(at, member)| {
        let here = first_of(member.sentence);
        let before = here
            .checked_sub(1)
            .map(|last| first_of(members[last].sentence));
        let mut heads = vec![here];
        heads.extend(before);
        if member.divides.is_some() {
            heads.push(0);
        }
        heads.sort_unstable();
        heads.dedup();
        heads.retain(|head| head + 1 < at);
        (at, heads)
    })
}

/// Whether a clean view left out anything that another one shows.
#[derive(Default)]
struct LeftOut {
    /// Parts of parts, which are in a flat view.
    nested: bool,
    /// Anything, which is in a plain view.
    any: bool,
}

/// The windows of one whole on one side of it.
struct Windows<'m> {
    members: &'m [Member],
    /// Whether all of them stand equally deep in brackets.
    level: bool,
    whole: &'m Member,
    /// The parts looked at, each with its sign and place.
    parts: &'m mut Vec<(i8, usize)>,
    sign: i8,
    /// Whether its lists are told only where their parts are all there are.
    bare: bool,
    candidates: Vec<Candidate>,
    tried: u128,
}

impl<'m> Windows<'m> {
    fn of(run: &'m Run, whole: &'m Member, parts: &'m mut Vec<(i8, usize)>) -> Self {
        Windows {
            members: &run.members,
            level: run.level,
            whole,
            parts,
            sign: 1,
            bare: false,
            candidates: Vec::new(),
            tried: 0,
        }
    }

    /// Looks in each view; what shows the same windows as the clean one need not be looked at again.
    fn in_each_view(&mut self, mut look: impl FnMut(&mut Self, View) -> LeftOut) {
        let left_out = look(self, View::Clean);
        let tried = self.tried;
        for (view, differs) in [
            (View::Flat, left_out.nested),
            (View::Plain, left_out.any || !self.level),
        ] {
            if differs {
                look(self, view);
            } else {
                self.tried += tried;
            }
        }
    }

    /// Tries the parts looked at so far. Whether words tell that they are meant is asked only where that matters.
    fn add(
        &mut self,
        sum: i128,
        slack: i128,
        told: impl FnOnce() -> bool,
        pattern: impl FnOnce() -> Pattern,
    ) {
        self.tried += 1;
        let off = (sum - self.whole.value * i128::from(self.sign)).abs();
        let fits = 2 * off <= slack + self.whole.ulp;
        if !fits && off < slack + self.whole.ulp {
            return;
        }
        let told = told();
        if !fits && !told {
            return;
        }
        let mut parts = self.parts.clone();
        parts.sort_unstable_by_key(|part| part.1);
        // A part as large as the whole is the whole told again, unless the others are nothing: 购置费0元，运行费3.5万元.
        let value = |part: &(i8, usize)| self.members[part.1].value;
        let telling = parts.iter().filter(|part| value(part) != 0).count();
        let again = parts.iter().any(|part| value(part) == self.whole.value);
        let bare = telling == 1;
        if telling == 0 || (bare && !told) || (again && !bare && !self.is_stale(&parts)) {
            return;
        }
        let parts = parts.iter().map(|(sign, at)| (*sign, self.members[*at].id));
        let form = Form::sum(std::iter::once((-self.sign, self.whole.id)).chain(parts));
        if self
            .candidates
            .iter()
            .any(|candidate| candidate.form == form)
        {
            return;
        }
        let fit = if fits { Fit::Fits } else { Fit::Fails };
        self.candidates.push(Candidate {
            form,
            pattern: pattern(),
            fit,
            names: None,
            told,
            bare: bare || self.bare,
            telling: Odds::EVEN,
        });
    }

    /// 支出40万元，加上结转4万元，支出总计40万元: the total was taken over as it was before something was added.
    fn is_stale(&self, parts: &[(i8, usize)]) -> bool {
        let first = parts.first().map(|part| &self.members[part.1]);
        let added = parts[1..]
            .iter()
            .any(|part| self.members[part.1].gap.any(Tags::PLUS));
        added
            && self.whole.own.any(Tags::TOTAL)
            && first.is_some_and(|one| one.value == self.whole.value)
    }

    /// Tells what chance cannot have made from what it can: windows tried times the odds that one fits by accident.
    fn settled(mut self) -> Group {
        let room = (self.whole.value / self.whole.place.max(1)).unsigned_abs();
        for candidate in &mut self.candidates {
            let terms = candidate.form.figures().len() as u128;
            let breadth = if self.whole.ulp == 0 { 1 } else { terms };
            let tried = self.tried * breadth;
            // That nothing added to a figure leaves it as it is proves neither.
            if candidate.fit == Fit::Fits && tried * 100 < room && !candidate.bare {
                candidate.fit = Fit::Proven;
            }
            candidate.telling = Odds::of(room, tried);
        }
        Group {
            candidates: self.candidates,
        }
    }
}

fn sign_of(role: Role) -> i8 {
    match role {
        Role::Delta(sign) => sign,
        _ => 1,
    }
}

/// What the parts of a change are: what it is divided into, or the changes of its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    Amounts,
    Changes,
}

fn forward(windows: &mut Windows<'_>, at: usize, start: usize, view: View) -> LeftOut {
    let (members, whole) = (windows.members, windows.whole);
    let Some(first) = members.get(start) else {
        return LeftOut::default();
    };
    if first.sentence > whole.sentence + 1 && first.divides.is_none() {
        return LeftOut::default();
    }
    // Amounts and changes do not make up a change together.
    if whole.is_change() && view == View::Plain {
        return LeftOut::default();
    }
    let parts = if whole.is_change() && first.is_change() {
        Parts::Changes
    } else {
        Parts::Amounts
    };
    let opener = opener(members, at, start);
    let left_out = listed(windows, start, opener, view, parts);
    LeftOut {
        any: left_out.any || whole.is_change(),
        ..left_out
    }
}

/// 减少8.45万元。其中A 51万元，减少12.05万元；B 57.8万元，增加6.3万元: the changes of the parts make up the change of the
/// whole, whatever stands between them.
fn changes(windows: &mut Windows<'_>, at: usize) {
    let (members, whole) = (windows.members, windows.whole);
    if !whole.is_change() {
        return;
    }
    let mut after = members[at + 1..].iter().take(LONGEST);
    let Some(offset) = after.position(Member::is_change) else {
        return;
    };
    let first = at + 1 + offset;
    let near = members[first].sentence <= whole.sentence + 1;
    if offset == 0 || !near {
        return;
    }
    let opener = opener(members, at, at + 1);
    listed(windows, first, opener, View::Clean, Parts::Changes);
}

fn listed(
    windows: &mut Windows<'_>,
    start: usize,
    opener: &'static str,
    view: View,
    kind: Parts,
) -> LeftOut {
    let (members, whole) = (windows.members, windows.whole);
    let changes = kind == Parts::Changes;
    let first = &members[start];
    windows.sign = if changes { sign_of(whole.role) } else { 1 };
    let (mut sum, mut slack) = (0_i128, 0_i128);
    windows.parts.clear();
    let mut left_out = LeftOut::default();
    let (mut aside, mut strongest) = (false, Separator::None);
    for (place, member) in members.iter().enumerate().skip(start).take(LOOKED_AT) {
        work::look(1);
        if member.sentence > first.sentence + SENTENCES
            || windows.parts.len() == LONGEST
            || member.depth < first.depth
        {
            break;
        }
        if view != View::Plain {
            let inner = member.depth > first.depth
                || (first.depth > whole.depth && member.bracket != first.bracket);
            let other = member.is_change() != changes;
            let sublist = place > start && member.nested && !first.nested;
            let sublist = sublist
                || (place > start
                    && first.nested
                    && member.gap.any(Tags::AMONG | Tags::INCLUDE)
                    && member.separator < Separator::Semicolon);
            let other = other || (member.planned != first.planned && !changes);
            let other = inner || other || (member.is_aside() && !changes);
            if other || (sublist && view == View::Clean) {
                left_out.nested |= !other;
                left_out.any = true;
                continue;
            }
        } else {
            aside |= member.is_aside() || member.planned != first.planned;
        }
        if !windows.parts.is_empty() {
            strongest = strongest.max(member.separator);
        }
        let part = if changes { sign_of(member.role) } else { 1 };
        sum += i128::from(part) * member.value;
        slack += member.ulp;
        windows.parts.push((part, place));
        let count = windows.parts.len();
        if count < 2 {
            continue;
        }
        let end = || end(members, place, first, kind, view);
        let told = || match opener {
            "无" => false,
            "由" if !member.makes_up => false,
            "收支" => count == 2,
            // What the year before is compared by is not divided.
            _ if whole.role == Role::Base => false,
            _ => !member.goes_on && whole.depth <= first.depth && !matches!(end(), "间" | "另"),
        };
        let crossing = first.sentence > whole.sentence;
        let mixed = match kind {
            Parts::Changes => "差",
            Parts::Amounts if whole.is_change() => "变",
            _ if aside => "杂",
            _ => "纯",
        };
        windows.add(sum, slack, told, || {
            Pattern::new(&[
                "和",
                opener,
                mixed,
                end(),
                if crossing { "跨句" } else { "本句" },
                number(count),
                strongest.name(),
            ])
        });
    }
    left_out
}

fn backward(windows: &mut Windows<'_>, at: usize, view: View) -> LeftOut {
    let (members, whole) = (windows.members, windows.whole);
    windows.sign = 1;
    let total = total(whole);
    windows.bare = total == "全年";
    let (mut sum, mut slack) = (0_i128, 0_i128);
    windows.parts.clear();
    let mut left_out = LeftOut::default();
    let (mut aside, mut plus, mut named) = (false, 0, whole.added_to_name);
    let mut across = false;
    let mut seen_plus = whole.gap.any(Tags::PLUS);
    for (place, member) in members[..at].iter().enumerate().rev().take(LOOKED_AT) {
        work::look(1);
        if member.sentence + SENTENCES < whole.sentence || windows.parts.len() == LONGEST {
            break;
        }
        let inner = member.nested && view == View::Clean;
        let other = member.depth > whole.depth || member.is_aside() || member.is_change();
        if view != View::Plain && (inner || other) {
            left_out.nested |= !other;
            left_out.any = true;
        } else {
            aside |= member.is_aside();
            named |= member.added_to_name;
            across |= member.sentence == whole.sentence && is_across(member, whole);
            sum += member.value;
            slack += member.ulp;
            windows.parts.push((1, place));
            let count = windows.parts.len();
            if seen_plus && plus == 0 {
                plus = count;
            }
            if count >= 2 {
                let start = || {
                    if place == 0 {
                        "句首"
                    } else if view != View::Clean
                        && member.gap.any(Tags::AMONG)
                        && member.separator <= Separator::Comma
                    {
                        "其中"
                    } else {
                        member.separator.name()
                    }
                };
                let joined = if plus == 0 {
                    "并"
                } else if plus == count {
                    "加"
                } else {
                    "过"
                };
                let told = || {
                    total != "无"
                        && !named
                        && !across
                        && (joined == "加" || matches!(start(), "句首" | "其中" | "分号" | "句号"))
                };
                let crossing = whole.sentence - member.sentence;
                windows.add(sum, slack, told, || {
                    Pattern::new(&[
                        "总",
                        total,
                        joined,
                        if aside { "杂" } else { "纯" },
                        start(),
                        ["本句", "前句", "再前"][crossing.min(2)],
                        number(count),
                    ])
                });
            }
        }
        seen_plus |= member.gap.any(Tags::PLUS);
    }
    left_out
}

/// Whether one tells of income and the other of spending, which make up no total together: 收入合计100万元，财政拨款支出90万元，支出合计95万元.
fn is_across(one: &Member, other: &Member) -> bool {
    let only =
        |member: &Member, this: Tags, that: Tags| member.own.any(this) && !member.own.any(that);
    let (income, spent) = (Tags::INCOME, Tags::EXPENSE);
    (only(one, income, spent) && only(other, spent, income))
        || (only(one, spent, income) && only(other, income, spent))
}

fn number(count: usize) -> &'static str {
    ["二", "三", "多"][count.saturating_sub(2).min(2)]
}

/// The words that open a list.
fn opener(members: &[Member], at: usize, start: usize) -> &'static str {
    let (whole, first) = (&members[at], &members[start]);
    if let Some(divides) = first.divides {
        return divides;
    }
    if first.announced && !first.gap.any(Tags::MAINLY | Tags::AMONG) {
        return "引";
    }
    if start > at + 1 {
        return "远";
    }
    // 年初结转…，收入…，支出…，结余…: what was there before is no part of the income.
    let opening = at.checked_sub(1).map(|before| &members[before]);
    let opened = opening.is_some_and(|one| {
        one.sentence == whole.sentence && one.own.any(Tags::LEFT | Tags::CARRIED)
    });
    let leaves =
        |second: &Member| second.own.any(Tags::LEFT) && !first.own.any(Tags::LEFT | Tags::TOTAL);
    let spent = first.own.any(Tags::EXPENSE) && whole.own.any(Tags::INCOME);
    if spent && !opened && members.get(at + 2).is_some_and(leaves) {
        return "收支";
    }
    let table = [
        (Tags::AMONG, "其中"),
        (Tags::EACH, "分别"),
        (Tags::MAINLY, "主要"),
        (Tags::INCLUDE, "包括"),
        (Tags::ADJUSTED, "扣除"),
    ];
    let word = table
        .iter()
        .find(|(tag, _)| first.gap.any(*tag))
        .map(|row| row.1);
    word.unwrap_or(if first.depth > whole.depth {
        "括号"
    } else if first.colon {
        "冒号"
    } else if first.own.any(Tags::BY) {
        "由"
    } else {
        "无"
    })
}

/// What ends a list after a member.
fn end(members: &[Member], at: usize, first: &Member, parts: Parts, view: View) -> &'static str {
    // 其中：甲9.6亿元，下降1.2亿元；乙8.4亿元，增长1.3亿元: what is left out of a list does not end it.
    let inner = |member: &&Member| {
        view != View::Plain
            && (member.depth > first.depth || (member.is_change() && member.is_joined()))
    };
    let next = match parts {
        Parts::Amounts => {
            let mut after = members[at + 1..].iter().take(LONGEST);
            after.find(|member| !inner(member))
        }
        Parts::Changes => {
            let after = members[at + 1..].iter().take(LONGEST);
            after
                .take_while(|member| member.sentence <= members[at].sentence + 1)
                .find(|member| member.is_change())
        }
    };
    let Some(next) = next else {
        return "句末";
    };
    if next.depth < first.depth || (next.bracket != first.bracket && first.depth > 0) {
        return "括号";
    }
    if next.gap.any(Tags::BESIDES) {
        return "另";
    }
    if next.own.any(Tags::TOTAL) || next.gap.any(Tags::PLUS) {
        return "总";
    }
    match next.separator {
        Separator::Stop => "句末",
        Separator::Semicolon => "分号",
        _ if next.gap.any(Tags::AMONG) => "其中",
        _ => "间",
    }
}

/// The word by which a whole says that it sums up what stands before it.
fn total(whole: &Member) -> &'static str {
    if whole.own.any(Tags::TOTAL) {
        "总计"
    } else if whole.of_year {
        "全年"
    } else {
        "无"
    }
}
