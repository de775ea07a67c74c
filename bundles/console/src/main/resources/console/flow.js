// The way of a basket, hop by hop. A hop that has work and does none is said to be stuck.
import { View, count, html, micros, nothing, pill, rate } from './view.js';
import * as state from './live.js';

const QUIET = 2;

const done = (samples) => state.sum(samples, (each) => each.priced + each.failed);

// What the last seconds say of a hop that has so much waiting.
const judge = (waiting, progress, failed) => {
  if (!state.before) {
    return ['idle', 'looking'];
  }
  if (waiting > 0 && progress === 0) {
    return ['bad', 'stuck'];
  }
  if (failed > 0) {
    return ['warn', 'failing'];
  }
  return progress > 0 ? ['ok', 'flowing'] : ['idle', 'idle'];
};

const hops = (now, samples) => {
  const { sample } = now;
  const last = samples.slice(-QUIET);
  const progress = done(last);
  const servers = now.servers;
  const nodes = now.nodes ?? [];
  const remote = nodes.flatMap((node) => node.servers);
  const serverRate = state.perSecond((each) => state.sum(each.servers, (one) => one.priced + one.rejected));
  const queued = state.sum(servers, (each) => each.waiting);
  const strategies = now.strategies.filter((each) => each.state === 'in use' || each.calls > 0);
  const quarantined = now.strategies.filter((each) => each.state === 'quarantined');
  const calls = state.perSecond((each) => state.sum(each.strategies, (one) => one.calls));
  const failures = state.perSecond((each) => state.sum(each.strategies, (one) => one.failures));
  const away = now.brokers.filter((each) => !each.connected).length;
  return [
    {
      name: 'Stores',
      state: sample.priced + sample.failed > 0 ? ['ok', 'sending'] : ['idle', 'idle'],
      big: `${rate(sample.priced + sample.failed)}/s`,
      facts: [`connections: ${count.format(now.connections)}`],
    },
    {
      name: 'Gateway',
      state: !now.has_gateway
        ? ['idle', 'not on this node']
        : sample.limit === 0
          ? ['bad', 'not listening']
          : sample.in_flight >= sample.limit
            ? ['bad', 'full']
            : judge(sample.in_flight, progress, sample.failed),
      big: `${count.format(sample.in_flight)} of ${count.format(sample.limit)}`,
      facts: [
        'baskets wait for their price',
        `p50 ${micros(sample.all[0])}, p99 ${micros(sample.all[1])}`,
        ...Object.entries(sample.reasons).map(([word, times]) => `${word} ${rate(times)}/s`),
      ],
    },
    {
      name: 'ActiveMQ',
      state: now.brokers.length === 0 || away === now.brokers.length
        ? ['bad', 'away']
        : away > 0
          ? ['warn', `${away} of ${now.brokers.length} away`]
          : judge(now.waiting, progress, 0),
      big: `${count.format(now.waiting ?? 0)}`,
      facts: [
        'baskets sent and not answered',
        `p50 ${micros(sample.broker[0])}, p99 ${micros(sample.broker[1])}`,
        `${count.format(now.resent ?? 0)} sent again, ${count.format(now.late ?? 0)} late`,
      ],
    },
    {
      name: 'Basket servers',
      state: servers.length === 0
        ? remote.length > 0
          ? ['ok', 'on other nodes']
          : ['bad', 'none']
        : servers.some((each) => each.in_flight >= each.limit)
          ? ['warn', 'full']
          : judge(state.sum(servers, (each) => each.in_flight), serverRate, 0),
      big: count.format(servers.length || remote.length),
      facts: servers.map(
        (each) => `${each.name}: ${count.format(each.in_flight)} of ${count.format(each.limit)}`,
      ),
    },
    {
      name: 'User workers',
      state: servers.length === 0 ? ['idle', 'on other nodes'] : judge(queued, serverRate, 0),
      big: count.format(sample.workers),
      facts: [
        `${count.format(queued)} baskets in mailboxes`,
        `p50 ${micros(sample.mailbox[0])}, p99 ${micros(sample.mailbox[1])}`,
        `${count.format(state.sum(servers, (each) => each.died))} died`,
      ],
    },
    {
      name: 'Product workers',
      state: calls > 0 ? ['ok', 'pricing'] : ['idle', 'idle'],
      big: `${rate(calls)}/s`,
      facts: ['lines priced', `p50 ${micros(sample.worker[0])}, p99 ${micros(sample.worker[1])} a basket`],
    },
    {
      name: 'Strategies',
      state: quarantined.length > 0
        ? ['bad', `${quarantined.length} quarantined`]
        : failures > 0
          ? ['warn', 'failing']
          : calls > 0
            ? ['ok', 'pricing']
            : ['idle', 'idle'],
      big: count.format(strategies.length),
      facts: [
        'in use, promotions among them',
        `${rate(failures)} failures/s`,
        ...quarantined.map((each) => `${each.name}@${each.version} ${each.why}`),
      ],
    },
  ];
};

class BasketFlow extends View {
  connectedCallback() {
    super.connectedCallback();
    state.live.addEventListener('change', () => this.draw());
  }

  template() {
    const { now, samples } = state;
    return html`
      <h2>The way of a basket</h2>
      ${now
        ? html`
            <ol class="flow">${hops(now, samples).map((each) => this.hop(each))}</ol>
            ${now.troubles.length === 0
              ? nothing
              : html`<ul class="troubles" aria-label="Troubles">
                  ${now.troubles.map(
                    (each) => html`<li>${pill(each.not_ready ? 'bad' : 'warn', each.part)} ${each.text}</li>`,
                  )}
                </ul>`}
            ${(now.nodes ?? []).length > 1 ? this.nodes(now.nodes) : nothing}
          `
        : html`<p>Waiting for the node…</p>`}
    `;
  }

  hop({ name, state: [gravity, word], big, facts }) {
    return html`
      <li class="hop ${gravity}" data-hop=${name}>
        <h3>${name}</h3>
        ${pill(gravity, word)}
        <p class="big">${big}</p>
        <ul>${facts.map((each) => html`<li>${each}</li>`)}</ul>
      </li>`;
  }

  nodes(nodes) {
    return html`
      <h3>Nodes</h3>
      <ul class="nodes">
        ${nodes.map(
          (each) => html`
            <li class="hop">
              <h4>${each.name}</h4>
              ${each.silent_ms > 5000 ? pill('bad', 'silent') : pill('ok', each.role)}
              <ul>
                <li>${each.servers.length} basket servers</li>
                <li>revision ${each.facts.revision ?? '-'}</li>
                <li>heard ${micros(each.silent_ms * 1000)} ago</li>
              </ul>
            </li>`,
        )}
      </ul>`;
  }
}

customElements.define('basket-flow', BasketFlow);
