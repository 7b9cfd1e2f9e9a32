//! The pages for owners: the configurator above all. What is typed reaches the widget that stands on
//! the page, and the lines that are copied work on a page of a clinic.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::axe;
use crate::browsers::Browser;
use crate::cases::patient;
use crate::site::{HostPage, Visit, file_of_site, pinned};

super::scenarios! {
    in every engine: [
        the_configurator_shows_a_change_in_the_live_widget,
        the_configurator_names_what_is_wrong_at_its_field,
        the_configurator_gives_lines_for_every_kind_of_site,
        the_configurator_is_sent_to_a_colleague_by_its_address,
        the_configurator_goes_on_from_lines_that_are_there,
        the_configurator_passes_axe,
    ]
    in one engine: [
        the_configurator_shows_all_advice_with_the_clinics_links,
        the_configurator_shows_a_faint_colour_beside_the_one_that_is_shown,
        the_lines_of_the_configurator_work_on_a_page,
        a_gym_copies_its_lines_to_a_page_that_has_its_colours_links_and_partner,
        every_kind_of_screen_is_shown_and_passes_axe,
        the_pages_for_owners_pass_axe_and_lead_to_each_other,
    ]
}

/// Waits until the page is there, and the widget on it.
fn open<'browser>(browser: &'browser Browser, page: HostPage, fragment: &str) -> Visit<'browser> {
    // Wide enough for the widget to stay in sight beside the settings: out of sight it does not start.
    browser.resize(1400, 900);
    let visit = page.open_at(browser, &format!("/configure.html{fragment}"));
    browser.until(
        "the fields are there",
        "return document.getElementById('f-region')",
        &[],
    );
    visit.silent_widget(0).until_ready();
    visit
}

/// Sets a field as a person does, who chooses or types; the browser tells the page of it.
fn set(browser: &Browser, id: &str, value: &str) {
    let script = "const field = document.getElementById(arguments[0]);
        const fold = field.closest('details');
        if (fold) fold.open = true;
        if (field.type === 'checkbox') { if (!field.checked) field.click(); return true; }
        field.value = arguments[1];
        const kind = field.localName === 'select' ? 'change' : 'input';
        field.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
        return true";
    assert_eq!(
        browser.run(script, vec![json!(id), json!(value)]),
        json!(true),
        "{id}"
    );
}

fn value(browser: &Browser, id: &str) -> Value {
    let script = "const field = document.getElementById(arguments[0]);
        return field && (field.type === 'checkbox' ? field.checked : field.value)";
    browser.run(script, vec![json!(id)])
}

#[track_caller]
fn press(browser: &Browser, id: &str) {
    let find = "return document.getElementById(arguments[0])";
    browser.click(&browser.element(id, find, &[json!(id)]));
}

/// The lines of a tab, once it is open.
fn lines(browser: &Browser, tab: &str) -> String {
    press(browser, &format!("tab-{tab}"));
    let script = "const panel = document.getElementById('panel');
        if (panel.getAttribute('aria-labelledby') !== arguments[0]) return null;
        return document.getElementById('lines-0').textContent";
    let id = json!(format!("tab-{tab}"));
    let text = browser.until(&format!("the tab {tab} is open"), script, &[id]);
    text.as_str().unwrap_or_default().to_owned()
}

/// Says of a clinic what a clinic has to say.
fn describe_a_clinic(browser: &Browser) {
    for (id, value) in [
        ("f-region", "GB"),
        ("f-config-name", "Harbour & Sons"),
        ("f-config-telephone", "+44 20 7946 0123"),
        ("f-config-services-physio", ""),
        ("f-preset", "warm"),
        ("f-wts-brand", "#7a2e5d"),
        (
            "f-config-texts-offered",
            "We also see people in the evening.",
        ),
    ] {
        set(browser, id, value);
    }
    let link = "return document.getElementById('f-config-booking-physio')";
    browser.until("the link can be typed", link, &[]);
    set(
        browser,
        "f-config-booking-physio",
        "https://harbour.example/book?a=1&b=2",
    );
    let mended =
        "return document.getElementById('to-mend').textContent.includes('Nothing to mend')";
    browser.until("nothing is wrong", mended, &[]);
}

