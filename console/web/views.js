// The three views of the data. Each takes what the API answered and gives one element.
import {bars, inTreeOrder} from './chart.js';
import {color, customerLink, customersLink, el, svg} from './dom.js';
import {moment, number, say, seen, spoken} from './words.js';

const tagsFirst = 15;
const longestReason = 120;  // characters

const isolated = (text, keepLines = false) => el('bdi', {}, seen(text, keepLines));
const section = (title, ...content) => el('section', {class: 'card'}, el('h2', {}, title), content);
const empty = (text) => el('p', {class: 'hint'}, text);
const nameOf = (customer) => customer.remark || customer.name || say('unnamed');

function chip(tag, overview, link = true) {
  const paint = color(overview.tags.find((one) => one.name === tag)?.color);
  const dot = svg('svg', {class: 'dot', width: 8, height: 8, 'aria-hidden': 'true'},
    svg('circle', {cx: 4, cy: 4, r: 4, fill: paint}));
  return el(link ? 'a' : 'span', {class: 'chip', href: link ? customersLink({tag}) : null}, dot, isolated(tag));
}

// ---- overview
function figure(word, value, quiet) {
  return el('div', {class: quiet && value === 0 ? 'figure quiet' : 'figure'}, el('dt', {}, say(word)), el('dd', {}, number(value)));
}

function tagChart(overview) {
  const used = overview.tags.filter((tag) => tag.customers > 0);
  const unused = overview.tags.filter((tag) => tag.customers === 0);
  const rows = used.map((tag) => ({...tag, link: customersLink({tag: tag.name})}));
  const chart = el('div', {}, bars(rows.slice(0, tagsFirst), say('tags')));
  const all = el('button', {type: 'button', class: 'plain', onclick: () => {
    chart.replaceChildren(bars(rows, say('tags')));
    all.remove();
    chart.querySelector('a')?.focus();
  }}, say('showAll', number(rows.length)));
  return section(say('tags'), rows.length ? chart : empty(say('noTags')), rows.length > tagsFirst ? all : null,
    unused.length ? el('details', {}, el('summary', {}, `${say('unused')} (${number(unused.length)})`),
      el('div', {class: 'chips'}, unused.map((tag) => chip(tag.name, overview, false)))) : null);
}

export function overviewView(overview) {
  const {totals} = overview;
  const groups = inTreeOrder(overview.groups).map((group) => ({...group, link: customersLink({group: group.name})}));
  return el('div', {}, el('h1', {}, say('overview')),
    el('dl', {class: 'figures'}, figure('totalCustomers', totals.customers), figure('totalMessages', totals.messages),
      figure('totalTags', totals.tags), figure('totalRules', totals.rules, true), figure('totalWaiting', totals.waiting, true),
      figure('totalQuarantined', totals.quarantined, true)),
    el('div', {class: 'columns'}, tagChart(overview),
      section(say('groups'), groups.length ? bars(groups, say('groups')) : empty(say('noGroups')))));
}

// ---- customers
function choice(id, word, names, chosen) {
  const all = chosen && !names.includes(chosen) ? [chosen, ...names] : names;
  return el('div', {class: 'field'}, el('label', {for: id}, say(word)),
    el('select', {id, name: id}, el('option', {value: ''}, say('any')),
      all.map((name) => el('option', {value: name, selected: name === chosen}, seen(name)))));
}

function filterForm(filter, overview) {
  const send = (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    location.hash = customersLink({name: given.name.trim(), tag: given.tag, group: given.group});
  };
  return el('form', {class: 'card filter', role: 'search', onsubmit: send},
    el('div', {class: 'field'}, el('label', {for: 'name'}, say('name')),
      el('input', {id: 'name', name: 'name', type: 'search', maxlength: 100, value: filter.name ?? '', placeholder: say('nameHint')})),
    choice('tag', 'tag', overview.tags.map((tag) => tag.name), filter.tag),
    choice('group', 'group', overview.groups.map((group) => group.name), filter.group),
    el('div', {class: 'actions'}, el('button', {type: 'submit', class: 'primary'}, say('search')),
      el('a', {href: '#/customers', class: 'plain'}, say('clear'))));
}

function customerRow(row, overview) {
  const cell = (word, css, ...content) => el('td', {class: css, 'data-label': say(word)}, content);
  const more = row.tag_count - row.tags.length;
  return el('tr', {},
    el('th', {scope: 'row'}, el('a', {href: customerLink(row.key)}, isolated(nameOf(row))), el('small', {}, isolated(row.user))),
    cell('group', 'group', row.group ? isolated(row.group) : '—'),
    cell('tags', 'wide', el('div', {class: 'chips'}, row.tags.map((tag) => chip(tag, overview)),
      more > 0 ? el('span', {class: 'hint'}, say('moreTags', number(more))) : null)),
    cell('messages', 'count', number(row.messages)),
    cell('lastSeen', 'time', moment(row.last_seen)));
}

function pager(page, filter) {
  const to = (target, word, rel) => (target < 1 || target > page.pages
    ? el('span', {class: 'plain off', 'aria-disabled': 'true'}, say(word))
    : el('a', {class: 'plain', rel, href: customersLink({...filter, page: target > 1 ? target : ''})}, say(word)));
  return el('nav', {class: 'pager', 'aria-label': say('pages')}, to(page.page - 1, 'previous', 'prev'),
    el('span', {}, say('page', number(page.page), number(page.pages))), to(page.page + 1, 'next', 'next'));
}

