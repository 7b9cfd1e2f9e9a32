// A page that React draws on a server first and then takes over in the browser.
import { useState } from "react";
import { clinic } from "./clinic.js";

export const Page = () => {
  const [drawn, draw] = useState(0);
  return (
    <>
      <p>
        <button id="draw" onClick={() => draw(drawn + 1)}>Draw again</button> <output id="drawn">{drawn}</output>
      </p>
      <who-to-see id="text" region="GB" base-url="/package/files/" config={JSON.stringify(clinic)}></who-to-see>
      <who-to-see id="object" region="GB" base-url="/package/files/" config={clinic}></who-to-see>
    </>
  );
};
