//! The plugin in real sites of WordPress, as `cargo xtask test --wordpress` sets them up: what an owner,
//! an editor, an author and a visitor meet.

mod content;
mod owner;
mod pages;

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{Scenario, in_one_engine, scenarios};
use crate::browsers::Browser;
use crate::widget::Widget;

/// What the command tells: the zip, and the sites.
static WORLD: LazyLock<Option<Value>> = LazyLock::new(|| {
    let told = env::var("WORDPRESS").ok()?;
    Some(serde_json::from_str(&told).expect("WORDPRESS is JSON"))
});

/// Whether the command has set up sites of WordPress. Otherwise there is nothing to try.
pub fn is_there() -> bool {
    WORLD.is_some()
}

/// Every scenario of the plugin.
pub fn all() -> Vec<Scenario> {
    let mut all = owner::scenarios();
    all.extend(pages::scenarios());
    all.extend(content::scenarios());
    all
}

fn world() -> &'static Value {
    WORLD
        .as_ref()
        .expect("cargo xtask test --wordpress says where the sites are")
}

/// The zip of the plugin.
fn zip() -> &'static str {
    world()["zip"].as_str().expect("the world has a zip")
}

/// A site.
#[derive(Clone, Copy)]
struct Site(&'static Value);

impl Site {
    /// The one with this name: `bare`, `block`, `settings` or `classic`.
    fn named(name: &str) -> Self {
        let sites = world()["sites"].as_array().into_iter().flatten();
        let mut named = sites.filter(|site| site["name"] == json!(name));
        Self(named.next().expect("there is such a site"))
    }

    fn text(self, field: &str) -> &'static str {
        self.0[field].as_str().expect("a site has this field")
    }

    /// An address of the site.
    fn at(self, path: &str) -> String {
        format!("{}/{path}", self.text("address"))
    }

    /// The folder of its plugins.
    fn plugins(self) -> PathBuf {
        PathBuf::from(self.text("folder")).join("wp-content/plugins")
    }

    /// Runs one of the tests' own PHP files in the site, and gives what it says.
    fn php(self, file: &str) -> String {
        let root = crate::site::root();
        let code = "chdir( $argv[1] ); require $argv[2];";
        let variables = self.0["variables"].as_object().into_iter().flatten();
        let variables = variables.filter_map(|(name, value)| Some((name, value.as_str()?)));
        let output = Command::new("php")
            .args(["-r", code, "--", self.text("folder")])
            .arg(root.join("wordpress/tests").join(file))
            .envs(variables)
            .output()
            .expect("PHP is there");
        assert!(output.status.success(), "{file}: {output:?}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

/// Somebody who is signed in.
#[derive(Clone, Copy)]
struct Member<'browser> {
    browser: &'browser Browser,
    site: Site,
}

impl<'browser> Member<'browser> {
    /// Signs in by the form. `who` is `admin`, `editor` or `author`.
    #[track_caller]
    fn sign_in(browser: &'browser Browser, site: Site, who: &str) -> Self {
        sign_out(browser);
        browser.go(&site.at("wp-login.php"));
        let member = Self { browser, site };
        // WordPress puts the focus there a moment after the page has come: what is being typed into the
        // password then would go on in the name.
        member.until(
            "the form has the focus",
            "return document.activeElement?.id === 'user_login'",
        );
        member.fill("#user_login", who);
        member.fill("#user_pass", &format!("a password of {who}"));
        member.press("#wp-submit");
        member.until(
            "somebody is signed in",
            "return !!document.querySelector('#wpadminbar')",
        );
        member
    }

    /// Opens a page of the administration.
    #[track_caller]
    fn go(self, path: &str) {
        self.browser.go(&self.site.at(&format!("wp-admin/{path}")));
    }

    /// Waits until a script gives something.
    #[track_caller]
    fn until(self, what: &str, script: &str) -> Value {
        self.browser.until(what, script, &[])
    }

    /// Waits until the page shows what matches, and presses it.
    #[track_caller]
    fn press(self, selector: &str) {
        let find = "const found = document.querySelector(arguments[0]);
            return found && found.getClientRects().length && !found.disabled ? found : null";
        self.browser.until(selector, find, &[json!(selector)]);
        let element = self.browser.element(selector, find, &[json!(selector)]);
        self.browser.click(&element);
    }

    /// Types into a field, in the place of what stands there.
    #[track_caller]
    fn fill(self, selector: &str, text: &str) {
        let find = "const found = document.querySelector(arguments[0]);
            if (found && found.localName !== 'select' && found.type !== 'file') found.value = '';
            return found";
        self.browser.until(selector, find, &[json!(selector)]);
        let element = self.browser.element(selector, find, &[json!(selector)]);
        self.browser.type_into(&element, text);
    }

    /// Puts content on a page or in a post, as the editor does, with the rights of this member. Gives
    /// its address.
    #[track_caller]
    fn publish(self, kind: &str, content: &str) -> String {
        let script = "
            const [site, kind, content] = arguments;
            const nonce = await (await fetch(`${site}wp-admin/admin-ajax.php?action=rest-nonce`)).text();
            const reply = await fetch(`${site}?rest_route=/wp/v2/${kind}`, {
                method: 'POST',
                headers: { 'X-WP-Nonce': nonce, 'Content-Type': 'application/json' },
                body: JSON.stringify({ title: 'In pain', content, status: 'publish' }),
            });
            const made = await reply.json();
            if (!made.link) throw new Error(JSON.stringify(made));
            return made.link";
        let arguments = vec![json!(self.site.at("")), json!(kind), json!(content)];
        let link = self.browser.run_async(script, arguments);
        link.as_str().unwrap_or_default().to_owned()
    }
}

/// Nobody is signed in any more, on any site.
fn sign_out(browser: &Browser) {
    browser.devtools("Network.clearBrowserCookies", json!({}));
}

/// Opens a page as somebody who is not signed in, and gives the first widget once it shows.
#[track_caller]
fn visit<'browser>(browser: &'browser Browser, address: &str) -> Widget<'browser> {
    sign_out(browser);
    browser.go(address);
    browser.run("sessionStorage.clear()", vec![]);
    let widget = Widget::new(browser, 0);
    widget.ask("host.scrollIntoView({ behavior: 'instant' })", &[]);
    widget.until_ready();
    widget
}
