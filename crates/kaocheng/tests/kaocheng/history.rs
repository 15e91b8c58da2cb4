//! `set`, `log`, `undo` and `diff`: one field at a time, with a history.

use crate::support::copy;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Kept {
    dir: tempfile::TempDir,
}

impl Kept {
    /// A copy of the example book.
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let from =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022");
        copy(&from, &dir.path().join("账本"));
        Self { dir }
    }

    fn book(&self) -> PathBuf {
        self.dir.path().join("账本")
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.book().join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_kaocheng"))
            .current_dir(self.dir.path())
            .env("KAOCHENG_USER", "张三")
            .args(arguments)
            .output()
            .unwrap()
    }

    /// What a command printed, with times, digests and folders left out, and what it ended with.
    fn told(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let out = String::from_utf8(output.stdout).unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        let time = regex::Regex::new(r"\d{4}-\d\d-\d\d \d\d:\d\d").unwrap();
        let at = regex::Regex::new(r"\d{4}-\d\d-\d\dT[0-9:]+\+08:00").unwrap();
        let told = format!("{out}{error}退出码 {}", output.status.code().unwrap());
        let told = time.replace_all(&told, "某时").into_owned();
        at.replace_all(&told, "某时").into_owned()
    }
}

#[test]
fn a_field_is_set_looked_up_and_put_back() {
    let kept = Kept::new();
    let before = kept.file("book.toml");
    insta::assert_snapshot!(kept.told(&["set", "账本", "指标Z01.目标", "32", "--why", "按批复调整"]), @r#"
    已改（第2次操作）：
      指标Z01.目标：30 → 32
    退出码 0
    "#);
    let now = kept.file("book.toml");
    let changed = before
        .lines()
        .zip(now.lines())
        .filter(|(old, new)| old != new);
    assert_eq!(changed.count(), 1, "comments and layout stay");
    insta::assert_snapshot!(kept.told(&["set", "账本", "指标Z01.目标", "32"]), @r#"
    已经是这样，没有改动。
    退出码 0
    "#);
    insta::assert_snapshot!(kept.told(&["log", "账本"]), @r#"
    第2次　某时　张三　set　按批复调整
      指标Z01.目标：30 → 32
    第1次　某时　张三　原有内容
      170处
    退出码 0
    "#);
    insta::assert_snapshot!(kept.told(&["log", "账本", "--field", "指标Z02.目标"]), @r#"
    第1次　某时　张三　原有内容
      加 指标Z02（一级 产出指标，二级 数量指标，三级 空间规划专题研讨会议次数）
    退出码 0
    "#);
    insta::assert_snapshot!(kept.told(&["log", "账本", "--verify"]), @r#"
    日志完整：2次操作首尾相接，最后一次于某时。
    账本正是日志最后所记的样子。
    退出码 0
    "#);
    insta::assert_snapshot!(kept.told(&["undo", "账本"]), @r#"
    已撤销第2次操作（张三，某时，set）：
      指标Z01.目标：32 → 30
    要再改回来：kaocheng undo 账本 3
    退出码 0
    "#);
    assert_eq!(kept.file("book.toml"), before);
    insta::assert_snapshot!(kept.told(&["undo", "账本"]), @r#"
    错误：没有可以撤销的操作。
    退出码 2
    "#);
}

#[test]
fn what_would_make_the_book_wrong_is_refused_with_the_reason() {
    let kept = Kept::new();
    let before = kept.file("book.toml");
    insta::assert_snapshot!(kept.told(&["set", "账本", "指标Z01.方向", "大于"]), @r#"
    错误：这样改，账本就读不通了，没有改动：
    book.toml:177:8（指标Z01.方向）：“方向”不能是“大于”。改法：改成其中之一：≥、>、=、≤、<、区间、定性、是否、时点
    共1处错误
    退出码 2
    "#);
    insta::assert_snapshot!(kept.told(&["set", "账本", "指标Z01.目标值", "36"]), @r#"
    错误：指标Z01没有“目标值”这一项。是不是“目标”？
    退出码 2
    "#);
    insta::assert_snapshot!(kept.told(&["set", "账本", "指标Z99.目标", "36"]), @r#"
    错误：账本里没有“指标Z99”。是不是“指标Z09”？
    退出码 2
    "#);
    insta::assert_snapshot!(kept.told(&["set", "账本", "指标Z01", "36"]), @r#"
    错误：“指标Z01”是一整条，请写明改其中哪一项：指标Z01.编号
    退出码 2
    "#);
    insta::assert_snapshot!(kept.told(&["set", "账本", "随便", "36"]), @r#"
    错误：<位置> 的值“随便”不对，“随便”不是账本里的位置：写成 指标Z01.目标、预算人员经费.年初预算、单位.名称 这样。

    用法：kaocheng set [选项] [账本] <位置> <值>...
    查看说明：kaocheng set --help
    退出码 2
    "#);
    insta::assert_snapshot!(kept.told(&["set", "账本", "指标Z01.编号", "Z77"]), @r#"
    错误：这样改，账本就读不通了，没有改动：
    book.toml:150:9（任务自然资源执法与督察整改.指标）：没有编号为“Z01”的指标。改法：是不是“Z11”？
    共1处错误
    退出码 2
    "#);
    assert_eq!(kept.file("book.toml"), before);
}

#[test]
fn what_was_written_by_hand_since_is_told_apart_and_not_written_over() {
    let kept = Kept::new();
    kept.run(&["set", "账本", "指标Z01.目标", "32"]);
    let text = kept
        .file("book.toml")
        .replacen("\"目标\" = 32", "\"目标\" = 33", 1);
    fs::write(kept.book().join("book.toml"), text).unwrap();
    insta::assert_snapshot!(kept.told(&["log", "账本", "--verify"]), @r#"
    日志完整：2次操作首尾相接，最后一次于某时。
    此后手工改过 book.toml，下次用命令改动账本时记入日志。
    退出码 0
    "#);
    insta::assert_snapshot!(kept.told(&["undo", "账本", "2"]), @r#"
    错误：指标Z01.目标 已经不是原来的内容：原来是“32”，现在是“33”（最后由张三于某时修改，第3次操作）。
    退出码 2
    "#);
    insta::assert_snapshot!(kept.told(&["log", "账本", "--field", "指标Z01"]), @r#"
    第3次　某时　张三　手工编辑
      指标Z01.目标：32 → 33
    第2次　某时　张三　set
      指标Z01.目标：30 → 32
    第1次　某时　张三　原有内容
      加 指标Z01（一级 产出指标，二级 数量指标，三级 执法巡查次数）
    退出码 0
    "#);
}

#[test]
fn two_books_and_two_days_are_told_apart_field_by_field() {
    let kept = Kept::new();
    copy(&kept.book(), &kept.dir.path().join("另一本"));
    insta::assert_snapshot!(kept.told(&["diff", "账本", "另一本"]), @r#"
    没有不同。
    退出码 0
    "#);
    kept.run(&["set", "另一本", "单位.简称", "经开局"]);
    let ledger = kept.dir.path().join("另一本/ledgers/督察整改.csv");
    let mut rows = fs::read_to_string(&ledger).unwrap();
    rows.truncate(rows.trim_end().rfind('\n').unwrap() + 1);
    fs::write(ledger, rows).unwrap();
    fs::remove_file(kept.dir.path().join("另一本/text/总体结论.md")).ok();
    insta::assert_snapshot!(kept.told(&["diff", "账本", "另一本"]), @r#"
      单位.简称：经开分局 → 经开局
      ledgers/督察整改.csv：改1处
        - DC2019-43,未供即用,临时设施,14.36,0.00,已整改,2022-11-21,2022-11-22,
    退出码 1
    "#);
    insta::assert_snapshot!(kept.told(&["diff", "账本", "2020-01-01"]), @r#"
    错误：这本账还没有日志：用命令改动账本时开始记。
    退出码 2
    "#);
}

#[test]
fn a_book_that_is_wrong_already_is_mended_one_field_at_a_time() {
    let kept = Kept::new();
    let text = kept.file("book.toml");
    let text = text.replacen("\"方向\" = \"≥\"", "\"方向\" = \"大于\"", 1);
    let text = text.replacen("\"级别\" = \"单位\"", "\"级别\" = \"科室\"", 1);
    fs::write(kept.book().join("book.toml"), text).unwrap();
    insta::assert_snapshot!(kept.told(&["score", "账本"]), @r#"
    错误：“账本”有错，没有写出任何文件：
    book.toml:11:8（单位.级别）：“级别”不能是“科室”。改法：改成其中之一：部门、单位
    book.toml:177:8（指标Z01.方向）：“方向”不能是“大于”。改法：改成其中之一：≥、>、=、≤、<、区间、定性、是否、时点
    共2处错误
    退出码 2
    "#);
    insta::assert_snapshot!(kept.told(&["set", "账本", "单位.级别", "单位"]), @r#"
    已改（第2次操作）：
      单位.级别：科室 → 单位
    提醒：账本还有错，要改完才能用：
    book.toml:177:8（指标Z01.方向）：“方向”不能是“大于”。改法：改成其中之一：≥、>、=、≤、<、区间、定性、是否、时点
    共1处错误
    退出码 1
    "#);
    insta::assert_snapshot!(kept.told(&["set", "账本", "指标Z01.方向", "≥"]), @r#"
    已改（第3次操作）：
      指标Z01.方向：大于 → ≥
    退出码 0
    "#);
}
