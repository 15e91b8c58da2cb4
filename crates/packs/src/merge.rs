//! A pack over its base: what it states comes first, what it leaves out is inherited.

use settings::Log;

use crate::pack::Pack;
use crate::read::Written;

impl Written {
    /// The pack with what it inherits. Faults go to the log.
    pub(crate) fn over(self, base: Option<&Pack>, log: &Log) -> Pack {
        let mut indicators = Vec::new();
        for entry in self.entries {
            let (id, place) = (entry.id.clone(), entry.place.clone());
            if indicators.iter().any(|other: &crate::Model| other.id == id) {
                log.add(place.fault(format!("编号“{id}”重复了"), "换一个编号"));
                continue;
            }
            let inherited = base.and_then(|base| base.indicator(&id));
            match entry.over(inherited, &self.name, self.head.version) {
                Ok(model) => indicators.push(model),
                Err(key) => {
                    let problem = format!("指标“{id}”缺少“{key}”，所继承的包里也没有");
                    log.add(place.fault(problem, format!("补上“{key}”")));
                }
            }
        }
        let mut ledgers = Vec::new();
        for mut form in self.ledgers {
            if ledgers
                .iter()
                .any(|other: &crate::LedgerForm| other.name == form.name)
            {
                let problem = format!("台账“{}”定义了两次", form.name);
                log.add(form.place.fault(problem, "留一个"));
                continue;
            }
            form.stated_by(&self.name, self.head.version);
            ledgers.push(form);
        }
        let mut codes = self.codes;
        let mut uses = self.uses;
        let mut words = self.words;
        if let Some(base) = base {
            inherit(&mut indicators, &base.indicators, |a, b| a.id == b.id);
            inherit(&mut ledgers, &base.ledgers, |a, b| a.name == b.name);
            inherit(&mut codes, &base.codes, |a, b| a.name == b.name);
            inherit(&mut uses, &base.uses, |a, b| a.name == b.name);
            words = words.over(&base.words);
        }
        for form in &mut ledgers {
            if let Err(problem) = form.expand(&codes) {
                let problem = format!("台账“{}”：{problem}", form.name);
                log.add(form.place.fault(problem, "补上代码表，或改成 枚举(甲|乙)"));
            }
        }
        Pack {
            name: self.name,
            head: self.head,
            base: self.base,
            indicators,
            ledgers,
            codes,
            words,
            uses,
            measure_trials: self.measure_trials,
            lint_trials: self.lint_trials,
        }
    }
}

/// Adds what the base has and the pack does not state.
fn inherit<T: Clone>(own: &mut Vec<T>, base: &[T], same: fn(&T, &T) -> bool) {
    for item in base {
        if !own.iter().any(|other| same(other, item)) {
            own.push(item.clone());
        }
    }
}
