//! Whether a claim is broken under every reading, and whether each proposal would mend it.

use quantity::{Interval, Quantity, Unit};

use crate::count;
use crate::figure::Read;
use crate::outcome::Reason;
use crate::polynomial::{Demand, Polynomial};
use crate::text::Texts;
use crate::wire::{Claim, Finding, Order, Proof, Proposal, Statement};

/// Everything that speaks against a finding whose figures are as they are said to be.
pub(crate) fn refute(
    finding: &Finding,
    proof: &Proof,
    figures: &[Read],
    texts: &Texts,
) -> Vec<Reason> {
    let mut reasons = misplaced(proof);
    if !reasons.is_empty() {
        return reasons;
    }
    for claim in &proof.claims {
        for (reading, statement) in claim.readings.iter().enumerate() {
            let refuted = match statement {
                Statement::Count { number, names } => {
                    let quote = &proof.figures[*number].quote;
                    count::refute(quote, figures[*number].quantity, names, texts, &claim.rule)
                }
                Statement::Order { said, word, .. } => misread(texts, *said, *word)
                    .or_else(|| can_hold(statement, figures, &claim.rule, reading)),
                _ => can_hold(statement, figures, &claim.rule, reading),
            };
            reasons.extend(refuted);
        }
    }
    if reasons.is_empty() {
        for proposal in &finding.proposals {
            reasons.extend(unmended(finding, proof, figures, proposal));
        }
    }
    reasons
}

/// Claims without readings, figures that claims lack, and figures that lack a claim.
fn misplaced(proof: &Proof) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut used = vec![false; proof.figures.len()];
    if proof.claims.is_empty() || proof.claims.iter().any(|claim| claim.readings.is_empty()) {
        reasons.push(Reason::NoClaim);
    }
    for statement in proof.claims.iter().flat_map(|claim| &claim.readings) {
        for figure in figures_of(statement) {
            match used.get_mut(figure) {
                Some(used) => *used = true,
                None => reasons.push(Reason::MissingFigure { figure }),
            }
        }
    }
    let unused = proof.figures.iter().zip(&used).filter(|(_, used)| !**used);
    reasons.extend(unused.map(|(figure, _)| Reason::UnusedFigure {
        text: figure.quote.text.clone(),
    }));
    reasons
}

fn figures_of(statement: &Statement) -> Vec<usize> {
    match statement {
        Statement::Count { number, .. } => vec![*number],
        _ => Polynomial::of(statement)
            .map(|(polynomial, _)| polynomial.figures())
            .unwrap_or_default(),
    }
}

/// The word at a place, where it does not say what it is said to say.
fn misread(texts: &Texts, said: Order, word: [usize; 2]) -> Option<Reason> {
    let printed = texts.main().get(word[0]..word[1]).unwrap_or_default();
    (Order::told(printed) != Some(said)).then(|| Reason::OtherWord {
        word: printed.to_owned(),
    })
}

/// Why a reading is not broken, if it is not.
fn can_hold(statement: &Statement, figures: &[Read], rule: &str, reading: usize) -> Option<Reason> {
    let rule = || rule.to_owned();
    let sound = Polynomial::of(statement).filter(|(polynomial, _)| polynomial.is_sound());
    let Some((polynomial, demand)) = sound else {
        return Some(Reason::Malformed {
            rule: rule(),
            reading,
        });
    };
    match holds(statement, (&polynomial, demand), figures) {
        Some(false) => None,
        Some(true) => Some(Reason::CanHold {
            rule: rule(),
            reading,
        }),
        None => Some(Reason::Unbounded {
            rule: rule(),
            reading,
        }),
    }
}

fn holds(
    statement: &Statement,
    (polynomial, demand): (&Polynomial, Demand),
    figures: &[Read],
) -> Option<bool> {
    let used = polynomial.figures();
    // Scores that are added or compared are not rounded first, nor is what is held against a target.
    let scores = || used.iter().all(|figure| figures[*figure].score);
    let to_the_digit = polynomial.is_linear() && (is_as_printed(statement) || scores());
    let values = |figure: usize| -> Interval {
        if to_the_digit {
            figures[figure].printed()
        } else {
            figures[figure].values()
        }
    };
    demand.can_be_met(&polynomial.range(&values))
}

/// Whether a statement compares its numbers as they are printed.
fn is_as_printed(statement: &Statement) -> bool {
    matches!(
        statement,
        Statement::Within {
            as_printed: true,
            ..
        }
    )
}

/// The claims a proposal leaves broken.
fn unmended(
    finding: &Finding,
    proof: &Proof,
    figures: &[Read],
    proposal: &Proposal,
) -> Vec<Reason> {
    let quoted = finding.figures.get(proposal.figure);
    if let Some(word) = quoted.filter(|quote| quote.value.is_none() && quote.text == proposal.from)
    {
        return unmended_word([word.start, word.end], proof, figures, proposal);
    }
    if quoted.is_none_or(|quote| quote.text != proposal.from) || proposal.figure >= figures.len() {
        return vec![Reason::OtherCorrection {
            from: proposal.from.clone(),
            figure: proposal.figure,
        }];
    }
    let Ok(mut quantity) = proposal.to.parse::<Quantity>() else {
        return vec![Reason::NoCorrection {
            to: proposal.to.clone(),
        }];
    };
    // A cell says its number only: the unit is that of its table.
    if quantity.unit == Unit::NONE
        && proposal
            .from
            .parse::<Quantity>()
            .is_ok_and(|from| from.unit == Unit::NONE)
    {
        quantity.unit = figures[proposal.figure].quantity.unit;
    }
    let mut mended = figures.to_vec();
    mended[proposal.figure].quantity = quantity;
    let broken = proof
        .claims
        .iter()
        .filter(|claim| !can_be_true(claim, &mended));
    broken
        .map(|claim| Reason::NotMended {
            from: proposal.from.clone(),
            to: proposal.to.clone(),
            rule: claim.rule.clone(),
        })
        .collect()
}

/// The claims another word would leave broken.
fn unmended_word(
    place: [usize; 2],
    proof: &Proof,
    figures: &[Read],
    proposal: &Proposal,
) -> Vec<Reason> {
    let Some(instead) = Order::told(&proposal.to) else {
        return vec![Reason::NoCorrection {
            to: proposal.to.clone(),
        }];
    };
    let reworded = |statement: &Statement| match statement {
        Statement::Order {
            left, right, word, ..
        } if *word == place => Statement::Order {
            left: *left,
            right: *right,
            said: instead,
            word: *word,
        },
        other => other.clone(),
    };
    let claims = proof.claims.iter().map(|claim| Claim {
        rule: claim.rule.clone(),
        readings: claim.readings.iter().map(reworded).collect(),
    });
    claims
        .filter(|claim| !can_be_true(claim, figures))
        .map(|claim| Reason::NotMended {
            from: proposal.from.clone(),
            to: proposal.to.clone(),
            rule: claim.rule,
        })
        .collect()
}

/// Whether a claim is not refuted; where a figure has no end (控制在92.3亿元以内) that may be all there is to know.
fn can_be_true(claim: &Claim, figures: &[Read]) -> bool {
    claim.readings.iter().any(|statement| {
        Polynomial::of(statement).is_some_and(|(polynomial, demand)| {
            holds(statement, (&polynomial, demand), figures) != Some(false)
        })
    })
}
