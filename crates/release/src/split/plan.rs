//! What moves into the rest, and which gates the first part calls.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use tooling::Failure;
use walrus::ir::{Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ExportItem, FunctionId, FunctionKind, LocalFunction, Module,
};

use super::gates::gate_of;

/// What goes where. Functions are told by their place in the module, which both readings share.
pub struct Plan {
    /// What moves.
    pub moved: HashSet<usize>,
    /// The gates that the first part calls.
    pub doors: Vec<usize>,
}

impl Plan {
    pub fn new(module: &Module, gates: &[&str]) -> Result<Self, Failure> {
        let ids: Vec<FunctionId> = module.funcs.iter().map(|function| function.id()).collect();
        let places: BTreeMap<FunctionId, usize> = ids
            .iter()
            .enumerate()
            .map(|(place, &id)| (id, place))
            .collect();
        let is_gate = |id: FunctionId| {
            let name = module.funcs.get(id).name.as_deref();
            name.is_some_and(|name| gate_of(name, gates).is_some())
        };
        let mut open = roots(module);
        let mut stays: HashSet<FunctionId> = open.iter().copied().collect();
        let mut doors = BTreeSet::new();
        while let Some(id) = open.pop_front() {
            let FunctionKind::Local(function) = &module.funcs.get(id).kind else {
                continue;
            };
            for called in calls(function) {
                if is_gate(called) && !stays.contains(&called) {
                    doors.insert(places[&called]);
                } else if stays.insert(called) {
                    open.push_back(called);
                }
            }
        }
        let stray: Vec<_> = ids
            .iter()
            .filter(|&&id| is_gate(id) && stays.contains(&id))
            .filter_map(|&id| module.funcs.get(id).name.clone())
            .collect();
        if !stray.is_empty() {
            return Err(Failure::new(
                format!("these gates are called in other ways than by name: {stray:?}"),
                "call them directly, or take them out of GATES in crates/release/src/split/gates.rs",
            ));
        }
        let moved = (0..ids.len())
            .filter(|&place| !stays.contains(&ids[place]))
            .filter(|&place| matches!(module.funcs.get(ids[place]).kind, FunctionKind::Local(_)))
            .collect();
        Ok(Plan {
            moved,
            doors: doors.into_iter().collect(),
        })
    }
}

/// The functions that can be called from outside, or through the table.
fn roots(module: &Module) -> VecDeque<FunctionId> {
    let mut roots: VecDeque<FunctionId> = VecDeque::new();
    for export in module.exports.iter() {
        if let ExportItem::Function(id) = export.item {
            roots.push_back(id);
        }
    }
    roots.extend(module.start);
    for element in module.elements.iter() {
        match &element.items {
            ElementItems::Functions(ids) => roots.extend(ids),
            ElementItems::Expressions(_, expressions) => {
                let functions = expressions
                    .iter()
                    .filter_map(|expression| match expression {
                        ConstExpr::RefFunc(id) => Some(*id),
                        _ => None,
                    });
                roots.extend(functions);
            }
        }
    }
    roots
}

/// The functions that a function names.
fn calls(function: &LocalFunction) -> Vec<FunctionId> {
    struct Calls(Vec<FunctionId>);
    impl<'i> Visitor<'i> for Calls {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.0.push(*id);
        }
    }
    let mut calls = Calls(Vec::new());
    dfs_in_order(&mut calls, function, function.entry_block());
    calls.0
}
