//! Cuts the compiled widget in two: what the first answer needs, and the rest.
//!
//! The rest is a module of its own that shares the memory, the stack and the tables of the first.
//! Some functions of the widget are *gates*: nothing behind a gate runs before the rest has come,
//! because the words that are shown behind it come with it. Whatever can be reached only through
//! gates moves. A call to a gate becomes a call through the table, where the rest puts the gate
//! when it is loaded.

mod gates;
mod globals;
mod plan;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rustc_demangle::demangle;
use tooling::Failure;
use walrus::ir::{
    Call, CallIndirect, Const, Instr, InstrSeq, Value, VisitorMut, dfs_pre_order_mut,
};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, GlobalKind,
    ImportKind, ImportedFunction, Module, ModuleConfig, TableId, TypeId, passes,
};

use globals::{GLOBAL, globals_through_functions};
use plan::Plan;

pub use gates::{GATES, gate_names};

/// The name under which the rest imports the first part.
const FIRST: &str = "p";

/// The two modules.
#[derive(Debug)]
pub struct Parts {
    /// What the first answer needs. Works alone as long as no gate is called.
    pub first: Vec<u8>,
    /// The rest, to be instantiated with the exports of the first as its only import.
    pub rest: Vec<u8>,
    /// Where in the table the first gate stands, and how many follow it.
    pub doors: (u64, usize),
}

/// What becomes of the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// They are loaded as they are: the rest puts its gates into the table by itself.
    Wasm,
    /// They are compiled to JavaScript, which cannot share a variable between modules and does not
    /// fill a table that it imports: the rest reaches variables through functions, and exports its
    /// gates as `d0`, `d1` and so on.
    Script,
}

/// The name of the table among the exports of the first part, for [`Form::Script`].
pub const TABLE: &str = "t0";

/// Cuts a module that still has the names of its functions.
pub fn split(wasm: &[u8], gates: &[&str], form: Form) -> Result<Parts, Failure> {
    let mut first = read(wasm)?;
    let mut rest = read(wasm)?;
    let plan = Plan::new(&first, gates)?;
    let begin = first.tables.get(main_table(&first)?).initial;
    keep_moved(&mut first, &mut rest, &plan, begin, form)?;
    keep_others(&mut first, &mut rest, &plan, begin, form)?;
    Ok(Parts {
        first: first.emit_wasm(),
        rest: rest.emit_wasm(),
        doors: (begin, plan.doors.len()),
    })
}

