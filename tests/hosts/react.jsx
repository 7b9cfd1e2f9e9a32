// A React page, as docs/start.md says.
import { useState } from "react";
import { createRoot } from "react-dom/client";
import "who-to-see";
import { clinic } from "./clinic.js";

const Page = () => {
  const [drawn, draw] = useState(0);
  const [shown, show] = useState(true);
  const [heard, hear] = useState("");
  return (
    <>
      <p>
        <button id="draw" onClick={() => draw(drawn + 1)}>Draw again</button> <output id="drawn">{drawn}</output>
      </p>
      <p>
        <button id="toggle" onClick={() => show(!shown)}>Show or hide</button> <output id="heard">{heard}</output>
      </p>
      {shown && (
        <who-to-see
          region="GB"
          base-url="/package/files/"
          config={{ ...clinic }}
          onwts-complete={() => hear((before) => `${before}complete `)}
        />
      )}
    </>
  );
};

createRoot(document.querySelector("#app")).render(<Page />);
