// Every word that the page says, in both languages, and how times and numbers are written.
const words = {
  skip: ['跳到内容', 'Skip to content'],
  overview: ['概览', 'Overview'],
  customers: ['客户', 'Customers'],
  customer: ['客户', 'Customer'],
  otherLanguage: ['English', '中文'],
  otherLanguageLabel: ['Switch to English', '切换到中文'],
  login: ['登录', 'Log in'],
  code: ['登录码', 'Login code'],
  codeHint: ['登录码印在启动程序的终端里。', 'The login code is printed in the terminal that runs the program.'],
  loading: ['正在读取……', 'Loading …'],
  retry: ['再试一次', 'Try again'],
  offline: ['连不上程序:它还在运行吗?', 'The program does not answer: is it still running?'],
  totalCustomers: ['客户', 'Customers'],
  totalMessages: ['消息', 'Messages'],
  totalTags: ['已打标签', 'Tags given'],
  totalRules: ['规则', 'Rules'],
  totalWaiting: ['待发送', 'Waiting to be sent'],
  totalQuarantined: ['读不懂的数据', 'Unreadable frames'],
  tags: ['标签', 'Tags'],
  groups: ['分组', 'Groups'],
  tag: ['标签', 'Tag'],
  group: ['分组', 'Group'],
  noTags: ['还没有标签。', 'No tags yet.'],
  noGroups: ['还没有分组。', 'No groups yet.'],
  people: ['{0} 位客户', 'customers: {0}'],
  unused: ['还没有客户的标签', 'Tags nobody has'],
  showAll: ['显示全部 {0} 个', 'Show all {0}'],
  name: ['名字', 'Name'],
  nameHint: ['名字或备注的开头', 'Beginning of name or remark'],
  any: ['全部', 'All'],
  search: ['查找', 'Find'],
  clear: ['清除条件', 'Clear'],
  found: ['共 {0} 位', '{0} found'],
  nobody: ['没有符合条件的客户。', 'No customer fits.'],
  messages: ['消息', 'Messages'],
  lastSeen: ['最近', 'Last seen'],
  firstSeen: ['首次', 'First seen'],
  page: ['第 {0} / {1} 页', 'Page {0} of {1}'],
  pages: ['分页', 'Pages'],
  previous: ['上一页', 'Previous'],
  next: ['下一页', 'Next'],
  unnamed: ['(没有名字)', '(no name)'],
  remark: ['备注', 'Remark'],
  number: ['编号', 'Key'],
  noGroup: ['未分组', 'In no group'],
  why: ['原因', 'Why'],
  since: ['自 {0}', 'since {0}'],
  kept: ['一直保留', 'kept'],
  timed: ['到 {0}', 'until {0}'],
  while: ['条件成立期间', 'while the condition holds'],
  pinned: ['人工固定', 'pinned by hand'],
  byRule: ['规则', 'rule'],
  byHuman: ['人工', 'by hand'],
  byImport: ['导入', 'imported'],
  condition: ['条件', 'Condition'],
  said: ['原文', 'Words'],
  noCustomerTags: ['这位客户还没有标签。', 'This customer has no tags yet.'],
  moreTags: ['还有 {0} 个', '{0} more'],
  lastMessages: ['最近的消息', 'Last messages'],
  noMessages: ['没有消息。', 'No messages.'],
  journal: ['变更记录', 'Journal'],
  noJournal: ['没有记录。', 'Nothing yet.'],
  blocks: ['人工禁止的标签', 'Tags blocked by hand'],
  anyRule: ['所有规则', 'any rule'],
  attributes: ['属性', 'Attributes'],
  back: ['返回客户列表', 'Back to the customers'],
  updated: ['版本 {0} · 时区 {1} · 只读', 'version {0} · time zone {1} · read-only'],
  'tag.add': ['加标签', 'tag added'],
  'tag.drop': ['去标签', 'tag removed'],
  'group.move': ['换分组', 'group changed'],
};

let language = 'zh';
let timezone = 'Asia/Shanghai';

// A page without storage (a private window, say) still works: it only forgets the language.
export function startLanguage() {
  let kept = null;
  try {
    kept = localStorage.getItem('language');
  } catch {
    kept = null;
  }
  setLanguage(kept ?? document.documentElement.dataset.language, false);
}

export function setLanguage(to, keep = true) {
  language = to === 'en' ? 'en' : 'zh';
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  if (!keep) return;
  try {
    localStorage.setItem('language', language);
  } catch {
    return;
  }
}

export const spoken = () => language;
export const setTimezone = (zone) => { timezone = zone; };

export function say(key, ...args) {
  const pair = words[key];
  if (!pair) return key;
  return args.reduce((text, arg, i) => text.replaceAll(`{${i}}`, () => String(arg)), pair[language === 'zh' ? 0 : 1]);
}

export const number = (value) => new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en').format(value);

export function moment(iso) {
  if (!iso) return '—';
  const options = {year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'};
  const write = (zone) => {
    const parts = new Intl.DateTimeFormat('en', {...options, timeZone: zone}).formatToParts(new Date(iso));
    const part = (type) => parts.find((one) => one.type === type).value;
    return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
  };
  try {
    return write(timezone);
  } catch {
    return `${write('UTC')} UTC`;
  }
}

// Names and texts come from strangers: control and direction characters are shown, not obeyed. Joiners of emoji stay.
export function seen(text, keepLines = false) {
  return String(text).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (one) =>
    keepLines && (one === '\n' || one === '\t') ? one : `\\u{${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}}`);
}
