//! 定性分档: points by the band of a state in words.

use quantity::Decimal;

use super::case::{Case, Points, Reached, Unscorable, whole};
use super::method::Scoring;
use crate::Direction;
use crate::load::kind::{NAME, PERCENT};
use settings::Table;

/// Points by the band of the scheme, within it by the rating given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qualitative;

/// A band of qualitative results. It includes its lower end, and its upper end when that is 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// 名称, such as 部分达成.
    pub name: String,
    /// 别名: other words for it.
    pub aliases: Vec<String>,
    /// 下限, in percent.
    pub low: Decimal,
    /// 上限, in percent.
    pub high: Decimal,
    /// 默认: the percent given when no rating is.
    pub default: Decimal,
}

impl Band {
    /// Whether the label means this band.
    pub fn is_called(&self, label: &str) -> bool {
        self.name == label || self.aliases.iter().any(|alias| alias == label)
    }

    /// Whether a rating in percent lies in the band.
    pub fn contains(&self, rating: Decimal) -> bool {
        rating >= self.low
            && (rating < self.high || (rating == self.high && self.high == Decimal::HUNDRED))
    }

    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let name = table.required("名称", &NAME);
        let aliases = table.list("别名", &NAME);
        let low = table.required("下限", &PERCENT);
        let high = table.required("上限", &PERCENT);
        let default = table.required("默认", &PERCENT);
        let band = Self {
            name: name?,
            aliases,
            low: low?,
            high: high?,
            default: default?,
        };
        let sound =
            !band.low.is_negative() && band.high <= Decimal::HUNDRED && band.contains(band.default);
        if !sound {
            let problem = format!("“{}”这一档的默认值不在它的范围内", band.name);
            let remedy = "上下限在 0 到 100 之间，默认值不低于下限、低于上限（上限 100 可取到）";
            table.source.fault(table.span.clone(), problem, remedy);
        }
        sound.then_some(band)
    }

    /// The band in words: `80%（含）–100%`.
    fn in_words(&self) -> String {
        let closed = if self.high == Decimal::HUNDRED {
            "（含）"
        } else {
            ""
        };
        format!("{} {}%（含）–{}%{closed}", self.name, self.low, self.high)
    }
}

impl Scoring for Qualitative {
    const DIRECTIONS: &'static [Direction] = &[Direction::State];

    fn bare() -> Option<Self> {
        Some(Self)
    }

    fn decode(_: &mut Table<'_>) -> Option<Self> {
        Some(Self)
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        let Reached::Band(label) = case.reached else {
            return Err("定性指标的完成值要写档次".to_owned());
        };
        let bands = case.scheme.bands();
        let band = bands
            .iter()
            .find(|band| band.is_called(label))
            .ok_or_else(|| format!("评分方案里没有“{label}”这一档"))?;
        let rating = case.rating.unwrap_or(band.default);
        if !band.contains(rating) {
            return Err(format!("评定比例 {rating}% 不在“{}”之内", band.in_words()));
        }
        let words: Vec<_> = bands.iter().map(Band::in_words).collect();
        let given = if case.rating.is_some() {
            "评定"
        } else {
            "按默认"
        };
        let mut points = case.points(
            case.full() * rating.to_rational() / whole(100),
            format!("定性分档：{}", words.join("，")),
            format!("{} × {rating}%", case.weight),
        );
        points
            .inputs
            .push(("评定比例".to_owned(), format!("{rating}%（{given}）")));
        Ok(points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::rated;

    use crate::Target;

    fn by(band: &str, rating: Option<&str>) -> Result<String, Unscorable> {
        let target = Target::State("权益得到维护".to_owned());
        rated(
            &Qualitative,
            &target,
            &Reached::Band(band.to_owned()),
            rating,
        )
    }

    #[test]
    fn bands_include_their_lower_end() {
        assert_eq!(by("达成", Some("100")).unwrap(), "10.00");
        assert_eq!(by("达成", Some("80")).unwrap(), "8.00");
        assert_eq!(by("部分达成", Some("60")).unwrap(), "6.00");
        assert!(by("部分达成", Some("80")).is_err());
        assert!(by("未达成", Some("60")).is_err());
    }

    #[test]
    fn a_band_alone_has_its_default() {
        assert_eq!(by("达成年度指标", None).unwrap(), "10.00");
        assert_eq!(by("部分达成", None).unwrap(), "7.00");
        assert_eq!(by("未达成", None).unwrap(), "0.00");
        assert!(by("良好", None).is_err());
    }
}
