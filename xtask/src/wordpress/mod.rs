//! `cargo xtask test --wordpress`: the plugin that `release::wordpress` makes, in real sites of
//! WordPress with a database of their own, walked through in a browser.

mod checks;
mod database;
mod install;
mod server;
mod try_it;

use std::path::Path;

use release::wordpress;
use tooling::{Failure, paths};

/// Everything about the plugin of a release, the one in `target/dist` or that of `from`; in the WordPress
/// in the folder `core`, or in Debian's. Of the tests in a browser, those whose names contain `filter`.
pub fn test(
    from: Option<&Path>,
    core: Option<&Path>,
    filter: Option<String>,
) -> Result<(), Failure> {
    let release = wordpress::release(from)?;
    let core = core.map_or_else(
        || install::WORDPRESS.into(),
        |named| paths::root().join(named),
    );
    try_it::run(&release, &core, filter)
}
