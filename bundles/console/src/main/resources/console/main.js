// The console: what the node is, who looks, and the parts of the page.
import { View, html, nothing, pill } from './view.js';
import * as state from './live.js';
import { administrator, begin, mayAct, signIn, signOut } from './api.js';
import './dialog.js';
import './flow.js';
import './charts.js';
import './strategies.js';
import './baskets.js';
import './till.js';
import './catalogue.js';
import './deployments.js';

class NodeStatus extends View {
  connectedCallback() {
    super.connectedCallback();
    state.live.addEventListener('change', () => this.draw());
  }

  template() {
    const { now, isConnected } = state;
    if (!now || !isConnected) {
      return pill('bad', now ? 'connection lost, trying again' : 'connecting');
    }
    const grave = now.troubles.filter((each) => each.not_ready).length;
    const words = now.troubles.length === 1 ? '1 trouble' : `${now.troubles.length} troubles`;
    return grave > 0
      ? pill('bad', 'not ready')
      : now.troubles.length > 0
        ? pill('warn', words)
        : pill('ok', 'running');
  }
}

customElements.define('node-status', NodeStatus);

class SignIn extends View {
  wrong = false;

  connectedCallback() {
    super.connectedCallback();
    administrator.addEventListener('change', () => this.draw());
  }

  template() {
    return mayAct()
      ? html`<button type="button" @click=${signOut}>Sign out</button>`
      : html`<form @submit=${(event) => this.submit(event)}>
          <label>Token <input name="token" type="password" autocomplete="off" required size="12"></label>
          <button>Sign in</button>
          <span role="alert">${this.wrong ? 'This is not the token. bin/supermarket console prints a link.' : nothing}</span>
        </form>`;
  }

  async submit(event) {
    event.preventDefault();
    this.wrong = !(await signIn(event.target.elements.token.value.trim()));
    this.draw();
  }
}

customElements.define('sign-in', SignIn);

begin();
state.connect();
