//! Explains broken relations in words and arithmetic an officer can follow.

use std::cmp::Ordering;
use std::collections::HashSet;

use foldhash::fast::RandomState;
use quantity::Quantity;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::diagnosis::{Correction, Diagnosis};
use crate::figure::Figure;
use crate::finding::{Finding, Place, Proposal, Severity};
use crate::form::Papers;
use crate::place::{place_at, place_of};
use crate::profile::{OwnRelation, Profile};
use crate::proof;
use crate::rules::{Rule, rule};

/// How many corrections a finding offers.
const OFFERED: usize = 3;

/// Turns diagnoses into findings.
pub(crate) struct Explainer<'a> {
    pub(crate) told: Told<'a>,
    pub(crate) relations: &'a [Relation],
    pub(crate) profile: &'a Profile,
    pub(crate) papers: &'a Papers<'a>,
}

impl Explainer<'_> {
    /// The finding of a diagnosis; `None` when nothing in it is certain enough to be said.
    pub(crate) fn finding(&self, diagnosis: &Diagnosis) -> Option<Finding> {
        let mut broken = diagnosis.relations.clone();
        broken.sort_by_key(|id| (std::cmp::Reverse(self.relations[*id].certainty), *id));
        let severity = broken.iter().map(|id| self.severity(*id)).max()?;
        let main = &self.relations[*broken.first()?];
        let own = self.own(main);
        let rule = rule(main.code)?;
        if let [form] = &main.readings[..]
            && let Some(word) = form.word()
            && broken.len() == 1
        {
            return Some(self.word_finding(rule, main, form, word));
        }
        let severity = severity.min(own.map_or(rule.severity, |own| own.severity));
        // The words may be wrong as well as a figure; a figure is, where its correction mends more.
        let alone = broken.len() == 1;
        let corrections = match main.words {
            Some(_) if alone => &[][..],
            _ => &diagnosis.corrections[..],
        };
        // What is held to another figure is what may be wrong, as long as nothing else is broken.
        let about = main.about.filter(|_| alone);
        let fits = |c: &&Correction| about.is_none_or(|about| c.figure == about);
        let corrections: Vec<&Correction> = corrections.iter().filter(fits).collect();
        let likeliest: Vec<&Correction> = diagnosis.likeliest().iter().filter(fits).collect();
        // Where the relation is accused, its whole stands for it as long as it may be what is wrong.
        let whole = main.readings[0].figures()[0];
        let whole = likeliest.iter().find(|c| c.figure == whole);
        let first = whole.or(corrections.first()).map(|c| c.figure).or(about);
        let figures = self.places(&broken, first);
        let arithmetic: Vec<String> = self
            .distinct(&broken)
            .into_iter()
            .map(|form| form.arithmetic(&self.told))
            .collect();
        let proposals: Vec<Proposal> = corrections
            .iter()
            .take(OFFERED)
            .filter_map(|c| self.proposal(c, &figures, broken.len()))
            .collect();
        let words = main.words.iter();
        let words = words.map(|(start, end)| place_at(self.told.reading, *start, *end));
        Some(Finding {
            code: rule.code,
            severity,
            kind: rule.kind,
            message: own.map_or_else(String::new, |own| format!("“{}”不成立：", own.name))
                + &self.indicator(main)
                + &self.message(main, &proposals, &likeliest),
            proposal: proposals.first().map_or_else(
                || main.advice.to_string(),
                |first| format!("{} → {}（{}）", first.from, first.to, first.reason),
            ),
            arithmetic: arithmetic.join("；"),
            figures: figures
                .iter()
                .map(|id| self.place(*id))
                .chain(words)
                .collect(),
            proposals,
            elsewhere: Vec::new(),
            proof: Some(proof::of_relations(
                &self.told,
                figures,
                broken.iter().map(|id| &self.relations[*id]),
            )),
        })
    }

    fn place(&self, id: FigureId) -> Place {
        place_of(self.told.reading, &self.told.figures[id])
    }

    /// The finding that a word says the opposite of the figures beside it, which nothing else puts in doubt.
    fn word_finding(
        &self,
        rule: &Rule,
        relation: &Relation,
        form: &Form,
        word: (usize, usize),
    ) -> Finding {
        let told = &self.told;
        let ids = form.figures();
        let (left, right) = (ids[0], ids[1]);
        let ordering = told.value(left).cmp(&told.value(right));
        let (from, to) = (&told.reading.text[word.0..word.1], order_word(ordering));
        let mut figures: Vec<Place> = vec![self.place(left), self.place(right)];
        figures.push(place_at(told.reading, word.0, word.1));
        let reason = "前后两数的大小".to_owned();
        Finding {
            code: rule.code,
            severity: match relation.certainty {
                Certainty::Stated => rule.severity,
                _ => rule.severity.min(Severity::Warning),
            },
            kind: rule.kind,
            message: format!(
                "“{from}”与数不符：{}{to}{}。",
                told.printed(left),
                told.printed(right)
            ),
            arithmetic: form.arithmetic(told),
            proposal: format!("{from} → {to}（{reason}）"),
            proposals: vec![Proposal {
                figure: figures.len() - 1,
                from: from.to_owned(),
                to: to.to_owned(),
                reason,
                confirmed_by: 1,
            }],
            figures,
            elsewhere: Vec::new(),
            proof: Some(proof::of_relations(told, ids, std::iter::once(relation))),
        }
    }

    /// What the profile says of a relation it asks for.
    fn own(&self, relation: &Relation) -> Option<&OwnRelation> {
        relation.own.map(|index| &self.profile.relations[index])
    }

    /// What the evidence carries.
    fn severity(&self, relation: usize) -> Severity {
        match self.relations[relation].certainty {
            Certainty::Stated => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// The figures of the broken relations, the one to correct first.
    fn places(&self, broken: &[usize], corrected: Option<FigureId>) -> Vec<FigureId> {
        let mut figures: Vec<FigureId> = Vec::new();
        let mut seen: HashSet<FigureId, RandomState> = HashSet::default();
        for form in self.distinct(broken) {
            let first = corrected.or_else(|| form.main().filter(|_| figures.is_empty()));
            let all = first.into_iter().chain(form.figures());
            figures.extend(all.filter(|id| seen.insert(*id)));
        }
        figures
    }

    /// The broken forms in their likeliest reading, without those another one says already.
    fn distinct(&self, broken: &[usize]) -> Vec<&Form> {
        let mut said: HashSet<Vec<FigureId>, RandomState> = HashSet::default();
        let forms = broken.iter().map(|id| &self.relations[*id].readings[0]);
        forms
            .filter(|form| {
                let mut figures = form.figures();
                figures.sort_unstable();
                said.insert(figures)
            })
            .collect()
    }

    /// The indicator of a form that a claim is about, where it is about one only.
    fn indicator(&self, relation: &Relation) -> String {
        let figures = relation.readings[0].figures();
        let mut names = figures.iter().map(|id| self.papers.indicator(*id));
        let first = names.next().flatten();
        let name = first.filter(|first| names.all(|name| name.is_none_or(|name| name == *first)));
        name.map_or_else(String::new, |name| format!("指标“{name}”"))
    }

    /// What is wrong: the figure to correct where one is likeliest, and otherwise the relation only.
    fn message(
        &self,
        relation: &Relation,
        proposals: &[Proposal],
        likeliest: &[&Correction],
    ) -> String {
        let form = &relation.readings[0];
        let sentence = relation.sentence;
        let text = &self.told.reading.text;
        let told = Told {
            quoted: relation.words.map_or("", |(start, end)| &text[start..end]),
            ..self.told
        };
        let what = sentence
            .and_then(|sentence| sentence(form, &told))
            .unwrap_or_else(|| form.message(&told));
        match (proposals.first(), likeliest) {
            (Some(_), [_, _, ..]) => {
                let shown = likeliest.iter().take(OFFERED);
                let shown: Vec<&str> = shown.map(|c| self.told.printed(c.figure)).collect();
                let (shown, all) = (shown.join("、"), likeliest.len());
                let more = if all > OFFERED {
                    format!("等{all}个数")
                } else {
                    String::new()
                };
                format!("{what}；哪个数有误不能断定，{shown}{more}中改一个即可相符。")
            }
            (Some(first), _) => format!("{what}；{}改为{}可使其相符。", first.from, first.to),
            (None, _) => format!("{what}。"),
        }
    }

    fn proposal(
        &self,
        correction: &Correction,
        places: &[FigureId],
        mended: usize,
    ) -> Option<Proposal> {
        let figure = &self.told.figures[correction.figure];
        let confirmed_by = correction.confirmed_by;
        let why = match correction.slip {
            Some(slip) => slip.name().to_owned(),
            None => "按其余各数推算".to_owned(),
        };
        let reason = if confirmed_by > 1 || mended > 1 {
            format!("{why}，{confirmed_by}个关系式同时成立")
        } else {
            why
        };
        Some(Proposal {
            figure: places.iter().position(|id| *id == correction.figure)?,
            from: figure.printed(self.told.reading).to_owned(),
            to: printed_like(
                figure,
                figure.printed(self.told.reading),
                correction.quantity,
            ),
            reason,
            confirmed_by,
        })
    }
}

/// A quantity as the figure it replaces is printed: without the unit its table says, grouped where it was grouped.
pub(crate) fn printed_like(figure: &Figure, printed: &str, quantity: Quantity) -> String {
    match (figure.implied, printed.contains([',', '，'])) {
        (false, _) => quantity.to_string(),
        (true, false) => quantity.value.to_string(),
        (true, true) => quantity.value.grouped(),
    }
}

/// The word for how one figure stands to another.
fn order_word(ordering: Ordering) -> &'static str {
    match ordering {
        Ordering::Less => "小于",
        Ordering::Equal => "等于",
        Ordering::Greater => "大于",
    }
}
