//! `watch` tells what a save changed, also when an editor saves by renaming.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::support::Scratch;

/// A watch under way, stopped when it is dropped.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(scratch: &Scratch) -> Self {
        Self::of(scratch, "账本")
    }

    fn of(scratch: &Scratch, book: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kaocheng"))
            .args(["watch", book])
            .current_dir(scratch.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            let mut all = out.lines().map_while(Result::ok);
            all.all(|line| sender.send(line).is_ok())
        });
        Self { child, lines }
    }

    /// Waits for a line that says something.
    fn wait(&self, words: &str) -> String {
        let mut told = String::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(30));
            let line = line.unwrap_or_else(|_| panic!("没有等到“{words}”：\n{told}"));
            if line.contains(words) {
                return line;
            }
            told += &line;
            told.push('\n');
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_save_is_scored_and_audited() {
    let scratch = Scratch::new();
    let run = scratch.run(&["new", "账本", "--unit", "某某局", "--year", "2024"]);
    assert_eq!(run.code, 0, "{}", run.told());
    let ledger = scratch.path().join("账本/ledgers/巡查.csv");
    let rows = fs::read_to_string(&ledger).unwrap();
    let watch = Watch::start(&scratch);
    watch.wait("正在看着");

    // As editors do: a new file beside the old one, then in its place.
    let aside = scratch.write("账本/ledgers/.巡查.csv.swp", rows.replace("X02", "X02,"));
    fs::rename(aside, &ledger).unwrap();
    watch.wait("读不了");
    fs::write(&ledger, rows.lines().take(2).collect::<Vec<_>>().join("\n")).unwrap();
    watch.wait("已存盘：ledgers/巡查.csv");
    let total = watch.wait("总分：");
    assert!(total.contains('→'), "{total}");

    scratch.write(
        "账本/text/前言.md",
        "发现问题4306个，已整改到位3912个，剩余694个未整改到位。\n",
    );
    watch.wait("新增 错误 C01");
    fs::remove_file(scratch.path().join("账本/text/前言.md")).unwrap();
    watch.wait("消除 错误 C01");
}

#[test]
fn a_department_is_watched_in_all_its_units() {
    let scratch = Scratch::new();
    let run = scratch.run(&["new", "甲中心", "--unit", "甲中心", "--year", "2024"]);
    assert_eq!(run.code, 0, "{}", run.told());
    scratch.write(
        "部门/book.toml",
        "年度 = 2024\n评分方案 = \"caizheng-2020-10\"\n下属 = [\"../甲中心\"]\n[单位]\n名称 = \"某局\"\n级别 = \"部门\"\n",
    );
    let watch = Watch::of(&scratch, "部门");
    watch.wait("正在看着");
    let ledger = scratch.path().join("甲中心/ledgers/巡查.csv");
    let rows = fs::read_to_string(&ledger).unwrap();
    fs::write(&ledger, rows.replace("X02", "X02,")).unwrap();
    watch.wait("已存盘：../甲中心/ledgers/巡查.csv");
    watch.wait("读不了");
}
