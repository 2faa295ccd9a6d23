// What every peer must do with a private message, and what it gets from its surroundings. The measuring script sets:
//   BENCH_URL, BENCH_TOKEN   the platform          BENCH_DB    the SQLite file
//   BENCH_RULES              rules-N.json          BENCH_PID   a file for our own process id
//   BENCH_MATCH              includes | ac         BENCH_STORE each | batch
import fs from 'node:fs'
import AhoCorasick from 'ahocorasick'

const { env } = process

export const settings = {
  url: env.BENCH_URL ?? 'ws://127.0.0.1:6700',
  token: env.BENCH_TOKEN ?? '',
  db: env.BENCH_DB ?? 'bench.db',
  store: env.BENCH_STORE ?? 'each',
  batchMs: Number(env.BENCH_BATCH_MS ?? 5),
  batchMost: Number(env.BENCH_BATCH_MOST ?? 512),
  synchronous: env.BENCH_SYNCHRONOUS ?? 'FULL',
}

// Answers text => every rule whose keyword is in it, once each.
export function makeMatcher(rules = JSON.parse(fs.readFileSync(env.BENCH_RULES, 'utf8'))) {
  if (env.BENCH_MATCH !== 'ac') return text => rules.filter(({ keyword }) => text.includes(keyword))
  const ruleOf = new Map(rules.map(rule => [rule.keyword, rule]))
  const tree = new AhoCorasick([...ruleOf.keys()])
  return text => {
    const found = new Set(tree.search(text).flatMap(([, keywords]) => keywords))
    return Array.from(found, keyword => ruleOf.get(keyword))
  }
}

export const tagsOf = rules => [...new Set(rules.map(rule => rule.tag))]
export const replyOf = rules => rules.find(rule => rule.reply)?.reply

export function tellPid() {
  if (env.BENCH_PID) fs.writeFileSync(env.BENCH_PID, `${process.pid}\n`)
}
