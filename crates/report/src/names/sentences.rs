//! Whole sentences made from the shape of the book: how many kinds of staff, which items of the
//! balance sheet. Each is template text, so its figures are names again.

use book::{Book, Date, Item, Side, Spending, Survey};

use super::Names;

type Sentence = fn(&Names<'_>) -> String;

const SENTENCES: [(&str, Sentence); 9] = [
    ("文字.下属", |names| department(names.book)),
    ("文字.人员", |names| staff(names)),
    ("文字.资产", |names| assets(names.book)),
    ("文字.预算", |names| budget(names)),
    ("文字.结余", |names| unspent(names.book)),
    ("文字.得分", |names| score(names)),
    ("文字.项目", |names| projects(names.book)),
    ("文字.满意度", |names| surveys(names)),
    ("文字.公开", |names| publication(names)),
];

pub(crate) fn find(name: &str) -> Option<Sentence> {
    SENTENCES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, sentence)| *sentence)
}

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    SENTENCES.iter().map(|(name, _)| *name)
}

/// Words without the full stop they end in.
pub(crate) fn clause(words: &str) -> &str {
    words.trim().trim_end_matches(['。', '；', '，'])
}

fn department(book: &Book) -> String {
    let Some(statement) = book.consolidation() else {
        return String::new();
    };
    let names: Vec<&str> = statement
        .units
        .iter()
        .map(|unit| unit.name.as_str())
        .collect();
    let mut words = format!(
        "纳入本次自评汇总的单位共{{{{ 下属.单位数 }}}}：{}。",
        names.join("、")
    );
    if statement.settled().next().is_some() {
        words.push_str(
            "各单位全年预算合计{{ 下属.合计.全年预算 }}，其中{{ 下属.抵销.全年预算 }}是部门内部的拨款，\
             拨出和收到两边相符，只计一次，汇总后的全年预算为{{ 预算.全年预算 }}。",
        );
    }
    words + "比率和满意度由各单位的台账合在一起计算，不是各单位结果的平均。"
}

fn staff(names: &Names<'_>) -> String {
    let mut words = String::new();
    if names.says("人员.编制") {
        words.push_str("核定编制{{ 人员.编制 }}，");
    }
    words.push_str("在职人员{{ 人员.在职 }}");
    let kinds: Vec<_> = names
        .book
        .staff
        .iter()
        .map(|staff| format!("{0}{{{{ 人员.{0}.在职 }}}}", staff.kind))
        .collect();
    if kinds.len() > 1 {
        words.push_str(&format!("，其中{}", kinds.join("、")));
    }
    if names.book.staff.iter().any(|staff| staff.retired > 0) {
        words.push_str("；另有退休人员{{ 人员.退休 }}");
    }
    words + "。"
}

fn assets(book: &Book) -> String {
    let Some(sheet) = &book.balance else {
        return String::new();
    };
    format!(
        "截至{{{{ 资产负债.日期 }}}}，{{{{ 单位.简称 }}}}资产总额{{{{ 资产.总额 }}}}{}。\
         负债总额{{{{ 负债.总额 }}}}{}，资产负债率{{{{ 资产.资产负债率 }}}}。\
         净资产总额{{{{ 净资产.总额 }}}}{}。",
        items("资产", &sheet.assets),
        items("负债", &sheet.liabilities),
        items("净资产", &sheet.net),
    )
}

fn items(side: &str, items: &Side) -> String {
    match items.items.as_slice() {
        [] => String::new(),
        [only] => format!("，均为{}{}", only.name, note(only, "（", "）")),
        all => {
            let all: Vec<_> = all
                .iter()
                .map(|item| {
                    let path = format!("{side}.{}", item.name);
                    let note = note(item, "，", "");
                    format!(
                        "{}{{{{ {path} }}}}，占{{{{ {path}.占比 }}}}{note}",
                        item.name
                    )
                })
                .collect();
            format!("，其中：{}", all.join("；"))
        }
    }
}

fn note(item: &Item, before: &str, after: &str) -> String {
    item.note
        .as_deref()
        .map(|note| format!("{before}{}{after}", clause(note)))
        .unwrap_or_default()
}

fn budget(names: &Names<'_>) -> String {
    let totals = names.book.totals();
    let mut words = "年初预算数{{ 预算.年初预算 }}".to_owned();
    if !totals.adjustment.is_zero() {
        words.push_str("，预算调整数{{ 预算.调整 }}");
    }
    if !totals.carried.is_zero() {
        words.push_str("，上年结转{{ 预算.上年结转 }}");
    }
    words.push_str(
        "，全年预算数{{ 预算.全年预算 }}；全年执行数{{ 预算.执行数 }}，预算执行率{{ 预算.执行率 }}。",
    );
    let kinds: Vec<_> = Spending::ALL
        .into_iter()
        .map(Spending::word)
        .filter(|kind| names.says(&format!("预算.{kind}.执行率")))
        .map(|kind| {
            format!(
                "{kind}全年预算数{{{{ 预算.{kind}.全年预算 }}}}，执行数{{{{ 预算.{kind}.执行数 }}}}，\
                 执行率{{{{ 预算.{kind}.执行率 }}}}"
            )
        })
        .collect();
    if kinds.len() > 1 {
        words.push_str(&format!("其中：{}。", kinds.join("；")));
    }
    words
}

