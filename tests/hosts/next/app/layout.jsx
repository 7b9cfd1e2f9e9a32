import Link from "next/link";
import { Buttons } from "./buttons.jsx";

export const metadata = { title: "The clinic" };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <h1>The clinic</h1>
        <nav id="prices"><Link href="/prices">Prices</Link></nav>
        <Buttons />
        {children}
      </body>
    </html>
  );
}
