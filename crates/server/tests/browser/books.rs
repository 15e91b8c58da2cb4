//! A book in the browser: filled in by keys, by two people at once, from the clipboard, and taken back.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use server::{Books, Settings};
use tempfile::TempDir;

use crate::accessible::assert_accessible;
use crate::seat::{Scripts, Seat, sit, skip};
use crate::support::{SMALL, means, settings};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const LEFT: &str = "\u{e012}";
const UP: &str = "\u{e013}";
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";
const F2: &str = "\u{e032}";
const CONTROL: &str = "\u{e009}";
const RELEASED: &str = "\u{e000}";

/// A folder with one book, and a server that opens it.
fn shelves() -> (TempDir, Settings, String) {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("甲");
    fs::create_dir(&book).unwrap();
    fs::write(book.join("book.toml"), SMALL).unwrap();
    let mut settings = settings();
    let books = Books::new(folder.path().to_owned(), means()).unwrap();
    let entrance = books.entrance();
    settings.books = Some(books);
    (folder, settings, entrance)
}

fn book(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("甲/book.toml")).unwrap()
}

/// Puts the focus into a cell, as a click does.
async fn cell(seat: &Seat, row: usize, key: &str) {
    seat.find("#sheet").await;
    let script = "const at = [...document.querySelectorAll('#sheet thead th')].findIndex((head) => head.dataset.key === arguments[1]);
        document.querySelectorAll('#sheet tbody tr')[arguments[0]].cells[at].querySelector('input, textarea, select').focus()";
    seat.browser.run(script, json!([row, key])).await;
}

