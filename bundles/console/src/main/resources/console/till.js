// A till: a basket is put together and priced over the way of a store's.
import { View, html, nothing } from './view.js';
import { get, post } from './api.js';
import { explained, find } from './baskets.js';

class BasketTill extends View {
  items = [{ product: '', quantity: '1' }];
  products = [];
  priced = null;
  why = '';

  async suggest(text) {
    const { ok, body } = await get(`api/products?${new URLSearchParams({ text })}`);
    if (ok) {
      this.products = body.products;
      this.draw();
    }
  }

  template() {
    return html`
      <h2>Till</h2>
      <form @submit=${(event) => this.price(event)}>
        <label>Store <input name="store" required maxlength="128" value="till"></label>
        <datalist id="till-products">
          ${this.products.map((each) => html`<option value=${each.code}>${each.name}</option>`)}
        </datalist>
        ${this.items.map(
          (item, index) => html`
            <fieldset class="row">
              <legend>Item ${index + 1}</legend>
              <label>
                Product
                <input
                  required maxlength="128" list="till-products" autocomplete="off" .value=${item.product}
                  @focus=${() => this.suggest(item.product)}
                  @input=${(event) => {
                    item.product = event.target.value;
                    this.suggest(item.product);
                  }}
                >
              </label>
              <label>
                Quantity
                <input
                  required size="7" .value=${item.quantity}
                  @input=${(event) => {
                    item.quantity = event.target.value;
                  }}
                >
              </label>
              ${this.items.length > 1
                ? html`<button type="button" @click=${() => this.remove(index)}>Remove item ${index + 1}</button>`
                : nothing}
            </fieldset>`,
        )}
        <div class="buttons">
          <button type="button" @click=${() => this.add()}>One more item</button>
          <button class="main">Price</button>
        </div>
      </form>
      <div aria-live="polite">${this.priced ? explained(this.priced) : this.why ? html`<p class="outcome bad">${this.why}</p>` : nothing}</div>`;
  }

  add() {
    this.items = [...this.items, { product: '', quantity: '1' }];
    this.draw();
    this.querySelector('fieldset:last-of-type input').focus();
  }

  remove(index) {
    this.items = this.items.filter((_, other) => other !== index);
    this.draw();
  }

  async price(event) {
    event.preventDefault();
    const sent = await post('till', { store: event.target.elements.store.value, items: this.items });
    const found = sent.ok ? await find(sent.body.request_id) : sent;
    this.priced = found.ok ? found.body : null;
    this.why = found.ok ? '' : (found.body.error ?? found.body.detail);
    this.draw();
  }
}

customElements.define('basket-till', BasketTill);