fn the_configurator_shows_a_change_in_the_live_widget(browser: &Browser) {
    let visit = open(browser, HostPage::plain(), "");
    // Typed with real keys, and chosen as a person chooses.
    let name = browser.element(
        "the name",
        "return document.getElementById('f-config-name')",
        &[],
    );
    browser.type_into(&name, "Harbour");
    set(browser, "f-region", "GB");
    set(browser, "f-preset", "warm");
    set(browser, "f-wts-brand", "#7a2e5d");
    set(browser, "f-config-services-physio", "");
    let live = "const host = document.querySelector('who-to-see');
        const inside = host && host.shadowRoot.querySelector('.wts');
        const said = host && host.querySelector('script');
        return inside && inside.dataset.preset === 'warm' && host.getAttribute('region') === 'GB'
            && host.style.getPropertyValue('--wts-brand').trim() === '#7a2e5d'
            && said && JSON.parse(said.textContent).name === 'Harbour'
            && getComputedStyle(inside).getPropertyValue('--accent').trim() === '#7a2e5d'";
    browser.until("the change is in the live widget", live, &[]);
    // It is the real one: its emergency line has the number of the country, and it asks.
    let widget = visit.silent_widget(0);
    widget.until(
        "the number of the country",
        "return inside.textContent.includes('999')",
        &[],
    );
    widget.start();
    // On a dark page it is dark, and in a sidebar as narrow as that.
    let dark = "const box = document.querySelector('input[value=Dark]'); box.click();
        document.querySelector('input[name=place][value=\"2\"]').click(); return true";
    browser.run(dark, vec![]);
    let narrow = "const host = document.querySelector('who-to-see');
        const inside = host.shadowRoot.querySelector('.wts');
        return inside && inside.dataset.theme === 'dark' && host.offsetWidth === 300";
    browser.until("it is dark and narrow", narrow, &[]);
}

fn the_configurator_names_what_is_wrong_at_its_field(browser: &Browser) {
    let _visit = open(browser, HostPage::plain(), "");
    set(browser, "f-region", "GB");
    set(browser, "f-wts-brand", "nonsense");
    set(browser, "f-config-telephone", "call us");
    set(browser, "f-config-services-physio", "");
    let link = "return document.getElementById('f-config-booking-physio')";
    browser.until("the link can be typed", link, &[]);
    set(browser, "f-config-booking-physio", "javascript:alert(1)");
    let told = |id: &str, words: &str| {
        let script = "const field = document.getElementById(arguments[0]);
            const told = (field.getAttribute('aria-describedby') || '').split(' ')
                .map((id) => document.getElementById(id)).filter((told) => told && told.className === 'wrong');
            return field.getAttribute('aria-invalid') === 'true' && told.length === 1
                && told[0].textContent.includes(arguments[1])";
        browser.until(
            &format!("{id} is told `{words}`"),
            script,
            &[json!(id), json!(words)],
        );
    };
    told("f-wts-brand", "is not a colour");
    told("f-config-telephone", "has letters or signs");
    told(
        "f-config-booking-physio",
        "is not an https, tel or mailto address",
    );
    // The list of what is to be mended leads there.
    let first = "return document.querySelector('#to-mend button')";
    browser.click(&browser.element("what is to be mended", first, &[]));
    let focus = "return document.activeElement.id === 'f-wts-brand'
        || document.activeElement.id === 'f-config-booking-physio'";
    browser.until("the focus is on the field", focus, &[]);
    // Mended, nothing is told any more.
    set(browser, "f-wts-brand", "#7a2e5d");
    set(browser, "f-config-telephone", "020 7946 0123");
    set(
        browser,
        "f-config-booking-physio",
        "https://harbour.example/",
    );
    let mended = "return !document.querySelector('[aria-invalid=true], .wrong')";
    browser.until("nothing is wrong", mended, &[]);
}

