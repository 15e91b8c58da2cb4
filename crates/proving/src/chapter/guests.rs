//! “三公”经费.

use crate::chapter::phrases::{Part, among_list, change, share_list};
use crate::claim::Sort;
use crate::draft::{Draft, Slot, say, words};
use crate::world::{Line, World};

/// 三公经费 in prose.
pub(crate) fn guests(draft: &mut Draft, world: &World) {
    let [abroad, buying, running, hosting] = world.vehicles_and_guests;
    let cars = Line {
        name: "公务用车购置及运行维护费",
        now: buying.now + running.now,
        before: buying.before + running.before,
        budget: buying.budget + running.budget,
    };
    let lines = [abroad, cars, hosting];
    let total = Line {
        name: "“三公”经费",
        now: lines.iter().map(|line| line.now).sum(),
        before: lines.iter().map(|line| line.before).sum(),
        budget: lines.iter().map(|line| line.budget).sum(),
    };
    match draft.dice.below(3) {
        0 => against_budget(draft, world, &total, &lines),
        1 => against_last_year(draft, world, &total, &lines),
        _ => shares(draft, world, &total, &lines),
    }
    cars_apart(draft, &buying, &running, &cars);
    draft.end();
}

fn against_budget(draft: &mut Draft, world: &World, total: &Line, lines: &[Line; 3]) {
    let (budget, now, rate) = done(draft, total);
    say!(
        draft,
        "{year}年度[“三公”经费|三公经费][财政拨款|]支出预算[为|]{budget}，支出决算[为|]{now}，完成预算的{rate}，其中：",
        year = world.year,
        budget = budget,
        now = now,
        rate = rate,
    );
    let mut parts = vec![(-1, vec![now])];
    let mut plans = vec![(-1, vec![budget])];
    let mut said = Vec::new();
    for line in lines {
        let (budget, now, rate) = done(draft, line);
        parts.push((1, vec![now]));
        plans.push((1, vec![budget]));
        said.push(if line.budget == 0 {
            plans.pop();
            words!(
                draft,
                "{name}支出决算[为|]{now}",
                name = line.name,
                now = now
            )
        } else {
            words!(
                draft,
                "{name}支出预算[为|]{budget}，支出决算[为|]{now}，完成预算的{rate}",
                name = line.name,
                budget = budget,
                now = now,
                rate = rate,
            )
        });
    }
    draft.claim(Sort::Sum, parts);
    draft.claim(Sort::Sum, plans);
    say!(draft, "{said}。", said = said.join("；"));
}

fn done(draft: &mut Draft, line: &Line) -> (Slot, Slot, Slot) {
    let (budget, now) = (draft.money(line.budget), draft.money(line.now));
    let rate = draft.percent(line.now, line.budget);
    draft.claim_ratio(Sort::Rate, now, budget, rate);
    (budget, now, rate)
}

fn against_last_year(draft: &mut Draft, world: &World, total: &Line, lines: &[Line; 3]) {
    let whole = draft.money(total.now);
    let called = words!(draft, "[“三公”经费支出|三公经费支出]");
    draft.remember(&called, whole);
    let phrase = changed(draft, whole, total);
    say!(
        draft,
        "{year}年{called}[合计|共计|]{whole}，{phrase}。其中：",
        called = called,
        year = world.year,
        whole = whole,
        phrase = phrase,
    );
    let mut said = Vec::new();
    let mut terms = vec![(-1, vec![whole])];
    for line in lines {
        let slot = draft.money(line.now);
        let phrase = changed(draft, slot, line);
        terms.push((1, vec![slot]));
        said.push(format!("{}{slot}，{phrase}", line.name));
    }
    draft.claim(Sort::Sum, terms);
    say!(draft, "{said}。", said = said.join("；"));
}

fn changed(draft: &mut Draft, slot: Slot, line: &Line) -> String {
    if line.before == 0 {
        return words!(draft, "[上年无此项支出|与上年持平]");
    }
    change(draft, slot, line.now, line.before)
}

fn shares(draft: &mut Draft, world: &World, total: &Line, lines: &[Line; 3]) {
    let whole = draft.money(total.now);
    let parts: Vec<Part> = lines
        .iter()
        .map(|line| Part {
            name: line.name.to_owned(),
            slot: draft.money(line.now),
            value: line.now,
        })
        .collect();
    let subject = words!(
        draft,
        "[{year}年|全年|]三公经费支出[合计|总额|]",
        year = world.year
    );
    if total.now > 0 && draft.dice.chance(60) {
        share_list(draft, &subject, whole, &parts);
    } else {
        among_list(draft, &subject, whole, &parts, Sort::Sum);
    }
}

/// Buying and running of cars, and how many there are.
fn cars_apart(draft: &mut Draft, buying: &Line, running: &Line, all: &Line) {
    if all.now == 0 {
        return;
    }
    let whole = draft.money(all.now);
    let (bought, run) = (draft.money(buying.now), draft.money(running.now));
    draft.claim_sum(Sort::Sum, whole, &[bought, run]);
    let cars = draft.dice.between(1, 60);
    let kept = draft.count(cars, "辆");
    let mean = draft.money(running.now / cars);
    say!(
        draft,
        "公务用车购置及运行维护费支出{whole}，其中公务用车购置费{bought}、公务用车运行维护费{run}[，年末公务用车保有量{kept}|]。",
        whole = whole,
        bought = bought,
        run = run,
        kept = kept,
    );
    if running.now % cars == 0 {
        say!(draft, "平均每辆[车|]{mean}。", mean = mean);
    }
}
