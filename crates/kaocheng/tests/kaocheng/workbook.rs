//! `book`: a whole book out to a workbook and back.

use crate::support::copy;
use std::fs;
use std::path::Path;
use std::process::Command;

use entry::{Content, EntryId, Fields, Path as At, Value};
use exchange::workbook::{origin, write};
use folder::{Folder, Shelf};

struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    /// A copy of an example book, written out as a workbook.
    fn of(example: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../examples")
            .join(example);
        copy(&from, &dir.path().join("账本"));
        let desk = Self { dir };
        let told = desk.told(&["book", "export", "账本", "--out", "账本.xlsx"]);
        assert!(told.ends_with("退出码 0"), "{told}");
        desk
    }

    fn told(&self, arguments: &[&str]) -> String {
        self.told_to("张三", arguments)
    }

    fn told_to(&self, user: &str, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_kaocheng"))
            .current_dir(self.dir.path())
            .env("KAOCHENG_USER", user)
            .args(arguments)
            .output()
            .unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        format!("{out}{error}退出码 {}", output.status.code().unwrap())
    }

    /// The workbook with other things in its cells.
    fn fill(&self, edit: impl FnOnce(&mut Content)) {
        let path = self.dir.path().join("账本.xlsx");
        let origin = origin(&fs::read(&path).unwrap()).unwrap();
        let held = Folder::hold(&self.dir.path().join("账本"), || ()).unwrap();
        let mut content = Shelf::new(held).content().unwrap();
        edit(&mut content);
        fs::write(path, write("账本", &content, origin.as_ref()).unwrap()).unwrap();
    }

    fn book(&self) -> String {
        fs::read_to_string(self.dir.path().join("账本/book.toml")).unwrap()
    }
}

fn set(content: &mut Content, at: &str, value: &str) {
    let at: At = at.parse().unwrap();
    assert!(
        content
            .entries
            .set(&at, Some(Value::Text(value.to_owned()))),
        "{at}"
    );
}

#[test]
fn a_workbook_that_nobody_touched_changes_nothing() {
    for example in [
        "nanchang-jingkai-2022",
        "xian-jiaoyuju-2023",
        "xian-zhongxue-2023",
    ] {
        let desk = Desk::of(example);
        let told = desk.told(&["book", "import", "账本", "账本.xlsx"]);
        // The department's units are not copied, which its book says afterwards.
        assert!(told.starts_with("没有变化。\n"), "{example}: {told}");
    }
}

