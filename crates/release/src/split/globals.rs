//! Variables that both parts use, where the parts become JavaScript: no variable can be shared between
//! modules there, so the rest reads and writes those of the first part through functions.

use std::collections::BTreeMap;

use tooling::Failure;
use walrus::ir::{Call, Instr, InstrLocId, VisitorMut, dfs_pre_order_mut};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, GlobalId, Module};

use super::plan::Plan;
use super::{FIRST, nth};

/// How the functions that read and write a variable of the first part are called.
pub const GLOBAL: &str = "global";

/// Lets the rest read and write the variables of the first part through functions.
pub fn globals_through_functions(
    first: &mut Module,
    rest: &mut Module,
    plan: &Plan,
) -> Result<(), Failure> {
    let owned = first.globals.iter().enumerate();
    let owned = owned.filter(|(_, global)| global.mutable);
    let owned: Vec<_> = owned
        .map(|(place, global)| (place, global.id(), global.ty))
        .collect();
    let mut ways = BTreeMap::new();
    for (place, id, ty) in owned {
        let [read, write] = ["read", "write"].map(|does| format!("{GLOBAL}_{does}_{place}"));
        let mut reader = FunctionBuilder::new(&mut first.types, &[], &[ty]);
        reader.func_body().global_get(id);
        let reader = reader.finish(vec![], &mut first.funcs);
        first.exports.add(&read, reader);
        let value = first.locals.add(ty);
        let mut writer = FunctionBuilder::new(&mut first.types, &[ty], &[]);
        writer.func_body().local_get(value).global_set(id);
        let writer = writer.finish(vec![value], &mut first.funcs);
        first.exports.add(&write, writer);
        let kind = rest.types.add(&[], &[ty]);
        let (reader, _) = rest.add_import_func(FIRST, &read, kind);
        let kind = rest.types.add(&[ty], &[]);
        let (writer, _) = rest.add_import_func(FIRST, &write, kind);
        let global = nth(rest.globals.iter().map(|global| global.id()), place)?;
        ways.insert(global, (reader, writer));
    }
    let ids: Vec<FunctionId> = rest.funcs.iter().map(|function| function.id()).collect();
    for &place in &plan.moved {
        if let FunctionKind::Local(function) = &mut rest.funcs.get_mut(ids[place]).kind {
            let entry = function.entry_block();
            dfs_pre_order_mut(&mut ThroughFunctions { ways: &ways }, function, entry);
        }
    }
    Ok(())
}

/// Turns each use of a variable into a call.
struct ThroughFunctions<'w> {
    ways: &'w BTreeMap<GlobalId, (FunctionId, FunctionId)>,
}

impl VisitorMut for ThroughFunctions<'_> {
    fn visit_instr_mut(&mut self, instruction: &mut Instr, _: &mut InstrLocId) {
        let func = match instruction {
            Instr::GlobalGet(get) => self.ways.get(&get.global).map(|ways| ways.0),
            Instr::GlobalSet(set) => self.ways.get(&set.global).map(|ways| ways.1),
            _ => None,
        };
        if let Some(func) = func {
            *instruction = Instr::Call(Call { func });
        }
    }
}
