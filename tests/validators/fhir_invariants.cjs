// What must hold within each file: no linkId twice, an answer for each, nobody's name.
const fhirpath = require("fhirpath");
const model = require("fhirpath/fhir-context/r4");
const { readFileSync } = require("fs");

const invariants = [
  "descendants().linkId.isDistinct()",
  "item.where(linkId != 'outcome').all(answer.exists())",
  "subject.empty() and author.empty() and source.empty()",
  "questionnaire.matches('^[^|]+[|][^|]+$') and status = 'completed'",
];
for (const name of process.argv.slice(2)) {
  const response = JSON.parse(readFileSync(name, "utf8"));
  for (const invariant of invariants) {
    const [holds] = fhirpath.evaluate(response, invariant, null, model);
    if (holds !== true) {
      console.error(`${name}: ${invariant}`);
      process.exit(1);
    }
  }
}
