// Horizontal bars, drawn as SVG in percent so that text keeps its size on every screen.
import {color, el, svg} from './dom.js';
import {number, say, seen} from './words.js';

const rowHeight = 40;
const indent = 18;
const longest = 26;

function short(text) {
  const letters = Array.from(text);
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : text;
}

function bar(row, index, most) {
  const name = seen(row.name);
  const left = Math.min(row.depth ?? 0, 6) * indent;
  const width = most > 0 ? Math.max((row.customers / most) * 100, row.customers > 0 ? 1 : 0) : 0;
  const top = index * rowHeight;
  // An inner picture gives the indented bar its own 100 %.
  return svg('a', {href: row.link, class: 'bar-row', 'aria-label': `${name}: ${say('people', number(row.customers))}`},
    svg('title', {}, `${name}: ${number(row.customers)}`),
    svg('rect', {class: 'hit', x: 0, y: top, width: '100%', height: rowHeight}),
    svg('text', {class: 'label', x: left, y: top + 17}, short(name)),
    svg('text', {class: 'value', x: '100%', y: top + 17, 'text-anchor': 'end'}, number(row.customers)),
    svg('svg', {x: left, y: top + 24, width: `calc(100% - ${left}px)`, height: 8, class: 'lane'},
      svg('rect', {class: 'track', width: '100%', height: 8, rx: 4}),
      svg('rect', {class: 'fill', width: `${width}%`, height: 8, rx: 4, fill: color(row.color)})));
}

// `rows`: {name, customers, link, color?, depth?}
export function bars(rows, label) {
  const most = rows.reduce((found, row) => Math.max(found, row.customers), 0);
  return el('div', {class: 'chart'},
    svg('svg', {width: '100%', height: rows.length * rowHeight, role: 'group', 'aria-label': label},
      rows.map((row, index) => bar(row, index, most))));
}

// Groups below their parents, each once, whatever the parents say: a group whose parent is unknown is a root, and what
// only circles reach comes last.
export function inTreeOrder(groups) {
  const known = new Set(groups.map((group) => group.name));
  const children = new Map();
  for (const group of groups) {
    const parent = known.has(group.parent) ? group.parent : '';
    children.set(parent, [...(children.get(parent) ?? []), group]);
  }
  const out = [];
  const placed = new Set();
  const place = (group, depth) => {
    if (placed.has(group.name)) return;
    placed.add(group.name);
    out.push({...group, depth});
    for (const child of children.get(group.name) ?? []) place(child, depth + 1);
  };
  for (const root of children.get('') ?? []) place(root, 0);
  for (const group of groups) place(group, 0);
  return out;
}
