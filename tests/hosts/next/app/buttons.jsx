"use client";
import { useState } from "react";

// Buttons of the page, and what was pressed.
export const Buttons = () => {
  const [pressed, press] = useState([]);
  return (
    <p>
      {["Book", "Cancel my booking", "Delete account", "Log out"].map((name) => (
        <button key={name} onClick={() => press([...pressed, name])}>{name}</button>
      ))}
      <output id="pressed">{pressed.join(", ")}</output>
    </p>
  );
};
