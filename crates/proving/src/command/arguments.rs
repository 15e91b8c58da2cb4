//! What was typed after the name of a command.

use std::path::PathBuf;

/// Arguments that nothing has asked for yet.
pub(crate) struct Arguments(Vec<String>);

impl Arguments {
    pub(crate) fn new(typed: impl Iterator<Item = String>) -> Self {
        Arguments(typed.collect())
    }

    /// The name of the command, where the first argument is one.
    pub(crate) fn command(&mut self) -> Option<String> {
        let named = self.0.first().is_some_and(|first| !first.starts_with("--"));
        named.then(|| self.0.remove(0))
    }

    /// Whether an option is there that has no value.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let place = self.0.iter().position(|argument| argument == name);
        place.map(|place| self.0.remove(place)).is_some()
    }

    /// All values of an option, up to the next one.
    pub(crate) fn paths(&mut self, name: &str) -> Vec<PathBuf> {
        let Some(place) = self.0.iter().position(|argument| argument == name) else {
            return Vec::new();
        };
        let values = self.0[place + 1..]
            .iter()
            .take_while(|value| !value.starts_with("--"));
        let end = place + 1 + values.count();
        self.0
            .drain(place..end)
            .skip(1)
            .map(PathBuf::from)
            .collect()
    }

    /// The value of an option.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(place) = self.0.iter().position(|argument| argument == name) else {
            return Ok(None);
        };
        if place + 1 >= self.0.len() {
            return Err(format!("{name} needs a value"));
        }
        Ok(self.0.drain(place..place + 2).nth(1))
    }

    /// The value of an option that is a number.
    pub(crate) fn number(&mut self, name: &str) -> Result<Option<u64>, String> {
        let number = |value: String| {
            value
                .parse()
                .map_err(|_| format!("{name} {value}: no number"))
        };
        self.value(name)?.map(number).transpose()
    }

    /// Nothing must be left.
    pub(crate) fn done(self) -> Result<(), String> {
        match self.0.first() {
            Some(argument) => Err(format!("{argument}: not understood")),
            None => Ok(()),
        }
    }
}
