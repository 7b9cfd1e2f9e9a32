//! The editor and the author: the block in WordPress's own editor, with a theme of blocks and with a
//! classic one; and what a visitor's browser then loads.

use serde_json::json;

use super::{Member, Site, visit};
use crate::browsers::Browser;
use crate::cases::{patient, routine};

super::scenarios! {
    in one engine: [
        an_editor_puts_the_block_on_a_page_of_a_block_theme,
        an_author_puts_the_block_into_a_post_of_a_classic_theme,
        the_script_comes_once_and_is_left_alone,
        files_are_sent_with_their_media_types,
        no_file_of_the_plugin_runs_by_itself,
    ]
}

fn an_editor_puts_the_block_on_a_page_of_a_block_theme(browser: &Browser) {
    let page = puts_the_block(browser, Site::named("block"), "editor", "page");
    let widget = visit(browser, &page);
    widget.play(routine());
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
}

fn an_author_puts_the_block_into_a_post_of_a_classic_theme(browser: &Browser) {
    let page = puts_the_block(browser, Site::named("classic"), "author", "post");
    let widget = visit(browser, &page);
    widget.play(patient("physio"));
    assert_eq!(widget.screen().outcome.as_deref(), Some("physio"));
}

/// The button that shows the list of blocks, in an older WordPress and in a newer one.
const BLOCKS: &str =
    ".edit-post-header-toolbar__inserter-toggle, .editor-document-tools__inserter-toggle";

/// The widget in the editor, whose page lies in a frame of its own in a newer WordPress.
const PREVIEW: &str = "
    const frame = document.querySelector('iframe[name=editor-canvas]');
    const page = frame?.contentDocument || document;
    const host = page.querySelector('[data-type=\"who-to-see/check\"] who-to-see');";

/// Finds the block in the editor, sees its preview, chooses a country and a look, publishes. Gives the
/// address.
#[track_caller]
fn puts_the_block(browser: &Browser, site: Site, who: &str, kind: &str) -> String {
    let member = Member::sign_in(browser, site, who);
    // Where the side panel fits beside the list of blocks.
    browser.resize(1500, 900);
    member.go(&format!("post-new.php?post_type={kind}"));
    let there = format!(
        "return !!window.wp?.data?.select('core/block-editor') && !!document.querySelector('{BLOCKS}')"
    );
    member.until("the editor is there", &there);
    let title = "wp.data.dispatch('core/editor').editPost({ title: 'In pain' })";
    browser.run(title, vec![]);
    member.press(BLOCKS);
    member.fill(".block-editor-inserter__search input", "who to see");
    let alone =
        "return document.querySelectorAll('.block-editor-block-types-list__item').length === 1";
    member.until("nothing else is found", alone);
    member.press(".editor-block-list-item-who-to-see-check");

    // The preview is the widget itself, and nobody can press anything in it.
    let preview = format!("{PREVIEW} return !!host?.shadowRoot?.querySelector('.wts-start')");
    member.until("the preview shows the first screen", &preview);
    let quiet = format!(
        "{PREVIEW} return [host.getAttribute('history'), host.getAttribute('resume'),
             !!host.closest('[inert], .components-disabled')]"
    );
    assert_eq!(browser.run(&quiet, vec![]), json!(["off", "off", true]));

    choose(member, "Country of the visitors", "United Kingdom");
    choose(member, "Look", "Clear");
    let changed = format!(
        "{PREVIEW} return !!host?.matches('[preset=clear][region=GB]')
             && !!host.shadowRoot?.querySelector('.wts-start')"
    );
    member.until("the preview follows", &changed);
    published(browser, member)
}

/// Publishes what the editor holds, and gives its address.
#[track_caller]
fn published(browser: &Browser, member: Member<'_>) -> String {
    member.press(".editor-post-publish-panel__toggle");
    member.press(".editor-post-publish-panel .editor-post-publish-button");
    let published = "const editor = wp.data.select('core/editor');
        return editor.isCurrentPostPublished() && !editor.isSavingPost() ? editor.getPermalink() : null";
    let address = member.until("it is published", published);
    // What was saved is the block alone: no tag that WordPress would take away.
    let saved = "return wp.data.select('core/editor').getEditedPostContent()";
    let expected = "<!-- wp:who-to-see/check {\"region\":\"GB\",\"preset\":\"clear\"} /-->";
    assert_eq!(browser.run(saved, vec![]), json!(expected));
    address.as_str().unwrap_or_default().to_owned()
}

