//! Which relations mention which figures, and which of the broken ones hang together.

use crate::claim::{FigureId, Relation};

/// The figures of each relation, and the relations of each figure, in order.
pub(super) struct Index {
    pub(super) figures: Vec<Vec<FigureId>>,
    pub(super) mentions: Vec<Vec<usize>>,
}

impl Index {
    pub(super) fn new(relations: &[Relation], figures: usize) -> Self {
        let of_relations: Vec<Vec<FigureId>> = relations.iter().map(Relation::figures).collect();
        let mut mentions = vec![Vec::new(); figures];
        for (id, figures) in of_relations.iter().enumerate() {
            for figure in figures {
                mentions[*figure].push(id);
            }
        }
        Self {
            figures: of_relations,
            mentions,
        }
    }

    /// The open relations in groups that share no figure, each in order.
    pub(super) fn groups(&self, open: &[bool]) -> Vec<Vec<usize>> {
        let mut open = open.to_vec();
        let mut seen = vec![false; self.mentions.len()];
        let mut groups = Vec::new();
        for first in 0..open.len() {
            if !std::mem::take(&mut open[first]) {
                continue;
            }
            let mut group = vec![first];
            let mut next = 0;
            while next < group.len() {
                for figure in &self.figures[group[next]] {
                    if std::mem::replace(&mut seen[*figure], true) {
                        continue;
                    }
                    let more = self.mentions[*figure].iter().copied();
                    group.extend(more.filter(|id| std::mem::take(&mut open[*id])));
                }
                next += 1;
            }
            group.sort_unstable();
            groups.push(group);
        }
        groups
    }
}