/// Waits until the page says something.
async fn told(seat: &Seat, words: &str) {
    let start = std::time::Instant::now();
    loop {
        let said = seat.browser.run(
            "return document.getElementById('said')?.textContent ?? ''",
            json!([]),
        );
        let said = said.await.as_str().unwrap().to_owned();
        if said.contains(words) {
            return;
        }
        assert!(
            start.elapsed().as_secs() < 60,
            "“{words}” is not said, but “{said}”"
        );
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn an_indicator_is_filled_in_by_keys_alone_and_taken_back() {
    let (folder, settings, entrance) = shelves();
    let test = "an_indicator_is_filled_in_by_keys_alone_and_taken_back";
    let Some(seat) = sit(test, settings, Scripts::Run).await else {
        return;
    };
    seat.go(&entrance).await;
    seat.find("a[href*='books/%E7%94%B2/']")
        .await
        .press(ENTER)
        .await;
    seat.find(".tabs").await;
    seat.press("gi").await;
    cell(&seat, 0, "三级").await;
    let editable = "return document.activeElement.matches('input, textarea, select')";
    assert_eq!(seat.browser.run(editable, json!([])).await, true);
    // A selected cell is written over, and Enter goes down.
    seat.press(&format!("专项巡查次数{ENTER}")).await;
    told(&seat, "已存（第2次操作）").await;
    assert!(book(&folder).contains("专项巡查次数"));
    let at = "const cell = document.activeElement.closest('td'); return [cell.parentElement.dataset.at, cell.cellIndex]";
    let below = seat.browser.run(at, json!([])).await;
    assert_eq!(below[0], "指标Z02");
    // Arrows go from cell to cell; after F2 they go from letter to letter.
    seat.press(UP).await;
    seat.press(RIGHT).await;
    seat.press(LEFT).await;
    seat.press(&format!("{F2}{LEFT}{LEFT}的")).await;
    seat.press(ENTER).await;
    told(&seat, "已存（第3次操作）").await;
    assert!(book(&folder).contains("专项巡查的次数"));
    // Escape leaves what was there.
    seat.press(&format!("{UP}别的{ESCAPE}{DOWN}")).await;
    // What cannot be read is told at the cell and in the summary, and nothing is written.
    cell(&seat, 0, "分值").await;
    seat.press(&format!("约五十{ENTER}")).await;
    told(&seat, "没有存上").await;
    seat.find("td.wrong .note").await;
    assert_eq!(seat.count("#summary li a").await, 1);
    seat.find("#summary li a").await.press(ENTER).await;
    seat.press(ESCAPE).await;
    assert_eq!(seat.count("td.wrong").await, 0);
    seat.press(&format!("{CONTROL}z{RELEASED}")).await;
    told(&seat, "已撤销第3次操作").await;
    assert!(book(&folder).contains("\"专项巡查次数\""));
    seat.press(&format!("{CONTROL}z{RELEASED}")).await;
    told(&seat, "已撤销第2次操作").await;
    assert_eq!(book(&folder), SMALL);
    seat.assert_alone().await;
    seat.browser.close().await;
}

#[tokio::test]
async fn two_windows_lose_nothing_of_one_another() {
    let (folder, settings, entrance) = shelves();
    let test = "two_windows_lose_nothing_of_one_another";
    let Some(seat) = sit(test, settings, Scripts::Run).await else {
        return;
    };
    seat.go(&entrance).await;
    let sheet = "/books/甲/sheet/指标";
    seat.go(sheet).await;
    let [one, other] = seat.browser.another().await;
    seat.go(sheet).await;
    cell(&seat, 0, "单位").await;
    seat.press(&format!("趟{ENTER}")).await;
    told(&seat, "已存").await;
    seat.browser.turn_to(&one).await;
    cell(&seat, 1, "三级").await;
    seat.press(&format!("按时办结率{ENTER}")).await;
    told(&seat, "已存").await;
    assert!(book(&folder).contains("= \"趟\"") && book(&folder).contains("按时办结率"));
    cell(&seat, 0, "单位").await;
    seat.press(&format!("遍{ENTER}")).await;
    told(&seat, "没有存上").await;
    let note = seat.find("td.clash .note p").await.text().await;
    for said in ["趟", "遍", "甲", "2023-01-05 09:30"] {
        assert!(note.contains(said), "{said} in {note}");
    }
    picture(&seat, "clash").await;
    assert!(
        book(&folder).contains("= \"趟\""),
        "nothing is written over"
    );
    seat.find("td.clash button").await.click().await;
    told(&seat, "已存").await;
    assert!(book(&folder).contains("= \"遍\""));
    seat.browser.turn_to(&other).await;
    cell(&seat, 0, "单位").await;
    seat.press(&format!("回{ENTER}")).await;
    told(&seat, "没有存上").await;
    seat.browser
        .all("td.clash button")
        .await
        .last()
        .unwrap()
        .click()
        .await;
    assert_eq!(seat.count("td.clash").await, 0);
    assert!(book(&folder).contains("= \"遍\""));
    seat.browser.close().await;
}

/// What a spreadsheet puts on the clipboard: a table of so many rows with heads in an order of their own, a merged cell,
/// wide digits, a line that is broken only in the source, and an empty row.
fn clipboard(rows: usize) -> String {
    let mut html =
        "<html><body><!--StartFragment--><table><tr><td>名称</td><td>类别*</td><td>资金来源</td>\
        <td>执行数（万元）</td><td>年初预算<br>（万元）</td></tr>"
            .to_owned();
    for row in 1..=rows {
        let kind = match row {
            1 => "<td rowspan=2>基本支出</td>".to_owned(),
            2 => String::new(),
            _ => "<td>项目支出</td>".to_owned(),
        };
        html.push_str(&format!(
            "<tr><td>事项{row}</td>{kind}<td>一般公共\n  预算拨款</td><td>８</td><td>１２.５</td></tr>"
        ));
    }
    html.push_str(
        "<tr><td></td><td></td><td></td><td></td><td></td></tr></table><!--EndFragment--></body></html>",
    );
    html
}

#[tokio::test]
async fn five_hundred_rows_are_pasted_at_once_and_taken_back_at_once() {
    let (folder, settings, entrance) = shelves();
    let test = "five_hundred_rows_are_pasted_at_once_and_taken_back_at_once";
    let Some(seat) = sit(test, settings, Scripts::Run).await else {
        return;
    };
    seat.go(&entrance).await;
    seat.go("/books/甲/sheet/预算").await;
    cell(&seat, 0, "名称").await;
    paste(&seat, &clipboard(500)).await;
    told(&seat, "已粘贴500行：增加了500条").await;
    let written = book(&folder);
    assert_eq!(
        written.matches("[[\"预算\"]]").count() + written.matches("[[预算]]").count(),
        500
    );
    assert_eq!(
        written.matches("基本支出").count(),
        2,
        "a merged cell counts for each of its rows"
    );
    assert_eq!(written.matches("\"年初预算\" = 12.5\n").count(), 500);
    assert_eq!(written.matches("= \"一般公共预算拨款\"\n").count(), 500);
    assert!(
        seat.count("#sheet tbody tr").await <= 51,
        "a page of them is shown"
    );
    cell(&seat, 0, "年初预算").await;
    seat.press(&format!("{CONTROL}z{RELEASED}")).await;
    told(&seat, "已撤销第2次操作").await;
    assert_eq!(book(&folder), SMALL);
    seat.browser.close().await;
}

async fn paste(seat: &Seat, html: &str) {
    let script = "const data = new DataTransfer(); data.setData('text/html', arguments[0]);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    seat.browser.run(script, json!([html])).await;
}

const PAGES: [(&str, &str); 10] = [
    ("desk", "/books/"),
    ("year", "/books/甲/"),
    ("unit", "/books/甲/unit"),
    ("sheet", "/books/甲/sheet/指标"),
    ("results", "/books/甲/sheet/指标?view=1"),
    ("empty", "/books/甲/sheet/预算"),
    ("entry", "/books/甲/entry?at=指标Z01"),
    ("score", "/books/甲/score"),
    ("report", "/books/甲/report"),
    ("log", "/books/甲/log"),
];

#[tokio::test]
async fn no_page_of_a_book_has_a_serious_fault() {
    let test = "no_page_of_a_book_has_a_serious_fault";
    let Some(axe) = std::env::var_os("KAOCHENG_AXE") else {
        return skip(test, "KAOCHENG_AXE");
    };
    let axe = fs::read_to_string(axe).unwrap();
    let (_folder, settings, entrance) = shelves();
    let Some(seat) = sit(test, settings, Scripts::Run).await else {
        return;
    };
    seat.go(&entrance).await;
    seat.go("/books/甲/sheet/指标").await;
    cell(&seat, 0, "分值").await;
    seat.press(&format!("50.0{ENTER}很多{ENTER}")).await;
    seat.find("td.wrong").await;
    assert_accessible(&seat, &axe, "a sheet with a fault").await;
    for (name, path) in PAGES {
        seat.go(path).await;
        seat.assert_fits(1366, 620).await;
        picture(&seat, name).await;
        assert_accessible(&seat, &axe, path).await;
        seat.assert_fits(500, 620).await;
    }
    seat.browser.close().await;
}

/// Keeps a picture of the page in the folder that `KAOCHENG_PICTURES` names, to be looked at.
async fn picture(seat: &Seat, name: &str) {
    if let Some(folder) = std::env::var_os("KAOCHENG_PICTURES") {
        let picture = STANDARD.decode(seat.browser.picture().await).unwrap();
        fs::write(
            std::path::Path::new(&folder).join(format!("{name}.png")),
            picture,
        )
        .unwrap();
    }
}

#[tokio::test]
async fn a_book_is_read_and_filled_in_without_script() {
    let (folder, settings, entrance) = shelves();
    let test = "a_book_is_read_and_filled_in_without_script";
    let Some(seat) = sit(test, settings, Scripts::Off).await else {
        return;
    };
    seat.go(&entrance).await;
    seat.go("/books/甲/sheet/指标").await;
    seat.find("#r1 a").await.click().await;
    let field = seat.find("#f-单位").await;
    field.press("数").await;
    seat.find(".acts button").await.click().await;
    seat.find(".entry").await;
    assert!(book(&folder).contains("= \"次数\""));
    seat.browser.close().await;
}
