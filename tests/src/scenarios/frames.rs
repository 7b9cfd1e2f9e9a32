//! Where script tags are stripped: the page of the iframe, and the stand-alone link.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::{chest_pain, patient, patients, routine};
use crate::site::{HostPage, elsewhere};

super::scenarios! {
    in every engine: [
        an_iframe_is_as_high_as_its_first_screen_and_every_result_as_any_other,
        a_new_screen_in_an_iframe_begins_in_sight,
        a_new_screen_in_an_iframe_begins_below_a_header_that_stays,
        a_hostile_message_changes_no_height,
        an_iframe_without_a_script_beside_it_scrolls,
        a_link_to_the_page_alone_works,
        a_region_behind_a_hash_outlives_a_redirect,
        an_address_cannot_bring_a_telephone_or_a_booking_link,
    ]
    in one engine: [
        // A line in the console.
        an_address_without_a_region_is_named,
        // A hundred results: the steps that heights are rounded to are the same numbers everywhere.
        the_height_of_an_iframe_tells_no_result,
    ]
}

/// The page of a clinic with the iframe of `embed.html`, and what stands below it.
fn page_with_iframe(origin: &str, query: &str) -> HostPage {
    HostPage::with_body(&format!(
        "<main><h1>The clinic</h1><iframe src=\"{origin}/embed.html{query}\" \
         title=\"Who to see first\" style=\"width:100%;height:400px;border:0\"></iframe>\
         <p class=\"below\">Opening hours</p></main>"
    ))
    .loader("<script async src=\"/frame.js\"></script>")
}

/// How high the iframe is, and how high its content.
fn heights(browser: &Browser) -> (f64, f64) {
    let outside = browser.run(
        "return document.querySelector('iframe').getBoundingClientRect().height",
        vec![],
    );
    browser.enter_frame(0);
    let inside = browser.run(
        "return document.documentElement.getBoundingClientRect().height",
        vec![],
    );
    browser.leave_frame();
    (
        outside.as_f64().unwrap_or_default(),
        inside.as_f64().unwrap_or_default(),
    )
}