fn unspent(book: &Book) -> String {
    let lines: Vec<_> = book
        .budget
        .iter()
        .filter(|line| !line.amounts.unspent().is_zero())
        .map(|line| {
            let reason = line
                .unspent_reason
                .as_deref()
                .map(clause)
                .unwrap_or("原因未说明");
            format!("{0}结余{{{{ 预算.项目.{0}.结余 }}}}，{reason}", line.name)
        })
        .collect();
    match lines.is_empty() {
        true => "年末无结余。".to_owned(),
        false => format!("年末结余{{{{ 预算.结余 }}}}，其中：{}。", lines.join("；")),
    }
}

fn score(names: &Names<'_>) -> String {
    let mut words = "总分{{ 得分.总分 }}".to_owned();
    if names.says("得分.折算") {
        words.push_str("（分值合计{{ 分值.合计 }}，折算为百分制{{ 得分.折算 }}）");
    }
    if names.says("得分.等级") {
        words.push_str("，等级为“{{ 得分.等级 }}”");
    }
    let mut parts = Vec::new();
    if names.says("得分.预算执行率") {
        parts.push("预算执行率分值{{ 分值.预算执行率 }}，得分{{ 得分.预算执行率 }}".to_owned());
    }
    for sum in names
        .card
        .subtotals
        .iter()
        .filter(|sum| sum.level == book::Level::First)
    {
        parts.push(format!(
            "{0}分值{{{{ 分值.{0} }}}}，得分{{{{ 得分.{0} }}}}",
            sum.level1
        ));
    }
    format!("{words}。其中：{}。", parts.join("；"))
}

fn projects(book: &Book) -> String {
    let all = book.evaluations(None);
    let grades: Vec<_> = all
        .grades()
        .into_iter()
        .map(|(grade, _)| format!("“{grade}”{{{{ 项目.等级.{grade} }}}}"))
        .collect();
    format!(
        "共{{{{ 项目.数量 }}}}项目纳入项目支出绩效自评，全年预算数{{{{ 项目.全年预算 }}}}，全年执行数{{{{ 项目.执行数 }}}}，\
         执行率{{{{ 项目.执行率 }}}}。自评等级{}。",
        grades.join("、")
    )
}

fn surveys(names: &Names<'_>) -> String {
    let surveys = names.book.surveys.iter();
    let asked = surveys.filter(|survey| survey.result(names.book).is_some());
    asked.map(|one| survey(one, names)).collect()
}

/// Who was asked, how many answered, and what they said.
fn survey(survey: &Survey, names: &Names<'_>) -> String {
    let figure = |name: &str| {
        let name = format!("调查.{}.{name}", survey.name);
        names.says(&name).then(|| format!("{{{{ {name} }}}}"))
    };
    let told = |before: &str, name: &str| figure(name).map(|figure| format!("{before}{figure}"));
    let mode = survey.mode.as_deref();
    let mode = mode.map_or_else(String::new, |mode| format!("采取{mode}方式"));
    let audience = survey.audience.as_deref().unwrap_or("服务对象");
    let day = |date: Option<Date>| date.map_or_else(String::new, Date::chinese);
    let when = match (day(survey.from), day(survey.to)) {
        (from, to) if from.is_empty() && to.is_empty() => String::new(),
        (from, to) if from.is_empty() || to.is_empty() => format!("{from}{to}，"),
        (from, to) => format!("{from}至{to}，"),
    };
    let counts = [
        told("发放问卷", "发放数"),
        told("回收", "回收数"),
        told("回收率", "回收率"),
        told("有效问卷", "有效数"),
        told("有效率", "有效率"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let headline = survey.headline.word();
    let found = [told("满意的", "满意数"), told(headline, headline)];
    let found: Vec<String> = found.into_iter().flatten().collect();
    let interval = match (figure("下限"), figure("上限")) {
        (Some(low), Some(high)) => format!("，置信区间为{low}至{high}"),
        _ => String::new(),
    };
    format!(
        "{when}{mode}对{audience}开展{}调查，{}。{}{interval}。",
        survey.name,
        counts.join("，"),
        found.join("，"),
    )
}

fn publication(names: &Names<'_>) -> String {
    let mut words = "自评结果按照财政部门要求公开".to_owned();
    for (name, before) in [
        ("公开.方式", "公开渠道为"),
        ("公开.日期", "公开日期为"),
        ("公开.网址", "网址为"),
    ] {
        if names.says(name) {
            words.push_str(&format!("，{before}{{{{ {name} }}}}"));
        }
    }
    words + "。"
}
