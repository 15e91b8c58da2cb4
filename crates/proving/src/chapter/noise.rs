//! Sentences that must stay silent: true, full of numbers, and claiming nothing that can be refuted.

use quantity::{Approximation, Unit};

use crate::draft::{Draft, say, widened};
use crate::figure::Form;
use crate::world::World;

type Noise = fn(&mut Draft, &World);

/// Every sort of noise.
const NOISE: &[Noise] = &[
    documents,
    dates,
    footing,
    open_list,
    overlap,
    years,
    threshold,
    range,
    other_base,
    rounded,
    like_names,
    mean_growth,
    ordinals,
    points,
    vague,
    per_month,
    nested,
    codes,
];

/// The opening of a report: what it is based on.
pub(crate) fn opening(draft: &mut Draft, world: &World) {
    let (number, day) = (draft.dice.between(1, 300), draft.dice.between(1, 28));
    say!(
        draft,
        "[根据|按照]《[关于开展{year}年度绩效自评工作的通知|关于做好{year}年预算绩效管理工作的通知]》（财预〔{next}〕{number}号）[要求|精神]，{name}于{next}年3月{day}日[组织开展|启动]了[自评|相关]工作，现[报告|说明]如下。",
        year = world.year,
        next = world.year + 1,
        number = number,
        day = day,
        name = world.name,
    );
    draft.end();
}

/// A few sentences of noise.
pub(crate) fn noise(draft: &mut Draft, world: &World) {
    for _ in 0..1 + draft.dice.below(2) {
        // Said twice with other figures, it would be a contradiction.
        let sort = draft.dice.below(NOISE.len());
        if draft.is_new(sort) {
            NOISE[sort](draft, world);
            draft.end();
        }
    }
}

fn documents(draft: &mut Draft, world: &World) {
    let [a, b] = [1, 2].map(|_| draft.dice.between(2, 400));
    say!(
        draft,
        "[依据|对照]《预算法》第[三十二|五十七]条和国发〔{y}〕{a}号、财绩〔{z}〕{b}号文件，[修订|完善]了内部管理制度[3|5|6]项。",
        y = world.year - 3,
        z = world.year - 1,
        a = a,
        b = b,
    );
}

fn dates(draft: &mut Draft, world: &World) {
    let [day, month] = [(1, 28), (2, 11)].map(|(low, high)| draft.dice.between(low, high));
    say!(
        draft,
        "{year}年{month}月{day}日，召开第{month}次[专题|调度]会议，[明确|部署]{next}年1—6月重点任务，联系电话0{month}-8{day}62{month}3。",
        year = world.year,
        month = month,
        day = day,
        next = world.year + 1,
    );
}

fn footing(draft: &mut Draft, world: &World) {
    let amount = world.spent() / 3 + 100;
    let (now, rate) = (draft.money(amount), draft.dice.between(1, 40));
    say!(
        draft,
        "[同口径相比|剔除一次性因素后|按可比口径计算]，[专项|运转类]支出{now}，[增长|下降]{rate}%。",
        now = now,
        rate = rate,
    );
}

fn open_list(draft: &mut Draft, world: &World) {
    let total = world.spent() / 2 + 1_000_000;
    let whole = draft.money(total);
    let [a, b] = [total / 7, total / 11].map(|fen| draft.money(fen));
    say!(
        draft,
        "[统筹资金|累计投入]{whole}，[主要用于|其中]道路维修{a}、管网改造{b}等[项目|方面]。",
        whole = whole,
        a = a,
        b = b,
    );
}

fn overlap(draft: &mut Draft, _world: &World) {
    let total = draft.dice.between(200, 9_000);
    let whole = draft.count(total, "户");
    let sizes = [
        draft.dice.between(55, 85),
        draft.dice.between(50, 80),
        draft.dice.between(10, 40),
    ];
    let parts = sizes.map(|size| draft.count(total * size / 100 + size % 7, "户"));
    say!(
        draft,
        "惠及群众{whole}。其中低保户{a}；建档立卡户{b}，[同时|此外]还覆盖残疾人家庭{c}。",
        whole = whole,
        a = parts[0],
        b = parts[1],
        c = parts[2],
    );
}

fn years(draft: &mut Draft, world: &World) {
    let base = world.spent() / 4 + 10_000;
    let amounts = [base, base * 11 / 10, base * 9 / 10].map(|fen| draft.money(fen));
    say!(
        draft,
        "{a}年、{b}年、{c}年[分别投入|分别安排资金]{x}、{y}、{z}。",
        a = world.year - 3,
        b = world.year - 2,
        c = world.year - 1,
        x = amounts[0],
        y = amounts[1],
        z = amounts[2],
    );
}

fn threshold(draft: &mut Draft, _world: &World) {
    let [rate, times] = [(80, 98), (4, 60)].map(|(low, high)| draft.dice.between(low, high));
    say!(
        draft,
        "[年度指标值|绩效目标]为[群众满意度|验收合格率]不低于{rate}%，[巡查|检查]不少于{times}次，[平均|办理]时限不超过{days}个工作日。",
        rate = rate,
        times = times,
        days = times / 2 + 1,
    );
}

