// Asks before something is done, and tells what came of it.
import { View, html, nothing } from './view.js';

const sentences = (body) =>
  body.error ? [body.error] : [...(body.details ?? []), ...(body.refusals ?? [])];

class ConfirmDialog extends View {
  ask = null;
  outcome = null;
  busy = false;
  seen = null;

  template() {
    const { ask, outcome, busy, seen } = this;
    return html`
      <dialog aria-labelledby="dialog-title" @close=${() => this.closed()}>
        <h2 id="dialog-title">${ask?.title ?? ''}</h2>
        <p>${ask?.text ?? ''}</p>
        ${ask?.more ?? nothing}
        <div role="status">
          ${busy ? html`<p>Working…</p>` : nothing}
          ${seen ? html`<ul>${sentences(seen.body).map((each) => html`<li>${each}</li>`)}</ul>
              ${seen.body.kinds ? findings(seen.body) : nothing}` : nothing}
          ${outcome
            ? html`<p class="outcome ${outcome.ok ? 'ok' : 'bad'}">
                  ${outcome.ok ? (outcome.body.outcome ?? 'Done') : (outcome.body.outcome ?? 'Refused')}
                </p>
                <ul>${sentences(outcome.body).map((each) => html`<li>${each}</li>`)}</ul>
                ${outcome.body.kinds ? findings(outcome.body) : nothing}`
            : nothing}
        </div>
        <form method="dialog" class="buttons">
          <button>${outcome ? 'Close' : 'Cancel'}</button>
          ${outcome || !ask?.preview
            ? nothing
            : html`<button type="button" ?disabled=${busy} @click=${() => this.preview()}>Preview</button>`}
          ${outcome || !ask?.work
            ? nothing
            : html`<button class="main" type="button" ?disabled=${busy} @click=${() => this.work()}>${ask.verb}</button>`}
        </form>
      </dialog>`;
  }

  // Shows a question; `work` does what is asked for and returns what came of it.
  open(ask, outcome = null) {
    this.ask = ask;
    this.outcome = outcome;
    this.busy = false;
    this.seen = null;
    this.draw();
    this.querySelector('dialog').showModal();
  }

  // What it would change, without doing it.
  async preview() {
    this.busy = true;
    this.draw();
    this.seen = await this.ask.preview();
    this.busy = false;
    this.draw();
  }

  async work() {
    this.seen = null;
    this.busy = true;
    this.draw();
    this.outcome = await this.ask.work();
    this.busy = false;
    this.draw();
    document.dispatchEvent(new Event('deployed'));
  }

  closed() {
    this.ask = null;
    this.outcome = null;
    this.draw();
  }
}

export const findings = (body) => html`
  <p>
    ${body.bundle} ${body.version}: ${body.differing} of ${body.compared} ${body.what} differ, ${body.failed} could not
    be priced${body.missed > 0 ? `, it did not keep up with ${body.missed} more` : ''}.
  </p>
  <ul>
    ${body.changes.map(
      (each) => html`<li>${each.dearer} dearer by ${each.more} in all, ${each.cheaper} cheaper by ${each.less}</li>`,
    )}
  </ul>
  ${body.kinds.length === 0
    ? nothing
    : html`<div class="scroll" role="region" aria-label="Differences" tabindex="0">
        <table>
          <thead>
            <tr><th scope="col">Lines</th><th scope="col">Product</th><th scope="col">Cost</th><th scope="col">Would be</th></tr>
          </thead>
          <tbody>
            ${body.kinds.map(
              (each) => html`<tr>
                <td>${each.lines}</td><td>${each.quantity} × ${each.product}</td><td>${each.cost}</td><td>${each.would_be}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`}`;

customElements.define('confirm-dialog', ConfirmDialog);

export const confirm = (ask) => document.querySelector('confirm-dialog').open(ask);
export const tell = (title, outcome) => document.querySelector('confirm-dialog').open({ title, text: '' }, outcome);
