import Script from "next/script";

// The configuration as text: a server hands over no objects.
const clinic = { name: "Next", services: ["physio"], booking: "https://next.example/book" };

export default function Check() {
  return (
    <>
      <Script src="/who-to-see.js" />
      <who-to-see region="GB" config={JSON.stringify(clinic)}>
        <p className="fallback">Phone us.</p>
      </who-to-see>
    </>
  );
}