fn range(draft: &mut Draft, world: &World) {
    let low = draft.dice.between(3, 60);
    say!(
        draft,
        "[每次|单次]培训{low}—{high}人，[合格率|参训率]在{rate}%～100%之间，{a}-{b}年持续推进。",
        low = low,
        high = low + 30,
        rate = 100 - low / 3,
        a = world.year - 4,
        b = world.year,
    );
}

fn other_base(draft: &mut Draft, world: &World) {
    let now = draft.money(world.spent() / 9 + 100);
    let rate = draft.dice.between(3, 60);
    say!(
        draft,
        "[科研|设备]投入{now}，占[全县财政支出|地区生产总值|全市同类支出]的{rate}%。",
        now = now,
        rate = rate,
    );
}

/// Parts rounded one by one to whole units: their sum is off by several.
fn rounded(draft: &mut Draft, world: &World) {
    let total = world.spent() + 50_000_000_000;
    let form = Form {
        unit: Unit::YI_YUAN,
        places: 1,
        cut: false,
        trimmed: false,
        grouped: false,
        ..draft.style.money
    };
    let months = draft.dice.split(total, 12, total / 40);
    let whole = draft.number(crate::draft::yuan(total), form);
    let parts: Vec<String> = months
        .iter()
        .map(|fen| draft.number(crate::draft::yuan(*fen), form).to_string())
        .collect();
    say!(
        draft,
        "全县财政支出{whole}，1至12月分别为{parts}。",
        whole = whole,
        parts = parts.join("、")
    );
}

fn like_names(draft: &mut Draft, world: &World) {
    let base = world.spent() + 1_000_000;
    let [a, b] = [base * 9 / 10, base * 8 / 10].map(|fen| draft.money(fen));
    say!(
        draft,
        "[部门整体支出|财政资金]{a}，[项目支出绩效评价涉及资金|纳入评价的资金]{b}，两者口径不同。",
        a = a,
        b = b,
    );
}

fn mean_growth(draft: &mut Draft, world: &World) {
    let base = world.spent() / 5 + 100;
    let now = draft.money(base);
    let rate = draft.dice.between(2, 19);
    say!(
        draft,
        "近三年[投入|经费]年均增长{rate}%，{year}年达到{now}。",
        rate = rate,
        year = world.year,
        now = now,
    );
}

fn ordinals(draft: &mut Draft, _world: &World) {
    let place = draft.dice.between(2, 9);
    say!(
        draft,
        "[综合考核|年度考核]位列全市第{place}名，[较上年提升{n}位|获评优秀等次]，一是[健全机制|压实责任]；二是[强化监管|加快进度]。",
        place = place,
        n = place - 1,
    );
}

fn points(draft: &mut Draft, _world: &World) {
    let rate = draft.dice.between(60, 95);
    say!(
        draft,
        "[覆盖率|普及率]达到{rate}%，[比上年提高|高于全市平均水平]{n}个百分点。",
        rate = rate,
        n = rate / 20,
    );
}

fn vague(draft: &mut Draft, world: &World) {
    let base = world.spent() / 6 + 10_000_000;
    let word = *draft.dice.pick(&[
        Approximation::About,
        Approximation::Odd,
        Approximation::Over,
    ]);
    let form = Form {
        trimmed: false,
        grouped: false,
        ..draft.style.money
    };
    let whole = draft.number(crate::draft::yuan(base), widened(form, 0, word));
    let part = draft.number(crate::draft::yuan(base / 3), widened(form, 0, word));
    say!(
        draft,
        "[撬动|带动]社会投资{whole}，[其中|包括]民间资本{part}。",
        whole = whole,
        part = part,
    );
}

fn per_month(draft: &mut Draft, _world: &World) {
    let people = draft.dice.between(4, 90);
    say!(
        draft,
        "聘用人员{people}人，月人均工资{wage}元，按实际在岗月数[发放|核算]。",
        people = people,
        wage = 2_000 + people * 10,
    );
}

fn nested(draft: &mut Draft, world: &World) {
    let total = world.spent() / 3 + 1_000_000;
    let whole = draft.money(total);
    let [a, b, c] = [total / 2, total / 5, total / 9].map(|fen| draft.money(fen));
    say!(
        draft,
        "安排专项{whole}，[其中：|包括]工程费{a}（含设备购置{c}）、勘察设计费{b}等。",
        whole = whole,
        a = a,
        b = b,
        c = c,
    );
}

fn codes(draft: &mut Draft, world: &World) {
    let number = draft.dice.between(100, 999);
    say!(
        draft,
        "项目编号{year}0{number}，[科目编码|功能科目]2130{last}，[共涉及|分布在]镇[3|5|8]个、村[12|26|41]个。",
        year = world.year,
        number = number,
        last = number / 10,
    );
}
