//! Packs, indicators and ledgers as pages for the terminal.

mod json;

use std::io::{self, Write};

use packs::{LedgerForm, Library, Model, Pack};
use unicode_width::UnicodeWidthStr as _;

use super::library;
use crate::Outcome;
use crate::arguments::{Format, PackList, PackShow};
use crate::error::Failure;
use work::pack::named;

pub(super) fn list(arguments: &PackList) -> Result<Outcome, Failure> {
    let library = library(arguments.from.as_deref())?;
    match arguments.told.format {
        Format::Json => {
            let packs: Vec<_> = library.iter().map(json::entry).collect();
            writeln!(io::stdout().lock(), "{}", serde_json::Value::from(packs))?;
        }
        Format::Text => {
            let mut out = anstream::stdout().lock();
            for pack in library.iter() {
                summary(&mut out, pack)?;
            }
            writeln!(out, "“kaocheng pack show 名称”查看一个指标包。")?;
        }
    }
    Ok(Outcome::Clean)
}

fn summary(out: &mut impl Write, pack: &Pack) -> io::Result<()> {
    let base = pack.base().map(|base| format!("，继承 {base}"));
    writeln!(
        out,
        "{}  {}  {} 版{}\n    指标 {}，台账 {}。{}",
        pack.name(),
        pack.title(),
        pack.version(),
        base.unwrap_or_default(),
        pack.indicators().len(),
        pack.ledgers().len(),
        pack.note()
    )
}

/// What `pack show` was asked for.
enum Shown<'l> {
    Pack(&'l Pack),
    Indicator(&'l Model),
    Ledger(&'l LedgerForm),
}

pub(super) fn show(arguments: &PackShow) -> Result<Outcome, Failure> {
    let library: Library = library(arguments.from.as_deref())?;
    let shown = asked_for(&library, arguments)?;
    match arguments.told.format {
        Format::Json => {
            let told = json::of(&shown, arguments.all);
            writeln!(io::stdout().lock(), "{told}")?;
        }
        Format::Text => {
            let mut out = anstream::stdout().lock();
            match shown {
                Shown::Pack(pack) => page(&mut out, pack, arguments.all)?,
                Shown::Indicator(model) => indicator(&mut out, model)?,
                Shown::Ledger(form) => ledger(&mut out, form)?,
            }
        }
    }
    Ok(Outcome::Clean)
}

fn asked_for<'l>(library: &'l Library, arguments: &PackShow) -> Result<Shown<'l>, Failure> {
    let pack = named(library, &arguments.pack)?;
    let Some(item) = &arguments.item else {
        return Ok(Shown::Pack(pack));
    };
    let indicator = pack.indicator(item).map(Shown::Indicator);
    let found = indicator.or_else(|| pack.ledger(item).map(Shown::Ledger));
    found.ok_or_else(|| {
        let name = pack.name();
        Failure::Said(format!(
            "指标包“{name}”里没有指标或台账“{item}”。“kaocheng pack show {name} --all”列出全部。"
        ))
    })
}

/// The indicators of a pack; without those it only inherits unless `all` are wanted.
fn indicators(pack: &Pack, all: bool) -> impl Iterator<Item = &Model> {
    let models = pack.indicators().iter();
    models.filter(move |model| all || model.pack == pack.name())
}

/// The ledgers of a pack; without those it only inherits unless `all` are wanted.
fn ledgers(pack: &Pack, all: bool) -> impl Iterator<Item = &LedgerForm> {
    let forms = pack.ledgers().iter();
    forms.filter(move |form| all || form.is_of(pack.name()))
}

fn page(out: &mut impl Write, pack: &Pack, all: bool) -> io::Result<()> {
    summary(out, pack)?;
    for basis in pack.basis() {
        writeln!(out, "    依据：{basis}")?;
    }
    if !pack.scope().is_empty() {
        writeln!(out, "    适用：{}", pack.scope().join("、"))?;
    }
    let mut level = (String::new(), String::new());
    for model in indicators(pack, all) {
        let new = (model.level1.clone(), model.level2.clone());
        if new != level {
            writeln!(out, "\n{} · {}", new.0, new.1)?;
            level = new;
        }
        let measured = if model.measure.is_some() {
            "台账统计"
        } else {
            ""
        };
        let gap = " ".repeat(10_usize.saturating_sub(model.id.width()));
        let unit = match model.unit.is_empty() {
            true => model.direction.word().to_owned(),
            false => format!("{} {}", model.direction.word(), model.unit),
        };
        writeln!(out, "  {}{gap}{}（{unit}）{measured}", model.id, model.name)?;
    }
    let forms: Vec<_> = ledgers(pack, all).collect();
    if !forms.is_empty() {
        writeln!(out, "\n台账")?;
    }
    for form in forms {
        writeln!(out, "  {}：{}", form.name, form.purpose)?;
    }
    Ok(())
}

fn indicator(out: &mut impl Write, model: &Model) -> io::Result<()> {
    writeln!(out, "{} {}", model.id, model.name)?;
    writeln!(out, "  {} · {}", model.level1, model.level2)?;
    let target = model.target.as_deref().unwrap_or("由单位定");
    writeln!(
        out,
        "  方向 {}，目标 {target}，单位 {}",
        model.direction.word(),
        unit(model)
    )?;
    if let Some(measure) = &model.measure {
        writeln!(out, "  统计：{measure}")?;
    }
    for (key, text) in model.basis.parts() {
        writeln!(out, "  {key}：{text}")?;
    }
    for basis in &model.regulations {
        writeln!(out, "  依据：{basis}")?;
    }
    Ok(())
}

fn unit(model: &Model) -> &str {
    if model.unit.is_empty() {
        "无"
    } else {
        &model.unit
    }
}

fn ledger(out: &mut impl Write, form: &LedgerForm) -> io::Result<()> {
    writeln!(out, "台账 {}：{}", form.name, form.purpose)?;
    for cell in &form.header {
        writeln!(out, "  {cell}")?;
    }
    for constraint in &form.constraints {
        writeln!(out, "  约束：{constraint}")?;
    }
    for basis in &form.basis {
        writeln!(out, "  依据：{basis}")?;
    }
    writeln!(out, "  （出自 {}）", form.origin)
}
