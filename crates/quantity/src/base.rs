//! The bases of units, how they are written, and which words only look like them.

use crate::decimal::power_of_ten;

/// What can be converted into each other, which is finer than [`Dimension`](crate::Dimension) for time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Money,
    Area,
    Length,
    Mass,
    Volume,
    Power,
    Energy,
    Count,
    Percent,
    PercentagePoint,
    Multiple,
    Score,
    Temperature,
    Calendar,
    Clock,
    WorkingDays,
}

impl Kind {
    /// The factor of the largest unit of the kind, which every other one divides.
    const fn largest(self) -> i128 {
        match self {
            Self::Area => 3_000_000,
            Self::Length | Self::Mass => 1000,
            Self::Calendar => 12,
            Self::Clock => 7 * 1440,
            _ => 1,
        }
    }
}

/// A unit without multiplier: an index into [`ROWS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Base(u8);

/// A base: its symbol, and what one of it is in the base of its dimension.
pub(crate) struct Row {
    pub(crate) symbol: &'static str,
    pub(crate) kind: Kind,
    pub(crate) mantissa: i128,
    pub(crate) scale: u8,
}

const fn row(symbol: &'static str, kind: Kind, mantissa: i128) -> Row {
    Row {
        symbol,
        kind,
        mantissa,
        scale: 0,
    }
}

const fn fraction(symbol: &'static str, kind: Kind, mantissa: i128, scale: u8) -> Row {
    Row {
        symbol,
        kind,
        mantissa,
        scale,
    }
}

const fn count(symbol: &'static str) -> Row {
    row(symbol, Kind::Count, 1)
}

static ROWS: &[Row] = &ROW_TABLE;

const ROW_TABLE: [Row; 99] = [
    row("", Kind::Number, 1),
    row("元", Kind::Money, 1),
    fraction("角", Kind::Money, 1, 1),
    row("亩", Kind::Area, 2000),
    row("平方米", Kind::Area, 3),
    row("公顷", Kind::Area, 30_000),
    row("平方公里", Kind::Area, 3_000_000),
    row("米", Kind::Length, 1),
    row("公里", Kind::Length, 1000),
    fraction("厘米", Kind::Length, 1, 2),
    fraction("毫米", Kind::Length, 1, 3),
    row("公斤", Kind::Mass, 1),
    fraction("斤", Kind::Mass, 5, 1),
    row("吨", Kind::Mass, 1000),
    row("吨公里", Kind::Count, 1),
    row("人公里", Kind::Count, 1),
    row("立方米", Kind::Volume, 1),
    row("千瓦", Kind::Power, 1),
    row("兆瓦", Kind::Power, 1000),
    row("千瓦时", Kind::Energy, 1),
    row("%", Kind::Percent, 1),
    fraction("‰", Kind::Percent, 1, 1),
    row("个百分点", Kind::PercentagePoint, 1),
    row("倍", Kind::Multiple, 1),
    row("℃", Kind::Temperature, 1),
    row("分", Kind::Score, 1),
    row("年", Kind::Calendar, 12),
    row("个季度", Kind::Calendar, 3),
    row("个月", Kind::Calendar, 1),
    row("月", Kind::Calendar, 1),
    row("周", Kind::Clock, 7 * 1440),
    row("天", Kind::Clock, 1440),
    row("日", Kind::Clock, 1440),
    row("小时", Kind::Clock, 60),
    row("分钟", Kind::Clock, 1),
    row("个工作日", Kind::WorkingDays, 1),
    count("个"),
    count("人"),
    count("人次"),
    count("人日"),
    count("名"),
    count("位"),
    count("次"),
    count("户"),
    count("户次"),
    count("家"),
    count("家次"),
    count("件"),
    count("件次"),
    count("宗"),
    count("项"),
    count("份"),
    count("本"),
    count("条"),
    count("处"),
    count("所"),
    count("辆"),
    count("辆次"),
    count("台"),
    count("台次"),
    count("台套"),
    count("套"),
    count("座"),
    count("起"),
    count("例"),
    count("场"),
    count("场次"),
    count("期"),
    count("篇"),
    count("册"),
    count("批"),
    count("批次"),
    count("块"),
    count("张"),
    count("支"),
    count("只"),
    count("头"),
    count("栋"),
    count("幢"),
    count("间"),
    count("幅"),
    count("棵"),
    count("株"),
    count("组"),
    count("类"),
    count("级"),
    count("门"),
    count("村"),
    count("镇"),
    count("乡"),
    count("口"),
    count("根"),
    count("盏"),
    count("枚"),
    count("艘"),
    count("架"),
    count("部"),
    count("班次"),
    count("架次"),
];

