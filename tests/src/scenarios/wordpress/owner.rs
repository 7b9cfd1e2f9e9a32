//! The owner: from the zip to a page, the settings, and back to nothing.

use serde_json::json;

use super::{Member, Site, visit, zip};
use crate::browsers::Browser;
use crate::cases::patient;

super::scenarios! {
    in one engine: [
        the_zip_installs_runs_and_leaves_nothing,
        settings_reach_the_widget,
        bad_settings_are_refused_all_at_once,
        only_an_administrator_changes_the_settings,
    ]
}

/// The settings page.
const PAGE: &str = "options-general.php?page=who-to-see";

/// The plugin in the list of plugins.
const ROW: &str = "tr[data-plugin=\"who-to-see/who-to-see.php\"]";

fn the_zip_installs_runs_and_leaves_nothing(browser: &Browser) {
    let site = Site::named("bare");
    let before = site.php("left.php");
    assert_eq!(before, "", "there is nothing of the plugin yet");
    let owner = Member::sign_in(browser, site, "admin");
    owner.go("plugin-install.php?tab=upload");
    owner.fill("input[name=pluginzip]", zip());
    owner.press("#install-plugin-submit");
    owner.press("a.button-primary[href*='action=activate']");

    // What is to be done next is said where the owner stands, and one press away.
    let said = "return document.querySelector('.notice-warning a[href*=\"page=who-to-see\"]')?.textContent";
    assert_eq!(
        owner.until("the next step is said", said),
        json!("Choose it now")
    );
    owner.press(".notice-warning a[href*='page=who-to-see']");
    owner.fill("#who-to-see-region", "United Kingdom");
    owner.press("#submit");
    owner.until(
        "it is saved",
        "return !!document.querySelector('.notice-success')",
    );
    let page = owner.publish("pages", "[who_to_see]");
    let widget = visit(browser, &page);
    widget.have_chest_pain();
    assert_eq!(
        widget.ask("return one('a[href]').href", &[]),
        json!("tel:999")
    );

    let owner = Member::sign_in(browser, site, "admin");
    owner.go("plugins.php");
    owner.press(&format!("{ROW} .deactivate a"));
    owner.until(
        "it is off",
        &format!("return !!document.querySelector('{ROW} .activate')"),
    );
    browser.run("window.confirm = () => true", vec![]);
    owner.press(&format!("{ROW} .delete a"));
    owner.until(
        "it is deleted",
        &format!("return !document.querySelector('{ROW} .delete')"),
    );
    assert!(!site.plugins().join("who-to-see").exists());
    assert_eq!(site.php("left.php"), "", "nothing is left in the database");
}

#[track_caller]
fn save(owner: Member<'_>) {
    owner.press("#submit");
    let what =
        "return document.querySelector('.notice-success, .notice-error')?.textContent.trim()";
    assert_eq!(owner.until("the page answers", what), json!("Saved."));
}

fn settings_reach_the_widget(browser: &Browser) {
    let site = Site::named("settings");
    let owner = Member::sign_in(browser, site, "admin");
    let page = owner.publish("pages", "<!-- wp:who-to-see/check /-->");
    owner.go(PAGE);
    owner.fill("#who-to-see-region", "United Kingdom");
    owner.fill(
        "#who-to-see-name",
        "Harbour & Sons \u{201c}Physio\u{201d} [gallery]",
    );
    owner.fill("#who-to-see-telephone", "+44 (0)20 7946 0123");
    owner.press("input[value=physio]");
    owner.fill(
        "#who-to-see-booking-all",
        "https://harbour.example/book?a=1&b=2",
    );
    owner.fill("#who-to-see-preset", "Warm");
    save(owner);

    let widget = visit(browser, &page);
    let preset = widget.ask(
        "return [host.getAttribute('preset'), host.getAttribute('region')]",
        &[],
    );
    assert_eq!(preset, json!(["warm", "GB"]));
    let told = widget.ask("return host.textContent.trim()", &[]);
    let expected = "In pain, or unsure whom to see? Phone us on +44 (0)20 7946 0123. In an emergency, call 999.";
    assert_eq!(told, json!(expected));
    widget.play(patient("physio"));
    assert_eq!(widget.screen().outcome.as_deref(), Some("physio"));
    let link = widget.ask("return one('[part=booking]').href", &[]);
    assert_eq!(link, json!("https://harbour.example/book?a=1&b=2"));
    let name =
        "return inside.innerText.includes('Harbour & Sons \u{201c}Physio\u{201d} [gallery]')";
    assert_eq!(widget.ask(name, &[]), json!(true));

    // Another link, and the next visitor has it.
    let owner = Member::sign_in(browser, site, "admin");
    owner.go(PAGE);
    let kept = browser.run(
        "return document.querySelector('#who-to-see-name').value",
        vec![],
    );
    assert_eq!(
        kept,
        json!("Harbour & Sons \u{201c}Physio\u{201d} [gallery]")
    );
    owner.fill("#who-to-see-booking-physio", "tel:+442079460123");
    save(owner);
    let widget = visit(browser, &page);
    widget.play(patient("physio"));
    let link = widget.ask("return one('[part=booking]').href", &[]);
    assert_eq!(link, json!("tel:+442079460123"));
}

