//! Names: of units, of the items of the function classification (支出功能分类), of sources of income.

/// An item of the function classification with its class and group.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// Seven digits: three for the class, two for the group, two for the item.
    pub code: &'static str,
    /// 类
    pub class: &'static str,
    /// 款
    pub group: &'static str,
    /// 项
    pub name: &'static str,
    /// Whether basic spending is booked on it.
    pub basic: bool,
    /// Whether project spending is booked on it.
    pub project: bool,
}

/// What a unit does.
#[derive(Debug)]
pub(crate) struct Trade {
    /// What its offices are called.
    pub organs: &'static [&'static str],
    /// What it spends on; the first always.
    pub leaves: &'static [Leaf],
    /// What it is measured by.
    pub business: Business,
}

/// The facts of a unit's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Business {
    /// Land supplied, planned and reclaimed.
    Land,
    /// Patients.
    Health,
    /// Pupils and grants.
    School,
    /// Subsidies by area.
    Farm,
    /// Roads.
    Roads,
    /// Letters, inspections, services.
    Office,
}

const fn leaf(
    code: &'static str,
    class: &'static str,
    group: &'static str,
    name: &'static str,
    (basic, project): (bool, bool),
) -> Leaf {
    Leaf {
        code,
        class,
        group,
        name,
        basic,
        project,
    }
}

const BOTH: (bool, bool) = (true, true);
const BASIC: (bool, bool) = (true, false);
const PROJECT: (bool, bool) = (false, true);

impl Trade {
    /// All trades.
    #[rustfmt::skip]
    pub(crate) const ALL: &[Trade] = &[
        Trade {
            organs: &["自然资源和规划局", "自然资源局", "国土资源分局"],
            business: Business::Land,
            leaves: &[
                leaf("2200101", "自然资源海洋气象等支出", "自然资源事务", "行政运行", BOTH),
                leaf("2200102", "自然资源海洋气象等支出", "自然资源事务", "一般行政管理事务", PROJECT),
                leaf("2200104", "自然资源海洋气象等支出", "自然资源事务", "自然资源规划及管理", PROJECT),
                leaf("2200106", "自然资源海洋气象等支出", "自然资源事务", "自然资源利用与保护", PROJECT),
                leaf("2200150", "自然资源海洋气象等支出", "自然资源事务", "事业运行", BOTH),
            ],
        },
        Trade {
            organs: &["人民医院", "中医医院", "卫生健康局", "妇幼保健院"],
            business: Business::Health,
            leaves: &[
                leaf("2100201", "卫生健康支出", "公立医院", "综合医院", BOTH),
                leaf("2100302", "卫生健康支出", "基层医疗卫生机构", "乡镇卫生院", PROJECT),
                leaf("2100408", "卫生健康支出", "公共卫生", "基本公共卫生服务", PROJECT),
                leaf("2100409", "卫生健康支出", "公共卫生", "重大公共卫生服务", PROJECT),
            ],
        },
        Trade {
            organs: &["教育局", "教育体育局", "第一中学", "实验小学"],
            business: Business::School,
            leaves: &[
                leaf("2050202", "教育支出", "普通教育", "小学教育", BOTH),
                leaf("2050203", "教育支出", "普通教育", "初中教育", BOTH),
                leaf("2050204", "教育支出", "普通教育", "高中教育", BOTH),
                leaf("2050299", "教育支出", "普通教育", "其他普通教育支出", PROJECT),
                leaf("2050999", "教育支出", "教育费附加安排的支出", "其他教育费附加安排的支出", PROJECT),
            ],
        },
        Trade {
            organs: &["农业农村局", "农业技术推广中心", "水利局"],
            business: Business::Farm,
            leaves: &[
                leaf("2130101", "农林水支出", "农业农村", "行政运行", BOTH),
                leaf("2130108", "农林水支出", "农业农村", "病虫害控制", PROJECT),
                leaf("2130122", "农林水支出", "农业农村", "农业生产发展", PROJECT),
                leaf("2130135", "农林水支出", "农业农村", "农业生态资源保护", PROJECT),
                leaf("2130305", "农林水支出", "水利", "水利工程建设", PROJECT),
            ],
        },
        Trade {
            organs: &["交通运输局", "公路事业发展中心", "公路管理段"],
            business: Business::Roads,
            leaves: &[
                leaf("2140101", "交通运输支出", "公路水路运输", "行政运行", BOTH),
                leaf("2140104", "交通运输支出", "公路水路运输", "公路建设", PROJECT),
                leaf("2140106", "交通运输支出", "公路水路运输", "公路养护", PROJECT),
                leaf("2140112", "交通运输支出", "公路水路运输", "公路运输管理", PROJECT),
            ],
        },
        Trade {
            organs: &["财政局", "审计局", "行政审批局", "信访局", "市场监督管理局", "镇人民政府"],
            business: Business::Office,
            leaves: &[
                leaf("2010601", "一般公共服务支出", "财政事务", "行政运行", BOTH),
                leaf("2010602", "一般公共服务支出", "财政事务", "一般行政管理事务", PROJECT),
                leaf("2010607", "一般公共服务支出", "财政事务", "信息化建设", PROJECT),
                leaf("2010608", "一般公共服务支出", "财政事务", "财政委托业务支出", PROJECT),
                leaf("2013899", "一般公共服务支出", "市场监督管理事务", "其他市场监督管理事务", PROJECT),
            ],
        },
    ];