impl Base {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) const fn named(symbol: &str) -> Self {
        let mut at = 0;
        while at < ROW_TABLE.len() {
            if same(ROW_TABLE[at].symbol.as_bytes(), symbol.as_bytes()) {
                return Self(at as u8);
            }
            at += 1;
        }
        panic!("every base named in the code has a row");
    }

    /// The longest base at the start of `text`, with its length in bytes.
    pub(crate) fn parse(text: &str) -> Option<(Self, usize)> {
        let bytes = text.as_bytes();
        let mut next = INDEX.first[bucket(bytes)];
        while next != END {
            let form = &FORMS[next as usize];
            if bytes.starts_with(form.text.as_bytes()) {
                let rest = &bytes[form.text.len()..];
                if !form.starts_other_word(rest) {
                    return Some((form.base, form.text.len()));
                }
            }
            next = INDEX.next[next as usize];
        }
        None
    }

    pub(crate) fn is_count(self) -> bool {
        self.row().kind == Kind::Count
    }

    /// Whether durations or multiples are meant, which 多 may follow: 3年多, 2倍多.
    pub(crate) fn takes_odd_behind(self) -> bool {
        matches!(
            self.row().kind,
            Kind::Calendar | Kind::Clock | Kind::Multiple
        )
    }

    pub(crate) fn symbol(self) -> &'static str {
        self.row().symbol
    }

    pub(crate) fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }

    pub(crate) fn same_kind(self, other: Self) -> bool {
        let (mine, theirs) = (self.row().kind, other.row().kind);
        mine == theirs && (mine != Kind::Count || self == other)
    }

    /// How many of this unit make the largest of its kind.
    pub(crate) fn per_largest(self) -> i128 {
        let row = self.row();
        row.kind.largest() * power_of_ten(row.scale) / row.mantissa
    }

    /// Whether `self/divisor` is a price or a rate; 个/项 in a table head is rather a choice.
    pub(crate) fn divides_by(self, divisor: Self) -> bool {
        let timed = matches!(divisor.row().kind, Kind::Calendar | Kind::Clock);
        match self.row().kind {
            Kind::Money | Kind::Mass | Kind::Volume | Kind::Energy => !matches!(
                divisor.row().kind,
                Kind::Money | Kind::Percent | Kind::PercentagePoint | Kind::Multiple | Kind::Score
            ),
            Kind::Count => timed,
            _ => false,
        }
    }
}

/// A way to write a base, and what must not follow it because it would be another word.
struct Form {
    text: &'static str,
    base: Base,
    not_before: &'static [&'static str],
}

impl Form {
    fn starts_other_word(&self, rest: &[u8]) -> bool {
        match rest.first() {
            Some(next) if next.is_ascii_alphanumeric() => {
                self.text.as_bytes()[self.text.len() - 1].is_ascii_alphabetic()
            }
            // The first bytes of ideographs: before punctuation, no word need be compared.
            Some(0xE4..=0xE9) => self
                .not_before
                .iter()
                .any(|word| rest.starts_with(word.as_bytes())),
            _ => false,
        }
    }
}

