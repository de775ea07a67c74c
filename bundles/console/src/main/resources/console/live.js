// How the node stands, once a second. Counts are those since its start; `per second` is made of two of them.
const SAMPLES = 900;

export const live = new EventTarget();
export let samples = [];
export let now = null;
export let before = null;
export let isConnected = false;

const changed = () => live.dispatchEvent(new Event('change'));

export const connect = () => {
  const source = new EventSource('events');
  source.addEventListener('history', (event) => {
    samples = JSON.parse(event.data).samples;
    isConnected = true;
    changed();
  });
  source.addEventListener('state', (event) => {
    before = now;
    now = JSON.parse(event.data);
    if (samples.at(-1)?.at !== now.sample.at) {
      samples.push(now.sample);
      samples = samples.slice(-SAMPLES);
    }
    changed();
  });
  source.addEventListener('error', () => {
    isConnected = false;
    changed();
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(connect, 2000);
    }
  });
};

// How much a count of the state has grown in a second; `pick` finds it in a state.
export const perSecond = (pick) => {
  const first = before && pick(before);
  const last = now && pick(now);
  const seconds = before && now ? (now.sample.at - before.sample.at) / 1000 : 0;
  return first == null || last == null || seconds <= 0 ? 0 : Math.max(0, last - first) / seconds;
};

export const sum = (list, pick) => list.reduce((total, each) => total + pick(each), 0);
