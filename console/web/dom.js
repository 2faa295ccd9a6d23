// Making elements. Data becomes text nodes and attributes, never markup.
const svgSpace = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) element.append(child);
  }
  return element;
}

export const el = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
export const svg = (name, attributes = {}, ...children) =>
  fill(document.createElementNS(svgSpace, name), attributes, children);

// The colour as the shop defined it, or nothing: only #rrggbb is taken.
export const color = (text) => (/^#[0-9a-f]{6}$/i.test(text ?? '') ? text : null);

// Addresses within the page; `filter` is {name, tag, group, page}.
export function customersLink(filter = {}) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  return query.size ? `#/customers?${query}` : '#/customers';
}
export const customerLink = (key) => `#/customer?key=${encodeURIComponent(key)}`;