/// Chooses from a list of the side panel.
#[track_caller]
fn choose(member: Member<'_>, label: &str, option: &str) {
    let find =
        "const labels = [...document.querySelectorAll('.block-editor-block-inspector label')];
        const label = labels.find((label) => label.textContent.trim() === arguments[0]);
        return label ? document.getElementById(label.htmlFor) : null";
    member.browser.until(label, find, &[json!(label)]);
    let list = member.browser.element(label, find, &[json!(label)]);
    member.browser.type_into(&list, option);
}

fn the_script_comes_once_and_is_left_alone(browser: &Browser) {
    for name in ["block", "classic"] {
        let site = Site::named(name);
        let member = Member::sign_in(browser, site, "editor");
        let page = member.publish(
            "pages",
            "[who_to_see]\n\nBetween.\n\n[who_to_see id=\"second\"]",
        );
        let bare = member.publish("pages", "Nothing here.");
        let _widget = visit(browser, &page);
        let marks = browser.run(
            "const scripts = [...document.querySelectorAll('script[src*=\"who-to-see\"]')]
                 .filter((script) => script.id);
             return scripts.map((script) => [script.async, script.dataset.cfasync, script.dataset.noOptimize,
                 script.dataset.noDefer, script.hasAttribute('nowprocket')])",
            vec![],
        );
        assert_eq!(marks, json!([[true, "false", "1", "1", true]]), "{name}");
        let ids = "return [...document.querySelectorAll('who-to-see')].map((host) => host.id)";
        assert_eq!(browser.run(ids, vec![]), json!(["", "second"]), "{name}");
        let elsewhere = "return performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => !name.startsWith(location.origin) || /who-to-see/.test(name)
                && !name.startsWith(`${location.origin}/wp-content/plugins/who-to-see/release/v1/`))";
        assert_eq!(browser.run(elsewhere, vec![]), json!([]), "{name}");
        browser.go(&bare);
        let none = "return document.querySelectorAll('[src*=\"who-to-see\"]').length";
        assert_eq!(
            browser.run(none, vec![]),
            json!(0),
            "{name}: no page without it pays for it"
        );
    }
}

fn files_are_sent_with_their_media_types(browser: &Browser) {
    for (name, packed) in [("block", false), ("classic", true)] {
        let site = Site::named(name);
        browser.go(&site.at(""));
        let release = site.plugins().join("who-to-see/release/v1");
        let core = release.read_dir().expect("the release is there").flatten();
        let mut core = core.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let core = core
            .find(|name| name.starts_with("core-"))
            .expect("it has a core");
        for (file, media) in [
            ("who-to-see.js".to_owned(), "javascript"),
            (format!("{core}/who-to-see.js"), "javascript"),
            (format!("{core}/who-to-see_bg.wasm"), "application/wasm"),
            (format!("{core}/who-to-see-words.js"), "javascript"),
        ] {
            let bytes = std::fs::read(release.join(&file))
                .expect("the file is there")
                .len();
            let answer = browser.run_async(
                "const reply = await fetch(`/wp-content/plugins/who-to-see/release/v1/${arguments[0]}`);
                 const { byteLength } = await reply.arrayBuffer();
                 const told = (name) => reply.headers.get(name) || '';
                 return [reply.status, byteLength, told('content-type').includes(arguments[1]),
                     /^(br|gzip)$/.test(told('content-encoding'))]",
                vec![json!(file), json!(media)],
            );
            assert_eq!(answer, json!([200, bytes, true, packed]), "{name}: {file}");
        }
    }
}

fn no_file_of_the_plugin_runs_by_itself(browser: &Browser) {
    let site = Site::named("classic");
    browser.go(&site.at(""));
    let mut count = 0;
    for folder in ["", "includes", "block"] {
        let files = site.plugins().join("who-to-see").join(folder);
        for file in files.read_dir().expect("the folder is there").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.ends_with(".php") {
                let answer = browser.run_async(
                    "const reply = await fetch(`/wp-content/plugins/who-to-see/${arguments[0]}`);
                     return [reply.status, await reply.text()]",
                    vec![json!(format!("{folder}/{name}"))],
                );
                assert_eq!(answer, json!([200, ""]), "{name}");
                count += 1;
            }
        }
    }
    assert!(count > 10, "{count}");
}
