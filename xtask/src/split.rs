//! Cuts the compiled widget in two: what the first answer needs, and the rest.
//!
//! The rest is a module of its own that shares the memory, the stack and the tables of the first.
//! Some functions of the widget are *gates*: nothing behind a gate runs before the rest has come,
//! because the words that are shown behind it come with it. Whatever can be reached only through
//! gates moves. A call to a gate becomes a call through the table, where the rest puts the gate
//! when it is loaded.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use rustc_demangle::demangle;
use walrus::ir::{
    Call, CallIndirect, Const, Instr, InstrLocId, InstrSeq, Value, Visitor, VisitorMut,
    dfs_in_order, dfs_pre_order_mut,
};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind,
    GlobalId, GlobalKind, ImportKind, ImportedFunction, LocalFunction, Module, ModuleConfig,
    TableId, TypeId, passes,
};

use crate::failure::Failure;

/// The name under which the rest imports the first part.
const FIRST: &str = "p";

/// The gates, by the beginning of their path in Rust. Each must be `#[inline(never)]`.
pub const GATES: [&str; 33] = [
    "who_to_see::components::figure::figure",
    "who_to_see::edge::config::address",
    "who_to_see::edge::config::came",
    "who_to_see::edge::config::finish",
    "who_to_see::edge::element::finish",
    "who_to_see::edge::element::take_in",
    "who_to_see::edge::hand::abilities",
    "who_to_see::edge::hand::over",
    "who_to_see::edge::memory::keep",
    "who_to_see::edge::memory::recall",
    "who_to_see::edge::paper::restore",
    "who_to_see::edge::tokens::paint",
    "who_to_see::screens::about::about",
    "who_to_see::screens::advice::advice",
    "who_to_see::screens::news::news",
    "show::news",
    "who_to_see::edge::history::judged",
    "<show::writer::Writer>::about",
    "<show::writer::Writer>::advice",
    "<show::writer::Writer>::drawn",
    "<show::writer::Writer>::remaining",
    "<show::state::State>::change",
    "<show::state::State>::go_to",
    // Kinds of nodes that Yew knows and the widget never draws.
    "<yew::virtual_dom::vraw::VRaw as yew",
    "<yew::dom_bundle::braw::BRaw>",
    "<yew::virtual_dom::vcomp::VComp as yew",
    "<alloc::rc::Rc<yew::virtual_dom::vcomp::VComp> as yew",
    "<yew::virtual_dom::vportal::VPortal as yew",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal> as yew",
    "<yew::virtual_dom::vsuspense::VSuspense as yew",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense> as yew",
    "<yew::html::component::scope::AnyScope>::find_parent_scope::<yew::suspense",
    "<yew::suspense::component::feat_csr_ssr::BaseSuspense>::resume",
];

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

/// The names of the functions that are gates, as the module writes them.
pub fn gate_names(wasm: &[u8], gates: &[&str]) -> Result<Vec<String>, Failure> {
    let module = read(wasm)?;
    let mut names = Vec::new();
    let mut unseen: BTreeSet<&str> = gates.iter().copied().collect();
    for function in module.funcs.iter() {
        let Some(name) = &function.name else { continue };
        if let Some(gate) = gate_of(name, gates) {
            unseen.remove(gate);
            names.push(name.clone());
        }
    }
    if unseen.is_empty() {
        return Ok(names);
    }
    Err(Failure::new(
        format!("the compiled widget has no functions {unseen:?}"),
        "mark them #[inline(never)], or take them out of GATES in xtask/src/split.rs",
    ))
}

/// The gate that a function is.
fn gate_of<'g>(name: &str, gates: &[&'g str]) -> Option<&'g str> {
    let path = format!("{:#}", demangle(name));
    // A closure is part of the function that it stands in.
    let is = |gate: &&str| {
        let rest = path.strip_prefix(gate);
        rest.is_some_and(|rest| !rest.contains("{closure"))
    };
    gates.iter().copied().find(is)
}

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
    let exports: Vec<_> = rest.exports.iter().map(|export| export.id()).collect();
    exports.into_iter().for_each(|id| rest.exports.delete(id));
    rest.start = None;
    let elements: Vec<_> = rest.elements.iter().map(|element| element.id()).collect();
    elements.into_iter().for_each(|id| rest.elements.delete(id));
    let data: Vec<_> = rest.data.iter().map(|data| data.id()).collect();
    data.into_iter().for_each(|id| rest.data.delete(id));
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

/// How the functions that read and write a variable of the first part are called.
const GLOBAL: &str = "global";

/// Lets the rest read and write the variables of the first part through functions.
fn globals_through_functions(
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
        "see what changed in the compiler or in wasm-opt, and mend xtask/src/split.rs",
    )
}

fn main_table(module: &Module) -> Result<TableId, Failure> {
    let found = module.tables.main_function_table();
    found
        .map_err(|error| broken(&format!("{error:#}")))?
        .ok_or_else(|| broken("it has no table of functions"))
}

/// What goes where. Functions are told by their place in the module, which both readings share.
struct Plan {
    /// What moves.
    moved: HashSet<usize>,
    /// The gates that the first part calls.
    doors: Vec<usize>,
}

