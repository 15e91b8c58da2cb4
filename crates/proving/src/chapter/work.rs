//! What a unit did, by its trade: land, patients, pupils, subsidies, roads, services.

use quantity::Unit;

use crate::catalogue::Business;
use crate::chapter::phrases::{Part, change, count_parts, slots, whole_list};
use crate::claim::Sort;
use crate::draft::{Draft, Slot, say, words};
use crate::figure::Form;
use crate::world::World;

/// The work of the unit.
pub(crate) fn work(draft: &mut Draft, world: &World) {
    match world.trade.business {
        Business::Land => land(draft, world),
        Business::Health => health(draft, world),
        Business::School => school(draft, world),
        Business::Farm => farm(draft, world),
        Business::Roads => roads(draft, world),
        Business::Office => office(draft, world),
    }
    draft.end();
    target(draft);
    draft.end();
}

/// Land given in hundredths of a 亩, printed in 亩.
fn mu(draft: &mut Draft, hundredths: i128) -> Slot {
    let form = Form {
        places: 2,
        cut: draft.style.money.cut,
        ..Form::whole(Unit::MU)
    };
    area(draft, hundredths, form)
}

fn area(draft: &mut Draft, hundredths: i128, form: Form) -> Slot {
    draft.number(crate::draft::whole(hundredths * 20), form)
}

fn land(draft: &mut Draft, world: &World) {
    let all_lots = draft.dice.between(12, 300);
    let lots = draft.dice.split(all_lots, 2, 2);
    let total_area = draft.dice.between(30_000, 3_000_000);
    let areas = draft.dice.split(total_area, 2, 1_000);
    let total_money = draft.dice.between(5_000_000_000, 600_000_000_000);
    let money = draft.dice.split(total_money, 2, 100_000_000);
    let count = draft.count(lots[0] + lots[1], "宗");
    let whole_area = mu(draft, total_area);
    let whole_money = draft.money_in(total_money, Unit::YI_YUAN, 2);
    let (sold, given) = (draft.count(lots[0], "宗"), draft.count(lots[1], "宗"));
    let (sold_area, given_area) = (mu(draft, areas[0]), mu(draft, areas[1]));
    let sold_money = draft.money_in(money[0], Unit::YI_YUAN, 2);
    let given_money = draft.money_in(money[1], Unit::WAN_YUAN, 2);
    draft.claim_sum(Sort::Sum, count, &[sold, given]);
    draft.claim_sum(Sort::Sum, whole_area, &[sold_area, given_area]);
    draft.claim_sum(Sort::Sum, whole_money, &[sold_money, given_money]);
    let hectares = Form {
        unit: Unit::HECTARE,
        ..draft.form(whole_area)
    };
    let in_hectares = draft.same_in(whole_area, hectares, Sort::Conversion);
    say!(
        draft,
        "[{year}年|全年]共供应土地{count}，[供应|]总面积[为|]{area}[|（{hectares}）|（折合{hectares}）]，[供应|]收入总金额[共计|]{money}。其中：出让[用地|]{sold}，出让面积{sold_area}，出让金[总额|]{sold_money}；划拨[用地|]{given}，划拨面积{given_area}，划拨[权益|]价款{given_money}。",
        year = world.year,
        count = count,
        area = whole_area,
        hectares = in_hectares,
        money = whole_money,
        sold = sold,
        sold_area = sold_area,
        sold_money = sold_money,
        given = given,
        given_area = given_area,
        given_money = given_money,
    );
    draft.end();
    let [task, done] = [total_area * 3 / 2, total_area];
    let (wanted, reached) = (mu(draft, task), mu(draft, done));
    let rate = draft.percent(done, task);
    draft.claim_ratio(Sort::Rate, reached, wanted, rate);
    say!(
        draft,
        "[市局|上级]下达[闲置土地处置|批而未供消化]任务{wanted}，[已|实际]完成{reached}，[任务|]完成率[为|]{rate}。",
        wanted = wanted,
        reached = reached,
        rate = rate,
    );
}

fn health(draft: &mut Draft, world: &World) {
    let total = draft.dice.between(4_000, 900_000);
    let whole = draft.count(total, "人次");
    let numbers = draft.dice.split(total, 2, 500);
    let parts = count_parts(draft, &["门诊", "急诊"], &numbers, "人次");
    whole_list(draft, "门急诊总量", whole, &parts);
    let stays = draft.dice.between(900, 60_000);
    let discharged = draft.count(stays, "人次");
    let before = world.before(stays, &mut draft.dice);
    let phrase = change(draft, discharged, stays, before);
    say!(
        draft,
        "出院{discharged}，{phrase}。",
        discharged = discharged,
        phrase = phrase
    );
    draft.end();
    let beds = draft.dice.between(40, 2_000);
    let [planned, open] = [beds, beds * 9 / 10].map(|number| draft.count(number, "张"));
    let rate = draft.percent(beds * 9 / 10, beds);
    draft.claim_ratio(Sort::Rate, open, planned, rate);
    say!(
        draft,
        "编制床位{planned}，实际开放{open}。",
        planned = planned,
        open = open,
    );
    per_head(draft, "签约服务", "人", "每人", (40, 300));
}

