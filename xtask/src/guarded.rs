//! The glue, made fit for other people's pages.
//!
//! Two things that wasm-bindgen cannot be told: the properties that Yew puts on elements get names of
//! our own, because a page may itself be made with Yew, which would take ours for its own; and every
//! way from the browser into the widget hears what is thrown there, because after an exception nothing
//! in the instance can be trusted.

use crate::failure::Failure;

/// How the names of Yew's properties begin, and how ours do.
const YEW: (&str, &str) = (".__yew_", ".__wts_");

/// How the calls into the widget are written: in its closures, of two kinds.
const CALLS: [(&str, usize); 2] = [
    ("const real = (...args) => {", 2),
    ("} finally {\n                            ", 2),
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
    let mut guarded = glue.to_owned();
    let [enters, leaves] = CALLS;
    let instead = [
        (
            enters,
            "const real = (...args) => {\n                        if (stopped) return;".to_owned(),
        ),
        (
            leaves,
            format!("}} catch (error) {{ stop(error); {}", leaves.0),
        ),
    ];
    for ((written, count), instead) in instead {
        expect(&guarded, written, count)?;
        guarded = guarded.replace(written, &instead);
    }
    if !guarded.contains(YEW.0) {
        return Err(changed(YEW.0));
    }
    guarded = guarded.replace(YEW.0, YEW.1);
    Ok(guarded + EAR)
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
         change xtask/src/guarded.rs",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A closure as wasm-bindgen writes it.
    const CLOSURE: &str = "const real = (...args) => {
                        state.cnt++;
                        try {
                            return f(state.a, state.b, ...args);
                        } finally {
                            real._wbg_cb_unref();
                        }
                    };
";

    #[test]
    fn every_closure_hears_what_is_thrown_and_nothing_is_called_as_yew_calls_it() {
        let glue = format!("{CLOSURE}{CLOSURE}const ret = arg0.__yew_subtree_id;\n");
        let guarded = guarded(&glue).expect("it holds all of them");
        assert_eq!(guarded.matches("if (stopped) return;").count(), 2);
        assert_eq!(guarded.matches("catch (error) { stop(error); }").count(), 2);
        assert!(guarded.contains("arg0.__wts_subtree_id"), "{guarded}");
        assert!(!guarded.contains("__yew"), "{guarded}");
    }

    #[test]
    fn a_glue_that_is_written_in_another_way_is_refused() {
        let yew = "arg0.__yew_subtree_id;";
        assert!(guarded(&format!("{CLOSURE}{yew}")).is_err());
        assert!(guarded(&format!("{CLOSURE}{CLOSURE}")).is_err());
        assert!(guarded(yew).is_err());
    }
}
