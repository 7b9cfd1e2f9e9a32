//! Where script tags are stripped: the page of the iframe, and the stand-alone link.

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::routine;
use crate::site::{HostPage, elsewhere};

super::scenarios! {
    in every engine: [
        an_iframe_is_as_high_as_its_content,
        a_new_screen_in_an_iframe_begins_in_sight,
        a_hostile_message_changes_no_height,
        an_iframe_without_a_script_beside_it_scrolls,
        a_link_to_the_page_alone_works,
        an_address_cannot_bring_a_telephone_or_a_booking_link,
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

fn an_iframe_is_as_high_as_its_content(browser: &Browser) {
    let (origin, _) = elsewhere("");
    let visit = page_with_iframe(&origin, "?region=GB").open(browser);
    browser.enter_frame(0);
    let widget = visit.widget();
    browser.leave_frame();
    let first = until_it_fits(browser, "the first screen");
    browser.enter_frame(0);
    let (_, screen) = widget.play_by_script(routine()).expect("it plays");
    assert_eq!(screen.outcome.as_ref(), Some(&routine().outcome));
    browser.leave_frame();
    let last = until_it_fits(browser, "the advice");
    assert!(
        (first - last).abs() > 50.0,
        "the screens differ in height: {first} and {last}"
    );
    let scrolls = "return document.documentElement.scrollHeight > innerHeight + 1";
    browser.enter_frame(0);
    let scrolls = browser.run(scrolls, vec![]);
    browser.leave_frame();
    assert_eq!(scrolls, json!(false), "nothing scrolls inside the iframe");
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
