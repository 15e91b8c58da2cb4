//! The font files worth looking for, by the part they play in an official document.

use document::layout::Face;

/// The part a typeface plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Chinese characters of this face.
    Chinese(Face),
    /// Latin letters and digits.
    Latin,
    /// The bundled typeface, for whatever the others lack.
    Bundled,
}

impl Role {
    /// The name by which the engine knows the typeface, in lower case.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chinese(Face::XiaoBiaoSong) => "role xiaobiaosong",
            Self::Chinese(Face::FangSong) => "role fangsong",
            Self::Chinese(Face::Hei) => "role hei",
            Self::Chinese(Face::Kai) => "role kai",
            Self::Chinese(Face::Song) => "role song",
            Self::Latin => "role latin",
            Self::Bundled => "role bundled",
        }
    }
}

/// A face in a font file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Name of the file in lower case.
    pub(crate) file: &'static str,
    /// Index of the face in a collection.
    pub(crate) index: u32,
}

/// A typeface as files: regular, and bold where there is one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// The part it plays.
    pub(crate) role: Role,
    /// The regular weight.
    pub(crate) regular: Place,
    /// The bold weight.
    pub(crate) bold: Option<Place>,
}

const fn single(role: Role, file: &'static str) -> Known {
    collected(role, file, 0)
}

const fn collected(role: Role, file: &'static str, index: u32) -> Known {
    Known {
        role,
        regular: Place { file, index },
        bold: None,
    }
}

const fn pair(role: Role, regular: &'static str, bold: &'static str) -> Known {
    Known {
        role,
        regular: Place {
            file: regular,
            index: 0,
        },
        bold: Some(Place {
            file: bold,
            index: 0,
        }),
    }
}

const XIAO_BIAO_SONG: Role = Role::Chinese(Face::XiaoBiaoSong);
const FANG_SONG: Role = Role::Chinese(Face::FangSong);
const HEI: Role = Role::Chinese(Face::Hei);
const KAI: Role = Role::Chinese(Face::Kai);
const SONG: Role = Role::Chinese(Face::Song);

/// Known typefaces; of those with the same part the first one found is used.
pub(crate) const KNOWN: &[Known] = &[
    single(XIAO_BIAO_SONG, "fzxbsjw.ttf"),
    single(XIAO_BIAO_SONG, "fzxiaobiaosong-b05s.ttf"),
    single(XIAO_BIAO_SONG, "方正小标宋简体.ttf"),
    single(XIAO_BIAO_SONG, "方正小标宋_gbk.ttf"),
    single(XIAO_BIAO_SONG, "fzxbsk.ttf"),
    single(FANG_SONG, "仿宋_gb2312.ttf"),
    single(FANG_SONG, "simfang.ttf"),
    single(FANG_SONG, "fzfsk.ttf"),
    single(FANG_SONG, "fzfsjw.ttf"),
    single(FANG_SONG, "stfangso.ttf"),
    single(FANG_SONG, "fandolfang-regular.otf"),
    single(HEI, "simhei.ttf"),
    single(HEI, "fzhtk.ttf"),
    single(HEI, "fzhtjw.ttf"),
    single(HEI, "notosanssc-regular.otf"),
    single(HEI, "sourcehansanssc-regular.otf"),
    collected(HEI, "notosanscjk-regular.ttc", 2),
    pair(HEI, "fandolhei-regular.otf", "fandolhei-bold.otf"),
    single(KAI, "楷体_gb2312.ttf"),
    single(KAI, "simkai.ttf"),
    single(KAI, "fzktk.ttf"),
    single(KAI, "fzktjw.ttf"),
    single(KAI, "stkaiti.ttf"),
    single(KAI, "lxgwwenkai-regular.ttf"),
    single(KAI, "fandolkai-regular.otf"),
    collected(SONG, "simsun.ttc", 0),
    single(SONG, "stsong.ttf"),
    pair(SONG, "fandolsong-regular.otf", "fandolsong-bold.otf"),
    pair(Role::Latin, "times.ttf", "timesbd.ttf"),
    pair(
        Role::Latin,
        "times new roman.ttf",
        "times new roman bold.ttf",
    ),
    pair(
        Role::Latin,
        "times_new_roman.ttf",
        "times_new_roman_bold.ttf",
    ),
    pair(
        Role::Latin,
        "liberationserif-regular.ttf",
        "liberationserif-bold.ttf",
    ),
];

/// Whether a file of this name, in lower case, is worth opening.
pub(crate) fn is_known(file: &str) -> bool {
    KNOWN
        .iter()
        .any(|known| known.regular.file == file || known.bold.is_some_and(|bold| bold.file == file))
}
