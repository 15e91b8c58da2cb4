//! Several programs at once on one book: nothing that one of them reported done is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use folder::{Folder, Shelf};

/// Rounds, where `ROUNDS` does not ask for more.
const ROUNDS: usize = 5;
const AT_ONCE: usize = 3;

const BOOK: &str = "# 这一行注释是人写的\n年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n\n[单位]\n名称 = \"甲局\" # 全称\n级别 = \"单位\"\n\n[[预算]]\n名称 = \"宣传\"\n类别 = \"项目支出\"\n资金来源 = \"一般公共预算\"\n年初预算 = 30\n全年预算 = 30\n# 执行数由台账算出\n\"执行统计\" = \"求和(付款甲.金额)\"\n";

fn book(folder: &Path) {
    fs::create_dir_all(folder.join("ledgers")).unwrap();
    fs::write(folder.join("book.toml"), BOOK).unwrap();
    for ledger in ["付款甲", "付款乙"] {
        let head = "编号:文本*,金额:万元,登记日期:登记\nA0,1.5,2022-01-01\n";
        fs::write(folder.join(format!("ledgers/{ledger}.csv")), head).unwrap();
    }
}

/// What a program that ran beside others is to have left behind.
struct Done {
    file: String,
    word: String,
    code: Option<i32>,
}

fn import(folder: &Path, number: usize) -> Done {
    let ledger = if number.is_multiple_of(2) {
        "付款甲"
    } else {
        "付款乙"
    };
    let sheet = folder.join(format!("../表{number}.csv"));
    fs::write(&sheet, format!("编号,金额\nN{number}x,{}\n", number + 1)).unwrap();
    let code = run(&[
        "ledger",
        "import",
        folder.to_str().unwrap(),
        ledger,
        sheet.to_str().unwrap(),
        "--registered",
        "2022-07-05",
    ]);
    Done {
        file: format!("ledgers/{ledger}.csv"),
        word: format!("N{number}x"),
        code,
    }
}

fn evidence(folder: &Path, number: usize) -> Done {
    let file = folder.join(format!("../证{number}x.txt"));
    fs::write(&file, format!("第{number}份")).unwrap();
    let book = folder.to_str().unwrap();
    let code = run(&[
        "evidence",
        "add",
        book,
        file.to_str().unwrap(),
        "--by",
        "张三",
    ]);
    Done {
        file: "evidence/登记.csv".to_owned(),
        word: format!("证{number}x.txt"),
        code,
    }
}

fn run(arguments: &[&str]) -> Option<i32> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
    command
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().unwrap().code()
}

fn set(folder: &Path, number: usize) -> Done {
    let word = format!("第{number}次改x");
    let place = ["预算宣传.结余说明", "单位.简称", "单位.机构"][number % 3];
    let code = run(&["set", folder.to_str().unwrap(), place, &word]);
    Done {
        file: "book.toml".to_owned(),
        word,
        code,
    }
}

#[test]
fn what_programs_at_once_write_is_all_there_and_comments_too() {
    let asked = std::env::var("ROUNDS").ok();
    let rounds = asked
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("账本");
    book(&folder);
    let mut wanted = BTreeSet::new();
    for round in 0..rounds {
        let numbers = (0..AT_ONCE).map(|place| round * AT_ONCE + place);
        let done: Vec<Done> = thread::scope(|scope| {
            let runs: Vec<_> = numbers
                .flat_map(|number| {
                    let folder = &folder;
                    [
                        scope.spawn(move || import(folder, number)),
                        scope.spawn(move || evidence(folder, number)),
                        scope.spawn(move || set(folder, number)),
                    ]
                })
                .collect();
            // There may be nothing to undo, or something that was written over.
            let undo = run(&["undo", folder.to_str().unwrap()]);
            assert!(matches!(undo, Some(0 | 2)), "{undo:?}");
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        for one in done {
            assert_eq!(one.code, Some(0), "{}", one.word);
            wanted.insert((one.file, one.word));
        }
        let shelf = Shelf::new(Folder::settled(&folder).unwrap());
        let log = shelf.log().unwrap();
        assert!(shelf.edited_by_hand().unwrap().is_empty());
        let (told, there) = (
            shelf.content_at(u64::MAX).unwrap(),
            shelf.content().unwrap(),
        );
        assert_eq!(told, there, "round {round}: the log tells what is there");
        for (file, word) in &wanted {
            let wrote = log.iter().find(|one| one.line().contains(word));
            let wrote = wrote.unwrap_or_else(|| panic!("round {round}: {word} is not in the log"));
            let undone = log.iter().any(|one| one.undoes == Some(wrote.seq));
            let text = fs::read_to_string(folder.join(file)).unwrap();
            let grows = file.ends_with(".csv");
            assert!(
                !grows || undone || text.contains(word),
                "round {round}: {word} is lost from {file}"
            );
        }
    }
    let text = fs::read_to_string(folder.join("book.toml")).unwrap();
    for comment in [
        "# 这一行注释是人写的\n",
        "\"甲局\" # 全称\n",
        "# 执行数由台账算出\n",
    ] {
        assert!(text.contains(comment), "{text}");
    }
}

#[test]
fn a_file_that_came_while_an_import_ran_stays() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("账本");
    book(&folder);
    thread::scope(|scope| {
        let imports = scope.spawn(|| {
            (0..8)
                .map(|number| import(&folder, number).code)
                .collect::<Vec<_>>()
        });
        for number in 0..40 {
            fs::create_dir_all(folder.join("text")).unwrap();
            fs::write(folder.join(format!("text/概况{number}.md")), "话").unwrap();
            thread::sleep(std::time::Duration::from_millis(2));
        }
        assert!(imports.join().unwrap().iter().all(|code| *code == Some(0)));
    });
    let texts = fs::read_dir(folder.join("text")).unwrap().count();
    assert_eq!(texts, 40);
}
