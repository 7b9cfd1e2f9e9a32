// Reads each file against the profiles of FHIR R4; refuses a status that does not exist.
const { Fhir } = require("fhir");
const { readFileSync } = require("fs");

const fhir = new Fhir();
for (const name of process.argv.slice(2)) {
  const { valid, messages } = fhir.validate(JSON.parse(readFileSync(name, "utf8")));
  if (!valid) {
    console.error(name, messages);
    process.exit(1);
  }
}
