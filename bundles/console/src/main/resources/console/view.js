// What all parts of the page have in common: a custom element that draws itself by lit-html.
import { html, nothing, render } from './lib/lit-html/lit-html.js';

export { html, nothing };

export class View extends HTMLElement {
  connectedCallback() {
    this.draw();
  }

  // A part of the page draws itself anew when what it shows has changed; lit-html changes only what differs.
  draw() {
    if (this.isConnected) {
      render(this.template(), this);
    }
  }
}

export const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const rate = (number) => (number < 10 ? short.format(number) : count.format(number));

export const micros = (number) =>
  number < 1000 ? `${short.format(number)} µs` : number < 1e6 ? `${short.format(number / 1e3)} ms` : `${short.format(number / 1e6)} s`;

export const clock = (iso) => new Date(iso).toLocaleTimeString('en-GB');

export const day = (iso) => new Date(iso).toLocaleString('en-GB');

// A state is told by a word and a sign, never by colour alone.
const SIGNS = { ok: '●', idle: '○', warn: '▲', bad: '■' };

export const pill = (gravity, word) =>
  html`<span class="pill ${gravity}"><span aria-hidden="true">${SIGNS[gravity]}</span> ${word}</span>`;

export const table = (label, head, rows, empty) => html`
  <div class="scroll" role="region" aria-label=${label} tabindex="0">
    <table>
      <thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
      <tbody>${rows.length === 0 ? html`<tr><td colspan=${head.length}>${empty}</td></tr>` : rows}</tbody>
    </table>
  </div>`;
