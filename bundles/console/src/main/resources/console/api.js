// What the page asks this node for. The token stays in this tab: it comes in the fragment of the link that
// `bin/supermarket console` prints, which no server sees.
const KEY = 'supermarket-token';

export const administrator = new EventTarget();
let isAllowed = false;

export const mayAct = () => isAllowed;

const authorization = () => {
  const token = sessionStorage.getItem(KEY);
  return token ? { Authorization: `Bearer ${token}` } : {};
};

const answer = async (response) => {
  const isJson = (response.headers.get('Content-Type') ?? '').startsWith('application/json');
  const body = isJson ? await response.json() : { error: (await response.text()).trim() };
  if (response.status === 401) {
    allow(false);
  }
  return { ok: response.ok, status: response.status, body };
};

const send = async (path, options) => {
  try {
    return await answer(await fetch(path, options));
  } catch {
    return { ok: false, status: 0, body: { error: 'the node cannot be reached' } };
  }
};

export const get = (path) => send(path, { headers: authorization() });

export const act = (name, parameters, body) =>
  send(`api/${name}?${new URLSearchParams(parameters)}`, { method: 'POST', headers: authorization(), body });

export const post = (name, json) =>
  send(`api/${name}`, {
    method: 'POST',
    headers: { ...authorization(), 'Content-Type': 'application/json' },
    body: JSON.stringify(json),
  });

const allow = (allowed) => {
  if (allowed !== isAllowed) {
    isAllowed = allowed;
    administrator.dispatchEvent(new Event('change'));
  }
};

// Shows a token to the node; tells whether it is the right one.
export const signIn = async (token) => {
  sessionStorage.setItem(KEY, token);
  const { ok } = await get('api/administrator');
  if (!ok) {
    sessionStorage.removeItem(KEY);
  }
  allow(ok);
  return ok;
};

export const signOut = () => {
  sessionStorage.removeItem(KEY);
  allow(false);
};

// A link with a token is used once and taken out of the address.
export const begin = async () => {
  const linked = new URLSearchParams(location.hash.slice(1)).get('token');
  if (linked) {
    history.replaceState(null, '', location.pathname);
  }
  const token = linked ?? sessionStorage.getItem(KEY);
  return token ? signIn(token) : false;
};
