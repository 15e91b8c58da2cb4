//! `ledger` from outside: imports, and a process killed in the middle of one.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use book::Book;

const DEFINITION: &str =
    "\"列\" = [\"编号:文本*\", \"面积:亩\", \"登记日期:登记\"]\n\"约束\" = [\"面积 > 0\"]\n";

fn book(dir: &Path) {
    let toml =
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"甲局\"\n级别 = \"单位\"\n";
    fs::create_dir_all(dir.join("definitions")).unwrap();
    fs::create_dir_all(dir.join("ledgers")).unwrap();
    fs::write(dir.join("book.toml"), toml).unwrap();
    fs::write(dir.join("definitions/地块.toml"), DEFINITION).unwrap();
    fs::write(
        dir.join("ledgers/地块.csv"),
        "编号:文本*,面积:亩,登记日期:登记\nA0,1.5,2022-01-01\n",
    )
    .unwrap();
}

fn sheet(path: &Path, rows: usize) {
    let mut text = String::from("编号,面积（平方米）\n");
    for row in 0..rows {
        let _ = writeln!(text, "N{row},{}", 2000 + row % 7 * 1000);
    }
    fs::write(path, text).unwrap();
}

fn kaocheng(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
    command.args(arguments).output().unwrap()
}

fn import(dir: &Path, file: &Path, more: &[&str]) -> (i32, String) {
    let (dir, file) = (dir.to_str().unwrap(), file.to_str().unwrap());
    let mut arguments = vec!["ledger", "import", dir, "地块", file];
    arguments.extend(more);
    let output = kaocheng(&arguments);
    let text =
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn the_second_import_changes_not_a_byte() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = (dir.path().join("账本"), dir.path().join("表.csv"));
    book(&folder);
    sheet(&file, 50);
    let (code, told) = import(&folder, &file, &["--registered", "2022-07-05"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("新增50行，更正0行，相同0行"), "{told}");
    let once = fs::read(folder.join("ledgers/地块.csv")).unwrap();
    let (_, told) = import(&folder, &file, &["--registered", "2022-09-05"]);
    assert!(told.contains("没有变化"), "{told}");
    assert_eq!(once, fs::read(folder.join("ledgers/地块.csv")).unwrap());
}

#[test]
fn one_wrong_row_keeps_all_out() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = (dir.path().join("账本"), dir.path().join("表.csv"));
    book(&folder);
    let before = fs::read(folder.join("ledgers/地块.csv")).unwrap();
    fs::write(&file, "编号,面积\nB1,3\nB2,-1\nB1,4\n").unwrap();
    let (code, told) = import(&folder, &file, &[]);
    assert_eq!(code, 2);
    assert!(
        told.contains("第4行 编号 “B1”：与第2行的主键相同"),
        "{told}"
    );
    fs::write(&file, "编号,面积\nB1,3\nB2,-1\n").unwrap();
    let (code, told) = import(&folder, &file, &[]);
    assert_eq!(code, 2);
    assert!(
        told.contains("第3行") && told.contains("面积 > 0"),
        "{told}"
    );
    assert_eq!(before, fs::read(folder.join("ledgers/地块.csv")).unwrap());
}

#[test]
fn a_dry_run_tells_corrections_and_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = (dir.path().join("账本"), dir.path().join("表.csv"));
    book(&folder);
    fs::write(&file, "编号,面积\nA0,1.6\n").unwrap();
    let (code, told) = import(&folder, &file, &["--dry-run"]);
    assert_eq!(code, 0);
    assert!(told.contains("更正 第2行 A0 面积：1.5 → 1.6"), "{told}");
    assert_eq!(
        Book::read(&::folder::Plain::new(&folder)).unwrap().ledgers["地块"]
            .rows()
            .len(),
        1
    );
}

#[test]
fn a_process_killed_in_the_middle_leaves_the_ledger_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = (dir.path().join("账本"), dir.path().join("表.csv"));
    book(&folder);
    sheet(&file, 20_000);
    for milliseconds in [5, 40, 120, 250, 400] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kaocheng"))
            .args(["ledger", "import"])
            .arg(&folder)
            .arg("地块")
            .arg(&file)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = child.kill();
        child.wait().unwrap();
        let rows = Book::read(&::folder::Plain::new(&folder)).unwrap().ledgers["地块"]
            .rows()
            .len();
        assert!(rows == 1 || rows == 20_001, "{rows} rows");
    }
}

#[test]
fn a_ledger_is_made_of_a_sheet_with_its_rows_in_one_operation() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = (dir.path().join("账本"), dir.path().join("体检.csv"));
    book(&folder);
    let mut text = String::from("2022年体检台账,,,\n编号,体检日期,费用（元）,是否建档\n");
    for row in 1..=12 {
        let _ = writeln!(
            text,
            "TJ{row},2022.{row}.5,\"1,201.50\",{}",
            if row % 2 == 0 { "√" } else { "×" }
        );
    }
    text.push_str("合计,,14418,\n");
    fs::write(&file, text).unwrap();
    let said = |arguments: &[&str]| {
        let output = kaocheng(arguments);
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    let (place, sheet) = (folder.to_str().unwrap(), file.to_str().unwrap());
    let unknown = said(&["ledger", "import", place, "体检", sheet]);
    assert!(unknown.contains("kaocheng ledger new"), "{unknown}");
    let new = ["ledger", "new", place, "体检", "--from", sheet];
    let tried = said(&[&new[..], &["--dry-run"]].concat());
    insta::assert_snapshot!(tried, @"
    表头在第2行。台账“体检”：
    列        表头          类型        例
    ────────────────────────────────────────────
    编号      编号          文本  主键  TJ1
    体检日期  体检日期      日期        2022.1.5
    费用      费用（元）    元          1,201.50
    是否建档  是否建档      是否        ×
    登记日期  （表里没有）  登记        （今天）
    登记日期都记今天，过去各期的监控看不到这些行。全年逐笔记下来的，用 --registered 体检日期 照那一列记
    列 费用 ← 费用（元）（按元换算）
    第15行没有导入：合计行（合计）
    试算，没有写入：新增12行，更正0行，相同0行
    列推得不对，用 --column 列:类型 写明；对了就去掉 --dry-run
    ");
    assert!(!folder.join("ledgers/体检.csv").exists());
    let made = said(
        &[
            &new[..],
            &["--registered", "体检日期", "--column", "费用:万元"],
        ]
        .concat(),
    );
    assert!(made.contains("新增12行"), "{made}");
    let csv = fs::read_to_string(folder.join("ledgers/体检.csv")).unwrap();
    assert!(
        csv.contains("\nTJ2,2022-02-05,0.12015,是,2022-02-05\n"),
        "{csv}"
    );
    let again = said(&["ledger", "import", place, "体检", sheet]);
    assert!(
        again.contains("没有变化：新增0行，更正0行，相同12行"),
        "{again}"
    );
    let ready = said(&["measure", place, "--ready", "体检"]);
    assert!(
        ready.contains("求和(体检.费用)") && ready.contains("1.44万元"),
        "{ready}"
    );
    let twice = said(&new);
    assert!(twice.contains("kaocheng ledger import"), "{twice}");
    said(&["undo", place]);
    assert!(!folder.join("ledgers/体检.csv").exists());
    assert!(!folder.join("definitions/体检.toml").exists());
}