fn bad_settings_are_refused_all_at_once(browser: &Browser) {
    let site = Site::named("classic");
    let owner = Member::sign_in(browser, site, "admin");
    owner.go(PAGE);
    owner.fill("#who-to-see-name", "<b>Harbour</b>");
    owner.fill("#who-to-see-telephone", "020 7946 0123 / 0124");
    owner.fill("#who-to-see-booking-physio", "javascript:alert(1)");
    owner.fill("#who-to-see-booking-doctor", "www.harbour.example");
    owner.press("#submit");
    owner.until(
        "the page answers",
        "return !!document.querySelector('#who-to-see-errors')",
    );
    let fields = browser.run(
        "return [...document.querySelectorAll('#who-to-see-errors a')].map((link) => {
             const field = document.querySelector(link.hash);
             const described = field.getAttribute('aria-describedby').split(' ')
                 .map((id) => document.getElementById(id).textContent.trim());
             return [field.id, field.getAttribute('aria-invalid'), link.textContent.includes(described[0])];
         })",
        vec![],
    );
    let expected = [
        "region",
        "name",
        "telephone",
        "booking-doctor",
        "booking-physio",
    ]
    .map(|field| json!([format!("who-to-see-{field}"), "true", true]));
    assert_eq!(fields, json!(expected));
    // What was typed stands there to be corrected, and nothing of it is kept.
    let value = "return document.querySelector('#who-to-see-booking-physio').value";
    assert_eq!(browser.run(value, vec![]), json!("javascript:alert(1)"));
    owner.go(PAGE);
    assert_eq!(browser.run(value, vec![]), json!(""));
}

fn only_an_administrator_changes_the_settings(browser: &Browser) {
    let site = Site::named("classic");
    let send = "
        const [page, nonce] = arguments;
        const body = new FormData();
        body.set('who_to_see[region]', 'GB');
        body.set('who_to_see[name]', 'Changed');
        body.set('who_to_see[preset]', 'calm');
        body.set('who_to_see[theme]', 'auto');
        body.set('who_to_see[heading-level]', '2');
        if (nonce !== null) body.set('who_to_see_nonce', nonce);
        const reply = await fetch(page, { method: 'POST', body });
        return [reply.status, reply.redirected]";
    let page = site.at(&format!("wp-admin/{PAGE}"));
    for who in ["editor", "author"] {
        let member = Member::sign_in(browser, site, who);
        member.go("profile.php");
        let menu = "return !!document.querySelector('#adminmenu a[href*=\"who-to-see\"]')";
        assert_eq!(browser.run(menu, vec![]), json!(false), "{who}");
        let answer = browser.run_async(send, vec![json!(page), json!("0123456789")]);
        assert_eq!(answer, json!([403, false]), "{who}");
    }
    let owner = Member::sign_in(browser, site, "admin");
    owner.go("profile.php");
    for nonce in [json!(null), json!(""), json!("0123456789")] {
        let answer = browser.run_async(send, vec![json!(page), nonce.clone()]);
        assert_eq!(answer, json!([403, false]), "with the nonce {nonce}");
    }
    owner.go(PAGE);
    let name = "return document.querySelector('#who-to-see-name').value";
    assert_ne!(browser.run(name, vec![]), json!("Changed"));
    // The very same with the nonce of the page would be taken: nothing else was in the way.
    let whole = "return document.querySelector('[name=who_to_see_nonce]').value.length > 5";
    assert_eq!(browser.run(whole, vec![]), json!(true));
}
