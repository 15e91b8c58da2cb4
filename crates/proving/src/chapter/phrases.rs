//! Phrases many chapters use: lists of parts, shares, changes.

use crate::claim::Sort;
use crate::draft::{Draft, Slot, words};

/// A part of a whole: its name, its figure, its exact size.
pub(crate) struct Part {
    /// What it is called.
    pub name: String,
    /// Where its figure is printed.
    pub slot: Slot,
    /// The exact value, in the smallest unit of the whole.
    pub value: i128,
}

/// Amounts of money as parts; those of nothing may be left out.
pub(crate) fn money_parts<'a>(
    draft: &mut Draft,
    parts: impl IntoIterator<Item = (&'a str, i128)>,
) -> Vec<Part> {
    parts
        .into_iter()
        .map(|(name, value)| Part {
            name: name.to_owned(),
            slot: draft.money(value),
            value,
        })
        .collect()
}

/// Counts as parts.
pub(crate) fn count_parts(
    draft: &mut Draft,
    names: &[&str],
    values: &[i128],
    unit: &str,
) -> Vec<Part> {
    names
        .iter()
        .zip(values)
        .map(|(name, value)| Part {
            name: (*name).to_owned(),
            slot: draft.count(*value, unit),
            value: *value,
        })
        .collect()
}

/// The figures of parts.
pub(crate) fn slots(parts: &[Part]) -> Vec<Slot> {
    parts.iter().map(|part| part.slot).collect()
}

/// The names and figures of parts in a row: A1、B2、C3.
pub(crate) fn listing(draft: &mut Draft, parts: &[Part]) -> String {
    let link = *draft.dice.pick(&["", "", "", "为"]);
    let said: Vec<String> = parts
        .iter()
        .map(|part| format!("{}{link}{}", part.name, part.slot))
        .collect();
    said.join(draft.style.between)
}

/// A whole and all its parts, said to be all: the sum is claimed outright.
pub(crate) fn whole_list(draft: &mut Draft, subject: &str, whole: Slot, parts: &[Part]) {
    draft.claim_sum(Sort::Sum, whole, &slots(parts));
    let list = listing(draft, parts);
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    let figures: Vec<String> = parts.iter().map(|part| part.slot.to_string()).collect();
    let sentence = match draft.dice.below(4) {
        0 => words!(
            draft,
            "{subject}[为|]{whole}，{names}分别为{figures}。",
            subject = subject,
            whole = whole,
            names = names.join("、"),
            figures = figures.join("、"),
        ),
        1 => words!(
            draft,
            "{subject}[为|共|]{whole}，由{list}[构成|组成]。",
            subject = subject,
            whole = whole,
            list = list,
        ),
        2 => words!(
            draft,
            "{subject}[为|]{whole}：{list}。",
            subject = subject,
            whole = whole,
            list = list
        ),
        _ => words!(
            draft,
            "{subject}[为|]{whole}（{list}）。",
            subject = subject,
            whole = whole,
            list = list
        ),
    };
    draft.say("{sentence}", &[("sentence", &sentence)]);
}

/// A whole and its parts after 其中 or 包括.
pub(crate) fn among_list(
    draft: &mut Draft,
    subject: &str,
    whole: Slot,
    parts: &[Part],
    sort: Sort,
) {
    draft.claim_sum(sort, whole, &slots(parts));
    if sort == Sort::Among {
        for part in parts {
            draft.claim_within(Sort::Bound, part.slot, whole);
        }
    }
    let list = listing(draft, parts);
    let sentence = words!(
        draft,
        "{subject}[为|]{whole}，[其中|其中：|包括|包括：]{list}。",
        subject = subject,
        whole = whole,
        list = list,
    );
    draft.say("{sentence}", &[("sentence", &sentence)]);
}

/// A whole, and each part with its share: A1，占2%；B3，占4%.
pub(crate) fn share_list(draft: &mut Draft, subject: &str, whole: Slot, parts: &[Part]) {
    let total: i128 = parts.iter().map(|part| part.value).sum();
    draft.claim_sum(Sort::Sum, whole, &slots(parts));
    let wording = draft.dice.below(5);
    let mut said = Vec::new();
    let mut shares = Vec::new();
    for part in parts {
        let share = draft.percent(part.value, total);
        draft.claim_ratio(Sort::Share, part.slot, whole, share);
        shares.push(share);
        let (name, slot) = (&part.name, part.slot);
        said.push(match wording {
            0 => format!("{name}{slot}，占{share}"),
            1 => format!("{name}{slot}，占比{share}"),
            2 => format!("{name}{slot}（占{share}）"),
            3 => format!("{name}{slot}（{share}）"),
            _ => format!("{name}{slot}，占{subject}的{share}"),
        });
    }
    let between = if matches!(wording, 2 | 3) {
        "、"
    } else {
        "；"
    };
    let sentence = words!(
        draft,
        "{subject}[为|]{whole}，[其中|其中：|包括：]{list}。",
        subject = subject,
        whole = whole,
        list = said.join(between),
    );
    draft.say("{sentence}", &[("sentence", &sentence)]);
}

/// How a figure changed against last year, to be said right after it; empty claims where nothing changed.
pub(crate) fn change(draft: &mut Draft, now: Slot, value: i128, before: i128) -> String {
    if value == before {
        return words!(draft, "与上年[相比|]持平");
    }
    let up = value > before;
    let form = draft.form(now);
    let unit = crate::draft::whole(1) * crate::chapter::base(form.unit);
    let size = crate::draft::whole((value - before).abs()) * &unit;
    let delta = draft.number(size, form);
    let earlier = draft.number(crate::draft::whole(before) * unit, form);
    let percent = draft.percent((value - before).abs(), before);
    let way = draft.direction(up, ("增加", "减少"));
    let rate = *draft.dice.pick(&[
        ("增长", "下降"),
        ("增长", "下降"),
        ("增长", "降低"),
        ("上升", "下降"),
    ]);
    let rate = draft.direction(up, rate);
    claim_change(draft, [now, earlier, way, delta, rate, percent]);
    words!(
        draft,
        "[[比|较]上年[度|决算数|]{way}{delta}，{rate}[了|]{percent}|与上年[度|]相比，{way}{delta}，{rate}{percent}|[比|较]上年[的|]{earlier}{way}[了|]{delta}，{rate}{percent}|[比|较]上年{earlier}{rate}{percent}|上年[为|]{earlier}，同比{way}{delta}，{rate}{percent}|[比|较]上年{way}{delta}（{rate}{percent}）]",
        way = way,
        delta = delta,
        rate = rate,
        percent = percent,
        earlier = earlier,
    )
}

/// Claims how a change, its percentage and both ends go together.
pub(crate) fn claim_change(draft: &mut Draft, slots: [Slot; 6]) {
    let [now, earlier, way, delta, rate, percent] = slots;
    draft.claim(
        Sort::Difference,
        vec![(1, vec![now]), (-1, vec![earlier]), (-1, vec![way, delta])],
    );
    draft.claim(
        Sort::Growth,
        vec![
            (100, vec![way, delta]),
            (-1, vec![rate, percent, now]),
            (1, vec![rate, percent, way, delta]),
        ],
    );
    draft.claim(
        Sort::Growth,
        vec![
            (100, vec![now]),
            (-100, vec![earlier]),
            (-1, vec![rate, percent, earlier]),
        ],
    );
    draft.claim(
        Sort::Growth,
        vec![(100, vec![way, delta]), (-1, vec![rate, percent, earlier])],
    );
}