impl Plan {
    fn new(module: &Module, gates: &[&str]) -> Result<Self, Failure> {
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
        let mut open: VecDeque<FunctionId> = VecDeque::new();
        for export in module.exports.iter() {
            if let ExportItem::Function(id) = export.item {
                open.push_back(id);
            }
        }
        open.extend(module.start);
        for element in module.elements.iter() {
            match &element.items {
                ElementItems::Functions(ids) => open.extend(ids),
                ElementItems::Expressions(_, expressions) => {
                    open.extend(
                        expressions
                            .iter()
                            .filter_map(|expression| match expression {
                                ConstExpr::RefFunc(id) => Some(*id),
                                _ => None,
                            }),
                    );
                }
            }
        }
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
                "call them directly, or take them out of GATES in xtask/src/split.rs",
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

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ValType;
    use wasmparser::{Parser, Payload, Validator, WasmFeatures};

    const GATE: [&str; 1] = ["late"];

    /// A module in which `start` calls `shared` and `late`, and `late` calls `shared` and `helper`,
    /// which writes the one variable. With `taken`, the address of `late` stands in the table.
    fn module(taken: bool) -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        let stack =
            module
                .globals
                .add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(7)));
        let mut add = |name: &str, calls: &[FunctionId], value: i32| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            builder.name(name.to_owned());
            let mut body = builder.func_body();
            body.i32_const(value);
            if name == "helper" {
                body.global_set(stack).global_get(stack);
            }
            for &called in calls {
                body.call(called).binop(walrus::ir::BinaryOp::I32Add);
            }
            builder.finish(vec![], &mut module.funcs)
        };
        let shared = add("shared", &[], 1);
        let helper = add("helper", &[], 2);
        let late = add("late", &[shared, helper], 3);
        let start = add("start", &[shared, late], 4);
        module.exports.add("start", start);
        let table = module
            .tables
            .add_local(false, 2, Some(2), walrus::RefType::FUNCREF);
        let kind = ElementKind::Active {
            table,
            offset: ConstExpr::Value(Value::I32(1)),
        };
        let items = ElementItems::Functions(vec![if taken { late } else { shared }]);
        let element = module.elements.add(kind, items);
        module.tables.get_mut(table).elem_segments.insert(element);
        module.emit_wasm()
    }

    fn valid(wasm: &[u8]) {
        let features = WasmFeatures::default();
        let validated = Validator::new_with_features(features).validate_all(wasm);
        assert!(validated.is_ok(), "{:?}", validated.err());
    }

    fn names(wasm: &[u8]) -> Vec<String> {
        let module = read(wasm).expect("it can be read");
        let local = module.funcs.iter_local();
        let names = local.filter_map(|(id, _)| module.funcs.get(id).name.clone());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn what_only_a_gate_reaches_moves() {
        let Parts { first, rest, doors } =
            split(&module(false), &GATE, Form::Wasm).expect("it can be cut");
        valid(&first);
        valid(&rest);
        assert_eq!(names(&first), ["shared", "start"]);
        assert_eq!(names(&rest), ["helper", "late"]);
        assert_eq!(doors, (2, 1));
        let mut wanted = Vec::new();
        for payload in Parser::new(0).parse_all(&rest) {
            if let Payload::ImportSection(imports) = payload.expect("it is valid") {
                for import in imports.into_imports() {
                    let import = import.expect("it is valid");
                    assert_eq!(import.module, FIRST);
                    wanted.push(import.name.to_owned());
                }
            }
        }
        let first = read(&first).expect("it can be read");
        for name in &wanted {
            assert!(
                first.exports.iter().any(|export| export.name == *name),
                "{name} is not exported"
            );
        }
        // The table, the variable and the shared function.
        assert_eq!(wanted.len(), 3, "{wanted:?}");
        let table = main_table(&first).expect("it has one");
        assert_eq!(first.tables.get(table).initial, 3);
    }

    #[test]
    fn for_a_script_variables_go_through_functions() {
        let Parts { first, rest, .. } =
            split(&module(false), &GATE, Form::Script).expect("it can be cut");
        valid(&first);
        valid(&rest);
        let rest = read(&rest).expect("it can be read");
        assert_eq!(rest.globals.iter().count(), 0);
        assert!(rest.exports.iter().any(|export| export.name == "d0"));
        let first = read(&first).expect("it can be read");
        let wanted: Vec<&str> = rest.imports.iter().map(|import| &*import.name).collect();
        assert!(wanted.contains(&"global_write_0"), "{wanted:?}");
        for name in wanted {
            let found = first.exports.iter().any(|export| export.name == name);
            assert!(found, "{name} is not exported");
        }
    }

    #[test]
    fn a_gate_whose_address_is_taken_is_refused() {
        let failure = split(&module(true), &GATE, Form::Wasm).expect_err("it cannot move");
        assert!(failure.to_string().contains("late"), "{failure}");
    }

    #[test]
    fn a_gate_that_is_not_there_is_named() {
        let failure = gate_names(&module(false), &["late", "gone"]).expect_err("gone is not there");
        assert!(failure.to_string().contains("gone"), "{failure}");
    }
}