/// Makes the rest: what moves stays in it, and everything else becomes an import.
fn keep_moved(
    first: &mut Module,
    rest: &mut Module,
    plan: &Plan,
    begin: u64,
    form: Form,
) -> Result<(), Failure> {
    let table = main_table(rest)?;
    let functions: Vec<_> = rest.funcs.iter().map(|function| function.id()).collect();
    empty(rest);
    import_tables_and_memories(rest);
    if form == Form::Script {
        globals_through_functions(first, rest, plan)?;
    }
    let globals: Vec<_> = rest.globals.iter().map(|global| global.id()).collect();
    for (place, id) in globals.into_iter().enumerate() {
        let import = rest.imports.add(FIRST, &format!("g{place}"), id);
        rest.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    for (place, &id) in functions.iter().enumerate() {
        if plan.moved.contains(&place) {
            continue;
        }
        let function = rest.funcs.get_mut(id);
        let ty = function.ty();
        if let FunctionKind::Import(old) = &function.kind {
            rest.imports.delete(old.import);
        }
        let import = rest.imports.add(FIRST, &format!("f{place}"), id);
        function.kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    let doors = plan.doors.iter().map(|&door| functions[door]);
    match form {
        Form::Wasm => {
            let kind = ElementKind::Active {
                table,
                offset: ConstExpr::Value(Value::I32(slot(begin, 0)?)),
            };
            let element = (rest.elements).add(kind, ElementItems::Functions(doors.collect()));
            rest.tables.get_mut(table).elem_segments.insert(element);
        }
        Form::Script => {
            for (place, id) in doors.enumerate() {
                rest.exports.add(&format!("d{place}"), id);
            }
        }
    }
    passes::gc::run(rest);
    Ok(())
}

/// Takes out what the first part does: it starts, fills the memory and the table, and is called.
fn empty(rest: &mut Module) {
    let exports: Vec<_> = rest.exports.iter().map(|export| export.id()).collect();
    exports.into_iter().for_each(|id| rest.exports.delete(id));
    rest.start = None;
    let elements: Vec<_> = rest.elements.iter().map(|element| element.id()).collect();
    elements.into_iter().for_each(|id| rest.elements.delete(id));
    let data: Vec<_> = rest.data.iter().map(|data| data.id()).collect();
    data.into_iter().for_each(|id| rest.data.delete(id));
}

/// Lets the rest use the tables and the memories of the first part.
fn import_tables_and_memories(rest: &mut Module) {
    for (place, table) in rest.tables.iter_mut().enumerate() {
        let import = rest.imports.add(FIRST, &format!("t{place}"), table.id());
        table.elem_segments.clear();
        table.import = Some(import);
        // The table of the first part has room for the gates.
        table.maximum = None;
    }
    for (place, memory) in rest.memories.iter_mut().enumerate() {
        let import = rest.imports.add(FIRST, &format!("m{place}"), memory.id());
        memory.data_segments.clear();
        memory.import = Some(import);
    }
}

/// Makes the first part: it exports what the rest imports, and calls gates through the table.
fn keep_others(
    first: &mut Module,
    rest: &mut Module,
    plan: &Plan,
    begin: u64,
    form: Form,
) -> Result<(), Failure> {
    let functions: Vec<_> = first.funcs.iter().map(|function| function.id()).collect();
    for (short, import) in rest.imports.iter_mut().enumerate() {
        if import.name.starts_with(GLOBAL) {
            continue;
        }
        let place: usize = import.name[1..]
            .parse()
            .map_err(|_| broken("an import has lost its place"))?;
        let item: ExportItem = match import.kind {
            ImportKind::Function(_) => functions[place].into(),
            ImportKind::Table(_) => nth(first.tables.iter().map(|found| found.id()), place)?.into(),
            ImportKind::Memory(_) => {
                nth(first.memories.iter().map(|found| found.id()), place)?.into()
            }
            ImportKind::Global(_) => {
                nth(first.globals.iter().map(|found| found.id()), place)?.into()
            }
            ImportKind::Tag(_) => return Err(broken("it throws exceptions")),
        };
        if form == Form::Wasm {
            // A number is no name that a person or wasm-bindgen gives.
            import.name = short.to_string();
        }
        first.exports.add(&import.name, item);
    }
    let table = main_table(first)?;
    let end = begin + plan.doors.len() as u64;
    let doors = first.tables.get_mut(table);
    doors.initial = end;
    doors.maximum = doors.maximum.map(|most| most.max(end));
    let mut slots = BTreeMap::new();
    for (place, &door) in plan.doors.iter().enumerate() {
        let id = functions[door];
        slots.insert(id, (slot(begin, place)?, first.funcs.get(id).ty()));
    }
    for (place, &id) in functions.iter().enumerate() {
        if plan.moved.contains(&place) {
            continue;
        }
        if let FunctionKind::Local(function) = &mut first.funcs.get_mut(id).kind {
            let entry = function.entry_block();
            let slots = &slots;
            dfs_pre_order_mut(&mut ThroughTable { slots, table }, function, entry);
        }
    }
    for &place in &plan.moved {
        first.funcs.delete(functions[place]);
    }
    passes::gc::run(first);
    Ok(())
}

/// Where in the table a gate stands.
fn slot(begin: u64, place: usize) -> Result<i32, Failure> {
    i32::try_from(begin + place as u64).map_err(|_| broken("the table is too large"))
}

/// What stands at a place of the other reading.
fn nth<T>(mut all: impl Iterator<Item = T>, place: usize) -> Result<T, Failure> {
    all.nth(place)
        .ok_or_else(|| broken("the two readings of the module differ"))
}

fn read(wasm: &[u8]) -> Result<Module, Failure> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    config
        .parse(wasm)
        .map_err(|error| broken(&format!("{error:#}")))
}

fn broken(why: &str) -> Failure {
    Failure::new(
        format!("the compiled widget cannot be cut in two: {why}"),
        "see what changed in the compiler or in wasm-opt, and mend crates/release/src/split.rs",
    )
}

fn main_table(module: &Module) -> Result<TableId, Failure> {
    let found = module.tables.main_function_table();
    found
        .map_err(|error| broken(&format!("{error:#}")))?
        .ok_or_else(|| broken("it has no table of functions"))
}

/// Turns calls to gates into calls through the table.
struct ThroughTable<'t> {
    /// Where each gate stands, and its type.
    slots: &'t BTreeMap<FunctionId, (i32, TypeId)>,
    table: TableId,
}

impl VisitorMut for ThroughTable<'_> {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let mut through = Vec::with_capacity(sequence.instrs.len());
        for (instruction, at) in sequence.instrs.drain(..) {
            match &instruction {
                Instr::Call(Call { func }) if self.slots.contains_key(func) => {
                    let (slot, ty) = self.slots[func];
                    let value = Value::I32(slot);
                    through.push((Instr::Const(Const { value }), at));
                    let table = self.table;
                    through.push((Instr::CallIndirect(CallIndirect { ty, table }), at));
                }
                _ => through.push((instruction, at)),
            }
        }
        sequence.instrs = through;
    }
}

/// The functions of a module with what each weighs, the heaviest first.
pub fn weights(wasm: &[u8]) -> Result<Vec<(u64, String)>, Failure> {
    let module = read(wasm)?;
    let mut weights: Vec<(u64, String)> = module
        .funcs
        .iter_local()
        .map(|(id, function)| {
            let name = module.funcs.get(id).name.as_deref().unwrap_or("?");
            (function.size(), format!("{:#}", demangle(name)))
        })
        .collect();
    weights.sort_by(|one, other| other.cmp(one));
    Ok(weights)
}
