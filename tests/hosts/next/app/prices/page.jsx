export default function Prices() {
  return <h2 id="on-prices">Prices</h2>;
}