/// Waits until the iframe is as high as what is in it.
#[track_caller]
fn until_it_fits(browser: &Browser, screen: &str) -> f64 {
    for _ in 0..100 {
        let (outside, inside) = heights(browser);
        if (outside - inside.ceil()).abs() < 1.0 && inside > 0.0 {
            return outside;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let (outside, inside) = heights(browser);
    panic!("on {screen} the iframe is {outside} pixels high, its content {inside}, in {browser}")
}

fn an_iframe_is_as_high_as_its_first_screen_and_every_result_as_any_other(browser: &Browser) {
    let (origin, _) = elsewhere("");
    let visit = page_with_iframe(&origin, "#region=GB").open(browser);
    browser.enter_frame(0);
    let widget = visit.widget();
    browser.leave_frame();
    until_it_fits(browser, "the first screen");
    let mut results = Vec::new();
    for patient in [routine(), &chest_pain(), patient("personal_trainer")] {
        browser.enter_frame(0);
        let (_, screen) = widget.play_by_script(patient).expect("it plays");
        assert_eq!(screen.outcome.as_ref(), Some(&patient.outcome));
        settled(browser);
        // Whatever is longer than the iframe is reached by scrolling inside.
        let end = "const end = document.documentElement;
            end.scrollTo({ top: end.scrollHeight, behavior: 'instant' });
            return Math.round(inside.getBoundingClientRect().bottom) <= innerHeight + 2";
        let reached = widget.ask(end, &[]);
        browser.leave_frame();
        assert_eq!(reached, json!(true), "the end of {}", patient.outcome);
        results.push(heights(browser).0);
    }
    let [first, ..] = results[..] else {
        panic!("no result was shown")
    };
    assert!(results.iter().all(|height| *height == first), "{results:?}");
    assert!(first > 1000.0, "a result has room: {first}");
}

/// Waits, inside the iframe, until it has told its height.
fn settled(browser: &Browser) {
    let drawn = "for (let drawn = 0; drawn < 3; drawn++)
        await new Promise((done) => requestAnimationFrame(done));";
    browser.run_async(drawn, vec![]);
}

/// How often somebody is right who knows nothing but a number, and of each number what it mostly
/// goes with: how many of all.
fn guessed(told: &[(i64, String)]) -> usize {
    let mut counts = BTreeMap::<i64, BTreeMap<&str, usize>>::new();
    for (height, result) in told {
        let of_height = counts.entry(*height).or_default();
        *of_height.entry(result).or_default() += 1;
    }
    let most = counts.values().filter_map(|results| results.values().max());
    most.sum()
}

/// The page around an iframe hears its heights, and must not learn a result from them.
fn the_height_of_an_iframe_tells_no_result(browser: &Browser) {
    let (origin, _) = elsewhere("");
    let hear = "window.last = 0;
        addEventListener('message', ({ data }) => data.height && (last = data.height));";
    for (width, every) in [(390, 1), (900, 4)] {
        let visit = page_with_iframe(&origin, "#region=GB")
            .script(hear)
            .style(&format!("iframe {{ max-width: {width}px }}"))
            .open(browser);
        browser.enter_frame(0);
        let widget = visit.widget();
        let mut told = Vec::new();
        for patient in patients().iter().step_by(every) {
            widget.play_by_script(patient).expect("it plays");
            settled(browser);
            browser.leave_frame();
            let height = browser.run("return last", vec![]);
            browser.enter_frame(0);
            let result = format!("{} {}", patient.outcome, patient.urgency);
            told.push((height.as_i64().unwrap_or_default(), result));
        }
        browser.leave_frame();
        let by_chance: Vec<_> = told.iter().map(|(_, result)| (0, result.clone())).collect();
        let [right, chance] = [&told, &by_chance].map(|told| guessed(told));
        let of = told.len();
        println!("{width} px wide: {right} of {of} guessed, {chance} by chance");
        assert!(
            right * 100 <= of * 25,
            "{right} of {of}, {chance} by chance"
        );
    }
}

fn a_new_screen_in_an_iframe_begins_in_sight(browser: &Browser) {
    let (origin, _) = elsewhere("");
    let visit = page_with_iframe(&origin, "?region=GB")
        .style(".below { padding-block-end: 5000px }")
        .open(browser);
    browser.enter_frame(0);
    let widget = visit.widget();
    browser.leave_frame();
    until_it_fits(browser, "the first screen");
    let top = "return document.querySelector('iframe').getBoundingClientRect().top";
    // The visitor has read to the end: only the last lines are in sight.
    browser.run(
        "const { bottom } = document.querySelector('iframe').getBoundingClientRect();
         scrollTo({ top: scrollY + bottom - 150, behavior: 'instant' })",
        vec![],
    );
    let hidden = browser.run(top, vec![]);
    assert!(hidden.as_f64() < Some(-100.0), "it begins above: {hidden}");
    browser.enter_frame(0);
    widget.ask("one('.wts-start').click()", &[]);
    browser.leave_frame();
    browser.until(
        "the new screen is in sight",
        "const { top } = document.querySelector('iframe').getBoundingClientRect();
         return top > -1 && top < innerHeight",
        &[],
    );
}

fn a_hostile_message_changes_no_height(browser: &Browser) {
    let (origin, _) = elsewhere("");
    let (other, _) = elsewhere("");
    let visit = page_with_iframe(&origin, "?region=GB").open(browser);
    browser.enter_frame(0);
    visit.widget();
    browser.leave_frame();
    let before = until_it_fits(browser, "the first screen");
    let height = "return document.querySelector('iframe').getBoundingClientRect().height";
    let quiet = |what: &str| {
        // Messages come in order: when this one has been heard, so have those before it.
        browser.run_async(
            "await new Promise((done) => {
                 addEventListener('message', ({ data }) => data === 'last' && done());
                 postMessage('last', '*');
             })",
            vec![],
        );
        let now = browser.run(height, vec![]);
        assert_eq!(now.as_f64(), Some(before), "{what}");
    };

    // From the page itself, and from a frame of another origin.
    browser.run(
        "postMessage({ type: 'wts-height', v: 1, height: 3000, top: true }, '*')",
        vec![],
    );
    quiet("from the page itself");
    browser.run_async(
        "const frame = document.createElement('iframe');
         frame.src = `${arguments[0]}/embed.html`;
         document.body.append(frame);
         await new Promise((done) => frame.onload = done);",
        vec![json!(other)],
    );
    let from_within = |index: u16, message: Value| {
        browser.enter_frame(index);
        browser.run("parent.postMessage(arguments[0], '*')", vec![message]);
        browser.leave_frame();
    };
    from_within(1, json!({ "type": "wts-height", "v": 1, "height": 3000 }));
    quiet("from another frame");

    // From the right frame, but no message of ours.
    let wrong = [
        json!(null),
        json!("wts-height"),
        json!({ "type": "other", "v": 1, "height": 3000 }),
        json!({ "type": "wts-height", "v": 2, "height": 3000 }),
        json!({ "type": "wts-height", "v": 1, "height": "3000px" }),
        json!({ "type": "wts-height", "v": 1, "height": { "valueOf": 1 } }),
        json!({ "type": "wts-height", "v": 1 }),
    ];
    for message in wrong {
        from_within(0, message.clone());
        quiet(&message.to_string());
    }

    // Too low and too high, from the right frame: it is held to what a screen can be.
    for (asked, given) in [(-5, 100.0), (0, 100.0), (9_999_999, 10_000.0)] {
        from_within(0, json!({ "type": "wts-height", "v": 1, "height": asked }));
        browser.until(
            &format!("{asked} becomes {given}"),
            "return document.querySelector('iframe').getBoundingClientRect().height === arguments[0]",
            &[json!(given)],
        );
    }

    // A frame that shows another site now.
    browser.run_async(
        "const frame = document.querySelector('iframe');
         frame.style.height = '400px';
         await new Promise((done) => {
             frame.onload = done;
             frame.contentWindow.location = `${arguments[0]}/embed.html`;
         });",
        vec![json!(other)],
    );
    from_within(0, json!({ "type": "wts-height", "v": 1, "height": 3000 }));
    browser.run_async("await new Promise((done) => setTimeout(done, 200))", vec![]);
    let now = browser.run(height, vec![]);
    assert_eq!(now.as_f64(), Some(400.0), "another site");
}

