//! Work grows with the document and not with its square, whatever stands in it: each text is audited at one length and
//! at twice that, and what was looked at and what was allocated are compared. Neither is a time.

use allocation_counter::measure;
use audit::check;
use document::{Limits, read};

/// Twice the text may cost so many times as much: twice, and something for tables that grow by doubling.
const MOST_GROWTH: f64 = 2.3;

/// A text that a rule could look at again and again.
struct Input {
    /// What grows in it.
    name: &'static str,
    /// The name of the file, which tells its format.
    file: &'static str,
    /// How many of it the shorter text has.
    count: usize,
    /// The text with so many of it.
    write: fn(usize) -> String,
}

const fn text(name: &'static str, count: usize, write: fn(usize) -> String) -> Input {
    Input {
        name,
        file: "report.txt",
        count,
        write,
    }
}

const fn table(name: &'static str, count: usize, write: fn(usize) -> String) -> Input {
    Input {
        name,
        file: "table.csv",
        count,
        write,
    }
}

const INPUTS: &[Input] = &[
    text("totals said to be unchanged", 1500, |n| {
        format!("{}。\n", "收入与去年持平，其中租金增加3万元，".repeat(n))
    }),
    text("groups of three digits", 4000, |n| {
        format!("{}7\n", "250,".repeat(n))
    }),
    text("blanks before the first number", 2000, |n| {
        format!("{}{}\n", " ".repeat(30 * n), "5人，".repeat(n))
    }),
    text("lists without a stop", 1000, |n| {
        format!("合计9万元，{}\n", "其中水费1万元、电费2万元，".repeat(n))
    }),
    text("lists before blanks", 1000, |n| {
        let lists = "合计3万元，其中水费1万元、电费2万元；".repeat(n);
        format!("{lists}{}\n", " ".repeat(40 * n))
    }),
    text("entries of a contents page", 2000, |n| {
        let entries = |from: usize| (from..from + n).map(|i| format!("附{i}收支表\n"));
        let titles = entries(0).chain(entries(0)).collect::<String>();
        format!("目录\n{titles}")
    }),
    text("outcomes above the budget", 1500, |n| {
        let shares = "占1%，".repeat(n);
        format!("{shares}{}\n", "支出决算数大于预算数，".repeat(n))
    }),
    text("net assets", 1000, |n| {
        format!("{}\n", "净资产2万元，".repeat(n))
    }),
    text("totals of scores", 2000, |n| {
        format!("{}\n", "总分91分，".repeat(n))
    }),
    text("satisfaction in one sentence", 2000, |n| {
        format!("有效问卷40份，{}\n", "满意率95%、".repeat(n))
    }),
    text("ends of a year", 3000, |n| {
        let heads = "2024年度单位决算\n2024年度单位决算情况说明\n";
        format!("{heads}{}9日\n", "截至".repeat(n))
    }),
    text("dates in one paragraph", 2000, |n| {
        let heads = "2024年度单位决算\n2024年度单位决算情况说明\n";
        format!("{heads}{}\n", "截至2023年12月31日，上年余额；".repeat(n))
    }),
    text("shares of a named whole", 1000, |n| {
        format!("{}\n", "绿化1万元占全区总支出的5%，".repeat(n))
    }),
    table("totals of nothing but totals", 400, |n| {
        let rows = (3..n + 3).map(|i| format!("合计,{}\n", i * i));
        format!("项目,金额\n{}", rows.collect::<String>())
    }),
    text("one name told two ways", 600, |n| {
        let again = "城区绿化养护支出总额为1234万元。\n".repeat(n);
        format!("城区绿化养护支出总额为1243万元。\n{again}")
    }),
    table("totals over rows", 800, |n| {
        let rows = (1..=n).map(|i| format!("租金,{i}\n合计,{i}\n"));
        format!("项目,金额\n{}", rows.collect::<String>())
    }),
    table("columns of totals", 200, |n| {
        let heads = (0..n).map(|i| format!(",第{i}期合计"));
        let row = format!("租金{}\n", ",0".repeat(n));
        format!("项目{}\n{}", heads.collect::<String>(), row.repeat(4))
    }),
    table("coded rows", 2000, |n| {
        let rows = (0..n).map(|i| format!("{},租金,1\n", 2_010_000 + i));
        format!("科目编码,名称,合计\n{}", rows.collect::<String>())
    }),
    table("rows of one code", 1000, |n| {
        format!(
            "科目编码,名称,合计\n{}",
            "201,租金,1\n20101,租金,1\n".repeat(n)
        )
    }),
    text("indicators in one line", 1000, |n| {
        let line = "植树，".to_owned() + &"指标分数5分，实际得分4分，".repeat(n);
        format!("{line}\n提高绿化率指标未达年度指标值。\n")
    }),
    text("indicators that lost points", 300, |n| {
        let items = (0..n).map(|i| format!("甲{i}项（指标分数5分，实际得分4分）\n"));
        let missed = "绿化覆盖率指标未达年度指标值。\n".repeat(n);
        items.collect::<String>() + &missed
    }),
    text("indicators beside goals", 600, |n| {
        let items = "植树数量＝30棵（指标分数5分，实际得分5分）\n".repeat(n);
        items + &"修路不少于30棵\n".repeat(n)
    }),
    text("rates in one paragraph", 1500, |n| {
        let rates = "全年重点工程按计划推进，完成率95%，".repeat(n);
        format!("{rates}\n{}\n", "完成年度指标值的100%，".repeat(n))
    }),
    text("numbers and nothing else", 4000, |n| {
        format!("{}\n", "7 ".repeat(n))
    }),
    text("lists of many parts", 10, |n| {
        let parts: Vec<String> = (0..240).map(|i| format!("第{i}所2万元")).collect();
        format!("补助400万元，其中{}。\n", parts.join("、")).repeat(n)
    }),
    text("one name with another value each time", 600, |n| {
        let slipped = "农村公路养护工程拨款总额为5178万元。\n".repeat(n);
        format!("农村公路养护工程拨款总额为5187万元。\n{slipped}")
    }),
    text(
        "changes that contradict themselves in one sentence",
        400,
        |n| {
            let change = |i: usize| {
                format!(
                    "拨款{}万元，比上年{}万元增加77万元，增长9%，",
                    300 + i,
                    200 + i
                )
            };
            format!("{}全年如此。\n", (0..n).map(change).collect::<String>())
        },
    ),
    text("shares that are all wrong", 200, |n| {
        let share = |i: usize| format!("第{i}所拨款{}万元，占41%；", 20 + i);
        format!(
            "拨款合计90000万元，其中：{}\n",
            (0..n).map(share).collect::<String>()
        )
    }),
    text("lists within lists", 1000, |n| {
        let list = |i: usize| format!("其中第{i}所拨款{}万元，", 9_000_000 - 3 * i);
        format!(
            "拨款合计9100000万元，{}\n",
            (0..n).map(list).collect::<String>()
        )
    }),
    table("a wrong total over many rows", 800, |n| {
        let rows = (1..=n).map(|i| format!("第{i}所,{}\n", 1000 + 7 * i % 901));
        format!(
            "项目,金额\n{}合计,{}\n",
            rows.collect::<String>(),
            1450 * n + 200_000
        )
    }),
    table("wrong totals of rows and columns", 300, |n| {
        let row = |i: usize| format!("第{i}所,{},{},{},{}\n", 200 + i, 300 + i, 400 + i, 1000 + i);
        let rows = (0..n).map(row).collect::<String>();
        format!("项目,一季度,二季度,三季度,合计\n{rows}合计,5,6,7,8\n")
    }),
    text("plans of other offices", 600, |n| {
        format!("{}\n", "教育工作计划水利工作计划".repeat(n))
    }),
];

/// What an audit of a text looked at, and what it allocated in bytes.
fn cost(input: &Input, count: usize) -> [u64; 2] {
    let bytes = (input.write)(count).into_bytes();
    let document =
        read(input.file, &bytes, &Limits::default()).expect("a text that was made to be read");
    let mut work = 0;
    let allocated = measure(|| work = check(&document).work);
    [work, allocated.bytes_total]
}

#[test]
fn twice_the_text_is_twice_the_work() {
    let mut faults = Vec::new();
    for input in INPUTS {
        let (once, twice) = (cost(input, input.count), cost(input, 2 * input.count));
        for (what, (once, twice)) in ["looked at", "allocated"]
            .iter()
            .zip(once.into_iter().zip(twice))
        {
            let growth = twice as f64 / once as f64;
            if growth > MOST_GROWTH {
                faults.push(format!(
                    "{}: {what} {once}, then {twice}: {growth:.2} times",
                    input.name
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
