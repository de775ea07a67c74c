// Finds products, tells what prices them, and changes a price.
import { View, html, nothing, table } from './view.js';
import { act, administrator, get, mayAct } from './api.js';
import { confirm } from './dialog.js';

class ProductSearch extends View {
  text = '';
  products = null;
  matching = 0;
  why = '';

  connectedCallback() {
    super.connectedCallback();
    administrator.addEventListener('change', () => this.draw());
    document.addEventListener('deployed', () => this.products && this.find());
  }

  template() {
    return html`
      <h2>Catalogue</h2>
      <form class="row" role="search" @submit=${(event) => this.search(event)}>
        <label>Code or name <input name="text" maxlength="128"></label>
        <button>Find</button>
      </form>
      <div aria-live="polite">
        ${this.why ? html`<p>${this.why}</p>` : nothing}
        ${this.products
          ? html`
              ${table(
                'Products',
                ['Code', 'Name', 'Unit price', 'Priced by', 'Rule', ...(mayAct() ? ['What to do'] : [])],
                this.products.map(
                  (each) => html`<tr>
                    <th scope="row">${each.code}</th>
                    <td>${each.name}</td>
                    <td class="number">${each.unit_price} ${each.currency}</td>
                    <td>${each.strategy ?? each.flaw}</td>
                    <td>${each.rule ?? ''}</td>
                    ${mayAct()
                      ? html`<td><button type="button" @click=${() => this.price(each)}>Change the price of ${each.code}</button></td>`
                      : nothing}
                  </tr>`,
                ),
                'No product matches.',
              )}
              ${this.matching > this.products.length
                ? html`<p class="dim">${this.products.length} of ${this.matching}. Say more of the code or name.</p>`
                : nothing}`
          : nothing}
      </div>`;
  }

  search(event) {
    event.preventDefault();
    this.text = event.target.elements.text.value.trim();
    this.find();
  }

  async find() {
    const { ok, body } = await get(`api/products?${new URLSearchParams({ text: this.text })}`);
    this.products = ok ? body.products : null;
    this.matching = body.matching ?? 0;
    this.why = ok ? '' : body.error;
    this.draw();
  }

  price(product) {
    let amount = String(product.unit_price);
    confirm({
      title: `Change the price of ${product.code}`,
      text: `${product.name} costs ${product.unit_price} ${product.currency} in the default price list. The new price holds for the next basket, on all nodes.`,
      more: html`<label>
        New price in ${product.currency}
        <input inputmode="decimal" required .value=${amount} @input=${(event) => {
          amount = event.target.value;
        }}>
      </label>`,
      verb: 'Change the price',
      preview: () => act('preview', { code: product.code, amount }),
      work: () => act('price', { code: product.code, amount }),
    });
  }
}

customElements.define('product-search', ProductSearch);