#[test]
fn what_was_filled_in_is_one_operation_that_can_be_undone() {
    let desk = Desk::of("nanchang-jingkai-2022");
    let before = desk.book();
    desk.fill(|content| {
        set(content, "单位.简称", "分局");
        set(content, "指标Z01.目标", "３２次");
        set(content, "预算公用经费.结余说明", "压减会议开支。");
        set(content, "账本.年度", "2022年");
        let words = content.texts.get_mut("text/前言.md").unwrap();
        words.push_str("加一段。\n");
    });
    insta::assert_snapshot!(desk.told(&["book", "import", "账本", "账本.xlsx", "--dry-run"]), @"
      单位.简称：经开分局 → 分局
      预算公用经费.结余说明：压减会议、差旅和接待开支形成，年末由财政收回。 → 压减会议开支。
      指标Z01.目标：30 → 32
      text/前言.md：改1处
        + 加一段。
    试算，没有写入：共4处改动。
    退出码 0
    ");
    assert_eq!(desk.book(), before);
    let told = desk.told(&["book", "import", "账本", "账本.xlsx", "--why", "按批复调整"]);
    assert!(told.contains("已导入：共4处改动（第2次操作"), "{told}");
    let now = desk.book();
    let changed = before
        .lines()
        .zip(now.lines())
        .filter(|(old, new)| old != new);
    assert_eq!(changed.count(), 3, "comments and layout stay");
    let again = desk.told(&["book", "import", "账本", "账本.xlsx"]);
    assert!(again.contains("没有变化"), "{again}");
    let told = desk.told(&["log", "账本", "-n", "1"]);
    assert!(told.contains("张三　book import　按批复调整"), "{told}");
    desk.told(&["undo", "账本"]);
    assert_eq!(desk.book(), before);
}

#[test]
fn every_wrong_cell_is_told_at_once_and_nothing_is_written() {
    let desk = Desk::of("nanchang-jingkai-2022");
    let before = desk.book();
    desk.fill(|content| {
        set(content, "预算人员经费.年初预算", "1200.5万");
        set(content, "指标Z01.方向", "不等于");
        set(content, "指标Z02.统计", "计数(没有)");
        set(content, "指标Z03.目标", "很多");
        set(content, "监控2022-Q3/指标Z03.编号", "Z99");
    });
    insta::assert_snapshot!(desk.told(&["book", "import", "账本", "账本.xlsx"]), @"
    错误 预算!E2 年初预算 “1200.5万”：不是能确定的数。改法：如果就是 1200.5（万元），只填 1200.5；不是就填准确的数，没有就留空
    错误 指标!G2 方向 “不等于”：不在可以选的里面。改法：可用的有：≥、>、=、≤、<、区间、定性、是否、时点
    错误 指标!O3 指标Z02.统计 “计数(没有)”：没有台账“没有”（ledgers/没有.csv）。改法：可用的有：低效用地、供地、公用经费、占补平衡、土地征收、基本农田、市政配套费、执法巡查、批而未用、满意度问卷、督察整改、管线核实、规划审查、规划研讨、规划编制、规划许可、规划验收、闲置土地、预算执行
    错误 指标!H4 指标Z03.目标 “很多”：“目标”的值不对：“很多”不是一个数。改法：填目标值（随方向：数、两个数、日期或文字）
    错误 监控·指标!D6 监控2022-Q3/指标Z99.编号 “Z99”：没有编号为“Z99”的指标。改法：是不是“Z09”？
    共5处错误，没有改动账本。
    退出码 2
    ");
    assert_eq!(desk.book(), before);
}

#[test]
fn many_rows_go_only_where_that_is_said() {
    let desk = Desk::of("nanchang-jingkai-2022");
    let before = desk.book();
    desk.fill(|content| {
        content.entries = content.entries.only(|id| id.kind() != "任务");
    });
    let told = desk.told(&["book", "import", "账本", "账本.xlsx"]);
    assert!(told.contains("  任务：任务耕地保护\n"), "{told}");
    assert!(told.ends_with("退出码 2"), "{told}");
    assert_eq!(desk.book(), before);
    let told = desk.told(&["book", "import", "账本", "账本.xlsx", "--allow-removal"]);
    assert!(told.contains("删 任务耕地保护"), "{told}");
    assert!(!desk.book().contains("[[\"任务\"]]"));
}

#[test]
fn what_others_changed_since_stays_and_what_both_changed_is_told() {
    let desk = Desk::of("nanchang-jingkai-2022");
    desk.fill(|content| {
        set(content, "单位.简称", "分局");
        set(content, "指标Z01.目标", "32");
    });
    desk.told_to("李四", &["set", "账本", "指标Z02.目标", "14"]);
    insta::assert_snapshot!(desk.told(&["book", "import", "账本", "账本.xlsx", "--dry-run"]), @"
      单位.简称：经开分局 → 分局
      指标Z01.目标：30 → 32
    账本后来改过，工作簿里还是导出时的，保持账本的：指标Z02.目标 14（工作簿里 12）
    试算，没有写入：共2处改动。
    退出码 0
    ");
    desk.told_to("李四", &["set", "账本", "指标Z01.目标", "36"]);
    insta::assert_snapshot!(desk.told(&["book", "import", "账本", "账本.xlsx"]), @"
    错误 指标!H2 指标Z01.目标 “32”：导出以后账本里这一处也改了：导出时是“30”，现在是“36”。改法：用 kaocheng log 看是谁改的，商定用哪一个；然后重新导出一份，在新的里面改
    共1处错误，没有改动账本。
    退出码 2
    ");
    assert!(!desk.book().contains("\"分局\""));
}

#[test]
fn a_row_of_an_earlier_import_that_is_called_otherwise_is_the_same_entry() {
    let desk = Desk::of("nanchang-jingkai-2022");
    let task = |name: &str, text: &str| {
        let said = [("名称", name), ("内容", text), ("完成情况", "已完成。")];
        let fields = said.map(|(key, value)| (key.to_owned(), Value::Text(value.to_owned())));
        Fields::from(fields)
    };
    desk.fill(|content| {
        let root = EntryId::default();
        content
            .entries
            .push(&root, "任务", task("试点甲", "办试点。"));
    });
    let told = desk.told(&["book", "import", "账本", "账本.xlsx"]);
    assert!(told.contains("任务试点甲"), "{told}");
    desk.fill(|content| set(content, "任务试点甲.名称", "试点乙"));
    let told = desk.told(&["book", "import", "账本", "账本.xlsx"]);
    assert!(told.ends_with("退出码 0"), "{told}");
    let book = desk.book();
    assert!(
        book.contains("\"试点乙\"") && !book.contains("试点甲"),
        "{told}"
    );
    // Another name and other words: nobody can tell.
    desk.fill(|content| {
        set(content, "任务试点乙.名称", "试点丙");
        set(content, "任务试点乙.内容", "办培训。");
        set(content, "任务试点乙.完成情况", "没有办。");
    });
    let told = desk.told(&["book", "import", "账本", "账本.xlsx"]);
    assert!(
        told.contains("上次导入的是“任务试点乙”，现在没有它，有“任务试点丙”"),
        "{told}"
    );
    assert_eq!(desk.book(), book);
}

#[test]
fn a_new_book_is_made_of_an_empty_workbook_that_was_filled_in() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk { dir };
    let told = desk.told(&["book", "export", "--empty", "--out", "账本.xlsx"]);
    assert!(told.ends_with("退出码 0"), "{told}");
    insta::assert_snapshot!(desk.told(&["new", "某局2024", "--from", "账本.xlsx"]), @"
    错误：“账本.xlsx”里有2处不对，没有建账本：
    错误 基本情况!D6 单位.名称 （空）：这里缺少“名称”。改法：填单位全称（一行文字）
    错误 基本情况!D9 单位.级别 （空）：这里缺少“级别”。改法：填部门或单位（部门、单位）
    退出码 2
    ");
    assert!(!desk.dir.path().join("某局2024").exists());
    let mut content = Content::default();
    let root = EntryId::default();
    let fields = |pairs: &[(&str, &str)]| -> Fields {
        let pair =
            |(key, value): &(&str, &str)| ((*key).to_owned(), Value::Text((*value).to_owned()));
        pairs.iter().map(pair).collect()
    };
    content.entries.set_root(fields(&[("年度", "2024年")]));
    content
        .entries
        .push(&root, "单位", fields(&[("级别", "单位")]));
    let staff = [("类别", "行政人员"), ("编制", "２０人"), ("在职", "18")];
    content.entries.push(&root, "人员", fields(&staff));
    content
        .texts
        .insert("text/前言.md".to_owned(), "开展自评。\n".to_owned());
    let path = desk.dir.path().join("账本.xlsx");
    fs::write(path, write("账本", &content, None).unwrap()).unwrap();
    let told = desk.told(&["new", "某局2024", "--from", "账本.xlsx", "--unit", "某局"]);
    assert!(told.ends_with("退出码 0"), "{told}");
    let book = fs::read_to_string(desk.dir.path().join("某局2024/book.toml")).unwrap();
    insta::assert_snapshot!(book, @r#"
    "年度" = 2024
    "评分方案" = "caizheng-2020-10"

    ["单位"]
    "名称" = "某局"
    "级别" = "单位"

    [["人员"]]
    "类别" = "行政人员"
    "编制" = 20
    "在职" = 18
    "#);
    let told = desk.told(&["book", "export", "某局2024", "--out", "再来.xlsx"]);
    assert!(told.ends_with("退出码 0"), "{told}");
    let told = desk.told(&["book", "import", "某局2024", "再来.xlsx"]);
    assert_eq!(told, "没有变化。\n退出码 0");
}
