//! Reports made up for the benchmarks: varied words, consistent figures, the same on every machine.

/// A small generator of numbers (Lehmer), so that the corpus never changes.
pub(crate) struct Dice(u64);

impl Dice {
    fn roll(&mut self, least: u64, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        least + (self.0 >> 33) % (most - least + 1)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(0, words.len() as u64 - 1) as usize]
    }
}

/// At least so many bytes of reports, none of which contradicts itself.
pub(crate) fn text(bytes: usize) -> String {
    let mut dice = Dice(20_221_231);
    let mut text = String::with_capacity(bytes + 8192);
    while text.len() < bytes {
        report(&mut dice, &mut text);
    }
    text
}

/// Hundredths printed with two decimals.
fn wan(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A percentage with two decimals, rounded half up.
fn percent(part: u64, whole: u64) -> String {
    wan((part * 20_000 + whole) / (2 * whole))
}

fn report(dice: &mut Dice, text: &mut String) {
    let place = dice.pick(&[
        "东湖", "西湖", "青山", "临江", "南城", "北关", "新建", "高坪",
    ]);
    let bureau = dice.pick(&[
        "自然资源局",
        "交通运输局",
        "水利局",
        "教育局",
        "卫生健康局",
        "农业农村局",
    ]);
    let year = dice.roll(2018, 2024);
    text.push_str(&format!(
        "{place}区{bureau}{year}年度整体支出绩效自评报告\n\n一、部门基本概况\n\n"
    ));
    narrative(dice, text);
    staff(dice, text);
    assets(dice, text);
    budget(dice, year, text);
    work(dice, year, text);
    narrative(dice, text);
    text.push_str("二、存在的问题\n\n");
    narrative(dice, text);
    text.push('\n');
}

fn narrative(dice: &mut Dice, text: &mut String) {
    const SENTENCES: &[&str] = &[
        "围绕年度重点任务，统筹安排人员和经费，压实科室责任，按月调度进展，确保各项工作有序推进。",
        "坚持过紧日子的要求，从严控制一般性支出，资金优先保障民生和重点项目，支付手续完备。",
        "部门内部控制制度健全，重大事项集体研究决定，采购、合同、资产等环节均有专人审核。",
        "通过实地走访、电话回访和问卷相结合的办法了解服务对象的意见，并将意见分送有关科室整改。",
        "个别项目前期论证不够充分，实施过程中因规划调整暂停，致使部分资金未能在年内形成支出。",
        "下一步将提前谋划项目储备，细化绩效指标，加强与业务进度的衔接，减少年末集中支付。",
    ];
    for _ in 0..dice.roll(2, 4) {
        text.push_str(dice.pick(SENTENCES));
    }
    text.push_str("\n\n");
}

fn staff(dice: &mut Dice, text: &mut String) {
    let (civil, public) = (dice.roll(8, 60), dice.roll(5, 90));
    let posts = civil + public + dice.roll(0, 12);
    let total = civil + public;
    text.push_str(&format!(
        "核定编制{posts}名。年末在职{total}人，其中行政人员{civil}人、事业人员{public}人；另有退休人员{}人。\n\n",
        dice.roll(1, 40)
    ));
}

fn assets(dice: &mut Dice, text: &mut String) {
    let (current, fixed) = (dice.roll(80_000, 900_000), dice.roll(5_000, 300_000));
    let all = current + fixed;
    let debts = dice.roll(1_000, all - 1_000);
    text.push_str(&format!(
        "截至年末，资产总额{}万元，其中流动资产{}万元，占{}%；非流动资产{}万元，占{}%。负债{}万元，净资产{}万元，资产负债率为{}%。\n\n",
        wan(all), wan(current), percent(current, all), wan(fixed), percent(fixed, all), wan(debts), wan(all - debts), percent(debts, all)
    ));
}

fn budget(dice: &mut Dice, year: u64, text: &mut String) {
    let (basic, projects) = (dice.roll(50_000, 400_000), dice.roll(20_000, 600_000));
    let planned = basic + projects + dice.roll(1, 20_000);
    let spent = basic + projects;
    let last = dice.roll(spent / 2, spent * 2);
    let (word, direction, change) = if spent < last {
        ("减少", "下降", last - spent)
    } else {
        ("增加", "增长", spent - last)
    };
    text.push_str(&format!(
        "{year}年全年预算数{}万元，执行数{}万元，预算执行率{}%。支出合计{}万元，其中：基本支出{}万元，占{}%；项目支出{}万元，占{}%。支出比上年{word}{}万元，{direction}{}%。\n\n",
        wan(planned), wan(spent), percent(spent, planned), wan(spent), wan(basic), percent(basic, spent), wan(projects),
        percent(projects, spent), wan(change), percent(change, last)
    ));
}

fn work(dice: &mut Dice, year: u64, text: &mut String) {
    let (sold, granted) = (dice.roll(3, 40), dice.roll(2, 50));
    let (sold_area, granted_area) = (dice.roll(20_000, 400_000), dice.roll(20_000, 400_000));
    let (found, left) = (dice.roll(20, 90), dice.roll(1, 15));
    text.push_str(&format!(
        "{year}年供应土地{}宗，面积{}亩，其中：出让{sold}宗、{}亩，划拨{granted}宗、{}亩。开展执法巡查{}次，发现问题{found}个，已整改{}个，剩余{left}个，整改率{}%。",
        sold + granted, wan(sold_area + granted_area), wan(sold_area), wan(granted_area), dice.roll(12, 60), found - left,
        percent(found - left, found)
    ));
    let (sent, valid) = (dice.roll(200, 500), dice.roll(100, 190));
    text.push_str(&format!(
        "发放问卷{sent}份，收回有效问卷{valid}份，服务对象满意度{}%。\n\n",
        percent(dice.roll(80, 100), 100)
    ));
}