fn the_configurator_gives_lines_for_every_kind_of_site(browser: &Browser) {
    let _visit = open(browser, HostPage::plain(), "");
    describe_a_clinic(browser);
    for (tab, parts) in [
        (
            "html",
            [
                "/v1/who-to-see.js\"></script>",
                "\"name\": \"Harbour & Sons\"",
            ],
        ),
        (
            "wordpress",
            ["[who_to_see region=\"GB\"", "preset=\"warm\"]"],
        ),
        (
            "iframe",
            ["<iframe src=", "embed.html#region=GB&amp;preset=warm\""],
        ),
        (
            "react",
            ["import \"who-to-see\";", "config={JSON.stringify(clinic)}"],
        ),
        (
            "link",
            ["<a href=", "embed.html#region=GB&amp;preset=warm\""],
        ),
    ] {
        let text = lines(browser, tab);
        for part in parts {
            assert!(text.contains(part), "{tab} lacks {part}: {text}");
        }
    }
    // With the keyboard: one stop, and arrows from tab to tab.
    lines(browser, "html");
    browser.press(Key::Left, &[]);
    let last = "return document.activeElement.id === 'tab-link'
        && document.getElementById('panel').getAttribute('aria-labelledby') === 'tab-link'";
    browser.until("the arrow leads round to the last tab", last, &[]);
    // One version alone: with its hash, and with what it costs.
    set(browser, "f-pin", "");
    let text = lines(browser, "html");
    let hash = pinned(&file_of_site("who-to-see.js"));
    for part in [
        &*hash,
        concat!("/", env!("CARGO_PKG_VERSION"), "/who-to-see.js"),
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let cost =
        "return document.getElementById('panel').textContent.includes('Corrections of the advice')";
    assert_eq!(browser.run(cost, vec![]), json!(true));
}

fn the_configurator_is_sent_to_a_colleague_by_its_address(browser: &Browser) {
    let visit = open(browser, HostPage::plain(), "");
    describe_a_clinic(browser);
    let steps = browser.run("return history.length", vec![]);
    let kept = "return location.hash.includes('evening') && location.hash";
    let fragment = browser.until("the address has it", kept, &[]);
    let fragment = fragment.as_str().unwrap_or_default();
    assert_eq!(
        browser.run("return history.length", vec![]),
        steps,
        "Back leaves the page"
    );
    let stored = "return [document.cookie, localStorage.length]";
    assert_eq!(
        browser.run(stored, vec![]),
        json!(["", 0]),
        "nothing is stored"
    );
    for path in visit.requests() {
        assert!(
            path.ends_with(".html")
                || path.ends_with(".js")
                || path.ends_with(".css")
                || path.ends_with(".wasm"),
            "{path}"
        );
    }
    let _other = open(browser, HostPage::plain(), fragment);
    for (id, wanted) in [
        ("f-config-name", json!("Harbour & Sons")),
        ("f-config-services-physio", json!(true)),
        (
            "f-config-booking-physio",
            json!("https://harbour.example/book?a=1&b=2"),
        ),
        ("f-preset", json!("warm")),
    ] {
        assert_eq!(value(browser, id), wanted, "{id}");
    }
    // The skip link is an anchor, and empties nothing.
    browser.run("location.hash = 'main'", vec![]);
    assert_eq!(value(browser, "f-preset"), json!("warm"));
}

fn the_configurator_goes_on_from_lines_that_are_there(browser: &Browser) {
    let _visit = open(browser, HostPage::plain(), "");
    describe_a_clinic(browser);
    let taken = |text: &str| {
        press(browser, "clear");
        let empty = "return document.getElementById('f-config-name').value === ''
            && document.getElementById('f-region').value === ''";
        browser.until("all fields are empty", empty, &[]);
        set(browser, "paste", text);
        // With the keyboard, as whoever has just pasted does.
        browser.run("document.getElementById('take').focus()", vec![]);
        browser.press(Key::Enter, &[]);
        let told = "return document.getElementById('pasted').textContent";
        let told = browser.until("it is told what came of them", told, &[]);
        assert_eq!(told, json!("All of it was taken over."), "{text}");
        let region = "return document.getElementById('f-region').value === 'GB'";
        browser.until("the lines are taken over", region, &[]);
    };
    for tab in ["html", "react"] {
        let text = lines(browser, tab);
        taken(&text);
        assert_eq!(lines(browser, tab), text, "{tab}");
    }
    for tab in ["wordpress", "iframe", "link"] {
        describe_a_clinic(browser);
        let text = lines(browser, tab);
        taken(&text);
        assert_eq!(lines(browser, tab), text, "{tab}");
    }
    // What it does not know it says.
    set(
        browser,
        "paste",
        "<who-to-see region='GB' colour='red'><script type='application/json'>{\"nmae\": \"X\"}</script></who-to-see>",
    );
    press(browser, "take");
    let told = "const told = document.getElementById('pasted').textContent;
        return told.includes('colour') && told.includes('did you mean name')";
    browser.until("what is left out is told", told, &[]);
    set(browser, "paste", "<p>Nothing of it</p>");
    press(browser, "take");
    let told = "return document.getElementById('pasted').textContent.includes('There is no check')";
    browser.until("nothing is taken over", told, &[]);
    assert_eq!(
        value(browser, "f-region"),
        json!("GB"),
        "and nothing is lost"
    );
}

fn the_configurator_shows_all_advice_with_the_clinics_links(browser: &Browser) {
    let _visit = open(browser, HostPage::plain(), "");
    describe_a_clinic(browser);
    let choices = "return [...document.querySelectorAll('#outcome option')].map((one) => [one.value, one.textContent])";
    let choices = browser.run(choices, vec![]);
    let choices = choices.as_array().cloned().unwrap_or_default();
    assert_eq!(
        choices.len(),
        crate::cases::one_for_each_outcome().len(),
        "{choices:?}"
    );
    for choice in &choices {
        let (name, title) = (&choice[0], choice[1].as_str().unwrap_or_default());
        assert!(!title.is_empty(), "{name} has words");
        set(browser, "outcome", name.as_str().unwrap_or_default());
        let shown =
            "const root = [...document.querySelectorAll('#told *')].find((one) => one.shadowRoot);
            const screen = root && root.shadowRoot.querySelector('[data-outcome]');
            if (!screen || screen.dataset.outcome !== arguments[0]) return null;
            const link = screen.querySelector('[part=booking]');
            return [screen.dataset.screen, link && link.href]";
        let shown = browser.until(
            &format!("{name} is shown"),
            shown,
            std::slice::from_ref(name),
        );
        if shown[0] == json!("emergency") {
            assert_eq!(shown[1], json!(null), "nothing is booked in an emergency");
        }
        if *name == json!("physio") {
            assert_eq!(shown[1], json!("https://harbour.example/book?a=1&b=2"));
        }
    }
    let row = "return [...document.querySelectorAll('#professions tbody tr')].map((row) => row.textContent)";
    let rows = browser.run(row, vec![]).to_string();
    assert!(
        rows.contains("PhysiotherapistYour link: https://harbour.example/book"),
        "{rows}"
    );
    assert!(rows.contains("DoctorThat you do not offer it"), "{rows}");
}

fn the_configurator_shows_a_faint_colour_beside_the_one_that_is_shown(browser: &Browser) {
    let _visit = open(
        browser,
        HostPage::plain(),
        "#region=GB&--wts-brand=%23ffd400",
    );
    let told = "const lines = [...document.querySelectorAll('.swatches li')].map((line) => line.textContent);
        return lines.length === 2 && lines.join(' ')";
    let told = browser.until("both looks are told", told, &[]);
    let told = told.as_str().unwrap_or_default();
    assert!(told.contains("#ffd400 has a contrast of 1."), "{told}");
    let (_, shown) = told
        .split_once("It is shown as ")
        .expect("another is shown");
    // The live widget stands on a light page, and has that very colour.
    let accent =
        "const inside = document.querySelector('who-to-see').shadowRoot.querySelector('.wts');
        return inside && getComputedStyle(inside).getPropertyValue('--accent').trim()";
    let accent = browser.until("the widget is up", accent, &[]);
    assert!(
        shown.starts_with(accent.as_str().unwrap_or("?")),
        "{shown} and {accent}"
    );
}

fn the_lines_of_the_configurator_work_on_a_page(browser: &Browser) {
    let _visit = open(browser, HostPage::plain(), "");
    describe_a_clinic(browser);
    set(browser, "f-address", "/who-to-see");
    let there =
        "return document.getElementById('lines-0').textContent.includes('\"/who-to-see/v1/')";
    browser.until("the address is in the lines", there, &[]);
    let (html, link) = (lines(browser, "html"), lines(browser, "link"));
    let visit = HostPage::with_body(&format!("<main>{html}</main>"))
        .loader("")
        .open(browser);
    let widget = visit.widget();
    widget.play_by_script(patient("physio")).expect("it plays");
    let book = widget.until(
        "the clinic is there",
        "const link = one('[part=booking]'); return link && link.href",
        &[],
    );
    assert_eq!(book, json!("https://harbour.example/book?a=1&b=2"));
    let look = widget.ask("return [inside.dataset.preset, getComputedStyle(inside).getPropertyValue('--accent').trim()]", &[]);
    assert_eq!(look, json!(["warm", "#7a2e5d"]));
    let visit = HostPage::with_body(&format!("<main>{link}</main>"))
        .loader("")
        .open(browser);
    browser.click(&browser.element("the link", "return document.querySelector('main a')", &[]));
    let alone = visit.widget();
    alone.until(
        "the number of the country",
        "return inside.textContent.includes('999')",
        &[],
    );
}

/// What a gym fills in: colours of its own, two services with a link each, a partner for what it lacks.
const GYM: [(&str, &str); 12] = [
    ("f-region", "GB"),
    ("f-config-name", "Quay Gym"),
    ("f-config-services-post_rehab_trainer", ""),
    ("f-config-services-personal_trainer", ""),
    (
        "f-config-booking-post_rehab_trainer",
        "https://quay.example/after-injury",
    ),
    (
        "f-config-booking-personal_trainer",
        "https://quay.example/train",
    ),
    ("f-config-partners-physio-name", "Vale Physiotherapy"),
    ("f-config-partners-physio-link", "https://vale.example/"),
    ("f-wts-brand", "#0b5d3b"),
    ("f-wts-surface", "#fdf6e3"),
    ("f-wts-text", "#1b1b1b"),
    ("f-address", "/who-to-see"),
];

/// As an owner of a gym does it who knows no HTML: fills in, reads what visitors will be told, presses
/// the button that copies, pastes.
fn a_gym_copies_its_lines_to_a_page_that_has_its_colours_links_and_partner(browser: &Browser) {
    let _visit = open(browser, HostPage::plain(), "");
    for (id, value) in GYM {
        let there = "return document.getElementById(arguments[0])";
        browser.until(&format!("{id} can be filled in"), there, &[json!(id)]);
        set(browser, id, value);
    }
    let told = "const row = [...document.querySelectorAll('#professions tr')]
            .find((row) => row.textContent.startsWith('Physiotherapist'));
        return row.textContent.includes('Vale Physiotherapy')
            && document.getElementById('to-mend').textContent.includes('Nothing to mend')
            && document.getElementById('lines-0').textContent.includes('vale.example')";
    browser.until("the page says what visitors will be told", told, &[]);
    let wanted = lines(browser, "html");
    let clipboard = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
            writeText: async (text) => { window.copied = text } } });
        return true";
    browser.run(clipboard, vec![]);
    let copy = "return document.querySelector('#panel button')";
    browser.click(&browser.element("the button that copies", copy, &[]));
    let copied = browser.until("the lines are copied", "return window.copied", &[]);
    assert_eq!(copied, json!(wanted), "what is shown is what is copied");
    let body = format!("<main>{}</main>", copied.as_str().unwrap_or_default());
    for (outcome, link, words) in [
        (
            "post_rehab_trainer",
            "https://quay.example/after-injury",
            "Book online at \u{2068}Quay Gym",
        ),
        (
            "personal_trainer",
            "https://quay.example/train",
            "Book online at \u{2068}Quay Gym",
        ),
        (
            "physio",
            "https://vale.example/",
            "Contact \u{2068}Vale Physiotherapy",
        ),
    ] {
        let visit = HostPage::with_body(&body).loader("").open(browser);
        let widget = visit.widget();
        widget.play_by_script(patient(outcome)).expect("it plays");
        let shown = "const link = one('[part=booking]');
            const style = getComputedStyle(inside);
            return link && [link.href, link.textContent.includes(arguments[1]),
                ...['--accent', '--bg', '--text'].map((name) => style.getPropertyValue(name).trim())]";
        let shown = widget.until("the link is there", shown, &[json!(words)]);
        let expected = json!([link, true, "#0b5d3b", "#fdf6e3", "#1b1b1b"]);
        assert_eq!(shown, expected, "{outcome}");
    }
}

