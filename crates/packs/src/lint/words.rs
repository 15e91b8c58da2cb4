//! The words and limits the lint goes by: data of the packs.

use quantity::Decimal;
use settings::{NAME, Table, Value, only_number};

/// The words and limits of `rules/lint.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// 含糊: words that cannot be measured, such as 进一步.
    pub vague: Vec<String>,
    /// 界限: words before a number that make a target of it, such as 不少于.
    pub bounds: Vec<String>,
    /// 节约: words that turn a cost indicator round, such as 节约率.
    pub savings: Vec<String>,
    /// 资金进度: indicators of money spent, which show no output.
    pub spending: Vec<String>,
    /// 资金名目: words for the money itself, which is no output either.
    pub funds: Vec<String>,
    /// 比率: endings of a share, such as 率.
    pub rates: Vec<String>,
    /// 计量: endings of something counted or measured, such as 次数.
    pub counted: Vec<String>,
    /// 时间: words that give a date or a span, such as 工作日.
    pub times: Vec<String>,
    /// 调查: words that tell of a survey.
    pub surveys: Vec<String>,
    /// 赘词: words that add nothing when two names are compared.
    pub fillers: Vec<String>,
    /// 归类: words that tell of which second-level kind an indicator is.
    pub kinds: Vec<Kind>,
    /// 上年偏离: by how many percent a target may lie on the easy side of last year's actual.
    pub slack: Option<Decimal>,
}

/// Words that belong to one second-level kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// 二级, without 指标.
    pub second: String,
    /// 词
    pub words: Vec<String>,
    /// 除外: words that keep the kind open.
    pub unless: Vec<String>,
}

impl Words {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        Some(Self {
            vague: table.list("含糊", &NAME),
            bounds: table.list("界限", &NAME),
            savings: table.list("节约", &NAME),
            spending: table.list("资金进度", &NAME),
            funds: table.list("资金名目", &NAME),
            rates: table.list("比率", &NAME),
            counted: table.list("计量", &NAME),
            times: table.list("时间", &NAME),
            surveys: table.list("调查", &NAME),
            fillers: table.list("赘词", &NAME),
            kinds: table.tables("归类", Kind::decode),
            slack: table.optional("上年偏离", &PERCENT),
        })
    }

    /// These words, and those of the base where these have none.
    pub(crate) fn over(self, base: &Self) -> Self {
        let list = |own: Vec<_>, base: &Vec<_>| match own.is_empty() {
            true => base.clone(),
            false => own,
        };
        Self {
            vague: list(self.vague, &base.vague),
            bounds: list(self.bounds, &base.bounds),
            savings: list(self.savings, &base.savings),
            spending: list(self.spending, &base.spending),
            funds: list(self.funds, &base.funds),
            rates: list(self.rates, &base.rates),
            counted: list(self.counted, &base.counted),
            times: list(self.times, &base.times),
            surveys: list(self.surveys, &base.surveys),
            fillers: list(self.fillers, &base.fillers),
            kinds: match self.kinds.is_empty() {
                true => base.kinds.clone(),
                false => self.kinds,
            },
            slack: self.slack.or(base.slack),
        }
    }
}

impl Kind {
    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let second = table.required("二级", &NAME);
        let words = table.list("词", &NAME);
        let unless = table.list("除外", &NAME);
        Some(Self {
            second: second?,
            words,
            unless,
        })
    }
}

const PERCENT: settings::Kind<Decimal> = settings::Kind {
    wanted: "百分数，只写百分号前面的数",
    repaired: only_number,
    read: percent,
};

fn percent(value: Value<'_>) -> Result<Decimal, String> {
    let digits = value.as_digits().ok_or("应当是一个数")?;
    digits.parse().map_err(|_| "应当是一个数".to_owned())
}
