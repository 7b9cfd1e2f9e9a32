//! A partner is whole, and for what the clinic lacks.

use serde_json::json;

use super::Profession;
use super::tests::problems;

#[test]
fn a_partner_is_for_what_is_not_offered_and_says_so() {
    let partner = json!({ "name": "Harbour", "link": "https://harbour.example/" });
    let config = problems(json!({ "partners": { "physio": partner } }), &[]);
    assert_eq!(config.offers(Profession::Physio), Some(false));
    assert_eq!(config.offers(Profession::Doctor), None);
    for offering in [
        json!({ "services": ["physio"], "partners": { "physio": partner } }),
        json!({ "booking": { "physio": "https://a.example/" }, "partners": { "physio": partner } }),
    ] {
        let config = problems(offering, &["config.partners.physio is not shown"]);
        assert_eq!(config.partners, []);
        assert_eq!(config.offers(Profession::Physio), Some(true));
    }
}

#[test]
fn a_partner_is_whole_or_left_out_and_everything_wrong_with_it_is_told() {
    let config = problems(
        json!({
            "partners": {
                "physio": { "name": "<b>Harbour</b>", "link": "javascript:alert(1)", "nmae": "x" },
                "doctor": { "nam": "Vale" },
                "pelvic_physio": "https://harbour.example/",
                "clinical_rehab": { "name": 5, "link": { "href": "x" } },
                "fysio": { "name": "Harbour", "link": "https://harbour.example/" },
            },
        }),
        &[
            "config.partners.clinical_rehab.link is not text",
            "config.partners.clinical_rehab.name is not text",
            "config.partners.doctor \"nam\" is not known: did you mean name?",
            "config.partners.doctor.name is missing",
            "config.partners.doctor.link is missing",
            "config.partners \"fysio\" is not known: did you mean physio?",
            "config.partners.pelvic_physio is not a table",
            "config.partners.physio.link \"javascript:alert(1)\" is not an https",
            "config.partners.physio.name is shown as plain text",
            "config.partners.physio \"nmae\" is not known: did you mean name?",
        ],
    );
    assert_eq!(config.partners, []);
    problems(
        json!({ "partners": [] }),
        &["config.partners is not a table"],
    );
}
