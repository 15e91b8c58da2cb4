//! Why a request is not granted: for people as a page, for programs as problem details (RFC 9457).

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::page;

/// Why a request is not granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The file has more bytes than this.
    TooLarge(u64),
    /// The file has more pages than it may.
    TooLong { pages: u32, limit: u32 },
    /// The audit took longer than this.
    TooSlow(Duration),
    /// The audit took more memory than it may, or failed.
    TooHeavy,
    /// The address had as many files audited as it may; the next one after so long.
    TooOften { limit: usize, wait: Duration },
    /// All turns are taken.
    Busy,
    /// The file took too long to arrive, or the sender went away.
    Interrupted,
    /// There is no file in the request.
    NoFile,
    /// The request is not as forms send it.
    Malformed,
    /// Nothing of the file can be read, for this reason.
    Unread(String),
    /// There is no such result any more.
    Gone,
    /// Audits for anybody are switched off.
    Off,
    /// There is no such page.
    NotFound,
    /// The page does not take that method.
    Method,
    /// The books are only for whoever opened them with the key.
    NoKey,
    /// The books were asked for under a name that is not this machine's.
    NotHere,
    /// Another page sent this, not one of ours.
    Foreign,
    /// More was typed than is taken at once.
    TooMuch,
    /// It cannot be done with the book, for this reason.
    Book(String),
    /// The server failed.
    Failed,
}

/// What is said of a refusal.
pub(crate) struct Told {
    pub(crate) status: StatusCode,
    /// A stable name for programs.
    pub(crate) code: &'static str,
    pub(crate) title: &'static str,
    /// What happened and what to do, in sentences.
    pub(crate) detail: String,
}

/// Problem details.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    code: &'a str,
}

impl Refusal {
    /// What is said of it.
    pub(crate) fn told(&self) -> Told {
        let (status, code, title, detail) = match self {
            Self::TooLarge(limit) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-large",
                "文件太大",
                format!("一份文件最多{}。请删去图片，或拆成几份再审。", size(*limit)),
            ),
            Self::TooLong { pages, limit } => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "too-many-pages",
                "页数太多",
                format!("这份文件有{pages}页，一份最多{limit}页。请拆成几份再审，或用命令行 kaocheng check，那里不限页数。"),
            ),
            Self::TooSlow(limit) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "too-slow",
                "没有审完",
                format!("审了{}秒还没有审完，已经停下。请拆成几份再审，或用命令行 kaocheng check，那里不限时间。", limit.as_secs()),
            ),
            Self::TooHeavy => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "too-heavy",
                "审不下去",
                "读这份文件用的内存超过上限，或者读它时程序出错，已经停下。若文件可信，请用 Word、WPS 或 Acrobat 打开后另存一份，或拆成几份再审。".to_owned(),
            ),
            Self::TooOften { limit, wait } => (
                StatusCode::TOO_MANY_REQUESTS,
                "too-often",
                "审得太勤",
                format!("一个地址一小时最多审{limit}份，请过{}分钟再来。", minutes(*wait)),
            ),
            Self::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "正忙",
                "正在审别的文件，一时轮不到。请稍等片刻再试。".to_owned(),
            ),
            Self::Interrupted => (
                StatusCode::REQUEST_TIMEOUT,
                "interrupted",
                "没有收到完整的文件",
                "文件传得太慢，或者中途断了。请检查网络后再试。".to_owned(),
            ),
            Self::NoFile => (
                StatusCode::BAD_REQUEST,
                "no-file",
                "没有文件",
                "请先选一份文件。".to_owned(),
            ),
            Self::Malformed => (
                StatusCode::BAD_REQUEST,
                "malformed",
                "请求不完整",
                "请求的格式不对。请用本页的表单发送，或照接口说明发送。".to_owned(),
            ),
            Self::Unread(reason) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "unreadable",
                "读不了这份文件",
                format!("{}。", reason.trim_end_matches('。')),
            ),
            Self::Gone => (
                StatusCode::NOT_FOUND,
                "gone",
                "结果已经删去",
                "结果只在内存里留一会儿，到时就删，不能找回。请把文件再审一次。".to_owned(),
            ),
            Self::Off => (
                StatusCode::NOT_FOUND,
                "off",
                "没有开放审校",
                "这台服务器没有开放不登录的审校。".to_owned(),
            ),
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "not-found",
                "没有这一页",
                "请检查网址。".to_owned(),
            ),
            Self::Method => (
                StatusCode::METHOD_NOT_ALLOWED,
                "method",
                "不能这样访问",
                "这个网址不接受这种请求。".to_owned(),
            ),
            Self::NoKey => (
                StatusCode::FORBIDDEN,
                "no-key",
                "请从程序给出的地址打开",
                "账本只给在这台机器上打开它的人看。请用启动 kaocheng serve 的窗口里写着的那个地址打开；程序重新启动后，地址会换新的。".to_owned(),
            ),
            Self::NotHere => (
                StatusCode::FORBIDDEN,
                "not-here",
                "只能在本机打开",
                "账本还没有登录，只能在本机用 127.0.0.1 或 localhost 打开。".to_owned(),
            ),
            Self::Foreign => (
                StatusCode::FORBIDDEN,
                "foreign",
                "没有改动",
                "这个请求不是从账本的页面上发来的，没有照办。请回到账本的页面再做一次。".to_owned(),
            ),
            Self::TooMuch => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-much",
                "内容太多",
                "一次最多存1 MB、2000行。请分几次粘贴。".to_owned(),
            ),
            Self::Book(reason) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "book",
                "没有做成",
                reason.clone(),
            ),
            Self::Failed => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "failed",
                "程序出错",
                "服务器出了错，文件没有审。请再试一次；还不行，请告诉管理这台服务器的人。".to_owned(),
            ),
        };
        Told {
            status,
            code,
            title,
            detail,
        }
    }

    /// The refusal as a page.
    pub(crate) fn page(&self) -> Response {
        let told = self.told();
        let status = told.status;
        self.with_wait((status, page::refusal(&told)).into_response())
    }

    /// The refusal as problem details.
    pub(crate) fn problem(&self) -> Response {
        let told = self.told();
        let problem = Problem {
            r#type: format!("urn:kaocheng:problem:{}", told.code),
            title: told.title,
            status: told.status.as_u16(),
            detail: &told.detail,
            code: told.code,
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        self.with_wait((told.status, kind, body).into_response())
    }

    /// Adds when to come again, where that is known.
    fn with_wait(&self, mut response: Response) -> Response {
        let seconds = match self {
            Self::TooOften { wait, .. } => wait.as_secs().max(1),
            Self::Busy => 10,
            _ => return response,
        };
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response
    }
}

/// So many bytes for people; bounds are whole megabytes unless somebody makes them small.
pub(crate) fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{bytes}字节"),
        megabytes => format!("{megabytes} MB"),
    }
}

/// A time in minutes, the last one begun counted whole.
fn minutes(time: Duration) -> u64 {
    time.as_secs().div_ceil(60).max(1)
}
