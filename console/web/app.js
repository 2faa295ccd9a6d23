// The page: asks the API, shows one of four views. The address after # says which.
import {el} from './dom.js';
import {customerView, customersView, overviewView} from './views.js';
import {say, setLanguage, setTimezone, spoken, startLanguage} from './words.js';

const main = document.getElementById('main');
const status = document.getElementById('status');
const refreshMs = 10000;
let overview = null;  // the last one read: names and colours of tags and groups
let turn = 0;         // the newest view wins when answers come late

class Refused extends Error {
  constructor(code, error) {
    super(error?.[spoken()]?.message ?? say('offline'));
    this.status = code;
    this.error = error;
  }
}

async function ask(address, options = {}) {
  let response;
  try {
    response = await fetch(address, {credentials: 'same-origin', cache: 'no-store', ...options});
  } catch {
    throw new Refused(0, null);
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok || answer === null) throw new Refused(response.status, answer?.error);
  return answer;
}

function route() {
  const [path, query = ''] = (location.hash.slice(1) || '/').split('?');
  return {path, query: new URLSearchParams(query)};
}

function frame(loggedIn) {
  const {path} = route();
  const nav = document.getElementById('nav');
  nav.hidden = !loggedIn;
  nav.setAttribute('aria-label', say('pages'));
  const link = (href, word, here) => el('a', {href, 'aria-current': here ? 'page' : null}, say(word));
  nav.replaceChildren(link('#/', 'overview', path === '/'), link('#/customers', 'customers', path.startsWith('/customer')));
  const button = document.getElementById('language');
  button.textContent = say('otherLanguage');
  button.setAttribute('aria-label', say('otherLanguageLabel'));
  button.setAttribute('lang', spoken() === 'zh' ? 'en' : 'zh-CN');
  document.getElementById('skip').textContent = say('skip');
  document.getElementById('foot').textContent =
    loggedIn && overview ? say('updated', overview.version, overview.timezone) : '';
}

function show(title, content, focus) {
  main.setAttribute('aria-busy', 'false');
  main.replaceChildren(content);
  document.title = `${title} · 分群`;
  status.textContent = title;
  if (focus) {
    main.focus({preventScroll: true});
    window.scrollTo(0, 0);
  }
}

function loginView() {
  const problem = el('p', {class: 'problem', role: 'alert', id: 'problem'});
  const input = el('input', {id: 'code', name: 'code', type: 'password', autocomplete: 'one-time-code', required: true,
    maxlength: 200, spellcheck: 'false', autocapitalize: 'none', 'aria-describedby': 'code-hint problem'});
  const send = async (event) => {
    event.preventDefault();
    try {
      await ask('/login', {method: 'POST', headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({code: input.value.trim()})});
      await render(true);
    } catch (refused) {
      const hint = refused.error?.[spoken()]?.hint ?? '';
      problem.textContent = `${refused.message} ${hint}`;
      input.value = '';
      input.focus();
    }
  };
  frame(false);
  show(say('login'), el('form', {class: 'card login', onsubmit: send},
    el('h1', {}, say('login')),
    el('label', {for: 'code'}, say('code')), input,
    el('p', {class: 'hint', id: 'code-hint'}, say('codeHint')), problem,
    el('button', {type: 'submit', class: 'primary'}, say('login'))), false);
  input.focus();
}

function failureView(refused) {
  frame(overview !== null);
  show(refused.message, el('section', {class: 'card', role: 'alert'},
    el('h1', {}, refused.message),
    refused.error ? el('p', {}, `${refused.error[spoken()]?.hint ?? ''} ${refused.error.code}`) : null,
    el('button', {type: 'button', class: 'primary', onclick: () => render(true)}, say('retry'))), false);
}

async function view({path, query}) {
  overview = await ask('/api/overview');
  setTimezone(overview.timezone);
  if (path === '/customers') {
    const filter = Object.fromEntries(query);
    return [say('customers'), customersView(await ask(`/api/customers?${query}`), filter, overview)];
  }
  if (path === '/customer') {
    const customer = await ask(`/api/customer?${query}`);
    return [say('customer'), customerView(customer, overview)];
  }
  return [say('overview'), overviewView(overview)];
}

async function render(focus) {
  const mine = ++turn;
  main.setAttribute('aria-busy', 'true');
  try {
    const [title, content] = await view(route());
    if (mine !== turn) return;
    frame(true);
    show(title, content, focus);
  } catch (refused) {
    if (mine !== turn) return;
    if (!(refused instanceof Refused)) throw refused;
    if (refused.status === 401) loginView();
    else failureView(refused);
  }
}

document.getElementById('language').addEventListener('click', () => {
  setLanguage(spoken() === 'zh' ? 'en' : 'zh');
  render(false);
});
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
window.addEventListener('hashchange', () => render(true));
// The overview keeps itself fresh, but not under the hands of somebody who is moving through it.
setInterval(() => {
  const busy = main.contains(document.activeElement) && document.activeElement !== main;
  if (overview && route().path === '/' && document.visibilityState === 'visible' && !busy) render(false);
}, refreshMs);

startLanguage();
render(false);
