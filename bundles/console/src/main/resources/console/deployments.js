// What was deployed, by whom, and what became of it.
import { View, day, html, pill, table } from './view.js';
import { get } from './api.js';

const PERIOD = 10000;
const GRAVITY = { DONE: 'ok', POSSIBLE: 'idle', IMPOSSIBLE: 'warn', REFUSED: 'bad', OVERTAKEN: 'warn', INTERRUPTED: 'bad' };

class DeploymentList extends View {
  all = [];

  connectedCallback() {
    super.connectedCallback();
    this.load();
    setInterval(() => document.hidden || this.load(), PERIOD);
    document.addEventListener('deployed', () => this.load());
  }

  async load() {
    const { ok, body } = await get('api/history');
    if (ok) {
      this.all = body.deployments;
      this.draw();
    }
  }

  template() {
    return html`
      <h2>Deployments</h2>
      ${table(
        'Deployments',
        ['When', 'Door', 'Action', 'What', 'Outcome', 'Details'],
        this.all.slice(0, 50).map(
          (each) => html`<tr>
            <td>${day(each.when)}</td>
            <td>${each.door}</td>
            <td>${each.action.toLowerCase()}</td>
            <td>${each.bundle} ${each.version}</td>
            <td>${pill(GRAVITY[each.outcome], each.outcome.toLowerCase())}</td>
            <td>${each.details.slice(0, 3).join('; ')}</td>
          </tr>`,
        ),
        'Nothing was deployed yet.',
      )}`;
  }
}

customElements.define('deployment-list', DeploymentList);
