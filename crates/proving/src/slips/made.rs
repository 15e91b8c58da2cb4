//! Slips in reports made by chance.

use quantity::Decimal;

use crate::chapter;
use crate::dice::Dice;
use crate::file::Form;
use crate::plant::{self, Error};
use crate::target::Target;

use super::model::retyped;
use super::{Kind, Planted};

/// A slip in a report; `None` where it has no place for one of the kind that is drawn.
pub(super) fn planted(seed: u64, report: u64) -> Option<Planted> {
    let made = chapter::write(Dice::new(seed, report * 2));
    let mut dice = Dice::new(seed, report * 2 + 1);
    let form = Form::choose(&made, &mut dice);
    let kind = Kind::draw(&mut dice);
    let planted = match kind {
        Kind::Digit | Kind::Swapped | Kind::Lost | Kind::Doubled | Kind::Point => {
            plant::retype(&made, &mut dice, |value, dice| {
                let typed: Decimal = retyped(kind, &value.to_string(), dice)?.parse().ok()?;
                Some(typed)
            })
        }
        Kind::Unit => plant::plant(&made, Error::Unit, &mut dice),
        Kind::UpsideDown | Kind::Other => None,
        Kind::OtherBase => {
            let errors = [Error::Base, Error::LastYear];
            plant::plant(&made, *dice.pick(&errors), &mut dice)
        }
        Kind::Misreckoned => plant::plant(&made, Error::LastYear, &mut dice),
        Kind::Copied => plant::plant(&made, Error::Neighbour, &mut dice),
        Kind::Stale => plant::plant(&made, Error::Stale, &mut dice),
        Kind::Dropped => plant::plant(&made, Error::Dropped, &mut dice),
    }?;
    let read = form.through(&made.document(&planted.shown)).ok()?;
    let (flat, figures, choices) = audit::choices(&read);
    let ink = made.ink(&planted.shown);
    let target = Target::new(&made, &planted, &ink);
    let right = made.shown[planted.slot].quantity()?.in_base()?;
    Some(Planted::new(kind, choices, |offer| {
        let figure = &figures[offer.figure];
        target.is_here(figure.start, figure.end, &flat.text)
            && offer.quantity.in_base() == Some(right)
    }))
}
