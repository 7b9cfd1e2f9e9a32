//! A small module, cut in both forms.

use super::*;
use walrus::{FunctionBuilder, ValType};
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
