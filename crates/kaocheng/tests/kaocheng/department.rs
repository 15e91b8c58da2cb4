//! A department on the command line.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Scratch, copy};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// The example's department with its units, to be changed.
fn department() -> Scratch {
    let scratch = Scratch::new();
    for name in ["xian-jiaoyuju-2023", "xian-zhongxue-2023"] {
        copy(&examples().join(name), &scratch.path().join(name));
    }
    scratch
}

#[test]
fn the_statement_tells_units_eliminations_and_indicators() {
    let run = department().run(&["rollup", "xian-jiaoyuju-2023"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn programs_get_the_same() {
    let run = department().run(&["rollup", "xian-jiaoyuju-2023", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["units"].as_array().unwrap().len(), 3);
    assert_eq!(json["eliminated"]["executed"], "12");
    assert_eq!(
        json["eliminations"][0]["given"][0]["account"],
        "教师培训专项"
    );
    assert_eq!(
        json["indicators"][3]["parts"][0]["value"],
        serde_json::Value::Null
    );
}

#[test]
fn sides_that_disagree_end_the_command_with_1_and_bar_the_final_report() {
    let scratch = department();
    let school = scratch.path().join("xian-zhongxue-2023/book.toml");
    let text = fs::read_to_string(&school).unwrap();
    let other = text.replace("\"金额\" = 8.00", "\"金额\" = 7.50");
    assert_ne!(text, other);
    fs::write(&school, other).unwrap();
    let run = scratch.run(&["rollup", "xian-jiaoyuju-2023"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("两边不符"), "{}", run.stdout);
    let run = scratch.run(&[
        "report",
        "xian-jiaoyuju-2023",
        "--final",
        "--to",
        "md",
        "--out",
        "出",
    ]);
    assert_eq!(run.code, 1);
    assert!(!scratch.path().join("出").exists());
}

#[test]
fn the_statement_is_written_in_the_formats_wanted() {
    let scratch = department();
    let run = scratch.run(&[
        "rollup",
        "xian-jiaoyuju-2023",
        "--to",
        "xlsx,docx,md",
        "--out",
        "出",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for ending in ["xlsx", "docx", "md"] {
        assert!(
            scratch
                .path()
                .join(format!("出/部门汇总表.{ending}"))
                .is_file()
        );
    }
}

#[test]
fn rows_come_into_a_units_ledger_not_into_the_departments() {
    let scratch = department();
    scratch.write(
        "更多.csv",
        "班级,年级,应在籍,实在籍,登记日期\n高一9班,高一,40,40,2023-09-08\n",
    );
    let run = scratch.run(&[
        "ledger",
        "import",
        "xian-jiaoyuju-2023",
        "在校学生",
        "更多.csv",
    ]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("由下属单位的账本汇成"),
        "{}",
        run.stderr
    );
    let run = scratch.run(&[
        "ledger",
        "import",
        "xian-zhongxue-2023",
        "在校学生",
        "更多.csv",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = scratch.run(&["rollup", "xian-jiaoyuju-2023"]);
    assert!(
        run.stdout.contains("J01 在校学生人数 1757人"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_projects_of_all_units_are_the_departments() {
    let scratch = department();
    let run = scratch.run(&["score", "xian-jiaoyuju-2023", "--projects"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("县二中·学生资助"), "{}", run.stdout);
    let one = ["--project", "县二中·教学楼维修", "--format", "json"];
    let run = scratch.run(&[&["score", "xian-jiaoyuju-2023"][..], &one].concat());
    let of_department: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let one = ["--project", "教学楼维修", "--format", "json"];
    let run = scratch.run(&[&["score", "xian-zhongxue-2023"][..], &one].concat());
    let of_school: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(of_department, of_school);
    let run = scratch.run(&["score", "xian-jiaoyuju-2023", "--project", "教学楼维修"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("县二中·教学楼维修"), "{}", run.stderr);
}

#[test]
fn a_department_begins_with_a_starter_book() {
    let scratch = Scratch::new();
    for unit in ["全局/甲中心", "全局/乙中心"] {
        let name = unit.rsplit('/').next().unwrap();
        let run = scratch.run(&["new", unit, "--unit", name, "--year", "2025"]);
        assert_eq!(run.code, 0, "{}", run.told());
    }
    let new = ["new", "全局/某局", "--unit", "某局", "--year", "2025"];
    let members = ["--members", "全局/甲中心,全局/乙中心"];
    let run = scratch.run(&[&new[..], &members].concat());
    assert_eq!(run.code, 0, "{}", run.told());
    let book = fs::read_to_string(scratch.path().join("全局/某局/book.toml")).unwrap();
    assert!(book.contains("\"../甲中心\""), "{book}");
    let run = scratch.run(&["rollup", "全局/某局"]);
    assert_eq!(run.code, 0, "{}", run.told());
    assert!(
        run.stdout.contains("B01 完成自评的下属单位 2个"),
        "{}",
        run.stdout
    );
    let run = scratch.run(&["new", "别处/某局", "--members", "全局/甲中心"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("要放在部门账本"), "{}", run.stderr);
    assert!(!scratch.path().join("别处/某局").exists());
    let run = scratch.run(&["new", "另一局", "--members", "没有的"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("没有的"), "{}", run.stderr);
    assert!(!scratch.path().join("另一局").exists());
}

#[test]
fn a_unit_has_nothing_to_roll_up() {
    let run = department().run(&["rollup", "xian-zhongxue-2023"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("没有下属单位"), "{}", run.stderr);
}

#[test]
fn next_years_book_names_next_years_units() {
    let scratch = department();
    let run = scratch.run(&[
        "next-year",
        "xian-jiaoyuju-2023",
        "--year",
        "2024",
        "--out",
        "xian-jiaoyuju-2024",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let book = fs::read_to_string(scratch.path().join("xian-jiaoyuju-2024/book.toml")).unwrap();
    assert!(book.contains("../xian-zhongxue-2024"), "{book}");
    assert!(!book.contains("[[\"预算\"]]"));
    let todo = fs::read_to_string(scratch.path().join("xian-jiaoyuju-2024/待办.md")).unwrap();
    assert!(
        todo.contains("先把“../xian-zhongxue-2023”也结转到2024年"),
        "{todo}"
    );
    // Units in the department's own folder go with it; the school lies elsewhere. The command's old name still does.
    let school = ["roll", "xian-zhongxue-2023", "--to", "2024"];
    let run = scratch.run(&[&school[..], &["--out", "xian-zhongxue-2024"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = scratch.run(&["rollup", "xian-jiaoyuju-2024"]);
    let told = run.stdout.contains("2024年度部门汇总（3个单位");
    assert!(told, "{}{}", run.stdout, run.stderr);
}