#[track_caller]
fn nothing_on(visit: &Visit<'_>, page: &str) {
    let findings = axe::findings(visit, &[]);
    assert!(
        findings.is_empty(),
        "{} findings on {page}:\n    {}",
        findings.len(),
        findings.join("\n    ")
    );
}

fn the_configurator_passes_axe(browser: &Browser) {
    let visit = open(browser, HostPage::plain().with_axe(), "");
    set(browser, "f-config-services-physio", "");
    set(browser, "f-wts-brand", "#ffd400");
    set(browser, "f-config-telephone", "call us");
    browser.run(
        "document.querySelectorAll('details').forEach((fold) => { fold.open = true })",
        vec![],
    );
    let told = "return document.getElementById('f-config-telephone-wrong')
        && [...document.querySelectorAll('#told *')].some((one) => one.shadowRoot?.querySelector('h3'))
        && getComputedStyle(document.querySelector('who-to-see')).getPropertyValue('--wts-brand').trim() === '#ffd400'
        && document.querySelector('who-to-see').shadowRoot.querySelector('.wts')";
    browser.until("what is wrong is told, and the widget is up", told, &[]);
    nothing_on(&visit, "the configurator");
    for width in [320, 1400] {
        browser.resize(width, 900);
        let wide = browser.run(
            "return document.documentElement.scrollWidth - innerWidth",
            vec![],
        );
        assert!(
            wide.as_f64().is_some_and(|wide| wide <= 0.5),
            "{wide} too wide at {width}"
        );
    }
}