fn an_iframe_without_a_script_beside_it_scrolls(browser: &Browser) {
    let (origin, _) = elsewhere("");
    let visit = page_with_iframe(&origin, "?region=GB")
        .loader("")
        .open(browser);
    browser.enter_frame(0);
    let widget = visit.widget();
    widget.play_by_script(routine()).expect("it plays");
    let scrolls = browser.run(
        "document.documentElement.scrollTo({ top: 200, behavior: 'instant' });
         return document.documentElement.scrollTop > 0",
        vec![],
    );
    browser.leave_frame();
    assert_eq!(scrolls, json!(true), "all of the advice can be reached");
}

fn a_link_to_the_page_alone_works(browser: &Browser) {
    let (origin, _) = elsewhere("");
    browser.go(&format!("{origin}/embed.html?region=GB&theme=dark"));
    let widget = crate::widget::Widget::new(browser, 0);
    widget.until_ready();
    let set = "return [host.getAttribute('region'), host.getAttribute('theme'),
                       document.documentElement.className]";
    assert_eq!(widget.ask(set, &[]), json!(["GB", "dark", "alone"]));
    widget.play(routine());
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
    let address = browser.run("return location.search", vec![]);
    assert_eq!(address, json!("?region=GB&theme=dark"));
}

fn an_address_cannot_bring_a_telephone_or_a_booking_link(browser: &Browser) {
    let (origin, _) = elsewhere("");
    let query = "region=GB&telephone=0900&config=https://evil.example/&base-url=https://evil.example/\
                 &debug=&result-event=&onclick=alert(1)&class=x&id=y";
    browser.go(&format!("{origin}/embed.html?{query}"));
    let widget = crate::widget::Widget::new(browser, 0);
    widget.until_ready();
    let names = widget.ask("return host.getAttributeNames()", &[]);
    assert_eq!(names, json!(["region"]));
}

