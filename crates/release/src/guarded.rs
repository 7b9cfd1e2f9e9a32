//! The glue, made fit for other people's pages.
//!
//! Two things that wasm-bindgen cannot be told: the properties that Yew puts on elements get names of
//! our own, because a page may itself be made with Yew, which would take ours for its own; and every
//! way from the browser into the widget hears what is thrown there, because after an exception nothing
//! in the instance can be trusted.

use tooling::Failure;

/// How the names of Yew's properties begin, and how ours do.
const YEW: (&str, &str) = (".__yew_", ".__wts_");

/// How a closure begins, of two kinds.
const ENTERS: &str = "const real = (...args) => {";

/// How each kind calls into the widget.
const CALLS: [&str; 2] = [
    "return f(state.a, state.b, ...args);",
    "return f(a, state.b, ...args);",
];

/// What hears. Whoever is in the list `stops` is told once, and from then on the widget does nothing.
const EAR: &str = "
export const stops = [];
let stopped = false;
function stop(error) {
    stopped = true;
    for (const told of stops.splice(0)) told(error);
}
";

/// Makes the glue fit.
///
/// # Errors
/// When wasm-bindgen writes it in another way than it did.
pub fn guarded(glue: &str) -> Result<String, Failure> {
    expect(glue, ENTERS, CALLS.len())?;
    let enters = format!("{ENTERS}\nif (stopped) return;");
    let mut guarded = glue.replace(ENTERS, &enters);
    for call in CALLS {
        expect(glue, call, 1)?;
        let heard = format!("try {{ {call} }} catch (error) {{ stop(error); }}");
        guarded = guarded.replace(call, &heard);
    }
    if !guarded.contains(YEW.0) {
        return Err(changed(YEW.0));
    }
    Ok(guarded.replace(YEW.0, YEW.1) + EAR)
}

fn expect(glue: &str, written: &str, count: usize) -> Result<(), Failure> {
    if glue.matches(written).count() == count {
        return Ok(());
    }
    Err(changed(written))
}

fn changed(written: &str) -> Failure {
    Failure::new(
        format!("the glue does not hold `{written}` as often as it did"),
        "wasm-bindgen writes its closures in another way now, or Yew its properties: see how, and \
         change crates/release/src/guarded.rs",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A closure as wasm-bindgen writes it, around a call.
    fn closure(call: &str) -> String {
        format!("{ENTERS}\n  state.cnt++;\n  try {{\n    {call}\n  }} finally {{\n  }}\n}};\n")
    }

    #[test]
    fn every_closure_hears_what_is_thrown_and_nothing_is_called_as_yew_calls_it() {
        let closures = CALLS.map(closure).concat();
        let glue = format!("{closures}const ret = arg0.__yew_subtree_id;\n");
        let guarded = guarded(&glue).expect("it holds all of them");
        assert_eq!(guarded.matches("if (stopped) return;").count(), 2);
        assert_eq!(guarded.matches("catch (error) { stop(error); }").count(), 2);
        assert!(guarded.contains("arg0.__wts_subtree_id"), "{guarded}");
        assert!(!guarded.contains("__yew"), "{guarded}");
    }

    #[test]
    fn a_glue_that_is_written_in_another_way_is_refused() {
        let yew = "arg0.__yew_subtree_id;";
        let closures = CALLS.map(closure);
        assert!(guarded(&format!("{}{yew}", closures[0])).is_err());
        assert!(guarded(&closures.concat()).is_err());
        assert!(guarded(yew).is_err());
    }
}
