// What each of these pages says of its clinic.
export const clinic = {
  name: "Bundled",
  services: ["physio"],
  booking: "https://bundled.example/book",
};