    /// What every unit spends on.
    #[rustfmt::skip]
    pub(crate) const COMMON: &[Leaf] = &[
        leaf("2080501", "社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休", BASIC),
        leaf("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", BASIC),
        leaf("2080506", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位职业年金缴费支出", BASIC),
        leaf("2101101", "卫生健康支出", "行政事业单位医疗", "行政单位医疗", BASIC),
        leaf("2210201", "住房保障支出", "住房改革支出", "住房公积金", BASIC),
        leaf("2210203", "住房保障支出", "住房改革支出", "购房补贴", BASIC),
    ];
}

/// Where units are.
pub(crate) const PLACES: &[&str] = &[
    "清河县",
    "云溪区",
    "临江市",
    "石泉县",
    "东湖区",
    "安平市",
    "兴隆县",
    "南屏区",
    "青山湖区",
    "永宁县",
    "丰泽市",
    "白塔区",
    "望海县",
    "金水区",
    "长岭县",
];

/// Sources of income besides the appropriation.
pub(crate) const OTHER_INCOME: &[&str] = &["上级补助收入", "事业收入", "经营收入", "其他收入"];

/// Economic classification of staff costs: code and name.
pub(crate) const STAFF_COSTS: &[(&str, &str)] = &[
    ("01", "基本工资"),
    ("02", "津贴补贴"),
    ("03", "奖金"),
    ("07", "绩效工资"),
    ("08", "机关事业单位基本养老保险缴费"),
    ("09", "职业年金缴费"),
    ("10", "职工基本医疗保险缴费"),
    ("12", "其他社会保障缴费"),
    ("13", "住房公积金"),
];

/// Economic classification of running costs: code and name.
pub(crate) const RUNNING_COSTS: &[(&str, &str)] = &[
    ("01", "办公费"),
    ("02", "印刷费"),
    ("05", "水费"),
    ("06", "电费"),
    ("07", "邮电费"),
    ("09", "物业管理费"),
    ("11", "差旅费"),
    ("13", "维修（护）费"),
    ("16", "培训费"),
    ("26", "劳务费"),
    ("27", "委托业务费"),
    ("28", "工会经费"),
    ("29", "福利费"),
];

/// Projects any unit may have.
pub(crate) const PROJECTS: &[&str] = &[
    "信息化系统运维",
    "办公用房维修",
    "专项业务培训",
    "档案数字化",
    "宣传教育",
    "执法装备购置",
    "第三方服务采购",
    "应急物资储备",
    "人才引进",
    "基层能力建设",
    "数据平台升级",
    "安全隐患治理",
];
