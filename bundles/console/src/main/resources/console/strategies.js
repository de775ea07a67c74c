// Strategies and kinds of promotions: what they are, what they do, and their life cycle.
import { View, html, micros, nothing, pill, rate, table } from './view.js';
import * as state from './live.js';
import { act, administrator, get, mayAct } from './api.js';
import { confirm, tell } from './dialog.js';

const GRAVITY = { 'in use': 'ok', 'standing by': 'idle', shadow: 'warn', canary: 'warn', dark: 'warn', quarantined: 'bad' };

// What each way of an uploaded jar does, said before it is done.
const JAR = {
  check: ['Check', 'tries it and changes nothing'],
  replay: ['Replay', 'prices the lines that were priced last with it, and changes nothing'],
  install: ['Install', 'puts it into operation on all nodes, if there is no strategy of its name'],
  upgrade: ['Upgrade', 'puts it in the place of the live version on all nodes, once it has passed its checks'],
  shadow: ['Shadow', 'prices live lines with it too, on all nodes, and compares; no price changes'],
};

class StrategyTable extends View {
  connectedCallback() {
    super.connectedCallback();
    state.live.addEventListener('change', () => this.draw());
    administrator.addEventListener('change', () => this.draw());
  }

  template() {
    const all = state.now?.strategies ?? [];
    return html`
      <h2>Strategies and kinds of promotions</h2>
      ${table(
        'Strategies',
        ['Name', 'State', 'Prices', 'Calls/s', 'Failures/s', 'Mean', ...(mayAct() ? ['What to do'] : [])],
        all.map((each) => this.row(each)),
        'This node has none: a gateway prices nothing.',
      )}
      ${mayAct()
        ? this.upload()
        : html`<p class="dim">Read only. Sign in as the administrator to install, try and roll back versions.</p>`}`;
  }

  row(each) {
    const same = (one) => one.strategies.find((other) => other.id === each.id);
    const calls = state.perSecond((one) => same(one)?.calls);
    const failures = state.perSecond((one) => same(one)?.failures);
    const nanos = state.perSecond((one) => same(one)?.nanos);
    const more = each.products - each.some.length;
    return html`
      <tr data-strategy="${each.name}@${each.version}">
        <th scope="row">${each.name}@${each.version}${each.kind ? html` <span class="dim">promotion</span>` : nothing}</th>
        <td>
          ${pill(GRAVITY[each.state], each.state === 'canary' ? `canary ${each.percent} %` : each.state)}
          ${each.trusted ? html`<span class="dim">trusted</span>` : nothing} ${each.why ?? nothing}
        </td>
        <td>${each.products === 0 ? '-' : html`${each.some.join(' ')}${more > 0 ? ` and ${more} more` : ''}`}</td>
        <td class="number">${rate(calls)}</td>
        <td class="number">${rate(failures)}</td>
        <td class="number">${calls > 0 ? micros(nanos / calls / 1000) : '-'}</td>
        ${mayAct() ? html`<td class="buttons">${this.buttons(each)}</td>` : nothing}
      </tr>`;
  }

  buttons(each) {
    const one = (name, verb, title, text, parameters = {}) => html`
      <button
        type="button"
        @click=${() => confirm({ title, text, verb, work: () => act(name, { name: each.name, ...parameters }) })}
      >
        ${verb}
      </button>`;
    const title = (verb) => `${verb} ${each.name}@${each.version}?`;
    if (each.state === 'quarantined') {
      return one('release', 'Release', title('Release'), 'This node prices its products again. If it hangs again, it is quarantined again.');
    }
    if (each.state === 'shadow' || each.state === 'canary') {
      return html`
        <button type="button" @click=${() => this.diff(each)}>Diff</button>
        <button type="button" @click=${() => this.canary(each)}>Canary</button>
        ${one('promote', 'Promote', title('Promote'), 'From the next basket on it prices for all users, on all nodes. The version before is kept for a roll back.')}
        ${one('rollback', 'End trial', title('End the trial of'), 'It is uninstalled on all nodes; the live version goes on.')}`;
    }
    return html`
      ${one('rollback', 'Roll back', title('Roll back'), 'The version before it takes its place on all nodes, from the next basket on. This one is kept.')}
      ${one('uninstall', 'Uninstall', title('Uninstall'), 'It is taken out of operation on all nodes. This is refused while it prices products.')}`;
  }

  async diff(each) {
    tell(`What ${each.name}@${each.version} would change`, await get(`api/diff?${new URLSearchParams({ name: each.name })}`));
  }

  canary(each) {
    let percent = each.percent;
    confirm({
      title: `Canary of ${each.name}@${each.version}`,
      text: 'It prices for a share of the users, always the same ones, on all nodes.',
      more: html`<label>
        Share of the users
        <input type="range" min="0" max="99" .value=${String(percent)} @input=${(event) => {
          percent = Number(event.target.value);
          event.target.nextElementSibling.value = `${percent} %`;
        }}>
        <output>${percent} %</output>
      </label>`,
      verb: 'Set the share',
      work: () => act('canary', { name: each.name, percent }),
    });
  }

  upload() {
    return html`
      <form class="row" @submit=${(event) => this.send(event)}>
        <h3>A new version</h3>
        <label>Jar <input type="file" name="jar" accept=".jar" required></label>
        <label>
          What to do
          <select name="how">
            ${Object.entries(JAR).map(([name, [verb]]) => html`<option value=${name}>${verb}</option>`)}
          </select>
        </label>
        <label class="check"><input type="checkbox" name="trusted"> trusted, although it is more than arithmetic</label>
        <button>Upload</button>
      </form>`;
  }

  send(event) {
    event.preventDefault();
    const form = event.target;
    const jar = form.elements.jar.files[0];
    const how = form.elements.how.value;
    const [verb, text] = JAR[how];
    confirm({
      title: `${verb} ${jar.name}?`,
      text: `This ${text}.`,
      verb,
      work: () => act(how, { trusted: form.elements.trusted.checked }, jar),
    });
  }
}

customElements.define('strategy-table', StrategyTable);
