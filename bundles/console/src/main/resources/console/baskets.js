// Why a basket cost what it did, and which ones failed last.
import { View, clock, day, html, micros, nothing, pill, table } from './view.js';
import * as state from './live.js';
import { get } from './api.js';

const PERIOD = 5000;

// With the digits of its currency.
const amount = (number, currency) =>
  number.toFixed(new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits);

const off = (line, currency) =>
  line.promotions.map((each) => `${each.id} -${amount(each.off, currency)}`).join(', ');

// One basket, hop by hop and line by line.
export const explained = (basket) => html`
  <article class="basket" data-request=${basket.request_id}>
    <h3>${basket.request_id}</h3>
    <p>
      ${basket.outcome === 'priced' ? pill('ok', `${amount(basket.total_cost, basket.currency)} ${basket.currency}`) : pill('bad', basket.outcome)}
      ${basket.detail ?? ''}
    </p>
    <dl>
      <div><dt>Answered</dt><dd>${day(basket.at)}</dd></div>
      <div><dt>Store, user</dt><dd>${basket.supermarket}, ${basket.user}</dd></div>
      <div><dt>Server</dt><dd>${basket.server}, revision ${basket.revision}</dd></div>
      <div><dt>Took</dt><dd>${micros(basket.total_us)}</dd></div>
      ${basket.broker_us == null
        ? nothing
        : html`
            <div><dt>Gateway and broker</dt><dd>${micros(basket.broker_us)}</dd></div>
            <div><dt>In the mailbox</dt><dd>${micros(basket.waited_us)}</dd></div>
            <div><dt>At work</dt><dd>${micros(basket.priced_us)}</dd></div>`}
    </dl>
    ${basket.lines
      ? table(
          'Lines',
          ['Product', 'Quantity', 'Unit price', 'Plain', 'Cost', 'By', 'Why'],
          basket.lines.map(
            (line) => html`<tr>
              <th scope="row">${line.product} ${line.name}</th>
              <td class="number">${line.weight == null ? line.quantity : `${line.weight} kg`}</td>
              <td class="number">${amount(line.unit_price, basket.currency)}</td>
              <td class="number">${amount(line.plain_cost, basket.currency)}</td>
              <td class="number">${amount(line.cost, basket.currency)}</td>
              <td>${line.deposit ? 'deposit' : `${line.strategy}@${line.strategy_version}`}</td>
              <td>${line.rule ?? ''} ${off(line, basket.currency)}</td>
            </tr>`,
          ),
          'It is empty.',
        )
      : nothing}
    ${(basket.promotions ?? []).length > 0
      ? html`<ul>
          ${basket.promotions.map(
            (each) => html`<li>${each.name || each.id} (${each.kind}@${each.kind_version}), ${each.times} times, -${amount(each.saving, basket.currency)}</li>`,
          )}
        </ul>`
      : nothing}
  </article>`;

export const find = (id) => get(`/api/baskets/${encodeURIComponent(id)}`);

class BasketSearch extends View {
  failed = [];
  found = null;
  why = '';

  connectedCallback() {
    super.connectedCallback();
    this.load();
    setInterval(() => this.load(), PERIOD);
  }

  async load() {
    if (document.hidden) {
      return;
    }
    const { ok, body } = await get('/api/baskets/');
    if (ok && state.isConnected) {
      this.failed = body.baskets;
      this.draw();
    }
  }

  template() {
    return html`
      <h2>Baskets</h2>
      <form class="row" role="search" @submit=${(event) => this.search(event)}>
        <label>Request id <input name="id" required maxlength="128" placeholder="that of X-Request-Id"></label>
        <button>Explain</button>
      </form>
      <div aria-live="polite">${this.found ? explained(this.found) : this.why ? html`<p>${this.why}</p>` : nothing}</div>
      <h3>Failed last</h3>
      ${table(
        'Failed baskets',
        ['When', 'Request', 'Store', 'Error', 'Why'],
        this.failed.slice(0, 20).map(
          (each) => html`<tr>
            <td>${clock(each.at)}</td>
            <td><button class="link" type="button" @click=${() => this.show(each.request_id)}>${each.request_id}</button></td>
            <td>${each.supermarket}</td>
            <td>${each.outcome}</td>
            <td>${each.detail ?? ''}</td>
          </tr>`,
        ),
        'No basket has failed lately.',
      )}`;
  }

  search(event) {
    event.preventDefault();
    this.show(event.target.elements.id.value.trim());
  }

  async show(id) {
    const { ok, body } = await find(id);
    this.found = ok ? body : null;
    this.why = ok ? '' : (body.detail ?? body.error);
    this.draw();
  }
}

customElements.define('basket-search', BasketSearch);