const fn form(text: &'static str, symbol: &str, not_before: &'static [&'static str]) -> Form {
    Form {
        text,
        base: Base::named(symbol),
        not_before,
    }
}

/// Other ways to write a base.
const ALIASES: [Form; 35] = [
    form("畝", "亩", &[]),
    form("公頃", "公顷", &[]),
    form("噸", "吨", &[]),
    form("個", "个", &["人所得", "體", "別"]),
    form("個百分點", "个百分点", &[]),
    form("項", "项", &["目"]),
    form("戶", "户", &["籍"]),
    form("％", "%", &[]),
    form("°C", "℃", &[]),
    form("摄氏度", "℃", &[]),
    form("﹪", "%", &[]),
    form("百分点", "个百分点", &[]),
    form("㎡", "平方米", &[]),
    form("m²", "平方米", &[]),
    form("m2", "平方米", &[]),
    form("平米", "平方米", &[]),
    form("平方千米", "平方公里", &[]),
    form("km²", "平方公里", &[]),
    form("km2", "平方公里", &[]),
    form("k㎡", "平方公里", &[]),
    form("km", "公里", &[]),
    form("千米", "公里", &[]),
    form("m", "米", &[]),
    form("cm", "厘米", &[]),
    form("mm", "毫米", &[]),
    form("千克", "公斤", &[]),
    form("kg", "公斤", &[]),
    form("t", "吨", &[]),
    form("m³", "立方米", &[]),
    form("m3", "立方米", &[]),
    form("kW", "千瓦", &[]),
    form("MW", "兆瓦", &[]),
    form("kWh", "千瓦时", &[]),
    form("个小时", "小时", &[]),
    form("h", "小时", &[]),
];

/// What follows a base symbol in words that are not the unit, such as 支出 and 人员.
///
/// Only words that stand behind a number more often than the unit does: 500万元老旧小区改造 and
/// 10分为良好 must keep their units.
const OTHER_WORDS: [(&str, &[&str]); 41] = [
    ("元", &["旦"]),
    ("角", &["度", "落", "色"]),
    ("米", &["粉"]),
    (
        "分",
        &["之", "别", "局", "析", "离", "散", "红", "摊", "享", "解"],
    ),
    ("周", &["边", "围", "转", "期", "密", "到", "全"]),
    ("天", &["然", "气", "津"]),
    ("个", &["人所得", "人账户", "人缴", "体", "别", "性"]),
    (
        "人",
        &[
            "民",
            "员",
            "才",
            "大",
            "事",
            "社",
            "工智",
            "居环境",
            "力",
            "行",
        ],
    ),
    ("名", &["称", "义"]),
    ("位", &["于", "置"]),
    ("户", &["籍"]),
    ("家", &["庭", "具"]),
    ("宗", &["旨", "教", "族"]),
    (
        "项",
        &["目支", "目经", "目资", "目名", "目绩", "目类", "目编"],
    ),
    ("份", &["额"]),
    (
        "本",
        &[
            "级", "年", "次", "单位", "部门", "科", "区", "市", "县", "省", "局", "期", "月",
            "季度",
        ],
    ),
    ("条", &["件", "例", "款"]),
    ("处", &["理", "置", "室", "罚", "于"]),
    ("所", &["有", "需", "得", "以", "示", "列", "述"]),
    ("台", &["账", "帐", "湾"]),
    ("座", &["谈"]),
    (
        "起",
        &["草", "来", "到", "步", "点", "止", "始", "执行", "施行"],
    ),
    ("例", &["如", "会", "行", "外"]),
    ("场", &["地", "所", "馆", "景"]),
    ("期", &["末", "初", "间", "限", "望", "满", "内"]),
    ("批", &["复", "准", "评", "示"]),
    ("支", &["出", "付", "持", "撑", "援", "农"]),
    ("只", &["有", "是", "能", "要"]),
    ("间", &["接", "隔"]),
    ("幅", &["度"]),
    ("组", &["织", "成", "建"]),
    ("类", &["别", "似", "型"]),
    ("级", &["别"]),
    ("部", &["门", "分", "署", "委", "长", "级", "位", "队"]),
    ("门", &["户", "诊", "店", "槛"]),
    ("村", &["民", "委", "级", "庄"]),
    ("镇", &["级", "区", "江"]),
    ("乡", &["村"]),
    ("口", &["径", "岸", "腔", "头"]),
    ("根", &["据", "本"]),
    ("架", &["构"]),
];

static FORMS: &[Form] = &FORM_TABLE;

const FORM_COUNT: usize = ROW_TABLE.len() - 1 + ALIASES.len();

/// Every form: the symbols themselves, then the aliases.
const FORM_TABLE: [Form; FORM_COUNT] = {
    let mut forms = [const { form("元", "元", &[]) }; FORM_COUNT];
    let mut at = 0;
    while at < FORM_COUNT {
        forms[at] = if at + 1 < ROW_TABLE.len() {
            let symbol = ROW_TABLE[at + 1].symbol;
            form(symbol, symbol, other_words(symbol))
        } else {
            let alias = &ALIASES[at + 1 - ROW_TABLE.len()];
            form(
                alias.text,
                ROW_TABLE[alias.base.0 as usize].symbol,
                alias.not_before,
            )
        };
        at += 1;
    }
    forms
};

const fn other_words(symbol: &str) -> &'static [&'static str] {
    let mut at = 0;
    while at < OTHER_WORDS.len() {
        if same(OTHER_WORDS[at].0.as_bytes(), symbol.as_bytes()) {
            return OTHER_WORDS[at].1;
        }
        at += 1;
    }
    &[]
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// Chains of forms by a hash of their first bytes, the longest form of a chain first.
struct Index {
    first: [u8; 256],
    next: [u8; FORM_COUNT],
}

const END: u8 = u8::MAX;

static INDEX: Index = {
    let mut index = Index {
        first: [END; 256],
        next: [END; FORM_COUNT],
    };
    // Pushing to the front in order of length leaves the longest in front.
    let mut length = 1;
    while length <= "个百分点".len() {
        let mut at = 0;
        while at < FORM_COUNT {
            let text = FORM_TABLE[at].text.as_bytes();
            if text.len() == length {
                let bucket = bucket(text);
                index.next[at] = index.first[bucket];
                index.first[bucket] = at as u8;
            }
            at += 1;
        }
        length += 1;
    }
    index
};

/// Which chain a text belongs to: by its first byte in ASCII, else by the first character's tail.
const fn bucket(text: &[u8]) -> usize {
    match text {
        [] => 0,
        [byte, ..] if *byte < 0x80 => *byte as usize,
        [_, second, third, ..] => (second.wrapping_mul(64) ^ *third) as usize,
        _ => 0,
    }
}
