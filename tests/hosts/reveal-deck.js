// Slides of reveal.js, whose keys and whose address change with the slide.
import Reveal from "reveal.js";
import "reveal.js/reveal.css";

window.deck = new Reveal({ hash: true, transition: "none" });
deck.initialize();