export function customersView(page, filter, overview) {
  const head = ['name', 'group', 'tags', 'messages', 'lastSeen'];
  const table = el('table', {}, el('caption', {}, say('found', number(page.total))),
    el('thead', {}, el('tr', {}, head.map((word) => el('th', {scope: 'col', class: word === 'messages' ? 'count' : null}, say(word))))),
    el('tbody', {}, page.rows.map((row) => customerRow(row, overview))));
  return el('div', {}, el('h1', {}, say('customers')), filterForm(filter, overview),
    el('section', {class: 'card'}, page.rows.length ? table : empty(say('nobody')), page.pages > 1 ? pager(page, filter) : null));
}

// ---- one customer
const by = (origin) => say({rule: 'byRule', human: 'byHuman', import: 'byImport'}[origin.by_kind] ?? 'byRule');

function life(tag) {
  if (tag.life === 'timed') return say('timed', moment(tag.until));
  return say(tag.life === 'while' ? 'while' : 'kept');
}

// A text that would fill the screen opens on demand: lists of words can be hundreds long.
function foldable(text, css) {
  const shown = seen(text);
  const letters = Array.from(shown);
  if (letters.length <= longestReason) return el('bdi', {class: css}, shown);
  return el('details', {class: 'long'}, el('summary', {}, el('bdi', {class: css}, `${letters.slice(0, longestReason).join('')}…`)),
    el('bdi', {class: css}, shown));
}

// Who decided and why, under a tag or a group: one line, then the rule's condition and the customer's own words.
function origin(one) {
  return [
    el('div', {class: 'why'}, el('strong', {}, say('why')), foldable(one.why[spoken()], 'reason')),
    one.words.length ? el('p', {class: 'words'}, el('span', {}, say('said')), one.words.map((word) => el('mark', {}, isolated(word)))) : null,
    one.rule?.when ? el('div', {class: 'words'}, el('span', {}, say('condition')), foldable(one.rule.when, 'code')) : null,
  ];
}

function tagItem(tag, overview) {
  return el('li', {}, el('div', {class: 'line'}, chip(tag.tag, overview),
    el('span', {class: 'badge'}, by(tag), tag.rule?.name ? [' · ', isolated(tag.rule.name)] : null),
    tag.pinned ? el('span', {class: 'badge strong'}, say('pinned')) : null,
    el('span', {class: 'hint'}, `${say('since', moment(tag.since))} · ${life(tag)}`)), origin(tag));
}

function messageItem(message) {
  return el('li', {}, el('time', {datetime: message.at}, moment(message.at)),
    el('p', {class: 'text'}, message.text ? isolated(message.text, true) : `[${seen(message.kind)}]`));
}

function journalItem(entry) {
  return el('li', {}, el('time', {datetime: entry.at}, moment(entry.at)),
    el('p', {}, el('strong', {}, seen(say(entry.action))), ' ', isolated(entry.subject),
      el('small', {}, isolated([entry.by, entry.detail].filter(Boolean).join(' · ')))));
}

function facts(customer) {
  const fact = (word, ...value) => el('div', {}, el('dt', {}, say(word)), el('dd', {}, value));
  return el('dl', {class: 'facts'}, customer.remark && customer.name ? fact('name', isolated(customer.name)) : null,
    fact('number', el('code', {}, isolated(customer.key))), fact('firstSeen', moment(customer.first_seen)),
    fact('lastSeen', moment(customer.last_seen)), fact('messages', number(customer.messages)));
}

function groupCard(group) {
  if (!group) return section(say('group'), empty(say('noGroup')));
  return section(say('group'), el('div', {class: 'line'},
    el('a', {class: 'chip', href: customersLink({group: group.group})}, isolated(group.group)),
    group.pinned ? el('span', {class: 'badge strong'}, say('pinned')) : null,
    el('span', {class: 'hint'}, say('since', moment(group.since)))), origin(group));
}

const list = (items, none, css) => (items.length ? el('ol', {class: css}, items) : empty(none));

export function customerView(customer, overview) {
  const more = customer.tag_count - customer.tags.length;
  return el('div', {}, el('p', {}, el('a', {href: '#/customers'}, `← ${say('back')}`)),
    el('section', {class: 'card'}, el('h1', {}, isolated(nameOf(customer))), facts(customer)),
    el('div', {class: 'columns'},
      el('div', {},
        section(`${say('tags')} (${number(customer.tag_count)})`,
          list(customer.tags.map((tag) => tagItem(tag, overview)), say('noCustomerTags'), 'tags'),
          more > 0 ? empty(say('moreTags', number(more))) : null),
        groupCard(customer.group),
        customer.blocks.length ? section(say('blocks'), list(customer.blocks.map((block) => el('li', {},
          el('div', {class: 'line'}, chip(block.tag, overview), el('span', {class: 'badge'}, block.rule ? isolated(block.rule) : say('anyRule')),
            el('span', {class: 'hint'}, isolated(block.by), ' · ', moment(block.since))))), '', 'tags')) : null,
        customer.attributes.length ? section(say('attributes'), el('dl', {class: 'facts'}, customer.attributes.map((one) =>
          el('div', {}, el('dt', {}, isolated(one.name)), el('dd', {}, isolated(one.value)))))) : null),
      el('div', {},
        section(say('lastMessages'), list(customer.last_messages.map(messageItem), say('noMessages'), 'talk')),
        section(say('journal'), list(customer.journal.map(journalItem), say('noJournal'), 'talk journal')))));
}
