// The last quarter of an hour, drawn by uPlot.
import uPlot from './lib/uplot/uPlot.esm.js';
import { View, html, micros, rate } from './view.js';
import * as state from './live.js';

const HEIGHT = 160;

// At least so many seconds are drawn, however few are known yet.
const LEAST = 120;
const MOST_REASONS = 5;
const COLOURS = ['--c1', '--c2', '--c3', '--c4', '--c5'];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const reasons = (samples) => {
  const totals = new Map();
  samples.forEach((each) =>
    Object.entries(each.reasons).forEach(([word, times]) => totals.set(word, (totals.get(word) ?? 0) + times)),
  );
  return [...totals.entries()].sort((a, b) => b[1] - a[1]).slice(0, MOST_REASONS).map(([word]) => word).sort();
};

const CHARTS = [
  {
    id: 'rate',
    title: 'Baskets a second',
    lines: () => [
      ['priced', (each) => each.priced],
      ['failed', (each) => each.failed],
    ],
    say: (each) => `${rate(each.priced)} priced, ${rate(each.failed)} failed in the last second`,
  },
  {
    id: 'latency',
    title: 'Milliseconds a basket took',
    lines: () => [
      ['p50', (each) => each.all[0] / 1000],
      ['p99', (each) => each.all[1] / 1000],
    ],
    say: (each) => `half of them at most ${micros(each.all[0])}, 99 of 100 at most ${micros(each.all[1])}`,
  },
  {
    id: 'reasons',
    title: 'Failures and refusals a second, by reason',
    lines: (samples) => {
      const words = reasons(samples);
      return words.length === 0
        ? [['none', () => 0]]
        : words.map((word) => [word, (each) => each.reasons[word] ?? 0]);
    },
    say: (each) => Object.entries(each.reasons).map(([word, times]) => `${word} ${times}`).join(', ') || 'none',
  },
  {
    id: 'load',
    title: 'Baskets in flight, their limit, and user workers',
    lines: () => [
      ['in flight', (each) => each.in_flight],
      ['limit', (each) => each.limit],
      ['workers', (each) => each.workers],
    ],
    say: (each) => `${each.in_flight} in flight of at most ${each.limit}, ${each.workers} workers`,
  },
];

class MinuteCharts extends View {
  plots = new Map();

  connectedCallback() {
    super.connectedCallback();
    state.live.addEventListener('change', () => this.draw());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.forget());
    new ResizeObserver(() =>
      this.plots.forEach(({ plot, box }) => plot.setSize({ width: box.clientWidth, height: HEIGHT })),
    ).observe(this);
  }

  forget() {
    this.plots.forEach(({ plot }) => plot.destroy());
    this.plots.clear();
    this.draw();
  }

  template() {
    const last = state.samples.at(-1);
    return html`
      <h2>The last 15 minutes</h2>
      <div class="charts">
        ${CHARTS.map(
          (each) => html`
            <figure>
              <figcaption>${each.title} <span class="now">${last ? each.say(last) : ''}</span></figcaption>
              <div class="plot" data-chart=${each.id} aria-hidden="true"></div>
            </figure>`,
        )}
      </div>`;
  }

  draw() {
    super.draw();
    if (this.isConnected && state.samples.length > 0) {
      CHARTS.forEach((each) => this.plot(each));
    }
  }

  // A chart is made anew only if its lines are others.
  plot(chart) {
    const box = this.querySelector(`[data-chart=${chart.id}]`);
    const lines = chart.lines(state.samples);
    const names = lines.map(([name]) => name).join();
    const data = [
      state.samples.map((each) => each.at / 1000),
      ...lines.map(([, pick]) => state.samples.map(pick)),
    ];
    const known = this.plots.get(chart.id);
    if (known?.names === names) {
      known.plot.setData(data);
      return;
    }
    known?.plot.destroy();
    const axis = { stroke: colour('--dim'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') } };
    const plot = new uPlot(
      {
        width: box.clientWidth,
        height: HEIGHT,
        cursor: { y: false },
        legend: { live: false },
        scales: {
          x: { range: (self, least, most) => [Math.min(least, most - LEAST), most] },
          y: { range: (self, least, most) => [0, Math.max(1, most * 1.1)] },
        },
        axes: [axis, { ...axis, size: 60 }],
        series: [
          {},
          ...lines.map(([label], index) => ({ label, width: 1.5, points: { show: false }, stroke: colour(COLOURS[index]) })),
        ],
      },
      data,
      box,
    );
    this.plots.set(chart.id, { plot, box, names });
  }
}

customElements.define('minute-charts', MinuteCharts);