fn a_region_behind_a_hash_outlives_a_redirect(browser: &Browser) {
    let (origin, _) = elsewhere("");
    for address in [
        "clean/embed.html#region=GB",
        "clean/embed.html?x=1#region=gb&amp;theme=dark",
        "embed#region=GB",
        "embed.html?Region=GB",
    ] {
        browser.go("about:blank");
        browser.go(&format!("{origin}/{address}"));
        let widget = crate::widget::Widget::new(browser, 0);
        widget.until_ready();
        widget.play_by_script(&chest_pain()).expect("it plays");
        let call = widget.ask("return one('.wts-call').getAttribute('href')", &[]);
        assert_eq!(call, json!("tel:999"), "{address}");
        // The next one begins anew.
        browser.run("sessionStorage.clear()", vec![]);
    }
    // The iframe that a site's owner has written before.
    let visit = page_with_iframe(&format!("{origin}/clean"), "#region=GB").open(browser);
    browser.enter_frame(0);
    visit.widget();
    browser.leave_frame();
    until_it_fits(browser, "the first screen at another address");
}

fn an_address_without_a_region_is_named(browser: &Browser) {
    let (origin, _) = elsewhere(
        "window.warned = []; console.warn = (...told) => warned.push(told.map(String).join(' '))",
    );
    for (address, named) in [
        ("clean/embed.html?region=GB", true),
        ("embed.html", true),
        ("embed.html#region=", true),
        ("embed.html#region=GB", false),
    ] {
        // Another `#` alone would not load the page again.
        browser.go("about:blank");
        browser.go(&format!("{origin}/{address}"));
        crate::widget::Widget::new(browser, 0).until_ready();
        let warned = browser.run("return warned.join('\\n')", vec![]);
        let warned = warned.as_str().unwrap_or_default();
        let told = warned.contains("embed.html#region=GB");
        assert_eq!(told, named, "{address}: {warned}");
    }
}

/// Headers of pages that stay where they are, each with what makes it stay.
const HEADERS: [&str; 5] = [
    "header { position: sticky; top: 0; height: 120px }",
    "header { position: fixed; inset: 0 0 auto; height: 96px }",
    // In two rows, of which only the lower one is as wide as the page.
    "header { position: sticky; top: 0; height: 40px; width: 30% }
     header::after { content: ''; position: absolute; inset: 40px auto auto 0; width: 100vw; height: 50px }",
    // The page has said how high it is.
    "html { scroll-padding-top: 140px } header { position: sticky; top: 0; height: 120px }",
    // Comes back when the page scrolls up.
    "header { position: fixed; inset: 0 0 auto; height: 110px; transition: transform 200ms;
              transform: translateY(-110px) }
     header.back { transform: none }",
];

fn a_new_screen_in_an_iframe_begins_below_a_header_that_stays(browser: &Browser) {
    let (origin, _) = elsewhere("");
    for header in HEADERS {
        let body = format!(
            "<header>The clinic</header><p style=\"height:300px\">Welcome</p>\
             <iframe src=\"{origin}/embed.html#region=GB\" title=\"Who to see first\" \
             style=\"width:100%;height:900px;border:0\"></iframe><p style=\"height:3000px\">Hours</p>"
        );
        let up = "let before = 0;
            addEventListener('scroll', () => {
                const now = scrollY;
                document.querySelector('header').classList.toggle('back', now < before);
                before = now;
            });";
        let visit = HostPage::with_body(&body)
            .loader("<script async src=\"/frame.js\"></script>")
            .style(&format!(
                "header {{ background: #123; z-index: 9 }} {header}"
            ))
            .script(up)
            .open(browser);
        browser.enter_frame(0);
        let widget = visit.widget();
        browser.leave_frame();
        until_it_fits(browser, "the first screen");
        browser.run(
            "const { bottom } = document.querySelector('iframe').getBoundingClientRect();
             scrollTo({ top: scrollY + bottom - 150, behavior: 'instant' })",
            vec![],
        );
        browser.enter_frame(0);
        widget.ask("one('.wts-start').click()", &[]);
        widget.until(
            "a question stands",
            "return screen()?.screen === 'question'",
            &[],
        );
        browser.leave_frame();
        browser.until(
            &format!("the question is in sight below: {header}"),
            "const { left, width, top } = document.querySelector('iframe').getBoundingClientRect();
             const free = [0.1, 0.5, 0.9].every((part) =>
                 document.elementFromPoint(left + width * part, top + 4)?.localName === 'iframe');
             const rests = !document.getAnimations().length;
             return free && rests && top >= 0 && top < innerHeight / 2",
            &[],
        );
    }
}