fn school(draft: &mut Draft, world: &World) {
    let total = draft.dice.between(600, 40_000);
    let whole = draft.count(total, "人");
    let numbers = draft.dice.split(total, 3, 50);
    let parts = count_parts(draft, &["小学", "初中", "高中"], &numbers, "人");
    let subject = words!(draft, "[秋季学期|{year}年]在校学生", year = world.year);
    whole_list(draft, &subject, whole, &parts);
    per_head(draft, "营养改善计划惠及学生", "人", "每人", (400, 1_500));
    draft.end();
    let grades = draft.dice.split(total / 20 + 9, 3, 2);
    let classes = draft.count(grades.iter().sum(), "个");
    let parts: Vec<Part> = count_parts(draft, &["小学班级", "初中班级", "高中班级"], &grades, "个");
    draft.claim_sum(Sort::Sum, classes, &slots(&parts));
    let list = crate::chapter::phrases::listing(draft, &parts);
    say!(
        draft,
        "共设教学班{classes}：{list}。",
        classes = classes,
        list = list
    );
}

fn farm(draft: &mut Draft, _world: &World) {
    let hundredths = draft.dice.between(40_000, 9_000_000);
    let price = draft.dice.between(2_000, 40_000);
    let land = mu(draft, hundredths);
    let tariff = draft.number(
        crate::draft::yuan(price) * crate::draft::whole(1_500),
        Form {
            places: 2,
            ..Form::whole(Unit::parse("元/亩").map_or(Unit::NONE, |found| found.0))
        },
    );
    let total = hundredths * price / 100;
    let exact = hundredths * price % 100 == 0;
    let money = draft.money_in(total, Unit::WAN_YUAN, 2);
    if exact {
        // The base of an area is a third of a square metre, that of a price is per square kilometre.
        draft.claim(
            Sort::Product,
            vec![(1, vec![land, tariff]), (-3_000_000, vec![money])],
        );
    }
    let households = draft.dice.between(90, 40_000);
    let households = draft.count(households, "户");
    say!(
        draft,
        "[本年|全年]发放[耕地地力保护|种粮]补贴面积{land}，补贴标准{tariff}，[共|合计]发放补贴资金{money}[，受益农户{households}|]。",
        land = land,
        tariff = tariff,
        money = money,
        households = households,
    );
    draft.end();
    let crops = draft.dice.split(hundredths * 2, 3, 900);
    let whole = mu(draft, hundredths * 2);
    let names = ["水稻", "小麦", "玉米"];
    let parts: Vec<Part> = names
        .iter()
        .zip(&crops)
        .map(|(name, value)| Part {
            name: (*name).to_owned(),
            slot: mu(draft, *value),
            value: *value,
        })
        .collect();
    if draft.dice.chance(50) {
        whole_list(draft, "粮食播种面积", whole, &parts);
    } else {
        crate::chapter::phrases::share_list(draft, "粮食播种面积", whole, &parts);
    }
}

fn roads(draft: &mut Draft, _world: &World) {
    let kilometre = Unit::parse("公里").map_or(Unit::NONE, |found| found.0);
    let total = draft.dice.between(900, 900_000);
    let lengths = draft.dice.split(total, 3, 60);
    // Lengths in hundredths of a kilometre; the base is a metre.
    let mut length = |hundredths: i128| {
        let form = Form {
            places: 2,
            ..Form::whole(kilometre)
        };
        draft.number(crate::draft::whole(hundredths * 10), form)
    };
    let whole = length(total);
    let names = ["国省道", "县乡道", "村道"];
    let parts: Vec<Part> = names
        .iter()
        .zip(&lengths)
        .map(|(name, value)| Part {
            name: (*name).to_owned(),
            slot: length(*value),
            value: *value,
        })
        .collect();
    whole_list(draft, "养护公路总里程", whole, &parts);
    draft.end();
    per_head(draft, "聘用护路员", "人", "每人每年", (3_000, 20_000));
}

fn office(draft: &mut Draft, world: &World) {
    let total = draft.dice.between(300, 90_000);
    let whole = draft.count(total, "件");
    let before = world.before(total, &mut draft.dice);
    let phrase = change(draft, whole, total, before);
    say!(
        draft,
        "[全年|{year}年]办理[各类|]事项{whole}，{phrase}。",
        year = world.year,
        whole = whole,
        phrase = phrase
    );
    draft.end();
    per_head(draft, "开展业务培训惠及人员", "人", "每人", (100, 2_000));
}

/// A number of people, so much for each, so much together.
fn per_head(draft: &mut Draft, what: &str, unit: &str, each: &str, (low, high): (i128, i128)) {
    let heads = draft.dice.between(20, 9_000);
    let price = draft.dice.between(low, high);
    let number = draft.count(heads, unit);
    let tariff = draft.count(price, "元");
    let together = draft.money_in(heads * price * 100, Unit::WAN_YUAN, 2);
    draft.claim(
        Sort::Product,
        vec![(1, vec![number, tariff]), (-1, vec![together])],
    );
    say!(
        draft,
        "{what}{number}，{each}{tariff}，[共|合计|共计]{together}。",
        what = what,
        number = number,
        each = each,
        tariff = tariff,
        together = together,
    );
}

/// A target and what was done.
fn target(draft: &mut Draft) {
    const THINGS: &[(&str, &str)] = &[
        ("执法巡查", "次"),
        ("业务培训", "期"),
        ("项目验收", "个"),
        ("政策宣传", "场"),
        ("现场核查", "处"),
        ("惠企服务", "家"),
    ];
    let (what, unit) = *draft.dice.pick(THINGS);
    let plan = draft.dice.between(8, 400);
    let done = draft.dice.between(plan * 7 / 10, plan * 12 / 10);
    let (wanted, reached) = (draft.count(plan, unit), draft.count(done, unit));
    let rate = draft.percent(done, plan);
    draft.claim_ratio(Sort::Rate, reached, wanted, rate);
    say!(
        draft,
        "{what}[计划|年度目标]{wanted}，[实际|已]完成{reached}，完成率[为|达到|]{rate}。",
        what = what,
        wanted = wanted,
        reached = reached,
        rate = rate,
    );
}