fn every_kind_of_screen_is_shown_and_passes_axe(browser: &Browser) {
    let visit = HostPage::plain()
        .with_axe()
        .open_at(browser, "/screens.html");
    let drawn = "const hosts = [...document.querySelectorAll('.all *')].filter((one) => one.shadowRoot);
        return hosts.length > 30 && hosts.every((one) => one.shadowRoot.querySelector('[data-screen]'))";
    browser.until("every screen is drawn", drawn, &[]);
    nothing_on(&visit, "every kind of screen");
}

fn the_pages_for_owners_pass_axe_and_lead_to_each_other(browser: &Browser) {
    for path in [
        "/index.html",
        "/docs/start.html",
        "/docs/configuration.html",
    ] {
        let visit = HostPage::plain().with_axe().open_at(browser, path);
        nothing_on(&visit, path);
        let script = "const links = [...document.links].filter((link) => link.origin === location.origin);
            const asked = await Promise.all(links.map(async (link) => [link.href, (await fetch(link.href)).status]));
            return { count: asked.length, lost: asked.filter(([, status]) => status !== 200) }";
        let led = browser.run_async(script, vec![]);
        assert!(
            led["count"].as_u64().is_some_and(|count| count > 2),
            "{path}: {led}"
        );
        assert_eq!(led["lost"], json!([]), "{path}");
    }
}
