//! The names of a department's figures: 下属.….

use quantity::Decimal;

use super::Elimination;
use crate::figures::money;
use crate::{Book, Figure, Figures, Provenance};

impl Figures {
    /// 下属.单位数, 下属.合计.…, 下属.抵销.…, 下属.单位.名称.…, and 往来.1.… of each matter of the budget that is eliminated.
    pub(crate) fn add_department(&mut self, book: &Book) {
        let Some(statement) = book.consolidation() else {
            return;
        };
        let units = statement.units.len().to_string();
        self.add("下属.单位数", Ok(count(units, "个", "“下属”列出的账本数")));
        self.add_totals("下属.合计", &statement.sum);
        self.add_totals("下属.抵销", &statement.eliminated);
        for unit in &statement.units {
            let prefix = format!("下属.单位.{}", unit.name);
            self.add_totals(&prefix, &unit.totals);
            let people = count(unit.present.to_string(), "人", "单位账本的实有人数");
            self.add(format!("{prefix}.实有"), Ok(people));
            let score = unit.score.as_ref().map(|(score, _)| Figure {
                text: score.to_string(),
                unit: "分".to_owned(),
                value: Some(score.to_rational()),
                provenance: Provenance::Computed(format!("按“{}”的账本评分", unit.name)),
            });
            let missing = || format!("“{}”没有可用的评分方案", unit.name);
            self.add(format!("{prefix}.得分"), score.ok_or_else(missing));
        }
        for (at, one) in statement.settled().enumerate() {
            self.add_elimination(at + 1, one);
        }
    }

    fn add_elimination(&mut self, number: usize, one: &Elimination) {
        let given = one.all_given();
        let both =
            |what: &str| format!("“{}”拨出和“{}”收到的{what}，两边相符", one.giver, one.taker);
        for (name, amount) in [("预算", given.full_year()), ("金额", given.executed)] {
            self.add(
                format!("往来.{number}.{name}"),
                Ok(money(amount, &both(name))),
            );
        }
    }
}

fn count(text: String, unit: &str, formula: &str) -> Figure {
    Figure {
        value: text
            .parse::<Decimal>()
            .ok()
            .map(|count| count.to_rational()),
        text,
        unit: unit.to_owned(),
        provenance: Provenance::Computed(formula.to_owned()),
    }
}
